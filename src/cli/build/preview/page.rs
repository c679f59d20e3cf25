//! Paper and text of a preview, in the look of the reading room: section, headline and deck above a rule, and the site's name below
//! it. The mark is drawn onto it afterwards.

use super::face::{BOLD, Faces, REGULAR};
use super::lines::LineBreaker;
use super::{HEIGHT, WIDTH};
use crate::article::language::{Direction, primary_subtag};
use crate::cli::build::html::markup::{escape, is_xml_char};
use crate::cli::build::install::icon::write::{INK, PAPER};
use crate::cli::whitespace::collapse_whitespace;
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
const FOOT_BASELINE: f32 = 582.0;

/// The side of the mark at the foot.
pub(super) const FOOT_MARK: f32 = 46.0;

/// The side of the mark above the name of the site.
pub(super) const SITE_MARK: f32 = 120.0;

/// The sizes of a headline, in pixels, with the most lines of each: the first size that fits is used.
const HEADLINE_SIZES: [(f32, usize); 8] = [(100.0, 2), (88.0, 3), (78.0, 3), (70.0, 4), (62.0, 4), (56.0, 5), (50.0, 5), (46.0, 5)];

/// The number of smallest sizes in which a headline may contain a broken word.
const BREAKING_SIZES: usize = 3;

/// The same sizes for the name of a site.
const NAME_SIZES: [(f32, usize); 6] = [(132.0, 1), (112.0, 1), (96.0, 1), (80.0, 1), (72.0, 2), (62.0, 2)];

/// The sizes of a deck, with the most lines of each.
const DECK_SIZES: [(f32, usize); 2] = [(37.0, 3), (33.0, 3)];

/// The sizes of the line below the name of a site.
const TAGLINE_SIZES: [(f32, usize); 2] = [(42.0, 2), (36.0, 2)];

/// The extra line spacing of running text over that of a headline, in multiples of the font size.
const EXTRA_LEADING: f32 = 0.14;

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
pub(super) fn article_image(faces: &Faces, site: &PreviewSite, text: &PreviewText) -> Result<PreviewImage, char> {
    let mut sheet = Sheet::new(faces, text.lang, text.dir);
    let title = faces.without_unsupported_emoji(&normalize(text.title));
    if let (true, Some(character)) = (title.is_empty(), text.title.trim().chars().next()) {
        return Err(character);
    }
    let family = faces.choose_family(&title, text.lang)?.to_owned();
    let mut top = MARGIN + 2.0;
    if sheet.write_kicker(site, text) {
        top += 74.0;
    }
    top = sheet.write_headline(&title, &family, &HEADLINE_SIZES, top, RULE.0 - 40.0);
    if let Some(deck) = text.deck {
        sheet.write_deck(deck, &DECK_SIZES, top + 26.0, RULE.0 - 34.0);
    }
    Ok(sheet.finish_with_footer(site, text.date))
}

