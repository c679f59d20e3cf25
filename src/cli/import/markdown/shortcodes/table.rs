//! The template tags that import knows, by name: what each stands for.

/// The meaning of a template tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shortcode {
    /// A picture with caption and credit.
    Figure,
    /// Hexo's picture, whose arguments are in another order.
    AssetPicture,
    /// The address of another source.
    Reference,
    /// A link to another source with words of its own.
    Link,
    /// Content of another site, by an address with places for the arguments of these names.
    Embed(&'static str, &'static [&'static str]),
    /// Content of another site, by its address.
    Frame,
    /// A sound or a film, by its address.
    Media(&'static str),
    /// Source code between two tags.
    Code,
    /// Hexo's source code, whose arguments are in another order.
    CodeBlock,
    /// A quotation.
    Quote,
    /// Hexo's quotation, whose arguments are in another order.
    BlockQuote,
    /// A box beside the text, of the kind that an argument names.
    Callout,
    /// A box beside the text, of the kind of its own name.
    NamedCallout,
    /// A summary that opens to a text.
    Details,
    /// A part with a title, such as a tab.
    Titled,
    /// Words in an element of their own.
    Element(&'static str),
    /// A formula in TeX.
    Formula,
    /// Ruby: characters with their reading.
    Ruby,
    /// The text between the tags, unread.
    Raw,
    /// The text between the tags, or nothing.
    Transparent,
    /// A loop or a variable, whose text only the site's templates can make: it stays as it is.
    Program,
    /// A comment.
    Comment,
    /// Nothing.
    Nothing,
}

impl Shortcode {
    /// Whether the text between its tags is taken as it is.
    pub(super) fn is_verbatim(self) -> bool {
        matches!(
            self,
            Shortcode::Code | Shortcode::CodeBlock | Shortcode::Raw | Shortcode::Comment | Shortcode::Formula | Shortcode::Program
        )
    }
}

const VIDEO_ID: &[&str] = &["id"];

/// Names of tags, and what they stand for.
const SHORTCODES: &[(&[&str], Shortcode)] = &[
    (
        &[
            "figure",
            "img",
            "image",
            "picture",
            "responsive_image",
            "imgproc",
            "resize_image",
            "lightbox",
            "photo",
            "fig",
            "imgcap",
            "thumbnail",
        ],
        Shortcode::Figure,
    ),
    (&["asset_img"], Shortcode::AssetPicture),
    (&["ref", "relref", "post_url", "link", "get_url", "url_for", "asset_path", "post_path", "asset"], Shortcode::Reference),
    (&["post_link", "asset_link"], Shortcode::Link),
    (&["youtube", "youtubelite", "yt", "youtube_lite"], Shortcode::Embed("https://www.youtube.com/watch?v={}", VIDEO_ID)),
    (&["vimeo", "vimeo_simple"], Shortcode::Embed("https://vimeo.com/{}", VIDEO_ID)),
    (&["tweet", "twitter", "twitter_simple", "x", "x_simple"], Shortcode::Embed("https://x.com/{}/status/{}", &["user", "id"])),
    (&["instagram", "instagram_simple"], Shortcode::Embed("https://www.instagram.com/p/{}/", VIDEO_ID)),
    (&["gist"], Shortcode::Embed("https://gist.github.com/{}/{}", &["user", "id"])),
    (&["bilibili"], Shortcode::Embed("https://www.bilibili.com/video/{}/", &["bvid", "id", "vid"])),
    (&["spotify"], Shortcode::Embed("https://open.spotify.com/{}/{}", &["type", "id"])),
    (&["codepen"], Shortcode::Embed("https://codepen.io/{}/pen/{}", &["user", "id"])),
    (&["jsfiddle"], Shortcode::Embed("https://jsfiddle.net/{}/", VIDEO_ID)),
    (&["asciinema"], Shortcode::Embed("https://asciinema.org/a/{}", &["key", "id"])),
    (&["dailymotion"], Shortcode::Embed("https://www.dailymotion.com/video/{}", VIDEO_ID)),
    (&["iframe", "embed", "oembed", "soundcloud", "peertube", "mastodon", "google_maps"], Shortcode::Frame),
    (&["video", "video_with_caption"], Shortcode::Media("video")),
    (&["audio", "music"], Shortcode::Media("audio")),
    (&["highlight", "code"], Shortcode::Code),
    (&["codeblock"], Shortcode::CodeBlock),
    (&["quote", "pullquote", "epigraph"], Shortcode::Quote),
    (&["blockquote"], Shortcode::BlockQuote),
    (&["notice", "callout", "admonition", "alert", "hint", "panel", "message", "admon", "infobox"], Shortcode::Callout),
    (
        &[
            "note",
            "tip",
            "info",
            "warning",
            "danger",
            "caution",
            "important",
            "success",
            "question",
            "aside",
            "sidebar",
            "attention",
            "example",
        ],
        Shortcode::NamedCallout,
    ),
    (&["details", "expand", "collapse", "accordion", "spoiler", "folding", "toggle", "hidetoggle", "fold", "hide"], Shortcode::Details),
    (&["tab", "tabitem", "step", "card", "accordionitem"], Shortcode::Titled),
    (&["mark", "hl"], Shortcode::Element("mark")),
    (&["kbd", "keys"], Shortcode::Element("kbd")),
    (&["sub"], Shortcode::Element("sub")),
    (&["sup"], Shortcode::Element("sup")),
    (&["del"], Shortcode::Element("del")),
    (&["math", "katex", "latex", "tex", "mathjax"], Shortcode::Formula),
    (&["ruby"], Shortcode::Ruby),
    (&["raw", "verbatim", "noformat"], Shortcode::Raw),
    (&["for", "tablerow", "assign", "capture", "increment", "decrement", "cycle"], Shortcode::Program),
    (&["comment", "hidden_comment"], Shortcode::Comment),
    (
        &[
            "tabs",
            "tabgroup",
            "steps",
            "cards",
            "columns",
            "column",
            "col",
            "row",
            "grid",
            "center",
            "centerquote",
            "centered",
            "div",
            "section",
            "block",
            "lead",
            "gallery",
            "markdown",
            "md",
            "rawhtml",
            "html",
            "unsafe",
            "rtl",
            "ltr",
            "wrap",
            "small",
            "large",
            "fragment",
            "text",
        ],
        Shortcode::Transparent,
    ),
    (
        &["toc", "tableofcontents", "table_of_contents", "clear", "br", "hr", "more", "readmore", "summary", "script", "css", "style"],
        Shortcode::Nothing,
    ),
];

/// Whether a tag includes a file, which its first argument names.
pub(super) fn is_include(name: &str) -> bool {
    matches!(name, "include" | "include_relative" | "include_cached" | "render" | "partial")
}

/// The meaning of a tag, by its name in lower case; of a name with a path, such as `layouts/figure.html`, the file's.
pub(super) fn shortcode(name: &str) -> Option<Shortcode> {
    let file = name.rsplit('/').next().unwrap_or(name);
    let plain = file.strip_suffix(".html").or_else(|| file.strip_suffix(".liquid")).unwrap_or(file).replace('-', "_").to_ascii_lowercase();
    SHORTCODES.iter().find(|(names, _)| names.contains(&plain.as_str())).map(|(_, shortcode)| *shortcode)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_in_any_case() {
        let mut all: Vec<&str> = SHORTCODES.iter().flat_map(|(names, _)| *names).copied().collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert_eq!(shortcode("layouts/Figure.html"), Some(Shortcode::Figure));
        assert_eq!(shortcode("table-of-contents"), Some(Shortcode::Nothing));
        assert_eq!(shortcode("unheard"), None);
    }
}
