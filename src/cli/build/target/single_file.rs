//! One HTML file that opens from a disk: the page of the list, and after it every other page and file. It is made of a room in a
//! temporary folder.

use super::{BuildTarget, WrittenFiles};
use crate::cli::build::app::critical_css::Sources;
use crate::cli::build::app::template::Template;
use crate::cli::build::collection::Collection;
use crate::cli::build::html::pages::{self, BuildContext, PageDraft, PageRenderer};
use crate::cli::build::offline_bundle::{packed, template};
use crate::cli::build::output::Output;
use crate::cli::build::run::Options;
use crate::cli::command_error::CommandError;
use crate::cli::diagnostic::Diagnostic;
use crate::cli::folder;
use crate::cli::serve::media_type::MediaType;
use crate::components::render::render_to_html;
use crate::corpus::list_query::ROWS_PER_PAGE;
use crate::corpus::{Form, Site, UrlBuilder};
use crate::stores::render_context::document_title;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The maximum bytes of articles in one file: a browser reads the whole file before it shows the first article.
const MAX_BYTES: u64 = 50 << 20;

/// Marks the page of a single file, to recognize an earlier one.
const PAGE_MARK: &str = "data-form=\"single\"";

/// The base of file addresses in a single file: no server is asked for them.
const DATA_URL_BASE: &str = "data:,";

/// The page that becomes the single file.
const PAGE_FILE: &str = "index.html";

/// Explains why a single file cannot be signed, and what to do instead.
const SIGNED_SINGLE_FILE_ERROR: &str = "--sign cannot be used with --single-file, as it writes a signed list beside the files of a site. Sign a folder, \
    which also opens from disk: --folder --out DIR --sign KEYFILE. Or sign the file itself: openssl pkeyutl -sign -rawin -inkey KEYFILE \
    -in OUT.html -out OUT.html.sig";

/// One HTML file that opens from a disk.
#[derive(Debug)]
pub(crate) struct SingleFileTarget {
    file: PathBuf,
    /// The folder of the room in the temporary folder.
    folder: PathBuf,
    /// Removed when the target is dropped.
    _temp_folder: TempDir,
}

impl SingleFileTarget {
    /// Creates the target of a file, with a temporary folder.
    ///
    /// # Errors
    /// When the temporary folder cannot be created.
    pub(crate) fn new(file: impl Into<PathBuf>) -> Result<SingleFileTarget, CommandError> {
        let temp_folder = tempfile::tempdir()?;
        Ok(SingleFileTarget { file: file.into(), folder: temp_folder.path().join("room"), _temp_folder: temp_folder })
    }
}

impl BuildTarget for SingleFileTarget {
    fn path(&self) -> &Path {
        &self.file
    }

    fn folder(&self) -> &Path {
        &self.folder
    }

    fn check_options(&self, options: &Options) -> Result<(), CommandError> {
        if options.sign.is_some() {
            return Err(CommandError::Usage(SIGNED_SINGLE_FILE_ERROR.to_owned()));
        }
        check_overwrite(&self.file)
    }

    fn check_size(&self, bytes: u64) -> Result<(), CommandError> {
        if bytes <= MAX_BYTES {
            return Ok(());
        }
        Err(CommandError::Usage(format!(
            "{} MB of articles are too much for a single file (limit {} MB), which a browser must load completely. Write a folder instead, \
             which also opens from disk and loads only what is needed: --folder --out DIR",
            bytes.div_ceil(1 << 20),
            MAX_BYTES >> 20
        )))
    }

    fn has_list_pages(&self) -> bool {
        false
    }

    fn article_page_count(&self, _count: usize) -> Result<usize, CommandError> {
        Ok(0)
    }

    fn url_builder(&self, _site: &Site, _problems: &mut Vec<Diagnostic>) -> Result<UrlBuilder, CommandError> {
        Ok(UrlBuilder::new(Form::Single, DATA_URL_BASE))
    }

    fn adapt_template(&self, template: Template) -> Template {
        template::for_single_file(template)
    }

    fn policy(&self, inside: &Sources) -> String {
        template::single_policy(inside)
    }

    fn tab_icon_href(&self, path: &str, _urls: &UrlBuilder, output: &Output) -> Result<String, CommandError> {
        let media_type = MediaType::from_path(Path::new(path)).essence;
        Ok(format!("data:{media_type};base64,{}", STANDARD.encode(output.read(path)?)))
    }

    fn write_pages(&self, build_context: &BuildContext, output: &Output, _problems: &mut Vec<Diagnostic>) -> Result<(), CommandError> {
        pages::write_front_page(build_context, output)
    }

    fn notice(&self, renderer: &PageRenderer) -> Option<AnyView> {
        Some(compressed_notice(renderer))
    }

    fn page_end(&self, renderer: &PageRenderer) -> String {
        page_templates(renderer)
    }

