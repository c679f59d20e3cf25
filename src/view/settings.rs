//! `/settings/`: theme, type, and what is kept on this device.
//!
//! Each choice is a radio button named `theme`, `size`, `width`, `links` or `searches`; the same words are attributes of the root, where the
//! style reads them: `data-theme`, `data-size`, `data-width`, `data-links`, absent for the usual.

use super::element::{Child, Element, el};
use super::room::Room;
use super::state;

/// The names of the themes, as they are stored and as `data-theme` has them; the first is the usual one.
pub const THEMES: [&str; 4] = ["system", "light", "dark", "sepia"];
/// The names of the type sizes; the second is the usual one.
pub const SIZES: [&str; 4] = ["small", "usual", "large", "largest"];
/// The names of the line widths; the second is the usual one.
pub const WIDTHS: [&str; 3] = ["narrow", "usual", "wide"];
/// Whether the addresses of links are printed behind them; the first is the usual one.
pub const LINKS: [&str; 2] = ["none", "printed"];
/// Whether searches are kept; the first is the usual one.
pub const SEARCHES: [&str; 2] = ["none", "kept"];

/// What a reader has set; an empty name is the usual.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// One of [`THEMES`].
    pub theme: String,
    /// One of [`SIZES`].
    pub size: String,
    /// One of [`WIDTHS`].
    pub width: String,
    /// One of [`LINKS`].
    pub links: String,
    /// One of [`SEARCHES`].
    pub searches: String,
}

/// What is kept on this device.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stored {
    /// How many articles are saved.
    pub saved: u32,
    /// In how many articles a place is kept.
    pub places: u32,
    /// How many searches are kept.
    pub searches: u32,
    /// Whether a setting is kept.
    pub settings: bool,
    /// Whether the consent notice was answered.
    pub consent: bool,
}

/// The page. `inside` is [`choices`] and [`kept`], or views that run again.
pub fn page(room: &Room, choices: impl Into<Child>, kept: impl Into<Child>) -> Element {
    el("main")
        .attr("id", "main")
        .attr("tabindex", "-1")
        .class("frame page settings")
        .child(el("h1").child(room.words.settings))
        .option(state::unscripted(room))
        .child(choices)
        .child(kept)
}

/// The choices with a sample of type, for the page and for the sheet.
pub fn choices(room: &Room, settings: &Settings) -> Element {
    let words = room.words;
    let themes = [words.theme_system, words.theme_light, words.theme_dark, words.theme_sepia];
    el("div")
        .class("choices scripted")
        .child(group(words.theme, "theme", &THEMES, &themes, &settings.theme, 0))
        .child(group(words.size, "size", &SIZES, &words.sizes, &settings.size, 1))
        .child(group(words.width, "width", &WIDTHS, &words.widths, &settings.width, 1))
        .child(group(words.links, "links", &LINKS, &words.links_printed, &settings.links, 0))
        .child(group(words.searches, "searches", &SEARCHES, &words.searches_kept, &settings.searches, 0))
        .child(el("p").class("sample").child(words.sample))
}

fn group(
    legend: &'static str,
    name: &'static str,
    values: &[&'static str],
    labels: &[&'static str],
    chosen: &str,
    usual: usize,
) -> Element {
    let known = values.contains(&chosen);
    let option = |(at, (value, label)): (usize, (&&'static str, &&'static str))| {
        let on = *value == chosen || (!known && at == usual);
        let input = el("input").attr("type", "radio").attr("name", name).attr("value", *value).flag("checked", on);
        el("label").class("option").child(input).child(el("span").child(*label))
    };
    el("fieldset")
        .class("setting")
        .child(el("legend").child(legend))
        .child(el("div").class("options").children(values.iter().zip(labels).enumerate().map(option)))
}

/// What is kept on this device, and the button that erases it: `data-do="erase"`; `sure` where it has to be pressed once more.
pub fn kept(room: &Room, stored: &Stored, sure: bool) -> Element {
    let words = room.words;
    let counted = |count: u32, say: fn(u32, &str) -> String| (count > 0).then(|| say(count, &room.number(count)));
    let items: Vec<String> = [
        counted(stored.saved, words.stored_articles),
        counted(stored.places, words.stored_places),
        counted(stored.searches, words.stored_searches),
        stored.settings.then(|| words.stored_settings.to_owned()),
        stored.consent.then(|| words.stored_consent.to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let section = el("section").class("kept scripted").child(el("h2").child(words.stored));
    if items.is_empty() {
        return section.child(el("p").child(words.stored_nothing));
    }
    let label = if sure { words.erase_sure } else { words.erase };
    section
        .child(el("ul").children(items.into_iter().map(|item| el("li").child(item))))
        .child(el("div").class("buttons").child(state::action(label, "erase")))
}

/// The sheet over an article: the choices, and a button that closes it, `data-do="settings-close"`.
pub fn sheet(room: &Room, settings: &Settings) -> Element {
    el("section")
        .class("sheet")
        .attr("role", "dialog")
        .attr("aria-label", room.words.settings)
        .attr("tabindex", "-1")
        .child(choices(room, settings))
        .child(el("div").class("buttons").child(state::action(room.words.close, "settings-close")))
}
