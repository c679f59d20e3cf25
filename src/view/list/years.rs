//! The years: a small histogram that is dragged across, and two lists of years for those who do not drag.

use crate::corpus::{Facet, Place};
use crate::search::selection::Counted;
use crate::view::element::{Element, el, svg};
use crate::view::list::row::spaced;
use crate::view::room::Room;

/// The years of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Years {
    /// Each year from the first to the last, and how many articles it has.
    pub bars: Vec<(u16, u32)>,
    /// First year of the range that is on.
    pub from: Option<u16>,
    /// Last year of the range that is on.
    pub to: Option<u16>,
}

impl Years {
    /// Every year from the first to the last that is among the values of a facet, counted.
    pub fn bars_of(values: &[Counted]) -> Vec<(u16, u32)> {
        let counted: Vec<(u16, u32)> = values.iter().filter_map(|v| Some((v.value.parse().ok()?, v.count))).collect();
        let (Some(first), Some(last)) = (counted.first(), counted.last()) else { return Vec::new() };
        (first.0..=last.0).map(|year| (year, counted.iter().find(|(y, _)| *y == year).map_or(0, |(_, count)| *count))).collect()
    }
}

/// Height of the drawing.
const HEIGHT: u32 = 56;

/// The histogram, `svg[data-drag="years"]` of `rect[data-value]`, and `select`s named `from` and `to`.
pub(super) fn years(room: &Room, years: &Years) -> Element {
    let most = years.bars.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    let width = (years.bars.len() as u32 * 10).max(10);
    let drawing = svg("svg")
        .attr("class", "years-bars")
        .attr("viewBox", ["0 0 ", &width.to_string(), " 56"].concat())
        .attr("preserveAspectRatio", "none")
        .attr("aria-hidden", "true")
        .attr("data-drag", "years")
        .children(years.bars.iter().zip(0..).map(|(bar, at)| column(room, years, *bar, at, most)));
    let (first, last) = (years.bars.first().map(|b| b.0), years.bars.last().map(|b| b.0));
    el("fieldset").class("facet years scripted").child(el("legend").child((room.words.facet)(Facet::Year))).child(drawing).child(
        el("div").class("years-range").child(select(room, "from", room.words.from_year, years, years.from.or(first))).child(select(
            room,
            "to",
            room.words.to_year,
            years,
            years.to.or(last),
        )),
    )
}

/// Links to the pages of years, newest first, where no program runs that the years could be dragged in.
pub(super) fn pages_of_years(room: &Room, years: &Years) -> Option<Element> {
    if cfg!(target_arch = "wasm32") {
        return None;
    }
    let page = |(year, count): &(u16, u32)| {
        let path = room.addressing.value_page(Facet::Year, &format!("{year:04}")).filter(|_| *count > 0)?;
        Some(el("a").attr("href", room.href(&Place::File(path.to_owned()))).child(room.year(*year)))
    };
    let pages: Vec<Element> = years.bars.iter().rev().filter_map(page).collect();
    let list = || el("nav").class("facet year-pages unscripted").attr("aria-label", (room.words.facet)(Facet::Year));
    (!pages.is_empty()).then(|| list().children(spaced(pages.into_iter())))
}

/// A year: its bar, and over the whole height what is pointed at.
fn column(room: &Room, years: &Years, (year, count): (u16, u32), at: u32, most: u32) -> Element {
    let height = if count == 0 { 1 } else { (count * HEIGHT).div_ceil(most).max(3) };
    let ranged = years.from.is_some() || years.to.is_some();
    let on = ranged && years.from.is_none_or(|from| from <= year) && years.to.is_none_or(|to| year <= to);
    let x = (at * 10).to_string();
    let bar = svg("rect")
        .attr("class", if on { "years-bar on" } else { "years-bar" })
        .attr("x", x.clone())
        .attr("y", (HEIGHT - height).to_string())
        .attr("width", "8.6")
        .attr("height", height.to_string());
    let target = svg("rect").attr("class", "years-target").attr("x", x).attr("y", "0").attr("width", "10").attr("height", "56");
    let name = (room.words.year_count)(&room.year(year), count, &room.number(count));
    svg("g").attr("data-value", year.to_string()).child(svg("title").child(name)).child(bar).child(target)
}

fn select(room: &Room, name: &'static str, label: &'static str, years: &Years, chosen: Option<u16>) -> Element {
    let option = |(year, _): &(u16, u32)| {
        el("option").attr("value", year.to_string()).flag("selected", Some(*year) == chosen).child(room.year(*year))
    };
    el("select").attr("name", name).attr("aria-label", label).children(years.bars.iter().map(option))
}
