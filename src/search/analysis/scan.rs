//! Goes through a text character by character: collects the parts of a compound, or the characters of a run.

use super::fold::{fold_char, is_dropped, is_word};
use super::scripts::{continues, is_apostrophe, is_gram, is_hebrew, is_hyphen, voiced};
use super::tokens::{Kind, Token};
use super::variants::Variants;

/// Of a longer word the first characters stand for it.
const LONGEST: usize = 64;

/// What stands between two parts of a compound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    Hyphen,
    Apostrophe,
    /// Between digits.
    Dot,
    /// Between digits.
    Comma,
    /// A space that does not break, between digits.
    Space,
    /// A dot between single letters.
    Initial,
    /// An apostrophe after which another word begins.
    Elision,
}

/// A piece of what is being read: where it stands in the folded text and in the source.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    pub(super) form: usize,
    pub(super) form_end: usize,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// What was seen after a part and may link it to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pending {
    Link(Link),
    /// Inside a word: the quotation mark of Hebrew abbreviations, the middle dot of Catalan.
    Inside(char),
    /// Begins or is the end of a name such as c++ or c#.
    Suffix(&'static str),
}

/// A text on its way to tokens.
pub(super) struct Scanner<'t, 'e> {
    pub(super) text: &'t str,
    variants: &'e Variants,
    each: &'e mut dyn FnMut(Token),
    /// The next free position.
    pub(super) position: u32,
    /// The folded characters of the compound or run that is being read.
    pub(super) forms: String,
    pub(super) parts: Vec<Part>,
    pub(super) links: Vec<Link>,
    pending: Option<Pending>,
    /// The byte of a dot that a name such as .net begins with.
    pub(super) lead: Option<usize>,
    /// True after a character that a name cannot begin after.
    glued: bool,
    /// The characters of the run that is being read.
    units: Vec<Part>,
}

impl<'t, 'e> Scanner<'t, 'e> {
    pub(super) fn new(text: &'t str, variants: &'e Variants, position: u32, each: &'e mut dyn FnMut(Token)) -> Scanner<'t, 'e> {
        let (parts, links, units) = (Vec::new(), Vec::new(), Vec::new());
        Scanner { text, variants, each, position, forms: String::new(), parts, links, pending: None, lead: None, glued: false, units }
    }

    /// Takes ASCII letters and digits.
    pub(super) fn ascii(&mut self, start: usize, end: usize) {
        let bytes = &self.text.as_bytes()[start..end];
        self.open(char::from(bytes[0].to_ascii_lowercase()), start);
        let Some(part) = self.parts.last_mut() else { return };
        let room = LONGEST.saturating_sub(part.form_end - part.form);
        self.forms.extend(bytes.iter().take(room).map(|byte| char::from(byte.to_ascii_lowercase())));
        part.form_end = self.forms.len();
        part.end = end;
    }

    /// Takes a character that is not ASCII.
    pub(super) fn wide(&mut self, c: char, start: usize, end: usize) {
        if ('\u{3400}'..='\u{9FFF}').contains(&c) {
            return self.gram(self.variants.of(c), start, end);
        }
        // Radicals and characters for compatibility are no letters before they are written otherwise.
        let c = if c >= '\u{2E80}' { self.variants.of(c) } else { c };
        if is_apostrophe(c) || is_hyphen(c) || matches!(c, '\u{A0}' | '\u{202F}') || !(is_word(c) || is_dropped(c) || is_wide(c)) {
            return self.other(c, start);
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
            self.folded(*part, start, end);
        }
    }

    fn folded(&mut self, c: char, start: usize, end: usize) {
        if is_dropped(c) {
            self.extend(end);
        } else if is_gram(c) {
            self.gram(self.variants.of(c), start, end);
        } else if is_word(c) {
            self.letter(c, start, end);
        } else {
            self.other(c, start);
        }
    }

    /// A mark that is not kept belongs to the character before it.
    fn extend(&mut self, end: usize) {
        if self.pending.is_none()
            && let Some(part) = self.units.last_mut().or(self.parts.last_mut())
        {
            part.end = end;
        }
    }

    fn letter(&mut self, c: char, start: usize, end: usize) {
        self.open(c, start);
        let Some(part) = self.parts.last_mut() else { return };
        if self.forms.len() - part.form < LONGEST {
            self.forms.push(c);
        }
        part.form_end = self.forms.len();
        part.end = end;
    }

    fn gram(&mut self, c: char, start: usize, end: usize) {
        if !self.parts.is_empty() {
            self.flush();
        }
        self.glued = true;
        let voiced = self.units.last().and_then(|_| self.forms.chars().next_back()).and_then(|before| voiced(before, c));
        if voiced.is_some() {
            self.forms.pop();
        }
        let form = self.forms.len();
        self.forms.push(voiced.unwrap_or(c));
        let form_end = self.forms.len();
        match self.units.last_mut() {
            // What one character of the source gives, or a mark adds, is one unit.
            Some(unit) if voiced.is_some() || continues(c) || unit.start == start => (unit.form_end, unit.end) = (form_end, end),
            _ => self.units.push(Part { form, form_end, start, end }),
        }
    }

