//! The choice of a colour.

use crate::annotation::HighlightColour;
use crate::components::built_view::{BuiltView, IntoBuilt};
use leptos::prelude::*;

/// Letters in a colour with its line: what a highlight looks like.
pub(super) fn swatch(colour: HighlightColour) -> BuiltView {
    view! { <span aria-hidden="true" class=["swatch ", &colour.class()].concat()>{"Aa"}</span> }.into_built()
}

/// Colours as radio buttons.
#[component]
pub(crate) fn ColourChoice(
    /// The name of the choice.
    legend: String,
    /// The names of the colours.
    names: Vec<String>,
    /// The chosen colour.
    #[prop(into)]
    chosen: Signal<HighlightColour>,
    /// Called with another colour.
    #[prop(into)]
    on_choose: Callback<HighlightColour>,
) -> impl IntoView {
    let option = |(colour, name): (HighlightColour, String)| {
        let is_chosen = Signal::derive(move || chosen.get() == colour);
        let title = name.clone();
        view! {
            <label class="colour-option" title=title>
                <input
                    type="radio"
                    name="highlight-colour"
                    value=colour.key()
                    aria-label=name
                    prop:checked=is_chosen
                    on:change=move |_| on_choose.run(colour)
                />
                {swatch(colour)}
            </label>
        }
        .into_built()
    };
    let options: Vec<BuiltView> = HighlightColour::ALL.into_iter().zip(names).map(option).collect();
    view! {
        <fieldset class="colours">
            <legend class="visually-hidden">{legend}</legend>
            {options}
        </fieldset>
    }
    .into_built()
}
