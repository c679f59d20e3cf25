//! The queue: which articles need a look, and which comes next.

use crate::article::Article;
use crate::cli::folder::{ArticleFile, Folder};
use crate::cli::import::host_patterns::article_host;
use crate::cli::import::page::MIN_CONFIDENCE;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// The articles of a corpus by id, as the list shows them.
#[derive(Debug, Clone, Default)]
pub(super) struct Queue {
    entries: BTreeMap<String, Entry>,
    /// The files of new readings by the id of their article.
    readings: BTreeMap<String, Vec<String>>,
}

/// An article in the queue.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Entry {
    /// Its id.
    pub(super) id: String,
    /// Its title.
    pub(super) title: String,
    /// Its language.
    pub(super) lang: String,
    /// How sure import is of it.
    pub(super) confidence: Option<f64>,
    /// The host of the page that it was imported from.
    pub(super) host: Option<String>,
    /// Why it needs a look; empty if it does not.
    pub(super) reasons: Vec<Reason>,
}

/// Why an article needs a look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reason {
    /// Import says so, in words.
    Review(String),
    /// Import is not sure of it.
    LowConfidence,
    /// Its title was made from its first words.
    TitleMade,
    /// A new reading of its source is in `review/`.
    NewReading,
}

/// The order of the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Order {
    /// The least sure first; articles without a confidence last.
    #[default]
    LeastSureFirst,
    /// The most sure first.
    MostSureFirst,
    /// By title.
    Title,
}

impl Queue {
    /// Reads the articles of a corpus. Those that cannot be read are left to `lectern check`.
    pub(super) fn read(folder: &Folder) -> Queue {
        let mut queue = Queue { readings: find_readings(folder), ..Queue::default() };
        let ended = folder.for_each_article("articles", &mut Vec::new(), &mut |file: ArticleFile| {
            if let Some(id) = id_of(&file.file) {
                queue.update(id, &file.article);
            }
            Ok(())
        });
        // The callback does not fail; a reader that crashed leaves its batch out.
        ended.ok();
        queue
    }

    /// Reads an article's place in the queue anew.
    pub(super) fn update(&mut self, id: &str, article: &Article) {
        let has_reading = self.readings.contains_key(id);
        self.entries.insert(id.to_owned(), Entry::new(id, article, has_reading));
    }

    /// Reads again which new readings there are.
    pub(super) fn update_readings(&mut self, folder: &Folder) {
        self.readings = find_readings(folder);
    }

    /// An article.
    pub(super) fn get(&self, id: &str) -> Option<&Entry> {
        self.entries.get(id)
    }

    /// The files of the new readings of an article.
    pub(super) fn readings(&self, id: &str) -> &[String] {
        self.readings.get(id).map_or(&[], Vec::as_slice)
    }

    /// The number of articles that need a look.
    pub(super) fn count_left(&self) -> usize {
        self.entries.values().filter(|entry| entry.needs_look()).count()
    }

    /// The articles that need a look, or all, in an order.
    pub(super) fn sorted(&self, all: bool, order: Order) -> Vec<&Entry> {
        let mut sorted: Vec<&Entry> = self.entries.values().filter(|entry| all || entry.needs_look()).collect();
        sorted.sort_by(|a, b| order.compare(a, b));
        sorted
    }

    /// The article to look at after another: the next one in the default order, else the first.
    pub(super) fn next_after(&self, id: &str) -> Option<&Entry> {
        let mut left = self.sorted(false, Order::default());
        left.retain(|entry| entry.id != id);
        let current = self.get(id);
        let is_behind = |entry: &&&Entry| current.is_none_or(|current| Order::default().compare(current, entry) == Ordering::Less);
        left.iter().find(is_behind).or(left.first()).copied()
    }

    /// The other articles from the pages of a host.
    pub(super) fn others_of_host(&self, host: &str, id: &str) -> Vec<&str> {
        let of_host = self.entries.values().filter(|entry| entry.host.as_deref() == Some(host) && entry.id != id);
        of_host.map(|entry| entry.id.as_str()).collect()
    }
}

impl Entry {
    fn new(id: &str, article: &Article, has_reading: bool) -> Entry {
        let review = article.review.iter().filter(|words| !words.trim().is_empty()).cloned().map(Reason::Review);
        let is_unsure = article.confidence.is_some_and(|confidence| confidence < MIN_CONFIDENCE);
        let flags = [(is_unsure, Reason::LowConfidence), (article.title_made, Reason::TitleMade), (has_reading, Reason::NewReading)];
        Entry {
            id: id.to_owned(),
            title: article.title.clone(),
            lang: article.lang.clone(),
            confidence: article.confidence,
            host: article_host(article),
            reasons: review.chain(flags.into_iter().filter(|(holds, _)| *holds).map(|(_, reason)| reason)).collect(),
        }
    }

