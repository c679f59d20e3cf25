//! The state of the list, of which the words are watched apart from the rest: a letter that is typed draws nothing anew
//! until it is answered.

use super::watched::Watched;
use crate::corpus::ListState;

/// The state of the list.
#[derive(Debug)]
pub struct Listed {
    whole: Watched<ListState>,
    /// All but the words.
    narrowed: Watched<ListState>,
}

impl Listed {
    /// A state that nobody watches yet.
    pub fn new(state: ListState) -> Listed {
        Listed { narrowed: Watched::new(but_for_words(&state)), whole: Watched::new(state) }
    }

    /// Reads it; whoever asks runs again when it has changed, words included.
    pub fn with<R>(&self, read: impl FnOnce(&ListState) -> R) -> R {
        self.whole.with(read)
    }

    /// Reads it once.
    pub fn with_untracked<R>(&self, read: impl FnOnce(&ListState) -> R) -> R {
        self.whole.with_untracked(read)
    }

    /// A copy; whoever asks runs again when it has changed, words included.
    pub fn get(&self) -> ListState {
        self.whole.get()
    }

    /// A copy.
    pub fn get_untracked(&self) -> ListState {
        self.whole.get_untracked()
    }

    /// A copy without its words; whoever asks runs again when anything but those has changed.
    pub fn narrowed(&self) -> ListState {
        self.narrowed.get()
    }

    /// Changes it.
    pub fn update(&self, change: impl FnOnce(&mut ListState)) {
        self.whole.update(change);
        self.narrowed.put(self.whole.with_untracked(but_for_words));
    }

    /// Sets it.
    pub fn set(&self, state: ListState) {
        self.update(|old| *old = state);
    }
}

fn but_for_words(state: &ListState) -> ListState {
    ListState { query: String::new(), ..state.clone() }
}
