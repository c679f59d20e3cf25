//! Made articles, the same in every run: words of syllables, as often as words are in a language, in four scripts.

use crate::drive::rng::Dice;
use crate::drive::{Result, named};
use serde_json::json;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use tempfile::TempDir;

/// Their site, and words that occur.
pub(super) struct Made {
    /// The folder of the site.
    pub(super) site: PathBuf,
    /// What to type.
    pub(super) words: Vec<String>,
    /// What the texts weigh on the line.
    pub(super) texts: u64,
    _folder: TempDir,
}

impl Made {
    /// Imports and builds a thousand of them by the command.
    ///
    /// # Errors
    /// The command fails.
    pub(super) fn new() -> Result<Made> {
        let folder = tempfile::tempdir()?;
        let (corpus, site, lines) = (folder.path().join("corpus"), folder.path().join("site"), folder.path().join("made.jsonl"));
        let tongues = Tongue::all();
        fs::write(&lines, articles(&tongues, 1_000))?;
        fs::create_dir(&corpus)?;
        fs::write(corpus.join("site.json"), json!({ "format": 1, "name": "A thousand" }).to_string())?;
        let command = |arguments: &[&std::ffi::OsStr]| -> Result<()> {
            let done = Command::new(named("LECTERN_COMMAND")?).args(arguments).arg("--corpus").arg(&corpus).output()?;
            if done.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&done.stderr).into_owned().into()) }
        };
        command(&["import".as_ref(), lines.as_ref()])?;
        command(&["build".as_ref(), "--out".as_ref(), site.as_ref()])?;
        let manifest: serde_json::Value = serde_json::from_slice(&fs::read(site.join("corpus/manifest.json"))?)?;
        let texts = manifest["articles"]["gzip"].as_u64().ok_or("no packs")?;
        Ok(Made { site, words: words(&tongues), texts, _folder: folder })
    }
}

/// What is typed: frequent and rare words of each script, and two words at once.
fn words(tongues: &[Tongue]) -> Vec<String> {
    let mut words = Vec::new();
    for (tongue, count) in tongues.iter().zip([24, 6, 4, 6]) {
        // Down the list of frequencies in growing steps.
        words.extend((0..count).map(|n| tongue.words[4 * n * n].clone()));
    }
    words.extend((0..6).map(|n| format!("{} {}", tongues[0].words[n], tongues[0].words[n + 40])));
    words
}

/// A language of syllables.
struct Tongue {
    lang: &'static str,
    /// The most frequent first.
    words: Vec<String>,
    space: &'static str,
    stop: &'static str,
}

impl Tongue {
    fn all() -> [Tongue; 4] {
        let mut dice = Dice::new(7);
        [
            Tongue::of(
                "en",
                "ba,con,der,el,fi,ga,hor,in,ja,kel,lo,man,ne,or,pre,qua,ri,st,ter,un,ver,wo,ing,ed,th,sh,ch,ou,ea,al",
                &mut dice,
            ),
            Tongue::of("ru", "ба,вод,го,дер,жи,зна,ка,лес,мо,ни,пер,ро,сто,ти,ход,ный,ость,ова,при,за", &mut dice),
            Tongue::of("ar", "ال,كت,مد,سف,طر,يق,نه,ر,بح,قا,فل,ين,ات,وا,ها", &mut dice),
            Tongue::of(
                "zh-Hans",
                "河,山,城,路,铁,商,队,丝,绸,茶,马,北,南,东,西,水,石,木,火,金,年,月,日,国,家,人,市,新,古,长,大,小,高,中,江,湖,桥,门,塔,车",
                &mut dice,
            ),
        ]
    }

    fn of(lang: &'static str, syllables: &str, dice: &mut Dice) -> Tongue {
        let syllables: Vec<&str> = syllables.split(',').collect();
        let han = lang.starts_with("zh");
        let word = |dice: &mut Dice| {
            let count = if han { 2 } else { 1 + dice.below(2) + dice.below(3) };
            (0..count).map(|_| syllables[dice.below(syllables.len())]).collect::<String>()
        };
        let words = (0..5_000).map(|_| word(dice)).collect();
        Tongue { lang, words, space: if han { "" } else { " " }, stop: if han { "。" } else { ". " } }
    }

    /// A word, by Zipf's law.
    fn word(&self, dice: &mut Dice) -> &str {
        let at = (self.words.len() as f64).powf(dice.share()) as usize;
        &self.words[at.min(self.words.len()) - 1]
    }

    fn phrase(&self, count: usize, dice: &mut Dice) -> String {
        let words: Vec<&str> = (0..count).map(|_| self.word(dice)).collect();
        words.join(self.space)
    }

    fn text(&self, count: usize, dice: &mut Dice) -> String {
        let mut text = String::new();
        let mut left = count;
        while left > 0 {
            let sentence = (6 + dice.below(16)).min(left);
            left -= sentence;
            _ = write!(text, "{}{}", self.phrase(sentence, dice), if dice.below(5) == 0 { "\n\n" } else { self.stop });
        }
        text
    }
}

/// So many articles as JSON Lines.
pub(super) fn lines(count: usize) -> String {
    articles(&Tongue::all(), count)
}

/// The articles as JSON Lines: three of five in the first language, of 60 to 1,200 words, most of them short.
fn articles(tongues: &[Tongue], count: usize) -> String {
    let mut dice = Dice::new(11);
    let mut lines = String::new();
    for number in 0..count {
        let tongue = &tongues[[0, 0, 0, 1, 0, 3, 0, 2, 0, 0][number % 10]];
        let words = (60.0 * 20_f64.powf(dice.share() * dice.share().sqrt())) as usize;
        let tags: Vec<&str> = (0..3).map(|_| tongue.words[300 + dice.below(12)].as_str()).collect();
        let article = json!({
            "id": format!("made-{number}"),
            "title": tongue.phrase(4 + dice.below(6), &mut dice),
            "text": tongue.text(words, &mut dice),
            "date": format!("{}-{:02}-{:02}", 2005 + dice.below(20), 1 + dice.below(12), 1 + dice.below(28)),
            "tags": tags,
            "authors": [tongue.words[400 + dice.below(30)]],
            "source": tongues[0].words[500 + dice.below(8)],
            "lang": tongue.lang,
        });
        _ = writeln!(lines, "{article}");
    }
    lines
}
