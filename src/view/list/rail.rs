//! The rail: years, then facets as words with counts. A sheet on a narrow screen.

use super::line::value_name;
use super::years::{Years, pages_of_years, years};
use crate::article::language;
use crate::corpus::{Facet, Place};
use crate::search::selection::Counted;
use crate::view::element::{Element, el};
use crate::view::room::Room;
use crate::view::state;

/// How many values of a facet stand open.
const OPEN: usize = 8;

/// How many values of a facet are drawn at most; they are ordered by count, and as the list narrows the rest come up.
const DRAWN: usize = 60;

/// One facet.
pub struct Group {
    /// Which.
    pub facet: Facet,
    /// Its values, in the order to show them.
    pub choices: Vec<Choice>,
}

impl Group {
    /// The values of a facet, counted. Once the list is narrowed, those that would leave nothing are not offered.
    pub fn of(facet: Facet, values: &[Counted]) -> Group {
        let offered = || values.iter().filter(|v| v.on || v.count > 0);
        let choice = |v: &Counted, inside| Choice { value: v.value.to_string(), count: Some(v.count), on: v.on, inside };
        if facet != Facet::Language {
            return Group { facet, choices: offered().map(|v| choice(v, false)).collect() };
        }
        let mut choices = Vec::new();
        for whole in offered().filter(|v| !v.value.contains('-')) {
            choices.push(choice(whole, false));
            // A kind that all of a wider one are of would narrow nothing.
            let wider = |v: &Counted| offered().any(|w| w.count == v.count && language::is_inside(&v.value, &w.value));
            let inside = offered().filter(|v| whole.on && language::is_inside(&v.value, &whole.value));
            choices.extend(inside.filter(|v| v.on || !wider(v)).map(|v| choice(v, true)));
        }
        Group { facet, choices }
    }
}

/// One value of a facet.
pub struct Choice {
    /// As it stands in the articles.
    pub value: String,
    /// How many articles of the present list have it; `None` while that is not known.
    pub count: Option<u32>,
    /// Whether the list is narrowed by it.
    pub on: bool,
    /// Whether it narrows the one before it, as a region narrows a language.
    pub inside: bool,
}

/// The rail, `aside#rail`. `open` says whether it stands open as a sheet.
pub fn rail(room: &Room, range: Option<&Years>, groups: &[Group], open: bool) -> Element {
    el("aside")
        .class("rail")
        .attr("id", "rail")
        .attr("aria-label", room.words.filters)
        .flag("data-open", open)
        .option(range.map(|range| years(room, range)))
        .option(range.and_then(|range| pages_of_years(room, range)))
        .children(groups.iter().filter(|g| !g.choices.is_empty()).map(|g| group(room, g)))
        .child(el("p").class("rail-done").child(state::action(room.words.done, "filters")))
}

fn group(room: &Room, group: &Group) -> Element {
    let (open, folded): (Vec<_>, Vec<_>) =
        group.choices.iter().enumerate().partition(|(at, choice)| *at < OPEN || choice.on || choice.inside);
    let draw = |list: Vec<(usize, &Choice)>| list.into_iter().map(|(_, c)| choice(room, group.facet, c)).collect::<Vec<_>>();
    let all = group.choices.len() as u32;
    let rest = (!folded.is_empty()).then(|| {
        let summary = el("summary").child((room.words.all_values)(all, &room.number(all)));
        el("details").child(summary).children(draw(folded.into_iter().take(DRAWN).collect()))
    });
    el("fieldset").class("facet").child(el("legend").child((room.words.facet)(group.facet))).children(draw(open)).option(rest)
}

fn choice(room: &Room, facet: Facet, choice: &Choice) -> Element {
    let name = el("bdi").child(value_name(room, facet, &choice.value));
    // Where no program runs a box that is ticked changes nothing: the page of the value does. A program has no use for it.
    let path = if cfg!(target_arch = "wasm32") { None } else { room.addressing.value_page(facet, &choice.value) };
    let page = path.map(|path| el("a").attr("href", room.href(&Place::File(path.to_owned()))));
    let name = el("span").class("choice-name").child(match page {
        Some(link) if !choice.on => link.child(name),
        _ => name,
    });
    let input =
        el("input").attr("type", "checkbox").attr("name", facet.key()).attr("value", choice.value.clone()).flag("checked", choice.on);
    el("label")
        .class(if choice.inside { "choice inside" } else { "choice" })
        .child(input)
        .child(name)
        .child(" ")
        .option(choice.count.map(|count| el("span").class("choice-count").child(room.number(count))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(values: &[(&str, u32, bool)]) -> Vec<(String, bool)> {
        let counted: Vec<Counted> =
            values.iter().map(|(value, count, on)| Counted { value: (*value).into(), count: *count, on: *on }).collect();
        Group::of(Facet::Language, &counted).choices.into_iter().map(|choice| (choice.value, choice.inside)).collect()
    }

    #[test]
    fn a_language_stands_once_until_it_is_on() {
        let (one, inside) = (|value: &str| (value.to_owned(), false), |value: &str| (value.to_owned(), true));
        let counts = |on: bool| [("en", 5, on), ("en-US", 3, false), ("zh", 2, on), ("zh-Hans", 2, false), ("en-GB", 1, on)];
        assert_eq!(shown(&counts(false)), [one("en"), one("zh")]);
        assert_eq!(shown(&counts(true)), [one("en"), inside("en-US"), inside("en-GB"), one("zh")]);
    }
}
