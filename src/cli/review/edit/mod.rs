//! Edits of an article: what a person can do to it, as pure functions.
//!
//! - [`fields`]: title, deck, authors, date and the other fields, as they are typed.
//! - [`retype`]: a block made another kind. [`texts`]: the texts of a block. [`retext`]: new words for a text that keeps its inlines.

pub(super) mod fields;
mod retext;
pub(super) mod retype;
pub(super) mod texts;

pub(super) use fields::{ArticleField, FieldValues};
pub(super) use retype::BlockKind;

use crate::article::{Article, Block, text};

/// One change of an article. Blocks are the top-level blocks of its body, passages those of `capture.cut`, both counted from 0.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Edit {
    /// Moves a block to what was cut.
    Remove { block: usize },
    /// Brings a passage back from what was cut, as a paragraph before a block, or at the end.
    Restore { passage: usize, before: usize },
    /// Exchanges a block with the one before it.
    MoveUp { block: usize },
    /// Exchanges a block with the one after it.
    MoveDown { block: usize },
    /// Makes a block another kind.
    Retype { block: usize, kind: BlockKind },
    /// Gives the texts of a block other words; one that is left without any is removed.
    SetTexts { block: usize, texts: Vec<String> },
    /// Sets the fields of the article.
    SetFields(FieldValues),
    /// Takes title, text and fields of another reading of the source.
    UseReading(Box<Article>),
    /// Says that the article is right as it is.
    Approve,
}

/// The reason why an edit cannot be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum EditError {
    /// There is no such block.
    NoSuchBlock,
    /// There is no such passage among what was cut.
    NoSuchPassage,
    /// A block at the start cannot move up, one at the end cannot move down.
    NowhereToMove,
    /// A caption needs a figure beside it.
    NoFigure,
    /// The block has no text of its own, such as a table.
    NotText,
    /// The title is empty.
    EmptyTitle,
    /// The text is not a date.
    InvalidDate,
    /// The text names no language.
    InvalidLanguage,
}

impl EditError {
    /// The field that the error is about.
    pub(super) fn field(&self) -> Option<ArticleField> {
        match self {
            EditError::EmptyTitle => Some(ArticleField::Title),
            EditError::InvalidDate => Some(ArticleField::Published),
            EditError::InvalidLanguage => Some(ArticleField::Lang),
            EditError::NoSuchBlock | EditError::NoSuchPassage | EditError::NowhereToMove | EditError::NoFigure | EditError::NotText => None,
        }
    }
}

/// Returns the article after an edit.
///
/// # Errors
/// When the edit cannot be made; nothing of it is.
pub(super) fn apply(article: &Article, edit: &Edit) -> Result<Article, EditError> {
    let mut edited = article.clone();
    match edit {
        Edit::Remove { block } => remove(&mut edited, *block)?,
        Edit::Restore { passage, before } => restore(&mut edited, *passage, *before)?,
        Edit::MoveUp { block } => swap(&mut edited.body, *block, block.checked_sub(1))?,
        Edit::MoveDown { block } => swap(&mut edited.body, *block, block.checked_add(1))?,
        Edit::Retype { block, kind } => retype::retype(&mut edited.body, *block, *kind)?,
        Edit::SetTexts { block, texts } => set_texts(&mut edited, *block, texts)?,
        Edit::SetFields(values) => values.apply(&mut edited)?,
        Edit::UseReading(reading) => use_reading(&mut edited, reading),
        Edit::Approve => approve(&mut edited),
    }
    Ok(edited)
}

/// The block that a person looks at after an edit; none if it was not about one.
pub(super) fn focus(edit: &Edit, before: &Article, after: &Article) -> Option<usize> {
    let last = after.body.len().checked_sub(1)?;
    let at = match edit {
        Edit::Remove { block } | Edit::SetTexts { block, .. } => *block,
        // A block that has become part of the one before it.
        Edit::Retype { block, .. } if after.body.len() < before.body.len() => block.saturating_sub(1),
        Edit::Retype { block, .. } => *block,
        Edit::Restore { before, .. } => *before,
        Edit::MoveUp { block } => block.saturating_sub(1),
        Edit::MoveDown { block } => block.saturating_add(1),
        Edit::SetFields(_) | Edit::UseReading(_) | Edit::Approve => return None,
    };
    Some(at.min(last))
}

fn remove(article: &mut Article, at: usize) -> Result<(), EditError> {
    if at >= article.body.len() {
        return Err(EditError::NoSuchBlock);
    }
    let block = article.body.remove(at);
    // An article that was written by hand has no source from which anything was cut.
    if let Some(capture) = &mut article.capture {
        let passages = passages(&block).into_iter().filter(|passage| !capture.cut.contains(passage)).collect::<Vec<_>>();
        capture.cut.extend(passages);
    }
    Ok(())
}

/// The texts of a block, as they are kept among what was cut.
pub(super) fn passages(block: &Block) -> Vec<String> {
    let mut passages = Vec::new();
    text::for_each_run(std::slice::from_ref(block), &mut |run| passages.push(run.trim().to_owned()));
    passages.retain(|passage| !passage.is_empty());
    passages
}

fn restore(article: &mut Article, passage: usize, before: usize) -> Result<(), EditError> {
    let cut = article.capture.as_mut().map(|capture| &mut capture.cut).filter(|cut| passage < cut.len());
    let words = cut.ok_or(EditError::NoSuchPassage)?.remove(passage);
    article.body.insert(before.min(article.body.len()), Block::paragraph(words));
    Ok(())
}

