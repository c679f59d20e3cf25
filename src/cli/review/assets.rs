//! The styles of the pages, which are those of a site and few of their own, and the script of the keys.

use crate::cli::build::app::accent;
use crate::corpus::Site;

/// The styles of a site that show an article, in the order of `index.html`.
const SITE_STYLES: [&str; 6] = [
    include_str!("../../../style/tokens.css"),
    include_str!("../../../style/base.css"),
    include_str!("../../../style/controls.css"),
    include_str!("../../../style/article.css"),
    include_str!("../../../style/text.css"),
    include_str!("../../../style/blocks.css"),
];

/// The styles of languages, which come after those of a site's parts.
const LANGUAGE_STYLES: &str = include_str!("../../../style/languages.css");

/// The styles of the review.
pub(super) const REVIEW_STYLES: &str = include_str!("review.css");

/// The script of the keys.
pub(super) const SCRIPT: &str = include_str!("review.js");

/// The styles by which readers see an article, with the accent of the site.
pub(super) fn site_styles(site: &Site) -> String {
    let accent = site.accent.as_deref().and_then(accent::parse).map(|accent| accent.stylesheet()).unwrap_or_default();
    [SITE_STYLES.concat().as_str(), LANGUAGE_STYLES, &accent].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_those_of_the_site() {
        let template = include_str!("../../../index.html");
        for name in ["tokens", "base", "controls", "article", "text", "blocks", "languages"] {
            assert!(template.contains(&format!("style/{name}.css")), "{name}");
        }
        let site = Site { accent: Some("#932d1c".into()), ..Site::default() };
        assert!(site_styles(&site).ends_with("{--accent:#932d1c}}"), "the accent comes last");
    }

    #[test]
    fn nothing_comes_from_another_host() {
        for text in [site_styles(&Site::default()).as_str(), REVIEW_STYLES, SCRIPT] {
            assert!(!text.contains("http:") && !text.contains("https:") && !text.contains("url(") && !text.contains("@import"));
        }
    }
}
