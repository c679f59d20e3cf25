//! The meaning of styles. Word stores the names of its own styles in English, whatever language it speaks.

use crate::cli::import::archive::xml;
use roxmltree::Node;
use std::collections::HashMap;

/// The meaning of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ParagraphRole {
    Text,
    Title,
    Subtitle,
    Author,
    Date,
    /// A heading with its level from 1.
    Heading(u8),
    Quote,
    Caption,
    Code,
    /// A line of a table of contents that the program has made.
    Contents,
}

/// The emphasis of words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Emphasis {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) code: bool,
}

/// The number of a paragraph in a list: the id of the numbering and the level from 0.
pub(super) type ListLevel = (String, usize);

/// A style.
#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline_level: Option<u8>,
    list: Option<ListLevel>,
    emphasis: Emphasis,
}

/// The styles of a document by their id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    /// The language that the document declares for all its text.
    pub(super) default_language: Option<String>,
}

/// Maximum number of styles that are based on one another.
const MAX_BASES: usize = 16;

/// Reads the styles of a document.
pub(super) fn read_styles(root: Node) -> Styles {
    let defaults = xml::child(root, "docDefaults").and_then(|defaults| xml::descendants(defaults, "lang").next());
    Styles {
        by_id: xml::children(root, "style").filter_map(read_style).collect(),
        default_language: defaults.and_then(|lang| xml::attribute(lang, "val")).map(str::to_owned),
    }
}

fn read_style(style: Node) -> Option<(String, Style)> {
    let value = |name| xml::child(style, name).and_then(|node| xml::attribute(node, "val"));
    let paragraph = xml::child(style, "pPr");
    let outline = paragraph.and_then(|properties| xml::child(properties, "outlineLvl")).and_then(|level| xml::attribute(level, "val"));
    let id = xml::attribute(style, "styleId")?.to_owned();
    let name = value("name").unwrap_or(&id).to_lowercase();
    let mut emphasis = xml::child(style, "rPr").map(|properties| read_emphasis(properties, Emphasis::default())).unwrap_or_default();
    emphasis.code = matches!(name.as_str(), "html code" | "verbatim char" | "source text" | "html typewriter" | "html keyboard");
    let style = Style {
        name,
        based_on: value("basedOn").map(str::to_owned),
        outline_level: outline.and_then(|level| level.parse().ok()),
        list: paragraph.and_then(read_list_level),
        emphasis,
    };
    Some((id, style))
}

/// Whether a property is there and not switched off.
pub(super) fn is_on(properties: Node, name: &'static str) -> Option<bool> {
    let value = xml::attribute(xml::child(properties, name)?, "val");
    Some(!matches!(value, Some("0" | "false" | "off" | "none")))
}

/// The emphasis of run properties; what they do not say is as `base` has it.
pub(super) fn read_emphasis(properties: Node, base: Emphasis) -> Emphasis {
    let on = |name, complex, base| is_on(properties, name).or_else(|| is_on(properties, complex)).unwrap_or(base);
    Emphasis { bold: on("b", "bCs", base.bold), italic: on("i", "iCs", base.italic), code: base.code }
}

/// The numbering and level that paragraph properties give.
pub(super) fn read_list_level(properties: Node) -> Option<ListLevel> {
    let numbering = xml::child(properties, "numPr")?;
    let value = |name| xml::child(numbering, name).and_then(|node| xml::attribute(node, "val"));
    Some((value("numId")?.to_owned(), value("ilvl").and_then(|level| level.parse().ok()).unwrap_or(0)))
}

impl Styles {
    /// A style and those that it is based on.
    fn chain<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Style> {
        let first = self.by_id.get(id);
        let next = |style: &&'a Style| style.based_on.as_deref().and_then(|id| self.by_id.get(id));
        std::iter::successors(first, next).take(MAX_BASES)
    }

    /// The meaning of a paragraph with a style.
    pub(super) fn role(&self, id: &str) -> ParagraphRole {
        let named = self.chain(id).find_map(|style| role_of_name(&style.name));
        let outlined = || self.chain(id).find_map(|style| style.outline_level).filter(|level| *level < 9);
        named.or_else(|| outlined().map(|level| ParagraphRole::Heading(level + 1))).unwrap_or(ParagraphRole::Text)
    }

    /// The list of a paragraph with a style.
    pub(super) fn list_level(&self, id: &str) -> Option<ListLevel> {
        self.chain(id).find_map(|style| style.list.clone())
    }

    /// The emphasis of a character style.
    pub(super) fn emphasis(&self, id: &str) -> Emphasis {
        let all = || self.chain(id);
        Emphasis {
            bold: all().any(|style| style.emphasis.bold),
            italic: all().any(|style| style.emphasis.italic),
            code: all().any(|style| style.emphasis.code),
        }
    }
}

fn role_of_name(name: &str) -> Option<ParagraphRole> {
    if let Some(level) = name.strip_prefix("heading ").and_then(|level| level.trim().parse::<u8>().ok()) {
        return Some(ParagraphRole::Heading(level.clamp(1, 9)));
    }
    if name.starts_with("toc ") || name.starts_with("contents ") {
        return Some(ParagraphRole::Contents);
    }
    Some(match name {
        "title" => ParagraphRole::Title,
        "subtitle" => ParagraphRole::Subtitle,
        "author" => ParagraphRole::Author,
        "date" => ParagraphRole::Date,
        "quote" | "intense quote" | "quotations" | "block text" | "block quote" => ParagraphRole::Quote,
        "caption" | "illustration" | "figure" | "image caption" | "table caption" | "drawing" => ParagraphRole::Caption,
        "html preformatted" | "preformatted text" | "source code" | "plain text" | "code" => ParagraphRole::Code,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_mean_what_their_base_means() {
        let styles =
            "<w:styles xmlns:w='w'><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val='de-DE'/></w:rPr></w:rPrDefault></w:docDefaults>
            <w:style w:styleId='berschrift2'><w:name w:val='heading 2'/></w:style>
            <w:style w:styleId='Meine'><w:name w:val='Meine Zeile'/><w:basedOn w:val='berschrift2'/></w:style>
            <w:style w:styleId='Loop'><w:name w:val='x'/><w:basedOn w:val='Loop'/><w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:style>
            <w:style w:styleId='Fett'><w:name w:val='Strong'/><w:rPr><w:b/><w:i w:val='0'/></w:rPr></w:style></w:styles>";
        let document = xml::parse(styles, "styles.xml").unwrap();
        let styles = read_styles(document.root_element());
        assert_eq!((styles.role("Meine"), styles.role("Loop")), (ParagraphRole::Heading(2), ParagraphRole::Heading(1)));
        assert_eq!((styles.role("none"), styles.default_language.as_deref()), (ParagraphRole::Text, Some("de-DE")));
        assert_eq!(styles.emphasis("Fett"), Emphasis { bold: true, ..Emphasis::default() });
    }
}
