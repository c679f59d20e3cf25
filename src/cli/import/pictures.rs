//! An article's pictures: found beside its source, measured, and copied into the corpus under the hash of their content.

use super::archive::ArchivedItem;
use super::comparison_key::comparison_key;
use super::cross_links;
use super::imported::ImportedItem;
use super::source::Source;
use crate::article::children::{ChildMut, for_each_child_mut, for_each_inline_child_mut};
use crate::article::{Block, Figure, Image, Text, text};
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::folder::{self, Folder};
use percent_encoding::percent_decode_str;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// The reason a picture is missing from the article.
enum MissingPicture {
    /// It is on the web.
    Remote(String),
    /// It is not beside its source.
    NotFound(String),
    /// Any other reason, as a full message.
    Other(String),
}

/// If more pictures than this are missing for one reason, one line counts them.
const MAX_LISTED_PICTURES: usize = 20;

/// Copies an item's pictures. A missing one is removed from its figure and named in a diagnostic.
pub fn copy_pictures(item: &mut ImportedItem, source: &Source, folder: &Folder) {
    let mut body = std::mem::take(&mut item.article.body);
    let title = comparison_key(&item.article.title);
    assign_numbered_files(&mut body, source);
    let archived = item.archived.take();
    let (mut missing, finder) = (Vec::new(), PictureFinder { source, archived: archived.as_ref(), by_name: OnceCell::new() });
    let mut each = |figure: &mut Figure| {
        let images = std::mem::take(&mut figure.images);
        let alt = images
            .iter()
            .map(|i| i.alt.trim().to_owned())
            .find(|alt| !alt.is_empty() && !is_file_name(alt) && comparison_key(alt) != title);
        figure.images = images
            .into_iter()
            .filter_map(|image| copy_picture(image, &finder, folder).map_err(|reason| missing.push(reason)).ok())
            .collect();
        if figure.images.is_empty() && text::plain_text(&figure.caption).trim().is_empty() {
            // Without the picture, its description is all there is to show.
            figure.caption = Text::new(alt.unwrap_or_default());
        }
        !(figure.images.is_empty() && figure.caption.is_empty() && figure.credit.is_none())
    };
    retain_figures(&mut body, &mut each);
    item.article.body = body;
    item.archived = archived;
    item.diagnostics
        .extend(missing_picture_messages(missing).into_iter().map(|reason| Diagnostic::new(Severity::Warning, &item.from, reason)));
}

/// Whether the description of a picture is the name of its file, which tells a reader nothing.
fn is_file_name(alt: &str) -> bool {
    let is_numbered = alt.contains('-') && alt.contains(|c: char| c.is_ascii_digit());
    let has_extension = [".jpg", ".jpeg", ".png", ".gif", ".webp"].iter().any(|end| alt.to_ascii_lowercase().ends_with(end));
    has_extension || !alt.contains(char::is_whitespace) && alt.is_ascii() && (alt.contains('_') || is_numbered)
}

/// Messages for missing pictures: one each, or one for many of a kind.
fn missing_picture_messages(missing: Vec<MissingPicture>) -> Vec<String> {
    let remote = missing.iter().filter(|missing| matches!(missing, MissingPicture::Remote(_))).count();
    let not_found = missing.iter().filter(|missing| matches!(missing, MissingPicture::NotFound(_))).count();
    let (mut reported_remote, mut reported_not_found) = (false, false);
    let line = |missing| match missing {
        MissingPicture::Remote(address) if remote > MAX_LISTED_PICTURES => (!std::mem::replace(&mut reported_remote, true)).then(|| {
            format!(
                "{remote} pictures are remote and were not downloaded (first: {address}); save the page with its pictures to include them"
            )
        }),
        MissingPicture::Remote(address) => {
            Some(format!("the picture {address} is remote and was not downloaded; save the page with its pictures to include it"))
        }
        MissingPicture::NotFound(address) if not_found > MAX_LISTED_PICTURES => (!std::mem::replace(&mut reported_not_found, true))
            .then(|| format!("{not_found} pictures are missing from the source folder (first: {address}); add them and import again")),
        MissingPicture::NotFound(address) => {
            Some(format!("the picture {address} is missing from the source folder; add it and import again"))
        }
        MissingPicture::Other(reason) => Some(reason),
    };
    missing.into_iter().filter_map(line).collect()
}

