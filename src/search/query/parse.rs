//! The query parser.

use super::dates::parse_date_field;
use super::lex::{FieldName, Lexeme, add_hint, closing_marks, lex};
use super::model::{Clause, Hint, Query};
use super::words;
use crate::corpus::Facet;
use crate::search::analysis::fold::is_dropped;
use crate::search::analysis::{TokenKind, Variants};

/// The maximum length of a query, in characters.
const MAX_QUERY_CHARS: usize = 2000;

/// The maximum number of words in a query.
const MAX_QUERY_WORDS: usize = 64;

/// Parses a query.
///
/// All words must match; `"words"` match consecutively; `-word` is excluded if the query has other words; `OR` between two
/// words is an operator if the query holds lower-case letters or letters of a caseless script (so is `AND`, which changes
/// nothing); `( )` group; `*` and `?` are wildcards inside a word; a field name with a colon precedes a word, a phrase or a
/// bracket. The query is always a [`Clause::All`].
#[expect(clippy::string_slice, reason = "cut at the place of a character")]
pub fn parse(typed: &str, variants: &Variants) -> Query {
    let mut hints = Vec::new();
    let cut = typed.char_indices().nth(MAX_QUERY_CHARS).map(|(at, _)| at);
    if cut.is_some() {
        hints.push(Hint::TooLong);
    }
    let query = &typed[..cut.unwrap_or(typed.len())];
    let lexemes = lex(query, &mut hints);
    let end = query.as_ptr() as usize + query.len();
    let has_operators = query.chars().any(|c| c.is_alphabetic() && !c.is_uppercase());
    let mut parser = Parser { lexemes: &lexemes, at: 0, word_count: 0, has_operators, end, variants, hints };
    let mut clauses = parser.parse_items();
    if clauses.is_empty() && query.contains(is_unsearchable) {
        clauses.push(Clause::Any(Vec::new()));
    }
    Query { clause: Clause::All(clauses), hints: parser.hints }
}

/// Whether a character is a sign that stands for something, but that no article can be found by: neither a space nor punctuation.
fn is_unsearchable(c: char) -> bool {
    let is_punctuation = matches!(u32::from(c), 0xA1 | 0xA7 | 0xAB | 0xB6 | 0xB7 | 0xBB | 0xBF | 0x2010..=0x205E | 0x2E00..=0x2E7F | 0x3001..=0x3030 | 0xFE10..=0xFE6F | 0xFF01..=0xFF20)
        || matches!(c, '،' | '؛' | '؟' | '。' | '।');
    let is_sign = if c.is_ascii() { "$%&+<=>@^`|~#".contains(c) } else { !c.is_whitespace() && !is_dropped(c) && !is_punctuation };
    is_sign && closing_marks(c).is_none()
}

struct Parser<'p> {
    lexemes: &'p [Lexeme<'p>],
    at: usize,
    /// The number of words so far.
    word_count: usize,
    /// True if capitalized operators are recognized.
    has_operators: bool,
    /// The address of the end of the query text: a word that ends there may be incomplete.
    end: usize,
    variants: &'p Variants,
    hints: Vec<Hint>,
}

/// A clause and its polarity.
enum Item {
    Included(Clause),
    Excluded(Clause),
}

impl<'p> Parser<'p> {
    /// Parses items up to the closing bracket or the end.
    fn parse_items(&mut self) -> Vec<Clause> {
        let mut items: Vec<Item> = Vec::new();
        while let Some(lexeme) = self.next_lexeme() {
            match lexeme {
                Lexeme::Close => break,
                Lexeme::Chunk("OR") if self.has_operators && !items.is_empty() && self.has_item() => self.parse_or(&mut items),
                Lexeme::Chunk("AND") if self.has_operators && !items.is_empty() && self.has_item() => {}
                Lexeme::Minus => items.extend(self.parse_item().map(Item::Excluded)),
                _ => {
                    if let Lexeme::Chunk("OR") = lexeme
                        && self.has_operators
                    {
                        add_hint(&mut self.hints, Hint::Operator("OR".to_owned()));
                    }
                    items.extend(self.parse_lexeme(lexeme).map(Item::Included));
                }
            }
        }
        self.resolve_exclusions(items)
    }

