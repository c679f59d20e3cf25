//! The second and the third reading of the articles, on all cores: each is indexed and compared with the others, then gets its page and
//! its place in a pack, which name related articles.

use crate::cli::build::build_cache::digest;
use crate::cli::build::data::downloads::{Data, Rows};
use crate::cli::build::data::listing_data::{pack_hash, pack_path, write_pack};
use crate::cli::build::data::sizes;
use crate::cli::build::html::pages::{BuildContext, PageRenderer};
use crate::cli::build::output::Output;
use crate::cli::build::related::RelatedIndex;
use crate::cli::build::run::Progress;
use crate::cli::catch_panic::{CaughtPanic, catch_panic};
use crate::cli::command_error::CommandError;
use crate::cli::diagnostic::Diagnostic;
use crate::cli::import::near_duplicates::Signature;
use crate::cli::index::{CompressedFile, IndexBuilder};
use crate::cli::language_data::LanguageData;
use crate::cli::parallel_map_ordered::{STACK_BYTES, parallel_map_ordered};
use crate::components::pages::DataOffer;
use crate::corpus::pack::ArticlePack;
use crate::corpus::{Manifest, Packs, Related};
use crate::search::analysis::Variants;
use crate::search::index::build::AnalyzedArticle;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The name prefix of article packs.
const PACK_NAME: &str = "articles";

/// An article as the index and the search for related ones take it.
struct ReadText {
    analyzed: AnalyzedArticle,
    signature: Option<Signature>,
}

/// The result of writing one pack.
struct WrittenPack {
    hash: String,
    problems: Vec<Diagnostic>,
    rows: Option<Rows>,
}

/// Writes pages, packs, index and data, and enters packs and index in the manifest. Returns the offer of the data written.
///
/// # Errors
/// When a file cannot be written, or an article can no longer be read.
pub(crate) fn write(
    build_context: &BuildContext,
    output: &Output,
    manifest: &mut Manifest,
    problems: &mut Vec<Diagnostic>,
    progress: Progress,
) -> Result<Option<DataOffer>, CommandError> {
    let (counts, transfer_size) = sizes::plan_packs(build_context.collection)?;
    let firsts: Vec<usize> = counts.iter().scan(0, |next, count| Some(std::mem::replace(next, *next + count))).collect();
    let mut packs = Packs { gzip: transfer_size, ..Packs::default() };
    let language_data = LanguageData::default();
    let variants = language_data.variants();
    let mut index = IndexBuilder::new(&build_context.collection.cards, &language_data);
    let signatures = read_texts(build_context, variants, &mut index)?;
    let mut data = build_context.has_data.then(|| Data::new(build_context, &counts, output)).transpose()?;
    let wanted: Vec<bool> = (0..counts.len()).map(|pack| data.as_ref().is_some_and(|data| data.needs_rows(pack))).collect();
    let page_count = AtomicUsize::new(0);
    let renderer = PageRenderer::new(build_context);
    let related = RelatedIndex::new(build_context.collection, index.collector(), variants, signatures);
    let write_number = |number: usize| {
        let plan = PackPlan { number, first: firsts[number], count: counts[number], needs_rows: wanted[number] };
        write_pages_and_pack(&renderer, &plan, &related, output, &page_count, progress)
    };
    parallel_map_ordered(counts.len(), STACK_BYTES, &write_number, &mut |done: Result<WrittenPack, CommandError>| {
        let done = done?;
        packs.hashes.push_str(&done.hash);
        packs.counts.extend(counts.get(packs.counts.len()).map(|count| *count as u32));
        problems.extend(done.problems);
        if let Some(data) = &mut data {
            data.add_pack(done.rows)?;
        }
        Ok::<(), CommandError>(())
    })?;
    drop(related);
    manifest.articles = packs;
    // The full-text index: the manifest names it, and the index names the columns and the days itself.
    let reuse = |input_digest: &str| {
        let path = output.path_for(input_digest)?;
        output.reuse(path, input_digest).is_ok_and(|made| made).then(|| path.trim_start_matches("corpus/").to_owned())
    };
    let mut write = |compressed: &CompressedFile| {
        let path = format!("corpus/{}", compressed.path);
        if let Some(bytes) = &compressed.bytes {
            output.write_fetched(&path, bytes)?;
            output.record_inputs(&path, &compressed.content_digest);
        }
        Ok(())
    };
    manifest.search = index.finish(&manifest.columns, &manifest.days, &reuse, &mut write)?;
    Ok(data.map(|data| data.offer(build_context.collection)))
}

