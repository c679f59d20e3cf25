//! Reads a whole document.

use super::assembly;
use super::blocks::{BlockContext, DocxBlock, content_html, read_blocks};
use super::metadata::{CoreProperties, read_core_properties};
use super::numbering::{Numbering, read_numbering};
use super::parts::{Relationships, part_of_kind, read_relationships};
use super::runs::RunContext;
use super::styles::{ParagraphRole, Styles, read_styles};
use crate::article::{Article, Block, Capture, text};
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::folder;
use crate::cli::import::archive::{ArchivedItem, ZipEntries, xml};
use crate::cli::import::cross_links::{self, Names};
use crate::cli::import::dates::parse_date;
use crate::cli::import::detect_language::{detect_language, parse_language};
use crate::cli::import::imported::{ImportError, Imported, ImportedItem};
use crate::cli::import::page::blocks::convert_children;
use crate::cli::import::page::document_context::DocumentContext;
use crate::cli::import::page::links::Base;
use crate::cli::import::page::parse_fragment;
use crate::cli::import::page::tidy;
use crate::cli::import::source::Source;
use crate::cli::import::{lines, names};
use dom_query::Document;
use std::cell::{Cell, RefCell};
use std::sync::Arc;

/// Reads a document.
///
/// # Errors
/// When it is damaged, encrypted, or has no text.
pub(super) fn read(source: &Source, bytes: &[u8], site_lang: &str) -> Result<ImportedItem, ImportError> {
    // Word stores an encrypted document in a compound file, as it does old ones.
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(ImportError("the document is encrypted, or in the older format DOC; save it as DOCX without a password".to_owned()));
    }
    let entries = ZipEntries::open(bytes)?;
    let document = DocxDocument::open(&entries)?;
    let imported = document.to_imported(&source.name, site_lang)?;
    let picture = |address: &str| entries.read(&cross_links::percent_decode(address)).ok().flatten().map(Arc::from);
    let archived = ArchivedItem::with_pictures(&imported.article, picture);
    let item = ImportedItem::new(source.name.clone(), folder::sha256(bytes), imported);
    Ok(ImportedItem { archived: Some(archived), ..item })
}

/// The text of a document, with what its styles and properties say.
#[derive(Default)]
struct DocxDocument {
    /// The body as HTML, with the notes behind it.
    html: String,
    title: Option<String>,
    deck: Option<String>,
    authors: Vec<String>,
    date: Option<String>,
    core: CoreProperties,
    default_language: Option<String>,
    changes: usize,
    comments: usize,
}

impl DocxDocument {
    fn open(entries: &ZipEntries) -> Result<DocxDocument, ImportError> {
        let roots = read_relationships(entries, "")?;
        let main = part_of_kind(&roots, "officeDocument").unwrap_or("word/document.xml");
        let text = entries.read_text(main)?;
        let text = text.ok_or_else(|| ImportError(format!("not a whole DOCX document: {main} is missing; save it again")))?;
        let document = xml::parse(&text, main)?;
        let relationships = read_relationships(entries, main)?;
        let reader = PartReader::new(entries, &relationships)?;
        let mut made = DocxDocument::default();
        let body = xml::child(document.root_element(), "body").unwrap_or_else(|| document.root_element());
        let blocks = read_blocks(body, &reader.context(&relationships, true), 0);
        made.html = assembly::assemble(made.take_head(blocks));
        made.html.push_str(&reader.notes_html()?);
        made.changes = reader.changes.get();
        made.comments = reader.count_comments()?;
        made.core = read_core(entries, &roots)?;
        made.default_language = reader.styles.default_language.clone();
        Ok(made)
    }

    /// Takes title, subtitle, authors and date out of the text, where their styles name them.
    fn take_head(&mut self, blocks: Vec<DocxBlock>) -> Vec<DocxBlock> {
        let mut kept = Vec::new();
        for block in blocks {
            match block {
                DocxBlock::Paragraph(ParagraphRole::Title, html) if self.title.is_none() => self.title = Some(plain_text(&html)),
                DocxBlock::Paragraph(ParagraphRole::Subtitle, html) if self.deck.is_none() => self.deck = Some(plain_text(&html)),
                DocxBlock::Paragraph(ParagraphRole::Author, html) => self.authors.extend(names::split_names(&plain_text(&html))),
                DocxBlock::Paragraph(ParagraphRole::Date, html) if self.date.is_none() => self.date = Some(plain_text(&html)),
                other => kept.push(other),
            }
        }
        kept
    }

    fn to_imported(&self, file: &str, site_lang: &str) -> Result<Imported, ImportError> {
        let document = parse_fragment(&self.html);
        let mut context = DocumentContext::new(&document, Base { url: None, keep_relative: true });
        context.keeps_ids = true;
        let mut body = document.body().map(|body| convert_children(&body, &context, 0)).unwrap_or_default();
        if body.is_empty() {
            return Err(ImportError("no text in the document".to_owned()));
        }
        let words = text::blocks_text(&body);
        let declared = self.core.language.as_deref().or(self.default_language.as_deref());
        let lang = document_language(declared, &words, site_lang);
        let title = self.title.clone().or_else(|| self.core.title.clone()).filter(|title| !title.trim().is_empty());
        let title = title.or_else(|| first_heading(&body));
        let title_made = title.is_none();
        let title = title.unwrap_or_else(|| lines::generate_title(&words));
        tidy::normalize_headings(&mut body, &title);
        let anchors_by_id = cross_links::resolve_fragment_links(&mut body, &context.take_ids());
        let article = Article { title, title_made, lang, body, ..self.fields() };
        let diagnostics = self.notes().into_iter().map(|text| Diagnostic::new(Severity::Note, file, text)).collect();
        Ok(Imported { article, diagnostics, names: Names { anchors_by_id, ..Names::default() }, ..Imported::default() })
    }

