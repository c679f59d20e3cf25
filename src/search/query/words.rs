//! Turns typed words into clauses.

use super::model::{Clause, Ending, Word};
use crate::search::analysis::fold::{fold_word, is_dropped, is_word};
use crate::search::analysis::scripts::{is_apostrophe, is_gram, is_lone_jamo};
use crate::search::analysis::{TokenKind, Variants, is_elided, tokens};

/// A token of the query text.
struct TypedToken {
    word: Word,
    start: usize,
    end: usize,
}

/// Returns the clause of a run of characters without a space: a word, a compound, or consecutive words. `last` is true if
/// nothing follows the run.
pub(super) fn chunk(text: &str, last: bool, variants: &Variants) -> Option<Clause> {
    if text.contains(['*', '?']) {
        return wild(text, last, variants);
    }
    let text = if last { whole_syllables(text) } else { text };
    let (mut words, joined) = take_apart(text, variants);
    words = without_elided(text, words, &joined);
    drop_tail(&mut words);
    end(&mut words, last.then_some(text.len()));
    let (start, stop) = (words.first()?.start, words.last()?.end);
    let mut whole: Vec<Word> =
        joined.into_iter().filter(|j| j.start <= start && j.end >= stop && !is_short(&j.word.form)).map(|j| j.word).collect();
    if let Some(at) = whole.iter().position(|word| is_signed(&word.form)) {
        return Some(Clause::Word(whole.swap_remove(at)));
    }
    if last && stop == text.len() {
        whole.iter_mut().for_each(|word| word.ending = Ending::Typed);
    }
    let parts = phrase_of(words.into_iter().map(|found| found.word).collect())?;
    // A long run may be several words: if no article holds the whole run, its bigrams match too.
    if whole.is_empty()
        && matches!(&parts, Clause::Phrase(words) if words.len() > 2 && words.iter().all(|word| word.kind == TokenKind::Gram))
    {
        return Some(Clause::Any(vec![parts]));
    }
    Some(if whole.is_empty() { parts } else { Clause::Any(whole.into_iter().map(Clause::Word).chain([parts]).collect()) })
}

/// Returns the clause of a quoted text: consecutive words.
pub(super) fn phrase(text: &str, variants: &Variants) -> Option<Clause> {
    let (mut words, _) = take_apart(text, variants);
    drop_tail(&mut words);
    end(&mut words, None);
    phrase_of(words.into_iter().map(|found| found.word).collect())
}

fn phrase_of(mut words: Vec<Word>) -> Option<Clause> {
    if words.len() > 1 { Some(Clause::Phrase(words)) } else { words.pop().map(Clause::Word) }
}

/// Returns the tokens of a text: its words, and its compounds.
fn take_apart(text: &str, variants: &Variants) -> (Vec<TypedToken>, Vec<TypedToken>) {
    let (mut words, mut joined) = (Vec::new(), Vec::new());
    tokens(text, variants, 0, &mut |token| {
        let word = Word { written: token.written.to_owned(), form: token.form.to_owned(), kind: token.kind, ending: Ending::Whole };
        let found = TypedToken { word, start: token.start as usize, end: token.end as usize };
        if token.kind == TokenKind::Joined { joined.push(found) } else { words.push(found) }
    });
    (words, joined)
}

/// Drops a leading elided article (l'eau), unless it forms a compound with the word that follows.
#[expect(clippy::string_slice, reason = "a word keeps the places of the characters that it was read from")]
fn without_elided(text: &str, words: Vec<TypedToken>, joined: &[TypedToken]) -> Vec<TypedToken> {
    let named = |found: &TypedToken| joined.iter().any(|j| j.start <= found.start && j.end > found.end);
    let count = words.len();
    let is_kept = |(at, found): (usize, TypedToken)| {
        let elided = at == 0 && count > 1 && is_elided(&found.word.form) && text[found.end..].starts_with(is_apostrophe) && !named(&found);
        (!elided).then_some(found)
    };
    words.into_iter().enumerate().filter_map(is_kept).collect()
}

/// Drops the last character of a run: the bigram before it holds it.
fn drop_tail(words: &mut Vec<TypedToken>) {
    if let [.., before, last] = &words[..]
        && last.word.kind == TokenKind::Gram
        && before.word.kind == TokenKind::Gram
        && before.end == last.end
    {
        words.pop();
    }
}

/// Marks the last word as a prefix if it is a single character (it begins bigrams), if it may be incomplete, or if it is a
/// syllable of Hangul.
fn end(words: &mut [TypedToken], typed_to: Option<usize>) {
    for found in words.iter_mut().rev().take(1) {
        let word = &mut found.word;
        let single = is_single(word);
        let open = typed_to == Some(found.end) && (word.kind != TokenKind::Gram || is_jamo(&word.form));
        if single || open {
            word.ending = Ending::Typed;
        }
    }
}

fn is_single(word: &Word) -> bool {
    word.kind == TokenKind::Gram && word.written.chars().filter(|c| !is_dropped(*c)).count() == 1
}

fn is_jamo(form: &str) -> bool {
    form.chars().next_back().is_some_and(|c| matches!(c, '\u{1100}'..='\u{11FF}'))
}

/// Drops the trailing letters of a Hangul syllable that is only begun.
fn whole_syllables(text: &str) -> &str {
    let rest = text.trim_end_matches(is_lone_jamo);
    if rest.chars().next_back().is_some_and(|c| matches!(c, '\u{AC00}'..='\u{D7A3}')) { rest } else { text }
}

/// Whether a compound has at most two letters and is a different word: us for U.S.
fn is_short(form: &str) -> bool {
    form.chars().count() <= 2 && form.chars().all(char::is_alphabetic)
}

/// Whether a name holds a sign and is searched for only as such: c++ is not c.
fn is_signed(form: &str) -> bool {
    form.starts_with('.') || form.ends_with(['+', '#'])
}

/// Returns the clause of words that hold `*` or `?`.
fn wild(text: &str, last: bool, variants: &Variants) -> Option<Clause> {
    let is_part = |c: char| is_word(c) || is_dropped(c) || matches!(c, '*' | '?');
    all(text.split(|c| !is_part(c)).filter(|segment| !segment.is_empty()).filter_map(|segment| pattern(segment, last, variants)).collect())
}

fn all(mut clauses: Vec<Clause>) -> Option<Clause> {
    if clauses.len() > 1 { Some(Clause::All(clauses)) } else { clauses.pop() }
}

fn pattern(segment: &str, last: bool, variants: &Variants) -> Option<Clause> {
    let is_wild = |c: char| matches!(c, '*' | '?');
    if segment.chars().any(is_gram) {
        return all(segment.split(is_wild).filter_map(|run| chunk(run, last, variants)).collect());
    }
    if !segment.contains(is_wild) {
        return chunk(segment, last, variants);
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
    let ending = if beginning.is_some() { Ending::Typed } else { Ending::Wild };
    Some(Clause::Word(Word { written: segment.to_owned(), form: beginning.unwrap_or(form), kind: TokenKind::Word, ending }))
}
