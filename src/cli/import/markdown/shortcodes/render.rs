//! Writes what a template tag stands for in Markdown and HTML, which are then read like the rest of the source.

use super::arguments::TagArguments;
use super::table::{Shortcode, shortcode};
use crate::cli::build::html::markup::escape;
use crate::cli::import::cross_links::wikilink_href;

/// A tag with all that it needs.
#[derive(Debug)]
pub(super) struct Call<'a> {
    /// Its name as the source has it.
    pub(super) name: &'a str,
    pub(super) arguments: &'a TagArguments,
    /// Its arguments as the source has them.
    pub(super) raw: &'a str,
    /// The text between its tags, dedented; `None` for a tag that stands alone.
    pub(super) inner: Option<&'a str>,
}

/// The markup of a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Rendered {
    /// Words in a line.
    Inline(String),
    /// The address of another source: in a link it is one, elsewhere it needs words.
    Address(String),
    /// Lines of their own.
    Block(String),
    /// A passage that is left out.
    Cut,
    /// A value that only the site's templates know.
    Unknown,
}

/// Writes what a tag stands for; `None` if its arguments do not make sense.
pub(super) fn render(shortcode: Shortcode, call: &Call) -> Option<Rendered> {
    let arguments = call.arguments;
    let block = |text: String| Some(Rendered::Block(text));
    match shortcode {
        Shortcode::Figure => figure(call).map(Rendered::Block),
        Shortcode::AssetPicture => asset_picture(arguments).map(Rendered::Block),
        Shortcode::Reference => arguments.get(&["path", "src", "href"], 0).map(|target| Rendered::Address(source_address(target))),
        Shortcode::Link => link(arguments).map(Rendered::Inline),
        Shortcode::Embed(address, keys) => {
            embed_address(address, keys, arguments).map(|address| Rendered::Block(frame(&address, arguments)))
        }
        Shortcode::Frame => {
            let address = arguments.get(&["src", "url", "link", "href"], 0).filter(|address| address.contains("://"))?;
            block(frame(address, arguments))
        }
        Shortcode::Media(kind) => media(kind, arguments).map(Rendered::Block),
        Shortcode::Code => block(fence(arguments.get(&["lang", "language"], 0).unwrap_or_default(), call.inner?)),
        Shortcode::CodeBlock => block(fence(arguments.named(&["lang"]).unwrap_or_default(), call.inner?)),
        Shortcode::Quote => block(quote(
            call.inner.or_else(|| arguments.get(&["quote", "text"], 0))?,
            arguments.named(&["author", "source", "cite", "by"]).or_else(|| call.inner.and_then(|_| arguments.at(0))),
        )),
        Shortcode::BlockQuote => block(quote(call.inner?, hexo_cite(call.raw))),
        Shortcode::Callout => block(callout(
            kind_argument(arguments),
            arguments.get(&["title", "header"], 1),
            call.inner.or_else(|| arguments.named(&["text", "content", "body"]))?,
        )),
        Shortcode::NamedCallout => block(named_callout(call)?),
        Shortcode::Details => block(details(arguments.get(&["summary", "title", "label"], 0).unwrap_or(call.name), call.inner?)),
        Shortcode::Titled => block(titled(arguments.get(&["title", "name", "header", "label", "tabname"], 0), call.inner?)),
        Shortcode::Element(name) => {
            let words = call.inner.or_else(|| arguments.get(&["text"], 0))?;
            Some(Rendered::Inline(format!("<{name}>{}</{name}>", words.trim())))
        }
        Shortcode::Formula => formula(call.inner.or_else(|| arguments.at(0))?, arguments.from(0).iter().any(|word| word == "display")),
        Shortcode::Ruby => ruby(arguments).map(Rendered::Inline),
        Shortcode::Raw => Some(Rendered::Inline(call.inner?.to_owned())),
        Shortcode::Transparent => Some(transparent(call.inner.unwrap_or_default())),
        Shortcode::Program => None,
        Shortcode::Comment => Some(Rendered::Cut),
        Shortcode::Nothing => Some(Rendered::Inline(String::new())),
    }
}

/// A text between tags without them: lines of their own where it had them.
pub(super) fn transparent(inner: &str) -> Rendered {
    if inner.contains('\n') { Rendered::Block(inner.trim_matches('\n').to_owned()) } else { Rendered::Inline(inner.to_owned()) }
}

/// The importer's address of a source that a tag names: a place in the same source, a web address, or the name of a source.
fn source_address(target: &str) -> String {
    if target.starts_with('#') || target.contains("://") {
        return target.to_owned();
    }
    wikilink_href(target.strip_prefix("@/").unwrap_or(target))
}

fn link(arguments: &TagArguments) -> Option<String> {
    let target = arguments.get(&["path"], 0)?;
    let words = arguments.from(1).iter().filter(|word| !matches!(word.as_str(), "true" | "false"));
    let words = words.map(String::as_str).collect::<Vec<_>>().join(" ");
    Some(format!("[{}]({})", if words.is_empty() { target } else { &words }, source_address(target)))
}