/// The preview of a site. Text in characters that no font has is left out.
pub(super) fn site_image(faces: &Faces, site: &PreviewSite) -> PreviewImage {
    let mut sheet = Sheet::new(faces, &site.lang, site.dir);
    let mut top = MARGIN + SITE_MARK + 42.0;
    let name = normalize(&site.name);
    if let Ok(family) = faces.choose_family(&name, &site.lang).map(str::to_owned) {
        top = sheet.write_headline(&name, &family, &NAME_SIZES, top, RULE.0 - 120.0);
    }
    if let Some(tagline) = &site.tagline {
        sheet.write_deck(tagline, &TAGLINE_SIZES, top + 22.0, RULE.0 - 14.0);
    }
    sheet.draw_rule();
    sheet.write_line(&site.address, 30.0, REGULAR, MUTED, (MARGIN, FOOT_BASELINE), MEASURE);
    PreviewImage { mark: (sheet.left_edge(MARGIN, site.marks[1]), MARGIN), svg: sheet.into_svg() }
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
    fn write_kicker(&mut self, site: &PreviewSite, text: &PreviewText) -> bool {
        let baseline = MARGIN + 30.0;
        let section =
            text.section.map(|words| self.write_line(words, 33.0, BOLD, &site.accent, (MARGIN, baseline), MEASURE * 0.6)).unwrap_or(0.0);
        let gap = if section > 0.0 { section + 26.0 } else { 0.0 };
        let source = text.source.filter(|source| *source != site.name);
        let source =
            source.map(|words| self.write_line(words, 33.0, REGULAR, MUTED, (MARGIN + gap, baseline), MEASURE - gap)).unwrap_or(0.0);
        section + source > 0.0
    }

    /// Writes a headline in the largest size that fits between two heights; returns the height at which it ends.
    fn write_headline(&mut self, words: &str, family: &str, sizes: &[(f32, usize)], top: f32, bottom: f32) -> f32 {
        let faces = self.faces;
        let width = |words: &str| faces.text_width(words, family, BOLD);
        let breaker = LineBreaker::new(words, &width);
        let leading = self.leading();
        let widest = breaker.max_piece_width();
        let in_full = |size: f32, max_lines: usize| {
            let lines = breaker.balanced_lines(MEASURE / size);
            (lines.len() <= max_lines && lines.len() as f32 * size * leading <= bottom - top).then_some((lines, size))
        };
        let whole = sizes.iter().filter(|(size, _)| widest <= MEASURE / size).find_map(|(size, max_lines)| in_full(*size, *max_lines));
        // A word that is too wide in every size is broken.
        let broken = || sizes.iter().rev().take(BREAKING_SIZES).rev().find_map(|(size, max_lines)| in_full(*size, *max_lines));
        let (lines, size) = whole.or_else(broken).unwrap_or_else(|| {
            let (size, max_lines) = sizes.last().copied().unwrap_or((46.0, 1));
            let max_lines = max_lines.min(((bottom - top) / (size * leading)) as usize).max(1);
            (breaker.truncated_lines(MEASURE / size, max_lines), size)
        });
        self.write_lines(&lines, TextStyle { size, family, weight: BOLD, fill: INK }, top)
    }

    /// Writes a secondary text, if all of it fits between two heights and fonts have its characters.
    fn write_deck(&mut self, words: &str, sizes: &[(f32, usize)], top: f32, bottom: f32) {
        let faces = self.faces;
        let words = faces.without_unsupported_emoji(&normalize(words));
        let Ok(family) = faces.choose_family(&words, self.lang) else { return };
        let width = |words: &str| faces.text_width(words, family, REGULAR);
        let breaker = LineBreaker::new(&words, &width);
        let leading = self.leading() + EXTRA_LEADING;
        let whole = sizes.iter().find_map(|(size, max_lines)| {
            let lines = breaker.paragraph_lines(MEASURE * 0.9 / size);
            (lines.len() <= *max_lines && top + lines.len() as f32 * size * leading <= bottom).then_some((lines, *size))
        });
        if let Some((lines, size)) = whole {
            self.write_lines(&lines, TextStyle { size, family, weight: REGULAR, fill: MUTED }, top);
        }
    }

    /// Draws the rule at the foot, with the site's name beside its mark and a date below it.
    fn finish_with_footer(mut self, site: &PreviewSite, date: Option<&str>) -> PreviewImage {
        self.draw_rule();
        let date = date.map_or(0.0, |date| self.write_at_far_edge(date, 30.0, (WIDTH as f32 - MARGIN, FOOT_BASELINE)));
        let beside = site.marks[0] + 18.0;
        self.write_line(&site.name, 35.0, BOLD, INK, (MARGIN + beside, FOOT_BASELINE + 1.0), MEASURE - beside - date - 40.0);
        PreviewImage { mark: (self.left_edge(MARGIN, site.marks[0]), FOOT_BASELINE - 12.0 - FOOT_MARK / 2.0), svg: self.into_svg() }
    }

    fn draw_rule(&mut self) {
        let (top, thick) = RULE;
        self.push(format_args!("<rect x=\"{MARGIN}\" y=\"{top}\" width=\"{MEASURE}\" height=\"{thick}\" fill=\"{INK}\"/>"));
    }

    /// Writes lines below one another; returns the height at which they end.
    fn write_lines(&mut self, lines: &[String], style: TextStyle, top: f32) -> f32 {
        let leading = style.size * (self.leading() + if style.weight == BOLD { 0.0 } else { EXTRA_LEADING });
        for (line, number) in lines.iter().zip(0u8..) {
            // Letters without the space above them in a line.
            let baseline = top + style.size * 0.72 + f32::from(number) * leading;
            self.write_text(line, style, (MARGIN, baseline), self.dir);
        }
        top + lines.len() as f32 * leading
    }

    /// Writes one line, cut if it is too wide; returns its width, zero if no font has its characters.
    fn write_line(&mut self, words: &str, size: f32, weight: u16, fill: &str, at: (f32, f32), max_width: f32) -> f32 {
        let words = normalize(words);
        let faces = self.faces;
        let Ok(family) = faces.choose_family(&words, self.lang) else { return 0.0 };
        let width = |words: &str| faces.text_width(words, family, weight);
        let lines = LineBreaker::new(&words, &width).truncated_lines(max_width / size, 1);
        let Some(line) = lines.first() else { return 0.0 };
        self.write_text(line, TextStyle { size, family, weight, fill }, at, self.dir);
        width(line) * size
    }

    /// Writes one line of secondary text at the far edge; returns its width.
    fn write_at_far_edge(&mut self, words: &str, size: f32, at: (f32, f32)) -> f32 {
        let words = normalize(words);
        let faces = self.faces;
        let Ok(family) = faces.choose_family(&words, self.lang) else { return 0.0 };
        let other = if self.dir == Direction::Ltr { Direction::Rtl } else { Direction::Ltr };
        self.write_text(&words, TextStyle { size, family, weight: REGULAR, fill: MUTED }, at, other);
        faces.text_width(&words, family, REGULAR) * size
    }

    /// Writes a line at a distance from the starting edge of the sheet; `side` says in which direction it extends from there.
    fn write_text(&mut self, words: &str, style: TextStyle, (across, down): (f32, f32), side: Direction) {
        let x = if self.dir == Direction::Ltr { across } else { WIDTH as f32 - across };
        let anchor = if side == Direction::Ltr { "start" } else { "end" };
        let (family, words) = (escape(style.family), escape(words));
        // The renderer treats every line as left to right.
        let words = if self.dir == Direction::Rtl { format!("\u{2067}{words}\u{2069}") } else { words };
        let TextStyle { size, weight, fill, .. } = style;
        self.push(format_args!(
            "<text x=\"{x}\" y=\"{down}\" font-family=\"'{family}'\" font-size=\"{size}\" font-weight=\"{weight}\" fill=\"{fill}\" \
             text-anchor=\"{anchor}\">{words}</text>"
        ));
    }

    /// The left edge of a box of a given width at a distance from the starting edge of the sheet.
    fn left_edge(&self, across: f32, width: f32) -> f32 {
        if self.dir == Direction::Ltr { across } else { WIDTH as f32 - across - width }
    }

    /// The line spacing, in multiples of the font size; scripts whose characters fill their box, or rise above or below it, need
    /// more.
    fn leading(&self) -> f32 {
        match primary_subtag(self.lang).as_str() {
            "zh" | "yue" | "ja" | "ko" | "ar" | "fa" | "ur" | "ps" | "ckb" | "ug" | "sd" | "th" | "lo" | "km" | "my" | "hi" | "bn"
            | "ta" => 1.32,
            _ => 1.1,
        }
    }

    fn push(&mut self, part: std::fmt::Arguments) {
        // Writing to a string does not fail.
        write!(self.svg, "{part}").ok();
    }

    fn into_svg(mut self) -> String {
        self.svg.push_str("</svg>");
        self.svg
    }
}

