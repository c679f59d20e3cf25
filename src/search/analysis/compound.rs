//! Emits the parts of a compound as words, and the compounds joined from them.

use super::fold::fold_char;
use super::numbers;
use super::scan::{PartLink, ScanPart, Scanner};
use super::tokens::TokenKind;

/// Elided words before a noun in French, Italian and Catalan.
const ELIDED_WORDS: [&str; 36] = [
    "all", "bell", "c", "coll", "d", "dall", "degl", "dell", "gl", "j", "jusqu", "l", "lorsqu", "m", "mezz", "n", "negl", "nell", "nessun",
    "presqu", "puisqu", "qu", "quand", "quell", "quelqu", "quest", "quoiqu", "s", "sant", "senz", "sull", "t", "tutt", "un", "v", "vot",
];

/// The endings of English contractions.
const CONTRACTION_ENDINGS: [&str; 6] = ["d", "ll", "m", "re", "s", "ve"];

/// The maximum number of parts of a compound.
const MAX_COMPOUND_PARTS: usize = 6;

/// The minimum number of letters before the digits that end a word, for the letters to be a word too.
const MIN_LETTERS_BEFORE_DIGITS: usize = 4;

/// The maximum number of these digits.
const MAX_DIGITS_AFTER_LETTERS: usize = 3;

/// The minimum length of a word inside a name such as useEffect, in bytes.
const MIN_INNER_WORD_BYTES: usize = 3;

/// The maximum length of what follows the dot in a name such as node.js, in bytes.
const MAX_EXTENSION_BYTES: usize = 3;

/// The maximum length of a compound, in bytes.
const MAX_COMPOUND_BYTES: usize = 64;

/// True for a folded word that is elided before a noun, as in l'eau.
pub fn is_elided(form: &str) -> bool {
    ELIDED_WORDS.binary_search(&form).is_ok()
}

impl Scanner<'_, '_> {
    /// Emits the collected words.
    pub(super) fn emit_compound(&mut self, suffix: Option<&str>) {
        if let [part] = self.parts[..]
            && suffix.is_none()
            && self.leading_dot.is_none()
        {
            return self.emit_word(part);
        }
        let mut parts = std::mem::take(&mut self.parts);
        let mut links = std::mem::take(&mut self.links);
        let endings = self.resolve_apostrophes(&mut parts, &mut links);
        self.emit_names_with_signs(&parts, suffix);
        for at in 0..parts.len() {
            self.emit_linked_parts(&parts, &links, at);
            let before = self.position;
            self.emit_word(parts[at]);
            if let Some((_, ending)) = endings.iter().find(|(of, _)| *of == at) {
                let after = std::mem::replace(&mut self.position, before);
                self.emit(TokenKind::Compound, *ending);
                self.position = after;
            }
        }
        // Reuses the buffers.
        (self.parts, self.links) = (parts, links);
    }

    #[expect(clippy::string_slice, reason = "a part keeps the places of the characters that it was read from")]
    fn form(&self, part: ScanPart) -> &str {
        &self.forms[part.form..part.form_end]
    }

    /// Emits a word; a number with a unit as two.
    fn emit_word(&mut self, part: ScanPart) {
        match numbers::unit_offset(self.form(part)) {
            None => self.emit_simple_word(part),
            Some(unit) => {
                let middle = self.unit_start(part);
                self.emit(TokenKind::Compound, part);
                self.emit_simple_word(ScanPart { form_end: part.form + unit, end: middle, ..part });
                self.emit_simple_word(ScanPart { form: part.form + unit, start: middle, ..part });
            }
        }
    }

    /// Returns the source offset of a number's unit.
    #[expect(clippy::string_slice, reason = "a part keeps the places of the characters that it was read from")]
    fn unit_start(&self, part: ScanPart) -> usize {
        let is_letter = |c: char| {
            let mut letter = false;
            fold_char(c, &mut |part| letter |= part.is_alphabetic());
            letter
        };
        self.text[part.start..part.end].find(is_letter).map_or(part.end, |at| part.start + at)
    }

