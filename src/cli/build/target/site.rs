//! A site that a web server delivers: with pages of its own for errors, files for other programs, and offline reading.

use super::{BuildTarget, WrittenFiles};
use crate::article::language;
use crate::cli::build::app::accent::Accent;
use crate::cli::build::app::app_files::TEMPLATE_FILE;
use crate::cli::build::app::critical_css::Sources;
use crate::cli::build::app::policy;
use crate::cli::build::app::template::Template;
use crate::cli::build::build_cache::BuildCache;
use crate::cli::build::collection::Collection;
use crate::cli::build::data::downloads;
use crate::cli::build::data::files;
use crate::cli::build::discovery::feed;
use crate::cli::build::discovery::opensearch;
use crate::cli::build::discovery::sitemap;
use crate::cli::build::html::pages::{self, BuildContext};
use crate::cli::build::install::icon::write::{self, Icons};
use crate::cli::build::install::service_worker::{self, ShellFiles};
use crate::cli::build::install::webmanifest;
use crate::cli::build::limits;
use crate::cli::build::output::Output;
use crate::cli::command_error::CommandError;
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::folder::Folder;
use crate::corpus::{Manifest, Site, UrlBuilder};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use url::Url;

/// With more articles than this, a build requires a choice of those that get a page: hosts limit files.
const MAX_IMPLICIT_PAGES: usize = 15_000;

/// A site that a web server delivers.
#[derive(Debug, Clone, Default)]
pub(crate) struct SiteTarget {
    /// The folder of the site.
    pub folder: PathBuf,
    /// The base path, if it is not that of the site's own address.
    pub base_path: Option<String>,
    /// Selects the articles that get a page of their own; absent means all of them, unless they are too many.
    pub pages: Option<Pages>,
}

/// Selects the articles that get a page of their own. The others open through `404.html`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pages {
    /// All articles.
    All,
    /// This many of the newest.
    Recent(usize),
}

impl BuildTarget for SiteTarget {
    fn path(&self) -> &Path {
        &self.folder
    }

    fn cache(&self, corpus: &Folder) -> BuildCache {
        BuildCache::open(corpus, &self.folder)
    }

    fn article_page_count(&self, count: usize) -> Result<usize, CommandError> {
        match self.pages {
            Some(Pages::All) => Ok(count),
            Some(Pages::Recent(newest)) => Ok(newest.min(count)),
            None if count <= MAX_IMPLICIT_PAGES => Ok(count),
            None => Err(CommandError::Usage(format!(
                "{count} articles make as many files, and hosts limit their number (often to 20,000). Use --pages all, \
                 or --pages recent:10000 (older articles then open through 404.html)"
            ))),
        }
    }

    fn url_builder(&self, site: &Site, problems: &mut Vec<Diagnostic>) -> Result<UrlBuilder, CommandError> {
        let url = public_url(site);
        if url.is_none() {
            let text = "no `url` (the site's address) is set, so canonical links, sitemap and feed are omitted";
            problems.push(Diagnostic::new(Severity::Note, "site.json", text));
        }
        let base = self.base_path.as_deref().or(url.as_ref().map(Url::path)).unwrap_or("/");
        let is_plain =
            base.starts_with('/') && !base.contains("..") && base.bytes().all(|b| b.is_ascii_alphanumeric() || b"/-_.~%".contains(&b));
        if !is_plain {
            return Err(CommandError::Usage(format!("invalid base path {base:?}; use /NAME/ with letters and digits")));
        }
        Ok(UrlBuilder::for_site(base))
    }

    fn origin(&self, site: &Site) -> Option<String> {
        public_url(site).map(|url| url.origin().ascii_serialization())
    }

    fn is_served(&self) -> bool {
        true
    }

    fn adapt_template(&self, template: Template) -> Template {
        template
    }

    fn policy(&self, inside: &Sources) -> String {
        policy::site_policy(inside)
    }

    fn write_template(&self, template: &Template, output: &Output) -> Result<(), CommandError> {
        output.write(TEMPLATE_FILE, template.text.as_bytes())
    }

    fn write_icons(
        &self,
        site: &Site,
        accent: Option<&Accent>,
        output: &Output,
        problems: &mut Vec<Diagnostic>,
    ) -> Result<Icons, CommandError> {
        write::write(site, accent, output, problems)
    }

