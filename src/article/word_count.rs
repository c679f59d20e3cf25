//! The word count of a body and its reading time.

use super::block::Block;
use super::language;
use super::text::for_each_run;

/// A word count: runs of letters between spaces; each Han character and kana; a fifth of the letters of other scripts without
/// spaces.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WordCount {
    /// Words separated by spaces.
    pub spaced: u32,
    /// Characters counted one by one.
    pub ideographic: u32,
}

impl WordCount {
    /// Counts the words of some blocks.
    pub fn from_blocks(blocks: &[Block]) -> WordCount {
        let mut count = WordCount::default();
        let mut unspaced = 0;
        for_each_run(blocks, &mut |run| count.add_run(run, &mut unspaced));
        count.spaced += unspaced / 5;
        count
    }

    fn add_run(&mut self, run: &str, unspaced: &mut u32) {
        let mut is_inside_word = false;
        for c in run.chars() {
            if language::is_ideographic(c) {
                self.ideographic += 1;
                is_inside_word = false;
            } else if language::is_unspaced_letter(c) {
                *unspaced += 1;
                is_inside_word = false;
            } else if c.is_whitespace() {
                is_inside_word = false;
            } else if c.is_alphanumeric() && !is_inside_word {
                self.spaced += 1;
                is_inside_word = true;
            }
        }
    }

    /// Returns the sum of words and characters.
    pub fn total(self) -> u32 {
        self.spaced + self.ideographic
    }

    /// Returns the reading time in minutes for a language, at least 1. Words of another script count at that script's speed.
    pub fn minutes(self, lang: &str) -> u32 {
        let spaced_lang = if matches!(language::primary_subtag(lang).as_str(), "zh" | "ja") { "en" } else { lang };
        let ideographic_lang = if language::primary_subtag(lang) == "ja" { "ja" } else { "zh" };
        let seconds =
            60 * self.spaced / language::reading_speed(spaced_lang) + 60 * self.ideographic / language::reading_speed(ideographic_lang);
        seconds.div_ceil(60).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(words: &str) -> WordCount {
        WordCount::from_blocks(&[Block::paragraph(words)])
    }

    #[test]
    fn counts_words_or_characters_by_script() {
        assert_eq!(count("It's a well-known fact -- 1,435 mm.").total(), 6);
        assert_eq!(count("长江上游的重庆。").total(), 7);
        assert_eq!(count("シルクロードと絹 Silk Road").total(), 10);
        assert_eq!(count("").total(), 0);
    }

    #[test]
    fn minutes_depend_on_language() {
        assert_eq!(count(&"word ".repeat(228 * 3)).minutes("en"), 3);
        assert_eq!(count(&"字".repeat(255 * 2)).minutes("zh-Hans"), 2);
        assert_eq!(count(&"字".repeat(357)).minutes("ja"), 1);
        assert_eq!(count("x").minutes("ar"), 1);
    }
}
