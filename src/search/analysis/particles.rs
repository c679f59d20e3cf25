//! Particles that Hebrew and Arabic attach to a word: `והמדינה`, `والمدينة`.

use super::scripts::{is_arabic, is_hebrew};

/// The particles of Hebrew: and, the, in, as, to, from, that; alone, or two or three of them.
const HEBREW_PARTICLES: [char; 7] = ['ו', 'ה', 'ב', 'כ', 'ל', 'מ', 'ש'];

/// The particles of Arabic before a word with its article: and, then, in, as.
const ARABIC_PARTICLES: [char; 4] = ['و', 'ف', 'ب', 'ك'];

/// The Arabic article.
const ARABIC_ARTICLE: &str = "ال";

/// The Arabic particle `to`, merged with the article.
const ARABIC_TO_THE: &str = "لل";

/// The minimum length of a word without its particles, in letters.
const MIN_BARE_LETTERS: usize = 3;

/// Returns what a folded word may be without particles, that without the fewest first.
pub(in crate::search) fn without_particles(form: &str) -> Vec<String> {
    let mut bare: Vec<String> = Vec::new();
    if form.starts_with(is_hebrew) {
        let particles = form.char_indices().take_while(|(_, c)| HEBREW_PARTICLES.contains(c)).take(3);
        bare.extend(particles.filter_map(|(at, c)| form.get(at + c.len_utf8()..).map(str::to_owned)));
    } else if form.starts_with(is_arabic) {
        bare.extend(with_article(form));
        bare.extend(form.strip_prefix(['و', 'ف', 'ب', 'ك', 'ل']).map(str::to_owned));
    }
    bare.retain(|bare| bare.chars().nth(MIN_BARE_LETTERS - 1).is_some());
    bare.dedup();
    bare
}

/// Returns an Arabic word with its article alone, if a particle precedes the article: what else it might be is rare.
pub(in crate::search) fn with_article(form: &str) -> Option<String> {
    let rest = form.strip_prefix(ARABIC_PARTICLES).filter(|rest| rest.starts_with(ARABIC_ARTICLE)).map(str::to_owned);
    let found = rest.or_else(|| form.strip_prefix(ARABIC_TO_THE).map(|rest| [ARABIC_ARTICLE, rest].concat()));
    found.filter(|word| word.chars().nth(MIN_BARE_LETTERS + 1).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn particles_are_taken_off_one_by_one() {
        assert_eq!(without_particles("והמדינה"), ["המדינה", "מדינה", "דינה"]);
        assert!(without_particles("שלם").is_empty(), "too little is left");
        assert_eq!(without_particles("والمدينه"), ["المدينه"]);
        assert_eq!(without_particles("للكتاب"), ["الكتاب", "لكتاب"]);
        assert!(without_particles("road").is_empty());
    }
}
