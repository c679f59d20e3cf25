//! Columns and days, read from their JSON by hand: the only JSON that an engine reads, and the program in the worker is so
//! much smaller.

use crate::corpus::days::Days;
use crate::corpus::facet::{Column, Value};
use crate::search::index::file::Damage;

/// A piece of JSON that says something; square brackets, colons and commas are passed over.
#[derive(Debug, PartialEq)]
enum Token {
    /// An object begins.
    Open,
    Words(String),
    Number(u32),
}

/// Reads the column of a facet: `{"format":1,"facet":"tag","values":[{"value":"x","gaps":[1,2]}]}`.
///
/// # Errors
/// When it is something else.
pub(super) fn column(bytes: &[u8]) -> Result<Column, Damage> {
    let mut column = Column::default();
    let mut tokens = Tokens::new(bytes)?;
    // The first object is the column, each after it a value; what is empty is not written.
    tokens.next()?;
    while let Some(token) = tokens.next()? {
        match token {
            Token::Words(key) if key == "format" => column.format = tokens.number()?,
            Token::Words(key) if key == "facet" => column.facet = tokens.words()?,
            Token::Open => column.values.push(Value::default()),
            Token::Words(key) if key == "value" => column.values.last_mut().ok_or(Damage::Value)?.value = tokens.words()?,
            // What has no value yet is the list of values, or a name that is not known.
            Token::Words(_) => {}
            Token::Number(gap) => column.values.last_mut().ok_or(Damage::Value)?.gaps.push(gap),
        }
    }
    if column.facet.is_empty() { Err(Damage::Value) } else { Ok(column) }
}

/// Reads the days of all articles: `{"format":1,"runs":[["2026-03-26",3],["",2]]}`.
///
/// # Errors
/// When it is something else.
pub(super) fn days(bytes: &[u8]) -> Result<Days, Damage> {
    let mut days = Days::default();
    let mut tokens = Tokens::new(bytes)?;
    tokens.next()?;
    while let Some(token) = tokens.next()? {
        match token {
            Token::Words(key) if key == "format" => days.format = tokens.number()?,
            Token::Words(key) if key == "runs" => {}
            Token::Words(day) => days.runs.push((day, tokens.number()?)),
            Token::Open | Token::Number(_) => return Err(Damage::Value),
        }
    }
    if days.format == 0 { Err(Damage::Value) } else { Ok(days) }
}

/// The tokens of a JSON text.
struct Tokens<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Tokens<'t> {
    fn new(bytes: &'t [u8]) -> Result<Tokens<'t>, Damage> {
        let text = std::str::from_utf8(bytes).map_err(|_| Damage::Value)?;
        if text.trim_start().starts_with('{') && text.trim_end().ends_with('}') { Ok(Tokens { text, at: 0 }) } else { Err(Damage::Value) }
    }

    fn next(&mut self) -> Result<Option<Token>, Damage> {
        while let Some(byte) = self.text.as_bytes().get(self.at).copied() {
            match byte {
                b'"' => return self.string().map(|words| Some(Token::Words(words))),
                b'0'..=b'9' => return self.digits().map(|number| Some(Token::Number(number))),
                b'{' => {
                    self.at += 1;
                    return Ok(Some(Token::Open));
                }
                b'}' | b'[' | b']' | b':' | b',' | b' ' | b'\t' | b'\n' | b'\r' => self.at += 1,
                _ => return Err(Damage::Value),
            }
        }
        Ok(None)
    }

    fn words(&mut self) -> Result<String, Damage> {
        match self.next()? {
            Some(Token::Words(words)) => Ok(words),
            _ => Err(Damage::Value),
        }
    }

    fn number(&mut self) -> Result<u32, Damage> {
        match self.next()? {
            Some(Token::Number(number)) => Ok(number),
            _ => Err(Damage::Value),
        }
    }

    fn digits(&mut self) -> Result<u32, Damage> {
        let mut number: u32 = 0;
        while let Some(digit @ b'0'..=b'9') = self.text.as_bytes().get(self.at).copied() {
            number = number.checked_mul(10).and_then(|n| n.checked_add(u32::from(digit - b'0'))).ok_or(Damage::Value)?;
            self.at += 1;
        }
        Ok(number)
    }

    /// A string; `at` stands on its first quote.
    fn string(&mut self) -> Result<String, Damage> {
        let mut words = String::new();
        let mut units: Vec<u16> = Vec::new();
        let mut chars = self.text[self.at + 1..].char_indices();
        loop {
            let (at, c) = chars.next().ok_or(Damage::Ends)?;
            let escaped = if c == '\\' { Some(chars.next().ok_or(Damage::Ends)?.1) } else { None };
            if escaped == Some('u') {
                let mut unit = 0;
                for _ in 0..4 {
                    let digit = chars.next().and_then(|(_, c)| c.to_digit(16)).ok_or(Damage::Value)?;
                    unit = unit * 16 + digit;
                }
                units.push(unit as u16);
                continue;
            }
            // A character beyond the first plane is written as two units.
            words.extend(char::decode_utf16(units.drain(..)).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)));
            match escaped {
                None if c == '"' => {
                    self.at += at + 2;
                    return Ok(words);
                }
                None => words.push(c),
                Some('n') => words.push('\n'),
                Some('t') => words.push('\t'),
                Some('r') => words.push('\r'),
                Some('b') => words.push('\u{8}'),
                Some('f') => words.push('\u{c}'),
                Some(other) => words.push(other),
            }
        }
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
        let escaped = r#"{"facet":"tag","values":[{"value":"\ud83d\ude00\u94c1","gaps":[7, 1]}]}"#;
        let read = super::column(escaped.as_bytes()).unwrap();
        assert_eq!((read.values[0].value.as_str(), read.values[0].gaps.as_slice()), ("😀铁", &[7, 1][..]));
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
            "<html>",
            "{\"facet\":\"tag\",\"values\":[1]}",
            "{\"format\":1,\"runs\":[[\"x\"]]}",
            "{\"a",
            "{\"\\u12\"}",
            "{\"format\":99999999999}",
        ] {
            assert!(column(text.as_bytes()).is_err() && days(text.as_bytes()).is_err(), "{text}");
        }
        assert!(column(&[0xff, 0xfe]).is_err());
    }
}
