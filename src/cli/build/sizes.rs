//! The sizes of packs: few files, and short waits.

use super::collection::Collection;
use crate::cli::command_error::CommandError;
use crate::cli::weight::gzip_size;

/// All articles are one pack while its transfer size is at most this, in bytes: one round trip loads everything.
const ONE_PACK: u64 = 256 * 1024;
/// The minimum transfer size of one of several packs, in bytes: enough to compress well, and quick to load. A result row needs its
/// pack for the excerpt.
const LEAST_PACK: u64 = 32 * 1024;
/// The cost of one more article pack, in bytes: its entry in the manifest, its share of the files that a host allows.
/// Balanced against the size of a pack, it makes number and size of packs grow alike.
const PACK_COSTS: u64 = 380;
/// The number of cards in a pack while the corpus is not large.
const CARDS: usize = 64;
/// The maximum number of card packs.
const CARD_PACKS: usize = 400;
/// Texts up to this many bytes are compressed to measure them; of longer ones, a sample of about this size.
const WEIGHED: usize = 2 << 20;

/// The number of cards in each pack, for `count` cards.
pub fn cards_in_a_pack(count: usize) -> usize {
    let mut each = CARDS;
    while count.div_ceil(each) > CARD_PACKS {
        each *= 2;
    }
    each
}

/// The number of articles in each pack, and their approximate total transfer size in bytes.
///
/// # Errors
/// When an article can no longer be read.
pub fn packs(collection: &Collection) -> Result<(Vec<usize>, u64), CommandError> {
    let sizes: Vec<u64> = collection.texts.iter().map(|text| text.size).collect();
    let weight = weight(&sizes, &mut |at| Ok(serde_json::to_vec(&collection.article(at)?)?))?;
    Ok((counts(&sizes, weight), weight))
}

/// Estimates the total transfer size of texts in bytes; for a large corpus, from an evenly spaced sample.
fn weight(sizes: &[u64], text: &mut dyn FnMut(usize) -> Result<Vec<u8>, CommandError>) -> Result<u64, CommandError> {
    let whole: u64 = sizes.iter().sum();
    let mut some = Vec::new();
    for at in (0..sizes.len()).step_by((whole.div_ceil(WEIGHED as u64) as usize).max(1)) {
        some.extend(text(at)?);
    }
    Ok(u64::from(gzip_size(&some)) * whole / (some.len() as u64).max(1))
}

/// The number of articles in each pack, computed from their sizes and total transfer size.
fn counts(sizes: &[u64], weight: u64) -> Vec<usize> {
    if sizes.is_empty() || weight <= ONE_PACK {
        return Vec::from_iter((!sizes.is_empty()).then_some(sizes.len()));
    }
    let aim = LEAST_PACK.max((weight * PACK_COSTS).isqrt());
    // An article's transfer size is about its share of the total.
    let limit = aim * sizes.iter().sum::<u64>() / weight;
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
        assert!((200..250).contains(&packs(10_000)) && (600..800).contains(&packs(100_000)), "{} {}", packs(10_000), packs(100_000));
    }

    #[test]
    fn what_many_texts_weigh_is_told_from_some() {
        let texts: Vec<Vec<u8>> = (0..9_000u32).map(|n| format!("{:?}", n.to_be_bytes().repeat(80)).into_bytes()).collect();
        let sizes: Vec<u64> = texts.iter().map(|text| text.len() as u64).collect();
        let (exact, mut read) = (u64::from(gzip_size(&texts.concat())), 0);
        let told = weight(&sizes, &mut |at| {
            read += 1;
            Ok(texts[at].clone())
        });
        let told = told.unwrap();
        assert!(told.abs_diff(exact) < exact / 5 && read < texts.len(), "{told} of {exact}");
        assert_eq!(weight(&[], &mut |_| Ok(Vec::new())), Ok(0));
    }
}
