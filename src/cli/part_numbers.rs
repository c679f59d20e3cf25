//! Numbers of parts: the words by which titles and lines say which part of a series an article is.

/// Words for a part of a series, in lower case.
pub(crate) const PART_WORDS: [&str; 16] = [
    "part",
    "teil",
    "folge",
    "partie",
    "parte",
    "deel",
    "del",
    "osa",
    "część",
    "díl",
    "часть",
    "bölüm",
    "episode",
    "chapter",
    "الجزء",
    "الحلقة",
];

/// Words between the number of a part and how many there are.
pub(crate) const OF_WORDS: [&str; 13] = ["of", "von", "sur", "de", "di", "van", "af", "av", "z", "ze", "из", "من", "/"];

/// Characters after a number of Chinese and Japanese that counts parts: 第二部分, 第3回.
const PART_COUNTERS: [&str; 12] = ["部分", "部", "篇", "集", "章", "讲", "講", "回", "话", "話", "弾", "부"];

/// Separators of a title and the number of its part.
const SEPARATORS: [char; 22] =
    ['(', ')', '[', ']', '（', '）', '【', '】', '〈', '〉', ':', '：', ',', '،', '，', '、', '–', '—', '|', '｜', '·', ';'];

/// The brackets among them, in which a number alone counts parts.
const BRACKETS: [char; 10] = ['(', ')', '[', ']', '（', '）', '【', '】', '〈', '〉'];

/// The highest number of a part: a greater one is a year or a quantity.
const MAX_PART: u32 = 99;

/// The place of an article in a series, as its title says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PartNumber {
    /// The name of the series: the title before the number, else empty.
    pub series: String,
    /// The title after the number.
    pub rest: String,
    /// The number of the part.
    pub number: u32,
    /// The number of all parts, if the title says it.
    pub count: Option<u32>,
}

/// Finds the number of a part in a title: `Rails, part 2`, `Rails (2/5)`, `Teil 2 von 5: Die Brücke`, `铁路（二）`, `铁路：第二部分`.
pub(crate) fn part_number(title: &str) -> Option<PartNumber> {
    let mut end = 0;
    title.split_inclusive(SEPARATORS).find_map(|piece| {
        end += piece.len();
        number_in_piece(title, end - piece.len(), piece)
    })
}

fn number_in_piece(title: &str, start: usize, piece: &str) -> Option<PartNumber> {
    let words = piece.trim_end_matches(SEPARATORS);
    let (before, after) = (title.get(..start)?, title.get(start + words.len()..)?);
    let is_bracketed = before.ends_with(BRACKETS) && after.starts_with(BRACKETS);
    let bracketed = bracketed_number(words).filter(|_| is_bracketed).map(|place| (String::new(), place));
    let (lead, (number, count)) = bracketed.or_else(|| counted_part(words)).or_else(|| worded_part(words))?;
    let trim = |text: &str| text.trim_matches(|c: char| SEPARATORS.contains(&c) || c.is_whitespace() || c == '-').to_owned();
    let is_sound = (1..=MAX_PART).contains(&number) && count.is_none_or(|count| (number..=MAX_PART).contains(&count));
    is_sound.then(|| PartNumber { series: trim(&[before, &lead].concat()), rest: trim(after), number, count })
}

/// The number of a part, and how many there are.
type Place = (u32, Option<u32>);

/// `2`, `2/5`, `II`, `二`, as they stand in brackets.
fn bracketed_number(words: &str) -> Option<Place> {
    match words.trim().split_once('/') {
        Some((number, count)) => Some((read_number(number)?, Some(read_number(count)?))),
        None => Some((read_number(words)?, None)),
    }
}

/// A part at the end of some words, and the words before it: `铁路第二部分`.
fn counted_part(words: &str) -> Option<(String, Place)> {
    let number = PART_COUNTERS.iter().find_map(|counter| words.trim_end().strip_suffix(counter))?;
    let (lead, digits) = number.rsplit_once(['第', '제'])?;
    Some((lead.to_owned(), (read_number(digits)?, None)))
}

