//! The form of a request, and what it asks for.

use super::edit::texts::plain_texts;
use super::edit::{ArticleField, BlockKind, Edit, FieldValues};
use super::messages::ReviewMessages;
use super::workspace::{Correction, OpenArticle};
use crate::article::Article;
use crate::article::text::block_text;
use crate::cli::whitespace::shorten;
use url::form_urlencoded;

/// The maximum number of characters of a passage in a message.
const MAX_QUOTED_CHARS: usize = 40;

/// The fields of a form as they were sent.
#[derive(Debug, Clone, Default)]
pub(super) struct FormData {
    fields: Vec<(String, String)>,
}

/// The request of a form.
#[derive(Debug, Clone)]
pub(super) enum Request {
    /// A change of the article.
    Correct(Correction),
    /// The same as the last step on all pages of the host.
    Everywhere,
    /// To undo the last step.
    Undo,
    /// The next article; this one needs no look.
    Next,
}

impl FormData {
    /// Reads the body of a request.
    pub(super) fn parse(body: &[u8]) -> FormData {
        FormData { fields: form_urlencoded::parse(body).into_owned().collect() }
    }

    /// The value of a field, empty if it was not sent.
    pub(super) fn get(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
    }

    /// The texts of a block, as they were typed.
    pub(super) fn texts(&self) -> Vec<String> {
        self.fields.iter().filter(|(name, _)| name == "text").map(|(_, text)| text.replace("\r\n", "\n")).collect()
    }

    /// The fields of the article, as they were typed.
    pub(super) fn field_values(&self) -> FieldValues {
        FieldValues::from_fn(|field: ArticleField| self.get(field.name()).to_owned())
    }

    /// The request of the form; `None` if this version knows no such action.
    pub(super) fn request(&self, open: &OpenArticle, messages: &ReviewMessages) -> Option<Request> {
        let number = |name: &str| self.get(name).parse::<usize>().ok();
        let article = &open.article;
        match self.get("action") {
            "undo" => Some(Request::Undo),
            "next" => Some(Request::Next),
            "everywhere" => Some(Request::Everywhere),
            "approve" => {
                let done = messages.done_approved.fill([&shorten(&article.title, MAX_QUOTED_CHARS)]);
                Some(change(vec![Edit::Approve], done, open.readings.iter().map(|(file, _)| file.clone()).collect()))
            }
            "fields" => Some(change(vec![Edit::SetFields(self.field_values())], messages.done_fields.to_owned(), Vec::new())),
            "restore" => restore(article, number("passage")?, number("before")?, messages),
            action @ ("use-reading" | "discard-reading") => self.settle_reading(open, action == "use-reading", messages),
            action => self.block_request(article, action, number("block")?, messages),
        }
    }

    /// The requests of a block's buttons. A text that was typed before a button was pressed counts, except where it is removed.
    fn block_request(&self, article: &Article, action: &str, block: usize, messages: &ReviewMessages) -> Option<Request> {
        let (edit, done) = match action {
            "remove" => (Edit::Remove { block }, messages.done_removed.fill([&quoted(article, block)])),
            "up" => (Edit::MoveUp { block }, messages.done_moved.to_owned()),
            "down" => (Edit::MoveDown { block }, messages.done_moved.to_owned()),
            "text" => return Some(change(vec![Edit::SetTexts { block, texts: self.texts() }], messages.done_text.to_owned(), Vec::new())),
            made => {
                let kind = made.strip_prefix("make:").and_then(|name| BlockKind::ALL.into_iter().find(|kind| kind.name() == name))?;
                (Edit::Retype { block, kind }, messages.done_retyped.fill([&messages.kind(kind)]))
            }
        };
        let typed = self.typed_texts(article, block).filter(|_| action != "remove");
        let edits = typed.map(|texts| Edit::SetTexts { block, texts }).into_iter().chain([edit]).collect();
        Some(change(edits, done, Vec::new()))
    }

