//! Letters that are also spelt otherwise: Muenchen for München, Aarhus for Århus, Djokovic for Đoković, हिंदी for हिन्दी.

use super::fold::fold_word;

/// Languages in which ä, ö and ü are letters of most words, and are never spelt with two.
const UMLAUT_LANGUAGES: [&str; 14] = ["az", "et", "fi", "hu", "is", "kk", "ky", "se", "sk", "sv", "tk", "tr", "tt", "uz"];

/// Returns the folded form of a word whose letters are spelt otherwise, if it has such a letter. `language` is the primary subtag of the
/// text; empty if it is unknown.
pub fn spelled_out(language: &str, written: &str) -> Option<String> {
    if written.is_ascii() {
        return None;
    }
    if let Some(word) = with_anusvara(written) {
        return Some(fold_word(&word));
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

/// Returns a word of Devanagari in which the sign of a nasal stands for the nasal before another consonant.
fn with_anusvara(written: &str) -> Option<String> {
    let letters: Vec<char> = written.chars().collect();
    let is_nasal = |at: usize| {
        matches!(letters.get(at..at + 3), Some(['ङ' | 'ञ' | 'ण' | 'न' | 'म', '\u{94D}', 'क'..='ह']))
            && letters.get(at) != letters.get(at + 2)
    };
    let mut out = String::new();
    let mut at = 0;
    while let Some(letter) = letters.get(at) {
        out.push(if is_nasal(at) { 'ं' } else { *letter });
        at += if is_nasal(at) { 2 } else { 1 };
    }
    (out.len() < written.len()).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_spelled_out_where_a_language_does_so() {
        assert_eq!(spelled_out("de", "München").as_deref(), Some("muenchen"));
        assert_eq!(spelled_out("da", "Århus").as_deref(), Some("aarhus"));
        assert_eq!(spelled_out("hr", "Đoković").as_deref(), Some("djokovic"));
        assert_eq!(spelled_out("hi", "हिन्दी").as_deref(), Some("हिंदी"));
        assert_eq!(spelled_out("hi", "अन्न"), None);
        assert_eq!((spelled_out("tr", "gün"), spelled_out("vi", "đá"), spelled_out("fr", "été")), (None, None, None));
    }
}
