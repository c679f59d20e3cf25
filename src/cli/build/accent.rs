//! The accent colour of a site: parsed, checked against the paper, written as a style.

/// A parsed colour.
#[derive(Debug, Clone, PartialEq)]
pub struct Accent {
    /// The colour as CSS.
    pub css: String,
    /// The contrast with the light paper, 1 to 21.
    pub contrast: f64,
    /// Red, green and blue as a screen shows them, `#rrggbb`: images and operating systems accept no other notation.
    pub hex: String,
}

/// The accent of the reading room, from `style/tokens.css`.
pub const DEFAULT_ACCENT: &str = "#932d1c";

/// The minimum contrast of text in the accent with the paper (WCAG 2.2, 1.4.3).
pub const MIN_CONTRAST: f64 = 4.5;

/// The light paper of the reading room, oklch(98.5% .006 85).
const PAPER: [f64; 3] = [252.0 / 255.0, 250.0 / 255.0, 246.0 / 255.0];

/// Parses `#rgb`, `#rrggbb`, `rgb(R G B)` and `oklch(L C H)`, without transparency. `None` for anything else.
pub fn parse(text: &str) -> Option<Accent> {
    let text = text.trim().to_ascii_lowercase();
    let (css, linear) = match text.strip_prefix('#') {
        Some(digits) => parse_hex(digits)?,
        None => parse_function(&text)?,
    };
    Some(Accent { css, contrast: contrast(luminance(linear), luminance(PAPER.map(srgb_to_linear))), hex: to_hex(linear) })
}

fn to_hex(linear: [f64; 3]) -> String {
    let channel = |value: f64| if value <= 0.0031308 { value * 12.92 } else { 1.055 * value.powf(1.0 / 2.4) - 0.055 };
    linear.iter().fold(String::from("#"), |hex, value| format!("{hex}{:02x}", (channel(*value).clamp(0.0, 1.0) * 255.0).round() as u8))
}

impl Accent {
    /// Returns the style that sets the accent on light papers; dark ones keep the reading room's accent.
    pub fn stylesheet(&self) -> String {
        let rule = format!("--accent: {};", self.css);
        format!(
            "@media not (prefers-color-scheme: dark) {{\n  :root:not([data-theme=\"dark\"]) {{ {rule} }}\n}}\n\
             @media (prefers-color-scheme: dark) {{\n  :root[data-theme=\"light\"], :root[data-theme=\"sepia\"] {{ {rule} }}\n}}\n"
        )
    }
}

/// The message about an accent that cannot be parsed.
pub fn invalid_message(words: &str) -> String {
    format!("{words:?} is not a valid colour and is ignored; use #932d1c, rgb(147 45 28) or oklch(45% .14 32)")
}

/// The message about an accent with too little contrast.
pub fn low_contrast_message(accent: &Accent) -> String {
    format!(
        "the colour has a contrast of {:.1} with the background; small text needs at least {MIN_CONTRAST}. Use a darker colour",
        accent.contrast
    )
}

fn parse_hex(digits: &str) -> Option<(String, [f64; 3])> {
    if !digits.is_ascii() {
        return None;
    }
    let part = |at: usize, length: usize| u8::from_str_radix(digits.get(at..at + length)?, 16).ok();
    let bytes = match digits.len() {
        3 => [part(0, 1)? * 17, part(1, 1)? * 17, part(2, 1)? * 17],
        6 => [part(0, 2)?, part(2, 2)?, part(4, 2)?],
        _ => return None,
    };
    let css = bytes.iter().fold(String::from("#"), |css, byte| format!("{css}{byte:02x}"));
    Some((css, bytes.map(|byte| srgb_to_linear(f64::from(byte) / 255.0))))
}

fn parse_function(text: &str) -> Option<(String, [f64; 3])> {
    let (name, inside) = text.strip_suffix(')')?.split_once('(')?;
    let words: Vec<&str> = inside.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let [a, b, c] = words[..] else { return None };
    match name {
        "rgb" => {
            let bytes = [parse_number(a, 255.0)?, parse_number(b, 255.0)?, parse_number(c, 255.0)?];
            let css = format!("rgb({} {} {})", bytes[0], bytes[1], bytes[2]);
            Some((css, bytes.map(|byte| srgb_to_linear((byte / 255.0).clamp(0.0, 1.0)))))
        }
        "oklch" => {
            let (lightness, chroma, hue) = (parse_number(a, 1.0)?, parse_number(b, 0.4)?, parse_number(c.trim_end_matches("deg"), 360.0)?);
            Some((format!("oklch({lightness} {chroma} {hue})"), oklch_to_linear(lightness, chroma, hue)))
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
    value.is_finite().then(|| (value * 1e4).round() / 1e4)
}

/// The linear light of an sRGB value from 0 to 1.
fn srgb_to_linear(value: f64) -> f64 {
    if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

/// Converts Oklch to linear sRGB (Björn Ottosson, A perceptual color space for image processing, 2020), clipped to the sRGB gamut.
fn oklch_to_linear(lightness: f64, chroma: f64, hue: f64) -> [f64; 3] {
    let (a, b) = (chroma * hue.to_radians().cos(), chroma * hue.to_radians().sin());
    let l = (lightness + 0.3963377774 * a + 0.2158037573 * b).powi(3);
    let m = (lightness - 0.1055613458 * a - 0.0638541728 * b).powi(3);
    let s = (lightness - 0.0894841775 * a - 1.2914855480 * b).powi(3);
    [
        4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
        -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
        -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s,
    ]
    .map(|channel| channel.clamp(0.0, 1.0))
}

fn luminance([r, g, b]: [f64; 3]) -> f64 {
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(a: f64, b: f64) -> f64 {
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
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
        assert_eq!(
            ["oklch(45% .14 32)", "#932d1c", "rgb(147, 45, 28)"].map(|text| parse(text).unwrap().hex),
            [DEFAULT_ACCENT; 3].map(str::to_owned)
        );
    }

    #[test]
    fn invalid_colours_are_rejected() {
        for text in ["", "red;}body{display:none", "url(x)", "oklch(45% .14)", "#12", "rgb(a b c)", "oklch(nan 0 0)", "#äöü"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
