//! Links between sources imported together, and links inside one source.
//!
//! A reader keeps such a link as its source has it: an address relative to the source, or a [`WIKILINK_PREFIX`] address for a wikilink.
//! Once every source has its id, [`resolve_source_links`] turns each link into an article address; a dead link becomes plain words.
//! No address of a source is ever written to a corpus.

use super::dead_links;
use super::note_embeds::EMBED_PREFIX;
use super::site_paths::SitePaths;
use super::source::Source;
use crate::article::visit::{NodeMut, NodeRef, visit, visit_mut};
use crate::article::{Article, Block, Inline, Link, Text, anchor, text};
use crate::cli::diagnostic::Diagnostic;
use crate::cli::import::comparison_key::comparison_key;
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use std::collections::HashMap;
use std::path::PathBuf;

/// Prefix of a wikilink's address; used inside the importer only.
pub const WIKILINK_PREFIX: &str = "lectern-note:";

/// Source extensions that a link may omit, or have in place of another.
const SOURCE_EXTENSIONS: [&str; 11] = ["md", "markdown", "mdown", "mkd", "mdx", "html", "htm", "xhtml", "xht", "txt", "text"];

/// Names under which other sources link to an article and to blocks in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// Other names of the note.
    pub aliases: Vec<String>,
    /// Anchors by the element or block id of the source.
    pub anchors_by_id: Vec<(String, String)>,
    /// Paths at which the source says that it stands on its site.
    pub paths: Vec<String>,
    /// The key that the source shares with its versions in other languages, where it says so.
    pub translation_key: Option<String>,
}

/// The importer's address for a wikilink to `target`.
pub fn wikilink_href(target: &str) -> String {
    format!("{WIKILINK_PREFIX}{}", utf8_percent_encode(target, NON_ALPHANUMERIC))
}

/// The importer's address for an embed of `target`. The sign behind the prefix is never part of an encoded name.
pub fn embed_href(target: &str) -> String {
    wikilink_href(target).replacen(WIKILINK_PREFIX, EMBED_MARK, 1)
}

/// A wikilink's prefix with the sign of an embed.
const EMBED_MARK: &str = "lectern-note:!";

/// The note name in a wikilink's address.
pub fn wikilink_target(address: &str) -> Option<String> {
    address.strip_prefix(EMBED_MARK).or_else(|| address.strip_prefix(WIKILINK_PREFIX)).map(percent_decode)
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
    anchors_by_id: Vec<(String, String)>,
}

