//! The state of the program.

use super::asking::Heard;
use super::excerpts::Excerpts;
use super::found::{Found, find};
use super::hits::Hits;
use super::kept::Kept;
use super::library::Library;
use crate::corpus::{ListState, Place};
use crate::view::Room;
use leptos::prelude::*;
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32};

/// Where the reader is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Here {
    /// The list.
    List,
    /// An article, by id.
    Article(String),
    /// What was saved.
    Saved,
    /// The settings.
    Settings,
    /// A page that the program leaves as it came.
    Other,
}

/// The state of the program, to be copied into whatever reads it. It lives as long as the page, so that a pointer will do.
#[derive(Clone, Copy)]
pub struct App(&'static State);

impl Deref for App {
    type Target = State;
    fn deref(&self) -> &State {
        self.0
    }
}

/// What the program knows, in signals.
pub struct State {
    room: Arc<Room>,
    owner: Option<Owner>,
    /// Whether what the page needs is being followed.
    pub following: AtomicBool,
    /// Whether the list was opened to search: the box then gets the focus, not the heading.
    pub to_search: AtomicBool,
    /// Where the reader is.
    pub here: RwSignal<Here>,
    /// The state of the list, also while an article that was opened from it is read.
    pub list: RwSignal<ListState>,
    /// What is loaded.
    pub library: RwSignal<Library>,
    /// What is kept on this device.
    pub kept: RwSignal<Kept>,
    /// What the list's state means.
    pub found: Memo<Arc<Found>>,
    /// Whether the filters stand open, on a narrow screen.
    pub filters: RwSignal<bool>,
    /// Whether somebody is typing: only the first rows are drawn then, the others when the typing pauses.
    pub typing: RwSignal<bool>,
    /// Whether somebody is at the box.
    pub at_box: RwSignal<bool>,
    /// Whether the sheet of settings is open.
    pub sheet: RwSignal<bool>,
    /// Whether "erase" was pressed once.
    pub sure: RwSignal<bool>,
    /// What the worker answered last.
    pub heard: RwSignal<Arc<Heard>>,
    /// Whether an answer is on its way.
    pub asking: RwSignal<bool>,
    /// Whether the worker could not answer.
    pub silent: RwSignal<bool>,
    /// The number of the newest question.
    pub turn: AtomicU32,
    /// The passages of the rows.
    pub excerpts: RwSignal<Excerpts>,
    /// The numbers of the first row near the window and of the first one after it.
    pub window: RwSignal<(usize, usize)>,
    /// The words found in the article that is open.
    pub hits: RwSignal<Hits>,
    /// The anchor to land at once the words are marked; nothing where the page stays as it is.
    pub landing: RwSignal<Option<Option<String>>>,
    /// The anchor at which this article was left before, while that is offered.
    pub offer: RwSignal<Option<String>>,
    /// Whether the page is drawn by the program already.
    pub alive: RwSignal<bool>,
    /// How many steps inside the program lead back to where the reader came in.
    pub steps: AtomicU32,
}

impl App {
    /// The state at a place.
    pub fn new(room: Room, place: &Place) -> App {
        let kept = Kept::read(room.addressing.base());
        let list = RwSignal::new(list_of(place));
        let library = RwSignal::new(Library::default());
        let heard = RwSignal::new(Arc::new(Heard::default()));
        App(Box::leak(Box::new(State {
            room: Arc::new(room),
            owner: Owner::current(),
            following: AtomicBool::new(false),
            to_search: AtomicBool::new(false),
            here: RwSignal::new(here_of(place)),
            list,
            library,
            kept: RwSignal::new(kept),
            found: found(library, list, heard),
            filters: RwSignal::new(false),
            typing: RwSignal::new(false),
            at_box: RwSignal::new(false),
            sheet: RwSignal::new(false),
            sure: RwSignal::new(false),
            heard,
            asking: RwSignal::new(false),
            silent: RwSignal::new(false),
            turn: AtomicU32::new(0),
            excerpts: RwSignal::new(Excerpts::default()),
            window: RwSignal::new((0, 0)),
            hits: RwSignal::new(Hits::default()),
            landing: RwSignal::new(None),
            offer: RwSignal::new(None),
            alive: RwSignal::new(false),
            steps: AtomicU32::new(0),
        })))
    }

    /// Words, language, addresses.
    pub fn room(&self) -> Arc<Room> {
        self.room.clone()
    }

    /// Runs something that lives as long as the page, from wherever a listener is called.
    pub fn for_good(&self, run: impl FnOnce()) {
        match &self.owner {
            Some(owner) => owner.with(run),
            None => run(),
        }
    }

    /// The address of where the reader is.
    pub fn place(&self) -> Place {
        match self.here.get_untracked() {
            Here::Article(id) => Place::Article { id, from: self.list.get_untracked(), anchor: None },
            Here::Saved => Place::Saved,
            Here::Settings => Place::Settings,
            Here::List | Here::Other => Place::List(self.list.get_untracked()),
        }
    }
}

/// What the list's state means, made anew when the state, the answer or what they are narrowed by changes. Words that are
/// still on their way to the worker change nothing yet.
fn found(library: RwSignal<Library>, list: RwSignal<ListState>, heard: RwSignal<Arc<Heard>>) -> Memo<Arc<Found>> {
    let version = Memo::new(move |_| library.with(|library| library.version));
    let narrowed = Memo::new(move |_| list.with(|list| ListState { query: String::new(), rows: 0, ..list.clone() }));
    let find = move |_: Option<&Arc<Found>>| {
        // Read, not only tracked: nobody else reads it, and what is never read follows nothing.
        _ = version.get();
        Arc::new(narrowed.with(|state| heard.with(|heard| library.with_untracked(|library| find(library, state, heard)))))
    };
    Memo::new_with_compare(find, |_, _| true)
}

/// The part of a place that decides which page is drawn.
pub fn here_of(place: &Place) -> Here {
    match place {
        Place::List(_) => Here::List,
        Place::Article { id, .. } => Here::Article(id.clone()),
        Place::Saved => Here::Saved,
        Place::Settings => Here::Settings,
        Place::Page(_) | Place::Message | Place::SitePage(_) | Place::File(_) => Here::Other,
    }
}

/// The state of the list that a place carries.
pub fn list_of(place: &Place) -> ListState {
    match place {
        Place::List(state) | Place::Article { from: state, .. } => state.clone(),
        _ => ListState::new(),
    }
}
