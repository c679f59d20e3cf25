//! The state of the program.

use super::asking::Heard;
use super::excerpts::Excerpts;
use super::found::{Facets, Found, count, find};
use super::hits::Hits;
use super::kept::Kept;
use super::library::Library;
use super::listed::Listed;
use super::watched::Watched;
use crate::corpus::{ListState, Place};
use crate::search::message::InPageRequests;
use crate::view::Room;
use leptos::prelude::Owner;
use std::ops::Deref;
use std::sync::atomic::{AtomicBool, AtomicU32};
use std::sync::{Arc, Mutex, PoisonError};

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

/// What the program knows, watched by what is drawn of it.
pub struct State {
    room: Arc<Room>,
    owner: Option<Owner>,
    /// Whether what the page needs is being followed.
    pub following: AtomicBool,
    /// Whether the list was opened to search: the box then gets the focus, not the heading.
    pub to_search: AtomicBool,
    /// Where the reader is.
    pub here: Watched<Here>,
    /// The state of the list, also while an article that was opened from it is read.
    pub list: Listed,
    /// What is loaded.
    pub library: Watched<Library>,
    /// Says that texts have come for the passages of rows, see [`super::loading`].
    pub texts: Watched<()>,
    /// Whether that is about to be said.
    pub texts_due: AtomicBool,
    /// What is kept on this device.
    pub kept: Watched<Kept>,
    /// What the list's state meant last, and of what that was made.
    found: Mutex<Option<(Basis, Arc<Found>)>>,
    /// What each value had when that was counted last.
    counted: Mutex<Arc<Facets>>,
    /// Whether the filters stand open, on a narrow screen.
    pub filters: Watched<bool>,
    /// Whether somebody is typing: only the first rows are drawn then, the others, and the counts, when the typing pauses.
    pub typing: Watched<bool>,
    /// The number of the letter that was typed last.
    pub letter: AtomicU32,
    /// Whether somebody is at the box.
    pub at_box: Watched<bool>,
    /// Whether the sheet of settings is open.
    pub sheet: Watched<bool>,
    /// Whether "erase" was pressed once.
    pub sure: Watched<bool>,
    /// What the worker answered last.
    pub heard: Watched<Arc<Heard>>,
    /// Whether what the first rows do not need may be fetched: an answer that is waited for has the line for itself.
    pub rested: Watched<bool>,
    /// Whether an answer is on its way.
    pub asking: Watched<bool>,
    /// Whether the worker could not answer.
    pub silent: Watched<bool>,
    /// The number of the newest question.
    pub turn: AtomicU32,
    /// The passages of the rows.
    pub excerpts: Watched<Excerpts>,
    /// The numbers of the first row near the window and of the first one after it.
    pub window: Watched<(usize, usize)>,
    /// What the worker is asked of the article that is open.
    pub in_page: Mutex<InPageRequests>,
    /// The words found in the article that is open.
    pub hits: Watched<Hits>,
    /// The anchor to land at once the words are marked; nothing where the page stays as it is.
    pub landing: Watched<Option<Option<String>>>,
    /// The anchor at which this article was left before, while that is offered.
    pub offer: Watched<Option<String>>,
    /// Whether the rows stand as they came: they are adopted in a task of their own.
    pub rows_stand: Watched<bool>,
    /// Whether the page is drawn by the program already.
    pub alive: Watched<bool>,
    /// How many steps inside the program lead back to where the reader came in.
    pub steps: AtomicU32,
}

impl App {
    /// The state at a place.
    pub fn new(room: Room, place: &Place) -> App {
        let kept = Kept::read(room.addressing.base());
        let list = Listed::new(list_of(place));
        let library = Watched::new(Library::default());
        let heard = Watched::new(Arc::new(Heard::default()));
        App(Box::leak(Box::new(State {
            room: Arc::new(room),
            owner: Owner::current(),
            following: AtomicBool::new(false),
            to_search: AtomicBool::new(false),
            here: Watched::new(here_of(place)),
            list,
            library,
            texts: Watched::new(()),
            texts_due: AtomicBool::new(false),
            kept: Watched::new(kept),
            found: Mutex::new(None),
            counted: Mutex::default(),
            filters: Watched::new(false),
            typing: Watched::new(false),
            letter: AtomicU32::new(0),
            at_box: Watched::new(false),
            sheet: Watched::new(false),
            sure: Watched::new(false),
            heard,
            rested: Watched::new(true),
            asking: Watched::new(false),
            silent: Watched::new(false),
            turn: AtomicU32::new(0),
            excerpts: Watched::new(Excerpts::default()),
            window: Watched::new((0, 0)),
            in_page: Mutex::default(),
            hits: Watched::new(Hits::default()),
            landing: Watched::new(None),
            offer: Watched::new(None),
            rows_stand: Watched::new(false),
            alive: Watched::new(false),
            steps: AtomicU32::new(0),
        })))
    }

    /// The state itself, which lives as long as the page.
    pub fn state(self) -> &'static State {
        self.0
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

    /// What the list's state means, made anew where what it is made of has changed. Words that are still on their way to the
    /// worker change nothing yet.
    pub fn found(&self) -> Arc<Found> {
        let narrowed = ListState { rows: 0, ..self.list.narrowed() };
        self.library.with(|library| {
            self.heard.with(|heard| {
                let mut last = self.found.lock().unwrap_or_else(PoisonError::into_inner);
                let basis = (library.version, narrowed, heard.stamp);
                if let Some((_, found)) = last.as_ref().filter(|(known, _)| *known == basis) {
                    return found.clone();
                }
                let found = Arc::new(find(library, &basis.1, heard));
                *last = Some((basis, found.clone()));
                found
            })
        })
    }

    /// How many of what was found each value has, or had when somebody began to type: then counts wait until the typing pauses.
    pub fn facets(&self) -> Arc<Facets> {
        let mut last = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        if !self.typing.get() {
            let list = self.list.narrowed();
            let now = self.library.with(|library| self.heard.with(|heard| count(library, &list, heard)));
            *last = Arc::new(now);
        }
        last.clone()
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

/// What is found is made of this: the version of the library, the list but for its words and rows, the answer.
type Basis = (u32, ListState, u32);

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
