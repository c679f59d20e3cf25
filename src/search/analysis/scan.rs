//! The scanner of the tokenizer: collects the parts of a compound, or the characters of a run.

use super::fold::{fold_char, is_dropped, is_word};
use super::scripts::{
    compose, hangul_word, is_apostrophe, is_arabic, is_emoji, is_hangul, is_hebrew, is_hyphen, is_ngram_script, joins_unit, to_halfwidth,
};
use super::tokens::{Token, TokenKind};
use super::variants::Variants;

/// Longer runs of Hangul are no words.
const MAX_HANGUL_WORD_UNITS: usize = 12;

/// Longer words are cut at about this number of bytes.
const MAX_WORD_BYTES: usize = 64;

/// The link between two parts of a compound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PartLink {
    Hyphen,
    Apostrophe,
    /// Between digits.
    Dot,
    /// Between digits.
    Comma,
    /// A no-break space between digits.
    Space,
    /// A dot between single letters.
    Initial,
    /// A dot before the short ending of a name: node.js, example.org.
    Extension,
    /// An apostrophe after an elided word; the next word is separate.
    Elision,
}

/// A part of the compound or run being read: its range in the folded text and in the source.
#[derive(Debug, Clone, Copy)]
pub(super) struct ScanPart {
    pub(super) form: usize,
    pub(super) form_end: usize,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// A character after a part that may link it to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pending {
    Link(PartLink),
    /// Inside a word: the quotation mark of Hebrew abbreviations, the middle dot of Catalan.
    Inside(char),
    /// A sign, or the first of two, at the end of a name such as c++ or c#.
    Suffix(&'static str),
}

/// The state of the tokenizer.
pub(super) struct Scanner<'t, 'e> {
    pub(super) text: &'t str,
    variants: &'e Variants,
    each: &'e mut dyn FnMut(Token),
    /// The next free position.
    pub(super) position: u32,
    /// The folded characters of the current compound or run.
    pub(super) forms: String,
    pub(super) parts: Vec<ScanPart>,
    pub(super) links: Vec<PartLink>,
    pending: Option<Pending>,
    /// The offset of a dot that a name such as .net begins with.
    pub(super) leading_dot: Option<usize>,
    /// True after a character that cannot precede such a name.
    is_glued: bool,
    /// The characters of the current run.
    run: Vec<ScanPart>,
}

impl<'t, 'e> Scanner<'t, 'e> {
    pub(super) fn new(text: &'t str, variants: &'e Variants, position: u32, each: &'e mut dyn FnMut(Token)) -> Scanner<'t, 'e> {
        let (parts, links, run) = (Vec::new(), Vec::new(), Vec::new());
        Scanner {
            text,
            variants,
            each,
            position,
            forms: String::new(),
            parts,
            links,
            pending: None,
            leading_dot: None,
            is_glued: false,
            run,
        }
    }

    /// Takes ASCII letters and digits.
    pub(super) fn push_ascii(&mut self, start: usize, end: usize) {
        let bytes = &self.text.as_bytes()[start..end];
        self.open_part(char::from(bytes[0].to_ascii_lowercase()), start);
        let Some(part) = self.parts.last_mut() else { return };
        let free_bytes = MAX_WORD_BYTES.saturating_sub(part.form_end - part.form);
        self.forms.extend(bytes.iter().take(free_bytes).map(|byte| char::from(byte.to_ascii_lowercase())));
        part.form_end = self.forms.len();
        part.end = end;
    }

    /// Takes a character that is not ASCII.
    pub(super) fn push_non_ascii(&mut self, c: char, start: usize, end: usize) {
        if ('\u{3400}'..='\u{9FFF}').contains(&c) {
            return self.push_ngram_char(self.variants.indexed_form(c), start, end);
        }
        // Radicals and compatibility characters are letters only after mapping.
        let c = if c >= '\u{2E80}' { self.variants.indexed_form(c) } else { c };
        if is_apostrophe(c)
            || is_hyphen(c)
            || matches!(c, '\u{A0}' | '\u{202F}')
            || !(is_word(c) || is_dropped(c) || is_halfwidth_voice_mark(c))
        {
            return self.push_separator(c, start);
        }
        let mut folded = [' '; 20];
        let mut length = 0;
        fold_char(c, &mut |part| {
            if length < folded.len() {
                folded[length] = part;
                length += 1;
            }
        });
        for part in &folded[..length] {
            self.push_folded(*part, start, end);
        }
    }

