//! The critical CSS of a page, and the script that applies the reader's settings, stand inside its HTML. The page's policy names
//! them by their hashes.
//!
//! A site has as many pages as articles, and its host limits its size: the page of an article contains only the styles of articles
//! and of their surroundings, 21 kB in place of 32. The others, which `index.html` marks as `data-deferred`, are a file that such a
//! page links at its end: nothing in the page depends on them, so the paint does not wait, and the program finds them loaded when
//! it draws a list or a sheet. All other pages contain all styles. A cascade layer is wholly in one of the two parts: the cascade
//! does not depend on the split.
//!
//! The program is requested after the first paint: `src/app/start.js`. If the address holds a query, the script in the page
//! activates the dormant preload hints, and the program loads in parallel with the page.

use crate::cli::build::app::template::hashed_name;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::ops::Range;

/// Marks a link in `index.html` to a style that the page of an article does not need.
const DEFERRED_ATTRIBUTE: &str = "data-deferred";

/// The elements around inline styles and scripts.
const STYLE_TAGS: [&str; 2] = ["<style>", "</style>"];
const SCRIPT_TAGS: [&str; 2] = ["<script>", "</script>"];

/// The text before and after the name of a file that a template links.
const STYLE_LINK: [&str; 2] = ["<link rel=\"stylesheet\" href=\"/", "\">"];
const SCRIPT_LINK: [&str; 2] = ["<script src=\"/", "\"></script>"];

/// The kinds of preload link that Trunk writes for the program, and the start of a deferred one.
const HINT_RELS: [&str; 2] = ["modulepreload", "preload"];
const DEFERRED_HINT: &str = "<link data-rel=\"";

/// Programs and styles: paths inside the site, and contents.
type Files = BTreeMap<String, Vec<u8>>;

/// Inlines the styles and the blocking scripts of a template at the end of its head: the requests of the head start first. Styles
/// marked as deferred go into a file, linked at the end of the body.
pub(crate) fn inline_critical(template: &mut String, files: &mut Files) {
    let (critical, deferred) = extract_styles(template, files);
    let scripts = extract_scripts(template, files);
    if let Some(end) = template.find("</head>").filter(|_| !critical.is_empty() || !scripts.is_empty()) {
        let style = if critical.is_empty() { String::new() } else { [STYLE_TAGS[0], &critical, STYLE_TAGS[1]].concat() };
        template.insert_str(end, &[&style, scripts.as_str()].concat());
    }
    if let Some(end) = template.rfind("</body>").filter(|_| !deferred.is_empty()) {
        let style = deferred.into_bytes();
        let name = hashed_name("deferred.css", &style);
        template.insert_str(end, &[STYLE_LINK[0], &name, STYLE_LINK[1], "\n"].concat());
        files.insert(name, style);
    }
}

/// Defers the preload hints of a template: they would compete with the page itself for bandwidth. `theme.js` activates them if the
/// address holds a query.
pub(crate) fn defer_preload_hints(template: &mut String) {
    for kind in HINT_RELS {
        *template = template.replace(&format!("<link rel=\"{kind}\""), &format!("{DEFERRED_HINT}{kind}\""));
    }
}

/// Removes the preload hints from a template.
#[expect(clippy::string_slice, reason = "every place is where a character begins or ends that was found in this text")]
pub(crate) fn remove_preload_hints(template: &mut String) {
    while let Some(start) = template.find(DEFERRED_HINT) {
        let end = template[start..].find('>').map_or(template.len(), |end| start + end + 1);
        template.replace_range(start..end, "");
    }
}

/// Returns a template with all styles inlined, those of the linked files too.
pub(crate) fn inline_all_styles(template: &str, files: &Files) -> String {
    let mut text = template.to_owned();
    for name in linked_styles(template) {
        let style = files.get(&name).map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default();
        text = text.replace(&[STYLE_LINK[0], &name, STYLE_LINK[1], "\n"].concat(), "");
        append_style(&mut text, &style);
    }
    text
}

/// The names of the styles that a template links.
pub(crate) fn linked_styles(template: &str) -> Vec<String> {
    texts_between(template, STYLE_LINK).into_iter().map(str::to_owned).collect()
}

/// Adds a style after the inline styles of a template.
pub(crate) fn append_style(template: &mut String, style: &str) {
    if style.is_empty() {
        return;
    }
    match (template.rfind(STYLE_TAGS[1]), template.find("</head>")) {
        (Some(end), _) => template.insert_str(end, style),
        (None, Some(end)) => template.insert_str(end, &[STYLE_TAGS[0], style, STYLE_TAGS[1]].concat()),
        (None, None) => {}
    }
}

/// Inlines the scripts that a template links, in place of their links.
pub(crate) fn inline_scripts(template: &mut String, files: &mut Files) {
    while let Some((link, element)) = extract_script(template, files) {
        template.replace_range(link, &element);
    }
}

/// The inline styles and scripts that a page's policy allows: their sources, with a space before each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sources {
    /// The hashes of the styles.
    pub styles: String,
    /// The hashes of the scripts.
    pub scripts: String,
}

impl Sources {
    /// The sources of a template.
    pub(crate) fn from_html(template: &str) -> Sources {
        let hash = |inside: &str| format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(inside)));
        let all = |element| texts_between(template, element).into_iter().map(hash).collect();
        Sources { styles: all(STYLE_TAGS), scripts: all(SCRIPT_TAGS) }
    }
}

