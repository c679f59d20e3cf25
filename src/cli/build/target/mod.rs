//! The targets of a build: a site, a folder, a single file. A build is one sequence of steps; [`BuildTarget`] is all in which they
//! differ.
//!
//! - [`SiteTarget`]: a site that a web server delivers.
//! - [`FolderTarget`]: a folder that opens from a disk.
//! - [`SingleFileTarget`]: one HTML file that opens from a disk.

mod folder;
mod single_file;
mod site;

pub(crate) use folder::FolderTarget;
pub(crate) use single_file::SingleFileTarget;
pub(crate) use site::{Pages, SiteTarget};

use crate::cli::build::app::accent::Accent;
use crate::cli::build::app::critical_css::Sources;
use crate::cli::build::app::template::Template;
use crate::cli::build::build_cache::BuildCache;
use crate::cli::build::collection::Collection;
use crate::cli::build::html::pages::{self, BuildContext, PageRenderer};
use crate::cli::build::install::icon::write::{self, Icons};
use crate::cli::build::output::{FetchedEncoding, Output};
use crate::cli::build::run::Options;
use crate::cli::command_error::CommandError;
use crate::cli::diagnostic::Diagnostic;
use crate::cli::folder::Folder;
use crate::corpus::{Manifest, Route, Site, UrlBuilder};
use indicatif::DecimalBytes;
use leptos::prelude::AnyView;
use std::collections::BTreeMap;
use std::fmt::{self, Debug, Display};
use std::path::Path;

/// A target of a build: where it is written, how its pages find each other, and which files belong to it. The methods stand in the
/// order in which a build calls them; the defaults are those of a room without a server.
pub(crate) trait BuildTarget: Debug + Sync {
    /// The path of the result: a folder or a file.
    fn path(&self) -> &Path;

    /// The folder that the build writes.
    fn folder(&self) -> &Path {
        self.path()
    }

    /// Refuses options that this target does not have, and a result that must not be replaced.
    ///
    /// # Errors
    /// For such an option or result.
    fn check_options(&self, _options: &Options) -> Result<(), CommandError> {
        Ok(())
    }

    /// Refuses a collection that is too large, given the size of its articles in bytes.
    ///
    /// # Errors
    /// When it is too large.
    fn check_size(&self, _bytes: u64) -> Result<(), CommandError> {
        Ok(())
    }

    /// The cache of earlier builds of the same target. A room without a server is seldom built: it has none, and every file is made.
    fn cache(&self, _corpus: &Folder) -> BuildCache {
        BuildCache::default()
    }

    /// Whether lists have static pages: those after the first, and those of facet values. Without them only the program shows
    /// these.
    fn has_list_pages(&self) -> bool {
        true
    }

    /// The number of newest articles that get a page of their own, for a collection of `count` articles.
    ///
    /// # Errors
    /// When there are more than a host accepts, and the options do not select any.
    fn article_page_count(&self, count: usize) -> Result<usize, CommandError> {
        // On a disk the number of files is not limited, and no page replaces a missing one.
        Ok(count)
    }

    /// How addresses are written.
    ///
    /// # Errors
    /// When the base path is invalid.
    fn url_builder(&self, site: &Site, problems: &mut Vec<Diagnostic>) -> Result<UrlBuilder, CommandError>;

    /// Scheme and host of the published site, without a trailing slash, if known.
    fn origin(&self, _site: &Site) -> Option<String> {
        None
    }

    /// True if a server delivers the pages: only then can programs find them and others link to them.
    fn is_served(&self) -> bool {
        false
    }

    /// Changes the template of a site to that of this target.
    fn adapt_template(&self, template: Template) -> Template;

    /// The content security policy of a page with these inline styles and scripts.
    fn policy(&self, inside: &Sources) -> String;

    /// How files that the programs in the page fetch are stored, if not as they are.
    fn fetched_encoding(&self) -> Option<FetchedEncoding> {
        None
    }

    /// Writes the template for later builds.
    ///
    /// # Errors
    /// When it cannot be written.
    fn write_template(&self, _template: &Template, _output: &Output) -> Result<(), CommandError> {
        Ok(())
    }

    /// Writes the icons, after the pictures.
    ///
    /// # Errors
    /// When a file cannot be read or written.
    fn write_icons(
        &self,
        site: &Site,
        accent: Option<&Accent>,
        output: &Output,
        _problems: &mut Vec<Diagnostic>,
    ) -> Result<Icons, CommandError> {
        Ok(Icons { tab: write::write_tab(site, accent, output)?, ..Icons::default() })
    }

