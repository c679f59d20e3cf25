//! The preview of a page in Open Graph markup, <https://ogp.me>.

use url::Url;

/// A picture that stands for a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Preview {
    /// Path inside the site.
    pub path: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Its media type.
    pub kind: &'static str,
    /// Its alternative text.
    pub alt: String,
}

impl Preview {
    /// The Open Graph properties of a picture at an absolute address, in the required order.
    pub(crate) fn open_graph_properties(&self, address: &str) -> [(&'static str, String); 5] {
        // The name percent-encoded: not every program that reads this is a browser.
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
