//! Repairs nearly valid JSON: lone surrogates, `NaN` and `Infinity`, raw control characters in strings.

/// Counts of the faults repaired, for diagnostics.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct JsonRepair {
    /// Lone surrogates, replaced by U+FFFD.
    pub lone_surrogates: usize,
    /// `NaN` and `Infinity`, read as null.
    pub non_finite_numbers: usize,
    /// Unescaped control characters in strings.
    pub control_characters: usize,
}

impl JsonRepair {
    /// One message per kind of fault; empty if there was none.
    pub fn messages(&self) -> Vec<String> {
        let mut messages = Vec::new();
        if self.lone_surrogates > 0 {
            messages.push(format!(
                "incomplete character ({} in all), as when text is cut inside an emoji; shown as \u{fffd}. Restore the character",
                self.lone_surrogates
            ));
        }
        if self.non_finite_numbers > 0 {
            messages.push("NaN or Infinity is not valid JSON; read as null. Use null instead".to_owned());
        }
        if self.control_characters > 0 {
            messages
                .push("unescaped control character in a string, which is not valid JSON; kept. Escape it, for example as \\n".to_owned());
        }
        messages
    }
}

/// Repairs a text and counts the repairs. Other faults stay.
pub fn repair_json(json: &str) -> (String, JsonRepair) {
    let (mut out, mut repairs) = (String::with_capacity(json.len()), JsonRepair::default());
    let mut rest = json;
    let mut in_string = false;
    while let Some(c) = rest.chars().next() {
        let after = rest.split_at_checked(c.len_utf8()).map_or("", |(_, after)| after);
        let used = match (in_string, c) {
            (true, '\\') => copy_escape(rest, &mut out, &mut repairs),
            (true, c) if c.is_control() && u32::from(c) < 0x20 => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
                repairs.control_characters += 1;
                after
            }
            (false, '-' | 'N' | 'I') => replace_non_finite(rest, &mut out, &mut repairs).unwrap_or_else(|| {
                out.push(c);
                after
            }),
            _ => {
                in_string ^= c == '"';
                out.push(c);
                after
            }
        };
        rest = used;
    }
    (out, repairs)
}

/// Copies the escape at the start of `rest` to `out`, repaired; returns the text after it.
fn copy_escape<'a>(rest: &'a str, out: &mut String, repairs: &mut JsonRepair) -> &'a str {
    match (parse_unicode_escape(rest), rest.split_at_checked(6)) {
        (Some(0xd800..=0xdbff), Some((first, after))) => match (parse_unicode_escape(after), after.split_at_checked(6)) {
            (Some(0xdc00..=0xdfff), Some((second, after))) => {
                out.push_str(first);
                out.push_str(second);
                after
            }
            _ => replace_lone_surrogate(out, repairs, after),
        },
        (Some(0xdc00..=0xdfff), Some((_, after))) => replace_lone_surrogate(out, repairs, after),
        _ => {
            let mut chars = rest.chars();
            out.extend(chars.by_ref().take(2));
            chars.as_str()
        }
    }
}

fn replace_lone_surrogate<'a>(out: &mut String, repairs: &mut JsonRepair, after: &'a str) -> &'a str {
    out.push('\u{fffd}');
    repairs.lone_surrogates += 1;
    after
}

/// The code unit of a `\uXXXX` escape at the start of a text.
fn parse_unicode_escape(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    u32::from_str_radix(digits, 16).ok().filter(|_| digits.bytes().all(|b| b.is_ascii_hexdigit()))
}

fn replace_non_finite<'a>(rest: &'a str, out: &mut String, repairs: &mut JsonRepair) -> Option<&'a str> {
    let after = ["NaN", "-NaN", "Infinity", "-Infinity"].iter().find_map(|word| rest.strip_prefix(word))?;
    out.push_str("null");
    repairs.non_finite_numbers += 1;
    Some(after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn repairs_and_reports_nearly_valid_json() {
        let broken = "{\"a\":\"cut \\ud83d\",\"b\":\"\\ude00 \\ud83d\\ude00 NaN \\\\ud83d\",\"c\":[NaN,-Infinity,-1],\"d\":\"x\ty\"}";
        let (text, repairs) = repair_json(broken);
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["a"], "cut \u{fffd}");
        assert_eq!(value["b"], "\u{fffd} \u{1f600} NaN \\ud83d");
        assert_eq!((value["c"][0].is_null(), value["c"][2].as_i64(), value["d"].as_str()), (true, Some(-1), Some("x\ty")));
        assert_eq!(repairs, JsonRepair { lone_surrogates: 2, non_finite_numbers: 2, control_characters: 1 });
        assert_eq!(repairs.messages().len(), 3);
    }
}
