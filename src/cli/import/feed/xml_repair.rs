//! Repairs the text of a feed before it is parsed: document types, control characters, stray `<` and `&`.
//!
//! The parser recovers from the rest by itself, such as tags without an end and entities of HTML.

use encoding_rs::WINDOWS_1252;

/// The maximum number of characters of a tag in which its end is looked for.
const MAX_TAG_CHARS: usize = 4 * 1024;
/// The maximum number of bytes of the document type with its entities.
const MAX_DOCTYPE_BYTES: usize = 64 * 1024;
/// The maximum length of the value of an entity, in bytes.
const MAX_ENTITY_BYTES: usize = 500;

/// The maximum length of a reference, in characters.
const MAX_REFERENCE_CHARS: usize = 40;

/// A text that the parser reads as it is meant.
pub(super) fn repair_xml(text: &str) -> String {
    let text: String = text.chars().filter_map(repair_char).collect();
    let (text, entities) = take_doctype(&text);
    let repaired = escape_stray_marks(&text);
    entities.iter().fold(repaired, |text, (name, value)| text.replace(&format!("&{name};"), value))
}

/// A character of XML; the control characters of Windows-1252 become what they mean there, others are dropped.
fn repair_char(c: char) -> Option<char> {
    match c {
        '\u{80}'..='\u{9f}' => {
            let byte = u8::try_from(u32::from(c)).ok()?;
            WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next().filter(|c| !c.is_control())
        }
        '\t' | '\n' | '\r' => Some(c),
        '\u{fffe}' | '\u{ffff}' => None,
        c => Some(c).filter(|c| !c.is_control()),
    }
}

/// Takes the document type out of a text, and the entities that it declares.
fn take_doctype(text: &str) -> (String, Vec<(String, String)>) {
    let Some(start) = text.find("<!DOCTYPE").or_else(|| text.find("<!doctype")) else { return (text.to_owned(), Vec::new()) };
    let (before, doctype) = text.split_at_checked(start).unwrap_or((text, ""));
    // It stands before the first element.
    if before.split('<').skip(1).any(|after| after.starts_with(|c: char| c.is_alphabetic()) || after.starts_with("![CDATA[")) {
        return (text.to_owned(), Vec::new());
    }
    let end = doctype_end(doctype).filter(|end| *end <= MAX_DOCTYPE_BYTES);
    let Some((doctype, after)) = end.and_then(|end| doctype.split_at_checked(end)) else { return (text.to_owned(), Vec::new()) };
    (format!("{before}{after}"), declared_entities(doctype))
}

/// The length of a document type, with the declarations in its brackets.
fn doctype_end(doctype: &str) -> Option<usize> {
    let first = doctype.find('>')? + 1;
    match doctype.find('[').filter(|bracket| *bracket < first) {
        Some(bracket) => {
            let close = bracket + doctype.get(bracket..)?.find(']')?;
            Some(close + doctype.get(close..)?.find('>')? + 1)
        }
        None => Some(first),
    }
}

/// The entities of a document type whose values name no others.
fn declared_entities(doctype: &str) -> Vec<(String, String)> {
    doctype.split("<!ENTITY").skip(1).filter_map(declared_entity).collect()
}

fn declared_entity(declaration: &str) -> Option<(String, String)> {
    let (name, rest) = declaration.trim_start().split_once(char::is_whitespace)?;
    let rest = rest.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let value = rest.strip_prefix(quote)?.split(quote).next()?;
    let is_plain = value.replace("&#", "").find('&').is_none() && !value.contains('<') && value.len() <= MAX_ENTITY_BYTES;
    let is_name = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    (is_plain && is_name).then(|| (name.to_owned(), value.to_owned()))
}

/// Escapes each `<` that begins no tag and each `&` that begins no reference, outside of comments and CDATA sections.
fn escape_stray_marks(text: &str) -> String {
    let (mut out, mut rest, mut absent) = (String::with_capacity(text.len() + 64), text, Vec::new());
    while let Some(at) = rest.find(['<', '&']) {
        let (before, found) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        rest = match opaque_length(found, &mut absent) {
            Some(length) => {
                let (section, after) = found.split_at_checked(length).unwrap_or((found, ""));
                out.push_str(section);
                after
            }
            None => push_mark(found, &mut out),
        };
    }
    out.push_str(rest);
    out
}

