//! Paper and text of a preview, in the look of the reading room: section, headline and deck above a rule, and the site's name below
//! it. The mark is drawn onto it afterwards.

use super::face::{BOLD, Faces, REGULAR};
use super::lines::Breaking;
use super::{HEIGHT, WIDTH};
use crate::article::language::{Direction, primary};
use crate::cli::build::icon::write::{INK, PAPER};
use crate::cli::build::markup::{escape, is_written};
use icu::normalizer::ComposingNormalizer;
use std::fmt::Write;

/// The colour of secondary text, from `style/tokens.css`.
const MUTED: &str = "#5f5650";

/// The margin on all sides, in pixels.
const MARGIN: f32 = 76.0;

/// The maximum width of a line.
const MEASURE: f32 = WIDTH as f32 - 2.0 * MARGIN;

/// The position and thickness of the rule at the foot.
const RULE: (f32, f32) = (524.0, 3.0);

/// The baseline of the text at the foot.
const FOOT: f32 = 582.0;

/// The side of the mark at the foot.
pub(super) const FOOT_MARK: f32 = 46.0;

/// The side of the mark above the name of the site.
pub(super) const SITE_MARK: f32 = 120.0;

/// The sizes of a headline, in pixels, with the most lines of each: the first size that fits is used.
const HEADLINES: [(f32, usize); 8] = [(100.0, 2), (88.0, 3), (78.0, 3), (70.0, 4), (62.0, 4), (56.0, 5), (50.0, 5), (46.0, 5)];

/// The number of smallest sizes in which a headline may contain a broken word.
const BROKEN: usize = 3;

/// The same sizes for the name of a site.
const NAMES: [(f32, usize); 6] = [(132.0, 1), (112.0, 1), (96.0, 1), (80.0, 1), (72.0, 2), (62.0, 2)];

/// The sizes of a deck, with the most lines of each.
const DECKS: [(f32, usize); 2] = [(37.0, 3), (33.0, 3)];

/// The sizes of the line below the name of a site.
const TAGLINES: [(f32, usize); 2] = [(42.0, 2), (36.0, 2)];

/// The extra line spacing of running text over that of a headline, in multiples of the font size.
const LOOSER: f32 = 0.14;

/// The site of a preview.
pub(super) struct PreviewSite {
    pub(super) name: String,
    pub(super) tagline: Option<String>,
    pub(super) lang: String,
    pub(super) dir: Direction,
    /// The colour of a section, as SVG writes it.
    pub(super) accent: String,
    /// The address of the site in its readable form.
    pub(super) address: String,
    /// The widths of the mark at the foot, and of the one above the name.
    pub(super) marks: [f32; 2],
}

/// The text of an article's preview.
pub(super) struct PreviewText<'a> {
    pub(super) title: &'a str,
    pub(super) deck: Option<&'a str>,
    pub(super) section: Option<&'a str>,
    pub(super) source: Option<&'a str>,
    pub(super) date: Option<&'a str>,
    pub(super) lang: &'a str,
    pub(super) dir: Direction,
}

/// A preview without its mark.
pub(super) struct PreviewImage {
    /// Its paper and text, as SVG.
    pub(super) svg: String,
    /// The top left corner of the mark.
    pub(super) mark: (f32, f32),
}

/// The preview of an article.
///
/// # Errors
/// A character of its headline that no font has.
pub(super) fn article(faces: &Faces, look: &PreviewSite, said: &PreviewText) -> Result<PreviewImage, char> {
    let mut sheet = Sheet::new(faces, said.lang, said.dir);
    let title = faces.worded(&clean(said.title));
    if let (true, Some(sign)) = (title.is_empty(), said.title.trim().chars().next()) {
        return Err(sign);
    }
    let family = faces.family(&title, said.lang)?.to_owned();
    let mut top = MARGIN + 2.0;
    if sheet.kicker(look, said) {
        top += 74.0;
    }
    top = sheet.headline(&title, &family, &HEADLINES, top, RULE.0 - 40.0);
    if let Some(deck) = said.deck {
        sheet.deck(deck, &DECKS, top + 26.0, RULE.0 - 34.0);
    }
    Ok(sheet.foot(look, said.date))
}

