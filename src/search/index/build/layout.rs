//! Distributes terms, postings and positions over files.

use super::collect::{Collector, SurfaceForm, Term};
use crate::search::analysis::Variants;
use crate::search::index::codec::{ByteReader, ByteWriter, WordList, common_prefix};
use crate::search::index::file::{FileKind, Hash};
use crate::search::index::index_header::{BlockRange, IndexHeader};
use crate::search::index::term_block::{self, FormTarget, PositionsRange, Posting, ResultCard, TermBlockDraft, write_rest};
use crate::search::index::weights::{Field, WEIGHTS};
use crate::search::index::{positions, spelling};
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet};

/// Compresses and names files.
pub trait SegmentSink {
    /// Takes contents with their kinds and numbers; returns the hash of each for its name. Files passed together may be
    /// compressed together.
    fn press(&mut self, files: Vec<(FileKind, usize, Vec<u8>)>) -> Vec<Hash>;
}

/// Files outside the index that the index header names.
#[derive(Debug, Clone, Default)]
pub struct Others {
    /// Facet keys, and the paths of their columns.
    pub columns: Vec<(String, String)>,
    /// The path of the publication days.
    pub days: String,
}

/// A term dictionary block has about as many bytes, uncompressed, as the square root of this times the size of all blocks: a
/// corpus ten times as large then takes three times as many files, and a query at most three times as many bytes of them.
const TERMS: f64 = 98.0;
/// The minimum size of a block, in bytes.
const LEAST: f64 = 24_000.0;
/// The number of term dictionary blocks that share a positions file.
const SHARE: usize = 7;
/// The number of positions files that are in memory together, with their blocks.
const BATCH: usize = 32;
/// An index whose terms take at most this many bytes is one block.
const SMALL: usize = 120_000;
/// Positions of at most this many bytes are inlined in a small index.
const SMALL_PLACES: usize = 40_000;
/// The number of each term's best articles whose card is in its block.
const CARDS: usize = 4;
/// The approximate size of a card, in bytes.
const CARD: usize = 110;
/// A posting list longer than this keeps only its best postings in the block: as many as a tenth of all articles, and at least
/// half of this.
const LONG: u32 = 16_384;
/// A main language is that of at least one article in this number.
const MAIN: u32 = 20;
/// The number of words in a file of the spelling corrector.
const SPELLING: usize = 1_500;
/// The maximum length of a prefix that the index header completes if it spans many files.
const PREFIX: usize = 3;
/// The number of completions of a prefix.
const COMPLETIONS: usize = 3;
/// Words with a common prefix of at least this many bytes stay in one block if possible: surface forms sort near their stem.
pub const KIN: usize = 4;

/// Lays out an index. `card` returns the card of an article. The result is the content of the index header; all other files go
/// to `press`.
pub fn lay_out(
    mut collector: Collector,
    variants: &Variants,
    files: Others,
    card: &dyn Fn(u32) -> ResultCard,
    press: &mut dyn SegmentSink,
) -> Vec<u8> {
    collector.close();
    let averages = averages(&collector.lengths);
    let mut layout = Layout { collector, averages, card, strings: Vec::new(), homes: Vec::new(), cuts: Vec::new() };
    layout.gather();
    layout.cut();
    let mut root = IndexHeader {
        count: layout.collector.lengths.len() as u32,
        languages: layout.languages().into_iter().map(|(language, _)| language).collect(),
        main: layout.languages().into_iter().filter(|(_, articles)| articles * MAIN >= layout.collector.lengths.len() as u32).count()
            as u32,
        variants: layout.restricted(variants),
        functions: layout.functions(),
        columns: files.columns,
        days: files.days,
        ..IndexHeader::default()
    };
    if layout.cuts.len() > 1 {
        layout.several(&mut root, press);
    } else if !layout.strings.is_empty() {
        layout.single(&mut root, press);
    }
    root.write()
}

fn averages(lengths: &[[u32; 6]]) -> [f32; 6] {
    std::array::from_fn(|field| {
        let (sum, count) = lengths.iter().map(|l| l[field]).filter(|l| *l > 0).fold((0_u64, 0_u32), |(s, c), l| (s + u64::from(l), c + 1));
        if count == 0 { 1.0 } else { (sum as f64 / f64::from(count)) as f32 }
    })
}

/// A string of the term dictionary: a surface form, a stem, or both.
struct IndexString {
    word: String,
    form: Option<u32>,
    group: Option<u32>,
}

