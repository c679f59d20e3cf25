//! Chooses the message for a number, a kind of block, a field, an error.

use super::edit::{ArticleField, BlockKind, EditError};
use super::messages::ReviewMessages;
use super::queue::{Order, Reason};
use crate::article::Block;
use crate::messages::Template;

impl ReviewMessages {
    /// The singular or the plural form of a message, filled in with a number.
    pub(super) fn count(&self, forms: &[Template<1>; 2], number: usize) -> String {
        plural(forms, number).fill([&number.to_string()])
    }

    /// The same for a message that names a host.
    pub(super) fn count_on_host(&self, forms: &[Template<2>; 2], number: usize, host: &str) -> String {
        plural(forms, number).fill([&number.to_string(), host])
    }

    /// The label of a field.
    pub(super) fn field(&self, field: ArticleField) -> &'static str {
        match field {
            ArticleField::Title => self.field_title,
            ArticleField::Deck => self.field_deck,
            ArticleField::Authors => self.field_authors,
            ArticleField::Published => self.field_published,
            ArticleField::Lang => self.field_lang,
            ArticleField::Section => self.field_section,
            ArticleField::Tags => self.field_tags,
            ArticleField::Source => self.field_source,
        }
    }

    /// How a field is written, if that needs words.
    pub(super) fn hint(&self, field: ArticleField) -> Option<&'static str> {
        match field {
            ArticleField::Authors => Some(self.hint_authors),
            ArticleField::Published => Some(self.hint_published),
            ArticleField::Lang => Some(self.hint_lang),
            ArticleField::Tags => Some(self.hint_tags),
            ArticleField::Title | ArticleField::Deck | ArticleField::Section | ArticleField::Source => None,
        }
    }

    /// The name of a kind of block.
    pub(super) fn kind(&self, kind: BlockKind) -> String {
        match kind {
            BlockKind::Paragraph => self.kind_paragraph.to_owned(),
            BlockKind::Heading(level) => self.kind_heading.fill([&level.to_string()]),
            BlockKind::Quote => self.kind_quote.to_owned(),
            BlockKind::PullQuote => self.kind_pull_quote.to_owned(),
            BlockKind::List => self.kind_list.to_owned(),
            BlockKind::Aside => self.kind_aside.to_owned(),
            BlockKind::Caption => self.kind_caption.to_owned(),
        }
    }

    /// The name of the kind of a block.
    pub(super) fn block_kind(&self, block: &Block) -> String {
        let name = match block {
            Block::Heading(heading) => return self.kind_heading.fill([&heading.level.to_string()]),
            Block::Paragraph(_) => self.kind_paragraph,
            Block::Quote(quote) if quote.pull => self.kind_pull_quote,
            Block::Quote(_) => self.kind_quote,
            Block::Figure(_) => self.kind_figure,
            Block::List(_) => self.kind_list,
            Block::Table(_) => self.kind_table,
            Block::Code(_) => self.kind_code,
            Block::Math(_) => self.kind_formula,
            Block::Aside(_) => self.kind_aside,
            Block::Details(_) => self.kind_details,
            Block::Embed(_) => self.kind_embed,
            Block::Media(_) => self.kind_media,
            Block::Foreign(_) => self.kind_foreign,
            Block::Rule => self.kind_rule,
            Block::Unknown(..) => self.kind_unknown,
        };
        name.to_owned()
    }

    /// Why an edit cannot be made.
    pub(super) fn error(&self, error: &EditError) -> &'static str {
        match error {
            EditError::NoSuchBlock => self.error_no_block,
            EditError::NoSuchPassage => self.error_no_passage,
            EditError::NowhereToMove => self.error_nowhere,
            EditError::NoFigure => self.error_no_figure,
            EditError::NotText => self.error_not_text,
            EditError::EmptyTitle => self.error_title,
            EditError::InvalidDate => self.error_date,
            EditError::InvalidLanguage => self.error_lang,
        }
    }

    /// Why an article needs a look.
    pub(super) fn reason(&self, reason: &Reason) -> String {
        match reason {
            Reason::Review(words) => words.clone(),
            Reason::LowConfidence => self.low_confidence.to_owned(),
            Reason::TitleMade => self.title_made.to_owned(),
            Reason::NewReading => self.new_reading.to_owned(),
        }
    }

    /// The name of an order of the list.
    pub(super) fn order(&self, order: Order) -> &'static str {
        match order {
            Order::LeastSureFirst => self.sort_least_sure,
            Order::MostSureFirst => self.sort_most_sure,
            Order::Title => self.sort_title,
        }
    }

    /// How sure import is of an article.
    pub(super) fn sureness(&self, confidence: Option<f64>) -> String {
        let percent = |confidence: f64| self.confidence.fill([&format!("{:.0}", confidence * 100.0)]);
        confidence.map_or_else(|| self.confidence_unknown.to_owned(), percent)
    }
}

fn plural<const N: usize>(forms: &[Template<N>; 2], number: usize) -> &Template<N> {
    let [one, other] = forms;
    if number == 1 { one } else { other }
}

#[cfg(test)]
mod tests {
    use super::super::messages::ENGLISH;

    #[test]
    fn numbers_choose_their_form() {
        assert_eq!(ENGLISH.count(&ENGLISH.left, 1), "1 article left");
        assert_eq!(ENGLISH.count(&ENGLISH.left, 12), "12 articles left");
        assert_eq!(ENGLISH.count_on_host(&ENGLISH.everywhere, 2, "a.example"), "The same passage is on 2 other pages of a.example.");
    }

    #[test]
    fn confidence_is_shown_in_percent() {
        assert_eq!((ENGLISH.sureness(Some(0.42)).as_str(), ENGLISH.sureness(None).as_str()), ("42 % sure", "Not measured"));
    }
}
