//! Parser of facet columns and days, the only JSON that the engine reads: serde would make the worker's program 12 kB of gzip
//! larger, a tenth. It accepts the whole grammar of JSON and is driven by the expected structure: an unknown key is skipped
//! with its value.

use crate::corpus::days::Days;
use crate::corpus::facet::{Column, Value};
use crate::search::index::file::CorruptIndex;

/// The maximum nesting depth.
const MAX_DEPTH: usize = 64;

/// Reads the column of a facet: `{"format":1,"facet":"tag","values":[{"value":"x","gaps":[1,2]}]}`.
///
/// # Errors
/// If the JSON is anything else.
pub(super) fn parse_column(bytes: &[u8]) -> Result<Column, CorruptIndex> {
    let mut column = Column::default();
    read_document(bytes, &mut |json, key| match key {
        "format" => json.read_number().map(|format| column.format = format),
        "facet" => json.read_string().map(|facet| column.facet = facet),
        "values" => json.read_array(&mut |json| {
            let mut value = Value::default();
            json.read_object(&mut |json, key| match key {
                "value" => json.read_string().map(|words| value.value = words),
                "gaps" => json.read_array(&mut |json| json.read_number().map(|gap| value.gaps.push(gap))),
                _ => json.skip_value(),
            })?;
            column.values.push(value);
            Ok(())
        }),
        _ => json.skip_value(),
    })?;
    if column.facet.is_empty() { Err(CorruptIndex::InvalidValue) } else { Ok(column) }
}

/// Reads the days of all articles: `{"format":1,"runs":[["2026-03-26",3],["",2]]}`.
///
/// # Errors
/// If the JSON is anything else.
pub(super) fn parse_days(bytes: &[u8]) -> Result<Days, CorruptIndex> {
    let mut days = Days::default();
    read_document(bytes, &mut |json, key| match key {
        "format" => json.read_number().map(|format| days.format = format),
        "runs" => json.read_array(&mut |json| {
            let (mut day, mut count, mut at) = (String::new(), 0, 0);
            json.read_array(&mut |json| {
                at += 1;
                match at {
                    1 => json.read_string().map(|words| day = words),
                    2 => json.read_number().map(|number| count = number),
                    _ => json.skip_value(),
                }
            })?;
            if at < 2 {
                return Err(CorruptIndex::InvalidValue);
            }
            days.runs.push((day, count));
            Ok(())
        }),
        _ => json.skip_value(),
    })?;
    if days.format == 0 { Err(CorruptIndex::InvalidValue) } else { Ok(days) }
}

/// The callback of a key, which has to read the value.
type RecordKey<'f> = &'f mut dyn FnMut(&mut Json, &str) -> Result<(), CorruptIndex>;

