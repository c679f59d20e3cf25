//! The notebook as it is shown: filtered, searched and grouped.

use crate::annotation::notebook::{ArticleReference, Notebook};
use crate::annotation::{Annotation, HighlightColour};

/// The kinds of entries that the notebook shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum EntryKind {
    /// Everything.
    #[default]
    All,
    /// Highlights without a note.
    Highlights,
    /// Notes.
    Notes,
    /// Saved articles and reading lists.
    Articles,
}

impl EntryKind {
    /// Every kind, in the order of the choice.
    pub(crate) const ALL: [EntryKind; 4] = [EntryKind::All, EntryKind::Highlights, EntryKind::Notes, EntryKind::Articles];

    /// Whether annotations of this kind are shown.
    fn has(self, annotation: &Annotation) -> bool {
        match self {
            EntryKind::All => true,
            EntryKind::Highlights => annotation.note.trim().is_empty(),
            EntryKind::Notes => !annotation.note.trim().is_empty(),
            EntryKind::Articles => false,
        }
    }

    /// Whether saved articles and reading lists are shown.
    pub(crate) fn has_articles(self) -> bool {
        matches!(self, EntryKind::All | EntryKind::Articles)
    }
}

/// The order of annotations.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Grouping {
    /// By article, in the order of the text.
    #[default]
    Article,
    /// By tag; an annotation with several tags stands under each.
    Tag,
    /// By colour.
    Colour,
    /// By day, the latest first.
    Day,
}

impl Grouping {
    /// Every grouping, in the order of the choice.
    pub(crate) const ALL: [Grouping; 4] = [Grouping::Article, Grouping::Tag, Grouping::Colour, Grouping::Day];
}

/// The heading of a group.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum GroupHeading {
    /// An article.
    Article {
        /// Its id.
        id: String,
        /// Its headline.
        title: String,
        /// Its language.
        lang: String,
    },
    /// A tag; absent for annotations without one.
    Tag(Option<String>),
    /// A colour; absent for notes on whole articles.
    Colour(Option<HighlightColour>),
    /// A day, `2024-07-01`.
    Day(String),
}

/// The part of a notebook that is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct NotebookFilter {
    /// The kind of entries.
    pub kind: EntryKind,
    /// Words that all have to stand in an entry; one that begins with `#` names a tag.
    pub query: String,
    /// The order.
    pub grouping: Grouping,
}

impl NotebookFilter {
    /// Returns the part of a notebook that is shown.
    pub(crate) fn apply(&self, notebook: &Notebook) -> Notebook {
        let words: Vec<String> = self.query.to_lowercase().split_whitespace().map(str::to_owned).collect();
        let has_words = |annotation: &&Annotation| words.iter().all(|word| has_word(annotation, word));
        let is_shown = |article: &&ArticleReference| {
            let title = article.title.to_lowercase();
            words.iter().all(|word| title.contains(word.as_str()))
        };
        let mut shown = Notebook {
            annotations: notebook.annotations.iter().filter(|annotation| self.kind.has(annotation)).filter(has_words).cloned().collect(),
            ..Notebook::default()
        };
        if self.kind.has_articles() {
            shown.saved = notebook.saved.iter().filter(is_shown).cloned().collect();
            shown.read = notebook.read.clone();
            shown.lists = notebook.lists.clone();
            for list in &mut shown.lists {
                list.articles.retain(|article| is_shown(&article));
            }
            shown.lists.retain(|list| words.is_empty() || !list.articles.is_empty());
        }
        shown
    }
}

/// Whether an annotation holds a word in lower case.
fn has_word(annotation: &Annotation, word: &str) -> bool {
    match word.strip_prefix('#').filter(|tag| !tag.is_empty()) {
        Some(tag) => annotation.tags().iter().any(|own| own.to_lowercase().starts_with(tag)),
        None => [annotation.quotation(), &annotation.note, &annotation.title].iter().any(|text| text.to_lowercase().contains(word)),
    }
}

/// Groups annotations under headings. Groups by article stand in the order of their latest annotation, tags by the alphabet, colours
/// in their order, days from the latest on.
pub(crate) fn group(annotations: &[Annotation], grouping: Grouping) -> Vec<(GroupHeading, Vec<Annotation>)> {
    let mut groups: Vec<(GroupHeading, Vec<Annotation>)> = Vec::new();
    for annotation in annotations.iter().rev() {
        for heading in headings(annotation, grouping) {
            match groups.iter_mut().find(|(known, _)| is_same(known, &heading)) {
                Some((_, group)) => group.push(annotation.clone()),
                None => groups.push((heading, vec![annotation.clone()])),
            }
        }
    }
    if grouping == Grouping::Article {
        for (_, group) in &mut groups {
            group.sort_by_key(|annotation| annotation.passage.as_ref().map(|passage| passage.start));
        }
    }
    groups.sort_by_key(|(heading, _)| sort_key(heading));
    groups
}

fn headings(annotation: &Annotation, grouping: Grouping) -> Vec<GroupHeading> {
    match grouping {
        Grouping::Article => {
            let Annotation { article, title, lang, .. } = annotation.clone();
            vec![GroupHeading::Article { id: article, title, lang }]
        }
        Grouping::Tag => {
            let tags = annotation.tags();
            if tags.is_empty() { vec![GroupHeading::Tag(None)] } else { tags.into_iter().map(|tag| GroupHeading::Tag(Some(tag))).collect() }
        }
        Grouping::Colour => vec![GroupHeading::Colour(annotation.passage.as_ref().map(|_| annotation.colour))],
        Grouping::Day => vec![GroupHeading::Day(annotation.day().to_owned())],
    }
}