    /// Whether import is not sure of it.
    pub(super) fn is_unsure(&self) -> bool {
        self.confidence.is_some_and(|confidence| confidence < MIN_CONFIDENCE)
    }

    /// Whether a person should look at it.
    pub(super) fn needs_look(&self) -> bool {
        !self.reasons.is_empty()
    }
}

impl Order {
    /// The orders and their names in addresses.
    pub(super) const ALL: [(Order, &str); 3] =
        [(Order::LeastSureFirst, "least-sure"), (Order::MostSureFirst, "most-sure"), (Order::Title, "title")];

    fn compare(self, a: &Entry, b: &Entry) -> Ordering {
        let sure = |entry: &Entry| entry.confidence.unwrap_or(f64::MAX);
        let by_title = || a.title.to_lowercase().cmp(&b.title.to_lowercase());
        let first = match self {
            Order::LeastSureFirst => sure(a).total_cmp(&sure(b)),
            Order::MostSureFirst => b.confidence.unwrap_or(-1.0).total_cmp(&a.confidence.unwrap_or(-1.0)),
            Order::Title => Ordering::Equal,
        };
        first.then_with(by_title).then_with(|| a.id.cmp(&b.id))
    }
}

/// The id of an article's file.
fn id_of(file: &str) -> Option<&str> {
    file.strip_prefix("articles/")?.strip_suffix(".json")
}

/// The files in `review/` by the id of the article that they are a reading of.
fn find_readings(folder: &Folder) -> BTreeMap<String, Vec<String>> {
    let mut readings: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in folder.article_files("review") {
        if let Ok(article) = folder.read_article(&file) {
            readings.entry(article.id).or_default().push(file);
        }
    }
    readings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue() -> Queue {
        let mut queue = Queue { readings: [("read".to_owned(), vec!["review/read.json".to_owned()])].into(), ..Queue::default() };
        let article = |confidence| Article { confidence, title: "T".into(), ..Article::default() };
        queue.update("sure", &article(Some(0.9)));
        queue.update("unsure", &article(Some(0.3)));
        queue.update("doubtful", &article(Some(0.5)));
        queue.update("read", &article(None));
        queue.update("made", &Article { title_made: true, ..article(Some(0.8)) });
        queue.update("said", &Article { review: Some("Compare it".into()), ..article(Some(0.7)) });
        queue
    }

    fn ids(entries: Vec<&Entry>) -> Vec<&str> {
        entries.into_iter().map(|entry| entry.id.as_str()).collect()
    }

    #[test]
    fn the_least_sure_comes_first_and_the_rest_on_request() {
        assert_eq!(ids(queue().sorted(false, Order::LeastSureFirst)), ["unsure", "doubtful", "said", "made", "read"]);
        assert_eq!(ids(queue().sorted(true, Order::MostSureFirst)), ["sure", "made", "said", "doubtful", "unsure", "read"]);
        assert_eq!(queue().count_left(), 5);
    }

    #[test]
    fn each_reason_is_told() {
        let reasons = |id: &str| queue().get(id).unwrap().reasons.clone();
        assert_eq!(reasons("said"), [Reason::Review("Compare it".into())]);
        assert_eq!(
            (reasons("unsure"), reasons("made"), reasons("read")),
            (vec![Reason::LowConfidence], vec![Reason::TitleMade], vec![Reason::NewReading])
        );
        assert_eq!(queue().readings("read"), ["review/read.json"]);
    }

    #[test]
    fn the_next_article_follows_in_order_and_the_first_follows_the_last() {
        let next = |id: &str| queue().next_after(id).map(|entry| entry.id.clone());
        assert_eq!(next("unsure").as_deref(), Some("doubtful"));
        assert_eq!(next("read").as_deref(), Some("unsure"));
        assert_eq!(next("sure").as_deref(), Some("read"));
        let mut last = Queue::default();
        last.update("a", &Article { title_made: true, ..Article::default() });
        assert_eq!(last.next_after("a"), None);
    }

    #[test]
    fn pages_of_a_host_are_found() {
        let mut queue = Queue::default();
        let capture = crate::article::Capture { from: "a.html".into(), ..Default::default() };
        let page = Article { canonical: Some("https://a.example/x".into()), capture: Some(capture), ..Article::default() };
        ["one", "two"].iter().for_each(|id| queue.update(id, &page));
        assert_eq!(queue.others_of_host("a.example", "one"), ["two"]);
    }
}
