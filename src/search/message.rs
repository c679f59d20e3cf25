//! Message format between the page and the worker: lines of plain fields, so that neither side carries code for a format that
//! nothing else needs. Doc ids and positions travel as numbers beside them; `src/worker/worker.js` has the envelope.

use super::index::Answer;
use super::query::Hint;

/// Separates the fields of a line, and the parts of a text that is sent as one: an article's headline and its blocks, or the
/// pieces of a page.
pub const SEPARATOR: char = '\0';

/// An answer without the doc ids of its matches.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AnswerDetails {
    /// Cards of the first rows, by doc id, as JSON without deck, authors and tags. A page that has them already does not parse
    /// them at each keystroke.
    pub cards: Vec<(u32, String)>,
    /// Query words, as typed, that some of the partial matches lack.
    pub missing_words: Vec<String>,
    /// Hints on syntax that was not understood.
    pub hints: Vec<Hint>,
    /// Words that no article holds, as typed, and their corrections.
    pub corrections: Vec<(String, String)>,
    /// A suggested query that finds more.
    pub suggestion: Option<String>,
}

/// The matches of a query in one article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Excerpt {
    /// Its doc id.
    pub doc_id: u32,
    /// Byte ranges to highlight in the headline: start and end in turn.
    pub title_ranges: Vec<u32>,
    /// The block to show, counted from 1; 0 if no block matches.
    pub block: u32,
    /// The other blocks that match.
    pub other_blocks: Vec<u32>,
    /// The passage in pieces; true for a match.
    pub pieces: Vec<(String, bool)>,
}

/// Writes an answer.
pub fn write_answer(answer: &Answer) -> String {
    let mut out = String::new();
    for (doc_id, card) in &answer.cards {
        write_line(&mut out, &["card", &doc_id.to_string(), card]);
    }
    answer.missing_words.iter().for_each(|words| write_line(&mut out, &["missing", words]));
    answer.hints.iter().for_each(|hint| write_line(&mut out, &["hint", hint_kind(hint), hint_text(hint)]));
    answer.corrections.iter().for_each(|(typed, taken)| write_line(&mut out, &["corrected", typed, taken]));
    answer.suggestion.iter().for_each(|query| write_line(&mut out, &["suggestion", query]));
    out
}

/// Reads an answer. Unknown lines are ignored.
pub fn read_answer(text: &str) -> AnswerDetails {
    let mut details = AnswerDetails::default();
    for line in text.lines() {
        let mut fields = line.split(SEPARATOR);
        let mut next = || fields.next().unwrap_or_default();
        match next() {
            "card" => {
                let doc_id = next().parse().ok();
                details.cards.extend(doc_id.map(|doc_id| (doc_id, next().to_owned())));
            }
            "missing" => details.missing_words.push(next().to_owned()),
            "hint" => details.hints.extend(parse_hint(next(), next())),
            "corrected" => details.corrections.push((next().to_owned(), next().to_owned())),
            "suggestion" => details.suggestion = Some(next().to_owned()),
            _ => {}
        }
    }
    details
}

/// Writes an excerpt as one line.
pub fn write_excerpt(excerpt: &Excerpt) -> String {
    let numbers = |list: &[u32]| list.iter().map(u32::to_string).collect::<Vec<_>>().join(" ");
    let (doc_id, block) = (excerpt.doc_id.to_string(), excerpt.block.to_string());
    let pieces = excerpt.pieces.iter().map(|(words, marked)| [if *marked { "+" } else { "-" }, words].concat());
    let mut fields = vec![doc_id, block, numbers(&excerpt.title_ranges), numbers(&excerpt.other_blocks)];
    fields.extend(pieces);
    let mut out = String::new();
    write_line(&mut out, &fields.iter().map(String::as_str).collect::<Vec<_>>());
    out
}

/// Reads excerpts, one per line.
pub fn read_excerpts(text: &str) -> Vec<Excerpt> {
    text.lines().map(read_excerpt).collect()
}

