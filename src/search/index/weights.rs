//! The ranking parameters and formulas.
//!
//! BM25F (Zaragoza and others, "Microsoft Cambridge at TREC 13", 2004): term frequencies are weighted by field and normalized
//! by field length before saturation. A term's weight is its inverse document frequency, scaled by its residual IDF (Church and
//! Gale, "Poisson mixtures", 1995): terms concentrated in few articles, many times each, weigh more than evenly spread ones.

use super::term_block::Posting;

/// The fields of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Text, quotations, lists, tables and notes.
    Body,
    /// The headline.
    Title,
    /// The standfirst.
    Deck,
    /// The headings inside the text.
    Heading,
    /// Captions and credits.
    Caption,
    /// Tags, authors, source and section.
    Label,
}

impl Field {
    /// All fields, the text first.
    pub const ALL: [Field; 6] = [Field::Body, Field::Title, Field::Deck, Field::Heading, Field::Caption, Field::Label];
}

/// The ranking parameters. One setting serves every corpus.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights {
    /// The weight of an occurrence in each field, in the order of [`Field::ALL`]; 0 to 10. The headline's was tuned on four
    /// public test collections, the others lie between text and headline.
    pub fields: [f32; 6],
    /// Length normalization, 0 (none) to 1 (full); BM25's `b`.
    pub length: f32,
    /// Term frequency saturation, 0 (at once) to 3; BM25's `k1`.
    pub saturation: f32,
    /// The factor of residual IDF in a term's weight, 0 (none) to 4.
    pub burstiness: f32,
    /// The factor of a stop word ("the", "of") beside content words, 0 to 1.
    pub function_word: f32,
    /// The factor of a longer word with the last typed word as prefix, if that is a word itself; 0 to 1.
    pub beginning: f32,
    /// The factor of the first correction of a misspelt word, 0 to 1; the second and third get a half and a third of it.
    pub correction: f32,
    /// The boost of a headline that holds all words of a query, 0 to 2; see [`Weights::headline`].
    pub headline: f32,
    /// The additional factor of an exact-form match, accents included, 0 to 1.
    pub accents: f32,
}

/// The parameters in use.
pub const WEIGHTS: Weights = Weights {
    fields: [1.0, 3.0, 2.0, 1.5, 1.0, 1.5],
    length: 0.5,
    saturation: 1.2,
    burstiness: 2.0,
    function_word: 0.1,
    beginning: 0.4,
    correction: 0.8,
    headline: 1.0,
    accents: 0.1,
};

/// The maximum quantized score: six bits.
pub const STEPS: u8 = 63;

/// The fixed-point scale of a stored term weight.
pub const UNIT: f32 = 256.0;

impl Weights {
    /// Returns the quantized score of a term in an article, 1 to [`STEPS`]. `counts` and `lengths` are of the article's fields,
    /// `averages` of all articles that have the field, each in the order of [`Field::ALL`].
    pub fn impact(&self, counts: &[u32; 6], lengths: &[u32; 6], averages: &[f32; 6]) -> u8 {
        let mut frequency = 0.0;
        for field in 0..6 {
            if counts[field] > 0 {
                let length = lengths[field] as f32 / averages[field].max(1.0);
                frequency += self.fields[field] * counts[field] as f32 / (1.0 - self.length + self.length * length);
            }
        }
        let saturated = frequency / (frequency + self.saturation);
        ((saturated * f32::from(STEPS)).round() as u8).clamp(1, STEPS)
    }

    /// Returns the headline factor of a score: `held` is the weight of the query terms in the headline, `all` that of all query
    /// terms. The fourth power keeps a headline with half of them from gaining much.
    pub fn headline(&self, held: f32, all: f32) -> f32 {
        let share = if all > 0.0 { (held / all).min(1.0) } else { 0.0 };
        1.0 + self.headline * share * share * share * share
    }

    /// Returns the score of a posting for a query of one word, in units of the term's weight.
    pub fn alone(&self, posting: &Posting) -> f32 {
        f32::from(posting.impact) / f32::from(STEPS) * if posting.title { self.headline(1.0, 1.0) } else { 1.0 }
    }

    /// Returns the weight of a term in units of 1/[`UNIT`]: in `df` of `count` articles, `cf` times in all.
    pub fn word(&self, count: u32, df: u32, cf: u32) -> u32 {
        let (count, df, cf) = (f64::from(count.max(1)), f64::from(df.max(1)), f64::from(cf.max(1)));
        let idf = (1.0 + (count - df + 0.5) / (df + 0.5)).ln();
        let expected = (1.0 - (-cf / count).exp()).ln();
        let residual = ((count / df).ln() + expected).max(0.0);
        ((idf * (1.0 + f64::from(self.burstiness) * residual) * f64::from(UNIT)).round() as u32).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_and_bursty_words_weigh_more() {
        let word = |df, cf| WEIGHTS.word(10_000, df, cf);
        assert!(word(10, 10) > word(100, 100));
        assert!(word(100, 1_000) > word(100, 100));
        assert!(word(10_000, 50_000) >= 1);
    }

    #[test]
    fn the_headline_counts_more_than_the_text_and_a_long_text_less_than_a_short_one() {
        let averages = [100.0, 6.0, 1.0, 1.0, 1.0, 1.0];
        let impact = |counts, lengths| WEIGHTS.impact(&counts, &lengths, &averages);
        let text = impact([1, 0, 0, 0, 0, 0], [100, 6, 0, 0, 0, 0]);
        assert!(impact([0, 1, 0, 0, 0, 0], [100, 6, 0, 0, 0, 0]) > text);
        assert!(impact([1, 0, 0, 0, 0, 0], [1_000, 6, 0, 0, 0, 0]) < text);
        assert!(impact([1, 0, 0, 0, 0, 0], [u32::MAX, 0, 0, 0, 0, 0]) >= 1);
        assert!(impact([9_999, 9_999, 0, 0, 0, 0], [10_000, 10_000, 0, 0, 0, 0]) <= STEPS);
    }
}
