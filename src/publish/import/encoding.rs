//! Bytes to text: what the bytes are comes before what they say they are.

use super::reading::Refusal;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How far into a page its own word on its encoding is looked for; builders of pages put it behind long scripts.
const PROLOGUE: usize = 64 * 1024;

/// The text of a source, and a warning where some of its bytes are no text in its encoding.
///
/// In this order: a byte order mark; UTF-8 where all of it is; for a page what it declares; what the bytes look like.
///
/// # Errors
/// Where hardly anything of it is text.
pub fn decode(bytes: &[u8], is_page: bool) -> Result<(String, Option<String>), Refusal> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return lossy(encoding, &bytes[mark..]);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((text.to_owned(), None));
    }
    match is_page.then(|| declared(bytes)).flatten() {
        // A page that says UTF-8 and holds a few broken bytes is UTF-8; one that holds many says it wrongly.
        Some(encoding) if encoding != UTF_8 || mostly_utf8(bytes) => lossy(encoding, bytes),
        _ if mostly_utf8(bytes) => lossy(UTF_8, bytes),
        _ => lossy(guess(bytes), bytes),
    }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut broken, mut multibyte) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        broken += usize::from(!chunk.invalid().is_empty());
        multibyte += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
    }
    broken * 5 <= multibyte
}

fn lossy(encoding: &'static Encoding, bytes: &[u8]) -> Result<(String, Option<String>), Refusal> {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    let broken = if had_errors { text.matches('\u{fffd}').count() } else { 0 };
    if broken * 4 > text.chars().count() {
        return Err(Refusal("it is no text in any encoding that is known: save it again as UTF-8".to_owned()));
    }
    let warning = (broken > 0).then(|| {
        let name = encoding.name();
        format!(
            "some of it is no text in {name} and is shown as \u{fffd}, {broken} in all: look at them, or save the source again as UTF-8"
        )
    });
    Ok((text.into_owned(), warning))
}

/// What a page says of its encoding: `meta charset`, `http-equiv`, or the XML declaration.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head: String =
        bytes[..bytes.len().min(PROLOGUE)].iter().map(|&b| if b.is_ascii() { b.to_ascii_lowercase() as char } else { ' ' }).collect();
    let xml = head.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split("?>").next()).and_then(|xml| value(xml, "encoding"));
    let meta = || head.split("<meta").skip(1).find_map(|rest| value(rest.split('>').next()?, "charset"));
    let encoding = Encoding::for_label(xml.or_else(meta)?.as_bytes())?;
    // A page that could be searched for `<meta` byte by byte is not UTF-16, whatever it says.
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
        .filter(|e| *e != encoding_rs::X_USER_DEFINED)
        .or(Some(WINDOWS_1252))
}

fn value<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let rest = tag[tag.find(name)? + name.len()..].trim_start().strip_prefix('=')?;
    let rest = rest.trim_start_matches([' ', '"', '\'']);
    rest.split([' ', '"', '\'', ';', '/', '?']).next().filter(|v| !v.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> String {
        decode(bytes, true).unwrap().0
    }

    #[test]
    fn a_page_is_read_as_it_was_meant() {
        assert_eq!(read("<meta charset=gb2312>长江".as_bytes()), "<meta charset=gb2312>长江");
        assert_eq!(
            read(b"<meta http-equiv=content-type content='text/html; charset=iso-8859-1'>Caf\xe9"),
            "<meta http-equiv=content-type content='text/html; charset=iso-8859-1'>Café"
        );
        assert_eq!(read(b"\xff\xfeh\0i\0"), "hi");
        assert_eq!(
            read(b"<?xml version='1.0' encoding='windows-1251'?>\xd0\xe5\xea\xe0"),
            "<?xml version='1.0' encoding='windows-1251'?>Река"
        );
    }

    #[test]
    fn bytes_without_a_declaration_are_recognised() {
        let (gb, _, _) = encoding_rs::GBK.encode("长江从重庆流过，铁路从这里通向欧洲，货物在码头和车站之间来往。");
        assert!(decode(&gb, false).unwrap().0.starts_with("长江从重庆流过"));
    }

    #[test]
    fn a_broken_byte_is_shown_and_said() {
        let mut bytes =
            "Größe und Länge, Flüsse und Städte, Brücken über den Fluß, ältere Häuser, schöne Gärten, grüne Hügel, süße Früchte"
                .as_bytes()
                .to_vec();
        bytes.push(0xff);
        let (text, warning) = decode(&bytes, false).unwrap();
        assert!(text.starts_with("Größe") && warning.unwrap().contains("1 in all"));
    }
}
