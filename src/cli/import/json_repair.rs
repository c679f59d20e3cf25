//! Repairs nearly valid JSON: lone surrogates, `NaN` and `Infinity`, raw control characters in strings.

/// Counts of the faults repaired, for diagnostics.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct JsonRepair {
    /// Lone surrogates, replaced by U+FFFD.
    pub halves: usize,
    /// `NaN` and `Infinity`, read as null.
    pub no_numbers: usize,
    /// Unescaped control characters in strings.
    pub controls: usize,
}

impl JsonRepair {
    /// One message per kind of fault; empty if there was none.
    pub fn said(&self) -> Vec<String> {
        let mut said = Vec::new();
        if self.halves > 0 {
            said.push(format!(
                "incomplete character ({} in all), as when text is cut inside an emoji; shown as \u{fffd}. Restore the character",
                self.halves
            ));
        }
        if self.no_numbers > 0 {
            said.push("NaN or Infinity is not valid JSON; read as null. Use null instead".to_owned());
        }
        if self.controls > 0 {
            said.push("unescaped control character in a string, which is not valid JSON; kept. Escape it, for example as \\n".to_owned());
        }
        said
    }
}

/// Repairs a text and counts the repairs. Other faults stay.
pub fn mend(json: &str) -> (String, JsonRepair) {
    let (mut out, mut mended) = (String::with_capacity(json.len()), JsonRepair::default());
    let mut rest = json;
    let mut inside = false;
    while let Some(c) = rest.chars().next() {
        let after = rest.split_at_checked(c.len_utf8()).map_or("", |(_, after)| after);
        let used = match (inside, c) {
            (true, '\\') => escape(rest, &mut out, &mut mended),
            (true, c) if c.is_control() && u32::from(c) < 0x20 => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
                mended.controls += 1;
                after
            }
            (false, '-' | 'N' | 'I') => no_number(rest, &mut out, &mut mended).unwrap_or_else(|| {
                out.push(c);
                after
            }),
            _ => {
                inside ^= c == '"';
                out.push(c);
                after
            }
        };
        rest = used;
    }
    (out, mended)
}

/// Copies the escape at the start of `rest` to `out`, repaired; returns the text after it.
fn escape<'a>(rest: &'a str, out: &mut String, mended: &mut JsonRepair) -> &'a str {
    match (unit(rest), rest.split_at_checked(6)) {
        (Some(0xd800..=0xdbff), Some((first, after))) => match (unit(after), after.split_at_checked(6)) {
            (Some(0xdc00..=0xdfff), Some((second, after))) => {
                out.push_str(first);
                out.push_str(second);
                after
            }
            _ => half(out, mended, after),
        },
        (Some(0xdc00..=0xdfff), Some((_, after))) => half(out, mended, after),
        _ => {
            let mut chars = rest.chars();
            out.extend(chars.by_ref().take(2));
            chars.as_str()
        }
    }
}

fn half<'a>(out: &mut String, mended: &mut JsonRepair, after: &'a str) -> &'a str {
    out.push('\u{fffd}');
    mended.halves += 1;
    after
}

/// The code unit of a `\uXXXX` escape at the start of a text.
fn unit(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    u32::from_str_radix(digits, 16).ok().filter(|_| digits.bytes().all(|b| b.is_ascii_hexdigit()))
}

fn no_number<'a>(rest: &'a str, out: &mut String, mended: &mut JsonRepair) -> Option<&'a str> {
    let after = ["NaN", "-NaN", "Infinity", "-Infinity"].iter().find_map(|word| rest.strip_prefix(word))?;
    out.push_str("null");
    mended.no_numbers += 1;
    Some(after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn what_is_nearly_json_is_mended_and_said() {
        let broken = "{\"a\":\"cut \\ud83d\",\"b\":\"\\ude00 \\ud83d\\ude00 NaN \\\\ud83d\",\"c\":[NaN,-Infinity,-1],\"d\":\"x\ty\"}";
        let (text, mended) = mend(broken);
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["a"], "cut \u{fffd}");
        assert_eq!(value["b"], "\u{fffd} \u{1f600} NaN \\ud83d");
        assert_eq!((value["c"][0].is_null(), value["c"][2].as_i64(), value["d"].as_str()), (true, Some(-1), Some("x\ty")));
        assert_eq!(mended, JsonRepair { halves: 2, no_numbers: 2, controls: 1 });
        assert_eq!(mended.said().len(), 3);
    }
}
