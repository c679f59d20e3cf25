//! The collection as data, for download: JSON Lines, CSV and JSON Feed, and the page that offers them.
//!
//! Hosts refuse large files, so each kind is split into files of a few megabytes. The contents of each file are known before any
//! row is made: if no article of a file has changed, its rows are not made again.

use super::build_cache::digest;
use super::collection::Collection;
use super::feed;
use super::head::SiteContext;
use super::output::Output;
use super::pages::BuildContext;
use crate::article::Article;
use crate::cli::command_error::CommandError;
use crate::cli::export::{self, ArticleRow, HEADS};
use crate::components::pages::{DataOffer, Download, DownloadKind};
use std::collections::BTreeMap;
use std::mem;
use std::ops::Range;

/// The folder of the page and the files in the site.
pub const FOLDER: &str = "data/";

/// Texts of more bytes than this are not offered unless the site asks for it: a site would hold them four times over.
pub const LARGE: u64 = 100 << 20;

/// The bytes of articles, as stored in packs, that go into one file: hosts accept files of 25 MB.
const PART: u64 = 16 << 20;

/// The kinds, in the order of the page.
const KINDS: [DownloadKind; 3] = [DownloadKind::Lines, DownloadKind::Table, DownloadKind::Feed];

/// The rows of some articles, in all kinds.
pub struct Rows {
    lines: Vec<u8>,
    table: Vec<u8>,
    items: Vec<Vec<u8>>,
}

impl Rows {
    /// The rows of articles, in order. A feed needs absolute addresses.
    ///
    /// # Errors
    /// When one cannot be written.
    pub fn of(common: &SiteContext, articles: &[Article]) -> Result<Rows, CommandError> {
        let mut rows = Rows { lines: Vec::new(), table: Vec::new(), items: Vec::new() };
        for article in articles {
            let row = ArticleRow::of(article);
            rows.lines.extend(row.line()?);
            rows.table.extend(row.record()?);
            rows.items.extend(feed::entry(common, article)?);
        }
        Ok(rows)
    }
}

/// Several article packs, which make one file of each kind.
struct PackGroup {
    packs: Range<usize>,
    /// The digest of the files' inputs.
    of: String,
    /// True if the files exist and are current.
    made: bool,
}

/// The data files while they are written.
pub struct Data<'a> {
    common: &'a SiteContext<'a>,
    output: &'a Output,
    parts: Vec<PackGroup>,
    /// The number of packs taken.
    taken: usize,
    lines: Vec<u8>,
    table: Vec<u8>,
    items: Vec<Vec<u8>>,
}

