//! The metadata of a page for search engines, previews and browsers.

use crate::article::Article;
use crate::article::language::Direction;
use crate::citation::citation_fields;
use crate::cli::build::discovery::rfc3339;
use crate::cli::build::html::markup::{escape, script_json};
use crate::cli::build::install::icon::write::Icons;
use crate::cli::build::preview::Preview;
use crate::cli::build::target::BuildTarget;
use crate::corpus::{Card, Site, UrlBuilder};
use serde_json::{Value, json};
use std::fmt::Write;
use url::Url;

/// The referrer policy: none is sent. The address of a list contains the search query, and other sites have no business knowing
/// whom one reads.
const REFERRER_POLICY: &str = "no-referrer";

/// The colour of the system frame around a page: the paper, by colour scheme, from `style/tokens.css`.
pub(crate) const PAPER_COLOURS: [(&str, &str); 2] = [("light", "#fcfaf6"), ("dark", "#15120f")];

/// The data that all pages of a site share.
#[derive(Debug, Clone)]
pub(crate) struct SiteContext<'a> {
    /// What is built.
    pub target: &'a dyn BuildTarget,
    /// The site's settings.
    pub site: &'a Site,
    /// How addresses are written.
    pub urls: &'a UrlBuilder,
    /// Scheme and host of the published site, without a trailing slash, if known.
    pub origin: Option<String>,
    /// The policies of article pages and of all other pages, if pages carry their policy.
    pub policies: Option<[String; 2]>,
    /// Its icons.
    pub icons: Icons,
    /// The address of the tab icon.
    pub tab_icon_href: String,
    /// The path of the messages of offline reading inside the site; absent if it is not offered.
    pub offline_messages: Option<String>,
    /// The path of the messages of annotations inside the site.
    pub annotation_messages: String,
    /// The preview of every page without one of its own; absent if chats could not fetch it.
    pub preview: Option<Preview>,
    /// Changes with the listing data, see [`crate::cli::build::data::listing_data::digest`].
    pub listing_digest: String,
}

/// The metadata of one page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Head {
    /// Its title, without the site's name.
    pub title: String,
    /// A description of one sentence.
    pub description: Option<String>,
    /// Its language.
    pub lang: String,
    /// Its direction.
    pub dir: Direction,
    /// Its kind, for `data-page`.
    pub page: &'static str,
    /// Its address without a query; absent for a page that search engines must not index.
    pub canonical: Option<String>,
    /// Its preview, if it is not that of the site.
    pub preview: Option<Preview>,
    /// RFC 3339 date, for an article.
    pub published: Option<String>,
    /// The metadata that reference managers read: names and contents.
    pub citation: Vec<(&'static str, String)>,
    /// Its schema.org data.
    pub json_ld: Option<Value>,
    /// The languages in which it is available, its own among them, with the paths of their pages; empty if there is only one.
    pub versions: Vec<(String, String)>,
    /// The path of the previous page of a list.
    pub previous: Option<String>,
    /// The path of the next page.
    pub next: Option<String>,
    /// The name of its list, and the folder of that list's feeds; absent if the feeds are those of the site.
    pub feeds: Option<(String, String)>,
}

impl Head {
    /// Whether it is an article's page, of which a site has many.
    pub(crate) fn is_article(&self) -> bool {
        self.page == "article"
    }
}

