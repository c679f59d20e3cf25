//! Links between sources imported together, and links inside one source.
//!
//! A reader keeps such a link as its source has it: an address relative to the source, or a [`WIKI`] address for a wikilink.
//! Once every source has its id, [`resolve`] turns each link into an article address; a dead link becomes plain words.
//! No address of a source is ever written to a corpus.

use super::source::Source;
use crate::article::visit::{NodeMut, NodeRef, visit, visit_mut};
use crate::article::{Article, Block, Inline, Link, Text, anchor, text};
use crate::cli::diagnostic::{Diagnostic, Severity};
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use std::collections::HashMap;
use std::path::PathBuf;

/// Prefix of a wikilink's address; used inside the importer only.
pub const WIKI: &str = "lectern-note:";

/// Maximum number of dead links that a diagnostic names; the rest are counted.
const NAMED: usize = 5;

/// Source extensions that a link may omit, or have in place of another.
const ENDINGS: [&str; 10] = ["md", "markdown", "mdown", "mkd", "html", "htm", "xhtml", "xht", "txt", "text"];

/// Names under which other sources link to an article and to places in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// Other names of the note.
    pub aliases: Vec<String>,
    /// Element or block ids of the source, each with the anchor of its block.
    pub places: Vec<(String, String)>,
}

/// The importer's address for a wikilink to `target`.
pub fn wiki(target: &str) -> String {
    format!("{WIKI}{}", utf8_percent_encode(target, NON_ALPHANUMERIC))
}

/// The note name in a wikilink's address.
pub fn wiki_name(address: &str) -> Option<String> {
    address.strip_prefix(WIKI).map(decoded)
}

/// A source that has its id.
#[derive(Debug)]
struct Target {
    /// The import folder; `None` for an article of an earlier import.
    root: Option<PathBuf>,
    /// Its name relative to that folder.
    name: String,
    id: String,
    /// Folded headings with their anchors.
    headings: Vec<(String, String)>,
    places: Vec<(String, String)>,
}

/// The sources of an import with their ids, and the articles already in the corpus.
#[derive(Debug, Default)]
pub struct Index {
    targets: Vec<Target>,
    /// By lowercase path without its extension.
    by_path: HashMap<String, Vec<usize>>,
    /// By lowercase file name without its extension, or alias.
    by_name: HashMap<String, Vec<usize>>,
}

impl Index {
    /// Adds a source of this import: its article, which already has its id, and its names.
    pub fn add(&mut self, source: &Source, article: &Article, names: &Names) {
        self.insert(Some(source.root.clone()), &source.name, article, names);
    }

    /// Adds an article already in the corpus; a link leads to it only if no source of this import has its name.
    pub fn add_known(&mut self, article: &Article) {
        let from = article.capture.as_ref().map_or("", |capture| capture.from.as_str());
        // A row of a file with many articles is never a link target.
        if !from.is_empty() && !from.contains('#') {
            self.insert(None, from, article, &Names::default());
        }
    }

    fn insert(&mut self, root: Option<PathBuf>, name: &str, article: &Article, names: &Names) {
        let at = self.targets.len();
        let stem = stem(name).to_lowercase();
        self.by_path.entry(stem.clone()).or_default().push(at);
        // A link to a folder means its index note.
        if let Some(folder) = ["index", "_index", "readme"].iter().find_map(|first| folder_of(&stem, first)) {
            self.by_path.entry(folder.to_owned()).or_default().push(at);
        }
        let file = stem.rsplit('/').next().unwrap_or(&stem).to_owned();
        for called in names.aliases.iter().map(|alias| alias.trim().to_lowercase()).chain([file]) {
            let all = self.by_name.entry(called).or_default();
            if all.last() != Some(&at) {
                all.push(at);
            }
        }
        self.targets.push(Target {
            root,
            name: name.to_owned(),
            id: article.id.clone(),
            headings: headings(&article.body),
            places: names.places.clone(),
        });
    }

