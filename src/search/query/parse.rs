//! The query parser.

use super::dates::dates;
use super::lex::{FieldName, Lexeme, hint, lex};
use super::model::{Clause, Hint, Query};
use super::words;
use crate::corpus::Facet;
use crate::search::analysis::{TokenKind, Variants};

/// The maximum length of a query, in characters.
const LONGEST: usize = 2000;

/// The maximum number of words in a query.
const MOST_WORDS: usize = 64;

/// Parses a query.
///
/// All words must match; `"words"` match consecutively; `-word` is excluded if the query has other words; `OR` between two
/// words is an operator if the query holds lower-case letters or letters of a caseless script (so is `AND`, which changes
/// nothing); `( )` group; `*` and `?` are wildcards inside a word; a field name with a colon precedes a word, a phrase or a
/// bracket. The query is always a [`Clause::All`].
#[expect(clippy::string_slice, reason = "cut at the place of a character")]
pub fn parse(typed: &str, variants: &Variants) -> Query {
    let mut hints = Vec::new();
    let cut = typed.char_indices().nth(LONGEST).map(|(at, _)| at);
    if cut.is_some() {
        hints.push(Hint::Long);
    }
    let looked_at = &typed[..cut.unwrap_or(typed.len())];
    let pieces = lex(looked_at, &mut hints);
    let end = looked_at.as_ptr() as usize + looked_at.len();
    let operators = looked_at.chars().any(|c| c.is_alphabetic() && !c.is_uppercase());
    let mut parser = Parser { pieces: &pieces, at: 0, words: 0, operators, end, variants, hints };
    let clauses = parser.list();
    Query { clause: Clause::All(clauses), hints: parser.hints }
}

struct Parser<'p> {
    pieces: &'p [Lexeme<'p>],
    at: usize,
    /// The number of words so far.
    words: usize,
    /// True if capitalized operators are recognized.
    operators: bool,
    /// The address of the end of the query text: a word that ends there may be incomplete.
    end: usize,
    variants: &'p Variants,
    hints: Vec<Hint>,
}

/// A clause and its polarity.
enum Item {
    Wanted(Clause),
    Excluded(Clause),
}

impl<'p> Parser<'p> {
    /// Parses items up to the closing bracket or the end.
    fn list(&mut self) -> Vec<Clause> {
        let mut items: Vec<Item> = Vec::new();
        while let Some(piece) = self.next() {
            match piece {
                Lexeme::Close => break,
                Lexeme::Chunk("OR") if self.operators && !items.is_empty() && self.is_item() => self.either(&mut items),
                Lexeme::Chunk("AND") if self.operators && !items.is_empty() && self.is_item() => {}
                Lexeme::Minus => items.extend(self.item().map(Item::Excluded)),
                _ => {
                    if let Lexeme::Chunk("OR") = piece
                        && self.operators
                    {
                        hint(&mut self.hints, Hint::Operator("OR".to_owned()));
                    }
                    items.extend(self.meant(piece).map(Item::Wanted));
                }
            }
        }
        self.settle(items)
    }

    /// Joins the item after `OR` with the one before it.
    fn either(&mut self, items: &mut Vec<Item>) {
        let excluded = self.pieces.get(self.at) == Some(&Lexeme::Minus);
        if excluded {
            hint(&mut self.hints, Hint::Operator("-".to_owned()));
            self.at += 1;
        }
        let Some(other) = self.item() else { return };
        match items.pop() {
            Some(Item::Wanted(Clause::Any(mut any))) if self.is_chain(&any) => {
                any.push(other);
                items.push(Item::Wanted(Clause::Any(any)));
            }
            Some(Item::Wanted(one)) => items.push(Item::Wanted(Clause::Any(vec![one, other]))),
            Some(excluded) => items.extend([excluded, Item::Wanted(other)]),
            None => items.push(Item::Wanted(other)),
        }
    }

    /// True for alternatives of an `OR`, false for those of a compound.
    fn is_chain(&self, any: &[Clause]) -> bool {
        !any.iter().any(|clause| matches!(clause, Clause::Word(word) if word.kind == TokenKind::Joined))
    }

