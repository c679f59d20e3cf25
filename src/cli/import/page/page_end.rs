//! Removes what stands behind the end of a text: comments, and boxes about its author. They are told by words of any site, and by the
//! author's name.

use crate::article::{Block, text};
use crate::cli::import::comparison_key::comparison_key;

/// The number of blocks at the end among which a note on the author stands.
const MAX_NOTE_BLOCKS: usize = 12;
/// The maximum length of such a note, in characters.
const MAX_NOTE_CHARS: usize = 1500;
/// The maximum length of a label, in characters.
const MAX_LABEL_CHARS: usize = 60;
/// The minimum length of a text before its end, in characters.
const MIN_TEXT_CHARS: usize = 250;

/// Labels of comments, letters only: they may have a number.
const COMMENT_LABELS: [&str; 48] = [
    "comments",
    "comment",
    "commentson",
    "thoughtson",
    "thoughton",
    "responsesto",
    "responseto",
    "leaveacomment",
    "leaveareply",
    "postacomment",
    "addacomment",
    "jointhediscussion",
    "kommentare",
    "kommentar",
    "kommentarezu",
    "kommentarezudiesemartikel",
    "kommentieren",
    "kommentarschreiben",
    "kommentarhinterlassen",
    "schreibeeinenkommentar",
    "hinterlasseeinenkommentar",
    "hinterlasseneinenkommentar",
    "leserkommentare",
    "commentaires",
    "commentaire",
    "laisseruncommentaire",
    "ajouteruncommentaire",
    "comentarios",
    "comentario",
    "dejauncomentario",
    "dejaruncomentario",
    "comentários",
    "comentário",
    "deixeumcomentário",
    "commenti",
    "commento",
    "lasciauncommento",
    "reacties",
    "reactie",
    "kommentarer",
    "komentarze",
    "komentarzy",
    "комментарии",
    "комментариев",
    "yorumlar",
    "发表评论",
    "条评论",
    "댓글",
];

/// Labels of notes on an author, letters only.
const AUTHOR_LABELS: [&str; 24] = [
    "abouttheauthor",
    "abouttheauthors",
    "aboutthewriter",
    "aboutauthor",
    "überdenautor",
    "überdieautorin",
    "überdieautoren",
    "überdieautorinnen",
    "überautor",
    "zumautor",
    "zurautorin",
    "àproposdelauteur",
    "àproposdelauteure",
    "alauteur",
    "acercadelautor",
    "sobreelautor",
    "sobrelaautora",
    "sobreoautor",
    "sobreaautora",
    "sullautore",
    "overdeauteur",
    "omforfatteren",
    "обавторе",
    "作者简介",
];

/// Removes comments, and notes on the author, from the end of a body.
pub(super) fn trim_end(body: &mut Vec<Block>, authors: &[String]) {
    if let Some(at) = comments_start(body) {
        body.truncate(at);
    }
    if let Some(at) = note_start(body, authors) {
        body.truncate(at);
    }
}

/// The place of the label of comments that stand behind more text than they are.
fn comments_start(body: &[Block]) -> Option<usize> {
    let at = body.iter().position(is_comments_label)?;
    let (before, behind) = (chars(body.get(..at)?), chars(body.get(at..)?));
    (before >= MIN_TEXT_CHARS && before >= behind).then_some(at)
}

/// A line of a label of comments and a number: `3 Kommentare`, `Comments (12)`.
fn is_comments_label(block: &Block) -> bool {
    let Some(line) = line(block) else { return false };
    let letters = comparison_key(&line).replace(|c: char| c.is_ascii_digit(), "");
    let has_number = line.contains(|c: char| c.is_ascii_digit());
    let is_heading = matches!(block, Block::Heading(_));
    let starts = || COMMENT_LABELS.iter().any(|label| label.chars().count() > 8 && letters.starts_with(label));
    (has_number || is_heading) && COMMENT_LABELS.contains(&letters.as_str()) || has_number && is_heading && starts()
}

