//! Columns and days as an engine reads them. They are JSON, of which an engine reads nothing else: serde would make the program
//! in the worker 12 kB of gzip larger, a tenth. This reads the whole grammar of JSON, by the structure of what is read: a key
//! that is not known is passed over with its value, whatever that is.

use crate::corpus::days::Days;
use crate::corpus::facet::{Column, Value};
use crate::search::index::file::Damage;

/// So many values may stand inside each other.
const DEEP: usize = 64;

/// Reads the column of a facet: `{"format":1,"facet":"tag","values":[{"value":"x","gaps":[1,2]}]}`.
///
/// # Errors
/// When it is something else.
pub(super) fn column(bytes: &[u8]) -> Result<Column, Damage> {
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
    if column.facet.is_empty() { Err(Damage::Value) } else { Ok(column) }
}

/// Reads the days of all articles: `{"format":1,"runs":[["2026-03-26",3],["",2]]}`.
///
/// # Errors
/// When it is something else.
pub(super) fn days(bytes: &[u8]) -> Result<Days, Damage> {
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
                return Err(Damage::Value);
            }
            days.runs.push((day, count));
            Ok(())
        }),
        _ => json.pass(),
    })?;
    if days.format == 0 { Err(Damage::Value) } else { Ok(days) }
}

/// What is done with a key: its value has to be read.
type Field<'f> = &'f mut dyn FnMut(&mut Json, &str) -> Result<(), Damage>;

/// Reads a text that is one object.
fn whole(bytes: &[u8], field: Field) -> Result<(), Damage> {
    let text = std::str::from_utf8(bytes).map_err(|_| Damage::Value)?;
    let mut json = Json { text: text.as_bytes(), at: 0, depth: 0 };
    json.object(field)?;
    match json.peek() {
        None => Ok(()),
        Some(_) => Err(Damage::Value),
    }
}

/// A JSON text, read from its start to its end.
struct Json<'t> {
    text: &'t [u8],
    at: usize,
    depth: usize,
}

impl Json<'_> {
    /// The next byte that says something.
    fn peek(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.text.get(self.at) {
            self.at += 1;
        }
        self.text.get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> Result<(), Damage> {
        match self.peek() {
            Some(next) if next == byte => {
                self.at += 1;
                Ok(())
            }
            Some(_) => Err(Damage::Value),
            None => Err(Damage::Ends),
        }
    }

    /// What stands between two brackets, with commas between.
    fn between(&mut self, open: u8, close: u8, each: &mut dyn FnMut(&mut Self) -> Result<(), Damage>) -> Result<(), Damage> {
        self.take(open)?;
        self.depth += 1;
        if self.depth > DEEP {
            return Err(Damage::Value);
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

    /// An object. A value that is null is as good as absent.
    fn object(&mut self, field: Field) -> Result<(), Damage> {
        self.between(b'{', b'}', &mut |json| {
            let key = json.words()?;
            json.take(b':')?;
            if json.peek() == Some(b'n') { json.pass() } else { field(json, &key) }
        })
    }

    fn list(&mut self, each: &mut dyn FnMut(&mut Self) -> Result<(), Damage>) -> Result<(), Damage> {
        self.between(b'[', b']', each)
    }

    /// Passes over a value, whatever it is.
    fn pass(&mut self) -> Result<(), Damage> {
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
            Some(_) => Err(Damage::Value),
            None => Err(Damage::Ends),
        }
    }

    /// A whole number.
    fn number(&mut self) -> Result<u32, Damage> {
        self.peek().filter(u8::is_ascii_digit).ok_or(Damage::Value)?;
        let mut number: u32 = 0;
        while let Some(digit @ b'0'..=b'9') = self.text.get(self.at).copied() {
            number = number.checked_mul(10).and_then(|n| n.checked_add(u32::from(digit - b'0'))).ok_or(Damage::Value)?;
            self.at += 1;
        }
        match self.text.get(self.at) {
            Some(b'.' | b'e' | b'E') => Err(Damage::Value),
            _ => Ok(number),
        }
    }

    /// A string.
    fn words(&mut self) -> Result<String, Damage> {
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
            // A character beyond the first plane is written as two units.
            for unit in char::decode_utf16(units.drain(..)) {
                words.extend(unit.unwrap_or(char::REPLACEMENT_CHARACTER).encode_utf8(&mut [0; 4]).bytes());
            }
            words.push(match escaped {
                None if byte == b'"' => return String::from_utf8(words).map_err(|_| Damage::Value),
                None => byte,
                Some(b'n') => b'\n',
                Some(b't') => b'\t',
                Some(b'r') => b'\r',
                Some(b'b') => 8,
                Some(b'f') => 12,
                Some(other @ (b'"' | b'\\' | b'/')) => other,
                Some(_) => return Err(Damage::Value),
            });
        }
    }

    fn byte(&mut self) -> Result<u8, Damage> {
        let byte = self.text.get(self.at).copied().ok_or(Damage::Ends)?;
        self.at += 1;
        Ok(byte)
    }

    /// Four hexadecimal digits.
    fn unit(&mut self) -> Result<u16, Damage> {
        (0..4).try_fold(0, |unit, _| {
            let digit = char::from(self.byte()?).to_digit(16).ok_or(Damage::Value)?;
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
        assert!(matches!(column(b"{\"facet\":\"t"), Err(Damage::Ends)));
    }
}
