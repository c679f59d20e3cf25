//! The pictures of an article: found beside its source, measured, copied into the corpus under the hash of what is in them.

use super::filing::Item;
use super::source::Source;
use crate::article::{Block, Figure, Image, Inline, Text, text};
use crate::publish::folder::{self, Folder};
use crate::publish::problem::{Problem, Severity};
use percent_encoding::percent_decode_str;
use std::fs;
use std::path::{Path, PathBuf};

/// Copies the pictures of an item. One that is not there leaves its figure without it, and a problem that names it.
pub fn take(item: &mut Item, source: &Source, folder: &Folder) {
    let mut body = std::mem::take(&mut item.article.body);
    hand_out(&mut body, source);
    let mut said = Vec::new();
    let mut each = |figure: &mut Figure| {
        let images = std::mem::take(&mut figure.images);
        let alt = images.iter().map(|i| i.alt.trim().to_owned()).find(|alt| !alt.is_empty());
        figure.images =
            images.into_iter().filter_map(|image| copy(image, source, folder).map_err(|reason| said.push(reason)).ok()).collect();
        if figure.images.is_empty() && text::plain(&figure.caption).trim().is_empty() {
            // Without the picture its description is all there is to show.
            figure.caption = Text::new(alt.unwrap_or_default());
        }
        !(figure.images.is_empty() && figure.caption.is_empty() && figure.credit.is_none())
    };
    figures(&mut body, &mut each);
    item.article.body = body;
    item.problems.extend(said.into_iter().map(|reason| Problem::new(Severity::Warning, &item.from, reason)));
}

/// Calls `keep` with every figure, in reading order; one that is not to be kept is taken out.
fn figures(blocks: &mut Vec<Block>, keep: &mut dyn FnMut(&mut Figure) -> bool) {
    blocks.retain_mut(|block| match block {
        Block::Figure(figure) => keep(figure),
        other => {
            inner(other, keep);
            true
        }
    });
}

fn inner(block: &mut Block, keep: &mut dyn FnMut(&mut Figure) -> bool) {
    match block {
        Block::Quote(quote) => figures(&mut quote.blocks, keep),
        Block::Aside(blocks) => figures(blocks, keep),
        Block::Details(details) => figures(&mut details.blocks, keep),
        Block::In(foreign) => figures(&mut foreign.blocks, keep),
        Block::List(list) => list.items.iter_mut().for_each(|item| figures(item, keep)),
        Block::Paragraph(text) => notes(text, keep),
        _ => {}
    }
}

fn notes(text: &mut Text, keep: &mut dyn FnMut(&mut Figure) -> bool) {
    for inline in text.iter_mut() {
        match inline {
            Inline::Note(blocks) => figures(blocks, keep),
            Inline::Em(t) | Inline::Strong(t) | Inline::Mark(t) | Inline::Sup(t) => notes(t, keep),
            _ => {}
        }
    }
}

/// Gives the files `NAME.1.jpg`, `NAME.2.jpg` beside a capture `NAME.txt` to its figures in order; more pictures make figures of their own.
fn hand_out(body: &mut Vec<Block>, source: &Source) {
    let Some(stem) = source.path.file_name().and_then(|n| n.to_str()).and_then(|n| n.strip_suffix(".txt")) else { return };
    let mut names = numbered(&source.path, stem).into_iter().map(|(_, name)| name);
    figures(body, &mut |figure| {
        if let (true, Some(name)) = (figure.images.is_empty(), names.next()) {
            figure.images.push(beside(name));
        }
        true
    });
    body.extend(names.map(|name| Block::Figure(Figure { images: vec![beside(name)], ..Figure::default() })));
}

fn beside(name: String) -> Image {
    // The name is a name, not an address: what is special in an address is escaped.
    Image { src: percent_encoding::utf8_percent_encode(&name, percent_encoding::NON_ALPHANUMERIC).to_string(), ..Image::default() }
}

fn numbered(path: &Path, stem: &str) -> Vec<(u32, String)> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let names = fs::read_dir(folder).into_iter().flatten().flatten().filter_map(|e| e.file_name().into_string().ok());
    let number = |name: &str| name.strip_prefix(stem)?.strip_prefix('.')?.split_once('.')?.0.parse::<u32>().ok();
    let mut found: Vec<(u32, String)> = names.filter_map(|name| number(&name).map(|n| (n, name))).collect();
    found.retain(|(_, name)| !super::kind::is_named_like_a_source(name));
    found.sort();
    found
}

fn copy(image: Image, source: &Source, folder: &Folder) -> Result<Image, String> {
    let (bytes, shown) = find(&image.src, source)?;
    let picture = measure(&bytes).ok_or_else(|| format!("{shown} is no picture that browsers show"))?;
    let src = format!("images/{}.{}", &folder::sha256(&bytes)[..16], picture.extension);
    let path = folder.path(&src);
    if !path.exists() {
        folder::write(&path, &bytes).map_err(|error| format!("the picture {shown} could not be copied: {error}"))?;
    }
    Ok(Image { src, width: picture.width, height: picture.height, ..image })
}