/// The sources of an import with their ids, and the articles already in the corpus.
#[derive(Debug, Default)]
pub struct Index {
    targets: Vec<Target>,
    /// By lowercase path without its extension.
    by_path: HashMap<String, Vec<usize>>,
    /// By lowercase file name without its extension, or alias.
    by_name: HashMap<String, Vec<usize>>,
    site_paths: SitePaths,
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
        if let Some(folder) = ["index", "_index", "readme"].iter().find_map(|first| index_note_folder(&stem, first)) {
            self.by_path.entry(folder.to_owned()).or_default().push(at);
        }
        let file = stem.rsplit('/').next().unwrap_or(&stem).to_owned();
        // A bundle is known by the name of its folder.
        let bundle = index_note_folder(&stem, "index").map(|folder| folder.rsplit('/').next().unwrap_or(folder).to_owned());
        for link_name in names.aliases.iter().map(|alias| alias.trim().to_lowercase()).chain([file]).chain(bundle) {
            let all = self.by_name.entry(link_name).or_default();
            if all.last() != Some(&at) {
                all.push(at);
            }
        }
        self.site_paths.add(at, (root.as_deref(), name), &article.id, &names.paths);
        self.targets.push(Target {
            root,
            name: name.to_owned(),
            id: article.id.clone(),
            headings: heading_anchors(&article.body),
            anchors_by_id: names.anchors_by_id.clone(),
        });
    }

    /// The article address for a link in `from`, with its fragment.
    fn article_href(&self, href: &str, from: &Source) -> Option<String> {
        let written = match wikilink_target(href) {
            Some(name) => name,
            None => href.to_owned(),
        };
        let (path, fragment) = written.split_once('#').map_or((written.as_str(), None), |(path, fragment)| (path, Some(fragment)));
        let at = if href.starts_with(WIKILINK_PREFIX) { self.find_note(path, from) } else { self.find_by_path(path, from) }?;
        let target = self.targets.get(at)?;
        let prefix = if href.starts_with(EMBED_MARK) { EMBED_PREFIX } else { "" };
        let anchor = fragment.and_then(|fragment| find_anchor(&target.headings, &target.anchors_by_id, fragment));
        Some(match anchor {
            Some(anchor) => format!("{prefix}/article/{}/#{anchor}", target.id),
            None => format!("{prefix}/article/{}/", target.id),
        })
    }

    fn find_by_path(&self, path: &str, from: &Source) -> Option<usize> {
        let path = path.split('?').next().unwrap_or(path);
        let path = percent_decode(path).replace('\\', "/");
        let path = match path.strip_prefix("@/").or_else(|| path.strip_prefix('/')) {
            Some(under) => join_path("", under)?,
            None => join_path(parent_folder(&from.name), &path)?,
        };
        let key = stem(&path).to_lowercase();
        let all = self.by_path.get(&key).or_else(|| self.by_path.get(&format!("content/{key}")));
        let by_path = all.and_then(|all| self.best_match(all, &path, from));
        // A bare file name may refer to the only file of that name.
        by_path
            .or_else(|| {
                let file = key.rsplit('/').next()?;
                let all = self.by_name.get(file).filter(|all| all.len() == 1 && has_source_extension(&path))?;
                self.best_match(all, &path, from)
            })
            .or_else(|| self.best_match(self.site_paths.find(&path), &path, from))
    }

    /// Finds a note by name anywhere in the import folder.
    fn find_note(&self, name: &str, from: &Source) -> Option<usize> {
        let name = name.trim().replace('\\', "/");
        if name.is_empty() {
            return self.targets.iter().position(|target| target.is_source(from));
        }
        let name = name.trim_start_matches('/');
        let key = stem(name).to_lowercase();
        let file = key.rsplit('/').next().unwrap_or(&key);
        let matches_path = |at: &&usize| {
            let stem = self.targets.get(**at).map(|target| stem(&target.name).to_lowercase()).unwrap_or_default();
            let names = [stem.as_str(), index_note_folder(&stem, "index").unwrap_or(&stem)];
            !key.contains('/') || names.iter().any(|name| *name == key || name.ends_with(&format!("/{key}")))
        };
        let full = name.to_lowercase();
        // A name may contain a dot, so an apparent extension may be part of the name.
        let all = self.by_name.get(full.rsplit('/').next().unwrap_or(&full)).or_else(|| self.by_name.get(file))?;
        let matching: Vec<usize> = all.iter().filter(matches_path).copied().collect();
        self.best_match(&matching, name, from)
    }

    /// Picks the best of several targets: same import folder first, earlier imports last; then the exact name, then the same stem,
    /// then one beside the source, then the one nearest the top.
    fn best_match(&self, all: &[usize], path: &str, from: &Source) -> Option<usize> {
        let own_folder = parent_folder(&from.name);
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
                    parent_folder(&target.name) != own_folder,
                    target.name.matches('/').count(),
                )
            })
        };
        all.iter().copied().min_by_key(|at| (rank(at), *at))
    }
}

impl Target {
    fn is_source(&self, source: &Source) -> bool {
        self.name == source.name && self.root.as_ref() == Some(&source.root)
    }
}

/// True if an article links to other sources and has to wait until they have their ids.
pub fn has_source_links(article: &Article) -> bool {
    let mut found = false;
    visit(&article.body, &mut |node| found |= matches!(node, NodeRef::Inline(Inline::Link(link)) if is_source_link(&link.href)));
    found
}

