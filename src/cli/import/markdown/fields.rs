//! The fields of front matter as the fields of an article, in the words of every generator.
//!
//! Keys are compared without case, spaces, hyphens and underscores: `publishDate`, `publish_date` and `publish-date` are one.

use super::file_name::FileName;
use crate::article::Article;
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::import::cross_links::wikilink_href;
use crate::cli::import::dates::{day_in_path, parse_date};
use crate::cli::import::names;
use crate::cli::import::page::links;
use crate::cli::import::values::{self, value_text};
use crate::cli::whitespace::collapse_whitespace;
use serde_json::{Map, Value};

/// Front matter fields, taken one by one; the rest is kept.
pub(super) struct FrontMatterFields<'a> {
    fields: Map<String, Value>,
    file: &'a str,
    name: FileName<'a>,
}

/// Tables of fields that a theme or a taxonomy holds; what is not said outside is read from them.
const INNER_TABLES: [&str; 3] = ["taxonomies", "extra", "params"];

const TITLE_KEYS: [&str; 2] = ["title", "headline"];
const DECK_KEYS: [&str; 13] = [
    "deck",
    "subtitle",
    "standfirst",
    "dek",
    "lead",
    "lede",
    "intro",
    "tagline",
    "subheading",
    "summary",
    "description",
    "excerpt",
    "abstract",
];
const AUTHOR_KEYS: [&str; 4] = ["author", "authors", "by", "byline"];
const TAG_KEYS: [&str; 4] = ["tags", "tag", "keywords", "series"];
const ADDRESS_KEYS: [&str; 3] = ["canonical", "canonicalurl", "url"];
const PATH_KEYS: [&str; 4] = ["path", "permalink", "url", "slug"];
const LANGUAGE_KEYS: [&str; 3] = ["lang", "language", "locale"];
const DATE_KEYS: [&str; 12] = [
    "date",
    "published",
    "pubdate",
    "publishdate",
    "publishedat",
    "publicationdate",
    "datepublished",
    "created",
    "createdat",
    "creationdate",
    "datecreated",
    "createddate",
];
const CHANGE_KEYS: [&str; 10] = [
    "updated",
    "modified",
    "lastmod",
    "lastmodifiedat",
    "lastmodified",
    "lastupdated",
    "lastupdate",
    "updatedat",
    "datemodified",
    "modifieddate",
];

/// A key without what generators and people write differently.
fn fold_key(key: &str) -> String {
    key.chars().filter(|c| !matches!(c, '-' | '_' | ' ')).flat_map(char::to_lowercase).collect()
}

impl<'a> FrontMatterFields<'a> {
    /// Takes the fields of the front matter of a file.
    pub(super) fn new(mut fields: Map<String, Value>, file: &'a str) -> FrontMatterFields<'a> {
        for table in INNER_TABLES {
            let Some(Value::Object(inner)) = fields.remove(table) else { continue };
            for (key, value) in inner {
                let key = key.to_lowercase();
                let name = if fields.contains_key(&key) { format!("{table}.{key}") } else { key };
                fields.insert(name, value);
            }
        }
        FrontMatterFields { fields, file, name: FileName::parse(file) }
    }

    fn key(&self, wanted: &str) -> Option<String> {
        self.fields.keys().find(|key| fold_key(key) == wanted).cloned()
    }

    /// The value of a key, which is written without separators.
    pub(super) fn get(&self, wanted: &str) -> Option<&Value> {
        self.fields.get(&self.key(wanted)?)
    }

    pub(super) fn remove(&mut self, wanted: &str) -> Option<Value> {
        let key = self.key(wanted)?;
        self.fields.remove(&key)
    }

    pub(super) fn take_string(&mut self, keys: &[&str]) -> Option<String> {
        self.take_words(keys, values::scalar_text)
    }

    fn take_line(&mut self, keys: &[&str]) -> Option<String> {
        self.take_string(keys).map(|w| collapse_whitespace(&w)).filter(|w| !w.is_empty())
    }

    fn take_date(&mut self, keys: &[&str]) -> Option<String> {
        self.take_words(keys, values::date_text)
    }

    /// Takes the first of some keys whose value has words.
    fn take_words(&mut self, keys: &[&str], words_of: fn(&Value) -> Option<String>) -> Option<String> {
        let (key, words) = keys.iter().find_map(|key| {
            let words = words_of(unwrap_single(self.get(key)?))?;
            Some((*key, wikilink_text(&words)))
        })?;
        self.remove(key);
        Some(words)
    }

    fn take_list(&mut self, keys: &[&str], split: fn(&str) -> Vec<String>) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for wanted in keys {
            let Some(key) = self.key(wanted) else { continue };
            let Some(value) = self.fields.get(&key) else { continue };
            let Some(found) = values::names_in(value, split) else { continue };
            all.extend(found.into_iter().map(|word| wikilink_text(&word)).filter(|word| !word.is_empty()));
            let left: Vec<Value> = values::nameless_items(value).into_iter().cloned().collect();
            self.fields.remove(&key);
            if !left.is_empty() {
                self.fields.insert(key, Value::Array(left));
            }
        }
        let mut seen = std::collections::HashSet::new();
        all.retain(|word| seen.insert(word.to_lowercase()));
        all
    }

