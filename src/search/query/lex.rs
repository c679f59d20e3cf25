//! Splits a query into words, phrases, operators, fields and brackets.

use super::model::{Hint, QueryField};
use crate::corpus::Facet;
use crate::search::analysis::fold::{is_dropped, is_word};
use crate::search::analysis::scripts::{is_apostrophe, is_hebrew, is_hyphen};

/// The maximum nesting depth of brackets.
const MAX_DEPTH: usize = 16;

/// A lexeme of the query text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lexeme<'q> {
    /// Characters without a space, including punctuation.
    Chunk(&'q str),
    /// The text between quotation marks.
    Quoted(&'q str),
    Open,
    Close,
    Minus,
    /// A field name with its colon.
    Name(FieldName, &'q str),
}

/// A field name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldName {
    Within(QueryField),
    Facet(Facet),
    Date,
    After,
    Before,
}

/// Lexes a query. Brackets are balanced in the output and nested no deeper than the parser can follow.
pub(super) fn lex<'q>(typed: &'q str, hints: &mut Vec<Hint>) -> Vec<Lexeme<'q>> {
    let mut lexer = Lexer { typed, at: 0, depth: 0, ignored: 0, lexemes: Vec::new(), hints };
    while lexer.at < typed.len() {
        lexer.read_lexeme();
    }
    for _ in 0..lexer.depth {
        lexer.lexemes.push(Lexeme::Close);
    }
    if lexer.depth > 0 {
        add_hint(lexer.hints, Hint::Bracket);
    }
    lexer.lexemes
}

/// Adds a hint unless it is there already.
pub(super) fn add_hint(hints: &mut Vec<Hint>, new: Hint) {
    if !hints.contains(&new) {
        hints.push(new);
    }
}

struct Lexer<'q, 'h> {
    typed: &'q str,
    at: usize,
    depth: usize,
    /// The number of open brackets that are ignored.
    ignored: usize,
    lexemes: Vec<Lexeme<'q>>,
    hints: &'h mut Vec<Hint>,
}

impl<'q> Lexer<'q, '_> {
    #[expect(clippy::string_slice, reason = "every place is the beginning or the end of a character that was read")]
    fn read_lexeme(&mut self) {
        let rest = &self.typed[self.at..];
        let Some(c) = rest.chars().next() else { return };
        let after = self.at + c.len_utf8();
        match c {
            '(' | '（' => self.open_bracket(after),
            ')' | '）' => self.close_bracket(after),
            _ if closing_marks(c).is_some() => self.read_quoted(c, after),
            _ if self.is_exclusion(c, &self.typed[after..]) => {
                self.lexemes.push(Lexeme::Minus);
                self.at = after;
            }
            _ if self.read_field_name(rest) => {}
            _ => self.read_chunk(after),
        }
    }

    /// True if a lexeme can begin here: not in the middle of a word.
    #[expect(clippy::string_slice, reason = "every place is the beginning or the end of a character that was read")]
    fn is_at_lexeme_start(&self) -> bool {
        match self.typed[..self.at].chars().next_back() {
            None => true,
            Some(c) => c.is_whitespace() || matches!(c, '(' | '（' | ':' | '：') || is_minus(c) || closing_marks(c).is_some(),
        }
    }

    fn open_bracket(&mut self, after: usize) {
        if self.is_at_lexeme_start() && self.depth < MAX_DEPTH {
            self.depth += 1;
            self.lexemes.push(Lexeme::Open);
        } else {
            self.ignored += 1;
        }
        self.at = after;
    }

    fn close_bracket(&mut self, after: usize) {
        if self.ignored > 0 {
            self.ignored -= 1;
        } else if self.depth > 0 {
            self.depth -= 1;
            self.lexemes.push(Lexeme::Close);
        } else {
            add_hint(self.hints, Hint::Bracket);
        }
        self.at = after;
    }

    #[expect(clippy::string_slice, reason = "every place is the beginning or the end of a character that was read")]
    fn read_quoted(&mut self, opener: char, after: usize) {
        let closing = closing_marks(opener).unwrap_or_default();
        let inside = &self.typed[after..];
        let in_word = |at: usize| inside[..at].ends_with(is_hebrew) && inside[at..].chars().nth(1).is_some_and(is_hebrew);
        match inside.char_indices().find(|(at, c)| closing.contains(*c) && !in_word(*at)) {
            Some((length, closer)) => {
                self.lexemes.push(Lexeme::Quoted(&inside[..length]));
                self.at = after + length + closer.len_utf8();
            }
            None => {
                add_hint(self.hints, Hint::Quote);
                self.at = after;
            }
        }
    }

    /// True for a minus sign directly before a word, a phrase or a bracket, with a space before it.
    #[expect(clippy::string_slice, reason = "every place is the beginning or the end of a character that was read")]
    fn is_exclusion(&self, c: char, rest: &str) -> bool {
        let next = rest.chars().next();
        let before = self.typed[..self.at].chars().next_back();
        is_minus(c)
            && before.is_none_or(|before| before.is_whitespace() || matches!(before, '(' | '（'))
            && next.is_some_and(|next| is_word(next) || matches!(next, '(' | '（' | '.') || closing_marks(next).is_some())
    }

    /// Takes a field name with its colon if one stands here and something follows. A capitalized name with a space after the
    /// colon is the beginning of a headline.
    #[expect(clippy::string_slice, reason = "every place is the beginning or the end of a character that was read")]
    fn read_field_name(&mut self, rest: &'q str) -> bool {
        let length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let written = &rest[..length];
        let (Some(name), Some(colon)) = (field_name(written), rest[length..].chars().next().filter(|c| matches!(c, ':' | '：'))) else {
            return false;
        };
        if !self.is_at_lexeme_start() {
            return false;
        }
        let whole = length + colon.len_utf8();
        let value = rest[whole..].trim_start();
        if value.is_empty() {
            add_hint(self.hints, Hint::Field(rest[..whole].to_owned()));
            return false;
        }
        let spaced = value.len() < rest.len() - whole;
        if value.starts_with([':', '/']) || spaced && written.starts_with(|c: char| c.is_ascii_uppercase()) {
            return false;
        }
        self.lexemes.push(Lexeme::Name(name, &rest[..whole]));
        self.at += rest.len() - value.len();
        true
    }

    #[expect(clippy::string_slice, reason = "every place is the beginning or the end of a character that was read")]
    fn read_chunk(&mut self, after: usize) {
        let rest = &self.typed[self.at..];
        let mut end = 0;
        let mut before = None;
        let mut chars = rest.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if !is_chunk_char(before, c, chars.peek().map(|next| next.1)) {
                break;
            }
            end = at + c.len_utf8();
            before = Some(c);
        }
        if end == 0 {
            let alone = rest.starts_with('*') && self.is_at_lexeme_start();
            if alone {
                add_hint(self.hints, Hint::Operator("*".to_owned()));
            }
            self.at = after;
        } else {
            self.lexemes.push(Lexeme::Chunk(&rest[..end]));
            self.at += end;
        }
    }
}

