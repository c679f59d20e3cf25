//! The collection as data, for download: JSON Lines, CSV and JSON Feed, and the page that offers them.
//!
//! Hosts refuse large files, so each kind is parted into files of some megabytes.

use super::feed;
use super::head::Common;
use super::output::Output;
use crate::article::Article;
use crate::publish::export::{self, HEADS, Row};
use crate::publish::failure::Failure;
use crate::view::data::{Download, Kind, Offer};
use std::collections::BTreeMap;

/// Where the page and the files stand in the site.
pub const FOLDER: &str = "data/";

/// Texts of more bytes than this are not offered, unless the site says so: a site would hold them four times over.
pub const LARGE: u64 = 100 << 20;

/// So many bytes a file has, about: hosts take files of 25 MB.
const PART: usize = 16 << 20;

/// The rows of some articles, in all kinds.
pub struct Rows {
    lines: Vec<u8>,
    table: Vec<u8>,
    items: Option<Vec<Vec<u8>>>,
    licences: Vec<String>,
}

impl Rows {
    /// The rows of articles, in their order. A feed needs absolute addresses.
    ///
    /// # Errors
    /// When one cannot be written.
    pub fn of(common: &Common, articles: &[Article]) -> Result<Rows, Failure> {
        let mut rows =
            Rows { lines: Vec::new(), table: Vec::new(), items: common.origin.as_ref().map(|_| Vec::new()), licences: Vec::new() };
        for article in articles {
            let row = Row::of(article);
            rows.lines.extend(row.line()?);
            rows.table.extend(row.record()?);
            rows.licences.push(article.licence.clone().unwrap_or_default());
            if let Some(items) = &mut rows.items {
                items.extend(feed::entry(common, article)?);
            }
        }
        Ok(rows)
    }
}

/// The files while they are written.
pub struct Data<'a> {
    common: &'a Common<'a>,
    output: &'a Output,
    lines: Parts,
    table: Parts,
    feed: Parts,
    items: Vec<Vec<u8>>,
    articles: u32,
    licences: BTreeMap<String, u32>,
    files: Vec<Download>,
}

/// The parts of one kind: what is in the one that grows, how large that is, and how many are written.
struct Parts {
    kind: Kind,
    grows: Vec<u8>,
    size: usize,
    written: usize,
}

impl Parts {
    fn new(kind: Kind) -> Parts {
        Parts { kind, grows: Vec::new(), size: 0, written: 0 }
    }

    fn add(&mut self, bytes: &[u8]) {
        self.grows.extend_from_slice(bytes);
        self.size += bytes.len();
    }

    /// Whether the part that grows is to be written: it is full, or it is the last.
    fn is_due(&self, end: bool) -> bool {
        self.size >= PART || (end && self.size > 0)
    }

    /// The name of a part, counted from 0.
    fn name(&self, number: usize) -> String {
        let (stem, extension) = match self.kind {
            Kind::Lines => ("articles", "jsonl"),
            Kind::Table => ("articles", "csv"),
            Kind::Feed => ("feed", "json"),
        };
        let number = if number == 0 { String::new() } else { format!("-{}", number + 1) };
        format!("{FOLDER}{stem}{number}.{extension}")
    }
}

impl<'a> Data<'a> {
    /// Begins to write.
    pub fn new(common: &'a Common<'a>, output: &'a Output) -> Data<'a> {
        let [lines, table, feed] = [Kind::Lines, Kind::Table, Kind::Feed].map(Parts::new);
        Data { common, output, lines, table, feed, items: Vec::new(), articles: 0, licences: BTreeMap::new(), files: Vec::new() }
    }

    /// Takes rows, in order.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn add(&mut self, rows: Rows) -> Result<(), Failure> {
        // Only now is it certain that a full part is not the last one.
        self.part(false)?;
        self.articles += rows.licences.len() as u32;
        rows.licences.into_iter().for_each(|licence| *self.licences.entry(licence).or_default() += 1);
        if self.table.size == 0 {
            self.table.add(&export::heads()?);
        }
        self.lines.add(&rows.lines);
        self.table.add(&rows.table);
        for item in rows.items.unwrap_or_default() {
            self.feed.size += item.len();
            self.items.push(item);
        }
        Ok(())
    }

    /// Writes what is left; gives what the page offers.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn finish(mut self) -> Result<Offer, Failure> {
        self.part(true)?;
        self.files.sort_by_key(|file| file.kind as u8);
        let licence = self.common.site.licence.clone();
        let licences = self.licences.into_iter().collect();
        Ok(Offer { articles: self.articles, files: self.files, fields: HEADS.to_vec(), licences, licence })
    }

    /// Writes the parts that are full, at the `end` all.
    fn part(&mut self, end: bool) -> Result<(), Failure> {
        for parts in [&mut self.lines, &mut self.table].into_iter().filter(|parts| parts.is_due(end)) {
            let bytes = std::mem::take(&mut parts.grows);
            put(self.output, &mut self.files, parts, &bytes)?;
        }
        if self.feed.is_due(end) {
            let items = std::mem::take(&mut self.items);
            let [here, next] = [0, 1].map(|after| self.absolute(&self.feed.name(self.feed.written + after)));
            let bytes = feed::part(self.common, &here, (!end).then_some(&next), &items)?;
            put(self.output, &mut self.files, &mut self.feed, &bytes)?;
        }
        Ok(())
    }

    fn absolute(&self, path: &str) -> String {
        self.common.absolute_file(path).unwrap_or_default()
    }
}

fn put(output: &Output, files: &mut Vec<Download>, parts: &mut Parts, bytes: &[u8]) -> Result<(), Failure> {
    let path = parts.name(parts.written);
    parts.written += 1;
    parts.size = 0;
    output.write(&path, bytes)?;
    files.push(Download { path, kind: parts.kind, size: bytes.len() });
    Ok(())
}
