//! The catalogue: cards, columns, ids and articles in packs named by their content, and the manifest that names them.

use super::collection::Collection;
use super::template::hashed;
use crate::article::Article;
use crate::article::date::Date;
use crate::corpus::card::CardPack;
use crate::corpus::manifest::{DIGITS, FORMAT};
use crate::corpus::pack::ArticlePack;
use crate::corpus::{Card, Column, ColumnFile, Days, Facet, File, Manifest, Packs};
use crate::publish::failure::Failure;
use crate::publish::folder;
use crate::publish::weight::gzip_size;
use serde::Serialize;

/// All articles come in one pack while it weighs no more than this on the line, in bytes: one round trip reads everything.
const ONE_PACK: u64 = 256 * 1024;
/// What one of several packs weighs at least on the line, in bytes: enough to compress well, little to wait for. A row of results
/// needs its pack for the sentence that it shows.
const LEAST_PACK: u64 = 32 * 1024;
/// What an article pack more costs, in bytes: its place in the manifest, its share of the files that a host allows. Many packs are each
/// worth less, so that their number and their size grow alike.
const PACK_COSTS: u64 = 200;
/// How many cards a pack holds while the corpus is not large.
const CARDS: usize = 64;
/// So many card packs there are at most.
const CARD_PACKS: usize = 400;
/// Up to so many bytes of texts are weighed, of more only so many.
const WEIGHED: usize = 2 << 20;

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
    manifest.cards = cards(&collection.cards, &mut files)?;
    for facet in Facet::ALL {
        let column = Column::of(facet, &collection.cards);
        if !column.values.is_empty() {
            let file = put(&format!("column-{}", facet.key()), &column, &mut files)?;
            manifest.columns.push(ColumnFile { facet: facet.key().to_owned(), file, ..ColumnFile::default() });
        }
    }
    let ids: Vec<&str> = collection.articles.iter().map(|article| article.id.as_str()).collect();
    manifest.ids = put("ids", &ids, &mut files)?;
    manifest.days = put("days", &Days::of(collection.cards.iter().map(day)), &mut files)?;
    manifest.articles = articles(&collection.articles, &mut files)?;
    manifest.edition = folder::sha256(&serde_json::to_vec(&manifest)?)[..16].to_owned();
    files.push(("manifest.json".to_owned(), serde_json::to_vec(&manifest)?));
    Ok(files)
}

fn day(card: &Card) -> String {
    card.published.as_deref().and_then(Date::parse).map(|date| date.day()).unwrap_or_default()
}

fn cards(cards: &[Card], files: &mut Files) -> Result<Packs, Failure> {
    let each = cards_in_a_pack(cards.len());
    let mut packs = Packs { each: each as u32, ..Packs::default() };
    for (number, cards) in cards.chunks(each).enumerate() {
        let pack = CardPack { format: 1, first: (number * each) as u32, cards: cards.to_vec(), ..CardPack::default() };
        packs.hashes.push_str(&put_pack("cards", number, &pack, files)?);
    }
    Ok(packs)
}

fn cards_in_a_pack(count: usize) -> usize {
    let mut each = CARDS;
    while count.div_ceil(each) > CARD_PACKS {
        each *= 2;
    }
    each
}

fn articles(articles: &[Article], files: &mut Files) -> Result<Packs, Failure> {
    let articles: Vec<Article> = articles.iter().cloned().map(published).collect();
    let texts: Vec<Vec<u8>> = articles.iter().map(serde_json::to_vec).collect::<Result<_, _>>()?;
    let sizes: Vec<u64> = texts.iter().map(|text| text.len() as u64).collect();
    let whole = weight(&texts);
    let mut packs = Packs { gzip: whole, ..Packs::default() };
    let mut first = 0;
    for (number, count) in counts(&sizes, whole).into_iter().enumerate() {
        let pack =
            ArticlePack { format: 1, first: first as u32, articles: articles[first..first + count].to_vec(), ..ArticlePack::default() };
        packs.hashes.push_str(&put_pack("articles", number, &pack, files)?);
        packs.counts.push(count as u32);
        first += count;
    }
    Ok(packs)
}

/// What texts weigh together on the line, in bytes: of many, what some from all over weigh tells it of all.
fn weight(texts: &[Vec<u8>]) -> u64 {
    let whole: usize = texts.iter().map(Vec::len).sum();
    let some: Vec<u8> = texts.iter().step_by(whole.div_ceil(WEIGHED).max(1)).flatten().copied().collect();
    u64::from(gzip_size(&some)) * whole as u64 / (some.len() as u64).max(1)
}

/// How many articles each pack holds, of their sizes and of what they weigh together on the line.
fn counts(sizes: &[u64], whole: u64) -> Vec<usize> {
    if sizes.is_empty() || whole <= ONE_PACK {
        return Vec::from_iter((!sizes.is_empty()).then_some(sizes.len()));
    }
    let total: u64 = sizes.iter().sum::<u64>().max(1);
    let aim = LEAST_PACK.max((whole * PACK_COSTS).isqrt());
    // What an article adds to a pack is about its share of the whole.
    let limit = aim * total / whole;
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
    let path = hashed(&format!("{name}.json"), &bytes);
    files.push((path.clone(), bytes));
    Ok(File { path, ..File::default() })
}

/// Adds a pack likewise; gives the digits in its name.
fn put_pack<T: Serialize>(kind: &str, number: usize, pack: &T, files: &mut Files) -> Result<String, Failure> {
    let bytes = serde_json::to_vec(pack)?;
    let mut hash = folder::sha256(&bytes);
    hash.truncate(DIGITS);
    files.push((format!("{kind}-{number}-{hash}.json"), bytes));
    Ok(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_corpus_is_one_pack_and_a_large_one_several_of_a_size() {
        assert_eq!(counts(&[], 0), [0; 0]);
        assert_eq!(counts(&[10, 20, 30], ONE_PACK), [3]);
        let sizes = [100_000; 20];
        let packs = counts(&sizes, 400_000);
        assert_eq!(packs.iter().sum::<usize>(), 20);
        assert!(packs.len() > 3 && packs.iter().all(|count| *count <= 5), "{packs:?}");
        assert_eq!(counts(&[9_000_000, 1, 1], 300_000), [1, 2], "an article is never parted");
    }

    #[test]
    fn packs_stay_few_however_many_articles_there_are() {
        assert_eq!([0, 64, 10_000, 20_000, 100_000].map(cards_in_a_pack), [64, 64, 64, 64, 256]);
        let packs = |articles: usize| counts(&vec![4_000; articles], articles as u64 * 1_500).len();
        assert!((250..300).contains(&packs(10_000)) && (800..1_000).contains(&packs(100_000)), "{} {}", packs(10_000), packs(100_000));
    }

    #[test]
    fn what_many_texts_weigh_is_told_from_some() {
        let texts: Vec<Vec<u8>> = (0..9_000u32).map(|n| format!("{:?}", n.to_be_bytes().repeat(80)).into_bytes()).collect();
        let exact = u64::from(gzip_size(&texts.concat()));
        assert!(weight(&texts).abs_diff(exact) < exact / 5, "{} of {exact}", weight(&texts));
        assert_eq!(weight(&[]), 0);
    }
}
