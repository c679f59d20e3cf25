//! The article as a whole, as in `corpus/articles/ID.json` and, in the same form, in a pack.

use super::block::Block;
use super::href;
use super::language::Direction;
use super::record::record;

/// The version of the article's format that this program writes.
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
        /// `ltr` or `rtl`; absent where it follows from `lang`.
        pub dir: Option<Direction>,
        /// The headline, as it was written.
        pub title: String,
        /// True where the source had no title and this one was made from its first words.
        pub title_made: bool,
        /// The standfirst: what stands between headline and text.
        pub deck: Option<String>,
        /// Who wrote it, one name each.
        pub authors: Vec<String>,
        /// The agency or site it came from.
        pub source: Option<String>,
        /// RFC 3339 date or date-time of publication, see [`super::date`].
        pub published: Option<String>,
        /// RFC 3339 date or date-time of the last change that its publisher made.
        pub modified: Option<String>,
        /// The place or places the report was sent from, as written.
        pub dateline: Option<String>,
        /// The section of the paper.
        pub section: Option<String>,
        /// Keywords, as written.
        pub tags: Vec<String>,
        /// The site it stood on.
        pub publisher: Option<String>,
        /// Its own address on the web.
        pub canonical: Option<String>,
        /// The licence it is under, in words.
        pub licence: Option<String>,
        /// The same article in other languages.
        pub versions: Vec<Version>,
        /// True where it is not to be published: a build leaves it out unless it is asked for drafts.
        pub draft: bool,
        /// Why a person should look at it, where import was not sure.
        pub review: Option<String>,
        /// Where it was taken from; absent for an article written here.
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
    /// Where an article was taken from, and what was left behind.
    pub struct Capture {
        /// A file name relative to what was imported, or a URL; `#` and its own id for an item of many.
        pub from: String,
        /// RFC 3339 time of the capture, where the source tells it.
        pub at: Option<String>,
        /// SHA-256 of the source, hexadecimal.
        pub sha256: String,
        /// SHA-256 of the article as import wrote it: it differs once a hand has corrected the file.
        pub written: String,
        /// What of the source is not in the article, passage by passage, in order.
        pub cut: Vec<String>,
    }
}

impl Article {
    /// Direction of the text: as declared, else as its language is written.
    pub fn direction(&self) -> Direction {
        self.dir.unwrap_or_else(|| Direction::of(&self.lang))
    }

    /// Where it comes from: its agency, else the site it stood on, else the host of its address there.
    pub fn origin(&self) -> Option<String> {
        let named = [&self.source, &self.publisher].into_iter().flatten().find(|name| !name.trim().is_empty()).cloned();
        let host = || href::host(self.canonical.as_deref()?.trim()).map(str::to_ascii_lowercase);
        named.or_else(|| host().map(|host| host.strip_prefix("www.").map(str::to_owned).unwrap_or(host)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_written_as_it_was_read() {
        let json = r#"{"format":1,"id":"a","lang":"ar","title":"T","deck":"D","later":{"x":[1]},"body":[{"paragraph":["w"]},"rule",{"puzzle":{"size":3}}]}"#;
        let article: Article = serde_json::from_str(json).unwrap();
        assert_eq!(article.direction(), Direction::Rtl);
        assert_eq!(article.extra["later"]["x"][0], 1);
        let again = serde_json::to_string(&article).unwrap();
        assert_eq!(serde_json::from_str::<Article>(&again).unwrap(), article);
        assert!(again.contains(r#"{"puzzle":{"size":3}}"#) && again.contains(r#""rule""#));
    }

    #[test]
    fn null_is_as_good_as_absent() {
        let article: Article = serde_json::from_str(r#"{"title":"T","authors":null,"deck":null,"body":[]}"#).unwrap();
        assert_eq!((article.authors.len(), article.deck), (0, None));
    }

    #[test]
    fn an_article_comes_from_its_agency_else_from_its_site() {
        let mut article = Article { canonical: Some("https://WWW.gazette.example:8080/a".into()), ..Article::default() };
        assert_eq!(article.origin().as_deref(), Some("gazette.example:8080"));
        article.publisher = Some("The Quay Gazette".into());
        article.source = Some(" ".into());
        assert_eq!(article.origin().as_deref(), Some("The Quay Gazette"));
        article.source = Some("An Agency".into());
        assert_eq!(article.origin().as_deref(), Some("An Agency"));
        assert_eq!(Article { canonical: Some("/a".into()), ..Article::default() }.origin(), None);
    }
}
