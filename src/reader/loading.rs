//! Fetching what is needed, and trying again.

use super::app::{App, Here};
use super::found::{SORTED, wants_days};
use super::library::{Library, Part, Progress};
use super::{asking, excerpts, watched};
use crate::browser::events;
use crate::browser::fetch::{self, Failure};
use crate::corpus::card::CardPack;
use crate::corpus::days::Days;
use crate::corpus::pack::ArticlePack;
use crate::corpus::{Column, Facet, File, Manifest};
use serde::de::DeserializeOwned;
use std::sync::atomic::Ordering;
use web_sys::RequestCache;

/// Above so many articles the list fetches only the cards of the rows that it draws.
pub const SMALL: u32 = 2_000;

/// While somebody types, only the cards of so many rows are fetched of a large corpus.
const TYPED: usize = 8;

/// Milliseconds within which texts that come are looked through together: a frame and a half.
const GATHERED: i32 = 24;

/// Asks for whatever the present page needs, now and whenever that changes.
pub fn follow_needs(app: App) {
    if !app.following.swap(true, Ordering::Relaxed) {
        app.for_good(|| follow(app));
    }
}

fn follow(app: App) {
    watched::follow(move || {
        for part in needs(app) {
            if app.library.with_untracked(|library| library.progress(part).is_none()) {
                load(app, part, RequestCache::Default);
            }
        }
    });
}

/// The files that the present page needs, in the order to ask for them. What the list looks for is answered by the worker:
/// until then nothing but the manifest, and what its filters need, is in the way of that.
fn needs(app: App) -> Vec<Part> {
    let list = app.list.get();
    // An article that came drawn is not fetched again.
    let alive = app.alive.get();
    let here = if alive { app.here.get() } else { Here::List };
    let answered = list.query.trim().is_empty() || (asking::is_final(app) && app.rested.get());
    // Texts for passages come when the typing pauses: those of a row that the next letter takes away would be fetched in vain.
    let passages = alive && here == Here::List && !app.typing.get() && !app.heard.with(|heard| heard.is_everything());
    let near = if passages { excerpts::near(app) } else { Vec::new() };
    app.library.with(|library| {
        let Some(manifest) = &library.manifest else { return vec![Part::Manifest] };
        let mut parts = Vec::new();
        if let Here::Article(id) = &here {
            parts.push(library.ordinal(id).map_or(Some(Part::Ids), |o| manifest.articles.of(o).map(Part::Articles)));
        }
        if answered || list.filters() > 0 {
            parts.extend(Facet::ALL.into_iter().filter(|f| manifest.column(*f).is_some()).map(|f| Some(Part::Column(f))));
            parts.extend(wants_days(&list).then_some(Some(Part::Days)));
        }
        if !answered {
            parts.push(waited_for(app, library));
        } else {
            cards(app, library, &here, &mut parts);
            parts.extend(near.into_iter().map(|ordinal| manifest.articles.of(ordinal).map(Part::Articles)));
        }
        parts.into_iter().flatten().collect()
    })
}

/// The pack of the first row's card, where that did not come with the answer: no other row may stand first meanwhile.
fn waited_for(app: App, library: &Library) -> Option<Part> {
    let first = asking::is_settled(app).then(|| app.found().rows(1).next()).flatten()?;
    library.card(first).is_none().then(|| library.pack_of_card(first).map(Part::Cards)).flatten()
}

/// The packs of the cards that a page shows; of a small corpus all.
fn cards(app: App, library: &Library, here: &Here, parts: &mut Vec<Option<Part>>) {
    let packs = library.manifest.as_ref().map_or(0, |manifest| manifest.cards.len());
    if library.count() <= SMALL {
        return parts.extend((0..packs).map(|pack| Some(Part::Cards(pack))));
    }
    let ordinals: Vec<u32> = match here {
        Here::List | Here::Other => rows(app),
        Here::Article(id) => beside(app, library.ordinal(id)),
        Here::Saved => {
            parts.push(Some(Part::Ids));
            app.kept.with(|kept| kept.saved.iter().filter_map(|saved| library.ordinal(&saved.id)).collect())
        }
        Here::Settings => Vec::new(),
    };
    for pack in ordinals.into_iter().map(|ordinal| library.pack_of_card(ordinal).map(Part::Cards)) {
        if !parts.contains(&pack) {
            parts.push(pack);
        }
    }
}

/// The rows that are drawn; everything that was found where the order goes by what stands in the cards.
fn rows(app: App) -> Vec<u32> {
    let (drawn, by_card) = app.list.with(|list| (list.rows, list.sort.needs_cards()));
    let found = app.found();
    let all = by_card && found.order.len() <= SORTED;
    let drawn = if app.typing.get() { drawn.min(TYPED) } else { drawn };
    found.rows(if all { SORTED } else { drawn }).collect()
}

/// The neighbours of an article in the list.
fn beside(app: App, ordinal: Option<u32>) -> Vec<u32> {
    let order = &app.found().order;
    let at = order.iter().position(|other| Some(*other) == ordinal);
    at.map(|at| order.iter().copied().take(at + 2).skip(at.saturating_sub(1)).collect()).unwrap_or_default()
}

