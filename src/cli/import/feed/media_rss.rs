//! Media of XML items: enclosures, Media RSS, and pictures of iTunes.
//!
//! Sources: RSS 2.0 (`enclosure`), RFC 4287 (`link rel=enclosure`), Media RSS 1.5.1 (`media:group`, `media:content`,
//! `media:thumbnail`, `media:player`), Apple's podcast RSS (`itunes:image`).

use super::feed_item::{FeedMedia, FeedMediaKind, media_kind};
use super::feed_text::{FeedText, looks_like_html};
use super::xml_tree::XmlElement;

/// All that is attached to an item.
pub(super) fn read_media(item: &XmlElement) -> Vec<FeedMedia> {
    let mut media = Vec::new();
    for element in item.elements() {
        match element.name.as_str() {
            "media:content" => media.extend(read_content(element, &[element, item])),
            "media:group" => media.extend(read_group(element, item)),
            "enclosure" => media.extend(read_enclosure(element, "url")),
            "link" if element.attribute("rel") == Some("enclosure") => media.extend(read_enclosure(element, "href")),
            "content" if element.attribute("src").is_some() => media.extend(read_enclosure(element, "src")),
            _ => {}
        }
    }
    media.extend(read_shared(item));
    media
}

/// A player, a thumbnail or a picture that is an item's or a group's, not a file's.
fn read_shared(parent: &XmlElement) -> Vec<FeedMedia> {
    let addressed = |element: &XmlElement, kind| {
        let url = ["url", "href"].iter().find_map(|name| element.attribute(name)).map(str::to_owned);
        url.or_else(|| image_address(element)).map(|url| FeedMedia::new(kind, &url))
    };
    let read = parent.elements().filter_map(|element| match element.name.as_str() {
        "media:player" => addressed(element, FeedMediaKind::Player),
        "media:thumbnail" | "image" | "itunes:image" => addressed(element, FeedMediaKind::Thumbnail),
        _ => None,
    });
    read.collect()
}

/// The address in the `url` inside an `image` of RSS.
fn image_address(image: &XmlElement) -> Option<String> {
    image.named("url").map(|url| url.text().trim().to_owned()).find(|url| url.starts_with("http"))
}

fn read_enclosure(element: &XmlElement, address: &str) -> Option<FeedMedia> {
    let url = element.attribute(address).or_else(|| element.attribute("url"))?;
    let media_type = element.attribute("type");
    let title = element.attribute("title").map(str::to_owned).or_else(|| element.named("media:title").find_map(plain_text));
    Some(FeedMedia { title, credit: read_credit(&[element]), ..FeedMedia::new(media_kind(media_type, url), url) })
}

/// A group holds one thing in several forms: the one that is marked as default, else the largest picture, else the first.
fn read_group(group: &XmlElement, item: &XmlElement) -> Vec<FeedMedia> {
    let forms: Vec<&XmlElement> = group.named("media:content").collect();
    let default = forms.iter().find(|form| form.attribute("isdefault") == Some("true"));
    let width = |form: &XmlElement| form.attribute("width").and_then(|width| width.parse::<u32>().ok()).unwrap_or(0);
    let largest = || forms.iter().rev().max_by_key(|form| width(form));
    let chosen = default.or_else(largest).map(|form| read_content(form, &[form, group, item])).unwrap_or_default();
    chosen.into_iter().chain(read_shared(group)).collect()
}

/// A `media:content`; `scopes` are the elements whose title, description and credit are its own, innermost first.
fn read_content(content: &XmlElement, scopes: &[&XmlElement]) -> Vec<FeedMedia> {
    let described = |name: &str| scopes.iter().find_map(|scope| scope.named(name).find_map(plain_text));
    let file = content.attribute("url").map(|url| FeedMedia {
        title: described("media:title"),
        description: described("media:description"),
        credit: read_credit(scopes),
        ..FeedMedia::new(content_kind(content, url), url)
    });
    file.into_iter().chain(read_shared(content)).collect()
}

fn content_kind(content: &XmlElement, url: &str) -> FeedMediaKind {
    match content.attribute("medium") {
        Some("image") => FeedMediaKind::Picture,
        Some("audio") => FeedMediaKind::Audio,
        Some("video") => FeedMediaKind::Video,
        _ => media_kind(content.attribute("type"), url),
    }
}

/// The names in `media:credit`, else the words of `media:copyright`.
fn read_credit(scopes: &[&XmlElement]) -> Option<String> {
    let names = scopes.iter().map(|scope| scope.named("media:credit").filter_map(plain_text).collect::<Vec<_>>());
    let names = names.into_iter().find(|names| !names.is_empty()).map(|names| names.join(", "));
    names.or_else(|| scopes.iter().find_map(|scope| scope.named("media:copyright").find_map(plain_text)))
}

fn plain_text(element: &XmlElement) -> Option<String> {
    Some(FeedText::from_element(element, looks_like_html).plain()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::xml_tree::parse_xml;
    use super::*;

    fn media(xml: &str) -> Vec<FeedMedia> {
        read_media(parse_xml(xml).elements().next().unwrap())
    }

    #[test]
    fn a_group_gives_its_best_form_with_caption_and_credit() {
        let read = media(
            "<item><media:group><media:content url='http://a/s.jpg' medium='image' width='90'/><media:content url='http://a/l.jpg' medium='image' width='900'>\
             <media:credit role='photographer'>Ada Norrland</media:credit></media:content><media:description>The &lt;b>pier&lt;/b></media:description></media:group></item>",
        );
        assert_eq!(read.len(), 1);
        assert_eq!((read[0].url.as_str(), read[0].kind), ("http://a/l.jpg", FeedMediaKind::Picture));
        assert_eq!((read[0].description.as_deref(), read[0].credit.as_deref()), (Some("The pier"), Some("Ada Norrland")));
    }

    #[test]
    fn enclosures_thumbnails_and_players_are_read() {
        let read = media(
            "<item><enclosure url='http://a/b.mp3' type='audio/mpeg' length='1'/><link rel='enclosure' href='http://a/c.pdf' title='Plan'/>\
             <itunes:image href='http://a/d.jpg'/><media:player url='http://a/e'/><image><url>http://a/f.png</url></image></item>",
        );
        let kinds: Vec<FeedMediaKind> = read.iter().map(|media| media.kind).collect();
        use FeedMediaKind::{Audio, File, Player, Thumbnail};
        assert_eq!(kinds, [Audio, File, Thumbnail, Player, Thumbnail]);
        assert_eq!(read[1].title.as_deref(), Some("Plan"));
    }
}