    fn take_tags(&mut self) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for tag in self.take_list(&TAG_KEYS, self.tag_splitter()) {
            let tag = names::strip_hash(&tag);
            if !all.iter().any(|known| known.eq_ignore_ascii_case(tag)) {
                all.push(tag.to_owned());
            }
        }
        all
    }

    /// Jekyll parts the tags of a post at spaces where they are one string; others do so at commas alone.
    fn tag_splitter(&self) -> fn(&str) -> Vec<String> {
        let is_jekyll_post = self.name.folder.split('/').any(|part| part == "_posts") && !self.name.folder.starts_with("source/");
        if is_jekyll_post { split_jekyll_list } else { names::split_list }
    }

    /// Other names of the source; they also stay in their field.
    pub(super) fn aliases(&self) -> Vec<String> {
        let all = ["aliases", "alias", "redirectfrom"].iter().filter_map(|key| values::names_in(self.get(key)?, names::split_list));
        all.flatten().collect()
    }

    /// The paths at which the front matter says that the source stands on its site.
    pub(super) fn site_paths(&self) -> Vec<String> {
        let declared = PATH_KEYS.iter().filter_map(|key| self.get(key)?.as_str()).filter(|path| path.contains('/') || !path.contains(':'));
        let paths = declared.filter(|path| !path.contains([':', '{']) && path.contains('/')).map(str::to_owned);
        paths.chain(self.aliases().into_iter().filter(|alias| alias.starts_with('/'))).collect()
    }

    /// The key shared by the translations of an article, as Hugo's `translationKey`.
    pub(super) fn translation_key(&self) -> Option<String> {
        self.get("translationkey").and_then(values::scalar_text)
    }

    /// The language that the front matter declares, else that of the file's name.
    pub(super) fn take_language(&mut self) -> Option<String> {
        self.take_string(&LANGUAGE_KEYS).or_else(|| self.name.lang.clone())
    }

    pub(super) fn read_article(&mut self) -> Article {
        let mut article = Article {
            title: self.take_line(&TITLE_KEYS).unwrap_or_default(),
            deck: self.take_line(&DECK_KEYS),
            authors: self.take_list(&AUTHOR_KEYS, names::split_names),
            source: self.take_line(&["source"]),
            dateline: self.take_line(&["dateline"]),
            section: self.take_line(&["section", "category"]),
            tags: self.take_tags(),
            publisher: self.take_line(&["publisher", "site"]),
            licence: self.take_line(&["licence", "license"]),
            canonical: self.take_canonical(),
            id: self.take_id(),
            ..Article::default()
        };
        // The first category is the section; the others become tags.
        let mut categories = self.take_list(&["categories"], self.tag_splitter()).into_iter();
        article.section = article.section.or_else(|| categories.next());
        article.tags.extend(categories);
        article
    }

    /// The canonical address; `url` may be a path of the site instead.
    fn take_canonical(&mut self) -> Option<String> {
        let key =
            ADDRESS_KEYS.iter().find(|key| self.get(key).and_then(Value::as_str).is_some_and(|url| links::canonical_url(url).is_some()))?;
        self.take_string(&[key]).and_then(|url| links::canonical_url(&url))
    }

    /// The declared id, else that of a dated file name. Versions in other languages have their language in it.
    fn take_id(&mut self) -> String {
        let declared = self.take_string(&["id", "slug"]).map(|id| id.trim_matches('/').rsplit('/').next().unwrap_or_default().to_owned());
        let slug = declared.or_else(|| self.name.day.as_ref().map(|_| self.name.slug.to_owned())).unwrap_or_default();
        match &self.name.lang {
            Some(lang) if !slug.is_empty() => format!("{slug}-{}", lang.to_ascii_lowercase()),
            _ => slug,
        }
    }

    /// The date in a path such as `2024/07/01/name`, as some site builders require.
    fn date_in_path(&self) -> Option<String> {
        let path = PATH_KEYS.iter().find_map(|key| self.get(key)?.as_str())?;
        day_in_path(path)
    }

    pub(super) fn set_dates(&mut self, article: &mut Article) -> Vec<Diagnostic> {
        // A path is asked before its key is gone.
        let in_path = self.name.day.clone().or_else(|| self.date_in_path());
        let published = self.take_date(&DATE_KEYS);
        let modified = self.take_date(&CHANGE_KEYS);
        let lang = article.lang.clone();
        article.modified = modified.and_then(|m| parse_date(&m, &lang));
        article.published = published.as_ref().and_then(|p| parse_date(p, &lang));
        let unread = published.filter(|_| article.published.is_none());
        article.published = article.published.take().or(in_path);
        let unread = unread.map(|date| {
            let text = format!("\"{date}\" is not a valid date; use the form 2024-07-01");
            self.fields.insert("date".to_owned(), Value::String(date));
            Diagnostic::new(Severity::Warning, self.file, text).at("front matter")
        });
        unread.into_iter().chain(self.expiry_note()).collect()
    }

    /// A note for an article that its site would take down on a day.
    fn expiry_note(&self) -> Option<Diagnostic> {
        let day = self.get("expirydate").and_then(values::date_text).filter(|day| !day.is_empty())?;
        let text =
            format!("its site takes it down on {day}; Lectern publishes it all the same. Write \"draft: true\" to keep it unpublished");
        Some(Diagnostic::new(Severity::Note, self.file, text).at("front matter"))
    }

    pub(super) fn set_draft(&mut self, article: &mut Article) -> Option<Diagnostic> {
        let declared = values::take_draft(&mut self.fields).map(|words| values::draft_message(&words));
        let in_folder = || self.name.is_draft().then(|| "in a folder of drafts; imported as a draft, which is not published".to_owned());
        let message = declared.or_else(in_folder)?;
        article.draft = true;
        Some(Diagnostic::new(Severity::Note, self.file, message))
    }

    pub(super) fn remaining(self) -> Vec<String> {
        let silent = |key: &str| matches!(key, "layout" | "permalink");
        self.fields
            .iter()
            .filter(|(key, value)| !value.is_null() && !silent(key))
            .map(|(key, value)| format!("{key}: {}", value_text(value)))
            .collect()
    }
}

