//! What a person notices of a reading room, in Chromium, Firefox and WebKit: journeys through WebDriver.
//!
//! The environment says what to drive; without it every test prints that it is skipped.
//! `LECTERN_TEST_SITE` is a built site of base path `/`, `LECTERN_ENGINES` lists engines, `LECTERN_CHROMIUM` and its like
//! name browsers, `LECTERN_CHROMEDRIVER` and its like drivers, `LECTERN_AXE` is axe.min.js, `LECTERN_TEST_READER` a folder
//! with the program of the page, for sites built in here. `LECTERN_JOURNEY` runs only the journeys whose name holds it.
//!
//! A journey has a host of its own, and so an origin, a cache and a store that nobody used before.
//! Nothing here sleeps to prove something: every wait looks until a deadline.

#![allow(
    clippy::unwrap_used,
    clippy::string_slice,
    clippy::expect_used,
    unreachable_pub,
    reason = "a test fails where it stands, and exports nothing"
)]

mod access;
mod arriving;
mod breaking;
mod engine;
mod file_protocol;
mod finding;
mod host;
mod inplace;
mod keys;
mod locales;
mod offline;
mod other_hosts;
mod page;
mod painting;
mod printing;
mod sample;
mod saving;
mod searching;
mod small_sites;
mod unscripted;

use engine::{Engine, Session};
use host::Host;
use page::Page;
use sample::Sample;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::pin::Pin;
use std::time::{Duration, Instant};

/// How long a journey may take before its browser counts as hung.
const LONGEST: Duration = Duration::from_secs(150);

/// What a journey is given: a page of the browser, the host of the site, what stands in the site.
struct Scene<'a> {
    page: &'a Page,
    host: &'a Host,
    sample: &'a Sample,
}