/// True where the list can be drawn by the program: its first rows are there, and nothing else that it shows is still on its
/// way; where something is looked for, once that was answered.
pub fn is_list_ready(app: App) -> bool {
    let settled = |parts: &[Part]| app.library.with(|library| parts.iter().all(|part| library.is_settled(*part)));
    // What a better answer follows is put in another order under the eyes of who reads it: in a small corpus that is not far.
    let small = app.library.with(|library| library.count() <= SMALL);
    let answered = if small { asking::is_final(app) } else { asking::is_settled(app) };
    if !answered || app.library.with(|library| library.manifest.is_none()) {
        return false;
    }
    if !app.heard.with(|heard| heard.is_everything()) {
        let first = app.library.with(|library| waited_for(app, library)).is_none_or(|part| settled(&[part]));
        return first && (app.list.with(|list| list.filters() == 0) || settled(&needs(app)));
    }
    let first = app.library.with(|library| library.count() == 0 || library.progress(Part::Cards(0)) == Some(Progress::Ready));
    first && settled(&needs(app))
}

/// Tries everything again that failed, and what is still on its way once that has failed, too. The browser's cache is passed by:
/// what is broken there would stay broken.
pub fn retry(app: App) {
    app.library.update_untracked(|library| library.retries += 1);
    if app.silent.get_untracked() || app.asking.get_untracked() {
        asking::retry(app);
    }
    for part in app.library.with_untracked(Library::failures) {
        load(app, part, RequestCache::Reload);
    }
}

fn load(app: App, part: Part, cache: RequestCache) {
    // Only where it failed before is anything drawn of it.
    match app.library.with_untracked(|library| library.progress(part)) {
        None => app.library.update_untracked(|library| library.set_progress(part, Progress::Waiting)),
        Some(_) => app.library.update(|library| library.set_progress(part, Progress::Waiting)),
    }
    let retries = app.library.with_untracked(|library| library.retries);
    events::spawn(async move {
        match fetch_part(app, part, cache).await {
            Ok(come) => take(app, part, come),
            Err(_) => {
                if part != Part::Manifest {
                    look_for_newer(app).await;
                }
                if app.library.with_untracked(|library| library.retries) == retries {
                    app.library.update(|library| library.set_progress(part, Progress::Failed));
                } else {
                    load(app, part, RequestCache::Reload);
                }
            }
        }
    });
}

/// What has come.
enum Come {
    Manifest(Manifest),
    Ids(Vec<String>),
    Cards(CardPack),
    Days(Days),
    Column(Column),
    Articles(ArticlePack),
}

/// Takes in what has come. Texts are told of by themselves where they are those of rows: rows, values and line are drawn of
/// cards and columns.
fn take(app: App, part: Part, come: Come) {
    let heard = app.heard.get_untracked();
    let rows = matches!(come, Come::Articles(_)) && !matches!(app.here.get_untracked(), Here::Article(_));
    let quiet = rows && app.library.with_untracked(|library| library.failures().is_empty());
    let put = |library: &mut Library| {
        match come {
            Come::Manifest(manifest) => {
                library.put_manifest(manifest);
                library.put_sent(&heard.rest.cards);
            }
            Come::Ids(ids) => library.put_ids(ids),
            Come::Cards(pack) => library.put_cards(pack),
            Come::Days(days) => library.put_days(days),
            Come::Column(column) => library.put_column(column),
            Come::Articles(pack) => library.put_articles(pack),
        }
        library.set_progress(part, Progress::Ready);
    };
    if quiet {
        app.library.update_untracked(put)
    } else {
        app.library.update(put)
    }
    if rows {
        tell_of_texts(app);
    }
}

/// Says once of all texts that come within some milliseconds that they are there: the worker looks through them together, and
/// the rows are drawn anew once.
fn tell_of_texts(app: App) {
    if !app.texts_due.swap(true, Ordering::Relaxed) {
        events::after(GATHERED, move || {
            app.texts_due.store(false, Ordering::Relaxed);
            app.texts.set(());
        });
    }
}

/// Fetches a file and reads it.
async fn fetch_part(app: App, part: Part, cache: RequestCache) -> Result<Come, Failure> {
    Ok(match part {
        Part::Manifest => Come::Manifest(read_manifest(app).await?),
        Part::Ids => Come::Ids(json(app, part, cache).await?),
        Part::Cards(_) => Come::Cards(json(app, part, cache).await?),
        Part::Days => Come::Days(json(app, part, cache).await?),
        Part::Column(_) => Come::Column(json(app, part, cache).await?),
        Part::Articles(_) => Come::Articles(json(app, part, cache).await?),
    })
}

async fn json<T: DeserializeOwned>(app: App, part: Part, cache: RequestCache) -> Result<T, Failure> {
    let file = app.library.with_untracked(|l| l.manifest.as_ref().and_then(|m| file_of(m, part))).ok_or(Failure::Missing)?;
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
        Part::Days => Some(manifest.days.clone()),
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