/// Turns an article's links to sources into links to their articles, and dead links into their words.
pub fn resolve_source_links(article: &mut Article, from: &Source, index: &Index) -> Vec<Diagnostic> {
    let mut dead: Vec<String> = Vec::new();
    rewrite_links(&mut article.body, &mut |href| match is_source_link(href) {
        false => Some(href.to_owned()),
        true => index.article_href(href, from).or_else(|| is_site_path(href).then(|| href.to_owned())).or_else(|| {
            let shown = wikilink_target(href).map_or_else(|| href.to_owned(), |name| format!("[[{name}]]"));
            if !dead.contains(&shown) {
                dead.push(shown);
            }
            None
        }),
    });
    dead_links::diagnostics(dead, &from.name)
}

/// Turns a source's links to fragments of itself into anchor links, and dead ones into their words.
///
/// A reader calls it once the body is complete; it returns the ids that other sources may link to, with their anchors.
pub fn resolve_fragment_links(body: &mut [Block], ids: &[(String, String)]) -> Vec<(String, String)> {
    let anchors = anchor::anchors(body);
    // An id is known by its block's own anchor, which has no number even where the words repeat.
    let exists = |anchor: &String| anchors.iter().any(|known| known == anchor);
    let anchors_by_id: Vec<(String, String)> = ids.iter().filter(|(_, anchor)| exists(anchor)).cloned().collect();
    let headings = heading_anchors(body);
    rewrite_links(body, &mut |href| match href.strip_prefix('#') {
        Some(fragment) => find_anchor(&headings, &anchors_by_id, fragment).map(|anchor| format!("#{anchor}")),
        None => Some(href.to_owned()),
    });
    anchors_by_id
}

/// Gives each link the address `rewrite` returns; a link without one becomes its words.
pub(super) fn rewrite_links(body: &mut [Block], rewrite: &mut dyn FnMut(&str) -> Option<String>) {
    visit_mut(body, &mut |node| {
        let NodeMut::Text(text) = node else { return };
        if !text.iter().any(|inline| matches!(inline, Inline::Link(_))) {
            return;
        }
        let inlines = std::mem::take(&mut text.0);
        for inline in inlines.into_iter().flat_map(|inline| rewrite_link(inline, rewrite)) {
            match (text.0.last_mut(), inline) {
                (Some(Inline::Words(before)), Inline::Words(words)) => before.push_str(&words),
                (_, inline) => text.0.push(inline),
            }
        }
    });
}

fn rewrite_link(inline: Inline, rewrite: &mut dyn FnMut(&str) -> Option<String>) -> Vec<Inline> {
    match inline {
        Inline::Link(link) => match rewrite(&link.href) {
            Some(href) => vec![Inline::Link(Link { href, ..link })],
            // A link's text may contain links too, where the source nests them.
            None => Text(link.text.0.into_iter().flat_map(|inner| rewrite_link(inner, rewrite)).collect()).0,
        },
        other => vec![other],
    }
}

/// True for an address that only makes sense inside a source, or may do so: a relative address, a note name, a path of the site.
fn is_source_link(href: &str) -> bool {
    if href.starts_with(WIKILINK_PREFIX) || href.starts_with("@/") {
        return true;
    }
    let path = href.split(['#', '?']).next().unwrap_or(href);
    match path.strip_prefix('/') {
        Some(rest) => !rest.starts_with('/') && !rest.starts_with("article/") && !rest.is_empty(),
        None => !path.is_empty() && !path.split('/').next().unwrap_or(path).contains(':'),
    }
}

/// True for a path of a site, which may lead to a source, or to a page that no source is of.
fn is_site_path(href: &str) -> bool {
    href.starts_with('/') && !has_source_extension(href.split(['#', '?']).next().unwrap_or(href))
}

fn has_source_extension(path: &str) -> bool {
    stem(path).len() < path.trim_end_matches('/').len()
}

/// A path without its source extension.
fn stem(path: &str) -> &str {
    let path = path.trim_end_matches('/');
    match path.rsplit_once('.') {
        Some((stem, ending)) if SOURCE_EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(ending)) && !stem.is_empty() => stem,
        _ => path,
    }
}

