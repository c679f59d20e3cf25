//! Ids: the slug that names an article in its file and in its address.

/// The maximum length of an id, in bytes.
pub const MAX_ID_BYTES: usize = 80;

/// True for `[A-Za-z0-9][A-Za-z0-9_-]{0,79}` that is no Windows device name.
pub fn is_id(text: &str) -> bool {
    let is_id_byte = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    !text.is_empty()
        && text.len() <= MAX_ID_BYTES
        && text.bytes().all(is_id_byte)
        && text.as_bytes()[0].is_ascii_alphanumeric()
        && !is_windows_device_name(text)
}

/// Whether a name is reserved for devices by Windows, in any case: no file can have it.
fn is_windows_device_name(text: &str) -> bool {
    let name = text.to_ascii_lowercase();
    matches!(name.as_str(), "con" | "prn" | "aux" | "nul")
        || (name.len() == 4 && (name.starts_with("com") || name.starts_with("lpt")) && name.as_bytes()[3].is_ascii_digit())
}

/// Makes an id from a text transliterated to ASCII: lower case, words joined by one hyphen, cut at a word.
///
/// Empty if no letter or digit is left.
#[expect(clippy::string_slice, reason = "the word is ASCII letters and digits")]
pub fn slugify(ascii: &str) -> String {
    let mut slug = String::new();
    for word in ascii.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()) {
        let word = &word[..word.len().min(MAX_ID_BYTES - 12)];
        // Twelve bytes stay free for a number, if the id repeats.
        if slug.len() + usize::from(!slug.is_empty()) + word.len() > MAX_ID_BYTES - 12 {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&word.to_ascii_lowercase());
    }
    if is_windows_device_name(&slug) { format!("{slug}-1") } else { slug }
}

/// Returns the first of `wanted`, `wanted-2`, `wanted-3` … that is not taken. `taken` gets lower-case forms, as file systems
/// may ignore case.
pub fn unique_id(wanted: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let mut id = wanted.to_owned();
    let mut number = 1_u64;
    while is_taken(&id.to_ascii_lowercase()) {
        number += 1;
        id = format!("{wanted}-{number}");
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_valid_file_names() {
        assert!(is_id("a") && is_id("D77") && is_id("9-lives_2"));
        assert!(!is_id("") && !is_id("-a") && !is_id("a/b") && !is_id("Con") && !is_id("lpt1") && !is_id(&"a".repeat(81)));
    }

    #[test]
    fn slugs_are_valid_ids() {
        assert_eq!(slugify("Rails & rivers"), "rails-rivers");
        assert_eq!(slugify("  'A Just Cause'  "), "a-just-cause");
        assert!(is_id(&slugify(&"word ".repeat(60))) && is_id(&slugify(&"x".repeat(300))) && is_id(&slugify("CON")));
        assert_eq!(slugify("!!"), "");
    }

    #[test]
    fn a_repeated_id_is_numbered() {
        assert_eq!(unique_id("A", |id| id == "a" || id == "a-2"), "A-3");
    }
}
