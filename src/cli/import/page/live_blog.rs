//! Live blogs: posts with a time each, newest first as on the page.

use super::schema::LivePost;
use crate::article::word_count::WordCount;
use crate::article::{Block, Heading, Inline, Text, text};
use crate::cli::import::comparison_key::comparison_key;
use crate::cli::import::lines::text_to_paragraphs;
use dom_query::Document;

/// The number of lines of a time alone from which on a text is a live blog.
const MIN_TIMES: usize = 3;

/// The maximum length of such a line, in characters.
const MAX_TIME_CHARS: usize = 32;

/// The number of letters of a post by which it is found in a text.
const MIN_FOUND_CHARS: usize = 40;

/// Words beside a time in a line of its own.
const TIME_WORDS: [&str; 14] = ["am", "pm", "uhr", "h", "gmt", "bst", "utc", "et", "edt", "est", "cet", "cest", "kl", "ore"];

/// Makes the time above each post its heading, where the post has no other.
pub(super) fn make_times_headings(body: &mut [Block]) {
    let times: Vec<usize> = (0..body.len()).filter(|at| body.get(*at).is_some_and(is_time_line)).collect();
    if times.len() < MIN_TIMES {
        return;
    }
    for at in times {
        let is_heading = |block: Option<&Block>| matches!(block, Some(Block::Heading(_)));
        let is_headed = is_heading(body.get(at + 1)) || at.checked_sub(1).is_some_and(|before| is_heading(body.get(before)));
        if let (false, Some(block)) = (is_headed, body.get_mut(at)) {
            let words = text::block_text(block);
            *block = Block::Heading(Heading { level: 2, text: Text::new(words.trim()), ..Heading::default() });
        }
    }
}

/// A paragraph of a time alone: `19:30`, `7.30 pm`, `19.30 Uhr`.
fn is_time_line(block: &Block) -> bool {
    let Block::Paragraph(text) = block else { return false };
    let line = text::plain_text(text).trim().to_lowercase();
    let numbers: Vec<usize> = line.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).map(str::len).collect();
    let words = line.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    matches!(numbers[..], [1 | 2, 2] | [1 | 2, 2, 2])
        && line.chars().count() <= MAX_TIME_CHARS
        && words.into_iter().all(|word| TIME_WORDS.contains(&word) || word == "a" || word == "p" || word == "m")
}

/// The number of words from which on a text is the page's own choice of its posts.
const MAX_SHOWN_WORDS: u32 = 250;

/// Adds the posts that a page declares and does not show, if it shows hardly any text.
pub(super) fn add_missing_posts(body: &mut Vec<Block>, posts: &[LivePost]) -> bool {
    let shown = comparison_key(&text::blocks_text(body));
    let is_shown = |post: &&LivePost| {
        let words: String = comparison_key(&plain_words(&post.text)).chars().take(MIN_FOUND_CHARS).collect();
        words.is_empty() || shown.contains(&words)
    };
    let missing = posts.len() - posts.iter().filter(is_shown).count();
    let is_shown_in_part = WordCount::from_blocks(body).total() >= MAX_SHOWN_WORDS;
    if posts.len() < MIN_TIMES || missing * 2 <= posts.len() || is_shown_in_part {
        return false;
    }
    body.extend(posts.iter().filter(|post| !is_shown(post)).flat_map(post_blocks));
    true
}

/// A post as blocks: its headline, else its time, then its text.
fn post_blocks(post: &LivePost) -> Vec<Block> {
    let title = post.headline.clone().or_else(|| post.published.clone()).unwrap_or_default();
    let heading = Heading { level: 2, text: Text(vec![Inline::Words(title.trim().to_owned())]), ..Heading::default() };
    let paragraphs = text_to_paragraphs(&plain_words(&post.text));
    Some(Block::Heading(heading)).filter(|_| !title.trim().is_empty()).into_iter().chain(paragraphs).collect()
}

/// The words of a post, which some programs write as HTML.
fn plain_words(text: &str) -> String {
    let has_markup = text.contains("</") || text.contains("<br") || text.contains("<p>");
    if !has_markup {
        return text.to_owned();
    }
    let parted = text.replace("</p>", "</p>\n\n").replace("<br", "\n<br").replace("</li>", "</li>\n\n");
    Document::fragment(parted).text().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_posts_become_their_headings() {
        let mut body: Vec<Block> =
            ["19:30", "The water stands high.", "18.15 Uhr", "It rises.", "5:05 pm", "It fell."].map(Block::paragraph).into();
        make_times_headings(&mut body);
        assert_eq!(body.iter().filter(|block| matches!(block, Block::Heading(_))).count(), 3);
        let mut headed =
            vec![Block::paragraph("19:30"), Block::heading(2, "The gate"), Block::paragraph("12:00"), Block::paragraph("Text")];
        make_times_headings(&mut headed);
        assert_eq!(headed.first(), Some(&Block::paragraph("19:30")));
    }

    #[test]
    fn lines_with_other_words_are_no_times() {
        assert!(!is_time_line(&Block::paragraph("Read at 19:30")) && !is_time_line(&Block::paragraph("1990")));
    }

    #[test]
    fn declared_posts_are_added_where_the_text_lacks_them() {
        let post = |number: usize| LivePost {
            headline: Some(format!("Report {number}")),
            published: None,
            text: format!("<p>Post {number} says that the water stands high at the gate.</p><p>The wheel turns.</p>"),
        };
        let posts: Vec<LivePost> = (1..5).rev().map(post).collect();
        let mut body = vec![Block::paragraph("Follow the flood.")];
        assert!(add_missing_posts(&mut body, &posts));
        assert_eq!((body.len(), body.get(1)), (13, Some(&Block::heading(2, "Report 4"))));
        assert!(!add_missing_posts(&mut body, &posts));
    }
}