/// The folder of a file's path.
pub(super) fn parent_folder(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The folder whose index note a path is.
fn index_note_folder<'a>(stem: &'a str, first: &str) -> Option<&'a str> {
    stem.strip_suffix(first)?.strip_suffix('/')
}

/// Joins a path to a folder; `None` if it leads above the import folder.
pub(super) fn join_path(folder: &str, path: &str) -> Option<String> {
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

/// Decodes percent escapes.
pub(super) fn percent_decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// The headings of a body as comparison keys, with their anchors.
fn heading_anchors(body: &[Block]) -> Vec<(String, String)> {
    if !body.iter().any(|block| matches!(block, Block::Heading(_))) {
        return Vec::new();
    }
    let with = body.iter().zip(anchor::anchors(body));
    with.filter_map(|(block, anchor)| match block {
        Block::Heading(heading) => Some((comparison_key(&text::plain_text(&heading.text)), anchor)),
        _ => None,
    })
    .collect()
}

/// The anchor of a fragment: a source id, else a heading by its words; `words-1` is the second of several equal headings.
fn find_anchor(headings: &[(String, String)], anchors_by_id: &[(String, String)], fragment: &str) -> Option<String> {
    // In a wikilink, `Note#Chapter#Part` refers to the part.
    let decoded = percent_decode(fragment.rsplit('#').next().unwrap_or(fragment));
    if let Some((_, anchor)) = anchors_by_id.iter().find(|(id, _)| *id == decoded) {
        return Some(anchor.clone());
    }
    let named = |words: &str, number: usize| {
        let mut same = headings.iter().filter(|(heading, _)| !words.is_empty() && heading == words);
        same.nth(number).map(|(_, anchor)| anchor.clone())
    };
    let numbered = || {
        let (words, number) = decoded.rsplit_once('-')?;
        named(&comparison_key(words), number.parse().ok()?)
    };
    let words = comparison_key(&decoded);
    // kramdown drops what stands before the first letter of a heading.
    let unnumbered = || {
        let ends = |heading: &str| heading.trim_start_matches(|c: char| !c.is_alphabetic()) == words && !words.is_empty();
        headings.iter().find(|(heading, _)| ends(heading)).map(|(_, anchor)| anchor.clone())
    };
    let plain = || headings.iter().find(|(heading, _)| comparison_key(&deunicode::deunicode(heading)) == words && !words.is_empty());
    named(&words, 0).or_else(numbered).or_else(|| plain().map(|(_, anchor)| anchor.clone())).or_else(unnumbered)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn source(root: &str, name: &str) -> Source {
        Source { path: Path::new(root).join(name), name: name.into(), root: root.into() }
    }

    fn article_with_link(href: &str) -> Article {
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
        let names = Names { aliases: vec!["Old Mole".into()], anchors_by_id: vec![("^rope".into(), "bxxxxxx".into())], ..Names::default() };
        index.add(&source("v", "sub/The pier.md"), &article("pier"), &names);
        index.add(&source("v", "index.md"), &article("start"), &Names::default());
        index.add(&source("w", "index.md"), &article("other-start"), &Names::default());
        index.add(&source("w", "two.html"), &article("two"), &Names::default());
        index
    }

    fn resolved_href(href: &str, root: &str, name: &str) -> Option<String> {
        let mut article = article_with_link(href);
        assert!(has_source_links(&article), "{href}");
        let diagnostics = resolve_source_links(&mut article, &source(root, name), &index());
        let mut href = None;
        visit(&article.body, &mut |node| {
            if let NodeRef::Inline(Inline::Link(link)) = node {
                href = Some(link.href.clone());
            }
        });
        assert_eq!(diagnostics.len(), usize::from(href.is_none()));
        href
    }

    #[test]
    fn resolves_links_to_other_sources() {
        let anchors =
            anchor::anchors(&[Block::heading(2, "The tide table"), Block::heading(2, "The tide table"), Block::heading(2, "Über uns")]);
        let article = |id: &str| Some(format!("/article/{id}/"));
        let at = |n: usize| Some(format!("/article/pier/#{}", anchors[n]));
        for href in ["sub/The%20pier.md", "./sub\\The pier.md", "sub/the pier", "@/sub/The pier.md", "/sub/The%20pier.md", "The%20pier.md"]
        {
            assert_eq!(resolved_href(href, "v", "a.md"), article("pier"), "{href}");
        }
        assert_eq!(resolved_href("../index.md?x=1", "v", "sub/The pier.md"), article("start"));
        assert_eq!(resolved_href("./index.md", "w", "two.html"), article("other-start"));
        assert_eq!(resolved_href("two.html", "w", "index.md"), article("two"));
        assert_eq!(resolved_href("sub/The%20pier.md#the-tide-table", "v", "a.md"), at(0));
        assert_eq!(resolved_href("sub/The%20pier.md#the-tide-table-1", "v", "a.md"), at(1));
        assert_eq!(resolved_href("sub/The%20pier.md#%C3%BCber-uns", "v", "a.md"), at(2));
        assert_eq!(resolved_href("sub/The%20pier.md#uber-uns", "v", "a.md"), at(2));
    }

    #[test]
    fn resolves_wikilinks_by_name_alias_and_fragment() {
        let article = |id: &str| Some(format!("/article/{id}/"));
        assert_eq!(resolved_href(&wikilink_href("the Pier"), "v", "deep/er/a.md"), article("pier"));
        assert_eq!(resolved_href(&wikilink_href("sub/The pier.md"), "v", "a.md"), article("pier"));
        assert_eq!(resolved_href(&wikilink_href("Old mole"), "v", "a.md"), article("pier"));
        assert_eq!(resolved_href(&wikilink_href("The pier#^rope"), "v", "a.md"), Some("/article/pier/#bxxxxxx".into()));
        assert!(resolved_href(&wikilink_href("The pier#Part#Über uns"), "v", "a.md").unwrap().contains("/#b"));
        assert_eq!(resolved_href(&wikilink_href("other/The pier"), "v", "a.md"), None);
    }

    #[test]
    fn dead_links_become_text_and_are_reported() {
        let mut article = article_with_link("lost.md");
        let diagnostics = resolve_source_links(&mut article, &source("v", "a.md"), &index());
        assert_eq!(article.body, [Block::paragraph("words")]);
        assert!(diagnostics[0].text.contains("lost.md"));
        for href in ["https://example.org/a.md", "/article/x/", "mailto:a@example.org", "#bxxxxxx", "//example.org/a.html", "/"] {
            assert!(!has_source_links(&article_with_link(href)), "{href}");
        }
    }

    #[test]
    fn resolves_fragment_links_to_headings_and_ids() {
        let mut body = vec![
            article_with_link("#the-end").body.remove(0),
            article_with_link("#fig").body.remove(0),
            article_with_link("#none").body.remove(0),
        ];
        body.extend([Block::heading(2, "The end"), Block::paragraph("A boat.")]);
        let anchors = anchor::anchors(&body);
        let anchors_by_id = resolve_fragment_links(&mut body, &[("fig".into(), anchors[4].clone()), ("gone".into(), "b0".into())]);
        assert_eq!(anchors_by_id, [("fig".to_owned(), anchors[4].clone())]);
        let json = serde_json::to_string(&body).unwrap();
        assert!(
            json.contains(&format!("\"#{}\"", anchors[3])) && json.contains(&format!("\"#{}\"", anchors[4])) && !json.contains("#none")
        );
    }

    #[test]
    fn links_to_an_earlier_import_if_no_source_has_the_name() {
        let mut index = index();
        let known = |id: &str, from: &str| Article {
            id: id.into(),
            capture: Some(crate::article::Capture { from: from.into(), ..Default::default() }),
            ..Article::default()
        };
        index.add_known(&known("known", "earlier.md"));
        index.add_known(&known("stale", "index.md"));
        for (href, id) in [("earlier.md", "known"), ("index.md", "start")] {
            let mut article = article_with_link(href);
            assert!(resolve_source_links(&mut article, &source("v", "a.md"), &index).is_empty());
            assert!(serde_json::to_string(&article.body).unwrap().contains(&format!("/article/{id}/")));
        }
    }
}
