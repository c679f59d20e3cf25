//! An article in a list.

use crate::article::typography;
use crate::components::built_view::{BuiltView, IntoBuilt, dynamic};
use crate::components::ui::{SaveButton, card_meta, join_with_spaces, title};
use crate::corpus::{Card, ListQuery, Picture, Route};
use crate::state::RowExcerpt;
use crate::state::list_rows::ListedArticle;
use crate::stores::render_context::language_attributes;
use crate::stores::{RenderContext, use_corpus_store, use_render_context, use_search_store};
use leptos::prelude::*;
use std::sync::Arc;

/// A row in its article's language and direction: headline, deck or excerpt, one line of meta, a picture if there is one.
#[component]
pub(crate) fn Row(
    /// The article.
    article: ListedArticle,
    /// Whether it stands under a heading, so that its headline is one level deeper.
    is_under_heading: bool,
    /// The query of the list that it is opened from.
    query: Signal<ListQuery>,
    /// Whether it shows the excerpt of its text.
    shows_excerpt: bool,
) -> impl IntoView {
    let context = use_render_context();
    let card = article.card.clone();
    let excerpt = row_excerpt(article.doc_id, shows_excerpt);
    let href = row_href(context.clone(), card.clone(), query, excerpt);
    let headline = headline_link(card.clone(), href, excerpt);
    let headline = if is_under_heading {
        view! { <h3 class="headline">{headline}</h3> }.into_built()
    } else {
        view! { <h2 class="headline">{headline}</h2> }.into_built()
    };
    row_frame("row", &context, &card, headline, href, excerpt, PictureKind::Row)
}

/// The frame of every kind of row: the given headline, deck or excerpt, one line of meta, and the picture.
pub(super) fn row_frame(
    class: &'static str,
    context: &Arc<RenderContext>,
    card: &Arc<Card>,
    headline: BuiltView,
    href: Signal<String>,
    excerpt: Memo<Option<RowExcerpt>>,
    kind: PictureKind,
) -> BuiltView {
    let picture = card.picture.as_ref().map(|image| picture(context, image, href, kind));
    view! {
        <article data-id=card.id.clone() lang=card.lang.clone() dir=card.direction().as_str() class=class>
            <div class="row-text">
                {headline}
                {deck_or_excerpt(card.clone(), excerpt)}
                {meta_line(context, card, excerpt)}
            </div>
            {picture}
        </article>
    }
    .into_built()
}

/// The excerpt of an article; `None` if its row shows none, as without a query.
pub(super) fn row_excerpt(doc_id: u32, shows_excerpt: bool) -> Memo<Option<RowExcerpt>> {
    let (corpus, search) = (use_corpus_store(), use_search_store());
    Memo::new(move |_| {
        if !shows_excerpt || search.response.with(|response| response.is_match_all()) {
            return None;
        }
        corpus.loaded_texts.track();
        Some(search.excerpts.with(|excerpts| corpus.data.with(|corpus| excerpts.row_excerpt(doc_id, corpus))))
    })
}

/// The URL of an article, with the query of the list that it is opened from, if that has words, and the anchor of the row's
/// excerpt.
pub(super) fn row_href(
    context: Arc<RenderContext>,
    card: Arc<Card>,
    query: Signal<ListQuery>,
    excerpt: Memo<Option<RowExcerpt>>,
) -> Signal<String> {
    Signal::derive(move || {
        let from = query.with(|query| if query.is_match_all() { ListQuery::new() } else { query.clone() });
        let anchor = excerpt.with(|excerpt| excerpt.as_ref().and_then(|excerpt| excerpt.anchor.clone()));
        context.href(&Route::Article { id: card.id.clone(), from, anchor })
    })
}

/// The headline, a link, with the query's words marked.
pub(super) fn headline_link(card: Arc<Card>, href: Signal<String>, excerpt: Memo<Option<RowExcerpt>>) -> BuiltView {
    // An excerpt that loads after its row does not re-render the headline.
    let marked = Memo::new(move |_| {
        let title_marks = excerpt.with(|excerpt| excerpt.as_ref().map(|excerpt| excerpt.title_marks.clone()));
        title_marks.map(|title_marks| RowExcerpt { title_marks, ..RowExcerpt::default() })
    });
    let words = dynamic(move || {
        marked.with(|marked| title(&card.title, &card.lang, marked.as_ref().map_or(&[], |marked| marked.title_marks.as_slice())))
    });
    view! { <a href=href>{words}</a> }.into_built()
}

