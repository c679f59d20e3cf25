//! The catalogue: cards, columns, ids and articles in packs named by their content, and the manifest that names them.

use super::collection::Collection;
use crate::article::Article;
use crate::corpus::card::{CardPack, PACK};
use crate::corpus::manifest::FORMAT;
use crate::corpus::pack::ArticlePack;
use crate::corpus::{Column, ColumnFile, Facet, File, Manifest, PackFile};
use crate::publish::failure::Failure;
use crate::publish::folder;
use crate::publish::weight::gzip_size;
use serde::Serialize;

/// All articles come in one pack while it weighs no more than this on the line, in bytes: one round trip reads everything.
const ONE_PACK: u32 = 256 * 1024;
/// What one of several packs weighs on the line, in bytes: large enough to compress well, small enough to wait for.
const COARSE_PACK: u64 = 200 * 1024;

/// Files of `corpus/`: their paths inside it, and their bytes. The manifest is the last.
pub type Files = Vec<(String, Vec<u8>)>;

/// Makes the catalogue of a collection.
///
/// # Errors
/// When something cannot be written as JSON.
pub fn catalogue(collection: &Collection) -> Result<Files, Failure> {
    let mut files = Files::new();
    let mut manifest = Manifest {
        format: FORMAT,
        name: collection.site.name.clone(),
        lang: collection.site.language().to_owned(),
        lead: collection.lead().map(|card| card.id.clone()),
        count: collection.articles.len() as u32,
        ..Manifest::default()
    };
    manifest.cards = cards(collection, &mut files)?;
    for facet in Facet::ALL {
        let column = Column::of(facet, &collection.cards);
        if !column.values.is_empty() {
            let file = put(&format!("column-{}", facet.key()), &column, &mut files)?;
            manifest.columns.push(ColumnFile { facet: facet.key().to_owned(), file, ..ColumnFile::default() });
        }
    }
    let ids: Vec<&str> = collection.articles.iter().map(|article| article.id.as_str()).collect();
    manifest.ids = put("ids", &ids, &mut files)?;
    manifest.articles = articles(&collection.articles, &mut files)?;
    manifest.edition = folder::sha256(&serde_json::to_vec(&manifest)?)[..16].to_owned();
    files.push(("manifest.json".to_owned(), serde_json::to_vec(&manifest)?));
    Ok(files)
}

fn cards(collection: &Collection, files: &mut Files) -> Result<Vec<File>, Failure> {
    let packs = collection.cards.chunks(PACK).enumerate();
    packs
        .map(|(number, cards)| {
            let pack = CardPack { format: 1, first: (number * PACK) as u32, cards: cards.to_vec(), ..CardPack::default() };
            put(&format!("cards-{number}"), &pack, files)
        })
        .collect()
}

fn articles(articles: &[Article], files: &mut Files) -> Result<Vec<PackFile>, Failure> {
    let articles: Vec<Article> = articles.iter().cloned().map(published).collect();
    if articles.is_empty() {
        return Ok(Vec::new());
    }
    let sizes: Vec<u64> = articles.iter().map(|a| serde_json::to_vec(a).map(|bytes| bytes.len() as u64)).collect::<Result<_, _>>()?;
    let whole = gzip_size(&serde_json::to_vec(&articles)?);
    let mut first = 0;
    let mut packs = Vec::new();
    for count in counts(&sizes, whole) {
        let pack =
            ArticlePack { format: 1, first: first as u32, articles: articles[first..first + count].to_vec(), ..ArticlePack::default() };
        let file = put(&format!("articles-{}", packs.len()), &pack, files)?;
        packs.push(PackFile { file, first: first as u32, count: count as u32, ..PackFile::default() });
        first += count;
    }
    Ok(packs)
}

/// How many articles each pack holds, of their sizes and of what they weigh together on the line.
fn counts(sizes: &[u64], whole: u32) -> Vec<usize> {
    if whole <= ONE_PACK {
        return vec![sizes.len()];
    }
    let total: u64 = sizes.iter().sum::<u64>().max(1);
    // What an article adds to a pack is about its share of the whole.
    let limit = COARSE_PACK * total / u64::from(whole);
    let (mut counts, mut count, mut size) = (Vec::new(), 0, 0);
    for next in sizes {
        if count > 0 && size + next > limit {
            counts.push(count);
            (count, size) = (0, 0);
        }
        (count, size) = (count + 1, size + next);
    }
    counts.push(count);
    counts
}

/// An article without what only import needs.
fn published(mut article: Article) -> Article {
    if let Some(capture) = &mut article.capture {
        capture.sha256.clear();
        capture.written.clear();
    }
    article
}

/// Adds a value as a file of compact JSON, named by its content.
fn put<T: Serialize>(name: &str, value: &T, files: &mut Files) -> Result<File, Failure> {
    let bytes = serde_json::to_vec(value)?;
    let sha256 = folder::sha256(&bytes);
    let path = format!("{name}-{}.json", &sha256[..16]);
    let file = File { path: path.clone(), gzip: gzip_size(&bytes), sha256, ..File::default() };
    files.push((path, bytes));
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_corpus_is_one_pack_and_a_large_one_several_of_a_size() {
        assert_eq!(counts(&[10, 20, 30], ONE_PACK), [3]);
        let sizes = [100_000; 20];
        let packs = counts(&sizes, 800_000);
        assert_eq!(packs.iter().sum::<usize>(), 20);
        assert!(packs.len() > 3 && packs.iter().all(|count| *count <= 5), "{packs:?}");
        assert_eq!(counts(&[9_000_000, 1, 1], 900_000), [1, 2], "an article is never parted");
    }
}
