//! Lists of names as sources write them: authors, tags.

use crate::cli::whitespace::collapse_whitespace;

/// Splits a byline into names: at semicolons, or at commas, "and", "&" where each part is a full name.
pub fn split_names(byline: &str) -> Vec<String> {
    let byline = collapse_whitespace(byline);
    let parts: Vec<&str> = if byline.contains(';') { byline.split(';').collect() } else { split_at_conjunctions(&byline) };
    let mut names: Vec<String> = Vec::new();
    for name in parts.into_iter().map(str::trim).filter(|n| n.chars().any(char::is_alphanumeric) && !is_host(n)) {
        if !names.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            names.push(name.to_owned());
        }
    }
    names
}

/// Whether a name is that of a host, as of the site where an author has a page.
fn is_host(name: &str) -> bool {
    let is_part = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    name.rsplit_once('.').is_some_and(|(rest, end)| ["com", "org", "net"].contains(&end) && rest.split('.').all(is_part))
}

fn split_at_conjunctions(byline: &str) -> Vec<&str> {
    let parts: Vec<&str> = byline
        .split(" and ")
        .flat_map(|p| p.split(" und "))
        .flat_map(|p| p.split(" et "))
        .flat_map(|p| p.split(" & "))
        .flat_map(|p| p.split(", "))
        .flat_map(|p| p.split('、'))
        .collect();
    // "Lovelace, Ada" is one name, and so is "Ministry of Roads and Ports": only full names are parted, the last of three may be an agency.
    let is_full = |part: &&str| part.split([' ', '\u{a0}']).filter(|word| !word.is_empty()).count() >= 2 || !part.is_ascii();
    let full = parts.iter().take_while(|part| is_full(part)).count();
    let inverted: Vec<&str> = byline.split(" and ").collect();
    if full == parts.len() || full > 1 && full + 1 == parts.len() {
        parts
    } else if inverted.iter().all(|name| name.contains(", ")) {
        inverted
    } else {
        vec![byline]
    }
}

/// The names in a text that may hold mail addresses and links beside them: `ada@example.org (Ada Norrland)`, `Ada Norrland <ada@…>`.
pub fn person_names(text: &str) -> Vec<String> {
    let is_address = |word: &&str| word.contains('@') || word.contains("://") || word.starts_with("mailto:");
    let has_address = text.split_whitespace().any(|word| is_address(&word));
    let words: Vec<&str> = text.split_whitespace().filter(|word| !is_address(word)).collect();
    let words = words.join(" ");
    let inside = words.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).filter(|_| has_address);
    split_names(inside.unwrap_or(&words).trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '"' | '<' | '>')))
}

/// Splits a list in one string at semicolons and commas.
pub fn split_list(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split([',', ';', '，', '、', '；']).map(collapse_whitespace) {
        if !word.is_empty() && !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// A tag without its leading `#`.
pub fn strip_hash(tag: &str) -> &str {
    tag.trim().strip_prefix('#').filter(|rest| rest.starts_with(char::is_alphanumeric)).unwrap_or(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_a_byline_into_names() {
        assert_eq!(split_names("Ada Lovelace and Grace Hopper"), ["Ada Lovelace", "Grace Hopper"]);
        assert_eq!(split_names("Ada Lovelace, Grace Hopper & Mary Shaw"), ["Ada Lovelace", "Grace Hopper", "Mary Shaw"]);
        assert_eq!(split_names("Lovelace, Ada; Hopper, Grace"), ["Lovelace, Ada", "Hopper, Grace"]);
        assert_eq!(split_names("Lovelace, Ada"), ["Lovelace, Ada"]);
        assert_eq!(split_names("Desk"), ["Desk"]);
        assert_eq!(split_names("Ministry of Roads and Ports"), ["Ministry of Roads and Ports"]);
        assert_eq!(split_names("Brandt & Ostrow"), ["Brandt & Ostrow"]);
        assert_eq!(split_names("Ada Lovelace und Mary Shaw, dpa"), ["Ada Lovelace", "Mary Shaw", "dpa"]);
        assert_eq!(split_names("Lovelace, Ada and Hopper, Grace"), ["Lovelace, Ada", "Hopper, Grace"]);
    }

    #[test]
    fn hosts_are_no_names() {
        assert_eq!(split_names("example.com; Ada Norrland"), ["Ada Norrland"]);
        assert!(split_names("www.example.org").is_empty());
    }

    #[test]
    fn mail_addresses_are_no_part_of_names() {
        for text in ["ada@example.org (Ada Norrland)", "Ada Norrland <ada@example.org>", "Ada Norrland (ada@example.org)", "Ada Norrland"] {
            assert_eq!(person_names(text), ["Ada Norrland"], "{text}");
        }
        assert_eq!(person_names("a@example.org (Ada Norrland and Jun Sato)"), ["Ada Norrland", "Jun Sato"]);
        assert_eq!(person_names("mailto:ada@example.org"), Vec::<String>::new());
    }

    #[test]
    fn splits_a_list_and_removes_duplicates() {
        assert_eq!(split_list("rail, trade,rail ; rivers and lakes"), ["rail", "trade", "rivers and lakes"]);
    }
}
