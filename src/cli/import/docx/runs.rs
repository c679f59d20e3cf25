//! The words of a paragraph as HTML: emphasis, links, notes, pictures, tracked changes.

use super::parts::Relationships;
use super::styles::{Emphasis, Styles, is_on, read_emphasis};
use crate::cli::import::archive::xml::{self, LocalName};
use quick_xml::escape::escape;
use roxmltree::Node;
use std::cell::{Cell, RefCell};

/// Maximum nesting of elements inside a paragraph.
const MAX_DEPTH: usize = 40;

/// The context of the runs of a document, and what they report.
pub(super) struct RunContext<'a> {
    pub(super) styles: &'a Styles,
    /// The relationships of the part that is read.
    pub(super) relationships: &'a Relationships,
    /// Whether references to notes are read; inside notes they are not.
    pub(super) links_notes: bool,
    /// Number of insertions and deletions that were tracked.
    pub(super) changes: &'a Cell<usize>,
    /// The notes that are referred to, in order.
    pub(super) notes: &'a RefCell<Vec<String>>,
}

/// The words of a paragraph: HTML, and the state of complex fields, which begin and end in different runs.
struct RunWriter<'c, 'a> {
    context: &'c RunContext<'a>,
    html: String,
    fields: Vec<ComplexField>,
}

/// A complex field (ECMA-376, 17.16.18).
#[derive(Default)]
struct ComplexField {
    instruction: String,
    is_result: bool,
    is_link: bool,
}

/// The content of a paragraph as HTML.
pub(super) fn paragraph_html(paragraph: Node, context: &RunContext) -> String {
    let mut writer = RunWriter { context, html: String::new(), fields: Vec::new() };
    writer.write_children(paragraph, 0);
    while writer.fields.pop().is_some_and(|field| field.is_link) {
        writer.html.push_str("</a>");
    }
    writer.html
}

impl RunWriter<'_, '_> {
    fn write_children(&mut self, node: Node, depth: usize) {
        if depth <= MAX_DEPTH {
            node.children().filter(Node::is_element).for_each(|child| self.write(child, depth + 1));
        }
    }

    fn write(&mut self, node: Node, depth: usize) {
        match node.tag_name().name() {
            "r" => self.write_run(node, depth),
            "hyperlink" => self.write_hyperlink(node, depth),
            "fldSimple" => self.write_simple_field(node, depth),
            "bookmarkStart" => self.html.push_str(&bookmark_html(node)),
            "ins" | "moveTo" => {
                self.context.changes.set(self.context.changes.get() + 1);
                self.write_children(node, depth);
            }
            "del" | "moveFrom" => self.context.changes.set(self.context.changes.get() + 1),
            "smartTag" | "sdt" | "sdtContent" | "customXml" | "dir" | "bdo" => self.write_children(node, depth),
            "oMath" | "oMathPara" => self.push_text(&xml::text(node)),
            "AlternateContent" => self.write_alternative(node, depth),
            _other => {}
        }
    }

    fn write_run(&mut self, run: Node, depth: usize) {
        let properties = xml::child(run, "rPr");
        if properties.is_some_and(|properties| is_on(properties, "vanish") == Some(true)) {
            return;
        }
        let tags = properties.map(|properties| self.tags(properties)).unwrap_or_default();
        let before = self.html.len();
        tags.iter().for_each(|tag| self.html.push_str(&format!("<{tag}>")));
        let start = self.html.len();
        run.children().filter(Node::is_element).for_each(|child| self.write_run_content(child, depth));
        if self.html.len() == start {
            self.html.truncate(before);
        } else {
            tags.iter().rev().for_each(|tag| self.html.push_str(&format!("</{tag}>")));
        }
    }

