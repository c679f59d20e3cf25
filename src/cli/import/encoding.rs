//! Encoding detection and decoding: the bytes themselves outrank what they declare.

use super::imported::ImportError;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, EUC_KR, Encoding, GBK, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// Number of bytes of a page to search for its declared encoding; some page builders put it after long scripts.
const PRESCAN_BYTES: usize = 64 * 1024;

/// Decodes a source to text, with a warning if some bytes are invalid in its encoding.
///
/// The order is: byte order mark; UTF-16 by its zero bytes; escape sequences of 7-bit encodings; valid UTF-8; the encoding a page
/// declares; a guess from the bytes.
///
/// # Errors
/// When too little of it is text.
pub fn decode(bytes: &[u8], is_page: bool) -> Result<(String, Option<String>), ImportError> {
    decode_with_label(bytes, is_page.then(|| declared_label(bytes)).flatten())
}

/// Decodes a page of an archive; `charset` is the encoding that its header declares, which outranks its own.
///
/// # Errors
/// When too little of it is text.
pub fn decode_page(bytes: &[u8], charset: Option<&str>) -> Result<(String, Option<String>), ImportError> {
    decode_with_label(bytes, charset.map(str::to_ascii_lowercase).or_else(|| declared_label(bytes)))
}

fn decode_with_label(bytes: &[u8], label: Option<String>) -> Result<(String, Option<String>), ImportError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_lossy(encoding, &bytes[mark..]);
    }
    if let Some(encoding) = detect_utf16(bytes) {
        return decode_lossy(encoding, bytes);
    }
    if let Some((encoding, bytes)) = detect_seven_bit(bytes, label.as_deref().unwrap_or_default()) {
        return decode_lossy(encoding, &bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((text.to_owned(), None));
    }
    match label.as_deref().and_then(encoding_for_label) {
        // A page that declares UTF-8 and has a few broken bytes is UTF-8; one with many declares it wrongly.
        Some(encoding) if encoding != UTF_8 || is_mostly_utf8(bytes) => decode_lossy(encoding, bytes),
        _ if is_mostly_utf8(bytes) => decode_lossy(UTF_8, bytes),
        _ => decode_lossy(guess_encoding(bytes), bytes),
    }
}

/// The beginning of a source as text, before its kind is known.
pub fn decode_prefix(bytes: &[u8], length: usize) -> String {
    let head = &bytes[..bytes.len().min(length)];
    let encoding = Encoding::for_bom(head).map(|(encoding, _)| encoding).or_else(|| detect_utf16(head)).unwrap_or(UTF_8);
    encoding.decode_with_bom_removal(head).0.into_owned()
}

/// Detects UTF-16 without a byte order mark: zeros occur in one half of the code units only, and all of it is text.
pub fn detect_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(PRESCAN_BYTES) & !1];
    let zeros = |half: usize| head.iter().skip(half).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let encoding = match (even, odd) {
        (0, odd) if odd > 0 => UTF_16LE,
        (even, 0) if even > 0 => UTF_16BE,
        _ => return None,
    };
    // Text in any script has spaces, line ends or digits, whose high byte is zero.
    let (text, broken) = encoding.decode_without_bom_handling(head);
    let invalid_chars = text.chars().filter(|c| (c.is_control() && !c.is_whitespace()) || *c == '\u{fffd}').count();
    (!(broken && invalid_chars > 1) && invalid_chars * 50 <= text.chars().count() && (even + odd) * 50 >= head.len()).then_some(encoding)
}

/// Detects a 7-bit encoding by its escape sequences or the page's declaration, and returns bytes that `encoding_rs` can decode.
fn detect_seven_bit<'a>(bytes: &'a [u8], label: &str) -> Option<(&'static Encoding, Cow<'a, [u8]>)> {
    let contains = |sequence: &[u8]| bytes.windows(sequence.len()).any(|window| window == sequence);
    if !bytes.is_ascii() {
        return None;
    }
    if contains(b"\x1b$)C") {
        return Some((EUC_KR, Cow::Owned(set_high_bits(bytes, b"\x1b$)C", b"\x0e", b"\x0f"))));
    }
    if contains(b"\x1b$B") || contains(b"\x1b$@") || (label.starts_with("iso-2022-jp") && contains(b"\x1b(")) {
        return Some((ISO_2022_JP, Cow::Borrowed(bytes)));
    }
    (label.starts_with("hz") && contains(b"~{")).then(|| (GBK, Cow::Owned(set_high_bits(bytes, b"", b"~{", b"~}"))))
}