impl<'a> Data<'a> {
    /// Starts the data files for packs of these article counts.
    ///
    /// # Errors
    /// When the list of the site's files cannot be written.
    pub fn new(shown: &'a BuildContext, counts: &[usize], output: &'a Output) -> Result<Data<'a>, CommandError> {
        let common = shown.common;
        let mut parts = Vec::new();
        let (mut first, texts) = (0, &shown.collection.texts);
        let shares = shares(counts, &texts.iter().map(|text| text.size).collect::<Vec<_>>());
        let last = shares.len().saturating_sub(1);
        for (number, packs) in shares.into_iter().enumerate() {
            let next = first + counts[packs.clone()].iter().sum::<usize>();
            let hashes = texts[first..next].iter().map(|text| text.hash.as_bytes());
            let place = [u8::from(number == last)];
            let of = digest([b"data".as_slice(), shown.digest.as_bytes(), &place].into_iter().chain(hashes));
            let mut made = true;
            for kind in kinds(common) {
                made &= output.is_made(&name(kind, number), &of)?;
            }
            parts.push(PackGroup { packs, of, made });
            first = next;
        }
        Ok(Data { common, output, parts, taken: 0, lines: Vec::new(), table: Vec::new(), items: Vec::new() })
    }

    /// Whether the rows of a pack are needed.
    pub fn wants(&self, pack: usize) -> bool {
        self.parts.iter().any(|part| !part.made && part.packs.contains(&pack))
    }

    /// Takes the rows of the next pack, if they are needed.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn add(&mut self, rows: Option<Rows>) -> Result<(), CommandError> {
        self.taken += 1;
        let Some(number) = self.parts.iter().position(|part| part.packs.contains(&(self.taken - 1))) else { return Ok(()) };
        if let Some(rows) = rows {
            self.lines.extend(rows.lines);
            self.table.extend(rows.table);
            self.items.extend(rows.items);
        }
        let part = &self.parts[number];
        if part.packs.end == self.taken && !part.made { self.write(number) } else { Ok(()) }
    }

    /// Writes the files of a complete part.
    fn write(&mut self, number: usize) -> Result<(), CommandError> {
        for kind in kinds(self.common) {
            let bytes = match kind {
                DownloadKind::Lines => mem::take(&mut self.lines),
                DownloadKind::Table => [export::heads()?, mem::take(&mut self.table)].concat(),
                DownloadKind::Feed => {
                    let [here, next] = [0, 1].map(|after| self.absolute(&name(kind, number + after)));
                    feed::part(self.common, &here, (number + 1 < self.parts.len()).then_some(&next), &mem::take(&mut self.items))?
                }
            };
            let path = name(kind, number);
            self.output.write(&path, &bytes)?;
            self.output.note(&path, &self.parts[number].of);
        }
        Ok(())
    }

    /// The offer that the page shows, once all packs are taken.
    pub fn offer(&self, collection: &Collection) -> DataOffer {
        let sizes = self.output.sizes();
        let file = |kind: DownloadKind, number: usize| {
            let path = name(kind, number);
            let size = sizes.get(&path).copied().unwrap_or(0) as usize;
            Download { path, kind, size }
        };
        let files = kinds(self.common).flat_map(|kind| (0..self.parts.len()).map(move |number| (kind, number)));
        let mut licences: BTreeMap<String, u32> = BTreeMap::new();
        for text in &collection.texts {
            *licences.entry(text.licence.clone().unwrap_or_default()).or_default() += 1;
        }
        DataOffer {
            articles: collection.texts.len() as u32,
            files: files.map(|(kind, number)| file(kind, number)).collect(),
            fields: HEADS.to_vec(),
            licences: licences.into_iter().collect(),
            licence: self.common.site.licence.clone(),
        }
    }

    fn absolute(&self, path: &str) -> String {
        self.common.absolute_file(path).unwrap_or_default()
    }
}

/// The kinds that a site offers: a feed needs absolute addresses.
fn kinds(common: &SiteContext) -> impl Iterator<Item = DownloadKind> {
    let feed = common.origin.is_some();
    KINDS.into_iter().filter(move |kind| feed || *kind != DownloadKind::Feed)
}

/// The name of a file, numbered from 0.
fn name(kind: DownloadKind, number: usize) -> String {
    let (stem, extension) = match kind {
        DownloadKind::Lines => ("articles", "jsonl"),
        DownloadKind::Table => ("articles", "csv"),
        DownloadKind::Feed => ("feed", "json"),
    };
    let number = if number == 0 { String::new() } else { format!("-{}", number + 1) };
    format!("{FOLDER}{stem}{number}.{extension}")
}

/// Groups packs into files, by the number of articles in each pack and the sizes of the articles.
fn shares(counts: &[usize], sizes: &[u64]) -> Vec<Range<usize>> {
    let (mut shares, mut begin, mut size, mut article) = (Vec::new(), 0, 0, 0);
    for (pack, count) in counts.iter().enumerate() {
        if size >= PART {
            shares.push(begin..pack);
            (begin, size) = (pack, 0);
        }
        size += sizes[article..article + count].iter().sum::<u64>();
        article += count;
    }
    if begin < counts.len() {
        shares.push(begin..counts.len());
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pack_has_its_file_and_no_file_is_much_too_large() {
        assert!(shares(&[], &[]).is_empty());
        assert_eq!(shares(&[2], &[1, 1]).first(), Some(&(0..1)));
        let sizes = vec![1 << 20; 100];
        assert_eq!(shares(&[10; 10], &sizes), Vec::from([0..2, 2..4, 4..6, 6..8, 8..10]));
        assert_eq!(shares(&[1, 1, 1], &[PART, PART - 1, 1]), Vec::from([0..1, 1..3]));
    }
}
