//! Turns typed words into clauses.

use super::model::{Clause, Ending, Word};
use crate::search::analysis::fold::{fold_word, is_dropped, is_word};
use crate::search::analysis::scripts::{is_apostrophe, is_lone_jamo, is_ngram_script};
use crate::search::analysis::{TokenKind, Variants, is_elided, tokenize};

/// A token of the query text.
struct TypedToken {
    word: Word,
    start: usize,
    end: usize,
}

/// Returns the clause of a run of characters without a space: a word, a compound, or consecutive words. `last` is true if
/// nothing follows the run.
pub(super) fn chunk_clause(text: &str, last: bool, variants: &Variants) -> Option<Clause> {
    if text.contains(['*', '?']) {
        return wildcard_clause(text, last, variants);
    }
    let text = if last { trim_incomplete_syllable(text) } else { text };
    let (mut words, compounds) = tokenize_query(text, variants);
    words = drop_elided(text, words, &compounds);
    drop_last_char(&mut words);
    mark_ending(&mut words, last.then_some(text.len()));
    let (start, stop) = (words.first()?.start, words.last()?.end);
    let mut whole: Vec<Word> =
        compounds.into_iter().filter(|j| j.start <= start && j.end >= stop && !is_initialism(&j.word.form)).map(|j| j.word).collect();
    if let Some(at) = whole.iter().position(|word| has_sign(&word.form)) {
        return Some(Clause::Word(whole.swap_remove(at)));
    }
    if last && stop == text.len() {
        whole.iter_mut().for_each(|word| word.ending = Ending::Prefix);
    }
    let parts = word_or_phrase(words.into_iter().map(|found| found.word).collect())?;
    // A long run may be several words: if no article holds the whole run, its bigrams match too.
    if whole.is_empty()
        && matches!(&parts, Clause::Phrase(words) if words.len() > 2 && words.iter().all(|word| word.kind == TokenKind::NGram))
    {
        return Some(Clause::Any(vec![parts]));
    }
    Some(if whole.is_empty() { parts } else { Clause::Any(whole.into_iter().map(Clause::Word).chain([parts]).collect()) })
}

/// Returns the clause of a quoted text: consecutive words.
pub(super) fn phrase_clause(text: &str, variants: &Variants) -> Option<Clause> {
    let (mut words, _) = tokenize_query(text, variants);
    drop_last_char(&mut words);
    mark_ending(&mut words, None);
    word_or_phrase(words.into_iter().map(|found| found.word).collect())
}

fn word_or_phrase(mut words: Vec<Word>) -> Option<Clause> {
    if words.len() > 1 { Some(Clause::Phrase(words)) } else { words.pop().map(Clause::Word) }
}

/// Returns the tokens of a text: its words, and its compounds.
fn tokenize_query(text: &str, variants: &Variants) -> (Vec<TypedToken>, Vec<TypedToken>) {
    let (mut words, mut compounds) = (Vec::new(), Vec::new());
    tokenize(text, variants, 0, &mut |token| {
        let word = Word { written: token.written.to_owned(), form: token.form.to_owned(), kind: token.kind, ending: Ending::Whole };
        let found = TypedToken { word, start: token.start as usize, end: token.end as usize };
        if token.kind == TokenKind::Compound { compounds.push(found) } else { words.push(found) }
    });
    (words, compounds)
}

/// Drops a leading elided article (l'eau), unless it forms a compound with the word that follows.
#[expect(clippy::string_slice, reason = "a word keeps the places of the characters that it was read from")]
fn drop_elided(text: &str, words: Vec<TypedToken>, compounds: &[TypedToken]) -> Vec<TypedToken> {
    let is_in_compound = |found: &TypedToken| compounds.iter().any(|j| j.start <= found.start && j.end > found.end);
    let count = words.len();
    let is_kept = |(at, found): (usize, TypedToken)| {
        let is_elided_article =
            at == 0 && count > 1 && is_elided(&found.word.form) && text[found.end..].starts_with(is_apostrophe) && !is_in_compound(&found);
        (!is_elided_article).then_some(found)
    };
    words.into_iter().enumerate().filter_map(is_kept).collect()
}

