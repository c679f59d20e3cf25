//! What a page says of itself to search engines, previews and browsers.

use super::icon::write::Icons;
use super::markup::{escape, script_json};
use super::moment;
use super::preview::Preview;
use crate::article::Article;
use crate::article::language::Direction;
use crate::corpus::{Card, Form, Site, UrlBuilder};
use serde_json::{Value, json};
use std::fmt::Write;
use url::Url;

/// What another site is told of the page that a link was followed on: nothing. The address of a list holds what was looked for,
/// and whom one reads is nobody's business either.
const REFERRER: &str = "no-referrer";

/// What a system's own frame around a page is coloured like: the paper, by the scheme of colours, as `style/tokens.css` has it.
pub const PAPERS: [(&str, &str); 2] = [("light", "#fcfaf6"), ("dark", "#15120f")];

/// What is the same for every page of a site.
#[derive(Debug, Clone)]
pub struct Common<'a> {
    /// The site's settings.
    pub site: &'a Site,
    /// How addresses are written.
    pub addressing: &'a UrlBuilder,
    /// Scheme and host of the published site, without a slash at the end, where it is known.
    pub origin: Option<String>,
    /// What the page of an article allows, and what any other does, where they carry their policy.
    pub policies: Option<[String; 2]>,
    /// Its icons; in a single file the one of the tab is its whole address.
    pub icons: Icons,
    /// The address of the words of what keeps the collection; empty where nothing does.
    pub offline: String,
    /// The preview of every page that has none of its own; absent where chats could not find it.
    pub preview: Option<Preview>,
    /// Changes with what lists show, see [`super::catalogue::mark`].
    pub mark: String,
}

/// What one page says of itself.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// Its title, without the site's name.
    pub title: String,
    /// One sentence.
    pub description: Option<String>,
    /// Its language.
    pub lang: String,
    /// Its direction.
    pub dir: Direction,
    /// Its kind, `data-page`.
    pub page: &'static str,
    /// Its address without a query; absent for a page that is not to be found by search engines.
    pub canonical: Option<String>,
    /// Its preview, where it is not that of the site.
    pub preview: Option<Preview>,
    /// RFC 3339 date, for an article.
    pub published: Option<String>,
    /// What it is, as schema.org has it.
    pub data: Option<Value>,
    /// The languages that it can be read in, its own among them, with the paths of their pages; empty where there is one only.
    pub versions: Vec<(String, String)>,
    /// The path of the page before it in a list.
    pub before: Option<String>,
    /// The path of the page after it.
    pub after: Option<String>,
    /// The name of what it lists, and the folder of the feeds of that; absent where the feeds are those of the site.
    pub feeds: Option<(String, String)>,
}

impl Head {
    /// Whether it is that of an article, of which a site has many.
    pub fn is_article(&self) -> bool {
        self.page == "article"
    }
}

