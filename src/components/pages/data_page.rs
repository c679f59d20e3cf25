//! The page that offers the collection as data: files, fields, licences.

use crate::corpus::{DataField, Route};
use crate::stores::{RenderContext, use_render_context};
use leptos::prelude::*;

/// A file to download.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Download {
    /// Its path inside the site.
    pub path: String,
    /// Its format.
    pub kind: DownloadKind,
    /// Its size in bytes.
    pub size: usize,
}

/// The format of a data file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DownloadKind {
    /// JSON Lines.
    Lines,
    /// Comma-separated values.
    Table,
    /// JSON Feed.
    Feed,
}

/// The data files of a collection, and their description.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct DataOffer {
    /// The number of articles.
    pub articles: u32,
    /// The files.
    pub files: Vec<Download>,
    /// The fields of an article, in their order.
    pub fields: Vec<DataField>,
    /// Each licence and how many articles name it; the empty name stands for articles without one.
    pub licences: Vec<(String, u32)>,
    /// The licence of the collection, if the site names one.
    pub licence: Option<String>,
}

/// The files in a table, the fields of an article, the licences.
#[component]
pub(crate) fn DataPage(
    /// The data on offer.
    offer: DataOffer,
) -> impl IntoView {
    let context = use_render_context();
    let messages = &context.messages.data;
    let head = [messages.file, messages.format, messages.size].map(|name| view! { <th scope="col">{name}</th> });
    let rows = offer.files.iter().map(|file| row(&context, file)).collect_view();
    let describe = |field: DataField| view! { <dt><code>{field.key()}</code></dt><dd>{(messages.describe_field)(field)}</dd> };
    let fields = offer.fields.iter().map(|field| describe(*field)).collect_view();
    let licences =
        offer.licences.iter().map(|(name, articles)| view! { <li>{licence_text(&context, name, *articles)}</li> }).collect_view();
    let summary = (messages.offer)(offer.articles, &context.number(offer.articles));
    view! {
        <main id="main" tabindex="-1" class="frame page data">
            <h1>{messages.title}</h1>
            <p class="page-text">{summary}</p>
            <div class="data-files">
                <table>
                    <thead><tr>{head.collect_view()}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <h2>{messages.fields}</h2>
            <dl class="data-fields">{fields}</dl>
            <h2>{messages.licence}</h2>
            {offer.licence.filter(|words| !words.is_empty()).map(|words| view! { <p class="page-text">{words}</p> })}
            <ul class="data-licences">{licences}</ul>
        </main>
    }
}

fn row(context: &RenderContext, file: &Download) -> impl IntoView + use<> {
    let messages = &context.messages.data;
    let name = file.path.rsplit('/').next().unwrap_or(&file.path).to_owned();
    let kind = match file.kind {
        DownloadKind::Lines => messages.json_lines,
        DownloadKind::Table => messages.csv,
        DownloadKind::Feed => messages.json_feed,
    };
    let href = context.href(&Route::File(file.path.clone()));
    let label = name.clone();
    view! {
        <tr>
            <td><a href=href download=name>{label}</a></td>
            <td>{kind}</td>
            <td>{format_size(context, file.size)}</td>
        </tr>
    }
}

/// Formats a size in thousands of bytes.
fn format_size(context: &RenderContext, bytes: usize) -> String {
    [&context.number(bytes.div_ceil(1000) as u32), " kB"].concat()
}

fn licence_text(context: &RenderContext, name: &str, articles: u32) -> String {
    let (messages, shown) = (&context.messages.data, context.number(articles));
    if name.is_empty() { (messages.unlicensed_articles)(articles, &shown) } else { (messages.licensed_articles)(name, articles, &shown) }
}
