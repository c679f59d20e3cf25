//! A build from start to finish: corpus, app and options in, the files of a target out. The steps are the same for every target,
//! see [`BuildTarget`].

use crate::cli::build::app::accent::{self, Accent};
use crate::cli::build::app::app_files::AppFiles;
use crate::cli::build::app::template::{ProgramEncoding, Template};
use crate::cli::build::build_cache;
use crate::cli::build::collection::{Collection, DraftMode};
use crate::cli::build::content::drawing;
use crate::cli::build::content::picture::{self, Cleaned};
use crate::cli::build::data::annotation_messages;
use crate::cli::build::data::listing_data;
use crate::cli::build::data::texts;
use crate::cli::build::html::facet_pages::{self, ValuePage};
use crate::cli::build::html::head::SiteContext;
use crate::cli::build::html::pages::{self, BuildContext};
use crate::cli::build::html::signature;
use crate::cli::build::output::Output;
use crate::cli::build::preview::Previews;
use crate::cli::build::target::{BuildTarget, WrittenFiles};
use crate::cli::command_error::CommandError;
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::folder::Folder;
use crate::cli::signing::sign::sign;
use crate::cli::signing::{PrivateKey, list};
use std::fs;
use std::path::{Path, PathBuf};
use url::Url;

/// The options of a build.
#[derive(Debug, Clone, Default)]
pub(crate) struct Options {
    /// The folder of the corpus.
    pub corpus: PathBuf,
    /// The folder of an app, if not the embedded one.
    pub app_folder: Option<PathBuf>,
    /// How Trunk called this command, if the folder of the target is its staging folder.
    pub trunk: Option<Trunk>,
    /// The file of the private key that the site is signed with.
    pub sign: Option<PathBuf>,
    /// Whether drafts are built.
    pub draft_mode: DraftMode,
    /// True if the site is to stay as it was when something cannot be published.
    pub fail_on_error: bool,
}

/// The parameters of a call by Trunk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Trunk {
    /// Its public URL: the base path.
    pub public_url: String,
    /// True for a release build. During development Trunk's own reload script is inline, which the page's policy would forbid.
    pub release: bool,
}

impl Trunk {
    /// The path of its public URL, which may be absolute.
    pub(crate) fn base_path(&self) -> String {
        Url::parse(&self.public_url).map_or_else(|_| self.public_url.clone(), |url| url.path().to_owned())
    }
}

/// The counts of a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Built {
    /// The number of articles in the site.
    pub articles: usize,
    /// The files of the target.
    pub files: WrittenFiles,
    /// The number of drafts among articles and pages: left out, or included if requested.
    pub drafts: usize,
}

