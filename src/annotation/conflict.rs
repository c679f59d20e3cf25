//! A note that two tabs have changed.

use super::model::Annotation;

/// Stands between two texts.
const SEPARATOR: &str = "\n\n";

/// Returns the annotation with the text of its stored version too, if that says something else.
pub(crate) fn keep_both(annotation: Annotation, stored: &Annotation) -> Annotation {
    let (own, other) = (annotation.note.trim(), stored.note.trim());
    if other.is_empty() || own.contains(other) {
        return annotation;
    }
    let note = if other.contains(own) { other.to_owned() } else { [other, SEPARATOR, own].concat() };
    Annotation { note, ..annotation }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_text_is_lost() {
        let note = |words: &str| Annotation { note: words.to_owned(), ..Annotation::default() };
        let kept = |own: &str, stored: &str| keep_both(note(own), &note(stored)).note;
        assert_eq!(kept("mine", "theirs"), "theirs\n\nmine");
        assert_eq!(kept("theirs, and more", "theirs"), "theirs, and more");
        assert_eq!(kept("mine", "all of mine too"), "all of mine too");
        assert_eq!(kept("mine", " "), "mine");
    }
}