fn figure(call: &Call) -> Option<String> {
    let arguments = call.arguments;
    let source = arguments.get(&["src", "image_path", "url", "path", "image", "file", "img", "image_url", "filename"], 0)?;
    let title = arguments.named(&["title"]);
    let caption =
        arguments.named(&["caption", "description", "cap"]).or_else(|| call.inner.map(str::trim).filter(|inner| !inner.is_empty()));
    let caption: Vec<&str> = title.into_iter().chain(caption).collect();
    let alt = arguments.get(&["alt"], 1).or(caption.first().copied()).unwrap_or_default();
    let credit = arguments.named(&["attr", "credit", "attribution", "source"]);
    Some(figure_html(source, alt, &caption.join(". ").replace("..", "."), credit))
}

/// Hexo: `asset_img [class] file [width] [height] ["title" "alternative text"]`.
fn asset_picture(arguments: &TagArguments) -> Option<String> {
    let words = arguments.from(0);
    let at = words.iter().position(|word| word.contains('.'))?;
    let is_size = |word: &&String| word.chars().all(|c| c.is_ascii_digit() || c == '%');
    let mut texts = words.get(at + 1..)?.iter().filter(|word| !is_size(word));
    let (title, alt) = (texts.next(), texts.next());
    let title = title.map_or("", String::as_str).trim_matches('\'');
    Some(figure_html(words.get(at)?, alt.map_or(title, String::as_str), title, None))
}

/// A figure in HTML; its caption is Markdown.
fn figure_html(source: &str, alt: &str, caption: &str, credit: Option<&str>) -> String {
    let credit = credit.map(|credit| format!("<span class=\"credit\">{}</span>", escape(credit))).unwrap_or_default();
    let caption = if caption.is_empty() { String::new() } else { format!("<figcaption>\n\n{caption}\n\n</figcaption>") };
    format!("<figure><img src=\"{}\" alt=\"{}\">{credit}{caption}</figure>", escape(source), escape(alt))
}

/// An address with its places filled by arguments. A missing first one is `i`, as in addresses of posts whose author is unknown.
fn embed_address(address: &str, keys: &[&str], arguments: &TagArguments) -> Option<String> {
    let places = address.matches("{}").count();
    let mut values: Vec<&str> = keys.iter().filter_map(|key| arguments.named(&[*key])).collect();
    if values.is_empty() {
        values = arguments.from(0).iter().map(String::as_str).filter(|value| !value.is_empty()).take(places).collect();
    }
    let whole = values.first().or(arguments.named(&["url", "link"]).as_ref()).copied().filter(|value| value.contains("://"));
    if let Some(address) = whole {
        return Some(address.to_owned());
    }
    let mut parts = values.iter().flat_map(|value| value.split('/')).collect::<Vec<_>>();
    if parts.is_empty() || parts.len() > places || parts.iter().any(|part| !is_address_part(part)) {
        return None;
    }
    (parts.len()..places).for_each(|_| parts.insert(0, "i"));
    Some(parts.iter().fold(address.to_owned(), |address, part| address.replacen("{}", part, 1)))
}

fn is_address_part(part: &str) -> bool {
    !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '@' | '?' | '=' | '&'))
}

fn frame(address: &str, arguments: &TagArguments) -> String {
    let title = arguments.named(&["title", "caption"]).unwrap_or_default();
    format!("<figure><iframe src=\"{}\" title=\"{}\"></iframe></figure>", escape(address), escape(title))
}

fn media(kind: &str, arguments: &TagArguments) -> Option<String> {
    if let Some(Shortcode::Embed(address, keys)) = arguments.named(&["provider"]).and_then(shortcode) {
        return embed_address(address, keys, arguments).map(|address| frame(&address, arguments));
    }
    let source = arguments.get(&["src", "url", "mp4", "webm", "file", "path"], 0)?;
    if source.contains("/embed/") {
        return Some(frame(source, arguments));
    }
    let title = arguments.named(&["title", "caption", "alt"]).unwrap_or_default();
    Some(format!("<figure><{kind} src=\"{}\" title=\"{}\"></{kind}></figure>", escape(source), escape(title)))
}

/// Code between fences that are longer than any in it.
fn fence(language: &str, code: &str) -> String {
    let longest = code.lines().map(|line| line.trim_start().chars().take_while(|c| *c == '`').count()).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}{}\n{}\n{fence}", language.trim_matches(['"', '\'']), code.trim_matches('\n'))
}

fn quote(text: &str, cite: Option<&str>) -> String {
    let cite = cite.map(|cite| format!("<footer>{}</footer>", escape(cite))).unwrap_or_default();
    format!("<blockquote>\n\n{}\n\n{cite}</blockquote>", text.trim_matches('\n'))
}

fn kind_argument(arguments: &TagArguments) -> &str {
    arguments.get(&["type", "style", "kind", "class", "color"], 0).unwrap_or_default()
}

