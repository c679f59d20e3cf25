//! Which page has which preview.

use super::face::Faces;
use super::mark::Mark;
use super::page::{self, Look, Page, Said};
use super::pixels::{drawn, options, png, put, tree};
use super::tags::Preview;
use super::{HEIGHT, MOST, WIDTH, fitted, own};
use crate::article::date::Date;
use crate::article::{Article, Block, Figure, text, typography};
use crate::corpus::{Card, Picture, Site};
use crate::messages::Locale;
use crate::publish::build::accent::Accent;
use crate::publish::build::collection::Collection;
use crate::publish::build::icon;
use crate::publish::build::memory::{self, digest};
use crate::publish::build::output::Output;
use crate::publish::failure::Failure;
use crate::publish::folder::Folder;
use crate::publish::locale::Icu;
use crate::publish::problem::{Problem, Severity};
use icu::properties::props::Script;
use icu::properties::{CodePointMapData, PropertyNamesLong};
use resvg::tiny_skia::Pixmap;
use resvg::usvg::Options;
use std::collections::BTreeMap;
use std::sync::Mutex;

/// Where they stand, inside the site.
const FOLDER: &str = "preview";

/// The least that X shows as a large card, in pixels: below it a picture of an article stands for nothing.
const LEAST: (u32, u32) = (300, 157);

/// A mark as light as this on the paper is hard to see (WCAG 2.2, 1.4.11): sections stand in ink then.
const CONTRAST: f64 = 3.0;

/// The previews of a site. Threads may ask side by side.
#[derive(Default)]
pub struct Previews {
    /// Absent where nobody could find them: a chat wants an absolute address.
    studio: Option<Studio>,
    site: Option<Preview>,
    /// How many headlines have a sign that is in no font, by its script.
    missing: Mutex<BTreeMap<String, usize>>,
}

/// What they are drawn with.
struct Studio {
    faces: Faces,
    options: Options<'static>,
    look: Look,
    mark: Option<Mark>,
    /// Whether articles get their own.
    each: bool,
    /// Changes with all that every preview is made of.
    digest: String,
}

impl Previews {
    /// Draws that of the site, which is published at an address, `https://example.org/NAME/`.
    ///
    /// # Errors
    /// When a file cannot be read or written.
    pub fn open(
        folder: &Folder,
        collection: &Collection,
        address: &str,
        accent: Option<&Accent>,
        output: &Output,
        problems: &mut Vec<Problem>,
    ) -> Result<Previews, Failure> {
        let site = &collection.site;
        let faces = Faces::open(folder, problems);
        let options = options(&faces);
        let marks = icon::write::marks(site, accent, output)?;
        let mark = Mark::of(&marks, &options);
        let parts = [faces.digest.as_bytes()].into_iter().chain(marks.iter().map(String::as_bytes));
        let digest = digest(parts);
        let look = look(site, address, accent, mark.as_ref());
        let studio = Studio { faces, options, look, mark, each: collection.cards.len() <= MOST, digest };
        let given = site.preview.as_deref().and_then(|path| {
            own::read(folder, path, &site.name)
                .map_err(|text| {
                    problems.push(
                        Problem::new(Severity::Warning, "site.json", format!("{text}; it is drawn of the name instead")).at("preview"),
                    )
                })
                .ok()
        });
        let site = match given {
            Some((preview, bytes)) => output.write(&preview.path, &bytes).map(|()| Some(preview))?,
            None => studio.site(site, output)?,
        };
        Ok(Previews { studio: Some(studio), site, missing: Mutex::default() })
    }

    /// The preview of every page that has none of its own.
    pub fn of_site(&self) -> Option<&Preview> {
        self.site.as_ref()
    }

