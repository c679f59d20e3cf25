//! The box after an article.

use super::article_head::filtered_list_href;
use super::block_renderer::{element, text_children};
use super::byline::join_names;
use crate::article::date::Date;
use crate::article::{Article, Capture, typography};
use crate::components::built_view::{BuiltView, IntoBuilt};
use crate::components::ui::{date, join_with_spaces};
use crate::corpus::Facet;
use crate::stores::{RenderContext, use_render_context};
use leptos::prelude::*;
use std::sync::Arc;

/// Where an article comes from, when it was captured, what was left out, tags, how to cite it. It is in the language of the
/// interface.
#[component]
pub(crate) fn ArticleAbout(
    /// The article.
    article: Arc<Article>,
) -> impl IntoView {
    let context = use_render_context();
    let messages = context.messages;
    let capture = article.capture.as_ref();
    let lines = [
        line(messages.source, text_value(&article.source)),
        line(messages.publisher, text_value(&article.publisher)),
        line(messages.original, article.canonical.as_deref().map(original_link)),
        line(messages.captured, capture.and_then(|capture| captured(&context, capture))),
        line(messages.licence, text_value(&article.licence)),
        line(messages.tags, tags(&context, &article)),
        line(messages.cite_as, Some(cite(&context, &article))),
    ];
    view! {
        <section class="about">
            <h2>{messages.about_article}</h2>
            <dl>{lines.into_iter().flatten().collect_view()}</dl>
            {capture.and_then(|capture| removed_passages(&context, &article, capture))}
        </section>
    }
    .into_built()
}

/// The citation in one line: names, headline, source, date.
fn citation_parts(context: &RenderContext, article: &Article) -> Vec<String> {
    let messages = context.messages;
    let title = typography::smarten_punctuation(&article.title, &article.lang);
    let date = article.published.as_deref().and_then(Date::parse).map(|date| context.locale.date(&date, &context.lang));
    let source = article.source_name().unwrap_or_else(|| context.site_name.clone());
    let parts = [join_names(&article.authors, messages.list_separator, messages.author_conjunction), Some(title), Some(source), date];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect()
}

fn line(label: &'static str, value: Option<BuiltView>) -> Option<BuiltView> {
    value.map(|value| view! { <div><dt>{label}</dt>{value}</div> }.into_built())
}

fn text_value(value: &Option<String>) -> Option<BuiltView> {
    let value = value.as_deref().filter(|value| !value.is_empty())?;
    Some(element("dd", None, None, text_children(value)))
}

fn original_link(url: &str) -> BuiltView {
    let shown = text_children(url.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/'));
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    let content = if is_web { vec![view! { <a href=url.to_owned() rel="noopener">{shown}</a> }.into_built()] } else { shown };
    element("dd", None, None, vec![element("bdi", None, None, content)])
}

fn captured(context: &RenderContext, capture: &Capture) -> Option<BuiltView> {
    let time = capture.at.as_deref().and_then(|at| date(context, at, &context.lang));
    let from = (!capture.from.is_empty()).then(|| element("bdi", None, None, text_children(&capture.from)));
    let parts = join_with_spaces(time.into_iter().chain(from));
    (!parts.is_empty()).then(|| element("dd", None, None, parts))
}

fn tags(context: &RenderContext, article: &Article) -> Option<BuiltView> {
    let link = |tag: &String| {
        let href = filtered_list_href(context, Facet::Tag, tag);
        view! { <a href=href>{text_children(tag)}</a> }.into_built()
    };
    let tags = join_with_spaces(article.tags.iter().map(link));
    (!tags.is_empty()).then(|| view! { <dd lang=article.lang.clone() class="tags">{tags}</dd> }.into_built())
}

fn cite(context: &RenderContext, article: &Article) -> BuiltView {
    let mut parts = Vec::new();
    for part in citation_parts(context, article) {
        if !parts.is_empty() {
            parts.push(". ".into_built());
        }
        parts.push(element("bdi", None, None, text_children(part)));
    }
    element("dd", None, None, parts)
}

/// The passages of the page that the article leaves out, folded.
fn removed_passages(context: &RenderContext, article: &Article, capture: &Capture) -> Option<BuiltView> {
    let passages = capture.cut.iter().filter(|passage| !passage.trim().is_empty());
    let passages: Vec<BuiltView> = passages.map(|passage| element("p", None, None, text_children(passage))).collect();
    let count = passages.len() as u32;
    (count > 0).then(|| {
        view! {
            <details class="cut">
                <summary>{context.messages.removed_passages.fill([&context.number(count)])}</summary>
                <div lang=article.lang.clone() dir=article.direction().as_str()>
                    {passages}
                </div>
            </details>
        }
        .into_built()
    })
}
