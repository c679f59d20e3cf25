//! Turns the text of a capture into an article.

use super::body::BodyBuilder;
use super::byline::{self, BylineNames};
use super::detect_language::detect_language;
use super::dump::{Dump, parse_dump};
use super::kind::{self, PassageKind};
use super::measure::width;
use super::mojibake::repair_mojibake;
use super::passage::Passage;
use super::phrases::PAGE_WORDS;
use super::title::{self, Title};
use super::{dateline, deck, refuse, span};
use crate::article::model::FORMAT;
use crate::article::text::plain_text;
use crate::article::{Article, Block, Capture, Inline};
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::import::comparison_key::comparison_key;
use crate::cli::import::confidence;
use crate::cli::import::imported::{ImportError, Imported};
use std::collections::HashSet;
use std::ops::Range;

/// Number of passages before the headline and after the text to search for date and byline.
const PASSAGES_BEFORE_HEADLINE: usize = 6;
const PASSAGES_AFTER_TEXT: usize = 30;

/// Reads a plain-text capture of a page. `file` names it in diagnostics.
///
/// Nothing is lost: text left out of the article goes to `capture.cut`, passage by passage.
///
/// # Errors
/// When the text contains no article.
pub fn read(text: &str, file: &str) -> Result<Imported, ImportError> {
    if let Some(refusal) = refuse::empty_text_error(text) {
        return Err(refusal);
    }
    let repaired = repair_mojibake(text);
    let Dump { passages, cut } = parse_dump(repaired.as_deref().unwrap_or(text));
    let kinds = kind::classify_passages(&passages);
    let span = span::find_span(&passages, &kinds);
    if let Some(refusal) = refuse::no_article_error(&passages, &kinds, &span) {
        return Err(refusal);
    }
    let mut imported = CaptureReader { passages, kinds, span, cut, used: HashSet::new() }.into_imported(file);
    let note = "characters garbled by a wrong encoding were repaired; compare accented letters with the page";
    imported.diagnostics.extend(repaired.map(|_| Diagnostic::new(Severity::Warning, file, note)));
    Ok(imported)
}

/// Reads one capture.
struct CaptureReader {
    passages: Vec<Passage>,
    kinds: Vec<PassageKind>,
    span: Range<usize>,
    /// Text that is in no passage.
    cut: Vec<String>,
    used: HashSet<usize>,
}

impl CaptureReader {
    fn into_imported(mut self, file: &str) -> Imported {
        let title = title::find_title(&self.passages, &self.kinds, &self.span);
        let range = self.article_range(title.as_ref());
        let mut article = Article { format: FORMAT, ..Article::default() };
        self.set_title(&mut article, title.as_ref());
        let deck = deck::find_deck(&self.passages, &self.kinds, range.clone());
        self.set_deck(&mut article, deck);
        let data = self.set_byline(&mut article, title.as_ref(), &range);
        self.set_body(&mut article, &range, &data, deck);
        article.publisher = self.find_publisher();
        article.lang = detect_language(&paragraph_text(&article.body));
        self.finish(article, title.is_some(), file)
    }

    /// The passages from the headline to the end of the text.
    fn article_range(&self, title: Option<&Title>) -> Range<usize> {
        let start = title.map_or(self.span.start, |t| t.at + 1);
        start..span::article_end(&self.passages, &self.kinds, start..self.span.end)
    }

    fn set_title(&mut self, article: &mut Article, title: Option<&Title>) {
        match title {
            Some(title) => {
                article.title.clone_from(&title.text);
                if self.passages[title.at].text == title.text {
                    self.used.insert(title.at);
                }
            }
            None => {
                let first = self.passages[self.span.start].text.split(' ').take(12).collect::<Vec<_>>().join(" ");
                (article.title, article.title_made) = (first, true);
            }
        }
    }

    fn set_deck(&mut self, article: &mut Article, deck: Option<usize>) {
        article.deck = deck.map(|at| self.passages[at].text.clone());
        self.used.extend(deck);
    }

