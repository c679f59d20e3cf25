//! Every number that ranking depends on, and the formulas.
//!
//! BM25F (Zaragoza and others, "Microsoft Cambridge at TREC 13", 2004): the occurrences in each field are weighted, and
//! normalised by the field's length, before they are saturated. A word's weight is its inverse document frequency times
//! its burstiness, by residual IDF (Church and Gale, "Poisson mixtures", 1995): words that keep to few articles, many
//! times each, say more than words strewn evenly.

use super::terms::Posting;

/// The fields of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Its text, quotations, lists, tables and notes.
    Body,
    /// Its headline.
    Title,
    /// Its standfirst.
    Deck,
    /// The headings inside the text.
    Heading,
    /// Captions and credits.
    Caption,
    /// Tags, authors, source and section.
    Label,
}

impl Part {
    /// Every field, the text first.
    pub const ALL: [Part; 6] = [Part::Body, Part::Title, Part::Deck, Part::Heading, Part::Caption, Part::Label];
}

/// The numbers of the ranking. One setting serves every corpus.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights {
    /// What an occurrence in each field counts, in the order of [`Part::ALL`]; 0 to 10. The headline's was chosen on four
    /// public judged collections, the others lie between text and headline.
    pub fields: [f32; 6],
    /// How much a field's length counts against it, 0 (not at all) to 1 (in full); BM25's `b`.
    pub length: f32,
    /// How soon more occurrences stop to count, 0 (at once) to 3; BM25's `k1`.
    pub saturation: f32,
    /// How much burstiness adds to a word's weight, 0 (nothing) to 4.
    pub burstiness: f32,
    /// What a function word ("the", "of") counts beside other words, 0 to 1.
    pub function_word: f32,
    /// What a word counts that only begins as the last one typed does, where that is a word itself; 0 to 1.
    pub beginning: f32,
    /// What a word counts that stands for a misspelt one, 0 to 1; the second and third choice twice and three times that much less.
    pub correction: f32,
    /// How much it adds that the headline holds the words of a query, 0 to 2: so much where it holds all, see [`Weights::headline`].
    pub headline: f32,
    /// What it adds that a word stands there with the accents that were typed, 0 to 1.
    pub accents: f32,
}

/// The setting.
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

/// The largest impact that is stored: six bits.
pub const STEPS: u8 = 63;

/// Units of a stored word's weight for 1.
pub const UNIT: f32 = 256.0;

impl Weights {
    /// The impact of an article's occurrences of a word, 1 to [`STEPS`]. `counts` and `lengths` are of the article's fields,
    /// `averages` of all articles' that have the field, each in the order of [`Part::ALL`].
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

    /// What an article's score is multiplied by: `held` is the weight of the query's words in its headline, `all` that of all
    /// its words. Half of the words say little, all of them that this is the article that was meant.
    pub fn headline(&self, held: f32, all: f32) -> f32 {
        let share = if all > 0.0 { (held / all).min(1.0) } else { 0.0 };
        1.0 + self.headline * share * share * share * share
    }

    /// What an article counts for a query of one word, in units of that word's weight.
    pub fn alone(&self, posting: &Posting) -> f32 {
        f32::from(posting.impact) / f32::from(STEPS) * if posting.title { self.headline(1.0, 1.0) } else { 1.0 }
    }

    /// The weight of a word in units of 1/[`UNIT`]: in `df` of `count` articles, `cf` times in all.
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