/// The place of a note on the author at the end of a text.
fn note_start(body: &[Block], authors: &[String]) -> Option<usize> {
    let names: Vec<String> = authors.iter().filter(|name| name.trim().contains(' ')).map(|name| comparison_key(name)).collect();
    let first = body.len().saturating_sub(MAX_NOTE_BLOCKS).max(1);
    let starts = |at: &usize| {
        let block = body.get(*at);
        block.is_some_and(|block| is_author_label(block) || is_name(block, &names)) || begins_with_name(body, *at, &names)
    };
    let at = (first..body.len()).find(starts)?;
    let (before, behind) = (chars(body.get(..at)?), chars(body.get(at..)?));
    (before >= MIN_TEXT_CHARS && behind <= MAX_NOTE_CHARS && behind * 2 <= before).then_some(at)
}

fn is_author_label(block: &Block) -> bool {
    line(block).is_some_and(|line| {
        let key = comparison_key(&line);
        AUTHOR_LABELS.iter().any(|label| key == *label || matches!(block, Block::Heading(_)) && key.starts_with(label))
    })
}

/// Whether a block is the name of an author alone, or a portrait; one behind a dash signs the text.
fn is_name(block: &Block, names: &[String]) -> bool {
    let caption = || if let Block::Figure(figure) = block { Some(text::plain_text(&figure.caption)) } else { None };
    line(block).or_else(caption).is_some_and(|line| !line.starts_with(['-', '–', '—']) && names.contains(&comparison_key(&line)))
}

/// Whether a paragraph begins with the name of an author, and no other one before it does.
fn begins_with_name(body: &[Block], at: usize, names: &[String]) -> bool {
    let begins = |block: &Block| {
        let Block::Paragraph(text) = block else { return false };
        let words = text::plain_text(text);
        let key = comparison_key(&words);
        !words.contains(':') && names.iter().any(|name| key.len() > name.len() && key.starts_with(name.as_str()))
    };
    body.get(at).is_some_and(begins) && !body.iter().take(at).any(begins)
}

/// The text of a short paragraph or heading.
fn line(block: &Block) -> Option<String> {
    let is_line = matches!(block, Block::Paragraph(_) | Block::Heading(_));
    is_line.then(|| text::block_text(block)).filter(|line| line.chars().count() <= MAX_LABEL_CHARS)
}

fn chars(blocks: &[Block]) -> usize {
    blocks.iter().map(|block| text::block_text(block).chars().count()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trimmed(end: &[&str]) -> usize {
        let long = "The ferry crossed the strait four times a day, in summer five times, until the bridge was opened. ".repeat(5);
        let mut body = vec![Block::paragraph(long.as_str())];
        body.extend(end.iter().map(|words| Block::paragraph(*words)));
        trim_end(&mut body, &["Ada Norrland".into()]);
        body.len() - 1
    }

    #[test]
    fn comments_are_no_part_of_a_text() {
        assert_eq!(trimmed(&["3 Kommentare", "I went there once.", "So did I."]), 0);
        assert_eq!(trimmed(&["The end.", "Comments (12)", "I went there once."]), 1);
        assert_eq!(trimmed(&["3 Kommentare", &"A text that is longer than all before. ".repeat(30)]), 2);
        assert_eq!(trimmed(&["He had no comments."]), 1);
    }

    #[test]
    fn notes_on_the_author_are_no_part_of_a_text() {
        assert_eq!(trimmed(&["Über den Autor", "Lives by the sea, and writes of ships."]), 0);
        assert_eq!(trimmed(&["The end.", "Ada Norrland", "Editor", "Since 2019 at this paper."]), 1);
        assert_eq!(trimmed(&["The end.", "Ada Norrland is a writer of the paper."]), 1);
        assert_eq!(trimmed(&["Ada Norrland: We came late.", "The editor: Who came?"]), 2);
        assert_eq!(trimmed(&["About the author of a bridge nobody knows a thing."]), 1);
    }
}
