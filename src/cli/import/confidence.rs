//! The parts of the confidence in an article that do not depend on its source: how much of it reads like sentences, what is missing.

use crate::article::{Article, Block, text};

/// The length of a run of text that counts as a sentence if it ends like one, in characters; in Chinese a third is enough.
const MIN_SENTENCE_CHARS: usize = 60;

/// The confidence in an article of a text capture: how much of the sentences of the capture it holds, and the parts below.
pub(super) fn of_capture(article: &Article, cut: &[String]) -> f64 {
    let lost: usize = cut.iter().filter(|passage| is_sentence(passage)).map(|passage| passage.chars().count()).sum();
    let kept = text::blocks_text(&article.body).chars().count();
    let share = if kept == 0 { 0.0 } else { f64::from(kept as u32) / f64::from((kept + lost) as u32) };
    rounded((0.3 + 0.7 * share) * (0.6 + 0.4 * sentence_share(&article.body)) - missing_fields(article))
}

/// A confidence with two decimals, from 0 to 1.
pub(super) fn rounded(value: f64) -> f64 {
    (value.clamp(0.0, 1.0) * 100.0).round() / 100.0
}

/// Whether a run of text is long enough for a sentence, and ends like one.
fn is_sentence(run: &str) -> bool {
    let chars = run.chars().count();
    let length = if run.is_ascii() || run.contains(' ') { chars } else { chars * 3 };
    length >= MIN_SENTENCE_CHARS && ends_sentence(run)
}

/// The share of a body's text in sentences.
pub(super) fn sentence_share(body: &[Block]) -> f64 {
    let (mut all, mut in_sentences) = (0, 0);
    text::for_each_run(body, &mut |run| {
        let chars = run.chars().count();
        all += chars;
        in_sentences += if is_sentence(run) { chars } else { 0 };
    });
    if all == 0 { 0.0 } else { f64::from(in_sentences as u32) / f64::from(all as u32) }
}

/// The part of its confidence that the missing fields of an article take.
pub(super) fn missing_fields(article: &Article) -> f64 {
    let fields = [(article.title_made, 0.1), (article.published.is_none(), 0.05), (article.authors.is_empty(), 0.03)];
    fields.iter().filter(|(is_missing, _)| *is_missing).map(|(_, weight)| weight).sum()
}

/// Whether a text ends like a sentence.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?', '。', '！', '？', '”', '"', '…', '»'])
}
