//! Normalizes white space as a browser renders it, and heading levels.

use crate::article::children::{ChildMut, for_each_child_mut};
use crate::article::language::is_ideographic;
use crate::article::{Block, Inline, Text, text};
use crate::cli::import::comparison_key::comparison_key;

/// Splits inlines into paragraphs: a break before an indented line, as in old Chinese pages, begins a new one.
pub(super) fn split_paragraphs(run: Vec<Inline>) -> Vec<Text> {
    let mut parts: Vec<Vec<Inline>> = vec![Vec::new()];
    let mut run = run.into_iter().peekable();
    while let Some(inline) = run.next() {
        let is_indented =
            matches!(run.peek(), Some(Inline::Words(words)) if words.trim_start_matches(['\n', '\r', '\t', ' ']).starts_with('\u{3000}'));
        match parts.last_mut() {
            Some(last) if !(matches!(inline, Inline::Break) && is_indented) => last.push(inline),
            _ => parts.push(Vec::new()),
        }
    }
    parts.into_iter().map(normalize_inlines).filter(|text| !text::plain_text(text).trim().is_empty() || has_note(text)).collect()
}

fn has_note(text: &Text) -> bool {
    text.iter().any(|inline| matches!(inline, Inline::Note(_) | Inline::Math(_)))
}

/// Normalizes one text: collapses white space, trims it at the ends and beside breaks, and drops empty elements.
pub(super) fn normalize_inlines(run: Vec<Inline>) -> Text {
    let mut state = State { last: None, pending: None };
    let mut out = state.normalize(run);
    trim(&mut out, TextEnd::Last);
    trim(&mut out, TextEnd::First);
    Text(out)
}

struct State {
    /// The last character written; `None` at the start of a line.
    last: Option<char>,
    /// White space read but not yet written; true if it contained a newline.
    pending: Option<bool>,
}

impl State {
    fn normalize(&mut self, run: Vec<Inline>) -> Vec<Inline> {
        let mut out = Vec::new();
        for inline in run {
            match inline {
                Inline::Words(words) => {
                    let words = self.normalize_words(&words);
                    push_words(&mut out, words);
                }
                Inline::Break => {
                    trim(&mut out, TextEnd::Last);
                    (self.last, self.pending) = (None, None);
                    if !out.is_empty() {
                        out.push(Inline::Break);
                    }
                }
                other => self.push_element(other, &mut out),
            }
        }
        out
    }

    fn push_element(&mut self, inline: Inline, out: &mut Vec<Inline>) {
        // The space before an element belongs outside it.
        if self.pending.take().is_some() && self.last.is_some_and(|c| c != ' ') {
            push_words(out, " ".to_owned());
            self.last = Some(' ');
        }
        let made = match inline {
            Inline::Em(t) => self.normalize_inner(t).map(Inline::Em),
            Inline::Strong(t) => self.normalize_inner(t).map(Inline::Strong),
            Inline::Sup(t) => self.normalize_inner(t).map(Inline::Sup),
            Inline::Sub(t) => self.normalize_inner(t).map(Inline::Sub),
            Inline::Mark(t) => self.normalize_inner(t).map(Inline::Mark),
            Inline::Del(t) => self.normalize_inner(t).map(Inline::Del),
            Inline::Link(mut link) => self.normalize_inner(std::mem::take(&mut link.text)).map(|text| {
                link.text = text;
                Inline::Link(link)
            }),
            Inline::Code(code) => {
                self.last = Some('c');
                Some(code.replace('\n', " ")).filter(|c| !c.trim().is_empty()).map(Inline::Code)
            }
            Inline::Note(blocks) => Some(blocks).filter(|b| !b.is_empty()).map(Inline::Note),
            other => {
                self.last = Some('x');
                Some(other)
            }
        };
        out.extend(made);
    }

    fn normalize_inner(&mut self, text: Text) -> Option<Text> {
        let text = Text(self.normalize(text.0));
        (!text.is_empty()).then_some(text)
    }

    fn normalize_words(&mut self, words: &str) -> String {
        let mut out = String::with_capacity(words.len());
        for c in words.chars() {
            match c {
                ' ' | '\t' | '\n' | '\r' | '\u{c}' | '\u{2028}' => self.pending = Some(self.pending == Some(true) || c == '\n'),
                // Invisible characters that page builders insert.
                '\u{feff}' | '\u{200b}' | '\u{ad}' => {}
                c if c.is_control() => {}
                c => {
                    if let (Some(new_line), Some(last)) = (self.pending.take(), self.last) {
                        // Han text breaks anywhere, so no space belongs there.
                        let between_han = new_line && is_ideographic(last) && is_ideographic(c);
                        if last != ' ' && !between_han {
                            out.push(' ');
                        }
                    }
                    out.push(c);
                    self.last = Some(c);
                }
            }
        }
        out
    }
}

fn push_words(out: &mut Vec<Inline>, words: String) {
    match out.last_mut() {
        Some(Inline::Words(last)) => last.push_str(&words),
        _ if words.is_empty() => {}
        _ => out.push(Inline::Words(words)),
    }
}

