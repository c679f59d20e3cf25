//! What the program of annotations shows, as plain values.

use crate::annotation::{Annotation, PassageSelector};
use std::ops::Range;

/// Where a bar or a dialog stands beside a passage, in CSS pixels from the beginning of the document.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct PassageBox {
    /// The left edge of the passage.
    pub left: f64,
    /// Its upper edge.
    pub top: f64,
    /// Its lower edge.
    pub bottom: f64,
    /// Whether there is room for a bar between the passage and the upper edge of the window.
    pub has_room_above: bool,
}

/// The passage that is selected in the open article.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct SelectedPassage {
    /// The passage.
    pub selector: PassageSelector,
    /// The address of the passage.
    pub link: String,
    /// Where it stands.
    pub place: PassageBox,
    /// Whether it was selected with a finger: the bar then stands at the lower edge of the window, away from the system's own menu.
    pub is_touch: bool,
}

/// A note that is being written.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct NoteDraft {
    /// The annotation, with the text as it was when the note was opened.
    pub annotation: Annotation,
    /// Whether it is stored; one that is not is dropped if nothing is written.
    pub is_stored: bool,
    /// Where its passage stands; absent for a note on the whole article, and for a passage that is gone.
    pub place: Option<PassageBox>,
    /// The address of the passage; empty without one.
    pub link: String,
}

/// A highlight or note beside the text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PlacedAnnotation {
    /// The annotation.
    pub annotation: Annotation,
    /// The distance of its mark from the beginning of the document, in CSS pixels.
    pub top: f64,
    /// The left edge of its mark.
    pub left: f64,
    /// The width of its card; `None` if there is no room for cards beside the text.
    pub width: Option<f64>,
    /// The address of the passage.
    pub link: String,
    /// Where the passage stands.
    pub place: PassageBox,
    /// Where it is in the text, in code points.
    pub range: Range<usize>,
}

/// Whether annotations are stored.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum AnnotationStorage {
    /// They are.
    #[default]
    Ready,
    /// The browser stores nothing.
    Blocked,
    /// There was no room for the last change.
    Full,
}

/// The distance between two marks, in CSS pixels.
const MARK_DISTANCE: f64 = 4.0;

/// Moves marks that would overlap down: `tops` are their places and heights in order, `obstacles` the upper and lower edges of what
/// stands beside the text already.
pub(crate) fn avoid_overlaps(tops: &mut [(f64, f64)], obstacles: &[(f64, f64)]) {
    let mut free_from = f64::MIN;
    for (top, height) in tops.iter_mut() {
        *top = top.max(free_from);
        for (upper, lower) in obstacles {
            if *top < *lower && *top + *height > *upper {
                *top = lower + MARK_DISTANCE;
            }
        }
        free_from = *top + *height + MARK_DISTANCE;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_keep_their_place_unless_it_is_taken() {
        let mut tops = [(10.0, 40.0), (30.0, 20.0), (200.0, 50.0), (400.0, 10.0)];
        avoid_overlaps(&mut tops, &[(60.0, 100.0), (230.0, 260.0)]);
        assert_eq!(tops.map(|(top, _)| top), [10.0, 104.0, 264.0, 400.0]);
    }
}