    /// The article address for a link in `from`, with its fragment.
    fn find(&self, href: &str, from: &Source) -> Option<String> {
        let written = match wiki_name(href) {
            Some(name) => name,
            None => href.to_owned(),
        };
        let (path, place) = written.split_once('#').map_or((written.as_str(), None), |(path, place)| (path, Some(place)));
        let at = if href.starts_with(WIKI) { self.note(path, from) } else { self.file(path, from) }?;
        let target = self.targets.get(at)?;
        let anchor = place.and_then(|place| anchor_in(&target.headings, &target.places, place));
        Some(match anchor {
            Some(anchor) => format!("/article/{}/#{anchor}", target.id),
            None => format!("/article/{}/", target.id),
        })
    }

    fn file(&self, path: &str, from: &Source) -> Option<usize> {
        let path = path.split('?').next().unwrap_or(path);
        let path = decoded(path).replace('\\', "/");
        let path = match path.strip_prefix("@/").or_else(|| path.strip_prefix('/')) {
            Some(under) => joined("", under)?,
            None => joined(folder(&from.name), &path)?,
        };
        let key = stem(&path).to_lowercase();
        let all = self.by_path.get(&key).or_else(|| self.by_path.get(&format!("content/{key}")));
        let by_path = all.and_then(|all| self.best(all, &path, from));
        // A bare file name may refer to the only file of that name.
        by_path.or_else(|| {
            let file = key.rsplit('/').next()?;
            let all = self.by_name.get(file).filter(|all| all.len() == 1 && has_ending(&path))?;
            self.best(all, &path, from)
        })
    }

    /// Finds a note by name anywhere in the import folder.
    fn note(&self, name: &str, from: &Source) -> Option<usize> {
        let name = name.trim().replace('\\', "/");
        if name.is_empty() {
            return self.targets.iter().position(|target| target.is(from));
        }
        let name = name.trim_start_matches('/');
        let key = stem(name).to_lowercase();
        let file = key.rsplit('/').next().unwrap_or(&key);
        let ends = |at: &&usize| {
            let stem = self.targets.get(**at).map(|target| stem(&target.name).to_lowercase()).unwrap_or_default();
            !key.contains('/') || stem == key || stem.ends_with(&format!("/{key}"))
        };
        let full = name.to_lowercase();
        // A name may contain a dot, so an apparent extension may be part of the name.
        let all = self.by_name.get(full.rsplit('/').next().unwrap_or(&full)).or_else(|| self.by_name.get(file))?;
        let fit: Vec<usize> = all.iter().filter(ends).copied().collect();
        self.best(&fit, name, from)
    }

    /// Picks the best of several targets: same import folder first, earlier imports last; then the exact name, then the same stem,
    /// then one beside the source, then the one nearest the top.
    fn best(&self, all: &[usize], path: &str, from: &Source) -> Option<usize> {
        let here = folder(&from.name);
        let rank = |at: &usize| {
            let target = self.targets.get(*at);
            target.map(|target| {
                let root = match &target.root {
                    Some(root) if *root == from.root => 0,
                    Some(_) => 1,
                    None => 2,
                };
                (
                    root,
                    target.name != path,
                    stem(&target.name) != stem(path),
                    folder(&target.name) != here,
                    target.name.matches('/').count(),
                )
            })
        };
        all.iter().copied().min_by_key(|at| (rank(at), *at))
    }
}

impl Target {
    fn is(&self, source: &Source) -> bool {
        self.name == source.name && self.root.as_ref() == Some(&source.root)
    }
}

/// True if an article links to other sources and has to wait until they have their ids.
pub fn has_links_to_sources(article: &Article) -> bool {
    let mut found = false;
    visit(&article.body, &mut |part| found |= matches!(part, NodeRef::Link(link) if is_to_source(&link.href)));
    found
}

