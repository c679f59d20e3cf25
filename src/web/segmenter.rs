//! Sentences of a text, by `Intl.Segmenter`.

use super::js;
use js_sys::{Array, Reflect};
use std::ops::Range;
use wasm_bindgen::{JsCast, JsValue};

/// The places of the sentences of a text, in code points; the whole text in a browser without a segmenter.
pub(crate) fn sentences(text: &str, lang: &str) -> Vec<Range<usize>> {
    let segments = segments(text, lang).unwrap_or_default();
    if segments.is_empty() {
        return std::iter::once(0..text.chars().count()).collect();
    }
    let mut start = 0;
    segments
        .iter()
        .map(|segment| {
            let end = start + segment.chars().count();
            std::mem::replace(&mut start, end)..end
        })
        .collect()
}

fn segments(text: &str, lang: &str) -> Option<Vec<String>> {
    let class = js::get(&js::global("Intl"), "Segmenter").dyn_into::<js_sys::Function>().ok()?;
    let options = js::object(&[("granularity", "sentence".into())]);
    let create = |lang: &str| Reflect::construct(&class, &Array::of2(&lang.into(), &options));
    let segmenter = create(lang).or_else(|_| create("en")).ok()?;
    let segments = js::call(&segmenter, "segment", &[JsValue::from_str(text)]).ok()?;
    Some(Array::from(&segments).iter().map(|segment| js::get_string(&segment, "segment")).collect())
}
