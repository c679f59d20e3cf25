//! Emits the parts of a compound as words, and the compounds joined from them.

use super::fold::fold_char;
use super::numbers;
use super::scan::{PartLink, ScanPart, Scanner};
use super::tokens::TokenKind;

/// Elided words before a noun in French, Italian and Catalan.
const ELIDED: [&str; 36] = [
    "all", "bell", "c", "coll", "d", "dall", "degl", "dell", "gl", "j", "jusqu", "l", "lorsqu", "m", "mezz", "n", "negl", "nell", "nessun",
    "presqu", "puisqu", "qu", "quand", "quell", "quelqu", "quest", "quoiqu", "s", "sant", "senz", "sull", "t", "tutt", "un", "v", "vot",
];

/// The endings of English contractions.
const ENDINGS: [&str; 6] = ["d", "ll", "m", "re", "s", "ve"];

/// The maximum number of parts of a compound.
const MOST_JOINED: usize = 6;

/// The maximum length of a compound, in bytes.
const LONGEST_JOINED: usize = 64;

/// True for a folded word that is elided before a noun, as in l'eau.
pub fn is_elided(form: &str) -> bool {
    ELIDED.binary_search(&form).is_ok()
}

impl Scanner<'_, '_> {
    /// Emits the collected words.
    pub(super) fn compound(&mut self, suffix: Option<&str>) {
        if let [part] = self.parts[..]
            && suffix.is_none()
            && self.lead.is_none()
        {
            return self.word(part);
        }
        let mut parts = std::mem::take(&mut self.parts);
        let mut links = std::mem::take(&mut self.links);
        let tails = self.shorten(&mut parts, &mut links);
        self.named(&parts, suffix);
        for at in 0..parts.len() {
            self.stretch(&parts, &links, at);
            let before = self.position;
            self.word(parts[at]);
            if let Some((_, tail)) = tails.iter().find(|(of, _)| *of == at) {
                let after = std::mem::replace(&mut self.position, before);
                self.give(TokenKind::Joined, *tail);
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
    fn word(&mut self, part: ScanPart) {
        match numbers::unit_at(self.form(part)) {
            None => self.one(part),
            Some(unit) => {
                let middle = self.unit_start(part);
                self.give(TokenKind::Joined, part);
                self.one(ScanPart { form_end: part.form + unit, end: middle, ..part });
                self.one(ScanPart { form: part.form + unit, start: middle, ..part });
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

    fn one(&mut self, part: ScanPart) {
        self.give(TokenKind::Word, part);
        self.position += 1;
    }

    /// Resolves apostrophes. Returns the contraction endings that were removed, each with the index of its part.
    fn shorten(&mut self, parts: &mut Vec<ScanPart>, links: &mut Vec<PartLink>) -> Vec<(usize, ScanPart)> {
        let mut tails = Vec::new();
        let mut at = 0;
        while at < links.len() {
            let (before, after) = (parts[at], parts[at + 1]);
            if links[at] != PartLink::Apostrophe || self.is_number(before, after) {
                at += 1;
                continue;
            }
            let (form, next) = (self.form(before), self.form(after));
            if next == "t" && form.ends_with('n') || !is_latin(form) && !is_latin(next) {
                parts[at] = ScanPart { form_end: after.form_end, end: after.end, ..before };
                parts.remove(at + 1);
                links.remove(at);
            } else if ENDINGS.contains(&next) && is_latin(form) && links.get(at + 1) != Some(&PartLink::Apostrophe) {
                tails.push((at, after));
                parts.remove(at + 1);
                links.remove(at);
            } else {
                if is_elided(form) && !(self.is_capital(before) && self.is_capital(after)) {
                    links[at] = PartLink::Elision;
                }
                at += 1;
            }
        }
        tails
    }

    fn is_number(&self, before: ScanPart, after: ScanPart) -> bool {
        let digit = |c: char| c.is_ascii_digit();
        self.form(before).ends_with(digit) && self.form(after).starts_with(digit)
    }

    #[expect(clippy::string_slice, reason = "a part keeps the places of the characters that it was read from")]
    fn is_capital(&self, part: ScanPart) -> bool {
        self.text[part.start..].starts_with(char::is_uppercase)
    }

    /// Emits names with a sign: c++, c#, .net.
    fn named(&mut self, parts: &[ScanPart], suffix: Option<&str>) {
        if let (Some(lead), Some(first)) = (self.lead, parts.first())
            && !self.form(*first).starts_with(|c: char| c.is_ascii_digit())
        {
            let form = format!(".{}", self.form(*first));
            self.give_form(&form, TokenKind::Joined, ScanPart { start: lead, ..*first });
        }
        if let (Some(suffix), [part]) = (suffix, parts)
            && (suffix == "++" || part.form_end - part.form <= 2)
        {
            let form = format!("{}{suffix}", self.form(*part));
            self.give_form(&form, TokenKind::Joined, ScanPart { end: part.end + suffix.len(), ..*part });
        }
    }

    /// Emits the compound of consecutive parts that links of one class join, if it starts at `from`.
    fn stretch(&mut self, parts: &[ScanPart], links: &[PartLink], from: usize) {
        let Some(class) = links.get(from).map(|link| self.class(*link, parts, from)) else { return };
        if class == Class::Apart || from > 0 && self.class(links[from - 1], parts, from - 1) == class {
            return;
        }
        let mut to = from + 1;
        while to < links.len() && self.class(links[to], parts, to) == class {
            to += 1;
        }
        let whole = ScanPart { form_end: parts[to].form_end, end: parts[to].end, ..parts[from] };
        match class {
            Class::Number => self.number(&parts[from..=to], &links[from..to], whole),
            Class::Initials if parts[from..=to].iter().all(|part| self.form(*part).chars().nth(1).is_none()) => {
                self.give(TokenKind::Joined, whole);
            }
            Class::Word if to - from < MOST_JOINED && whole.form_end - whole.form <= LONGEST_JOINED => self.give(TokenKind::Joined, whole),
            _ => {}
        }
    }

    fn class(&self, link: PartLink, parts: &[ScanPart], at: usize) -> Class {
        match link {
            PartLink::Elision => Class::Apart,
            PartLink::Initial => Class::Initials,
            PartLink::Apostrophe if self.is_number(parts[at], parts[at + 1]) => Class::Number,
            PartLink::Hyphen | PartLink::Apostrophe => Class::Word,
            PartLink::Dot | PartLink::Comma | PartLink::Space => Class::Number,
        }
    }

    fn number(&mut self, parts: &[ScanPart], links: &[PartLink], whole: ScanPart) {
        let groups: Vec<&str> = parts.iter().map(|part| self.form(*part)).collect();
        for form in numbers::joined(&groups, links) {
            if form.len() <= LONGEST_JOINED {
                self.give_form(&form, TokenKind::Joined, whole);
            }
        }
    }
}

/// The class of a link.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Word,
    Number,
    Initials,
    Apart,
}

fn is_latin(form: &str) -> bool {
    form.chars().all(|c| u32::from(c) < 0x250)
}
