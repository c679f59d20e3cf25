//! Places what is attached to an item in its article: pictures, sounds, films, files.

use super::feed_item::{FeedMedia, FeedMediaKind};
use crate::article::visit::{NodeRef, visit};
use crate::article::{Block, Embed, Figure, Image, Inline, Link, Media, Text};
use crate::cli::import::comparison_key::comparison_key;
use crate::cli::whitespace::collapse_whitespace;
use std::collections::HashSet;
use url::Url;

/// Adds what the body does not hold yet: the first picture, sounds and films before the text, other pictures and files behind it.
///
/// `known` are texts of the item that make no caption: its title, its authors. `base` is the address of its page.
pub(super) fn attach_media(body: &mut Vec<Block>, media: Vec<FeedMedia>, known: &[String], base: Option<&Url>) {
    let mut addresses = addresses_in(body);
    let absolute = media.into_iter().filter_map(|media| with_absolute_address(media, base));
    let is_new = |media: &FeedMedia| addresses.insert(address_key(&media.url)) && !is_portrait(media, known);
    let media: Vec<FeedMedia> = absolute.filter(is_new).collect();
    let of_kind = |kind: FeedMediaKind| media.iter().filter(move |media| media.kind == kind);
    let has_figure = body.iter().any(|block| matches!(block, Block::Figure(_)));
    let thumbnail = of_kind(FeedMediaKind::Thumbnail).filter(|_| !has_figure && of_kind(FeedMediaKind::Picture).next().is_none()).take(1);
    let mut figures = of_kind(FeedMediaKind::Picture).chain(thumbnail).map(|picture| figure(picture, known));
    let lead = figures.next();
    let others: Vec<Block> = figures.collect();
    let players = of_kind(FeedMediaKind::Player).filter(|_| of_kind(FeedMediaKind::Video).next().is_none()).map(embed);
    let recordings = media.iter().filter_map(recording).chain(players);
    let before: Vec<Block> = lead.into_iter().chain(recordings).collect();
    body.splice(0..0, before);
    body.extend(others);
    body.extend(of_kind(FeedMediaKind::File).map(file_link));
}

/// The addresses of the pictures and media in a body, without what differs between copies.
fn addresses_in(body: &[Block]) -> HashSet<String> {
    let mut addresses = HashSet::new();
    visit(body, &mut |node| {
        let NodeRef::Block(block) = node else { return };
        if let Block::Figure(figure) = block {
            addresses.extend(figure.images.iter().map(|image| address_key(&image.src)));
        } else if let Block::Media(media) = block {
            addresses.insert(address_key(&media.src));
        } else if let Block::Embed(embed) = block {
            addresses.insert(address_key(&embed.url));
        }
    });
    addresses
}

/// An address without scheme and query.
fn address_key(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    path.split_once("//").map_or(path, |(_, rest)| rest).to_owned()
}

fn with_absolute_address(media: FeedMedia, base: Option<&Url>) -> Option<FeedMedia> {
    let url = match base {
        Some(base) => base.join(media.url.trim()).ok(),
        None => Url::parse(media.url.trim()).ok(),
    };
    let url = url.filter(|url| matches!(url.scheme(), "http" | "https" | "data"))?;
    Some(FeedMedia { url: url.to_string(), ..media })
}

/// Whether a picture shows an author: its title is the name of one.
fn is_portrait(media: &FeedMedia, known: &[String]) -> bool {
    let authors = known.get(1..).unwrap_or_default();
    let title = media.title.as_deref().map(comparison_key).unwrap_or_default();
    !title.is_empty() && authors.iter().any(|author| comparison_key(author) == title)
}

/// Words about something that the article does not have already.
fn new_words(words: Option<&str>, known: &[String]) -> Option<String> {
    let is_known = |words: &String| known.iter().any(|known| comparison_key(known) == comparison_key(words));
    words.map(collapse_whitespace).filter(|words| !words.is_empty() && !is_known(words))
}

/// A picture with its description as caption and its title as alternative text; one word is the name of a file or an account.
fn figure(picture: &FeedMedia, known: &[String]) -> Block {
    let title = new_words(picture.title.as_deref(), known).filter(|title| title.contains(' ') || !title.is_ascii());
    let image = Image { src: picture.url.clone(), alt: title.unwrap_or_default(), ..Image::default() };
    let caption = Text::new(new_words(picture.description.as_deref(), known).unwrap_or_default());
    Block::Figure(Figure { images: vec![image], caption, credit: picture.credit.clone(), ..Figure::default() })
}

fn recording(media: &FeedMedia) -> Option<Block> {
    let kind = match media.kind {
        FeedMediaKind::Audio => "audio",
        FeedMediaKind::Video => "video",
        FeedMediaKind::Picture | FeedMediaKind::Thumbnail | FeedMediaKind::Player | FeedMediaKind::File => return None,
    };
    let (kind, src, title) = (kind.to_owned(), media.url.clone(), media.title.clone());
    Some(Block::Media(Media { kind, src, title, ..Media::default() }))
}

fn embed(player: &FeedMedia) -> Block {
    let provider = Url::parse(&player.url).ok().and_then(|url| url.host_str().map(|host| host.trim_start_matches("www.").to_owned()));
    Block::Embed(Embed { provider, title: player.title.clone(), url: player.url.clone(), ..Embed::default() })
}

/// A link to a file, by its title or its name.
fn file_link(file: &FeedMedia) -> Block {
    let name = || address_key(&file.url).rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or(&file.url).to_owned();
    let words = file.title.clone().unwrap_or_else(name);
    Block::Paragraph(Text(vec![Inline::Link(Link { href: file.url.clone(), text: Text::new(words), ..Link::default() })]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attach(body: &mut Vec<Block>, media: Vec<FeedMedia>) {
        attach_media(body, media, &["The pier".to_owned(), "Ada Norrland".to_owned()], Url::parse("https://example.org/p").ok().as_ref());
    }

    fn picture(url: &str) -> FeedMedia {
        FeedMedia::new(FeedMediaKind::Picture, url)
    }

    #[test]
    fn the_first_picture_leads_with_its_caption() {
        let mut body = vec![Block::paragraph("Words")];
        let lead = FeedMedia {
            title: Some("The old pier".into()),
            description: Some("At noon".into()),
            credit: Some("Jun".into()),
            ..picture("a.jpg")
        };
        attach(&mut body, vec![lead, FeedMedia::new(FeedMediaKind::Audio, "https://example.org/b.mp3"), picture("c.jpg")]);
        let [Block::Figure(lead), Block::Media(audio), Block::Paragraph(_), Block::Figure(_)] = body.as_slice() else { panic!("{body:?}") };
        assert_eq!((lead.images[0].src.as_str(), lead.credit.as_deref()), ("https://example.org/a.jpg", Some("Jun")));
        assert_eq!((&lead.caption, lead.images[0].alt.as_str(), audio.kind.as_str()), (&Text::new("At noon"), "The old pier", "audio"));
    }

    #[test]
    fn what_the_body_shows_is_not_added_again() {
        let image = Image { src: "http://example.org/a.jpg?w=300".into(), ..Image::default() };
        let mut body = vec![Block::Figure(Figure { images: vec![image], ..Figure::default() })];
        let portrait = FeedMedia { title: Some("Ada Norrland".into()), ..picture("ada.png") };
        attach(&mut body, vec![picture("https://example.org/a.jpg"), FeedMedia::new(FeedMediaKind::Thumbnail, "t.jpg"), portrait]);
        assert_eq!(body.len(), 1);
    }
}