    /// The elements for the properties of a run, outermost first.
    fn tags(&self, properties: Node) -> Vec<&'static str> {
        let value = |name| xml::child(properties, name).and_then(|node| xml::attribute(node, "val"));
        let base = value("rStyle").map(|id| self.context.styles.emphasis(id)).unwrap_or_default();
        let Emphasis { bold, italic, code } = read_emphasis(properties, base);
        let on = |name| is_on(properties, name) == Some(true);
        let all = [
            (bold, "strong"),
            (italic, "em"),
            (code, "code"),
            (on("strike") || on("dstrike"), "del"),
            (on("highlight"), "mark"),
            (value("vertAlign") == Some("superscript"), "sup"),
            (value("vertAlign") == Some("subscript"), "sub"),
        ];
        all.into_iter().filter(|(is_set, _)| *is_set).map(|(_, tag)| tag).collect()
    }

    fn write_run_content(&mut self, node: Node, depth: usize) {
        match node.tag_name().name() {
            "t" => self.push_text(node.text().unwrap_or_default()),
            "tab" => self.push_text(" "),
            "noBreakHyphen" => self.push_text("\u{2011}"),
            "br" if matches!(xml::attribute(node, "type"), None | Some("textWrapping")) => self.html.push_str("<br>"),
            "cr" => self.html.push_str("<br>"),
            "fldChar" => self.write_field_mark(node),
            "instrText" => {
                let text = node.text().unwrap_or_default();
                self.fields.iter_mut().next_back().into_iter().for_each(|field| field.instruction.push_str(text));
            }
            "footnoteReference" => self.write_note_reference(node, "footnote"),
            "endnoteReference" => self.write_note_reference(node, "endnote"),
            "drawing" | "pict" | "object" => self.write_pictures(node),
            "ruby" => self.write_ruby(node),
            "AlternateContent" => self.write_alternative(node, depth),
            _other => {}
        }
    }

    /// Words of a field's result; the instruction of a field is not text.
    fn push_text(&mut self, text: &str) {
        if self.fields.iter().all(|field| field.is_result) {
            self.html.push_str(&escape(text));
        }
    }

    fn write_hyperlink(&mut self, link: Node, depth: usize) {
        let target = xml::attribute(link, "id").and_then(|id| self.context.relationships.get(id)).map(|found| found.target.clone());
        let anchor = xml::attribute(link, "anchor").map(|anchor| format!("#{anchor}"));
        let address = match (target, anchor) {
            (Some(target), Some(anchor)) => Some(format!("{target}{anchor}")),
            (target, anchor) => target.or(anchor),
        };
        self.write_link(address.as_deref(), |writer| writer.write_children(link, depth));
    }

    fn write_link(&mut self, address: Option<&str>, write: impl FnOnce(&mut Self)) {
        address.into_iter().for_each(|address| self.html.push_str(&format!("<a href=\"{}\">", escape(address))));
        write(self);
        address.into_iter().for_each(|_| self.html.push_str("</a>"));
    }

    fn write_simple_field(&mut self, field: Node, depth: usize) {
        let address = xml::attribute(field, "instr").and_then(link_of_instruction);
        self.write_link(address.as_deref(), |writer| writer.write_children(field, depth));
    }

    fn write_field_mark(&mut self, mark: Node) {
        match xml::attribute(mark, "fldCharType") {
            Some("begin") => self.fields.push(ComplexField::default()),
            Some("separate") => {
                let Some(field) = self.fields.last_mut() else { return };
                field.is_result = true;
                let address = link_of_instruction(&field.instruction);
                field.is_link = address.is_some();
                address.into_iter().for_each(|address| self.html.push_str(&format!("<a href=\"{}\">", escape(&address))));
            }
            Some("end") if self.fields.pop().is_some_and(|field| field.is_link) => self.html.push_str("</a>"),
            _ => {}
        }
    }

    fn write_note_reference(&mut self, reference: Node, kind: &str) {
        let Some(id) = xml::attribute(reference, "id").filter(|_| self.context.links_notes) else { return };
        let id = format!("lectern-{kind}-{id}");
        self.html.push_str(&format!("<a href=\"#{0}\">1</a>", escape(&id)));
        let mut notes = self.context.notes.borrow_mut();
        if !notes.contains(&id) {
            notes.push(id);
        }
    }

    /// Pictures of a drawing, with their description.
    fn write_pictures(&mut self, drawing: Node) {
        let described = xml::descendants(drawing, "docPr").chain(xml::descendants(drawing, "shape")).next();
        let words = |name| described.and_then(|node| xml::attribute(node, name)).filter(|words| !words.trim().is_empty());
        let alt = words("descr").or_else(|| words("alt")).unwrap_or_default();
        let blips = xml::descendants(drawing, "blip").filter_map(|blip| xml::attribute(blip, "embed"));
        let images = xml::descendants(drawing, "imagedata").filter_map(|image| xml::attribute(image, "id"));
        for found in blips.chain(images).filter_map(|id| self.context.relationships.get(id)).filter(|found| !found.is_external) {
            self.html.push_str(&format!("<img src=\"{}\" alt=\"{}\">", escape(&found.target), escape(alt)));
        }
    }

    fn write_ruby(&mut self, ruby: Node) {
        let text = |name| xml::child(ruby, name).map(|part| xml::descendants(part, "t").map(xml::text).collect::<String>());
        let (base, reading) = (text("rubyBase").unwrap_or_default(), text("rt").unwrap_or_default());
        self.html.push_str(&format!("<ruby>{}<rt>{}</rt></ruby>", escape(&base), escape(&reading)));
    }

    /// The first of several forms of the same content.
    fn write_alternative(&mut self, alternative: Node, depth: usize) {
        let Some(choice) = alternative.children().find(Node::is_element).filter(|_| depth <= MAX_DEPTH) else { return };
        choice.children().filter(Node::is_element).for_each(|child| match child.has_local_name("r") {
            true => self.write(child, depth + 1),
            false => self.write_run_content(child, depth + 1),
        });
    }
}

