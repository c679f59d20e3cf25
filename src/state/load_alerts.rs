//! The load failures of a page.

use super::corpus_data::{CorpusData, CorpusFile};
use crate::corpus::CurrentRoute;
use crate::messages::Missing;

/// An alert of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LoadAlert {
    /// A new site version was published.
    UpdateAvailable,
    /// Some files failed to load.
    Failed(Missing),
}

/// Collects the alerts of a page, without duplicates.
pub fn load_alerts(corpus: &CorpusData, route: &CurrentRoute, search_failed: bool) -> Vec<LoadAlert> {
    if corpus.newer {
        return vec![LoadAlert::UpdateAvailable];
    }
    let mut alerts: Vec<LoadAlert> = Vec::new();
    alerts.extend(search_failed.then_some(LoadAlert::Failed(Missing::Search)));
    for file in corpus.failures() {
        let alert = LoadAlert::Failed(missing(corpus, route, file));
        if !alerts.contains(&alert) {
            alerts.push(alert);
        }
    }
    alerts
}

fn missing(corpus: &CorpusData, route: &CurrentRoute, file: CorpusFile) -> Missing {
    match file {
        CorpusFile::Manifest => Missing::Collection,
        CorpusFile::Ids => Missing::Article,
        CorpusFile::Articles(_) if matches!(route, CurrentRoute::Article(_)) => Missing::Article,
        CorpusFile::Column(_) | CorpusFile::Days => Missing::Facets,
        CorpusFile::Articles(_) => Missing::Texts,
        CorpusFile::Cards(pack) => {
            let size = corpus.manifest.as_ref().map_or(0, |manifest| manifest.cards.each);
            let first = pack as u32 * size + 1;
            Missing::Cards { first, last: (first + size).saturating_sub(1).min(corpus.count()) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Facet, Manifest, Packs};
    use crate::state::LoadState;

    fn failed(files: &[CorpusFile]) -> CorpusData {
        let mut corpus = CorpusData::default();
        corpus.add_manifest(Manifest { count: 100, cards: Packs { each: 64, ..Packs::default() }, ..Manifest::default() });
        files.iter().for_each(|file| corpus.set_load_state(*file, LoadState::Failed));
        corpus
    }

    #[test]
    fn the_same_is_said_once() {
        let corpus = failed(&[CorpusFile::Column(Facet::Tag), CorpusFile::Days, CorpusFile::Articles(1), CorpusFile::Articles(2)]);
        let said = |route| load_alerts(&corpus, &route, true);
        let failed = |missing: &[Missing]| missing.iter().map(|missing| LoadAlert::Failed(*missing)).collect::<Vec<_>>();
        assert_eq!(said(CurrentRoute::List), failed(&[Missing::Search, Missing::Facets, Missing::Texts]));
        assert_eq!(said(CurrentRoute::Article("a".into())), failed(&[Missing::Search, Missing::Facets, Missing::Article]));
    }

    #[test]
    fn missing_cards_are_named_by_their_numbers() {
        let corpus = failed(&[CorpusFile::Cards(1)]);
        assert_eq!(load_alerts(&corpus, &CurrentRoute::List, false), [LoadAlert::Failed(Missing::Cards { first: 65, last: 100 })]);
    }

    #[test]
    fn an_update_explains_everything_that_is_missing() {
        let mut corpus = failed(&[CorpusFile::Days]);
        corpus.newer = true;
        assert_eq!(load_alerts(&corpus, &CurrentRoute::List, true), [LoadAlert::UpdateAvailable]);
    }
}