fn read_excerpt(line: &str) -> Excerpt {
    let mut fields = line.split(SEPARATOR);
    let mut numbers = || fields.next().unwrap_or_default().split(' ').filter_map(|n| n.parse().ok()).collect::<Vec<u32>>();
    let (doc_id, block) = (numbers(), numbers());
    let first = |list: &[u32]| list.first().copied().unwrap_or_default();
    let (title_ranges, other_blocks) = (numbers(), numbers());
    let pieces = fields.filter_map(|piece| Some((piece.get(1..)?.to_owned(), piece.starts_with('+')))).collect();
    Excerpt { doc_id: first(&doc_id), block: first(&block), title_ranges, other_blocks, pieces }
}

/// Writes a line of fields. Control characters, which include the separators, become spaces.
fn write_line(out: &mut String, fields: &[&str]) {
    for (at, field) in fields.iter().enumerate() {
        if at > 0 {
            out.push(SEPARATOR);
        }
        out.extend(field.chars().map(|c| if c < ' ' { ' ' } else { c }));
    }
    out.push('\n');
}

fn hint_kind(hint: &Hint) -> &'static str {
    match hint {
        Hint::Quote => "quote",
        Hint::Bracket => "bracket",
        Hint::Date(_) => "date",
        Hint::Field(_) => "field",
        Hint::Operator(_) => "operator",
        Hint::TooLong => "long",
    }
}

/// Parses a hint. `None` for an unknown kind.
fn parse_hint(kind: &str, text: &str) -> Option<Hint> {
    let text = text.to_owned();
    Some(match kind {
        "quote" => Hint::Quote,
        "bracket" => Hint::Bracket,
        "date" => Hint::Date(text),
        "field" => Hint::Field(text),
        "operator" => Hint::Operator(text),
        "long" => Hint::TooLong,
        _ => return None,
    })
}

fn hint_text(hint: &Hint) -> &str {
    match hint {
        Hint::Date(words) | Hint::Field(words) | Hint::Operator(words) => words,
        Hint::Quote | Hint::Bracket | Hint::TooLong => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Card;

    #[test]
    fn answers_round_trip() {
        let card = serde_json::to_string(&Card { title: "铁路 & \"rail\"\n\\".into(), ..Card::default() }).unwrap();
        let answer = Answer {
            cards: vec![(7, card.clone()), (9, "{}".into())],
            hints: vec![
                Hint::Date("2013\\".into()),
                Hint::Quote,
                Hint::Bracket,
                Hint::Field("tag:".into()),
                Hint::Operator("-".into()),
                Hint::TooLong,
            ],
            corrections: vec![("harb\"uor".into(), "harbour".into())],
            missing_words: vec!["x".into(), "y\n\0z".into()],
            suggestion: Some("harbour lights".into()),
            ..Answer::default()
        };
        let read = read_answer(&write_answer(&answer));
        assert_eq!(read.cards, [(7, card), (9, "{}".to_owned())]);
        assert_eq!(read.hints, answer.hints);
        assert_eq!(read.corrections, answer.corrections);
        assert_eq!(read.missing_words, ["x", "y  z"], "separators inside a field become spaces");
        assert_eq!(read.suggestion, answer.suggestion);
        assert_eq!(read_answer(&write_answer(&Answer::default())), AnswerDetails::default());
        assert_eq!(read_answer("card\0x\0{}\ncard\n\u{1}\nnews\0y"), AnswerDetails::default());
    }

    #[test]
    fn excerpts_round_trip() {
        let pieces = vec![("a ".to_owned(), false), ("–b".to_owned(), true), (String::new(), true)];
        let full = Excerpt { doc_id: 3, title_ranges: vec![0, 4], block: 2, pieces, other_blocks: vec![5] };
        let text = [&full, &Excerpt::default()].map(write_excerpt).concat();
        assert_eq!(read_excerpts(&text), [full, Excerpt::default()]);
        assert_eq!(read_excerpts("\0\0x\0\0\0"), [Excerpt::default()]);
    }
}