impl SiteContext<'_> {
    /// The absolute address of a path that begins with a slash, if the site's address is known.
    pub(crate) fn absolute_url(&self, path: &str) -> Option<String> {
        // Percent-encoded: a picture may have any name.
        self.origin.as_ref().map(|origin| format!("{origin}{path}")).map(|address| Url::parse(&address).map_or(address, String::from))
    }

    /// The absolute address of a file by its path inside the site, if the site's address is known.
    pub(crate) fn absolute_file_url(&self, path: &str) -> Option<String> {
        self.absolute_url(&self.file_path(path))
    }

    fn file_path(&self, path: &str) -> String {
        format!("{}{path}", self.urls.base())
    }

    /// Attributes of the root element of a page.
    pub(crate) fn root_attributes(&self, head: &Head) -> String {
        format!(
            " lang=\"{}\" dir=\"{}\" data-base=\"{}\" data-page=\"{}\"{}",
            escape(&head.lang),
            head.dir.as_str(),
            escape(self.urls.base()),
            head.page,
            self.form_attribute()
        )
    }

    /// The attribute that tells a page without a server how it finds others.
    fn form_attribute(&self) -> String {
        let key = self.urls.form().key();
        if key.is_empty() { String::new() } else { format!(" data-form=\"{key}\"") }
    }

    /// The elements of a head.
    pub(crate) fn head_html(&self, head: &Head) -> String {
        let mut out = String::new();
        if let Some([article, other]) = &self.policies {
            let policy = if head.is_article() { article } else { other };
            push_line(&mut out, format_args!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">"));
        }
        push_line(&mut out, format_args!("<meta name=\"referrer\" content=\"{REFERRER_POLICY}\">"));
        push_line(&mut out, format_args!("<title>{}</title>", escape(&self.document_title(head))));
        if let Some(words) = &head.description {
            push_line(&mut out, format_args!("<meta name=\"description\" content=\"{}\">", escape(words)));
        }
        self.write_links(head, &mut out);
        self.write_preview(head, &mut out);
        self.write_citation(head, &mut out);
        if let Some(data) = head.json_ld.as_ref().filter(|_| self.target.is_served()) {
            push_line(&mut out, format_args!("<script type=\"application/ld+json\">{}</script>", script_json(data)));
        }
        out.truncate(out.trim_end().len());
        out
    }

    fn document_title(&self, head: &Head) -> String {
        crate::stores::render_context::document_title(&head.title, &self.site.name)
    }

    fn write_links(&self, head: &Head, out: &mut String) {
        match head.canonical.as_deref() {
            Some(path) => {
                if let Some(address) = self.absolute_url(path) {
                    push_line(out, format_args!("<link rel=\"canonical\" href=\"{}\">", escape(&address)));
                }
            }
            None => push_line(out, format_args!("<meta name=\"robots\" content=\"noindex\">")),
        }
        for (lang, path) in &head.versions {
            if let Some(address) = self.absolute_url(path) {
                push_line(out, format_args!("<link rel=\"alternate\" hreflang=\"{}\" href=\"{}\">", escape(lang), escape(&address)));
            }
        }
        for (rel, path) in [("prev", &head.previous), ("next", &head.next)] {
            if let Some(path) = path {
                push_line(out, format_args!("<link rel=\"{rel}\" href=\"{}\">", escape(path)));
            }
        }
        if self.origin.is_some() {
            self.write_feed_links(head, out);
        }
        // Without an icon link a browser requests /favicon.ico, which a site below a base path does not have.
        push_line(out, format_args!("<link rel=\"icon\" href=\"{}\">", escape(&self.tab_icon_href)));
        let installed = [("apple-touch-icon", self.icons.touch.as_str()), ("manifest", crate::cli::build::install::webmanifest::PATH)];
        for (rel, path) in installed.into_iter().filter(|(_, path)| !path.is_empty() && self.target.is_served()) {
            push_line(out, format_args!("<link rel=\"{rel}\" href=\"{}\">", escape(&self.file_path(path))));
        }
        for (scheme, paper) in PAPER_COLOURS {
            push_line(out, format_args!("<meta name=\"theme-color\" media=\"(prefers-color-scheme:{scheme})\" content=\"{paper}\">"));
        }
        if head.page == "list" && self.target.is_served() {
            // The manifest loads in parallel with the program: src/app/start.js. The mark in its address bypasses a cached manifest
            // of an older site version: rows published later would be replaced by older ones.
            let manifest = self.file_path(&format!("corpus/manifest.json?{}", self.listing_digest));
            push_line(out, format_args!("<link rel=\"preload\" as=\"fetch\" crossorigin href=\"{}\">", escape(&manifest)));
        }
    }

    /// Writes the links to feeds and to the site's search.
    fn write_feed_links(&self, head: &Head, out: &mut String) {
        let whole = (String::new(), crate::cli::build::discovery::feed::folder(None));
        for (name, folder) in head.feeds.iter().chain([&whole]) {
            let title = escape(&crate::stores::render_context::document_title(name, &self.site.name));
            for (kind, file) in crate::cli::build::discovery::feed::KINDS {
                let address = escape(&self.file_path(&format!("{folder}{file}")));
                push_line(out, format_args!("<link rel=\"alternate\" type=\"{kind}\" title=\"{title}\" href=\"{address}\">"));
            }
        }
        let (kind, name) = (crate::cli::build::discovery::opensearch::MEDIA_TYPE, escape(&self.site.name));
        let address = escape(&self.file_path(crate::cli::build::discovery::opensearch::PATH));
        push_line(out, format_args!("<link rel=\"search\" type=\"{kind}\" title=\"{name}\" href=\"{address}\">"));
    }

    fn write_preview(&self, head: &Head, out: &mut String) {
        let kind = if head.page == "article" { "article" } else { "website" };
        let title = if head.title.is_empty() { &self.site.name } else { &head.title };
        let address = head.canonical.as_deref().and_then(|path| self.absolute_url(path));
        let preview = head.preview.as_ref().or(self.preview.as_ref());
        let picture = preview.and_then(|preview| Some(preview.open_graph_properties(&self.absolute_file_url(&preview.path)?)));
        let card = if picture.is_some() { "summary_large_image" } else { "summary" };
        let published = head.published.as_deref().filter(|_| kind == "article");
        for (property, content) in [
            ("og:type", Some(kind)),
            ("og:title", Some(title.as_str())),
            ("og:site_name", Some(self.site.name.as_str())),
            ("og:description", head.description.as_deref()),
            ("og:url", address.as_deref()),
            ("og:locale", Some(head.lang.replace('-', "_").as_str())),
            ("article:published_time", published),
        ]
        .into_iter()
        .chain(picture.iter().flatten().map(|(property, content)| (*property, Some(content.as_str()))))
        {
            if let Some(content) = content.filter(|content| !content.is_empty()) {
                push_line(out, format_args!("<meta property=\"{property}\" content=\"{}\">", escape(content)));
            }
        }
        push_line(out, format_args!("<meta name=\"twitter:card\" content=\"{card}\">"));
    }

    /// Writes the metadata that reference managers read (https://scholar.google.com/intl/en/scholar/inclusion.html#indexing).
    fn write_citation(&self, head: &Head, out: &mut String) {
        for (name, content) in &head.citation {
            push_line(out, format_args!("<meta name=\"{name}\" content=\"{}\">", escape(content)));
        }
    }

    /// An article's metadata for reference managers: what there is of title, authors, date, newspaper or site, language, addresses and
    /// tags.
    pub(crate) fn citation_metadata(&self, article: &Article, path: &str) -> Vec<(&'static str, String)> {
        let item = citation_fields::item_of(article, &self.site.name, &self.absolute_url(path).unwrap_or_default());
        let date = item.issued().map(|date| date.iso_date().replace('-', "/")).unwrap_or_default();
        let mut fields = vec![("citation_title", item.title.clone())];
        fields.extend(article.authors.iter().map(|name| ("citation_author", name.clone())));
        fields.extend([
            ("citation_publication_date", date),
            ("citation_journal_title", item.container_title.clone()),
            ("citation_language", item.language.clone()),
            ("citation_public_url", item.url.clone()),
            ("citation_fulltext_html_url", self.absolute_url(path).unwrap_or_default()),
            ("citation_keywords", article.tags.join("; ")),
        ]);
        fields.retain(|(_, content)| !content.trim().is_empty());
        fields
    }

    /// An article's schema.org data: a news article if it names a source, publisher or dateline.
    pub(crate) fn article_json_ld(&self, article: &Article, card: &Card, path: &str) -> Value {
        let news = article.source.is_some() || article.publisher.is_some() || article.dateline.is_some();
        let date = |text: &Option<String>| text.as_deref().and_then(rfc3339::iso8601);
        let publisher = article.publisher.clone().unwrap_or_else(|| self.site.name.clone());
        let authors: Vec<Value> =
            article.authors.iter().filter(|name| !name.trim().is_empty()).map(|name| json!({"@type": "Person", "name": name})).collect();
        without_empty_fields(json!({
            "@context": "https://schema.org",
            "@type": if news { "NewsArticle" } else { "Article" },
            "headline": article.title,
            "description": article.deck,
            "inLanguage": article.lang,
            "datePublished": date(&article.published),
            "dateModified": date(&article.modified),
            "author": authors,
            "publisher": {"@type": "Organization", "name": publisher},
            "sourceOrganization": article.source.as_ref().map(|name| json!({"@type": "Organization", "name": name})),
            "dateline": article.dateline,
            "articleSection": article.section,
            "keywords": article.tags,
            "wordCount": card.words,
            "license": article.licence,
            "isBasedOn": article.canonical,
            "image": card.picture.as_ref().and_then(|picture| self.absolute_file_url(&picture.src)),
            "url": self.absolute_url(path),
            "mainEntityOfPage": self.absolute_url(path),
        }))
    }

    /// The site's schema.org data.
    pub(crate) fn site_json_ld(&self) -> Value {
        without_empty_fields(json!({
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": self.site.name,
            "description": self.site.description,
            "inLanguage": self.site.language(),
            "url": self.absolute_url(self.urls.base()),
        }))
    }
}

/// Drops empty fields.
fn without_empty_fields(mut data: Value) -> Value {
    if let Some(fields) = data.as_object_mut() {
        fields.retain(|_, value| !(value.is_null() || value == "" || value.as_array().is_some_and(Vec::is_empty)));
    }
    data
}

fn push_line(out: &mut String, text: std::fmt::Arguments) {
    // Writing to a string does not fail.
    writeln!(out, "{text}").ok();
}

/// The date of an article in the form that previews use.
pub(crate) fn published_date(article: &Article) -> Option<String> {
    article.published.as_deref().and_then(rfc3339::iso8601)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_equal_those_of_the_stylesheet() {
        let tokens = include_str!("../../../../style/tokens.css");
        assert!(PAPER_COLOURS.iter().all(|(_, paper)| tokens.contains(&format!("--paper: {paper};"))));
        assert!(tokens.contains(&format!("--accent: {};", crate::cli::build::app::accent::DEFAULT_ACCENT)));
    }
}
