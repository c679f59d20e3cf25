//! Figures: pictures with caption and credit; a caption card where the picture was not captured.

use super::inline::text;
use super::pen::Pen;
use crate::article::block::Image;
use crate::article::date::Date;
use crate::article::{Figure, typography};
use crate::view::element::{Element, el};

/// A figure in the text.
pub(super) fn figure<'a>(pen: &mut Pen<'a>, figure: &'a Figure) -> Element {
    if figure.images.is_empty() { card(pen, figure) } else { pictured(pen, figure, "figure", true) }
}

/// The figure that opens an article, from the first edge to the last.
pub(super) fn wide<'a>(pen: &mut Pen<'a>, figure: &'a Figure) -> Element {
    pictured(pen, figure, "figure wide", false)
}

fn pictured<'a>(pen: &mut Pen<'a>, figure: &'a Figure, class: &'static str, lazy: bool) -> Element {
    let images: Vec<Element> = figure.images.iter().map(|i| image(pen, i, lazy)).collect();
    let lines = caption(pen, figure);
    let caption = (!lines.is_empty()).then(|| el("figcaption").children(lines));
    el("figure").class(class).children(images).option(caption)
}

fn image(pen: &Pen, image: &Image, lazy: bool) -> Element {
    let size = |pixels: u32| (pixels > 0).then(|| pixels.to_string());
    el("img")
        .attr("src", pen.room.file(&image.src))
        .attr("alt", image.alt.clone())
        .maybe("width", size(image.width))
        .maybe("height", size(image.height))
        .maybe("fetchpriority", (!lazy).then_some("high"))
        .maybe("decoding", lazy.then_some("async"))
        .maybe("loading", lazy.then_some("lazy"))
}

/// The caption in ink, place and date, credit; once, that the picture is not there.
fn card<'a>(pen: &mut Pen<'a>, figure: &'a Figure) -> Element {
    let lines = caption(pen, figure);
    let (words, _) = pen.room.words_of(&pen.lang);
    let absent = el("small").child(words.not_captured);
    el("figure").class("figure card").child(el("figcaption").children(lines).child(absent))
}

/// The lines of a caption, an element each.
fn caption<'a>(pen: &mut Pen<'a>, figure: &'a Figure) -> Vec<Element> {
    pen.before = None;
    let words = text(pen, &figure.caption);
    let mut lines = Vec::new();
    if !words.is_empty() {
        lines.push(el("span").class("caption").children(words));
    }
    lines.extend(place_and_date(pen, figure));
    lines.extend(figure.credit.as_deref().filter(|c| !c.is_empty()).map(|c| el("cite").child(typography::set(c, &pen.lang))));
    lines
}

fn place_and_date(pen: &Pen, figure: &Figure) -> Option<Element> {
    let (words, _) = pen.room.words_of(&pen.lang);
    let place = figure.place.as_deref().filter(|p| !p.is_empty());
    let date = figure.date.as_deref().and_then(Date::parse);
    let time = date.map(|date| el("time").attr("datetime", date.day()).child(pen.room.locale.date(&date, &pen.lang)));
    if place.is_none() && time.is_none() {
        return None;
    }
    let comma = (place.is_some() && time.is_some()).then_some(words.comma);
    Some(el("span").class("when").option(place.map(str::to_owned)).option(comma).option(time))
}
