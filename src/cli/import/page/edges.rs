//! Removes lines before, behind and between the text of a page that are no part of it: dates, sources, copyright, controls, links to
//! other articles. Lines are told by their form and by words of any site, never by a site's own.

use super::labels::{is_mostly_links, remove_leading};
use super::trailing_lines::is_trailing_line;
use crate::article::{Article, Block, text};
use crate::cli::import::comparison_key::comparison_key;
use crate::cli::import::dates::parse_date;

/// The number of blocks at the end among which lines are looked for.
const MAX_TRAILING: usize = 8;
/// The maximum lengths of lines, in characters.
const MAX_DATE_LINE_CHARS: usize = 60;
pub(super) const MAX_SOURCE_LINE_CHARS: usize = 60;
const MAX_KICKER_CHARS: usize = 60;
const MAX_AUTHOR_LINE_CHARS: usize = 80;
const MAX_TRAIL_CHARS: usize = 25;
const MAX_PORTRAIT_CHARS: usize = 12;
const MAX_BY_CHARS: usize = 4;

/// Words beside a date in a line of its own.
const DATE_WORDS: [&str; 57] = [
    "de",
    "feira",
    "of",
    "the",
    "um",
    "heures",
    "lesedauer",
    "minuten",
    "minutes",
    "min",
    "read",
    "lesezeit",
    "temps",
    "lecture",
    "published",
    "posted",
    "updated",
    "modified",
    "last",
    "on",
    "at",
    "am",
    "pm",
    "uhr",
    "stand",
    "veröffentlicht",
    "aktualisiert",
    "publié",
    "publicado",
    "actualizado",
    "mis",
    "jour",
    "à",
    "às",
    "le",
    "el",
    "den",
    "kl",
    "ore",
    "alle",
    "pubblicato",
    "il",
    "ultimo",
    "aggiornamento",
    "última",
    "est",
    "gmt",
    "utc",
    "pst",
    "pdt",
    "edt",
    "cst",
    "cdt",
    "cet",
    "cest",
    "ist",
    "bst",
];

/// Labels before the source of a text.
pub(super) const SOURCE_LABELS: [&str; 18] = [
    "quelle:",
    "quellen:",
    "source:",
    "sources:",
    "bron:",
    "fuente:",
    "fonte:",
    "来源：",
    "文章来源：",
    "来源:",
    "источник:",
    "crédits photo",
    "crédit photo",
    "crédits :",
    "photo credit",
    "image credit",
    "bildnachweis",
    "bildquelle",
];

/// Labels before a link to another article.
const LINK_LABELS: [&str; 48] = [
    "related",
    "more:",
    "read more",
    "also read",
    "read also",
    "read next",
    "also:",
    "see also",
    "see more",
    "watch more",
    "watch:",
    "learn more",
    "zum artikel",
    "mehr zum thema",
    "lesen sie",
    "lies auch",
    "lee también",
    "à lire",
    "lire aussi",
    "leggi anche",
    "leia também",
    "lees ook",
    "читайте",
    "相关",
    "auch lesen",
    "passend dazu",
    "mehr dazu",
    "auch interessant",
    "läs också",
    "les også",
    "læs også",
    "ver también",
    "vea también",
    "leia mais",
    "veja também",
    "saiba mais",
    "voir aussi",
    "lire la suite",
    "guarda anche",
    "bekijk ook",
    "lue myös",
    "zobacz",
    "przeczytaj",
    "czytaj także",
    "推荐阅读",
    "延伸阅读",
    "関連記事",
    "관련기사",
];

/// Removes such lines from the body of an article without its deck.
pub(super) fn remove_other_lines(body: &mut Vec<Block>, article: &Article) {
    body.retain(|block| !is_link_line(block) && !is_control(&line(block)));
    remove_leading(body, |block| {
        repeats_title(block, &article.title)
            || is_date_line(block, &article.lang)
            || is_reading_time(block)
            || is_trail(block)
            || is_source_line(block)
            || is_portrait(block, &article.authors)
            || is_lone_label(block, article.publisher.as_deref())
            || is_author_line(block, &article.authors)
    });
    let end = body.split_off(body.len().saturating_sub(MAX_TRAILING));
    body.extend(end.into_iter().filter(|block| !is_trailing_line(block)));
    while body.len() > 1 && matches!(body.last(), Some(Block::Heading(_) | Block::Rule)) {
        body.pop();
    }
}

/// The text of a paragraph or a heading; of any other block none.
pub(super) fn line(block: &Block) -> String {
    let text = if let Block::Paragraph(text) = block {
        text
    } else if let Block::Heading(heading) = block {
        &heading.text
    } else {
        return String::new();
    };
    text::plain_text(text).trim().to_owned()
}

