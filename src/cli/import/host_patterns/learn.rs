//! Learns from the corpus after an import, and mends the articles that were imported before.

use super::apply;
use super::host_of;
use super::patterns::{FILE, HostPatterns, Patterns};
use super::sample::{MIN_PAGES, Sample};
use crate::article::Article;
use crate::cli::command_error::CommandError;
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::folder::{self, Folder};
use crate::cli::import::encoding;
use crate::cli::import::imported::ImportedItem;
use crate::cli::import::provenance::{is_edited, update_written_hash};
use crate::cli::import::source::Source;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The saved pages of an import: their hosts, where they show their authors and dates, and those that lack one of these.
#[derive(Debug, Default)]
pub(in crate::cli::import) struct ImportedPages {
    hosts: BTreeMap<String, SelectorCounts>,
}

#[derive(Debug, Default)]
struct SelectorCounts {
    authors: BTreeMap<String, usize>,
    published: BTreeMap<String, usize>,
    /// The sources of articles that lack a field, by the names that articles have them under.
    incomplete: BTreeMap<String, PathBuf>,
}

impl ImportedPages {
    /// Adds a page of a host.
    pub(in crate::cli::import) fn add(&mut self, host: String, item: &ImportedItem, source: &Source) {
        let counts = self.hosts.entry(host).or_default();
        item.selectors.authors.iter().for_each(|place| *counts.authors.entry(place.clone()).or_default() += 1);
        item.selectors.published.iter().for_each(|place| *counts.published.entry(place.clone()).or_default() += 1);
        if item.article.authors.is_empty() || item.article.published.is_none() {
            counts.incomplete.insert(item.from.clone(), source.path.clone());
        }
    }

    /// True if no page has a known host.
    pub(in crate::cli::import) fn is_empty(&self) -> bool {
        self.hosts.is_empty()
    }
}

/// The selectors that enough pages agree on, the most frequent first.
fn agreed_selectors(counts: &BTreeMap<String, usize>) -> Vec<String> {
    let mut agreed: Vec<(&String, &usize)> = counts.iter().filter(|(_, pages)| **pages >= MIN_PAGES - 1).collect();
    agreed.sort_by_key(|(_, pages)| std::cmp::Reverse(**pages));
    agreed.into_iter().take(2).map(|(place, _)| place.clone()).collect()
}

/// Learns what recurs on the pages of the hosts of an import, keeps it in the corpus, and applies it to the articles of these hosts
/// that nobody edited. Returns a message for each host whose articles changed.
///
/// # Errors
/// When the file system fails.
pub(in crate::cli::import) fn learn(
    folder: &Folder,
    patterns: &mut HostPatterns,
    pages: &ImportedPages,
) -> Result<Vec<Diagnostic>, CommandError> {
    let mut samples: BTreeMap<String, (Sample, Vec<String>)> = BTreeMap::new();
    for_each_page(folder, pages, &mut |host, article, file| {
        let (sample, files) = samples.entry(host).or_default();
        sample.add(article);
        files.push(file.to_owned());
    })?;
    let mut messages = Vec::new();
    let mut has_learnt = false;
    for (host, (sample, files)) in samples {
        let (Some(mut learnt), Some(counts)) = (sample.patterns(), pages.hosts.get(&host)) else { continue };
        (learnt.author_selectors, learnt.date_selectors) = (agreed_selectors(&counts.authors), agreed_selectors(&counts.published));
        let known = patterns.hosts.get(&host);
        let mut merged = known.cloned().unwrap_or_default();
        merged.merge(learnt);
        if merged.is_empty() || known == Some(&merged) {
            continue;
        }
        has_learnt = true;
        let changed = if merged.apply { apply_to_files(&merged, folder, &files, &counts.incomplete)? } else { 0 };
        if changed > 0 {
            messages.push(message(&host, merged.pages, changed));
        }
        patterns.hosts.insert(host, merged);
    }
    if has_learnt {
        patterns.write(folder)?;
    }
    Ok(messages)
}

fn message(host: &str, pages: usize, changed: usize) -> Diagnostic {
    let articles = if changed == 1 { "1 article".to_owned() } else { format!("{changed} articles") };
    let text = format!(
        "{host}: what recurs on its {pages} pages was taken out of {articles} (kept in `capture.cut`), and fields completed. To keep it, add passages to `keep`, \
         set `apply` to false for this host, or import with --keep-recurring"
    );
    Diagnostic::new(Severity::Note, FILE, text)
}

