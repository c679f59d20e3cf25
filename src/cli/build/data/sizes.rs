//! The sizes of packs: few files, and short waits.

use crate::cli::build::collection::Collection;
use crate::cli::command_error::CommandError;
use crate::cli::weight::gzip_size;

/// All articles are one pack while its transfer size is at most this, in bytes: one round trip loads everything.
const MAX_SINGLE_PACK_BYTES: u64 = 256 * 1024;
/// The minimum transfer size of one of several packs, in bytes: enough to compress well, and quick to load. A result row needs its
/// pack for the excerpt.
const MIN_PACK_BYTES: u64 = 32 * 1024;
/// The cost of one more article pack, in bytes: its entry in the manifest, its share of the files that a host allows.
/// Balanced against the size of a pack, it makes number and size of packs grow alike.
const PACK_COST_BYTES: u64 = 380;
/// The number of cards in a pack while the corpus is not large.
const MIN_CARDS_PER_PACK: usize = 64;
/// The maximum number of card packs.
const MAX_CARD_PACKS: usize = 400;
/// Texts up to this many bytes are compressed to measure them; of longer ones, a sample of about this size.
const SAMPLE_BYTES: usize = 2 << 20;

/// The number of cards in each pack, for `count` cards.
pub(crate) fn cards_per_pack(count: usize) -> usize {
    let mut each = MIN_CARDS_PER_PACK;
    while count.div_ceil(each) > MAX_CARD_PACKS {
        each *= 2;
    }
    each
}

/// The number of articles in each pack, and their approximate total transfer size in bytes.
///
/// # Errors
/// When an article can no longer be read.
pub(crate) fn plan_packs(collection: &Collection) -> Result<(Vec<usize>, u64), CommandError> {
    let sizes: Vec<u64> = collection.texts.iter().map(|text| text.size).collect();
    let transfer_size = estimate_transfer_size(&sizes, &mut |at| Ok(serde_json::to_vec(&collection.article(at)?)?))?;
    Ok((articles_per_pack(&sizes, transfer_size), transfer_size))
}

/// Estimates the total transfer size of texts in bytes; for a large corpus, from an evenly spaced sample.
fn estimate_transfer_size(sizes: &[u64], text: &mut dyn FnMut(usize) -> Result<Vec<u8>, CommandError>) -> Result<u64, CommandError> {
    let whole: u64 = sizes.iter().sum();
    let mut sample = Vec::new();
    for at in (0..sizes.len()).step_by((whole.div_ceil(SAMPLE_BYTES as u64) as usize).max(1)) {
        sample.extend(text(at)?);
    }
    Ok(u64::from(gzip_size(&sample)) * whole / (sample.len() as u64).max(1))
}

/// The number of articles in each pack, computed from their sizes and total transfer size.
fn articles_per_pack(sizes: &[u64], transfer_size: u64) -> Vec<usize> {
    if sizes.is_empty() || transfer_size <= MAX_SINGLE_PACK_BYTES {
        return Vec::from_iter((!sizes.is_empty()).then_some(sizes.len()));
    }
    let target = MIN_PACK_BYTES.max((transfer_size * PACK_COST_BYTES).isqrt());
    // An article's transfer size is about its share of the total.
    let limit = target * sizes.iter().sum::<u64>() / transfer_size;
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
    fn packs_have_similar_sizes() {
        assert_eq!(articles_per_pack(&[], 0), [0; 0]);
        assert_eq!(articles_per_pack(&[10, 20, 30], MAX_SINGLE_PACK_BYTES), [3]);
        let sizes = [100_000; 20];
        let packs = articles_per_pack(&sizes, 400_000);
        assert_eq!(packs.iter().sum::<usize>(), 20);
        assert!(packs.len() > 3 && packs.iter().all(|count| *count <= 5), "{packs:?}");
        assert_eq!(articles_per_pack(&[9_000_000, 1, 1], 300_000), [1, 2], "an article is never parted");
    }

    #[test]
    fn the_number_of_packs_is_bounded() {
        assert_eq!([0, 64, 10_000, 20_000, 100_000].map(cards_per_pack), [64, 64, 64, 64, 256]);
        let packs = |articles: usize| articles_per_pack(&vec![4_000; articles], articles as u64 * 1_500).len();
        assert!((200..250).contains(&packs(10_000)) && (600..800).contains(&packs(100_000)), "{} {}", packs(10_000), packs(100_000));
    }

    #[test]
    fn transfer_size_is_estimated_from_a_sample() {
        let texts: Vec<Vec<u8>> = (0..9_000u32).map(|n| format!("{:?}", n.to_be_bytes().repeat(80)).into_bytes()).collect();
        let sizes: Vec<u64> = texts.iter().map(|text| text.len() as u64).collect();
        let (exact, mut read) = (u64::from(gzip_size(&texts.concat())), 0);
        let estimate = estimate_transfer_size(&sizes, &mut |at| {
            read += 1;
            Ok(texts[at].clone())
        });
        let estimate = estimate.unwrap();
        assert!(estimate.abs_diff(exact) < exact / 5 && read < texts.len(), "{estimate} of {exact}");
        assert_eq!(estimate_transfer_size(&[], &mut |_| Ok(Vec::new())), Ok(0));
    }
}
