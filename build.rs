//! Puts a compiled reader into the command: the template and programs in the folder that `LECTERN_READER` names.
//! Without the variable the command compiles all the same, and says how to get a reader when it needs one.
//!
//! Takes the two fonts that preview pictures are set in out of those that come with `typst-assets`: the command carries no other.
//!
//! Makes the table by which `src/search/fold.rs` folds characters, from Unicode's compatibility decompositions.

use std::env;
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-env-changed=LECTERN_READER");
    // What `lectern new` writes into a publisher's workflow: the repository that a release comes from.
    println!("cargo:rerun-if-env-changed=LECTERN_REPOSITORY");
    let mut files = Vec::new();
    if let Some(folder) = env::var_os("LECTERN_READER").filter(|folder| !folder.is_empty()) {
        let folder = fs::canonicalize(&folder).map_err(|error| format!("LECTERN_READER={}: {error}", folder.display()))?;
        println!("cargo:rerun-if-changed={}", folder.display());
        collect_files(&folder, "", &mut files)?;
        files.sort();
    }
    let mut code = String::from("static FILES: &[(&str, &[u8])] = &[\n");
    for (name, path) in files {
        writeln!(code, "    ({name:?}, include_bytes!({:?})),", path.display().to_string())?;
    }
    code.push_str("];\n");
    let out_dir = env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?;
    fs::write(Path::new(&out_dir).join("app_files.rs"), code)?;
    fs::write(Path::new(&out_dir).join("fold.rs"), build_fold_table())?;
    // The program in the page draws no pictures.
    if env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|target| target != "wasm32") {
        for name in FONT_NAMES {
            let font = find_font(name).ok_or_else(|| format!("typst-assets no longer has {name}: name another in build.rs"))?;
            fs::write(Path::new(&out_dir).join(format!("{name}.otf")), font)?;
        }
    }
    Ok(())
}

/// The fonts of preview pictures, by the names that they have in PostScript; `src/cli/build/preview/face.rs` takes them in.
const FONT_NAMES: [&str; 2] = ["LibertinusSerif-Regular", "LibertinusSerif-Bold"];

/// The font of a name. In its outlines (CFF) the name is followed by a count of one, in two bytes.
fn find_font(name: &str) -> Option<&'static [u8]> {
    let needle = [name.as_bytes(), &[0, 1]].concat();
    typst_assets::fonts().find(|bytes| bytes.windows(needle.len()).any(|part| part == needle))
}

/// The scripts and forms that are folded by table: Latin, Greek, Cyrillic, Arabic, the letters of India that have a nukta, kana,
/// ligatures, half and full width.
const FOLDED_RANGES: [std::ops::RangeInclusive<char>; 13] = [
    '\u{a0}'..='\u{24f}',
    '\u{250}'..='\u{2af}',
    '\u{370}'..='\u{52f}',
    '\u{600}'..='\u{6ff}',
    '\u{900}'..='\u{95f}',
    '\u{9dc}'..='\u{9df}',
    '\u{a33}'..='\u{a5e}',
    '\u{1e00}'..='\u{1fff}',
    '\u{2070}'..='\u{209c}',
    '\u{2460}'..='\u{2473}',
    '\u{3040}'..='\u{30ff}',
    '\u{fb00}'..='\u{fb06}',
    '\u{fe70}'..='\u{ffef}',
];

/// Every character that folds to something else than its lower case, ascending, each followed by what it folds to and an
/// end mark, in one text: a form that compresses well.
fn build_fold_table() -> String {
    let mut table = String::new();
    for c in FOLDED_RANGES.iter().cloned().flatten() {
        let folded: String = c.nfkd().filter(|part| part == &c || !is_combining_mark(*part)).flat_map(fold_letter).collect();
        // A capital whose small letter folds to the same is found through that.
        let lower: String = c.to_lowercase().collect();
        let through_lower: String = lower.nfkd().filter(|part| !is_combining_mark(*part)).flat_map(fold_letter).collect();
        if folded != lower && (c.to_string() == lower || folded != through_lower || lower.chars().count() != 1) {
            table.push(c);
            table.push_str(&folded);
            table.push('\0');
        }
    }
    format!("static TABLE: &str = {table:?};\n")
}

/// Marks above and below letters of Latin, Greek, Cyrillic and Arabic, which a decomposition sets free.
fn is_combining_mark(c: char) -> bool {
    matches!(u32::from(c), 0x0300..=0x036F | 0x064B..=0x065F | 0x0670 | 0x05B0..=0x05C7 | 0x093C | 0x09BC | 0x0A3C | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF)
}

/// Lower case; and the letters that decompose into nothing although readers type them plain.
fn fold_letter(c: char) -> Vec<char> {
    let folded = match c {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ħ' | 'Ħ' => "h",
        'ŧ' | 'Ŧ' => "t",
        'ŋ' | 'Ŋ' => "n",
        'ə' | 'Ə' => "e",
        'ı' => "i",
        'ɓ' | 'Ɓ' => "b",
        'ɗ' | 'Ɗ' => "d",
        'ƙ' | 'Ƙ' => "k",
        'ƴ' | 'Ƴ' => "y",
        'ς' => "σ",
        // One letter on the keyboards of Arabic, Persian and Urdu.
        'ٱ' => "ا",
        'ى' | 'ی' => "ي",
        'ک' | 'ڪ' => "ك",
        'ة' | 'ہ' | 'ھ' | 'ە' | 'ۃ' => "ه",
        // Candrabindu and anusvara.
        'ँ' => "ं",
        _ => return c.to_lowercase().collect(),
    };
    folded.chars().collect()
}

/// The template and the programs at the top of the folder, and the snippets that a program may name.
fn collect_files(folder: &Path, prefix: &str, files: &mut Vec<(String, PathBuf)>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        let full = format!("{prefix}{name}");
        let is_template = full == "index.html" || full == ".lectern-template.html";
        if path.is_dir() && full.starts_with("snippets") {
            collect_files(&path, &format!("{full}/"), files)?;
        } else if is_template || [".js", ".wasm", ".css"].iter().any(|end| name.ends_with(end)) {
            files.push((full, path));
        }
    }
    Ok(())
}
