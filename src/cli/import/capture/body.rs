//! Turns an article's passages into blocks: paragraphs, headings, quotations, figures, lists.

use super::caption;
use super::kind::PassageKind;
use super::measure::{collapse_breaking_whitespace, width};
use super::passage::Passage;
use crate::article::text::plain_text;
use crate::article::{Block, Figure, List, Quote};
use crate::cli::import::comparison_key::comparison_key;
use std::collections::HashSet;

/// Maximum width of a heading, in columns.
const MAX_HEADING_WIDTH: usize = 150;

/// Maximum width of the attribution under a quotation.
const MAX_CITE_WIDTH: usize = 60;

/// Maximum width of a picture's alternative text.
const MAX_ALT_WIDTH: usize = 160;

/// From this width on, an all-caps line between paragraphs is a link to another article.
const MIN_ALL_CAPS_WIDTH: usize = 45;

/// Length in letters of the runs by which a repeated passage is detected.
const SHINGLE_CHARS: usize = 24;

/// Builds the blocks of a body from an article's passages, and records which passages it used.
pub(super) struct BodyBuilder<'a> {
    passages: &'a [Passage],
    kinds: &'a [PassageKind],
    /// The passages to read: indices into the page, in order.
    order: Vec<usize>,
    /// The column in which paragraphs begin; deeper ones are quotations.
    left_margin: usize,
    seen_shingles: HashSet<String>,
    /// The blocks so far.
    pub(super) blocks: Vec<Block>,
    /// The passages used in full.
    pub(super) used: Vec<usize>,
}