/// Calls `keep` with every figure, at any depth, in reading order; removes those it rejects.
fn retain_figures(blocks: &mut Vec<Block>, keep: &mut dyn FnMut(&mut Figure) -> bool) {
    blocks.retain_mut(|block| {
        let stays = match block {
            Block::Figure(figure) => keep(figure),
            _ => true,
        };
        for_each_child_mut(block, &mut |child| retain_figures_in_child(child, keep));
        stays
    });
}

fn retain_figures_in_child(child: ChildMut, keep: &mut dyn FnMut(&mut Figure) -> bool) {
    match child {
        ChildMut::Blocks(blocks) => retain_figures(blocks, keep),
        ChildMut::Text(_, text) => {
            for inline in text.iter_mut() {
                for_each_inline_child_mut(inline, &mut |child| retain_figures_in_child(child, keep));
            }
        }
        ChildMut::Words(..) | ChildMut::Break | ChildMut::Unknown(_) | ChildMut::Extra(..) => {}
    }
}

/// Assigns the files `NAME.1.jpg`, `NAME.2.jpg` beside a capture `NAME.txt` to its figures in order; extra pictures get new figures.
fn assign_numbered_files(body: &mut Vec<Block>, source: &Source) {
    let Some(stem) = source.path.file_name().and_then(|n| n.to_str()).and_then(|n| n.strip_suffix(".txt")) else { return };
    let mut names = numbered_files(&source.path, stem).into_iter().map(|(_, name)| name);
    retain_figures(body, &mut |figure| {
        if let (true, Some(name)) = (figure.images.is_empty(), names.next()) {
            figure.images.push(image_from_file(name));
        }
        true
    });
    body.extend(names.map(|name| Block::Figure(Figure { images: vec![image_from_file(name)], ..Figure::default() })));
}

fn image_from_file(name: String) -> Image {
    // This is a file name, not an address: characters special in addresses are escaped.
    Image { src: percent_encoding::utf8_percent_encode(&name, percent_encoding::NON_ALPHANUMERIC).to_string(), ..Image::default() }
}

fn numbered_files(path: &Path, stem: &str) -> Vec<(u32, String)> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let names = fs::read_dir(folder).into_iter().flatten().flatten().filter_map(|e| e.file_name().into_string().ok());
    let number = |name: &str| name.strip_prefix(stem)?.strip_prefix('.')?.split_once('.')?.0.parse::<u32>().ok();
    let mut found: Vec<(u32, String)> = names.filter_map(|name| number(&name).map(|n| (n, name))).collect();
    found.retain(|(_, name)| !super::source_kind::has_source_name(name));
    found.sort();
    found
}

/// An embedded picture of at most so many pixels on a side stands for one that was to be loaded.
const MAX_PLACEHOLDER_PIXELS: u32 = 2;

fn copy_picture(image: Image, finder: &PictureFinder, folder: &Folder) -> Result<Image, MissingPicture> {
    let (bytes, shown) = read_picture(&image.src, finder)?;
    let picture = measure(&bytes).ok_or_else(|| MissingPicture::Other(format!("{shown} is not an image that browsers can show")))?;
    if is_embedded(&image.src) && picture.width.max(picture.height) <= MAX_PLACEHOLDER_PIXELS {
        return Err(MissingPicture::Other(format!("{shown} is a placeholder; save the page again once its pictures are loaded")));
    }
    let hash: String = folder::sha256(&bytes).chars().take(16).collect();
    let src = format!("images/{hash}.{}", picture.extension);
    let path = folder.path(&src);
    if !path.exists() {
        folder::write(&path, &bytes).map_err(|error| MissingPicture::Other(format!("cannot copy the picture {shown}: {error}")))?;
    }
    Ok(Image { src, width: picture.width, height: picture.height, ..image })
}

