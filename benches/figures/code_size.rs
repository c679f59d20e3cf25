//! Which part of the program costs what: the bytes of its functions by crate and module, before wasm-opt makes all of them smaller.
//!
//! The names stand in the program as the compiler leaves it; wasm-opt takes them out, so the shares are what counts.

use super::table::Table;
use crate::drive::{Result, env_path};
use std::collections::{BTreeMap, HashMap};

/// A part below this share of all is among the rest.
const MIN_SHARE: f64 = 0.02;

/// Adds the share of every large part; says nothing where the program is not there with its names.
pub(super) fn measure(table: &mut Table) -> Result<()> {
    let Ok(file) = env_path("LECTERN_UNSTRIPPED") else { return Ok(()) };
    let Ok(wasm) = std::fs::read(file) else { return Ok(()) };
    let functions = function_sizes(&wasm).ok_or("the program is no WebAssembly")?;
    let mut parts: BTreeMap<String, u64> = BTreeMap::new();
    for (name, bytes) in functions {
        // Descriptions are for wasm-bindgen, which takes them out.
        if !name.starts_with("__wbindgen_describe") {
            *parts.entry(crate_or_module(&name)).or_default() += bytes;
        }
    }
    let all = parts.values().sum::<u64>() as f64;
    let (large, small): (Vec<_>, Vec<_>) = parts.into_iter().partition(|(_, bytes)| *bytes as f64 / all >= MIN_SHARE);
    let mut large = large;
    large.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
    for (name, bytes) in large {
        table.add(format!("of the program's code: {name}"), bytes as f64 / all * 100.0, "%");
    }
    table.add("of the program's code: the rest", small.iter().map(|(_, bytes)| *bytes).sum::<u64>() as f64 / all * 100.0, "%");
    Ok(())
}

/// Our module where a name holds one, else the crate that it begins with. A generic function of a crate counts for
/// whoever its name says that it was made for.
fn crate_or_module(name: &str) -> String {
    let words: Vec<&str> = name.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|w| !w.is_empty()).collect();
    let path = path_segments(name);
    let ours = path.iter().position(|segment| segment == "lectern").and_then(|at| path.get(at + 1));
    let ours = ours.cloned().or_else(|| {
        let at = words.iter().position(|word| word.ends_with("lectern"))?;
        words.get(at + 1).map(|module| (*module).to_owned())
    });
    match ours {
        Some(module) => format!("lectern::{module}"),
        None => match path.first().filter(|first| !first.is_empty()) {
            Some(first) => crate_name(first),
            None => "other".to_owned(),
        },
    }
}

/// The crate that the first piece of a name stands for; `_$LT$core..option..Option$LT$T$GT$$GT$` is core's.
fn crate_name(segment: &str) -> String {
    let plain = segment.replace("$LT$", "<").replace("$u20$", " ").replace("$RF$", "").replace("..", "::");
    let start = plain.trim_start_matches(['_', '<', '&']).trim_start_matches("mut ");
    let word: String = start.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    // A generic parameter, or a function without a crate, as the runtime has them.
    if word.len() < 2 { "other".to_owned() } else { word }
}

/// The pieces of a mangled name: `_ZN4core3fmt…` is core, fmt. In the newer form, `_RNv…Cs…_4core…`, the first is the crate.
#[expect(clippy::string_slice, reason = "every place is where a character begins or ends that was found in this text")]
fn path_segments(name: &str) -> Vec<String> {
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let Some(mut rest) = name.strip_prefix("_ZN") else {
        let Some((_, after)) = name.strip_prefix("_R").and_then(|rest| rest.split_once("Cs")) else { return vec![name.to_owned()] };
        let Some((_, named)) = after.split_once('_') else { return Vec::new() };
        let length = digits(named);
        let count: usize = named[..length].parse().unwrap_or_default();
        return named.get(length..length + count).map(|segment| vec![segment.to_owned()]).unwrap_or_default();
    };
    let mut path_segments = Vec::new();
    loop {
        let length = digits(rest);
        let Ok(count) = rest[..length].parse::<usize>() else { return path_segments };
        let Some(segment) = rest.get(length..length + count) else { return path_segments };
        path_segments.extend(segment.replace("$LT$", "<").replace("..", "::").split("::").map(str::to_owned));
        rest = &rest[length + count..];
    }
}

/// A place in the bytes of a program.
struct Cursor<'a>(&'a [u8]);

impl<'a> Cursor<'a> {
    fn read_byte(&mut self) -> Option<u8> {
        self.read_bytes(1).map(|bytes| bytes[0])
    }

    fn read_bytes(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// A number as WebAssembly writes it, seven bits a byte.
    fn read_leb128(&mut self) -> Option<usize> {
        let mut value = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.read_byte()?;
            value |= usize::from(byte & 127) << shift;
            if byte < 128 {
                return Some(value);
            }
        }
        None
    }

    fn read_length_prefixed(&mut self) -> Option<&'a [u8]> {
        let count = self.read_leb128()?;
        self.read_bytes(count)
    }
}

/// The name and the bytes of every function.
fn function_sizes(wasm: &[u8]) -> Option<Vec<(String, u64)>> {
    let (mut imported, mut sizes, mut names) = (0, Vec::new(), HashMap::new());
    let mut sections = Cursor(wasm.strip_prefix(b"\0asm\x01\0\0\0")?);
    while let Some(kind) = sections.read_byte() {
        let mut section = Cursor(sections.read_length_prefixed()?);
        match kind {
            0 if section.read_length_prefixed()? == b"name" => names = function_names(section)?,
            2 => imported = count_imported_functions(section)?,
            10 => {
                sizes = (0..section.read_leb128()?).map(|_| section.read_length_prefixed().map(<[u8]>::len)).collect::<Option<Vec<_>>>()?
            }
            _ => {}
        }
    }
    let name = |at: usize| names.get(&(imported + at)).cloned().unwrap_or_default();
    Some(sizes.iter().enumerate().map(|(at, size)| (name(at), *size as u64)).collect())
}

fn function_names(mut section: Cursor) -> Option<HashMap<usize, String>> {
    while let Some(kind) = section.read_byte() {
        let mut part = Cursor(section.read_length_prefixed()?);
        // 1 is the names of functions.
        if kind == 1 {
            return (0..part.read_leb128()?)
                .map(|_| Some((part.read_leb128()?, String::from_utf8_lossy(part.read_length_prefixed()?).into_owned())))
                .collect();
        }
    }
    Some(HashMap::new())
}

/// How many functions come from outside; they are counted before the program's own.
fn count_imported_functions(mut section: Cursor) -> Option<usize> {
    let mut functions = 0;
    for _ in 0..section.read_leb128()? {
        section.read_length_prefixed()?;
        section.read_length_prefixed()?;
        match section.read_byte()? {
            0 => {
                section.read_leb128()?;
                functions += 1;
            }
            1 => {
                section.read_byte()?;
                skip_limits(&mut section)?;
            }
            2 => skip_limits(&mut section)?,
            _ => drop(section.read_bytes(2)?),
        }
    }
    Some(functions)
}

fn skip_limits(section: &mut Cursor) -> Option<()> {
    let has_maximum = section.read_byte()? & 1 == 1;
    section.read_leb128()?;
    if has_maximum {
        section.read_leb128()?;
    }
    Some(())
}
