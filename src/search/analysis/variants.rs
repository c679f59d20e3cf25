//! Character variants: traditional Chinese is indexed in its simplified form.

/// A map from characters to their indexed forms: pairs, ascending by the first of each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Variants(Vec<(char, char)>);

impl Variants {
    /// Creates a map from pairs of a character and its indexed form; the first of duplicates counts.
    pub fn new(pairs: impl IntoIterator<Item = (char, char)>) -> Variants {
        let mut pairs: Vec<(char, char)> = pairs.into_iter().collect();
        pairs.sort_by_key(|pair| pair.0);
        pairs.dedup_by_key(|pair| pair.0);
        Variants(pairs)
    }

    /// Returns the indexed form of a character; most map to themselves.
    pub fn indexed_form(&self, c: char) -> char {
        self.0.binary_search_by_key(&c, |pair| pair.0).map_or(c, |at| self.0[at].1)
    }

    /// Returns the pairs, in the order of the first characters.
    pub fn pairs(&self) -> Vec<(char, char)> {
        self.0.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_characters_map_to_themselves() {
        let variants = Variants::new([('鐵', '铁'), ('發', '发'), ('鐵', '鉄')]);
        assert_eq!([variants.indexed_form('鐵'), variants.indexed_form('铁'), variants.indexed_form('a')], ['铁', '铁', 'a']);
        assert_eq!(variants.pairs(), [('發', '发'), ('鐵', '铁')]);
    }
}