/// Turns an article's links to sources into links to their articles, and dead links into their words.
pub fn resolve(article: &mut Article, from: &Source, index: &Index) -> Vec<Diagnostic> {
    let mut dead: Vec<String> = Vec::new();
    replace(&mut article.body, &mut |href| match is_to_source(href) {
        false => Some(href.to_owned()),
        true => index.find(href, from).or_else(|| {
            let shown = wiki_name(href).map_or_else(|| href.to_owned(), |name| format!("[[{name}]]"));
            if !dead.contains(&shown) {
                dead.push(shown);
            }
            None
        }),
    });
    said(&dead, from).into_iter().collect()
}

fn said(dead: &[String], from: &Source) -> Option<Diagnostic> {
    let named = dead.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    let text = match dead.len() {
        0 => return None,
        1 => format!("the link to {named} matches no imported source and is shown as plain text; import that file too, or fix the link"),
        n => {
            let more = if n > NAMED { format!(" and {} more", n - NAMED) } else { String::new() };
            format!(
                "{n} links match no imported source and are shown as plain text: {named}{more}. Import those files too, or fix the links"
            )
        }
    };
    Some(Diagnostic::new(Severity::Warning, &from.name, text))
}

/// Turns a source's links to places in itself into anchor links, and dead ones into their words.
///
/// A reader calls it once the body is complete; it returns the places that other sources may link to.
pub fn resolve_own(body: &mut [Block], ids: &[(String, String)]) -> Vec<(String, String)> {
    let anchors = anchor::anchors(body);
    // A place is known by its block's own anchor, which has no number even where the words repeat.
    let there = |anchor: &String| anchors.iter().any(|known| known == anchor);
    let places: Vec<(String, String)> = ids.iter().filter(|(_, anchor)| there(anchor)).cloned().collect();
    let headings = headings(body);
    replace(body, &mut |href| match href.strip_prefix('#') {
        Some(place) => anchor_in(&headings, &places, place).map(|anchor| format!("#{anchor}")),
        None => Some(href.to_owned()),
    });
    places
}

/// Gives each link the address `to` returns; a link without one becomes its words.
fn replace(body: &mut [Block], to: &mut dyn FnMut(&str) -> Option<String>) {
    visit_mut(body, &mut |change| {
        let NodeMut::Text(text) = change else { return };
        if !text.iter().any(|inline| matches!(inline, Inline::Link(_))) {
            return;
        }
        let inlines = std::mem::take(&mut text.0);
        for inline in inlines.into_iter().flat_map(|inline| replaced(inline, to)) {
            match (text.0.last_mut(), inline) {
                (Some(Inline::Words(before)), Inline::Words(words)) => before.push_str(&words),
                (_, inline) => text.0.push(inline),
            }
        }
    });
}

fn replaced(inline: Inline, to: &mut dyn FnMut(&str) -> Option<String>) -> Vec<Inline> {
    match inline {
        Inline::Link(link) => match to(&link.href) {
            Some(href) => vec![Inline::Link(Link { href, ..link })],
            // A link's text may contain links too, where the source nests them.
            None => Text(link.text.0.into_iter().flat_map(|inner| replaced(inner, to)).collect()).0,
        },
        other => vec![other],
    }
}

/// True for an address that only makes sense inside a source: a relative address, a note name or a file path.
fn is_to_source(href: &str) -> bool {
    if href.starts_with(WIKI) || href.starts_with("@/") {
        return true;
    }
    let path = href.split(['#', '?']).next().unwrap_or(href);
    match path.strip_prefix('/') {
        Some(rest) => !rest.starts_with('/') && has_ending(path),
        None => !path.is_empty() && !path.split('/').next().unwrap_or(path).contains(':'),
    }
}

fn has_ending(path: &str) -> bool {
    stem(path).len() < path.trim_end_matches('/').len()
}

/// A path without its source extension.
fn stem(path: &str) -> &str {
    let path = path.trim_end_matches('/');
    match path.rsplit_once('.') {
        Some((stem, ending)) if ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending)) && !stem.is_empty() => stem,
        _ => path,
    }
}

