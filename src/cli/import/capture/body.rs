//! Turns an article's passages into blocks: paragraphs, headings, quotations, figures, lists.

use super::caption;
use super::kind::PassageKind;
use super::measure::{bare, squash, width};
use super::passage::Passage;
use crate::article::{Block, Figure, List, Quote, Text};
use std::collections::HashSet;

/// Maximum width of a heading, in columns.
const HEADING: usize = 150;

/// Maximum width of the attribution under a quotation.
const CITE: usize = 60;

/// Maximum width of a picture's alternative text.
const ALTERNATIVE: usize = 160;

/// From this width on, an all-caps line between paragraphs is a link to another article.
const SHOUTED: usize = 45;

/// Length in letters of the runs by which a repeated passage is detected.
const RUN: usize = 24;

/// Builds the blocks of a body from an article's passages, and records which passages it used.
pub(super) struct BodyBuilder<'a> {
    passages: &'a [Passage],
    kinds: &'a [PassageKind],
    /// The passages to read: indices into the page, in order.
    order: Vec<usize>,
    /// The column in which paragraphs begin; deeper ones are quotations.
    edge: usize,
    said: HashSet<String>,
    /// The blocks so far.
    pub(super) blocks: Vec<Block>,
    /// The passages used in full.
    pub(super) used: Vec<usize>,
}