fn split_jekyll_list(text: &str) -> Vec<String> {
    if text.contains(',') { names::split_list(text) } else { text.split_whitespace().map(str::to_owned).collect() }
}

/// Unwraps single-item lists: YAML reads the wikilink `[[2024-06-03]]` as a list in a list.
fn unwrap_single(value: &Value) -> &Value {
    match value {
        Value::Array(items) if items.len() == 1 => items.first().map_or(value, unwrap_single),
        other => other,
    }
}

/// The inside of a value that is one wikilink.
fn wikilink_inside(words: &str) -> Option<&str> {
    words.trim().strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")).filter(|inside| !inside.contains("[["))
}

/// Replaces a value that is one wikilink with its words.
fn wikilink_text(words: &str) -> String {
    wikilink_inside(words).map_or_else(|| words.to_owned(), |inside| inside.rsplit('|').next().unwrap_or(inside).trim().to_owned())
}

/// The importer's address for a value that may be one wikilink.
pub(super) fn wikilink_address(words: &str) -> String {
    wikilink_inside(words).map_or_else(|| words.to_owned(), |inside| wikilink_href(inside.split('|').next().unwrap_or(inside).trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn fields(value: Value, file: &str) -> FrontMatterFields<'_> {
        match value {
            Value::Object(map) => FrontMatterFields::new(map, file),
            _ => FrontMatterFields::new(Map::new(), file),
        }
    }

    #[test]
    fn reads_the_keys_of_every_generator() {
        let mut zola = fields(
            json!({"title": "T", "taxonomies": {"tags": ["a"], "series": ["s"]}, "extra": {"subtitle": "D", "author": "Ada"}}),
            "a.md",
        );
        let article = zola.read_article();
        assert_eq!(
            (article.tags, article.deck.as_deref(), article.authors),
            (vec!["a".to_owned(), "s".into()], Some("D"), vec!["Ada".to_owned()])
        );
        let mut hugo =
            fields(json!({"publishDate": "2024-05-06", "last_modified_at": "2024-05-07", "url": "/old/path/", "slug": "s"}), "a.md");
        let mut article = hugo.read_article();
        assert!(hugo.set_dates(&mut article).is_empty());
        assert_eq!(
            (article.published.as_deref(), article.modified.as_deref(), article.id.as_str()),
            (Some("2024-05-06"), Some("2024-05-07"), "s")
        );
        assert_eq!((hugo.site_paths(), article.canonical), (vec!["/old/path/".to_owned()], None));
    }

    #[test]
    fn jekyll_parts_tags_at_spaces_and_others_do_not() {
        assert_eq!(fields(json!({"tags": "rust wasm"}), "_posts/2024-05-06-a.md").read_article().tags, ["rust", "wasm"]);
        assert_eq!(fields(json!({"tags": "tide tables"}), "a.md").read_article().tags, ["tide tables"]);
    }

    #[test]
    fn file_names_give_ids_languages_and_drafts() {
        let mut fields = fields(json!({}), "_drafts/2024-05-06-b.de.md");
        let mut article = fields.read_article();
        assert_eq!((article.id.as_str(), fields.take_language().as_deref()), ("b-de", Some("de")));
        assert!(fields.set_draft(&mut article).is_some() && article.draft);
    }

    #[test]
    fn an_expiry_date_is_noted() {
        let mut fields = fields(json!({"expiryDate": "2024-01-01"}), "a.md");
        assert!(fields.set_dates(&mut Article::default())[0].text.contains("2024-01-01"));
    }
}
