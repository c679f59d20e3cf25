//! The plain text of a body.

use super::block::{Block, Embed};
use super::children::{Child, Role, for_each_child, for_each_inline_child};
use super::inline::Text;

/// Returns the plain text of inlines. Footnotes are left out; a break is a new line.
pub fn plain_text(text: &Text) -> String {
    let mut out = String::new();
    push_plain_text(text, &mut out);
    out
}

fn push_plain_text(text: &Text, out: &mut String) {
    for inline in text.iter() {
        for_each_inline_child(inline, &mut |child| match child {
            Child::Text(_, inner) => push_plain_text(inner, out),
            Child::Words(Role::Body | Role::Caption, words) => out.push_str(words),
            Child::Break => out.push('\n'),
            Child::Unknown(value) => push_unknown_text(value, out),
            Child::Words(Role::Alternative | Role::Annotation, _) | Child::Blocks(_) | Child::Extra(..) => {}
        });
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

/// Calls `each` with every run of text of some blocks, in reading order: captions, credits, cells, notes and code included. A note
/// follows the text that refers to it.
pub fn for_each_run(blocks: &[Block], each: &mut dyn FnMut(&str)) {
    for block in blocks {
        for_each_block_run(block, each);
    }
}

fn for_each_block_run(block: &Block, each: &mut dyn FnMut(&str)) {
    for_each_child(block, &mut |child| match child {
        Child::Blocks(blocks) => for_each_run(blocks, each),
        Child::Text(_, text) => for_each_text_run(text, each),
        Child::Words(Role::Body | Role::Caption, words) => call_unless_empty(words, each),
        Child::Unknown(value) => {
            let mut words = String::new();
            push_unknown_text(value, &mut words);
            call_unless_empty(&words, each);
        }
        Child::Words(Role::Alternative | Role::Annotation, _) | Child::Break | Child::Extra(..) => {}
    });
    // An embed without a title is known by its address.
    if let Block::Embed(Embed { title: None, url, .. }) = block {
        call_unless_empty(url, each);
    }
}

fn call_unless_empty(words: &str, each: &mut dyn FnMut(&str)) {
    if !words.is_empty() {
        each(words);
    }
}

/// Calls `each` with the plain text, then with every run of its notes.
pub fn for_each_text_run(text: &Text, each: &mut dyn FnMut(&str)) {
    call_unless_empty(&plain_text(text), each);
    for_each_note_run(text, each);
}

fn for_each_note_run(text: &Text, each: &mut dyn FnMut(&str)) {
    for inline in text.iter() {
        for_each_inline_child(inline, &mut |child| match child {
            Child::Blocks(note) => for_each_run(note, each),
            Child::Text(_, inner) => for_each_note_run(inner, each),
            Child::Words(..) | Child::Break | Child::Unknown(_) | Child::Extra(..) => {}
        });
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Inline;

    #[test]
    fn plain_text_omits_notes_and_block_text_appends_them() {
        let text =
            Text(vec![Inline::Words("Gauge".into()), Inline::Note(vec![Block::paragraph("1,435 mm")]), Inline::Words(" changes.".into())]);
        assert_eq!(plain_text(&text), "Gauge changes.");
        assert_eq!(blocks_text(&[Block::Paragraph(text)]), "Gauge changes.\n1,435 mm");
    }

    #[test]
    fn an_embed_is_known_by_its_title_else_its_address() {
        let embed = |title: Option<&str>| {
            Block::Embed(Embed { title: title.map(str::to_owned), url: "https://a.example/".into(), ..Embed::default() })
        };
        assert_eq!(blocks_text(&[embed(Some("A film")), embed(None), embed(Some(""))]), "A film\nhttps://a.example/");
    }
}