/// A bookmark as the target of links.
pub(super) fn bookmark_html(bookmark: Node) -> String {
    let name = xml::attribute(bookmark, "name").filter(|name| !name.starts_with("_GoBack"));
    name.map(|name| format!("<a id=\"{}\"></a>", escape(name))).unwrap_or_default()
}

/// The address of a HYPERLINK field: `HYPERLINK "address" \l "bookmark"`.
fn link_of_instruction(instruction: &str) -> Option<String> {
    let rest = instruction.trim_start().strip_prefix("HYPERLINK")?;
    let mut quoted = rest.split('"').skip(1).step_by(2);
    let first = quoted.next()?;
    match rest.trim_start().starts_with("\\l") {
        true => Some(format!("#{first}")),
        false => Some(quoted.next().filter(|_| rest.contains("\\l")).map_or_else(|| first.to_owned(), |name| format!("{first}#{name}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::super::parts::Relationship;
    use super::*;

    fn html(runs: &str) -> (String, usize, Vec<String>) {
        let text = format!("<w:p xmlns:w='w' xmlns:r='r' xmlns:wp='wp' xmlns:a='a'>{runs}</w:p>");
        let document = xml::parse(&text, "document.xml").unwrap();
        let link = |target: &str, is_external| Relationship { kind: String::new(), target: target.into(), is_external };
        let relationships = Relationships::from([
            ("r1".into(), link("https://example.org/?a=1&b=2", true)),
            ("r2".into(), link("word/media/a.png", false)),
        ]);
        let (changes, notes, styles) = (Cell::new(0), RefCell::default(), Styles::default());
        let context = RunContext { styles: &styles, relationships: &relationships, links_notes: true, changes: &changes, notes: &notes };
        let html = paragraph_html(document.root_element(), &context);
        (html, changes.get(), notes.into_inner())
    }

    #[test]
    fn words_keep_their_emphasis_and_links() {
        let (html, _, notes) = html(
            "<w:r><w:rPr><w:b/><w:i w:val='false'/></w:rPr><w:t>A &lt;b</w:t></w:r><w:hyperlink r:id='r1'><w:r><w:t>link</w:t></w:r></w:hyperlink><w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:drawing><wp:docPr descr='A bell'/><a:blip r:embed='r2'/></w:drawing></w:r>",
        );
        assert_eq!(
            html,
            "<strong>A &lt;b</strong><a href=\"https://example.org/?a=1&amp;b=2\">link</a><a href=\"#lectern-footnote-2\">1</a><img src=\"word/media/a.png\" alt=\"A bell\">"
        );
        assert_eq!(notes, ["lectern-footnote-2"]);
    }

    #[test]
    fn insertions_are_kept_and_deletions_dropped() {
        let (html, changes, _) = html("<w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>");
        assert_eq!((html.as_str(), changes), ("new", 2));
    }

    #[test]
    fn fields_show_their_result() {
        let field = |instruction: &str| {
            html(&format!("<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>it</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>")).0
        };
        assert_eq!(field("PAGE"), "it");
        assert_eq!(field(" HYPERLINK \"https://example.org/\" \\l \"part\""), "<a href=\"https://example.org/#part\">it</a>");
        assert_eq!(field("HYPERLINK \\l \"part\""), "<a href=\"#part\">it</a>");
    }
}
