//! The fonts of previews: Libertinus Serif, embedded in the command, and those that a publisher puts into `fonts/` in the corpus.

use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::folder::{Folder, sha256};
use crate::cli::whitespace::collapse_whitespace;
use icu::properties::props::{DefaultIgnorableCodePoint, Emoji, ExtendedPictographic};
use icu::properties::{CodePointSetData, CodePointSetDataBorrowed};
use resvg::usvg::FallbackSelectionFn;
use resvg::usvg::fontdb::{Database, Family, ID, Query, Source, Style, Weight};
use skrifa::FontRef;
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use std::fs;
use std::sync::Arc;

/// The embedded family: Latin, Greek, Cyrillic and Hebrew.
const EMBEDDED_FAMILY: &str = "Libertinus Serif";

/// The embedded fonts, which build.rs takes from `typst-assets`.
const EMBEDDED_FONTS: [&[u8]; 2] = [
    include_bytes!(concat!(env!("OUT_DIR"), "/LibertinusSerif-Regular.otf")),
    include_bytes!(concat!(env!("OUT_DIR"), "/LibertinusSerif-Bold.otf")),
];

/// The folder for a publisher's own fonts.
const FONT_FOLDER: &str = "fonts";

const FONT_EXTENSIONS: [&str; 3] = ["ttf", "otf", "ttc"];

/// The weight of running text.
pub(super) const REGULAR: u16 = 400;

/// The weight of headlines and names.
pub(super) const BOLD: u16 = 700;

/// The available fonts.
pub(super) struct Faces {
    db: Arc<Database>,
    /// The families, the embedded one first, without duplicates.
    families: Vec<String>,
    /// Changes with any of the fonts.
    pub(super) digest: String,
    default_ignorable: CodePointSetDataBorrowed<'static>,
}

impl Faces {
    /// Reads the fonts. A file that is not a font is reported in `problems`.
    pub(super) fn open(folder: &Folder, problems: &mut Vec<Diagnostic>) -> Faces {
        let mut db = Database::new();
        let mut digests: Vec<String> = Vec::new();
        let mut load = |bytes: Arc<dyn AsRef<[u8]> + Send + Sync>| {
            digests.push(sha256((*bytes).as_ref()));
            db.load_font_source(Source::Binary(bytes)).len()
        };
        for font in EMBEDDED_FONTS {
            load(Arc::new(font));
        }
        for file in font_files(folder) {
            let faces = fs::read(folder.path(&file)).map(|bytes| load(Arc::new(bytes)));
            let text = match faces {
                Ok(0) => "not a readable font and ignored; preview pictures support .ttf, .otf and .ttc".to_owned(),
                Err(error) => format!("cannot read the file: {error}"),
                Ok(_) => continue,
            };
            problems.push(Diagnostic::new(Severity::Warning, file, text));
        }
        // Drawings name system families, and get this one.
        db.set_serif_family(EMBEDDED_FAMILY);
        db.set_sans_serif_family(EMBEDDED_FAMILY);
        db.set_cursive_family(EMBEDDED_FAMILY);
        db.set_fantasy_family(EMBEDDED_FAMILY);
        db.set_monospace_family(EMBEDDED_FAMILY);
        let mut families: Vec<String> = Vec::new();
        for name in db.faces().filter_map(|face| face.families.first()).map(|(name, _)| name) {
            if !families.contains(name) {
                families.push(name.clone());
            }
        }
        let default_ignorable = CodePointSetData::new::<DefaultIgnorableCodePoint>();
        Faces { db: Arc::new(db), families, digest: sha256(digests.concat().as_bytes()), default_ignorable }
    }

    /// The font database for reading drawings.
    pub(super) fn database(&self) -> Arc<Database> {
        Arc::clone(&self.db)
    }

    /// Whether a character is visible.
    fn is_visible(&self, c: char) -> bool {
        !c.is_whitespace() && !c.is_control() && !self.default_ignorable.contains(c)
    }

