//! Headlines: the words as they are stored, their straight quotes drawn as the language sets them.
//!
//! A headline is compared, copied and looked for, so its words stay what they are. Each straight quote stands in a
//! `span.quote` that the style hides and replaces by the `data-shown` beside it.

use super::element::{Child, Element, el};
use crate::article::typography;

/// The children of a headline. `marks` are the byte ranges to mark, ascending, see [`super::list::Entry`].
pub fn title(words: &str, lang: &str, marks: &[(usize, usize)]) -> Vec<Child> {
    let mut out = Vec::new();
    let mut at = 0;
    for &(start, end) in marks {
        let (Some(before), Some(found)) = (words.get(at..start), words.get(start..end)) else { continue };
        push(before, words[..at].chars().next_back(), lang, &mut out);
        let mut inner = Vec::new();
        push(found, words[..start].chars().next_back(), lang, &mut inner);
        out.push(el("mark").children(inner).into());
        at = end;
    }
    push(&words[at..], words[..at].chars().next_back(), lang, &mut out);
    out
}

fn push(words: &str, mut before: Option<char>, lang: &str, out: &mut Vec<Child>) {
    let mut plain = String::new();
    for (at, c) in words.char_indices() {
        if matches!(c, '"' | '\'') {
            flush(&mut plain, out);
            out.push(quote(c, &words[at..], before, lang).into());
        } else {
            plain.push(c);
        }
        before = Some(c);
    }
    flush(&mut plain, out);
}

fn flush(plain: &mut String, out: &mut Vec<Child>) {
    if !plain.is_empty() {
        out.push(std::mem::take(plain).into());
    }
}

/// What a quote is shown as depends on what stands after it too: the language sets the rest, its first mark is ours.
fn quote(stored: char, rest: &str, before: Option<char>, lang: &str) -> Element {
    let next = rest.chars().nth(1);
    let pair: String = std::iter::once(stored).chain(next).collect();
    let set = typography::set(&pair, lang, before);
    let shown: String = match next {
        Some(next) if !matches!(next, '"' | '\'') => set.strip_suffix(next).unwrap_or(&set).to_owned(),
        Some(_) => set.chars().take(1).collect(),
        None => set,
    };
    el("span").class("quote").attr("data-shown", shown).child(stored.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use leptos::prelude::*;

    fn html(words: &str, marks: &[(usize, usize)]) -> String {
        el("h1").children(title(words, "en", marks)).to_html()
    }

    #[test]
    fn straight_quotes_stay_and_are_drawn_as_the_language_has_them() {
        let html = html("'It's \"x\"'", &[]);
        let shown: Vec<&str> = html.split("data-shown=\"").skip(1).filter_map(|s| s.split('"').next()).collect();
        assert_eq!(shown, ["‘", "’", "“", "”", "’"]);
        assert!(html.contains(">'</span>It<") && html.contains(">&quot;</span>x<"), "{html}");
    }

    #[test]
    fn marked_words_stand_where_they_stood() {
        assert_eq!(html("A railway line", &[(2, 9)]), "<h1>A <mark>railway</mark> line</h1>");
        assert_eq!(html("铁路", &[(0, 6)]), "<h1><mark>铁路</mark></h1>");
        assert_eq!(html("铁路", &[(1, 2)]), "<h1>铁路</h1>");
    }
}
