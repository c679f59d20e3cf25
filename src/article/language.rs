//! Language tags: direction, hierarchy, scripts and reading speed.

use serde::{Deserialize, Serialize};

/// The direction of a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// Returns the direction of a language tag; a script subtag takes precedence over the language.
    pub fn from_lang(lang: &str) -> Direction {
        let mut subtags = lang.split('-');
        let primary = subtags.next().unwrap_or_default().to_ascii_lowercase();
        let script = subtags.next().filter(|s| s.len() == 4).map(str::to_ascii_lowercase);
        let rtl = match script.as_deref() {
            Some(script) => matches!(script, "arab" | "hebr" | "thaa" | "syrc" | "nkoo" | "adlm" | "rohg" | "mand" | "samr"),
            None => {
                matches!(primary.as_str(), "ar" | "he" | "fa" | "ur" | "ps" | "yi" | "dv" | "ug" | "sd" | "ckb" | "syr" | "arc" | "nqo")
            }
        };
        if rtl { Direction::Rtl } else { Direction::Ltr }
    }

    /// Returns the value of the `dir` attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }
}

/// Returns the primary subtag of a language tag, lower case: `zh` of `zh-Hans`.
pub fn primary_subtag(lang: &str) -> String {
    lang.split('-').next().unwrap_or_default().to_ascii_lowercase()
}

/// Returns a language tag in the case that BCP 47 recommends: `zh-Hant-TW` of `ZH_hant_tw`.
pub fn canonicalize(lang: &str) -> String {
    let subtags = lang.split(['-', '_']).enumerate().map(|(at, subtag)| {
        let lower = subtag.to_ascii_lowercase();
        match (at, subtag.chars().count()) {
            (1.., 2) => lower.to_ascii_uppercase(),
            (1.., 4) => lower.chars().take(1).map(|c| c.to_ascii_uppercase()).chain(lower.chars().skip(1)).collect(),
            _ => lower,
        }
    });
    subtags.collect::<Vec<_>>().join("-")
}

/// Returns the tags that include a language, from the widest to the narrowest: `zh`, `zh-Hant`, `zh-Hant-TW`. For Chinese
/// without a script subtag, the region implies the script.
pub fn tag_hierarchy(lang: &str) -> Vec<String> {
    let tag = canonicalize(lang);
    let mut hierarchy: Vec<String> = Vec::new();
    for subtag in tag.split('-').take_while(|subtag| subtag.chars().nth(1).is_some()) {
        let within = hierarchy.first().map(String::as_str);
        let script = within.filter(|_| hierarchy.len() == 1).and_then(|primary| implied_script(primary, subtag));
        let longer = hierarchy.last().map_or_else(|| subtag.to_owned(), |wider| [wider, "-", subtag].concat());
        hierarchy.extend(script.map(str::to_owned));
        hierarchy.push(longer);
    }
    hierarchy
}

/// Returns the script of Chinese in a region, as a tag.
fn implied_script(primary: &str, region: &str) -> Option<&'static str> {
    match (primary, region) {
        ("zh", "TW" | "HK" | "MO") => Some("zh-Hant"),
        ("zh", "CN" | "SG" | "MY") => Some("zh-Hans"),
        _ => None,
    }
}

/// Whether a tag is narrower than another: `en-GB` than `en`. Both as [`canonicalize`] writes them.
pub fn is_narrower_than(lang: &str, wider: &str) -> bool {
    let mut subtags = lang.split('-');
    let mut script = || implied_script(subtags.next()?, subtags.next()?);
    lang.strip_prefix(wider).is_some_and(|rest| rest.starts_with('-')) || script().is_some_and(|script| script == wider)
}

/// True for characters of scripts written without spaces and counted one by one: Han, kana, Bopomofo.
pub fn is_ideographic(c: char) -> bool {
    matches!(u32::from(c), 0x2E80..=0x2FDF | 0x3005..=0x3007 | 0x3021..=0x3029 | 0x3038..=0x303B | 0x3041..=0x30FF | 0x3105..=0x312F
        | 0x31F0..=0x31FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0xFF66..=0xFF9D | 0x20000..=0x323AF)
}

/// True for alphabetic scripts written without spaces: Thai, Lao, Khmer, Burmese.
pub fn is_unspaced_letter(c: char) -> bool {
    matches!(u32::from(c), 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF)
}

/// Returns the reading speed of adults, in words per minute (characters if [`is_ideographic`]).
///
/// Source: Trauzettel-Klosinski and Dietz, Standardized Assessment of Reading Performance: the new International Reading Speed
/// Texts IReST, 2012; the mean of its languages, 184, for a language that was not measured.
pub fn reading_speed(lang: &str) -> u32 {
    match primary_subtag(lang).as_str() {
        "ar" => 138,
        "zh" => 255,
        "nl" => 202,
        "en" => 228,
        "fi" => 161,
        "fr" => 195,
        "de" => 179,
        "he" => 187,
        "it" => 188,
        "ja" => 357,
        "pl" => 166,
        "pt" => 181,
        "sl" => 180,
        "es" => 218,
        "sv" => 199,
        "tr" => 166,
        _ => 184,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hierarchy_lists_wider_tags_first() {
        assert_eq!(tag_hierarchy("en"), ["en"]);
        assert_eq!(tag_hierarchy("EN_us"), ["en", "en-US"]);
        assert_eq!(tag_hierarchy("zh-hant-tw"), ["zh", "zh-Hant", "zh-Hant-TW"]);
        assert_eq!(tag_hierarchy("zh-TW"), ["zh", "zh-Hant", "zh-TW"]);
        assert_eq!(tag_hierarchy("zh-CN"), ["zh", "zh-Hans", "zh-CN"]);
        assert_eq!(tag_hierarchy("de-1996-u-co-phonebk"), ["de", "de-1996"]);
        assert!(tag_hierarchy("").is_empty() && tag_hierarchy("x-klingon").is_empty());
        assert!(is_narrower_than("en-GB", "en") && is_narrower_than("zh-HK", "zh-Hant"));
        assert!(!is_narrower_than("en", "en") && !is_narrower_than("eng", "en") && !is_narrower_than("en", "en-GB"));
    }

    #[test]
    fn script_subtag_takes_precedence_over_language() {
        assert_eq!(Direction::from_lang("ar"), Direction::Rtl);
        assert_eq!(Direction::from_lang("uz-Arab"), Direction::Rtl);
        assert_eq!(Direction::from_lang("ks-Deva"), Direction::Ltr);
        assert_eq!(Direction::from_lang("zh-Hans"), Direction::Ltr);
        assert_eq!(Direction::from_lang("he-IL"), Direction::Rtl);
    }
}
