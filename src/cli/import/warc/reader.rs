//! Reads the pages of an archive.

use super::http::{HttpResponse, parse_response};
use super::records::{RecordReader, WarcRecord};
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::folder;
use crate::cli::import::archive::{ArchivedFile, ArchivedFiles, ArchivedItem};
use crate::cli::import::dates::parse_date;
use crate::cli::import::imported::{ImportError, ImportedItem};
use crate::cli::import::importer::Items;
use crate::cli::import::page::{self, PageOrigin};
use crate::cli::import::source::Source;
use crate::cli::import::{encoding, source_kind};
use std::collections::BTreeMap;
use std::sync::Arc;
use url::Url;

/// Reads the pages of an archive, each with the pictures of the archive.
///
/// # Errors
/// When there is no page in it.
pub(super) fn read(source: &Source, bytes: &[u8], site_lang: &str) -> Result<Items, ImportError> {
    let mut archive = WebArchive::default();
    let failure = archive.read_records(bytes);
    archive.resolve_revisits();
    let error = failure.map(|reason| Diagnostic::new(Severity::Error, &source.name, reason));
    let read: Vec<_> = archive.pages.iter().map(|page| (page, archive.read_page(page, source, site_lang))).collect();
    // A page that another one shows in a frame is part of that one.
    let (frames, pages): (Vec<_>, Vec<_>) = read.into_iter().partition(|(page, _)| archive.files.is_frame(&page.uri));
    let mut items: Items = pages.into_iter().map(|(_, item)| item).collect();
    if items.is_empty() && error.is_none() {
        return Err(ImportError("no page (HTML with status 200) found in the archive".to_owned()));
    }
    let note = archive.left_out_note(frames.len()).map(|text| Diagnostic::new(Severity::Note, &source.name, text));
    if let Some(first) = items.iter_mut().find_map(|item| item.as_mut().ok()) {
        first.diagnostics.extend(note);
    }
    items.extend(error.map(Err));
    Ok(items)
}

/// A page of an archive.
struct WebPage {
    uri: String,
    date: Option<String>,
    file: ArchivedFile,
}

/// The files of an archive.
#[derive(Default)]
struct WebArchive {
    pages: Vec<WebPage>,
    files: ArchivedFiles,
    /// Addresses whose content is that of others.
    revisits: Vec<(String, String)>,
    /// Number of records that are left out, by their kind.
    left_out: BTreeMap<String, usize>,
}

impl WebArchive {
    /// Reads all records; returns why the rest cannot be read, if so.
    fn read_records(&mut self, bytes: &[u8]) -> Option<String> {
        let mut reader = RecordReader::new(bytes);
        loop {
            match reader.read_record() {
                Ok(Some(record)) => self.add_record(record),
                Ok(None) => return None,
                Err(reason) => return Some(reason),
            }
        }
    }

    fn add_record(&mut self, record: WarcRecord) {
        let kind = record.kind.clone();
        if let ("revisit", Some(uri), Some(same)) = (kind.as_str(), &record.uri, &record.refers_to_uri) {
            self.revisits.push((uri.clone(), same.clone()));
        }
        let left_out = match kind.as_str() {
            "response" | "resource" => self.add_capture(record).err(),
            _ => Some(kind),
        };
        left_out.into_iter().for_each(|kind| *self.left_out.entry(kind).or_default() += 1);
    }

    /// Adds a page or a picture; returns what it is instead.
    fn add_capture(&mut self, record: WarcRecord) -> Result<(), String> {
        let uri = record.uri.clone().unwrap_or_default();
        let file = captured_file(&record)?;
        if file.is_page() && Url::parse(&uri).is_ok_and(|url| url.scheme().starts_with("http")) {
            self.add_page(WebPage { uri: uri.clone(), date: record.date, file: file.clone() })?;
        } else if !file.media_type.starts_with("image/") {
            return Err("file of another kind".to_owned());
        }
        self.files.insert(&uri, file);
        Ok(())
    }

    /// Adds a page; of several captures of one address the last counts.
    fn add_page(&mut self, page: WebPage) -> Result<(), String> {
        match self.pages.iter_mut().find(|known| known.uri == page.uri) {
            Some(known) => {
                *known = page;
                Err("earlier capture of a page".to_owned())
            }
            None => {
                self.pages.push(page);
                Ok(())
            }
        }
    }

    fn resolve_revisits(&mut self) {
        for (uri, same) in std::mem::take(&mut self.revisits) {
            if let Some(file) = self.files.get(&same).cloned() {
                self.files.insert(&uri, file);
            }
        }
    }