const BLANK_CHARS: [char; 3] = [' ', '\u{a0}', '\u{3000}'];

/// An end of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TextEnd {
    First,
    Last,
}

/// Removes white space and breaks at an end of a text, and the elements that are then empty.
fn trim(inlines: &mut Vec<Inline>, end: TextEnd) {
    loop {
        let outermost = match end {
            TextEnd::First => inlines.first_mut(),
            TextEnd::Last => inlines.last_mut(),
        };
        if !outermost.is_some_and(|inline| becomes_empty(inline, end)) {
            return;
        }
        match end {
            TextEnd::First => drop(inlines.remove(0)),
            TextEnd::Last => drop(inlines.pop()),
        }
    }
}

/// Trims an inline at an end; returns true if nothing of it remains.
fn becomes_empty(inline: &mut Inline, end: TextEnd) -> bool {
    let trim_text = |text: &mut Text| {
        trim(&mut text.0, end);
        text.is_empty()
    };
    match inline {
        Inline::Words(words) => {
            let kept = match end {
                TextEnd::First => words.trim_start_matches(BLANK_CHARS),
                TextEnd::Last => words.trim_end_matches(BLANK_CHARS),
            };
            *words = kept.to_owned();
            words.is_empty()
        }
        Inline::Em(text) | Inline::Strong(text) | Inline::Mark(text) | Inline::Del(text) => trim_text(text),
        Inline::Link(link) => trim_text(&mut link.text),
        Inline::Break => true,
        Inline::Sup(_) | Inline::Sub(_) | Inline::Code(_) | Inline::Note(_) | Inline::Math(_) | Inline::Ruby(_) | Inline::Unknown(..) => {
            false
        }
    }
}

/// Normalizes headings: removes one before the text that repeats the title, and makes the highest of the others level 2.
pub fn normalize_headings(body: &mut Vec<Block>, title: &str) {
    let title = comparison_key(title);
    let begins = body.iter().position(|b| matches!(b, Block::Paragraph(_))).map_or(body.len(), |at| at + 1);
    let repeats = |b: &Block| matches!(b, Block::Heading(h) if comparison_key(&text::plain_text(&h.text)) == title);
    if let Some(at) = body.iter().take(begins + 1).position(repeats) {
        body.remove(at);
    }
    let mut highest = u8::MAX;
    for_each_heading_level(body, &mut |level| highest = highest.min(*level));
    for_each_heading_level(body, &mut |level| *level = (*level + 2).saturating_sub(highest).clamp(2, 6));
}

/// Headings inside a text, which only notes could have, are left alone.
fn for_each_heading_level(blocks: &mut [Block], each: &mut dyn FnMut(&mut u8)) {
    for block in blocks {
        if let Block::Heading(heading) = block {
            each(&mut heading.level);
        }
        for_each_child_mut(block, &mut |child| {
            if let ChildMut::Blocks(inner) = child {
                for_each_heading_level(inner, each);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn w(words: &str) -> Inline {
        Inline::Words(words.into())
    }

    #[test]
    fn collapses_white_space_like_a_browser() {
        let run = vec![
            w("\n  One "),
            Inline::Em(Text(vec![w(" two\n")])),
            w("three \u{a0}"),
            Inline::Break,
            w(" four "),
            Inline::Strong(Text::default()),
        ];
        let want = vec![w("One "), Inline::Em(Text(vec![w("two")])), w(" three"), Inline::Break, w("four")];
        assert_eq!(normalize_inlines(run), Text(want));
        assert_eq!(normalize_inlines(vec![w("长江\n流过 重庆\nA")]), Text(vec![w("长江流过 重庆 A")]));
    }

    #[test]
    fn blanks_at_the_ends_are_trimmed_inside_elements_too() {
        let mark = |words: &str| Inline::Mark(Text(vec![w(words)]));
        let run = vec![mark("\u{a0}"), Inline::Break, mark("\u{3000}one"), w("two"), mark("three\u{a0}"), mark("\u{3000}")];
        assert_eq!(normalize_inlines(run), Text(vec![mark("one"), w("two"), mark("three")]));
    }

    #[test]
    fn an_indented_line_begins_a_paragraph() {
        let run = vec![w("　　第一段。"), Inline::Break, w("\n　　第二段。"), Inline::Break, w("同段。")];
        assert_eq!(split_paragraphs(run).len(), 2);
    }

    #[test]
    fn headings_start_at_level_two_and_do_not_repeat_the_title() {
        let mut body = vec![Block::heading(2, "The title!"), Block::paragraph("x")];
        body.push(Block::Heading(crate::article::Heading { level: 3, text: "A".into(), ..Default::default() }));
        body.push(Block::Heading(crate::article::Heading { level: 4, text: "B".into(), ..Default::default() }));
        normalize_headings(&mut body, "The Title");
        assert_eq!(body, [Block::paragraph("x"), Block::heading(2, "A"), Block::heading(3, "B")]);
    }
}
