//! Chooses the preview of each page.

use super::face::Faces;
use super::mark::Mark;
use super::page::{self, PreviewImage, PreviewSite, PreviewText};
use super::pixels::{draw_onto, encode_preview, parse_drawing, render, svg_options};
use super::tags::Preview;
use super::{HEIGHT, MAX_ARTICLES, WIDTH, fitted, publisher_picture};
use crate::article::date::Date;
use crate::article::{Article, Block, Figure, text, typography};
use crate::cli::build::app::accent::Accent;
use crate::cli::build::build_cache::{self, digest};
use crate::cli::build::collection::Collection;
use crate::cli::build::install::icon;
use crate::cli::build::output::Output;
use crate::cli::command_error::CommandError;
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::folder::Folder;
use crate::cli::locale::Icu;
use crate::cli::serve::media_type::MediaType;
use crate::corpus::{Card, Picture, Site};
use crate::messages::Locale;
use icu::properties::props::Script;
use icu::properties::{CodePointMapData, PropertyNamesLong};
use resvg::tiny_skia::Pixmap;
use resvg::usvg::Options;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

/// The folder of the previews, inside the site.
const FOLDER: &str = "preview";

/// The smallest size that X shows as a large card, in pixels: a smaller picture is not used as a preview.
const MIN_CARD_SIZE: (u32, u32) = (300, 157);

/// The pictures that chats show.
const CHAT_PICTURE_TYPES: [&str; 4] = ["image/jpeg", "image/png", "image/gif", "image/webp"];

/// A mark with less contrast to the paper is hard to see (WCAG 2.2, 1.4.11): sections are then written in ink.
const MIN_CONTRAST: f64 = 3.0;

/// The previews of a site. Threads may query concurrently.
#[derive(Default)]
pub(crate) struct Previews {
    /// Absent if previews could not be found: chats need an absolute address.
    renderer: Option<PreviewRenderer>,
    site_preview: Option<Preview>,
    /// The number of headlines with a character that no font has, by script.
    missing_glyphs: Mutex<BTreeMap<String, usize>>,
}

/// The tools that render previews.
struct PreviewRenderer {
    faces: Faces,
    options: Options<'static>,
    site: PreviewSite,
    mark: Option<Mark>,
    /// Whether articles get their own preview.
    has_article_previews: bool,
    /// Changes with the shared inputs of all previews.
    digest: String,
}

impl Previews {
    /// Renders the preview of the site, which is published at an address, `https://example.org/NAME/`.
    ///
    /// # Errors
    /// When a file cannot be read or written.
    pub(crate) fn open(
        folder: &Folder,
        collection: &Collection,
        address: &str,
        accent: Option<&Accent>,
        output: &Output,
        problems: &mut Vec<Diagnostic>,
    ) -> Result<Previews, CommandError> {
        let site = &collection.site;
        let faces = Faces::open(folder, problems);
        let options = svg_options(&faces);
        let marks = icon::write::mark_drawings(site, accent, output)?;
        let mark = Mark::from_drawings(&marks, &options);
        let parts = [faces.digest.as_bytes()].into_iter().chain(marks.iter().map(String::as_bytes));
        let digest = digest(parts);
        let preview_site = preview_site(site, address, accent, mark.as_ref());
        let renderer = PreviewRenderer {
            faces,
            options,
            site: preview_site,
            mark,
            has_article_previews: collection.cards.len() <= MAX_ARTICLES,
            digest,
        };
        let provided = site.preview.as_deref().and_then(|path| {
            publisher_picture::read(folder, path, &site.name)
                .map_err(|text| {
                    problems.push(
                        Diagnostic::new(Severity::Warning, "site.json", format!("{text}; the site's name is drawn instead")).at("preview"),
                    )
                })
                .ok()
        });
        let site_preview = match provided {
            Some((preview, bytes)) => output.write(&preview.path, &bytes).map(|()| Some(preview))?,
            None => renderer.site_preview(site, output)?,
        };
        Ok(Previews { renderer: Some(renderer), site_preview, missing_glyphs: Mutex::default() })
    }

    /// The preview of every page without one of its own.
    pub(crate) fn site_preview(&self) -> Option<&Preview> {
        self.site_preview.as_ref()
    }

