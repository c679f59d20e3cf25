//! The plain text of a body, its word count and its reading time.

use super::block::Block;
use super::inline::{Inline, Text};
use super::language;

/// Returns the plain text of inlines. Footnotes are left out; a break is a new line.
pub fn plain_text(text: &Text) -> String {
    let mut out = String::new();
    push_plain_text(text, &mut out);
    out
}

fn push_plain_text(text: &Text, out: &mut String) {
    for inline in text.iter() {
        match inline {
            Inline::Words(words) | Inline::Code(words) => out.push_str(words),
            Inline::Em(t) | Inline::Strong(t) | Inline::Sup(t) | Inline::Sub(t) | Inline::Mark(t) | Inline::Del(t) => {
                push_plain_text(t, out)
            }
            Inline::Link(link) => push_plain_text(&link.text, out),
            Inline::Math(math) => out.push_str(&math.tex),
            Inline::Ruby(ruby) => out.push_str(&ruby.base),
            Inline::Note(_) => {}
            Inline::Break => out.push('\n'),
            Inline::Unknown(_, value) => push_unknown_text(value, out),
        }
    }
}

/// Appends every string inside an unknown value, in order.
pub fn push_unknown_text(value: &serde_json::Value, out: &mut String) {
    match value {
        serde_json::Value::String(words) => {
            if !out.is_empty() && !out.ends_with(char::is_whitespace) {
                out.push(' ');
            }
            out.push_str(words);
        }
        serde_json::Value::Array(items) => items.iter().for_each(|v| push_unknown_text(v, out)),
        serde_json::Value::Object(fields) => fields.values().for_each(|v| push_unknown_text(v, out)),
        _ => {}
    }
}

/// Calls `each` with every run of text of some blocks, in reading order: captions, credits, cells, notes and code included.
pub fn for_each_run(blocks: &[Block], each: &mut dyn FnMut(&str)) {
    for block in blocks {
        for_each_block_run(block, each);
    }
}

fn for_each_block_run(block: &Block, each: &mut dyn FnMut(&str)) {
    match block {
        Block::Heading(h) => for_each_text_run(&h.text, each),
        Block::Paragraph(text) => for_each_text_run(text, each),
        Block::Quote(q) => {
            for_each_run(&q.blocks, each);
            call_unless_empty(q.cite.as_deref(), each);
        }
        Block::Figure(f) => {
            for_each_text_run(&f.caption, each);
            call_unless_empty(f.place.as_deref(), each);
            call_unless_empty(f.credit.as_deref(), each);
        }
        Block::List(list) => list.items.iter().for_each(|item| for_each_run(item, each)),
        Block::Table(t) => {
            for_each_text_run(&t.caption, each);
            t.head.iter().chain(t.rows.iter().flatten()).for_each(|cell| for_each_text_run(cell.text(), each));
        }
        Block::Code(code) => each(&code.text),
        Block::Math(math) => each(&math.tex),
        Block::Aside(blocks) => for_each_run(blocks, each),
        Block::Details(d) => {
            for_each_text_run(&d.summary, each);
            for_each_run(&d.blocks, each);
        }
        Block::Embed(e) => call_unless_empty(e.title.as_deref().or(Some(&e.url)), each),
        Block::Media(m) => call_unless_empty(m.title.as_deref(), each),
        Block::Foreign(foreign) => for_each_run(&foreign.blocks, each),
        Block::Rule => {}
        Block::Unknown(_, value) => {
            let mut words = String::new();
            push_unknown_text(value, &mut words);
            call_unless_empty(Some(&words), each);
        }
    }
}

fn call_unless_empty(words: Option<&str>, each: &mut dyn FnMut(&str)) {
    if let Some(words) = words.filter(|w| !w.is_empty()) {
        each(words);
    }
}

fn for_each_text_run(text: &Text, each: &mut dyn FnMut(&str)) {
    call_unless_empty(Some(&plain_text(text)), each);
    for_each_note_run(text, each);
}

fn for_each_note_run(text: &Text, each: &mut dyn FnMut(&str)) {
    for inline in text.iter() {
        match inline {
            Inline::Note(blocks) => for_each_run(blocks, each),
            Inline::Em(t) | Inline::Strong(t) | Inline::Sup(t) | Inline::Sub(t) | Inline::Mark(t) | Inline::Del(t) => {
                for_each_note_run(t, each)
            }
            Inline::Link(link) => for_each_note_run(&link.text, each),
            _ => {}
        }
    }
}

/// Returns the text of one block, runs separated by a new line.
pub fn block_text(block: &Block) -> String {
    blocks_text(std::slice::from_ref(block))
}

/// Returns the text of some blocks, runs separated by a new line.
pub fn blocks_text(blocks: &[Block]) -> String {
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
    pub fn from_blocks(blocks: &[Block]) -> Count {
        let mut count = Count::default();
        let mut unspaced = 0;
        for_each_run(blocks, &mut |run| count.add_run(run, &mut unspaced));
        count.spaced += unspaced / 5;
        count
    }

    fn add_run(&mut self, run: &str, unspaced: &mut u32) {
        let mut is_inside_word = false;
        for c in run.chars() {
            if language::is_ideographic(c) {
                self.ideographic += 1;
                is_inside_word = false;
            } else if language::is_unspaced_letter(c) {
                *unspaced += 1;
                is_inside_word = false;
            } else if c.is_whitespace() {
                is_inside_word = false;
            } else if c.is_alphanumeric() && !is_inside_word {
                self.spaced += 1;
                is_inside_word = true;
            }
        }
    }

    /// Returns the sum of words and characters.
    pub fn total(self) -> u32 {
        self.spaced + self.ideographic
    }

    /// Returns the reading time in minutes for a language, at least 1. Words of another script count at that script's speed.
    pub fn minutes(self, lang: &str) -> u32 {
        let spaced_lang = if matches!(language::primary_subtag(lang).as_str(), "zh" | "ja") { "en" } else { lang };
        let ideographic_lang = if language::primary_subtag(lang) == "ja" { "ja" } else { "zh" };
        let seconds =
            60 * self.spaced / language::reading_speed(spaced_lang) + 60 * self.ideographic / language::reading_speed(ideographic_lang);
        seconds.div_ceil(60).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(words: &str) -> Count {
        Count::from_blocks(&[Block::paragraph(words)])
    }

    #[test]
    fn counts_words_or_characters_by_script() {
        assert_eq!(count("It's a well-known fact -- 1,435 mm.").total(), 6);
        assert_eq!(count("长江上游的重庆。").total(), 7);
        assert_eq!(count("シルクロードと絹 Silk Road").total(), 10);
        assert_eq!(count("").total(), 0);
    }

    #[test]
    fn minutes_depend_on_language() {
        assert_eq!(count(&"word ".repeat(228 * 3)).minutes("en"), 3);
        assert_eq!(count(&"字".repeat(255 * 2)).minutes("zh-Hans"), 2);
        assert_eq!(count(&"字".repeat(357)).minutes("ja"), 1);
        assert_eq!(count("x").minutes("ar"), 1);
    }

    #[test]
    fn plain_text_omits_notes_and_block_text_appends_them() {
        let text =
            Text(vec![Inline::Words("Gauge".into()), Inline::Note(vec![Block::paragraph("1,435 mm")]), Inline::Words(" changes.".into())]);
        assert_eq!(plain_text(&text), "Gauge changes.");
        assert_eq!(blocks_text(&[Block::Paragraph(text)]), "Gauge changes.\n1,435 mm");
    }
}