    /// Sets dates, authors and agency; returns the passages that contain them.
    fn set_byline(&mut self, article: &mut Article, title: Option<&Title>, range: &Range<usize>) -> HashSet<usize> {
        let head = self.head_range(range);
        let start = title.map_or(range.start, |t| t.at);
        let after = range.end..(range.end + PASSAGES_AFTER_TEXT).min(self.passages.len());
        let places: Vec<usize> = head.clone().chain((start.saturating_sub(PASSAGES_BEFORE_HEADLINE)..start).rev()).chain(after).collect();
        let mut data = HashSet::new();
        for at in &places {
            self.read_days(article, *at, &mut data);
        }
        self.read_names(article, &places, &head, &mut data);
        data
    }

    /// The passages between the headline and the third paragraph.
    fn head_range(&self, range: &Range<usize>) -> Range<usize> {
        let long = |i: &usize| self.kinds[*i] == PassageKind::Prose && width(&self.passages[*i].text) > 60;
        let end = range.clone().filter(long).nth(2).unwrap_or(range.end);
        range.start..end.min(range.start + 60)
    }

    fn read_days(&self, article: &mut Article, at: usize, data: &mut HashSet<usize>) {
        let text = self.passages[at].text.as_str();
        if self.kinds[at] == PassageKind::Caption || !byline::has_date(text) {
            return;
        }
        let days = byline::parse_days(text);
        if article.published.is_none() && days.published.is_some() {
            article.published = days.published;
            data.insert(at);
        }
        if article.modified.is_none() && days.modified.is_some() {
            article.modified = days.modified;
            data.insert(at);
        }
    }

    /// Reads the byline: a line with a byline's opening word wins over a lone name near the date.
    fn read_names(&self, article: &mut Article, places: &[usize], head: &Range<usize>, data: &mut HashSet<usize>) {
        let text = |at: usize| self.passages[at].text.as_str();
        let fits = |at: usize| self.kinds[at] != PassageKind::Caption;
        let opened = places
            .iter()
            .copied()
            .find(|at| fits(*at) && byline::strip_opener(text(*at)).is_some_and(|_| byline::parse_names(text(*at)).is_some()));
        let beside = |at: &usize| data.iter().any(|d| d.abs_diff(*at) <= 3) && fits(*at) && self.kinds[*at] == PassageKind::Short;
        let Some(at) = opened.or_else(|| head.clone().find(|at| beside(at) && byline::parse_names(text(*at)).is_some())) else { return };
        let BylineNames { authors, source } = byline::parse_names(text(at)).unwrap_or_default();
        (article.authors, article.source) = (authors, source);
        data.insert(at);
    }

    fn set_body(&mut self, article: &mut Article, range: &Range<usize>, data: &HashSet<usize>, deck: Option<usize>) {
        let title = comparison_key(&article.title);
        let repeats = |i: &usize| {
            let key = comparison_key(&self.passages[*i].text);
            !key.is_empty() && width(&self.passages[*i].text) > 8 && title.contains(&key)
        };
        let order = range.clone().filter(|i| !data.contains(i) && Some(*i) != deck && !repeats(i)).collect();
        let BodyBuilder { blocks, used, .. } = BodyBuilder::build(&self.passages, &self.kinds, order);
        self.used.extend(used);
        article.body = blocks;
        if let Some(first) = article.body.iter_mut().find_map(first_words_mut)
            && let Some((place, rest)) = dateline::split_dateline(first)
        {
            let rest = rest.to_owned();
            article.dateline = Some(place);
            *first = rest;
        }
    }

    /// The site's name, if the first line marks it with one of the capture's own words or `»`.
    fn find_publisher(&self) -> Option<String> {
        let first = self.passages.first()?.text.trim_start_matches('#').split(['»', '|']).next()?.trim();
        let mut words: Vec<&str> = first.split(' ').collect();
        let all = words.len();
        while words.last().is_some_and(|w| PAGE_WORDS.contains(&w.to_lowercase().as_str())) {
            words.pop();
        }
        let marked = words.len() < all || self.passages.first().is_some_and(|p| p.text.contains('»'));
        (marked && (1..=4).contains(&words.len())).then(|| words.join(" "))
    }

