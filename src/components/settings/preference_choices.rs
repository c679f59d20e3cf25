//! The choices of preferences, with a sample of type, for the page and for the sheet.
//!
//! Each choice is a radio button named after its preference; the root element carries the chosen value for the style sheet.

use crate::components::built_view::IntoBuilt;
use crate::messages::Messages;
use crate::state::local_data::Preference;
use crate::stores::{use_local_store, use_preference_store, use_render_context};
use leptos::prelude::*;

/// The preferences that a reader sets, in the order of the form.
const CHOICES: [Preference; 5] = [Preference::Theme, Preference::Size, Preference::Width, Preference::Links, Preference::Searches];

/// The choices, a group of radio buttons each.
#[component]
pub(crate) fn PreferenceChoices() -> impl IntoView {
    let messages = use_render_context().messages;
    view! {
        <div class="choices scripted">
            {CHOICES.into_iter().map(|preference| group(messages, preference)).collect_view()}
            <p class="sample">{messages.sample_sentence}</p>
        </div>
    }
    .into_built()
}

fn group(messages: &'static Messages, preference: Preference) -> impl IntoView {
    let (legend, labels) = labels(messages, preference);
    let options = preference.values().iter().zip(labels).map(|(value, label)| option(preference, value, label)).collect_view();
    view! {
        <fieldset class="setting">
            <legend>{legend}</legend>
            <div class="options">{options}</div>
        </fieldset>
    }
}

fn option(preference: Preference, value: &'static str, label: &'static str) -> impl IntoView {
    let local = use_local_store();
    let values = use_preference_store().values;
    let is_chosen = Signal::derive(move || values.with(|values| values.is_chosen(preference, value)));
    view! {
        <label class="option">
            <input
                type="radio"
                name=preference.key()
                value=value
                checked=is_chosen
                prop:checked=is_chosen
                on:change=move |_| local.set_preference(preference, value)
            />
            <span>{label}</span>
        </label>
    }
}

/// The name of a preference, and those of its values, in order.
fn labels(messages: &Messages, preference: Preference) -> (&'static str, Vec<&'static str>) {
    match preference {
        Preference::Theme => (messages.theme, vec![messages.theme_system, messages.theme_light, messages.theme_dark, messages.theme_sepia]),
        Preference::Size => (messages.text_size, messages.text_size_options.to_vec()),
        Preference::Width => (messages.line_width, messages.line_width_options.to_vec()),
        Preference::Links => (messages.print_links, messages.print_links_options.to_vec()),
        Preference::Searches => (messages.store_searches, messages.store_searches_options.to_vec()),
        // Set by the consent notice, not by a form.
        Preference::Consent => ("", Vec::new()),
    }
}
