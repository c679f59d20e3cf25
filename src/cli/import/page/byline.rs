//! Bylines: authors' names without the dates, addresses and buttons beside them.

use super::han_byline::find_han_authors;
use super::page_lines::PageLines;
use super::schema;
use crate::cli::import::comparison_key::comparison_key;
use crate::cli::import::dates::parse_date;
use crate::cli::import::names;
use crate::cli::whitespace::collapse_whitespace;
use dom_query::{Document, NodeRef};

/// The authors that a page declares.
pub(super) struct DeclaredAuthors<'d> {
    /// By its structured data.
    pub(super) schema: &'d [String],
    /// By its `meta` elements.
    pub(super) tags: &'d [String],
}

impl DeclaredAuthors<'_> {
    /// The place that the authors of an article were taken from.
    pub(super) fn origin(&self, authors: &[String]) -> &'static str {
        let holds_all = |names: &[String]| {
            let names = clean_names(names, None);
            authors.iter().all(|author| holds_name(&names, author))
        };
        match (holds_all(self.schema), holds_all(self.tags)) {
            (true, _) => "JSON-LD author",
            (false, true) => "`meta` elements",
            (false, false) => "a byline that the page shows",
        }
    }
}

/// The authors: declared, or shown in a byline. `site`, the site's name, is the author only where nobody else is named.
pub(super) fn find_authors(document: &Document, lines: &PageLines, declared: &DeclaredAuthors, site: Option<&str>) -> Vec<String> {
    let people = [declared.schema, declared.tags].iter().map(|all| clean_names(all, site)).find(|names| !names.is_empty());
    let line = lines.near_headline().map(|line| opened_names(line, site)).find(|names| !names.is_empty()).unwrap_or_default();
    match people {
        // Some pages declare only the first of those that they name.
        Some(people) if people.iter().all(|name| holds_name(&line, name)) => line,
        Some(people) => people,
        None if !line.is_empty() => line,
        None => [shown_authors(document, site), find_han_authors(lines), names_anywhere(lines, site)]
            .into_iter()
            .chain([declared.schema, declared.tags].iter().map(|all| clean_names(all, None)))
            .find(|names| !names.is_empty())
            .unwrap_or_default(),
    }
}

fn holds_name(names: &[String], name: &str) -> bool {
    names.iter().any(|known| comparison_key(known) == comparison_key(name))
}

/// Selectors for bylines, most reliable first.
const BYLINE_SELECTORS: [&str; 9] = [
    "[itemprop='author'] [itemprop='name']",
    "[itemprop='author']",
    "[rel='author']",
    ".author-name, .author__name, .byline__name, .byline-name, .authorname",
    ".byline a, .byline, .article-byline, .c-byline",
    "a[href*='/author/'], a[href*='/authors/'], a[href*='/autor/'], a[href*='/auteur/']",
    ".author, .article-author, .post-author, .entry-author",
    "[class*='author-name'], [class*='authorName'], [class*='byline'], [class*='Byline']",
    "[class*='author'], [class*='Author'], [class*='autor']",
];

fn shown_authors(document: &Document, site: Option<&str>) -> Vec<String> {
    for place in BYLINE_SELECTORS {
        let found = document.select(place);
        let near = |n: &NodeRef| n.ancestors_it(Some(2)).last().map(|a| a.id);
        let mut nodes = found.nodes().iter().filter(|n| (2..120).contains(&n.normalized_char_count()));
        let Some(first) = nodes.next() else { continue };
        // Names elsewhere on the page belong to other articles.
        let others = nodes.filter(|n| near(n) == near(first)).take(6);
        let texts: Vec<String> = std::iter::once(first).chain(others).map(|n| collapse_whitespace(&n.text())).collect();
        let names = clean_names(&texts, site);
        if !names.is_empty() {
            return names;
        }
    }
    Vec::new()
}

/// The names in the first short line that opens like a byline.
fn names_anywhere(lines: &PageLines, site: Option<&str>) -> Vec<String> {
    let short = lines.all().filter(|line| line.chars().count() <= MAX_BYLINE_CHARS);
    short.map(|line| opened_names(line, site)).find(|names| !names.is_empty()).unwrap_or_default()
}