/// The preview of a site. Text in characters that no font has is left out.
pub(super) fn site(faces: &Faces, look: &PreviewSite) -> PreviewImage {
    let mut sheet = Sheet::new(faces, &look.lang, look.dir);
    let mut top = MARGIN + SITE_MARK + 42.0;
    let name = clean(&look.name);
    if let Ok(family) = faces.family(&name, &look.lang).map(str::to_owned) {
        top = sheet.headline(&name, &family, &NAMES, top, RULE.0 - 120.0);
    }
    if let Some(tagline) = &look.tagline {
        sheet.deck(tagline, &TAGLINES, top + 22.0, RULE.0 - 14.0);
    }
    sheet.rule();
    sheet.line(&look.address, 30.0, REGULAR, MUTED, (MARGIN, FOOT), MEASURE);
    PreviewImage { mark: (sheet.left(MARGIN, look.marks[1]), MARGIN), svg: sheet.close() }
}

/// The style of a text.
#[derive(Clone, Copy)]
struct TextStyle<'p> {
    size: f32,
    family: &'p str,
    weight: u16,
    fill: &'p str,
}

/// A preview while text is put on it.
struct Sheet<'f> {
    faces: &'f Faces,
    lang: &'f str,
    dir: Direction,
    svg: String,
}

impl<'f> Sheet<'f> {
    fn new(faces: &'f Faces, lang: &'f str, dir: Direction) -> Sheet<'f> {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\"><rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"{PAPER}\"/>"
        );
        Sheet { faces, lang, dir, svg }
    }

    /// Writes the section in the accent colour, and the source beside it; true if either exists.
    fn kicker(&mut self, look: &PreviewSite, said: &PreviewText) -> bool {
        let baseline = MARGIN + 30.0;
        let section =
            said.section.map(|words| self.line(words, 33.0, BOLD, &look.accent, (MARGIN, baseline), MEASURE * 0.6)).unwrap_or(0.0);
        let gap = if section > 0.0 { section + 26.0 } else { 0.0 };
        let source = said.source.filter(|source| *source != look.name);
        let source = source.map(|words| self.line(words, 33.0, REGULAR, MUTED, (MARGIN + gap, baseline), MEASURE - gap)).unwrap_or(0.0);
        section + source > 0.0
    }

    /// Writes a headline in the largest size that fits between two heights; returns the height at which it ends.
    fn headline(&mut self, words: &str, family: &str, sizes: &[(f32, usize)], top: f32, bottom: f32) -> f32 {
        let faces = self.faces;
        let width = |words: &str| faces.width(words, family, BOLD);
        let breaking = Breaking::of(words, &width);
        let leading = self.leading();
        let widest = breaking.widest();
        let in_full = |size: f32, most: usize| {
            let lines = breaking.lines(MEASURE / size);
            (lines.len() <= most && lines.len() as f32 * size * leading <= bottom - top).then_some((lines, size))
        };
        let whole = sizes.iter().filter(|(size, _)| widest <= MEASURE / size).find_map(|(size, most)| in_full(*size, *most));
        // A word that is too wide in every size is broken.
        let broken = || sizes.iter().rev().take(BROKEN).rev().find_map(|(size, most)| in_full(*size, *most));
        let (lines, size) = whole.or_else(broken).unwrap_or_else(|| {
            let (size, most) = sizes.last().copied().unwrap_or((46.0, 1));
            let most = most.min(((bottom - top) / (size * leading)) as usize).max(1);
            (breaking.cut(MEASURE / size, most), size)
        });
        self.block(&lines, TextStyle { size, family, weight: BOLD, fill: INK }, top)
    }

    /// Writes a secondary text, if all of it fits between two heights and fonts have its characters.
    fn deck(&mut self, words: &str, sizes: &[(f32, usize)], top: f32, bottom: f32) {
        let faces = self.faces;
        let words = faces.worded(&clean(words));
        let Ok(family) = faces.family(&words, self.lang) else { return };
        let width = |words: &str| faces.width(words, family, REGULAR);
        let breaking = Breaking::of(&words, &width);
        let leading = self.leading() + LOOSER;
        let whole = sizes.iter().find_map(|(size, most)| {
            let lines = breaking.prose(MEASURE * 0.9 / size);
            (lines.len() <= *most && top + lines.len() as f32 * size * leading <= bottom).then_some((lines, *size))
        });
        if let Some((lines, size)) = whole {
            self.block(&lines, TextStyle { size, family, weight: REGULAR, fill: MUTED }, top);
        }
    }

    /// Draws the rule at the foot, with the site's name beside its mark and a date below it.
    fn foot(mut self, look: &PreviewSite, date: Option<&str>) -> PreviewImage {
        self.rule();
        let date = date.map_or(0.0, |date| self.far(date, 30.0, (WIDTH as f32 - MARGIN, FOOT)));
        let beside = look.marks[0] + 18.0;
        self.line(&look.name, 35.0, BOLD, INK, (MARGIN + beside, FOOT + 1.0), MEASURE - beside - date - 40.0);
        PreviewImage { mark: (self.left(MARGIN, look.marks[0]), FOOT - 12.0 - FOOT_MARK / 2.0), svg: self.close() }
    }

    fn rule(&mut self) {
        let (top, thick) = RULE;
        self.put(format_args!("<rect x=\"{MARGIN}\" y=\"{top}\" width=\"{MEASURE}\" height=\"{thick}\" fill=\"{INK}\"/>"));
    }

    /// Writes lines below one another; returns the height at which they end.
    fn block(&mut self, lines: &[String], pen: TextStyle, top: f32) -> f32 {
        let leading = pen.size * (self.leading() + if pen.weight == BOLD { 0.0 } else { LOOSER });
        for (line, number) in lines.iter().zip(0u8..) {
            // Letters without the space above them in a line.
            let baseline = top + pen.size * 0.72 + f32::from(number) * leading;
            self.write(line, pen, (MARGIN, baseline), self.dir);
        }
        top + lines.len() as f32 * leading
    }

    /// Writes one line, cut if it is too wide; returns its width, zero if no font has its characters.
    fn line(&mut self, words: &str, size: f32, weight: u16, fill: &str, at: (f32, f32), most: f32) -> f32 {
        let words = clean(words);
        let faces = self.faces;
        let Ok(family) = faces.family(&words, self.lang) else { return 0.0 };
        let width = |words: &str| faces.width(words, family, weight);
        let lines = Breaking::of(&words, &width).cut(most / size, 1);
        let Some(line) = lines.first() else { return 0.0 };
        self.write(line, TextStyle { size, family, weight, fill }, at, self.dir);
        width(line) * size
    }

    /// Writes one line of secondary text at the far edge; returns its width.
    fn far(&mut self, words: &str, size: f32, at: (f32, f32)) -> f32 {
        let words = clean(words);
        let faces = self.faces;
        let Ok(family) = faces.family(&words, self.lang) else { return 0.0 };
        let other = if self.dir == Direction::Ltr { Direction::Rtl } else { Direction::Ltr };
        self.write(&words, TextStyle { size, family, weight: REGULAR, fill: MUTED }, at, other);
        faces.width(&words, family, REGULAR) * size
    }

    /// Writes a line at a distance from the starting edge of the sheet; `side` says in which direction it extends from there.
    fn write(&mut self, words: &str, pen: TextStyle, (across, down): (f32, f32), side: Direction) {
        let x = if self.dir == Direction::Ltr { across } else { WIDTH as f32 - across };
        let anchor = if side == Direction::Ltr { "start" } else { "end" };
        let (family, words) = (escape(pen.family), escape(words));
        // The renderer treats every line as left to right.
        let words = if self.dir == Direction::Rtl { format!("\u{2067}{words}\u{2069}") } else { words };
        let TextStyle { size, weight, fill, .. } = pen;
        self.put(format_args!(
            "<text x=\"{x}\" y=\"{down}\" font-family=\"'{family}'\" font-size=\"{size}\" font-weight=\"{weight}\" fill=\"{fill}\" \
             text-anchor=\"{anchor}\">{words}</text>"
        ));
    }

    /// The left edge of a box of a given width at a distance from the starting edge of the sheet.
    fn left(&self, across: f32, width: f32) -> f32 {
        if self.dir == Direction::Ltr { across } else { WIDTH as f32 - across - width }
    }

    /// The line spacing, in multiples of the font size; scripts whose characters fill their box, or rise above or below it, need
    /// more.
    fn leading(&self) -> f32 {
        match primary(self.lang).as_str() {
            "zh" | "yue" | "ja" | "ko" | "ar" | "fa" | "ur" | "ps" | "ckb" | "ug" | "sd" | "th" | "lo" | "km" | "my" | "hi" | "bn"
            | "ta" => 1.32,
            _ => 1.1,
        }
    }

    fn put(&mut self, part: std::fmt::Arguments) {
        // Writing to a string does not fail.
        write!(self.svg, "{part}").ok();
    }

    fn close(mut self) -> String {
        self.svg.push_str("</svg>");
        self.svg
    }
}

