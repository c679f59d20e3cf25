//! The collection as data, for download: JSON Lines, CSV and JSON Feed, and the page that offers them.
//!
//! Hosts refuse large files, so each kind is split into files of a few megabytes. The contents of each file are known before any
//! row is made: if no article of a file has changed, its rows are not made again.

use crate::article::Article;
use crate::cli::build::build_cache::digest;
use crate::cli::build::collection::Collection;
use crate::cli::build::discovery::feed;
use crate::cli::build::html::head::SiteContext;
use crate::cli::build::html::pages::BuildContext;
use crate::cli::build::output::Output;
use crate::cli::command_error::CommandError;
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::export::{self, ArticleRow};
use crate::components::pages::{DataOffer, Download, DownloadKind};
use crate::corpus::DataField;
use std::collections::BTreeMap;
use std::mem;
use std::ops::Range;

/// The folder of the page and the files in the site.
pub(crate) const FOLDER: &str = "data/";

/// Texts of more bytes than this are not offered unless the site asks for it: a site would hold them four times over.
const MAX_DEFAULT_BYTES: u64 = 100 << 20;

/// The bytes of articles, as stored in packs, that go into one file: hosts accept files of 25 MB.
const PART_BYTES: u64 = 16 << 20;

/// The kinds, in the order of the page.
const KINDS: [DownloadKind; 3] = [DownloadKind::Lines, DownloadKind::Table, DownloadKind::Feed];

/// Whether the collection is offered as data: as the site says, else if it has a licence and is not large.
pub(crate) fn is_offered(collection: &Collection, problems: &mut Vec<Diagnostic>) -> bool {
    let site = &collection.site;
    let has_licence = site.licence.as_deref().is_some_and(|licence| !licence.trim().is_empty());
    let size = collection.text_bytes();
    site.data.unwrap_or_else(|| {
        if has_licence && size > MAX_DEFAULT_BYTES {
            let megabytes = size >> 20;
            let text = format!(
                "the collection ({megabytes} MB of articles) is not offered for download, as it would quadruple the size of the site; \
                 set `\"data\": true` to offer it"
            );
            problems.push(Diagnostic::new(Severity::Note, "site.json", text));
        }
        has_licence && size <= MAX_DEFAULT_BYTES
    })
}

/// The rows of some articles, in all kinds.
pub(crate) struct Rows {
    lines: Vec<u8>,
    table: Vec<u8>,
    items: Vec<Vec<u8>>,
}

impl Rows {
    /// The rows of articles, in order. A feed needs absolute addresses.
    ///
    /// # Errors
    /// When one cannot be written.
    pub(crate) fn from_articles(site_context: &SiteContext, articles: &[Article]) -> Result<Rows, CommandError> {
        let mut rows = Rows { lines: Vec::new(), table: Vec::new(), items: Vec::new() };
        for article in articles {
            let row = ArticleRow::from_article(article);
            rows.lines.extend(row.to_json_line()?);
            rows.table.extend(row.to_csv_record()?);
            rows.items.extend(feed::json_item(site_context, article)?);
        }
        Ok(rows)
    }
}

/// Several article packs, which make one file of each kind.
struct PackGroup {
    packs: Range<usize>,
    /// The digest of the files' inputs.
    input_digest: String,
    /// True if the files exist and are current.
    is_current: bool,
}

/// The data files while they are written.
pub(crate) struct Data<'a> {
    site_context: &'a SiteContext<'a>,
    output: &'a Output,
    groups: Vec<PackGroup>,
    /// The number of packs taken.
    packs_taken: usize,
    lines: Vec<u8>,
    table: Vec<u8>,
    items: Vec<Vec<u8>>,
}

