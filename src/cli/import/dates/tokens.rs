//! Splits a text into the parts that dates consist of.

use icu::properties::CodePointMapData;
use icu::properties::props::{GeneralCategory, GeneralCategoryGroup};

/// A part of a text that may belong to a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// The ASCII digits of a number, whichever script or numerals it is written in.
    Number(String),
    /// A time of day: `hh:mm` or `hh:mm:ss`.
    Clock(String),
    /// A word in lower case.
    Word(String),
    /// `年` or `년`, after a year.
    YearCounter,
    /// `月` or `월`, after a month.
    MonthCounter,
    /// `日`, `일`, `号` or `號`, after a day.
    DayCounter,
    /// Any other character.
    Mark(char),
}

/// Tokenizes a text. White space separates tokens, and invisible format characters vanish.
pub(super) fn tokenize(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().filter(|c| category(*c) != GeneralCategory::Format).map(to_ascii).collect();
    chars.chunk_by(|before, c| are_joined(*before, *c)).flat_map(read).collect()
}

/// True if two characters belong together. A capital after a small letter begins another word, as in `DeskJul`.
fn are_joined(before: char, c: char) -> bool {
    let both = |belongs: fn(char) -> bool| belongs(before) && belongs(c);
    both(|c| c.is_ascii_digit() || c == ':')
        || both(|c| numeral(c).is_some())
        || (both(is_letter) && !(before.is_lowercase() && c.is_uppercase()))
}

fn read(joined: &[char]) -> Vec<Token> {
    let text: String = joined.iter().collect();
    let token = match joined {
        ['0'..='9' | ':', ..] => {
            let number = |part: &[char]| if part == [':'] { Token::Mark(':') } else { Token::Number(part.iter().collect()) };
            let numbers = || joined.chunk_by(|before, c| *before != ':' && *c != ':').map(number).collect();
            return clock(text.trim_matches(':')).map_or_else(numbers, |clock| vec![Token::Clock(clock)]);
        }
        [c] if c.is_whitespace() => return Vec::new(),
        ['年' | '년'] => Token::YearCounter,
        ['月' | '월'] => Token::MonthCounter,
        ['日' | '일' | '号' | '號'] => Token::DayCounter,
        [first, ..] if numeral(*first).is_some() => number_in_numerals(&text).map_or(Token::Word(text), Token::Number),
        [mark] if !is_letter(*mark) => Token::Mark(*mark),
        _ => Token::Word(text.to_lowercase()),
    };
    vec![token]
}

/// True for characters of words: neither counters nor numerals, which words may stand next to.
fn is_letter(c: char) -> bool {
    let is_alphabetic = c.is_alphabetic() && !"年년月월日일号號".contains(c) && numeral(c).is_none();
    is_alphabetic || GeneralCategoryGroup::Mark.contains(category(c))
}

/// `9:05` and `10:15:00` as `09:05` and `10:15:00`.
fn clock(written: &str) -> Option<String> {
    let (hour, rest) = written.split_once(':')?;
    let is_clock = (1..=2).contains(&hour.len()) && matches!(rest.len(), 2 | 5) && rest.split(':').all(|part| part.len() == 2);
    is_clock.then(|| format!("{hour:0>2}:{rest}"))
}

/// Digits of any script and full-width forms as ASCII, hyphens and dashes as `-`.
fn to_ascii(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '‐' | '‑' | '–' | '−' => '-',
        '،' => ',',
        _ if category(c) == GeneralCategory::DecimalNumber => deunicode::deunicode_char(c).and_then(|d| d.chars().next()).unwrap_or(c),
        _ => c,
    }
}

fn category(c: char) -> GeneralCategory {
    CodePointMapData::<GeneralCategory>::new().get(c)
}

/// The value of a Chinese numeral.
fn numeral(c: char) -> Option<u32> {
    match c {
        '零' | '○' => Some(0),
        '廿' => Some(20),
        '卅' => Some(30),
        _ => "〇一二三四五六七八九十".chars().zip(0..).find(|(numeral, _)| *numeral == c).map(|(_, value)| value),
    }
}

/// The digits of a number in Chinese numerals: digit by digit, or below 100 with tens: `二〇二四`, `七`, `十二`, `二十`, `廿一`.
fn number_in_numerals(numerals: &str) -> Option<String> {
    // A circle before a number is a bullet.
    let values: Vec<u32> = numerals.trim_start_matches('○').chars().filter_map(numeral).collect();
    let (tens, ones) = match values.as_slice() {
        [] => return None,
        [count @ 1..=9, 10, ones @ ..] => (count * 10, ones),
        [tens @ (10 | 20 | 30), ones @ ..] => (*tens, ones),
        digits => return digits.iter().map(|digit| char::from_digit(*digit, 10)).collect(),
    };
    match ones {
        [] => Some(tens.to_string()),
        [one @ 0..=9] => Some((tens + one).to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers_of_every_script() {
        for (text, digits) in [
            ("2024", "2024"),
            ("２０２４", "2024"),
            ("٢٠٢٤", "2024"),
            ("۲۰۲۴", "2024"),
            ("২০২৪", "2024"),
            ("२०२४", "2024"),
            ("๒๐๒๔", "2024"),
            ("၂၀၂၄", "2024"),
            ("二〇二四", "2024"),
            ("二零二四", "2024"),
            ("二○二四", "2024"),
            ("〇七", "07"),
            ("十", "10"),
            ("三十一", "31"),
            ("廿三", "23"),
        ] {
            assert_eq!(tokenize(text), [Token::Number(digits.to_owned())], "{text}");
        }
    }

    #[test]
    fn separates_words_counters_clocks_and_marks() {
        let word = |text: &str| Token::Word(text.to_owned());
        let number = |text: &str| Token::Number(text.to_owned());
        assert_eq!(tokenize("DeskJul 01,2024"), [word("desk"), word("jul"), number("01"), Token::Mark(','), number("2024")]);
        assert_eq!(
            tokenize("1st फरवरी 9:05: 10:15:00Z"),
            [number("1"), word("st"), word("फरवरी"), Token::Clock("09:05".to_owned()), Token::Clock("10:15:00".to_owned()), word("z")]
        );
        assert_eq!(tokenize("○二〇二四年\u{200F}"), [number("2024"), Token::YearCounter]);
        assert_eq!(tokenize("2024:07:01"), [number("2024"), Token::Mark(':'), number("07"), Token::Mark(':'), number("01")]);
        assert_eq!(tokenize("12:3"), [number("12"), Token::Mark(':'), number("3")]);
    }
}