/// A text on one line, in composed form, without characters that XML does not allow.
fn clean(words: &str) -> String {
    let written: String = words.chars().map(|c| if is_written(c) { c } else { ' ' }).collect();
    let line = written.split_whitespace().collect::<Vec<_>>().join(" ");
    ComposingNormalizer::new_nfc().normalize(&line).into_owned()
}

#[cfg(test)]
mod tests {
    use super::super::face::tests::own;
    use super::super::pixels::{options, tree};
    use super::*;
    use resvg::tiny_skia::Rect;
    use resvg::usvg::Node;

    fn look() -> PreviewSite {
        let (name, accent, address) = ("The Old Harbour Review".to_owned(), "#932d1c".to_owned(), "example.org".to_owned());
        let tagline = Some("A weekly of the coast".to_owned());
        PreviewSite { name, tagline, lang: "en".to_owned(), dir: Direction::Ltr, accent, address, marks: [46.0, 120.0] }
    }

    /// The boxes of the lines of an article's preview, as rendered.
    fn boxes(title: &str, deck: Option<&str>, dir: Direction) -> Vec<Rect> {
        let faces = own();
        let lang = if dir == Direction::Rtl { "he" } else { "en" };
        let said = PreviewText { title, deck, section: Some("Trade"), source: Some("The Desk"), date: Some("24 June 2024"), lang, dir };
        let page = article(&faces, &look(), &said).map_err(|sign| format!("no {sign}")).unwrap();
        let tree = tree(page.svg.as_bytes(), &options(&faces)).unwrap();
        let texts = tree.root().children().iter().filter_map(|node| match node {
            Node::Text(text) => Some(text.abs_bounding_box()),
            _ => None,
        });
        texts.collect()
    }

