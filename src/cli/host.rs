//! Disguised hosts: names that mix scripts, or names in a script whose letters look like Latin.
//!
//! The rule is that of browsers, which then show the name in its encoded form, `xn--…`: a name in one script is not disguised, nor
//! is one that combines Latin with the scripts of Chinese, Japanese or Korean.

use crate::article::href;
use icu::properties::CodePointMapData;
use icu::properties::props::Script;
use url::Url;

/// Cyrillic and Greek letters that look like Latin ones.
const LIKE_LATIN: &str = "асԁеһіјӏорԛѕԝхуѵᴦοιανρυχ";

/// Returns an address's host in its encoded form if the host is disguised; `None` otherwise.
pub fn undisguised(address: &str) -> Option<String> {
    let (shown, _) = idna::domain_to_unicode(href::host(address)?);
    if !shown.split('.').any(is_disguised) {
        return None;
    }
    let scheme = if address.starts_with("//") { "https:" } else { "" };
    Url::parse(&format!("{scheme}{address}")).ok().map(|url| url.to_string())
}

fn is_disguised(label: &str) -> bool {
    let of = CodePointMapData::<Script>::new();
    let mut scripts: Vec<Script> = Vec::new();
    for script in label.chars().map(|c| of.get(c)).filter(|script| !matches!(*script, Script::Common | Script::Inherited)) {
        if !scripts.contains(&script) {
            scripts.push(script);
        }
    }
    let alone = matches!(scripts[..], [Script::Cyrillic] | [Script::Greek]);
    let like_latin = alone && label.chars().filter(|c| c.is_alphabetic()).all(|c| LIKE_LATIN.contains(c));
    like_latin || (scripts.len() > 1 && !are_written_together(&scripts))
}

fn are_written_together(scripts: &[Script]) -> bool {
    let together = [
        [Script::Han, Script::Hiragana, Script::Katakana],
        [Script::Han, Script::Bopomofo, Script::Han],
        [Script::Han, Script::Hangul, Script::Han],
    ];
    together.iter().any(|with| scripts.iter().all(|script| *script == Script::Latin || with.contains(script)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_that_looks_like_another_is_written_out() {
        // The second letter is Cyrillic; all letters are; one is Greek; and the first again in its encoded form.
        for (address, host) in [
            ("https://p\u{430}ypal.example/x", "xn--pypal-4ve.example"),
            ("https://\u{430}\u{440}\u{440}\u{4cf}\u{435}.example/", "xn--80ak6aa92e.example"),
            ("//g\u{3bf}\u{3bf}gle.example/", "xn--ggle-0nda.example"),
            ("https://xn--pypal-4ve.example/x", "xn--pypal-4ve.example"),
        ] {
            let plain = undisguised(address).unwrap();
            assert_eq!(href::host(&plain), Some(host), "{address}");
        }
    }

    #[test]
    fn a_host_of_one_script_is_what_it_looks_like() {
        for address in [
            "https://example.org/",
            "https://bücher.example/",
            "https://пример.example/",
            "https://例え.example/",
            "https://東京タワーabc.example/",
            "https://서울abc.example/",
            "https://مثال.example/",
            "mailto:a@p\u{430}ypal.example",
            "/p\u{430}th/",
        ] {
            assert_eq!(undisguised(address), None, "{address}");
        }
    }
}
