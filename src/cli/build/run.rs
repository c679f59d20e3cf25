//! A build from start to finish: corpus, app and options in, a site's folder out.

use super::accent::{self, Accent};
use super::app_files::{AppFiles, TEMPLATE_FILE};
use super::build_cache::{self, BuildCache};
use super::collection::{Collection, DraftMode};
use super::critical_css::Sources;
use super::data;
use super::drawing;
use super::facet_pages::{self, ValuePage};
use super::feed;
use super::files;
use super::head::SiteContext;
use super::icon::{self, write::Icons};
use super::limits;
use super::listing_data;
use super::minify;
use super::offline;
use super::offline_bundle;
use super::opensearch;
use super::output::Output;
use super::pages::{self, BuildContext};
use super::picture::{self, Cleaned};
use super::policy;
use super::preview::Previews;
use super::signature;
use super::sitemap;
use super::template::Template;
use super::texts;
use super::webmanifest;
use crate::article::language;
use crate::cli::command_error::CommandError;
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::folder::Folder;
use crate::cli::signing::sign::sign;
use crate::cli::signing::{PrivateKey, list};
use crate::corpus::{Form, Manifest, Route, UrlBuilder};
use std::fs;
use std::path::{Path, PathBuf};
use url::Url;

/// With more articles than this, a build requires a choice of those that get a page: hosts limit files.
const MAX_IMPLICIT_PAGES: usize = 15_000;

/// The options of a build.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The folder of the corpus.
    pub corpus: PathBuf,
    /// The folder of the site.
    pub out: PathBuf,
    /// The form of the room; [`build_single`] builds a single file.
    pub form: Form,
    /// The base path, if it is not that of the site's own address.
    pub base_path: Option<String>,
    /// Selects the articles that get a page of their own; absent means all of them, unless they are too many.
    pub pages: Option<Pages>,
    /// The folder of an app, if not the embedded one.
    pub app_folder: Option<PathBuf>,
    /// How Trunk called this command, if the site's folder is its staging folder.
    pub trunk: Option<Trunk>,
    /// The file of the private key that the site is signed with.
    pub sign: Option<PathBuf>,
    /// Whether drafts are built.
    pub draft_mode: DraftMode,
    /// True if the site is to stay as it was when something cannot be published.
    pub fail_on_error: bool,
}

/// Selects the articles that get a page of their own. The others open through `404.html`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pages {
    /// All articles.
    All,
    /// This many of the newest.
    Recent(usize),
}

/// The parameters of a call by Trunk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trunk {
    /// Its public URL: the base path.
    pub public_url: String,
    /// True for a release build. During development Trunk's own reload script is inline, which the page's policy would forbid.
    pub release: bool,
}

/// The counts of a build.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Built {
    /// The number of articles in the site.
    pub articles: usize,
    /// The number of files of the site.
    pub files: usize,
    /// The number of drafts among articles and pages: left out, or included if requested.
    pub drafts: usize,
}

