//! Where a page shows its authors and its date. The pages of one host show them at the same place, so that what some pages declare
//! tells where to look on the others.

use super::byline;
use crate::article::Article;
use crate::cli::import::comparison_key::comparison_key;
use crate::cli::import::dates::parse_date;
use crate::cli::whitespace::collapse_whitespace;
use dom_query::{Document, NodeRef};

/// Selectors of the elements that show the authors and the date of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldSelectors {
    /// The element of the authors, if the page shows them all in one.
    pub authors: Option<String>,
    /// The element of the date of publication.
    pub published: Option<String>,
}

/// The maximum length of a line with authors or a date, in characters.
const MAX_LINE_CHARS: usize = 120;

/// The number of ancestors of a text among which its element is looked for.
const MAX_DISTANCE: usize = 3;

/// The selectors of the elements that show the authors and the date of an article.
pub(super) fn find_selectors(document: &Document, article: &Article) -> FieldSelectors {
    let authors: Vec<String> = article.authors.iter().map(|name| comparison_key(name)).collect();
    let holds_authors = |text: &str| {
        let key = comparison_key(text);
        !authors.is_empty() && authors.iter().all(|name| key.contains(name))
    };
    let day = article.published.as_deref().and_then(|date| date.get(..10));
    let is_day = |text: &str| {
        let has_digit = text.chars().any(|c| c.is_ascii_digit());
        day.is_some() && has_digit && parse_date(text, &article.lang).as_deref().and_then(|date| date.get(..10)) == day
    };
    FieldSelectors {
        authors: find_selector(document, &|text| authors.first().is_some_and(|name| comparison_key(text).contains(name)), &holds_authors),
        published: find_selector(document, &is_day, &is_day),
    }
}

/// The selector of the innermost element that passes `whole`, around the first text that passes `part`.
fn find_selector(document: &Document, part: &dyn Fn(&str) -> bool, whole: &dyn Fn(&str) -> bool) -> Option<String> {
    let body = document.body()?;
    let texts = body.descendants_it().filter(|node| node.is_text() && node.text().trim().len() < 4 * MAX_LINE_CHARS);
    let elements = texts.filter(|text| part(&text.text())).filter_map(|text| {
        let mut around = text.ancestors_it(Some(MAX_DISTANCE)).filter(|node| node.normalized_char_count() <= MAX_LINE_CHARS);
        around.find(|node| whole(&node.text()))
    });
    elements.filter_map(|element| selector(&element)).next()
}

/// A selector of an element by its name and classes; by those of its parent too, if it has no class.
fn selector(element: &NodeRef) -> Option<String> {
    let own = simple_selector(element)?;
    if own.contains('.') {
        return Some(own);
    }
    let parent = simple_selector(&element.parent()?).filter(|parent| parent.contains('.'))?;
    Some(format!("{parent} > {own}"))
}

fn simple_selector(element: &NodeRef) -> Option<String> {
    let is_plain = |class: &&str| {
        class.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_') && !class.starts_with(|c: char| c.is_ascii_digit())
    };
    let classes = element.class().unwrap_or_default();
    let classes: String = classes.split_whitespace().filter(is_plain).take(3).map(|class| format!(".{class}")).collect();
    Some(format!("{}{classes}", element.node_name()?))
}

/// The authors and the date in the elements that selectors find.
pub fn read_selected(html: &str, authors: &[String], published: &[String], lang: &str) -> (Vec<String>, Option<String>) {
    let document = Document::from(html);
    let texts = |selector: &String| -> Vec<String> {
        let found = document.try_select(selector);
        let nodes = found.iter().flat_map(|found| found.nodes()).take(1);
        nodes.map(|node| collapse_whitespace(&node.text())).filter(|text| text.chars().count() <= MAX_LINE_CHARS).collect()
    };
    let names = authors.iter().map(|place| byline::clean_names(&texts(place), None)).find(|names| !names.is_empty());
    let date = published.iter().flat_map(texts).find_map(|text| parse_date(&text, lang));
    (names.unwrap_or_default(), date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_page_declares_is_found_on_another() {
        let page =
            |name: &str, date: &str| format!("<h1>T</h1><div class='kx q2'><span>{name}</span> <i class=zz>{date}</i></div><p>Text.</p>");
        let article =
            Article { authors: vec!["Ada Norrland".into()], published: Some("2024-07-01".into()), lang: "en".into(), ..Article::default() };
        let selectors = find_selectors(&Document::from(page("Ada Norrland", "1 July 2024")), &article);
        assert_eq!(selectors, FieldSelectors { authors: Some("div.kx.q2 > span".into()), published: Some("i.zz".into()) });
        let (authors, date) =
            read_selected(&page("Bo Sund", "3 May 2023"), &[selectors.authors.unwrap()], &[selectors.published.unwrap()], "en");
        assert_eq!((authors, date.as_deref()), (vec!["Bo Sund".to_owned()], Some("2023-05-03")));
    }
}