impl<'a> Data<'a> {
    /// Starts the data files for packs of these article counts.
    ///
    /// # Errors
    /// When the list of the site's files cannot be written.
    pub(crate) fn new(build_context: &'a BuildContext, counts: &[usize], output: &'a Output) -> Result<Data<'a>, CommandError> {
        let site_context = build_context.site_context;
        let mut groups = Vec::new();
        let (mut first, texts) = (0, &build_context.collection.texts);
        let ranges = group_packs(counts, &texts.iter().map(|text| text.size).collect::<Vec<_>>());
        let last = ranges.len().saturating_sub(1);
        for (number, packs) in ranges.into_iter().enumerate() {
            let next = first + counts[packs.clone()].iter().sum::<usize>();
            let hashes = texts[first..next].iter().map(|text| text.hash.as_bytes());
            let place = [u8::from(number == last)];
            let input_digest = digest([b"data".as_slice(), build_context.digest.as_bytes(), &place].into_iter().chain(hashes));
            let mut is_current = true;
            for kind in offered_kinds(site_context) {
                is_current &= output.reuse(&path(kind, number), &input_digest)?;
            }
            groups.push(PackGroup { packs, input_digest, is_current });
            first = next;
        }
        Ok(Data { site_context, output, groups, packs_taken: 0, lines: Vec::new(), table: Vec::new(), items: Vec::new() })
    }

    /// Whether the rows of a pack are needed.
    pub(crate) fn needs_rows(&self, pack: usize) -> bool {
        self.groups.iter().any(|group| !group.is_current && group.packs.contains(&pack))
    }

    /// Takes the rows of the next pack, if they are needed.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub(crate) fn add_pack(&mut self, rows: Option<Rows>) -> Result<(), CommandError> {
        self.packs_taken += 1;
        let Some(number) = self.groups.iter().position(|group| group.packs.contains(&(self.packs_taken - 1))) else { return Ok(()) };
        if let Some(rows) = rows {
            self.lines.extend(rows.lines);
            self.table.extend(rows.table);
            self.items.extend(rows.items);
        }
        let group = &self.groups[number];
        if group.packs.end == self.packs_taken && !group.is_current { self.write_group(number) } else { Ok(()) }
    }

    /// Writes the files of a complete group.
    fn write_group(&mut self, number: usize) -> Result<(), CommandError> {
        for kind in offered_kinds(self.site_context) {
            let bytes = match kind {
                DownloadKind::Lines => mem::take(&mut self.lines),
                DownloadKind::Table => [export::csv_header()?, mem::take(&mut self.table)].concat(),
                DownloadKind::Feed => {
                    let [url, next] = [0, 1].map(|after| self.absolute_url(&path(kind, number + after)));
                    feed::json_part(
                        self.site_context,
                        &url,
                        (number + 1 < self.groups.len()).then_some(&next),
                        &mem::take(&mut self.items),
                    )?
                }
            };
            let path = path(kind, number);
            self.output.write(&path, &bytes)?;
            self.output.record_inputs(&path, &self.groups[number].input_digest);
        }
        Ok(())
    }

    /// The offer that the page shows, once all packs are taken.
    pub(crate) fn offer(&self, collection: &Collection) -> DataOffer {
        let sizes = self.output.file_sizes();
        let file = |kind: DownloadKind, number: usize| {
            let path = path(kind, number);
            let size = sizes.get(&path).copied().unwrap_or(0) as usize;
            Download { path, kind, size }
        };
        let files = offered_kinds(self.site_context).flat_map(|kind| (0..self.groups.len()).map(move |number| (kind, number)));
        let mut licences: BTreeMap<String, u32> = BTreeMap::new();
        for text in &collection.texts {
            *licences.entry(text.licence.clone().unwrap_or_default()).or_default() += 1;
        }
        DataOffer {
            articles: collection.texts.len() as u32,
            files: files.map(|(kind, number)| file(kind, number)).collect(),
            fields: DataField::ALL.to_vec(),
            licences: licences.into_iter().collect(),
            licence: self.site_context.site.licence.clone(),
        }
    }

    fn absolute_url(&self, path: &str) -> String {
        self.site_context.absolute_file_url(path).unwrap_or_default()
    }
}

/// The kinds that a site offers: a feed needs absolute addresses.
fn offered_kinds(site_context: &SiteContext) -> impl Iterator<Item = DownloadKind> {
    let feed = site_context.origin.is_some();
    KINDS.into_iter().filter(move |kind| feed || *kind != DownloadKind::Feed)
}

/// The name of a file, numbered from 0.
fn path(kind: DownloadKind, number: usize) -> String {
    let (stem, extension) = match kind {
        DownloadKind::Lines => ("articles", "jsonl"),
        DownloadKind::Table => ("articles", "csv"),
        DownloadKind::Feed => ("feed", "json"),
    };
    let number = if number == 0 { String::new() } else { format!("-{}", number + 1) };
    format!("{FOLDER}{stem}{number}.{extension}")
}

/// Groups packs into files, by the number of articles in each pack and the sizes of the articles.
fn group_packs(counts: &[usize], sizes: &[u64]) -> Vec<Range<usize>> {
    let (mut groups, mut begin, mut size, mut article) = (Vec::new(), 0, 0, 0);
    for (pack, count) in counts.iter().enumerate() {
        if size >= PART_BYTES {
            groups.push(begin..pack);
            (begin, size) = (pack, 0);
        }
        size += sizes[article..article + count].iter().sum::<u64>();
        article += count;
    }
    if begin < counts.len() {
        groups.push(begin..counts.len());
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packs_are_grouped_by_size() {
        assert!(group_packs(&[], &[]).is_empty());
        assert_eq!(group_packs(&[2], &[1, 1]).first(), Some(&(0..1)));
        let sizes = vec![1 << 20; 100];
        assert_eq!(group_packs(&[10; 10], &sizes), Vec::from([0..2, 2..4, 4..6, 6..8, 8..10]));
        assert_eq!(group_packs(&[1, 1, 1], &[PART_BYTES, PART_BYTES - 1, 1]), Vec::from([0..1, 1..3]));
    }
}
