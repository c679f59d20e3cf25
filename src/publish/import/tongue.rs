//! Languages as sources declare them, and as their words show them.

use crate::article::language::primary;
use whatlang::{Lang, Script};

/// From so many letters on a text shows its language; a shorter one is believed to be what the site is written in.
const ENOUGH: usize = 60;
/// From so many letters on a text may contradict what it declares.
const PLENTY: usize = 300;

/// A declared language in the form of BCP 47: `en_US` is `en-US`. `None` where it is no language tag.
pub fn tag(declared: &str) -> Option<String> {
    let tag = declared.split([',', ';']).next()?.trim().replace('_', "-");
    let mut parts = tag.split('-');
    let language = parts.next().filter(|p| (2..=3).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphabetic()))?;
    let rest = parts.take_while(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
    let tag = std::iter::once(language.to_ascii_lowercase()).chain(rest.map(cased)).collect::<Vec<_>>().join("-");
    (!matches!(primary(&tag).as_str(), "und" | "mul" | "zxx")).then_some(tag)
}

/// A region in capitals, a script with one, all else small: as the standard recommends.
fn cased(part: &str) -> String {
    let lower = part.to_ascii_lowercase();
    match (part.len(), lower.chars().next()) {
        (2, _) => part.to_ascii_uppercase(),
        (4, Some(first)) if first.is_ascii_alphabetic() => first.to_ascii_uppercase().to_string() + &lower[1..],
        _ => lower,
    }
}

/// The language of a text: as declared, unless its words plainly show another; where nothing is declared, as they show;
/// where they are too few to show anything, the site's.
pub fn settle(declared: Option<&str>, text: &str, site: &str) -> String {
    let declared = declared.and_then(tag);
    let sample: String = text.chars().filter(|c| !c.is_ascii_digit()).take(2000).collect();
    let letters = sample.chars().filter(|c| c.is_alphabetic()).map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let seen = whatlang::detect(&sample).filter(|info| info.is_reliable() || wide(info.script()));
    match (declared, seen) {
        (Some(declared), Some(seen)) if letters >= PLENTY && contradicts(&declared, seen.lang()) => code(seen.lang()).to_owned(),
        (Some(declared), _) => declared,
        (None, Some(seen)) if letters >= ENOUGH || wide(seen.script()) => code(seen.lang()).to_owned(),
        (None, _) => tag(site).unwrap_or_else(|| "en".to_owned()),
    }
}

/// Scripts of one language, or nearly: a few letters are enough.
fn wide(script: Script) -> bool {
    !matches!(script, Script::Latin | Script::Cyrillic | Script::Arabic | Script::Devanagari)
}

/// Languages that a statistic of three letters takes for one another.
const ALIKE: [&[&str]; 9] = [
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

fn contradicts(declared: &str, seen: Lang) -> bool {
    let (declared, seen) = (primary(declared), code(seen));
    let known = Lang::all().iter().any(|&lang| code(lang) == declared);
    let alike = ALIKE.iter().any(|group| group.contains(&declared.as_str()) && group.contains(&seen));
    // Latin stands for placeholder text, and a language that the detector does not know cannot be contradicted in its own script.
    declared != seen && !alike && seen != "la" && known && !(declared == "no" && seen == "nb")
}

/// The shortest code of a language, as BCP 47 has it.
fn code(lang: Lang) -> &'static str {
    const TWO: [(&str, &str); 69] = [
        ("epo", "eo"),
        ("eng", "en"),
        ("rus", "ru"),
        ("cmn", "zh"),
        ("spa", "es"),
        ("por", "pt"),
        ("ita", "it"),
        ("ben", "bn"),
        ("fra", "fr"),
        ("deu", "de"),
        ("ukr", "uk"),
        ("kat", "ka"),
        ("ara", "ar"),
        ("hin", "hi"),
        ("jpn", "ja"),
        ("heb", "he"),
        ("yid", "yi"),
        ("pol", "pl"),
        ("amh", "am"),
        ("jav", "jv"),
        ("kor", "ko"),
        ("nob", "nb"),
        ("dan", "da"),
        ("swe", "sv"),
        ("fin", "fi"),
        ("tur", "tr"),
        ("nld", "nl"),
        ("hun", "hu"),
        ("ces", "cs"),
        ("ell", "el"),
        ("bul", "bg"),
        ("bel", "be"),
        ("mar", "mr"),
        ("kan", "kn"),
        ("ron", "ro"),
        ("slv", "sl"),
        ("hrv", "hr"),
        ("srp", "sr"),
        ("mkd", "mk"),
        ("lit", "lt"),
        ("lav", "lv"),
        ("est", "et"),
        ("tam", "ta"),
        ("vie", "vi"),
        ("urd", "ur"),
        ("tha", "th"),
        ("guj", "gu"),
        ("uzb", "uz"),
        ("pan", "pa"),
        ("aze", "az"),
        ("ind", "id"),
        ("tel", "te"),
        ("pes", "fa"),
        ("mal", "ml"),
        ("ori", "or"),
        ("mya", "my"),
        ("nep", "ne"),
        ("sin", "si"),
        ("khm", "km"),
        ("tuk", "tk"),
        ("aka", "ak"),
        ("zul", "zu"),
        ("sna", "sn"),
        ("afr", "af"),
        ("lat", "la"),
        ("slk", "sk"),
        ("cat", "ca"),
        ("tgl", "tl"),
        ("hye", "hy"),
    ];
    let three = lang.code();
    TWO.iter().find(|(long, _)| *long == three).map_or(three, |(_, short)| short)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GERMAN: &str =
        "Die Strecke führt durch das Tal und über den Fluss, und wer mit dem Zug fährt, sieht die Berge auf beiden Seiten. ";

    #[test]
    fn a_tag_is_brought_into_form() {
        assert_eq!(tag("en_us").as_deref(), Some("en-US"));
        assert_eq!(tag("ZH-hans-cn").as_deref(), Some("zh-Hans-CN"));
        assert_eq!((tag("english"), tag(""), tag("und")), (None, None, None));
    }

    #[test]
    fn a_language_is_declared_seen_or_the_sites() {
        assert_eq!(settle(Some("de-AT"), GERMAN, "en"), "de-AT");
        assert_eq!(settle(None, GERMAN, "en"), "de");
        assert_eq!(settle(Some("en"), &GERMAN.repeat(5), "en"), "de");
        assert_eq!(settle(None, "长江边的码头", "en"), "zh");
        assert_eq!(settle(None, "Paragraph one.", "fr"), "fr");
        assert_eq!(settle(None, "", "?"), "en");
    }
}