/// Receives the number of finished pages and the number of articles; called from several threads.
pub(crate) type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// Builds a target. Articles that cannot be published are reported in `problems`; the others are built.
///
/// # Errors
/// When there is no app, the target's folder holds other files, the target refuses an option or the collection, or a file cannot be
/// written; if the site is to be whole, when something cannot be published.
pub(crate) fn build(
    options: &Options,
    target: &dyn BuildTarget,
    problems: &mut Vec<Diagnostic>,
    progress: Progress,
) -> Result<Built, CommandError> {
    target.check_options(options)?;
    let folder = open_corpus(&options.corpus)?;
    let key = options.sign.as_deref().map(|file| read_signing_key(file, target.folder())).transpose()?;
    let collection = read_collection(options, &folder, key.as_ref(), problems)?;
    target.check_size(collection.text_bytes())?;
    let columns = listing_data::facet_columns(&collection.cards);
    let values = if target.has_list_pages() { facet_pages::value_pages(&columns) } else { Vec::new() };
    let urls = target.url_builder(&collection.site, problems)?.with_value_pages(facet_pages::page_paths(&values));
    let article_page_count = target.article_page_count(collection.cards.len())?;
    let accent = parse_accent(&collection, problems);
    let style = accent.as_ref().map_or_else(String::new, Accent::stylesheet);
    let (template, policies) = load_template(options, target, &style)?;
    let output = Output::open(target.folder(), options.trunk.is_some())?;
    let output = output.with_fetched_encoding(target.fetched_encoding()).with_cache(target.cache(&folder));
    write_programs(&template, options, &output)?;
    target.write_template(&template, &output)?;
    let mut manifest = listing_data::write(&collection, &columns, &output)?;
    write_pictures(&folder, &collection, &output, problems)?;
    let icons = target.write_icons(&collection.site, accent.as_ref(), &output, problems)?;
    let origin = target.origin(&collection.site);
    let previews = match &origin {
        // No page can be shared if its address is unknown.
        Some(origin) => {
            let address = [origin, urls.base()].concat();
            Previews::open(&folder, &collection, &address, accent.as_ref(), &output, problems)?
        }
        None => Previews::default(),
    };
    let site_context = SiteContext {
        target,
        site: &collection.site,
        urls: &urls,
        origin,
        policies,
        tab_icon_href: target.tab_icon_href(&icons.tab, &urls, &output)?,
        icons,
        annotation_messages: annotation_messages::write(collection.site.language(), &output)?,
        offline_messages: target.write_offline_messages(collection.site.language(), &output)?,
        preview: previews.site_preview().cloned(),
        listing_digest: listing_data::digest(&manifest)?,
    };
    let has_data = target.offers_data(&collection, problems);
    let digest = shared_digest(&site_context, &collection, &template, &values, has_data)?;
    let cards = collection.cards.iter().map(serde_json::to_vec).collect::<Result<Vec<_>, _>>()?;
    let build_context = BuildContext {
        site_context: &site_context,
        collection: &collection,
        template: &template,
        columns: &columns,
        value_pages: &values,
        card_json: &cards,
        article_page_count,
        previews: &previews,
        has_data,
        digest: &digest,
    };
    target.write_machine_readable(&build_context, &output)?;
    target.write_pages(&build_context, &output, problems)?;
    if let Some(offer) = texts::write(&build_context, &output, &mut manifest, problems, progress)? {
        pages::write_data(&build_context, &offer, &output)?;
    }
    problems.extend(previews.missing_glyphs_diagnostic());
    target.write_service_worker(&build_context, &mut manifest, &output)?;
    listing_data::write_manifest(manifest, &output)?;
    if let Some(key) = &key {
        write_signature(key, target.folder(), &output)?;
    }
    let files = output.finish()?;
    Ok(Built { articles: collection.cards.len(), files: target.finish(&files, problems)?, drafts: collection.drafts })
}

fn open_corpus(folder: &Path) -> Result<Folder, CommandError> {
    if folder.is_dir() {
        return Ok(Folder::new(folder));
    }
    Err(CommandError::Failed(format!(
        "{}: no such folder. Specify the corpus with --corpus, or create one with `lectern import`",
        folder.display()
    )))
}

/// Reads the articles and pages to publish, and adds the section about the signature, if the site is signed.
fn read_collection(
    options: &Options,
    folder: &Folder,
    key: Option<&PrivateKey>,
    problems: &mut Vec<Diagnostic>,
) -> Result<Collection, CommandError> {
    let mut collection = Collection::read(folder, options.draft_mode, problems)?;
    if let Some(key) = key {
        signature::add_section(&mut collection, &key.public_key().fingerprint()?);
    }
    if options.fail_on_error && problems.iter().any(|problem| problem.severity == Severity::Error) {
        return Err(CommandError::Failed("the site was not updated; fix the errors above".to_owned()));
    }
    Ok(collection)
}

/// Reads the signing key; refuses a key in the site's folder, where it would be published.
fn read_signing_key(file: &Path, out: &Path) -> Result<PrivateKey, CommandError> {
    let key = PrivateKey::read(file)?;
    match (fs::canonicalize(file), fs::canonicalize(out)) {
        (Ok(place), Ok(out)) if place.starts_with(&out) => Err(CommandError::Usage(format!(
            "{}: the private key is inside the site's folder and would be published with it; move it elsewhere",
            file.display()
        ))),
        _ => Ok(key),
    }
}

/// Signs all files written, as the last step of a build.
fn write_signature(key: &PrivateKey, out: &Path, output: &Output) -> Result<(), CommandError> {
    let signed = sign(out, &output.written_paths(), key)?;
    output.write(list::LIST_FILE, signed.list.as_bytes())?;
    output.write(list::SIGNATURE_FILE, signed.signature.as_bytes())
}

fn load_app(options: &Options, target: &dyn BuildTarget) -> Result<AppFiles, CommandError> {
    if options.trunk.is_some() {
        return AppFiles::from_folder(target.folder());
    }
    match &options.app_folder {
        Some(folder) => AppFiles::from_folder(folder),
        None => AppFiles::embedded().ok_or_else(|| {
            CommandError::Failed(
                "this command was built without the reader, the program that runs in the page. Build it with `make build`, or specify a \
                 folder written by Trunk with --reader DIR"
                    .to_owned(),
            )
        }),
    }
}

