//! Fetching what is needed, and trying again.

use super::app::{App, Here};
use super::library::{Library, Part, Progress};
use crate::browser::events::{self, breathe};
use crate::browser::fetch::{self, Failure};
use crate::corpus::{Facet, File, Manifest};
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use std::sync::atomic::Ordering;
use web_sys::RequestCache;

/// Above so many articles the list draws its first rows before it has all cards.
const SMALL: u32 = 2_000;

/// Article packs are searched while they weigh together at most so many bytes on the line.
const SEARCHED: u64 = 1_000_000;

/// Asks for whatever the present page needs, now and whenever that changes.
pub fn follow_needs(app: App) {
    if !app.following.swap(true, Ordering::Relaxed) {
        app.for_good(|| follow(app));
    }
}

fn follow(app: App) {
    Effect::new(move |_| {
        // An article that came drawn is not fetched again.
        let here = if app.alive.get() { app.here.get() } else { Here::List };
        let wanted = app.library.with(|library| needs(library, &here, app.list.with(|l| !l.is_everything()), app.texts.get()));
        for part in wanted {
            if app.library.with_untracked(|library| library.progress(part).is_none()) {
                load(app, part, RequestCache::Default);
            }
        }
    });
}

/// The files that a page needs, in the order to ask for them.
fn needs(library: &Library, here: &Here, narrowed: bool, texts: bool) -> Vec<Part> {
    let Some(manifest) = &library.manifest else { return vec![Part::Manifest] };
    let mut parts = Vec::new();
    if let Here::Article(id) = here {
        match library.ordinal(id) {
            Some(ordinal) => parts.extend(manifest.articles.of(ordinal).map(Part::Articles)),
            None => parts.push(Part::Ids),
        }
    }
    let all = manifest.count <= SMALL || narrowed || *here == Here::Saved;
    parts.extend((0..if all { manifest.cards.len() } else { manifest.cards.len().min(2) }).map(Part::Cards));
    parts.extend(Facet::ALL.into_iter().filter(|f| manifest.column(*f).is_some()).map(Part::Column));
    if texts && manifest.articles.gzip <= SEARCHED {
        parts.extend((0..manifest.articles.len()).map(Part::Articles));
    }
    parts
}

/// True where the list can be drawn by the program: its first rows are there, and nothing else that it shows is still on its way.
pub fn is_list_ready(library: &Library) -> bool {
    let Some(manifest) = &library.manifest else { return false };
    let first = manifest.cards.is_empty() || library.progress(Part::Cards(0)) == Some(Progress::Ready);
    let shown = needs(library, &Here::List, false, false);
    first && shown.into_iter().all(|part| library.is_settled(part))
}

/// Tries everything again that failed. The browser's cache is passed by: what is broken there would stay broken.
pub fn retry(app: App) {
    for part in app.library.with_untracked(Library::failures) {
        load(app, part, RequestCache::Reload);
    }
}

fn load(app: App, part: Part, cache: RequestCache) {
    app.library.update(|library| library.set_progress(part, Progress::Waiting));
    events::spawn(async move {
        let failed = fetch_part(app, part, cache).await.is_err();
        if failed && part != Part::Manifest {
            look_for_newer(app).await;
        }
        let progress = if failed { Progress::Failed } else { Progress::Ready };
        app.library.update(|library| library.set_progress(part, progress));
    });
}

/// Fetches a file and takes it in.
async fn fetch_part(app: App, part: Part, cache: RequestCache) -> Result<(), Failure> {
    if part == Part::Manifest {
        let manifest = read_manifest(app).await?;
        app.library.update(|library| library.put_manifest(manifest));
        return Ok(());
    }
    let file = app.library.with_untracked(|l| l.manifest.as_ref().and_then(|m| file_of(m, part))).ok_or(Failure::Missing)?;
    match part {
        Part::Manifest => {}
        Part::Ids => {
            let ids = json(app, &file, cache).await?;
            app.library.update(|library| library.put_ids(ids));
        }
        Part::Cards(_) => {
            let pack = json(app, &file, cache).await?;
            app.library.update(|library| library.put_cards(pack));
        }
        Part::Column(_) => {
            let column = json(app, &file, cache).await?;
            app.library.update(|library| library.put_column(column));
        }
        Part::Articles(_) => {
            let pack = json(app, &file, cache).await?;
            // Folding a pack takes some milliseconds: what was typed meanwhile goes first.
            breathe().await;
            app.library.update(|library| library.put_articles(pack));
        }
    }
    Ok(())
}

async fn json<T: DeserializeOwned>(app: App, file: &File, cache: RequestCache) -> Result<T, Failure> {
    let url = app.room().file(&["corpus/", &file.path].concat());
    fetch::json(&url, fetch::hash_in(&file.path), cache).await
}

async fn read_manifest(app: App) -> Result<Manifest, Failure> {
    fetch::json(&app.room().file("corpus/manifest.json"), None, RequestCache::NoCache).await
}

fn file_of(manifest: &Manifest, part: Part) -> Option<File> {
    match part {
        Part::Manifest => None,
        Part::Ids => Some(manifest.ids.clone()),
        Part::Cards(pack) => manifest.card_file(pack),
        Part::Column(facet) => manifest.column(facet).cloned(),
        Part::Articles(pack) => manifest.article_file(pack),
    }
}

/// A file that is gone may belong to an edition that is no longer published: the manifest says so.
async fn look_for_newer(app: App) {
    if let Ok(manifest) = read_manifest(app).await {
        app.library.update(|library| {
            library.newer = library.manifest.as_ref().is_some_and(|old| old.edition != manifest.edition);
        });
    }
}
