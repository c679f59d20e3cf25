//! Autonyms: the languages' own names, for a list of languages.

/// Tags and autonyms, in the order of the tags. A tag with a subtag does not cover others.
const AUTONYMS: &[(&str, &str)] = &[
    ("af", "Afrikaans"),
    ("am", "አማርኛ"),
    ("ar", "العربية"),
    ("az", "Azərbaycan"),
    ("be", "Беларуская"),
    ("bg", "Български"),
    ("bn", "বাংলা"),
    ("bo", "བོད་ཡིག"),
    ("bs", "Bosanski"),
    ("ca", "Català"),
    ("ckb", "کوردیی ناوەندی"),
    ("cs", "Čeština"),
    ("cy", "Cymraeg"),
    ("da", "Dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("eo", "Esperanto"),
    ("es", "Español"),
    ("et", "Eesti"),
    ("eu", "Euskara"),
    ("fa", "فارسی"),
    ("fi", "Suomi"),
    ("fil", "Filipino"),
    ("fr", "Français"),
    ("ga", "Gaeilge"),
    ("gl", "Galego"),
    ("gu", "ગુજરાતી"),
    ("ha", "Hausa"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "Hrvatski"),
    ("hu", "Magyar"),
    ("hy", "Հայերեն"),
    ("id", "Indonesia"),
    ("is", "Íslenska"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("ka", "ქართული"),
    ("kk", "Қазақ тілі"),
    ("km", "ខ្មែរ"),
    ("kn", "ಕನ್ನಡ"),
    ("ko", "한국어"),
    ("ku", "Kurdî"),
    ("ky", "Кыргызча"),
    ("la", "Latina"),
    ("lo", "ລາວ"),
    ("lt", "Lietuvių"),
    ("lv", "Latviešu"),
    ("mk", "Македонски"),
    ("ml", "മലയാളം"),
    ("mn", "Монгол"),
    ("mr", "मराठी"),
    ("ms", "Melayu"),
    ("my", "မြန်မာ"),
    ("nb", "Norsk bokmål"),
    ("ne", "नेपाली"),
    ("nl", "Nederlands"),
    ("nn", "Norsk nynorsk"),
    ("no", "Norsk"),
    ("pa", "ਪੰਜਾਬੀ"),
    ("pl", "Polski"),
    ("ps", "پښتو"),
    ("pt", "Português"),
    ("pt-BR", "Português (Brasil)"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("si", "සිංහල"),
    ("sk", "Slovenčina"),
    ("sl", "Slovenščina"),
    ("so", "Soomaali"),
    ("sq", "Shqip"),
    ("sr", "Српски"),
    ("sv", "Svenska"),
    ("sw", "Kiswahili"),
    ("ta", "தமிழ்"),
    ("te", "తెలుగు"),
    ("tg", "Тоҷикӣ"),
    ("th", "ไทย"),
    ("tk", "Türkmen dili"),
    ("tr", "Türkçe"),
    ("tt", "Татар"),
    ("ug", "ئۇيغۇرچە"),
    ("uk", "Українська"),
    ("ur", "اردو"),
    ("uz", "Oʻzbek"),
    ("vi", "Tiếng Việt"),
    ("yue", "粵語"),
    ("zh", "中文"),
    ("zh-Hans", "简体中文"),
    ("zh-Hant", "繁體中文"),
    ("zu", "isiZulu"),
];

/// Returns the autonym of a language tag, or of its longest known prefix. `None` if there is none.
pub fn autonym(code: &str) -> Option<&'static str> {
    longest_known_prefix(code).map(|(_, name)| name)
}

/// Returns the autonym of a language tag, with the remaining subtags: `English (GB)`.
pub fn full_name(code: &str) -> String {
    match longest_known_prefix(code) {
        Some((known, name)) => match code.get(known.len() + 1..) {
            Some(rest) => [name, " (", rest, ")"].concat(),
            None => name.to_owned(),
        },
        None => code.to_owned(),
    }
}

/// Returns the longest known prefix of a tag, and its autonym.
fn longest_known_prefix(code: &str) -> Option<(&str, &'static str)> {
    let mut tag = code;
    loop {
        if let Some((_, name)) = AUTONYMS.iter().find(|(known, _)| known.eq_ignore_ascii_case(tag)) {
            return Some((tag, name));
        }
        tag = tag.rsplit_once('-')?.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn falls_back_to_longest_known_prefix() {
        assert_eq!(autonym("zh-Hans-CN"), Some("简体中文"));
        assert_eq!(autonym("en-GB"), Some("English"));
        assert_eq!(autonym("zh-hant"), Some("繁體中文"));
        assert_eq!(autonym("qqq"), None);
    }

    #[test]
    fn full_name_appends_remaining_subtags() {
        assert_eq!(
            ["en", "en-GB", "pt-BR", "zh-Hant-TW", "qqq-XX"].map(full_name),
            ["English", "English (GB)", "Português (Brasil)", "繁體中文 (TW)", "qqq-XX"]
        );
    }
}