    /// Turns items into clauses. If all are excluded, they are searched for instead.
    fn settle(&mut self, items: Vec<Item>) -> Vec<Clause> {
        let alone = !items.is_empty() && items.iter().all(|item| matches!(item, Item::Excluded(_)));
        if alone {
            hint(&mut self.hints, Hint::Operator("-".to_owned()));
        }
        let clause = |item| match item {
            Item::Excluded(clause) if !alone => Clause::Not(Box::new(clause)),
            Item::Wanted(clause) | Item::Excluded(clause) => clause,
        };
        items.into_iter().map(clause).collect()
    }

    fn next(&mut self) -> Option<Lexeme<'p>> {
        let piece = self.pieces.get(self.at).copied();
        self.at += 1;
        piece
    }

    /// True if the next lexeme can begin an item.
    fn is_item(&self) -> bool {
        !matches!(self.pieces.get(self.at), None | Some(Lexeme::Close))
    }

    fn item(&mut self) -> Option<Clause> {
        if !self.is_item() {
            return None;
        }
        let piece = self.next()?;
        self.meant(piece)
    }

    fn meant(&mut self, piece: Lexeme<'p>) -> Option<Clause> {
        match piece {
            Lexeme::Chunk(text) => self.counted(words::chunk(text, self.is_last(text), self.variants)),
            Lexeme::Quoted(text) => self.counted(words::phrase(text, self.variants)),
            Lexeme::Open => one(self.list()),
            Lexeme::Minus => self.item(),
            Lexeme::Close => None,
            Lexeme::Name(name, written) => self.field(name, written),
        }
    }

    fn is_last(&self, text: &str) -> bool {
        text.as_ptr() as usize + text.len() == self.end && !self.hints.contains(&Hint::Long)
    }

    /// Returns the clause, cut to the number of words left.
    fn counted(&mut self, clause: Option<Clause>) -> Option<Clause> {
        let mut clause = clause?;
        let left = MOST_WORDS.saturating_sub(self.words);
        let wanted = count(&clause);
        self.words += wanted;
        if wanted <= left {
            return Some(clause);
        }
        hint(&mut self.hints, Hint::Long);
        match &mut clause {
            Clause::Phrase(words) if left > 0 => words.truncate(left),
            _ => return None,
        }
        Some(clause)
    }

    fn field(&mut self, name: FieldName, written: &str) -> Option<Clause> {
        if !matches!(self.pieces.get(self.at), Some(Lexeme::Chunk(_) | Lexeme::Quoted(_) | Lexeme::Open)) {
            hint(&mut self.hints, Hint::Field(written.to_owned()));
            let word = written.trim_end_matches([':', '：']);
            return self.counted(words::chunk(word, false, self.variants));
        }
        match name {
            FieldName::Within(field) => self.item().map(|clause| Clause::Within(field, Box::new(clause))),
            FieldName::Facet(facet) => self.facet(facet),
            FieldName::Date | FieldName::After | FieldName::Before => self.dates(name),
        }
    }

    /// Returns the next word, phrase or bracketed words as typed; several if `OR` separates them.
    fn values(&mut self) -> Vec<String> {
        let mut values: Vec<Vec<&str>> = vec![Vec::new()];
        let mut depth = 0;
        while let Some(piece) = self.next() {
            match piece {
                Lexeme::Open => depth += 1,
                Lexeme::Close => depth -= 1,
                Lexeme::Chunk("OR") if depth > 0 => values.push(Vec::new()),
                Lexeme::Chunk(text) | Lexeme::Quoted(text) => {
                    values.iter_mut().next_back().into_iter().for_each(|value| value.push(text.trim()))
                }
                Lexeme::Minus | Lexeme::Name(..) => {}
            }
            if depth == 0 {
                break;
            }
        }
        values.iter().map(|value| value.join(" ")).filter(|value| !value.is_empty()).collect()
    }

    fn facet(&mut self, facet: Facet) -> Option<Clause> {
        let mut values: Vec<Clause> = self.values().into_iter().map(|value| Clause::Facet(facet, value)).collect();
        values.truncate(MOST_WORDS);
        if values.len() > 1 { Some(Clause::Any(values)) } else { values.pop() }
    }

    fn dates(&mut self, name: FieldName) -> Option<Clause> {
        let value = self.values().join(" ");
        let clause = dates(name, &value);
        if clause.is_none() {
            hint(&mut self.hints, Hint::Date(value.clone()));
            return self.counted(words::phrase(&value, self.variants));
        }
        clause
    }
}

