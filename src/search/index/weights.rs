//! The ranking parameters and formulas.
//!
//! BM25F (Zaragoza and others, "Microsoft Cambridge at TREC 13", 2004): term frequencies are weighted by field and normalized
//! by field length before saturation. A term's weight is its inverse document frequency, scaled by its residual IDF (Church and
//! Gale, "Poisson mixtures", 1995): terms concentrated in few articles, many times each, weigh more than evenly spread ones.

use super::postings::Posting;

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
    pub length_normalization: f32,
    /// Term frequency saturation, 0 (at once) to 3; BM25's `k1`.
    pub saturation: f32,
    /// The factor of residual IDF in a term's weight, 0 (none) to 4; see [`Weights::term_weight`].
    pub residual_idf: f32,
    /// The factor of a stop word ("the", "of") beside content words, 0 to 1.
    pub stop_word: f32,
    /// The factor of a longer word with the last typed word as prefix, if that is a word itself; 0 to 1.
    pub prefix_expansion: f32,
    /// The factor of the first correction of a misspelt word, 0 to 1; the second and third get a half and a third of it.
    pub correction: f32,
    /// The boost of a headline that holds all words of a query, 0 to 2; see [`Weights::headline_factor`].
    pub headline: f32,
    /// The factor of a match without regard to accents where the query has some, 0 to 1.
    pub folded_form: f32,
    /// The additional factor of a word of Hangul that stands alone, without particles and outside a compound, 0 to 1.
    pub whole_word: f32,
    /// The factor of a pair of two units of function words, 0 to 1.
    pub function_pair: f32,
    /// The factor of a unit of a function word in the weight of a run, 0 to 1.
    pub function_unit: f32,
}

/// The parameters in use.
pub const WEIGHTS: Weights = Weights {
    fields: [1.0, 3.0, 2.0, 1.5, 1.0, 1.5],
    length_normalization: 0.5,
    saturation: 1.2,
    residual_idf: 1.25,
    stop_word: 0.1,
    prefix_expansion: 0.4,
    correction: 0.8,
    headline: 1.0,
    folded_form: 0.5,
    whole_word: 0.1,
    function_pair: 0.5,
    function_unit: 0.2,
};

/// The maximum quantized score: six bits.
pub const MAX_IMPACT: u8 = 63;

/// The number of articles that hold a term at which half of its residual IDF counts.
const SHRINKAGE: f64 = 5.0;

/// The fixed-point scale of a stored term weight.
pub const WEIGHT_SCALE: f32 = 256.0;

impl Weights {
    /// Returns the quantized score of a term in an article, 1 to [`MAX_IMPACT`]. `counts` and `lengths` are of the article's fields,
    /// `averages` of all articles that have the field, each in the order of [`Field::ALL`].
    pub fn impact(&self, counts: &[u32; 6], lengths: &[u32; 6], averages: &[f32; 6]) -> u8 {
        let mut frequency = 0.0;
        for field in 0..6 {
            if counts[field] > 0 {
                let relative_length = lengths[field] as f32 / averages[field].max(1.0);
                frequency += self.fields[field] * counts[field] as f32
                    / (1.0 - self.length_normalization + self.length_normalization * relative_length);
            }
        }
        let saturated = frequency / (frequency + self.saturation);
        ((saturated * f32::from(MAX_IMPACT)).round() as u8).clamp(1, MAX_IMPACT)
    }

    /// Returns the headline factor of a score: `in_headline` is the weight of the query terms in the headline, `of_all` that of all query
    /// terms. The fourth power keeps a headline with half of them from gaining much.
    pub fn headline_factor(&self, in_headline: f32, of_all: f32) -> f32 {
        let share = if of_all > 0.0 { (in_headline / of_all).min(1.0) } else { 0.0 };
        1.0 + self.headline * share * share * share * share
    }

    /// Returns the score of a posting for a query of one word, in units of the term's weight.
    pub fn single_term_score(&self, posting: &Posting) -> f32 {
        f32::from(posting.impact) / f32::from(MAX_IMPACT) * if posting.is_in_title { self.headline_factor(1.0, 1.0) } else { 1.0 }
    }

    /// Returns the weight of a term in units of 1/[`WEIGHT_SCALE`]: in `df` of `doc_count` articles, `cf` times in all.
    pub fn term_weight(&self, doc_count: u32, df: u32, cf: u32) -> u32 {
        let idf = f64::from(inverse_document_frequency(doc_count, df.max(1)));
        let (doc_count, df, cf) = (f64::from(doc_count.max(1)), f64::from(df.max(1)), f64::from(cf.max(1)));
        let expected = (1.0 - (-(cf - 1.0).max(0.5) / doc_count).exp()).ln();
        // Of a term in few articles residual IDF is mostly noise.
        let residual = ((doc_count / df).ln() + expected).max(0.0) * df / (df + SHRINKAGE);
        ((idf * (1.0 + f64::from(self.residual_idf) * residual) * f64::from(WEIGHT_SCALE)).round() as u32).max(1)
    }
}

/// Returns the inverse document frequency of BM25 of a term that `df` of `doc_count` articles hold.
pub fn inverse_document_frequency(doc_count: u32, df: u32) -> f32 {
    let (doc_count, df) = (f64::from(doc_count.max(1)), f64::from(df));
    (1.0 + (doc_count - df + 0.5) / (df + 0.5)).ln() as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_terms_and_concentrated_terms_weigh_more() {
        let weight = |df, cf| WEIGHTS.term_weight(10_000, df, cf);
        assert!(weight(10, 10) > weight(100, 100));
        assert!(weight(100, 1_000) > weight(100, 100));
        assert!(weight(10_000, 50_000) >= 1);
    }

    #[test]
    fn the_headline_counts_more_than_the_text_and_a_long_text_less_than_a_short_one() {
        let averages = [100.0, 6.0, 1.0, 1.0, 1.0, 1.0];
        let impact = |counts, lengths| WEIGHTS.impact(&counts, &lengths, &averages);
        let text = impact([1, 0, 0, 0, 0, 0], [100, 6, 0, 0, 0, 0]);
        assert!(impact([0, 1, 0, 0, 0, 0], [100, 6, 0, 0, 0, 0]) > text);
        assert!(impact([1, 0, 0, 0, 0, 0], [1_000, 6, 0, 0, 0, 0]) < text);
        assert!(impact([1, 0, 0, 0, 0, 0], [u32::MAX, 0, 0, 0, 0, 0]) >= 1);
        assert!(impact([9_999, 9_999, 0, 0, 0, 0], [10_000, 10_000, 0, 0, 0, 0]) <= MAX_IMPACT);
    }
}