/// Sets the eighth bit of the bytes between two marks, as the 8-bit encoding has them, and drops the marks.
fn set_high_bits(bytes: &[u8], intro: &[u8], open: &[u8], close: &[u8]) -> Vec<u8> {
    let (mut out, mut rest, mut inside) = (Vec::with_capacity(bytes.len()), bytes, false);
    while let Some((byte, after)) = rest.split_first() {
        let mark = if inside { close } else { open };
        if let Some(after) = rest.strip_prefix(mark) {
            (rest, inside) = (after, !inside);
        } else if let Some(after) = rest.strip_prefix(intro).filter(|_| !intro.is_empty()) {
            rest = after;
        } else {
            // The end of a line closes an open run.
            inside &= *byte != b'\n';
            out.push(if inside && (0x21..0x7f).contains(byte) { byte | 0x80 } else { *byte });
            rest = after;
        }
    }
    out
}

fn guess_encoding(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Allow);
    if guess == WINDOWS_1252 && has_long_runs(bytes) { guess_two_byte_encoding(bytes).unwrap_or(guess) } else { guess }
}

/// Whether bytes that are not ASCII mostly follow one another, as in no language of western Europe.
fn has_long_runs(bytes: &[u8]) -> bool {
    let runs = bytes.split(u8::is_ascii).filter(|run| !run.is_empty()).map(<[u8]>::len);
    let (mut long, mut all) = (0, 0);
    for length in runs {
        all += length;
        long += if length > 3 { length } else { 0 };
    }
    long * 10 >= all * 9
}

/// The encoding of two bytes a character that reads bytes with the fewest errors, if these are few.
fn guess_two_byte_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let errors = |encoding: &'static Encoding| encoding.decode_without_bom_handling(bytes).0.matches('\u{fffd}').count();
    let counted = [GBK, BIG5, SHIFT_JIS, EUC_KR].map(|encoding| (errors(encoding), encoding));
    let (fewest, encoding) = counted.into_iter().min_by_key(|(errors, _)| *errors)?;
    (fewest * 100 <= bytes.len()).then_some(encoding)
}

fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut broken, mut multibyte) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        broken += usize::from(!chunk.invalid().is_empty());
        multibyte += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
    }
    broken * 5 <= multibyte
}

fn decode_lossy(encoding: &'static Encoding, bytes: &[u8]) -> Result<(String, Option<String>), ImportError> {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    let broken = if had_errors { text.matches('\u{fffd}').count() } else { 0 };
    if broken * 4 > text.chars().count() {
        return Err(ImportError("unknown text encoding; save the file as UTF-8".to_owned()));
    }
    let warning = (broken > 0).then(|| {
        let name = encoding.name();
        format!("not all of it is valid {name}; shown as \u{fffd} ({broken} in all). Check these places, or save the file as UTF-8")
    });
    Ok((text.into_owned(), warning))
}

/// The encoding a page declares, in lower case: `meta charset`, `http-equiv`, or the XML declaration.
fn declared_label(bytes: &[u8]) -> Option<String> {
    let head: String =
        bytes[..bytes.len().min(PRESCAN_BYTES)].iter().map(|&b| if b.is_ascii() { b.to_ascii_lowercase() as char } else { ' ' }).collect();
    let xml =
        head.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split("?>").next()).and_then(|xml| attribute_value(xml, "encoding"));
    let meta = || head.split("<meta").skip(1).find_map(|rest| attribute_value(rest.split('>').next()?, "charset"));
    xml.or_else(meta).map(str::to_owned)
}

/// Labels that programs write but the Encoding Standard lacks.
const EXTRA_LABELS: [(&str, &str); 16] = [
    ("cp932", "shift_jis"),
    ("ms932", "shift_jis"),
    ("windows-932", "shift_jis"),
    ("eucjp", "euc-jp"),
    ("euc_jp", "euc-jp"),
    ("cp936", "gbk"),
    ("ms936", "gbk"),
    ("windows-936", "gbk"),
    ("gb2312-80", "gbk"),
    ("cp949", "euc-kr"),
    ("euckr", "euc-kr"),
    ("euc_kr", "euc-kr"),
    ("cp950", "big5"),
    ("utf8mb4", "utf-8"),
    ("latin-1", "latin1"),
    ("ansi", "windows-1252"),
];