    fn push_folded(&mut self, c: char, start: usize, end: usize) {
        if c == '\u{200C}' && self.follows_arabic() {
            // The half space of Persian and Urdu, which some write as a space and some leave out.
            self.push_separator('-', start);
        } else if is_dropped(c) {
            self.extend_part(end);
        } else if is_emoji(c) {
            self.push_emoji(c, start, end);
        } else if is_ngram_script(c) {
            self.push_ngram_char(self.variants.indexed_form(c), start, end);
        } else if is_word(c) {
            self.push_letter(c, start, end);
        } else {
            self.push_separator(c, start);
        }
    }

    fn follows_arabic(&self) -> bool {
        self.pending.is_none() && !self.parts.is_empty() && self.forms.ends_with(is_arabic)
    }

    /// Emits what was read, and an emoji as a word of its own.
    fn push_emoji(&mut self, c: char, start: usize, end: usize) {
        self.push_separator(' ', start);
        self.open_part(c, start);
        self.push_letter(c, start, end);
        self.flush();
    }

    /// Extends the current part over a dropped mark.
    fn extend_part(&mut self, end: usize) {
        if self.pending.is_none()
            && let Some(part) = self.run.last_mut().or(self.parts.last_mut())
        {
            part.end = end;
        }
    }

    fn push_letter(&mut self, c: char, start: usize, end: usize) {
        self.open_part(c, start);
        let Some(part) = self.parts.last_mut() else { return };
        if self.forms.len() - part.form < MAX_WORD_BYTES {
            self.forms.push(c);
        }
        part.form_end = self.forms.len();
        part.end = end;
    }

    fn push_ngram_char(&mut self, c: char, start: usize, end: usize) {
        if !self.parts.is_empty() {
            self.flush();
        }
        self.is_glued = true;
        let before = self.run.last().and_then(|_| self.forms.chars().next_back());
        let composed = before.and_then(|before| compose(before, c));
        if composed.is_some() {
            self.forms.pop();
        }
        let form = self.forms.len();
        self.forms.push(composed.unwrap_or(c));
        let form_end = self.forms.len();
        match self.run.last_mut() {
            // All characters from one source character, or from a mark on it, are one unit.
            Some(unit) if composed.is_some() || joins_unit(before, c) || unit.start == start => (unit.form_end, unit.end) = (form_end, end),
            _ => self.run.push(ScanPart { form, form_end, start, end }),
        }
    }

    /// Ensures that the last part can continue with a character; else opens a new one.
    fn open_part(&mut self, c: char, start: usize) {
        if !self.run.is_empty() {
            self.flush_run();
        }
        let pending = self.pending.take();
        match pending {
            None if !self.parts.is_empty() => return,
            Some(Pending::Inside(mark)) if mark == '·' || is_hebrew(c) => return,
            Some(Pending::Link(link)) if self.can_link(link, c) => self.links.push(link),
            Some(Pending::Suffix(suffix)) => self.flush_with(Some(suffix).filter(|suffix| *suffix == "++")),
            Some(_) => self.flush(),
            None => {}
        }
        let form = self.forms.len();
        self.parts.push(ScanPart { form, form_end: form, start, end: start });
    }

    fn can_link(&self, link: PartLink, next: char) -> bool {
        match link {
            PartLink::Dot | PartLink::Comma | PartLink::Space => next.is_ascii_digit(),
            PartLink::Initial => next.is_alphabetic(),
            PartLink::Extension => next.is_ascii_lowercase(),
            _ => true,
        }
    }

    /// Takes a character that belongs to no word.
    pub(super) fn push_separator(&mut self, c: char, start: usize) {
        let c = to_halfwidth(c);
        if !self.run.is_empty() {
            self.flush_run();
        }
        if self.parts.is_empty() {
            self.leading_dot = (c == '.' && !self.is_glued).then_some(start);
            self.is_glued = !(c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“' | '\''));
            return;
        }
        let next = match (self.pending, c) {
            (None, _) => self.pending_after_part(c),
            (Some(Pending::Suffix("+")), '+') => Some(Pending::Suffix("++")),
            _ => None,
        };
        if next.is_none() {
            self.flush_with_pending_suffix();
            return self.push_separator(c, start);
        }
        self.pending = next;
    }

