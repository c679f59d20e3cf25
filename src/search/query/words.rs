//! Turns typed words into clauses.

use super::model::{Clause, Ending, Word};
use crate::article::language::is_unspaced_letter;
use crate::search::analysis::fold::{fold_word, is_dropped, is_word};
use crate::search::analysis::scripts::{is_apostrophe, is_dependent_sign, is_lone_jamo, is_ngram_script, units};
use crate::search::analysis::{TokenKind, Variants, is_elided, tokenize};

/// A token of the query text.
struct TypedToken {
    word: Word,
    start: usize,
    end: usize,
}

/// Returns the clause of a run of characters without a space: a word, a compound, or several words. `last` is true if nothing
/// follows the run.
pub(super) fn chunk_clause(text: &str, last: bool, variants: &Variants) -> Option<Clause> {
    if text.contains(['*', '?']) {
        return wildcard_clause(text, last, variants);
    }
    let text = if last { trim_incomplete_syllable(text) } else { text };
    let (words, compounds) = tokenize_query(text, variants);
    if words.iter().any(|found| found.word.kind == TokenKind::NGram) {
        return mixed_clause(text, words, last, variants);
    }
    let mut words = drop_elided(text, words, &compounds);
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
    Some(if whole.is_empty() { parts } else { Clause::Any(whole.into_iter().map(Clause::Word).chain([parts]).collect()) })
}

/// Returns the clause of text that holds scripts without spaces: a clause for each run of them, and for what stands between.
#[expect(clippy::string_slice, reason = "a word keeps the places of the characters that it was read from")]
fn mixed_clause(text: &str, words: Vec<TypedToken>, last: bool, variants: &Variants) -> Option<Clause> {
    let is_same_part = |before: &TypedToken, next: &TypedToken| match (before.word.kind, next.word.kind) {
        (TokenKind::NGram, TokenKind::NGram) => next.start < before.end,
        (before, next) => before != TokenKind::NGram && next != TokenKind::NGram,
    };
    let clause = |part: &[TypedToken]| {
        let (first, end) = (part.first()?, part.last()?.end);
        let is_last = last && end == text.len();
        if first.word.kind == TokenKind::NGram {
            let follows_number = text[..first.start].ends_with(|c: char| c.is_ascii_digit());
            Some(run_clause(run_words(part, follows_number, is_last)))
        } else {
            chunk_clause(&text[first.start..end], is_last, variants)
        }
    };
    all_of(words.chunk_by(is_same_part).filter_map(clause).collect())
}

/// Returns the clause of the pairs of a run. Signs without a consonant are found inside the units that hold them.
fn run_clause(words: Vec<Word>) -> Clause {
    match &words[..] {
        [word] if word.form.chars().all(is_dependent_sign) => {
            let form = format!("*{}*", word.form);
            Clause::Word(Word { written: word.written.clone(), form, kind: TokenKind::Word, ending: Ending::Pattern })
        }
        _ => Clause::Run(words),
    }
}

/// Units of counting behind a number: year, month, day, number.
const COUNTERS: [char; 9] = ['年', '月', '日', '号', '號', '岁', '歳', '時', '时'];

/// Returns the pairs of a run, or its only unit; without the unit of counting behind a number.
fn run_words(run: &[TypedToken], follows_number: bool, is_last: bool) -> Vec<Word> {
    // A sign at the beginning belongs to a consonant that was not typed.
    let first = usize::from(run.len() > 1 && run.first().is_some_and(|found| found.word.form.starts_with(is_dependent_sign)));
    let mut words: Vec<Word> = run[first..].iter().map(|found| found.word.clone()).collect();
    // The pair before the last unit holds it.
    if words.len() > 1 {
        words.pop();
    }
    if follows_number && words.len() > 1 && words.first().is_some_and(|pair| pair.form.starts_with(COUNTERS)) {
        words.remove(0);
    }
    if let Some(word) = words.last_mut() {
        mark_run_ending(word, is_last);
    }
    words
}

/// Marks the last pair of a run as a prefix if it is a single unit (it begins pairs), or if its last unit may go on.
fn mark_run_ending(word: &mut Word, is_last: bool) {
    let is_open = word.form.ends_with(is_unspaced_letter) || is_last && ends_with_jamo(&word.form);
    if units(&word.form).len() == 1 || is_open {
        word.ending = Ending::Prefix;
    }
}

/// Returns the clause of a quoted text: consecutive words.
pub(super) fn phrase_clause(text: &str, variants: &Variants) -> Option<Clause> {
    let (mut words, _) = tokenize_query(text, variants);
    drop_sign_alone(&mut words);
    drop_last_unit(&mut words);
    mark_ending(&mut words, None);
    let words: Vec<Word> = words.into_iter().map(|found| found.word).collect();
    if words.len() == 1 && words[0].form.starts_with(is_dependent_sign) { Some(run_clause(words)) } else { word_or_phrase(words) }
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

/// Drops the last unit of a run: the pair before holds it.
fn drop_last_unit(words: &mut Vec<TypedToken>) {
    if let [.., before, last] = &words[..]
        && last.word.kind == TokenKind::NGram
        && before.word.kind == TokenKind::NGram
        && before.end == last.end
    {
        words.pop();
    }
}

/// Drops a sign at the beginning that belongs to a consonant that was not typed.
fn drop_sign_alone(words: &mut Vec<TypedToken>) {
    if words.len() > 1 && words.first().is_some_and(|found| found.word.form.starts_with(is_dependent_sign)) {
        words.remove(0);
    }
}

/// Marks the last word as a prefix if it may be incomplete: a single unit, which begins pairs, or a unit that may go on.
fn mark_ending(words: &mut [TypedToken], typed_end: Option<usize>) {
    if let Some(found) = words.last_mut() {
        match found.word.kind {
            TokenKind::NGram => mark_run_ending(&mut found.word, typed_end == Some(found.end)),
            _ if typed_end == Some(found.end) => found.word.ending = Ending::Prefix,
            _ => {}
        }
    }
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