impl Common<'_> {
    /// The absolute address of a path that begins with a slash, where the site knows its own.
    pub fn absolute(&self, path: &str) -> Option<String> {
        // As it travels: a picture may be called anything.
        self.origin.as_ref().map(|origin| format!("{origin}{path}")).map(|address| Url::parse(&address).map_or(address, String::from))
    }

    /// The absolute address of a file by its path inside the site, where the site knows its own.
    pub fn absolute_file(&self, path: &str) -> Option<String> {
        self.absolute(&self.file(path))
    }

    fn file(&self, path: &str) -> String {
        format!("{}{path}", self.addressing.base())
    }

    /// Attributes of the root element of a page.
    pub fn root(&self, head: &Head) -> String {
        format!(
            " lang=\"{}\" dir=\"{}\" data-base=\"{}\" data-page=\"{}\"{}",
            escape(&head.lang),
            head.dir.as_str(),
            escape(self.addressing.base()),
            head.page,
            self.form()
        )
    }

    /// The attribute that says how the page finds others, where no server gives them.
    fn form(&self) -> String {
        let key = self.addressing.form().key();
        if key.is_empty() { String::new() } else { format!(" data-form=\"{key}\"") }
    }

    /// True where a server gives the pages: only there are they found by programs and linked by others.
    fn is_served(&self) -> bool {
        self.addressing.form() == Form::Site
    }

    /// The elements of a head.
    pub fn head(&self, head: &Head) -> String {
        let mut out = String::new();
        if let Some([article, other]) = &self.policies {
            let policy = if head.is_article() { article } else { other };
            line(&mut out, format_args!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">"));
        }
        line(&mut out, format_args!("<meta name=\"referrer\" content=\"{REFERRER}\">"));
        line(&mut out, format_args!("<title>{}</title>", escape(&self.title(head))));
        if let Some(words) = &head.description {
            line(&mut out, format_args!("<meta name=\"description\" content=\"{}\">", escape(words)));
        }
        self.links(head, &mut out);
        self.preview(head, &mut out);
        if let Some(data) = head.data.as_ref().filter(|_| self.is_served()) {
            line(&mut out, format_args!("<script type=\"application/ld+json\">{}</script>", script_json(data)));
        }
        out.truncate(out.trim_end().len());
        out
    }

    fn title(&self, head: &Head) -> String {
        crate::stores::render_context::document_title(&head.title, &self.site.name)
    }

    fn links(&self, head: &Head, out: &mut String) {
        match head.canonical.as_deref() {
            Some(path) => {
                if let Some(address) = self.absolute(path) {
                    line(out, format_args!("<link rel=\"canonical\" href=\"{}\">", escape(&address)));
                }
            }
            None => line(out, format_args!("<meta name=\"robots\" content=\"noindex\">")),
        }
        for (lang, path) in &head.versions {
            if let Some(address) = self.absolute(path) {
                line(out, format_args!("<link rel=\"alternate\" hreflang=\"{}\" href=\"{}\">", escape(lang), escape(&address)));
            }
        }
        for (rel, path) in [("prev", &head.before), ("next", &head.after)] {
            if let Some(path) = path {
                line(out, format_args!("<link rel=\"{rel}\" href=\"{}\">", escape(path)));
            }
        }
        if self.origin.is_some() {
            self.subscriptions(head, out);
        }
        // Without an icon of its own a browser asks for /favicon.ico, which a site below a path does not have.
        let tab = if self.addressing.form() == Form::Single { self.icons.tab.clone() } else { self.file(&self.icons.tab) };
        line(out, format_args!("<link rel=\"icon\" href=\"{}\">", escape(&tab)));
        let installed = [("apple-touch-icon", self.icons.touch.as_str()), ("manifest", super::webmanifest::PATH)];
        for (rel, path) in installed.into_iter().filter(|(_, path)| !path.is_empty() && self.is_served()) {
            line(out, format_args!("<link rel=\"{rel}\" href=\"{}\">", escape(&self.file(path))));
        }
        for (scheme, paper) in PAPERS {
            line(out, format_args!("<meta name=\"theme-color\" media=\"(prefers-color-scheme:{scheme})\" content=\"{paper}\">"));
        }
        if head.page == "list" && self.is_served() {
            // It comes beside what asks for it: src/app/start.js. The mark behind it passes by the copy of an older edition that a
            // browser may still have in its cache: rows that were published after it would give way to older ones.
            let manifest = self.file(&format!("corpus/manifest.json?{}", self.mark));
            line(out, format_args!("<link rel=\"preload\" as=\"fetch\" crossorigin href=\"{}\">", escape(&manifest)));
        }
    }

    /// What can be followed, and what searches here.
    fn subscriptions(&self, head: &Head, out: &mut String) {
        let whole = (String::new(), super::feed::folder(None));
        for (name, folder) in head.feeds.iter().chain([&whole]) {
            let title = escape(&crate::stores::render_context::document_title(name, &self.site.name));
            for (kind, file) in super::feed::KINDS {
                let address = escape(&self.file(&format!("{folder}{file}")));
                line(out, format_args!("<link rel=\"alternate\" type=\"{kind}\" title=\"{title}\" href=\"{address}\">"));
            }
        }
        let (kind, name) = (super::opensearch::KIND, escape(&self.site.name));
        let address = escape(&self.file(super::opensearch::PATH));
        line(out, format_args!("<link rel=\"search\" type=\"{kind}\" title=\"{name}\" href=\"{address}\">"));
    }

    fn preview(&self, head: &Head, out: &mut String) {
        let kind = if head.page == "article" { "article" } else { "website" };
        let title = if head.title.is_empty() { &self.site.name } else { &head.title };
        let address = head.canonical.as_deref().and_then(|path| self.absolute(path));
        let preview = head.preview.as_ref().or(self.preview.as_ref());
        let picture = preview.and_then(|preview| Some(preview.properties(&self.absolute_file(&preview.path)?)));
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
                line(out, format_args!("<meta property=\"{property}\" content=\"{}\">", escape(content)));
            }
        }
        line(out, format_args!("<meta name=\"twitter:card\" content=\"{card}\">"));
    }

    /// An article as schema.org has it: news where it names who reported it or from where.
    pub fn article_data(&self, article: &Article, card: &Card, path: &str) -> Value {
        let news = article.source.is_some() || article.publisher.is_some() || article.dateline.is_some();
        let date = |text: &Option<String>| text.as_deref().and_then(moment::known);
        let publisher = article.publisher.clone().unwrap_or_else(|| self.site.name.clone());
        let authors: Vec<Value> =
            article.authors.iter().filter(|name| !name.trim().is_empty()).map(|name| json!({"@type": "Person", "name": name})).collect();
        without_nothing(json!({
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
            "image": card.picture.as_ref().and_then(|picture| self.absolute_file(&picture.src)),
            "url": self.absolute(path),
            "mainEntityOfPage": self.absolute(path),
        }))
    }

    /// The site as schema.org has it.
    pub fn site_data(&self) -> Value {
        without_nothing(json!({
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": self.site.name,
            "description": self.site.description,
            "inLanguage": self.site.language(),
            "url": self.absolute(self.addressing.base()),
        }))
    }
}

/// Drops fields that say nothing.
fn without_nothing(mut data: Value) -> Value {
    if let Some(fields) = data.as_object_mut() {
        fields.retain(|_, value| !(value.is_null() || value == "" || value.as_array().is_some_and(Vec::is_empty)));
    }
    data
}

fn line(out: &mut String, text: std::fmt::Arguments) {
    // Writing to a string does not fail.
    writeln!(out, "{text}").ok();
}

/// The date of an article as previews want it.
pub fn published(article: &Article) -> Option<String> {
    article.published.as_deref().and_then(moment::known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_are_those_of_the_styles() {
        let tokens = include_str!("../../../style/tokens.css");
        assert!(PAPERS.iter().all(|(_, paper)| tokens.contains(&format!("--paper: {paper};"))));
        assert!(tokens.contains(&format!("--accent: {};", super::super::accent::OWN)));
    }
}