    /// Joins the item after `OR` with the one before it.
    fn parse_or(&mut self, items: &mut Vec<Item>) {
        let excluded = self.lexemes.get(self.at) == Some(&Lexeme::Minus);
        if excluded {
            add_hint(&mut self.hints, Hint::Operator("-".to_owned()));
            self.at += 1;
        }
        let Some(other) = self.parse_item() else { return };
        match items.pop() {
            Some(Item::Included(Clause::Any(mut any))) if self.is_or_clause(&any) => {
                any.push(other);
                items.push(Item::Included(Clause::Any(any)));
            }
            Some(Item::Included(one)) => items.push(Item::Included(Clause::Any(vec![one, other]))),
            Some(excluded) => items.extend([excluded, Item::Included(other)]),
            None => items.push(Item::Included(other)),
        }
    }

    /// True for alternatives of an `OR`, false for those of a compound.
    fn is_or_clause(&self, any: &[Clause]) -> bool {
        !any.iter().any(|clause| matches!(clause, Clause::Word(word) if word.kind == TokenKind::Compound))
    }

    /// Turns items into clauses. If all are excluded, they are searched for instead.
    fn resolve_exclusions(&mut self, items: Vec<Item>) -> Vec<Clause> {
        let only_exclusions = !items.is_empty() && items.iter().all(|item| matches!(item, Item::Excluded(_)));
        if only_exclusions {
            add_hint(&mut self.hints, Hint::Operator("-".to_owned()));
        }
        let clause = |item| match item {
            Item::Excluded(clause) if !only_exclusions => Clause::Not(Box::new(clause)),
            Item::Included(clause) | Item::Excluded(clause) => clause,
        };
        items.into_iter().map(clause).collect()
    }

