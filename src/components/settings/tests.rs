//! The settings as HTML.

use super::*;
use crate::components::test_support::{check_page, html, html_with, interface_languages};
use crate::state::LocalData;
use crate::stores::{use_local_store, use_preference_store};
use leptos::prelude::*;

#[test]
fn settings_page_has_every_choice_and_the_stored_data() {
    for lang in interface_languages() {
        let html = html(lang, || view! { <SettingsPage/> });
        check_page(&html);
        assert!(
            html.contains("<p class=\"alert unscripted\">") && html.contains("<section class=\"settings-section scripted\"><h2>"),
            "{html}"
        );
        assert_eq!(
            (html.matches("type=\"radio\"").count(), html.matches("<fieldset class=\"setting\"><legend>").count()),
            (15, 5),
            "{html}"
        );
        assert!(!html.contains("id=\"erase\""), "nothing is stored: {html}");
    }
}

#[test]
fn one_option_of_each_choice_is_checked() {
    let checked = |theme: &'static str| {
        let html = html("en", || {
            use_preference_store().values.update(|values| values.theme = theme.into());
            view! { <PreferenceChoices/> }
        });
        assert!(html.starts_with("<div class=\"choices scripted\">") && html.ends_with("</p></div>"), "{html}");
        html.split("<input type=\"radio\" name=\"")
            .filter_map(|rest| Some(rest.split_once(" checked>")?.0.replace("\" value=\"", "=").replace('"', "")))
            .filter(|choice| !choice.contains('<'))
            .collect::<Vec<_>>()
    };
    assert_eq!(checked(""), ["theme=system", "size=usual", "width=usual", "links=none", "searches=none"]);
    assert_eq!(checked("dark")[0], "theme=dark");
    assert_eq!(checked("unknown")[0], "theme=system");
}

#[test]
fn stored_data_is_counted_and_can_be_erased() {
    let mut data = LocalData::default();
    data.toggle_saved("a", "A");
    data.add_search("rail");
    let shown = |confirms: bool| {
        html_with("en", data.clone(), || {
            use_local_store().confirms_erase.set(confirms);
            view! { <StoredOnDevice/> }
        })
    };
    let html = shown(false);
    assert_eq!(html.matches("<li>").count(), 2, "{html}");
    assert!(html.contains("</li></ul><div class=\"buttons\"><button type=\"button\" id=\"erase\" class=\"button\">"), "{html}");
    assert_ne!(html, shown(true), "the button asks to be pressed again");
}

#[test]
fn sheet_is_rendered_while_it_is_open() {
    let sheet = |open: bool| {
        html("en", || {
            use_preference_store().is_sheet_open.set(open);
            view! { <SettingsSheet/> }
        })
    };
    let html = sheet(true);
    assert!(
        html.starts_with("<section role=\"dialog\" aria-label=\"Reading settings\" tabindex=\"-1\" class=\"sheet\"><div class=\"choices"),
        "{html}"
    );
    assert!(html.ends_with("</button></div></section>"), "{html}");
    assert_eq!(sheet(false), "");
}