fn callout(kind: &str, title: Option<&str>, text: &str) -> String {
    let title = title.map(str::to_owned).unwrap_or_else(|| capitalized(kind));
    format!("<aside>\n\n{}{}\n\n</aside>", title_line(Some(&title)), text.trim_matches('\n'))
}

/// Words with which themes name the look of a box, not its kind.
const LOOKS: [&str; 9] = ["default", "primary", "simple", "modern", "flat", "no-icon", "left", "right", "center"];

/// A box whose name is its kind; Hexo's may have another kind and looks before its title: `{% note info no-icon Title %}`.
fn named_callout(call: &Call) -> Option<String> {
    let words = call.arguments.from(0).iter().map(String::as_str);
    let mut words = words.skip_while(|word| LOOKS.contains(word)).peekable();
    let kind = words.next_if(|word| matches!(shortcode(word), Some(Shortcode::NamedCallout | Shortcode::Callout))).unwrap_or(call.name);
    let title = words.filter(|word| !LOOKS.contains(word)).collect::<Vec<_>>().join(" ");
    let title = call.arguments.named(&["title", "header"]).map(str::to_owned).or(Some(title).filter(|title| !title.is_empty()));
    Some(callout(kind, title.as_deref(), call.inner?))
}

/// Hexo: `blockquote author, source link title of the link`: the words before the link.
fn hexo_cite(raw: &str) -> Option<&str> {
    let words = raw.split("http").next().unwrap_or(raw).trim().trim_end_matches(',');
    (!words.is_empty()).then_some(words)
}

/// A word with a capital first letter.
pub(in crate::cli::import::markdown) fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn details(summary: &str, text: &str) -> String {
    format!("<details><summary>\n\n{}\n\n</summary>\n\n{}\n\n</details>", capitalized(summary), text.trim_matches('\n'))
}

fn titled(title: Option<&str>, text: &str) -> String {
    format!("{}{}", title_line(title), text.trim_matches('\n'))
}

/// A title, which may be Markdown, on a line of its own.
fn title_line(title: Option<&str>) -> String {
    title.filter(|title| !title.is_empty()).map(|title| format!("<strong>{}</strong>\n\n", title.replace('\n', " "))).unwrap_or_default()
}

fn formula(tex: &str, is_display: bool) -> Option<Rendered> {
    let tex = tex.trim();
    let is_marked = tex.contains('$') || tex.contains("\\(") || tex.contains("\\[");
    Some(match (is_marked, is_display || tex.contains('\n')) {
        (true, _) => transparent(tex),
        (false, true) => Rendered::Block(format!("$$\n{tex}\n$$")),
        (false, false) => Rendered::Inline(format!("${tex}$")),
    })
}

fn ruby(arguments: &TagArguments) -> Option<String> {
    let (base, reading) = match arguments.at(0)?.split_once('|') {
        Some((base, reading)) => (base, reading),
        None => (arguments.at(0)?, arguments.get(&["rt", "ruby"], 1)?),
    };
    Some(format!("<ruby>{}<rt>{}</rt></ruby>", escape(base), escape(reading)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(shortcode: Shortcode, arguments: &str, inner: Option<&str>) -> Option<Rendered> {
        render(shortcode, &Call { name: "note", arguments: &TagArguments::parse(arguments), raw: arguments, inner })
    }

    #[test]
    fn fills_the_addresses_of_embeds() {
        let address = |arguments: &str| embed_address("https://x.com/{}/status/{}", &["user", "id"], &TagArguments::parse(arguments));
        assert_eq!(address("user=\"ada\" id=\"7\"").as_deref(), Some("https://x.com/ada/status/7"));
        assert_eq!(address("7").as_deref(), Some("https://x.com/i/status/7"));
        assert_eq!(address("ada/7").as_deref(), Some("https://x.com/ada/status/7"));
        assert_eq!(address("https://example.org/7").as_deref(), Some("https://example.org/7"));
        assert_eq!((address(""), address("\"a b\""), address("a/b/c")), (None, None, None));
    }

    #[test]
    fn a_fence_is_longer_than_those_in_its_code() {
        assert_eq!(fence("rust", "\nfn a() {}\n"), "```rust\nfn a() {}\n```");
        assert_eq!(fence("", "```\nx\n```"), "````\n```\nx\n```\n````");
    }

    #[test]
    fn a_tag_without_what_it_needs_is_not_rendered() {
        for shortcode in [Shortcode::Figure, Shortcode::Reference, Shortcode::Frame, Shortcode::Code, Shortcode::Details, Shortcode::Ruby] {
            assert_eq!(rendered(shortcode, "", None), None, "{shortcode:?}");
        }
        assert_eq!(rendered(Shortcode::Formula, "", Some(" a ")), Some(Rendered::Inline("$a$".into())));
        assert_eq!(rendered(Shortcode::Comment, "", Some("x")), Some(Rendered::Cut));
    }
}
