//! Distributes terms, postings and positions over files.

use super::block_boundaries::{IndexString, STRING_BYTES, block_size_limit, block_starts, cards_per_word, separation_costs, term_size};
use super::collect::{Collector, SurfaceForm, Term};
use crate::search::analysis::Variants;
use crate::search::analysis::scripts::HANGUL_WORD_END;
use crate::search::index::codec::{ByteReader, ByteWriter, WordList, common_prefix_len};
use crate::search::index::file::{FileKind, Hash};
use crate::search::index::index_header::{BlockRange, IndexHeader};
use crate::search::index::positions::{PositionsLocation, PositionsRange};
use crate::search::index::postings::{Posting, write_tail};
use crate::search::index::result_card::ResultCard;
use crate::search::index::term_block::FormTarget;
use crate::search::index::term_block_draft::{TermBlockDraft, TermRecord};
use crate::search::index::weights::{Field, WEIGHTS};
use crate::search::index::{positions, spelling};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Compresses and names files.
pub trait SegmentSink {
    /// Takes contents with their kinds and numbers; returns the hash of each for its name. Files passed together may be
    /// compressed together.
    fn write_files(&mut self, files: Vec<(FileKind, usize, Vec<u8>)>) -> Vec<Hash>;
}

/// Files outside the index that the index header names.
#[derive(Debug, Clone, Default)]
pub struct ExternalFiles {
    /// Facet keys, and the paths of their columns.
    pub columns: Vec<(String, String)>,
    /// The path of the publication days.
    pub days: String,
}

/// The number of term dictionary blocks and positions files together that an index aims at: a positions file is shared by as many
/// blocks as that takes, at most by the number below.
const BLOCKS_AND_POSITIONS_FILES: usize = 570;
const MAX_BLOCKS_PER_POSITIONS_FILE: usize = 7;
/// The number of positions files that are in memory together, with their blocks.
const POSITIONS_FILES_PER_BATCH: usize = 32;
/// Positions of at most this many bytes are inlined in a small index.
const MAX_INLINE_POSITIONS_BYTES: usize = 40_000;
/// A posting list longer than this keeps only its best postings in the block: as many as a tenth of all articles, and at least
/// half of this.
const MAX_POSTINGS_WITHOUT_TAIL: u32 = 16_384;
/// A main language is that of at least one article in this number.
const MAIN_LANGUAGE_FRACTION: u32 = 20;
/// The number of words in a file of the spelling corrector.
const WORDS_PER_SPELLING_FILE: usize = 1_500;
/// The maximum length of a prefix that the index header completes if it spans many files.
const MAX_COMPLETED_PREFIX_CHARS: usize = 3;
/// The number of completions of a prefix.
const COMPLETIONS_PER_PREFIX: usize = 3;

/// Lays out an index. `card` returns the card of an article. The result is the content of the index header; all other files go
/// to `sink`.
pub fn write_index(
    mut collector: Collector,
    variants: &Variants,
    files: ExternalFiles,
    card: &(dyn Fn(u32) -> ResultCard + Sync),
    sink: &mut dyn SegmentSink,
) -> Vec<u8> {
    collector.link_attached_particles();
    collector.free_maps();
    let average_lengths = average_lengths(&collector.field_lengths);
    let has_main_language = has_main_language(&collector);
    let mut layout = Layout {
        cards_per_word: cards_per_word(&collector.terms),
        collector,
        average_lengths,
        has_main_language,
        card,
        strings: Vec::new(),
        place_of_term: Vec::new(),
        block_starts: Vec::new(),
        blocks_per_positions_file: MAX_BLOCKS_PER_POSITIONS_FILE,
    };
    layout.collect_strings();
    layout.cut_blocks();
    let mut header = IndexHeader {
        doc_count: layout.collector.field_lengths.len() as u32,
        languages: layout.languages().into_iter().map(|(language, _)| language).collect(),
        main_language_count: layout
            .languages()
            .into_iter()
            .filter(|(_, articles)| articles * MAIN_LANGUAGE_FRACTION >= layout.collector.field_lengths.len() as u32)
            .count() as u32,
        variants: layout.used_variants(variants),
        stop_words: layout.stop_words(),
        function_words: word_list(layout.collector.function_words.iter().map(String::as_str)),
        columns: files.columns,
        days: files.days,
        ..IndexHeader::default()
    };
    if layout.block_starts.len() > 1 {
        layout.write_blocks(&mut header, sink);
    } else if !layout.strings.is_empty() {
        layout.write_inline(&mut header, sink);
    }
    header.write()
}