/// Drops the last character of a run: the bigram before it holds it.
fn drop_last_char(words: &mut Vec<TypedToken>) {
    if let [.., before, last] = &words[..]
        && last.word.kind == TokenKind::NGram
        && before.word.kind == TokenKind::NGram
        && before.end == last.end
    {
        words.pop();
    }
}

/// Marks the last word as a prefix if it is a single character (it begins bigrams), if it may be incomplete, or if it is a
/// syllable of Hangul.
fn mark_ending(words: &mut [TypedToken], typed_end: Option<usize>) {
    for found in words.iter_mut().rev().take(1) {
        let word = &mut found.word;
        let is_single = is_single_char(word);
        let is_incomplete = typed_end == Some(found.end) && (word.kind != TokenKind::NGram || ends_with_jamo(&word.form));
        if is_single || is_incomplete {
            word.ending = Ending::Prefix;
        }
    }
}

fn is_single_char(word: &Word) -> bool {
    word.kind == TokenKind::NGram && word.written.chars().filter(|c| !is_dropped(*c)).count() == 1
}

fn ends_with_jamo(form: &str) -> bool {
    form.chars().next_back().is_some_and(|c| matches!(c, '\u{1100}'..='\u{11FF}'))
}

/// Drops the trailing letters of a Hangul syllable that is only begun.
fn trim_incomplete_syllable(text: &str) -> &str {
    let rest = text.trim_end_matches(is_lone_jamo);
    if rest.chars().next_back().is_some_and(|c| matches!(c, '\u{AC00}'..='\u{D7A3}')) { rest } else { text }
}

/// Whether a compound has at most two letters and is a different word: us for U.S.
fn is_initialism(form: &str) -> bool {
    form.chars().count() <= 2 && form.chars().all(char::is_alphabetic)
}

/// Whether a name holds a sign and is searched for only as such: c++ is not c.
fn has_sign(form: &str) -> bool {
    form.starts_with('.') || form.ends_with(['+', '#'])
}

/// Returns the clause of words that hold `*` or `?`.
fn wildcard_clause(text: &str, last: bool, variants: &Variants) -> Option<Clause> {
    let is_part = |c: char| is_word(c) || is_dropped(c) || matches!(c, '*' | '?');
    all_of(
        text.split(|c| !is_part(c))
            .filter(|segment| !segment.is_empty())
            .filter_map(|segment| pattern_clause(segment, last, variants))
            .collect(),
    )
}

fn all_of(mut clauses: Vec<Clause>) -> Option<Clause> {
    if clauses.len() > 1 { Some(Clause::All(clauses)) } else { clauses.pop() }
}

fn pattern_clause(segment: &str, last: bool, variants: &Variants) -> Option<Clause> {
    let is_wild = |c: char| matches!(c, '*' | '?');
    if segment.chars().any(is_ngram_script) {
        return all_of(segment.split(is_wild).filter_map(|run| chunk_clause(run, last, variants)).collect());
    }
    if !segment.contains(is_wild) {
        return chunk_clause(segment, last, variants);
    }
    let mut form = String::new();
    for piece in segment.split_inclusive(is_wild) {
        form.push_str(&fold_word(piece.trim_end_matches(is_wild)));
        let sign = piece.chars().next_back().filter(|c| is_wild(*c));
        form.extend(sign.filter(|sign| *sign != '*' || !form.ends_with('*')));
    }
    if form.chars().all(is_wild) {
        return None;
    }
    let beginning = form.strip_suffix('*').filter(|beginning| !beginning.contains(is_wild)).map(str::to_owned);
    let ending = if beginning.is_some() { Ending::Prefix } else { Ending::Pattern };
    Some(Clause::Word(Word { written: segment.to_owned(), form: beginning.unwrap_or(form), kind: TokenKind::Word, ending }))
}
