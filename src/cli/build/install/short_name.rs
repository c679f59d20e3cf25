//! Shortens a name for places with little room.

/// Shortens a name to at most `max_chars` characters: whole words, if the first one fits.
pub(crate) fn shorten_name(name: &str, max_chars: usize) -> String {
    let mut short = String::new();
    for word in name.split_whitespace() {
        let longer = if short.is_empty() { word.to_owned() } else { format!("{short} {word}") };
        if longer.chars().count() > max_chars {
            break;
        }
        short = longer;
    }
    if short.is_empty() { name.trim().chars().take(max_chars).collect() } else { short }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_shortened_at_words() {
        for (name, expected) in
            [("Overland", "Overland"), ("The Old Harbour", "The Old"), ("Hafenmeisterarchiv", "Hafenmeister"), ("旧港阅览室", "旧港阅览室")]
        {
            assert_eq!(shorten_name(name, 12), expected);
        }
    }
}
