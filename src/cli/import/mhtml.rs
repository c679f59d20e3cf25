//! MHTML: a page with its pictures and frames in one file, as browsers save it (RFC 2557).

use super::archive::{ArchivedFile, ArchivedFiles, ArchivedItem};
use super::dates::parse_date;
use super::imported::{ImportError, ImportedItem};
use super::importer::{Importer, Items, ReadOptions};
use super::page::{self, PageOrigin};
use super::source::Source;
use super::{encoding, source_kind};
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::folder;
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType};
use std::sync::Arc;
use url::Url;

/// Imports pages saved as MHTML.
pub struct Mhtml;

impl Importer for Mhtml {
    fn extensions(&self) -> &'static [&'static str] {
        &["mhtml", "mht"]
    }

    fn sniff(&self, bytes: &[u8]) -> bool {
        is_mhtml(bytes)
    }

    fn is_binary(&self) -> bool {
        true
    }

    fn import(&self, source: &Source, bytes: &[u8], options: &ReadOptions) -> Result<Items, ImportError> {
        if source_kind::is_html_page(bytes) {
            return page::SavedPage.import(source, bytes, options);
        }
        Ok(vec![Ok(read(source, bytes, options.lang)?)])
    }
}

/// Number of bytes to search for the header of a message.
const HEADER_SEARCH_BYTES: usize = 8 * 1024;

/// Whether bytes begin with the header of a message of related parts.
fn is_mhtml(bytes: &[u8]) -> bool {
    let head = encoding::decode_prefix(bytes, HEADER_SEARCH_BYTES).to_ascii_lowercase();
    let header = head.split("\n\n").next().and_then(|header| header.split("\r\n\r\n").next()).unwrap_or_default();
    header.lines().any(|line| line.starts_with("content-type:") && line.contains("multipart/related"))
        || header.contains("\nsnapshot-content-location:")
}

/// Reads the page of a message: its pictures and frames are the other parts.
fn read(source: &Source, bytes: &[u8], site_lang: &str) -> Result<ImportedItem, ImportError> {
    let message = MessageParser::default().parse(bytes).ok_or_else(|| ImportError(DAMAGED.to_owned()))?;
    let root = root_part(&message).ok_or_else(|| ImportError(DAMAGED.to_owned()))?;
    let url = page_url(&message, root);
    let files = archived_files(&message, url.as_ref());
    let page = archived_file(&message, root);
    let (html, warning) = encoding::decode_page(&page.bytes, page.charset.as_deref())?;
    let captured_at = message.header_raw("Date").and_then(|date| parse_date(date.trim(), "en"));
    let origin = PageOrigin { url: url.as_ref(), captured_at: captured_at.as_deref(), files: &files };
    let mut imported = page::read_archived(&html, &origin, &source.name, site_lang)?;
    imported.diagnostics.extend(warning.map(|text| Diagnostic::new(Severity::Warning, &source.name, text)));
    let archived = ArchivedItem::with_pictures(&imported.article, |address| Some(files.get(address)?.bytes.clone()));
    let item = ImportedItem::new(source.name.clone(), folder::sha256(bytes), imported);
    Ok(ImportedItem { archived: Some(archived), ..item })
}

/// The message for a file without a page.
const DAMAGED: &str = "no page found in the MHTML file; it may be cut off. Save the page again";

/// The part with the page: the one that `start` names, else the one with the address of the message, else the first page.
fn root_part<'m, 'x>(message: &'m Message<'x>) -> Option<&'m MessagePart<'x>> {
    let start = message.content_type().and_then(|kind| kind.attribute("start")).map(trim_id);
    let address = message.header_raw(SNAPSHOT_ADDRESS).map(str::trim);
    let pages = || message.parts.iter().filter(|part| is_page(part));
    let started = start.and_then(|start| pages().find(|part| part.content_id().map(trim_id) == Some(start)));
    let named = || address.and_then(|address| pages().find(|part| part.content_location() == Some(address)));
    started.or_else(named).or_else(|| pages().next())
}

/// The header in which Chromium names the address of the page.
const SNAPSHOT_ADDRESS: &str = "Snapshot-Content-Location";

fn trim_id(id: &str) -> &str {
    id.trim().trim_start_matches('<').trim_end_matches('>')
}

fn is_page(part: &MessagePart) -> bool {
    let is_xhtml = part.content_type().is_some_and(|kind| kind.subtype().is_some_and(|subtype| subtype.eq_ignore_ascii_case("xhtml+xml")));
    matches!(part.body, PartType::Html(_)) || is_xhtml
}

/// The address of the page, from the message or its part.
fn page_url(message: &Message, root: &MessagePart) -> Option<Url> {
    let declared = [message.header_raw(SNAPSHOT_ADDRESS), root.content_location(), message.header_raw("Content-Location")];
    declared.into_iter().flatten().find_map(|address| Url::parse(address.trim()).ok()).filter(|url| !url.cannot_be_a_base())
}

/// The parts of a message by their `Content-Location` and `Content-ID`.
fn archived_files(message: &Message, url: Option<&Url>) -> ArchivedFiles {
    let mut files = ArchivedFiles::default();
    for part in message.parts.iter().filter(|part| !matches!(part.body, PartType::Multipart(_) | PartType::Message(_))) {
        let file = archived_file(message, part);
        if let Some(id) = part.content_id() {
            files.insert(&format!("cid:{}", trim_id(id)), file.clone());
        }
        if let Some(address) = part.content_location().map(str::trim) {
            let absolute = Url::parse(address).ok().or_else(|| url?.join(address).ok());
            files.insert(absolute.as_ref().map_or(address, Url::as_str), file);
        }
    }
    files
}

