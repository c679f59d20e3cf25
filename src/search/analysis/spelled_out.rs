//! Letters that are also spelt with two: Muenchen for München, Aarhus for Århus, Djokovic for Đoković.

use super::fold::fold_word;

/// Languages in which ä, ö and ü are letters of most words, and are never spelt with two.
const UMLAUT_LANGUAGES: [&str; 14] = ["az", "et", "fi", "hu", "is", "kk", "ky", "se", "sk", "sv", "tk", "tr", "tt", "uz"];

/// Returns the folded form of a word whose letters are spelt with two, if it has such a letter. `language` is the primary subtag of the
/// text; empty if it is unknown.
pub fn spelled_out(language: &str, written: &str) -> Option<String> {
    if written.is_ascii() {
        return None;
    }
    let has_umlauts = UMLAUT_LANGUAGES.contains(&language);
    let mut out = String::with_capacity(written.len() + 2);
    let mut is_changed = false;
    for c in written.chars().flat_map(char::to_lowercase) {
        let letters = match c {
            'ä' if !has_umlauts => "ae",
            'ö' if !has_umlauts => "oe",
            'ü' if !has_umlauts => "ue",
            'å' if language != "sv" && language != "fi" => "aa",
            'ø' => "oe",
            'đ' if language != "vi" && language != "se" => "dj",
            _ => {
                out.push(c);
                continue;
            }
        };
        out.push_str(letters);
        is_changed = true;
    }
    is_changed.then(|| fold_word(&out))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_spelled_out_where_a_language_does_so() {
        assert_eq!(spelled_out("de", "München").as_deref(), Some("muenchen"));
        assert_eq!(spelled_out("da", "Århus").as_deref(), Some("aarhus"));
        assert_eq!(spelled_out("hr", "Đoković").as_deref(), Some("djokovic"));
        assert_eq!((spelled_out("tr", "gün"), spelled_out("vi", "đá"), spelled_out("fr", "été")), (None, None, None));
    }
}
