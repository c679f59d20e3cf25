//! Names and tags as they are compared: one spelling for what reads alike.

use super::whitespace::collapse_whitespace;
use crate::article::Article;
use icu::normalizer::{ComposingNormalizer, ComposingNormalizerBorrowed};

/// Brings the tags, authors, section and source of an article to one spelling: composed characters, no signs without width, single
/// spaces. A tag or author that stands twice then stands once.
pub(crate) fn normalize_labels(article: &mut Article) {
    let normalizer = ComposingNormalizer::new_nfc();
    for labels in [&mut article.tags, &mut article.authors] {
        let mut known: Vec<String> = Vec::with_capacity(labels.len());
        for label in labels.drain(..).map(|label| normalized(&normalizer, label)).filter(|label| !label.is_empty()) {
            if !known.contains(&label) {
                known.push(label);
            }
        }
        *labels = known;
    }
    for label in [&mut article.section, &mut article.source] {
        *label = label.take().map(|label| normalized(&normalizer, label));
    }
}

fn normalized(normalizer: &ComposingNormalizerBorrowed, label: String) -> String {
    if label.is_ascii() && !label.starts_with(' ') && !label.ends_with(' ') && !label.contains("  ") {
        return label;
    }
    let visible: String = label.chars().filter(|c| !has_no_width(*c)).collect();
    collapse_whitespace(&normalizer.normalize(&visible))
}

/// Whether a character has no width and changes no letter. The joiners of Persian and of the scripts of India do.
fn has_no_width(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_that_read_alike_are_one() {
        let labels = |labels: &[&str]| labels.iter().map(|label| (*label).to_owned()).collect::<Vec<_>>();
        let mut article = Article {
            tags: labels(&["Café", "Cafe\u{301}", "te\u{200B}st", " test ", "کتاب\u{200C}ها", ""]),
            authors: labels(&["Zoe\u{308}  A\u{30A}ngström"]),
            source: Some("The\u{A0}Gazette".into()),
            ..Article::default()
        };
        normalize_labels(&mut article);
        assert_eq!(article.tags, labels(&["Café", "test", "کتاب\u{200C}ها"]));
        assert_eq!((article.authors, article.source.as_deref()), (labels(&["Zoë Ångström"]), Some("The Gazette")));
    }
}
