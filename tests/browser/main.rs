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

mod accessibility;
mod annotations;
mod arriving;
mod engine;
mod error_recovery;
mod file_protocol;
mod full_text_search;
mod host;
mod inplace;
mod keyboard;
mod local_storage;
mod locales;
mod navigation;
mod offline;
mod page;
mod painting;
mod printing;
mod review;
mod sample;
mod test_site;
mod third_party_requests;
mod without_scripts;

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
const JOURNEY_TIMEOUT: Duration = Duration::from_secs(150);

/// What a journey is given: a page of the browser, the host of the site, what stands in the site.
struct TestContext<'a> {
    page: &'a Page,
    host: &'a Host,
    sample: &'a Sample,
}

type JourneyFuture<'a> = Pin<Box<dyn Future<Output = ()> + 'a>>;
type Journey = (&'static str, for<'a> fn(&'a TestContext<'a>) -> JourneyFuture<'a>);

macro_rules! journeys {
    ($($name:literal => $journey:path,)*) => { &[$(($name, |context| Box::pin($journey(context)))),*] };
}

const JOURNEYS: &[Journey] = journeys! {
    "typed words find an article, which opens" => navigation::finds_and_opens_article,
    "the number of articles found is announced" => navigation::announces_count,
    "a filter narrows the list, with counts, chips and clear all" => navigation::filters_list,
    "Back leads to the same place of the same list" => navigation::goes_back_to_list,
    "an address opens an article, once" => navigation::opens_deep_link,
    "a copied address opens the same list" => navigation::opens_copied_list_url,
    "nothing found says so, with a way out" => navigation::says_nothing_found,
    "a word of a text finds its article, which opens on the passage" => full_text_search::opens_at_match,
    "a link with words opens an article on them" => full_text_search::opens_link_with_query,
    "an answer about another article marks nothing" => full_text_search::ignores_stale_responses,
    "a mistyped word is forgiven, and that is said" => full_text_search::corrects_typo,
    "what was found is narrowed by date" => full_text_search::filters_by_date,
    "what the query language does not know is hinted at" => full_text_search::explains_invalid_date,
    "a damaged index is said, and mended by its button" => full_text_search::recovers_from_damaged_index,
    "a worker that does not start is said, and mended by its button" => full_text_search::recovers_from_missing_worker,
    "words of scripts without spaces, of Arabic and of Korean are found as they are typed" => full_text_search::finds_words_of_every_script,
    "nothing is asked while an input method composes" => full_text_search::waits_for_input_method,
    "the last searches are offered, where one wants them kept" => full_text_search::offers_recent_searches,
    "a search in the address fetches everything once" => full_text_search::fetches_each_file_once,
    "an unknown address says so, with a way to the list" => navigation::says_page_not_found,
    "what is saved stands under Saved, until it is taken off" => local_storage::saves_article,
    "mere reading stores nothing" => local_storage::stores_nothing_unasked,
    "everything kept can be erased" => local_storage::erases_everything,
    "the theme stays, and is there before the first paint" => local_storage::keeps_theme,
    "the privacy notice is answered once, and can be changed" => local_storage::remembers_consent,
    "the keyboard alone finds, opens and leaves" => keyboard::finds_opens_and_leaves,
    "the skip link comes first and leads to the content" => keyboard::follows_skip_link,
    "what was typed before the program came is kept" => arriving::keeps_typed_query,
    "what was ticked before the program came is kept" => arriving::keeps_ticked_filter,
    "a facet page becomes the filtered list" => arriving::facet_page_becomes_list,
    "an open note and a selection outlive the program's arrival" => arriving::keeps_selection_and_details,
    "an article is painted by its HTML alone" => painting::paints_by_html_alone,
    "what stands below the window is laid out after the first paint" => painting::lays_out_rows_after_first_paint,
    "the picture that leads a page comes before the program" => painting::loads_lead_picture_first,
    "nothing moves when the program comes, at a desk" => painting::shifts_nothing_on_desktop,
    "nothing moves when the program comes, on a telephone" => painting::shifts_nothing_on_phone,
    "no string becomes markup or a program" => painting::enforces_trusted_types,
    "on every kind of page what is read stays as it is when the program comes" => inplace::keeps_reading_state,
    "on every kind of page the focus stays when the program comes" => inplace::keeps_focus,
    "rows that came drawn stay the elements that they were" => inplace::keeps_rows_until_touched,
    "whatever was done to a list before, the program makes it its own" => inplace::redraws_changed_list,
    "on every page with a box the words and the caret stay when the program comes" => inplace::keeps_typed_words,
    "what was chosen and saved before the program came counts" => inplace::applies_early_choices,
    "a further page of a list stays until a filter is ticked" => inplace::further_page_becomes_list,
    "no page asks another host" => third_party_requests::requests_no_other_host,
    "broken packs are said, and mended by their button" => error_recovery::recovers_from_broken_packs,
    "one press mends what fails after it, too" => error_recovery::retry_covers_later_failure,
    "a program that does not come is said, and mended by its button" => error_recovery::recovers_from_missing_program,
    "a line that is cut is said, and mended by its button" => error_recovery::recovers_from_lost_connection,
    "a broken manifest is said, and mended by its button" => error_recovery::recovers_from_broken_manifest,
    "a small collection is whole on the device after one visit" => offline::caches_small_collection,
    "what was read opens again with the line cut" => offline::reopens_read_article,
    "everything can be kept, and removed; a full device is said" => offline::downloads_everything,
    "what was found can be kept" => offline::downloads_results,
    "an article that is not kept says so when the line is cut" => offline::says_article_is_not_downloaded,
    "a new edition is said, and what has changed" => offline::announces_new_version,
    "what version 0.1 has kept moves to this one" => offline::migrates_from_version_0_1,
    "Arabic runs from the right and fits a narrow screen" => locales::lays_out_arabic,
    "every language fits a narrow screen" => locales::fits_narrow_screen,
    "the interface speaks the language of the site" => locales::speaks_site_language,
    "a folder opens from a disk, search included" => file_protocol::opens_folder,
    "a single file opens from a disk, search included" => file_protocol::opens_single_file,
    "on paper stands what a reader reads, whole" => printing::prints_whole_article,
    "words are highlighted and noted, and are there after a reload" => annotations::highlights_and_notes,
    "words are highlighted, noted and cited by keyboard" => annotations::highlights_by_keyboard,
    "a highlight finds its passage after a rebuild, or keeps its quotation" => annotations::finds_passages_after_rebuild,
    "the notebook is searched, exported, erased and imported" => annotations::keeps_notebook,
    "two tabs lose nothing of a note" => annotations::loses_nothing_between_tabs,
    "words are highlighted and noted by touch" => annotations::works_by_touch,
    "storage that is blocked is said" => annotations::says_that_storage_is_blocked,
    "a publisher corrects an article by mouse" => review::corrects_by_mouse,
    "a publisher corrects articles by keyboard" => review::corrects_by_keyboard,
    "the review answers no other site" => review::refuses_foreign_requests,
    "axe finds nothing to object to in the review" => review::has_no_violations,
    "axe finds nothing to object to" => accessibility::has_no_violations,
};

/// Journeys in a browser whose scripts are off.
const JOURNEYS_WITHOUT_SCRIPTS: &[Journey] = journeys! {
    "with scripts off the list and its pages read whole" => without_scripts::reads_list,
    "with scripts off an article reads whole" => without_scripts::reads_article,
    "with scripts off one browses by page, facet and neighbour, and prints" => without_scripts::browses_site,
    "with scripts off a publisher corrects an article" => review::corrects_without_scripts,
    "with scripts off a folder reads from a disk" => without_scripts::browses_folder,
    "with scripts off a single file says what it needs" => without_scripts::single_file_says_what_it_needs,
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
    if !engine.is_selected() {
        return println!("{engine}: skipped, LECTERN_ENGINES does not name it");
    }
    let sample = Sample::read(&site);
    let mut failures = run_journeys(engine, JOURNEYS, true, &sample);
    if engine.can_disable_scripts() {
        failures += run_journeys(engine, JOURNEYS_WITHOUT_SCRIPTS, false, &sample);
    } else {
        println!("{engine}: skipped, scripts off: its driver has no way to it");
    }
    assert_eq!(failures, 0, "{engine}: {failures} journeys failed, see above");
}

/// Walks every journey in one browser; how many failed.
fn run_journeys(engine: Engine, journeys: &[Journey], scripts: bool, sample: &Sample) -> usize {
    let filter = std::env::var("LECTERN_JOURNEY").unwrap_or_default();
    let selected: Vec<&Journey> = journeys.iter().filter(|(name, _)| name.contains(&filter)).collect();
    if selected.is_empty() {
        return 0;
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let open_session = || runtime.block_on(Session::open(engine, scripts));
    let mut session = open_session();
    let mut failures = 0;
    for (name, journey) in selected {
        let start = Instant::now();
        let outcome = run_journey(&runtime, &Page::new(engine, session.client.clone()), sample, *journey);
        println!("{engine}: {outcome} {name} ({:.1} s)", start.elapsed().as_secs_f32());
        if outcome != JourneyOutcome::Passed {
            // What hangs keeps the whole browser, and a driver may lose an answer: once more, in a new one.
            session = open_session();
            let second_outcome = run_journey(&runtime, &Page::new(engine, session.client.clone()), sample, *journey);
            println!("{engine}: {second_outcome} {name}, once more");
            failures += usize::from(second_outcome != JourneyOutcome::Passed);
            if second_outcome == JourneyOutcome::TimedOut {
                session = open_session();
            }
        }
    }
    runtime.block_on(session.close());
    failures
}

/// How a journey ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum JourneyOutcome {
    Passed,
    Failed,
    TimedOut,
}

impl std::fmt::Display for JourneyOutcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            JourneyOutcome::Passed => "ok    ",
            JourneyOutcome::Failed => "FAILED",
            JourneyOutcome::TimedOut => "HUNG  ",
        })
    }
}

/// Walks one journey on a host of its own.
fn run_journey(
    runtime: &tokio::runtime::Runtime,
    page: &Page,
    sample: &Sample,
    journey: for<'a> fn(&'a TestContext<'a>) -> JourneyFuture<'a>,
) -> JourneyOutcome {
    let host = Host::new(&sample.site);
    let context = TestContext { page, host: &host, sample };
    let future = async { tokio::time::timeout(JOURNEY_TIMEOUT, journey(&context)).await };
    match catch_unwind(AssertUnwindSafe(|| runtime.block_on(future))) {
        Ok(Ok(())) => JourneyOutcome::Passed,
        Ok(Err(_)) => JourneyOutcome::TimedOut,
        Err(_) => JourneyOutcome::Failed,
    }
}