impl<'a> BodyBuilder<'a> {
    /// Reads the passages of `order`; some may turn out to be boilerplate and are left out.
    pub(super) fn build(passages: &'a [Passage], kinds: &'a [PassageKind], order: Vec<usize>) -> BodyBuilder<'a> {
        let left_margin = left_margin(passages, kinds, &order);
        let mut body =
            BodyBuilder { passages, kinds, order, left_margin, seen_shingles: HashSet::new(), blocks: Vec::new(), used: Vec::new() };
        let mut at = 0;
        while at < body.order.len() {
            at += body.read_block(at);
        }
        if body.blocks.last() == Some(&Block::Rule) {
            body.blocks.pop();
            body.used.pop();
        }
        body
    }

    /// Reads the block that begins at a position of the order; returns the number of passages consumed.
    fn read_block(&mut self, at: usize) -> usize {
        match self.kind_at(at) {
            PassageKind::Boilerplate | PassageKind::Repeated | PassageKind::AfterArticle => 1,
            PassageKind::Picture => self.read_picture(at),
            PassageKind::Rule => self.read_rule(at),
            PassageKind::Table => self.read_table(at),
            PassageKind::Item => self.read_list(at),
            PassageKind::Caption => self.read_caption(at),
            _ if self.is_repeated(at) => self.read_repeated(at),
            PassageKind::Short => self.read_short_line(at),
            PassageKind::Prose => self.read_prose(at),
        }
    }

    fn kind_at(&self, at: usize) -> PassageKind {
        self.order.get(at).map_or(PassageKind::Boilerplate, |i| self.kinds[*i])
    }

    fn passage_at(&self, at: usize) -> &'a Passage {
        &self.passages[self.order[at]]
    }

    fn text_at(&self, at: usize) -> &'a str {
        &self.passage_at(at).text
    }

    /// The next position whose passage is not boilerplate.
    fn next_content(&self, at: usize) -> Option<usize> {
        (at + 1..self.order.len()).find(|i| !self.kind_at(*i).is_boilerplate())
    }

    fn push_block(&mut self, at: usize, block: Block) {
        self.blocks.push(block);
        self.used.push(self.order[at]);
    }

    /// Reads a rule: it parts a text only where something stands before and after it.
    fn read_rule(&mut self, at: usize) -> usize {
        if self.blocks.last().is_some_and(|block| *block != Block::Rule) {
            self.push_block(at, Block::Rule);
        }
        1
    }

    fn read_table(&mut self, at: usize) -> usize {
        if let Some(table) = self.passage_at(at).table.clone() {
            self.push_block(at, Block::Table(table));
        }
        1
    }

    /// Reads the line in the place of a picture, with the caption that adjoins it; alone it says nothing.
    fn read_picture(&mut self, at: usize) -> usize {
        let next = at + 1;
        let adjoins = next < self.order.len() && !self.passage_at(next).has_gap_before;
        let is_caption =
            adjoins && matches!(self.kind_at(next), PassageKind::Short | PassageKind::Prose) && width(self.text_at(next)) < 320;
        if !is_caption {
            return 1;
        }
        if let Some(consumed) = self.read_caption_before_credit(next) {
            return consumed + 1;
        }
        let figure = caption::parse_caption(self.text_at(next));
        self.push_figure(next, figure);
        2
    }

    /// Reads a run of items: a list if a paragraph announces it or its items are sentences, else navigation links.
    fn read_list(&mut self, at: usize) -> usize {
        let count = (at..self.order.len()).take_while(|i| self.kind_at(*i) == PassageKind::Item).count();
        if self.is_list(at, count) {
            let items = (at..at + count).map(|i| vec![Block::paragraph(self.passage_at(i).rich_text())]).collect();
            let ordered = self.passage_at(at).marker.ends_with('.');
            self.blocks.push(Block::List(List { ordered, items, ..List::default() }));
            self.used.extend(&self.order[at..at + count]);
        }
        count
    }

    /// True for a list of the text: a paragraph announces it, or its items are sentences, quantities or parts of sentences.
    fn is_list(&self, at: usize, count: usize) -> bool {
        let items: Vec<&Passage> = (at..at + count).map(|i| self.passage_at(i)).collect();
        let announced = at > 0 && self.kind_at(at - 1) == PassageKind::Prose && self.text_at(at - 1).ends_with([':', '：']);
        let ordered = items.iter().all(|item| item.marker.ends_with('.'));
        let is_sentence = |item: &&Passage| super::measure::ends_in_full_stop(&item.text) && (ordered || width(&item.text) > 40);
        let is_part = |item: &&&Passage| item.text.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
        let parts = items.iter().filter(is_part).count() * 2 > count && !items.iter().any(|item| item.is_link);
        let links = items.iter().all(|item| item.is_link);
        count > 1 && !links && (announced || parts || items.iter().all(is_sentence))
    }

    /// True if a list of the text begins at a position.
    fn begins_list(&self, at: usize) -> bool {
        let count = (at..self.order.len()).take_while(|i| self.kind_at(*i) == PassageKind::Item).count();
        self.is_list(at, count)
    }

    /// True if the next passage repeats this one: a picture's alternative text, then its caption.
    fn is_repeated(&self, at: usize) -> bool {
        self.next_content(at).is_some_and(|n| {
            n == at + 1 && self.kind_at(n) != PassageKind::Item && comparison_key(self.text_at(n)) == comparison_key(self.text_at(at))
        })
    }

    fn read_repeated(&mut self, at: usize) -> usize {
        let mut figure = caption::parse_caption(self.text_at(at + 1));
        let mut consumed = 2;
        if at + 2 < self.order.len() {
            let credit = caption::parse_caption(self.text_at(at + 2));
            let lone = credit.caption.is_empty() && credit.credit.is_some();
            let names = self.kind_at(at + 2) == PassageKind::Short
                && self.text_at(at + 2).contains([' ', '/', '|'])
                && self.text_at(at + 2).contains(['/', '|', '©']);
            if figure.credit.is_none() && (lone || names) {
                figure.credit = credit.credit.or_else(|| Some(collapse_breaking_whitespace(self.text_at(at + 2))));
                consumed = 3;
            }
        }
        self.push_figure(at + 1, figure);
        consumed
    }

    /// Reads a caption; a line with only a credit belongs to the line before or after it.
    fn read_caption(&mut self, at: usize) -> usize {
        let figure = caption::parse_caption(self.text_at(at));
        if !figure.caption.is_empty() {
            self.push_figure(at, figure);
            return 1;
        }
        match self.blocks.last_mut() {
            Some(Block::Figure(before)) if before.credit.is_none() => before.credit = figure.credit,
            _ => return self.read_credit_before_caption(at, figure),
        }
        1
    }

    fn read_credit_before_caption(&mut self, at: usize, credit: Figure) -> usize {
        let Some(n) = self.next_content(at).filter(|n| {
            *n == at + 1 && width(self.text_at(*n)) < 320 && matches!(self.kind_at(*n), PassageKind::Short | PassageKind::Prose)
        }) else {
            return 1;
        };
        let figure = Figure { credit: credit.credit, ..caption::parse_caption(self.text_at(n)) };
        if self.passage_at(n).has_gap_before {
            return 1;
        }
        self.push_figure(n, figure);
        2
    }

    fn push_figure(&mut self, at: usize, figure: Figure) {
        let again = self.blocks.iter().any(|b| matches!(b, Block::Figure(f) if f.caption == figure.caption && f.credit == figure.credit));
        if !again {
            self.drop_alternative_text(&figure);
            self.push_block(at, Block::Figure(figure));
        }
    }

    /// Drops the figure just before if its caption is only the alternative text of the same picture.
    fn drop_alternative_text(&mut self, figure: &Figure) {
        let key = |figure: &Figure| comparison_key(&plain_text(&figure.caption));
        let repeats = |before: &Figure| before.credit.is_none() && !before.caption.is_empty() && key(figure).starts_with(&key(before));
        if matches!(self.blocks.last(), Some(Block::Figure(before)) if repeats(before)) {
            self.blocks.pop();
            self.used.pop();
        }
    }

    /// Reads a short line: a quotation's attribution, a caption whose credit follows, a heading, or nothing.
    fn read_short_line(&mut self, at: usize) -> usize {
        let text = self.text_at(at);
        let attributes = is_attribution(self.passage_at(at), self.left_margin);
        if let Some(Block::Quote(quote)) = self.blocks.last_mut()
            && attributes
            && quote.cite.is_none()
            && !quote.pull
            && width(text) <= MAX_CITE_WIDTH
            && at > 0
            && self.used.last() == self.order.get(at - 1)
        {
            quote.cite = Some(text.to_owned());
            self.used.push(self.order[at]);
            return 1;
        }
        if let Some(consumed) = self.read_caption_before_credit(at) {
            return consumed;
        }
        if self.is_heading(at) {
            let passage = self.passage_at(at);
            let level = passage.heading.unwrap_or(2).max(2);
            self.push_block(at, Block::heading(level, passage.rich_text()));
        }
        1
    }

    /// Reads a caption whose credit is alone on the next line.
    fn read_caption_before_credit(&mut self, at: usize) -> Option<usize> {
        let next = self.next_content(at).filter(|n| self.kind_at(*n) == PassageKind::Caption && *n == at + 1)?;
        let credit = caption::parse_caption(self.text_at(next));
        if !credit.caption.is_empty() || width(self.text_at(at)) < 12 {
            return None;
        }
        self.push_figure(at, Figure { credit: credit.credit, ..caption::parse_caption(self.text_at(at)) });
        Some(2)
    }

    /// True for a heading: prose follows it, and no other short line adjoins it.
    fn is_heading(&self, at: usize) -> bool {
        let text = self.text_at(at);
        let next = self.next_content(at);
        if self.is_marked_heading(at) {
            return next.is_some();
        }
        let prose = next.is_some_and(|n| match self.kind_at(n) {
            PassageKind::Prose | PassageKind::Table => true,
            PassageKind::Item => self.begins_list(n),
            PassageKind::Caption => n > at + 1 && self.next_content(n).is_some_and(|m| self.kind_at(m) == PassageKind::Prose),
            _ => false,
        });
        let alone =
            at == 0 || self.passage_at(at).has_gap_before || !matches!(self.kind_at(at - 1), PassageKind::Short | PassageKind::Item);
        let run = at > 0 && matches!(self.kind_at(at - 1), PassageKind::Short | PassageKind::Item | PassageKind::AfterArticle);
        let apart = !run || (self.passage_at(at).has_gap_before && next.is_some_and(|n| self.passage_at(n).has_gap_before));
        prose
            && alone
            && apart
            && width(text) <= MAX_HEADING_WIDTH
            && width(text) > 3
            && !text.starts_with(['[', '(', '#'])
            && !is_all_caps(text)
    }

    /// True for a heading that is marked, or set out to the left of the paragraphs, as lynx and elinks set it.
    fn is_marked_heading(&self, at: usize) -> bool {
        let passage = self.passage_at(at);
        let is_set_out = passage.indent < self.left_margin && passage.has_gap_before && width(&passage.text) <= MAX_HEADING_WIDTH;
        passage.heading.is_some() || (is_set_out && !passage.is_link && !is_all_caps(&passage.text))
    }

    fn read_prose(&mut self, at: usize) -> usize {
        if let Some(consumed) = self.read_caption_sentence(at) {
            return consumed;
        }
        let text = self.text_at(at);
        if self.is_alt_text(at) || self.repeats_earlier_text(text) {
            return 1;
        }
        let paragraph = Block::paragraph(self.passage_at(at).rich_text());
        let quoted = self.passage_at(at).indent > self.left_margin + 1;
        let block = match self.blocks.last_mut() {
            Some(Block::Quote(open)) if quoted && open.cite.is_none() && at > 0 && self.used.last() == self.order.get(at - 1) => {
                open.blocks.push(paragraph);
                self.used.push(self.order[at]);
                return 1;
            }
            _ if quoted => Block::Quote(Quote { blocks: vec![paragraph], ..Quote::default() }),
            _ => paragraph,
        };
        self.push_block(at, block);
        1
    }

    /// Reads a caption that is a sentence: a file name precedes it, or a short line with the credit after it.
    fn read_caption_sentence(&mut self, at: usize) -> Option<usize> {
        let pictured = at > 0
            && matches!(self.kind_at(at - 1), PassageKind::Picture | PassageKind::Boilerplate | PassageKind::Repeated | PassageKind::Short)
            && width(self.text_at(at)) < 320;
        if pictured && is_picture_file_name(self.text_at(at - 1)) {
            let consumed = self.read_caption_before_credit(at).unwrap_or(1);
            if consumed == 1 {
                let figure = caption::parse_caption(self.text_at(at));
                self.push_figure(at, figure);
            }
            return Some(consumed);
        }
        if pictured { self.read_caption_before_credit(at) } else { None }
    }

    /// True for a short sentence just above a caption: the picture's alternative text.
    fn is_alt_text(&self, at: usize) -> bool {
        let next = self.next_content(at).filter(|n| *n == at + 1 && self.kind_at(*n) == PassageKind::Caption);
        width(self.text_at(at)) < MAX_ALT_WIDTH
            && next.is_some_and(|n| {
                !self.passage_at(n).has_gap_before || comparison_key(self.text_at(n)).starts_with(&comparison_key(self.text_at(at)))
            })
    }

    /// True if the text already contains most of a passage: a second copy that the page hides.
    fn repeats_earlier_text(&mut self, text: &str) -> bool {
        let letters: Vec<char> = comparison_key(text).chars().collect();
        let shingles: Vec<String> = letters.chunks_exact(SHINGLE_CHARS).map(|c| c.iter().collect()).collect();
        let windows: Vec<String> = if letters.len() >= SHINGLE_CHARS {
            (0..=letters.len() - SHINGLE_CHARS).map(|i| letters[i..i + SHINGLE_CHARS].iter().collect()).collect()
        } else {
            Vec::new()
        };
        let known = windows.iter().filter(|w| self.seen_shingles.contains(*w)).count();
        let again = !shingles.is_empty() && known * 10 > shingles.len() * 6 && known > 1;
        self.seen_shingles.extend(shingles);
        again
    }
}