/// The length of a comment, a CDATA section or an instruction at the start of a text. One without an end is none, but for a CDATA
/// section, which ends with a truncated file. `absent` keeps the ends that the rest of the file lacks.
fn opaque_length(text: &str, absent: &mut Vec<&'static str>) -> Option<usize> {
    let sections = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")];
    let (_, end) = sections.iter().find(|(start, _)| text.starts_with(start))?;
    let found = if absent.contains(end) { None } else { text.find(end) };
    if found.is_none() && *end != "]]>" {
        absent.push(end);
        return None;
    }
    Some(found.map_or(text.len(), |at| at + end.len()))
}

/// Appends the mark at the start of a text, escaped if it is stray; returns the text after it.
fn push_mark<'a>(text: &'a str, out: &mut String) -> &'a str {
    let (mark, after) = text.split_at_checked(1).unwrap_or((text, ""));
    out.push_str(match mark {
        "<" if !is_tag(after) => "&lt;",
        "&" if !is_reference(after) => "&amp;",
        mark => mark,
    });
    after
}

/// Whether the text behind a `<` is a tag: a name follows, and the tag ends before another one begins.
fn is_tag(after: &str) -> bool {
    let name = after.strip_prefix('/').unwrap_or(after);
    let is_named = name.starts_with(|c: char| c.is_alphabetic() || c == '_');
    (is_named || after.starts_with("/>") || after.starts_with("!DOCTYPE")) && ends_before_next_tag(after)
}

/// Whether a tag ends before another begins; what stands in the quotes of an attribute does not count. A long tag is one, and so is
/// one in which a file ends.
fn ends_before_next_tag(tag: &str) -> bool {
    let mut quote = None;
    let mut last = ' ';
    for c in tag.chars().take(MAX_TAG_CHARS) {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if last == '=' => quote = Some(c),
            (None, '>') => return true,
            (None, '<') => return false,
            (None, _) => {}
        }
        if !c.is_whitespace() {
            last = c;
        }
    }
    true
}

/// Whether the text behind an `&` is a reference: `#38;`, `#x26;`, `amp;`.
fn is_reference(after: &str) -> bool {
    let head: String = after.chars().take(MAX_REFERENCE_CHARS).collect();
    let Some((name, _)) = head.split_once(';') else { return false };
    match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(hex) => !hex.is_empty() && hex.bytes().all(|b| b.is_ascii_hexdigit()),
            None => !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()),
        },
        None => name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.bytes().all(|b| b.is_ascii_alphanumeric()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stray_marks_are_escaped() {
        assert_eq!(repair_xml("<a>1 < 2 & I <3 u</a>"), "<a>1 &lt; 2 &amp; I &lt;3 u</a>");
        assert_eq!(repair_xml("<a>if a<b and c</a>"), "<a>if a&lt;b and c</a>");
        assert_eq!(repair_xml("<link>http://x/?a=1&copy=2&b;</link>"), "<link>http://x/?a=1&amp;copy=2&b;</link>");
        assert_eq!(repair_xml("<a>x <!-- y</a>"), "<a>x &lt;!-- y</a>");
        let sound = "<a b='1' c=\"x\"><![CDATA[1 < 2 & 3]]><!-- & < --><br/>&eacute;&#233;&#xE9;</a>";
        assert_eq!(repair_xml(sound), sound);
    }

    #[test]
    fn control_characters_are_dropped_or_read_as_windows_1252() {
        assert_eq!(repair_xml("<t>a\u{b}b\u{0}c don\u{92}t</t>"), "<t>abc don’t</t>");
    }

    #[test]
    fn document_types_give_their_entities() {
        let text =
            "<?xml version='1.0'?><!DOCTYPE rss [ <!ENTITY who \"Ada &#38; Co\"> <!ENTITY all '&who;&who;'> ]><rss>&who; &all;</rss>";
        assert_eq!(repair_xml(text), "<?xml version='1.0'?><rss>Ada &#38; Co &all;</rss>");
        assert_eq!(repair_xml("<!DOCTYPE html PUBLIC 'x' 'y'><rss/>"), "<rss/>");
        let inside = "<rss><![CDATA[<!DOCTYPE html>]]></rss>";
        assert_eq!(repair_xml(inside), inside);
    }
}