fn has_main_language(collector: &Collector) -> bool {
    let doc_count = collector.field_lengths.len() as u64;
    collector.languages.iter().any(|(_, articles)| u64::from(*articles) * 10 >= doc_count * 9)
}

/// The average length of each field, in words, over the articles that have it.
pub(super) fn average_lengths(lengths: &[[u32; 6]]) -> [f32; 6] {
    std::array::from_fn(|field| {
        let (sum, count) = lengths.iter().map(|l| l[field]).filter(|l| *l > 0).fold((0_u64, 0_u32), |(s, c), l| (s + u64::from(l), c + 1));
        if count == 0 { 1.0 } else { (sum as f64 / f64::from(count)) as f32 }
    })
}

/// A posting-list tail: the draft and the term that it belongs to, and its content.
type PostingTail = (usize, usize, Vec<u8>);

struct Layout<'c> {
    collector: Collector,
    average_lengths: [f32; 6],
    /// Whether nine tenths of the articles are written in one language.
    has_main_language: bool,
    card: &'c (dyn Fn(u32) -> ResultCard + Sync),
    /// Surface forms and stems, ascending.
    strings: Vec<IndexString>,
    /// The block of each term, and its index in the block.
    place_of_term: Vec<(u32, u32)>,
    /// The index of each block's first string.
    block_starts: Vec<usize>,
    /// The number of blocks that share a positions file.
    blocks_per_positions_file: usize,
    /// The number of a word's best articles whose card is in its block.
    cards_per_word: usize,
}

