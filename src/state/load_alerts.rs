//! The load failures of a page.

use super::corpus_data::{CorpusData, CorpusFile};
use crate::corpus::CurrentRoute;
use crate::messages::Missing;

/// An alert of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum LoadAlert {
    /// A new site version was published.
    UpdateAvailable,
    /// Some files failed to load.
    Failed(Missing),
}

/// Collects the alerts of a page, without duplicates.
pub(crate) fn collect_load_alerts(corpus: &CorpusData, route: &CurrentRoute, search_failed: bool) -> Vec<LoadAlert> {
    if corpus.has_newer_version {
        return vec![LoadAlert::UpdateAvailable];
    }
    let mut alerts: Vec<LoadAlert> = Vec::new();
    alerts.extend(search_failed.then_some(LoadAlert::Failed(Missing::Search)));
    for file in corpus.failed_files() {
        let alert = LoadAlert::Failed(missing_resource(corpus, route, file));
        if !alerts.contains(&alert) {
            alerts.push(alert);
        }
    }
    alerts
}

fn missing_resource(corpus: &CorpusData, route: &CurrentRoute, file: CorpusFile) -> Missing {
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

    fn corpus_without(files: &[CorpusFile]) -> CorpusData {
        let mut corpus = CorpusData::default();
        corpus.add_manifest(Manifest { count: 100, cards: Packs { each: 64, ..Packs::default() }, ..Manifest::default() });
        files.iter().for_each(|file| corpus.set_load_state(*file, LoadState::Failed));
        corpus
    }

    #[test]
    fn equal_failures_give_one_alert() {
        let corpus = corpus_without(&[CorpusFile::Column(Facet::Tag), CorpusFile::Days, CorpusFile::Articles(1), CorpusFile::Articles(2)]);
        let alerts = |route| collect_load_alerts(&corpus, &route, true);
        let failed = |missing: &[Missing]| missing.iter().map(|missing| LoadAlert::Failed(*missing)).collect::<Vec<_>>();
        assert_eq!(alerts(CurrentRoute::List), failed(&[Missing::Search, Missing::Facets, Missing::Texts]));
        assert_eq!(alerts(CurrentRoute::Article("a".into())), failed(&[Missing::Search, Missing::Facets, Missing::Article]));
    }

    #[test]
    fn alert_for_missing_cards_has_their_numbers() {
        let corpus = corpus_without(&[CorpusFile::Cards(1)]);
        assert_eq!(collect_load_alerts(&corpus, &CurrentRoute::List, false), [LoadAlert::Failed(Missing::Cards { first: 65, last: 100 })]);
    }

    #[test]
    fn update_alert_replaces_all_failures() {
        let mut corpus = corpus_without(&[CorpusFile::Days]);
        corpus.has_newer_version = true;
        assert_eq!(collect_load_alerts(&corpus, &CurrentRoute::List, true), [LoadAlert::UpdateAvailable]);
    }
}
