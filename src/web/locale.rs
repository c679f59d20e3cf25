//! Formats dates and numbers with Intl, to the same strings that ICU writes in the build.

use super::events::set_timeout;
use crate::article::date::Date;
use crate::messages::Locale;
use js_sys::{Array, Function, Object, Reflect};
use std::cell::RefCell;
use std::cmp::Ordering;
use wasm_bindgen::{JsCast, JsValue};

/// The browser's locale data.
pub(crate) struct Intl;

/// Formats a number, a date and a month in a task of its own: the first call takes the browser a dozen milliseconds, which no page
/// should wait for.
pub(crate) fn warm_up(lang: &str) {
    let lang = lang.to_owned();
    set_timeout(0, move || {
        Intl.number(0, &lang);
        Intl.date(&Date { year: 2000, month: 1, day: 1, time: String::new() }, &lang);
        Intl.month(2000, 1, &lang);
    });
}

thread_local! {
    /// Creating a formatter costs far more than using it.
    static FORMATTERS: RefCell<Vec<(String, Option<Function>)>> = RefCell::default();
}

/// The `format` function of `Intl.KIND(lang, options)`, created once; English if the language is unknown or malformed.
fn formatter(kind: &str, lang: &str, options: &[(&str, &str)]) -> Option<Function> {
    let name = options.iter().fold([kind, " ", lang].concat(), |name, (key, value)| [&name, " ", key, value].concat());
    FORMATTERS.with_borrow_mut(|cache| {
        if let Some((_, formatter)) = cache.iter().find(|(known, _)| *known == name) {
            return formatter.clone();
        }
        let formatter = make_function(kind, lang, options, "format").or_else(|| make_function(kind, "en", options, "format"));
        cache.push((name, formatter.clone()));
        formatter
    })
}

fn make_function(kind: &str, lang: &str, options: &[(&str, &str)], function: &str) -> Option<Function> {
    let intl = Reflect::get(&js_sys::global(), &JsValue::from_str("Intl")).ok()?;
    let class: Function = Reflect::get(&intl, &JsValue::from_str(kind)).ok()?.dyn_into().ok()?;
    let options_object = Object::new();
    for (key, value) in options {
        Reflect::set(&options_object, &JsValue::from_str(key), &JsValue::from_str(value)).ok()?;
    }
    let instance = Reflect::construct(&class, &Array::of2(&JsValue::from_str(intl_locale(lang)), &options_object)).ok()?;
    let format: Function = Reflect::get(&instance, &JsValue::from_str(function)).ok()?.dyn_into().ok()?;
    Some(format.bind0(&instance))
}

/// Compares headlines in collation order; all are equal without a collator, which is created at the first comparison.
pub(crate) fn compare_titles(lang: &str) -> impl Fn(&str, &str) -> Ordering {
    let compare = std::cell::OnceCell::new();
    let make_collator = move || make_function("Collator", lang, &[], "compare").or_else(|| make_function("Collator", "en", &[], "compare"));
    move |a, b| {
        let compare: &Option<Function> = compare.get_or_init(&make_collator);
        let order = compare.as_ref().and_then(|f| f.call2(&JsValue::NULL, &a.into(), &b.into()).ok()?.as_f64());
        order.and_then(|order| order.partial_cmp(&0.0)).unwrap_or(Ordering::Equal)
    }
}

/// Plain English is written as in most of the world, day before month; the build asks ICU for the same.
fn intl_locale(lang: &str) -> &str {
    if lang == "en" { "en-GB" } else { lang }
}

fn format_value(kind: &str, lang: &str, options: &[(&str, &str)], value: &JsValue) -> Option<String> {
    formatter(kind, lang, options)?.call1(&JsValue::NULL, value).ok()?.as_string()
}

/// Formats a size in kilobytes or megabytes.
pub(crate) fn format_size(bytes: u64, lang: &str) -> String {
    let bytes = bytes as f64;
    let (unit, short, part) = if bytes < 1e6 { ("kilobyte", " kB", 1e3) } else { ("megabyte", " MB", 1e6) };
    let digits = if (1e6..1e7).contains(&bytes) { "1" } else { "0" };
    // At least one, unless there is nothing.
    let value = if bytes > 0.0 { (bytes / part).max(1.0) } else { 0.0 };
    let options = [("style", "unit"), ("unit", unit), ("maximumFractionDigits", digits)];
    format_value("NumberFormat", lang, &options, &JsValue::from_f64(value)).unwrap_or_else(|| [&(value as u32).to_string(), short].concat())
}

/// Noon UTC of a day, in milliseconds as JavaScript counts them.
fn utc_noon(year: u16, month: u8, day: u8) -> JsValue {
    let date = js_sys::Date::new(&JsValue::from_f64(0.0));
    date.set_utc_full_year_with_month_date(u32::from(year), i32::from(month.max(1)) - 1, i32::from(day.max(1)));
    date.set_utc_hours(12);
    JsValue::from_f64(date.get_time())
}

impl Locale for Intl {
    fn date(&self, date: &Date, lang: &str) -> String {
        if date.month == 0 {
            return date.iso_date();
        }
        if date.day == 0 {
            return self.month(date.year, date.month, lang);
        }
        let options = [("dateStyle", "long"), ("timeZone", "UTC")];
        format_value("DateTimeFormat", lang, &options, &utc_noon(date.year, date.month, date.day)).unwrap_or_else(|| date.iso_date())
    }

    fn month(&self, year: u16, month: u8, lang: &str) -> String {
        let options = [("year", "numeric"), ("month", "long"), ("timeZone", "UTC")];
        format_value("DateTimeFormat", lang, &options, &utc_noon(year, month, 1)).unwrap_or_else(|| format!("{year:04}-{month:02}"))
    }

    fn number(&self, number: u32, lang: &str) -> String {
        format_value("NumberFormat", lang, &[], &JsValue::from_f64(f64::from(number))).unwrap_or_else(|| number.to_string())
    }

    fn language(&self, code: &str) -> String {
        crate::article::autonym::autonym(code).map_or_else(|| code.to_owned(), str::to_owned)
    }
}
