//! Language detection: languages as sources declare them, and as their words show.

use crate::article::autonym::autonym;
use crate::article::language::primary_subtag;
use icu::locale::{Locale, LocaleCanonicalizer, LocaleExpander, TransformResult};
use std::sync::LazyLock;
use whatlang::{Lang, Script};

/// Fewest letters for detecting a text's language; a shorter text takes the site's language.
const MIN_LETTERS_TO_DETECT: usize = 60;
/// Fewest letters for overriding a declared language.
const MIN_LETTERS_TO_OVERRIDE: usize = 300;

/// A declared language as a BCP 47 tag: `en_US` is `en-US`, `ger`, `German` and `Deutsch` are `de`, `iw` is `he`, `jp` is `ja`.
/// `None` if it names no language.
pub fn parse_language(declared: &str) -> Option<String> {
    let whole = declared.split([',', ';']).next()?.trim();
    // Locales are written `en_US.UTF-8` or `de_DE@euro`, and people write `English (UK)`.
    let word = whole.split(['.', '@', '(']).next()?.trim();
    parse_language_code(&word.replace('_', "-")).or_else(|| parse_language_name(word))
}

fn parse_language_code(tag: &str) -> Option<String> {
    let mut parts = tag.split('-');
    let language = parts.next().filter(|p| (2..=3).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphabetic()))?.to_ascii_lowercase();
    let rest: Vec<&str> = parts.take_while(|p| (2..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric())).collect();
    let language = language_of_country(&language).filter(|_| !is_known_language(&language) || language == "kr").unwrap_or(language);
    let tag = [vec![language.as_str()], rest].concat().join("-");
    let tag = tag.parse::<Locale>().map_or_else(|_| tag.to_ascii_lowercase(), |locale| canonicalize(locale).id.to_string());
    (!matches!(primary_subtag(&tag).as_str(), "und" | "mul" | "zxx" | "mis" | "root")).then_some(tag)
}

/// Replaces codes with their current form: two letters instead of three, and no withdrawn code (CLDR).
fn canonicalize(mut locale: Locale) -> Locale {
    const CANONICALIZER: LocaleCanonicalizer = LocaleCanonicalizer::new_extended();
    let written = locale.id.language;
    CANONICALIZER.canonicalize(&mut locale);
    // Norwegian keeps the code its writers use.
    if matches!(written.as_str(), "no" | "nb" | "nn") {
        locale.id.language = written;
    }
    locale
}

const LOCALE_EXPANDER: LocaleExpander = LocaleExpander::new_extended();

/// True for the code of a language with a known script.
fn is_known_language(code: &str) -> bool {
    let Ok(mut locale) = code.parse::<Locale>() else { return false };
    let aliased = canonicalize(locale.clone()).id.language != locale.id.language;
    aliased || LOCALE_EXPANDER.maximize(&mut locale.id) == TransformResult::Modified
}

/// The language of a country by its code: people write `jp` for Japanese.
fn language_of_country(code: &str) -> Option<String> {
    if code.len() != 2 {
        return None;
    }
    let mut locale = canonicalize(format!("und-{code}").parse::<Locale>().ok()?);
    LOCALE_EXPANDER.maximize(&mut locale.id);
    let (language, script) = (locale.id.language, locale.id.script);
    let traditional = language.as_str() == "zh" && script.is_some_and(|script| script.as_str() == "Hant");
    // An unknown country code maximizes to English.
    let known = code.eq_ignore_ascii_case("us") || language.as_str() != "en" || is_english_speaking_country(code);
    known.then(|| if traditional { "zh-Hant".to_owned() } else { language.as_str().to_owned() })
}

/// True for the code of an English-speaking country.
fn is_english_speaking_country(code: &str) -> bool {
    matches!(code.to_ascii_lowercase().as_str(), "us" | "gb" | "uk" | "au" | "nz" | "ie")
}

