//! The second reading of the articles, pack by pack on all cores: each gets its page, its place in a pack and in the index.

use super::build_cache::digest;
use super::data::{Data, Rows};
use super::listing_data::{digits_in, path_of_pack, put_pack};
use super::output::Output;
use super::pages::{BuildContext, Drawing};
use super::run::Progress;
use super::sizes;
use crate::article::Article;
use crate::cli::catch_panic::catch_panic;
use crate::cli::command_error::CommandError;
use crate::cli::diagnostic::Diagnostic;
use crate::cli::index::{CompressedFile, IndexBuilder};
use crate::cli::parallel_map_ordered::{STACK, parallel_map_ordered};
use crate::components::pages::DataOffer;
use crate::corpus::pack::ArticlePack;
use crate::corpus::{Manifest, Packs};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The name prefix of article packs.
const ARTICLES: &str = "articles";

/// The result of writing one pack.
struct Done {
    hash: String,
    articles: Vec<Article>,
    problems: Vec<Diagnostic>,
    rows: Option<Rows>,
}

/// Writes pages, packs, index and data, and enters packs and index in the manifest. Returns the offer of the data written.
///
/// # Errors
/// When a file cannot be written, or an article can no longer be read.
pub fn write(
    shown: &BuildContext,
    output: &Output,
    manifest: &mut Manifest,
    problems: &mut Vec<Diagnostic>,
    progress: Progress,
) -> Result<Option<DataOffer>, CommandError> {
    let (counts, weight) = sizes::packs(shown.collection)?;
    let firsts: Vec<usize> = counts.iter().scan(0, |next, count| Some(std::mem::replace(next, *next + count))).collect();
    let mut packs = Packs { gzip: weight, ..Packs::default() };
    let mut index = IndexBuilder::new(&shown.collection.cards);
    let mut data = shown.data.then(|| Data::new(shown, &counts, output)).transpose()?;
    let wanted: Vec<bool> = (0..counts.len()).map(|pack| data.as_ref().is_some_and(|data| data.wants(pack))).collect();
    let drawn = AtomicUsize::new(0);
    let start = || {
        let drawing = Drawing::of(shown);
        let (firsts, counts, wanted, drawn) = (&firsts, &counts, &wanted, &drawn);
        move |number: usize| {
            let of = Of { number, first: firsts[number], count: counts[number], rows: wanted[number] };
            pack(&drawing, &of, output, drawn, progress)
        }
    };
    parallel_map_ordered(counts.len(), STACK, &start, &mut |done: Result<Done, CommandError>| {
        let done = done?;
        let first: u32 = packs.counts.iter().sum();
        packs.hashes.push_str(&done.hash);
        packs.counts.push(done.articles.len() as u32);
        problems.extend(done.problems);
        for (article, text) in done.articles.iter().zip(shown.collection.texts.iter().skip(first as usize)) {
            // The state of an index after a panic is unknown: the site stays as it was, and the error names the file.
            catch_panic(|| index.add(article))
                .map_err(|caught| CommandError::from(caught.problem(&text.file, "the site was not updated")))?;
        }
        if let Some(data) = &mut data {
            data.add(done.rows)?;
        }
        Ok::<(), CommandError>(())
    })?;
    manifest.articles = packs;
    // The full-text index: the manifest names it, and the index names the columns and the days itself.
    let known = |of: &str| {
        let path = output.made_of(of)?;
        output.is_made(path, of).is_ok_and(|made| made).then(|| path.trim_start_matches("corpus/").to_owned())
    };
    let mut put = |pressed: &CompressedFile| {
        let path = format!("corpus/{}", pressed.path);
        if let Some(bytes) = &pressed.bytes {
            output.write_fetched(&path, bytes)?;
            output.note(&path, &pressed.of);
        }
        Ok(())
    };
    manifest.search = index.finish(&manifest.columns, &manifest.days, &known, &mut put)?;
    Ok(data.map(|data| data.offer(shown.collection)))
}

/// The pack to write: its number, the doc id of its first article, its article count, and whether data rows are wanted.
struct Of {
    number: usize,
    first: usize,
    count: usize,
    rows: bool,
}

/// Takes the articles of a pack, and writes the pack and their pages.
fn pack(drawing: &Drawing, of: &Of, output: &Output, drawn: &AtomicUsize, progress: Progress) -> Result<Done, CommandError> {
    let (shown, first) = (drawing.shown, of.first);
    let articles = (first..first + of.count).map(|at| shown.collection.take(at)).collect::<Result<Vec<_>, _>>()?;
    let own_pages = articles.iter().enumerate().map(|(at, article)| (first + at, article)).take(shown.own_pages.saturating_sub(first));
    let mut problems = Vec::new();
    for (at, article) in own_pages {
        match catch_panic(|| drawing.write_article(at, article, output)) {
            Ok(written) => written?,
            Err(caught) => {
                let file = shown.collection.texts.get(at).map_or(article.id.as_str(), |text| text.file.as_str());
                problems.push(caught.problem(file, "it has no page of its own, but the rest of the site is built"));
            }
        }
        progress(drawn.fetch_add(1, Ordering::Relaxed) + 1, shown.own_pages);
    }
    let pack = ArticlePack { format: 1, first: first as u32, articles, ..ArticlePack::default() };
    let hash = put(shown, of, &pack, output)?;
    let rows = of.rows.then(|| Rows::of(shown.common, &pack.articles)).transpose()?;
    Ok(Done { hash, articles: pack.articles, problems, rows })
}

/// Writes a pack, unless it already exists; returns the digits in its name.
fn put(shown: &BuildContext, of: &Of, pack: &ArticlePack, output: &Output) -> Result<String, CommandError> {
    let places = [of.number, of.first].map(usize::to_le_bytes);
    let texts = shown.collection.texts.iter().skip(of.first).take(of.count);
    let head = [ARTICLES.as_bytes(), &places[0], &places[1]];
    let made = digest(head.into_iter().chain(texts.map(|text| text.hash.as_bytes())));
    if let Some(path) = output.made_of(&made)
        && output.is_made(path, &made)?
    {
        return Ok(digits_in(path).to_owned());
    }
    let hash = put_pack(ARTICLES, of.number, pack, output)?;
    output.note(&path_of_pack(ARTICLES, of.number, &hash), &made);
    Ok(hash)
}
