//! Lines behind a text that are no part of it: its source, its copyright, its tags, appeals, what a program adds.

use super::edges::{MAX_SOURCE_LINE_CHARS, SOURCE_LABELS, line};
use crate::article::Block;

/// The maximum lengths of lines, in characters.
const MAX_PROMOTION_CHARS: usize = 220;
const MAX_HISTORY_CHARS: usize = 120;
const MAX_LABEL_CHARS: usize = 40;

/// Labels before tags, and before those who edited a text.
const TAG_LABELS: [&str; 12] = [
    "tags:",
    "filed under:",
    "topics:",
    "themen:",
    "schlagworte:",
    "etiketler",
    "etiquetas:",
    "mots-clés:",
    "责任编辑",
    "编辑：",
    "标签：",
    "关键词：",
];

/// How lines begin that say when an article was published first.
const HISTORY_LABELS: [&str; 21] = [
    "this story was originally published",
    "this article was originally published",
    "this story was first published",
    "this article was first published",
    "originally published on",
    "dieser artikel ist zuerst",
    "this entry was posted",
    "this post was",
    "this entry was",
    "dieser eintrag wurde",
    "dieser beitrag wurde",
    "veröffentlicht in ",
    "veröffentlicht unter ",
    "abgelegt unter",
    "cette entrée a été publiée",
    "publié dans ",
    "esta entrada fue publicada",
    "publicado en ",
    "posted in ",
    "posted under ",
    "filed in ",
];

/// How labels of lists of other articles begin.
const LIST_LABELS: [&str; 6] = ["more from ", "latest from ", "more on ", "recommended for ", "weitere artikel", "mehr von "];

/// Verbs of those who ask to subscribe.
const SUBSCRIBE_WORDS: [&str; 10] =
    ["sign up", "subscribe", "inbox", "abonnieren", "anmelden", "informiert sie", "inscri", "suscr", "iscriv", "订阅"];

/// How requests to report an error begin.
const REPORT_LABELS: [&str; 14] = [
    "fehler gefunden",
    "fehler auf ",
    "fehler melden",
    "haben sie einen fehler",
    "haben sie fehler",
    "hast du einen fehler",
    "found a mistake",
    "found an error",
    "spotted a",
    "see a typo",
    "report an error",
    "report a typo",
    "signaler une erreur",
    "inhaltliches feedback",
];

/// Words of those who ask for money, or to install a program.
const APPEAL_WORDS: [&str; 20] = [
    "mit einer spende",
    "spenden sie",
    "make a donation",
    "donate now",
    "please donate",
    "become a member",
    "werden sie mitglied",
    "faites un don",
    "faire un don",
    "download our app",
    "download the app",
    "laden sie unsere app",
    "unsere app herunter",
    "télécharger l'application",
    "téléchargez l'application",
    "descarga la app",
    "descarga nuestra app",
    "scarica l'app",
    "uygulamasını indirin",
    "商店搜",
];

/// Words for feeds and links of blogs.
const MACHINE_WORDS: [&str; 4] = ["rss 2.0", "trackback", "bookmark the permalink", "pingback"];

/// A line behind the text: its source, its copyright, its tags, a request to subscribe.
pub(super) fn is_trailing_line(block: &Block) -> bool {
    let line = line(block).to_lowercase();
    let chars = line.chars().count();
    if line.is_empty() {
        return false;
    }
    let start = line.trim_start_matches(['(', '[', ' ']);
    let starts = |labels: &[&str]| labels.iter().any(|label| start.starts_with(label));
    let is_source = chars <= MAX_SOURCE_LINE_CHARS && (starts(&SOURCE_LABELS) || starts(&TAG_LABELS));
    let is_copyright = chars <= MAX_PROMOTION_CHARS
        && (starts(&["©", "copyright ", "(c) ", "(c)2"])
            || line.contains("all rights reserved")
            || chars <= MAX_SOURCE_LINE_CHARS && line.contains("版权所有"));
    let asks = line.contains("newsletter") && SUBSCRIBE_WORDS.iter().any(|word| line.contains(word)) || line.contains("your inbox");
    let is_promotion = chars <= MAX_PROMOTION_CHARS && asks;
    let is_appeal = chars <= MAX_PROMOTION_CHARS && APPEAL_WORDS.iter().any(|word| line.contains(word));
    let is_machine = MACHINE_WORDS.iter().any(|word| line.contains(word)) && chars <= MAX_PROMOTION_CHARS;
    let is_report = chars <= MAX_HISTORY_CHARS && (starts(&REPORT_LABELS) || is_address(&line));
    let is_history = chars <= MAX_HISTORY_CHARS && starts(&HISTORY_LABELS);
    is_source
        || is_copyright
        || is_promotion
        || is_appeal
        || is_machine
        || is_report
        || is_history
        || (chars <= MAX_LABEL_CHARS && starts(&LIST_LABELS))
}

/// A short line with a mail address.
fn is_address(line: &str) -> bool {
    line.split_whitespace().any(|word| word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_behind_a_text_are_told_by_their_words() {
        let is_trailing = |words: &str| is_trailing_line(&Block::paragraph(words));
        assert!(is_trailing("Von Ada am 21/02/2021. Alle Antworten durch RSS 2.0."));
        assert!(is_trailing("版权所有 不得转载"));
        assert!(!is_trailing(&format!("{}版权所有者的许可。", "播客节目依靠用户自身下载和储存，".repeat(5))));
        assert!(!is_trailing("The museum asks for a photo of each bridge."));
    }
}
