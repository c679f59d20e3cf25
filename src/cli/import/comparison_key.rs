//! Text folded for comparison.

/// The lowercase letters and digits of a text. Site builders derive heading ids and titles in many ways, and all of them keep these.
pub fn comparison_key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_and_case_are_ignored() {
        assert_eq!(comparison_key("The Route: \"East\""), comparison_key("the route – e.ast"));
    }
}