/// True for a line under a quotation that names who says it: it is indented like the quotation, led by a dash, or a name.
fn is_attribution(passage: &Passage, left_margin: usize) -> bool {
    passage.indent > left_margin + 1
        || passage.text.starts_with(['—', '–', '-', '―'])
        || super::byline::parse_names(&passage.text).is_some_and(|names| !names.authors.is_empty())
}

fn is_all_caps(text: &str) -> bool {
    width(text) > MIN_ALL_CAPS_WIDTH && text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// The column in which most of the prose begins.
fn left_margin(passages: &[Passage], kinds: &[PassageKind], order: &[usize]) -> usize {
    let prose: Vec<&Passage> = order.iter().filter(|i| kinds[**i] == PassageKind::Prose).map(|i| &passages[*i]).collect();
    let at = |indent: usize| prose.iter().filter(|p| p.indent == indent).map(|p| width(&p.text)).sum::<usize>();
    (0..40).max_by_key(|indent| (at(*indent), 40 - indent)).unwrap_or_default()
}

/// True for a line that contains only picture file names.
pub(super) fn is_picture_file_name(text: &str) -> bool {
    let mut words = text.trim_matches(['[', ']']).split_whitespace().peekable();
    let ends = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".svg", ".avif"];
    words.peek().is_some() && words.all(|w| ends.iter().any(|e| w.to_lowercase().contains(e)))
}
