//! The second reading of the articles, pack by pack on all cores: each gets its page, its place in a pack and in the index.

use crate::cli::build::build_cache::digest;
use crate::cli::build::data::downloads::{Data, Rows};
use crate::cli::build::data::listing_data::{pack_hash, pack_path, write_pack};
use crate::cli::build::data::sizes;
use crate::cli::build::html::pages::{BuildContext, PageRenderer};
use crate::cli::build::output::Output;
use crate::cli::build::run::Progress;
use crate::cli::catch_panic::{CaughtPanic, catch_panic};
use crate::cli::command_error::CommandError;
use crate::cli::diagnostic::Diagnostic;
use crate::cli::index::{CompressedFile, IndexBuilder};
use crate::cli::language_data::LanguageData;
use crate::cli::parallel_map_ordered::{STACK_BYTES, parallel_map_ordered};
use crate::components::pages::DataOffer;
use crate::corpus::pack::ArticlePack;
use crate::corpus::{Manifest, Packs};
use crate::search::analysis::Variants;
use crate::search::index::build::AnalyzedArticle;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The name prefix of article packs.
const PACK_NAME: &str = "articles";

/// The result of writing one pack.
struct WrittenPack {
    hash: String,
    analyzed: Vec<AnalyzedArticle>,
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
    let mut data = build_context.has_data.then(|| Data::new(build_context, &counts, output)).transpose()?;
    let wanted: Vec<bool> = (0..counts.len()).map(|pack| data.as_ref().is_some_and(|data| data.needs_rows(pack))).collect();
    let page_count = AtomicUsize::new(0);
    let renderer = PageRenderer::new(build_context);
    let write_number = |number: usize| {
        let plan = PackPlan { number, first: firsts[number], count: counts[number], needs_rows: wanted[number] };
        write_pages_and_pack(&renderer, &plan, variants, output, &page_count, progress)
    };
    parallel_map_ordered(counts.len(), STACK_BYTES, &write_number, &mut |done: Result<WrittenPack, CommandError>| {
        let done = done?;
        let first: u32 = packs.counts.iter().sum();
        packs.hashes.push_str(&done.hash);
        packs.counts.push(done.analyzed.len() as u32);
        problems.extend(done.problems);
        for (at, article) in (first as usize..).zip(&done.analyzed) {
            // The state of an index after a panic is unknown: the site stays as it was, and the error names the file.
            catch_panic(|| index.add(article)).map_err(|caught| indexing_error(build_context, at, caught))?;
        }
        if let Some(data) = &mut data {
            data.add_pack(done.rows)?;
        }
        Ok::<(), CommandError>(())
    })?;
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
    variants: &Variants,
    output: &Output,
    page_count: &AtomicUsize,
    progress: Progress,
) -> Result<WrittenPack, CommandError> {
    let (build_context, first) = (renderer.build_context, plan.first);
    let articles = (first..first + plan.count).map(|at| build_context.collection.take_article(at)).collect::<Result<Vec<_>, _>>()?;
    let with_pages =
        articles.iter().enumerate().map(|(at, article)| (first + at, article)).take(build_context.article_page_count.saturating_sub(first));
    let mut problems = Vec::new();
    for (at, article) in with_pages {
        match catch_panic(|| renderer.write_article(at, article, output)) {
            Ok(written) => written?,
            Err(caught) => {
                let file = build_context.collection.texts.get(at).map_or(article.id.as_str(), |text| text.file.as_str());
                problems.push(caught.diagnostic(file, "it has no page of its own, but the rest of the site is built"));
            }
        }
        progress(page_count.fetch_add(1, Ordering::Relaxed) + 1, build_context.article_page_count);
    }
    let pack = ArticlePack { format: 1, first: first as u32, articles, ..ArticlePack::default() };
    let hash = write_article_pack(build_context, plan, &pack, output)?;
    let rows = plan.needs_rows.then(|| Rows::from_articles(build_context.site_context, &pack.articles)).transpose()?;
    let analyze =
        |(at, article)| catch_panic(|| AnalyzedArticle::new(article, variants)).map_err(|caught| indexing_error(build_context, at, caught));
    let analyzed = (first..).zip(&pack.articles).map(analyze).collect::<Result<_, _>>()?;
    Ok(WrittenPack { hash, analyzed, problems, rows })
}

/// The error of an article that cannot be indexed.
fn indexing_error(build_context: &BuildContext, doc_id: usize, caught: CaughtPanic) -> CommandError {
    let file = build_context.collection.texts.get(doc_id).map_or("the corpus", |text| text.file.as_str());
    CommandError::from(caught.diagnostic(file, "the site was not updated"))
}

/// Writes a pack, unless it already exists; returns the digits in its name.
fn write_article_pack(build_context: &BuildContext, plan: &PackPlan, pack: &ArticlePack, output: &Output) -> Result<String, CommandError> {
    let places = [plan.number, plan.first].map(usize::to_le_bytes);
    let texts = build_context.collection.texts.iter().skip(plan.first).take(plan.count);
    let head = [PACK_NAME.as_bytes(), &places[0], &places[1]];
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