/// The encoding for a label.
fn encoding_for_label(label: &str) -> Option<&'static Encoding> {
    let known = EXTRA_LABELS.iter().find(|(written, _)| *written == label).map_or(label, |(_, known)| known);
    let encoding = Encoding::for_label(known.as_bytes())?;
    // A page in which `<meta` was found byte by byte is not UTF-16, whatever it declares.
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
        .filter(|e| *e != encoding_rs::X_USER_DEFINED)
        .or(Some(WINDOWS_1252))
}

fn attribute_value<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let rest = tag.split_once(name)?.1.trim_start().strip_prefix('=')?;
    let rest = rest.trim_start_matches([' ', '"', '\'']);
    rest.split([' ', '"', '\'', ';', '/', '?']).next().filter(|v| !v.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode_html(bytes: &[u8]) -> String {
        decode(bytes, true).unwrap().0
    }

    #[test]
    fn uses_the_encoding_that_a_page_declares() {
        assert_eq!(decode_html("<meta charset=gb2312>长江".as_bytes()), "<meta charset=gb2312>长江");
        assert_eq!(
            decode_html(b"<meta http-equiv=content-type content='text/html; charset=iso-8859-1'>Caf\xe9"),
            "<meta http-equiv=content-type content='text/html; charset=iso-8859-1'>Café"
        );
        assert_eq!(decode_html(b"\xff\xfeh\0i\0"), "hi");
        assert_eq!(
            decode_html(b"<?xml version='1.0' encoding='windows-1251'?>\xd0\xe5\xea\xe0"),
            "<?xml version='1.0' encoding='windows-1251'?>Река"
        );
    }

    #[test]
    fn a_header_outranks_what_a_page_declares() {
        let page = b"<meta charset=iso-8859-1>\xd0\xe5\xea\xe0";
        assert!(decode_page(page, Some("Windows-1251")).unwrap().0.ends_with("\u{420}\u{435}\u{43a}\u{430}"));
        assert!(decode_page("<p>长江".as_bytes(), Some("gbk")).unwrap().0.ends_with("长江"));
    }

    #[test]
    fn guesses_an_undeclared_encoding() {
        let (gb, _, _) = encoding_rs::GBK.encode("长江从重庆流过，铁路从这里通向欧洲，货物在码头和车站之间来往。");
        assert!(decode(&gb, false).unwrap().0.starts_with("长江从重庆流过"));
    }

    #[test]
    fn decodes_seven_bit_encodings() {
        let (jis, _, _) = encoding_rs::ISO_2022_JP.encode("港の朝");
        for is_page in [true, false] {
            assert_eq!(decode(&jis, is_page).unwrap(), ("港の朝".to_owned(), None));
        }
        assert_eq!(decode_html(b"<meta charset=hz-gb-2312>~{VPND~} ok"), "<meta charset=hz-gb-2312>\u{4e2d}\u{6587} ok");
        assert_eq!(decode_html(b"\x1b$)C\x0eGQ1[\x0f ok"), "\u{d55c}\u{ae00} ok");
        assert_eq!(decode_html(b"plain ~{ text"), "plain ~{ text");
        assert_eq!(decode_html(b"\x1b[31mred"), "\x1b[31mred");
    }

    #[test]
    fn detects_utf16_without_a_byte_order_mark() {
        let units = "The pier, 港の朝.\n".encode_utf16();
        let (mut little, mut big) = (Vec::new(), Vec::new());
        for unit in units {
            little.extend(unit.to_le_bytes());
            big.extend(unit.to_be_bytes());
        }
        assert_eq!((decode_html(&little), decode_html(&big)), ("The pier, 港の朝.\n".into(), "The pier, 港の朝.\n".into()));
        assert_eq!(decode_prefix(&little, 6), "The");
        assert_eq!(detect_utf16(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0"), None);
    }

    #[test]
    fn accepts_nonstandard_labels() {
        let (sjis, _, _) = encoding_rs::SHIFT_JIS.encode("港の朝");
        assert!(decode_html(&[b"<meta charset=cp932>".as_slice(), &sjis].concat()).ends_with("港の朝"));
    }

    #[test]
    fn replaces_and_reports_invalid_bytes() {
        let mut bytes =
            "Größe und Länge, Flüsse und Städte, Brücken über den Fluß, ältere Häuser, schöne Gärten, grüne Hügel, süße Früchte"
                .as_bytes()
                .to_vec();
        bytes.push(0xff);
        let (text, warning) = decode(&bytes, false).unwrap();
        assert!(text.starts_with("Größe") && warning.unwrap().contains("1 in all"));
    }
}
