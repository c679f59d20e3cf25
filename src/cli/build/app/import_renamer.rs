//! Shortens the import names shared by a program and its glue.
//!
//! wasm-bindgen names each import by a word and sixteen random digits, once in the program and once in its glue. The digits do not
//! compress, and nobody reads them.

use std::collections::BTreeMap;

/// The magic bytes of every module.
const MAGIC: &[u8] = b"\0asm\x01\0\0\0";

/// The number of the import section.
const IMPORT_SECTION: u8 = 2;

/// Shortens the names of a program's imports in the program and its glue. `None` if either is not in the expected form.
pub(crate) fn rename_imports(glue: &str, program: &[u8]) -> Option<(String, Vec<u8>)> {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let mut rest = program.strip_prefix(MAGIC)?;
    let mut out = MAGIC.to_vec();
    while let Some((kind, after)) = rest.split_first() {
        let (length, body) = read_leb128(after)?;
        let (body, next) = body.split_at_checked(length)?;
        let section = if *kind == IMPORT_SECTION { rename_import_section(body, &mut names)? } else { body.to_vec() };
        out.push(*kind);
        push_leb128(&mut out, section.len());
        out.extend(section);
        rest = next;
    }
    Some((rename_in_glue(glue, &names)?, out))
}

/// The import section with short names.
fn rename_import_section(body: &[u8], names: &mut BTreeMap<String, String>) -> Option<Vec<u8>> {
    let (count, mut rest) = read_leb128(body)?;
    let mut out = Vec::new();
    push_leb128(&mut out, count);
    for _ in 0..count {
        let (module, after) = read_name(rest)?;
        let (name, after) = read_name(after)?;
        let descriptor = descriptor_len(after)?;
        push_name(&mut out, module);
        let short = short_name(names.len());
        push_name(&mut out, if name.starts_with("__wb") { names.entry(name.to_owned()).or_insert(short) } else { name });
        out.extend(&after[..descriptor]);
        rest = &after[descriptor..];
    }
    rest.is_empty().then_some(out)
}

/// The number of bytes that describe an import: a function by its type, or a table, a memory, a global.
fn descriptor_len(bytes: &[u8]) -> Option<usize> {
    let (kind, rest) = bytes.split_first()?;
    match kind {
        0 => read_leb128(rest).map(|(_, after)| bytes.len() - after.len()),
        // Other kinds of import are left unchanged.
        _ => None,
    }
}

/// Returns a name of one letter and as many digits and letters as needed; none has the prefix of a replaced name.
fn short_name(number: usize) -> String {
    const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz";
    let letter = char::from(LETTERS[number % LETTERS.len()]);
    match number / LETTERS.len() {
        0 => letter.to_string(),
        more => format!("{letter}{more}"),
    }
}

/// The glue with the short names: each name occurs there once, as a function name.
#[expect(clippy::string_slice, reason = "every place is where a character begins or ends that was found in this text")]
fn rename_in_glue(glue: &str, names: &BTreeMap<String, String>) -> Option<String> {
    let mut out = String::with_capacity(glue.len());
    let mut rest = glue;
    let mut replaced = 0;
    while let Some(at) = rest.find("__wb") {
        let end = rest[at..].find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '$').map_or(rest.len(), |end| at + end);
        let whole = !rest[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$' || c == '.');
        out.push_str(&rest[..at]);
        match names.get(&rest[at..end]).filter(|_| whole) {
            Some(short) => {
                out.push_str(short);
                replaced += 1;
            }
            None => out.push_str(&rest[at..end]),
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    (replaced == names.len()).then_some(out)
}

/// Reads a LEB128 number, and returns it with the remaining bytes.
fn read_leb128(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut value = 0usize;
    for (at, byte) in bytes.iter().enumerate().take(5) {
        value |= usize::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return Some((value, &bytes[at + 1..]));
        }
    }
    None
}

fn push_leb128(out: &mut Vec<u8>, mut value: usize) {
    while value > 0x7f {
        out.push(value as u8 & 0x7f | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn read_name(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let (length, rest) = read_leb128(bytes)?;
    let (word, rest) = rest.split_at_checked(length)?;
    Some((std::str::from_utf8(word).ok()?, rest))
}

fn push_name(out: &mut Vec<u8>, word: &str) {
    push_leb128(out, word.len());
    out.extend(word.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module that imports functions of these names.
    fn program(names: &[&str]) -> Vec<u8> {
        let mut section = Vec::new();
        push_leb128(&mut section, names.len());
        for name in names {
            push_name(&mut section, "./app_bg.js");
            push_name(&mut section, name);
            section.extend([0, 1]);
        }
        let mut out = [MAGIC, &[1, 1, 0, IMPORT_SECTION]].concat();
        push_leb128(&mut out, section.len());
        out.extend(section);
        out.extend([10, 1, 0]);
        out
    }

    #[test]
    fn program_and_glue_get_the_same_short_names() {
        let glue =
            "const i={__wbg_get_0011223344556677:function(a){return wasm.__wbg_x_free},__wbindgen_cast_0:f};export{__wbg_init as default};";
        let (glue, short) = rename_imports(glue, &program(&["__wbg_get_0011223344556677", "__wbindgen_cast_0"])).unwrap();
        assert_eq!(glue, "const i={a:function(a){return wasm.__wbg_x_free},b:f};export{__wbg_init as default};");
        assert_eq!(short, program(&["a", "b"]));
    }

    #[test]
    fn unexpected_forms_are_unchanged() {
        assert_eq!(rename_imports("const i={};", &program(&["__wbg_get_0011223344556677"])), None);
        assert_eq!(rename_imports("", b"<html>"), None);
        assert_eq!(rename_imports("", &program(&["__wbg_a"])[..12]), None);
        let many: Vec<String> = (0..60).map(short_name).collect();
        assert_eq!((many[0].as_str(), many[26].as_str(), many[59].as_str()), ("a", "a1", "h2"));
    }
}
