//! The preview of a page as Open Graph names it, <https://ogp.me>.

use url::Url;

/// A picture that stands for a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// Path inside the site.
    pub path: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Its kind, as MIME has it.
    pub kind: &'static str,
    /// What it shows, for those who do not see it.
    pub alt: String,
}

impl Preview {
    /// The properties of a picture at an absolute address, in the order in which they belong to it.
    pub fn properties(&self, address: &str) -> [(&'static str, String); 5] {
        // Letters and spaces of a name as they travel: not every program that reads this is a browser.
        let address = Url::parse(address).map_or_else(|_| address.to_owned(), String::from);
        [
            ("og:image", address),
            ("og:image:type", self.kind.to_owned()),
            ("og:image:width", self.width.to_string()),
            ("og:image:height", self.height.to_string()),
            ("og:image:alt", self.alt.clone()),
        ]
    }
}
