//! Disguised hosts: names that mix scripts, or names in a script whose letters look like Latin.
//!
//! The rule is that of browsers, which then show the name in its encoded form, `xn--…`: a name in one script is not disguised, nor
//! is one that combines Latin with the scripts of Chinese, Japanese or Korean.

use crate::article::href;
use icu::properties::CodePointMapData;
use icu::properties::props::Script;
use url::Url;

/// Cyrillic and Greek letters that look like Latin ones.
const LATIN_LOOKALIKES: &str = "асԁеһіјӏорԛѕԝхуѵᴦοιανρυχ";

/// Returns an address's host in its encoded form if the host is disguised; `None` otherwise.
pub(crate) fn punycode_if_disguised(address: &str) -> Option<String> {
    let (unicode, _) = idna::domain_to_unicode(href::host(address)?);
    if !unicode.split('.').any(is_disguised) {
        return None;
    }
    let scheme = if address.starts_with("//") { "https:" } else { "" };
    Url::parse(&format!("{scheme}{address}")).ok().map(|url| url.to_string())
}

fn is_disguised(label: &str) -> bool {
    let script_of = CodePointMapData::<Script>::new();
    let mut scripts: Vec<Script> = Vec::new();
    for script in label.chars().map(|c| script_of.get(c)).filter(|script| !matches!(*script, Script::Common | Script::Inherited)) {
        if !scripts.contains(&script) {
            scripts.push(script);
        }
    }
    let is_single_script = matches!(scripts[..], [Script::Cyrillic] | [Script::Greek]);
    let looks_latin = is_single_script && label.chars().filter(|c| c.is_alphabetic()).all(|c| LATIN_LOOKALIKES.contains(c));
    looks_latin || (scripts.len() > 1 && !is_allowed_combination(&scripts))
}

fn is_allowed_combination(scripts: &[Script]) -> bool {
    let combinations = [
        [Script::Han, Script::Hiragana, Script::Katakana],
        [Script::Han, Script::Bopomofo, Script::Han],
        [Script::Han, Script::Hangul, Script::Han],
    ];
    combinations.iter().any(|with| scripts.iter().all(|script| *script == Script::Latin || with.contains(script)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn disguised_hosts_are_written_in_punycode() {
        // The second letter is Cyrillic; all letters are; one is Greek; and the first again in its encoded form.
        for (address, host) in [
            ("https://p\u{430}ypal.example/x", "xn--pypal-4ve.example"),
            ("https://\u{430}\u{440}\u{440}\u{4cf}\u{435}.example/", "xn--80ak6aa92e.example"),
            ("//g\u{3bf}\u{3bf}gle.example/", "xn--ggle-0nda.example"),
            ("https://xn--pypal-4ve.example/x", "xn--pypal-4ve.example"),
        ] {
            let punycode = punycode_if_disguised(address).unwrap();
            assert_eq!(href::host(&punycode), Some(host), "{address}");
        }
    }

    #[test]
    fn hosts_in_one_script_are_not_disguised() {
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
            assert_eq!(punycode_if_disguised(address), None, "{address}");
        }
    }
}