    /// Returns the role of a character that follows a part.
    #[expect(clippy::string_slice, reason = "a part keeps the places of the characters that it was read from")]
    fn pending_after_part(&self, c: char) -> Option<Pending> {
        let form = self.parts.last().map_or("", |part| &self.forms[part.form..part.form_end]);
        let digit = form.ends_with(|last: char| last.is_ascii_digit());
        let link = match c {
            '+' => return Some(Pending::Suffix("+")),
            '#' => return Some(Pending::Suffix("#")),
            '·' => return Some(Pending::Inside(c)),
            '"' | '\u{5F4}' if form.ends_with(is_hebrew) => return Some(Pending::Inside(c)),
            '.' if digit => PartLink::Dot,
            '.' if form.chars().nth(1).is_none() => PartLink::Initial,
            '.' if self.is_lowercase_ascii() => PartLink::Extension,
            '_' => PartLink::Hyphen,
            ',' if digit => PartLink::Comma,
            '\u{A0}' | '\u{202F}' if digit => PartLink::Space,
            _ if is_hyphen(c) => PartLink::Hyphen,
            _ if is_apostrophe(c) => PartLink::Apostrophe,
            _ => return None,
        };
        Some(Pending::Link(link))
    }

    /// Whether the last part is written in small letters of ASCII.
    #[expect(clippy::string_slice, reason = "a part keeps the places of the characters that it was read from")]
    fn is_lowercase_ascii(&self) -> bool {
        self.parts.last().is_some_and(|part| self.text[part.start..part.end].bytes().all(|byte| byte.is_ascii_lowercase()))
    }

    fn flush(&mut self) {
        self.flush_with(None);
    }

    /// Emits the compound, with a complete pending suffix: `++` or `#`, not one `+`.
    fn flush_with_pending_suffix(&mut self) {
        let suffix = match self.pending {
            Some(Pending::Suffix(suffix)) if suffix != "+" => Some(suffix),
            _ => None,
        };
        self.flush_with(suffix);
    }

    fn flush_with(&mut self, suffix: Option<&str>) {
        self.pending = None;
        self.emit_compound(suffix);
        self.parts.clear();
        self.links.clear();
        self.forms.clear();
        self.leading_dot = None;
        self.is_glued = true;
    }

    /// Emits the pairs of the run, and the last unit alone. A run of Hangul is a word, so that it is emitted whole too.
    fn flush_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        self.emit_hangul_word(&run);
        for (at, first) in run.iter().enumerate() {
            let last = run.get(at + 1).unwrap_or(first);
            self.emit(TokenKind::NGram, ScanPart { form_end: last.form_end, end: last.end, ..*first });
            self.position += 1;
        }
        self.run = run;
        self.run.clear();
        self.forms.clear();
        self.leading_dot = None;
    }

    #[expect(clippy::string_slice, reason = "a part keeps the places of the characters that it was read from")]
    fn emit_hangul_word(&mut self, run: &[ScanPart]) {
        let ([first, .., last], 2..=MAX_HANGUL_WORD_UNITS) = (run, run.len()) else { return };
        if self.forms[first.form..last.form_end].chars().all(is_hangul) {
            let form = hangul_word(&self.forms[first.form..last.form_end]);
            self.emit_form(&form, TokenKind::Compound, ScanPart { form_end: last.form_end, end: last.end, ..*first });
        }
    }

    /// Emits a token at the next free position, without advancing it.
    #[expect(clippy::string_slice, reason = "a part keeps the places of the characters that it was read from")]
    pub(super) fn emit(&mut self, kind: TokenKind, part: ScanPart) {
        let form = &self.forms[part.form..part.form_end];
        (self.each)(token(self.text, form, kind, self.position, part));
    }

    /// Emits a token with a given form.
    pub(super) fn emit_form(&mut self, form: &str, kind: TokenKind, part: ScanPart) {
        (self.each)(token(self.text, form, kind, self.position, part));
    }

    /// Emits pending tokens, and returns the next free position.
    pub(super) fn finish(mut self) -> u32 {
        if !self.run.is_empty() {
            self.flush_run();
        }
        if !self.parts.is_empty() {
            self.flush_with_pending_suffix();
        }
        self.position
    }
}

#[expect(clippy::string_slice, reason = "a part keeps the places of the characters that it was read from")]
fn token<'t>(text: &'t str, form: &'t str, kind: TokenKind, position: u32, part: ScanPart) -> Token<'t> {
    Token { form, written: &text[part.start..part.end], kind, position, start: part.start as u32, end: part.end as u32 }
}

/// Whether a character is a half-width voice mark, which becomes a letter only by folding.
fn is_halfwidth_voice_mark(c: char) -> bool {
    matches!(c, '\u{FF9E}' | '\u{FF9F}')
}