fn is_embedded(address: &str) -> bool {
    address.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))
}

/// Reads a picture's bytes; also returns its address for messages.
fn read_picture(address: &str, finder: &PictureFinder) -> Result<(Vec<u8>, String), MissingPicture> {
    if is_embedded(address) {
        let shown = format!("{}…", address.chars().take(30).collect::<String>());
        let read = data_url::DataUrl::process(address).ok().and_then(|url| url.decode_to_vec().ok());
        return read
            .map(|(bytes, _)| (bytes, shown.clone()))
            .ok_or_else(|| MissingPicture::Other(format!("the embedded picture {shown} is damaged")));
    }
    if let Some(archived) = finder.archived {
        return read_archived_picture(address, archived);
    }
    let wiki = cross_links::wikilink_target(address);
    let shown = wiki.as_deref().unwrap_or(address).to_owned();
    let remote = is_remote(address);
    let source = finder.source;
    let paths = candidate_paths(wiki.as_deref().unwrap_or(address), source, remote, wiki.is_some());
    let exact = || paths.iter().find_map(|path| confine_to_root(path, &source.root));
    let any_case = || paths.iter().find_map(|path| confine_to_root(&resolve_ignoring_case(path, &source.root)?, &source.root));
    let found = exact().or_else(any_case).or_else(|| finder.find_by_name(wiki.as_deref()?));
    match found {
        Some(path) => fs::read(&path)
            .map(|bytes| (bytes, shown))
            .map_err(|e| MissingPicture::Other(format!("cannot read the picture {address}: {e}"))),
        None if remote => Err(MissingPicture::Remote(shown)),
        None => Err(MissingPicture::NotFound(shown)),
    }
}

fn is_remote(address: &str) -> bool {
    let scheme = address.split_once("://").map(|(scheme, _)| scheme).filter(|scheme| scheme.bytes().all(|b| b.is_ascii_alphanumeric()));
    address.starts_with("//") || scheme.is_some_and(|scheme| !scheme.eq_ignore_ascii_case("file"))
}

/// The picture of an article in an archive, which has no files outside.
fn read_archived_picture(address: &str, archived: &ArchivedItem) -> Result<(Vec<u8>, String), MissingPicture> {
    match archived.pictures.get(address) {
        Some(bytes) => Ok((bytes.to_vec(), address.to_owned())),
        None if is_remote(address) => Err(MissingPicture::Remote(address.to_owned())),
        None => Err(MissingPicture::Other(format!("the picture {address} is missing from the archive"))),
    }
}

/// Candidate paths: the address itself, the folder a browser saves beside the page, and the import folder.
fn candidate_paths(address: &str, source: &Source, remote: bool, is_wikilink: bool) -> Vec<PathBuf> {
    let folder = source.path.parent().unwrap_or(Path::new(""));
    // A wikilink embed is a file name, not an address.
    let plain = if is_wikilink { address } else { address.split(['?', '#']).next().unwrap_or(address) };
    let decode = |text: &str| if is_wikilink { text.to_owned() } else { percent_decode_str(text).decode_utf8_lossy().into_owned() };
    let (decoded, whole) = (decode(plain), decode(address));
    // Windows separates folders with backslashes.
    let slashed = decoded.replace('\\', "/");
    let base = slashed.rsplit('/').next().filter(|base| !base.is_empty());
    let mut paths = Vec::new();
    if !remote {
        for name in [&decoded, &whole, &plain.to_owned(), &slashed] {
            match name.strip_prefix('/') {
                Some(under) => paths.extend(site_paths(under.trim_start_matches('/'), source)),
                None => paths.extend([folder.join(name), source.root.join(name)]),
            }
        }
        // An absolute path on the author's machine: the picture may lie beside the note.
        let drive = slashed.get(1..3) == Some(":/") || slashed.starts_with("file:");
        paths.extend(base.filter(|_| drive).map(|base| folder.join(base)));
    }
    let stem = source.path.file_stem().unwrap_or_default().to_string_lossy();
    if let Some(base) = base {
        // Hexo keeps the pictures of a post in a folder of its name.
        paths.push(folder.join(&*stem).join(base));
        paths.extend(["_files", ".files"].map(|suffix| folder.join(format!("{stem}{suffix}")).join(base)));
    }
    paths
}

