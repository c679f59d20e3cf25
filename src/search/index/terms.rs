//! A file of words: the forms that stand in the articles, the keys that they share, and the articles that hold them.
//!
//! A *group* is all forms of one key. Its list names the articles by how far each is from the one before, and for each the
//! impact of its occurrences. The cards of the best articles of each group stand in the same file, so that a query of one
//! word is answered, and its first rows drawn, by one file. A group whose list is long keeps only its best articles here;
//! the rest is a file of its own.

use super::codec::{Reader, Words, Writer, write_number};
use super::file::{Damage, Hash, Kind, path};
use super::root::hash;
use super::weights::STEPS;
use crate::article::id::slug;

/// An article that holds a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    /// The article.
    pub ordinal: u32,
    /// The impact of its occurrences, see [`super::weights`].
    pub impact: u8,
    /// Whether one of them is in the headline.
    pub title: bool,
}

/// Where the places of a file's words are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Placed {
    /// The number of the file of places.
    pub number: u32,
    /// Its name.
    pub name: Hash,
    /// How many groups of other files of words stand in it before these.
    pub before: u32,
}

impl Placed {
    /// The path of the file of places.
    pub fn path(&self) -> String {
        path(Kind::Places, self.number as usize, self.name)
    }
}

/// What a row of results shows of an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// Its headline.
    pub title: String,
    /// The other fields of its card: a JSON object.
    pub rest: String,
}

impl Row {
    fn write(&self, writer: &mut Writer) {
        writer.block(self.title.as_bytes());
        // Most ids are made of the headline: only what differs is written.
        match self.id.strip_prefix(&slug(&self.title)) {
            Some(rest) if !slug(&self.title).is_empty() => writer.block(format!("={rest}").as_bytes()),
            _ => writer.block(self.id.as_bytes()),
        }
        writer.block(self.rest.as_bytes());
    }

    fn read(reader: &mut Reader) -> Result<Row, Damage> {
        let title = reader.word()?.to_owned();
        let id = reader.word()?;
        let id = id.strip_prefix('=').map_or_else(|| id.to_owned(), |rest| slug(&title) + rest);
        Ok(Row { id, title, rest: reader.word()?.to_owned() })
    }

    /// The card as JSON.
    fn json(&self) -> String {
        let text = |words: &str| serde_json::to_string(words).unwrap_or_default();
        let rest = self.rest.trim_start_matches('{').trim_end_matches('}');
        let comma = if rest.is_empty() { "" } else { "," };
        format!("{{\"id\":{},\"title\":{}{comma}{rest}}}", text(&self.id), text(&self.title))
    }
}

/// The bit of a stored impact that says that the word is in the headline.
const TITLE: u8 = 64;

/// Which group a form belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Belongs {
    /// To a group of this file, by its place.
    Here(u32),
    /// To a group of another file: its number, and the group's key.
    There(u32, String),
}

/// A group as it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Group {
    /// The place of its key among the file's words.
    pub key: u32,
    /// In how many articles it is.
    pub df: u32,
    /// What it weighs, in units of 1/256.
    pub weight: u32,
    /// True for a function word.
    pub function: bool,
    /// Number and name of the file with the rest of its list.
    pub rest: Option<(u32, Hash)>,
    /// The articles, ascending; only the best where there is a rest.
    pub postings: Vec<Posting>,
}

/// A file of words as it is written.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// Forms and keys, ascending; true for a form that stands in an article; the groups that it belongs to.
    pub words: Vec<(String, bool, Vec<Belongs>)>,
    /// The groups, in the order of their keys.
    pub groups: Vec<Group>,
    /// Cards, by ordinal.
    pub cards: Vec<(u32, Row)>,
    /// Where the places of these words are.
    pub places: Placed,
}

impl Draft {
    /// The content of the file.
    pub fn write(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.number(self.places.number);
        writer.raw(&self.places.name);
        writer.number(self.places.before);
        writer.words(self.words.iter().map(|(word, _, _)| word.as_str()));
        let (mut belongs, mut remote) = (Writer::default(), Writer::default());
        for (_, real, groups) in &self.words {
            belongs.number((groups.len() as u32) << 1 | u32::from(*real));
            for group in groups {
                match group {
                    Belongs::Here(at) => belongs.number(at << 1),
                    Belongs::There(file, key) => {
                        belongs.number(file << 1 | 1);
                        remote.block(key.as_bytes());
                    }
                }
            }
        }
        writer.block(&belongs.bytes);
        writer.block(&remote.bytes);
        self.write_groups(&mut writer);
        writer.number(self.cards.len() as u32);
        let mut before = 0;
        for (ordinal, _) in &self.cards {
            writer.number(ordinal - std::mem::replace(&mut before, *ordinal));
        }
        self.cards.iter().for_each(|(_, card)| card.write(&mut writer));
        writer.bytes
    }