    /// Chooses the family for a text: the embedded one if it has all characters, else the one that has most; for Chinese, Japanese
    /// and Korean, families of that language come first. Missing characters fall back to other families.
    ///
    /// # Errors
    /// The first character that no font has.
    pub(super) fn choose_family(&self, words: &str, lang: &str) -> Result<&str, char> {
        let visible: Vec<char> = words.chars().filter(|c| self.is_visible(*c)).collect();
        let has = |family: &str, c: char| self.query_face(family, REGULAR).is_some_and(|id| self.has_glyph(id, c));
        let all = |c: &char| self.families.iter().any(|family| has(family, *c));
        if let Some(missing) = visible.iter().find(|c| !all(c)) {
            return Err(*missing);
        }
        if visible.iter().all(|c| has(EMBEDDED_FAMILY, *c)) {
            return Ok(EMBEDDED_FAMILY);
        }
        let score = |family: &String| (visible.iter().filter(|c| has(family, **c)).count(), is_for_language(family, lang));
        // The first of several with an equal score.
        Ok(self.families.iter().rev().max_by_key(|family| score(family)).map_or(EMBEDDED_FAMILY, String::as_str))
    }

    /// Removes emoji that no font has: they add nothing to the words.
    pub(super) fn without_unsupported_emoji(&self, words: &str) -> String {
        let (pictures, emoji) = (CodePointSetData::new::<ExtendedPictographic>(), CodePointSetData::new::<Emoji>());
        let is_missing = |c: char| !self.db.faces().any(|face| self.has_glyph(face.id, c));
        let is_unsupported = |c: char| (pictures.contains(c) || emoji.contains(c)) && is_missing(c);
        let kept: String = words.chars().map(|c| if is_unsupported(c) { ' ' } else { c }).collect();
        collapse_whitespace(&kept)
    }

    fn query_face(&self, family: &str, weight: u16) -> Option<ID> {
        let families = [Family::Name(family)];
        self.db.query(&Query { families: &families, weight: Weight(weight), style: Style::Normal, ..Query::default() })
    }

    fn has_glyph(&self, id: ID, c: char) -> bool {
        has_glyph(&self.db, id, c)
    }

    /// The width of a text at a size of one pixel: the sum of its glyph widths. With ligatures and kerning it is seldom wider.
    pub(super) fn text_width(&self, words: &str, family: &str, weight: u16) -> f32 {
        let preferred = self.query_face(family, weight);
        let fallbacks = fallback_faces(&self.db, weight, &[]);
        let faces: Vec<ID> = preferred.into_iter().chain(fallbacks).collect();
        words.chars().filter(|c| c.is_whitespace() || self.is_visible(*c)).map(|c| self.glyph_advance(&faces, c)).sum()
    }

    fn glyph_advance(&self, faces: &[ID], c: char) -> f32 {
        let advance = |data: &[u8], index: u32| {
            let font = FontRef::from_index(data, index).ok()?;
            let glyph = Charmap::new(&font).map(c)?;
            GlyphMetrics::new(&font, Size::new(1.0), LocationRef::default()).advance_width(glyph)
        };
        faces.iter().find_map(|id| self.db.with_face_data(*id, advance).flatten()).unwrap_or(1.0)
    }
}

fn has_glyph(db: &Database, id: ID, c: char) -> bool {
    let glyph = |data: &[u8], index: u32| FontRef::from_index(data, index).ok().and_then(|font| Charmap::new(&font).map(c));
    db.with_face_data(id, glyph).flatten().is_some()
}

/// The fallback fonts for characters that a font lacks: the closest weight first, then in order of loading.
fn fallback_faces(db: &Database, weight: u16, excluded: &[ID]) -> Vec<ID> {
    let mut faces: Vec<_> = db.faces().filter(|face| !excluded.contains(&face.id)).collect();
    faces.sort_by_key(|face| face.weight.0.abs_diff(weight));
    faces.into_iter().map(|face| face.id).collect()
}

/// Selects a font for a character that the fonts in use lack.
pub(super) fn select_fallback() -> FallbackSelectionFn<'static> {
    Box::new(|c, used, db| {
        let weight = used.first().and_then(|id| db.face(*id)).map_or(REGULAR, |face| face.weight.0);
        fallback_faces(db, weight, used).into_iter().find(|id| has_glyph(db, *id, c))
    })
}