    fn finish(self, mut article: Article, titled: bool, file: &str) -> Imported {
        let mut diagnostics = Vec::new();
        let mut doubts = Vec::new();
        if !titled {
            doubts.push("no headline found; the title is made from the first words");
        }
        if article.published.is_none() {
            doubts.push("no date found");
        }
        if !doubts.is_empty() {
            let review = doubts.join("; ");
            diagnostics.push(Diagnostic::new(Severity::Warning, file, format!("{review}; compare the article with the page")));
            article.review = Some(review);
        }
        let cut = self.cut_passages();
        article.confidence = Some(confidence::of_capture(&article, &cut));
        article.capture = Some(Capture { cut, ..Capture::default() });
        Imported { article, diagnostics, ..Imported::default() }
    }

    /// The passages left out of the article, in order; adjoining lines stay together.
    fn cut_passages(&self) -> Vec<String> {
        let mut cut: Vec<String> = Vec::new();
        let mut open = false;
        for (at, passage) in self.passages.iter().enumerate() {
            let left = !self.used.contains(&at) && !passage.raw.is_empty();
            match cut.last_mut() {
                Some(last) if left && open && !passage.has_gap_before => {
                    last.push('\n');
                    last.push_str(&passage.raw);
                }
                _ if left => cut.push(passage.raw.clone()),
                _ => (),
            }
            open = left;
        }
        cut.extend(self.cut.iter().cloned());
        cut
    }
}

/// The words of the first paragraph.
fn first_words_mut(block: &mut Block) -> Option<&mut String> {
    match block {
        Block::Paragraph(text) => text.iter_mut().find_map(|i| if let Inline::Words(w) = i { Some(w) } else { None }),
        _ => None,
    }
}