    /// Emits a word, after the words inside it if it is a name such as useEffect, and after its letters if it ends with the number of a
    /// note or a version.
    fn emit_simple_word(&mut self, part: ScanPart) {
        if let Some(letters) = self.letters_before_digits(part) {
            self.emit(TokenKind::Compound, letters);
        }
        for inner in self.inner_words(part) {
            self.emit(TokenKind::Compound, inner);
        }
        self.emit(TokenKind::Word, part);
        self.position += 1;
    }

    /// Returns the letters of a word of ASCII that ends with a few digits: python of python3.
    #[expect(clippy::string_slice, reason = "a part keeps the places of the characters that it was read from")]
    fn letters_before_digits(&self, part: ScanPart) -> Option<ScanPart> {
        let form = self.form(part);
        let letters = form.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let is_word = letters >= MIN_LETTERS_BEFORE_DIGITS && form[..letters].bytes().all(|byte| byte.is_ascii_alphabetic());
        let is_ascii = part.end - part.start == form.len();
        (is_word && is_ascii && (1..=MAX_DIGITS_AFTER_LETTERS).contains(&(form.len() - letters))).then(|| ScanPart {
            form_end: part.form + letters,
            end: part.start + letters,
            ..part
        })
    }

    /// Returns the words of a name in which small letters precede capitals: use and Effect of useEffect, HTTP and Server of
    /// HTTPServer. A word of ASCII is as long as its form.
    fn inner_words(&self, part: ScanPart) -> Vec<ScanPart> {
        let written = &self.text.as_bytes()[part.start..part.end];
        if written == self.form(part).as_bytes() || !written.is_ascii() || written.len() != part.form_end - part.form {
            return Vec::new();
        }
        let is_start = |at: &usize| {
            let (before, here, after) = (written[at - 1], written[*at], written.get(at + 1));
            here.is_ascii_uppercase()
                && (before.is_ascii_lowercase() || before.is_ascii_uppercase() && after.is_some_and(u8::is_ascii_lowercase))
        };
        if !written.windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase()) && !is_acronym_name(written) {
            return Vec::new();
        }
        let starts: Vec<usize> = std::iter::once(0).chain((1..written.len()).filter(is_start)).collect();
        let ends = starts.iter().skip(1).copied().chain([written.len()]);
        let words = starts.iter().zip(ends).filter(|(start, end)| end - *start >= MIN_INNER_WORD_BYTES);
        words
            .map(|(start, end)| ScanPart {
                form: part.form + start,
                form_end: part.form + end,
                start: part.start + start,
                end: part.start + end,
            })
            .collect()
    }

    /// Resolves apostrophes. Returns the contraction endings that were removed, each with the index of its part.
    fn resolve_apostrophes(&mut self, parts: &mut Vec<ScanPart>, links: &mut Vec<PartLink>) -> Vec<(usize, ScanPart)> {
        let mut endings = Vec::new();
        let mut at = 0;
        while at < links.len() {
            let (before, after) = (parts[at], parts[at + 1]);
            if links[at] != PartLink::Apostrophe || self.is_digit_pair(before, after) {
                at += 1;
                continue;
            }
            let (form, next) = (self.form(before), self.form(after));
            if next == "t" && form.ends_with('n') || !is_latin(form) && !is_latin(next) {
                parts[at] = ScanPart { form_end: after.form_end, end: after.end, ..before };
                parts.remove(at + 1);
                links.remove(at);
            } else if CONTRACTION_ENDINGS.contains(&next) && is_latin(form) && links.get(at + 1) != Some(&PartLink::Apostrophe) {
                endings.push((at, after));
                parts.remove(at + 1);
                links.remove(at);
            } else {
                if is_elided(form) && !(self.is_capital(before) && self.is_capital(after)) {
                    links[at] = PartLink::Elision;
                }
                at += 1;
            }
        }
        endings
    }

    fn is_digit_pair(&self, before: ScanPart, after: ScanPart) -> bool {
        let digit = |c: char| c.is_ascii_digit();
        self.form(before).ends_with(digit) && self.form(after).starts_with(digit)
    }

    #[expect(clippy::string_slice, reason = "a part keeps the places of the characters that it was read from")]
    fn is_capital(&self, part: ScanPart) -> bool {
        self.text[part.start..].starts_with(char::is_uppercase)
    }

    /// Emits names with a sign: c++, c#, .net.
    fn emit_names_with_signs(&mut self, parts: &[ScanPart], suffix: Option<&str>) {
        if let (Some(leading_dot), Some(first)) = (self.leading_dot, parts.first())
            && !self.form(*first).starts_with(|c: char| c.is_ascii_digit())
        {
            let form = format!(".{}", self.form(*first));
            self.emit_form(&form, TokenKind::Compound, ScanPart { start: leading_dot, ..*first });
        }
        if let (Some(suffix), [part]) = (suffix, parts)
            && (suffix == "++" || part.form_end - part.form <= 2)
        {
            let form = format!("{}{suffix}", self.form(*part));
            self.emit_form(&form, TokenKind::Compound, ScanPart { end: part.end + suffix.len(), ..*part });
        }
    }

    /// Emits the compound of consecutive parts that links of one class join, if it starts at `from`.
    fn emit_linked_parts(&mut self, parts: &[ScanPart], links: &[PartLink], from: usize) {
        let Some(class) = links.get(from).map(|link| self.link_class(*link, parts, from)) else { return };
        if class == Class::Separate || from > 0 && self.link_class(links[from - 1], parts, from - 1) == class {
            return;
        }
        let mut to = from + 1;
        while to < links.len() && self.link_class(links[to], parts, to) == class {
            to += 1;
        }
        let whole = ScanPart { form_end: parts[to].form_end, end: parts[to].end, ..parts[from] };
        match class {
            Class::Number => self.emit_number(&parts[from..=to], &links[from..to], whole),
            Class::Initials if parts[from..=to].iter().all(|part| self.form(*part).chars().nth(1).is_none()) => {
                self.emit(TokenKind::Compound, whole);
            }
            Class::Word | Class::Name if to - from < MAX_COMPOUND_PARTS && whole.form_end - whole.form <= MAX_COMPOUND_BYTES => {
                self.emit(TokenKind::Compound, whole)
            }
            _ => {}
        }
    }

    fn link_class(&self, link: PartLink, parts: &[ScanPart], at: usize) -> Class {
        match link {
            PartLink::Elision => Class::Separate,
            PartLink::Initial => Class::Initials,
            PartLink::Apostrophe if self.is_digit_pair(parts[at], parts[at + 1]) => Class::Number,
            PartLink::Hyphen | PartLink::Apostrophe => Class::Word,
            PartLink::Extension if self.form(parts[at + 1]).len() <= MAX_EXTENSION_BYTES => Class::Name,
            PartLink::Extension => Class::Separate,
            PartLink::Dot | PartLink::Comma | PartLink::Space => Class::Number,
        }
    }

    fn emit_number(&mut self, parts: &[ScanPart], links: &[PartLink], whole: ScanPart) {
        let groups: Vec<&str> = parts.iter().map(|part| self.form(*part)).collect();
        for form in numbers::normalized_forms(&groups, links) {
            if form.len() <= MAX_COMPOUND_BYTES {
                self.emit_form(&form, TokenKind::Compound, whole);
            }
        }
    }
}

/// The class of a link.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Word,
    Name,
    Number,
    Initials,
    Separate,
}

/// Whether a word begins with an acronym that another word follows: HTTPServer, but neither HTTP nor Server.
fn is_acronym_name(written: &[u8]) -> bool {
    let capitals = written.iter().take_while(|byte| byte.is_ascii_uppercase()).count();
    capitals > 2 && written.len() - capitals >= MIN_INNER_WORD_BYTES && written[capitals..].iter().all(u8::is_ascii_lowercase)
}

fn is_latin(form: &str) -> bool {
    form.chars().all(|c| u32::from(c) < 0x250)
}