/// The maximum length of a byline far from the headline, in characters.
const MAX_BYLINE_CHARS: usize = 70;

/// Words that only a byline opens with.
const PLAIN_OPENINGS: [&str; 16] = [
    "written by",
    "posted by",
    "published by",
    "reported by",
    "story by",
    "words by",
    "text by",
    "by:",
    "author:",
    "authors:",
    "autor:",
    "autoren:",
    "geschrieben von",
    "gespeichert von",
    "eingestellt von",
    "escrito por",
];

/// Words that a byline may open with, before names alone.
const SHORT_OPENINGS: [&str; 9] = ["by", "von", "par", "por", "di", "door", "av", "af", "文/"];

/// The names in a line that opens like a byline.
fn opened_names(line: &str, site: Option<&str>) -> Vec<String> {
    let behind_plain = PLAIN_OPENINGS.iter().find_map(|opening| behind_opening(line, opening));
    if let Some(rest) = behind_plain {
        return clean_names(&[before_date(rest)], site);
    }
    let dated = line.find(" by ").filter(|at| line.get(..*at).is_some_and(is_about_publication)).and_then(|at| line.get(at + 4..));
    let rest = dated.or_else(|| SHORT_OPENINGS.iter().find_map(|opening| behind_opening(line, opening)));
    let names = rest.filter(|rest| opens_with_full_name(rest)).map(|rest| clean_names(&[before_date(rest)], site)).unwrap_or_default();
    // A line that goes on as a sentence is none.
    if names.iter().any(|name| !name.contains(' ')) && names.len() == 1 { Vec::new() } else { names }
}

/// The text behind an opening that a line begins with, in small letters, with a capital, or in capitals.
fn behind_opening<'l>(line: &'l str, opening: &str) -> Option<&'l str> {
    let start = line.get(..opening.len()).filter(|start| start.to_lowercase() == opening)?;
    let rest = line.get(start.len()..)?;
    let is_parted = opening.ends_with([':', '/']) || rest.starts_with([' ', ':', '\u{a0}']);
    is_parted.then(|| rest.trim_start_matches([' ', ':', '\u{a0}']))
}

/// Whether words before "by" tell when a page was published.
fn is_about_publication(words: &str) -> bool {
    let lower = words.to_lowercase();
    ["published", "posted", "updated", "written"].iter().any(|word| lower.starts_with(word))
        || words.starts_with(|c: char| c.is_ascii_digit()) && parse_date(words, "en").is_some()
}

/// Whether a text begins with two words that have capitals, as a name does.
fn opens_with_full_name(rest: &str) -> bool {
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    let mut words = rest.split([' ', '\u{a0}']).filter(|word| !word.is_empty());
    let has_name = words.next().is_some_and(is_capital) && words.next().is_some_and(|word| is_capital(word) || is_name_particle(word));
    has_name && !rest.trim_end().ends_with(['.', '?', '!', ':'])
}

/// Whether a word in small letters can stand inside a name.
fn is_name_particle(word: &str) -> bool {
    matches!(
        word,
        "von"
            | "van"
            | "de"
            | "der"
            | "den"
            | "la"
            | "le"
            | "da"
            | "di"
            | "del"
            | "dos"
            | "al"
            | "el"
            | "bin"
            | "ter"
            | "zu"
            | "and"
            | "und"
            | "et"
    )
}

/// The text before a date: a digit, or the preposition before one.
fn before_date(rest: &str) -> String {
    let digit = rest.find(|c: char| c.is_ascii_digit());
    let preposition = [" on ", " am ", " at ", " in ", " Published", " Updated", " View "].iter().filter_map(|word| rest.find(word)).min();
    let end = digit.into_iter().chain(preposition).min().unwrap_or(rest.len());
    rest.get(..end).unwrap_or(rest).trim().trim_end_matches([',', '-', '|', ' ']).to_owned()
}

