//! A folder that opens from a disk: pages link to each other's files, and the files that the programs fetch are scripts.

use super::BuildTarget;
use crate::cli::build::app::critical_css::Sources;
use crate::cli::build::app::template::Template;
use crate::cli::build::offline_bundle::{packed, template};
use crate::cli::build::output::FetchedEncoding;
use crate::cli::command_error::CommandError;
use crate::cli::diagnostic::Diagnostic;
use crate::corpus::{Form, Site, UrlBuilder};
use std::path::{Path, PathBuf};

/// Stands in the pages for the relative path to the root of the folder, which differs from page to page.
const ROOT_PLACEHOLDER: &str = "\u{f8f0}room\u{f8f0}/";

/// A folder that opens from a disk.
#[derive(Debug, Clone)]
pub(crate) struct FolderTarget {
    /// The folder.
    pub folder: PathBuf,
}

impl BuildTarget for FolderTarget {
    fn path(&self) -> &Path {
        &self.folder
    }

    fn url_builder(&self, _site: &Site, _problems: &mut Vec<Diagnostic>) -> Result<UrlBuilder, CommandError> {
        Ok(UrlBuilder::new(Form::Folder, ROOT_PLACEHOLDER))
    }

    fn adapt_template(&self, template: Template) -> Template {
        template::for_folder(template)
    }

    fn policy(&self, inside: &Sources) -> String {
        template::folder_policy(inside)
    }

    fn fetched_encoding(&self) -> Option<FetchedEncoding> {
        Some(packed::file_script)
    }

    fn finish_page(&self, html: String, file: &str) -> String {
        html.replace(ROOT_PLACEHOLDER, &path_to_root(file))
    }
}

/// The relative path from a file of the folder to the folder itself.
fn path_to_root(file: &str) -> String {
    match file.matches('/').count() {
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Route;

    #[test]
    fn pages_name_the_root_by_a_relative_path() {
        let target = FolderTarget { folder: PathBuf::new() };
        let urls = target.url_builder(&Site::default(), &mut Vec::new()).unwrap();
        let page = |file: &str| target.finish_page(urls.href(&Route::Saved), file);
        assert_eq!(page("index.html"), "./saved/index.html");
        assert_eq!(page("article/a/index.html"), "../../saved/index.html");
    }
}