    #[test]
    fn whatever_a_headline_is_its_lines_stand_between_the_edges() {
        let long = "A commission that was to inquire into the causes of a delay ".repeat(9);
        let word = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz".repeat(4);
        for title in ["Ice", "WWWWW WWWWW WWWWW WWWWW", "Doubly landlocked", long.as_str(), word.as_str(), "שער הברזל"] {
            for dir in [Direction::Ltr, Direction::Rtl] {
                let boxes = boxes(title, Some("Why it is so."), dir);
                let inside = |one: &Rect| one.left() >= MARGIN - 6.0 && one.right() <= WIDTH as f32 - MARGIN + 6.0 && one.top() > 40.0;
                assert!(boxes.iter().all(inside), "{title}: {boxes:?}");
                let above = boxes.iter().filter(|one| one.top() < RULE.0 - 30.0);
                assert!(above.clone().all(|one| one.bottom() < RULE.0 + 6.0), "{title}: {boxes:?}");
            }
        }
    }

    #[test]
    fn a_short_headline_is_larger_than_a_long_one_and_a_sheet_may_begin_at_the_right() {
        let tallest = |title: &str| boxes(title, None, Direction::Ltr).iter().map(Rect::height).fold(0.0, f32::max);
        assert!(tallest("Ice") > 1.2 * tallest("Why the last steam ferry on the lower river will not be replaced by a bridge after all"));
        let right = boxes("שער הברזל", None, Direction::Rtl);
        assert!(right.iter().any(|one| one.height() > 90.0 && (one.right() - (WIDTH as f32 - MARGIN)).abs() < 4.0), "{right:?}");
    }
}