    /// The texts of a block that were changed and sent along with another action.
    fn typed_texts(&self, article: &Article, block: usize) -> Option<Vec<String>> {
        let (typed, known) = (self.texts(), plain_texts(article.body.get(block)?));
        let has_words = typed.iter().any(|text| !text.trim().is_empty());
        (has_words && typed.len() == known.len() && typed != known).then_some(typed)
    }

    fn settle_reading(&self, open: &OpenArticle, is_used: bool, messages: &ReviewMessages) -> Option<Request> {
        let (file, reading) = open.readings.iter().find(|(file, _)| file == self.get("reading"))?;
        let (edits, done) = if is_used {
            (vec![Edit::UseReading(Box::new(reading.clone()))], messages.done_reading_used)
        } else {
            (Vec::new(), messages.done_reading_discarded)
        };
        Some(change(edits, done.to_owned(), vec![file.clone()]))
    }
}

fn restore(article: &Article, passage: usize, before: usize, messages: &ReviewMessages) -> Option<Request> {
    let words = article.capture.as_ref().and_then(|capture| capture.cut.get(passage)).map_or("", String::as_str);
    let done = messages.done_restored.fill([&shorten(words, MAX_QUOTED_CHARS)]);
    Some(change(vec![Edit::Restore { passage, before }], done, Vec::new()))
}

fn change(edits: Vec<Edit>, done: String, settled: Vec<String>) -> Request {
    Request::Correct(Correction { edits, done, settled })
}

/// The first words of a block.
fn quoted(article: &Article, block: usize) -> String {
    article.body.get(block).map(|block| shorten(&block_text(block), MAX_QUOTED_CHARS)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::messages::ENGLISH;
    use super::super::queue::Entry;
    use super::*;
    use crate::article::Block;

    fn open() -> OpenArticle {
        let article = Article { title: "T".into(), body: vec![Block::paragraph("One two"), Block::Rule], ..Article::default() };
        OpenArticle {
            id: "a".into(),
            article,
            revision: "1".into(),
            entry: Entry::default(),
            left: 1,
            last_step: None,
            readings: vec![("review/a.json".into(), Article::default())],
            everywhere: None,
        }
    }

    fn edits(body: &str) -> Option<Vec<Edit>> {
        match FormData::parse(body.as_bytes()).request(&open(), &ENGLISH)? {
            Request::Correct(change) => Some(change.edits),
            Request::Everywhere | Request::Undo | Request::Next => Some(Vec::new()),
        }
    }

    #[test]
    fn buttons_become_edits() {
        assert_eq!(edits("action=remove&block=0&text=typed"), Some(vec![Edit::Remove { block: 0 }]));
        assert_eq!(edits("action=down&block=0&text=One+two"), Some(vec![Edit::MoveDown { block: 0 }]));
        assert_eq!(edits("action=make:heading-3&block=1"), Some(vec![Edit::Retype { block: 1, kind: BlockKind::Heading(3) }]));
        assert_eq!(edits("action=restore&passage=2&before=1"), Some(vec![Edit::Restore { passage: 2, before: 1 }]));
        assert_eq!(edits("action=approve"), Some(vec![Edit::Approve]));
        assert_eq!(edits("action=discard-reading&reading=review/a.json"), Some(vec![]));
        for unknown in ["", "action=make:poem&block=0", "action=remove&block=x", "action=use-reading&reading=articles/b.json"] {
            assert_eq!(edits(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn typed_words_are_kept_by_every_button_but_remove() {
        let typed = Edit::SetTexts { block: 0, texts: vec!["One\ntwo".into()] };
        assert_eq!(edits("action=text&block=0&text=One%0D%0Atwo"), Some(vec![typed.clone()]));
        assert_eq!(edits("action=up&block=0&text=One%0D%0Atwo"), Some(vec![typed, Edit::MoveUp { block: 0 }]));
        assert_eq!(edits("action=up&block=0&text="), Some(vec![Edit::MoveUp { block: 0 }]));
    }
}