fn swap(body: &mut [Block], at: usize, with: Option<usize>) -> Result<(), EditError> {
    if at >= body.len() {
        return Err(EditError::NoSuchBlock);
    }
    let with = with.filter(|with| *with < body.len()).ok_or(EditError::NowhereToMove)?;
    body.swap(at, with);
    Ok(())
}

fn set_texts(article: &mut Article, at: usize, words: &[String]) -> Result<(), EditError> {
    let block = article.body.get_mut(at).ok_or(EditError::NoSuchBlock)?;
    texts::set_texts(block, words)?;
    let has_picture = matches!(block, Block::Figure(figure) if !figure.images.is_empty());
    if !has_picture && passages(block).is_empty() {
        article.body.remove(at);
    }
    Ok(())
}

/// The id stays, and what the reading does not have.
fn use_reading(article: &mut Article, reading: &Article) {
    *article = Article { id: article.id.clone(), draft: article.draft, versions: article.versions.clone(), ..reading.clone() };
}

/// A person has looked: import's doubts are settled, and a made title is one that somebody chose.
fn approve(article: &mut Article) {
    (article.review, article.confidence, article.title_made) = (None, None, false);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Capture, Figure};

    fn words(article: &Article) -> Vec<String> {
        article.body.iter().map(text::block_text).collect()
    }

    fn cut(article: &Article) -> Vec<String> {
        article.capture.clone().unwrap().cut
    }

    fn article() -> Article {
        let capture = Capture { from: "a.html".into(), cut: vec!["Cut first".into(), "Cut second".into()], ..Capture::default() };
        let body = ["One", "Two", "Three"].map(Block::paragraph).into();
        Article { title: "T".into(), capture: Some(capture), body, ..Article::default() }
    }

    #[test]
    fn a_removed_block_goes_to_what_was_cut_and_comes_back_where_it_is_wanted() {
        let removed = apply(&article(), &Edit::Remove { block: 1 }).unwrap();
        assert_eq!(
            (words(&removed), cut(&removed)),
            (vec!["One".into(), "Three".into()], vec!["Cut first".into(), "Cut second".into(), "Two".into()])
        );
        let restored = apply(&removed, &Edit::Restore { passage: 2, before: 0 }).unwrap();
        assert_eq!((words(&restored)[0].as_str(), cut(&restored).len()), ("Two", 2));
        let at_end = apply(&removed, &Edit::Restore { passage: 0, before: 99 }).unwrap();
        assert_eq!((words(&at_end)[2].as_str(), cut(&at_end)[0].as_str()), ("Cut first", "Cut second"));
        assert_eq!(apply(&article(), &Edit::Remove { block: 3 }), Err(EditError::NoSuchBlock));
        assert_eq!(apply(&article(), &Edit::Restore { passage: 2, before: 0 }), Err(EditError::NoSuchPassage));
    }

    #[test]
    fn an_article_without_a_source_gets_none_by_a_removal() {
        let written = Article { capture: None, ..article() };
        assert_eq!(apply(&written, &Edit::Remove { block: 0 }).unwrap().capture, None);
        assert_eq!(apply(&written, &Edit::Restore { passage: 0, before: 0 }), Err(EditError::NoSuchPassage));
    }

    #[test]
    fn blocks_change_places_within_the_body() {
        assert_eq!(words(&apply(&article(), &Edit::MoveUp { block: 1 }).unwrap()), ["Two", "One", "Three"]);
        assert_eq!(words(&apply(&article(), &Edit::MoveDown { block: 1 }).unwrap()), ["One", "Three", "Two"]);
        for (edit, error) in [
            (Edit::MoveUp { block: 0 }, EditError::NowhereToMove),
            (Edit::MoveDown { block: 2 }, EditError::NowhereToMove),
            (Edit::MoveUp { block: 3 }, EditError::NoSuchBlock),
        ] {
            assert_eq!(apply(&article(), &edit), Err(error));
        }
    }

    #[test]
    fn a_block_without_words_is_removed_unless_it_shows_a_picture() {
        let emptied = |article: &Article, block| apply(article, &Edit::SetTexts { block, texts: vec!["  ".into()] }).unwrap();
        assert_eq!(words(&emptied(&article(), 1)), ["One", "Three"]);
        let mut pictured = article();
        pictured.body[0] = Block::Figure(Figure { images: vec![Default::default()], caption: "A caption".into(), ..Figure::default() });
        assert_eq!(words(&emptied(&pictured, 0)), ["", "Two", "Three"]);
    }

    #[test]
    fn the_focus_stays_with_the_block() {
        let focus_after = |edit: Edit| focus(&edit, &article(), &apply(&article(), &edit).unwrap());
        assert_eq!(focus_after(Edit::Remove { block: 2 }), Some(1));
        assert_eq!(focus_after(Edit::Restore { passage: 0, before: 3 }), Some(3));
        assert_eq!((focus_after(Edit::MoveUp { block: 2 }), focus_after(Edit::MoveDown { block: 0 })), (Some(1), Some(1)));
        assert_eq!(focus_after(Edit::Approve), None);
    }

    #[test]
    fn approval_settles_the_doubts_of_import() {
        let doubted = Article { review: Some("Compare it".into()), confidence: Some(0.4), title_made: true, ..article() };
        assert_eq!(apply(&doubted, &Edit::Approve).unwrap(), article());
    }

    #[test]
    fn another_reading_keeps_the_id_and_the_versions() {
        let known = Article { id: "known".into(), draft: true, ..article() };
        let reading = Article { id: "known-2".into(), title: "New".into(), ..article() };
        let used = apply(&known, &Edit::UseReading(Box::new(reading))).unwrap();
        assert_eq!((used.id.as_str(), used.title.as_str(), used.draft), ("known", "New", true));
    }
}