type Walk<'a> = Pin<Box<dyn Future<Output = ()> + 'a>>;
type Journey = (&'static str, for<'a> fn(&'a Scene<'a>) -> Walk<'a>);

macro_rules! journeys {
    ($($name:literal => $walk:path,)*) => { &[$(($name, |scene| Box::pin($walk(scene)))),*] };
}

const JOURNEYS: &[Journey] = journeys! {
    "typed words find an article, which opens" => finding::find_and_open,
    "the number of articles found is announced" => finding::announced,
    "a filter narrows the list, with counts, chips and clear all" => finding::filter,
    "Back leads to the same place of the same list" => finding::back,
    "an address opens an article, once" => finding::deep_link,
    "a copied address opens the same list" => finding::copied_list,
    "nothing found says so, with a way out" => finding::nothing,
    "a word of a text finds its article, which opens on the passage" => searching::lands,
    "a link with words opens an article on them" => searching::by_link,
    "an answer about another article marks nothing" => searching::strays,
    "a mistyped word is forgiven, and that is said" => searching::mistyped,
    "what was found is narrowed by date" => searching::dated,
    "what the query language does not know is hinted at" => searching::hinted,
    "a damaged index is said, and mended by its button" => searching::damaged,
    "a worker that does not start is said, and mended by its button" => searching::worker,
    "the last searches are offered, where one wants them kept" => searching::remembered,
    "a search in the address fetches everything once" => searching::few_trips,
    "an unknown address says so, with a way to the list" => finding::unknown,
    "what is saved stands under Saved, until it is taken off" => saving::save,
    "mere reading stores nothing" => saving::nothing_stored,
    "everything kept can be erased" => saving::erase,
    "the theme stays, and is there before the first paint" => saving::theme,
    "the privacy notice is answered once, and can be changed" => saving::consent,
    "the keyboard alone finds, opens and leaves" => keys::everything,
    "the skip link comes first and leads to the content" => keys::skip,
    "what was typed before the program came is kept" => arriving::typed,
    "what was ticked before the program came is kept" => arriving::ticked,
    "the page of a value becomes the list that it shows" => arriving::valued,
    "an open note and a selection outlive the program's arrival" => arriving::reading,
    "an article is painted by its HTML alone" => painting::html_alone,
    "what stands below the window is laid out after the first paint" => painting::rows_after,
    "the picture that leads a page comes before the program" => painting::picture_first,
    "nothing moves when the program comes, at a desk" => painting::wide,
    "nothing moves when the program comes, on a telephone" => painting::narrow,
    "no string becomes markup or a program" => painting::trusted,
    "on every kind of page what is read stays as it is when the program comes" => inplace::reading,
    "on every kind of page the focus stays when the program comes" => inplace::focused,
    "rows that came drawn stay the elements that they were" => inplace::standing,
    "whatever was done to a list before, the program makes it its own" => inplace::changed,
    "on every page with a box the words and the caret stay when the program comes" => inplace::typing,
    "what was chosen and saved before the program came counts" => inplace::chosen,
    "a further page stays until something is ticked there" => inplace::further,
    "no page asks another host" => other_hosts::counted,
    "broken packs are said, and mended by their button" => breaking::packs,
    "one press mends what fails after it, too" => breaking::late,
    "a program that does not come is said, and mended by its button" => breaking::program,
    "a line that is cut is said, and mended by its button" => breaking::offline,
    "a broken manifest is said, and mended by its button" => breaking::manifest,
    "a small collection is whole on the device after one visit" => offline::whole,
    "what was read opens again with the line cut" => offline::read_again,
    "everything can be kept, and removed; a full device is said" => offline::on_purpose,
    "what was found can be kept" => offline::result,
    "an article that is not kept says so when the line is cut" => offline::unkept,
    "a new edition is said, and what has changed" => offline::replaced,
    "what version 0.1 has kept moves to this one" => offline::moved,
    "Arabic runs from the right and fits a narrow screen" => locales::arabic,
    "every language fits a narrow screen" => locales::narrow,
    "the interface speaks the language of the site" => locales::interface,
    "a folder opens from a disk, search included" => file_protocol::folder,
    "a single file opens from a disk, search included" => file_protocol::single,
    "on paper stands what a reader reads, whole" => printing::sheets,
    "axe finds nothing to object to" => access::every_page,
};

/// Journeys in a browser whose scripts are off.
const UNSCRIPTED: &[Journey] = journeys! {
    "with scripts off the list and its pages read whole" => unscripted::list,
    "with scripts off an article reads whole" => unscripted::article,
    "with scripts off one browses by page, facet and neighbour, and prints" => unscripted::browsing,
    "with scripts off a folder reads from a disk" => unscripted::folder,
    "with scripts off a single file says what it needs" => unscripted::single,
};

#[test]
fn chromium() {
    run(Engine::Chromium);
}

#[test]
fn firefox() {
    run(Engine::Firefox);
}

#[test]
fn webkit() {
    run(Engine::Webkit);
}

fn run(engine: Engine) {
    let Some(site) = std::env::var_os("LECTERN_TEST_SITE").map(PathBuf::from) else {
        return println!("{engine}: skipped, LECTERN_TEST_SITE names no built site");
    };
    if !engine.is_asked_for() {
        return println!("{engine}: skipped, LECTERN_ENGINES does not name it");
    }
    let sample = Sample::read(&site);
    let mut failures = walk_all(engine, JOURNEYS, true, &sample);
    if engine.can_be_unscripted() {
        failures += walk_all(engine, UNSCRIPTED, false, &sample);
    } else {
        println!("{engine}: skipped, scripts off: its driver has no way to it");
    }
    assert_eq!(failures, 0, "{engine}: {failures} journeys failed, see above");
}

/// Walks every journey in one browser; how many failed.
fn walk_all(engine: Engine, journeys: &[Journey], scripts: bool, sample: &Sample) -> usize {
    let only = std::env::var("LECTERN_JOURNEY").unwrap_or_default();
    let asked: Vec<&Journey> = journeys.iter().filter(|(name, _)| name.contains(&only)).collect();
    if asked.is_empty() {
        return 0;
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let open = || runtime.block_on(Session::open(engine, scripts));
    let mut session = open();
    let mut failures = 0;
    for (name, walk) in asked {
        let start = Instant::now();
        let end = walk_one(&runtime, &Page::new(engine, session.client.clone()), sample, *walk);
        println!("{engine}: {end} {name} ({:.1} s)", start.elapsed().as_secs_f32());
        if end != End::Held {
            // What hangs keeps the whole browser, and a driver may lose an answer: once more, in a new one.
            session = open();
            let again = walk_one(&runtime, &Page::new(engine, session.client.clone()), sample, *walk);
            println!("{engine}: {again} {name}, once more");
            failures += usize::from(again != End::Held);
            if again == End::Hung {
                session = open();
            }
        }
    }
    runtime.block_on(session.close());
    failures
}

/// How a journey ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Held,
    Failed,
    Hung,
}

impl std::fmt::Display for End {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            End::Held => "ok    ",
            End::Failed => "FAILED",
            End::Hung => "HUNG  ",
        })
    }
}

/// Walks one journey on a host of its own.
fn walk_one(runtime: &tokio::runtime::Runtime, page: &Page, sample: &Sample, walk: for<'a> fn(&'a Scene<'a>) -> Walk<'a>) -> End {
    let host = Host::new(&sample.site);
    let scene = Scene { page, host: &host, sample };
    let walked = async { tokio::time::timeout(LONGEST, walk(&scene)).await };
    match catch_unwind(AssertUnwindSafe(|| runtime.block_on(walked))) {
        Ok(Ok(())) => End::Held,
        Ok(Err(_)) => End::Hung,
        Err(_) => End::Failed,
    }
}