/// The font files of a corpus, sorted, relative to it.
fn font_files(folder: &Folder) -> Vec<String> {
    let entries = fs::read_dir(folder.path(FONT_FOLDER)).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    let is_font = |name: &str| name.rsplit_once('.').is_some_and(|(_, kind)| FONT_EXTENSIONS.contains(&kind.to_ascii_lowercase().as_str()));
    names.retain(|name| !name.starts_with('.') && is_font(name));
    names.sort();
    names.into_iter().map(|name| format!("{FONT_FOLDER}/{name}")).collect()
}

/// Whether a family's name says that its Chinese characters are those of this language, as in `Noto Serif CJK JP`.
fn is_for_language(family: &str, lang: &str) -> bool {
    let lang = lang.to_ascii_lowercase();
    let has = |tag: &str| lang.split('-').any(|part| part == tag);
    let suffix = match lang.split('-').next().unwrap_or_default() {
        "zh" | "yue" if has("hk") || has("mo") => "HK",
        "zh" | "yue" if has("hant") || has("tw") => "TC",
        "zh" => "SC",
        "ja" => "JP",
        "ko" => "KR",
        _ => return false,
    };
    family.split(' ').any(|word| word == suffix)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The embedded fonts alone.
    pub(in super::super) fn embedded_faces() -> Faces {
        let temp_folder = tempfile::tempdir().unwrap();
        Faces::open(&Folder::new(temp_folder.path()), &mut Vec::new())
    }

    #[test]
    fn embedded_fonts_have_latin_greek_cyrillic_and_hebrew() {
        let faces = embedded_faces();
        assert_eq!(faces.families, [EMBEDDED_FAMILY]);
        for words in
            ["Ærøskøbing — “Łódź”, Đà Nẵng", "Ἀθῆναι, Θεσσαλονίκη", "Турксиб, Їжакевич, Қазақстан", "ירושלים", "a\u{ad}b\u{200d}\u{2067}"]
        {
            assert_eq!(faces.choose_family(words, "en"), Ok(EMBEDDED_FAMILY), "{words}");
        }
        assert_eq!(faces.choose_family("The word 长江", "en"), Err('长'));
        assert_eq!(faces.choose_family("خيوة", "ar"), Err('خ'));
    }

    #[test]
    fn unsupported_emoji_are_removed() {
        let faces = embedded_faces();
        assert_eq!(faces.without_unsupported_emoji("Ships 🚢 sail 🇳🇱 at 9 © 长"), "Ships sail at 9 © 长");
    }

    #[test]
    fn bold_text_is_wider() {
        let faces = embedded_faces();
        let (bold, regular) =
            (faces.text_width("Khiva, brick", EMBEDDED_FAMILY, BOLD), faces.text_width("Khiva, brick", EMBEDDED_FAMILY, REGULAR));
        assert!(bold > regular && (4.0..8.0).contains(&regular), "{bold} {regular}");
        assert_eq!(
            faces.text_width("a\u{ad}\u{200b}", EMBEDDED_FAMILY, BOLD),
            faces.text_width("a", EMBEDDED_FAMILY, BOLD),
            "what is not seen has no width"
        );
    }

    #[test]
    fn unreadable_fonts_are_reported() {
        let temp_folder = tempfile::tempdir().unwrap();
        fs::create_dir(temp_folder.path().join("fonts")).unwrap();
        fs::write(temp_folder.path().join("fonts/mine.ttf"), "no font").unwrap();
        fs::write(temp_folder.path().join("fonts/readme.txt"), "words").unwrap();
        let mut problems = Vec::new();
        Faces::open(&Folder::new(temp_folder.path()), &mut problems);
        let [problem] = &problems[..] else { panic!("{problems:?}") };
        assert!(problem.to_string().starts_with("fonts/mine.ttf: warning: not a readable font"), "{problem}");
    }

    #[test]
    fn cjk_families_are_recognized_by_language() {
        assert!(
            is_for_language("Noto Serif CJK JP", "ja")
                && is_for_language("Noto Serif CJK SC", "zh-Hans")
                && is_for_language("Noto Serif TC", "zh-TW")
        );
        assert!(!is_for_language("Noto Serif CJK JP", "zh") && !is_for_language("Scriptorium SC", "en"));
    }
}