/// The names in some texts without labels, each once, and without the site's.
pub(super) fn clean_names(all: &[String], site: Option<&str>) -> Vec<String> {
    let site = site.map(comparison_key).unwrap_or_default();
    let mut names: Vec<String> = Vec::new();
    for name in all.iter().flat_map(|text| names::split_names(&strip_label(text))).filter_map(|name| parse_name(&name)) {
        if comparison_key(&name) != site && !holds_name(&names, &name) {
            names.push(name);
        }
    }
    names
}

/// Labels before a name, in lower case. Words that names begin with are not among them: `Di Wang`, `Von Ahlen`, `Par Hamilton`.
const NAME_LABELS: [&str; 19] = [
    "view all posts by ",
    "all posts by ",
    "posts by ",
    "written by",
    "posted by",
    "reported by",
    "story by",
    "words by",
    "by:",
    "by ",
    "authors:",
    "author:",
    "author ",
    "autoren:",
    "autor:",
    "作者：",
    "作者:",
    "记者",
    "文/",
];

/// Words that a name does not begin with: what they open is the credit of a picture, or a button.
const NO_NAMES: [&str; 14] =
    ["foto", "fotos", "photo", "photos", "image", "bild", "quelle", "source", "see", "read", "learn", "view", "follow", "about"];

/// Words that follow a name: what its owner does.
const ROLES: [&str; 20] = [
    "staff",
    "senior",
    "junior",
    "writer",
    "editor",
    "reporter",
    "correspondent",
    "contributor",
    "contributing",
    "content",
    "chief",
    "journalist",
    "columnist",
    "producer",
    "director",
    "manager",
    "redakteur",
    "redakteurin",
    "korrespondent",
    "freelance",
];

fn strip_label(text: &str) -> String {
    let text = collapse_whitespace(&schema::decode_entities(text));
    let label = NAME_LABELS.iter().find(|label| text.get(..label.len()).is_some_and(|start| start.to_lowercase() == **label));
    label.and_then(|label| text.get(label.len()..)).unwrap_or(&text).trim().to_owned()
}

/// A name without trailing text; `None` for a date, an address, a sentence or a placeholder.
fn parse_name(text: &str) -> Option<String> {
    let text = strip_label(text);
    // "Lovelace, Ada" is one name; text after a full name and a comma is dropped.
    let (first, behind) = text.split_once(',').unwrap_or((&text, ""));
    let surname = first.trim().split(' ').skip_while(|word| is_name_particle(&word.to_lowercase())).count();
    let is_inverted = surname == 1 && first.is_ascii() && (1..=3).contains(&behind.split_whitespace().count());
    let text = if is_inverted { text.as_str() } else { first };
    let name = text
        .split(['|', '(', '/', '•', '·', '●', '—', '–', '（'])
        .next()?
        .split(" - ")
        .next()?
        .trim()
        .trim_end_matches(['.', ':', '-'])
        .trim();
    let name = without_role(without_glued_by(name));
    let name = ["기자", "특파원", "记者"].iter().find_map(|role| name.strip_suffix(role)).unwrap_or(name).trim();
    let words = name.split(' ').count();
    let is_address = name.contains("http") || name.contains('@') || name.contains("www.");
    let has_usual_length = (1..=6).contains(&words) && (2..=60).contains(&name.chars().count());
    let has_only_letters = name.chars().any(char::is_alphabetic) && !name.chars().any(|c| c.is_ascii_digit());
    let lower = name.to_lowercase();
    let is_placeholder = ["admin", "administrator", "editor", "staff", "author", "the author", "unknown", "guest", "null", "undefined"]
        .contains(&lower.as_str());
    let opens_otherwise =
        lower.split([' ', ':']).next().is_some_and(|word| NO_NAMES.contains(&word)) && words > 1 || lower.contains("foto:");
    (has_usual_length && has_only_letters && !is_address && !is_placeholder && !opens_otherwise).then(|| name.to_owned())
}

/// A name without the word that some pages glue to it: `ByAda Norrland`.
fn without_glued_by(name: &str) -> &str {
    name.strip_prefix("By").filter(|rest| rest.starts_with(char::is_uppercase) && rest.contains(' ')).unwrap_or(name)
}