/// Reads a text that consists of one object.
fn read_document(bytes: &[u8], field: RecordKey) -> Result<(), CorruptIndex> {
    let text = std::str::from_utf8(bytes).map_err(|_| CorruptIndex::InvalidValue)?;
    let mut json = Json { text: text.as_bytes(), at: 0, depth: 0 };
    json.read_object(field)?;
    match json.peek() {
        None => Ok(()),
        Some(_) => Err(CorruptIndex::InvalidValue),
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

    fn expect_byte(&mut self, byte: u8) -> Result<(), CorruptIndex> {
        match self.peek() {
            Some(next) if next == byte => {
                self.at += 1;
                Ok(())
            }
            Some(_) => Err(CorruptIndex::InvalidValue),
            None => Err(CorruptIndex::UnexpectedEof),
        }
    }

    /// Reads the comma-separated items between two brackets.
    fn read_items(&mut self, open: u8, close: u8, each: &mut dyn FnMut(&mut Self) -> Result<(), CorruptIndex>) -> Result<(), CorruptIndex> {
        self.expect_byte(open)?;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(CorruptIndex::InvalidValue);
        }
        let mut first = true;
        while self.peek() != Some(close) {
            if !first {
                self.expect_byte(b',')?;
            }
            first = false;
            each(self)?;
        }
        self.depth -= 1;
        self.expect_byte(close)
    }

    /// Reads an object. A null value counts as absent.
    fn read_object(&mut self, field: RecordKey) -> Result<(), CorruptIndex> {
        self.read_items(b'{', b'}', &mut |json| {
            let key = json.read_string()?;
            json.expect_byte(b':')?;
            if json.peek() == Some(b'n') { json.skip_value() } else { field(json, &key) }
        })
    }

    fn read_array(&mut self, each: &mut dyn FnMut(&mut Self) -> Result<(), CorruptIndex>) -> Result<(), CorruptIndex> {
        self.read_items(b'[', b']', each)
    }

    /// Skips a value of any kind.
    fn skip_value(&mut self) -> Result<(), CorruptIndex> {
        match self.peek() {
            Some(b'{') => self.read_object(&mut |json, _| json.skip_value()),
            Some(b'[') => self.read_array(&mut Json::skip_value),
            Some(b'"') => self.read_string().map(|_| ()),
            // A number, true, false or null.
            Some(b'-' | b'0'..=b'9' | b't' | b'f' | b'n') => {
                while let Some(b'+' | b'-' | b'.' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z') = self.text.get(self.at) {
                    self.at += 1;
                }
                Ok(())
            }
            Some(_) => Err(CorruptIndex::InvalidValue),
            None => Err(CorruptIndex::UnexpectedEof),
        }
    }

    /// Reads an unsigned integer.
    fn read_number(&mut self) -> Result<u32, CorruptIndex> {
        self.peek().filter(u8::is_ascii_digit).ok_or(CorruptIndex::InvalidValue)?;
        let mut number: u32 = 0;
        while let Some(digit @ b'0'..=b'9') = self.text.get(self.at).copied() {
            number = number.checked_mul(10).and_then(|n| n.checked_add(u32::from(digit - b'0'))).ok_or(CorruptIndex::InvalidValue)?;
            self.at += 1;
        }
        match self.text.get(self.at) {
            Some(b'.' | b'e' | b'E') => Err(CorruptIndex::InvalidValue),
            _ => Ok(number),
        }
    }

    /// Reads a string.
    fn read_string(&mut self) -> Result<String, CorruptIndex> {
        self.expect_byte(b'"')?;
        let mut words: Vec<u8> = Vec::new();
        let mut units: Vec<u16> = Vec::new();
        loop {
            let byte = self.next_byte()?;
            let escaped = if byte == b'\\' { Some(self.next_byte()?) } else { None };
            if escaped == Some(b'u') {
                units.push(self.read_utf16_unit()?);
                continue;
            }
            // A character beyond the first plane is written as two UTF-16 units.
            for unit in char::decode_utf16(units.drain(..)) {
                words.extend(unit.unwrap_or(char::REPLACEMENT_CHARACTER).encode_utf8(&mut [0; 4]).bytes());
            }
            words.push(match escaped {
                None if byte == b'"' => return String::from_utf8(words).map_err(|_| CorruptIndex::InvalidValue),
                None => byte,
                Some(b'n') => b'\n',
                Some(b't') => b'\t',
                Some(b'r') => b'\r',
                Some(b'b') => 8,
                Some(b'f') => 12,
                Some(other @ (b'"' | b'\\' | b'/')) => other,
                Some(_) => return Err(CorruptIndex::InvalidValue),
            });
        }
    }

    fn next_byte(&mut self) -> Result<u8, CorruptIndex> {
        let byte = self.text.get(self.at).copied().ok_or(CorruptIndex::UnexpectedEof)?;
        self.at += 1;
        Ok(byte)
    }

    /// Reads four hexadecimal digits.
    fn read_utf16_unit(&mut self) -> Result<u16, CorruptIndex> {
        (0..4).try_fold(0, |unit, _| {
            let digit = char::from(self.next_byte()?).to_digit(16).ok_or(CorruptIndex::InvalidValue)?;
            Ok(unit * 16 + digit as u16)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Card, Facet};

    #[test]
    fn columns_round_trip() {
        let card = |tags: &[&str]| Card { tags: tags.iter().map(|t| t.to_string()).collect(), ..Card::default() };
        let cards = [card(&["rail", "\"q\" \\ \u{1}\u{7}/"]), card(&["铁路 😀", "value"]), card(&["gaps", "rail", ""])];
        let column = Column::from_cards(Facet::Tag, &cards);
        assert_eq!(super::parse_column(&serde_json::to_vec(&column).unwrap()).unwrap(), column);
        let escaped = r#"{"facet":"tag","values":[{"value":"\ud83d\ude00\u94c1\n\t\"\\\/","gaps":[7, 1]}]}"#;
        let read = super::parse_column(escaped.as_bytes()).unwrap();
        assert_eq!((read.values[0].value.as_str(), read.values[0].gaps.as_slice()), ("😀铁\n\t\"\\/", &[7, 1][..]));
    }

    #[test]
    fn unknown_keys_of_a_later_version_are_skipped() {
        let later = r#"{"later":{"values":[{"value":"no","gaps":[9]}],"facet":"no"},"format":1,"numbers":[1,[2,3],-4.5e6],"facet":"tag","value":"no",
            "values":[{"counts":[4,5,6],"value":"x","slug":{"gaps":[8]},"gaps":[1,2],"on":true,"none":null},{"value":"y","weight":7,"gaps":[0]}],
            "last":"\u0022]}"}"#;
        let read = parse_column(later.as_bytes()).unwrap();
        let values: Vec<_> = read.values.iter().map(|value| (value.value.as_str(), value.gaps.as_slice())).collect();
        assert_eq!((read.facet.as_str(), values), ("tag", vec![("x", &[1, 2][..]), ("y", &[0][..])]));
        let later = r#"{"zone":["UTC",0],"format":1,"counts":{"runs":[["2020",4]]},"runs":[["2026-03-26",3],["",2]],"\u0066uture":[7]}"#;
        assert_eq!(parse_days(later.as_bytes()).unwrap().runs, [("2026-03-26".to_owned(), 3), (String::new(), 2)]);
    }

    #[test]
    fn missing_keys_of_an_earlier_version_are_empty() {
        assert!(parse_column(br#"{"facet":"tag"}"#).unwrap().values.is_empty());
        assert!(parse_column(br#"{"facet":"tag","values":[{"value":"x"}]}"#).unwrap().values[0].gaps.is_empty());
        assert!(parse_days(br#"{"format":1,"runs":null}"#).unwrap().runs.is_empty());
    }

    #[test]
    fn json_that_serde_accepts_is_read_the_same() {
        let texts = [
            r#" { "facet" : "a\tb\u00e9" , "values" : [ { } , {"gaps":[ ]} ] } "#,
            r#"{"facet":"\ud800x","x":[true,false,null,-0.5E+3,"]"]}"#,
        ];
        for text in texts {
            let by_serde: Result<Column, _> = serde_json::from_str(text);
            let read = parse_column(text.as_bytes()).unwrap();
            assert!(by_serde.is_err() || by_serde.is_ok_and(|column| (column.facet, column.values) == (read.facet, read.values)), "{text}");
        }
    }

    #[test]
    fn days_round_trip() {
        let days = Days::from_dates(["2026-03-26", "2026-03-26", "2019", "", ""].into_iter().map(str::to_owned));
        assert_eq!(super::parse_days(&serde_json::to_vec(&days).unwrap()).unwrap(), days);
    }

    #[test]
    fn corrupt_json_is_rejected() {
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
            assert!(parse_column(text.as_bytes()).is_err() && parse_days(text.as_bytes()).is_err(), "{text}");
        }
        assert!(parse_column(&[0xff, 0xfe]).is_err());
        assert!(matches!(parse_column(b"{\"facet\":\"t"), Err(CorruptIndex::UnexpectedEof)));
    }
}
