//! Tests of every language: nothing is missing, placeholders and plural forms fit.

use super::stored::Message;
use super::*;
use crate::article::autonym::autonym;
use crate::article::language::primary_subtag;
use crate::corpus::{DataField, Facet, Sort};
use icu::locale::Locale as Tag;
use icu::plurals::{PluralCategory, PluralRules};
use std::collections::{BTreeMap, BTreeSet};

/// Messages that may read as in English: the language and the field.
const SAME_AS_ENGLISH: [(&str, &str); 0] = [];

/// The arguments of messages in samples.
const FIRST: &str = "‹first›";
const SECOND: &str = "‹second›";
const NUMBER: &str = "‹number›";

/// A message as a reader sees it, made of sample arguments.
#[derive(Debug, Clone)]
pub(super) struct Sample {
    /// The path of its field, followed by the arguments that tell samples of one field apart.
    name: String,
    /// The number that it counts.
    number: Option<u32>,
    text: String,
}

impl Sample {
    fn new(name: impl Into<String>, text: impl Into<String>) -> Sample {
        Sample { name: name.into(), number: None, text: text.into() }
    }

    /// The sample as one of a field of a table.
    pub(super) fn of(self, field: &str) -> Sample {
        let separator = if self.name.starts_with(char::is_alphabetic) { "." } else { "" };
        Sample { name: [field, separator, &self.name].concat(), ..self }
    }

    /// The arguments and placeholders that the text holds.
    fn placeholders(&self) -> BTreeSet<&str> {
        let between = |open: char, close: char| self.text.split(open).skip(1).filter_map(move |rest| Some(rest.split_once(close)?.0));
        between('‹', '›').chain(between('{', '}')).collect()
    }

    /// Whether the text has letters of its own.
    fn has_letters(&self) -> bool {
        let mut text = self.text.clone();
        for placeholder in self.placeholders() {
            text = text.replace(&format!("‹{placeholder}›"), "").replace(&format!("{{{placeholder}}}"), "");
        }
        text.contains(char::is_alphabetic)
    }

    /// Whether it spells its number out, so that the number is no placeholder: `1 article`, two articles of a language with a dual.
    fn may_spell_number(&self) -> bool {
        self.number.is_some_and(|number| number <= 2)
    }
}

/// Anything that a table holds: gives its texts.
pub(super) trait Samples {
    fn samples(&self) -> Vec<Sample>;
}

/// One sample for each number up to two hundred: the plural forms of any language repeat by then.
fn counted(text: impl Fn(u32) -> String) -> Vec<Sample> {
    (0..=200).map(|number| Sample { number: Some(number), ..Sample::new(format!("({number})"), text(number)) }).collect()
}

impl Samples for &'static str {
    fn samples(&self) -> Vec<Sample> {
        vec![Sample::new("", *self)]
    }
}

impl<const N: usize> Samples for [&'static str; N] {
    fn samples(&self) -> Vec<Sample> {
        self.iter().enumerate().map(|(at, text)| Sample::new(format!("[{at}]"), *text)).collect()
    }
}

impl Samples for Message {
    fn samples(&self) -> Vec<Sample> {
        vec![Sample::new("", self.to_string())]
    }
}

impl Samples for [Message; 4] {
    fn samples(&self) -> Vec<Sample> {
        self.iter().enumerate().map(|(at, text)| Sample::new(format!("[{at}]"), text.to_string())).collect()
    }
}

impl Samples for [Message; 2] {
    fn samples(&self) -> Vec<Sample> {
        let [one, other] = self;
        vec![Sample { number: Some(1), ..Sample::new("[one]", one.to_string()) }, Sample::new("[other]", other.to_string())]
    }
}

impl Samples for fn(u32, &str) -> String {
    fn samples(&self) -> Vec<Sample> {
        counted(|number| self(number, NUMBER))
    }
}

impl Samples for fn(&str, u32, &str) -> String {
    fn samples(&self) -> Vec<Sample> {
        counted(|number| self(FIRST, number, NUMBER))
    }
}

impl Samples for Template<1> {
    fn samples(&self) -> Vec<Sample> {
        vec![Sample::new("", self.fill([FIRST]))]
    }
}

impl Samples for Template<2> {
    fn samples(&self) -> Vec<Sample> {
        vec![Sample::new("", self.fill([FIRST, SECOND]))]
    }
}

impl Samples for fn(Sort) -> &'static str {
    fn samples(&self) -> Vec<Sample> {
        Sort::ALL.map(|sort| Sample::new(format!("({sort:?})"), self(sort))).to_vec()
    }
}

impl Samples for fn(Facet) -> &'static str {
    fn samples(&self) -> Vec<Sample> {
        Facet::ALL.map(|facet| Sample::new(format!("({facet:?})"), self(facet))).to_vec()
    }
}

impl Samples for fn(DataField) -> &'static str {
    fn samples(&self) -> Vec<Sample> {
        DataField::ALL.map(|field| Sample::new(format!("({field:?})"), self(field))).to_vec()
    }
}