/// Folders of a site's project whose files a generator puts at the root of the site.
const STATIC_FOLDERS: [&str; 7] = ["static", "public", "assets", "source", "src", "content", "docs"];

/// Candidate paths of a path of a site: in the import folder or one between it and the source, and in the static folders of these.
fn site_paths(under: &str, source: &Source) -> Vec<PathBuf> {
    let mut roots: Vec<&Path> = source.path.ancestors().skip(1).take_while(|folder| folder.starts_with(&source.root)).collect();
    roots.reverse();
    let of_root =
        |root: &&Path| [root.join(under)].into_iter().chain(STATIC_FOLDERS.map(|folder| root.join(folder).join(under))).collect::<Vec<_>>();
    roots.iter().flat_map(of_root).collect()
}

/// Finds a path regardless of case and Unicode normalization form.
fn resolve_ignoring_case(path: &Path, root: &Path) -> Option<PathBuf> {
    let mut found = root.to_owned();
    for part in path.strip_prefix(root).ok()?.components() {
        match part {
            Component::Normal(name) if found.join(name).exists() => found.push(name),
            Component::Normal(name) => {
                let name = fold_name(&name.to_string_lossy());
                let mut entries = fs::read_dir(&found).ok()?.flatten();
                found = entries.find(|entry| fold_name(&entry.file_name().to_string_lossy()) == name)?.path();
            }
            Component::ParentDir => found.push(".."),
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    Some(found)
}

fn fold_name(name: &str) -> String {
    icu::normalizer::ComposingNormalizerBorrowed::new_nfc().normalize(&name.to_lowercase()).into_owned()
}

/// A source, with a lazily built index of the pictures in its import folder, or the archive of the article.
struct PictureFinder<'a> {
    source: &'a Source,
    archived: Option<&'a ArchivedItem>,
    by_name: OnceCell<HashMap<String, Vec<PathBuf>>>,
}

impl PictureFinder<'_> {
    /// Finds a picture by name at any depth, as notes embed it. The one nearest the top wins.
    fn find_by_name(&self, name: &str) -> Option<PathBuf> {
        let name = fold_name(&name.replace('\\', "/"));
        let file = name.rsplit('/').next()?;
        let all = self.by_name.get_or_init(|| index_pictures_by_name(&self.source.root)).get(file)?;
        let fits = all.iter().filter(|path| fold_name(&path.to_string_lossy().replace('\\', "/")).ends_with(&name));
        let nearest = fits.min_by_key(|path| (path.components().count(), (*path).clone()))?;
        confine_to_root(nearest, &self.source.root)
    }
}

fn index_pictures_by_name(root: &Path) -> HashMap<String, Vec<PathBuf>> {
    let mut names: HashMap<String, Vec<PathBuf>> = HashMap::new();
    let shown = |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    for entry in walkdir::WalkDir::new(root).into_iter().filter_entry(shown).flatten().filter(|entry| entry.file_type().is_file()) {
        let name = entry.file_name().to_string_lossy();
        if super::source_kind::is_companion(&name) {
            names.entry(fold_name(&name)).or_default().push(entry.into_path());
        }
    }
    names
}

/// The canonical path, if it is a file inside the import folder after resolving symlinks and dots.
fn confine_to_root(path: &Path, root: &Path) -> Option<PathBuf> {
    let (path, root) = (path.canonicalize().ok()?, root.canonicalize().ok()?);
    (path.starts_with(&root) && path.is_file()).then_some(path)
}

/// A picture's format and size in pixels.
#[derive(Debug, PartialEq, Eq)]
struct Picture {
    extension: &'static str,
    width: u32,
    height: u32,
}

