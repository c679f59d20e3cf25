//! Parser of facet columns and days, the only JSON that the engine reads: serde would make the worker's program 12 kB of gzip
//! larger, a tenth. It accepts the whole grammar of JSON and is driven by the expected structure: an unknown key is skipped
//! with its value.

use crate::corpus::days::Days;
use crate::corpus::facet::{Column, Value};
use crate::search::index::file::CorruptIndex;

/// The maximum nesting depth.
const DEEP: usize = 64;

/// Reads the column of a facet: `{"format":1,"facet":"tag","values":[{"value":"x","gaps":[1,2]}]}`.
///
/// # Errors
/// If the JSON is anything else.
pub(super) fn column(bytes: &[u8]) -> Result<Column, CorruptIndex> {
    let mut column = Column::default();
    whole(bytes, &mut |json, key| match key {
        "format" => json.number().map(|format| column.format = format),
        "facet" => json.words().map(|facet| column.facet = facet),
        "values" => json.list(&mut |json| {
            let mut value = Value::default();
            json.object(&mut |json, key| match key {
                "value" => json.words().map(|words| value.value = words),
                "gaps" => json.list(&mut |json| json.number().map(|gap| value.gaps.push(gap))),
                _ => json.pass(),
            })?;
            column.values.push(value);
            Ok(())
        }),
        _ => json.pass(),
    })?;
    if column.facet.is_empty() { Err(CorruptIndex::Value) } else { Ok(column) }
}

/// Reads the days of all articles: `{"format":1,"runs":[["2026-03-26",3],["",2]]}`.
///
/// # Errors
/// If the JSON is anything else.
pub(super) fn days(bytes: &[u8]) -> Result<Days, CorruptIndex> {
    let mut days = Days::default();
    whole(bytes, &mut |json, key| match key {
        "format" => json.number().map(|format| days.format = format),
        "runs" => json.list(&mut |json| {
            let (mut day, mut count, mut at) = (String::new(), 0, 0);
            json.list(&mut |json| {
                at += 1;
                match at {
                    1 => json.words().map(|words| day = words),
                    2 => json.number().map(|number| count = number),
                    _ => json.pass(),
                }
            })?;
            if at < 2 {
                return Err(CorruptIndex::Value);
            }
            days.runs.push((day, count));
            Ok(())
        }),
        _ => json.pass(),
    })?;
    if days.format == 0 { Err(CorruptIndex::Value) } else { Ok(days) }
}

/// The callback of a key, which has to read the value.
type RecordKey<'f> = &'f mut dyn FnMut(&mut Json, &str) -> Result<(), CorruptIndex>;

/// Reads a text that consists of one object.
fn whole(bytes: &[u8], field: RecordKey) -> Result<(), CorruptIndex> {
    let text = std::str::from_utf8(bytes).map_err(|_| CorruptIndex::Value)?;
    let mut json = Json { text: text.as_bytes(), at: 0, depth: 0 };
    json.object(field)?;
    match json.peek() {
        None => Ok(()),
        Some(_) => Err(CorruptIndex::Value),
    }
}

/// A cursor over a JSON text.
struct Json<'t> {
    text: &'t [u8],
    at: usize,
    depth: usize,
}

