//! The parts of the confidence in an article that do not depend on its source: how much of it reads like sentences, what is missing.

use crate::article::{Article, Block, text};

/// The length of a run of text that counts as a sentence if it ends like one, in characters; in Chinese a third is enough.
const MIN_SENTENCE_CHARS: usize = 60;

/// The confidence in an article of a text capture.
pub(super) fn of_capture(article: &Article, cut: &[String]) -> f64 {
    let lost = cut.iter().filter(|passage| is_sentence(passage)).map(|passage| passage.chars().count()).sum();
    rounded(text_confidence(&article.body, lost) - missing_fields(article))
}

/// The confidence in a text: how much of it reads like sentences, and how many characters of sentences its source has beside it.
pub(super) fn text_confidence(body: &[Block], lost: usize) -> f64 {
    let (mut all, mut kept) = (0, 0);
    text::for_each_run(body, &mut |run| {
        let chars = run.chars().count();
        all += chars;
        kept += if is_sentence(run) { chars } else { 0 };
    });
    let held = if lost == 0 { 1.0 } else { share(kept, kept + lost) };
    (0.3 + 0.7 * held) * (0.6 + 0.4 * share(kept, all))
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part as u32) / f64::from(whole as u32) }
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

/// The part of its confidence that the missing fields of an article take.
pub(super) fn missing_fields(article: &Article) -> f64 {
    let fields = [(article.title_made, 0.1), (article.published.is_none(), 0.05), (article.authors.is_empty(), 0.03)];
    fields.iter().filter(|(is_missing, _)| *is_missing).map(|(_, weight)| weight).sum()
}

/// Whether a text ends like a sentence.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?', '。', '！', '？', '”', '"', '…', '»'])
}