    fn write_groups(&self, writer: &mut Writer) {
        let (mut heads, mut lists) = (Writer::default(), (Vec::new(), Vec::new()));
        let mut key = 0;
        for group in &self.groups {
            heads.number(group.key - std::mem::replace(&mut key, group.key));
            heads.number(group.df << 2 | u32::from(group.rest.is_some()) << 1 | u32::from(group.function));
            heads.number(group.weight);
            let start = lists.0.len();
            write_list(&group.postings, &mut lists.0, &mut lists.1);
            heads.number((lists.0.len() - start) as u32);
            if let Some((number, name)) = group.rest {
                heads.number(group.postings.len() as u32);
                heads.number(number);
                heads.raw(&name);
            }
        }
        writer.number(self.groups.len() as u32);
        writer.block(&heads.bytes);
        writer.block(&lists.0);
        writer.block(&lists.1);
    }
}

/// Adds the distances and the impacts of a list.
pub fn write_list(postings: &[Posting], gaps: &mut Vec<u8>, impacts: &mut Vec<u8>) {
    let mut before = 0;
    for posting in postings {
        write_number(gaps, posting.ordinal - std::mem::replace(&mut before, posting.ordinal));
        impacts.push(posting.impact & STEPS | if posting.title { TITLE } else { 0 });
    }
}

/// The rest of a long list, as the content of a file.
pub fn write_rest(postings: &[Posting]) -> Vec<u8> {
    let (mut gaps, mut impacts) = (Vec::new(), Vec::new());
    write_list(postings, &mut gaps, &mut impacts);
    let mut writer = Writer::default();
    writer.block(&gaps);
    writer.block(&impacts);
    writer.bytes
}

/// Reads the rest of a long list.
///
/// # Errors
/// When it is damaged, or names more than `count` articles.
pub fn read_rest(bytes: &[u8], count: u32) -> Result<Vec<Posting>, Damage> {
    let mut reader = Reader::new(bytes);
    let (gaps, impacts) = (reader.block()?, reader.block()?);
    read_list(gaps, impacts, count)
}

fn read_list(gaps: &[u8], impacts: &[u8], count: u32) -> Result<Vec<Posting>, Damage> {
    let mut reader = Reader::new(gaps);
    let mut postings: Vec<Posting> = Vec::with_capacity(impacts.len().min(gaps.len()));
    let mut ordinal = 0_u32;
    for impact in impacts {
        let gap = reader.number()?;
        if gap == 0 && !postings.is_empty() {
            return Err(Damage::Value);
        }
        ordinal = ordinal.checked_add(gap).filter(|o| *o < count).ok_or(Damage::Value)?;
        postings.push(Posting { ordinal, impact: *impact & STEPS, title: *impact & TITLE == TITLE });
    }
    Ok(postings)
}

/// A group as it is read; its list is read when it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The place of its key among the file's words.
    pub key: u32,
    /// In how many articles it is.
    pub df: u32,
    /// What it weighs, in units of 1/256.
    pub weight: u32,
    /// True for a function word.
    pub function: bool,
    /// Number and name of the file with the rest of its list.
    pub rest: Option<(u32, Hash)>,
    gaps: std::ops::Range<usize>,
    impacts: std::ops::Range<usize>,
}

/// A file of words, read.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    /// Forms and keys, ascending.
    pub words: Words,
    /// The groups, in the order of their keys.
    pub groups: Vec<Head>,
    /// Where the places of these words are.
    pub places: Placed,
    belongs: Vec<u8>,
    belongs_at: Vec<u32>,
    remote: Vec<String>,
    gaps: Vec<u8>,
    impacts: Vec<u8>,
    cards: Vec<(u32, Row)>,
    count: u32,
}