    fn next_lexeme(&mut self) -> Option<Lexeme<'p>> {
        let lexeme = self.lexemes.get(self.at).copied();
        self.at += 1;
        lexeme
    }

    /// True if the next lexeme can begin an item.
    fn has_item(&self) -> bool {
        !matches!(self.lexemes.get(self.at), None | Some(Lexeme::Close))
    }

    fn parse_item(&mut self) -> Option<Clause> {
        if !self.has_item() {
            return None;
        }
        let lexeme = self.next_lexeme()?;
        self.parse_lexeme(lexeme)
    }

    fn parse_lexeme(&mut self, lexeme: Lexeme<'p>) -> Option<Clause> {
        match lexeme {
            Lexeme::Chunk(text) => self.limit_words(words::chunk_clause(text, self.is_last(text), self.variants)),
            Lexeme::Quoted(text) => self.limit_words(words::phrase_clause(text, self.variants)),
            Lexeme::Open => group(self.parse_items()),
            Lexeme::Minus => self.parse_item(),
            Lexeme::Close => None,
            Lexeme::Name(name, written) => self.parse_field(name, written),
        }
    }

    fn is_last(&self, text: &str) -> bool {
        text.as_ptr() as usize + text.len() == self.end && !self.hints.contains(&Hint::TooLong)
    }

    /// Returns the clause, cut to the number of words left.
    fn limit_words(&mut self, clause: Option<Clause>) -> Option<Clause> {
        let mut clause = clause?;
        let left = MAX_QUERY_WORDS.saturating_sub(self.word_count);
        let count = count_words(&clause);
        self.word_count += count;
        if count <= left {
            return Some(clause);
        }
        add_hint(&mut self.hints, Hint::TooLong);
        match &mut clause {
            Clause::Phrase(words) | Clause::Run(words) if left > 0 => words.truncate(left),
            _ => return None,
        }
        Some(clause)
    }

    fn parse_field(&mut self, name: FieldName, written: &str) -> Option<Clause> {
        if !matches!(self.lexemes.get(self.at), Some(Lexeme::Chunk(_) | Lexeme::Quoted(_) | Lexeme::Open)) {
            add_hint(&mut self.hints, Hint::Field(written.to_owned()));
            let word = written.trim_end_matches([':', '：']);
            return self.limit_words(words::chunk_clause(word, false, self.variants));
        }
        match name {
            FieldName::Within(field) => self.parse_item().map(|clause| Clause::Within(field, Box::new(clause))),
            FieldName::Facet(facet) => self.parse_facet(facet),
            FieldName::Date | FieldName::After | FieldName::Before => self.parse_dates(name),
        }
    }

    /// Returns the next word, phrase or bracketed words as typed; several if `OR` separates them.
    fn parse_values(&mut self) -> Vec<String> {
        let mut values: Vec<Vec<&str>> = vec![Vec::new()];
        let mut depth = 0;
        while let Some(lexeme) = self.next_lexeme() {
            match lexeme {
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

    fn parse_facet(&mut self, facet: Facet) -> Option<Clause> {
        let mut values: Vec<Clause> = self.parse_values().into_iter().map(|value| Clause::Facet(facet, value)).collect();
        values.truncate(MAX_QUERY_WORDS);
        if values.len() > 1 { Some(Clause::Any(values)) } else { values.pop() }
    }

    fn parse_dates(&mut self, name: FieldName) -> Option<Clause> {
        let value = self.parse_values().join(" ");
        let clause = parse_date_field(name, &value);
        if clause.is_none() {
            add_hint(&mut self.hints, Hint::Date(value.clone()));
            return self.limit_words(words::phrase_clause(&value, self.variants));
        }
        clause
    }
}

/// Combines the items of a bracket into one clause.
fn group(mut clauses: Vec<Clause>) -> Option<Clause> {
    match clauses.len() {
        0 => None,
        1 => clauses.pop(),
        _ => Some(Clause::All(clauses)),
    }
}

/// Returns the number of words in a clause.
fn count_words(clause: &Clause) -> usize {
    match clause {
        Clause::Word(_) => 1,
        Clause::Phrase(words) | Clause::Run(words) => words.len(),
        Clause::Any(inner) | Clause::All(inner) => inner.iter().map(count_words).sum(),
        Clause::Not(inner) | Clause::Within(_, inner) => count_words(inner),
        Clause::Facet(..) | Clause::Dates { .. } => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::query::{Ending, QueryField, Word};

    fn assert_parses(typed: &str, expected: &str) {
        assert_eq!(format_clause(&parse(typed, &Variants::default()).clause), expected, "{typed}");
    }

    fn hints(typed: &str) -> Vec<Hint> {
        parse(typed, &Variants::default()).hints
    }

    fn format_word(word: &Word) -> String {
        let ending = match word.ending {
            Ending::Whole => "",
            Ending::Prefix => "~",
            Ending::Pattern => "!",
        };
        format!("{}{ending}", word.form)
    }

    fn format_clause(clause: &Clause) -> String {
        let all = |inner: &[Clause], by: &str| inner.iter().map(format_clause).collect::<Vec<_>>().join(by);
        match clause {
            Clause::Word(one) => format_word(one),
            Clause::Phrase(words) => format!("\"{}\"", words.iter().map(format_word).collect::<Vec<_>>().join(" ")),
            Clause::Run(words) => format!("<{}>", words.iter().map(format_word).collect::<Vec<_>>().join(" ")),
            Clause::Any(inner) => format!("({})", all(inner, "|")),
            Clause::All(inner) => format!("[{}]", all(inner, " ")),
            Clause::Not(inner) => format!("-{}", format_clause(inner)),
            Clause::Within(QueryField::Title, inner) => format!("title:{}", format_clause(inner)),
            Clause::Within(QueryField::Caption, inner) => format!("caption:{}", format_clause(inner)),
            Clause::Facet(facet, value) => format!("{facet:?}={value}"),
            Clause::Dates { from, to } => format!("{}..{}", from.as_deref().unwrap_or_default(), to.as_deref().unwrap_or_default()),
        }
    }

    #[test]
    fn all_words_are_required_and_the_last_is_a_prefix() {
        assert_parses("", "[]");
        assert_parses("Old Harb", "[old harb~]");
        assert_parses("old harbour ", "[old harbour]");
        assert_parses("don't l'eau L'Oréal", "[dont eau (loreal~|\"l oreal~\")]");
        assert_parses("well-known", "[(wellknown~|\"well known~\")]");
        assert_parses("1,435 mm, 10kg", "[(1435|\"1 435\") mm (10kg~|\"10 kg~\")]");
        assert_parses("C++ .net U.S. and/or", "[c++ .net \"u s\" \"and or~\"]");
        assert_parses("harbour,river", "[harbour river~]");
        assert_parses("铁路", "[<铁路>]");
        assert_parses("铁", "[<铁~>]");
        assert_parses("中国铁路 使用Rust语言", "[<中国 国铁 铁路> [<使用> rust <语言>]]");
        assert_parses("2013年铁路 ジョン・スミス", "[[2013 <铁路>] <ジョ ョン> <スミ ミス>]");
        assert_parses("สายไหม", "[<สาย ยไห ไหม~>]");
    }

    #[test]
    fn phrases_stand_in_any_quotation_marks() {
        assert_parses("\"old harbour\"", "[\"old harbour\"]");
        assert_parses("“the old” «la mer» 「东京」", "[\"the old\" \"la mer\" 东京]");
        assert_parses("\"well-known parliament's\"", "[\"well known parliament\"]");
        assert_parses("„alte Welt“ \"\"", "[\"alte welt\"]");
        assert_parses("\"old harbour", "[old harbour~]");
        assert_eq!(hints("\"old harbour"), [Hint::Quote]);
    }

    #[test]
    fn exclusions_need_other_words() {
        assert_parses("harbour -river -\"far away\"", "[harbour -river -\"far away\"]");
        assert_parses("harbour -(a b) -tag:rail", "[harbour -[a b] -Tag=rail]");
        assert_parses("-harbour", "[harbour~]");
        assert_eq!(hints("-harbour"), [Hint::Operator("-".into())]);
        assert_parses("a - b --release", "[a b release~]");
    }

    #[test]
    fn operators_are_recognized_beside_lower_case_letters_only() {
        assert_parses("théâtre OR parliament", "[(théâtre|parliament~)]".replace("théâtre", "theatre").as_str());
        assert_parses("a OR b OR c d", "[(a|b|c) d~]");
        assert_parses("铁路 OR 海港", "[(<铁路>|<海港>)]");
        assert_parses("TO BE OR NOT TO BE", "[to be or not to be~]");
        assert_parses("a or b", "[a or b~]");
        assert_parses("well-known OR b", "[((wellknown|\"well known\")|b~)]");
        assert_parses("OR OR OR", "[or or or~]");
        assert_parses("a OR", "[a or~]");
        assert_eq!(hints("a OR"), [Hint::Operator("OR".into())]);
        assert_parses("a OR -b", "[(a|b~)]");
    }

    #[test]
    fn brackets_group_and_need_not_close() {
        assert_parses("(a OR b) (c d)", "[(a|b) [c d]]");
        assert_parses("(a (b OR c", "[[a (b|c~)]]");
        assert_eq!(hints("(a (b OR c"), [Hint::Bracket]);
        assert_parses("a) print(x)", "[a print x]");
        assert_parses("（铁路 OR 海港）", "[(<铁路>|<海港>)]");
        assert_parses(&"(".repeat(500), "[]");
        assert_parses("()", "[]");
    }

    #[test]
    fn wildcards_make_patterns() {
        assert_parses("parliament*", "[parliament~]");
        assert_parses("p*ment harb?ur *Ment", "[p*ment! harb?ur! *ment!]");
        assert_parses("what is rust?", "[what is rust]");
        assert_parses("* **", "[]");
        assert_parses("铁*", "[<铁~>]");
    }

    #[test]
    fn fields_precede_a_word_a_phrase_or_a_bracket() {
        assert_parses("title:stone", "[title:stone~]");
        assert_parses("title:\"old harbour\" caption:(a OR b)", "[title:\"old harbour\" caption:(a|b)]");
        assert_parses("tag：铁路 lang:fr source:\"The Times\"", "[Tag=铁路 Language=fr Source=The Times]");
        assert_parses("author:(Anna Lee OR Bo)", "[(Author=Anna Lee|Author=Bo)]");
        assert_parses("title: stone", "[title:stone~]");
        assert_parses("Title: Stone", "[title stone~]");
        assert_parses("Tag:rail", "[Tag=rail]");
        assert_parses("title:", "[title]");
        assert_eq!(hints("title:"), [Hint::Field("title:".into())]);
        assert_parses("std::vec subtitle:x", "[\"std vec\" \"subtitle x~\"]");
    }

    #[test]
    fn dates_have_any_precision() {
        assert_parses("stone date:2013..2018", "[stone 2013..2018]");
        assert_parses("after:2015 before:2016-02", "[2016.. ..2016-01]");
        assert_parses("date:soon", "[soon]");
        assert_eq!(hints("date:soon"), [Hint::Date("soon".into())]);
        assert_parses("date:9999..0000", "[0001..9999]");
    }

    #[test]
    fn an_incomplete_syllable_is_ignored() {
        let whole = parse("철도", &Variants::default()).clause;
        assert!(
            matches!(&whole, Clause::All(all) if matches!(&all[..], [Clause::Run(words)] if words[0].ending == Ending::Prefix)),
            "{whole:?}"
        );
        let begun = parse("철ㄷ", &Variants::default()).clause;
        assert_eq!(begun, parse("철", &Variants::default()).clause);
    }

    #[test]
    fn any_input_is_parsed() {
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
            assert!(hints(&typed).contains(&Hint::TooLong));
        }
        assert_parses("tag:\"a", "[Tag=a]");
    }
}
