//! Words that say little of what a text is about: articles, prepositions, auxiliaries, question words.

use crate::search::analysis::{TokenKind, Variants, tokenize};
use std::collections::BTreeSet;

/// English words that the published list, made for removing words altogether, is too careful to hold.
const ADDITIONAL_ENGLISH: &str = "also although among another anyone anything around away became become becomes cannot could done either \
    else enough etc even ever every everyone everything get gets getting give given gives got however indeed instead least less let \
    made make makes many may maybe might much must neither never none nothing often one ones onto ought per perhaps please put quite \
    rather really said say says seem seems shall since someone something sometimes still though thus together toward towards unless \
    unto upon us use used uses using usually via was well were whatever whenever whereas wherever whether whichever whoever whose \
    within without would yet";

/// The languages with spaces whose list is of the Natural Language Toolkit. The other lists, of stopwords-iso, are longer: with that
/// of Hindi search was worse than without.
const LISTED_LANGUAGES: [&str; 31] = [
    "ar", "az", "be", "bn", "ca", "da", "de", "el", "en", "es", "eu", "fi", "fr", "he", "hu", "id", "it", "kk", "ne", "nl", "no", "pt",
    "ro", "ru", "sl", "sq", "sv", "ta", "tg", "tr", "uz",
];

/// The stop words of a language (a primary subtag), as they stand in the index; none for a language without a list.
pub fn stop_words(language: &str) -> BTreeSet<String> {
    let code = match language {
        "nb" | "nn" => "no",
        other => other,
    };
    let mut forms = BTreeSet::new();
    let listed = LISTED_LANGUAGES.iter().find(|language| **language == code).and_then(::stop_words::lookup);
    for word in listed.unwrap_or_default() {
        forms.extend(indexed_form(word));
    }
    if code == "en" {
        forms.extend(ADDITIONAL_ENGLISH.split_whitespace().map(str::to_owned));
    }
    forms
}

/// The form of an entry that is one word.
fn indexed_form(entry: &str) -> Option<String> {
    let mut found = Vec::new();
    tokenize(entry, &Variants::default(), 0, &mut |token| {
        if token.kind != TokenKind::Compound {
            found.push(token.form.to_owned());
        }
    });
    if found.len() == 1 { found.pop() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::analysis::languages::STEMMED_LANGUAGES;

    #[test]
    fn question_words_and_auxiliaries_are_stop_words() {
        let english = stop_words("en");
        for word in "how do does what where which who why the of use is was can dont our".split(' ') {
            assert!(english.contains(word), "{word}");
        }
        for word in ["harbour", "system", "information", "test", "new", "computer", "flow"] {
            assert!(!english.contains(word), "{word}");
        }
    }

    #[test]
    fn every_stemmed_language_has_stop_words() {
        for language in STEMMED_LANGUAGES.into_iter().filter(|language| *language != "hi") {
            assert!(stop_words(language).len() > 40, "{language}");
        }
        assert!(stop_words("ru").contains("и") && stop_words("fr").contains("etait"));
        assert!(stop_words("xx").is_empty());
    }
}
