//! The passages of the article as blocks: paragraphs, headings, quotations, figures, lists.

use super::caption;
use super::kind::Kind;
use super::measure::{bare, squash, width};
use super::passage::Passage;
use crate::article::{Block, Figure, List, Quote, Text};
use std::collections::HashSet;

/// A heading is at most this wide.
const HEADING: usize = 150;

/// A name under a quotation is at most this wide.
const CITE: usize = 60;

/// The alternative text of a picture is at most this wide.
const ALTERNATIVE: usize = 160;

/// A headline in capitals between paragraphs is a link to another article from this width on.
const SHOUTED: usize = 45;

/// A passage that says what was said before, in runs of this many letters.
const RUN: usize = 24;

/// The blocks of a body, made from the passages of an article, and which passages went into them.
pub(super) struct Body<'a> {
    passages: &'a [Passage],
    kinds: &'a [Kind],
    /// The passages still to be read: indices into the page, in order.
    order: Vec<usize>,
    /// The column that paragraphs begin in; what stands deeper is quoted.
    edge: usize,
    said: HashSet<String>,
    /// The blocks so far.
    pub(super) blocks: Vec<Block>,
    /// The passages that went into them whole.
    pub(super) used: Vec<usize>,
}

impl<'a> Body<'a> {
    /// Reads the passages of `order`, of which some may turn out to be the site's own and are left out.
    pub(super) fn read(passages: &'a [Passage], kinds: &'a [Kind], order: Vec<usize>) -> Body<'a> {
        let edge = edge(passages, kinds, &order);
        let mut body = Body { passages, kinds, order, edge, said: HashSet::new(), blocks: Vec::new(), used: Vec::new() };
        let mut at = 0;
        while at < body.order.len() {
            at += body.step(at);
        }
        body
    }

    /// Reads what begins at a place of the order; gives how many passages that took.
    fn step(&mut self, at: usize) -> usize {
        match self.kind(at) {
            Kind::Noise | Kind::Repeated | Kind::Afterwards => 1,
            Kind::Item => self.list(at),
            Kind::Caption => self.figure(at),
            _ if self.is_doubled(at) => self.doubled(at),
            Kind::Short => self.short(at),
            Kind::Prose => self.prose(at),
        }
    }

    fn kind(&self, at: usize) -> Kind {
        self.order.get(at).map_or(Kind::Noise, |i| self.kinds[*i])
    }

    fn passage(&self, at: usize) -> &'a Passage {
        &self.passages[self.order[at]]
    }

    fn text(&self, at: usize) -> &'a str {
        &self.passage(at).text
    }

    /// The next place whose passage is not the site's own.
    fn next(&self, at: usize) -> Option<usize> {
        (at + 1..self.order.len()).find(|i| !self.kind(*i).is_idle())
    }

    fn push(&mut self, at: usize, block: Block) {
        self.blocks.push(block);
        self.used.push(self.order[at]);
    }

    /// A run of items is part of the text where a paragraph announces it or its items are sentences; else it is links.
    fn list(&mut self, at: usize) -> usize {
        let count = (at..self.order.len()).take_while(|i| self.kind(*i) == Kind::Item).count();
        let announced = at > 0 && self.kind(at - 1) == Kind::Prose && self.text(at - 1).ends_with([':', '：']);
        let sentences = (at..at + count).all(|i| super::measure::ends_in_stop(self.text(i)) && width(self.text(i)) > 40);
        if count > 1 && (announced || sentences) {
            let items = (at..at + count).map(|i| vec![Block::paragraph(Text::new(self.text(i)))]).collect();
            let ordered = self.passage(at).marker.ends_with('.');
            self.blocks.push(Block::List(List { ordered, items, ..List::default() }));
            self.used.extend(&self.order[at..at + count]);
        }
        count
    }

    /// True where the next passage says the same: a picture's alternative text, then its caption.
    fn is_doubled(&self, at: usize) -> bool {
        self.next(at).is_some_and(|n| n == at + 1 && self.kind(n) != Kind::Item && bare(self.text(n)) == bare(self.text(at)))
    }

    fn doubled(&mut self, at: usize) -> usize {
        let mut figure = caption::figure(self.text(at + 1));
        let mut took = 2;
        if at + 2 < self.order.len() {
            let credit = caption::figure(self.text(at + 2));
            let lone = credit.caption.is_empty() && credit.credit.is_some();
            let names = self.kind(at + 2) == Kind::Short
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

    /// A caption; a line that holds nothing but a credit belongs to the line before or after it.
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
        let Some(n) =
            self.next(at).filter(|n| *n == at + 1 && width(self.text(*n)) < 320 && matches!(self.kind(*n), Kind::Short | Kind::Prose))
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

    /// A short line: the name under a quotation, the caption of a credit that follows, a heading, or nothing of the text.
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

    /// A line whose credit stands alone on the next.
    fn captioned(&mut self, at: usize) -> Option<usize> {
        let next = self.next(at).filter(|n| self.kind(*n) == Kind::Caption && *n == at + 1)?;
        let credit = caption::figure(self.text(next));
        if !credit.caption.is_empty() || width(self.text(at)) < 12 {
            return None;
        }
        self.push_figure(at, Figure { credit: credit.credit, ..caption::figure(self.text(at)) });
        Some(2)
    }

    /// A heading stands alone between blocks of the text: prose follows, and no other short line touches it.
    fn is_heading(&self, at: usize) -> bool {
        let text = self.text(at);
        let next = self.next(at);
        let prose = next.is_some_and(|n| match self.kind(n) {
            Kind::Prose => true,
            Kind::Caption => n > at + 1 && self.next(n).is_some_and(|m| self.kind(m) == Kind::Prose),
            _ => false,
        });
        let alone = at == 0 || self.passage(at).gap || !matches!(self.kind(at - 1), Kind::Short | Kind::Item);
        let run = at > 0 && matches!(self.kind(at - 1), Kind::Short | Kind::Item | Kind::Afterwards);
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

    /// A sentence under a picture: a file's name or a line stands before it, its credit alone after it.
    fn captioned_sentence(&mut self, at: usize) -> Option<usize> {
        let pictured = at > 0 && matches!(self.kind(at - 1), Kind::Noise | Kind::Repeated | Kind::Short) && width(self.text(at)) < 320;
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

    /// A short sentence that touches the caption below it: the alternative text of the picture.
    fn is_alternative(&self, at: usize) -> bool {
        let next = self.next(at).filter(|n| *n == at + 1 && self.kind(*n) == Kind::Caption);
        width(self.text(at)) < ALTERNATIVE
            && next.is_some_and(|n| !self.passage(n).gap || bare(self.text(n)).starts_with(&bare(self.text(at))))
    }

    /// True where most of a passage stood in the text before: a second copy that the page hides.
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

/// The column that most of the prose begins in.
fn edge(passages: &[Passage], kinds: &[Kind], order: &[usize]) -> usize {
    let prose: Vec<&Passage> = order.iter().filter(|i| kinds[**i] == Kind::Prose).map(|i| &passages[*i]).collect();
    let at = |indent: usize| prose.iter().filter(|p| p.indent == indent).map(|p| width(&p.text)).sum::<usize>();
    (0..40).max_by_key(|indent| (at(*indent), 40 - indent)).unwrap_or_default()
}

/// True where a line is nothing but names of picture files.
pub(super) fn is_file(text: &str) -> bool {
    let mut words = text.trim_matches(['[', ']']).split_whitespace().peekable();
    let ends = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".svg", ".avif"];
    words.peek().is_some() && words.all(|w| ends.iter().any(|e| w.to_lowercase().contains(e)))
}