    fn finish(&self, files: &BTreeMap<String, u64>, _problems: &mut Vec<Diagnostic>) -> Result<WrittenFiles, CommandError> {
        let page = pack(&self.folder, files.keys().map(String::as_str))?;
        folder::write(&self.file, page.as_bytes()).map_err(|error| CommandError::Failed(format!("{}: {error}", self.file.display())))?;
        Ok(WrittenFiles::SingleFile { bytes: page.len() as u64 })
    }
}

/// Refuses to replace a file that Lectern did not write.
fn check_overwrite(file: &Path) -> Result<(), CommandError> {
    let is_own = |bytes: Vec<u8>| bytes.get(..300).is_some_and(|head| String::from_utf8_lossy(head).contains(PAGE_MARK));
    if !file.exists() || fs::read(file).is_ok_and(is_own) {
        return Ok(());
    }
    Err(CommandError::Usage(format!(
        "{}: already exists and was not written by Lectern; nothing was changed. Choose another file with --single-file",
        file.display()
    )))
}

/// Packs the files of a room into its page.
fn pack<'a>(room: &Path, files: impl Iterator<Item = &'a str>) -> Result<String, CommandError> {
    let mut page = fs::read_to_string(room.join(PAGE_FILE))?;
    let mut elements = String::new();
    for path in files.filter(|path| *path != PAGE_FILE) {
        elements.push_str(&packed::file_element(path, &fs::read(room.join(path))?)?);
    }
    let end = page.rfind("</body>").unwrap_or(page.len());
    page.insert_str(end, &elements);
    Ok(page)
}

/// The message if no program runs that could unpack the articles.
fn compressed_notice(renderer: &PageRenderer) -> AnyView {
    let (context, collection): (_, &Collection) = (&renderer.context, renderer.build_context.collection);
    let all = collection.cards.len();
    let shown = all.min(ROWS_PER_PAGE) as u32;
    let words = context.messages.build.compressed_notice.fill([&context.number(shown), &context.number(all as u32)]);
    view! {
        <div lang=context.lang.clone() dir=context.direction().as_str() class="frame notices unscripted">
            <p class="alert">{words}</p>
        </div>
    }
    .into_any()
}

/// The pages of the site: `bundle.js` shows the one whose address is opened.
fn page_templates(renderer: &PageRenderer) -> String {
    let pages = renderer.build_context.collection.pages.iter().map(|page| renderer.site_page(page));
    pages.chain([renderer.notebook_page(), renderer.message_page()]).map(|draft| page_template(renderer, draft)).collect()
}

fn page_template(renderer: &PageRenderer, draft: PageDraft) -> String {
    let context = &renderer.context;
    let place = context.href(&draft.route).trim_start_matches('#').to_owned();
    let title = document_title(&draft.head.title, &context.site_name);
    let (lang, dir) = (draft.head.lang, draft.head.dir.as_str());
    render_to_html(context, &draft.route, || {
        let main = (draft.main)();
        view! { <template data-route=place data-title=title data-lang=lang data-dir=dir>{main}</template> }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_large_collections_are_rejected_with_an_alternative() {
        let target = SingleFileTarget::new("room.html").unwrap();
        assert_eq!(target.check_size(MAX_BYTES), Ok(()));
        let Err(CommandError::Usage(text)) = target.check_size(MAX_BYTES + 1) else { panic!("it is refused as wrong usage") };
        assert!(text.starts_with("51 MB of articles are too much for a single file (limit 50 MB)"), "{text}");
        assert!(text.ends_with("--folder --out DIR"), "{text}");
    }

    #[test]
    fn signing_is_refused_before_anything_is_read() {
        let target = SingleFileTarget::new("room.html").unwrap();
        let options = Options { sign: Some("key.pem".into()), ..Options::default() };
        assert_eq!(target.check_options(&options), Err(CommandError::Usage(SIGNED_SINGLE_FILE_ERROR.to_owned())));
        assert_eq!(target.check_options(&Options::default()), Ok(()));
    }

    #[test]
    fn files_are_packed_before_the_end_of_the_page() {
        let room = tempfile::tempdir().unwrap();
        for (path, text) in [(PAGE_FILE, "<body>list</body>"), ("a.json", "{}"), ("b.json", "[]")] {
            fs::write(room.path().join(path), text).unwrap();
        }
        let page = pack(room.path(), ["a.json", "b.json", PAGE_FILE].into_iter()).unwrap();
        assert!(page.starts_with("<body>list<script ") && page.ends_with("</script>\n</body>"), "{page}");
        let places = ["a.json", "b.json"].map(|path| page.find(&format!("data-path=\"{path}\"")));
        assert!(places[0].is_some() && places[0] < places[1] && !page.contains("data-path=\"index.html\""), "{page}");
    }
}
