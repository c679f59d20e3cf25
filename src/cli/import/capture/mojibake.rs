//! Repairs mojibake, UTF-8 decoded as a western encoding: `fÃ¼r` becomes `für`.

/// Fewest broken characters that rule out coincidence.
const MIN_BROKEN_CHARS: usize = 5;

/// The repaired text; `None` if it needs no repair.
pub(super) fn repair_mojibake(text: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let (mut out, mut count, mut unaffected, mut at) = (String::with_capacity(text.len()), 0, 0, 0);
    while at < chars.len() {
        match decode_sequence(&chars[at..]) {
            Some((c, used)) => {
                out.push(c);
                count += 1;
                at += used;
            }
            None => {
                unaffected += usize::from(!chars[at].is_ascii());
                out.push(chars[at]);
                at += 1;
            }
        }
    }
    (count >= MIN_BROKEN_CHARS && count > unaffected).then_some(out)
}

/// The character whose UTF-8 bytes the first two to four characters are, and their number.
fn decode_sequence(chars: &[char]) -> Option<(char, usize)> {
    let length = match u32::from(*chars.first()?) {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let bytes: Vec<u8> = chars.iter().take(length).filter_map(|c| windows_1252_byte(*c)).collect();
    let text = std::str::from_utf8(&bytes).ok().filter(|_| bytes.len() == length)?;
    text.chars().next().map(|c| (c, length))
}

/// The byte of a character in ISO 8859-1 or Windows-1252.
fn windows_1252_byte(c: char) -> Option<u8> {
    const WINDOWS_1252_HIGH: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    let high = WINDOWS_1252_HIGH.chars().position(|w| w == c).and_then(|at| u8::try_from(at).ok()).map(|at| 0x80 + at);
    high.or_else(|| u8::try_from(u32::from(c)).ok())
}

#[cfg(test)]
mod tests {
    use super::repair_mojibake;

    #[test]
    fn repairs_mojibake() {
        let broken = "FÃ¼r groÃŸe FlÃ¼sse: â€žBrÃ¼ckeâ€œ";
        assert_eq!(repair_mojibake(broken).as_deref(), Some("Für große Flüsse: „Brücke“"));
    }

    #[test]
    fn leaves_correct_text_alone() {
        assert_eq!(repair_mojibake("Für große Flüsse: „Brücke“, Âge, Ãgua, façade, über, 铁路"), None);
    }
}
