//! A stemmer for Hindi: it takes off the longest ending of a list.
//!
//! Ramanathan and Rao, "A lightweight stemmer for Hindi", 2003. No well-kept crate has one.

/// The endings by length, the longest first: the least length of a word that has one of them, in characters, and the endings.
const ENDINGS: [(usize, &str); 5] = [
    (7, "ाएंगी ाएंगे ाऊंगी ाऊंगा ाइयाँ ाइयों ाइयां"),
    (6, "ाएगी ाएगा ाओगी ाओगे एंगी ेंगी एंगे ेंगे ूंगी ूंगा ातीं नाओं नाएं ताओं ताएं ियाँ ियों ियां"),
    (5, "ाकर ाइए ाईं ाया ेगी ेगा ोगी ोगे ाने ाना ाते ाती ाता तीं ाओं ाएं ुओं ुएं ुआं"),
    (4, "कर ाओ िए ाई ाए ने नी ना ते ीं ती ता ाँ ां ों ें"),
    (3, "ो े ू ु ी ि ा"),
];

/// Returns the stem of a word.
pub(super) fn stem(word: &str) -> &str {
    let length = word.chars().count();
    let lists = ENDINGS.iter().filter(|(least, _)| length >= *least);
    lists.flat_map(|(_, endings)| endings.split(' ')).find_map(|ending| word.strip_suffix(ending)).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for (one, other) in [("लड़का", "लड़के"), ("लड़कियाँ", "लड़कियों"), ("किताबें", "किताबों"), ("जाएगा", "जाएगी"), ("पुस्तक", "पुस्तकों")]
        {
            assert_eq!(stem(one), stem(other), "{one} and {other}");
        }
        assert_eq!(stem("घर"), "घर");
    }
}
