//! The tokenizer.

use super::scan::Scanner;
use super::variants::Variants;

/// The kind of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A word.
    Word,
    /// An n-gram: one or two characters of a script in which any substring matches.
    NGram,
    /// A compound written as one word, at the position of its first part.
    Compound,
}

/// A token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'t> {
    /// The folded form, as indexed: at most 64 characters.
    pub form: &'t str,
    /// As written.
    pub written: &'t str,
    /// Its kind.
    pub kind: TokenKind,
    /// Its position.
    pub position: u32,
    /// Its start offset in the source, in bytes.
    pub start: u32,
    /// Its end offset in the source, in bytes.
    pub end: u32,
}

/// Calls `each` with every token of a text; the first is at `position`. Returns the next free position.
///
/// A compound comes before its parts: `wellknown` of well-known, `1435` of 1,435, `3.14`, `10kg`, `c++`, `usa` of U.S.A. The
/// ending of a contraction (the s of parliament's) follows its word as a compound token, since some write it apart. A text is
/// at most 4 GB long.
#[expect(clippy::string_slice, reason = "the place is one where a character begins")]
pub fn tokenize(text: &str, variants: &Variants, position: u32, each: &mut dyn FnMut(Token)) -> u32 {
    let mut scanner = Scanner::new(text, variants, position, each);
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let start = at;
        if byte.is_ascii_alphanumeric() {
            at += bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            scanner.push_ascii(start, at);
        } else if byte.is_ascii() {
            at += 1;
            scanner.push_separator(char::from(*byte), start);
        } else {
            let c = text[at..].chars().next().unwrap_or(char::REPLACEMENT_CHARACTER);
            at += c.len_utf8();
            scanner.push_non_ascii(c, start, at);
        }
    }
    scanner.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The forms of a text; compounds in brackets.
    #[expect(clippy::string_slice, reason = "the place is one where a character begins")]
    fn forms(text: &str) -> String {
        let mut out = Vec::new();
        tokenize(text, &Variants::default(), 0, &mut |token| {
            assert_eq!(&text[token.start as usize..token.end as usize], token.written);
            out.push(if token.kind == TokenKind::Compound { format!("[{}]", token.form) } else { token.form.to_owned() });
        });
        out.join(" ")
    }

    #[test]
    fn words_are_folded_and_separated() {
        assert_eq!(forms("The Café, à ORLÉANS; Straße"), "the cafe a orleans strasse");
        assert_eq!(forms("ｈａｒｂｏｕｒ ２０２４ ١٩٩٠"), "harbour 2024 1990");
        assert_eq!(forms("snake_case a/b  \u{1}x\u{FFFD}y"), "[snakecase] snake case a b x y");
        assert_eq!(forms("cafe\u{301}s soft\u{AD}ly"), "cafes softly");
        assert_eq!(
            forms("info@example.com https://example.com/a-b?c=d"),
            "info [examplecom] example com https [examplecom] example com [ab] a b c d"
        );
        assert_eq!(forms(""), "");
    }

    #[test]
    fn apostrophes_separate_or_join() {
        assert_eq!(forms("parliament's don’t we're boys'"), "parliament [s] dont we [re] boys");
        assert_eq!(forms("l'eau dell’arte qu'il"), "l eau dell arte qu il");
        assert_eq!(forms("L'Oréal O'Connor"), "[loreal] l oreal [oconnor] o connor");
        assert_eq!(forms("об'єкт צה\"ל col·legi"), "обєкт צהל collegi");
    }

    #[test]
    fn hyphenated_words_give_their_parts_and_the_compound() {
        assert_eq!(forms("well-known state-of-the-art"), "[wellknown] well known [stateoftheart] state of the art");
        assert_eq!(forms("a- -b covid‑19 1914–1918"), "a b [covid19] covid 19 1914 1918");
    }

    #[test]
    fn numbers_are_found_with_and_without_separators() {
        assert_eq!(forms("1,435 3.14 3,5"), "[1435] 1 435 [3.14] 3 14 [3.5] 3 5");
        assert_eq!(forms("1.435 1,234,567.8"), "[1435] [1.435] 1 435 [1234567.8] 1 234 567 8");
        assert_eq!(forms("1\u{a0}435 1'435 10 000"), "[1435] 1 435 [1435] 1 435 10 000");
        assert_eq!(forms("10kg 3.5kg c6313 utf8 mp3"), "[10kg] 10 kg [3.5] [3.5kg] 3 [5kg] 5 kg c6313 utf8 mp3");
        assert_eq!(forms("2013-05-01 12:30 1990s"), "[20130501] 2013 05 01 12 30 [1990s] 1990 s");
    }

    #[test]
    fn names_with_signs_are_indexed_with_and_without_them() {
        assert_eq!(forms("C++ c# F#, .NET page#top C++11"), "[c++] c [c#] c [f#] f [.net] net page top [c++] c 11");
        assert_eq!(forms("U.S.A. end. Next"), "[usa] u s a end next");
        assert_eq!(forms("node.js example.org end.Next seven.eight"), "[nodejs] node js [exampleorg] example org end next seven eight");
        assert_eq!(forms("a+b one.two"), "a b [onetwo] one two");
    }

    #[test]
    fn scripts_without_spaces_give_overlapping_bigrams() {
        assert_eq!(forms("长江上游"), "长江 江上 上游 游");
        assert_eq!(forms("使用Rust语言"), "使用 用 rust 语言 言");
        assert_eq!(forms("ﾌﾟﾛ"), forms("プロ"));
        assert_eq!(forms("ジョン・スミス"), "ジョ ョン ン スミ ミス ス");
        assert_eq!(forms("สาย เส้นทาง"), "สาย ย เส้น นทา ทาง ง");
        assert_eq!(forms("น\u{E4D}\u{E32}"), forms("นำ"));
        assert_eq!(forms("철도").split(" ").count(), 3, "the word, its pair and its end");
        assert_eq!(forms("철도"), forms("\u{110e}\u{1165}\u{11af}\u{1103}\u{1169}"));
    }

    #[test]
    fn names_of_code_are_found_by_their_parts() {
        assert_eq!(forms("useEffectOnce parseXMLFile"), "[use] [effect] [once] useeffectonce [parse] [xml] [file] parsexmlfile");
        assert_eq!(forms("HTTPServer HTTP URLs MAX_RETRY McCoy"), "[http] [server] httpserver http urls [maxretry] max retry [coy] mccoy");
        assert_eq!(forms("python3 harbour12 mp3 utf8 word12345"), "[python] python3 [harbour] harbour12 mp3 utf8 word12345");
    }

    #[test]
    fn emoji_are_words() {
        assert_eq!(forms("Trains🚂 👩\u{200d}🚀 ❤\u{fe0f} 👍🏽"), "trains 🚂 👩 🚀 ❤ 👍");
    }

    #[test]
    fn hebrew_and_persian_words_are_parted_where_their_writers_part_them() {
        assert_eq!(forms("בית־ספר"), "[ביתספר] בית ספר");
        assert_eq!(forms("می\u{200c}آید"), "[مياید] مي اید".replace('ی', "ي"));
        assert_eq!(forms("کتابخانه"), forms("كتابخانه"));
    }

    #[test]
    fn letters_for_apostrophes_find_each_other() {
        for word in ["oʻzbek", "o‘zbek", "oʼzbek", "o'zbek"] {
            assert_eq!(forms(word), "[ozbek] o zbek", "{word}");
        }
        assert_eq!((forms("Qurʾan"), forms("Hawaiʻi")), ("[quran] qur an".into(), "[hawaii] hawai i".into()));
    }

    #[test]
    fn nuktas_are_folded() {
        assert_eq!(forms("क़लम काफ़ी"), "कलम काफी");
    }

    #[test]
    fn variants_are_mapped_to_one_form() {
        let mut found = String::new();
        tokenize("鐵路", &Variants::new([('鐵', '铁')]), 7, &mut |token| found += &format!("{}{} ", token.form, token.position));
        assert_eq!(found, "铁路7 路8 ");
    }
}
