//! The accent colour of a site: parsed, checked against the paper, written as a style.

use palette::color_difference::Wcag21RelativeContrast;
use palette::{Clamp, FromColor, Oklch, Srgb};

/// A parsed colour.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Accent {
    /// The colour as CSS.
    pub css: String,
    /// The contrast with the light paper, 1 to 21.
    pub contrast: f64,
    /// Red, green and blue as a screen shows them, `#rrggbb`: images and operating systems accept no other notation.
    pub hex: String,
}

/// The accent of the reading room, from `style/tokens.css`.
pub(crate) const DEFAULT_ACCENT: &str = "#932d1c";

/// The minimum contrast of text in the accent with the paper (WCAG 2.2, 1.4.3).
pub(crate) const MIN_CONTRAST: f64 = 4.5;

/// The light paper of the reading room, oklch(98.5% .006 85).
const PAPER: Srgb<u8> = Srgb::new(252, 250, 246);

/// Parses `#rgb`, `#rrggbb`, `rgb(R G B)` and `oklch(L C H)`, without transparency. `None` for anything else.
pub(crate) fn parse(text: &str) -> Option<Accent> {
    let text = text.trim().to_ascii_lowercase();
    let (css, colour) = match text.strip_prefix('#') {
        Some(digits) => parse_hex(digits)?,
        None => parse_function(&text)?,
    };
    let contrast = colour.relative_contrast(PAPER.into_format());
    // A chroma of 1e300 overflows.
    contrast.is_finite().then(|| Accent { css, contrast, hex: to_hex(colour) })
}

/// The notation `#rrggbb`. Halves are rounded up, as CSS Color 4 says; `palette` rounds them to even numbers.
fn to_hex(colour: Srgb<f64>) -> String {
    let byte = |channel: f64| (channel * 255.0).round() as u8;
    format!("#{:x}", Srgb::new(byte(colour.red), byte(colour.green), byte(colour.blue)))
}

impl Accent {
    /// Returns the style that sets the accent on light papers; dark ones keep the reading room's accent.
    pub(crate) fn stylesheet(&self) -> String {
        let rule = format!("{{--accent:{}}}", self.css);
        format!(
            "@media not (prefers-color-scheme:dark){{:root:not([data-theme=\"dark\"]){rule}}}\
             @media (prefers-color-scheme:dark){{:root[data-theme=\"light\"],:root[data-theme=\"sepia\"]{rule}}}"
        )
    }
}

/// The message about an accent that cannot be parsed.
pub(crate) fn invalid_message(words: &str) -> String {
    format!("{words:?} is not a valid colour and is ignored; use #932d1c, rgb(147 45 28) or oklch(45% .14 32)")
}

/// The message about an accent with too little contrast.
pub(crate) fn low_contrast_message(accent: &Accent) -> String {
    format!(
        "the colour has a contrast of {:.1} with the background; small text needs at least {MIN_CONTRAST}. Use a darker colour",
        accent.contrast
    )
}

fn parse_hex(digits: &str) -> Option<(String, Srgb<f64>)> {
    // `palette` cuts the text between bytes and accepts `+`.
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let colour: Srgb<u8> = digits.parse().ok()?;
    Some((format!("#{colour:x}"), colour.into_format()))
}

fn parse_function(text: &str) -> Option<(String, Srgb<f64>)> {
    let (name, inside) = text.strip_suffix(')')?.split_once('(')?;
    let words: Vec<&str> = inside.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let [a, b, c] = words[..] else { return None };
    match name {
        "rgb" => {
            let [r, g, b] = [parse_number(a, 255.0)?, parse_number(b, 255.0)?, parse_number(c, 255.0)?];
            let colour = Srgb::new(r / 255.0, g / 255.0, b / 255.0).clamp();
            Some((format!("rgb({r} {g} {b})"), colour))
        }
        "oklch" => {
            let (lightness, chroma, hue) = (parse_number(a, 1.0)?, parse_number(b, 0.4)?, parse_number(c.trim_end_matches("deg"), 360.0)?);
            // CSS limits lightness and chroma; `from_color` clips to the sRGB gamut.
            let colour = Srgb::from_color(Oklch::new(lightness, chroma, hue).clamp());
            Some((format!("oklch({lightness} {chroma} {hue})"), colour))
        }
        _ => None,
    }
}

/// Parses a number, or a percentage of `whole`.
fn parse_number(word: &str, whole: f64) -> Option<f64> {
    let value = match word.strip_suffix('%') {
        Some(percent) => percent.parse::<f64>().ok()? / 100.0 * whole,
        None => word.parse::<f64>().ok()?,
    };
    // Rounding gives 45% and .45 the same form.
    Some((value * 1e4).round() / 1e4).filter(|rounded| rounded.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_notations_are_parsed() {
        let contrast = |text: &str| parse(text).unwrap().contrast;
        for text in ["oklch(45% .14 32)", "#932d1c", "rgb(147, 45, 28)", "rgb(147 45 28)"] {
            assert!((contrast(text) - 7.65).abs() < 0.1, "{text}: {}", contrast(text));
        }
        assert!(contrast("#fc0") < MIN_CONTRAST);
        assert!((contrast("#000") - 20.1).abs() < 0.1, "{}", contrast("#000"));
        assert_eq!(
            ["oklch(45% .14 32)", "#932d1c", "rgb(147, 45, 28)"].map(|text| parse(text).unwrap().hex),
            [DEFAULT_ACCENT; 3].map(str::to_owned)
        );
        let accent = parse("#FC0").unwrap();
        assert_eq!((accent.css.as_str(), accent.hex.as_str()), ("#ffcc00", "#ffcc00"));
    }

    #[test]
    fn colours_are_clipped_and_rounded() {
        for (text, hex) in [
            ("rgb(300 -20 128)", "#ff0080"),
            ("oklch(70% .4 150)", "#00d600"),
            ("oklch(150% 0 0)", "#ffffff"),
            ("rgb(10% 30% 70%)", "#1a4db3"),
        ] {
            let accent = parse(text).unwrap();
            assert_eq!(accent.hex, hex, "{text}");
            assert!((1.0..=21.0).contains(&accent.contrast), "{text}: {}", accent.contrast);
        }
    }

    #[test]
    fn invalid_colours_are_rejected() {
        for text in [
            "",
            "red;}body{display:none",
            "url(x)",
            "oklch(45% .14)",
            "#12",
            "rgb(a b c)",
            "oklch(nan 0 0)",
            "#äöü",
            "#aä",
            "#+1+2+3",
            "##abc",
            "oklch(.5 1e300 0)",
            "rgb(1e308 0 0)",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