/// Receives the number of finished pages and the number of articles; called from several threads.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// Builds a site. Articles that cannot be published are reported in `problems`; the others are built.
///
/// # Errors
/// When there is no app, the site's folder holds other files, an option is invalid, or a file cannot be written; if the site is
/// to be whole, when something cannot be published.
pub fn build(options: &Options, problems: &mut Vec<Diagnostic>, progress: Progress) -> Result<Built, CommandError> {
    if !options.corpus.is_dir() {
        let folder = options.corpus.display();
        return Err(CommandError::Failed(format!(
            "{folder}: no such folder. Specify the corpus with --corpus, or create one with `lectern import`"
        )));
    }
    let key = options.sign.as_deref().map(|file| read_signing_key(file, &options.out)).transpose()?;
    let folder = Folder::new(&options.corpus);
    let mut collection = Collection::read(&folder, options.draft_mode, problems)?;
    if let Some(key) = &key {
        signature::add_section(&mut collection, &key.public_key().fingerprint()?);
    }
    if options.fail_on_error && problems.iter().any(|problem| problem.severity == Severity::Error) {
        return Err(CommandError::Failed("the site was not updated; fix the errors above".to_owned()));
    }
    if options.form == Form::Single {
        offline_bundle::single::check_size(collection.texts.iter().map(|text| text.size).sum())?;
    }
    let columns = listing_data::facet_columns(&collection.cards);
    let values = if options.form == Form::Single { Vec::new() } else { facet_pages::value_pages(&columns) };
    let (urls, origin) = site_urls(options, &collection, problems)?;
    let urls = urls.with_value_pages(facet_pages::page_paths(&values));
    let article_page_count = article_page_count(options, collection.cards.len())?;
    let accent = parse_accent(&collection, problems);
    let style = accent.as_ref().map_or_else(String::new, |accent| minify::css(&accent.stylesheet()));
    let (template, policies) = load_template(options, &style)?;
    let is_served = options.form == Form::Site;
    let output = Output::open(&options.out, options.trunk.is_some())?.with_form(options.form);
    // A room without a server is seldom built; it has no cache, and every file is made.
    let output = if is_served { output.with_cache(BuildCache::open(&folder, &options.out)) } else { output };
    write_programs(&template, options, &output)?;
    let mut manifest = listing_data::write(&collection, &columns, &output)?;
    write_pictures(&folder, &collection, &output, problems)?;
    let (icons, messages_path) = write_icons(&collection, accent.as_ref(), options, &output, problems)?;
    let offline_messages = messages_path.as_ref().map_or_else(String::new, |messages_path| urls.href(&Route::File(messages_path.clone())));
    let previews = match &origin {
        // No page can be shared if its address is unknown.
        Some(origin) => {
            let address = [origin, urls.base()].concat();
            Previews::open(&folder, &collection, &address, accent.as_ref(), &output, problems)?
        }
        None => Previews::default(),
    };
    let preview = previews.site_preview().cloned();
    let listing_digest = listing_data::digest(&manifest)?;
    let site_context =
        SiteContext { site: &collection.site, urls: &urls, origin, policies, icons, offline_messages, preview, listing_digest };
    let has_data = is_served && offers_data(&collection, problems);
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
    if is_served {
        webmanifest::write(&site_context, &output)?;
        write_machine_readable(&build_context, &output)?;
    }
    pages::write(&build_context, &output, problems)?;
    if let Some(offer) = texts::write(&build_context, &output, &mut manifest, problems, progress)? {
        pages::write_data(&build_context, &offer, &output)?;
    }
    problems.extend(previews.missing_glyphs_diagnostic());
    if let Some(messages_path) = &messages_path {
        files::write(&collection, &mut manifest, &output)?;
        write_service_worker(&build_context, messages_path, &manifest, &output)?;
    }
    listing_data::write_manifest(manifest, &output)?;
    if let Some(key) = &key {
        write_signature(key, &options.out, &output)?;
    }
    let files = output.finish()?;
    if is_served {
        problems.extend(limits::check(&files));
    }
    Ok(Built { articles: collection.cards.len(), files: files.len(), drafts: collection.drafts })
}

