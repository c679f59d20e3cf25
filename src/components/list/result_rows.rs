//! The rows of the list.

use super::lead_row::{LeadKind, LeadRow};
use super::list_view::ListView;
use super::row::Row;
use crate::article::date::Date;
use crate::components::built_view::{BuiltView, IntoBuilt};
use crate::components::ui::{KeyedView, keyed, truncate};
use crate::corpus::ListQuery;
use crate::state::list_rows::{ListItem, ListRows};
use crate::stores::{ListStore, RenderContext, use_list_store, use_render_context};
use leptos::prelude::*;

/// Lead and seconds, rows under the headings of their months, the button for more rows, partial matches.
#[component]
pub(crate) fn ResultRows(
    /// The list to show.
    view: ListView,
) -> impl IntoView {
    let context = StoredValue::new(use_render_context());
    let list = use_list_store();
    let keyed_item = move |item: &ListItem| {
        let (key, item) = (item.key(), item.clone());
        KeyedView::new(&key, move || render_item(&context.get_value(), list, view.query, item))
    };
    let items = move || {
        view.rows.with(|rows| if let ListRows::Items(items) = &**rows { items.iter().map(keyed_item).collect() } else { Vec::new() })
    };
    view! { <For each=keyed(items) key=KeyedView::key children=KeyedView::render/> }
}

fn render_item(context: &RenderContext, list: ListStore, query: Signal<ListQuery>, item: ListItem) -> BuiltView {
    let messages = context.messages;
    match item {
        ListItem::Lead(article) => view! { <LeadRow article kind=LeadKind::Lead query/> }.into_built(),
        ListItem::SecondaryLeads(first, second) => view! {
            <div class="seconds">
                <LeadRow article=first kind=LeadKind::Secondary query/>
                <LeadRow article=second kind=LeadKind::Secondary query/>
            </div>
        }
        .into_built(),
        ListItem::Month(date) => view! { <h2 class="month">{month_name(context, date)}</h2> }.into_built(),
        ListItem::Row { article, is_under_heading } => view! { <Row article is_under_heading query shows_excerpt=true/> }.into_built(),
        ListItem::ShowMore(count) => {
            let count = count as u32;
            let label = (messages.show_more)(count, &context.number(count));
            view! {
                <p class="more scripted">
                    <button type="button" class="button" on:click=move |_| list.show_more()>{label}</button>
                </p>
            }
            .into_built()
        }
        ListItem::PartialHeading(missing) => {
            view! { <h2 class="month partial-matches">{messages.partial_matches_heading.fill([&quoted(context, &missing)])}</h2> }
                .into_built()
        }
    }
}

fn month_name(context: &RenderContext, date: Option<Date>) -> String {
    match date {
        None => context.messages.undated.to_owned(),
        Some(date) if date.month == 0 => context.locale.date(&date, &context.lang),
        Some(date) => context.locale.month(date.year, date.month, &context.lang),
    }
}

/// Quotes and joins words for use in a sentence.
fn quoted(context: &RenderContext, words: &[String]) -> String {
    let [open, close] = context.messages.quotation_marks;
    words.iter().map(|word| [open, &truncate(word), close].concat()).collect::<Vec<_>>().join(context.messages.list_separator)
}
