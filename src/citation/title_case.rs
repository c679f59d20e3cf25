//! English headlines in title case, as MLA and Chicago set them.

/// Words that stay small between others: articles, conjunctions, prepositions of up to four letters and a few longer ones.
const SMALL_WORDS: [&str; 38] = [
    "a", "an", "and", "as", "at", "but", "by", "down", "for", "from", "in", "into", "nor", "of", "off", "on", "onto", "or", "out", "over",
    "per", "so", "the", "to", "up", "via", "vs", "with", "yet", "about", "after", "around", "before", "between", "through", "under",
    "until", "without",
];

/// Sets a headline in title case. A word that holds a capital or a digit stays as it is.
pub(crate) fn title_case(title: &str) -> String {
    let last = title.split(' ').count().saturating_sub(1);
    let mut is_first = true;
    let words = title.split(' ').enumerate().map(|(at, word)| {
        let cased = if is_first || at == last || !is_small(word) { capitalize(word) } else { word.to_owned() };
        // After a colon, a question or an exclamation a sentence begins.
        is_first = word.ends_with([':', '?', '!', '.', '—', '–']) || (is_first && word.is_empty());
        cased
    });
    words.collect::<Vec<_>>().join(" ")
}

fn is_small(word: &str) -> bool {
    SMALL_WORDS.contains(&word.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// A word with a capital at its beginning, and after each hyphen in it.
fn capitalize(word: &str) -> String {
    if word.chars().any(|c| c.is_uppercase() || c.is_numeric()) {
        return word.to_owned();
    }
    let mut out = String::with_capacity(word.len());
    let mut begins = true;
    for c in word.chars() {
        if begins && c.is_alphabetic() {
            out.extend(c.to_uppercase());
            begins = false;
        } else {
            out.push(c);
            begins = (begins && !c.is_alphanumeric()) || c == '-';
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::title_case;

    #[test]
    fn headlines_are_set_in_title_case() {
        assert_eq!(title_case("A port without water"), "A Port without Water");
        assert_eq!(
            title_case("the line to the north: a dry-port opens in iPhone country"),
            "The Line to the North: A Dry-Port Opens in iPhone Country"
        );
        assert_eq!(title_case("“quoted” words go on"), "“Quoted” Words Go On");
        assert_eq!(title_case(""), "");
    }
}