/// A posting-list tail: the draft and the term that it belongs to, and its content.
type PostingTail = (usize, usize, Vec<u8>);

struct Layout<'c> {
    collector: Collector,
    averages: [f32; 6],
    card: &'c dyn Fn(u32) -> ResultCard,
    /// Surface forms and stems, ascending.
    strings: Vec<IndexString>,
    /// The block of each term.
    homes: Vec<u32>,
    /// The index of each block's first string.
    cuts: Vec<usize>,
}

impl Layout<'_> {
    fn gather(&mut self) {
        let forms = self.collector.forms.iter().zip(0..).map(|(form, at)| (form.form.as_str(), Some(at), None));
        let keys = self.collector.groups.iter().zip(0..).map(|(group, at)| (group.key.as_str(), None, Some(at)));
        let mut all: Vec<(&str, Option<u32>, Option<u32>)> = forms.chain(keys).collect();
        all.sort_unstable();
        for (word, form, group) in all {
            match self.strings.last_mut().filter(|last| last.word == word) {
                Some(last) => {
                    last.form = last.form.or(form);
                    last.group = last.group.or(group);
                }
                None => self.strings.push(IndexString { word: word.to_owned(), form, group }),
            }
        }
    }

    /// Cuts the strings into blocks of similar size, where the fewest surface forms are separated from their stem.
    fn cut(&mut self) {
        let sizes: Vec<usize> = self.strings.iter().map(|entry| self.size(entry)).collect();
        let total: usize = sizes.iter().sum();
        let limit = if total <= SMALL { usize::MAX } else { (total as f64 * TERMS).sqrt().max(LEAST) as usize };
        self.cuts = cuts(&sizes, &self.parted(), limit);
        self.homes = vec![0; self.collector.groups.len()];
        for file in 0..self.cuts.len() {
            for group in self.groups(file) {
                self.homes[group as usize] = file as u32;
            }
        }
    }

    /// For each string, the number of articles with a surface form that a cut before the string would separate from a preceding
    /// stem.
    fn parted(&self) -> Vec<u64> {
        let mut keys = vec![0; self.collector.groups.len()];
        self.strings.iter().enumerate().for_each(|(at, entry)| entry.group.into_iter().for_each(|group| keys[group as usize] = at));
        let mut changes = vec![0_i64; self.strings.len() + 1];
        for (at, entry) in self.strings.iter().enumerate() {
            let groups = entry.form.map(|form| self.collector.forms[form as usize].groups.as_slice()).unwrap_or_default();
            // Only if the form shares a prefix with its stem: irregular forms are far from it in any case.
            let near =
                |group: &&u32| keys[**group as usize] < at && common_prefix(&self.strings[keys[**group as usize]].word, &entry.word) >= KIN;
            for group in groups.iter().filter(near) {
                let held = i64::from(self.collector.groups[*group as usize].df);
                changes[keys[*group as usize] + 1] += held;
                changes[at + 1] -= held;
            }
        }
        changes
            .iter()
            .scan(0, |sum, change| {
                *sum += change;
                Some(*sum as u64)
            })
            .take(self.strings.len())
            .collect()
    }

    fn size(&self, entry: &IndexString) -> usize {
        let group = entry.group.map_or(0, |group| {
            let group = &self.collector.groups[group as usize];
            let listed = group.df.min(self.kept(group.df)) as usize;
            8 + listed * 2 + listed.min(CARDS) * CARD
        });
        6 + group
    }

    /// Returns the number of postings that stay in the block.
    fn kept(&self, df: u32) -> u32 {
        if df <= LONG { df } else { (self.collector.lengths.len() as u32 / 10).max(LONG / 2) }
    }

    fn entries(&self, file: usize) -> std::ops::Range<usize> {
        self.cuts[file]..self.cuts.get(file + 1).copied().unwrap_or(self.strings.len())
    }

    fn groups(&self, file: usize) -> Vec<u32> {
        self.entries(file).filter_map(|at| self.strings[at].group).collect()
    }

    /// Returns the shortest prefix of a block's first word that separates it from the block before.
    #[expect(clippy::string_slice, reason = "cut at the place of a character")]
    fn border(&self, file: usize) -> &str {
        let first = self.cuts[file];
        let word = self.strings[first].word.as_str();
        let before = first.checked_sub(1).map_or("", |before| self.strings[before].word.as_str());
        let shared = common_prefix(before, word);
        let end = word[shared..].chars().next().map_or(word.len(), |c| shared + c.len_utf8());
        &word[..end]
    }

    /// Encodes the positions of some blocks as one file.
    fn places(&self, files: &[usize]) -> Vec<u8> {
        let groups = files.iter().flat_map(|file| self.groups(*file));
        let groups: Vec<&[u8]> = groups.map(|group| self.collector.groups[group as usize].places.as_slice()).collect();
        positions::write(&groups)
    }

    /// Inlines the only block in the index header.
    fn single(&self, root: &mut IndexHeader, press: &mut dyn SegmentSink) {
        let places = self.places(&[0]);
        let mut draft = self.draft(0, &mut Vec::new());
        if places.len() <= SMALL_PLACES {
            root.inline[1] = Some(places);
        } else {
            draft.places.name = press.press(vec![(FileKind::Places, 0, places)]).first().copied().unwrap_or_default();
        }
        root.inline[0] = Some(draft.write());
        root.terms = range([self.strings[0].word.as_str()], vec![Hash::default()]);
    }

    /// Writes many blocks in batches: a written batch is freed, so that not all are in memory together.
    fn several(&mut self, root: &mut IndexHeader, press: &mut dyn SegmentSink) {
        let files: Vec<usize> = (0..self.cuts.len()).collect();
        let (mut hashes, mut longs) = (Vec::with_capacity(files.len()), 0);
        for batch in files.chunks(BATCH * SHARE) {
            let (mut drafts, rests) = self.drafts(batch, press);
            longs = name_rests(rests, &mut drafts, longs, press);
            hashes.extend(press.press(batch.iter().zip(drafts).map(|(file, draft)| (FileKind::Terms, *file, draft.write())).collect()));
            let pressed: Vec<u32> = batch.iter().flat_map(|file| self.groups(*file)).collect();
            for group in pressed {
                let group = &mut self.collector.groups[group as usize];
                (group.places, group.counts) = (Vec::new(), Vec::new());
            }
        }
        root.terms = range(files.iter().map(|file| self.border(*file)), hashes);
        self.spelling(root, press);
        self.complete(root);
    }

    /// Drafts some blocks, whose positions go to the sink; returns the drafts and their posting-list tails.
    fn drafts(&self, batch: &[usize], press: &mut dyn SegmentSink) -> (Vec<TermBlockDraft>, Vec<PostingTail>) {
        let shares = batch.chunks(SHARE).map(|share| (FileKind::Places, share[0] / SHARE, self.places(share)));
        let names = press.press(shares.collect());
        let (mut drafts, mut rests) = (Vec::with_capacity(batch.len()), Vec::new());
        for (at, file) in batch.iter().enumerate() {
            let mut long = Vec::new();
            let mut draft = self.draft(*file, &mut long);
            let share = at / SHARE;
            let before = batch[share * SHARE..at].iter().map(|other| self.groups(*other).len()).sum::<usize>();
            let name = names.get(share).copied().unwrap_or_default();
            draft.places = PositionsRange { number: (file / SHARE) as u32, name, before: before as u32 };
            rests.extend(long.into_iter().map(|(group, content)| (at, group, content)));
            drafts.push(draft);
        }
        (drafts, rests)
    }

    /// Drafts a block. Posting-list tails go to `rests`, with the indexes of their terms in the block.
    fn draft(&self, file: usize, rests: &mut Vec<(usize, Vec<u8>)>) -> TermBlockDraft {
        let mut draft = TermBlockDraft::default();
        let mut ordinals = BTreeSet::new();
        let numbers: Vec<u32> = self.groups(file);
        for at in self.entries(file) {
            let entry = &self.strings[at];
            let mut belongs: Vec<u32> = entry.form.map(|form| self.collector.forms[form as usize].groups.clone()).unwrap_or_default();
            if let Some(group) = entry.group {
                draft.groups.push(self.group(group, draft.words.len() as u32, draft.groups.len(), rests, &mut ordinals));
                if !belongs.contains(&group) {
                    belongs.push(group);
                }
            }
            let belongs = belongs.into_iter().map(|group| self.belongs(group, file, &numbers)).collect();
            draft.words.push((entry.word.clone(), entry.form.is_some(), belongs));
        }
        draft.cards = ordinals.into_iter().map(|ordinal| (ordinal, (self.card)(ordinal))).collect();
        draft
    }

    fn belongs(&self, group: u32, file: usize, here: &[u32]) -> FormTarget {
        match here.iter().position(|own| *own == group) {
            Some(at) => FormTarget::Here(at as u32),
            None => {
                debug_assert_ne!(self.homes[group as usize] as usize, file, "a group of this file is among its groups");
                FormTarget::There(self.homes[group as usize], self.collector.groups[group as usize].key.clone())
            }
        }
    }

    fn group(
        &self,
        number: u32,
        key: u32,
        at: usize,
        rests: &mut Vec<(usize, Vec<u8>)>,
        ordinals: &mut BTreeSet<u32>,
    ) -> term_block::TermRecord {
        let group = &self.collector.groups[number as usize];
        let postings = self.postings(group);
        let mut best: Vec<Posting> = postings.clone();
        best.sort_by(|a, b| WEIGHTS.alone(b).total_cmp(&WEIGHTS.alone(a)).then(a.ordinal.cmp(&b.ordinal)));
        ordinals.extend(best.iter().take(CARDS).map(|posting| posting.ordinal));
        let kept = self.kept(group.df) as usize;
        let mut here = postings;
        let long = kept < best.len();
        if long {
            let (mut first, mut rest) = (best[..kept].to_vec(), best[kept..].to_vec());
            first.sort_by_key(|posting| posting.ordinal);
            rest.sort_by_key(|posting| posting.ordinal);
            rests.push((at, write_rest(&rest)));
            here = first;
        }
        term_block::TermRecord {
            key,
            df: group.df,
            weight: WEIGHTS.word(self.collector.lengths.len() as u32, group.df, group.cf),
            function: group.is_function(),
            rest: None,
            postings: here,
        }
    }

    fn postings(&self, group: &Term) -> Vec<Posting> {
        let mut reader = ByteReader::new(&group.counts);
        let mut ordinal = 0;
        let mut postings = Vec::with_capacity(group.df as usize);
        while let (Ok(gap), Ok(packed)) = (reader.number(), reader.number()) {
            ordinal += gap;
            let mut counts = [packed >> 1, 0, 0, 0, 0, 0];
            if packed & 1 == 1 {
                counts[1..].iter_mut().for_each(|count| *count = reader.number().unwrap_or(0));
            }
            let lengths = self.collector.lengths.get(ordinal as usize).copied().unwrap_or_default();
            let impact = WEIGHTS.impact(&counts, &lengths, &self.averages);
            postings.push(Posting { ordinal, impact, title: counts[Field::Title as usize] > 0 });
        }
        postings
    }

    /// Writes the words of the spelling corrector, in both orders.
    fn spelling(&self, root: &mut IndexHeader, press: &mut dyn SegmentSink) {
        // A word that only one article holds is as likely a typo itself; in a small corpus every word counts.
        let least = if self.collector.lengths.len() < 3_000 { 1 } else { 2 };
        let spells = |form: &&SurfaceForm| form.word && form.df >= least && spelling::spells(&form.form);
        let mut words: Vec<(String, u32)> = self.collector.forms.iter().filter(spells).map(|form| (form.form.clone(), form.df)).collect();
        let mut number = 0;
        for range in [&mut root.forward, &mut root.backward] {
            words.sort_unstable();
            let firsts: Vec<&str> = words.chunks(SPELLING).map(|chunk| chunk[0].0.as_str()).collect();
            let files =
                words.chunks(SPELLING).map(spelling::write).zip(number..).map(|(content, at)| (FileKind::Spelling, at, content)).collect();
            let hashes = press.press(files);
            number += hashes.len();
            *range = self::range(firsts, hashes);
            words.iter_mut().for_each(|(word, _)| *word = spelling::reversed(word));
        }
    }

    /// Lists prefixes that span more than two blocks, with their most frequent words.
    #[expect(clippy::string_slice, reason = "cut at the place of a character")]
    fn complete(&self, root: &mut IndexHeader) {
        let words: Vec<&SurfaceForm> = self
            .strings
            .iter()
            .filter_map(|entry| entry.form)
            .map(|form| &self.collector.forms[form as usize])
            .filter(|form| form.word)
            .collect();
        let mut found: Vec<(String, Vec<String>)> = Vec::new();
        for length in 1..=PREFIX {
            let prefix = |form: &SurfaceForm| form.form.char_indices().nth(length).map(|(at, _)| form.form[..at].to_owned());
            for alike in words.chunk_by(|a, b| prefix(a).is_some() && prefix(a) == prefix(b)) {
                let Some(prefix) = prefix(alike[0]).filter(|p| root.terms.beginning(p).len() > 2) else { continue };
                let mut best: Vec<&&SurfaceForm> = alike.iter().collect();
                best.sort_by_key(|form| (Reverse(form.df), form.form.as_str()));
                found.push((prefix, best.into_iter().take(COMPLETIONS).map(|form| form.form.clone()).collect()));
            }
        }
        found.sort_unstable();
        root.prefixes = listed(found.iter().map(|(prefix, _)| prefix.as_str()));
        root.completions = found.into_iter().map(|(_, words)| words).collect();
    }

    /// Returns the languages with their numbers of articles, the most used first.
    fn languages(&self) -> Vec<(String, u32)> {
        let mut languages = self.collector.languages.clone();
        languages.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        languages
    }

    /// Returns the surface forms all of whose terms are stop words.
    fn functions(&self) -> WordList {
        let groups = &self.collector.groups;
        let is_function = |form: &&SurfaceForm| form.word && form.groups.iter().all(|group| groups[*group as usize].is_function());
        let mut functions: Vec<&str> = self.collector.forms.iter().filter(is_function).map(|form| form.form.as_str()).collect();
        functions.sort_unstable();
        listed(functions)
    }

    /// Returns the variants whose target occurs in these articles.
    fn restricted(&self, variants: &Variants) -> Variants {
        let there: HashSet<char> = self.collector.forms.iter().filter(|form| !form.word).flat_map(|form| form.form.chars()).collect();
        Variants::new(variants.pairs().into_iter().filter(|(_, to)| there.contains(to)))
    }
}

