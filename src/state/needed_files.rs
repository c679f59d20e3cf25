//! The corpus files that a page still needs, in request order.

use super::corpus_data::{CorpusData, CorpusFile, LoadState};
use super::list_results::{ListResults, MAX_CARD_SORT, wants_days};
use crate::corpus::{CurrentRoute, Facet, ListQuery};

/// Number of articles above which the list fetches only the cards of the rows that it draws.
pub const SMALL_CORPUS: u32 = 2_000;

/// Number of rows whose cards are fetched in a large corpus while the reader types.
const ROWS_WHILE_TYPING: usize = 8;

/// The inputs that determine which files a page needs.
#[derive(Debug)]
pub struct PageNeeds<'a> {
    /// The loaded data.
    pub corpus: &'a CorpusData,
    /// The current route.
    pub route: &'a CurrentRoute,
    /// The query of the list.
    pub query: &'a ListQuery,
    /// The results of the list.
    pub results: &'a ListResults,
    /// Whether the response to the query is final.
    pub is_final: bool,
    /// Whether files that the first rows do not need may be fetched: a pending search gets the network to itself.
    pub is_idle: bool,
    /// Whether there is a response at all.
    pub has_response: bool,
    /// Whether the reader is typing.
    pub is_typing: bool,
    /// The doc ids of the rows near the window that show excerpts.
    pub excerpt_rows: &'a [u32],
    /// The doc ids of the saved articles.
    pub saved: &'a [u32],
}