impl Layout<'_> {
    fn collect_strings(&mut self) {
        let forms = self.collector.forms.iter().zip(0..).map(|(form, at)| (form.form.as_str(), Some(at), None));
        let stems = self.collector.terms.iter().zip(0..).map(|(term, at)| (term.stem.as_str(), None, Some(at)));
        let mut all: Vec<(&str, Option<u32>, Option<u32>)> = forms.chain(stems).collect();
        all.par_sort_unstable();
        for (word, form, term) in all {
            match self.strings.last_mut().filter(|last| last.text == word) {
                Some(last) => {
                    last.form = last.form.or(form);
                    last.term = last.term.or(term);
                }
                None => self.strings.push(IndexString { text: word.to_owned(), form, term }),
            }
        }
    }

    /// Cuts the strings into blocks.
    fn cut_blocks(&mut self) {
        let sizes: Vec<usize> = self.strings.iter().map(|entry| self.size(entry)).collect();
        self.block_starts = block_starts(&sizes, &separation_costs(&self.strings, &self.collector), block_size_limit(&sizes));
        self.place_of_term = vec![(0, 0); self.collector.terms.len()];
        for block in 0..self.block_starts.len() {
            for (at, term) in (0..).zip(self.terms_of_block(block)) {
                self.place_of_term[term as usize] = (block as u32, at);
            }
        }
        let files = BLOCKS_AND_POSITIONS_FILES.saturating_sub(self.block_starts.len()).max(1);
        let blocks = (0..self.block_starts.len()).filter(|block| !self.is_ngram_block(*block)).count();
        self.blocks_per_positions_file = blocks.div_ceil(files).clamp(1, MAX_BLOCKS_PER_POSITIONS_FILE);
    }

    /// The bytes that a string adds to a block, compressed.
    fn size(&self, entry: &IndexString) -> usize {
        entry.term.map_or(STRING_BYTES, |term| {
            let term = &self.collector.terms[term as usize];
            let postings = term.df.min(self.postings_in_block(term.df)) as usize;
            term_size(term, postings, postings.min(self.cards_per_term(term)))
        })
    }

    /// The number of a term's best articles whose card is in its block.
    fn cards_per_term(&self, term: &Term) -> usize {
        if term.is_ngram() { 0 } else { self.cards_per_word }
    }

    /// Whether most terms of a block are n-grams: nearly every query of them needs their positions too.
    fn is_ngram_block(&self, block: usize) -> bool {
        let terms = self.terms_of_block(block);
        terms.iter().filter(|term| self.collector.terms[**term as usize].is_ngram()).count() * 2 > terms.len()
    }

    /// Returns the number of postings that stay in the block.
    fn postings_in_block(&self, df: u32) -> u32 {
        if df <= MAX_POSTINGS_WITHOUT_TAIL {
            df
        } else {
            (self.collector.field_lengths.len() as u32 / 10).max(MAX_POSTINGS_WITHOUT_TAIL / 2)
        }
    }

    fn string_range(&self, block: usize) -> std::ops::Range<usize> {
        self.block_starts[block]..self.block_starts.get(block + 1).copied().unwrap_or(self.strings.len())
    }

    fn terms_of_block(&self, block: usize) -> Vec<u32> {
        self.string_range(block).filter_map(|at| self.strings[at].term).collect()
    }

    /// Returns the shortest prefix of a block's first word that separates it from the block before.
    #[expect(clippy::string_slice, reason = "cut at the place of a character")]
    fn first_word_of_block(&self, block: usize) -> &str {
        let first = self.block_starts[block];
        let word = self.strings[first].text.as_str();
        let before = first.checked_sub(1).map_or("", |before| self.strings[before].text.as_str());
        let shared = common_prefix_len(before, word);
        let end = word[shared..].chars().next().map_or(word.len(), |c| shared + c.len_utf8());
        &word[..end]
    }

    /// Encodes the positions of some blocks as one file.
    fn encode_positions(&self, blocks: &[usize]) -> Vec<u8> {
        let terms = blocks.iter().flat_map(|block| self.terms_of_block(*block));
        let terms: Vec<&[u8]> = terms.map(|term| self.collector.terms[term as usize].positions.as_slice()).collect();
        positions::write(&terms)
    }

    /// Inlines the only block in the index header.
    fn write_inline(&self, header: &mut IndexHeader, sink: &mut dyn SegmentSink) {
        let positions = self.encode_positions(&[0]);
        let positions = if positions.len() <= MAX_INLINE_POSITIONS_BYTES {
            PositionsLocation::Inline(positions)
        } else {
            let hash = sink.write_files(vec![(FileKind::Positions, 0, positions)]).first().copied().unwrap_or_default();
            PositionsLocation::File(PositionsRange { hash, ..PositionsRange::default() })
        };
        header.inline_block = Some(self.draft_block(0, positions, &mut Vec::new()).write());
        header.term_blocks = block_range([self.strings[0].text.as_str()], vec![Hash::default()]);
    }

    /// Writes many blocks in batches: a written batch is freed, so that not all are in memory together.
    fn write_blocks(&mut self, header: &mut IndexHeader, sink: &mut dyn SegmentSink) {
        let blocks: Vec<usize> = (0..self.block_starts.len()).collect();
        let (mut hashes, mut tail_count) = (Vec::with_capacity(blocks.len()), 0);
        for batch in blocks.chunks(POSITIONS_FILES_PER_BATCH * self.blocks_per_positions_file) {
            let (mut drafts, tails) = self.draft_blocks(batch, sink);
            tail_count = write_tails(tails, &mut drafts, tail_count, sink);
            hashes.extend(
                sink.write_files(batch.iter().zip(drafts).map(|(block, draft)| (FileKind::Terms, *block, draft.write())).collect()),
            );
            let written: Vec<u32> = batch.iter().flat_map(|block| self.terms_of_block(*block)).collect();
            for term in written {
                let term = &mut self.collector.terms[term as usize];
                (term.positions, term.encoded_postings) = (Vec::new(), Vec::new());
            }
        }
        header.term_blocks = block_range(blocks.iter().map(|block| self.first_word_of_block(*block)), hashes);
        self.write_spelling(header, sink);
        self.add_completions(header);
    }

    /// Drafts some blocks, whose positions go to the sink if they are no n-grams; returns the drafts and their posting-list tails.
    fn draft_blocks(&self, batch: &[usize], sink: &mut dyn SegmentSink) -> (Vec<TermBlockDraft>, Vec<PostingTail>) {
        let locations = self.write_positions(batch, sink);
        let draft = |(block, location): (&usize, PositionsLocation<Vec<u8>>)| {
            let mut tails = Vec::new();
            (self.draft_block(*block, location, &mut tails), tails)
        };
        let drafted: Vec<_> = batch.par_iter().zip(locations).map(draft).collect();
        let (mut drafts, mut tails) = (Vec::with_capacity(batch.len()), Vec::new());
        for (at, (draft, block_tails)) in drafted.into_iter().enumerate() {
            tails.extend(block_tails.into_iter().map(|(term, content)| (at, term, content)));
            drafts.push(draft);
        }
        (drafts, tails)
    }

    /// Writes positions files; returns the location of each block's positions.
    fn write_positions(&self, batch: &[usize], sink: &mut dyn SegmentSink) -> Vec<PositionsLocation<Vec<u8>>> {
        let (inline, in_files): (Vec<usize>, Vec<usize>) = batch.iter().partition(|block| self.is_ngram_block(**block));
        let shares: Vec<&[usize]> = in_files.chunks(self.blocks_per_positions_file).collect();
        let number = |share: &[usize]| share.first().map_or(0, |block| block / self.blocks_per_positions_file);
        let files = shares.par_iter().map(|share| (FileKind::Positions, number(share), self.encode_positions(share))).collect();
        let mut locations: BTreeMap<usize, PositionsLocation<Vec<u8>>> =
            inline.into_par_iter().map(|block| (block, PositionsLocation::Inline(self.encode_positions(&[block])))).collect();
        for (share, hash) in shares.iter().zip(sink.write_files(files)) {
            let mut terms_before = 0;
            for block in *share {
                let range = PositionsRange { file_number: number(share) as u32, hash, terms_before };
                locations.insert(*block, PositionsLocation::File(range));
                terms_before += self.terms_of_block(*block).len() as u32;
            }
        }
        locations.into_values().collect()
    }

    /// Drafts a block. Posting-list tails go to `tails`, with the indexes of their terms in the block.
    fn draft_block(&self, block: usize, positions: PositionsLocation<Vec<u8>>, tails: &mut Vec<(usize, Vec<u8>)>) -> TermBlockDraft {
        let mut draft = TermBlockDraft { words: Vec::new(), terms: Vec::new(), cards: Vec::new(), positions };
        let mut doc_ids = BTreeSet::new();
        for at in self.string_range(block) {
            let entry = &self.strings[at];
            let mut word_terms: Vec<u32> = entry.form.map(|form| self.collector.forms[form as usize].terms.clone()).unwrap_or_default();
            if let Some(term) = entry.term {
                draft.terms.push(self.term_record(term, draft.words.len() as u32, draft.terms.len(), tails, &mut doc_ids));
                if !word_terms.contains(&term) {
                    word_terms.push(term);
                }
            }
            let targets = word_terms.into_iter().map(|term| self.form_target(term, block)).collect();
            draft.words.push((entry.text.clone(), entry.form.is_some(), targets));
        }
        draft.cards = doc_ids.into_iter().map(|doc_id| (doc_id, (self.card)(doc_id))).collect();
        draft
    }

    fn form_target(&self, term: u32, block: usize) -> FormTarget {
        match self.place_of_term[term as usize] {
            (own, at) if own as usize == block => FormTarget::SameBlock(at),
            (other, _) => FormTarget::OtherBlock(other, self.collector.terms[term as usize].stem.clone()),
        }
    }

    fn term_record(&self, number: u32, stem: u32, at: usize, tails: &mut Vec<(usize, Vec<u8>)>, doc_ids: &mut BTreeSet<u32>) -> TermRecord {
        let term = &self.collector.terms[number as usize];
        let (postings, counts) = self.postings(term);
        let mut best: Vec<Posting> = postings.clone();
        best.sort_by(|a, b| WEIGHTS.single_term_score(b).total_cmp(&WEIGHTS.single_term_score(a)).then(a.doc_id.cmp(&b.doc_id)));
        doc_ids.extend(best.iter().take(self.cards_per_term(term)).map(|posting| posting.doc_id));
        let kept = self.postings_in_block(term.df) as usize;
        let mut here = postings;
        let has_tail = kept < best.len();
        if has_tail {
            let (mut first, mut tail) = (best[..kept].to_vec(), best[kept..].to_vec());
            first.sort_by_key(|posting| posting.doc_id);
            tail.sort_by_key(|posting| posting.doc_id);
            tails.push((at, write_tail(&tail)));
            here = first;
        }
        TermRecord { stem, df: term.df, weight: self.weight(term, &counts), is_stop_word: term.is_stop_word(), tail: None, postings: here }
    }

    /// Returns the weight of a term: by all articles or, in a corpus of several languages, by those of the language in which most of its
    /// articles are written.
    fn weight(&self, term: &Term, counts: &[(u32, u32)]) -> u32 {
        let doc_count = self.collector.field_lengths.len() as u32;
        let languages = &self.collector.languages;
        let own = (0..).zip(counts).max_by_key(|(at, (df, _))| (*df, Reverse(*at)));
        match own.and_then(|(at, counts)| Some((languages.get::<usize>(at)?.1, *counts))) {
            Some((articles, (df, cf))) if !self.has_main_language => WEIGHTS.term_weight(articles, df, cf),
            _ => WEIGHTS.term_weight(doc_count, term.df, term.cf),
        }
    }

    /// Returns the postings of a term, and for each language the document frequency and the number of occurrences.
    fn postings(&self, term: &Term) -> (Vec<Posting>, Vec<(u32, u32)>) {
        let mut by_language = vec![(0, 0); self.collector.languages.len()];
        let mut postings = Vec::with_capacity(term.df as usize);
        term.for_each_posting(&mut |doc_id, counts| {
            let lengths = self.collector.field_lengths.get(doc_id as usize).copied().unwrap_or_default();
            let impact = WEIGHTS.impact(&counts, &lengths, &self.average_lengths);
            postings.push(Posting { doc_id, impact, is_in_title: counts[Field::Title as usize] > 0 });
            let language = self.collector.doc_languages.get(doc_id as usize).copied().unwrap_or_default();
            if let Some((df, cf)) = by_language.get_mut(usize::from(language)) {
                *df += 1;
                *cf += counts.iter().sum::<u32>();
            }
        });
        (postings, by_language)
    }

    /// Writes the words of the spelling corrector, in both orders.
    fn write_spelling(&self, header: &mut IndexHeader, sink: &mut dyn SegmentSink) {
        // A word that only one article holds is as likely a typo itself; in a small corpus every word counts.
        let least = if self.collector.field_lengths.len() < 3_000 { 1 } else { 2 };
        let is_listed = |form: &&SurfaceForm| (form.is_word || form.form.ends_with(HANGUL_WORD_END)) && form.df >= least;
        let is_function_word = |word: &str| self.collector.function_words.contains(word);
        let mut dfs: BTreeMap<&str, u32> = BTreeMap::new();
        for form in self.collector.forms.iter().filter(is_listed) {
            for word in spelling::correctable_forms(&form.form, is_function_word) {
                *dfs.entry(word).or_default() += form.df;
            }
        }
        let mut words: Vec<(String, u32)> = dfs.into_iter().map(|(word, df)| (word.to_owned(), df)).collect();
        let mut number = 0;
        for range in [&mut header.forward_spelling, &mut header.backward_spelling] {
            words.sort_unstable();
            let first_words: Vec<&str> = words.chunks(WORDS_PER_SPELLING_FILE).map(|chunk| chunk[0].0.as_str()).collect();
            let files = words
                .chunks(WORDS_PER_SPELLING_FILE)
                .map(spelling::write)
                .zip(number..)
                .map(|(content, at)| (FileKind::Spelling, at, content))
                .collect();
            let hashes = sink.write_files(files);
            number += hashes.len();
            *range = self::block_range(first_words, hashes);
            words.iter_mut().for_each(|(word, _)| *word = spelling::reversed(word));
        }
    }

    /// Lists prefixes that span more than two blocks, with their most frequent words.
    fn add_completions(&self, header: &mut IndexHeader) {
        let words: Vec<&SurfaceForm> = self
            .strings
            .iter()
            .filter_map(|entry| entry.form)
            .map(|form| &self.collector.forms[form as usize])
            .filter(|form| form.is_word)
            .collect();
        let mut found: Vec<(String, Vec<String>)> = Vec::new();
        for length in 1..=MAX_COMPLETED_PREFIX_CHARS {
            for words_with_prefix in words.chunk_by(|a, b| prefix(a, length).is_some_and(|prefix| b.form.starts_with(prefix))) {
                let Some(prefix) = prefix(words_with_prefix[0], length).filter(|p| header.term_blocks.blocks_with_prefix(p).len() > 2)
                else {
                    continue;
                };
                let mut best: Vec<&&SurfaceForm> = words_with_prefix.iter().collect();
                best.sort_by_key(|form| (Reverse(form.df), form.form.as_str()));
                found.push((prefix.to_owned(), best.into_iter().take(COMPLETIONS_PER_PREFIX).map(|form| form.form.clone()).collect()));
            }
        }
        found.sort_unstable();
        header.prefixes = word_list(found.iter().map(|(prefix, _)| prefix.as_str()));
        header.completions = found.into_iter().map(|(_, words)| words).collect();
    }

    /// Returns the languages with their numbers of articles, the most used first.
    fn languages(&self) -> Vec<(String, u32)> {
        let mut languages = self.collector.languages.clone();
        languages.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        languages
    }

    /// Returns the surface forms all of whose terms are stop words.
    fn stop_words(&self) -> WordList {
        let terms = &self.collector.terms;
        let is_stop_word = |form: &&SurfaceForm| form.is_word && form.terms.iter().all(|term| terms[*term as usize].is_stop_word());
        let mut stop_words: Vec<&str> = self.collector.forms.iter().filter(is_stop_word).map(|form| form.form.as_str()).collect();
        stop_words.sort_unstable();
        word_list(stop_words)
    }

    /// Returns the variants whose target occurs in these articles.
    fn used_variants(&self, variants: &Variants) -> Variants {
        let used: HashSet<char> = self.collector.forms.iter().filter(|form| !form.is_word).flat_map(|form| form.form.chars()).collect();
        Variants::new(variants.pairs().into_iter().filter(|(_, to)| used.contains(to)))
    }
}

