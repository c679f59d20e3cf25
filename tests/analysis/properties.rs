//! What holds for any text.

use crate::text_matcher::IndexedText;
use lectern::search::analysis::languages::{Languages, STEMMED_LANGUAGES};
use lectern::search::analysis::stem::{Stem, add_stems};
use lectern::search::analysis::{TokenKind, Variants, fold, tokenize};
use lectern::search::excerpt::{best_block, best_passage};
use lectern::search::highlight::{HighlightRun, HighlightTerms, highlight_ranges};
use lectern::search::query::{parse, replace};
use proptest::prelude::*;

/// Text as people write it, in many scripts, with all signs that matter.
const MIXED_SCRIPT_TEXT: &str = "([a-zA-Z]{1,9}|[0-9]{1,4}|[a-zäöüßéèñçøåłıİşğ]{1,8}|[а-яёА-Я]{1,8}|[α-ωάέ]{1,6}|[ا-ي]{1,6}|[א-ת]{1,5}|[अ-हा-्]{1,6}|\
    [一-龥]{1,6}|[ぁ-ゖァ-ヺー]{1,6}|[가-힣]{1,5}|[ก-ฮะ-ูเ-์]{1,8}|[က-အါ-်]{1,6}|[ក-ឳា-៑]{1,6}|[ｦ-ﾟ]{1,4}|[Ａ-ｚ０-９]{1,4}|\
    [ \\-'’.,:/@_&+#()\"“”«»「」*?!\u{a0}\u{ad}\u{200b}\u{301}]{1,2}){0,24}";

/// Characters of scripts that are taken by pairs, each a letter by itself.
const UNSPACED_TEXT: &str =
    "[一-龥]{2,9}|[ぁ-ゖァ-ヺー]{2,9}|[가-힣]{2,9}|[ก-ฮะ-ูเ-์]{2,9}|[ກ-ຮະ-ູເ-ໄ]{2,9}|[က-အါ-်]{2,9}|[ក-ឳា-៑]{2,9}|[一-龥ぁ-ん]{2,9}";

fn traditional_variants() -> Variants {
    Variants::new([('鐵', '铁'), ('路', '路'), ('發', '发'), ('\u{2F00}', '一')])
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_word_of_a_text_finds_it(text in MIXED_SCRIPT_TEXT) {
        let variants = traditional_variants();
        let indexed_text = IndexedText::new(&text, &variants);
        let mut words = Vec::new();
        tokenize(&text, &variants, 0, &mut |token| words.push((token.written.to_owned(), token.kind)));
        for (word, kind) in words.iter().filter(|(_, kind)| *kind != TokenKind::Compound) {
            prop_assert!(indexed_text.matches_query(word, &variants), "{word:?} {kind:?} in {text:?}");
            prop_assert!(indexed_text.matches_query(&format!("\"{word}\""), &variants), "the phrase {word:?} in {text:?}");
        }
    }

    #[test]
    fn any_substring_of_unspaced_text_finds_it(before in MIXED_SCRIPT_TEXT, run in UNSPACED_TEXT, after in "[a-z ,。0-9]{0,5}") {
        let variants = traditional_variants();
        let indexed_text = IndexedText::new(&format!("{before} {run}{after}"), &variants);
        let characters: Vec<char> = run.chars().collect();
        for from in 0..characters.len() {
            for to in from + 2..=characters.len() {
                let part: String = characters[from..to].iter().collect();
                prop_assert!(indexed_text.matches_query(&part, &variants), "{part:?} in {run:?}");
                prop_assert!(indexed_text.matches_query(&format!("“{part}”"), &variants), "the phrase {part:?} in {run:?}");
            }
        }
    }

    #[test]
    fn a_text_finds_itself_as_a_phrase(text in "[a-z0-9 '’.,-]{1,40}") {
        let variants = Variants::default();
        let indexed_text = IndexedText::new(&text, &variants);
        let phrase = format!("\"{text}\"");
        prop_assert!(indexed_text.matches_query(&phrase, &variants));
    }

    #[test]
    fn tokens_are_slices_of_the_text_in_order(text in any::<String>()) {
        let mut last = 0;
        let variants = traditional_variants();
        let next = tokenize(&text, &variants, 5, &mut |token| {
            assert_eq!(token.written, &text[token.start as usize..token.end as usize]);
            assert!(!token.form.is_empty() && token.form.len() <= 64 * 18);
            assert!(token.position == last || token.position == last + 1 || last == 0);
            last = token.position;
        });
        prop_assert!(next == 5 && last == 0 || next == last + 1);
    }

    #[test]
    fn folding_is_idempotent(text in any::<String>()) {
        let once = fold::fold(&text);
        prop_assert_eq!(fold::fold(&once), once.clone());
        let once = fold::fold_word(&text);
        prop_assert_eq!(fold::fold_word(&once), once.clone());
    }

    #[test]
    fn any_input_parses(typed in any::<String>(), written in MIXED_SCRIPT_TEXT) {
        for text in [&typed, &written] {
            parse(text, &traditional_variants());
            replace(text, "a", "b");
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn every_word_has_a_stem(word in "\\p{L}{1,50}", written in MIXED_SCRIPT_TEXT) {
        for language in STEMMED_LANGUAGES {
            for word in [&word, &written] {
                Languages.stem(language, &word.to_lowercase());
                let mut found = Vec::new();
                add_stems(&Languages, language, TokenKind::Word, word, &fold::fold_word(word), &mut found);
                prop_assert!(found.len() <= 2);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn highlights_are_ranges_of_the_text(text in MIXED_SCRIPT_TEXT, form in "[a-z]{1,2}", run in "[一-丁]{1,2}") {
        let highlight_terms = HighlightTerms { forms: vec![form.clone()], stems: vec![form.clone()], prefixes: vec![form.clone(), run.clone()],
            patterns: vec![format!("*{form}?")], runs: vec![HighlightRun { units: run.chars().map(String::from).collect(), ..HighlightRun::default() }], phrases: vec![vec![form, run]] };
        let ranges = highlight_ranges(&text, &highlight_terms, "en", &traditional_variants(), &Languages);
        prop_assert!(ranges.iter().all(|(start, end)| start < end && text.get(*start..*end).is_some()));
        prop_assert!(ranges.windows(2).all(|pair| pair[0].1 < pair[1].0));
        let shown = best_passage(&text, &ranges);
        prop_assert!(ranges.is_empty() || shown.runs.iter().any(|run| run.is_match));
        best_block(&[text], &highlight_terms, "en", &traditional_variants(), &Languages);
    }
}

#[test]
fn folding_a_character_is_idempotent() {
    for c in '\0'..=char::MAX {
        let once = fold::fold_word(&c.to_string());
        assert_eq!(fold::fold_word(&once), once, "{c:?}");
    }
}
