//! Finds a page's headline, without the site's name.

use super::blocks::is_dropped_element;
use super::class_words::words_of_class;
use crate::cli::import::comparison_key::comparison_key;
use crate::cli::whitespace::collapse_whitespace;
use dom_query::{Document, NodeRef};

/// The headline: the `h1` that matches a declared title, else the declared title.
///
/// `declared` lists titles, most reliable first; `site` is the site's name, if known.
pub(super) fn find_headline(document: &Document, declared: &[String], site: Option<&str>) -> Option<String> {
    let titles = declared;
    let declared: Vec<String> = titles.iter().map(|title| without_site(title, site)).filter(|t| !t.is_empty()).collect();
    let headings = document.select("h1");
    let is_breadcrumb = |h1: &NodeRef| words_of_class(h1).iter().any(|word| word.starts_with("breadcrumb"));
    let is_site = |text: &str| site.is_some_and(|site| comparison_key(site) == comparison_key(text));
    let shown: Vec<String> = headings
        .nodes()
        .iter()
        .filter(|h1| !is_breadcrumb(h1))
        .map(visible_text)
        .filter(|text| text.chars().count() > 1 && !is_site(text))
        .collect();
    let agreed = shown.iter().find_map(|h1| declared.iter().find_map(|title| matching_headline(h1, title)));
    let only = shown.first().filter(|_| shown.len() == 1);
    let alone = || only.filter(|_| declared.is_empty()).cloned();
    let near = || shown.iter().find(|h1| declared.iter().any(|title| word_overlap(h1, title) >= 0.5)).cloned();
    let inside = || only.filter(|h1| titles.iter().any(|title| stands_between_others(h1, title))).cloned();
    let found =
        agreed.or_else(near).or_else(inside).or_else(alone).or_else(|| declared.first().cloned()).or_else(|| shown.first().cloned())?;
    Some(without_kicker(&without_site_part(&found, site), &declared))
}

/// Whether a title holds a headline between other words: a name before it, a kind of page behind it.
fn stands_between_others(h1: &str, title: &str) -> bool {
    let key = comparison_key(h1);
    let title = comparison_key(title);
    // At an end of the title stands the site's name, too.
    key.chars().count() >= MIN_INNER_CHARS && title.contains(&key) && !title.starts_with(&key) && !title.ends_with(&key)
}

/// The minimum length of a headline that is looked for inside a title, in letters and digits.
const MIN_INNER_CHARS: usize = 8;

/// The headline without the kicker before its colon, where the page declares it so too.
fn without_kicker(headline: &str, declared: &[String]) -> String {
    let is_shorter = |title: &&String| {
        let kicker = headline.strip_suffix(title.as_str()).map(str::trim_end);
        kicker.is_some_and(|kicker| kicker.ends_with(':') && kicker.len() < title.len())
    };
    declared.iter().find(is_shorter).cloned().unwrap_or_else(|| headline.to_owned())
}

/// The headline without a last part that is the site's name.
fn without_site_part(headline: &str, site: Option<&str>) -> String {
    let Some(site) = site.map(comparison_key).filter(|site| !site.is_empty()) else { return headline.to_owned() };
    let parts = SITE_SEPARATORS.iter().filter_map(|separator| headline.rsplit_once(separator));
    let shorter =
        parts.filter(|(start, end)| comparison_key(end) == site && !start.trim().is_empty()).map(|(start, _)| start.trim().to_owned());
    shorter.min_by_key(String::len).unwrap_or_else(|| headline.to_owned())
}

/// The place that a headline was taken from.
pub(super) fn origin(document: &Document, headline: &str) -> &'static str {
    let key = comparison_key(headline);
    let is_shown = document.select("h1").nodes().iter().any(|h1| comparison_key(&visible_text(h1)).contains(&key));
    if is_shown { "the page's `h1`" } else { "a title that the page declares and does not show as `h1`" }
}

/// The words of an element without those of the style sheets and scripts in it.
fn visible_text(node: &NodeRef) -> String {
    let is_hidden = |n: &NodeRef| n.parent().and_then(|parent| parent.node_name()).is_some_and(|name| is_dropped_element(&name));
    let words: String = node.descendants_it().filter(|n| n.is_text() && !is_hidden(n)).map(|n| n.text().to_string()).collect();
    collapse_whitespace(&words)
}

