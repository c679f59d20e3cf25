//! The rows of a list: lead and seconds, then rows under their months if they are sorted by date.

use super::corpus_data::CorpusData;
use super::list_results::ListResults;
use crate::article::date::Date;
use crate::corpus::list_query::ROWS_PER_PAGE;
use crate::corpus::{Card, ListQuery, Sort};
use std::sync::Arc;

/// An article of a list.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ListedArticle {
    /// Its doc id.
    pub doc_id: u32,
    /// Its card.
    pub card: Arc<Card>,
}

/// An item in the region of results.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ListItem {
    /// The lead of the front page.
    Lead(ListedArticle),
    /// The two of half width after it.
    SecondaryLeads(ListedArticle, ListedArticle),
    /// The heading of a month, or of a year if the month is unknown: the date of the first article under it.
    Month(Option<Date>),
    /// A row.
    Row {
        /// The article.
        article: ListedArticle,
        /// Whether it stands under a heading, so that its headline is one level deeper.
        is_under_heading: bool,
    },
    /// The button for more rows, and their number.
    ShowMore(usize),
    /// The heading of partial matches: the words that they lack.
    PartialHeading(Vec<String>),
}

/// The key of an item in its list. An item is redrawn when its full card replaces that of a search response.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum ListItemKey {
    /// A lead, by its card.
    Lead(usize),
    /// Two seconds, by their cards.
    SecondaryLeads(usize, usize),
    /// A month: year and month.
    Month(u32),
    /// A row, by its card and the level of its headline.
    Row(usize, bool),
    /// The button.
    ShowMore(usize),
    /// The heading of partial matches.
    PartialHeading(Vec<String>),
}

impl ListedArticle {
    fn key(&self) -> usize {
        Arc::as_ptr(&self.card) as usize
    }
}

impl ListItem {
    /// Returns the item's key.
    pub(crate) fn key(&self) -> ListItemKey {
        match self {
            ListItem::Lead(article) => ListItemKey::Lead(article.key()),
            ListItem::SecondaryLeads(first, second) => ListItemKey::SecondaryLeads(first.key(), second.key()),
            ListItem::Month(date) => ListItemKey::Month(date.as_ref().map_or(0, Date::month_key)),
            ListItem::Row { article, is_under_heading } => ListItemKey::Row(article.key(), *is_under_heading),
            ListItem::ShowMore(count) => ListItemKey::ShowMore(*count),
            ListItem::PartialHeading(missing_words) => ListItemKey::PartialHeading(missing_words.clone()),
        }
    }
}

/// The content of the region of results.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) enum ListRows {
    /// The first rows are loading.
    #[default]
    Pending,
    /// They failed to load; the alerts say so.
    Unavailable,
    /// The collection holds no article.
    EmptyCollection,
    /// Nothing was found.
    NoResults,
    /// Rows.
    Items(Vec<ListItem>),
}

/// Number of rows drawn at a keystroke, two windows full; the others follow when typing pauses.
const MAX_ROWS_WHILE_TYPING: usize = 12;

/// Builds the rows of a list, up to the first card not loaded. `query` is the query of the shown results.
pub(crate) fn build_list_rows(
    corpus: &CorpusData,
    query: &ListQuery,
    results: &ListResults,
    missing_words: &[String],
    is_typing: bool,
) -> ListRows {
    if corpus.manifest.is_none() {
        return if corpus.failed_files().is_empty() { ListRows::Pending } else { ListRows::Unavailable };
    }
    if corpus.count() == 0 {
        return ListRows::EmptyCollection;
    }
    if results.order.is_empty() && results.partial.is_empty() {
        return ListRows::NoResults;
    }
    let is_truncated = is_typing && results.order.len() > MAX_ROWS_WHILE_TYPING;
    let count = if is_truncated { MAX_ROWS_WHILE_TYPING } else { query.rows };
    let matches = settled_articles(corpus, &results.order, count);
    // Pending matches would push down the items after them.
    let has_all_matches = results.order.iter().take(count).all(|doc_id| is_settled(corpus, *doc_id));
    let partial = if has_all_matches { settled_articles(corpus, &results.partial, ROWS_PER_PAGE) } else { Vec::new() };
    if matches.is_empty() && partial.is_empty() {
        return ListRows::Pending;
    }
    let lead = find_lead(corpus, query, &matches);
    let total = if is_truncated { matches.len() } else { results.order.len() };
    ListRows::Items(RowSource { matches, total, lead, partial, missing_words: missing_words.to_vec() }.into_items(query))
}