    /// The preview of an article: its picture; a drawing, or where it has none its headline, in pixels. `None` where that of the
    /// site stands for it.
    ///
    /// # Errors
    /// When a file cannot be read or written.
    pub fn of_article(&self, article: &Article, card: &Card, output: &Output) -> Result<Option<Preview>, Failure> {
        let Some(studio) = &self.studio else { return Ok(None) };
        if let Some(picture) = &card.picture {
            let alt = alt(article, picture);
            if let Some((kind, (width, height))) = shown_by_chats(picture, output) {
                return Ok(Some(Preview { path: picture.src.clone(), width, height, kind, alt }));
            }
            if studio.each && is_drawing(picture) {
                let drawing = output.read(&picture.src)?;
                let draw = || fitted::draw(&drawing, &studio.options);
                if let Some(path) = studio.made(&drawing, draw, output)? {
                    return Ok(Some(drawn_preview(path, alt)));
                }
            }
        }
        if studio.each { self.headline(studio, article, output) } else { Ok(None) }
    }

    fn headline(&self, studio: &Studio, article: &Article, output: &Output) -> Result<Option<Preview>, Failure> {
        match studio.article(article) {
            Ok(page) => {
                let path = studio.made(page.svg.as_bytes(), || studio.draw(&page, false), output)?;
                let alt = crate::stores::render_context::document_title(&article.title, &studio.look.name);
                Ok(path.map(|path| drawn_preview(path, alt)))
            }
            Err(sign) => {
                if let Ok(mut missing) = self.missing.lock() {
                    *missing.entry(script(sign)).or_default() += 1;
                }
                Ok(None)
            }
        }
    }

    /// What is said of headlines that could not be drawn.
    pub fn problem(&self) -> Option<Problem> {
        let missing = self.missing.lock().ok()?;
        let count: usize = missing.values().sum();
        let scripts = missing.keys().cloned().collect::<Vec<_>>().join(", ");
        let headlines = if count == 1 { "1 headline has" } else { &format!("{count} headlines have") };
        let them = if count == 1 { "its article shares" } else { "their articles share" };
        let text = format!(
            "{headlines} signs that no font here has ({scripts}), and {them} the preview picture of the site: put a font that has \
             them, .ttf, .otf or .ttc, into fonts/ in the corpus"
        );
        (count > 0).then(|| Problem::new(Severity::Note, "articles", text))
    }
}

impl Studio {
    fn site(&self, site: &Site, output: &Output) -> Result<Option<Preview>, Failure> {
        let page = page::site(&self.faces, &self.look);
        let path = self.made(page.svg.as_bytes(), || self.draw(&page, true), output)?;
        let words: Vec<&str> =
            [Some(site.name.as_str()), site.tagline.as_deref()].into_iter().flatten().filter(|w| !w.is_empty()).collect();
        Ok(path.map(|path| drawn_preview(path, words.join(". "))))
    }

    fn article(&self, article: &Article) -> Result<Page, char> {
        let set = |words: &str| typography::set(words, &article.lang);
        let filled = |words: &Option<String>| words.as_deref().map(str::trim).filter(|words| !words.is_empty()).map(set);
        let (deck, section, source) = (filled(&article.deck), filled(&article.section), filled(&article.source));
        let date = article.published.as_deref().and_then(Date::parse).map(|date| Icu.date(&date, &article.lang));
        let said = Said {
            title: &set(&article.title),
            deck: deck.as_deref(),
            section: section.as_deref(),
            source: source.as_deref(),
            date: date.as_deref(),
            lang: &article.lang,
            dir: article.direction(),
        };
        page::article(&self.faces, &self.look, &said)
    }

    /// A page in pixels, its mark on it: the large one, or that of a foot.
    fn draw(&self, page: &Page, large: bool) -> Option<Pixmap> {
        let tree = tree(page.svg.as_bytes(), &self.options)?;
        let mut picture = drawn(&tree, WIDTH as f32, HEIGHT as f32)?;
        if let Some(mark) = &self.mark {
            put(&mut picture, if large { &mark.site } else { &mark.foot }, page.mark);
        }
        Some(picture)
    }