fn measure(bytes: &[u8]) -> Option<Picture> {
    use imagesize::ImageType;
    let extension = match imagesize::image_type(bytes) {
        Ok(ImageType::Png) => "png",
        Ok(ImageType::Jpeg) => "jpg",
        Ok(ImageType::Gif) => "gif",
        Ok(ImageType::Webp) => "webp",
        Ok(ImageType::Bmp) => "bmp",
        Ok(ImageType::Ico) => "ico",
        Ok(ImageType::Heif(imagesize::Compression::Av1)) => "avif",
        _ => return measure_svg(bytes),
    };
    let size = imagesize::blob_size(bytes).ok()?;
    Some(Picture { extension, width: size.width.try_into().ok()?, height: size.height.try_into().ok()? })
}

/// Measures an SVG by its width and height, else its view box, else the browser default.
fn measure_svg(bytes: &[u8]) -> Option<Picture> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_reader(bytes);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "svg" => {
                let value = |name: &str| tag.try_get_attribute(name).ok().flatten().map(|a| a.value.into_owned());
                let size = |name: &str| value(name).and_then(|v| parse_svg_length(&v));
                let view = value("viewBox").map(|v| v.split([' ', ',']).filter_map(|n| n.parse::<f64>().ok()).collect::<Vec<_>>());
                let view = view.filter(|v| v.len() == 4).map(|v| (v[2], v[3])).filter(|(w, h)| *w > 0.0 && *h > 0.0);
                let (width, height) = match (size("width"), size("height"), view) {
                    (Some(w), Some(h), _) => (w, h),
                    (Some(w), None, Some((vw, vh))) => (w, w * vh / vw),
                    (None, Some(h), Some((vw, vh))) => (h * vw / vh, h),
                    (None, None, Some(view)) => view,
                    _ => (300.0, 150.0),
                };
                return Some(Picture { extension: "svg", width: width.round().max(1.0) as u32, height: height.round().max(1.0) as u32 });
            }
            Event::Start(_) | Event::Empty(_) | Event::Eof => return None,
            _ => buffer.clear(),
        }
    }
}