/// Language names missing from the detector's list.
const LANGUAGE_NAMES: [(&str, &str); 34] = [
    ("chinese", "zh"),
    ("simplified chinese", "zh-Hans"),
    ("traditional chinese", "zh-Hant"),
    ("cantonese", "yue"),
    ("farsi", "fa"),
    ("castilian", "es"),
    ("castellano", "es"),
    ("flemish", "nl"),
    ("brazilian portuguese", "pt-BR"),
    ("british english", "en-GB"),
    ("american english", "en-US"),
    ("norwegian", "no"),
    ("nynorsk", "nn"),
    ("bokmål", "nb"),
    ("irish", "ga"),
    ("welsh", "cy"),
    ("icelandic", "is"),
    ("albanian", "sq"),
    ("basque", "eu"),
    ("galician", "gl"),
    ("bosnian", "bs"),
    ("malay", "ms"),
    ("filipino", "fil"),
    ("swahili", "sw"),
    ("mongolian", "mn"),
    ("kazakh", "kk"),
    ("kyrgyz", "ky"),
    ("kurdish", "ku"),
    ("pashto", "ps"),
    ("tibetan", "bo"),
    ("uyghur", "ug"),
    ("tatar", "tt"),
    ("somali", "so"),
    ("punjabi", "pa"),
];

/// The code of a language by its English name or its autonym.
fn parse_language_name(word: &str) -> Option<String> {
    let word = word.to_lowercase();
    let has_name = |lang: &&Lang| [lang.eng_name(), lang.name()].iter().any(|name| name.to_lowercase() == word);
    let listed = || LANGUAGE_NAMES.iter().find(|(name, _)| *name == word).map(|(_, code)| (*code).to_owned());
    let found = || Lang::all().iter().find(has_name).map(|lang| language_code(*lang).to_owned());
    let autonyms = || {
        let codes = Lang::all().iter().map(|lang| language_code(*lang)).chain(LANGUAGE_NAMES.iter().map(|(_, code)| *code));
        codes.into_iter().find(|code| autonym(code).is_some_and(|name| name.to_lowercase() == word)).map(str::to_owned)
    };
    Some(word.as_str()).filter(|word| word.chars().count() > 1)?;
    listed().or_else(found).or_else(autonyms)
}

/// The language of a text: the declared one, unless its words plainly show another; the detected one if none is declared;
/// the site's if the text is too short to tell. Empty if the site has none either.
pub fn detect_language(declared: Option<&str>, text: &str, site: &str) -> String {
    let written = declared.map(|declared| declared.trim().to_ascii_lowercase()).unwrap_or_default();
    let declared = declared.and_then(parse_language);
    let sample: String = text.chars().filter(|c| !c.is_ascii_digit()).take(2000).collect();
    let letters = sample.chars().filter(|c| c.is_alphabetic()).map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let detected = whatlang::detect(&sample).filter(|info| info.is_reliable() || is_distinctive_script(info.script()));
    // An unlikely language code that is also the code of the text's country: `se` for Swedish.
    let is_country_code =
        |detected: Lang| language_of_country(&written).is_some_and(|language| primary_subtag(&language) == language_code(detected));
    match (declared, detected) {
        (Some(declared), Some(detected))
            if letters >= MIN_LETTERS_TO_DETECT
                && primary_subtag(&declared) != language_code(detected.lang())
                && is_country_code(detected.lang()) =>
        {
            language_code(detected.lang()).to_owned()
        }
        (Some(declared), Some(detected)) if letters >= MIN_LETTERS_TO_OVERRIDE && contradicts(&declared, detected.lang()) => {
            language_code(detected.lang()).to_owned()
        }
        (Some(declared), _) => declared,
        (None, Some(detected)) if letters >= MIN_LETTERS_TO_DETECT || is_distinctive_script(detected.script()) => {
            language_code(detected.lang()).to_owned()
        }
        (None, _) => parse_language(site).unwrap_or_default(),
    }
}

/// True for a script used by one language, or nearly so: a few letters are enough.
fn is_distinctive_script(script: Script) -> bool {
    !matches!(script, Script::Latin | Script::Cyrillic | Script::Arabic | Script::Devanagari)
}

/// Languages that trigram statistics confuse.
const SIMILAR_LANGUAGES: [&[&str]; 9] = [
    &["no", "nb", "nn", "da", "sv"],
    &["hr", "sr", "bs", "sl", "sh", "mk"],
    &["id", "ms", "jv"],
    &["es", "ca", "pt", "gl", "eu"],
    &["cs", "sk"],
    &["ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "tg", "mn", "tt"],
    &["af", "nl", "fy", "lb"],
    &["hi", "mr", "ne", "sa"],
    &["az", "tr", "tk", "uz"],
];

fn contradicts(declared: &str, detected: Lang) -> bool {
    let (declared, detected) = (primary_subtag(declared), language_code(detected));
    let known = Lang::all().iter().any(|&lang| language_code(lang) == declared);
    let is_similar = SIMILAR_LANGUAGES.iter().any(|group| group.contains(&declared.as_str()) && group.contains(&detected));
    // Latin usually means placeholder text, and a language unknown to the detector cannot be contradicted.
    declared != detected && !is_similar && detected != "la" && known && !(declared == "no" && detected == "nb")
}

/// The shortest BCP 47 code of each language that the detector knows, by the aliases of CLDR.
static SHORTEST_CODES: LazyLock<Vec<(Lang, String)>> =
    LazyLock::new(|| Lang::all().iter().map(|lang| (*lang, shortest_code(lang.code()))).collect());

/// The shortest BCP 47 code of a language.
fn language_code(lang: Lang) -> &'static str {
    SHORTEST_CODES.iter().find(|(known, _)| *known == lang).map_or_else(|| lang.code(), |(_, code)| code)
}

