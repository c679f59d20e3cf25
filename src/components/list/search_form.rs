//! The search box. It is a plain form, which leads to the list from any page.

use crate::components::built_view::{BuiltChildren, IntoBuilt};
use crate::corpus::{CurrentRoute, ListQuery, Route};
use crate::stores::{ListStore, RouteStore, use_list_store, use_render_context, use_route_store};
use crate::web::dom::{self, find, set_value, value};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FocusEvent, InputEvent, KeyboardEvent, Node};

/// The search box. Its text is set when it is created and not again, so that typed text is never overwritten.
#[component]
pub(crate) fn SearchForm(
    /// The number of articles, if known.
    #[prop(into)]
    total: Signal<Option<u32>>,
    /// The initial text of the box.
    initial: String,
    /// Children of the form after the box.
    #[prop(optional)]
    children: Option<BuiltChildren>,
) -> impl IntoView {
    let (context, list, route) = (use_render_context(), use_list_store(), use_route_store());
    let messages = context.messages;
    let action = context.href(&Route::List(ListQuery::new()));
    let label = Signal::derive(move || match total.get() {
        Some(total) => (messages.search_placeholder)(total, &context.number(total)),
        None => messages.search_placeholder_without_count.to_owned(),
    });
    let initial = Some(initial).filter(|words| !words.is_empty());
    view! {
        <form
            role="search"
            method="get"
            action=action
            class="search-form"
            on:input=move |event| on_input(list, route, &event)
            on:compositionend=move |event| on_input(list, route, &event)
            on:submit=move |event| on_submit(list, &event)
            on:keydown=move |event| on_keydown(list, route, &event)
            on:focusin=move |event| on_focusin(list, &event)
            on:focusout=move |event| on_focusout(list, &event)
        >
            <input
                type="search"
                name="q"
                id="q"
                placeholder=label
                aria-label=label
                aria-keyshortcuts="/"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                enterkeyhint="search"
                dir="auto"
                value=initial
            />
            <kbd title=messages.search_shortcut aria-hidden="true">{"/"}</kbd>
            {children.map(|children| children.render())}
        </form>
    }
    .into_built()
}

/// Searches for the typed text at once, on the list. What an input method is still composing is not asked for; when it ends, engines
/// differ in whether an input event follows, so that the end is listened to as well.
pub(crate) fn on_input(list: ListStore, route: RouteStore, event: &Event) {
    if let Some(input) = search_input(event).filter(|_| !is_composing(event)) {
        search_if_on_list(list, route, value(&input));
    }
}

/// Opens the list with the typed text; on the list, moves on to the results.
pub(crate) fn on_submit(list: ListStore, event: &Event) {
    event.prevent_default();
    list.submit(find("#q").as_ref().map(value).unwrap_or_default());
}

/// Clears the box on Escape; in an empty box the key is left to the page.
pub(crate) fn on_keydown(list: ListStore, route: RouteStore, event: &Event) {
    let Some(input) = search_input(event).filter(|input| is_escape(event) && !value(input).is_empty()) else { return };
    event.prevent_default();
    event.stop_propagation();
    set_value(&input, "");
    search_if_on_list(list, route, String::new());
}

/// Handles the focus entering the form.
pub(crate) fn on_focusin(list: ListStore, _: &Event) {
    set_focused(list, true);
}

/// Handles the focus leaving the form, unless it moves to another part of it.
pub(crate) fn on_focusout(list: ListStore, event: &Event) {
    let form = target_element(event).and_then(|element| element.closest("form").ok().flatten());
    let next = event.dyn_ref::<FocusEvent>().and_then(FocusEvent::related_target).and_then(|next| next.dyn_into::<Node>().ok());
    if !form.zip(next).is_some_and(|(form, next)| form.contains(Some(&next))) {
        set_focused(list, false);
    }
}

fn set_focused(list: ListStore, is_focused: bool) {
    if list.is_search_focused.get_untracked() != is_focused {
        list.is_search_focused.set(is_focused);
    }
}

fn search_if_on_list(list: ListStore, route: RouteStore, typed: String) {
    if route.is_at(&CurrentRoute::List) {
        list.set_typed_query(typed);
    }
}

fn target_element(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// The search box, if the event's target is it.
fn search_input(event: &Event) -> Option<Element> {
    target_element(event).filter(|element| element.get_attribute("type").as_deref() == Some("search"))
}

/// Whether an input method is composing text. The keyboards of Android compose every word, also of languages that need no such method.
fn is_composing(event: &Event) -> bool {
    event.dyn_ref::<InputEvent>().is_some_and(InputEvent::is_composing) && !dom::is_android()
}

fn is_escape(event: &Event) -> bool {
    event.dyn_ref::<KeyboardEvent>().is_some_and(|pressed| {
        pressed.key() == "Escape" && !(pressed.ctrl_key() || pressed.meta_key() || pressed.alt_key() || pressed.is_composing())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::test_support::html;

    #[test]
    fn form_leads_to_the_list_without_the_program() {
        let html = html("en", || view! { <SearchForm total=Some(9) initial="a \"b\"".to_owned()/> });
        for part in [
            "<form role=\"search\" method=\"get\" action=\"/room/\" class=\"search-form\"><input type=\"search\" name=\"q\" id=\"q\"",
            "value=\"a &quot;b&quot;\"",
            "aria-hidden=\"true\">/</kbd></form>",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
        assert_eq!(html.matches("Search 9 articles").count(), 2, "{html}");
    }

    #[test]
    fn empty_box_has_no_value_and_children_come_last() {
        let html = html("en", || view! { <SearchForm total={None::<u32>} initial=String::new()><p>{"last"}</p></SearchForm> });
        assert!(!html.contains("value=") && html.contains("</kbd><p>last</p></form>"), "{html}");
    }
}