    /// The preview of an article: its picture; a drawing, or without one its headline, rendered. `None` if the site's preview is
    /// used.
    ///
    /// # Errors
    /// When a file cannot be read or written.
    pub(crate) fn article_preview(&self, article: &Article, card: &Card, output: &Output) -> Result<Option<Preview>, CommandError> {
        let Some(renderer) = &self.renderer else { return Ok(None) };
        if let Some(picture) = &card.picture {
            let alt = alt_text(article, picture);
            if let Some((kind, (width, height))) = supported_by_chats(picture, output) {
                return Ok(Some(Preview { path: picture.src.clone(), width, height, kind, alt }));
            }
            if renderer.has_article_previews && is_drawing(picture) {
                let drawing = output.read(&picture.src)?;
                let draw = || fitted::render_fitted(&drawing, &renderer.options);
                if let Some(path) = renderer.write_rendered(&drawing, draw, output)? {
                    return Ok(Some(rendered_preview(path, alt)));
                }
            }
        }
        if renderer.has_article_previews { self.headline_preview(renderer, article, output) } else { Ok(None) }
    }

    fn headline_preview(&self, renderer: &PreviewRenderer, article: &Article, output: &Output) -> Result<Option<Preview>, CommandError> {
        match renderer.article_image(article) {
            Ok(page) => {
                let path = renderer.write_rendered(page.svg.as_bytes(), || renderer.render_page(&page, false), output)?;
                let alt = crate::stores::render_context::document_title(&article.title, &renderer.site.name);
                Ok(path.map(|path| rendered_preview(path, alt)))
            }
            Err(character) => {
                if let Ok(mut missing) = self.missing_glyphs.lock() {
                    *missing.entry(script_name(character)).or_default() += 1;
                }
                Ok(None)
            }
        }
    }

    /// The warning about headlines that could not be rendered.
    pub(crate) fn missing_glyphs_diagnostic(&self) -> Option<Diagnostic> {
        let missing = self.missing_glyphs.lock().ok()?;
        let count: usize = missing.values().sum();
        let scripts = missing.keys().cloned().collect::<Vec<_>>().join(", ");
        let headlines = if count == 1 { "1 headline contains" } else { &format!("{count} headlines contain") };
        let them = if count == 1 { "its article uses" } else { "their articles use" };
        let text = format!(
            "{headlines} characters that no available font supports ({scripts}), so {them} the site's preview picture; add a \
             font that supports them (.ttf, .otf or .ttc) to fonts/ in the corpus"
        );
        (count > 0).then(|| Diagnostic::new(Severity::Note, "articles", text))
    }
}

impl PreviewRenderer {
    fn site_preview(&self, site: &Site, output: &Output) -> Result<Option<Preview>, CommandError> {
        let page = page::site_image(&self.faces, &self.site);
        let path = self.write_rendered(page.svg.as_bytes(), || self.render_page(&page, true), output)?;
        let words: Vec<&str> =
            [Some(site.name.as_str()), site.tagline.as_deref()].into_iter().flatten().filter(|w| !w.is_empty()).collect();
        Ok(path.map(|path| rendered_preview(path, words.join(". "))))
    }

    fn article_image(&self, article: &Article) -> Result<PreviewImage, char> {
        let set = |words: &str| typography::smarten_punctuation(words, &article.lang);
        let filled = |words: &Option<String>| words.as_deref().map(str::trim).filter(|words| !words.is_empty()).map(set);
        let (deck, section, source) = (filled(&article.deck), filled(&article.section), filled(&article.source));
        let date = article.published.as_deref().and_then(Date::parse).map(|date| Icu.date(&date, &article.lang));
        let text = PreviewText {
            title: &set(&article.title),
            deck: deck.as_deref(),
            section: section.as_deref(),
            source: source.as_deref(),
            date: date.as_deref(),
            lang: &article.lang,
            dir: article.direction(),
        };
        page::article_image(&self.faces, &self.site, &text)
    }

    /// Renders a page with its mark: the large one, or the one at the foot.
    fn render_page(&self, page: &PreviewImage, large: bool) -> Option<Pixmap> {
        let tree = parse_drawing(page.svg.as_bytes(), &self.options)?;
        let mut picture = render(&tree, WIDTH as f32, HEIGHT as f32)?;
        if let Some(mark) = &self.mark {
            draw_onto(&mut picture, if large { &mark.site } else { &mark.foot }, page.mark);
        }
        Some(picture)
    }

