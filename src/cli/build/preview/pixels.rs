//! Renders drawings to pixels, and encodes them as small PNGs.

use super::face::{self, Faces};
use super::{HEIGHT, WIDTH};
use crate::cli::build::content::drawing::isolated_svg_options;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{FontResolver, Group, Node, Options, Tree};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// The options for reading drawings: these fonts, and no files of the machine.
pub(super) fn svg_options(faces: &Faces) -> Options<'static> {
    let font_resolver = FontResolver { select_fallback: face::select_fallback(), ..FontResolver::default() };
    Options { font_resolver, fontdb: faces.database(), ..isolated_svg_options() }
}

/// Reads a drawing; `None` if it cannot be read, or no font has a character of its text.
pub(super) fn parse_drawing(drawing: &[u8], options: &Options) -> Option<Tree> {
    Tree::from_data(drawing, options).ok().filter(|tree| !has_missing_glyph(tree.root()))
}

/// Whether any text would be rendered with an empty box.
fn has_missing_glyph(group: &Group) -> bool {
    group.children().iter().any(|node| match node {
        Node::Group(group) => has_missing_glyph(group),
        Node::Text(text) => text.layouted().iter().any(|span| span.positioned_glyphs.iter().any(|glyph| glyph.id.0 == 0)),
        Node::Image(_) | Node::Path(_) => false,
    })
}

/// Renders a drawing at a size; `None` if that size is empty.
pub(super) fn render(tree: &Tree, width: f32, height: f32) -> Option<Pixmap> {
    let mut pixmap = Pixmap::new(width.round() as u32, height.round() as u32)?;
    let scale = Transform::from_scale(width / tree.size().width(), height / tree.size().height());
    resvg::render(tree, scale, &mut pixmap.as_mut());
    pixmap.data().iter().any(|value| *value != 0).then_some(pixmap)
}

/// Draws a picture onto another, with its corner at a position.
pub(super) fn draw_onto(onto: &mut Pixmap, picture: &Pixmap, (left, top): (f32, f32)) {
    onto.draw_pixmap(left.round() as i32, top.round() as i32, picture.as_ref(), &Default::default(), Transform::identity(), None);
}

/// A colour: red, green and blue.
type Colour = [u8; 3];

/// A picture with more colours than this is not made of lines and text, and keeps all of them.
const MAX_PALETTE_SOURCE_COLOURS: usize = 4096;

/// Encodes a preview as PNG, without transparency. Lines and text have few colours, and are written with a palette.
pub(super) fn encode_preview(picture: &Pixmap) -> Option<Vec<u8>> {
    let runs = colour_runs(picture);
    match build_palette(&runs) {
        Some((palette, numbers)) => {
            let indexed: Vec<u8> = expand_runs(&runs, |colour| numbers.get(&colour).copied().unwrap_or(0));
            encode_png(png::ColorType::Indexed, Some(palette.concat()), &indexed)
        }
        None => encode_png(png::ColorType::Rgb, None, expand_runs(&runs, |colour| colour).as_flattened()),
    }
}

/// The colours in runs of equal pixels: most of a page is paper.
fn colour_runs(picture: &Pixmap) -> Vec<(Colour, usize)> {
    let same = picture.pixels().chunk_by(|one, next| one == next);
    same.map(|run| ([run[0].red(), run[0].green(), run[0].blue()], run.len())).collect()
}

/// Returns a value for every pixel.
fn expand_runs<T: Clone>(runs: &[(Colour, usize)], of: impl Fn(Colour) -> T) -> Vec<T> {
    let mut all = Vec::with_capacity((WIDTH * HEIGHT) as usize);
    for (colour, length) in runs {
        all.resize(all.len() + length, of(*colour));
    }
    all
}

/// The 256 most frequent colours, and for every colour the index of the nearest of them: beyond these there are only shades at the
/// edges of lines. `None` for a picture with too many colours.
fn build_palette(runs: &[(Colour, usize)]) -> Option<(Vec<Colour>, FxHashMap<Colour, u8>)> {
    let mut counts: FxHashMap<Colour, usize> = FxHashMap::default();
    for (colour, length) in runs {
        *counts.entry(*colour).or_default() += length;
    }
    let mut counted: Vec<(Reverse<usize>, Colour)> = counts.into_iter().map(|(colour, count)| (Reverse(count), colour)).collect();
    if counted.len() > MAX_PALETTE_SOURCE_COLOURS {
        return None;
    }
    counted.sort();
    let all: Vec<Colour> = counted.into_iter().map(|(_, colour)| colour).collect();
    let palette: Vec<Colour> = all.iter().take(256).copied().collect();
    let nearest =
        |colour: &Colour| palette.iter().zip(0u8..=255).min_by_key(|(other, _)| squared_distance(colour, other)).map(|(_, number)| number);
    let numbers = all.iter().filter_map(|colour| Some((*colour, nearest(colour)?))).collect();
    Some((palette, numbers))
}

fn squared_distance(one: &Colour, other: &Colour) -> u32 {
    one.iter().zip(other).map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2)).sum()
}

fn encode_png(colour: png::ColorType, palette: Option<Vec<u8>>, data: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, WIDTH, HEIGHT);
    encoder.set_color(colour);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    if let Some(palette) = palette {
        encoder.set_palette(palette);
        // Neighbouring palette indices are not neighbouring colours.
        encoder.set_filter(png::Filter::NoFilter);
    }
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(data).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}