/// Builds a room in one file. Also returns its size in bytes.
///
/// # Errors
/// Those of [`build`]; when Lectern did not write the existing file, or the collection is too large for one file.
pub fn build_single(
    options: &Options,
    file: &Path,
    problems: &mut Vec<Diagnostic>,
    progress: Progress,
) -> Result<(Built, u64), CommandError> {
    offline_bundle::single::check_overwrite(file)?;
    let temp_folder = tempfile::tempdir()?;
    let site = temp_folder.path().join("room");
    let options = Options { out: site.clone(), form: Form::Single, ..options.clone() };
    let built = build(&options, problems, progress)?;
    let size = offline_bundle::single::write(&site, file)?;
    Ok((Built { files: 1, ..built }, size))
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

fn load_app(options: &Options) -> Result<AppFiles, CommandError> {
    if options.trunk.is_some() {
        return AppFiles::from_folder(&options.out);
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
fn load_template(options: &Options, accent: &str) -> Result<(Template, Option<[String; 2]>), CommandError> {
    let template = Template::new(load_app(options)?);
    let (template, policy): (Template, fn(&Sources) -> String) = match options.form {
        Form::Site => (template, policy::site_policy),
        Form::Folder => (offline_bundle::template::for_folder(template), offline_bundle::template::folder_policy),
        Form::Single => (offline_bundle::template::for_single_file(template), offline_bundle::template::single_policy),
    };
    let template = template.with_style(accent);
    let policies = options.trunk.as_ref().is_none_or(|trunk| trunk.release).then(|| template.sources().map(|inside| policy(&inside)));
    Ok((template, policies))
}

/// The base path, and scheme and host if known.
fn site_urls(
    options: &Options,
    collection: &Collection,
    problems: &mut Vec<Diagnostic>,
) -> Result<(UrlBuilder, Option<String>), CommandError> {
    match options.form {
        Form::Site => {}
        Form::Folder => return Ok((UrlBuilder::new(Form::Folder, pages::ROOT_PLACEHOLDER), None)),
        Form::Single => return Ok((UrlBuilder::new(Form::Single, offline_bundle::single::DATA_URL_BASE), None)),
    }
    let url = collection.site.url.as_deref().and_then(|text| Url::parse(text).ok()).filter(|url| url.has_host());
    if url.is_none() {
        let text = "no `url` (the site's address) is set, so canonical links, sitemap and feed are omitted";
        problems.push(Diagnostic::new(Severity::Note, "site.json", text));
    }
    let base = match (&options.trunk, &options.base_path, &url) {
        (Some(trunk), _, _) => url_path(&trunk.public_url),
        (None, Some(base), _) => base.clone(),
        (None, None, Some(url)) => url.path().to_owned(),
        (None, None, None) => "/".to_owned(),
    };
    let plain = base.starts_with('/') && !base.contains("..") && base.bytes().all(|b| b.is_ascii_alphanumeric() || b"/-_.~%".contains(&b));
    if !plain {
        return Err(CommandError::Usage(format!("invalid base path {base:?}; use /NAME/ with letters and digits")));
    }
    Ok((UrlBuilder::for_site(&base), url.map(|url| url.origin().ascii_serialization())))
}

/// The path of a public URL, which may be absolute.
fn url_path(public_url: &str) -> String {
    Url::parse(public_url).map_or_else(|_| public_url.to_owned(), |url| url.path().to_owned())
}

fn article_page_count(options: &Options, count: usize) -> Result<usize, CommandError> {
    match options.pages {
        // On a disk the number of files is not limited, and no page replaces a missing one.
        _ if options.form == Form::Folder => Ok(count),
        _ if options.form == Form::Single => Ok(0),
        Some(Pages::All) => Ok(count),
        Some(Pages::Recent(newest)) => Ok(newest.min(count)),
        None if count <= MAX_IMPLICIT_PAGES => Ok(count),
        None => Err(CommandError::Usage(format!(
            "{count} articles make as many files, and hosts limit their number (often to 20,000). Use --pages all, \
             or --pages recent:10000 (older articles then open through 404.html)"
        ))),
    }
}

/// Writes the icons, and the messages of offline reading, for a room that is served.
fn write_icons(
    collection: &Collection,
    accent: Option<&Accent>,
    options: &Options,
    output: &Output,
    problems: &mut Vec<Diagnostic>,
) -> Result<(Icons, Option<String>), CommandError> {
    if options.form == Form::Site {
        let messages_path = offline::write_messages(collection.site.language(), output)?;
        return Ok((icon::write::write(&collection.site, accent, output, problems)?, Some(messages_path)));
    }
    let tab = icon::write::write_tab(&collection.site, accent, output)?;
    let tab = if options.form == Form::Single { offline_bundle::single::picture_data_url(&options.out, &tab)? } else { tab };
    Ok((Icons { tab, ..Icons::default() }, None))
}

/// Writes the service worker, which caches the shell.
fn write_service_worker(
    build_context: &BuildContext,
    messages_path: &str,
    manifest: &Manifest,
    output: &Output,
) -> Result<(), CommandError> {
    let (site_context, collection) = (build_context.site_context, build_context.collection);
    // A logo may change without a new name: it is not part of the shell.
    let tab = collection.site.logo.is_none().then_some(site_context.icons.tab.as_str());
    let more: Vec<&str> = [Some(messages_path), tab].into_iter().flatten().collect();
    let has_other_languages = collection.cards.iter().any(|card| language::primary_subtag(&card.lang) != "en");
    offline::write_service_worker(site_context.urls.base(), build_context.template, &more, has_other_languages, manifest, output)
}

/// Whether the collection is offered as data: as the site says, else if it has a licence and is not large.
fn offers_data(collection: &Collection, problems: &mut Vec<Diagnostic>) -> bool {
    let site = &collection.site;
    let has_licence = site.licence.as_deref().is_some_and(|licence| !licence.trim().is_empty());
    let size: u64 = collection.texts.iter().map(|text| text.size).sum();
    site.data.unwrap_or_else(|| {
        if has_licence && size > data::MAX_DEFAULT_BYTES {
            let megabytes = size >> 20;
            let text = format!(
                "the collection ({megabytes} MB of articles) is not offered for download, as it would quadruple the size of the site; \
                 set `\"data\": true` to offer it"
            );
            problems.push(Diagnostic::new(Severity::Note, "site.json", text));
        }
        has_licence && size <= data::MAX_DEFAULT_BYTES
    })
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
    let more = format!("{:?} {} {:?}", site_context.icons, site_context.offline_messages, site_context.preview);
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

/// Writes programs, styles and the template.
fn write_programs(template: &Template, options: &Options, output: &Output) -> Result<(), CommandError> {
    for (name, bytes) in &template.files {
        if template.has_link_to(name) { output.write(name, bytes)? } else { output.write_fetched(name, bytes)? }
    }
    if options.form == Form::Site {
        output.write(TEMPLATE_FILE, template.text.as_bytes())?;
    }
    if options.trunk.is_some() {
        for name in &template.removed {
            // Only files that were joined or renamed, and that no page names any more.
            fs::remove_file(options.out.join(name)).ok();
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

/// Writes the files for programs other than browsers.
fn write_machine_readable(build_context: &BuildContext, output: &Output) -> Result<(), CommandError> {
    // GitHub Pages would otherwise leave out files whose names begin with an underscore or a dot.
    output.write(".nojekyll", b"")?;
    output.write("robots.txt", sitemap::robots_txt(build_context.site_context).as_bytes())?;
    for (path, xml) in sitemap::sitemaps(build_context) {
        output.write(&path, xml.as_bytes())?;
    }
    if let Some(xml) = opensearch::description(build_context.site_context) {
        output.write(opensearch::PATH, xml.as_bytes())?;
    }
    feed::write(build_context, output)
}
