//! The section about the signature on the about page: the fingerprint of the key, and how to verify a copy.

use super::collection::Collection;
use crate::article::block::{Code, Foreign};
use crate::article::{Article, Block};
use crate::messages;

/// The page of the section. A site without it gets one.
const PAGE: &str = "about";

/// Adds the section to the end of the page, in the language of the site.
pub fn tell(collection: &mut Collection, fingerprint: &str) {
    let lang = collection.site.language().to_owned();
    let blocks = said(&lang, fingerprint);
    match collection.pages.iter_mut().find(|page| page.id == PAGE) {
        Some(page) if page.lang == lang => page.body.extend(blocks),
        Some(page) => page.body.push(Block::In(Foreign { lang, blocks, ..Foreign::default() })),
        None => {
            let title = messages::of(&lang).about_site.to_owned();
            let page = Article { id: PAGE.to_owned(), title, lang, body: blocks, ..Article::default() };
            let at = collection.pages.partition_point(|other| other.id.as_str() < PAGE);
            collection.pages.insert(at, page);
        }
    }
}

fn said(lang: &str, fingerprint: &str) -> Vec<Block> {
    let words = messages::of(lang);
    let code = |text: &str| Block::Code(Code { text: text.to_owned(), ..Code::default() });
    vec![
        Block::heading(2, words.signed),
        Block::paragraph(words.signed_by),
        code(fingerprint),
        Block::paragraph(words.signed_verify),
        code("lectern verify --key PUBLIC.pem SITE"),
        Block::paragraph(words.signed_fingerprint),
        code("openssl pkey -pubin -in PUBLIC.pem -outform DER | openssl dgst -sha256"),
    ]
}
