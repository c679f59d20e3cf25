//! The fields that every form sends along, and the text of a field.

use super::article_review::ArticleReview;
use crate::cli::build::html::markup::escape;
use crate::cli::review::guards::TOKEN_FIELD;
use crate::components::built_view::{BuiltView, IntoBuilt};
use leptos::prelude::*;

/// The hidden fields of a form: the token, and the revision of the article that is shown.
pub(super) fn hidden_fields(shown: &ArticleReview) -> BuiltView {
    view! {
        <input type="hidden" name=TOKEN_FIELD value=shown.token.clone()/>
        <input type="hidden" name="revision" value=shown.open.revision.clone()/>
    }
    .into_built()
}

/// The content of a `textarea`, which Leptos does not escape. A parser drops a line end at its start, so one is written for it.
pub(super) fn textarea_content(text: &str) -> String {
    ["\n", &escape(text)].concat()
}

/// The number of lines that a text takes in a field.
pub(super) fn line_count(text: &str) -> String {
    let lines: usize = text.lines().map(|line| 1 + line.chars().count() / 60).sum();
    lines.clamp(1, 16).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_cannot_close_its_field() {
        let content = textarea_content("</textarea><script>alert(1)</script>");
        let html = view! { <textarea>{content}</textarea> }.to_html();
        assert_eq!(html, "<textarea>\n&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;</textarea>");
    }

    #[test]
    fn a_field_is_as_high_as_its_text() {
        assert_eq!((line_count(""), line_count("a\nb"), line_count(&"x".repeat(130))), ("1".into(), "2".into(), "3".into()));
    }
}