fn archived_file(message: &Message, part: &MessagePart) -> ArchivedFile {
    let kind = part.content_type();
    let subtype = kind.and_then(|kind| kind.subtype()).unwrap_or("octet-stream");
    ArchivedFile {
        media_type: format!("{}/{subtype}", kind.map_or("application", |kind| kind.ctype())).to_ascii_lowercase(),
        charset: kind.and_then(|kind| kind.attribute("charset")).map(str::to_owned),
        bytes: Arc::from(part_bytes(message, part)),
    }
}

/// The content of a part as it was before it was encoded for transfer.
fn part_bytes(message: &Message, part: &MessagePart) -> Vec<u8> {
    let raw = message.raw_message.get(part.offset_body as usize..part.offset_end as usize).unwrap_or_default();
    let decoded = match part.encoding {
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
        Encoding::Base64 => base64_decode(raw),
        Encoding::None => Some(raw.to_vec()),
    };
    decoded.unwrap_or_else(|| part.contents().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Block;

    fn import(message: &str) -> ImportedItem {
        let source = Source { path: "a.mht".into(), name: "a.mht".into(), root: ".".into() };
        read(&source, message.replace('\n', "\r\n").as_bytes(), "en").unwrap()
    }

    const WORDS: &str =
        "The night ferry takes forty cars across the sound, and brings back as many in the morning, when the wind allows it.";

    fn message(header: &str, parts: &[(&str, &str)]) -> String {
        let parts = parts.iter().map(|(header, body)| format!("--edge\n{header}\n\n{body}\n"));
        format!("MIME-Version: 1.0\n{header}Content-Type: multipart/related; boundary=\"edge\"\n\n{}--edge--\n", parts.collect::<String>())
    }

    #[test]
    fn pictures_are_parts_by_their_address_or_id() {
        let page = format!(
            "<html><body><article><h1>The ferry</h1><p>{WORDS}</p><p>{WORDS}</p><img src=3D\"pic/boat.gif\"><p>{WORDS}</p><img src=3D\"cid:two@x\"></article>"
        );
        let item = import(&message(
            "Date: Mon, 1 Jul 2024 10:00:00 +0200\nSnapshot-Content-Location: https://example.org/a/ferry.html\n",
            &[
                (
                    "Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\nContent-Location: https://example.org/a/ferry.html",
                    &page,
                ),
                (
                    "Content-Type: image/gif\nContent-Transfer-Encoding: base64\nContent-Location: https://example.org/a/pic/boat.gif",
                    "Qk9BVA==",
                ),
                ("Content-Type: image/gif\nContent-Transfer-Encoding: base64\nContent-ID: <two@x>", "VFdP"),
            ],
        ));
        assert_eq!(item.article.canonical.as_deref(), Some("https://example.org/a/ferry.html"));
        assert_eq!(item.article.capture.as_ref().and_then(|c| c.at.as_deref()), Some("2024-07-01T10:00:00+02:00"));
        let mut pictures: Vec<_> = item.archived.unwrap().pictures.into_iter().map(|(address, bytes)| (address, bytes.to_vec())).collect();
        pictures.sort();
        assert_eq!(
            pictures,
            [("cid:two@x".to_owned(), b"TWO".to_vec()), ("https://example.org/a/pic/boat.gif".to_owned(), b"BOAT".to_vec())]
        );
    }

    #[test]
    fn start_names_the_page_and_charset_its_encoding() {
        let other = ("Content-Type: text/html\nContent-Location: https://example.org/frame.html", "<p>A frame.");
        let page = format!("<h1>Caf=E9</h1><p>{WORDS}</p><p>{WORDS}</p>");
        let header = "Content-Type: text/html; charset=\"iso-8859-1\"\nContent-ID: <root@x>\nContent-Transfer-Encoding: quoted-printable";
        let text = message("", &[other, (header, &page)]).replace("multipart/related;", "multipart/related; start=\"<root@x>\";");
        assert_eq!(import(&text).article.title, "Café");
    }

    #[test]
    fn a_frame_with_text_is_part_of_the_page() {
        let page = format!("<body><article><h1>The ferry</h1><p>{WORDS}</p><iframe src=3D\"cid:f@x\"></iframe><p>{WORDS}</p></article>");
        let frame = format!("<html><body><p>Inside, {WORDS}</p><p>{WORDS}</p></body></html>");
        let item = import(&message(
            "Snapshot-Content-Location: https://example.org/a.html\n",
            &[
                (
                    "Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\nContent-Location: https://example.org/a.html",
                    &page,
                ),
                ("Content-Type: text/html\nContent-ID: <f@x>", &frame),
            ],
        ));
        let texts: Vec<bool> = item.article.body.iter().map(|block| matches!(block, Block::Paragraph(_))).collect();
        assert!(crate::article::text::blocks_text(&item.article.body).contains("Inside"), "{:?}", item.article.body);
        assert_eq!(texts, [true; 4]);
    }

    #[test]
    fn a_message_without_a_page_is_refused() {
        let source = Source { path: "a.mht".into(), name: "a.mht".into(), root: ".".into() };
        assert!(read(&source, b"Content-Type: multipart/related; boundary=x\r\n\r\n", "en").unwrap_err().0.contains("MHTML"));
        assert!(
            is_mhtml(b"From: <Saved>\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n")
                && !is_mhtml(b"Words\n\nContent-Type: multipart/related")
        );
    }
}