/// The bytes of a picture, and its address as messages show it.
fn find(address: &str, source: &Source) -> Result<(Vec<u8>, String), String> {
    if address.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:")) {
        let shown = format!("{}…", address.chars().take(30).collect::<String>());
        let read = data_url::DataUrl::process(address).ok().and_then(|url| url.decode_to_vec().ok());
        return read.map(|(bytes, _)| (bytes, shown.clone())).ok_or_else(|| format!("the picture in the page, {shown}, is damaged"));
    }
    let remote =
        address.starts_with("//") || address.split_once("://").is_some_and(|(scheme, _)| scheme.bytes().all(|b| b.is_ascii_alphanumeric()));
    let found = candidates(address, source, remote).into_iter().find_map(|path| inside(&path, &source.root));
    match found {
        Some(path) => {
            fs::read(&path).map(|bytes| (bytes, address.to_owned())).map_err(|e| format!("the picture {address} cannot be opened: {e}"))
        }
        None if remote => {
            Err(format!("the picture {address} is on the web and is not fetched: save the page with its pictures to have it"))
        }
        None => Err(format!("the picture {address} is not beside the source: put it there and import again")),
    }
}

/// Where a picture may be: as its address says, as a browser names it in the folder of the page, under the folder that was given.
fn candidates(address: &str, source: &Source, remote: bool) -> Vec<PathBuf> {
    let folder = source.path.parent().unwrap_or(Path::new(""));
    let plain = address.split(['?', '#']).next().unwrap_or(address);
    let decoded = percent_decode_str(plain).decode_utf8_lossy().into_owned();
    let whole = percent_decode_str(address).decode_utf8_lossy().into_owned();
    let mut paths = Vec::new();
    if !remote {
        for name in [&decoded, &whole, &plain.to_owned()] {
            match name.strip_prefix('/') {
                Some(under) => paths.push(source.root.join(under.trim_start_matches('/'))),
                None => paths.extend([folder.join(name), source.root.join(name)]),
            }
        }
    }
    let stem = source.path.file_stem().unwrap_or_default().to_string_lossy();
    if let Some(base) = decoded.rsplit('/').next().filter(|b| !b.is_empty()) {
        paths.extend(["_files", ".files"].map(|suffix| folder.join(format!("{stem}{suffix}")).join(base)));
    }
    paths
}

/// The file itself, if it is one and lies under the folder that was given, whatever links and dots lead there.
fn inside(path: &Path, root: &Path) -> Option<PathBuf> {
    let (path, root) = (path.canonicalize().ok()?, root.canonicalize().ok()?);
    (path.starts_with(&root) && path.is_file()).then_some(path)
}

/// What a picture is.
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
        _ => return drawing(bytes),
    };
    let size = imagesize::blob_size(bytes).ok()?;
    Some(Picture { extension, width: size.width.try_into().ok()?, height: size.height.try_into().ok()? })
}

/// An SVG: by its width and height, else by its view box, else as browsers do without either.
fn drawing(bytes: &[u8]) -> Option<Picture> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_reader(bytes);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "svg" => {
                let value = |name: &str| tag.try_get_attribute(name).ok().flatten().map(|a| a.value.into_owned());
                let size = |name: &str| value(name).and_then(|v| pixels(&v));
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

/// A length of SVG in pixels; a share of what surrounds it is none.
fn pixels(length: &str) -> Option<f64> {
    let length = length.trim();
    let number = length.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    let unit = match &length[number.len()..] {
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

    fn svg(attributes: &str) -> Option<(u32, u32)> {
        measure(
            format!("<?xml version=\"1.0\"?>\n<!-- drawn -->\n<svg xmlns=\"http://www.w3.org/2000/svg\" {attributes}><script/></svg>")
                .as_bytes(),
        )
        .map(|p| (p.width, p.height))
    }

    #[test]
    fn a_drawing_is_measured_by_its_attributes_or_its_view_box() {
        assert_eq!(svg("width='120' height='60px'"), Some((120, 60)));
        assert_eq!(svg("viewBox='0 0 1200 520'"), Some((1200, 520)));
        assert_eq!(svg("width='100%' height='50%' viewBox='0,0,30,20'"), Some((30, 20)));
        assert_eq!(svg("width='60' viewBox='0 0 30 20'"), Some((60, 40)));
        assert_eq!(svg(""), Some((300, 150)));
        assert_eq!(measure(b"<html><svg/></html>"), None);
        assert_eq!(measure(b"words"), None);
    }
}
