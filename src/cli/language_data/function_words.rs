//! Words that say little of what a text is about: articles, prepositions, auxiliaries, question words.

use crate::search::analysis::{TokenKind, Variants, tokens};
use std::collections::BTreeSet;

/// English words that the published list, made for removing words altogether, is too careful to hold.
const MORE_ENGLISH: &str = "also although among another anyone anything around away became become becomes cannot could done either \
    else enough etc even ever every everyone everything get gets getting give given gives got however indeed instead least less let \
    made make makes many may maybe might much must neither never none nothing often one ones onto ought per perhaps please put quite \
    rather really said say says seem seems shall since someone something sometimes still though thus together toward towards unless \
    unto upon us use used uses using usually via was well were whatever whenever whereas wherever whether whichever whoever whose \
    within without would yet";

/// The function words of a language (a primary subtag), as they stand in the index; none for a language without a list.
pub fn function_words(language: &str) -> BTreeSet<String> {
    let code = match language {
        "nb" | "nn" => "no",
        other => other,
    };
    let mut forms = BTreeSet::new();
    for word in stop_words::lookup(code).unwrap_or_default() {
        forms.extend(form(word));
    }
    if code == "en" {
        forms.extend(MORE_ENGLISH.split_whitespace().map(str::to_owned));
    }
    forms
}

/// The form of an entry that is one word, or two characters of a script that is indexed so.
fn form(entry: &str) -> Option<String> {
    let entry: String = if entry.is_ascii() { entry.to_owned() } else { super::chinese::simplified(entry) };
    let mut found = Vec::new();
    tokens(&entry, &Variants::default(), 0, &mut |token| {
        if token.kind != TokenKind::Joined {
            found.push((token.kind, token.form.to_owned()));
        }
    });
    match &mut found[..] {
        [(_, form)] | [(TokenKind::Gram, form), (TokenKind::Gram, _)] => Some(std::mem::take(form)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::analysis::languages::STEMMED;

    #[test]
    fn question_words_and_auxiliaries_are_function_words() {
        let english = function_words("en");
        for word in "how do does what where which who why the of use is was can dont our".split(' ') {
            assert!(english.contains(word), "{word}");
        }
        for word in ["harbour", "system", "information", "test", "new", "computer", "flow"] {
            assert!(!english.contains(word), "{word}");
        }
    }

    #[test]
    fn every_language_that_is_stemmed_has_function_words() {
        for language in STEMMED {
            assert!(function_words(language).len() > 40, "{language}");
        }
        assert!(function_words("ru").contains("и") && function_words("fr").contains("etait") && function_words("zh").contains("我们"));
        assert!(function_words("xx").is_empty());
    }
}