impl Json<'_> {
    /// Returns the next byte that is not white space.
    fn peek(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.text.get(self.at) {
            self.at += 1;
        }
        self.text.get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> Result<(), CorruptIndex> {
        match self.peek() {
            Some(next) if next == byte => {
                self.at += 1;
                Ok(())
            }
            Some(_) => Err(CorruptIndex::Value),
            None => Err(CorruptIndex::Ends),
        }
    }

    /// Reads the comma-separated items between two brackets.
    fn between(&mut self, open: u8, close: u8, each: &mut dyn FnMut(&mut Self) -> Result<(), CorruptIndex>) -> Result<(), CorruptIndex> {
        self.take(open)?;
        self.depth += 1;
        if self.depth > DEEP {
            return Err(CorruptIndex::Value);
        }
        let mut first = true;
        while self.peek() != Some(close) {
            if !first {
                self.take(b',')?;
            }
            first = false;
            each(self)?;
        }
        self.depth -= 1;
        self.take(close)
    }

    /// Reads an object. A null value counts as absent.
    fn object(&mut self, field: RecordKey) -> Result<(), CorruptIndex> {
        self.between(b'{', b'}', &mut |json| {
            let key = json.words()?;
            json.take(b':')?;
            if json.peek() == Some(b'n') { json.pass() } else { field(json, &key) }
        })
    }

    fn list(&mut self, each: &mut dyn FnMut(&mut Self) -> Result<(), CorruptIndex>) -> Result<(), CorruptIndex> {
        self.between(b'[', b']', each)
    }

    /// Skips a value of any kind.
    fn pass(&mut self) -> Result<(), CorruptIndex> {
        match self.peek() {
            Some(b'{') => self.object(&mut |json, _| json.pass()),
            Some(b'[') => self.list(&mut Json::pass),
            Some(b'"') => self.words().map(|_| ()),
            // A number, true, false or null.
            Some(b'-' | b'0'..=b'9' | b't' | b'f' | b'n') => {
                while let Some(b'+' | b'-' | b'.' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z') = self.text.get(self.at) {
                    self.at += 1;
                }
                Ok(())
            }
            Some(_) => Err(CorruptIndex::Value),
            None => Err(CorruptIndex::Ends),
        }
    }

    /// Reads an unsigned integer.
    fn number(&mut self) -> Result<u32, CorruptIndex> {
        self.peek().filter(u8::is_ascii_digit).ok_or(CorruptIndex::Value)?;
        let mut number: u32 = 0;
        while let Some(digit @ b'0'..=b'9') = self.text.get(self.at).copied() {
            number = number.checked_mul(10).and_then(|n| n.checked_add(u32::from(digit - b'0'))).ok_or(CorruptIndex::Value)?;
            self.at += 1;
        }
        match self.text.get(self.at) {
            Some(b'.' | b'e' | b'E') => Err(CorruptIndex::Value),
            _ => Ok(number),
        }
    }

    /// Reads a string.
    fn words(&mut self) -> Result<String, CorruptIndex> {
        self.take(b'"')?;
        let mut words: Vec<u8> = Vec::new();
        let mut units: Vec<u16> = Vec::new();
        loop {
            let byte = self.byte()?;
            let escaped = if byte == b'\\' { Some(self.byte()?) } else { None };
            if escaped == Some(b'u') {
                units.push(self.unit()?);
                continue;
            }
            // A character beyond the first plane is written as two UTF-16 units.
            for unit in char::decode_utf16(units.drain(..)) {
                words.extend(unit.unwrap_or(char::REPLACEMENT_CHARACTER).encode_utf8(&mut [0; 4]).bytes());
            }
            words.push(match escaped {
                None if byte == b'"' => return String::from_utf8(words).map_err(|_| CorruptIndex::Value),
                None => byte,
                Some(b'n') => b'\n',
                Some(b't') => b'\t',
                Some(b'r') => b'\r',
                Some(b'b') => 8,
                Some(b'f') => 12,
                Some(other @ (b'"' | b'\\' | b'/')) => other,
                Some(_) => return Err(CorruptIndex::Value),
            });
        }
    }

    fn byte(&mut self) -> Result<u8, CorruptIndex> {
        let byte = self.text.get(self.at).copied().ok_or(CorruptIndex::Ends)?;
        self.at += 1;
        Ok(byte)
    }

    /// Reads four hexadecimal digits.
    fn unit(&mut self) -> Result<u16, CorruptIndex> {
        (0..4).try_fold(0, |unit, _| {
            let digit = char::from(self.byte()?).to_digit(16).ok_or(CorruptIndex::Value)?;
            Ok(unit * 16 + digit as u16)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Card, Facet};

    #[test]
    fn a_column_is_read_as_it_was_written() {
        let card = |tags: &[&str]| Card { tags: tags.iter().map(|t| t.to_string()).collect(), ..Card::default() };
        let cards = [card(&["rail", "\"q\" \\ \u{1}\u{7}/"]), card(&["铁路 😀", "value"]), card(&["gaps", "rail", ""])];
        let column = Column::of(Facet::Tag, &cards);
        assert_eq!(super::column(&serde_json::to_vec(&column).unwrap()).unwrap(), column);
        let escaped = r#"{"facet":"tag","values":[{"value":"\ud83d\ude00\u94c1\n\t\"\\\/","gaps":[7, 1]}]}"#;
        let read = super::column(escaped.as_bytes()).unwrap();
        assert_eq!((read.values[0].value.as_str(), read.values[0].gaps.as_slice()), ("😀铁\n\t\"\\/", &[7, 1][..]));
    }

    #[test]
    fn what_a_later_version_adds_is_passed_over() {
        let later = r#"{"later":{"values":[{"value":"no","gaps":[9]}],"facet":"no"},"format":1,"numbers":[1,[2,3],-4.5e6],"facet":"tag","value":"no",
            "values":[{"counts":[4,5,6],"value":"x","slug":{"gaps":[8]},"gaps":[1,2],"on":true,"none":null},{"value":"y","weight":7,"gaps":[0]}],
            "last":"\u0022]}"}"#;
        let read = column(later.as_bytes()).unwrap();
        let values: Vec<_> = read.values.iter().map(|value| (value.value.as_str(), value.gaps.as_slice())).collect();
        assert_eq!((read.facet.as_str(), values), ("tag", vec![("x", &[1, 2][..]), ("y", &[0][..])]));
        let later = r#"{"zone":["UTC",0],"format":1,"counts":{"runs":[["2020",4]]},"runs":[["2026-03-26",3],["",2]],"\u0066uture":[7]}"#;
        assert_eq!(days(later.as_bytes()).unwrap().runs, [("2026-03-26".to_owned(), 3), (String::new(), 2)]);
    }

    #[test]
    fn an_earlier_version_is_read_by_what_it_has() {
        assert!(column(br#"{"facet":"tag"}"#).unwrap().values.is_empty());
        assert!(column(br#"{"facet":"tag","values":[{"value":"x"}]}"#).unwrap().values[0].gaps.is_empty());
        assert!(days(br#"{"format":1,"runs":null}"#).unwrap().runs.is_empty());
    }

    #[test]
    fn it_reads_what_serde_reads() {
        let texts = [
            r#" { "facet" : "a\tb\u00e9" , "values" : [ { } , {"gaps":[ ]} ] } "#,
            r#"{"facet":"\ud800x","x":[true,false,null,-0.5E+3,"]"]}"#,
        ];
        for text in texts {
            let of_serde: Result<Column, _> = serde_json::from_str(text);
            let read = column(text.as_bytes()).unwrap();
            assert!(of_serde.is_err() || of_serde.is_ok_and(|column| (column.facet, column.values) == (read.facet, read.values)), "{text}");
        }
    }

    #[test]
    fn days_are_read_as_they_were_written() {
        let days = Days::of(["2026-03-26", "2026-03-26", "2019", "", ""].into_iter().map(str::to_owned));
        assert_eq!(super::days(&serde_json::to_vec(&days).unwrap()).unwrap(), days);
    }

    #[test]
    fn what_is_damaged_is_refused() {
        for text in [
            "",
            "{",
            "[]",
            "<html>",
            "{\"facet\":\"tag\",\"values\":[1]}",
            "{\"facet\":\"tag\",\"values\":[{\"gaps\":[-1]}]}",
            "{\"format\":1,\"runs\":[[\"x\"]]}",
            "{\"a",
            "{\"\\u12\"}",
            "{\"format\":99999999999}",
            "{\"format\":1,\"facet\":\"tag\"} {}",
            "{\"format\":1,\"facet\":\"tag\" \"x\":1}",
            "{\"format\":1,\"facet\":\"tag\",}",
            "{\"format\":1.5,\"facet\":\"tag\"}",
            "{\"format\":1,\"facet\":\"\\x\"}",
            &["{\"format\":1,\"facet\":\"tag\",\"x\":", &"[".repeat(100_000)].concat(),
        ] {
            assert!(column(text.as_bytes()).is_err() && days(text.as_bytes()).is_err(), "{text}");
        }
        assert!(column(&[0xff, 0xfe]).is_err());
        assert!(matches!(column(b"{\"facet\":\"t"), Err(CorruptIndex::Ends)));
    }
}
