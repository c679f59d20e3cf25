//! What is looked for: words of the corpus's own texts, the same in every run.

use super::corpus::Article;
use crate::drive::rng::Rng;

/// How a query was meant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One word, as it stands in a text.
    Single,
    /// Two or three words that stand side by side.
    Several,
    /// What stands in the box at a keystroke: each beginning of one to three words, from two letters on.
    Typed,
    /// A word with one typo.
    Misspelt,
}

impl Kind {
    /// All of them, in the order of the table.
    pub(crate) const ALL: [Kind; 4] = [Kind::Single, Kind::Several, Kind::Typed, Kind::Misspelt];

    /// As the pages of the peers know it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::Single => "single",
            Kind::Several => "several",
            Kind::Typed => "typed",
            Kind::Misspelt => "misspelt",
        }
    }

    fn count(self) -> usize {
        if self == Kind::Typed { 504 } else { 60 }
    }
}

/// What is typed, and how it was meant.
pub(crate) struct Query {
    pub(crate) kind: Kind,
    pub(crate) words: String,
}

/// The words of the queries of a kind.
pub(crate) fn of_kind(queries: &[Query], kind: Kind) -> Vec<&str> {
    queries.iter().filter(|query| query.kind == kind).map(|query| query.words.as_str()).collect()
}

/// So many texts are looked into at most for the queries of a kind: one without a word that serves gives none.
const MAX_TEXTS: usize = 20_000;

/// 684 queries: sixty each of single, several and misspelt words, and 504 keystrokes.
pub(crate) fn generate_queries(articles: &[Article]) -> Vec<Query> {
    let mut rng = Rng::new(17);
    let mut queries = Vec::new();
    for kind in Kind::ALL {
        let end = queries.len() + kind.count();
        for _ in 0..MAX_TEXTS {
            let generated = random_words(articles, &mut rng).map(|words| queries_from(kind, &words, &mut rng)).unwrap_or_default();
            queries.extend(generated.into_iter().map(|words| Query { kind, words }));
            if queries.len() >= end {
                break;
            }
        }
        queries.truncate(end);
    }
    queries
}

/// Words of a title or of a text.
fn random_words<'a>(articles: &'a [Article], rng: &mut Rng) -> Option<Vec<&'a str>> {
    let article = rng.choose(articles)?;
    Some(words(if rng.below(3) == 0 { &article.title } else { &article.text }))
}

fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

fn queries_from(kind: Kind, words: &[&str], rng: &mut Rng) -> Vec<String> {
    let count = match kind {
        Kind::Single | Kind::Misspelt => 1,
        Kind::Several => 2 + rng.below(2),
        Kind::Typed => 1 + rng.below(3),
    };
    let Some(phrase) = random_phrase(words, count, rng) else { return Vec::new() };
    match kind {
        Kind::Single | Kind::Several => vec![phrase],
        Kind::Typed => prefixes(&phrase),
        Kind::Misspelt => with_typo(&phrase, rng).into_iter().collect(),
    }
}

/// Some words that stand side by side, the first of them longer than most articles and prepositions.
fn random_phrase(words: &[&str], count: usize, rng: &mut Rng) -> Option<String> {
    let last = words.len().checked_sub(count)?;
    let at = rng.below(last + 1);
    let mut chosen = words[at..at + count].iter().map(|word| query_word(word, rng));
    let first = chosen.next()?;
    if first.chars().count() < if is_unspaced_script(&first) { 2 } else { 4 } {
        return None;
    }
    Some(chosen.fold(first, |phrase, word| format!("{phrase} {word}")))
}

/// A word in lower case; of a script that puts no spaces between words, two to four characters of the run.
fn query_word(word: &str, rng: &mut Rng) -> String {
    if !is_unspaced_script(word) {
        return word.to_lowercase();
    }
    let count = word.chars().count();
    let length = (2 + rng.below(3)).min(count);
    word.chars().skip(rng.below(count - length + 1)).take(length).collect()
}

/// Written in Chinese characters, kana, Hangul or the scripts of South-East Asia.
fn is_unspaced_script(word: &str) -> bool {
    word.chars().any(|c| matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{d7ff}'))
}

/// What stands in the box as a phrase is typed, from two letters on.
fn prefixes(phrase: &str) -> Vec<String> {
    let letters: Vec<char> = phrase.chars().collect();
    (2..=letters.len()).filter(|&end| letters[end - 1] != ' ').map(|end| letters[..end].iter().collect()).collect()
}

/// One letter left out, doubled or changed with its neighbour, never the first one; long words only.
fn with_typo(word: &str, rng: &mut Rng) -> Option<String> {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() < 6 || is_unspaced_script(word) || !letters.iter().all(|c| c.is_alphabetic()) {
        return None;
    }
    let at = 1 + rng.below(letters.len() - 2);
    match rng.below(3) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        _ => letters.swap(at, at + 1),
    }
    let mistyped: String = letters.into_iter().collect();
    (mistyped != word).then_some(mistyped)
}