/// Returns the first index of each block, for strings of the given sizes: each block has about `limit` bytes, and ends where
/// the cut separates least.
fn cuts(sizes: &[usize], parted: &[u64], limit: usize) -> Vec<usize> {
    let mut cuts = Vec::from_iter((!sizes.is_empty()).then_some(0));
    // The size of the current block, and its best end so far with that end's cost.
    let (mut size, mut best) = (0_usize, None);
    let mut at = 0;
    while at < sizes.len() {
        let bad = (parted[at], size.abs_diff(limit));
        if size >= limit / 4 * 3 && best.is_none_or(|(_, least)| bad < least) {
            best = Some((at, bad));
        }
        size += sizes[at];
        at += 1;
        if size >= limit.saturating_mul(3) / 2
            && let Some((place, _)) = best.take()
        {
            cuts.push(place);
            (size, at) = (0, place);
        }
    }
    cuts
}

/// Writes posting-list tails, numbered from `number` on, and enters their hashes in the drafts. Returns the next number.
fn name_rests(rests: Vec<PostingTail>, drafts: &mut [TermBlockDraft], number: usize, press: &mut dyn SegmentSink) -> usize {
    let (owners, contents): (Vec<_>, Vec<_>) = rests.into_iter().map(|(draft, group, content)| ((draft, group), content)).unzip();
    let next = number + contents.len();
    let files = (number..).zip(contents).map(|(number, content)| (FileKind::Long, number, content)).collect();
    for ((number, (draft, group)), hash) in (number..).zip(owners).zip(press.press(files)) {
        drafts[draft].groups[group].rest = Some((number as u32, hash));
    }
    next
}