/// An article is the same whatever its headline was.
fn is_same(a: &GroupHeading, b: &GroupHeading) -> bool {
    match (a, b) {
        (GroupHeading::Article { id: a, .. }, GroupHeading::Article { id: b, .. }) => a == b,
        _ => a == b,
    }
}

/// The place of a group; groups of equal keys keep their order.
fn sort_key(heading: &GroupHeading) -> (usize, String) {
    match heading {
        GroupHeading::Article { .. } | GroupHeading::Day(_) => (0, String::new()),
        GroupHeading::Tag(tag) => (usize::from(tag.is_none()), tag.as_deref().unwrap_or_default().to_lowercase()),
        GroupHeading::Colour(colour) => {
            let place = HighlightColour::ALL.iter().position(|known| Some(*known) == *colour);
            (place.unwrap_or(HighlightColour::ALL.len()), String::new())
        }
    }
}

/// Moves an article of a list by one place; returns whether it moved.
pub(crate) fn move_article(articles: &mut [ArticleReference], id: &str, by: isize) -> bool {
    let Some(at) = articles.iter().position(|article| article.id == id) else { return false };
    let Some(to) = at.checked_add_signed(by).filter(|to| *to < articles.len()) else { return false };
    articles.swap(at, to);
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::PassageSelector;
    use crate::annotation::notebook::ReadingList;

    fn annotation(article: &str, start: usize, note: &str, day: u8, colour: HighlightColour) -> Annotation {
        Annotation {
            article: article.into(),
            title: article.to_uppercase(),
            created: format!("2026-12-0{day}T10:00:00Z"),
            note: note.into(),
            colour,
            passage: Some(PassageSelector { exact: format!("Words {start}"), start, ..PassageSelector::default() }),
            ..Annotation::default()
        }
    }

    fn notebook() -> Notebook {
        let article = |id: &str| ArticleReference { id: id.into(), title: format!("The {id} line") };
        Notebook {
            annotations: vec![
                annotation("a", 9, "Ask #rail", 1, HighlightColour::Green),
                annotation("b", 1, "", 1, HighlightColour::Yellow),
                annotation("a", 3, "#Zinc #rail", 2, HighlightColour::Yellow),
            ],
            saved: vec![article("north"), article("south")],
            lists: vec![ReadingList { id: "l".into(), name: "Later".into(), articles: vec![article("north")] }],
            read: Vec::new(),
        }
    }

    fn shown(kind: EntryKind, query: &str) -> Notebook {
        NotebookFilter { kind, query: query.into(), ..NotebookFilter::default() }.apply(&notebook())
    }

    #[test]
    fn kinds_and_words_narrow_the_notebook() {
        assert_eq!(shown(EntryKind::All, ""), notebook());
        assert_eq!((shown(EntryKind::Highlights, "").annotations.len(), shown(EntryKind::Notes, "").annotations.len()), (1, 2));
        assert_eq!((shown(EntryKind::Notes, "").saved.len(), shown(EntryKind::Articles, "").saved.len()), (0, 2));
        assert_eq!((shown(EntryKind::All, "#RAI").annotations.len(), shown(EntryKind::All, "words ask").annotations.len()), (2, 1));
        let north = shown(EntryKind::All, "North");
        assert_eq!((north.saved.len(), north.lists.len(), shown(EntryKind::All, "south").lists.len()), (1, 1, 0));
    }

    #[test]
    fn annotations_are_grouped() {
        let headings = |grouping| {
            group(&notebook().annotations, grouping).into_iter().map(|(heading, group)| (heading, group.len())).collect::<Vec<_>>()
        };
        let article = |id: &str| GroupHeading::Article { id: id.into(), title: id.to_uppercase(), lang: String::new() };
        assert_eq!(headings(Grouping::Article), [(article("a"), 2), (article("b"), 1)]);
        let tag = |tag: &str| GroupHeading::Tag(Some(tag.into()));
        assert_eq!(headings(Grouping::Tag), [(tag("rail"), 2), (tag("Zinc"), 1), (GroupHeading::Tag(None), 1)]);
        let colour = |colour| GroupHeading::Colour(Some(colour));
        assert_eq!(headings(Grouping::Colour), [(colour(HighlightColour::Yellow), 2), (colour(HighlightColour::Green), 1)]);
        assert_eq!(headings(Grouping::Day), [(GroupHeading::Day("2026-12-02".into()), 1), (GroupHeading::Day("2026-12-01".into()), 2)]);
        let in_text: Vec<usize> =
            group(&notebook().annotations, Grouping::Article)[0].1.iter().map(|a| a.passage.as_ref().unwrap().start).collect();
        assert_eq!(in_text, [3, 9]);
    }

    #[test]
    fn articles_move_within_their_list() {
        let mut articles = notebook().saved;
        assert!(move_article(&mut articles, "south", -1) && articles[0].id == "south");
        assert!(
            !move_article(&mut articles, "south", -1) && !move_article(&mut articles, "north", 1) && !move_article(&mut articles, "x", 1)
        );
    }
}