/// The shortest BCP 47 code for one of ISO 639-3.
fn shortest_code(three: &str) -> String {
    match three {
        // CLDR writes Norwegian for Bokmål, and Filipino for Tagalog.
        "nob" => "nb".to_owned(),
        "tgl" => "tl".to_owned(),
        _ => three.parse::<Locale>().map_or_else(|_| three.to_owned(), |locale| canonicalize(locale).id.language.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GERMAN: &str =
        "Die Strecke führt durch das Tal und über den Fluss, und wer mit dem Zug fährt, sieht die Berge auf beiden Seiten. ";

    #[test]
    fn detector_languages_have_their_shortest_code() {
        for (lang, want) in
            [(Lang::Eng, "en"), (Lang::Cmn, "zh"), (Lang::Deu, "de"), (Lang::Nob, "nb"), (Lang::Pes, "fa"), (Lang::Tgl, "tl")]
        {
            assert_eq!(language_code(lang), want);
        }
        assert!(Lang::all().iter().all(|lang| language_code(*lang).len() == 2));
    }

    #[test]
    fn normalizes_language_tags() {
        assert_eq!(parse_language("en_us").as_deref(), Some("en-US"));
        assert_eq!(parse_language("ZH-hans-cn").as_deref(), Some("zh-Hans-CN"));
        for (declared, want) in [
            ("ara", "ar"),
            ("arb_Arab", "ar-Arab"),
            ("ger", "de"),
            ("deu-AT", "de-AT"),
            ("fre", "fr"),
            ("chi", "zh"),
            ("cmn-Hans", "zh-Hans"),
            ("iw", "he"),
            ("in", "id"),
            ("ji", "yi"),
            ("mo", "ro"),
            ("jp", "ja"),
            ("jp-JP", "ja-JP"),
            ("cn", "zh"),
            ("kr", "ko"),
            ("gr", "el"),
            ("dk", "da"),
            ("cz", "cs"),
            ("ua", "uk"),
            ("us", "en"),
            ("en-UK", "en-GB"),
            ("en_US.UTF-8", "en-US"),
            ("English", "en"),
            ("english (UK)", "en"),
            ("Deutsch", "de"),
            ("日本語", "ja"),
            ("Русский", "ru"),
            ("Chinese", "zh"),
            ("no", "no"),
            ("nb-NO", "nb-NO"),
            ("pt-br", "pt-BR"),
            ("gsw", "gsw"),
        ] {
            assert_eq!(parse_language(declared).as_deref(), Some(want), "{declared}");
        }
        assert_eq!(
            (parse_language("lorem ipsum"), parse_language(""), parse_language("und"), parse_language("x-default")),
            (None, None, None, None)
        );
    }

    #[test]
    fn prefers_the_declared_then_the_detected_then_the_site_language() {
        assert_eq!(detect_language(Some("de-AT"), GERMAN, "en"), "de-AT");
        assert_eq!(detect_language(None, GERMAN, "en"), "de");
        assert_eq!(detect_language(Some("en"), &GERMAN.repeat(5), "en"), "de");
        assert_eq!(detect_language(None, "长江边的码头", "en"), "zh");
        assert_eq!(detect_language(None, "Paragraph one.", "fr"), "fr");
        assert_eq!(detect_language(None, "", "?"), "");
        let swedish = "Färjan går varje morgon från den gamla bryggan, och de som bor på ön räknar båtarna innan de dricker sitt kaffe. ";
        assert_eq!(
            (detect_language(Some("se"), &swedish.repeat(3), "en").as_str(), detect_language(Some("se"), "Giitu", "en").as_str()),
            ("sv", "se")
        );
    }
}
