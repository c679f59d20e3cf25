//! Anchors: fragment ids of blocks, derived from their words.
//!
//! The same words give the same anchor in every build, so that links, search results and marks keep pointing at a block.

use super::block::Block;
use super::text;

/// Returns one anchor for each block of a body, in order. Repeated words are numbered from the second on.
pub fn anchors(body: &[Block]) -> Vec<String> {
    let mut seen: Vec<u32> = Vec::new();
    body.iter()
        .map(|block| {
            let hash = hash(&text::block_text(block));
            let count = 1 + seen.iter().filter(|other| **other == hash).count();
            seen.push(hash);
            if count == 1 { format!("b{}", base32(hash)) } else { format!("b{}-{count}", base32(hash)) }
        })
        .collect()
}

/// FNV-1a over letters and digits in lower case (http://www.isthe.com/chongo/tech/comp/fnv/), ignoring spacing and quotes.
fn hash(words: &str) -> u32 {
    let mut hash: u32 = 0x811c_9dc5;
    let mut update = |byte: u8| hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    let mut bytes = [0; 4];
    for c in words.chars() {
        // The fast path of most letters: a list computes the anchors of sixty articles at a keystroke.
        if c.is_ascii() {
            if c.is_ascii_alphanumeric() {
                update(c.to_ascii_lowercase() as u8);
            }
        } else if c.is_alphanumeric() {
            for lower in c.to_lowercase() {
                lower.encode_utf8(&mut bytes).bytes().for_each(&mut update);
            }
        }
    }
    hash
}

fn base32(mut number: u32) -> String {
    let mut text = String::new();
    while text.len() < 6 {
        text.push(char::from(b"abcdefghijkmnpqrstuvwxyz23456789"[(number & 31) as usize]));
        number >>= 5;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_depend_on_text_and_repeats_are_numbered() {
        let body = [Block::paragraph("One thing."), Block::paragraph("Another."), Block::paragraph("one  thing")];
        let first = anchors(&body);
        assert_eq!(first[2], format!("{}-2", first[0]));
        assert_ne!(first[0], first[1]);
        assert_eq!(anchors(&body[1..])[0], first[1], "an anchor does not depend on what stands before it");
        assert_eq!(first[0], "bp69ury");
    }
}
