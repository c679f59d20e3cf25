//! The record of the last visit, and the changes since.

use crate::corpus::Manifest;
use crate::corpus::card::CardPack;
use crate::state::offline_copies::{ChangeGroup, ChangeKind, Edition, MAX_NAMED_CHANGES, VISIT_CACHE_KEY, Visit, build_visit_record};
use crate::stores::OfflineStore;
use crate::web::cache_storage;
use crate::web::js::{JsResult, Task};
use leptos::prelude::Set;
use wasm_bindgen::JsValue;

/// Records the current site version, and shows the changes since the recorded one.
///
/// # Errors
/// If a file does not load or the browser refuses storage; the record then stays as it is.
pub async fn record(offline: OfflineStore) -> JsResult<()> {
    let [files, _] = offline.cache_names();
    let cache = cache_storage::open(&files).await?;
    let url = offline.file(VISIT_CACHE_KEY);
    let before: Option<Visit> = cache.text(&url).await.and_then(|note| serde_json::from_slice(note.as_bytes()).ok());
    let (manifest, text) = offline.manifest().await.ok_or(JsValue::UNDEFINED)?;
    if before.as_ref().is_some_and(|before| before.manifest.edition == manifest.edition) {
        return Ok(());
    }
    let edition = offline.edition().await.ok_or(JsValue::UNDEFINED)?;
    if let Some(before) = before {
        show_changes(offline, before, &edition).await?;
    }
    // Written last: the worker keeps the cards of the recorded site version, from which headlines of withdrawn articles are read.
    let ids = serde_json::to_string(&edition.ids).unwrap_or_default();
    cache.put_text(&url, &build_visit_record(&text, &ids, &edition.files.marks)).await
}

async fn show_changes(offline: OfflineStore, before: Visit, now: &Edition) -> JsResult<()> {
    let changes = now.changes_since(&before);
    let kinds = [
        (ChangeKind::New, changes.new, &*now.manifest, &now.ids),
        (ChangeKind::Corrected, changes.corrected, &*now.manifest, &now.ids),
        (ChangeKind::Withdrawn, changes.withdrawn, &before.manifest, &before.ids),
    ];
    let mut groups = Vec::new();
    for (kind, doc_ids, manifest, ids) in kinds {
        if doc_ids.is_empty() {
            continue;
        }
        let mut named = Vec::new();
        for doc_id in doc_ids.iter().take(MAX_NAMED_CHANGES) {
            named.push((ids[*doc_id as usize].clone(), read_headline(offline, manifest, *doc_id).await));
        }
        groups.push(ChangeGroup { kind, count: doc_ids.len() as u32, named });
    }
    if !groups.is_empty() {
        if !offline.load_messages().await {
            return Err(JsValue::UNDEFINED);
        }
        offline.changes.set(groups);
    }
    Ok(())
}

/// Reads the headline of an article of a site version from its card pack, if that is available.
fn read_headline(offline: OfflineStore, manifest: &Manifest, doc_id: u32) -> Task<Option<String>> {
    let pack = manifest.cards.pack_number(doc_id).and_then(|pack| manifest.card_file(pack));
    Box::pin(async move {
        let text = offline.corpus_text(&pack?.path).await?;
        let pack: CardPack = serde_json::from_slice(text.as_bytes()).ok()?;
        let at = doc_id.checked_sub(pack.first)? as usize;
        pack.cards.into_iter().nth(at).map(|card| card.title)
    })
}