    /// The path of a picture with these inputs; `None` if it cannot be rendered.
    #[expect(clippy::string_slice, reason = "a hash is hexadecimal digits")]
    fn write_rendered(
        &self,
        inputs: &[u8],
        draw: impl FnOnce() -> Option<Pixmap>,
        output: &Output,
    ) -> Result<Option<String>, CommandError> {
        let name = digest([self.digest.as_bytes(), inputs]);
        let path = format!("{FOLDER}/{}.png", &name[..16]);
        let input_digest = digest([name.as_bytes(), build_cache::executable_id().as_bytes()]);
        if output.reuse(&path, &input_digest)? {
            return Ok(Some(path));
        }
        let Some(bytes) = draw().and_then(|picture| encode_preview(&picture)) else { return Ok(None) };
        output.write(&path, &bytes)?;
        output.record_inputs(&path, &input_digest);
        Ok(Some(path))
    }
}

fn preview_site(site: &Site, address: &str, accent: Option<&Accent>, mark: Option<&Mark>) -> PreviewSite {
    let visible = accent.filter(|accent| accent.contrast >= MIN_CONTRAST);
    let accent = match (accent, visible) {
        (None, _) => crate::cli::build::app::accent::DEFAULT_ACCENT,
        (_, Some(visible)) => &visible.hex,
        _ => icon::write::INK,
    };
    let address = address.split_once("://").map_or(address, |(_, rest)| rest).trim_end_matches('/');
    PreviewSite {
        name: site.name.clone(),
        tagline: site.tagline.clone().filter(|words| !words.trim().is_empty()),
        lang: site.language().to_owned(),
        dir: site.direction(),
        accent: accent.to_owned(),
        address: address.to_owned(),
        marks: mark.map_or([0.0; 2], |mark| [mark.foot.width() as f32, mark.site.width() as f32]),
    }
}

fn rendered_preview(path: String, alt: String) -> Preview {
    Preview { path, width: WIDTH, height: HEIGHT, kind: "image/png", alt }
}

/// The media type and size of a picture that chats show directly and that is large enough for them.
fn supported_by_chats(picture: &Picture, output: &Output) -> Option<(&'static str, (u32, u32))> {
    let kind = MediaType::from_path(Path::new(&picture.src)).essence;
    if !CHAT_PICTURE_TYPES.contains(&kind) {
        return None;
    }
    let known = Some((picture.width, picture.height)).filter(|(width, height)| *width > 0 && *height > 0);
    let size = known.or_else(|| {
        let size = imagesize::size(output.path(&picture.src)).ok()?;
        Some((size.width as u32, size.height as u32))
    });
    size.filter(|(width, height)| *width >= MIN_CARD_SIZE.0 && *height >= MIN_CARD_SIZE.1).map(|size| (kind, size))
}

fn is_drawing(picture: &Picture) -> bool {
    extension(picture) == "svg"
}

fn extension(picture: &Picture) -> String {
    picture.src.rsplit_once('.').map(|(_, kind)| kind.to_ascii_lowercase()).unwrap_or_default()
}

/// The text for the picture of an article: its alternative text, else its caption, else the headline.
fn alt_text(article: &Article, picture: &Picture) -> String {
    let figures = article.body.iter().filter_map(|block| match block {
        Block::Figure(figure) => Some(figure),
        _ => None,
    });
    let shows = |figure: &&Figure| figure.images.first().is_some_and(|image| image.src == picture.src);
    let words = figures.filter(shows).flat_map(|figure| {
        let alt = figure.images.first().map(|image| image.alt.trim().to_owned());
        alt.into_iter().chain([text::plain_text(&figure.caption).trim().to_owned()])
    });
    words.filter(|words| !words.is_empty()).chain([article.title.clone()]).next().unwrap_or_default()
}

/// The script of a character in English; the character itself if it has none.
fn script_name(character: char) -> String {
    let script = CodePointMapData::<Script>::new().get(character);
    let named = !matches!(script, Script::Common | Script::Inherited | Script::Unknown);
    let name = PropertyNamesLong::<Script>::new().get(script).filter(|_| named);
    name.map_or_else(|| format!("U+{:04X}", u32::from(character)), |name| name.replace('_', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_named() {
        assert_eq!(
            ["长", "خ", "ส", "か", "→"].map(|s| script_name(s.chars().next().unwrap())),
            ["Han", "Arabic", "Thai", "Hiragana", "U+2192"]
        );
    }
}
