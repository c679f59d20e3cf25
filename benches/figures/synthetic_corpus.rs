//! Made articles, the same in every run: words of syllables, as often as words are in a language, in four scripts.

use crate::drive::rng::Rng;
use crate::drive::{Result, env_path};
use serde_json::json;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use tempfile::TempDir;

/// Their site, and words that occur.
pub(super) struct SyntheticSite {
    /// The folder of the site.
    pub(super) site: PathBuf,
    /// What to type.
    pub(super) queries: Vec<String>,
    /// What the texts weigh on the line.
    pub(super) text_bytes: u64,
    _folder: TempDir,
}

impl SyntheticSite {
    /// Imports and builds a thousand of them by the command.
    ///
    /// # Errors
    /// The command fails.
    pub(super) fn new() -> Result<SyntheticSite> {
        let folder = tempfile::tempdir()?;
        let (corpus, site, lines) = (folder.path().join("corpus"), folder.path().join("site"), folder.path().join("made.jsonl"));
        let languages = SyntheticLanguage::all();
        fs::write(&lines, articles_json_lines(&languages, 1_000))?;
        fs::create_dir(&corpus)?;
        fs::write(corpus.join("site.json"), json!({ "format": 1, "name": "A thousand" }).to_string())?;
        let command = |arguments: &[&std::ffi::OsStr]| -> Result<()> {
            let done = Command::new(env_path("LECTERN_COMMAND")?).args(arguments).arg("--corpus").arg(&corpus).output()?;
            if done.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&done.stderr).into_owned().into()) }
        };
        command(&["import".as_ref(), lines.as_ref()])?;
        command(&["build".as_ref(), "--out".as_ref(), site.as_ref()])?;
        let manifest: serde_json::Value = serde_json::from_slice(&fs::read(site.join("corpus/manifest.json"))?)?;
        let text_bytes = manifest["articles"]["gzip"].as_u64().ok_or("no packs")?;
        Ok(SyntheticSite { site, queries: queries(&languages), text_bytes, _folder: folder })
    }
}

/// What is typed: frequent and rare words of each script, and two words at once.
fn queries(languages: &[SyntheticLanguage]) -> Vec<String> {
    let mut queries = Vec::new();
    for (language, count) in languages.iter().zip([24, 6, 4, 6]) {
        // Down the list of frequencies in growing steps.
        queries.extend((0..count).map(|n| language.words[4 * n * n].clone()));
    }
    queries.extend((0..6).map(|n| format!("{} {}", languages[0].words[n], languages[0].words[n + 40])));
    queries
}

/// A language of syllables.
struct SyntheticLanguage {
    lang: &'static str,
    /// The most frequent first.
    words: Vec<String>,
    word_separator: &'static str,
    sentence_end: &'static str,
}

impl SyntheticLanguage {
    fn all() -> [SyntheticLanguage; 4] {
        let mut rng = Rng::new(7);
        [
            SyntheticLanguage::from_syllables(
                "en",
                "ba,con,der,el,fi,ga,hor,in,ja,kel,lo,man,ne,or,pre,qua,ri,st,ter,un,ver,wo,ing,ed,th,sh,ch,ou,ea,al",
                &mut rng,
            ),
            SyntheticLanguage::from_syllables("ru", "ба,вод,го,дер,жи,зна,ка,лес,мо,ни,пер,ро,сто,ти,ход,ный,ость,ова,при,за", &mut rng),
            SyntheticLanguage::from_syllables("ar", "ال,كت,مد,سف,طر,يق,نه,ر,بح,قا,فل,ين,ات,وا,ها", &mut rng),
            SyntheticLanguage::from_syllables(
                "zh-Hans",
                "河,山,城,路,铁,商,队,丝,绸,茶,马,北,南,东,西,水,石,木,火,金,年,月,日,国,家,人,市,新,古,长,大,小,高,中,江,湖,桥,门,塔,车",
                &mut rng,
            ),
        ]
    }

    fn from_syllables(lang: &'static str, syllables: &str, rng: &mut Rng) -> SyntheticLanguage {
        let syllables: Vec<&str> = syllables.split(',').collect();
        let han = lang.starts_with("zh");
        let word = |rng: &mut Rng| {
            let count = if han { 2 } else { 1 + rng.below(2) + rng.below(3) };
            (0..count).map(|_| syllables[rng.below(syllables.len())]).collect::<String>()
        };
        let words = (0..5_000).map(|_| word(rng)).collect();
        SyntheticLanguage { lang, words, word_separator: if han { "" } else { " " }, sentence_end: if han { "。" } else { ". " } }
    }

    /// A word, by Zipf's law.
    fn random_word(&self, rng: &mut Rng) -> &str {
        let at = (self.words.len() as f64).powf(rng.next_f64()) as usize;
        &self.words[at.min(self.words.len()) - 1]
    }

    fn random_phrase(&self, count: usize, rng: &mut Rng) -> String {
        let words: Vec<&str> = (0..count).map(|_| self.random_word(rng)).collect();
        words.join(self.word_separator)
    }

    fn random_text(&self, count: usize, rng: &mut Rng) -> String {
        let mut text = String::new();
        let mut remaining = count;
        while remaining > 0 {
            let sentence = (6 + rng.below(16)).min(remaining);
            remaining -= sentence;
            _ = write!(text, "{}{}", self.random_phrase(sentence, rng), if rng.below(5) == 0 { "\n\n" } else { self.sentence_end });
        }
        text
    }
}

/// So many articles as JSON Lines.
pub(super) fn json_lines(count: usize) -> String {
    articles_json_lines(&SyntheticLanguage::all(), count)
}

/// The articles as JSON Lines: three of five in the first language, of 60 to 1,200 words, most of them short.
fn articles_json_lines(languages: &[SyntheticLanguage], count: usize) -> String {
    let mut rng = Rng::new(11);
    let mut lines = String::new();
    for number in 0..count {
        let language = &languages[[0, 0, 0, 1, 0, 3, 0, 2, 0, 0][number % 10]];
        let words = (60.0 * 20_f64.powf(rng.next_f64() * rng.next_f64().sqrt())) as usize;
        let tags: Vec<&str> = (0..3).map(|_| language.words[300 + rng.below(12)].as_str()).collect();
        let article = json!({
            "id": format!("made-{number}"),
            "title": language.random_phrase(4 + rng.below(6), &mut rng),
            "text": language.random_text(words, &mut rng),
            "date": format!("{}-{:02}-{:02}", 2005 + rng.below(20), 1 + rng.below(12), 1 + rng.below(28)),
            "tags": tags,
            "authors": [language.words[400 + rng.below(30)]],
            "source": languages[0].words[500 + rng.below(8)],
            "lang": language.lang,
        });
        _ = writeln!(lines, "{article}");
    }
    lines
}
