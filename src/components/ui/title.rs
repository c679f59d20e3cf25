//! Headlines: the text as it is stored, with straight quotes shown as typographic ones.
//!
//! A headline is compared, copied and searched for, so its text stays unchanged. Each straight quote stands in a `span.quote` that
//! the style sheet hides and replaces by the `data-shown` beside it.

use crate::article::typography;
use crate::components::built_view::{BuiltView, IntoBuilt};
use leptos::prelude::*;

/// The content of a headline. `marks` are the byte ranges to mark, ascending.
pub(crate) fn title(words: &str, lang: &str, marks: &[(usize, usize)]) -> Vec<BuiltView> {
    let mut out = Vec::new();
    let mut at = 0;
    for &(start, end) in marks {
        if at > start || words.get(start..end).is_none() {
            continue;
        }
        push_run(words, at, start, lang, &mut out);
        let mut inner = Vec::new();
        push_run(words, start, end, lang, &mut inner);
        out.push(view! { <mark>{inner}</mark> }.into_built());
        at = end;
    }
    push_run(words, at, words.len(), lang, &mut out);
    out
}

/// Pushes a run of a headline, given by its byte range. The form of a quote depends on the characters around it, inside the run or
/// not.
fn push_run(words: &str, start: usize, end: usize, lang: &str, out: &mut Vec<BuiltView>) {
    let (Some(earlier), Some(run)) = (words.get(..start), words.get(start..end)) else { return };
    let mut before = earlier.chars().next_back();
    let mut rest = words.get(start..).unwrap_or_default().chars();
    let mut plain = String::new();
    for c in run.chars() {
        rest.next();
        if matches!(c, '"' | '\'') {
            push_plain(&mut plain, out);
            out.push(quote(c, lang, before, rest.clone().next()));
        } else {
            plain.push(c);
        }
        before = Some(c);
    }
    push_plain(&mut plain, out);
}

fn push_plain(plain: &mut String, out: &mut Vec<BuiltView>) {
    if !plain.is_empty() {
        out.push(std::mem::take(plain).into_built());
    }
}

fn quote(stored: char, lang: &str, before: Option<char>, after: Option<char>) -> BuiltView {
    let stored = stored.to_string();
    let shown = typography::smarten_run(&stored, lang, before, after);
    view! { <span data-shown=shown class="quote">{stored}</span> }.into_built()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(words: &str, marks: &[(usize, usize)]) -> String {
        view! { <h1>{title(words, "en", marks)}</h1> }.to_html().replace("<!>", "")
    }

    fn shown(html: &str) -> Vec<&str> {
        html.split("data-shown=\"").skip(1).filter_map(|s| s.split('"').next()).collect()
    }

    #[test]
    fn straight_quotes_stay_and_are_shown_as_the_language_writes_them() {
        let html = html("'It's \"x\"'", &[]);
        assert_eq!(shown(&html), ["‘", "’", "“", "”", "’"]);
        assert!(html.contains(">'</span>It<") && html.contains(">\"</span>x<"), "{html}");
    }

    #[test]
    fn quote_before_a_mark_is_an_opening_quote() {
        assert_eq!(shown(&html("A \"double\" 'room'", &[(3, 9), (12, 16)])), ["“", "”", "‘", "’"]);
    }

    #[test]
    fn marks_leave_the_text_in_place() {
        assert_eq!(html("A railway line", &[(2, 9)]), "<h1>A <mark>railway</mark> line</h1>");
        assert_eq!(html("铁路", &[(0, 6)]), "<h1><mark>铁路</mark></h1>");
        assert_eq!(html("铁路", &[(1, 2)]), "<h1>铁路</h1>");
    }
}
