//! A feed and its items as every format gives them, before they are articles.

use super::feed_text::FeedText;
use crate::cli::import::origins::Origins;

/// A feed as read.
#[derive(Debug, Default)]
pub(super) struct ParsedFeed {
    /// Its title.
    pub(super) title: Option<String>,
    /// Its items, in the order of the file.
    pub(super) items: Vec<ParsedItem>,
    /// True where the file ends inside an item.
    pub(super) is_truncated: bool,
}

/// An item of a feed; what it lacks and the feed has is filled in, as the formats say.
#[derive(Debug, Default)]
pub(super) struct ParsedItem {
    /// `guid`, `id` or the like.
    pub(super) id: Option<String>,
    /// The address of its page.
    pub(super) link: Option<String>,
    /// The title in one line.
    pub(super) title: Option<String>,
    /// The whole text.
    pub(super) content: Option<FeedText>,
    /// A summary, which in RSS may be the whole text.
    pub(super) summary: Option<FeedText>,
    /// The names of its authors.
    pub(super) authors: Vec<String>,
    /// The date of publication, as written.
    pub(super) published: Option<String>,
    /// The date of the last change, as written.
    pub(super) modified: Option<String>,
    /// Its categories.
    pub(super) tags: Vec<String>,
    /// Its language, as written.
    pub(super) lang: Option<String>,
    /// Its licence.
    pub(super) licence: Option<String>,
    /// The title of the feed that it was taken from.
    pub(super) source: Option<String>,
    /// Its pictures, sounds, films and files.
    pub(super) media: Vec<FeedMedia>,
    /// All of it as text, for its hash.
    pub(super) raw: String,
    /// True where the file ends inside it.
    pub(super) is_truncated: bool,
    /// The elements or keys that these fields were taken from.
    pub(super) origins: Origins,
}

/// The kind of something that is attached to an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FeedMediaKind {
    /// A picture.
    Picture,
    /// A small picture, for where there is no other.
    Thumbnail,
    /// A sound.
    Audio,
    /// A film.
    Video,
    /// The page of a player.
    Player,
    /// Any other file.
    File,
}

/// Something that is attached to an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FeedMedia {
    /// Its kind.
    pub(super) kind: FeedMediaKind,
    /// Its address.
    pub(super) url: String,
    /// Its title.
    pub(super) title: Option<String>,
    /// Its description.
    pub(super) description: Option<String>,
    /// Those who made it.
    pub(super) credit: Option<String>,
}

impl FeedMedia {
    /// Something without a title or the like.
    pub(super) fn new(kind: FeedMediaKind, url: &str) -> FeedMedia {
        FeedMedia { kind, url: url.to_owned(), title: None, description: None, credit: None }
    }
}

/// The kind for a media type, else for the extension of an address.
pub(super) fn media_kind(media_type: Option<&str>, url: &str) -> FeedMediaKind {
    let by_address = || mime_guess::from_path(url.split(['?', '#']).next().unwrap_or(url)).first().map(|guess| guess.to_string());
    let media_type =
        media_type.map(str::to_ascii_lowercase).filter(|written| written.contains('/')).or_else(by_address).unwrap_or_default();
    match media_type.split('/').next() {
        Some("image") => FeedMediaKind::Picture,
        Some("audio") => FeedMediaKind::Audio,
        Some("video") => FeedMediaKind::Video,
        _ => FeedMediaKind::File,
    }
}

/// The origins of an item's fields: of each the first name that `has` finds in the item.
///
/// A text of which there is no other is the body; else the summary is the deck.
pub(super) fn find_origins(fields: &[(&'static str, &[&str])], has: impl Fn(&str) -> bool) -> Origins {
    let mut origins = Origins::default();
    for (field, names) in fields {
        if let Some(name) = names.iter().find(|name| has(name)) {
            let field = if *field == "deck" && origins.get("body").is_none() { "body" } else { field };
            if origins.get(field).is_none() {
                origins.set(field, format!("`{name}`"));
            }
        }
    }
    origins
}

/// A licence out of a statement of rights; `None` if it names none.
pub(super) fn licence_in(rights: &str) -> Option<String> {
    let rights = rights.trim();
    let lower = rights.to_lowercase();
    LICENCE_WORDS.iter().any(|word| lower.contains(word)).then(|| rights.to_owned())
}

/// Words that tell a licence from a reservation of rights.
const LICENCE_WORDS: [&str; 7] = ["creativecommons.org", "creative commons", "cc by", "cc-by", "cc0", "public domain", "licen"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_follow_from_types_and_addresses() {
        assert_eq!(media_kind(Some("Audio/MPEG"), "x"), FeedMediaKind::Audio);
        assert_eq!(media_kind(None, "http://example.org/a.JPG?x=1"), FeedMediaKind::Picture);
        assert_eq!(media_kind(Some("application/pdf"), "a.mp4"), FeedMediaKind::File);
        assert_eq!(media_kind(Some("video"), "a.mp4"), FeedMediaKind::Video);
    }

    #[test]
    fn a_licence_is_no_reservation_of_rights() {
        assert_eq!(licence_in("CC BY 4.0").as_deref(), Some("CC BY 4.0"));
        assert_eq!(licence_in("© 2024 The Harbour. All rights reserved."), None);
    }
}