    fn write_offline_messages(&self, lang: &str, output: &Output) -> Result<Option<String>, CommandError> {
        service_worker::write_messages(lang, output).map(Some)
    }

    fn offers_data(&self, collection: &Collection, problems: &mut Vec<Diagnostic>) -> bool {
        downloads::is_offered(collection, problems)
    }

    fn write_machine_readable(&self, build_context: &BuildContext, output: &Output) -> Result<(), CommandError> {
        let site_context = build_context.site_context;
        webmanifest::write(site_context, output)?;
        // GitHub Pages would otherwise leave out files whose names begin with an underscore or a dot.
        output.write(".nojekyll", b"")?;
        output.write("robots.txt", sitemap::robots_txt(site_context).as_bytes())?;
        for (path, xml) in sitemap::sitemaps(build_context) {
            output.write(&path, xml.as_bytes())?;
        }
        if let Some(xml) = opensearch::description(site_context) {
            output.write(opensearch::PATH, xml.as_bytes())?;
        }
        feed::write(build_context, output)
    }

    fn write_pages(&self, build_context: &BuildContext, output: &Output, problems: &mut Vec<Diagnostic>) -> Result<(), CommandError> {
        pages::write(build_context, output, problems)?;
        pages::write_error_pages(build_context, output)
    }

    fn write_service_worker(&self, build_context: &BuildContext, manifest: &mut Manifest, output: &Output) -> Result<(), CommandError> {
        let (site_context, collection) = (build_context.site_context, build_context.collection);
        files::write(collection, manifest, output)?;
        // A logo may change without a new name: it is not part of the shell.
        let tab = collection.site.logo.is_none().then_some(site_context.icons.tab.as_str());
        let more: Vec<&str> = site_context.offline_messages.as_deref().into_iter().chain(tab).collect();
        let later = [site_context.annotation_messages.as_str()];
        let has_other_languages = collection.cards.iter().any(|card| language::primary_subtag(&card.lang) != "en");
        let files = ShellFiles { more: &more, later: &later, has_other_languages };
        service_worker::write_service_worker(site_context.urls.base(), build_context.template, &files, manifest, output)
    }

    fn finish(&self, files: &BTreeMap<String, u64>, problems: &mut Vec<Diagnostic>) -> Result<WrittenFiles, CommandError> {
        problems.extend(limits::check(files));
        Ok(WrittenFiles::Folder { count: files.len() })
    }
}

/// The address at which a site is published, if its settings contain one with a host.
fn public_url(site: &Site) -> Option<Url> {
    site.url.as_deref().and_then(|text| Url::parse(text).ok()).filter(|url| url.has_host())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(base_path: Option<&str>, url: Option<&str>) -> (Option<String>, usize) {
        let target = SiteTarget { base_path: base_path.map(str::to_owned), ..SiteTarget::default() };
        let site = Site { url: url.map(str::to_owned), ..Site::default() };
        let mut problems = Vec::new();
        let urls = target.url_builder(&site, &mut problems);
        (urls.ok().map(|urls| urls.base().to_owned()), problems.len())
    }

    #[test]
    fn the_base_path_is_that_of_the_option_then_of_the_address() {
        assert_eq!(base(None, None), (Some("/".to_owned()), 1));
        assert_eq!(base(None, Some("https://a.example/room")), (Some("/room/".to_owned()), 0));
        assert_eq!(base(Some("/x/"), Some("https://a.example/room/")), (Some("/x/".to_owned()), 0));
        for invalid in ["x", "/../", "/a b/", "/\"/"] {
            assert_eq!(base(Some(invalid), Some("https://a.example/")).0, None, "{invalid}");
        }
    }

    #[test]
    fn too_many_articles_require_a_choice() {
        let count = |pages, count| SiteTarget { pages, ..SiteTarget::default() }.article_page_count(count).ok();
        assert_eq!(count(None, MAX_IMPLICIT_PAGES), Some(MAX_IMPLICIT_PAGES));
        assert_eq!(count(None, MAX_IMPLICIT_PAGES + 1), None);
        assert_eq!(count(Some(Pages::All), MAX_IMPLICIT_PAGES + 1), Some(MAX_IMPLICIT_PAGES + 1));
        assert_eq!([3, 30].map(|articles| count(Some(Pages::Recent(10)), articles)), [Some(3), Some(10)]);
    }
}