    /// The fields of the article but title, language and body.
    fn fields(&self) -> Article {
        let core = &self.core;
        let date = |text: &Option<String>| text.as_deref().and_then(|text| parse_date(text, core.language.as_deref().unwrap_or("en")));
        let authors = if self.authors.is_empty() {
            core.creator.as_deref().map(names::split_names).unwrap_or_default()
        } else {
            self.authors.clone()
        };
        Article {
            deck: self.deck.clone().or_else(|| core.description.clone()),
            authors,
            published: date(&self.date).or_else(|| date(&core.created)),
            section: core.category.clone(),
            tags: core.keywords.as_deref().map(names::split_list).unwrap_or_default(),
            capture: Some(Capture::default()),
            ..Article::default()
        }
    }

    /// Messages about what is not in the article.
    fn notes(&self) -> Vec<String> {
        let changes = (self.changes > 0).then(|| {
            format!("tracked changes: {}; insertions are imported, deletions are not. Accept or reject them to decide", self.changes)
        });
        let comments = (self.comments > 0).then(|| format!("comments: {}; they are not imported", self.comments));
        changes.into_iter().chain(comments).collect()
    }
}

/// The language of a text. That which a document declares is often the one of the program: it only tells what the text does not.
fn document_language(declared: Option<&str>, words: &str, site_lang: &str) -> String {
    let declared = declared.and_then(parse_language);
    let detected = detect_language(None, words, declared.as_deref().unwrap_or(site_lang));
    declared.filter(|declared| declared.split('-').next() == Some(detected.as_str())).unwrap_or(detected)
}

/// The text of some HTML.
fn plain_text(html: &str) -> String {
    crate::cli::whitespace::collapse_whitespace(&Document::fragment(html).text())
}

fn first_heading(body: &[Block]) -> Option<String> {
    match body.iter().find(|block| !matches!(block, Block::Figure(_))) {
        Some(Block::Heading(heading)) => Some(text::plain_text(&heading.text)),
        _ => None,
    }
}

fn read_core(entries: &ZipEntries, roots: &Relationships) -> Result<CoreProperties, ImportError> {
    let name = part_of_kind(roots, "core-properties").unwrap_or("docProps/core.xml");
    let Some(text) = entries.read_text(name)? else { return Ok(CoreProperties::default()) };
    // A document without its properties is still a document.
    Ok(xml::parse(&text, name).map(|document| read_core_properties(document.root_element())).unwrap_or_default())
}

/// Reads the parts of a document with the same styles and numbers.
struct PartReader<'a, 'z> {
    entries: &'a ZipEntries<'z>,
    relationships: &'a Relationships,
    styles: Styles,
    numbering: RefCell<Numbering>,
    changes: Cell<usize>,
    notes: RefCell<Vec<String>>,
}

impl<'a, 'z> PartReader<'a, 'z> {
    fn new(entries: &'a ZipEntries<'z>, relationships: &'a Relationships) -> Result<PartReader<'a, 'z>, ImportError> {
        let text = |kind| part_of_kind(relationships, kind).map_or(Ok(None), |name| entries.read_text(name));
        let (styles, numbering) = (text("styles")?, text("numbering")?);
        let styles = styles.map(|text| xml::parse(&text, "styles.xml").map(|styles| read_styles(styles.root_element()))).transpose()?;
        let numbering =
            numbering.map(|text| xml::parse(&text, "numbering.xml").map(|root| read_numbering(root.root_element()))).transpose()?;
        Ok(PartReader {
            entries,
            relationships,
            styles: styles.unwrap_or_default(),
            numbering: RefCell::new(numbering.unwrap_or_default()),
            changes: Cell::default(),
            notes: RefCell::default(),
        })
    }

    fn context<'c>(&'c self, relationships: &'c Relationships, links_notes: bool) -> BlockContext<'c> {
        let runs = RunContext { styles: &self.styles, relationships, links_notes, changes: &self.changes, notes: &self.notes };
        BlockContext { runs, numbering: &self.numbering }
    }

    /// The notes that the body refers to, as elements that the page converter takes for footnotes.
    fn notes_html(&self) -> Result<String, ImportError> {
        let referred = self.notes.borrow().clone();
        let mut html = String::new();
        for kind in ["footnote", "endnote"] {
            let part = part_of_kind(self.relationships, if kind == "footnote" { "footnotes" } else { "endnotes" });
            let Some(name) = part else { continue };
            let Some(text) = self.entries.read_text(name)? else { continue };
            let document = xml::parse(&text, name)?;
            let relationships = read_relationships(self.entries, name)?;
            for note in document.root_element().children().filter(|note| note.tag_name().name() == kind) {
                let id = format!("lectern-{kind}-{}", xml::attribute(note, "id").unwrap_or_default());
                if referred.contains(&id) {
                    let content = content_html(note, &self.context(&relationships, false), 0);
                    html.push_str(&format!("<aside role=\"doc-footnote\" id=\"{}\">{content}</aside>", quick_xml::escape::escape(&id)));
                }
            }
        }
        Ok(html)
    }

    fn count_comments(&self) -> Result<usize, ImportError> {
        let Some(name) = part_of_kind(self.relationships, "comments") else { return Ok(0) };
        let Some(text) = self.entries.read_text(name)? else { return Ok(0) };
        Ok(xml::parse(&text, name).map(|comments| xml::children(comments.root_element(), "comment").count()).unwrap_or_default())
    }
}
