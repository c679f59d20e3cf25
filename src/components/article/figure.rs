//! Figures: pictures with caption and credit; a caption card if the picture was not captured.

use super::block_renderer::{BlockRenderer, element, words};
use super::inline::text;
use crate::article::block::Image;
use crate::article::{Figure, typography};
use crate::components::built_view::{BuiltView, IntoBuilt};
use crate::components::ui::date;
use leptos::prelude::*;

/// A figure in the text.
pub(super) fn figure<'a>(renderer: &mut BlockRenderer<'a>, figure: &'a Figure, id: Option<String>) -> BuiltView {
    if figure.images.is_empty() { card(renderer, figure, id) } else { pictures(renderer, figure, "figure", true, id) }
}

/// The figure that opens an article, at full width.
pub(super) fn wide<'a>(renderer: &mut BlockRenderer<'a>, figure: &'a Figure, id: String) -> BuiltView {
    pictures(renderer, figure, "figure wide", false, Some(id))
}

fn pictures<'a>(renderer: &mut BlockRenderer<'a>, figure: &'a Figure, class: &'static str, lazy: bool, id: Option<String>) -> BuiltView {
    let mut content: Vec<BuiltView> = figure.images.iter().map(|picture| image(renderer, picture, lazy)).collect();
    let lines = caption(renderer, figure);
    if !lines.is_empty() {
        content.push(element("figcaption", None, None, lines));
    }
    element("figure", id, Some(class), content)
}

fn image(renderer: &BlockRenderer, image: &Image, lazy: bool) -> BuiltView {
    let size = |pixels: u32| (pixels > 0).then(|| pixels.to_string());
    view! {
        <img
            src=renderer.context.file(&image.src)
            alt=image.alt.clone()
            width=size(image.width)
            height=size(image.height)
            fetchpriority=(!lazy).then_some("high")
            decoding=lazy.then_some("async")
            loading=lazy.then_some("lazy")
        />
    }
    .into_built()
}

/// The caption, place and date, credit, and the notice that the picture was not captured.
fn card<'a>(renderer: &mut BlockRenderer<'a>, figure: &'a Figure, id: Option<String>) -> BuiltView {
    let mut lines = caption(renderer, figure);
    lines.push(element("small", None, None, words(renderer.messages().not_captured)));
    element("figure", id, Some("figure card"), vec![element("figcaption", None, None, lines)])
}

/// The lines of a caption, an element each.
fn caption<'a>(renderer: &mut BlockRenderer<'a>, figure: &'a Figure) -> Vec<BuiltView> {
    renderer.before = None;
    let content = text(renderer, &figure.caption);
    let mut lines = Vec::new();
    if !content.is_empty() {
        lines.push(element("span", None, Some("caption"), content));
    }
    lines.extend(place_and_date(renderer, figure));
    if let Some(credit) = figure.credit.as_deref().filter(|credit| !credit.is_empty()) {
        lines.push(element("cite", None, None, words(typography::set(credit, &renderer.lang))));
    }
    lines
}

fn place_and_date(renderer: &BlockRenderer, figure: &Figure) -> Option<BuiltView> {
    let place = figure.place.as_deref().filter(|place| !place.is_empty());
    let time = figure.date.as_deref().and_then(|day| date(renderer.context, day, &renderer.lang));
    let mut content = match (place, &time) {
        (Some(place), Some(_)) => words([place, renderer.messages().comma].concat()),
        (Some(place), None) => words(place),
        (None, Some(_)) => Vec::new(),
        (None, None) => return None,
    };
    content.extend(time);
    Some(element("span", None, Some("when"), content))
}