/// Returns each text between two marks.
fn texts_between<'a>(text: &'a str, [open, close]: [&str; 2]) -> Vec<&'a str> {
    text.split(open).skip(1).filter_map(|rest| rest.split_once(close)).map(|(inside, _)| inside).collect()
}

/// Removes the links to styles, and joins the linked styles, in order: the critical ones, and the deferred ones.
#[expect(clippy::string_slice, reason = "every place is where a character begins or ends that was found in this text")]
fn extract_styles(template: &mut String, files: &mut Files) -> (String, String) {
    let (mut critical, mut deferred) = (String::new(), String::new());
    // A template from an earlier build has its styles inline, and its link stays.
    if template.contains(STYLE_TAGS[0]) {
        return (critical, deferred);
    }
    let mut at = 0;
    while let Some(start) = template[at..].find("<link").map(|found| at + found) {
        let end = template[start..].find('>').map_or(template.len(), |found| start + found + 1);
        let tag = &template[start..end];
        let name = attribute(tag, "href").map(file_name).filter(|name| name.ends_with(".css"));
        let sheet = name.filter(|_| attribute(tag, "rel") == Some("stylesheet")).and_then(|name| files.remove(name));
        let Some(sheet) = sheet else {
            at = end;
            continue;
        };
        let part = if tag.contains(DEFERRED_ATTRIBUTE) { &mut deferred } else { &mut critical };
        part.push_str(&to_text(Some(sheet)));
        remove_range(template, start..end);
        at = start;
    }
    (critical, deferred)
}

/// Removes the blocking scripts; returns them as inline elements.
fn extract_scripts(template: &mut String, files: &mut Files) -> String {
    let mut elements = String::new();
    while let Some((link, element)) = extract_script(template, files) {
        elements.push_str(&element);
        remove_range(template, link);
    }
    elements
}

/// Removes the first blocking script from the files; returns the range of its link, and its inline element.
fn extract_script(template: &str, files: &mut Files) -> Option<(Range<usize>, String)> {
    let name = texts_between(template, SCRIPT_LINK).into_iter().find(|name| files.contains_key(*name))?;
    let link = [SCRIPT_LINK[0], name, SCRIPT_LINK[1]].concat();
    let start = template.find(&link)?;
    Some((start..start + link.len(), [SCRIPT_TAGS[0], &to_text(files.remove(name)), SCRIPT_TAGS[1]].concat()))
}

/// Removes a piece, with the white space after it.
#[expect(clippy::string_slice, reason = "every place is where a character begins or ends that was found in this text")]
fn remove_range(template: &mut String, Range { start, end }: Range<usize>) {
    let end = end + template[end..].len() - template[end..].trim_start().len();
    template.replace_range(start..end, "");
}

fn to_text(bytes: Option<Vec<u8>>) -> String {
    String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned()
}

fn file_name(address: &str) -> &str {
    address.rsplit('/').next().unwrap_or(address)
}

#[expect(clippy::string_slice, reason = "every place is where a character begins or ends that was found in this text")]
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[start..].split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// The styles that `index.html` links: the critical ones, then the deferred ones.
    fn linked_sheets() -> [Vec<String>; 2] {
        let tags: Vec<&str> = include_str!("../../../../index.html").lines().filter(|line| line.contains("rel=\"css\"")).collect();
        let read = |tag: &&str| std::fs::read_to_string(attribute(tag, "href").unwrap()).unwrap();
        [false, true].map(|deferred| tags.iter().filter(|tag| tag.contains(DEFERRED_ATTRIBUTE) == deferred).map(read).collect())
    }

    #[test]
    fn layers_are_not_split_and_the_first_style_orders_them() {
        let parts = linked_sheets();
        assert!(parts[0][0].contains("*/\n@layer tokens, base,"), "the order of the layers comes first");
        let layers = parts.map(|sheets| -> BTreeSet<String> {
            let opened =
                sheets.iter().flat_map(|sheet| sheet.split("@layer ").skip(1).map(|rest| rest.split([' ', ',', ';']).next().unwrap()));
            opened.map(str::to_owned).filter(|name| !name.is_empty()).collect()
        });
        let named: BTreeSet<String> = ["tokens".to_owned()].into();
        let both: Vec<&String> = layers[0].intersection(&layers[1]).filter(|name| !named.contains(*name)).collect();
        assert!(both.is_empty(), "in both parts: {both:?}");
        assert!(layers[1].contains("list") && layers[0].contains("article"), "{layers:?}");
    }

    #[test]
    fn hints_are_deferred_and_removed() {
        let mut text =
            "<link rel=\"modulepreload\" href=\"/a.js\"><link rel=\"preload\" href=\"/a.wasm\" as=\"fetch\"><link rel=\"icon\">".to_owned();
        defer_preload_hints(&mut text);
        assert!(text.starts_with("<link data-rel=\"modulepreload\" href=\"/a.js\"><link data-rel=\"preload\" href=\"/a.wasm\""), "{text}");
        remove_preload_hints(&mut text);
        assert_eq!(text, "<link rel=\"icon\">");
    }

    #[test]
    fn sources_are_the_hashes_of_inline_elements() {
        let Sources { styles, scripts } =
            Sources::from_html("<style>a{}</style><script></script><script type=\"module\" src=\"/a.js\"></script>");
        let empty = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        assert_eq!(scripts, format!(" 'sha256-{empty}'"));
        assert_eq!(styles, format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest("a{}"))));
    }
}
