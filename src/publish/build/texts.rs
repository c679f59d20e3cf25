//! The second reading of the articles, pack by pack on every core: each gets its page, its place in a pack, its place in the index.

use super::catalogue::{digits_in, path_of_pack, put_pack};
use super::data::{Data, Rows};
use super::memory::digest;
use super::output::Output;
use super::pages::{Drawing, Shown};
use super::run::Progress;
use super::sizes;
use crate::article::Article;
use crate::components::pages::DataOffer;
use crate::corpus::pack::ArticlePack;
use crate::corpus::{Manifest, Packs};
use crate::publish::catch_panic::catch_panic;
use crate::publish::failure::Failure;
use crate::publish::index::{Indexing, Pressed};
use crate::publish::ordered::{STACK, ordered};
use crate::publish::problem::Problem;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What packs of articles are called.
const ARTICLES: &str = "articles";

/// What is done of a pack when it comes to its turn.
struct Done {
    hash: String,
    articles: Vec<Article>,
    problems: Vec<Problem>,
    rows: Option<Rows>,
}

/// Writes pages, packs, index and data, and enters packs and index in the manifest. Gives the data that were written.
///
/// # Errors
/// When a file cannot be written, or an article can no longer be read.
pub fn write(
    shown: &Shown,
    output: &Output,
    manifest: &mut Manifest,
    problems: &mut Vec<Problem>,
    progress: Progress,
) -> Result<Option<DataOffer>, Failure> {
    let (counts, weight) = sizes::packs(shown.collection)?;
    let firsts: Vec<usize> = counts.iter().scan(0, |next, count| Some(std::mem::replace(next, *next + count))).collect();
    let mut packs = Packs { gzip: weight, ..Packs::default() };
    let mut index = Indexing::new(&shown.collection.cards);
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
    ordered(counts.len(), STACK, &start, &mut |done: Result<Done, Failure>| {
        let done = done?;
        let first: u32 = packs.counts.iter().sum();
        packs.hashes.push_str(&done.hash);
        packs.counts.push(done.articles.len() as u32);
        problems.extend(done.problems);
        for (article, text) in done.articles.iter().zip(shown.collection.texts.iter().skip(first as usize)) {
            // What an index holds after a panic is not known: the site stays as it was, and the file is named.
            catch_panic(|| index.add(article)).map_err(|caught| Failure::from(caught.problem(&text.file, "the site stays as it was")))?;
        }
        if let Some(data) = &mut data {
            data.add(done.rows)?;
        }
        Ok::<(), Failure>(())
    })?;
    manifest.articles = packs;
    // The full-text index: it is named by the manifest, and names the columns and the days itself.
    let known = |of: &str| {
        let path = output.made_of(of)?;
        output.is_made(path, of).is_ok_and(|made| made).then(|| path.trim_start_matches("corpus/").to_owned())
    };
    let mut put = |pressed: &Pressed| {
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

/// Which pack is made: its number, the ordinal of its first article, how many it holds, and whether their rows are wanted.
struct Of {
    number: usize,
    first: usize,
    count: usize,
    rows: bool,
}

/// Takes the articles of a pack, and writes the pack and their pages.
fn pack(drawing: &Drawing, of: &Of, output: &Output, drawn: &AtomicUsize, progress: Progress) -> Result<Done, Failure> {
    let (shown, first) = (drawing.shown, of.first);
    let articles = (first..first + of.count).map(|at| shown.collection.take(at)).collect::<Result<Vec<_>, _>>()?;
    let own_pages = articles.iter().enumerate().map(|(at, article)| (first + at, article)).take(shown.own_pages.saturating_sub(first));
    let mut problems = Vec::new();
    for (at, article) in own_pages {
        match catch_panic(|| drawing.write_article(at, article, output)) {
            Ok(written) => written?,
            Err(caught) => {
                let file = shown.collection.texts.get(at).map_or(article.id.as_str(), |text| text.file.as_str());
                problems.push(caught.problem(file, "it has no page of its own, and the rest of the site is built"));
            }
        }
        progress(drawn.fetch_add(1, Ordering::Relaxed) + 1, shown.own_pages);
    }
    let pack = ArticlePack { format: 1, first: first as u32, articles, ..ArticlePack::default() };
    let hash = put(shown, of, &pack, output)?;
    let rows = of.rows.then(|| Rows::of(shown.common, &pack.articles)).transpose()?;
    Ok(Done { hash, articles: pack.articles, problems, rows })
}

/// Writes a pack, where it does not stand there already; gives the digits in its name.
fn put(shown: &Shown, of: &Of, pack: &ArticlePack, output: &Output) -> Result<String, Failure> {
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