/// Calls `each` for the articles of the corpus that are saved pages of some hosts. Unreadable articles were reported before.
fn for_each_page(folder: &Folder, pages: &ImportedPages, each: &mut dyn FnMut(String, &Article, &str)) -> Result<(), CommandError> {
    folder.for_each_article("articles", &mut Vec::new(), &mut |article_file| {
        if let Some(host) = host_of(&article_file.article).filter(|host| pages.hosts.contains_key(host)) {
            each(host, &article_file.article, &article_file.file);
        }
        Ok(())
    })
}

/// The text of a saved page; `None` if it cannot be read any more.
pub(in crate::cli::import) fn read_page_text(path: &Path) -> Option<String> {
    let (text, _) = encoding::decode(&fs::read(path).ok()?, true).ok()?;
    Some(text)
}

/// Applies patterns to articles on disk; returns how many changed. An edited article is its publisher's.
fn apply_to_files(patterns: &Patterns, folder: &Folder, files: &[String], incomplete: &BTreeMap<String, PathBuf>) -> io::Result<usize> {
    let mut changed = 0;
    for file in files {
        let Ok(before) = folder.read_article(file) else { continue };
        if is_edited(&before) {
            continue;
        }
        let mut article = before.clone();
        apply::apply(patterns, &mut article);
        let source = article.capture.as_ref().and_then(|capture| incomplete.get(&capture.from));
        apply::complete(patterns, &mut article, &|| read_page_text(source?));
        if article != before {
            update_written_hash(&mut article)?;
            folder::write(&folder.path(file), &folder::to_json(&article)?)?;
            changed += 1;
        }
    }
    Ok(changed)
}

#[cfg(test)]
mod tests {
    use crate::article::text::blocks_text;
    use crate::article::{Article, Block};
    use crate::cli::folder::Folder;
    use crate::cli::import::run::{Options, Outcome, run};
    use std::fs;
    use std::path::Path;

    const WORDS: [&str; 6] = ["harbour", "lighthouse", "railway", "granary", "cistern", "observatory"];

    /// A page of a site whose boxes have no name that tells.
    fn page(number: usize) -> String {
        let word = WORDS[number];
        let sentence = |verb: &str| {
            format!(
                "<p>The {word} {verb} in the year {}, and what is known of the {word} was written down by those who had to keep it in repair, stone by stone.</p>",
                1700 + number
            )
        };
        format!(
            "<html lang=en><head><title>The {word} | The Norrland Room</title><link rel=canonical href='https://www.example.org/places/{word}'>
            <meta name=description content='A room for those who read slowly.'></head><body><article><h1>The {word}</h1><p class=standfirst>A room for those who read slowly.</p>{}
            <p>Readers of the room find a new page here on every first Monday of a month, and the number of pages so far is {number}.</p>{}
            <h2>Sources</h2><p>The {word} has a book of its own in the archive of the town.</p>
            <h2>A word to you</h2><p>Tell us what you think of this page.</p><h2>Later</h2>{}{}</article></body></html>",
            sentence("was built"),
            sentence("was closed"),
            sentence("was sold"),
            sentence("was opened again")
        )
    }

    fn import(place: &Path, keep_recurring: bool) -> Outcome {
        let options = Options { corpus: place.join("corpus"), keep_recurring, sources: vec![place.join("src")], ..Options::default() };
        run(&options, &mut || (), &mut |_, _| ())
    }

    fn articles(place: &Path) -> Vec<Article> {
        let mut all = Vec::new();
        let read = Folder::new(place.join("corpus")).for_each_article("articles", &mut Vec::new(), &mut |file| {
            all.push(file.article);
            Ok(())
        });
        assert!(read.is_ok());
        all
    }

    fn write_pages(place: &Path, numbers: std::ops::Range<usize>) {
        fs::create_dir_all(place.join("src")).unwrap();
        numbers.for_each(|number| fs::write(place.join(format!("src/{number}.html")), page(number)).unwrap());
    }