/// The template of the pages with the style of the site's accent, and the policies of article pages and of others.
fn load_template(options: &Options, target: &dyn BuildTarget, accent: &str) -> Result<(Template, Option<[String; 2]>), CommandError> {
    let is_published = options.trunk.as_ref().is_none_or(|trunk| trunk.release);
    let encoding = if is_published { ProgramEncoding::Deflate } else { ProgramEncoding::Plain };
    let template = target.adapt_template(Template::new(load_app(options, target)?, encoding)).with_style(accent);
    let policies = is_published.then(|| template.sources().map(|inside| target.policy(&inside)));
    Ok((template, policies))
}

/// The digest of the inputs shared by all pages, including this executable.
fn shared_digest(
    site_context: &SiteContext,
    collection: &Collection,
    template: &Template,
    values: &[ValuePage],
    has_data: bool,
) -> Result<String, CommandError> {
    let titles: Vec<(&str, &str)> = collection.pages.iter().map(|page| (page.id.as_str(), page.title.as_str())).collect();
    let values: Vec<(&str, &str)> = values.iter().map(|value| (value.path.as_str(), value.value.as_str())).collect();
    let own = format!("{:?} {:?} {:?} {has_data}", site_context.urls, site_context.origin, site_context.policies);
    let messages = (&site_context.offline_messages, &site_context.annotation_messages);
    let more = format!("{:?} {messages:?} {:?}", site_context.icons, site_context.preview);
    let [article, other] = template.texts();
    Ok(build_cache::digest([
        build_cache::executable_id().as_bytes(),
        article,
        other,
        &serde_json::to_vec(site_context.site)?,
        &serde_json::to_vec(&(titles, values))?,
        own.as_bytes(),
        more.as_bytes(),
    ]))
}

/// Writes programs and styles.
fn write_programs(template: &Template, options: &Options, output: &Output) -> Result<(), CommandError> {
    for (name, bytes) in &template.files {
        if template.has_link_to(name) { output.write(name, bytes)? } else { output.write_fetched(name, bytes)? }
    }
    if options.trunk.is_some() {
        for name in &template.removed {
            // Only files that were joined or renamed, and that no page names any more.
            fs::remove_file(output.path(name)).ok();
        }
    }
    Ok(())
}

/// The accent colour, if the site has one that can be parsed.
fn parse_accent(collection: &Collection, problems: &mut Vec<Diagnostic>) -> Option<Accent> {
    let colour = collection.site.accent.as_ref()?;
    let mut warn = |text: String| problems.push(Diagnostic::new(Severity::Warning, "site.json", text).at("accent"));
    let Some(accent) = accent::parse(colour) else {
        warn(accent::invalid_message(colour));
        return None;
    };
    if accent.contrast < accent::MIN_CONTRAST {
        warn(accent::low_contrast_message(&accent));
    }
    Some(accent)
}

/// Writes the pictures without metadata, and drawings without active content.
fn write_pictures(folder: &Folder, collection: &Collection, output: &Output, problems: &mut Vec<Diagnostic>) -> Result<(), CommandError> {
    for path in &collection.pictures {
        let bytes = fs::read(folder.path(path)).map_err(|error| CommandError::Failed(format!("{path}: {error}")))?;
        let Some((bytes, filtered)) = sanitize_picture(path, bytes) else {
            return Err(CommandError::Failed(format!("{path} changed during the build; run the build again")));
        };
        if filtered {
            let text = "the drawing may contain a program; published without scripts, event handlers, links and external resources";
            problems.push(Diagnostic::new(Severity::Warning, path.as_str(), text));
        }
        output.write(path, &bytes)?;
    }
    Ok(())
}

/// Returns the bytes of a picture to publish, and whether active content was removed; `None` if it cannot be published.
fn sanitize_picture(path: &str, bytes: Vec<u8>) -> Option<(Vec<u8>, bool)> {
    if path.to_ascii_lowercase().ends_with(".svg") {
        return drawing::sanitize(&bytes);
    }
    match picture::clean(&bytes)? {
        Cleaned::Unchanged => Some((bytes, false)),
        Cleaned::Stripped(cleaned, _) => Some((cleaned, false)),
    }
}