impl Terms {
    /// Reads the content of the file; `count` is how many articles there are.
    ///
    /// # Errors
    /// When it is damaged.
    pub fn read(bytes: &[u8], count: u32) -> Result<Terms, Damage> {
        let mut reader = Reader::new(bytes);
        let places = Placed { number: reader.number()?, name: hash(&mut reader)?, before: reader.number()? };
        let words = reader.words()?;
        let belongs = reader.block()?.to_vec();
        let mut remote_words = Reader::new(reader.block()?);
        let mut terms = Terms { words, places, belongs, count, ..Terms::default() };
        terms.read_groups(&mut reader)?;
        let remotes = terms.place_words()?;
        terms.remote = (0..remotes).map(|_| remote_words.word().map(str::to_owned)).collect::<Result<_, _>>()?;
        terms.read_cards(&mut reader)?;
        Ok(terms)
    }

    fn read_groups(&mut self, reader: &mut Reader) -> Result<(), Damage> {
        let groups = reader.count()?;
        let mut heads = Reader::new(reader.block()?);
        self.gaps = reader.block()?.to_vec();
        self.impacts = reader.block()?.to_vec();
        let (mut key, mut gaps, mut impacts) = (0_u32, 0, 0);
        for _ in 0..groups {
            key = key.checked_add(heads.number()?).filter(|key| (*key as usize) < self.words.len()).ok_or(Damage::Value)?;
            let (packed, weight, bytes) = (heads.number()?, heads.number()?, heads.number()? as usize);
            let (df, function) = (packed >> 2, packed & 1 == 1);
            let (kept, rest) = if packed & 2 == 2 { (heads.number()?, Some((heads.number()?, hash(&mut heads)?))) } else { (df, None) };
            let head = Head { key, df, weight, function, rest, gaps: gaps..gaps + bytes, impacts: impacts..impacts + kept as usize };
            (gaps, impacts) = (head.gaps.end, head.impacts.end);
            if gaps > self.gaps.len() || impacts > self.impacts.len() {
                return Err(Damage::Value);
            }
            self.groups.push(head);
        }
        Ok(())
    }

    /// Notes where the groups of each word stand; gives how many of them are of other files.
    fn place_words(&mut self) -> Result<usize, Damage> {
        let mut reader = Reader::new(&self.belongs);
        let mut remotes = 0;
        for _ in 0..self.words.len() {
            self.belongs_at.push((self.belongs.len() - reader.left()) as u32);
            for _ in 0..reader.number()? >> 1 {
                let packed = reader.number()?;
                if packed & 1 == 1 {
                    remotes += 1;
                } else if packed >> 1 >= self.groups.len() as u32 {
                    return Err(Damage::Value);
                }
            }
        }
        Ok(remotes)
    }

    fn read_cards(&mut self, reader: &mut Reader) -> Result<(), Damage> {
        let cards = reader.count()?;
        let mut ordinal = 0_u32;
        let mut ordinals = Vec::new();
        for _ in 0..cards {
            ordinal = ordinal.checked_add(reader.number()?).filter(|o| *o < self.count).ok_or(Damage::Value)?;
            ordinals.push(ordinal);
        }
        self.cards = ordinals.into_iter().map(|o| Ok((o, Row::read(reader)?))).collect::<Result<_, _>>()?;
        Ok(())
    }

    /// True where a word stands in an article as it is, and not only as the key of others.
    pub fn is_real(&self, word: usize) -> bool {
        let start = self.belongs_at.get(word).map_or(0, |at| *at as usize);
        self.belongs.get(start).is_some_and(|packed| packed & 1 == 1)
    }

    /// The groups that a word belongs to, by its place.
    pub fn belongs(&self, word: usize) -> Vec<Belongs> {
        let Some(start) = self.belongs_at.get(word).map(|at| *at as usize) else { return Vec::new() };
        let mut reader = Reader::new(self.belongs.get(start..).unwrap_or_default());
        let count = reader.number().unwrap_or(0) >> 1;
        let mut remote = None;
        let mut one = || {
            let packed = reader.number().ok()?;
            if packed & 1 == 0 {
                return Some(Belongs::Here(packed >> 1));
            }
            let at = remote.get_or_insert_with(|| self.remotes_before(word));
            let key = self.remote.get(*at)?.clone();
            *at += 1;
            Some(Belongs::There(packed >> 1, key))
        };
        (0..count).filter_map(|_| one()).collect()
    }

