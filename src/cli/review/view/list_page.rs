//! The list of the articles that need a look.

use crate::cli::review::messages::ReviewMessages;
use crate::cli::review::queue::{Entry, Order};
use crate::cli::review::view::article_review::{ActionNotice, UndoTarget};
use crate::cli::review::view::review_bar::{notice_view, undo_form};
use crate::components::built_view::{BuiltView, IntoBuilt};
use leptos::prelude::*;

/// The list as it is shown.
#[derive(Debug, Clone, Default)]
pub(in crate::cli::review) struct ShownList {
    /// The name of the site.
    pub(in crate::cli::review) site: String,
    /// The articles, in order.
    pub(in crate::cli::review) entries: Vec<Entry>,
    /// Whether they are all articles.
    pub(in crate::cli::review) is_all: bool,
    /// Their order.
    pub(in crate::cli::review) order: Order,
    /// The number of articles that need a look, and of all.
    pub(in crate::cli::review) counts: [usize; 2],
    /// The last action.
    pub(in crate::cli::review) notice: Option<ActionNotice>,
    /// The step that the button for undo undoes, and the token that its form sends.
    pub(in crate::cli::review) undo: Option<(UndoTarget, String)>,
}

/// The articles that need a look, or all, with a link to each.
#[component]
pub(in crate::cli::review) fn ListPage(
    /// The list.
    list: ShownList,
    /// The messages.
    messages: &'static ReviewMessages,
) -> impl IntoView {
    let rows: Vec<BuiltView> = list.entries.iter().map(|entry| row(entry, messages)).collect();
    let empty = list.entries.is_empty().then(|| if list.counts == [0, 0] { messages.no_articles } else { messages.nothing_left });
    view! {
        <main id="main" class="review-list">
            <header class="list-head">
                <p class="site-name">{list.site.clone()}</p>
                <h1>{messages.review}</h1>
                <p class="left">{messages.count(&messages.left, list.counts[0])}</p>
            </header>
            <div class="list-notice">
                {notice_view(list.notice.as_ref(), messages)}
                {list.undo.as_ref().map(|(target, token)| undo_form(target, list.notice.as_ref(), token, messages))}
            </div>
            <div class="list-controls">
                {filters(&list, messages)}
                {orders(&list, messages)}
            </div>
            {empty.map(|words| view! { <p class="empty">{words}</p> })}
            <ol class="queue">{rows}</ol>
        </main>
    }
}

fn row(entry: &Entry, messages: &'static ReviewMessages) -> BuiltView {
    let reasons: Vec<BuiltView> = entry.reasons.iter().map(|reason| view! { <li>{messages.reason(reason)}</li> }.into_built()).collect();
    let title = if entry.title.trim().is_empty() { messages.untitled.to_owned() } else { entry.title.clone() };
    view! {
        <li class="queue-row">
            <h2 class="queue-title">
                <a href=["/article/", &entry.id].concat() lang=entry.lang.clone()>{title}</a>
            </h2>
            <p class="sureness" data-unsure=entry.is_unsure()>{messages.sureness(entry.confidence)}</p>
            {(!reasons.is_empty()).then(|| view! { <ul class="queue-reasons">{reasons}</ul> })}
            {entry.host.clone().map(|host| view! { <p class="queue-host">{host}</p> })}
        </li>
    }
    .into_built()
}

fn filters(list: &ShownList, messages: &'static ReviewMessages) -> BuiltView {
    let choices = [(false, messages.need_look, list.counts[0]), (true, messages.all_articles, list.counts[1])];
    let links =
        choices.map(|(is_all, label, count)| choice(address(is_all, list.order), &format!("{label} ({count})"), is_all == list.is_all));
    choices_view(messages.show, links.into())
}

fn orders(list: &ShownList, messages: &'static ReviewMessages) -> BuiltView {
    let links = Order::ALL.map(|(order, _)| choice(address(list.is_all, order), messages.order(order), order == list.order));
    choices_view(messages.sort, links.into())
}

fn choices_view(label: &'static str, links: Vec<BuiltView>) -> BuiltView {
    view! {
        <nav class="choices" aria-label=label>
            <span class="choices-label" aria-hidden="true">{label}</span>
            <ul>{links}</ul>
        </nav>
    }
    .into_built()
}

fn choice(href: String, label: &str, is_current: bool) -> BuiltView {
    view! { <li><a href=href aria-current=is_current.then_some("true")>{label.to_owned()}</a></li> }.into_built()
}

/// The address of the list with its choices.
fn address(is_all: bool, order: Order) -> String {
    let order = Order::ALL.iter().find(|(known, _)| *known == order).map_or("", |(_, name)| name);
    format!("/?show={}&sort={order}", if is_all { "all" } else { "look" })
}