/// The lead of the front page: an article named by the site may be older than the rows shown.
fn find_lead(corpus: &CorpusData, query: &ListQuery, matches: &[ListedArticle]) -> Option<ListedArticle> {
    if !query.is_match_all() {
        return None;
    }
    let named_id = corpus.manifest.as_ref().and_then(|manifest| manifest.lead.as_deref());
    let named_lead =
        named_id.and_then(|id| corpus.doc_id(id)).and_then(|doc_id| Some(ListedArticle { doc_id, card: corpus.card(doc_id)? }));
    named_lead.or_else(|| choose_lead(matches.iter().map(|article| article.card.as_ref()), named_id).map(|at| matches[at].clone()))
}

/// The first rows, up to the first pending card; failed cards are left out.
fn settled_articles(corpus: &CorpusData, doc_ids: &[u32], count: usize) -> Vec<ListedArticle> {
    let settled = doc_ids.iter().copied().take(count).take_while(|doc_id| is_settled(corpus, *doc_id));
    settled.filter_map(|doc_id| Some(ListedArticle { doc_id, card: corpus.card(doc_id)? })).collect()
}

/// True if the card of an article is loaded, or will not load.
fn is_settled(corpus: &CorpusData, doc_id: u32) -> bool {
    corpus.card(doc_id).is_some() || corpus.is_card_settled(doc_id)
}

/// The data that rows are built from.
#[derive(Debug, Default)]
pub(crate) struct RowSource {
    /// The matching articles to draw, in order.
    pub matches: Vec<ListedArticle>,
    /// The number of matches, drawn or not.
    pub total: usize,
    /// The lead of the front page, if the site names one or one was chosen.
    pub lead: Option<ListedArticle>,
    /// The partial matches.
    pub partial: Vec<ListedArticle>,
    /// The words that they lack.
    pub missing_words: Vec<String>,
}

impl RowSource {
    /// Builds the items, in order.
    pub(crate) fn into_items(self, query: &ListQuery) -> Vec<ListItem> {
        let lead = self.lead.filter(|_| is_front_page(query));
        let drawn = self.matches.len();
        let mut rest = self.matches;
        rest.retain(|article| lead.as_ref().is_none_or(|lead| lead.card.id != article.card.id));
        let mut items = Vec::with_capacity(drawn + 8);
        if let Some(lead) = lead {
            items.push(ListItem::Lead(lead));
            if rest.len() >= 2 {
                let mut secondary_leads = rest.drain(..2);
                items.extend(
                    secondary_leads.next().zip(secondary_leads.next()).map(|(first, second)| ListItem::SecondaryLeads(first, second)),
                );
            }
        }
        push_rows(&mut items, rest, is_sorted_by_date(query));
        items.extend((self.total > drawn).then(|| ListItem::ShowMore((self.total - drawn).min(ROWS_PER_PAGE))));
        if !self.partial.is_empty() {
            items.push(ListItem::PartialHeading(self.missing_words));
            items.extend(self.partial.into_iter().map(|article| ListItem::Row { article, is_under_heading: true }));
        }
        items
    }
}

/// Adds rows, under the headings of their months if `by_date` is set.
fn push_rows(items: &mut Vec<ListItem>, articles: Vec<ListedArticle>, by_date: bool) {
    let mut month = None;
    for article in articles {
        let date = article.card.published.as_deref().and_then(Date::parse);
        let key = date.as_ref().map_or(0, Date::month_key);
        if by_date && month != Some(key) {
            month = Some(key);
            items.push(ListItem::Month(date));
        }
        items.push(ListItem::Row { article, is_under_heading: by_date });
    }
}

/// Whether the query is that of the front page: all articles, newest first.
fn is_front_page(query: &ListQuery) -> bool {
    query.is_match_all() && matches!(query.sort, Sort::Best | Sort::Newest)
}

fn is_sorted_by_date(query: &ListQuery) -> bool {
    match query.sort {
        Sort::Best => query.query.trim().is_empty(),
        Sort::Newest | Sort::Oldest => true,
        Sort::Title | Sort::Longest | Sort::Shortest => false,
    }
}