/// The headline if one of two titles contains the other: a kicker before it is dropped.
fn matching_headline(h1: &str, title: &str) -> Option<String> {
    let (a, b) = (comparison_key(h1), comparison_key(title));
    if a.is_empty() || b.is_empty() {
        None
    } else if a == b || b.starts_with(&a) || b.ends_with(&a) {
        Some(h1.to_owned())
    } else if a.ends_with(&b) && b.len() * 2 > a.len() {
        Some(title.to_owned())
    } else {
        None
    }
}

/// The share of the shorter title's words that the other contains.
fn word_overlap(a: &str, b: &str) -> f64 {
    let words =
        |text: &str| text.split_whitespace().map(comparison_key).filter(|w| !w.is_empty()).collect::<std::collections::HashSet<_>>();
    let (a, b) = (words(a), words(b));
    let least = a.len().min(b.len());
    if least < 3 { 0.0 } else { a.intersection(&b).count() as f64 / least as f64 }
}

const SITE_SEPARATORS: [&str; 12] = ["--", " | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", "_", "|"];

/// The minimum number of words of a title before its section and the site's name.
const MIN_TITLE_WORDS: usize = 4;

/// A title without the site's name, or else without a short last part.
pub(super) fn without_site(title: &str, site: Option<&str>) -> String {
    let title = collapse_whitespace(title);
    let site = site.map(comparison_key).unwrap_or_default();
    let Some(separator) = SITE_SEPARATORS.iter().filter(|s| title.contains(**s)).min_by_key(|s| s.len() == 1) else { return title };
    let parts: Vec<&str> = title.split(separator).map(str::trim).filter(|p| !p.is_empty()).collect();
    let is_site = |part: &str| {
        !site.is_empty() && (comparison_key(part) == site || comparison_key(part).contains(&site) && part.len() < site.len() + 16)
    };
    let mut kept = parts.clone();
    kept.retain(|part| !is_site(part));
    if !kept.is_empty() && kept.len() < parts.len() {
        return kept.join(separator);
    }
    match parts.as_slice() {
        // A title, its section, and the site.
        [first, _, .., _] if separator.contains('|') && first.split(' ').count() >= MIN_TITLE_WORDS => (*first).to_owned(),
        [first, .., last] if last.chars().count() < first.chars().count() && last.split(' ').count() <= 5 && first.chars().count() >= 4 => {
            without_site(&parts[..parts.len() - 1].join(separator), None)
        }
        _ => title,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strips_the_site_name() {
        assert_eq!(without_site("Rails and rivers | The Room", None), "Rails and rivers");
        assert_eq!(without_site("The Room - Rails", Some("The Room")), "Rails");
        assert_eq!(without_site("河流与铁路 - 站名", None), "河流与铁路");
        assert_eq!(without_site("Half-way there", None), "Half-way there");
        assert_eq!(without_site("Where the rails meet | Trade | The Long Room", None), "Where the rails meet");
    }

    #[test]
    fn prefers_the_shown_headline() {
        let page = |html: &str, declared: &[&str]| {
            find_headline(&Document::from(html), &declared.iter().map(|d| d.to_string()).collect::<Vec<_>>(), None).unwrap()
        };
        assert_eq!(page("<h1>The Room</h1><h1>Rails &amp; rivers</h1>", &["Rails & rivers - The Room"]), "Rails & rivers");
        assert_eq!(page("<h1>Travel: Rails and rivers meet</h1>", &["Rails and rivers meet"]), "Rails and rivers meet");
        assert_eq!(page("<h1>Café à Orléans</h1>", &["Café à Orléans"]), "Café à Orléans");
        assert_eq!(page("<p>x", &["Only a title"]), "Only a title");
        assert_eq!(page("<h1><style>.a{}</style>Rails</h1>", &[]), "Rails");
        assert_eq!(
            page("<h1>Trade: Where the rails meet</h1>", &["Trade: Where the rails meet", "Where the rails meet"]),
            "Where the rails meet"
        );
        assert_eq!(page("<h1>Where rails meet</h1>", &["The Engineers – Where rails meet, a talk | The Room"]), "Where rails meet");
        let with_site =
            |html: &str, declared: &str| find_headline(&Document::from(html), &[declared.to_owned()], Some("The Room")).unwrap();
        assert_eq!(
            with_site("<h1>Where the rails meet – The Room</h1>", "Where the rails meet – The Room - The Room"),
            "Where the rails meet"
        );
        assert_eq!(with_site("<h1>The Room</h1><h1>Day one</h1>", "The Room: Where the rails meet"), "The Room: Where the rails meet");
        assert_eq!(page("<h1 class=PageBreadcrumbs>Trade: Rails meet</h1><h2>Rails meet</h2>", &["Rails meet"]), "Rails meet");
    }
}
