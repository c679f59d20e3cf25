//! What to read after an article.

use super::block_renderer::{element, text_children};
use super::neighbours::adjacent_link;
use crate::components::built_view::{BuiltView, IntoBuilt};
use crate::components::ui::{card_meta, foreign_date, join_with_spaces, title};
use crate::corpus::{Card, Related, Route};
use crate::stores::render_context::language_attributes;
use crate::stores::{RenderContext, use_render_context};
use leptos::prelude::*;
use std::sync::Arc;

/// The parts of the series around an article, related articles and why they are, the same story in other sources; nothing where there is
/// none of these. It is in the language of the interface, each link in that of its article.
#[component]
pub(crate) fn RelatedArticles(
    /// The articles to read after this one.
    related: Arc<Related>,
) -> impl IntoView {
    let context = use_render_context();
    let messages = context.messages;
    let series = (related.part > 0).then(|| series(&context, &related));
    let reasons = related.shared.iter().map(String::as_str).chain(std::iter::repeat(""));
    let articles = related.articles.iter().zip(reasons).map(|(card, shared)| related_article(&context, card, shared)).collect();
    let same_story = related.same_story.iter().map(|card| source(&context, card)).collect();
    [series, group("related", messages.related_articles, articles), group("related same-story", messages.same_story, same_story)]
        .into_iter()
        .flatten()
        .collect_view()
}

/// A section with a heading and a list; nothing for an empty list.
fn group(class: &'static str, heading: &'static str, items: Vec<BuiltView>) -> Option<BuiltView> {
    (!items.is_empty()).then(|| {
        let content = vec![element("h2", None, None, vec![heading.into_built()]), element("ul", None, None, items)];
        element("section", None, Some(class), content)
    })
}

/// The number of the part, and links to the parts before and after it.
fn series(context: &RenderContext, related: &Related) -> BuiltView {
    let messages = context.messages;
    let number = messages.series_part.fill([&context.number(related.part), &context.number(related.part_count)]);
    let link = |label, rel, part: &Option<Card>| {
        part.as_ref().map(|card| adjacent_link(label, rel, card, Signal::stored(context.href(&Route::article(&card.id)))))
    };
    view! {
        <nav aria-label=number.clone() class="series">
            <p>{number.clone()}</p>
            {link(messages.previous_part, "prev", &related.previous_part)}
            {link(messages.next_part, "next", &related.next_part)}
        </nav>
    }
    .into_built()
}

/// The headline of a related article, its section, date and reading time, and what it shares with the article.
fn related_article(context: &RenderContext, card: &Card, shared: &str) -> BuiltView {
    let (lang, dir) = language_attributes(&context.lang, &card.lang, card.direction());
    let reason = (!shared.is_empty()).then(|| {
        let label = view! { <span lang=lang dir=dir>{context.messages.shared_topics}</span> }.into_built();
        element("p", None, Some("reason"), vec![label, " ".into_built(), element("bdi", None, None, text_children(shared))])
    });
    let meta = element("p", None, Some("row-meta"), join_with_spaces(card_meta(context, card)));
    item(context, card, [Some(meta), reason].into_iter().flatten())
}

/// The headline of the story in another source, the source and the date.
fn source(context: &RenderContext, card: &Card) -> BuiltView {
    let (lang, dir) = language_attributes(&context.lang, &card.lang, card.direction());
    let name = card.source.clone().map(|source| element("b", None, None, text_children(source)));
    let published = card.published.as_deref().and_then(|day| foreign_date(context, day, &context.lang, lang, dir));
    item(context, card, [element("p", None, Some("row-meta"), join_with_spaces(name.into_iter().chain(published)))])
}

/// An article of a list: its headline, a link, and the lines below.
fn item(context: &RenderContext, card: &Card, lines: impl IntoIterator<Item = BuiltView>) -> BuiltView {
    let lines: Vec<BuiltView> = lines.into_iter().collect();
    view! {
        <li lang=card.lang.clone() dir=card.direction().as_str()>
            <a href=context.href(&Route::article(&card.id)) class="headline">{title(&card.title, &card.lang, &[])}</a>
            {lines}
        </li>
    }
    .into_built()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::test_support::{context, html, interface_languages, text};

    fn card(id: &str, lang: &str) -> Card {
        Card {
            id: id.into(),
            title: format!("The \"{id}\""),
            lang: lang.into(),
            section: Some("Rail".into()),
            source: Some("Gazette".into()),
            published: Some("2024-07-01".into()),
            minutes: 3,
            ..Card::default()
        }
    }

    fn related() -> Related {
        Related {
            articles: vec![card("line", "en"), card("khatt", "ar")],
            shared: vec!["Kashgar, railway".into()],
            same_story: vec![card("copy", "en")],
            part: 2,
            part_count: 5,
            previous_part: Some(card("first", "en")),
            ..Related::default()
        }
    }

    fn render(lang: &str, related: Related) -> String {
        html(lang, || view! { <RelatedArticles related=Arc::new(related)/> })
    }

    #[test]
    fn every_language_names_each_group_and_each_link() {
        for lang in interface_languages() {
            let (html, messages) = (render(lang, related()), context(lang).messages);
            for words in [messages.related_articles, messages.same_story, messages.shared_topics, messages.previous_part] {
                assert!(html.contains(&format!(">{words}</")), "{words} in {html}");
            }
            assert!(html.contains(&format!("<p>{}</p>", messages.series_part.fill(["2", "5"]))), "{html}");
            assert!(!html.contains(messages.next_part) && !html.contains(" style="), "{html}");
            for id in ["line", "khatt", "copy", "first"] {
                assert_eq!(html.matches(&format!("href=\"/room/article/{id}/\"")).count(), 1, "{id} in {html}");
            }
        }
    }

    #[test]
    fn a_related_article_is_in_its_language_and_its_meta_in_that_of_the_interface() {
        let html = render("en", related());
        assert!(html.contains("<section class=\"related\"><h2>Related articles</h2><ul><li lang=\"en\" dir=\"ltr\">"), "{html}");
        assert!(html.contains("<p class=\"reason\"><span>Shares:</span> <bdi>Kashgar, railway</bdi></p>"), "{html}");
        let (_, arabic) = html.split_once("<li lang=\"ar\" dir=\"rtl\">").unwrap();
        let (arabic, _) = arabic.split_once("</li>").unwrap();
        assert_eq!(text(arabic), "The \"khatt\"Rail en:2024-07-01 3 min");
        assert!(arabic.contains("<span lang=\"en\" dir=\"ltr\">3 min</span>") && !arabic.contains("reason"), "{arabic}");
        assert!(html.contains("<p class=\"row-meta\"><b>Gazette</b> <time"), "{html}");
    }

    #[test]
    fn nothing_is_shown_where_nothing_is_related() {
        assert_eq!(render("en", Related::default()), "");
    }
}
