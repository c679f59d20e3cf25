//! Shortens a name for places with little room.

/// Shortens a name to at most `most` characters: whole words, if the first one fits.
pub fn short(name: &str, most: usize) -> String {
    let mut short = String::new();
    for word in name.split_whitespace() {
        let longer = if short.is_empty() { word.to_owned() } else { format!("{short} {word}") };
        if longer.chars().count() > most {
            break;
        }
        short = longer;
    }
    if short.is_empty() { name.trim().chars().take(most).collect() } else { short }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_is_made_of_whole_words() {
        for (name, expected) in
            [("Overland", "Overland"), ("The Old Harbour", "The Old"), ("Hafenmeisterarchiv", "Hafenmeister"), ("旧港阅览室", "旧港阅览室")]
        {
            assert_eq!(short(name, 12), expected);
        }
    }
}
