//! The section about the signature on the about page: the fingerprint of the key, and how to verify a copy.

use crate::article::block::{Code, Foreign};
use crate::article::{Article, Block};
use crate::cli::build::collection::Collection;
use crate::messages;

/// The page of the section. A site without it gets one.
const PAGE_ID: &str = "about";

/// Adds the section to the end of the page, in the language of the site.
pub(crate) fn add_section(collection: &mut Collection, fingerprint: &str) {
    let lang = collection.site.language().to_owned();
    let blocks = section_blocks(&lang, fingerprint);
    match collection.pages.iter_mut().find(|page| page.id == PAGE_ID) {
        Some(page) if page.lang == lang => page.body.extend(blocks),
        Some(page) => page.body.push(Block::Foreign(Foreign { lang, blocks, ..Foreign::default() })),
        None => {
            let title = messages::for_lang(&lang).build.about_site.to_owned();
            let page = Article { id: PAGE_ID.to_owned(), title, lang, body: blocks, ..Article::default() };
            let at = collection.pages.partition_point(|other| other.id.as_str() < PAGE_ID);
            collection.pages.insert(at, page);
        }
    }
}

fn section_blocks(lang: &str, fingerprint: &str) -> Vec<Block> {
    let words = &messages::for_lang(lang).build;
    let code = |text: &str| Block::Code(Code { text: text.to_owned(), ..Code::default() });
    vec![
        Block::heading(2, words.signature_heading),
        Block::paragraph(words.signature_purpose),
        code(fingerprint),
        Block::paragraph(words.signature_verify_command),
        code("lectern verify --key PUBLIC.pem SITE"),
        Block::paragraph(words.signature_fingerprint_command),
        code("openssl pkey -pubin -in PUBLIC.pem -outform DER | openssl dgst -sha256"),
    ]
}
