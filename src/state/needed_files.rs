//! The corpus files that a page still needs, in request order.

use super::corpus_data::{CorpusData, CorpusFile, LoadState};
use super::list_results::{ListResults, MAX_CARD_SORT, needs_days};
use crate::corpus::{CurrentRoute, Facet, ListQuery};

/// Number of articles above which the list fetches only the cards of the rows that it draws.
pub(crate) const MAX_SMALL_CORPUS: u32 = 2_000;

/// Number of rows whose cards are fetched in a large corpus while the reader types.
const MAX_FETCHED_ROWS_WHILE_TYPING: usize = 8;

/// The inputs that determine which files a page needs.
#[derive(Debug)]
pub(crate) struct PageNeeds<'a> {
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
    pub(crate) fn needed_files(&self) -> Vec<CorpusFile> {
        let Some(manifest) = &self.corpus.manifest else { return vec![CorpusFile::Manifest] };
        let mut files = Vec::new();
        if let CurrentRoute::Article(id) = self.route {
            let doc_id = self.corpus.doc_id(id);
            files.push(doc_id.map_or(Some(CorpusFile::Ids), |doc_id| manifest.articles.pack_number(doc_id).map(CorpusFile::Articles)));
        }
        let is_answered = self.query.query.trim().is_empty() || (self.is_final && self.is_idle);
        if is_answered || self.query.filter_count() > 0 {
            files.extend(Facet::ALL.into_iter().filter(|f| manifest.column_file(*f).is_some()).map(|f| Some(CorpusFile::Column(f))));
            files.extend(needs_days(self.query).then_some(Some(CorpusFile::Days)));
        }
        if is_answered {
            self.push_card_packs(&mut files);
            files.extend(self.excerpt_rows.iter().map(|doc_id| manifest.articles.pack_number(*doc_id).map(CorpusFile::Articles)));
        } else {
            files.push(self.first_row_pack());
        }
        files.into_iter().flatten().collect()
    }

    /// The pack of the first row's card, if the response did not bring the card: no other row may come first meanwhile.
    pub(crate) fn first_row_pack(&self) -> Option<CorpusFile> {
        let first = self.has_response.then(|| self.results.rows(1).next()).flatten()?;
        self.corpus.card(first).is_none().then(|| self.corpus.pack_of_card(first).map(CorpusFile::Cards)).flatten()
    }

    /// Adds the packs of the cards that a page shows; all in a small corpus.
    fn push_card_packs(&self, files: &mut Vec<Option<CorpusFile>>) {
        let packs = self.corpus.manifest.as_ref().map_or(0, |manifest| manifest.cards.len());
        if self.corpus.count() <= MAX_SMALL_CORPUS {
            return files.extend((0..packs).map(|pack| Some(CorpusFile::Cards(pack))));
        }
        let doc_ids: Vec<u32> = match self.route {
            CurrentRoute::List | CurrentRoute::Other => self.rows_with_cards(),
            CurrentRoute::Article(id) => self.article_and_neighbours(id),
            CurrentRoute::Saved => {
                files.push(Some(CorpusFile::Ids));
                self.saved.to_vec()
            }
            CurrentRoute::Settings => Vec::new(),
        };
        for pack in doc_ids.into_iter().map(|doc_id| self.corpus.pack_of_card(doc_id).map(CorpusFile::Cards)) {
            if !files.contains(&pack) {
                files.push(pack);
            }
        }
    }

    /// The rows that are drawn; all results if the order depends on the cards.
    fn rows_with_cards(&self) -> Vec<u32> {
        let needs_all_cards = self.query.sort.needs_cards() && self.results.order.len() <= MAX_CARD_SORT;
        let drawn = if self.is_typing { self.query.rows.min(MAX_FETCHED_ROWS_WHILE_TYPING) } else { self.query.rows };
        self.results.rows(if needs_all_cards { MAX_CARD_SORT } else { drawn }).collect()
    }

    /// An article and its two neighbours in the list.
    fn article_and_neighbours(&self, id: &str) -> Vec<u32> {
        let order = &self.results.order;
        let doc_id = self.corpus.doc_id(id);
        let at = order.iter().position(|other| Some(*other) == doc_id);
        at.map(|at| order.iter().copied().take(at + 2).skip(at.saturating_sub(1)).collect()).unwrap_or_default()
    }

    /// True if the program can draw the list: its first rows are loaded, and nothing else that it shows is pending; with a query,
    /// once that has a response.
    pub(crate) fn is_list_ready(&self) -> bool {
        // A better response would reorder rows that are being read: a small corpus waits for it, as it comes soon.
        let is_small = self.corpus.count() <= MAX_SMALL_CORPUS;
        if !(if is_small { self.is_final } else { self.has_response }) || self.corpus.manifest.is_none() {
            return false;
        }
        let are_settled = |files: &[CorpusFile]| files.iter().all(|file| self.corpus.is_settled(*file));
        if !self.query.query.trim().is_empty() {
            let first = self.first_row_pack().is_none_or(|file| are_settled(&[file]));
            return first && (self.query.filter_count() == 0 || are_settled(&self.needed_files()));
        }
        let first = self.corpus.count() == 0 || self.corpus.load_state(CorpusFile::Cards(0)) == Some(LoadState::Ready);
        first && are_settled(&self.needed_files())
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
    fn manifest_is_needed_first_and_alone() {
        let (empty, query, results) = (CorpusData::default(), ListQuery::new(), ListResults::default());
        let needs = needs(&empty, &CurrentRoute::List, &query, &results);
        assert_eq!(needs.needed_files(), [CorpusFile::Manifest]);
        assert!(!needs.is_list_ready());
    }

    #[test]
    fn small_corpus_needs_all_cards_and_large_one_those_of_its_rows() {
        let (query, column) = (ListQuery::new(), CorpusFile::Column(Facet::Year));
        let (small, large) = (corpus(130), corpus(10_000));
        let results = ListResults { order: (0..10_000).rev().collect(), partial: Vec::new() };
        let of = |corpus, query| needs(corpus, &CurrentRoute::List, query, &results).needed_files();
        assert_eq!(of(&small, &query), [column, CorpusFile::Cards(0), CorpusFile::Cards(1), CorpusFile::Cards(2)]);
        assert_eq!(of(&large, &query), [column, CorpusFile::Cards(156), CorpusFile::Cards(155)]);
        let by_title = ListQuery { sort: Sort::Title, ..ListQuery::new() };
        let few = ListResults { order: (0..300).collect(), partial: Vec::new() };
        assert_eq!(needs(&large, &CurrentRoute::List, &by_title, &few).needed_files().len(), 6, "an order by cards needs all of them");
        let days = ListQuery { from: Some("2014-05".into()), ..ListQuery::new() };
        assert!(of(&large, &days).contains(&CorpusFile::Days));
    }

    #[test]
    fn an_article_needs_its_pack_and_those_of_its_neighbours() {
        let mut large = corpus(10_000);
        let (query, results) = (ListQuery::new(), ListResults { order: (0..10_000).collect(), partial: Vec::new() });
        let article = CurrentRoute::Article("n64".into());
        assert!(needs(&large, &article, &query, &results).needed_files().contains(&CorpusFile::Ids), "an id that is not known yet");
        large.add_ids((0..10_000).map(|n| format!("n{n}")).collect());
        let files = needs(&large, &article, &query, &results).needed_files();
        assert_eq!(files, [CorpusFile::Articles(1), CorpusFile::Column(Facet::Year), CorpusFile::Cards(0), CorpusFile::Cards(1)]);
    }

    #[test]
    fn pending_search_needs_only_the_first_row() {
        let large = corpus(10_000);
        let query = ListQuery { query: "rail".into(), ..ListQuery::new() };
        let results = ListResults { order: vec![700], partial: Vec::new() };
        let files = |has_response| {
            PageNeeds { is_final: false, has_response, ..needs(&large, &CurrentRoute::List, &query, &results) }.needed_files()
        };
        assert_eq!(files(false), []);
        assert_eq!(files(true), [CorpusFile::Cards(10)]);
    }

    #[test]
    fn filtered_list_is_ready_before_the_network_is_idle() {
        let mut small = corpus(60);
        let query = ListQuery { query: "rail".into(), from: Some("2014-05".into()), ..ListQuery::new() };
        let results = ListResults::default();
        let busy = |corpus: &CorpusData| {
            let needs = PageNeeds { is_idle: false, ..needs(corpus, &CurrentRoute::List, &query, &results) };
            (needs.needed_files(), needs.is_list_ready())
        };
        assert_eq!(busy(&small), (vec![CorpusFile::Column(Facet::Year), CorpusFile::Days], false));
        small.set_load_state(CorpusFile::Column(Facet::Year), LoadState::Ready);
        small.set_load_state(CorpusFile::Days, LoadState::Ready);
        assert!(busy(&small).1, "the cards of the other rows are not waited for");
    }

    #[test]
    fn list_is_ready_once_first_rows_and_columns_are_settled() {
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