impl<'a> BodyBuilder<'a> {
    /// Reads the passages of `order`; some may turn out to be boilerplate and are left out.
    pub(super) fn read(passages: &'a [Passage], kinds: &'a [PassageKind], order: Vec<usize>) -> BodyBuilder<'a> {
        let edge = edge(passages, kinds, &order);
        let mut body = BodyBuilder { passages, kinds, order, edge, said: HashSet::new(), blocks: Vec::new(), used: Vec::new() };
        let mut at = 0;
        while at < body.order.len() {
            at += body.step(at);
        }
        body
    }

    /// Reads the block that begins at a position of the order; returns the number of passages consumed.
    fn step(&mut self, at: usize) -> usize {
        match self.kind(at) {
            PassageKind::Noise | PassageKind::Repeated | PassageKind::Afterwards => 1,
            PassageKind::Item => self.list(at),
            PassageKind::Caption => self.figure(at),
            _ if self.is_doubled(at) => self.doubled(at),
            PassageKind::Short => self.short(at),
            PassageKind::Prose => self.prose(at),
        }
    }

    fn kind(&self, at: usize) -> PassageKind {
        self.order.get(at).map_or(PassageKind::Noise, |i| self.kinds[*i])
    }

    fn passage(&self, at: usize) -> &'a Passage {
        &self.passages[self.order[at]]
    }

    fn text(&self, at: usize) -> &'a str {
        &self.passage(at).text
    }

    /// The next position whose passage is not boilerplate.
    fn next(&self, at: usize) -> Option<usize> {
        (at + 1..self.order.len()).find(|i| !self.kind(*i).is_idle())
    }

    fn push(&mut self, at: usize, block: Block) {
        self.blocks.push(block);
        self.used.push(self.order[at]);
    }

    /// Reads a run of items: a list if a paragraph announces it or its items are sentences, else navigation links.
    fn list(&mut self, at: usize) -> usize {
        let count = (at..self.order.len()).take_while(|i| self.kind(*i) == PassageKind::Item).count();
        let announced = at > 0 && self.kind(at - 1) == PassageKind::Prose && self.text(at - 1).ends_with([':', '：']);
        let sentences = (at..at + count).all(|i| super::measure::ends_in_stop(self.text(i)) && width(self.text(i)) > 40);
        if count > 1 && (announced || sentences) {
            let items = (at..at + count).map(|i| vec![Block::paragraph(Text::new(self.text(i)))]).collect();
            let ordered = self.passage(at).marker.ends_with('.');
            self.blocks.push(Block::List(List { ordered, items, ..List::default() }));
            self.used.extend(&self.order[at..at + count]);
        }
        count
    }

    /// True if the next passage repeats this one: a picture's alternative text, then its caption.
    fn is_doubled(&self, at: usize) -> bool {
        self.next(at).is_some_and(|n| n == at + 1 && self.kind(n) != PassageKind::Item && bare(self.text(n)) == bare(self.text(at)))
    }

    fn doubled(&mut self, at: usize) -> usize {
        let mut figure = caption::figure(self.text(at + 1));
        let mut took = 2;
        if at + 2 < self.order.len() {
            let credit = caption::figure(self.text(at + 2));
            let lone = credit.caption.is_empty() && credit.credit.is_some();
            let names = self.kind(at + 2) == PassageKind::Short
                && self.text(at + 2).contains([' ', '/', '|'])
                && self.text(at + 2).contains(['/', '|', '©']);
            if figure.credit.is_none() && (lone || names) {
                figure.credit = credit.credit.or_else(|| Some(squash(self.text(at + 2))));
                took = 3;
            }
        }
        self.push_figure(at + 1, figure);
        took
    }

    /// Reads a caption; a line with only a credit belongs to the line before or after it.
    fn figure(&mut self, at: usize) -> usize {
        let figure = caption::figure(self.text(at));
        if !figure.caption.is_empty() {
            self.push_figure(at, figure);
            return 1;
        }
        match self.blocks.last_mut() {
            Some(Block::Figure(before)) if before.credit.is_none() => before.credit = figure.credit,
            _ => return self.credit_before(at, figure),
        }
        1
    }

    fn credit_before(&mut self, at: usize, credit: Figure) -> usize {
        let Some(n) = self
            .next(at)
            .filter(|n| *n == at + 1 && width(self.text(*n)) < 320 && matches!(self.kind(*n), PassageKind::Short | PassageKind::Prose))
        else {
            return 1;
        };
        let figure = Figure { credit: credit.credit, ..caption::figure(self.text(n)) };
        if self.passage(n).gap {
            return 1;
        }
        self.push_figure(n, figure);
        2
    }

    fn push_figure(&mut self, at: usize, figure: Figure) {
        let again = self.blocks.iter().any(|b| matches!(b, Block::Figure(f) if f.caption == figure.caption && f.credit == figure.credit));
        if !again {
            self.push(at, Block::Figure(figure));
        }
    }

    /// Reads a short line: a quotation's attribution, a caption whose credit follows, a heading, or nothing.
    fn short(&mut self, at: usize) -> usize {
        let text = self.text(at);
        if let Some(Block::Quote(quote)) = self.blocks.last_mut()
            && quote.cite.is_none()
            && !quote.pull
            && width(text) <= CITE
            && at > 0
            && self.used.last() == self.order.get(at - 1)
        {
            quote.cite = Some(text.to_owned());
            self.used.push(self.order[at]);
            return 1;
        }
        if let Some(took) = self.captioned(at) {
            return took;
        }
        if self.is_heading(at) {
            let text = Text::new(text);
            self.push(at, Block::heading(2, text));
        }
        1
    }

    /// Reads a caption whose credit is alone on the next line.
    fn captioned(&mut self, at: usize) -> Option<usize> {
        let next = self.next(at).filter(|n| self.kind(*n) == PassageKind::Caption && *n == at + 1)?;
        let credit = caption::figure(self.text(next));
        if !credit.caption.is_empty() || width(self.text(at)) < 12 {
            return None;
        }
        self.push_figure(at, Figure { credit: credit.credit, ..caption::figure(self.text(at)) });
        Some(2)
    }

    /// True for a heading: prose follows it, and no other short line adjoins it.
    fn is_heading(&self, at: usize) -> bool {
        let text = self.text(at);
        let next = self.next(at);
        let prose = next.is_some_and(|n| match self.kind(n) {
            PassageKind::Prose => true,
            PassageKind::Caption => n > at + 1 && self.next(n).is_some_and(|m| self.kind(m) == PassageKind::Prose),
            _ => false,
        });
        let alone = at == 0 || self.passage(at).gap || !matches!(self.kind(at - 1), PassageKind::Short | PassageKind::Item);
        let run = at > 0 && matches!(self.kind(at - 1), PassageKind::Short | PassageKind::Item | PassageKind::Afterwards);
        let apart = !run || (self.passage(at).gap && next.is_some_and(|n| self.passage(n).gap));
        prose && alone && apart && width(text) <= HEADING && width(text) > 3 && !text.starts_with(['[', '(', '#']) && !is_shouted(text)
    }

    fn prose(&mut self, at: usize) -> usize {
        if let Some(took) = self.captioned_sentence(at) {
            return took;
        }
        let text = self.text(at);
        if self.is_alternative(at) || self.was_said(text) {
            return 1;
        }
        let paragraph = Block::paragraph(Text::new(text));
        let quoted = self.passage(at).indent > self.edge + 1;
        let block = match self.blocks.last_mut() {
            Some(Block::Quote(open)) if quoted && open.cite.is_none() && at > 0 && self.used.last() == self.order.get(at - 1) => {
                open.blocks.push(paragraph);
                self.used.push(self.order[at]);
                return 1;
            }
            _ if quoted => Block::Quote(Quote { blocks: vec![paragraph], ..Quote::default() }),
            _ => paragraph,
        };
        self.push(at, block);
        1
    }

    /// Reads a caption that is a sentence: a file name precedes it, or a short line with the credit after it.
    fn captioned_sentence(&mut self, at: usize) -> Option<usize> {
        let pictured = at > 0
            && matches!(self.kind(at - 1), PassageKind::Noise | PassageKind::Repeated | PassageKind::Short)
            && width(self.text(at)) < 320;
        if pictured && is_file(self.text(at - 1)) {
            let took = self.captioned(at).unwrap_or(1);
            if took == 1 {
                let figure = caption::figure(self.text(at));
                self.push_figure(at, figure);
            }
            return Some(took);
        }
        if pictured { self.captioned(at) } else { None }
    }

    /// True for a short sentence just above a caption: the picture's alternative text.
    fn is_alternative(&self, at: usize) -> bool {
        let next = self.next(at).filter(|n| *n == at + 1 && self.kind(*n) == PassageKind::Caption);
        width(self.text(at)) < ALTERNATIVE
            && next.is_some_and(|n| !self.passage(n).gap || bare(self.text(n)).starts_with(&bare(self.text(at))))
    }

    /// True if the text already contains most of a passage: a second copy that the page hides.
    fn was_said(&mut self, text: &str) -> bool {
        let letters: Vec<char> = bare(text).chars().collect();
        let runs: Vec<String> = letters.chunks_exact(RUN).map(|c| c.iter().collect()).collect();
        let windows: Vec<String> = if letters.len() >= RUN {
            (0..=letters.len() - RUN).map(|i| letters[i..i + RUN].iter().collect()).collect()
        } else {
            Vec::new()
        };
        let known = windows.iter().filter(|w| self.said.contains(*w)).count();
        let again = !runs.is_empty() && known * 10 > runs.len() * 6 && known > 1;
        self.said.extend(runs);
        again
    }
}

fn is_shouted(text: &str) -> bool {
    width(text) > SHOUTED && text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// The column in which most of the prose begins.
fn edge(passages: &[Passage], kinds: &[PassageKind], order: &[usize]) -> usize {
    let prose: Vec<&Passage> = order.iter().filter(|i| kinds[**i] == PassageKind::Prose).map(|i| &passages[*i]).collect();
    let at = |indent: usize| prose.iter().filter(|p| p.indent == indent).map(|p| width(&p.text)).sum::<usize>();
    (0..40).max_by_key(|indent| (at(*indent), 40 - indent)).unwrap_or_default()
}

/// True for a line that contains only picture file names.
pub(super) fn is_file(text: &str) -> bool {
    let mut words = text.trim_matches(['[', ']']).split_whitespace().peekable();
    let ends = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".svg", ".avif"];
    words.peek().is_some() && words.all(|w| ends.iter().any(|e| w.to_lowercase().contains(e)))
}