/// The words of all paragraphs, for language detection.
fn paragraph_text(body: &[Block]) -> String {
    body.iter().filter_map(|b| if let Block::Paragraph(t) = b { Some(plain_text(t)) } else { None }).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Figure;

    fn read_article(text: &str) -> Article {
        let imported = read(text, "page.txt").unwrap();
        assert_nothing_lost(text, &imported.article);
        imported.article
    }

    /// Asserts that every line of a capture is in the article or its cut text.
    fn assert_nothing_lost(text: &str, article: &Article) {
        let whole = comparison_key(&serde_json::to_string(article).unwrap());
        let without_credit_marks =
            |line: &str| ["(Photo/", "Photo by", "Foto:", " - "].iter().fold(line.to_owned(), |l, mark| l.replace(mark, "\u{1}"));
        let kept = |line: &&str| without_credit_marks(line).split('\u{1}').all(|part| whole.contains(&comparison_key(part)));
        let lost: Vec<&str> = text.lines().filter(|line| !kept(line)).collect();
        assert!(lost.is_empty(), "{lost:?}");
    }

    fn headings(article: &Article) -> Vec<String> {
        let text = |b: &Block| if let Block::Heading(h) = b { Some(paragraph_text(&[Block::Paragraph(h.text.clone())])) } else { None };
        article.body.iter().filter_map(text).collect()
    }

    fn figures(article: &Article) -> Vec<&Figure> {
        article.body.iter().filter_map(|b| if let Block::Figure(f) = b { Some(f) } else { None }).collect()
    }

    fn paragraphs(article: &Article) -> usize {
        article.body.iter().filter(|b| matches!(b, Block::Paragraph(_))).count()
    }

    #[test]
    fn a_short_first_line_above_the_text_is_the_headline() {
        let paragraph = "港の防波堤は昨年の秋に直され、漁船は冬のあいだも沖へ出られるようになった。町の人たちは朝早くから岸壁に集まり、最初の船が戻るのを待っていた。";
        let other = "費用の計画は短い。燃料にいくらかかり、町がいくら負担するか、一日に何人が乗れば助けなしで続けられるか、紙の上で何度も計算が重ねられた。";
        let article = read_article(&format!("港の長い冬\n\n{paragraph}\n\n{other}\n"));
        assert_eq!((article.title.as_str(), article.title_made), ("港の長い冬", false));
    }

    const AGENCY: &str = "Riverside Post Title

'The Long Road Is Made of Short Ones': How the Felt Makers of the Upper Valley Came Back

By Uplandia|Mar 04,2023

\"A long road is made of short ones, and a good felt of many hands.\"

Women of the workshop roll a wet felt on the bank of the river in Karsu Landing, Upper Valley, Feb. 12, 2023. (Photo/Ada Marsh, Uplandia)

Karsu/Old Bridge - In the spring of 1998 the last felt workshop of the Upper Valley closed its doors, and the looms and kettles went to the town museum. Nobody in the town thought that they would ever be used again.

Twenty-five years later the kettles are warm. Eleven women and two men make blankets, boots and tents in the same house by the river, and sell them as far away as the coast.

\"The river does the washing\"

The wool comes from the high pastures in June, when the shepherds bring their flocks down to the bridge. It is sorted by hand, beaten with willow rods and washed in the river for two days.

\"The river does the washing, we only hold the wool,\" says the oldest of the makers. \"A good felt of many hands is a warm one.\"

New orders

Orders came first from a hotel, then from a theatre, then from a school. Last year the workshop sold four hundred blankets, more than in the ten years before it closed.

The makers now teach the craft on Saturdays, and the museum has asked for one of the new blankets in place of its kettles.


Old Valley, New Roads, New Towns

Unlawful content can be reported by calling this telephone number: +00-11-22334455

I Agree
Our Privacy Statement & Cookie Policy

By continuing to browse our site you agree to our use of cookies.

About UsContact Us
";

    #[test]
    fn reads_an_agency_page() {
        let a = read_article(AGENCY);
        assert!(a.title.starts_with("'The Long Road Is Made of Short Ones'"), "{}", a.title);
        assert_eq!(
            (a.publisher.as_deref(), a.source.as_deref(), a.published.as_deref()),
            (Some("Riverside Post"), Some("Uplandia"), Some("2023-03-04"))
        );
        assert_eq!((a.dateline.as_deref(), a.lang.as_str(), a.review), (Some("Karsu/Old Bridge"), "en", None));
        assert!(a.deck.as_deref().is_some_and(|d| d.starts_with("\"A long road")));
        assert_eq!(headings(&Article { body: a.body.clone(), ..Article::default() }), ["\"The river does the washing\"", "New orders"]);
        assert_eq!(paragraphs(&Article { body: a.body.clone(), ..Article::default() }), 6);
        let body = Article { body: a.body, ..Article::default() };
        let [figure] = figures(&body)[..] else { panic!("one figure") };
        assert_eq!((figure.credit.as_deref(), figure.date.as_deref()), (Some("Ada Marsh, Uplandia"), Some("2023-02-12")));
        assert_eq!(figure.place.as_deref(), Some("Karsu Landing, Upper Valley"));
        let cut = a.capture.unwrap().cut.join("\n");
        for chrome in ["I Agree", "+00-11", "About Us", "New Roads"] {
            assert!(cut.contains(chrome), "{chrome} in {cut}");
        }
    }

    const LYNX: &str = "#Lakeside Times » Feed

   (BUTTON) Menu

     * Home
     * News
     * Weather
     * Subscribe

   The ferry that came back to the lake

   Ada Marsh
   Published 4 July 2021, 10:30
   Updated 5 July 2021

   [ferry.jpg]
   The old ferry leaves the landing at dawn. Photo by Tom Reed/Lakeside

   After nine winters on the shore the old ferry is on the water again. It was
   mended by its own crew, with planks from the mill and an engine from a fishing
   boat, and it carries forty people and eight carts.

   The crossing takes half an hour, and the road around the lake a day. That is
   why the villages on the far side paid for the paint, and why their children
   were the first to sail on it.
     * Read: a short history of the ferry
     * Read: boats of the lake

   What it costs

   A ticket costs as much as a loaf of bread, and a cart twice that. The crew of
   five share what is left when the fuel has been paid, and in a good month there
   is enough for a second engine.

   Related

   New bridge waits for its road
   The ministry has not said when it will be built.
   Storm closes the northern landing

   Copyright 2021 Lakeside Times. All rights reserved.
";

    #[test]
    fn reads_a_text_browser_dump() {
        let a = read_article(LYNX);
        assert_eq!((a.title.as_str(), a.publisher.as_deref()), ("The ferry that came back to the lake", Some("Lakeside Times")));
        assert_eq!((a.published.as_deref(), a.modified.as_deref()), (Some("2021-07-04"), Some("2021-07-05")));
        assert_eq!(a.authors, ["Ada Marsh"]);
        assert_eq!((paragraphs(&a), headings(&a)), (3, vec!["What it costs".to_owned()]));
        assert_eq!(figures(&a)[0].credit.as_deref(), Some("Tom Reed/Lakeside"));
    }

    const GERMAN: &str = "Startseite
  • Politik
  • Wirtschaft
  • Kultur

Die Brücke am Oberlauf wird hundert Jahre alt

Sie trug Esel, Lastwagen und zuletzt nur noch Fußgänger. Nun soll sie wieder Züge tragen.

Von Ada Marsch
Stand: 12. März 2022, 14:05 Uhr

Die Brücke im Winter
Die Brücke im Winter Foto: Tom Ried/Uferbild

Als die Brücke gebaut wurde, gab es im Tal weder Strom noch eine Straße. Die Steine kamen
auf Eseln, das Eisen kam auf Schlitten, und die Arbeiter kamen zu Fuß über den Pass.

Heute stehen auf beiden Seiten Häuser, und über den Fluss gehen am Tag dreitausend
Menschen. Die Pfeiler sind gesund, sagt die Prüferin, nur das Geländer ist neu.

Ein Gleis für das Tal

Im kommenden Jahr soll ein Gleis gelegt werden, das die Mühlen am Oberlauf mit dem Bahnhof
der Stadt verbindet. Das Geld dafür hat die Gemeinde zwölf Jahre lang gespart.

    Wir haben die Brücke nie aufgegeben, wir haben nur lange auf einen Zug gewartet, der
    leicht genug ist.

    Die Müllerin am Oberlauf

Der erste Zug soll im Herbst fahren, wenn das Korn vom Oberlauf in die Stadt gebracht wird.

3 Kommentare

Ich freue mich auf den ersten Zug.
";

    #[test]
    fn reads_a_german_page() {
        let a = read_article(GERMAN);
        assert_eq!((a.title.as_str(), a.lang.as_str()), ("Die Brücke am Oberlauf wird hundert Jahre alt", "de"));
        assert_eq!((a.published.as_deref(), a.authors.join("; ")), (Some("2022-03-12"), "Ada Marsch".to_owned()));
        assert!(a.deck.as_deref().is_some_and(|d| d.starts_with("Sie trug Esel")));
        assert_eq!((figures(&a).len(), figures(&a)[0].credit.as_deref()), (1, Some("Tom Ried/Uferbild")));
        let cite = a.body.iter().find_map(|b| if let Block::Quote(q) = b { q.cite.clone() } else { None });
        assert_eq!(cite.as_deref(), Some("Die Müllerin am Oberlauf"));
        assert!(a.capture.unwrap().cut.join("\n").contains("Ich freue mich"));
    }

    const CHINESE: &str = "首页 > 文化 > 正文

河边的旧茶馆重新开门

2023年5月6日 09:20

　　沿河的旧茶馆关门十年之后，上个月重新开门了。老板说，桌子和茶壶都是从前的，只有屋顶是新的。

　　每天早晨，船工们还是先来这里喝茶，然后才去码头。他们说，这里的水比城里的好，茶也比城里的便宜。

　　周末的时候，城里的学生坐火车来听老人讲故事。老板把故事写在一本厚厚的本子里，已经写了三百多页。

版权所有 未经授权不得转载
";

    #[test]
    fn reads_a_chinese_page() {
        let a = read_article(CHINESE);
        assert_eq!((a.title.as_str(), a.lang.as_str(), a.published.as_deref()), ("河边的旧茶馆重新开门", "zh-Hans", Some("2023-05-06")));
        assert_eq!(paragraphs(&a), 3);
    }

    #[test]
    fn refuses_non_articles_with_a_reason() {
        let reason = |text: &str| read(text, "page.txt").unwrap_err().0;
        assert!(reason(" \n\u{feff}\n\t").contains("no words"));
        assert!(
            reason(
                "404 Not Found\n\nThe page that you asked for is not on this server. Please go back to the first page and try another way."
            )
            .contains("error page")
        );
        assert!(reason("Home\n\n  * News\n  * Sport\n  * Weather\n\nAbout us\n\nContact").contains("navigation"));
    }

    #[test]
    fn reports_what_is_uncertain() {
        let text = AGENCY.replace("By Uplandia|Mar 04,2023", "By Uplandia");
        let imported = read(&text, "page.txt").unwrap();
        assert_eq!(imported.article.review.as_deref(), Some("no date found"));
        assert_eq!(imported.diagnostics.len(), 1);
    }
}