/// The deck, or the excerpt, whose space is reserved before it loads to avoid a layout shift.
fn deck_or_excerpt(card: Arc<Card>, excerpt: Memo<Option<RowExcerpt>>) -> BuiltView {
    let view = dynamic(move || {
        let deck = || card.deck.as_deref().map(|deck| typography::smarten_punctuation(deck, &card.lang));
        excerpt.with(|excerpt| match excerpt {
            Some(excerpt) if !excerpt.pieces.is_empty() => {
                let pieces = excerpt_pieces(&excerpt.pieces, &card.lang);
                view! { <p class="row-deck excerpt-area excerpt">{pieces}</p> }.into_built()
            }
            Some(_) => view! { <p class="row-deck excerpt-area">{deck()}</p> }.into_built(),
            None => deck().map(|deck| view! { <p class="row-deck">{deck}</p> }).into_built(),
        })
    });
    view.into_built()
}

fn excerpt_pieces(pieces: &[(String, bool)], lang: &str) -> Vec<BuiltView> {
    let pieces: Vec<(&str, bool)> = pieces.iter().map(|(words, found)| (words.as_str(), *found)).filter(|(w, _)| !w.is_empty()).collect();
    let mut before = None;
    let mut out = Vec::new();
    for (at, (words, found)) in pieces.iter().enumerate() {
        let after = pieces.get(at + 1).and_then(|(next, _)| next.chars().next());
        let set = typography::smarten_run(words, lang, before, after);
        before = words.chars().next_back();
        out.push(if *found { view! { <mark>{set}</mark> }.into_built() } else { set.into_built() });
    }
    out
}

/// Section, date, reading time, other headings, and the save button.
fn meta_line(context: &Arc<RenderContext>, card: &Arc<Card>, excerpt: Memo<Option<RowExcerpt>>) -> BuiltView {
    let messages = context.messages;
    let (lang, dir) = language_attributes(&context.lang, &card.lang, card.direction());
    let save = view! { <SaveButton id=card.id.clone() title=card.title.clone()/> }.into_built();
    let parts = join_with_spaces(card_meta(context, card).into_iter().chain([save]));
    let other_headings = dynamic(move || {
        excerpt.with(|excerpt| {
            let headings = excerpt.as_ref().map(|excerpt| excerpt.other_headings.join(" · ")).filter(|headings| !headings.is_empty())?;
            Some(
                view! { " " <span class="other-headings"><span lang=lang.clone() dir=dir>{messages.also_in}</span>" "{headings}</span> }
                    .into_built(),
            )
        })
    });
    view! { <p class="meta">{parts}{other_headings}</p> }.into_built()
}

/// The layout and loading priority of a picture.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum PictureKind {
    /// Of the lead: high fetch priority.
    Lead,
    /// Of one of the two after it.
    Secondary,
    /// Of a row: loaded lazily, decoded asynchronously.
    Row,
}

/// A decorative picture: the headline beside it links to the same article.
fn picture(context: &RenderContext, picture: &Picture, href: Signal<String>, kind: PictureKind) -> BuiltView {
    let class = match kind {
        PictureKind::Lead => "lead-picture",
        PictureKind::Secondary => "second-picture",
        PictureKind::Row => "row-picture",
    };
    let is_row = kind == PictureKind::Row;
    view! {
        <a href=href tabindex="-1" aria-hidden="true" class=class>
            <img
                src=context.file(&picture.src)
                alt=""
                width=picture.width.to_string()
                height=picture.height.to_string()
                fetchpriority=(kind == PictureKind::Lead).then_some("high")
                decoding=is_row.then_some("async")
                loading=is_row.then_some("lazy")
            />
        </a>
    }
    .into_built()
}