    /// Makes sure that the last part is one that the character can go on with.
    fn open(&mut self, c: char, start: usize) {
        if !self.units.is_empty() {
            self.flush_run();
        }
        let pending = self.pending.take();
        match pending {
            None if !self.parts.is_empty() => return,
            Some(Pending::Inside(mark)) if mark == '·' || is_hebrew(c) => return,
            Some(Pending::Link(link)) if self.links_to(link, c) => self.links.push(link),
            Some(Pending::Suffix(suffix)) => self.flush_with(Some(suffix).filter(|suffix| *suffix == "++")),
            Some(_) => self.flush(),
            None => {}
        }
        let form = self.forms.len();
        self.parts.push(Part { form, form_end: form, start, end: start });
    }

    fn links_to(&self, link: Link, next: char) -> bool {
        match link {
            Link::Dot | Link::Comma | Link::Space => next.is_ascii_digit(),
            Link::Initial => next.is_alphabetic(),
            _ => true,
        }
    }

    /// Takes a character that is no part of a word.
    pub(super) fn other(&mut self, c: char, start: usize) {
        let c = halfwidth(c);
        if !self.units.is_empty() {
            self.flush_run();
        }
        if self.parts.is_empty() {
            self.lead = (c == '.' && !self.glued).then_some(start);
            self.glued = !(c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“' | '\''));
            return;
        }
        let next = match (self.pending, c) {
            (None, _) => self.after_part(c),
            (Some(Pending::Suffix("+")), '+') => Some(Pending::Suffix("++")),
            _ => None,
        };
        if next.is_none() {
            let suffix = match self.pending {
                Some(Pending::Suffix(suffix)) if suffix != "+" => Some(suffix),
                _ => None,
            };
            self.flush_with(suffix);
            return self.other(c, start);
        }
        self.pending = next;
    }

    /// What a character can be that follows a part.
    #[expect(clippy::string_slice, reason = "a part keeps the places of the characters that it was read from")]
    fn after_part(&self, c: char) -> Option<Pending> {
        let form = self.parts.last().map_or("", |part| &self.forms[part.form..part.form_end]);
        let digit = form.ends_with(|last: char| last.is_ascii_digit());
        let link = match c {
            '+' => return Some(Pending::Suffix("+")),
            '#' => return Some(Pending::Suffix("#")),
            '·' => return Some(Pending::Inside(c)),
            '"' | '\u{5F4}' if form.ends_with(is_hebrew) => return Some(Pending::Inside(c)),
            '.' if digit => Link::Dot,
            '.' if form.chars().nth(1).is_none() => Link::Initial,
            ',' if digit => Link::Comma,
            '\u{A0}' | '\u{202F}' if digit => Link::Space,
            _ if is_hyphen(c) => Link::Hyphen,
            _ if is_apostrophe(c) => Link::Apostrophe,
            _ => return None,
        };
        Some(Pending::Link(link))
    }

    fn flush(&mut self) {
        self.flush_with(None);
    }

    fn flush_with(&mut self, suffix: Option<&str>) {
        self.pending = None;
        self.compound(suffix);
        self.parts.clear();
        self.links.clear();
        self.forms.clear();
        self.lead = None;
        self.glued = true;
    }

    /// Every two characters of the run that follow each other, and at last the last one alone.
    fn flush_run(&mut self) {
        let units = std::mem::take(&mut self.units);
        for (at, unit) in units.iter().enumerate() {
            let last = units.get(at + 1).unwrap_or(unit);
            self.give(Kind::Gram, Part { form_end: last.form_end, end: last.end, ..*unit });
            self.position += 1;
        }
        self.units = units;
        self.units.clear();
        self.forms.clear();
        self.lead = None;
    }

    /// Gives a token at the next free position, which stays free.
    #[expect(clippy::string_slice, reason = "a part keeps the places of the characters that it was read from")]
    pub(super) fn give(&mut self, kind: Kind, part: Part) {
        let form = &self.forms[part.form..part.form_end];
        (self.each)(token(self.text, form, kind, self.position, part));
    }

    /// The same, with a form of its own.
    pub(super) fn give_form(&mut self, form: &str, kind: Kind, part: Part) {
        (self.each)(token(self.text, form, kind, self.position, part));
    }

    /// Gives what is still held, and the next free position.
    pub(super) fn finish(mut self) -> u32 {
        if !self.units.is_empty() {
            self.flush_run();
        }
        if !self.parts.is_empty() {
            let suffix = match self.pending {
                Some(Pending::Suffix(suffix)) if suffix != "+" => Some(suffix),
                _ => None,
            };
            self.flush_with(suffix);
        }
        self.position
    }
}

#[expect(clippy::string_slice, reason = "a part keeps the places of the characters that it was read from")]
fn token<'t>(text: &'t str, form: &'t str, kind: Kind, position: u32, part: Part) -> Token<'t> {
    Token { form, written: &text[part.start..part.end], kind, position, start: part.start as u32, end: part.end as u32 }
}

/// Signs of full width that are typed with a Chinese or Japanese keyboard.
fn halfwidth(c: char) -> char {
    let code = u32::from(c);
    if (0xFF01..=0xFF5E).contains(&code) { char::from_u32(code - 0xFEE0).unwrap_or(c) } else { c }
}

/// Half-width voice marks, which are no letters before they are folded.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{FF9E}' | '\u{FF9F}')
}
