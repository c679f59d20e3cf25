//! Drawings (SVG) without comments and editor data: names of files and folders, of their author, positions of windows. No browser
//! renders any of it.

use super::{Cleaned, PictureMetadata, clean as clean_picture};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;

/// The namespaces that browsers render and understand.
const RENDERED_NAMESPACES: [&str; 5] = [
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/1999/xhtml",
    "http://www.w3.org/XML/1998/namespace",
    "http://www.w3.org/1998/Math/MathML",
];

/// Removes data that is not rendered from a drawing; `None` if it cannot be read. A drawing without such data stays unchanged.
pub(crate) fn clean(text: &str) -> Option<(String, PictureMetadata)> {
    let foreign = foreign_prefixes(text)?;
    let (mut out, mut metadata, mut skipped) = (String::with_capacity(text.len()), PictureMetadata::default(), 0usize);
    let mut reader = Reader::from_str(text);
    let mut from = 0;
    loop {
        let event = reader.read_event().ok()?;
        let to = usize::try_from(reader.buffer_position()).ok()?;
        let source = text.get(from..to)?;
        from = to;
        if skipped > 0 {
            match event {
                Event::Start(_) => skipped += 1,
                Event::End(_) => skipped -= 1,
                Event::Eof => return None,
                _ => {}
            }
            continue;
        }
        match event {
            Event::Start(tag) if is_foreign(&tag, &foreign) => {
                metadata.add(PictureMetadata::OTHER);
                skipped = 1;
            }
            Event::Empty(tag) if is_foreign(&tag, &foreign) => metadata.add(PictureMetadata::OTHER),
            Event::Start(tag) => out.push_str(&clean_tag(&tag, source, ">", &foreign, &mut metadata)?),
            Event::Empty(tag) => out.push_str(&clean_tag(&tag, source, "/>", &foreign, &mut metadata)?),
            Event::Comment(_) => metadata.add(PictureMetadata::COMMENT),
            Event::PI(_) => metadata.add(PictureMetadata::OTHER),
            Event::Eof => return Some((out, metadata)),
            _ => out.push_str(source),
        }
    }
}

/// The prefixes of namespaces that browsers do not render.
fn foreign_prefixes(text: &str) -> Option<BTreeSet<String>> {
    let (mut foreign, mut rendered) = (BTreeSet::new(), BTreeSet::new());
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) => {
                for attribute in tag.attributes() {
                    let attribute = attribute.ok()?;
                    let Some(prefix) = attribute.key.as_ref().strip_prefix("xmlns:") else { continue };
                    let names = if RENDERED_NAMESPACES.contains(&attribute.value.as_ref()) { &mut rendered } else { &mut foreign };
                    names.insert(prefix.to_owned());
                }
            }
            Event::Eof => return Some(foreign.difference(&rendered).cloned().collect()),
            _ => {}
        }
    }
}

fn is_foreign(tag: &BytesStart, foreign: &BTreeSet<String>) -> bool {
    let name = tag.name();
    let name = name.as_ref();
    name == "metadata" || name.ends_with(":metadata") || name.split_once(':').is_some_and(|(prefix, _)| foreign.contains(prefix))
}

/// A tag in its source form, without attributes that are not rendered, and with embedded pictures cleaned.
fn clean_tag(tag: &BytesStart, source: &str, end: &str, foreign: &BTreeSet<String>, metadata: &mut PictureMetadata) -> Option<String> {
    let (mut kept, mut changed) = (Vec::new(), false);
    for attribute in tag.attributes() {
        let attribute = attribute.ok()?;
        let key = attribute.key.as_ref().to_owned();
        let prefix = key.strip_prefix("xmlns:").or_else(|| key.split_once(':').map(|(prefix, _)| prefix));
        if prefix.is_some_and(|prefix| foreign.contains(prefix)) {
            // A namespace declaration alone is not personal data.
            if !key.starts_with("xmlns:") {
                metadata.add(PictureMetadata::OTHER);
            }
            changed = true;
            continue;
        }
        let mut value = attribute.value.replace('"', "&quot;");
        if let Some(cleaned) = clean_embedded_picture(&value, metadata) {
            (value, changed) = (cleaned, true);
        }
        kept.push(format!(" {key}=\"{value}\""));
    }
    let name = tag.name();
    Some(if changed { format!("<{}{}{end}", name.as_ref(), kept.concat()) } else { source.to_owned() })
}

/// A picture embedded in a drawing, cleaned; an empty address if it cannot be cleaned.
fn clean_embedded_picture(value: &str, metadata: &mut PictureMetadata) -> Option<String> {
    let (head, data) = value.trim_start().split_once(',')?;
    if !head.starts_with("data:image/") || !head.ends_with(";base64") || head.starts_with("data:image/svg") {
        return None;
    }
    let packed: String = data.chars().filter(|c| !c.is_whitespace()).collect();
    match STANDARD.decode(packed).ok().and_then(|bytes| clean_picture(&bytes)) {
        Some(Cleaned::Unchanged) => None,
        Some(Cleaned::Stripped(bytes, found)) => {
            metadata.extend(found);
            Some(format!("{head},{}", STANDARD.encode(bytes)))
        }
        None => {
            metadata.add(PictureMetadata::OTHER);
            Some(String::new())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unrendered_data_is_removed_and_the_rest_unchanged() {
        let original = "<?xml version='1.0'?>\n<!-- by Ann -->\n<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
            xmlns:ink=\"http://ink.example/ns\" ink:export-filename='/home/ann/a.png' viewBox='0 0 9 9'><ink:view><a/>words</ink:view>\
            <metadata><b>Ann</b></metadata><title>A &amp; \"b\"</title><g ink:label='x \"y\"' class='c'><!-- x --><path d='M0 0'/></g>\
            <ink:end/><use xlink:href='#a'  /></svg>";
        let (out, metadata) = clean(original).unwrap();
        let expected = "<?xml version='1.0'?>\n\n<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
            viewBox=\"0 0 9 9\"><title>A &amp; \"b\"</title><g class=\"c\"><path d='M0 0'/></g><use xlink:href='#a'  /></svg>";
        assert_eq!(out, expected);
        assert!(
            metadata.to_string().contains(PictureMetadata::COMMENT) && metadata.to_string().contains(PictureMetadata::OTHER),
            "{metadata}"
        );
        assert_eq!(clean(&out).unwrap(), (out.clone(), PictureMetadata::default()));
        assert_eq!(clean("<svg><ink:a xmlns:ink='u'>"), None);
    }

    #[test]
    fn embedded_pictures_are_cleaned() {
        let gif = |more: &[u8]| [&b"GIF89a\x01\0\x01\0\0\0\0"[..], more, b"\x3b"].concat();
        let svg = |bytes: &[u8]| format!("<svg><image href=\"data:image/gif;base64,{}\"/></svg>", STANDARD.encode(bytes));
        let (out, metadata) = clean(&svg(&gif(b"\x21\xfe\x03Ann\0"))).unwrap();
        assert_eq!((out, metadata.is_empty()), (svg(&gif(b"")), false));
    }
}
