//! The article, as in `corpus/articles/ID.json` and, in the same form, in a pack.

use super::block::Block;
use super::href;
use super::language::Direction;
use super::record::record;

/// The version of the article format that this program writes.
pub const FORMAT: u32 = 1;

record! {
    /// One article, or one page of the site.
    pub struct Article {
        /// Version of the format, [`FORMAT`].
        pub format: u32,
        /// The slug in the URL, see [`super::id`].
        pub id: String,
        /// Language of the text, BCP 47.
        pub lang: String,
        /// `ltr` or `rtl`; absent if it follows from `lang`.
        pub dir: Option<Direction>,
        /// The headline, as written.
        pub title: String,
        /// True if the source had no title and this one was made from its first words.
        pub title_made: bool,
        /// The standfirst, between headline and text.
        pub deck: Option<String>,
        /// The authors, one name each.
        pub authors: Vec<String>,
        /// The agency or site that the article came from.
        pub source: Option<String>,
        /// RFC 3339 date or date-time of publication, see [`super::date`].
        pub published: Option<String>,
        /// RFC 3339 date or date-time of the publisher's last change.
        pub modified: Option<String>,
        /// The place or places of reporting, as written.
        pub dateline: Option<String>,
        /// The section of the paper.
        pub section: Option<String>,
        /// Keywords, as written.
        pub tags: Vec<String>,
        /// The site that published it.
        pub publisher: Option<String>,
        /// Its canonical URL.
        pub canonical: Option<String>,
        /// The licence, in words.
        pub licence: Option<String>,
        /// The same article in other languages.
        pub versions: Vec<Version>,
        /// True for a draft: a build leaves it out unless asked for drafts.
        pub draft: bool,
        /// The reason for a manual review, if import was unsure.
        pub review: Option<String>,
        /// How sure import is of the article, from 0 to 1; absent where nobody imported it.
        pub confidence: Option<f64>,
        /// The origin of an imported article; absent for an article written here.
        pub capture: Option<Capture>,
        /// The text.
        pub body: Vec<Block>,
    }
}

record! {
    /// The same article in another language.
    pub struct Version {
        /// BCP 47.
        pub lang: String,
        /// Id of the article in this corpus.
        pub id: String,
    }
}

record! {
    /// The origin of an imported article, and the text that import left out.
    pub struct Capture {
        /// A file name relative to the import's root, or a URL; `#` and the item's own id for one of many.
        pub from: String,
        /// RFC 3339 time of the capture, if the source has it.
        pub at: Option<String>,
        /// SHA-256 of the source, hexadecimal.
        pub sha256: String,
        /// SHA-256 of the article as import wrote it: it differs after a manual correction.
        pub written: String,
        /// The passages of the source that import left out, in order.
        pub cut: Vec<String>,
    }
}

impl Article {
    /// Returns the text direction: as declared, else that of the language.
    pub fn direction(&self) -> Direction {
        self.dir.unwrap_or_else(|| Direction::from_lang(&self.lang))
    }

    /// Returns the source: the agency, else the publishing site, else the host of the canonical URL.
    pub fn source_name(&self) -> Option<String> {
        let named = [&self.source, &self.publisher].into_iter().flatten().find(|name| !name.trim().is_empty()).cloned();
        let host = || href::host(self.canonical.as_deref()?.trim()).map(str::to_ascii_lowercase);
        named.or_else(|| host().map(|host| host.strip_prefix("www.").map(str::to_owned).unwrap_or(host)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn article_round_trips_with_unknown_fields() {
        let json = r#"{"format":1,"id":"a","lang":"ar","title":"T","deck":"D","later":{"x":[1]},"body":[{"paragraph":["w"]},"rule",{"puzzle":{"size":3}}]}"#;
        let article: Article = serde_json::from_str(json).unwrap();
        assert_eq!(article.direction(), Direction::Rtl);
        assert_eq!(article.extra["later"]["x"][0], 1);
        let again = serde_json::to_string(&article).unwrap();
        assert_eq!(serde_json::from_str::<Article>(&again).unwrap(), article);
        assert!(again.contains(r#"{"puzzle":{"size":3}}"#) && again.contains(r#""rule""#));
    }

    #[test]
    fn formula_keeps_the_mathml_of_earlier_versions_as_an_unknown_field() {
        let json = r#"{"body":[{"math":{"tex":"x","mathml":"<math/>"}},{"paragraph":[{"math":{"tex":"y","mathml":"<math/>"}}]}]}"#;
        let article: Article = serde_json::from_str(json).unwrap();
        assert!(matches!(&article.body[0], Block::Math(math) if math.extra["mathml"] == "<math/>"));
        assert_eq!(serde_json::to_string(&article).unwrap(), json);
    }

    #[test]
    fn null_field_equals_absent_field() {
        let article: Article = serde_json::from_str(r#"{"title":"T","authors":null,"deck":null,"body":[]}"#).unwrap();
        assert_eq!((article.authors.len(), article.deck), (0, None));
    }

    #[test]
    fn source_name_prefers_agency_then_publisher_then_host() {
        let mut article = Article { canonical: Some("https://WWW.gazette.example:8080/a".into()), ..Article::default() };
        assert_eq!(article.source_name().as_deref(), Some("gazette.example:8080"));
        article.publisher = Some("The Quay Gazette".into());
        article.source = Some(" ".into());
        assert_eq!(article.source_name().as_deref(), Some("The Quay Gazette"));
        article.source = Some("An Agency".into());
        assert_eq!(article.source_name().as_deref(), Some("An Agency"));
        assert_eq!(Article { canonical: Some("/a".into()), ..Article::default() }.source_name(), None);
    }
}
