//! The words of class names and ids, by which pages say what an element is.

use dom_query::NodeRef;

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

/// The words in the class of an element.
pub(super) fn words_of_class(node: &NodeRef) -> Vec<String> {
    class_words(&node.class().unwrap_or_default())
}

/// The words in the class and the id of an element.
pub(super) fn words_of_names(node: &NodeRef) -> Vec<String> {
    class_words(&format!("{} {}", node.class().unwrap_or_default(), node.id_attr().unwrap_or_default()))
}

/// Whether some words hold one of a list.
pub(super) fn holds_any(words: &[String], list: &[&str]) -> bool {
    words.iter().any(|word| list.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::class_words;

    #[test]
    fn words_end_at_signs_and_before_capitals() {
        assert_eq!(class_words("ArticleLead article__lead-text css-1x"), ["article", "lead", "article", "lead", "text", "css", "x"]);
    }
}
