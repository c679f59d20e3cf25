//! Every kind of inline.

use super::block::formula;
use super::pen::Pen;
use crate::article::text::unknown_words;
use crate::article::{Inline, Link, Ruby, Text, href, typography};
use crate::view::element::{Child, Element, el};
use crate::view::room::Room;

/// A text of the site's settings: its words and links; a note in it is left out.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn simple(room: &Room, words: &Text, lang: &str) -> Vec<Child> {
    text(&mut Pen::new(room, lang, None), words)
}

/// The inlines of a text, in order.
pub(super) fn text<'a>(pen: &mut Pen<'a>, text: &'a Text) -> Vec<Child> {
    let outer = pen.after;
    let mut out = Vec::new();
    for (at, inline) in text.iter().enumerate() {
        pen.after = text.iter().skip(at + 1).find_map(first_char).or(outer);
        push(pen, inline, &mut out);
    }
    pen.after = outer;
    out
}

/// The first character that an inline shows, by which a quote before it is set.
fn first_char(inline: &Inline) -> Option<char> {
    match inline {
        Inline::Words(words) | Inline::Code(words) => words.chars().next(),
        Inline::Em(t) | Inline::Strong(t) | Inline::Sup(t) | Inline::Sub(t) | Inline::Mark(t) | Inline::Del(t) => {
            t.iter().find_map(first_char)
        }
        Inline::Link(l) => l.text.iter().find_map(first_char),
        Inline::Math(m) => m.tex.chars().next(),
        Inline::Ruby(r) => r.base.chars().next(),
        // The mark of a note belongs to what stands before it.
        Inline::Note(_) => None,
        Inline::Break => Some('\n'),
        Inline::Unknown(_, value) => {
            let mut words = String::new();
            unknown_words(value, &mut words);
            words.chars().next()
        }
    }
}

fn push<'a>(pen: &mut Pen<'a>, inline: &'a Inline, out: &mut Vec<Child>) {
    match inline {
        Inline::Words(words) => plain(pen, words, out),
        Inline::Em(t) => out.push(around(pen, "em", t)),
        Inline::Strong(t) => out.push(around(pen, "strong", t)),
        Inline::Sup(t) => out.push(around(pen, "sup", t)),
        Inline::Sub(t) => out.push(around(pen, "sub", t)),
        Inline::Mark(t) => out.push(around(pen, "mark", t)),
        Inline::Del(t) => out.push(around(pen, "del", t)),
        Inline::Code(words) => {
            pen.wrote(words);
            out.push(el("code").attr("dir", "ltr").attr("translate", "no").child(words.clone()).into());
        }
        Inline::Link(l) => out.push(linked(pen, l)),
        Inline::Math(m) => {
            pen.wrote(&m.tex);
            out.push(formula(pen, &m.tex).into());
        }
        Inline::Ruby(r) => {
            pen.wrote(&r.base);
            out.push(ruby(r));
        }
        Inline::Note(blocks) => {
            pen.noted += 1;
            pen.notes.push((pen.noted, blocks));
            out.push(mark_of_note(pen));
        }
        Inline::Break => {
            pen.wrote("\n");
            out.push(el("br").into());
        }
        Inline::Unknown(_, value) => {
            let mut words = String::new();
            unknown_words(value, &mut words);
            plain(pen, &words, out);
        }
    }
}

fn around<'a>(pen: &mut Pen<'a>, tag: &'static str, inner: &'a Text) -> Child {
    el(tag).children(text(pen, inner)).into()
}

/// Plain words, quotes set, the words that were looked for marked.
fn plain(pen: &mut Pen, words: &str, out: &mut Vec<Child>) {
    let mut rest = words;
    while let Some((before, found, after)) = first_mark(rest, pen.marks).and_then(|(start, end)| parted(rest, start, end)) {
        set(pen, before, found.chars().next(), out);
        let mut inner = Vec::new();
        set(pen, found, after.chars().next().or(pen.after), &mut inner);
        out.push(el("mark").class("found").children(inner).into());
        rest = after;
    }
    set(pen, rest, pen.after, out);
}

fn parted(words: &str, start: usize, end: usize) -> Option<(&str, &str, &str)> {
    Some((words.get(..start)?, words.get(start..end)?, words.get(end..)?))
}

/// Words as they are shown; `after` is the first character after them.
fn set(pen: &mut Pen, words: &str, after: Option<char>, out: &mut Vec<Child>) {
    if !words.is_empty() {
        out.push(typography::set_run(words, &pen.lang, pen.before, after).into());
        pen.wrote(words);
    }
}

/// The first and longest of the words in a run, whatever their case, as a byte range that is not empty.
#[expect(clippy::string_slice, reason = "a mark is places of characters of this run")]
fn first_mark(run: &str, words: &[String]) -> Option<(usize, usize)> {
    if words.is_empty() {
        return None;
    }
    run.char_indices().find_map(|(at, _)| {
        let end = words.iter().filter_map(|word| matched(&run[at..], word)).max()?;
        Some((at, at + end))
    })
}

/// How many bytes of a run a word takes at its start.
fn matched(run: &str, word: &str) -> Option<usize> {
    let mut chars = run.chars();
    let mut length = 0;
    for expected in word.chars() {
        let c = chars.next()?;
        if c != expected && !c.to_lowercase().eq(expected.to_lowercase()) {
            return None;
        }
        length += c.len_utf8();
    }
    (length > 0).then_some(length)
}

fn linked<'a>(pen: &mut Pen<'a>, l: &'a Link) -> Child {
    let words = text(pen, &l.text);
    link(pen, &l.href, words).into()
}

/// A link; an address that is none of a page, a letter or a telephone is drawn as words.
pub(super) fn link(pen: &Pen, href: &str, words: Vec<Child>) -> Element {
    anchor(pen.room, href).children(words)
}

/// The element of such a link, without its words. A page that it opens is given no hold on this one.
pub(crate) fn anchor(room: &Room, href: &str) -> Element {
    let href = href.trim();
    if !href::is_safe(href) {
        return el("span");
    }
    el("a").attr("href", room.addressing.link(href)).maybe("rel", href::host(href).map(|_| "noopener"))
}

/// Characters with their reading, which stands in brackets where it cannot be set above.
fn ruby(ruby: &Ruby) -> Child {
    el("ruby")
        .child(ruby.base.clone())
        .child(el("rp").child("("))
        .child(el("rt").child(ruby.text.clone()))
        .child(el("rp").child(")"))
        .into()
}

fn mark_of_note(pen: &Pen) -> Child {
    let (words, lang) = pen.room.words_of(&pen.lang);
    let number = pen.noted.to_string();
    let shown = pen.room.locale.number(pen.noted, &lang);
    let link = el("a")
        .attr("id", ["mark-", &number].concat())
        .attr("href", ["#note-", &number].concat())
        .attr("role", "doc-noteref")
        .attr("aria-label", (words.note)(&shown))
        .child(shown.clone());
    el("sup").class("note-mark").child(link).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_and_longest_word_is_marked_whatever_its_case() {
        let words = ["rail".to_owned(), "railway".to_owned()];
        assert_eq!(first_mark("The Railways", &words), Some((4, 11)));
        assert_eq!(first_mark("Ärger", &["ärger".to_owned()]), Some((0, 6)));
        assert_eq!(first_mark("x", &[String::new()]), None);
    }
}