/// The first characters of a longer form.
fn prefix(form: &SurfaceForm, length: usize) -> Option<&str> {
    form.form.char_indices().nth(length).and_then(|(at, _)| form.form.get(..at))
}

/// Writes posting-list tails, numbered from `number` on, and enters their hashes in the drafts. Returns the next number.
fn write_tails(tails: Vec<PostingTail>, drafts: &mut [TermBlockDraft], number: usize, sink: &mut dyn SegmentSink) -> usize {
    let (owners, contents): (Vec<_>, Vec<_>) = tails.into_iter().map(|(draft, term, content)| ((draft, term), content)).unzip();
    let next = number + contents.len();
    let files = (number..).zip(contents).map(|(number, content)| (FileKind::Tail, number, content)).collect();
    for ((number, (draft, term)), hash) in (number..).zip(owners).zip(sink.write_files(files)) {
        drafts[draft].terms[term].tail = Some((number as u32, hash));
    }
    next
}

fn block_range<'w>(first_words: impl IntoIterator<Item = &'w str>, hashes: Vec<Hash>) -> BlockRange {
    BlockRange { first_words: word_list(first_words), hashes }
}

fn word_list<'w>(words: impl IntoIterator<Item = &'w str>) -> WordList {
    let mut writer = ByteWriter::default();
    writer.write_words(words);
    ByteReader::new(&writer.bytes).read_words().unwrap_or_default()
}

/// Fields are stored and weighted in one order.
const _: () = assert!(Field::Body as usize == 0 && Field::Label as usize == 5);
