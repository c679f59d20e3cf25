//! The years: a small histogram for dragging, and two selects as the alternative.

use crate::components::built_view::{BuiltView, IntoBuilt, dynamic};
use crate::components::ui::{KeyedView, join_with_spaces, keyed};
use crate::corpus::{Facet, Route};
use crate::state::years::{RangeEnd, Years};
use crate::stores::{ListStore, RenderContext, use_list_store, use_render_context};
use leptos::ev::PointerEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Height of the histogram, in units of its view box.
const HISTOGRAM_HEIGHT: u32 = 56;

/// Filters the list by a range of years.
#[component]
pub(crate) fn YearsFilter(
    /// The years, and the selected range.
    years: Signal<Years>,
) -> impl IntoView {
    let (context, list) = (use_render_context(), use_list_store());
    let messages = context.messages;
    let bars = {
        let context = context.clone();
        dynamic(move || years.with(|years| bars(&context, years)))
    };
    let view_box = Signal::derive(move || years.with(|years| ["0 0 ", &(years.bars.len() * 10).to_string(), " 56"].concat()));
    let year_at = move |event: &PointerEvent| years.with_untracked(|years| year_at(years, event));
    let on_press = move |event: PointerEvent| {
        if let Some(year) = year_at(&event) {
            event.prevent_default();
            capture_pointer(&event);
            list.begin_drag(year);
        }
    };
    let on_drag = move |event: PointerEvent| _ = year_at(&event).map(|year| list.drag(year));
    let pages = years.with_untracked(|years| year_pages(&context, years));
    view! {
        <fieldset class="facet years scripted">
            <legend>{(messages.facet_name)(Facet::Year)}</legend>
            <svg
                viewBox=view_box
                preserveAspectRatio="none"
                aria-hidden="true"
                class="years-bars"
                on:pointerdown=on_press
                on:pointermove=on_drag
                on:pointerup=move |_| list.end_drag()
                on:pointercancel=move |_| list.end_drag()
            >
                {bars}
            </svg>
            <div class="years-range">
                {year_select(&context, list, years, RangeEnd::From)}
                {year_select(&context, list, years, RangeEnd::To)}
            </div>
        </fieldset>
        {pages}
    }
    .into_built()
}

fn bars(context: &RenderContext, years: &Years) -> Vec<BuiltView> {
    let max_count = years.bars.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    (0..).zip(&years.bars).map(|(at, (year, count))| bar(context, years, (*year, *count), at, max_count)).collect()
}

/// The bar of a year, and its hit area over the whole height.
fn bar(context: &RenderContext, years: &Years, (year, count): (u16, u32), at: u32, max_count: u32) -> BuiltView {
    let height = if count == 0 { 1 } else { (count * HISTOGRAM_HEIGHT).div_ceil(max_count).max(3) };
    let x = (at * 10).to_string();
    let name = (context.messages.year_article_count)(&context.year(year), count, &context.number(count));
    let class = if years.is_selected(year) { "years-bar selected" } else { "years-bar" };
    view! {
        <g data-value=year.to_string()>
            <title>{name}</title>
            <rect x=x.clone() y=(HISTOGRAM_HEIGHT - height).to_string() width="8.6" height=height.to_string() class=class></rect>
            <rect x=x y="0" width="10" height="56" class="years-target"></rect>
        </g>
    }
    .into_built()
}

/// The year whose bar is under or nearest to the pointer.
fn year_at(years: &Years, event: &PointerEvent) -> Option<u16> {
    let bars: Element = event.current_target()?.dyn_into().ok()?;
    let rect = bars.get_bounding_client_rect();
    let fraction = ((f64::from(event.client_x()) - rect.left()) / rect.width().max(1.0)).clamp(0.0, 0.999);
    years.bars.get((fraction * years.bars.len() as f64) as usize).map(|(year, _)| *year)
}

/// Captures the pointer, so that the histogram gets every movement until the release.
fn capture_pointer(event: &PointerEvent) {
    if let Some(bars) = event.current_target().and_then(|target| target.dyn_into::<Element>().ok()) {
        _ = bars.set_pointer_capture(event.pointer_id());
    }
}

fn year_select(context: &std::sync::Arc<RenderContext>, list: ListStore, years: Signal<Years>, end: RangeEnd) -> BuiltView {
    let (name, label) = match end {
        RangeEnd::From => ("from", context.messages.from_year),
        RangeEnd::To => ("to", context.messages.to_year),
    };
    let context = context.clone();
    let is_chosen = move |year: u16| {
        years.with(|years| match end {
            RangeEnd::From => years.from.or(years.span().map(|(first, _)| first)) == Some(year),
            RangeEnd::To => years.to.or(years.span().map(|(_, last)| last)) == Some(year),
        })
    };
    let option = move |year: u16| {
        let context = context.clone();
        KeyedView::new(&year, move || {
            // A signal lives as long as the owner that creates it: here the option's, not the list's.
            let chosen = Signal::derive(move || is_chosen(year));
            view! { <option value=year.to_string() selected=chosen prop:selected=chosen>{context.year(year)}</option> }.into_built()
        })
    };
    let options = move || years.with(|years| years.bars.iter().map(|(year, _)| option(*year)).collect());
    let choose = move |event| {
        let span = years.with_untracked(Years::span);
        if let Some((year, span)) = event_target_value(&event).parse().ok().zip(span) {
            list.choose_year(end, year, span);
        }
    };
    view! {
        <select name=name aria-label=label on:change=choose>
            <For each=keyed(options) key=KeyedView::key children=KeyedView::render/>
        </select>
    }
    .into_built()
}

/// Links to the pages of years, newest first, for pages without the program.
fn year_pages(context: &RenderContext, years: &Years) -> Option<BuiltView> {
    if cfg!(target_arch = "wasm32") {
        return None;
    }
    let page = |(year, count): &(u16, u32)| {
        let path = context.urls.value_page(Facet::Year, &format!("{year:04}")).filter(|_| *count > 0)?;
        Some(view! { <a href=context.href(&Route::File(path.to_owned()))>{context.year(*year)}</a> }.into_built())
    };
    let pages = join_with_spaces(years.bars.iter().rev().filter_map(page));
    let label = (context.messages.facet_name)(Facet::Year);
    (!pages.is_empty()).then(|| view! { <nav aria-label=label class="facet year-pages unscripted">{pages}</nav> }.into_built())
}