/// An SVG length in pixels; `None` for a percentage or unknown unit.
fn parse_svg_length(length: &str) -> Option<f64> {
    let length = length.trim();
    let number = length.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    let unit = match length.strip_prefix(number).unwrap_or_default() {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "mm" => 96.0 / 25.4,
        "cm" => 96.0 / 2.54,
        "in" => 96.0,
        "em" | "rem" => 16.0,
        _ => return None,
    };
    number.trim().parse::<f64>().ok().map(|n| n * unit).filter(|n| *n > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_no_descriptions() {
        assert!(["0226-bridge-hotel-02", "red_bar", "Bridge 1.JPG"].iter().all(|alt| is_file_name(alt)));
        assert!(!["Jean-Pierre", "A bridge in May 2024", "长江大桥-1"].iter().any(|alt| is_file_name(alt)));
    }
    use crate::article::Inline;
    use crate::cli::import::imported::Imported;

    const GIF: &[u8] = b"GIF89a\x01\0\x01\0\0\0\0;";

    fn copied(body: Vec<Block>, files: &[&str]) -> (Vec<Block>, Vec<String>) {
        let place = tempfile::tempdir().unwrap();
        let root = place.path().join("in");
        for file in files {
            fs::create_dir_all(root.join(file).parent().unwrap()).unwrap();
            fs::write(root.join(file), GIF).unwrap();
        }
        fs::create_dir_all(&root).unwrap();
        let source = Source { path: root.join("a.md"), name: "a.md".into(), root };
        let article = crate::article::Article { body, ..Default::default() };
        let imported = Imported { article, ..Default::default() };
        let mut item = ImportedItem::new("a.md".into(), String::new(), imported);
        copy_pictures(&mut item, &source, &Folder::new(place.path().join("corpus")));
        (item.article.body, item.diagnostics.into_iter().map(|p| p.text).collect())
    }

    fn figure(src: &str) -> Block {
        Block::Figure(Figure { images: vec![Image { src: src.into(), ..Image::default() }], ..Figure::default() })
    }

    #[test]
    fn finds_pictures_by_the_names_that_notes_use() {
        let files = ["img/plan.gif", "deep/er/Caf\u{e9} map.gif", ".trash/gone.gif"];
        for src in ["img\\plan.gif", "img%5Cplan.gif", "Img/PLAN.gif", "C:\\notes\\img\\plan.gif"] {
            let found = copied(vec![figure(src)], &["img/plan.gif", "plan.gif"]);
            assert!(found.1.is_empty(), "{src}: {:?}", found.1);
        }
        for name in ["plan.gif", "cafe\u{301} map.gif", "er/Caf\u{e9} map.gif"] {
            assert!(copied(vec![figure(&cross_links::wikilink_href(name))], &files).1.is_empty(), "{name}");
        }
        assert_eq!(copied(vec![figure(&cross_links::wikilink_href("gone.gif"))], &files).1.len(), 1);
    }

    #[test]
    fn resolves_pictures_at_any_depth() {
        let note = || {
            Text(vec![Inline::Link(crate::article::Link { text: Text(vec![Inline::Note(vec![figure("a.gif")])]), ..Default::default() })])
        };
        let body = vec![
            Block::Paragraph(note()),
            Block::heading(2, note()),
            Block::Table(crate::article::Table {
                rows: vec![vec![crate::article::Cell::new(note())]],
                caption: note(),
                ..Default::default()
            }),
            Block::Details(crate::article::Details { summary: note(), blocks: vec![figure("a.gif")], ..Default::default() }),
            Block::Figure(Figure { caption: Text([vec![Inline::Words("w".into())], note().0].concat()), ..Figure::default() }),
        ];
        let (body, diagnostics) = copied(body, &["a.gif"]);
        let json = serde_json::to_string(&body).unwrap();
        assert_eq!((diagnostics.len(), json.matches("\"images/").count(), json.matches("a.gif").count()), (0, 7, 0));
    }

    #[test]
    fn counts_many_missing_pictures_in_one_message() {
        let many = |n: usize, host: &str| (0..n).map(|n| figure(&format!("{host}{n}.gif"))).collect::<Vec<_>>();
        let diagnostics = copied([many(30, "https://example.org/"), many(21, "x"), many(0, "y")].concat(), &[]).1;
        assert!(
            diagnostics.len() == 2 && diagnostics[0].starts_with("30 pictures") && diagnostics[1].starts_with("21 pictures"),
            "{diagnostics:?}"
        );
        assert_eq!(copied(many(20, "x"), &[]).1.len(), 20);
    }

    fn svg(attributes: &str) -> Option<(u32, u32)> {
        measure(
            format!("<?xml version=\"1.0\"?>\n<!-- drawn -->\n<svg xmlns=\"http://www.w3.org/2000/svg\" {attributes}><script/></svg>")
                .as_bytes(),
        )
        .map(|p| (p.width, p.height))
    }

    #[test]
    fn measures_svg_by_attributes_or_view_box() {
        assert_eq!(svg("width='120' height='60px'"), Some((120, 60)));
        assert_eq!(svg("viewBox='0 0 1200 520'"), Some((1200, 520)));
        assert_eq!(svg("width='100%' height='50%' viewBox='0,0,30,20'"), Some((30, 20)));
        assert_eq!(svg("width='60' viewBox='0 0 30 20'"), Some((60, 40)));
        assert_eq!(svg(""), Some((300, 150)));
        assert_eq!(measure(b"<html><svg/></html>"), None);
        assert_eq!(measure(b"words"), None);
    }

    #[test]
    fn an_embedded_placeholder_is_no_picture() {
        let (body, messages) = copied(vec![figure("data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")], &[]);
        assert!(matches!(&body[..], [] | [Block::Figure(Figure { .. })]), "{body:?}");
        assert!(!format!("{body:?}").contains("images/"), "{body:?}");
        assert!(messages.iter().any(|message| message.contains("is a placeholder")), "{messages:?}");
    }
}
