//! What the specifications ask of the files that other programs read, each in a file of its own, its clauses named.
//!
//! A validator gives its objections, each with the clause that it goes by; none is what a test wants. Beside each validator
//! stand broken documents that it has to refuse: one that objects to nothing would prove nothing.

pub(super) mod atom;
pub(super) mod discovery;
pub(super) mod hreflang;
pub(super) mod json_feed;
pub(super) mod opensearch;
pub(super) mod rfc3339;
pub(super) mod robots;
pub(super) mod sitemap;
pub(super) mod structured_data;
pub(super) mod web_manifest;
pub(super) mod xml;

use std::collections::BTreeSet;
use std::fmt::Display;
use url::Url;

/// What a validator has to object to.
#[derive(Debug, Default)]
pub(super) struct Objections(Vec<String>);

impl Objections {
    /// Objects by a clause, unless something holds.
    pub(super) fn require(&mut self, holds: bool, clause: &str, what: impl Display) {
        if !holds {
            self.0.push(format!("{clause}: {what}"));
        }
    }

    /// All that was objected to.
    pub(super) fn into_vec(self) -> Vec<String> {
        self.0
    }
}

/// True for an absolute address of the web as it travels, RFC 3986: ASCII alone, with what has to be escaped escaped.
pub(super) fn is_address(text: &str) -> bool {
    let punctuation = "-._~:/?#[]@!$&'()*+,;=%";
    let is_ascii = text.chars().all(|c| c.is_ascii_alphanumeric() || punctuation.contains(c));
    is_ascii && Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// True for a language tag, BCP 47.
pub(super) fn is_language(text: &str) -> bool {
    text.parse::<icu::locale::Locale>().is_ok_and(|tag| !tag.id.language.is_unknown())
}

/// True for a media type, RFC 6838, section 4.2.
pub(super) fn is_media_type(text: &str) -> bool {
    let name = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "!#$&-^_.+".contains(c));
    text.split(';').next().and_then(|kind| kind.trim().split_once('/')).is_some_and(|(kind, sub)| name(kind) && name(sub))
}

/// The files of a published site, and where they are published.
pub(super) struct Published<'a> {
    /// Its address, with a slash at the end.
    pub(super) url: &'a str,
    /// The paths of its files.
    pub(super) files: BTreeSet<&'a str>,
}

impl Published<'_> {
    /// The file behind an absolute address, or one that begins with a slash; `None` where it leads out of the site.
    pub(super) fn file_path(&self, address: &str) -> Option<String> {
        let whole = Url::parse(self.url).unwrap().join(address).ok()?;
        let path = whole.as_str().strip_prefix(self.url)?.split(['?', '#']).next()?.to_owned();
        let path = percent_encoding::percent_decode_str(&path).decode_utf8().ok()?.into_owned();
        Some(if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path })
    }

    /// True where there is a file behind an address.
    pub(super) fn has_file(&self, address: &str) -> bool {
        self.file_path(address).is_some_and(|file| self.files.contains(file.as_str()))
    }
}

/// Fails unless a validator objects to a good document in which one piece is changed, each time by the words before the change.
pub(super) fn assert_changes_refused(validate: impl Fn(&str) -> Vec<String>, good: &str, changes: &[(&str, &str, &str)]) {
    for (words, from, to) in changes {
        assert!(good.contains(from), "{from}");
        assert_refused(&validate, &[(words, &good.replacen(from, to, 1))]);
    }
}

/// Fails unless a validator objects to each document, by the words beside it.
pub(super) fn assert_refused(validate: impl Fn(&str) -> Vec<String>, broken: &[(&str, &str)]) {
    for (words, document) in broken {
        let objections = validate(document);
        assert!(objections.iter().any(|objection| objection.contains(words)), "no word of {words:?}: {objections:?}\n{document}");
    }
}