    /// The address of the tab icon, given its path inside the site.
    ///
    /// # Errors
    /// When the icon cannot be read.
    fn tab_icon_href(&self, path: &str, urls: &UrlBuilder, _output: &Output) -> Result<String, CommandError> {
        Ok(urls.href(&Route::File(path.to_owned())))
    }

    /// Writes the messages of offline reading, if it is offered; returns their path inside the site.
    ///
    /// # Errors
    /// When they cannot be written.
    fn write_offline_messages(&self, _lang: &str, _output: &Output) -> Result<Option<String>, CommandError> {
        Ok(None)
    }

    /// Whether the collection is offered as data.
    fn offers_data(&self, _collection: &Collection, _problems: &mut Vec<Diagnostic>) -> bool {
        false
    }

    /// Writes the files for programs other than the page: search engines, feed readers, operating systems.
    ///
    /// # Errors
    /// When one cannot be written.
    fn write_machine_readable(&self, _build_context: &BuildContext, _output: &Output) -> Result<(), CommandError> {
        Ok(())
    }

    /// Writes all pages except those of the articles.
    ///
    /// # Errors
    /// When one cannot be written.
    fn write_pages(&self, build_context: &BuildContext, output: &Output, problems: &mut Vec<Diagnostic>) -> Result<(), CommandError> {
        pages::write(build_context, output, problems)
    }

    /// A notice at the start of each page, besides those of every target.
    fn notice(&self, _renderer: &PageRenderer) -> Option<AnyView> {
        None
    }

    /// HTML at the end of each page.
    fn page_end(&self, _renderer: &PageRenderer) -> String {
        String::new()
    }

    /// Finishes the HTML of the page that is written to `file`.
    fn finish_page(&self, html: String, _file: &str) -> String {
        html
    }

    /// Writes the service worker and the list of files by which it copies the site, after all files except the manifest.
    ///
    /// # Errors
    /// When a file cannot be read or written.
    fn write_service_worker(&self, _build_context: &BuildContext, _manifest: &mut Manifest, _output: &Output) -> Result<(), CommandError> {
        Ok(())
    }

    /// Makes the result of the folder that was written; `files` are its files with their sizes in bytes.
    ///
    /// # Errors
    /// When the result cannot be written.
    fn finish(&self, files: &BTreeMap<String, u64>, _problems: &mut Vec<Diagnostic>) -> Result<WrittenFiles, CommandError> {
        Ok(WrittenFiles::Folder { count: files.len() })
    }
}

/// The files that a build leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WrittenFiles {
    /// A folder with this number of files.
    Folder {
        /// The number of files.
        count: usize,
    },
    /// A single file.
    SingleFile {
        /// Its size in bytes.
        bytes: u64,
    },
}

impl Display for WrittenFiles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WrittenFiles::Folder { count } => write!(f, "{count} files"),
            WrittenFiles::SingleFile { bytes } => write!(f, "one file of {}", DecimalBytes(*bytes)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets() -> [Box<dyn BuildTarget>; 3] {
        [
            Box::new(SiteTarget { folder: "site".into(), ..SiteTarget::default() }),
            Box::new(FolderTarget { folder: "room".into() }),
            Box::new(SingleFileTarget::new("room.html").unwrap()),
        ]
    }

    #[test]
    fn pages_of_each_target_find_each_other() {
        let site = Site { url: Some("https://a.example/name/".to_owned()), ..Site::default() };
        let hrefs = targets().map(|target| target.url_builder(&site, &mut Vec::new()).unwrap().href(&Route::Saved));
        assert_eq!(hrefs[0], "/name/saved/");
        assert!(hrefs[1].ends_with("/saved/index.html"), "{}", hrefs[1]);
        assert_eq!(hrefs[2], "#/saved/");
        assert_eq!(targets().map(|target| target.origin(&site)), [Some("https://a.example".to_owned()), None, None]);
    }

    #[test]
    fn only_a_single_file_is_written_elsewhere_first() {
        let [site, folder, single_file] = targets();
        assert_eq!((site.folder(), folder.folder()), (site.path(), folder.path()));
        assert!(single_file.folder() != single_file.path() && single_file.path() == Path::new("room.html"));
    }

    #[test]
    fn written_files_are_described() {
        assert_eq!(WrittenFiles::Folder { count: 12 }.to_string(), "12 files");
        assert_eq!(WrittenFiles::SingleFile { bytes: 3_100_000 }.to_string(), "one file of 3.10 MB");
    }
}
