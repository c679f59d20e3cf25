//! From words as typed to what is looked for.

use super::model::{Clause, Ending, Word};
use crate::search::analysis::fold::{fold_word, is_dropped, is_word};
use crate::search::analysis::scripts::{is_apostrophe, is_gram, is_lone_jamo};
use crate::search::analysis::{Kind, Variants, is_elided, tokens};

/// A token of what was typed.
struct Found {
    word: Word,
    start: usize,
    end: usize,
}

/// What characters without a space mean: one word, a compound, or words right after each other. `last` where nothing
/// follows them.
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
    // A long run may be several words: where it is nowhere as a whole, its pieces are as good.
    if whole.is_empty() && matches!(&parts, Clause::Phrase(words) if words.len() > 2 && words.iter().all(|word| word.kind == Kind::Gram)) {
        return Some(Clause::Any(vec![parts]));
    }
    Some(if whole.is_empty() { parts } else { Clause::Any(whole.into_iter().map(Clause::Word).chain([parts]).collect()) })
}

/// What stands between quotation marks: words one after another.
pub(super) fn phrase(text: &str, variants: &Variants) -> Option<Clause> {
    let (mut words, _) = take_apart(text, variants);
    drop_tail(&mut words);
    end(&mut words, None);
    phrase_of(words.into_iter().map(|found| found.word).collect())
}

fn phrase_of(mut words: Vec<Word>) -> Option<Clause> {
    if words.len() > 1 { Some(Clause::Phrase(words)) } else { words.pop().map(Clause::Word) }
}

/// The tokens of a text: its words, and what is joined of them.
fn take_apart(text: &str, variants: &Variants) -> (Vec<Found>, Vec<Found>) {
    let (mut words, mut joined) = (Vec::new(), Vec::new());
    tokens(text, variants, 0, &mut |token| {
        let word = Word { written: token.written.to_owned(), form: token.form.to_owned(), kind: token.kind, ending: Ending::Whole };
        let found = Found { word, start: token.start as usize, end: token.end as usize };
        if token.kind == Kind::Joined { joined.push(found) } else { words.push(found) }
    });
    (words, joined)
}

/// Without the article before an apostrophe with which it begins, unless that makes one name with what follows.
#[expect(clippy::string_slice, reason = "a word keeps the places of the characters that it was read from")]
fn without_elided(text: &str, words: Vec<Found>, joined: &[Found]) -> Vec<Found> {
    let named = |found: &Found| joined.iter().any(|j| j.start <= found.start && j.end > found.end);
    let count = words.len();
    let is_kept = |(at, found): (usize, Found)| {
        let elided = at == 0 && count > 1 && is_elided(&found.word.form) && text[found.end..].starts_with(is_apostrophe) && !named(&found);
        (!elided).then_some(found)
    };
    words.into_iter().enumerate().filter_map(is_kept).collect()
}

/// The last character of a run is in the pair before it.
fn drop_tail(words: &mut Vec<Found>) {
    if let [.., before, last] = &words[..]
        && last.word.kind == Kind::Gram
        && before.word.kind == Kind::Gram
        && before.end == last.end
    {
        words.pop();
    }
}

/// Settles what the last word may go on with: a single character begins pairs; a word that is perhaps not typed whole
/// begins others, and so does a syllable of Hangul.
fn end(words: &mut [Found], typed_to: Option<usize>) {
    for found in words.iter_mut().rev().take(1) {
        let word = &mut found.word;
        let single = is_single(word);
        let open = typed_to == Some(found.end) && (word.kind != Kind::Gram || is_jamo(&word.form));
        if single || open {
            word.ending = Ending::Typed;
        }
    }
}

fn is_single(word: &Word) -> bool {
    word.kind == Kind::Gram && word.written.chars().filter(|c| !is_dropped(*c)).count() == 1
}

fn is_jamo(form: &str) -> bool {
    form.chars().next_back().is_some_and(|c| matches!(c, '\u{1100}'..='\u{11FF}'))
}

/// Without the letters of a syllable that has only just been begun.
fn whole_syllables(text: &str) -> &str {
    let rest = text.trim_end_matches(is_lone_jamo);
    if rest.chars().next_back().is_some_and(|c| matches!(c, '\u{AC00}'..='\u{D7A3}')) { rest } else { text }
}

/// Two letters joined are another word: us for U.S.
fn is_short(form: &str) -> bool {
    form.chars().count() <= 2 && form.chars().all(char::is_alphabetic)
}

/// Names with a sign are looked for as such alone: c++ is not c.
fn is_signed(form: &str) -> bool {
    form.starts_with('.') || form.ends_with(['+', '#'])
}

/// Words with `*` and `?` in them.
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
    Some(Clause::Word(Word { written: segment.to_owned(), form: beginning.unwrap_or(form), kind: Kind::Word, ending }))
}