impl PageNeeds<'_> {
    /// Returns the files. The worker answers a query: until then only the manifest and the files of active filters compete with it.
    pub fn files(&self) -> Vec<CorpusFile> {
        let Some(manifest) = &self.corpus.manifest else { return vec![CorpusFile::Manifest] };
        let mut files = Vec::new();
        if let CurrentRoute::Article(id) = self.route {
            let ordinal = self.corpus.ordinal(id);
            files.push(ordinal.map_or(Some(CorpusFile::Ids), |ordinal| manifest.articles.of(ordinal).map(CorpusFile::Articles)));
        }
        let answered = self.query.query.trim().is_empty() || (self.is_final && self.is_idle);
        if answered || self.query.filters() > 0 {
            files.extend(Facet::ALL.into_iter().filter(|f| manifest.column(*f).is_some()).map(|f| Some(CorpusFile::Column(f))));
            files.extend(wants_days(self.query).then_some(Some(CorpusFile::Days)));
        }
        if answered {
            self.add_cards(&mut files);
            files.extend(self.excerpt_rows.iter().map(|ordinal| manifest.articles.of(*ordinal).map(CorpusFile::Articles)));
        } else {
            files.push(self.first_row_pack());
        }
        files.into_iter().flatten().collect()
    }

    /// The pack of the first row's card, if the response did not bring the card: no other row may come first meanwhile.
    pub fn first_row_pack(&self) -> Option<CorpusFile> {
        let first = self.has_response.then(|| self.results.rows(1).next()).flatten()?;
        self.corpus.card(first).is_none().then(|| self.corpus.pack_of_card(first).map(CorpusFile::Cards)).flatten()
    }

    /// Adds the packs of the cards that a page shows; all in a small corpus.
    fn add_cards(&self, files: &mut Vec<Option<CorpusFile>>) {
        let packs = self.corpus.manifest.as_ref().map_or(0, |manifest| manifest.cards.len());
        if self.corpus.count() <= SMALL_CORPUS {
            return files.extend((0..packs).map(|pack| Some(CorpusFile::Cards(pack))));
        }
        let ordinals: Vec<u32> = match self.route {
            CurrentRoute::List | CurrentRoute::Other => self.rows(),
            CurrentRoute::Article(id) => self.neighbours(id),
            CurrentRoute::Saved => {
                files.push(Some(CorpusFile::Ids));
                self.saved.to_vec()
            }
            CurrentRoute::Settings => Vec::new(),
        };
        for pack in ordinals.into_iter().map(|ordinal| self.corpus.pack_of_card(ordinal).map(CorpusFile::Cards)) {
            if !files.contains(&pack) {
                files.push(pack);
            }
        }
    }

    /// The rows that are drawn; all results if the order depends on the cards.
    fn rows(&self) -> Vec<u32> {
        let all = self.query.sort.needs_cards() && self.results.order.len() <= MAX_CARD_SORT;
        let drawn = if self.is_typing { self.query.rows.min(ROWS_WHILE_TYPING) } else { self.query.rows };
        self.results.rows(if all { MAX_CARD_SORT } else { drawn }).collect()
    }

    /// An article and its two neighbours in the list.
    fn neighbours(&self, id: &str) -> Vec<u32> {
        let order = &self.results.order;
        let ordinal = self.corpus.ordinal(id);
        let at = order.iter().position(|other| Some(*other) == ordinal);
        at.map(|at| order.iter().copied().take(at + 2).skip(at.saturating_sub(1)).collect()).unwrap_or_default()
    }

    /// True if the program can draw the list: its first rows are loaded, and nothing else that it shows is pending; with a query,
    /// once that has a response.
    pub fn is_list_ready(&self) -> bool {
        // A better response would reorder rows that are being read: a small corpus waits for it, as it comes soon.
        let small = self.corpus.count() <= SMALL_CORPUS;
        if !(if small { self.is_final } else { self.has_response }) || self.corpus.manifest.is_none() {
            return false;
        }
        let settled = |files: &[CorpusFile]| files.iter().all(|file| self.corpus.is_settled(*file));
        if !self.query.query.trim().is_empty() {
            let first = self.first_row_pack().is_none_or(|file| settled(&[file]));
            return first && (self.query.filters() == 0 || settled(&self.files()));
        }
        let first = self.corpus.count() == 0 || self.corpus.load_state(CorpusFile::Cards(0)) == Some(LoadState::Ready);
        first && settled(&self.files())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{ColumnFile, Manifest, Packs, Sort};

    fn corpus(count: u32) -> CorpusData {
        let mut corpus = CorpusData::default();
        let packs = || Packs { each: 64, hashes: "01234567".repeat(count.div_ceil(64) as usize), ..Packs::default() };
        let column = ColumnFile { facet: "year".into(), ..ColumnFile::default() };
        corpus.add_manifest(Manifest { count, cards: packs(), articles: packs(), columns: vec![column], ..Manifest::default() });
        corpus
    }

    fn needs<'a>(corpus: &'a CorpusData, route: &'a CurrentRoute, query: &'a ListQuery, results: &'a ListResults) -> PageNeeds<'a> {
        let (is_final, is_idle, has_response) = (true, true, true);
        PageNeeds { corpus, route, query, results, is_final, is_idle, has_response, is_typing: false, excerpt_rows: &[], saved: &[] }
    }

    #[test]
    fn the_manifest_comes_first_and_alone() {
        let (empty, query, results) = (CorpusData::default(), ListQuery::new(), ListResults::default());
        let needs = needs(&empty, &CurrentRoute::List, &query, &results);
        assert_eq!(needs.files(), [CorpusFile::Manifest]);
        assert!(!needs.is_list_ready());
    }

    #[test]
    fn of_a_small_corpus_all_cards_are_needed_and_of_a_large_one_those_of_the_rows() {
        let (query, column) = (ListQuery::new(), CorpusFile::Column(Facet::Year));
        let (small, large) = (corpus(130), corpus(10_000));
        let results = ListResults { order: (0..10_000).rev().collect(), partial: Vec::new() };
        let of = |corpus, query| needs(corpus, &CurrentRoute::List, query, &results).files();
        assert_eq!(of(&small, &query), [column, CorpusFile::Cards(0), CorpusFile::Cards(1), CorpusFile::Cards(2)]);
        assert_eq!(of(&large, &query), [column, CorpusFile::Cards(156), CorpusFile::Cards(155)]);
        let by_title = ListQuery { sort: Sort::Title, ..ListQuery::new() };
        let few = ListResults { order: (0..300).collect(), partial: Vec::new() };
        assert_eq!(needs(&large, &CurrentRoute::List, &by_title, &few).files().len(), 6, "an order by cards needs all of them");
        let days = ListQuery { from: Some("2014-05".into()), ..ListQuery::new() };
        assert!(of(&large, &days).contains(&CorpusFile::Days));
    }

    #[test]
    fn an_article_needs_its_pack_and_those_of_its_neighbours() {
        let mut large = corpus(10_000);
        let (query, results) = (ListQuery::new(), ListResults { order: (0..10_000).collect(), partial: Vec::new() });
        let article = CurrentRoute::Article("n64".into());
        assert!(needs(&large, &article, &query, &results).files().contains(&CorpusFile::Ids), "an id that is not known yet");
        large.add_ids((0..10_000).map(|n| format!("n{n}")).collect());
        let files = needs(&large, &article, &query, &results).files();
        assert_eq!(files, [CorpusFile::Articles(1), CorpusFile::Column(Facet::Year), CorpusFile::Cards(0), CorpusFile::Cards(1)]);
    }

    #[test]
    fn before_an_answer_nothing_but_the_first_row_is_in_its_way() {
        let large = corpus(10_000);
        let query = ListQuery { query: "rail".into(), ..ListQuery::new() };
        let results = ListResults { order: vec![700], partial: Vec::new() };
        let of = |has_response| PageNeeds { is_final: false, has_response, ..needs(&large, &CurrentRoute::List, &query, &results) }.files();
        assert_eq!(of(false), []);
        assert_eq!(of(true), [CorpusFile::Cards(10)]);
    }

    #[test]
    fn a_narrowed_answer_is_ready_before_the_line_is_idle() {
        let mut small = corpus(60);
        let query = ListQuery { query: "rail".into(), from: Some("2014-05".into()), ..ListQuery::new() };
        let results = ListResults::default();
        let busy = |corpus: &CorpusData| {
            let needs = PageNeeds { is_idle: false, ..needs(corpus, &CurrentRoute::List, &query, &results) };
            (needs.files(), needs.is_list_ready())
        };
        assert_eq!(busy(&small), (vec![CorpusFile::Column(Facet::Year), CorpusFile::Days], false));
        small.set_load_state(CorpusFile::Column(Facet::Year), LoadState::Ready);
        small.set_load_state(CorpusFile::Days, LoadState::Ready);
        assert!(busy(&small).1, "the cards of the other rows are not waited for");
    }

    #[test]
    fn the_list_is_ready_once_its_first_rows_and_values_are_there() {
        let mut small = corpus(60);
        let (query, results) = (ListQuery::new(), ListResults { order: (0..60).collect(), partial: Vec::new() });
        small.set_load_state(CorpusFile::Cards(0), LoadState::Ready);
        assert!(!needs(&small, &CurrentRoute::List, &query, &results).is_list_ready());
        small.set_load_state(CorpusFile::Column(Facet::Year), LoadState::Failed);
        assert!(needs(&small, &CurrentRoute::List, &query, &results).is_list_ready(), "what failed is not waited for");
        small.set_load_state(CorpusFile::Cards(0), LoadState::Failed);
        assert!(!needs(&small, &CurrentRoute::List, &query, &results).is_list_ready(), "without rows the page stays as it came");
    }
}
