//! Figures: pictures with caption and credit; a caption card if the picture was not captured.

use super::block_renderer::{BlockRenderer, element, text_children};
use super::inline::text;
use crate::article::block::Image;
use crate::article::{Figure, typography};
use crate::components::built_view::{BuiltView, IntoBuilt};
use crate::components::ui::date;
use leptos::prelude::*;

/// A figure in the text.
pub(super) fn figure<'a>(renderer: &mut BlockRenderer<'a>, figure: &'a Figure, id: Option<String>) -> BuiltView {
    if figure.images.is_empty() { caption_card(renderer, figure, id) } else { image_figure(renderer, figure, "figure", true, id) }
}

/// The figure that opens an article, at full width.
pub(super) fn wide_figure<'a>(renderer: &mut BlockRenderer<'a>, figure: &'a Figure, id: String) -> BuiltView {
    image_figure(renderer, figure, "figure wide", false, Some(id))
}

fn image_figure<'a>(
    renderer: &mut BlockRenderer<'a>,
    figure: &'a Figure,
    class: &'static str,
    is_lazy: bool,
    id: Option<String>,
) -> BuiltView {
    let mut content: Vec<BuiltView> = figure.images.iter().map(|picture| image(renderer, picture, is_lazy)).collect();
    let lines = caption(renderer, figure);
    if !lines.is_empty() {
        content.push(element("figcaption", None, None, lines));
    }
    element("figure", id, Some(class), content)
}

fn image(renderer: &BlockRenderer, image: &Image, is_lazy: bool) -> BuiltView {
    let size = |pixels: u32| (pixels > 0).then(|| pixels.to_string());
    view! {
        <img
            src=renderer.context.file(&image.src)
            alt=image.alt.clone()
            width=size(image.width)
            height=size(image.height)
            fetchpriority=(!is_lazy).then_some("high")
            decoding=is_lazy.then_some("async")
            loading=is_lazy.then_some("lazy")
        />
    }
    .into_built()
}

/// The caption, place and date, credit, and the notice that the picture was not captured.
fn caption_card<'a>(renderer: &mut BlockRenderer<'a>, figure: &'a Figure, id: Option<String>) -> BuiltView {
    let mut lines = caption(renderer, figure);
    lines.push(element("small", None, None, text_children(renderer.messages().image_not_captured)));
    element("figure", id, Some("figure missing-picture"), vec![element("figcaption", None, None, lines)])
}

/// The lines of a caption, an element each.
fn caption<'a>(renderer: &mut BlockRenderer<'a>, figure: &'a Figure) -> Vec<BuiltView> {
    renderer.previous_char = None;
    let content = text(renderer, &figure.caption);
    let mut lines = Vec::new();
    if !content.is_empty() {
        lines.push(element("span", None, Some("caption"), content));
    }
    lines.extend(place_and_date(renderer, figure));
    if let Some(credit) = figure.credit.as_deref().filter(|credit| !credit.is_empty()) {
        lines.push(element("cite", None, None, text_children(typography::smarten_punctuation(credit, &renderer.lang))));
    }
    lines
}

fn place_and_date(renderer: &BlockRenderer, figure: &Figure) -> Option<BuiltView> {
    let place = figure.place.as_deref().filter(|place| !place.is_empty());
    let time = figure.date.as_deref().and_then(|day| date(renderer.context, day, &renderer.lang));
    let mut content = match (place, &time) {
        (Some(place), Some(_)) => text_children([place, renderer.messages().list_separator].concat()),
        (Some(place), None) => text_children(place),
        (None, Some(_)) => Vec::new(),
        (None, None) => return None,
    };
    content.extend(time);
    Some(element("span", None, Some("place-and-date"), content))
}
