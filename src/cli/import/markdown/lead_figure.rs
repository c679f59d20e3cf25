//! The picture that front matter declares, as the figure before the text.

use super::fields::{FrontMatterFields, wikilink_address};
use super::wikilinks::is_picture_target;
use crate::article::visit::{NodeRef, visit};
use crate::article::{Block, Figure, Image, Text};
use crate::cli::import::values::scalar_text;
use serde_json::{Map, Value};

/// Keys that hold a picture.
const PICTURE_KEYS: [&str; 15] = [
    "cover",
    "image",
    "featuredimage",
    "featureimage",
    "featured",
    "hero",
    "header",
    "banner",
    "thumbnail",
    "thumb",
    "coverimage",
    "headerimage",
    "heroimage",
    "images",
    "resources",
];

/// Keys of the address, the alternative text, the caption and the credit beside it in an object.
const ADDRESS_KEYS: [&str; 9] = ["src", "image", "url", "path", "file", "filename", "overlay_image", "teaser", "thumbnail"];
const ALT_KEYS: [&str; 5] = ["alt", "image_description", "alt_text", "alttext", "title"];
const CAPTION_KEYS: [&str; 3] = ["caption", "text", "description"];
const CREDIT_KEYS: [&str; 4] = ["credit", "attribution", "source", "photographer"];

/// Keys of the front matter itself that describe its picture.
const OUTER_ALT_KEYS: [&str; 5] = ["imagealt", "coveralt", "featuredimagealt", "heroalt", "alt"];
const OUTER_CAPTION_KEYS: [&str; 6] = ["imagecaption", "imagefigcaption", "covercaption", "featuredimagecaption", "herocaption", "caption"];
const OUTER_CREDIT_KEYS: [&str; 4] = ["imagecredit", "covercredit", "featuredimagecredit", "photocredit"];

/// Puts the picture of the front matter before the text, unless the text shows it.
pub(super) fn add_lead_figure(fields: &mut FrontMatterFields, body: &mut Vec<Block>) {
    let found = PICTURE_KEYS.iter().find_map(|key| Some((*key, picture(fields.get(key)?)?)));
    let Some((key, mut figure)) = found else { return };
    fields.remove(key);
    let alt = fields.take_string(&OUTER_ALT_KEYS);
    let caption = fields.take_string(&OUTER_CAPTION_KEYS);
    figure.credit = figure.credit.take().or_else(|| fields.take_string(&OUTER_CREDIT_KEYS));
    if let Some(caption) = caption.filter(|_| figure.caption.is_empty()) {
        figure.caption = Text::new(caption.trim());
    }
    let Some(image) = figure.images.first_mut() else { return };
    if image.alt.is_empty() {
        image.alt = alt.unwrap_or_default();
    }
    if !shows_picture(body, &image.src) {
        body.insert(0, Block::Figure(figure));
    }
}

/// Whether a text shows the picture of an address; the folder may be written in another way.
fn shows_picture(body: &[Block], address: &str) -> bool {
    let file = |address: &str| address.rsplit('/').next().unwrap_or(address).to_lowercase();
    let (wanted, mut is_shown) = (file(address), false);
    visit(body, &mut |node| {
        if let NodeRef::Block(Block::Figure(figure)) = node {
            is_shown |= figure.images.iter().any(|image| file(&image.src) == wanted);
        }
    });
    is_shown
}

/// A value as a figure: an address, an object with one, or the best of a list of them.
fn picture(value: &Value) -> Option<Figure> {
    match value {
        Value::String(address) => figure(address.trim()),
        Value::Object(fields) => picture_object(fields),
        Value::Array(items) => {
            let is_lead = |item: &&Value| item.get("name").and_then(Value::as_str).is_some_and(names_lead);
            items.iter().find(is_lead).and_then(picture).or_else(|| items.iter().find_map(picture))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

/// Whether the name of a resource says that it leads the article.
fn names_lead(name: &str) -> bool {
    ["featured", "feature", "cover", "hero", "header", "thumbnail", "banner"].iter().any(|word| name.to_ascii_lowercase().starts_with(word))
}

fn picture_object(fields: &Map<String, Value>) -> Option<Figure> {
    let inner = fields.get("params").and_then(Value::as_object);
    let get = |keys: &[&str]| {
        let of = |fields: &Map<String, Value>| {
            keys.iter()
                .find_map(|key| fields.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)).and_then(|(_, value)| scalar_text(value)))
        };
        of(fields).or_else(|| inner.and_then(of))
    };
    let mut figure = figure(get(&ADDRESS_KEYS)?.trim())?;
    if let Some(image) = figure.images.first_mut() {
        image.alt = get(&ALT_KEYS).unwrap_or_default();
    }
    figure.caption = Text::new(get(&CAPTION_KEYS).unwrap_or_default().trim());
    figure.credit = get(&CREDIT_KEYS);
    Some(figure)
}

/// A figure of one address; `None` where the value is no address, as in `featured: true` and `header: A title`.
fn figure(address: &str) -> Option<Figure> {
    let is_path = is_picture_target(address.split('?').next().unwrap_or(address)) && !address.contains(['\n', '*', '{']);
    let is_remote = address.contains("://") && !address.contains(char::is_whitespace);
    let image = Image { src: wikilink_address(address), ..Image::default() };
    (is_path || is_remote).then(|| Figure { images: vec![image], ..Figure::default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn lead(front: Value, body: Vec<Block>) -> Vec<Block> {
        let Value::Object(map) = front else { return Vec::new() };
        let (mut fields, mut body) = (FrontMatterFields::new(map, "a.md"), body);
        add_lead_figure(&mut fields, &mut body);
        body
    }

    fn described(front: Value) -> (String, String, String, String) {
        match lead(front, Vec::new()).pop() {
            Some(Block::Figure(figure)) => {
                let image = figure.images[0].clone();
                (image.src, image.alt, crate::article::text::plain_text(&figure.caption), figure.credit.unwrap_or_default())
            }
            other => panic!("{other:?}"),
        }
    }

    fn parts(src: &str, alt: &str, caption: &str, credit: &str) -> (String, String, String, String) {
        (src.into(), alt.into(), caption.into(), credit.into())
    }

    #[test]
    fn reads_pictures_in_every_form() {
        assert_eq!(
            described(json!({"image": "/a.png", "image_alt": "A pier", "image_caption": "At dusk"})),
            parts("/a.png", "A pier", "At dusk", "")
        );
        assert_eq!(described(json!({"cover": {"image": "a.png", "alt": "A", "caption": "C"}})), parts("a.png", "A", "C", ""));
        assert_eq!(described(json!({"images": ["a.png", "b.png"]})), parts("a.png", "", "", ""));
        let resources =
            json!({"resources": [{"src": "x.pdf"}, {"name": "featured-image", "src": "a.png", "params": {"alt": "A", "credit": "Ada"}}]});
        assert_eq!(described(resources), parts("a.png", "A", "", "Ada"));
    }

    #[test]
    fn what_is_no_picture_and_what_the_text_shows_stay_away() {
        assert!(lead(json!({"featured": "true", "header": "The pier"}), Vec::new()).is_empty());
        let shown = Figure { images: vec![Image { src: "img/a.png".into(), ..Image::default() }], ..Figure::default() };
        assert_eq!(lead(json!({"image": "/img/a.png"}), vec![Block::Figure(shown)]).len(), 1);
    }
}
