//! The second reading of the articles, pack by pack on every core: each gets its page, its place in a pack, its place in the index.

use super::catalogue::put_pack;
use super::collection;
use super::data::{Data, Rows};
use super::files::Told;
use super::output::Output;
use super::pages::{Drawing, Shown};
use super::run::Progress;
use super::sizes;
use crate::article::Article;
use crate::corpus::pack::ArticlePack;
use crate::corpus::{Manifest, Packs};
use crate::publish::failure::Failure;
use crate::publish::index::{Indexing, Pressed};
use crate::publish::ordered::{STACK, ordered};
use crate::view::data::Offer;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What is done of a pack when it comes to its turn.
struct Done {
    hash: String,
    articles: Vec<Article>,
    rows: Option<Rows>,
    told: Vec<Told>,
}

/// Writes pages, packs, index and data, and enters packs and index in the manifest. Gives the data that were written; `told` gets
/// what the list of files says of each article.
///
/// # Errors
/// When a file cannot be written, or an article can no longer be read.
pub fn write(
    shown: &Shown,
    output: &Output,
    manifest: &mut Manifest,
    told: &mut Vec<Told>,
    progress: Progress,
) -> Result<Option<Offer>, Failure> {
    let (counts, weight) = sizes::packs(shown.collection)?;
    let firsts: Vec<usize> = counts.iter().scan(0, |next, count| Some(std::mem::replace(next, *next + count))).collect();
    let mut packs = Packs { gzip: weight, ..Packs::default() };
    let mut index = Indexing::new(&shown.collection.cards);
    let mut data = shown.data.then(|| Data::new(shown.common, output));
    let drawn = AtomicUsize::new(0);
    let start = || {
        let drawing = Drawing::of(shown);
        let (firsts, counts, drawn) = (&firsts, &counts, &drawn);
        move |number: usize| pack(&drawing, number, firsts[number], counts[number], output, drawn, progress)
    };
    ordered(counts.len(), STACK, &start, &mut |done: Result<Done, Failure>| {
        let done = done?;
        packs.hashes.push_str(&done.hash);
        packs.counts.push(done.articles.len() as u32);
        done.articles.iter().for_each(|article| index.add(article));
        told.extend(done.told);
        if let (Some(data), Some(rows)) = (&mut data, done.rows) {
            data.add(rows)?;
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
    data.map(Data::finish).transpose()
}

/// Reads the articles of a pack, and writes the pack and their pages.
fn pack(
    drawing: &Drawing,
    number: usize,
    first: usize,
    count: usize,
    output: &Output,
    drawn: &AtomicUsize,
    progress: Progress,
) -> Result<Done, Failure> {
    let shown = drawing.shown;
    let articles = (first..first + count).map(|at| shown.collection.article(at)).collect::<Result<Vec<_>, _>>()?;
    let own_pages = articles.iter().enumerate().map(|(at, article)| (first + at, article)).take(shown.own_pages.saturating_sub(first));
    for (at, article) in own_pages {
        drawing.write_article(at, article, output)?;
        progress(drawn.fetch_add(1, Ordering::Relaxed) + 1, shown.own_pages);
    }
    let pack = ArticlePack { format: 1, first: first as u32, articles, ..ArticlePack::default() };
    let hash = put_pack("articles", number, &pack, output)?;
    let rows = shown.data.then(|| Rows::of(shown.common, &pack.articles)).transpose()?;
    let told = pack.articles.iter().map(|article| Told::of(article, collection::shown(article))).collect::<Result<Vec<_>, _>>()?;
    Ok(Done { hash, articles: pack.articles, rows, told })
}