    /// How many groups of other files the words before one belong to. Such words are few.
    fn remotes_before(&self, word: usize) -> usize {
        let mut reader = Reader::new(&self.belongs);
        let mut remotes = 0;
        for _ in 0..word {
            for _ in 0..reader.number().unwrap_or(0) >> 1 {
                remotes += (reader.number().unwrap_or(0) & 1) as usize;
            }
        }
        remotes
    }

    /// The group of a key.
    pub fn group(&self, key: &str) -> Option<u32> {
        let word = self.words.find(key)? as u32;
        self.groups.binary_search_by_key(&word, |group| group.key).ok().map(|at| at as u32)
    }

    /// The list of a group, ascending; damaged ones end early.
    pub fn postings(&self, group: u32) -> Vec<Posting> {
        let Some(head) = self.groups.get(group as usize) else { return Vec::new() };
        let gaps = self.gaps.get(head.gaps.clone()).unwrap_or_default();
        read_list(gaps, self.impacts.get(head.impacts.clone()).unwrap_or_default(), self.count).unwrap_or_default()
    }

    /// The card of an article, as JSON, where it stands in this file.
    pub fn card(&self, ordinal: u32) -> Option<String> {
        self.cards.binary_search_by_key(&ordinal, |(o, _)| *o).ok().map(|at| self.cards[at].1.json())
    }

    /// About how many bytes of memory it takes.
    pub fn memory(&self) -> usize {
        let cards: usize = self.cards.iter().map(|(_, card)| card.id.len() + card.title.len() + card.rest.len() + 80).sum();
        self.belongs.len() + self.gaps.len() + self.impacts.len() + cards + self.words.len() * 20 + self.groups.len() * 64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> Draft {
        let list = |ordinals: &[u32]| ordinals.iter().map(|o| Posting { ordinal: *o, impact: (*o % 64) as u8, title: *o == 5 }).collect();
        Draft {
            words: vec![
                ("rail".into(), true, vec![Belongs::Here(0)]),
                ("rails".into(), true, vec![Belongs::Here(0), Belongs::There(7, "raylz".into())]),
                ("train".into(), false, vec![Belongs::Here(1)]),
            ],
            groups: vec![
                Group { key: 0, df: 3, weight: 300, function: false, rest: None, postings: list(&[0, 5, 90]) },
                Group { key: 2, df: 9, weight: 1, function: true, rest: Some((2, [3; 4])), postings: list(&[4, 8]) },
            ],
            cards: vec![
                (5, Row { id: "the-rail-2".into(), title: "The \"Rail\"".into(), rest: "{\"lang\":\"en\"}".into() }),
                (90, Row { id: "x".into(), title: "铁路".into(), rest: "{}".into() }),
            ],
            places: Placed { number: 4, name: [9; 4], before: 7 },
        }
    }

    #[test]
    fn a_file_of_words_is_read_as_it_was_written() {
        let draft = draft();
        let terms = Terms::read(&draft.write(), 100).unwrap();
        assert_eq!(terms.belongs(1), draft.words[1].2);
        assert!(terms.is_real(0) && !terms.is_real(2));
        assert_eq!(terms.group("train"), Some(1));
        assert_eq!(terms.group("rails"), None);
        assert_eq!(terms.postings(0), draft.groups[0].postings);
        assert_eq!(terms.postings(1), draft.groups[1].postings);
        assert_eq!((terms.groups[1].df, terms.groups[1].function, terms.groups[1].rest), (9, true, Some((2, [3; 4]))));
        assert_eq!(terms.card(5).as_deref(), Some(r#"{"id":"the-rail-2","title":"The \"Rail\"","lang":"en"}"#));
        assert_eq!(terms.card(90).as_deref(), Some(r#"{"id":"x","title":"铁路"}"#));
        assert_eq!((terms.card(6), terms.places), (None, draft.places));
        let rest = write_rest(&draft.groups[0].postings);
        assert_eq!(read_rest(&rest, 100), Ok(draft.groups[0].postings.clone()));
        assert!(read_rest(&rest, 50).is_err());
    }

    #[test]
    fn a_damaged_file_of_words_never_harms() {
        let bytes = draft().write();
        for at in 0..bytes.len() {
            for change in 1..=255_u8 {
                let mut damaged = bytes.clone();
                damaged[at] ^= change;
                if let Ok(terms) = Terms::read(&damaged, 100) {
                    (0..terms.groups.len() as u32).for_each(|group| drop(terms.postings(group)));
                    (0..terms.words.len()).for_each(|word| drop(terms.belongs(word)));
                }
            }
        }
    }
}
