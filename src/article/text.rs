//! The plain text of a body, its word count and its reading time.

use super::block::Block;
use super::inline::{Inline, Text};
use super::language;

/// Returns the plain text of inlines. Footnotes are left out; a break is a new line.
pub fn plain(text: &Text) -> String {
    let mut out = String::new();
    push_plain(text, &mut out);
    out
}

fn push_plain(text: &Text, out: &mut String) {
    for inline in text.iter() {
        match inline {
            Inline::Words(words) | Inline::Code(words) => out.push_str(words),
            Inline::Em(t) | Inline::Strong(t) | Inline::Sup(t) | Inline::Sub(t) | Inline::Mark(t) | Inline::Del(t) => push_plain(t, out),
            Inline::Link(link) => push_plain(&link.text, out),
            Inline::Math(math) => out.push_str(&math.tex),
            Inline::Ruby(ruby) => out.push_str(&ruby.base),
            Inline::Note(_) => {}
            Inline::Break => out.push('\n'),
            Inline::Unknown(_, value) => unknown_words(value, out),
        }
    }
}

/// Appends every string inside an unknown value, in order.
pub fn unknown_words(value: &serde_json::Value, out: &mut String) {
    match value {
        serde_json::Value::String(words) => {
            if !out.is_empty() && !out.ends_with(char::is_whitespace) {
                out.push(' ');
            }
            out.push_str(words);
        }
        serde_json::Value::Array(items) => items.iter().for_each(|v| unknown_words(v, out)),
        serde_json::Value::Object(fields) => fields.values().for_each(|v| unknown_words(v, out)),
        _ => {}
    }
}

/// Calls `each` with every run of text of some blocks, in reading order: captions, credits, cells, notes and code included.
pub fn for_each_run(blocks: &[Block], each: &mut dyn FnMut(&str)) {
    for block in blocks {
        block_runs(block, each);
    }
}

fn block_runs(block: &Block, each: &mut dyn FnMut(&str)) {
    match block {
        Block::Heading(h) => text_runs(&h.text, each),
        Block::Paragraph(text) => text_runs(text, each),
        Block::Quote(q) => {
            for_each_run(&q.blocks, each);
            optional(q.cite.as_deref(), each);
        }
        Block::Figure(f) => {
            text_runs(&f.caption, each);
            optional(f.place.as_deref(), each);
            optional(f.credit.as_deref(), each);
        }
        Block::List(list) => list.items.iter().for_each(|item| for_each_run(item, each)),
        Block::Table(t) => {
            text_runs(&t.caption, each);
            t.head.iter().chain(t.rows.iter().flatten()).for_each(|cell| text_runs(cell.text(), each));
        }
        Block::Code(code) => each(&code.text),
        Block::Math(math) => each(&math.tex),
        Block::Aside(blocks) => for_each_run(blocks, each),
        Block::Details(d) => {
            text_runs(&d.summary, each);
            for_each_run(&d.blocks, each);
        }
        Block::Embed(e) => optional(e.title.as_deref().or(Some(&e.url)), each),
        Block::Media(m) => optional(m.title.as_deref(), each),
        Block::In(foreign) => for_each_run(&foreign.blocks, each),
        Block::Rule => {}
        Block::Unknown(_, value) => {
            let mut words = String::new();
            unknown_words(value, &mut words);
            optional(Some(&words), each);
        }
    }
}

fn optional(words: Option<&str>, each: &mut dyn FnMut(&str)) {
    if let Some(words) = words.filter(|w| !w.is_empty()) {
        each(words);
    }
}

fn text_runs(text: &Text, each: &mut dyn FnMut(&str)) {
    optional(Some(&plain(text)), each);
    note_runs(text, each);
}

fn note_runs(text: &Text, each: &mut dyn FnMut(&str)) {
    for inline in text.iter() {
        match inline {
            Inline::Note(blocks) => for_each_run(blocks, each),
            Inline::Em(t) | Inline::Strong(t) | Inline::Sup(t) | Inline::Sub(t) | Inline::Mark(t) | Inline::Del(t) => note_runs(t, each),
            Inline::Link(link) => note_runs(&link.text, each),
            _ => {}
        }
    }
}

/// Returns the text of one block, runs separated by a new line.
pub fn block_words(block: &Block) -> String {
    blocks_words(std::slice::from_ref(block))
}

/// Returns the text of some blocks, runs separated by a new line.
pub fn blocks_words(blocks: &[Block]) -> String {
    let mut words = String::new();
    for_each_run(blocks, &mut |run| {
        if !words.is_empty() {
            words.push('\n');
        }
        words.push_str(run);
    });
    words
}

/// A word count: runs of letters between spaces; each Han character and kana; a fifth of the letters of other scripts without
/// spaces.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Words separated by spaces.
    pub spaced: u32,
    /// Characters counted one by one.
    pub ideographic: u32,
}

impl Count {
    /// Counts the words of some blocks.
    pub fn of(blocks: &[Block]) -> Count {
        let mut count = Count::default();
        let mut unspaced = 0;
        for_each_run(blocks, &mut |run| count.add(run, &mut unspaced));
        count.spaced += unspaced / 5;
        count
    }

    fn add(&mut self, run: &str, unspaced: &mut u32) {
        let mut inside = false;
        for c in run.chars() {
            if language::is_ideographic(c) {
                self.ideographic += 1;
                inside = false;
            } else if language::is_unspaced_letter(c) {
                *unspaced += 1;
                inside = false;
            } else if c.is_whitespace() {
                inside = false;
            } else if c.is_alphanumeric() && !inside {
                self.spaced += 1;
                inside = true;
            }
        }
    }

    /// Returns the sum of words and characters.
    pub fn total(self) -> u32 {
        self.spaced + self.ideographic
    }

    /// Returns the reading time in minutes for a language, at least 1. Words of another script count at that script's speed.
    pub fn minutes(self, lang: &str) -> u32 {
        let spaced_lang = if matches!(language::primary(lang).as_str(), "zh" | "ja") { "en" } else { lang };
        let ideographic_lang = if language::primary(lang) == "ja" { "ja" } else { "zh" };
        let seconds =
            60 * self.spaced / language::reading_speed(spaced_lang) + 60 * self.ideographic / language::reading_speed(ideographic_lang);
        seconds.div_ceil(60).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(words: &str) -> Count {
        Count::of(&[Block::paragraph(words)])
    }

    #[test]
    fn words_are_counted_as_each_script_has_them() {
        assert_eq!(count("It's a well-known fact -- 1,435 mm.").total(), 6);
        assert_eq!(count("长江上游的重庆。").total(), 7);
        assert_eq!(count("シルクロードと絹 Silk Road").total(), 10);
        assert_eq!(count("").total(), 0);
    }

    #[test]
    fn minutes_follow_the_language() {
        assert_eq!(count(&"word ".repeat(228 * 3)).minutes("en"), 3);
        assert_eq!(count(&"字".repeat(255 * 2)).minutes("zh-Hans"), 2);
        assert_eq!(count(&"字".repeat(357)).minutes("ja"), 1);
        assert_eq!(count("x").minutes("ar"), 1);
    }

    #[test]
    fn notes_count_but_do_not_interrupt_their_sentence() {
        let text =
            Text(vec![Inline::Words("Gauge".into()), Inline::Note(vec![Block::paragraph("1,435 mm")]), Inline::Words(" changes.".into())]);
        assert_eq!(plain(&text), "Gauge changes.");
        assert_eq!(blocks_words(&[Block::Paragraph(text)]), "Gauge changes.\n1,435 mm");
    }
}