fn range<'w>(firsts: impl IntoIterator<Item = &'w str>, hashes: Vec<Hash>) -> BlockRange {
    BlockRange { firsts: listed(firsts), hashes }
}

fn listed<'w>(words: impl IntoIterator<Item = &'w str>) -> WordList {
    let mut writer = ByteWriter::default();
    writer.words(words);
    ByteReader::new(&writer.bytes).words().unwrap_or_default()
}

/// Fields are stored and weighted in one order.
const _: () = assert!(Field::Body as usize == 0 && Field::Label as usize == 5);

#[cfg(test)]
mod tests {
    use super::cuts;

    #[test]
    fn a_file_ends_where_the_least_is_parted() {
        assert_eq!(cuts(&[], &[], 10), [0; 0]);
        assert_eq!(cuts(&[5, 5, 5], &[0, 0, 0], usize::MAX), [0]);
        assert_eq!(cuts(&[5; 6], &[0; 6], 10), [0, 2, 4], "of places as good as each other the one nearest to the size");
        assert_eq!(cuts(&[4; 6], &[0, 0, 7, 1, 0, 0], 10), [0, 3]);
        assert_eq!(cuts(&[50, 5, 5], &[0, 0, 0], 10), [0, 1], "a list that is too long has a file of its own");
    }
}