    #[test]
    fn what_recurs_on_four_pages_is_no_text() {
        let place = tempfile::tempdir().unwrap();
        write_pages(place.path(), 0..3);
        import(place.path(), false);
        for article in articles(place.path()) {
            assert!(blocks_text(&article.body).contains("Tell us"), "three pages tell nothing");
            assert_eq!(article.deck.as_deref(), Some("A room for those who read slowly."));
        }
        write_pages(place.path(), 0..5);
        let outcome = import(place.path(), false);
        let notes: Vec<String> = outcome.diagnostics.iter().map(ToString::to_string).collect();
        assert!(notes.iter().any(|note| note.contains("example.org: what recurs on its 5 pages was taken out of 5 articles")), "{notes:?}");
        for article in articles(place.path()) {
            let text = blocks_text(&article.body);
            assert!(text.contains("was built") && text.contains("Sources") && text.contains("has a book"), "{text}");
            assert!(!text.contains("Tell us") && !text.contains("A word to you") && !text.contains("first Monday"), "{text}");
            assert_eq!((article.deck.as_deref(), article.title.contains("Norrland")), (None, false), "{}", article.title);
            let cut = article.capture.unwrap().cut.join("\n");
            assert!(["Tell us", "first Monday", "read slowly"].iter().all(|passage| cut.contains(passage)), "{cut}");
        }
        write_pages(place.path(), 0..6);
        let outcome = import(place.path(), false);
        assert_eq!((outcome.counts.unchanged, outcome.counts.new), (5, 1), "{:?}", outcome.diagnostics);
        assert!(articles(place.path()).iter().all(|article| !blocks_text(&article.body).contains("Tell us")));
    }

    #[test]
    fn a_publisher_keeps_what_recurs() {
        let place = tempfile::tempdir().unwrap();
        write_pages(place.path(), 0..5);
        import(place.path(), true);
        assert!(articles(place.path()).iter().all(|article| blocks_text(&article.body).contains("Tell us")));
        assert!(!place.path().join("corpus/hosts.json").exists());
        import(place.path(), false);
        let file = place.path().join("corpus/hosts.json");
        let off = fs::read_to_string(&file).unwrap().replace("\"apply\": true", "\"apply\": false");
        fs::write(&file, &off).unwrap();
        import(place.path(), false);
        assert!(articles(place.path()).iter().all(|article| blocks_text(&article.body).contains("Tell us")));
        assert_eq!(fs::read_to_string(&file).unwrap(), off);
        let kept = off
            .replace("\"apply\": false", "\"apply\": true")
            .replace("\"pages\"", "\"keep\": [\"Tell us what you think of this page.\"], \"pages\"");
        fs::write(&file, kept).unwrap();
        import(place.path(), false);
        for article in articles(place.path()) {
            let text = blocks_text(&article.body);
            assert!(text.contains("Tell us") && !text.contains("first Monday"), "{text}");
        }
    }

    #[test]
    fn an_edited_article_and_other_sources_stay() {
        let place = tempfile::tempdir().unwrap();
        write_pages(place.path(), 0..1);
        import(place.path(), false);
        let mut edited = articles(place.path()).remove(0);
        edited.body.push(Block::paragraph("A line of the publisher."));
        let file = place.path().join(format!("corpus/articles/{}.json", edited.id));
        fs::write(&file, serde_json::to_vec(&edited).unwrap()).unwrap();
        write_pages(place.path(), 0..5);
        for (number, word) in WORDS.iter().enumerate().take(5) {
            let text = format!("# Note {number}\n\nA paragraph on the {word}.\n\nTell us what you think of this page.");
            fs::write(place.path().join(format!("src/{number}.md")), text).unwrap();
        }
        import(place.path(), false);
        let kept = articles(place.path()).iter().filter(|article| blocks_text(&article.body).contains("Tell us")).count();
        assert_eq!(kept, 6, "one edited page and five notes");
    }

    #[test]
    fn authors_and_dates_are_looked_for_where_other_pages_show_them() {
        let place = tempfile::tempdir().unwrap();
        write_pages(place.path(), 0..5);
        for number in 0..5 {
            let file = place.path().join(format!("src/{number}.html"));
            let declared = format!(
                "<meta name=author content='Ada Norrland'><meta property=article:published_time content='2024-07-0{}'>",
                number + 1
            );
            let shown = format!("<div class=xq>Ada Norrland · Karsu</div><div class=zt>{}/07/2024</div>", number + 21);
            let page = page(number).replace("<article>", &format!("{shown}<article>"));
            let page = if number < 4 {
                page.replace("</head>", &format!("{declared}</head>"))
            } else {
                page.replace("Ada Norrland", "Bo Sund Holm")
            };
            fs::write(file, page).unwrap();
        }
        import(place.path(), false);
        let articles = articles(place.path());
        let last = articles.iter().find(|article| article.title.contains("cistern")).unwrap();
        assert_eq!((last.authors.as_slice(), last.published.as_deref()), (["Bo Sund Holm".to_owned()].as_slice(), Some("2024-07-25")));
        assert_eq!(import(place.path(), false).counts.unchanged, 5, "what was completed once is found again");
    }
}