/// Chooses the lead: the card named by the site, else the first with a picture, else the first.
pub(crate) fn choose_lead<'a>(cards: impl IntoIterator<Item = &'a Card>, named_id: Option<&str>) -> Option<usize> {
    let cards: Vec<&Card> = cards.into_iter().collect();
    let at = |found: &dyn Fn(&&Card) -> bool| cards.iter().position(found);
    at(&|card| Some(card.id.as_str()) == named_id).or_else(|| at(&|card| card.picture.is_some())).or((!cards.is_empty()).then_some(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::card::CardPack;
    use crate::corpus::{Manifest, Packs};
    use crate::state::{CorpusFile, LoadState};

    fn articles(dates: &[&str]) -> Vec<ListedArticle> {
        let card = |(at, date): (usize, &&str)| Card { id: format!("a{at}"), published: Some(date.to_string()), ..Card::default() };
        let listed = |(doc_id, card): (u32, Card)| ListedArticle { doc_id, card: Arc::new(card) };
        (0..).zip(dates.iter().enumerate().map(card)).map(listed).collect()
    }

    fn describe(items: &[ListItem]) -> Vec<String> {
        let id = |article: &ListedArticle| article.card.id.clone();
        items
            .iter()
            .map(|item| match item {
                ListItem::Lead(article) => format!("lead {}", id(article)),
                ListItem::SecondaryLeads(first, second) => format!("seconds {} {}", id(first), id(second)),
                ListItem::Month(date) => date.as_ref().map_or("undated".into(), |date| format!("{}-{}", date.year, date.month)),
                ListItem::Row { article, is_under_heading } => format!("{}{}", id(article), if *is_under_heading { " h3" } else { " h2" }),
                ListItem::ShowMore(count) => format!("more {count}"),
                ListItem::PartialHeading(missing_words) => format!("without {}", missing_words.join(" ")),
            })
            .collect()
    }

    #[test]
    fn front_page_has_lead_two_secondary_leads_and_months() {
        let matches = articles(&["2024-07-03", "2024-07-02", "2024-07-01", "2024-06", "x"]);
        let source = RowSource { total: 99, lead: Some(matches[1].clone()), matches, ..RowSource::default() };
        assert_eq!(
            describe(&source.into_items(&ListQuery::new())),
            ["lead a1", "seconds a0 a2", "2024-6", "a3 h3", "undated", "a4 h3", "more 60"]
        );
    }

    #[test]
    fn search_has_no_lead_and_no_months_and_names_missing_words() {
        let all = articles(&["2024-07-03", "2023-07-02"]);
        let query = ListQuery { query: "rail".into(), ..ListQuery::new() };
        let (matches, partial) = (vec![all[0].clone()], vec![all[1].clone()]);
        let source = RowSource { total: 1, lead: Some(all[0].clone()), matches, partial, missing_words: vec!["gauge".into()] };
        assert_eq!(describe(&source.into_items(&query)), ["a0 h2", "without gauge", "a1 h3"]);
    }

    #[test]
    fn rows_end_before_the_first_pending_card() {
        let mut corpus = CorpusData::default();
        let query = ListQuery { query: "rail".into(), ..ListQuery::new() };
        let results = ListResults { order: vec![0, 1, 70, 2], partial: vec![3] };
        let rows = |corpus: &CorpusData| build_list_rows(corpus, &query, &results, &["gauge".into()], false);
        assert_eq!(rows(&corpus), ListRows::Pending);
        corpus.set_load_state(CorpusFile::Manifest, LoadState::Failed);
        assert_eq!(rows(&corpus), ListRows::Unavailable);
        let packs = Packs { each: 64, hashes: "0123456701234567".into(), ..Packs::default() };
        corpus.add_manifest(Manifest { count: 100, cards: packs, ..Manifest::default() });
        assert_eq!(rows(&corpus), ListRows::Pending, "no card is there");
        let cards = (0..64).map(|n| Card { id: format!("n{n}"), ..Card::default() }).collect();
        corpus.add_cards(CardPack { cards, ..CardPack::default() });
        let ids = |rows: ListRows| if let ListRows::Items(items) = rows { describe(&items) } else { Vec::new() };
        assert_eq!(ids(rows(&corpus)), ["n0 h2", "n1 h2", "more 2"]);
        corpus.set_load_state(CorpusFile::Cards(1), LoadState::Failed);
        assert_eq!(ids(rows(&corpus)), ["n0 h2", "n1 h2", "n2 h2", "more 1", "without gauge", "n3 h3"], "what failed is left out");
        assert_eq!(build_list_rows(&corpus, &query, &ListResults::default(), &[], false), ListRows::NoResults);
        let many = ListResults { order: (0..64).collect(), partial: Vec::new() };
        assert_eq!(ids(build_list_rows(&corpus, &query, &many, &[], true)).len(), MAX_ROWS_WHILE_TYPING);
    }

    #[test]
    fn full_card_changes_the_key_of_its_item() {
        let (short, whole) = (articles(&["2024"]), articles(&["2024"]));
        let key = |articles: &[ListedArticle]| ListItem::Lead(articles[0].clone()).key();
        assert_eq!(key(&short), key(&short.clone()));
        assert_ne!(key(&short), key(&whole));
    }

    #[test]
    fn lead_is_the_named_article_or_the_first_with_a_picture() {
        let mut cards = [
            Card { id: "a".into(), ..Card::default() },
            Card { id: "b".into(), ..Card::default() },
            Card { id: "c".into(), ..Card::default() },
        ];
        assert_eq!(choose_lead(&cards, None), Some(0));
        cards[1].picture = Some(Default::default());
        assert_eq!(choose_lead(&cards, None), Some(1));
        assert_eq!(choose_lead(&cards, Some("c")), Some(2));
        assert_eq!(choose_lead(&[], Some("c")), None);
    }
}