fn folder(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The folder whose index note a path is.
fn folder_of<'a>(stem: &'a str, first: &str) -> Option<&'a str> {
    stem.strip_suffix(first)?.strip_suffix('/')
}

/// Joins a path to a folder; `None` if it leads above the import folder.
fn joined(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// The folded headings of a body with their anchors.
fn headings(body: &[Block]) -> Vec<(String, String)> {
    if !body.iter().any(|block| matches!(block, Block::Heading(_))) {
        return Vec::new();
    }
    let with = body.iter().zip(anchor::anchors(body));
    with.filter_map(|(block, anchor)| match block {
        Block::Heading(heading) => Some((folded(&text::plain(&heading.text)), anchor)),
        _ => None,
    })
    .collect()
}

/// Keeps only letters and digits, in lower case: site builders derive heading ids in many ways, and all of them keep these.
fn folded(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The anchor of a place: a source id, else a heading by its words; `words-1` is the second of several equal headings.
fn anchor_in(headings: &[(String, String)], places: &[(String, String)], place: &str) -> Option<String> {
    // In a wikilink, `Note#Chapter#Part` refers to the part.
    let decoded = decoded(place.rsplit('#').next().unwrap_or(place));
    if let Some((_, anchor)) = places.iter().find(|(id, _)| *id == decoded) {
        return Some(anchor.clone());
    }
    let named = |words: &str, number: usize| {
        let mut same = headings.iter().filter(|(heading, _)| !words.is_empty() && heading == words);
        same.nth(number).map(|(_, anchor)| anchor.clone())
    };
    let numbered = || {
        let (words, number) = decoded.rsplit_once('-')?;
        named(&folded(words), number.parse().ok()?)
    };
    let words = folded(&decoded);
    let plain = || headings.iter().find(|(heading, _)| folded(&deunicode::deunicode(heading)) == words && !words.is_empty());
    named(&words, 0).or_else(numbered).or_else(|| plain().map(|(_, anchor)| anchor.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn source(root: &str, name: &str) -> Source {
        Source { path: Path::new(root).join(name), name: name.into(), root: root.into() }
    }

    fn linked(href: &str) -> Article {
        let link = Link { href: href.into(), text: "words".into(), ..Link::default() };
        Article { body: vec![Block::Paragraph(Text(vec![Inline::Link(link)]))], ..Article::default() }
    }

    fn index() -> Index {
        let mut index = Index::default();
        let body = vec![
            Block::heading(2, "The tide table"),
            Block::paragraph("A."),
            Block::heading(2, "Über uns"),
            Block::heading(2, "The tide table"),
        ];
        let article = |id: &str| Article { id: id.into(), body: body.clone(), ..Article::default() };
        let names = Names { aliases: vec!["Old Mole".into()], places: vec![("^rope".into(), "bxxxxxx".into())] };
        index.add(&source("v", "sub/The pier.md"), &article("pier"), &names);
        index.add(&source("v", "index.md"), &article("start"), &Names::default());
        index.add(&source("w", "index.md"), &article("other-start"), &Names::default());
        index.add(&source("w", "two.html"), &article("two"), &Names::default());
        index
    }

    fn to(href: &str, root: &str, name: &str) -> Option<String> {
        let mut article = linked(href);
        assert!(has_links_to_sources(&article), "{href}");
        let problems = resolve(&mut article, &source(root, name), &index());
        let mut href = None;
        visit(&article.body, &mut |part| {
            if let NodeRef::Link(link) = part {
                href = Some(link.href.clone());
            }
        });
        assert_eq!(problems.len(), usize::from(href.is_none()));
        href
    }

    #[test]
    fn links_to_sources_lead_to_their_articles() {
        let anchors =
            anchor::anchors(&[Block::heading(2, "The tide table"), Block::heading(2, "The tide table"), Block::heading(2, "Über uns")]);
        let article = |id: &str| Some(format!("/article/{id}/"));
        let at = |n: usize| Some(format!("/article/pier/#{}", anchors[n]));
        for href in ["sub/The%20pier.md", "./sub\\The pier.md", "sub/the pier", "@/sub/The pier.md", "/sub/The%20pier.md", "The%20pier.md"]
        {
            assert_eq!(to(href, "v", "a.md"), article("pier"), "{href}");
        }
        assert_eq!(to("../index.md?x=1", "v", "sub/The pier.md"), article("start"));
        assert_eq!(to("./index.md", "w", "two.html"), article("other-start"));
        assert_eq!(to("two.html", "w", "index.md"), article("two"));
        assert_eq!(to("sub/The%20pier.md#the-tide-table", "v", "a.md"), at(0));
        assert_eq!(to("sub/The%20pier.md#the-tide-table-1", "v", "a.md"), at(1));
        assert_eq!(to("sub/The%20pier.md#%C3%BCber-uns", "v", "a.md"), at(2));
        assert_eq!(to("sub/The%20pier.md#uber-uns", "v", "a.md"), at(2));
    }

    #[test]
    fn a_wikilink_finds_its_note_by_name_alias_and_place() {
        let article = |id: &str| Some(format!("/article/{id}/"));
        assert_eq!(to(&wiki("the Pier"), "v", "deep/er/a.md"), article("pier"));
        assert_eq!(to(&wiki("sub/The pier.md"), "v", "a.md"), article("pier"));
        assert_eq!(to(&wiki("Old mole"), "v", "a.md"), article("pier"));
        assert_eq!(to(&wiki("The pier#^rope"), "v", "a.md"), Some("/article/pier/#bxxxxxx".into()));
        assert!(to(&wiki("The pier#Part#Über uns"), "v", "a.md").unwrap().contains("/#b"));
        assert_eq!(to(&wiki("other/The pier"), "v", "a.md"), None);
    }

    #[test]
    fn what_leads_nowhere_is_words_and_named_and_other_addresses_stay() {
        let mut article = linked("lost.md");
        let problems = resolve(&mut article, &source("v", "a.md"), &index());
        assert_eq!(article.body, [Block::paragraph("words")]);
        assert!(problems[0].text.contains("lost.md"));
        for href in ["https://example.org/a.md", "/article/x/", "mailto:a@example.org", "#bxxxxxx", "//example.org/a.html", "/about/"] {
            assert!(!has_links_to_sources(&linked(href)), "{href}");
        }
    }

    #[test]
    fn a_link_inside_a_source_leads_to_its_heading_or_its_id() {
        let mut body = vec![linked("#the-end").body.remove(0), linked("#fig").body.remove(0), linked("#none").body.remove(0)];
        body.extend([Block::heading(2, "The end"), Block::paragraph("A boat.")]);
        let anchors = anchor::anchors(&body);
        let places = resolve_own(&mut body, &[("fig".into(), anchors[4].clone()), ("gone".into(), "b0".into())]);
        assert_eq!(places, [("fig".to_owned(), anchors[4].clone())]);
        let json = serde_json::to_string(&body).unwrap();
        assert!(
            json.contains(&format!("\"#{}\"", anchors[3])) && json.contains(&format!("\"#{}\"", anchors[4])) && !json.contains("#none")
        );
    }

    #[test]
    fn an_article_of_an_earlier_import_is_found_where_no_source_has_its_name() {
        let mut index = index();
        let known = |id: &str, from: &str| Article {
            id: id.into(),
            capture: Some(crate::article::Capture { from: from.into(), ..Default::default() }),
            ..Article::default()
        };
        index.add_known(&known("known", "earlier.md"));
        index.add_known(&known("stale", "index.md"));
        for (href, id) in [("earlier.md", "known"), ("index.md", "start")] {
            let mut article = linked(href);
            assert!(resolve(&mut article, &source("v", "a.md"), &index).is_empty());
            assert!(serde_json::to_string(&article.body).unwrap().contains(&format!("/article/{id}/")));
        }
    }
}