/// A paragraph that is the title again, or the title behind its kicker.
fn repeats_title(block: &Block, title: &str) -> bool {
    let (key, title) = (comparison_key(&line(block)), comparison_key(title));
    let kicker = key.strip_suffix(title.as_str()).map(|kicker| kicker.chars().count());
    title.chars().count() > 3 && kicker.is_some_and(|kicker| kicker <= MAX_KICKER_CHARS)
}

/// A line of a date, a time and words that go with them.
fn is_date_line(block: &Block, lang: &str) -> bool {
    let line = line(block);
    if !matches!(block, Block::Paragraph(_))
        || line.is_empty()
        || line.chars().count() > MAX_DATE_LINE_CHARS
        || !line.contains(|c: char| c.is_ascii_digit())
    {
        return false;
    }
    let words = line.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).map(str::to_lowercase);
    // A month and a weekday may stand there too.
    let others = words.filter(|word| !DATE_WORDS.contains(&word.as_str())).count();
    // The language that a page declares is often another one.
    others <= 2 && [lang, "en", "de", "fr", "es", "pt", "it"].iter().any(|lang| parse_date(&line, lang).is_some())
}

/// A line of a number and words for how long ago, or how long to read: `6 minute read`, `Last updated 15 hours ago`.
fn is_reading_time(block: &Block) -> bool {
    let line = line(block).to_lowercase();
    let mut words = line.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).peekable();
    let is_time = |word: &str| DATE_WORDS.contains(&word) || TIME_WORDS.contains(&word);
    line.contains(|c: char| c.is_ascii_digit()) && words.peek().is_some() && words.all(is_time)
}

/// Words for how long ago an article was published.
const TIME_WORDS: [&str; 37] = [
    "minute", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "ago", "reading", "time", "vor", "stunde", "stunden",
    "tag", "tagen", "y", "a", "jours", "hace", "horas", "días", "há", "dias", "fa", "tempo", "di", "lettura", "minuti", "tiempo",
    "lectura", "leitura", "minutos", "leestijd", "czas", "czytania",
];

/// A line of a source before the text.
fn is_source_line(block: &Block) -> bool {
    let line = line(block).to_lowercase();
    line.chars().count() <= MAX_SOURCE_LINE_CHARS && SOURCE_LABELS.iter().any(|label| line.starts_with(label))
}

/// A portrait of an author, whose caption is the name.
fn is_portrait(block: &Block, authors: &[String]) -> bool {
    let Block::Figure(figure) = block else { return false };
    let alt = || figure.images.first().map(|image| image.alt.clone()).unwrap_or_default();
    let caption = Some(text::plain_text(&figure.caption)).filter(|caption| !caption.is_empty()).unwrap_or_else(alt);
    let is_short = |name: &str| caption.chars().count() <= name.chars().count() + MAX_PORTRAIT_CHARS;
    authors.iter().any(|name| name.contains(' ') && caption.starts_with(name.as_str()) && is_short(name))
}

/// A breadcrumb trail: a list of short links.
fn is_trail(block: &Block) -> bool {
    let Block::List(list) = block else { return false };
    let chars = text::block_text(block).chars().count();
    is_mostly_links(block, 8) && chars <= list.items.len() * MAX_TRAIL_CHARS
}

/// The first link of a breadcrumb trail, the label of a summary, or the name of the site, alone.
fn is_lone_label(block: &Block, publisher: Option<&str>) -> bool {
    let line = line(block);
    let is_publisher = publisher.is_some_and(|name| !name.is_empty() && comparison_key(name) == comparison_key(&line));
    is_publisher || LONE_LABELS.contains(&line.to_lowercase().as_str())
}

/// Such labels.
const LONE_LABELS: [&str; 9] = ["home", "startseite", "accueil", "inicio", "首页", "главная", "inhalt", "contents", "highlights"];

/// A line of an author with a word for when the article was published.
fn is_author_line(block: &Block, authors: &[String]) -> bool {
    let line = line(block);
    let (key, lower) = (comparison_key(&line), line.to_lowercase());
    let names_author = || authors.iter().any(|name| key.contains(&comparison_key(name)));
    let is_published = || PUBLISHED_WORDS.iter().any(|word| lower.contains(word)) && names_author();
    line.chars().count() <= MAX_AUTHOR_LINE_CHARS && (is_published() || is_byline(&key, authors))
}

/// Whether a line holds an author and hardly more than a "by".
fn is_byline(key: &str, authors: &[String]) -> bool {
    authors
        .iter()
        .any(|name| name.contains(' ') && key.strip_suffix(&comparison_key(name)).is_some_and(|by| by.chars().count() <= MAX_BY_CHARS))
}

/// Words for when an article was published.
const PUBLISHED_WORDS: [&str; 6] = ["published", "posted", " ago", "updated", "veröffentlicht", "publié"];