    fn read_page(&self, page: &WebPage, source: &Source, site_lang: &str) -> Result<ImportedItem, Diagnostic> {
        let from = format!("{}#{}", source.name, page.uri);
        let url = Url::parse(&page.uri).ok();
        let captured_at = page.date.as_deref().and_then(|date| parse_date(date, "en"));
        let origin = PageOrigin { url: url.as_ref(), captured_at: captured_at.as_deref(), files: &self.files };
        let decoded = encoding::decode_page(&page.file.bytes, page.file.charset.as_deref());
        let read = decoded.and_then(|(html, warning)| Ok((page::read_archived(&html, &origin, &from, site_lang)?, warning)));
        let (mut imported, warning) = read.map_err(|ImportError(reason)| Diagnostic::new(Severity::Error, &from, reason))?;
        imported.diagnostics.extend(warning.map(|text| Diagnostic::new(Severity::Warning, &from, text)));
        let archived = ArchivedItem::with_pictures(&imported.article, |address| Some(self.files.get(address)?.bytes.clone()));
        let item = ImportedItem::new(from, folder::sha256(&page.file.bytes), imported);
        Ok(ImportedItem { archived: Some(archived), ..item })
    }

    fn left_out_note(&self, frames: usize) -> Option<String> {
        let frames = (frames > 0).then(|| format!("{frames} page in a frame"));
        let counts = self.left_out.iter().map(|(kind, count)| format!("{count} {kind}")).chain(frames).collect::<Vec<_>>();
        (!counts.is_empty()).then(|| format!("records that are no pages or pictures, not imported: {}", counts.join(", ")))
    }
}

/// The file that a record captured with status 200; otherwise what it is.
fn captured_file(record: &WarcRecord) -> Result<ArchivedFile, String> {
    let is_http = record.kind == "response" && record.content_type.to_ascii_lowercase().starts_with("application/http");
    let response = match is_http {
        true => parse_response(&record.content).ok_or("response that cannot be read")?,
        false => HttpResponse { status: 200, content_type: record.content_type.clone(), body: record.content.clone() },
    };
    if response.status != 200 {
        return Err(format!("response with status {}", response.status));
    }
    let mut parts = response.content_type.split(';').map(str::trim);
    let declared = parts.next().unwrap_or_default().to_ascii_lowercase();
    let charset = parts.find_map(|part| part.strip_prefix("charset=").map(|name| name.trim_matches('"').to_owned()));
    let media_type = if declared.is_empty() && source_kind::is_html_page(&response.body) { "text/html".to_owned() } else { declared };
    Ok(ArchivedFile { media_type, charset, bytes: Arc::from(response.body) })
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str =
        "The night ferry takes forty cars across the sound, and brings back as many in the morning, when the wind allows it.";

    fn record(kind: &str, headers: &str, content: &str) -> String {
        format!("WARC/1.1\r\nWARC-Type: {kind}\r\n{headers}Content-Length: {}\r\n\r\n{content}\r\n\r\n", content.len())
    }

    fn response(uri: &str, status: u16, kind: &str, body: &str) -> String {
        let headers =
            format!("WARC-Target-URI: {uri}\r\nWARC-Date: 2024-07-01T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n");
        record("response", &headers, &format!("HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\n\r\n{body}"))
    }

    fn import(records: &[String]) -> Items {
        let source = Source { path: "c.warc".into(), name: "c.warc".into(), root: ".".into() };
        read(&source, records.concat().as_bytes(), "en").unwrap()
    }

    #[test]
    fn pages_find_their_pictures_in_the_archive() {
        let page = format!("<article><h1>The ferry</h1><p>{WORDS}</p><img src='p/a.gif' srcset='p/b.gif 2x'><p>{WORDS}</p></article>");
        let revisit = record(
            "revisit",
            "WARC-Target-URI: https://example.org/p/b.gif\r\nWARC-Refers-To-Target-URI: https://example.org/x.gif\r\n",
            "",
        );
        let items = import(&[
            record("warcinfo", "", "software: x"),
            response("https://example.org/ferry.html", 200, "text/html; charset=utf-8", &page),
            response("https://example.org/gone.html", 404, "text/html", "<p>Gone"),
            response("https://example.org/x.gif", 200, "image/gif", "BOAT"),
            response("https://example.org/x.css", 200, "text/css", "p {}"),
            revisit,
        ]);
        let item = items.into_iter().next().unwrap().unwrap();
        assert_eq!(item.from, "c.warc#https://example.org/ferry.html");
        assert_eq!(item.article.canonical.as_deref(), Some("https://example.org/ferry.html"));
        assert_eq!(item.article.capture.as_ref().and_then(|c| c.at.as_deref()), Some("2024-07-01T10:00:00Z"));
        assert_eq!(item.archived.unwrap().pictures["https://example.org/p/b.gif"].to_vec(), b"BOAT");
        let note = &item.diagnostics.last().unwrap().text;
        assert!(note.contains("1 file of another kind, 1 response with status 404, 1 revisit, 1 warcinfo"), "{note}");
    }

    #[test]
    fn the_pages_before_a_damaged_record_come_in() {
        let page = format!("<article><h1>The ferry</h1><p>{WORDS}</p><p>{WORDS}</p></article>");
        let items =
            import(&[response("https://example.org/ferry.html", 200, "text/html", &page), "WARC/1.1\r\nWARC-Type: resp".to_owned()]);
        assert!(items[0].is_ok() && items[1].as_ref().unwrap_err().text.contains("record 2 is damaged"));
    }
}
