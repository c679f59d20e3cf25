//! Wildcard patterns.

/// Whether a form matches a pattern: `*` stands for any characters, `?` for one.
pub(super) fn matches_pattern(pattern: &str, form: &str) -> bool {
    let (pattern, form): (Vec<char>, Vec<char>) = (pattern.chars().collect(), form.chars().collect());
    let (mut p, mut f) = (0, 0);
    // The index of the last star, and the end of the characters that it takes.
    let mut star: Option<(usize, usize)> = None;
    while f < form.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, f));
                p += 1;
            }
            Some(c) if *c == '?' || *c == form[f] => (p, f) = (p + 1, f + 1),
            _ => match star {
                Some((at, taken)) => {
                    star = Some((at, taken + 1));
                    (p, f) = (at + 1, taken + 1);
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_whole_words() {
        for (pattern, word, wanted) in [
            ("rail*", "railway", true),
            ("rail*", "rail", true),
            ("*way", "railway", true),
            ("r?il", "rail", true),
            ("r?il", "rails", false),
            ("*a*a*", "banana", true),
            ("*x", "banana", false),
            ("*", "", true),
            ("", "", true),
            ("", "a", false),
        ] {
            assert_eq!(matches_pattern(pattern, word), wanted, "{pattern} {word}");
        }
    }

    #[test]
    fn patterns_are_matched_in_reasonable_time() {
        assert!(matches_pattern("*a*a*a*a*a*a*b", &("a".repeat(5000) + "b")) && !matches_pattern("*a*a*a*a*a*b", &"a".repeat(5000)));
        assert!(matches_pattern("p*t", "parliament") && !matches_pattern("p*t", "parliaments") && !matches_pattern("?", ""));
    }
}