/// A name of two words or more without its owner's role, which may be glued to it: `Ada Norrland Staff Writer`.
fn without_role(name: &str) -> &str {
    let starts = name
        .char_indices()
        .zip(name.chars().skip(1))
        .filter(|((_, before), c)| c.is_uppercase() && (*before == ' ' || before.is_lowercase()));
    let role = starts.map(|((at, before), _)| at + before.len_utf8()).find(|at| {
        let word = name.get(*at..).and_then(|rest| rest.split(' ').next()).unwrap_or_default().to_lowercase();
        ROLES.contains(&word.as_str()) && name.get(..*at).is_some_and(|before| before.trim().contains(' '))
    });
    role.and_then(|at| name.get(..at)).unwrap_or(name).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_only_names() {
        let names = |texts: &[&str]| clean_names(&texts.iter().map(|t| t.to_string()).collect::<Vec<_>>(), Some("The Room"));
        assert_eq!(names(&["By Ada Lovelace and Grace Hopper"]), ["Ada Lovelace", "Grace Hopper"]);
        assert_eq!(names(&["Ada Lovelace / TNN / Updated: Oct 9, 2019"]), ["Ada Lovelace"]);
        assert_eq!(names(&["https://example.org/people/ada", "The Room", "admin"]), Vec::<String>::new());
        assert_eq!(names(&["作者：编辑部"]), ["编辑部"]);
        assert_eq!(names(&["View all posts by Ada Norrland"]), ["Ada Norrland"]);
        assert_eq!(
            names(&["ByAda Norrland", "Ola BrandtStaff Writer", "Mina Ostrow Content Editor"]),
            ["Ada Norrland", "Ola Brandt", "Mina Ostrow"]
        );
        assert_eq!(names(&["See all", "Learn more", "Foto: Bild", "The Author"]), Vec::<String>::new());
        assert_eq!(names(&["Brandt &amp; Ostrow"]), ["Brandt & Ostrow"]);
        assert_eq!(names(&["Von Ahlen, Marie"]), ["Von Ahlen, Marie"]);
        assert_eq!(names(&["Di Wang", "Par Hamilton"]), ["Di Wang", "Par Hamilton"]);
    }

    #[test]
    fn bylines_open_with_words_that_are_no_names() {
        let names = |line: &str| opened_names(line, None);
        assert_eq!(names("By Ada Norrland, Ola van Brandt and Mina Ostrow"), ["Ada Norrland", "Ola van Brandt", "Mina Ostrow"]);
        assert_eq!(names("Posted by BeauHD on Friday December 19, 2025"), ["BeauHD"]);
        assert_eq!(names("Published August 7, 2023 by Nicole Burke"), ["Nicole Burke"]);
        assert_eq!(names("Von Felix Brandt und Jörg Ostrow, dpa"), ["Felix Brandt", "Jörg Ostrow", "dpa"]);
        assert_eq!(names("Written by:Elise Nass"), ["Elise Nass"]);
        assert!(names("By the harbour stands a crane").is_empty() && names("Von Berlin nach Rom").is_empty());
    }

    #[test]
    fn the_line_near_the_headline_completes_what_is_declared_and_the_site_comes_last() {
        let page = Document::from("<h1>T</h1><p>By Ada Norrland, Ola Brandt</p><p>Text</p>");
        let lines = PageLines::new(&page, "T");
        let find = |document: &Document, lines: &PageLines, schema: &[&str]| {
            let schema: Vec<String> = schema.iter().map(|name| (*name).to_owned()).collect();
            find_authors(document, lines, &DeclaredAuthors { schema: &schema, tags: &[] }, Some("The Room"))
        };
        assert_eq!(find(&page, &lines, &["Ada Norrland"]), ["Ada Norrland", "Ola Brandt"]);
        assert_eq!(find(&page, &lines, &["Mina Ostrow"]), ["Mina Ostrow"]);
        let plain = Document::from("<h1>T</h1><p>Text</p>");
        assert_eq!(find(&plain, &PageLines::new(&plain, "T"), &["The Room"]), ["The Room"]);
    }
}