/// Reads all articles, adds them to the index, and returns their signatures.
fn read_texts(build_context: &BuildContext, variants: &Variants, index: &mut IndexBuilder) -> Result<Vec<Option<Signature>>, CommandError> {
    let count = build_context.collection.cards.len();
    let (mut signatures, mut doc_id) = (Vec::with_capacity(count), 0);
    let read_text = |doc_id: usize| {
        let article = build_context.collection.article(doc_id)?;
        let read = || ReadText { analyzed: AnalyzedArticle::new(&article, variants), signature: Signature::from_article(&article) };
        catch_panic(read).map_err(|caught| indexing_error(build_context, doc_id, caught))
    };
    parallel_map_ordered(count, STACK_BYTES, &read_text, &mut |read: Result<ReadText, CommandError>| {
        let read = read?;
        // The state of an index after a panic is unknown: the site stays as it was, and the error names the file.
        catch_panic(|| index.add(&read.analyzed)).map_err(|caught| indexing_error(build_context, doc_id, caught))?;
        signatures.push(read.signature);
        doc_id += 1;
        Ok::<(), CommandError>(())
    })?;
    Ok(signatures)
}

/// The pack to write: its number, the doc id of its first article, its article count, and whether data rows are wanted.
struct PackPlan {
    number: usize,
    first: usize,
    count: usize,
    needs_rows: bool,
}

/// Takes the articles of a pack, and writes the pack and their pages.
fn write_pages_and_pack(
    renderer: &PageRenderer,
    plan: &PackPlan,
    related_index: &RelatedIndex,
    output: &Output,
    page_count: &AtomicUsize,
    progress: Progress,
) -> Result<WrittenPack, CommandError> {
    let (build_context, first) = (renderer.build_context, plan.first);
    let articles = (first..first + plan.count).map(|at| build_context.collection.take_article(at)).collect::<Result<Vec<_>, _>>()?;
    let mut problems = Vec::new();
    let find_related = |(at, article)| {
        let caught = catch_panic(|| related_index.of_article(at, article)).map_err(|caught| {
            problems.push(caught.diagnostic(file_of(build_context, at), "it names no related articles, but the rest of the site is built"));
        });
        caught.unwrap_or_default()
    };
    let mut related: Vec<Related> = (first..).zip(&articles).map(find_related).collect();
    let page_limit = build_context.article_page_count.saturating_sub(first);
    for (at, (article, related)) in (first..).zip(articles.iter().zip(&related)).take(page_limit) {
        match catch_panic(|| renderer.write_article(at, article, related, output)) {
            Ok(written) => written?,
            Err(caught) => {
                let file = file_of(build_context, at);
                problems.push(caught.diagnostic(file, "it has no page of its own, but the rest of the site is built"));
            }
        }
        progress(page_count.fetch_add(1, Ordering::Relaxed) + 1, build_context.article_page_count);
    }
    if related.iter().all(|related| *related == Related::default()) {
        related.clear();
    }
    let pack = ArticlePack { format: 1, first: first as u32, articles, related, ..ArticlePack::default() };
    let hash = write_article_pack(build_context, plan, &pack, output)?;
    let rows = plan.needs_rows.then(|| Rows::from_articles(build_context.site_context, &pack.articles)).transpose()?;
    Ok(WrittenPack { hash, problems, rows })
}

/// The file of an article, relative to the corpus.
fn file_of<'c>(build_context: &BuildContext<'c>, doc_id: usize) -> &'c str {
    build_context.collection.texts.get(doc_id).map_or("the corpus", |text| text.file.as_str())
}

/// The error of an article that cannot be indexed.
fn indexing_error(build_context: &BuildContext, doc_id: usize, caught: CaughtPanic) -> CommandError {
    CommandError::from(caught.diagnostic(file_of(build_context, doc_id), "the site was not updated"))
}

/// Writes a pack, unless it already exists; returns the digits in its name.
fn write_article_pack(build_context: &BuildContext, plan: &PackPlan, pack: &ArticlePack, output: &Output) -> Result<String, CommandError> {
    let places = [plan.number, plan.first].map(usize::to_le_bytes);
    let texts = build_context.collection.texts.iter().skip(plan.first).take(plan.count);
    let related = serde_json::to_vec(&pack.related)?;
    let head = [PACK_NAME.as_bytes(), &places[0], &places[1], &related];
    let input_digest = digest(head.into_iter().chain(texts.map(|text| text.hash.as_bytes())));
    if let Some(path) = output.path_for(&input_digest)
        && output.reuse(path, &input_digest)?
    {
        return Ok(pack_hash(path).to_owned());
    }
    let hash = write_pack(PACK_NAME, plan.number, pack, output)?;
    output.record_inputs(&pack_path(PACK_NAME, plan.number, &hash), &input_digest);
    Ok(hash)
}