/// Combines the items of a bracket into one clause.
fn one(mut clauses: Vec<Clause>) -> Option<Clause> {
    match clauses.len() {
        0 => None,
        1 => clauses.pop(),
        _ => Some(Clause::All(clauses)),
    }
}

/// Returns the number of words in a clause.
fn count(clause: &Clause) -> usize {
    match clause {
        Clause::Word(_) => 1,
        Clause::Phrase(words) => words.len(),
        Clause::Any(inner) | Clause::All(inner) => inner.iter().map(count).sum(),
        Clause::Not(inner) | Clause::Within(_, inner) => count(inner),
        Clause::Facet(..) | Clause::Dates { .. } => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::query::{Ending, QueryField, Word};

    fn check(typed: &str, meant: &str) {
        assert_eq!(said(&parse(typed, &Variants::default()).clause), meant, "{typed}");
    }

    fn hints(typed: &str) -> Vec<Hint> {
        parse(typed, &Variants::default()).hints
    }

    fn word(word: &Word) -> String {
        let ending = match word.ending {
            Ending::Whole => "",
            Ending::Typed => "~",
            Ending::Wild => "!",
        };
        format!("{}{ending}", word.form)
    }

    fn said(clause: &Clause) -> String {
        let all = |inner: &[Clause], by: &str| inner.iter().map(said).collect::<Vec<_>>().join(by);
        match clause {
            Clause::Word(one) => word(one),
            Clause::Phrase(words) => format!("\"{}\"", words.iter().map(word).collect::<Vec<_>>().join(" ")),
            Clause::Any(inner) => format!("({})", all(inner, "|")),
            Clause::All(inner) => format!("[{}]", all(inner, " ")),
            Clause::Not(inner) => format!("-{}", said(inner)),
            Clause::Within(QueryField::Title, inner) => format!("title:{}", said(inner)),
            Clause::Within(QueryField::Caption, inner) => format!("caption:{}", said(inner)),
            Clause::Facet(facet, value) => format!("{facet:?}={value}"),
            Clause::Dates { from, to } => format!("{}..{}", from.as_deref().unwrap_or_default(), to.as_deref().unwrap_or_default()),
        }
    }

    #[test]
    fn words_are_looked_for_all_and_the_last_may_go_on() {
        check("", "[]");
        check("Old Harb", "[old harb~]");
        check("old harbour ", "[old harbour]");
        check("don't l'eau L'Oréal", "[dont eau (loreal~|\"l oreal~\")]");
        check("well-known", "[(wellknown~|\"well known~\")]");
        check("1,435 mm, 10kg", "[(1435|\"1 435\") mm (10kg~|\"10 kg~\")]");
        check("C++ .net U.S. and/or", "[c++ .net \"u s\" \"and or~\"]");
        check("harbour,river", "[harbour river~]");
        check("铁路", "[铁路]");
        check("铁", "[铁~]");
        check("中国铁路 使用Rust语言", "[(\"中国 国铁 铁路\") \"使用 用 rust 语言\"]");
    }

    #[test]
    fn phrases_stand_between_any_quotation_marks() {
        check("\"old harbour\"", "[\"old harbour\"]");
        check("“the old” «la mer» 「东京」", "[\"the old\" \"la mer\" 东京]");
        check("\"well-known parliament's\"", "[\"well known parliament\"]");
        check("„alte Welt“ \"\"", "[\"alte welt\"]");
        check("\"old harbour", "[old harbour~]");
        assert_eq!(hints("\"old harbour"), [Hint::Quote]);
    }

    #[test]
    fn words_are_left_out_where_others_stand_beside_them() {
        check("harbour -river -\"far away\"", "[harbour -river -\"far away\"]");
        check("harbour -(a b) -tag:rail", "[harbour -[a b] -Tag=rail]");
        check("-harbour", "[harbour~]");
        assert_eq!(hints("-harbour"), [Hint::Operator("-".into())]);
        check("a - b --release", "[a b release~]");
    }

    #[test]
    fn operators_count_beside_small_letters_only() {
        check("théâtre OR parliament", "[(théâtre|parliament~)]".replace("théâtre", "theatre").as_str());
        check("a OR b OR c d", "[(a|b|c) d~]");
        check("铁路 OR 海港", "[(铁路|海港)]");
        check("TO BE OR NOT TO BE", "[to be or not to be~]");
        check("a or b", "[a or b~]");
        check("well-known OR b", "[((wellknown|\"well known\")|b~)]");
        check("OR OR OR", "[or or or~]");
        check("a OR", "[a or~]");
        assert_eq!(hints("a OR"), [Hint::Operator("OR".into())]);
        check("a OR -b", "[(a|b~)]");
    }

    #[test]
    fn brackets_group_and_need_not_close() {
        check("(a OR b) (c d)", "[(a|b) [c d]]");
        check("(a (b OR c", "[[a (b|c~)]]");
        assert_eq!(hints("(a (b OR c"), [Hint::Bracket]);
        check("a) print(x)", "[a print x]");
        check("（铁路 OR 海港）", "[(铁路|海港)]");
        check(&"(".repeat(500), "[]");
        check("()", "[]");
    }

    #[test]
    fn wildcards_stand_for_letters() {
        check("parliament*", "[parliament~]");
        check("p*ment harb?ur *Ment", "[p*ment! harb?ur! *ment!]");
        check("what is rust?", "[what is rust]");
        check("* **", "[]");
        check("铁*", "[铁~]");
    }

    #[test]
    fn fields_stand_before_a_word_a_phrase_or_a_bracket() {
        check("title:stone", "[title:stone~]");
        check("title:\"old harbour\" caption:(a OR b)", "[title:\"old harbour\" caption:(a|b)]");
        check("tag：铁路 lang:fr source:\"The Times\"", "[Tag=铁路 Language=fr Source=The Times]");
        check("author:(Anna Lee OR Bo)", "[(Author=Anna Lee|Author=Bo)]");
        check("title: stone", "[title:stone~]");
        check("Title: Stone", "[title stone~]");
        check("Tag:rail", "[Tag=rail]");
        check("title:", "[title]");
        assert_eq!(hints("title:"), [Hint::Field("title:".into())]);
        check("std::vec subtitle:x", "[\"std vec\" \"subtitle x~\"]");
    }

    #[test]
    fn dates_are_of_any_precision() {
        check("stone date:2013..2018", "[stone 2013..2018]");
        check("after:2015 before:2016-02", "[2016.. ..2016-01]");
        check("date:soon", "[soon]");
        assert_eq!(hints("date:soon"), [Hint::Date("soon".into())]);
        check("date:9999..0000", "[0001..9999]");
    }

    #[test]
    fn a_syllable_that_is_begun_does_no_harm() {
        let whole = parse("철도", &Variants::default()).clause;
        assert!(
            matches!(&whole, Clause::All(all) if matches!(&all[..], [Clause::Word(word)] if word.ending == Ending::Typed)),
            "{whole:?}"
        );
        let begun = parse("철ㄷ", &Variants::default()).clause;
        assert_eq!(begun, parse("철", &Variants::default()).clause);
    }

    #[test]
    fn anything_may_be_typed() {
        for typed in ["-", "\"", "((((", "title:", "*", "\u{202e}", "😀", "~^|&!", "?", "：", "--", "'", "\u{fffd}"] {
            parse(typed, &Variants::default());
        }
        for typed in [
            "a".repeat(1_000_000),
            "a ".repeat(500_000),
            "(".repeat(1_000_000),
            "\"".repeat(1_000_000),
            "-a ".repeat(9999),
            "字".repeat(99_999),
        ] {
            assert!(hints(&typed).contains(&Hint::Long));
        }
        check("tag:\"a", "[Tag=a]");
    }
}