/// True for a character that belongs to the chunk between its neighbours.
fn is_chunk_char(before: Option<char>, c: char, next: Option<char>) -> bool {
    let is_next = |test: fn(char) -> bool| next.is_some_and(test);
    let is_before = |test: fn(char) -> bool| before.is_some_and(test);
    match c {
        _ if is_word(c) || is_dropped(c) || is_hyphen(c) || is_apostrophe(c) => true,
        '.' | '/' | ':' | '@' | '_' | '&' | '+' | '#' | '\\' | '·' | '%' => true,
        ',' | '，' => is_before(|c| c.is_numeric()) && is_next(char::is_numeric),
        '*' => is_before(is_word_or_wild) || is_next(is_word_or_wild),
        '?' => is_before(is_word_or_wild) && is_next(is_word_or_wild),
        '"' | '\u{5F4}' => is_before(is_hebrew) && is_next(is_hebrew),
        _ => false,
    }
}

fn is_word_or_wild(c: char) -> bool {
    is_word(c) || matches!(c, '*' | '?')
}

fn is_minus(c: char) -> bool {
    is_hyphen(c) || c == '\u{2212}'
}

/// Returns the closing marks of a quotation mark; `None` for any other character.
pub(super) fn closing_marks(c: char) -> Option<&'static str> {
    Some(match c {
        '"' | '＂' => "\"＂",
        '“' | '„' | '”' | '‟' => "”“\"",
        '«' => "»",
        '»' => "«»",
        '「' => "」",
        '『' => "』",
        '《' => "》",
        '〈' => "〉",
        '｢' => "｣",
        _ => return None,
    })
}

fn field_name(written: &str) -> Option<FieldName> {
    let name = written.to_ascii_lowercase();
    Some(match name.as_str() {
        "title" => FieldName::Within(QueryField::Title),
        "caption" => FieldName::Within(QueryField::Caption),
        "date" => FieldName::Date,
        "after" => FieldName::After,
        "before" => FieldName::Before,
        _ => FieldName::Facet(Facet::from_query_name(&name)?),
    })
}
