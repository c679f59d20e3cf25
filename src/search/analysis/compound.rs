//! What becomes of the parts of a compound: the words that are given, and what is joined of them.

use super::fold::fold_char;
use super::numbers;
use super::scan::{Link, Part, Scanner};
use super::tokens::Kind;

/// Words that stand before a noun with an apostrophe in French, Italian and Catalan.
const ELIDED: [&str; 36] = [
    "all", "bell", "c", "coll", "d", "dall", "degl", "dell", "gl", "j", "jusqu", "l", "lorsqu", "m", "mezz", "n", "negl", "nell", "nessun",
    "presqu", "puisqu", "qu", "quand", "quell", "quelqu", "quest", "quoiqu", "s", "sant", "senz", "sull", "t", "tutt", "un", "v", "vot",
];

/// The endings of shortened words in English.
const ENDINGS: [&str; 6] = ["d", "ll", "m", "re", "s", "ve"];

/// No more parts than this are joined.
const MOST_JOINED: usize = 6;

/// What is joined is no longer than this, in bytes.
const LONGEST_JOINED: usize = 64;

/// True for a word that an apostrophe ties to the noun after it, as in l'eau; folded.
pub fn is_elided(form: &str) -> bool {
    ELIDED.binary_search(&form).is_ok()
}

impl Scanner<'_, '_> {
    /// Gives the words that were collected.
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
                self.give(Kind::Joined, *tail);
                self.position = after;
            }
        }
        // Their memory is used again.
        (self.parts, self.links) = (parts, links);
    }

    #[expect(clippy::string_slice, reason = "a part keeps the places of the characters that it was read from")]
    fn form(&self, part: Part) -> &str {
        &self.forms[part.form..part.form_end]
    }

    /// Gives one word; a number and its unit as two.
    fn word(&mut self, part: Part) {
        match numbers::unit_at(self.form(part)) {
            None => self.one(part),
            Some(unit) => {
                let middle = self.unit_start(part);
                self.give(Kind::Joined, part);
                self.one(Part { form_end: part.form + unit, end: middle, ..part });
                self.one(Part { form: part.form + unit, start: middle, ..part });
            }
        }
    }

    /// Where in the source the unit of a number begins.
    #[expect(clippy::string_slice, reason = "a part keeps the places of the characters that it was read from")]
    fn unit_start(&self, part: Part) -> usize {
        let is_letter = |c: char| {
            let mut letter = false;
            fold_char(c, &mut |part| letter |= part.is_alphabetic());
            letter
        };
        self.text[part.start..part.end].find(is_letter).map_or(part.end, |at| part.start + at)
    }

    fn one(&mut self, part: Part) {
        self.give(Kind::Word, part);
        self.position += 1;
    }

    /// Settles what apostrophes do. Gives the endings that were taken off, each with the part that it belongs to.
    fn shorten(&mut self, parts: &mut Vec<Part>, links: &mut Vec<Link>) -> Vec<(usize, Part)> {
        let mut tails = Vec::new();
        let mut at = 0;
        while at < links.len() {
            let (before, after) = (parts[at], parts[at + 1]);
            if links[at] != Link::Apostrophe || self.is_number(before, after) {
                at += 1;
                continue;
            }
            let (form, next) = (self.form(before), self.form(after));
            if next == "t" && form.ends_with('n') || !is_latin(form) && !is_latin(next) {
                parts[at] = Part { form_end: after.form_end, end: after.end, ..before };
                parts.remove(at + 1);
                links.remove(at);
            } else if ENDINGS.contains(&next) && is_latin(form) && links.get(at + 1) != Some(&Link::Apostrophe) {
                tails.push((at, after));
                parts.remove(at + 1);
                links.remove(at);
            } else {
                if is_elided(form) && !(self.is_capital(before) && self.is_capital(after)) {
                    links[at] = Link::Elision;
                }
                at += 1;
            }
        }
        tails
    }

    fn is_number(&self, before: Part, after: Part) -> bool {
        let digit = |c: char| c.is_ascii_digit();
        self.form(before).ends_with(digit) && self.form(after).starts_with(digit)
    }

    #[expect(clippy::string_slice, reason = "a part keeps the places of the characters that it was read from")]
    fn is_capital(&self, part: Part) -> bool {
        self.text[part.start..].starts_with(char::is_uppercase)
    }

    /// Gives names that hold a sign: c++, c#, .net.
    fn named(&mut self, parts: &[Part], suffix: Option<&str>) {
        if let (Some(lead), Some(first)) = (self.lead, parts.first())
            && !self.form(*first).starts_with(|c: char| c.is_ascii_digit())
        {
            let form = format!(".{}", self.form(*first));
            self.give_form(&form, Kind::Joined, Part { start: lead, ..*first });
        }
        if let (Some(suffix), [part]) = (suffix, parts)
            && (suffix == "++" || part.form_end - part.form <= 2)
        {
            let form = format!("{}{suffix}", self.form(*part));
            self.give_form(&form, Kind::Joined, Part { end: part.end + suffix.len(), ..*part });
        }
    }

    /// Gives what is joined of the parts from one on that links of one class tie, where they do not tie it to the one before.
    fn stretch(&mut self, parts: &[Part], links: &[Link], from: usize) {
        let Some(class) = links.get(from).map(|link| self.class(*link, parts, from)) else { return };
        if class == Class::Apart || from > 0 && self.class(links[from - 1], parts, from - 1) == class {
            return;
        }
        let mut to = from + 1;
        while to < links.len() && self.class(links[to], parts, to) == class {
            to += 1;
        }
        let whole = Part { form_end: parts[to].form_end, end: parts[to].end, ..parts[from] };
        match class {
            Class::Number => self.number(&parts[from..=to], &links[from..to], whole),
            Class::Initials if parts[from..=to].iter().all(|part| self.form(*part).chars().nth(1).is_none()) => {
                self.give(Kind::Joined, whole);
            }
            Class::Word if to - from < MOST_JOINED && whole.form_end - whole.form <= LONGEST_JOINED => self.give(Kind::Joined, whole),
            _ => {}
        }
    }

    fn class(&self, link: Link, parts: &[Part], at: usize) -> Class {
        match link {
            Link::Elision => Class::Apart,
            Link::Initial => Class::Initials,
            Link::Apostrophe if self.is_number(parts[at], parts[at + 1]) => Class::Number,
            Link::Hyphen | Link::Apostrophe => Class::Word,
            Link::Dot | Link::Comma | Link::Space => Class::Number,
        }
    }

    fn number(&mut self, parts: &[Part], links: &[Link], whole: Part) {
        let groups: Vec<&str> = parts.iter().map(|part| self.form(*part)).collect();
        for form in numbers::joined(&groups, links) {
            if form.len() <= LONGEST_JOINED {
                self.give_form(&form, Kind::Joined, whole);
            }
        }
    }
}

/// What ties parts together.
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