const MISSING: [Missing; 7] = [
    Missing::Collection,
    Missing::Cards { first: 1, last: 2 },
    Missing::Facets,
    Missing::Texts,
    Missing::Search,
    Missing::Article,
    Missing::Program,
];

impl Samples for fn(Missing) -> &'static str {
    fn samples(&self) -> Vec<Sample> {
        MISSING.map(|missing| Sample::new(format!("({missing:?})"), self(missing))).to_vec()
    }
}

impl Samples for fn(Missing, &str, &str) -> String {
    fn samples(&self) -> Vec<Sample> {
        MISSING.map(|missing| Sample::new(format!("({missing:?})"), self(missing, FIRST, SECOND))).to_vec()
    }
}

/// The samples of each language other than English, beside those of English.
fn translations() -> Vec<(&'static str, Sample, Sample)> {
    let english = LANGUAGES[0].messages.samples();
    let others = LANGUAGES.iter().skip(1);
    others
        .flat_map(|language| {
            let pairs = language.messages.samples().into_iter().zip(english.clone());
            pairs.map(|(own, english)| (language.code, own, english))
        })
        .collect()
}

/// The texts of each message that counts, by number, under the plural category of the number.
fn counted_texts(language: &Language) -> BTreeMap<String, Vec<(PluralCategory, String)>> {
    let tag: Tag = language.code.parse().unwrap();
    let rules = PluralRules::try_new_cardinal(tag.into()).unwrap();
    let mut texts: BTreeMap<String, Vec<(PluralCategory, String)>> = BTreeMap::new();
    for sample in language.messages.samples() {
        if let (Some(number), Some((field, _))) = (sample.number, sample.name.split_once('(')) {
            texts.entry(field.to_owned()).or_default().push((rules.category_for(number), sample.text));
        }
    }
    texts
}

#[test]
fn languages_have_distinct_codes_and_their_own_names() {
    let codes: BTreeSet<&str> = LANGUAGES.iter().map(|language| language.code).collect();
    assert_eq!((codes.len(), LANGUAGES[0].code), (LANGUAGES.len(), "en"));
    for language in &LANGUAGES {
        assert_eq!(primary_subtag(language.code), language.code);
        assert_eq!(autonym(language.code), Some(language.autonym));
        assert!(std::ptr::eq(for_lang(&format!("{}-XX", language.code.to_uppercase())), language.messages));
    }
    assert!(try_for_lang("tlh").is_none() && std::ptr::eq(for_lang(""), LANGUAGES[0].messages));
}

#[test]
fn every_message_is_translated() {
    let mut untranslated = Vec::new();
    for (code, own, english) in translations().into_iter().filter(|(_, _, english)| english.has_letters()) {
        let may_be_same = SAME_AS_ENGLISH.iter().any(|(lang, field)| *lang == code && own.name.starts_with(field));
        if own.text.trim().is_empty() {
            untranslated.push(format!("{code}: {} is missing: {:?}", own.name, own.text));
        } else if own.text == english.text && !may_be_same {
            untranslated.push(format!("{code}: {} is English: {:?}", own.name, own.text));
        }
    }
    assert!(untranslated.is_empty(), "{}", untranslated.join("\n"));
}

#[test]
fn placeholders_are_those_of_english() {
    let mut differing = Vec::new();
    for (code, own, english) in translations() {
        let (mut found, mut expected) = (own.placeholders(), english.placeholders());
        if own.may_spell_number() {
            let number = [NUMBER.trim_matches(['‹', '›']), "n"];
            [&mut found, &mut expected].into_iter().for_each(|names| names.retain(|name| !number.contains(name)));
        }
        if found != expected {
            differing.push(format!("{code}: {} has {found:?} in place of {expected:?}: {:?}", own.name, own.text));
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn numbers_of_one_plural_category_have_one_form() {
    let mut differing = Vec::new();
    for language in &LANGUAGES {
        for (field, texts) in counted_texts(language) {
            let mut forms: Vec<(PluralCategory, &str)> = Vec::new();
            for (number, (category, text)) in texts.iter().enumerate() {
                match forms.iter().find(|(known, _)| known == category) {
                    None => forms.push((*category, text)),
                    Some((_, form)) if form == text => {}
                    Some((_, form)) => differing.push(format!("{}: {field}({number}) is {text:?}, not {form:?}", language.code)),
                }
            }
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn every_plural_category_has_a_form() {
    for language in &LANGUAGES {
        let texts = counted_texts(language);
        let forms = |category: PluralCategory| -> Vec<Option<&String>> {
            texts.values().map(|texts| texts.iter().find(|(found, _)| *found == category).map(|(_, text)| text)).collect()
        };
        let used: BTreeSet<PluralCategory> = texts.values().flatten().map(|(category, _)| *category).collect();
        // In Arabic the form for many is written like the general one without its vowel signs.
        let distinct: Vec<PluralCategory> =
            used.iter().copied().filter(|category| *category != PluralCategory::Other || !used.contains(&PluralCategory::Many)).collect();
        for (at, category) in distinct.iter().enumerate() {
            for other in &distinct[..at] {
                assert_ne!(forms(*category), forms(*other), "{}: no message tells {category:?} from {other:?}", language.code);
            }
        }
    }
}
