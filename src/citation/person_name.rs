//! Names of authors in their parts.

use serde::{Deserialize, Serialize};

/// A name as CSL-JSON has it: family and given name of a person, or the whole name of an organisation, and of a person whose name
/// is not parted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct CslName {
    /// The family name, with the particles that belong to it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub family: String,
    /// The given names.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub given: String,
    /// The suffix, `Jr.`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub suffix: String,
    /// The whole name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub literal: String,
}

/// Words, in lower case, that names of organisations hold and names of persons do not.
const ORGANISATION_WORDS: [&str; 54] = [
    "agency",
    "agence",
    "agencia",
    "agentur",
    "association",
    "authority",
    "bank",
    "bureau",
    "centre",
    "center",
    "committee",
    "company",
    "council",
    "correspondent",
    "correspondents",
    "department",
    "desk",
    "editor",
    "editors",
    "editorial",
    "foundation",
    "group",
    "inc",
    "institute",
    "institut",
    "instituto",
    "international",
    "journal",
    "ltd",
    "magazine",
    "media",
    "ministry",
    "ministère",
    "museum",
    "network",
    "news",
    "newspaper",
    "newsroom",
    "office",
    "organisation",
    "organization",
    "post",
    "press",
    "project",
    "radio",
    "redaktion",
    "reporter",
    "reporters",
    "service",
    "society",
    "staff",
    "team",
    "times",
    "university",
];

/// Words before a family name that belong to it.
const PARTICLES: [&str; 22] = [
    "al", "bin", "bint", "d'", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn", "la", "le", "ten", "ter", "van",
    "von", "zu",
];

/// Suffixes of names.
const SUFFIXES: [&str; 6] = ["jr", "sr", "ii", "iii", "iv", "esq"];

impl CslName {
    /// A name that stays whole.
    fn literal(name: &str) -> CslName {
        CslName { literal: name.to_owned(), ..CslName::default() }
    }

    /// Parts the name of an author, as it is written.
    pub(crate) fn parse(name: &str) -> CslName {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if is_unparted(&name) {
            return CslName::literal(&name);
        }
        match name.split_once(", ") {
            Some((family, given)) if !is_suffix(given) => {
                CslName { family: family.to_owned(), given: given.to_owned(), ..CslName::default() }
            }
            Some((name, suffix)) => CslName { suffix: suffix.to_owned(), ..part(name) },
            None => part(&name),
        }
    }

    /// The name in reading order.
    pub(crate) fn in_reading_order(&self) -> String {
        join(&[&self.given, &self.family, &self.suffix, &self.literal], " ")
    }

    /// The family name first: `Lee, Anna`.
    pub(crate) fn family_first(&self) -> String {
        join(&[&self.family, &self.given, &self.suffix, &self.literal], ", ")
    }

    /// The family name, then the initials of the given names: `Lee, A.-M. K.`
    pub(crate) fn with_initials(&self) -> String {
        join(&[&self.family, &initials(&self.given), &self.suffix, &self.literal], ", ")
    }

    /// The name by which an entry is sorted and named.
    pub(crate) fn sort_name(&self) -> &str {
        if self.family.is_empty() { &self.literal } else { &self.family }
    }
}

fn join(parts: &[&str], separator: &str) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(separator)
}

/// Whether a name stays whole: that of an organisation, one of a single word, and those in scripts that part names otherwise.
fn is_unparted(name: &str) -> bool {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').filter(|word| !word.is_empty()).collect();
    let is_organisation =
        words.iter().any(|word| ORGANISATION_WORDS.contains(word)) || name.contains(|c: char| c.is_ascii_digit() || "/&@".contains(c));
    let has_case = name.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    // Names that begin with an article: The Quay Gazette, Die Zeit; and lines that go on in small letters.
    let begins_with_article = ["the", "die", "der", "das", "les", "los", "las"].contains(words.first().unwrap_or(&""));
    let last_is_small = name.split(' ').next_back().is_some_and(|word| word.starts_with(char::is_lowercase));
    words.len() < 2 || is_organisation || !has_case || begins_with_article || last_is_small || words.len() > 8
}

fn is_suffix(word: &str) -> bool {
    SUFFIXES.contains(&word.trim_end_matches('.').to_lowercase().as_str())
}

/// Parts a name in reading order.
fn part(name: &str) -> CslName {
    let mut words: Vec<&str> = name.split(' ').collect();
    let suffix = if words.len() > 2 && words.last().is_some_and(|word| is_suffix(word)) { words.pop().unwrap_or_default() } else { "" };
    let is_particle = |word: &str| PARTICLES.contains(&word.to_lowercase().as_str()) && word.starts_with(char::is_lowercase);
    // The first word is a given name, whatever it is.
    let particles = words.iter().skip(1).position(|word| is_particle(word)).map(|at| at + 1);
    let at = particles.unwrap_or(words.len().saturating_sub(1));
    let (given, family) = words.split_at(at);
    CslName { family: family.join(" "), given: given.join(" "), suffix: suffix.to_owned(), ..CslName::default() }
}

fn initials(given: &str) -> String {
    let initial = |part: &str| part.chars().next().map(|first| [&first.to_uppercase().to_string(), "."].concat()).unwrap_or_default();
    let of_word = |word: &str| word.split('-').map(initial).filter(|initial| !initial.is_empty()).collect::<Vec<_>>().join("-");
    given.split(' ').map(of_word).filter(|initials| !initials.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_are_parted() {
        let parted = |name: &str| {
            let name = CslName::parse(name);
            (name.given, name.family, name.suffix)
        };
        let of = |given: &str, family: &str, suffix: &str| (given.to_owned(), family.to_owned(), suffix.to_owned());
        assert_eq!(parted("Anna  Lee"), of("Anna", "Lee", ""));
        assert_eq!(parted("Lee, Anna"), of("Anna", "Lee", ""));
        assert_eq!(parted("Jean-Paul van der Berg"), of("Jean-Paul", "van der Berg", ""));
        assert_eq!(parted("Martin Luther King Jr."), of("Martin Luther", "King", "Jr."));
        assert_eq!(parted("Martin Luther King, Jr."), of("Martin Luther", "King", "Jr."));
        assert_eq!(parted("Анна Ли"), of("Анна", "Ли", ""));
    }

    #[test]
    fn organisations_and_unparted_names_stay_whole() {
        for name in [
            "AFP",
            "The Quay Gazette",
            "Overland staff",
            "Ministry of Transport",
            "BBC News",
            "王伟",
            "أحمد علي",
            "Desk 4",
            "Anna Lee & Co",
        ] {
            assert_eq!(CslName::parse(name).literal, name);
        }
    }

    #[test]
    fn names_are_written_in_each_order() {
        let name = CslName::parse("Jean-Paul Marie de la Cruz Jr.");
        assert_eq!(name.in_reading_order(), "Jean-Paul Marie de la Cruz Jr.");
        assert_eq!(name.family_first(), "de la Cruz, Jean-Paul Marie, Jr.");
        assert_eq!(name.with_initials(), "de la Cruz, J.-P. M., Jr.");
        assert_eq!(CslName::parse("AFP").with_initials(), "AFP");
    }
}