/// The controls of a gallery or a player: `1 of 6`, `Image 1 of 5`, `00:00 / 03:15`.
fn is_control(line: &str) -> bool {
    let words: Vec<String> = line.to_lowercase().split([' ', '/']).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    let is_number = |word: &String| word.chars().all(|c| c.is_ascii_digit() || c == ':');
    let is_counter = |words: &[String]| match words {
        [first, of, last] => is_number(first) && ["of", "von", "de", "sur", "di", "van"].contains(&of.as_str()) && is_number(last),
        [first, last] => line.contains('/') && is_number(first) && is_number(last) && first.contains(':'),
        _ => false,
    };
    is_counter(&words)
        || words
            .split_first()
            .is_some_and(|(first, rest)| ["image", "photo", "bild", "slide"].contains(&first.as_str()) && is_counter(rest))
}

/// A link to another article behind a label.
fn is_link_line(block: &Block) -> bool {
    let line = line(block).to_lowercase();
    let start = line.trim_start_matches(['(', '[', '>', '*', '–', '-', '•', '\u{1f449}', ' ']);
    let is_labelled = LINK_LABELS.iter().any(|label| start.starts_with(label)) && is_mostly_links(block, 6);
    matches!(block, Block::Paragraph(_)) && (is_labelled || is_shouted(block))
}

/// A link in capitals, which asks to click.
fn is_shouted(block: &Block) -> bool {
    let line = line(block);
    let letters = || line.chars().filter(|c| c.is_alphabetic());
    letters().count() > 12 && letters().all(char::is_uppercase) && is_mostly_links(block, 9)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Figure, Heading, Inline, Link, Text};

    #[test]
    fn lines_around_the_text_are_removed() {
        let long = "A sentence that is long enough to be a part of the text, with all that a reader needs to know of it, and a little more of that.";
        let link = |label: &str| {
            let link =
                Link { href: "https://example.org/".into(), text: Text::new("Another article of the same paper"), ..Link::default() };
            Block::Paragraph(Text(vec![Inline::Words(label.to_owned()), Inline::Link(link)]))
        };
        let heading = |words: &str| Block::Heading(Heading { level: 2, text: Text::new(words), ..Heading::default() });
        let leading = [
            "Startseite",
            "Trade: The rails",
            "Updated 10:01 pm PST, Tuesday, November 19, 2019",
            "19.11.2019, 08:57",
            "sexta-feira, 22 de outubro de 2010 às 20:13",
        ];
        let trailing = [
            "(Quelle: dpa)",
            "This entry was posted in Rails",
            "Fehler gefunden? Jetzt melden.",
            "ada@rails.example",
            "© 2023 The Room Ltd. Not to be copied.",
            "来源：新华网",
            "Sign up for our newsletter, every Monday.",
        ];
        let mut body: Vec<Block> = leading.map(Block::paragraph).into();
        body.extend([
            Block::paragraph("In 1869 the rails met."),
            Block::paragraph(long),
            link("READ MORE: "),
            Block::paragraph("1 of 6"),
            Block::paragraph("00:00 / 03:15"),
        ]);
        body.extend([link("He wrote to the editor of "), Block::paragraph(long)]);
        body.extend(trailing.map(Block::paragraph));
        body.push(heading("Footnotes"));
        let article = Article { title: "The rails".into(), lang: "pt".into(), ..Article::default() };
        remove_other_lines(&mut body, &article);
        assert_eq!(
            body,
            [
                Block::paragraph("In 1869 the rails met."),
                Block::paragraph(long),
                link("He wrote to the editor of "),
                Block::paragraph(long)
            ]
        );
    }

    #[test]
    fn bylines_reading_times_and_sources_before_the_text_are_removed() {
        let long = "A sentence that is long enough to be a part of the text, with all that a reader needs to know of it, and a little more of that.";
        let leading = ["Last updated 15 hours ago", "Tempo di lettura: 3 minuti", "Quelle: dpa Sport", "von Ada Norrland"];
        let mut body: Vec<Block> = leading.iter().copied().chain([long]).map(Block::paragraph).collect();
        let portrait = Figure { caption: "Ada Norrland, Editor".into(), ..Figure::default() };
        body.insert(0, Block::Figure(portrait));
        remove_other_lines(&mut body, &Article { authors: vec!["Ada Norrland".into()], lang: "it".into(), ..Article::default() });
        assert_eq!(body, [Block::paragraph(long)]);
    }

    #[test]
    fn lines_of_a_text_stay() {
        let lines = [
            "In May 1869 the rails met near Ogden.",
            "Source: an old map of the town that nobody had looked at since it was drawn in 1869.",
            "5 of us came.",
            "Home again",
        ];
        let mut body: Vec<Block> = lines.map(Block::paragraph).into();
        remove_other_lines(&mut body, &Article { title: "Rails".into(), lang: "en".into(), ..Article::default() });
        assert_eq!(body.len(), lines.len());
    }
}
