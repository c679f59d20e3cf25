//! The fields of an article, as they are typed into a form.

use super::EditError;
use crate::article::Article;
use crate::cli::import::dates::parse_date;
use crate::cli::import::detect_language::parse_language;
use crate::cli::import::names::split_list;
use crate::cli::labels::normalize_labels;
use crate::cli::whitespace::collapse_whitespace;

/// A field that a person can set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli::review) enum ArticleField {
    /// The headline.
    Title,
    /// The standfirst.
    Deck,
    /// The authors, one a line.
    Authors,
    /// The language, by which a date is read.
    Lang,
    /// The date of publication.
    Published,
    /// The section.
    Section,
    /// The tags, separated by commas.
    Tags,
    /// The agency or site.
    Source,
}

impl ArticleField {
    /// All fields, in the order of the form.
    pub(in crate::cli::review) const ALL: [ArticleField; 8] = [
        ArticleField::Title,
        ArticleField::Deck,
        ArticleField::Authors,
        ArticleField::Lang,
        ArticleField::Published,
        ArticleField::Section,
        ArticleField::Tags,
        ArticleField::Source,
    ];

    /// Its name in a form.
    pub(in crate::cli::review) fn name(self) -> &'static str {
        match self {
            ArticleField::Title => "title",
            ArticleField::Deck => "deck",
            ArticleField::Authors => "authors",
            ArticleField::Published => "published",
            ArticleField::Lang => "lang",
            ArticleField::Section => "section",
            ArticleField::Tags => "tags",
            ArticleField::Source => "source",
        }
    }
}

/// The text typed into each field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::cli::review) struct FieldValues {
    values: [String; ArticleField::ALL.len()],
}

impl FieldValues {
    /// The fields of an article.
    pub(in crate::cli::review) fn of(article: &Article) -> FieldValues {
        FieldValues::from_fn(|field| match field {
            ArticleField::Title => article.title.clone(),
            ArticleField::Deck => article.deck.clone().unwrap_or_default(),
            ArticleField::Authors => article.authors.join("\n"),
            ArticleField::Published => article.published.clone().unwrap_or_default(),
            ArticleField::Lang => article.lang.clone(),
            ArticleField::Section => article.section.clone().unwrap_or_default(),
            ArticleField::Tags => article.tags.join(", "),
            ArticleField::Source => article.source.clone().unwrap_or_default(),
        })
    }

    /// The values that a function gives.
    pub(in crate::cli::review) fn from_fn(value: impl Fn(ArticleField) -> String) -> FieldValues {
        FieldValues { values: ArticleField::ALL.map(value) }
    }

    /// The text typed into a field.
    pub(in crate::cli::review) fn get(&self, field: ArticleField) -> &str {
        self.values.get(field as usize).map_or("", String::as_str)
    }

    /// Sets the fields of an article. A field that reads as before keeps its value to the letter.
    pub(super) fn apply(&self, article: &mut Article) -> Result<(), EditError> {
        let before = FieldValues::of(article);
        for field in ArticleField::ALL.into_iter().filter(|field| self.get(*field).trim() != before.get(*field).trim()) {
            set(article, field, self.get(field))?;
        }
        normalize_labels(article);
        Ok(())
    }
}

fn set(article: &mut Article, field: ArticleField, typed: &str) -> Result<(), EditError> {
    let words = collapse_whitespace(typed);
    let some = || Some(words.clone()).filter(|words| !words.is_empty());
    match field {
        ArticleField::Title => {
            article.title = some().ok_or(EditError::EmptyTitle)?;
            article.title_made = false;
        }
        ArticleField::Deck => article.deck = some(),
        ArticleField::Authors => article.authors = typed.lines().map(collapse_whitespace).filter(|name| !name.is_empty()).collect(),
        ArticleField::Published => article.published = parse_published(&words, &article.lang)?,
        ArticleField::Lang => article.lang = parse_language(&words).ok_or(EditError::InvalidLanguage)?,
        ArticleField::Section => article.section = some(),
        ArticleField::Tags => article.tags = split_list(typed),
        ArticleField::Source => article.source = some(),
    }
    Ok(())
}

fn parse_published(words: &str, lang: &str) -> Result<Option<String>, EditError> {
    match words {
        "" => Ok(None),
        words => parse_date(words, lang).map(Some).ok_or(EditError::InvalidDate),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Edit, apply};
    use super::*;

    fn article() -> Article {
        Article { title: "Old".into(), title_made: true, lang: "en".into(), tags: vec!["A, b".into()], ..Article::default() }
    }

    fn set_one(field: ArticleField, value: &str) -> Result<Article, EditError> {
        let before = FieldValues::of(&article());
        let values = FieldValues::from_fn(|other| if other == field { value.to_owned() } else { before.get(other).to_owned() });
        apply(&article(), &Edit::SetFields(values))
    }

    #[test]
    fn fields_are_read_as_they_are_typed() {
        let changed = |field, value: &str| set_one(field, value).unwrap();
        assert_eq!(
            (changed(ArticleField::Title, " New  one ").title.as_str(), changed(ArticleField::Title, "New").title_made),
            ("New one", false)
        );
        assert_eq!(
            changed(ArticleField::Authors, "Ada Lovelace, editor\r\n\r\nGrace Hopper").authors,
            ["Ada Lovelace, editor", "Grace Hopper"]
        );
        assert_eq!(changed(ArticleField::Published, "1 July 2024").published.as_deref(), Some("2024-07-01"));
        assert_eq!(changed(ArticleField::Lang, "Deutsch").lang, "de");
        assert_eq!(changed(ArticleField::Tags, "rail, trade,rail").tags, ["rail", "trade"]);
        assert_eq!(
            (changed(ArticleField::Deck, "A deck").deck.as_deref(), changed(ArticleField::Section, " ").section),
            (Some("A deck"), None)
        );
        assert_eq!(changed(ArticleField::Source, "A desk").source.as_deref(), Some("A desk"));
    }

    #[test]
    fn a_wrong_value_names_its_field() {
        for (field, value, error) in [
            (ArticleField::Title, " ", EditError::EmptyTitle),
            (ArticleField::Published, "31 June 2024", EditError::InvalidDate),
            (ArticleField::Lang, "no such tongue", EditError::InvalidLanguage),
        ] {
            assert_eq!(set_one(field, value), Err(error.clone()));
            assert_eq!(error.field(), Some(field));
        }
    }

    #[test]
    fn untouched_fields_stay_to_the_letter() {
        let same = set_one(ArticleField::Section, "").unwrap();
        assert_eq!(same, article(), "a tag with a comma, and a made title");
    }
}