    /// The path of a picture that is made `of` something; `None` where it cannot be drawn.
    #[expect(clippy::string_slice, reason = "a hash is hexadecimal digits")]
    fn made(&self, of: &[u8], draw: impl FnOnce() -> Option<Pixmap>, output: &Output) -> Result<Option<String>, Failure> {
        let name = digest([self.digest.as_bytes(), of]);
        let path = format!("{FOLDER}/{}.png", &name[..16]);
        let of = digest([name.as_bytes(), memory::command().as_bytes()]);
        if output.is_made(&path, &of)? {
            return Ok(Some(path));
        }
        let Some(bytes) = draw().and_then(|picture| png(&picture)) else { return Ok(None) };
        output.write(&path, &bytes)?;
        output.note(&path, &of);
        Ok(Some(path))
    }
}

fn look(site: &Site, address: &str, accent: Option<&Accent>, mark: Option<&Mark>) -> Look {
    let seen = accent.filter(|accent| accent.contrast >= CONTRAST);
    let accent = match (accent, seen) {
        (None, _) => crate::publish::build::accent::OWN,
        (_, Some(seen)) => &seen.hex,
        _ => icon::write::INK,
    };
    let said = address.split_once("://").map_or(address, |(_, rest)| rest).trim_end_matches('/');
    Look {
        name: site.name.clone(),
        tagline: site.tagline.clone().filter(|words| !words.trim().is_empty()),
        lang: site.language().to_owned(),
        dir: site.direction(),
        accent: accent.to_owned(),
        address: said.to_owned(),
        marks: mark.map_or([0.0; 2], |mark| [mark.foot.width() as f32, mark.site.width() as f32]),
    }
}

fn drawn_preview(path: String, alt: String) -> Preview {
    Preview { path, width: WIDTH, height: HEIGHT, kind: "image/png", alt }
}

/// The kind and size of a picture that chats show as it is, large enough for them.
fn shown_by_chats(picture: &Picture, output: &Output) -> Option<(&'static str, (u32, u32))> {
    let kind = match extension(picture).as_str() {
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "gif" => "image/gif",
        "webp" => "image/webp",
        _ => return None,
    };
    let known = Some((picture.width, picture.height)).filter(|(width, height)| *width > 0 && *height > 0);
    let size = known.or_else(|| {
        let size = imagesize::size(output.path(&picture.src)).ok()?;
        Some((size.width as u32, size.height as u32))
    });
    size.filter(|(width, height)| *width >= LEAST.0 && *height >= LEAST.1).map(|size| (kind, size))
}

fn is_drawing(picture: &Picture) -> bool {
    extension(picture) == "svg"
}

fn extension(picture: &Picture) -> String {
    picture.src.rsplit_once('.').map(|(_, kind)| kind.to_ascii_lowercase()).unwrap_or_default()
}

/// What the picture of an article shows: its alternative, else its caption, else the headline.
fn alt(article: &Article, picture: &Picture) -> String {
    let figures = article.body.iter().filter_map(|block| match block {
        Block::Figure(figure) => Some(figure),
        _ => None,
    });
    let shows = |figure: &&Figure| figure.images.first().is_some_and(|image| image.src == picture.src);
    let words = figures.filter(shows).flat_map(|figure| {
        let alt = figure.images.first().map(|image| image.alt.trim().to_owned());
        alt.into_iter().chain([text::plain(&figure.caption).trim().to_owned()])
    });
    words.filter(|words| !words.is_empty()).chain([article.title.clone()]).next().unwrap_or_default()
}

/// The script of a sign in English; the sign itself where it is of none.
fn script(sign: char) -> String {
    let script = CodePointMapData::<Script>::new().get(sign);
    let named = !matches!(script, Script::Common | Script::Inherited | Script::Unknown);
    let name = PropertyNamesLong::<Script>::new().get(script).filter(|_| named);
    name.map_or_else(|| format!("U+{:04X}", u32::from(sign)), |name| name.replace('_', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_named() {
        assert_eq!(["长", "خ", "ส", "か", "→"].map(|s| script(s.chars().next().unwrap())), ["Han", "Arabic", "Thai", "Hiragana", "U+2192"]);
    }
}