/// A text on one line, in composed form, without characters that XML does not allow.
fn normalize(words: &str) -> String {
    let cleaned: String = words.chars().map(|c| if is_xml_char(c) { c } else { ' ' }).collect();
    let line = collapse_whitespace(&cleaned);
    ComposingNormalizer::new_nfc().normalize(&line).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::build::preview::face::tests::embedded_faces;
    use crate::cli::build::preview::pixels::{parse_drawing, svg_options};
    use resvg::tiny_skia::Rect;
    use resvg::usvg::Node;

    fn site() -> PreviewSite {
        let (name, accent, address) = ("The Old Harbour Review".to_owned(), "#932d1c".to_owned(), "example.org".to_owned());
        let tagline = Some("A weekly of the coast".to_owned());
        PreviewSite { name, tagline, lang: "en".to_owned(), dir: Direction::Ltr, accent, address, marks: [46.0, 120.0] }
    }

    /// The boxes of the lines of an article's preview, as rendered.
    fn boxes(title: &str, deck: Option<&str>, dir: Direction) -> Vec<Rect> {
        let faces = embedded_faces();
        let lang = if dir == Direction::Rtl { "he" } else { "en" };
        let text = PreviewText { title, deck, section: Some("Trade"), source: Some("The Desk"), date: Some("24 June 2024"), lang, dir };
        let page = article_image(&faces, &site(), &text).map_err(|missing| format!("no {missing}")).unwrap();
        let tree = parse_drawing(page.svg.as_bytes(), &svg_options(&faces)).unwrap();
        let texts = tree.root().children().iter().filter_map(|node| match node {
            Node::Text(text) => Some(text.abs_bounding_box()),
            _ => None,
        });
        texts.collect()
    }

    #[test]
    fn lines_stay_inside_the_margins() {
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
    fn short_headlines_are_larger_and_rtl_text_starts_at_the_right() {
        let tallest = |title: &str| boxes(title, None, Direction::Ltr).iter().map(Rect::height).fold(0.0, f32::max);
        assert!(tallest("Ice") > 1.2 * tallest("Why the last steam ferry on the lower river will not be replaced by a bridge after all"));
        let right = boxes("שער הברזל", None, Direction::Rtl);
        assert!(right.iter().any(|one| one.height() > 90.0 && (one.right() - (WIDTH as f32 - MARGIN)).abs() < 4.0), "{right:?}");
    }
}