/// The same in words: `Rails part 2`, `Rails part 2 of 5`, `Rails Teil 2/5`.
fn worded_part(words: &str) -> Option<(String, Place)> {
    let spaced = words.replace('/', " / ");
    let tokens: Vec<&str> = spaced.split_whitespace().collect();
    let at = tokens.iter().rposition(|word| PART_WORDS.contains(&word.to_lowercase().as_str()))?;
    let place = match tokens.get(at + 1..)? {
        [number] => (read_number(number)?, None),
        [number, of, count] if OF_WORDS.contains(&of.to_lowercase().as_str()) => (read_number(number)?, Some(read_number(count)?)),
        _ => return None,
    };
    Some((tokens.get(..at)?.join(" "), place))
}

/// Reads a number of at most two digits, Roman or Chinese.
fn read_number(text: &str) -> Option<u32> {
    let text = text.trim();
    let is_short = !text.is_empty() && text.chars().count() <= 5;
    is_short.then(|| decimal_number(text).or_else(|| roman_number(text)).or_else(|| chinese_number(text))).flatten()
}

fn decimal_number(text: &str) -> Option<u32> {
    let ascii = deunicode::deunicode(text);
    text.chars().all(char::is_numeric).then(|| ascii.parse().ok()).flatten()
}

fn roman_number(text: &str) -> Option<u32> {
    const NUMBERS: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    (1..).zip(NUMBERS).find(|(_, roman)| text.eq_ignore_ascii_case(roman)).map(|(number, _)| number)
}

/// Reads a Chinese number below 100.
fn chinese_number(text: &str) -> Option<u32> {
    let digit = |text: &str| match text.chars().collect::<Vec<_>>()[..] {
        [one] => (1..).zip("一二三四五六七八九".chars()).find(|(_, c)| *c == one).map(|(number, _)| number),
        _ => None,
    };
    match text.split_once('十') {
        None => digit(text),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digit(tens)? };
            Some(tens * 10 + if ones.is_empty() { 0 } else { digit(ones)? })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(title: &str) -> Option<(String, u32, Option<u32>, String)> {
        part_number(title).map(|part| (part.series, part.number, part.count, part.rest))
    }

    fn wanted(series: &str, number: u32, count: Option<u32>, rest: &str) -> Option<(String, u32, Option<u32>, String)> {
        Some((series.to_owned(), number, count, rest.to_owned()))
    }

    #[test]
    fn parts_are_read_from_titles_of_many_languages() {
        assert_eq!(read("The Long Line, Part 2 of 5"), wanted("The Long Line", 2, Some(5), ""));
        assert_eq!(read("The Long Line part II: Bridges"), wanted("The Long Line", 2, None, "Bridges"));
        assert_eq!(read("The Long Line (2/5)"), wanted("The Long Line", 2, Some(5), ""));
        assert_eq!(read("The Long Line (2)"), wanted("The Long Line", 2, None, ""));
        assert_eq!(read("Teil 3: Die Brücke"), wanted("", 3, None, "Die Brücke"));
        assert_eq!(read("La ligne – partie 1 sur 4"), wanted("La ligne", 1, Some(4), ""));
        assert_eq!(read("铁路（十二）"), wanted("铁路", 12, None, ""));
        assert_eq!(read("铁路：第二部分"), wanted("铁路", 2, None, ""));
        assert_eq!(read("铁路第3集"), wanted("铁路", 3, None, ""));
        assert_eq!(read("سكة الحديد، الجزء ٢"), wanted("سكة الحديد", 2, None, ""));
    }

    #[test]
    fn numbers_that_count_no_parts_are_left_alone() {
        let titles =
            ["The Line in 2014 (2015)", "Part of the plan", "Chapter and verse", "9/11: a day", "Rails (5/2)", "一个好消息", "Model 3", ""];
        assert_eq!(titles.map(read), [const { None }; 8]);
        assert_eq!(read("A part 2 players wanted"), None);
    }
}
