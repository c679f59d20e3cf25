//! The words of class names and ids, by which pages say what an element is.

/// The words of a name in small letters: parted where letters end, and before capitals. `ArticleLead`, `article__lead`, `article-lead`.
pub(super) fn class_words(names: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_small = false;
    for c in names.chars() {
        if !c.is_alphabetic() || c.is_uppercase() && was_small {
            words.push(String::new());
        }
        was_small = c.is_lowercase();
        if c.is_alphabetic() {
            words.iter_mut().next_back().into_iter().for_each(|word| word.extend(c.to_lowercase()));
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::class_words;

    #[test]
    fn words_end_at_signs_and_before_capitals() {
        assert_eq!(class_words("ArticleLead article__lead-text css-1x"), ["article", "lead", "article", "lead", "text", "css", "x"]);
    }
}
