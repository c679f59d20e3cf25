//! Minifies styles and programs: removes comments and white space.

/// Removes comments and insignificant white space from a style sheet. Quoted strings are kept.
#[expect(clippy::string_slice, reason = "every place is where a character begins or ends that was found in this text")]
pub fn css(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(c) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.find("*/").map_or("", |end| &comment[end + 2..]);
            push_space(&mut out);
        } else if c == '"' || c == '\'' {
            let end = string_end(rest, c);
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        } else {
            if c.is_whitespace() {
                push_space(&mut out);
            } else {
                trim_before_separator(&mut out, c);
                if c == '.' && ends_with_leading_zero(&out) {
                    out.pop();
                }
                out.push(c);
            }
            rest = &rest[c.len_utf8()..];
        }
    }
    out.trim().to_owned()
}

/// True after a zero that is the whole integer part of a number, and not part of a name: `0.5em` becomes `.5em`.
fn ends_with_leading_zero(css: &str) -> bool {
    css.strip_suffix('0').is_some_and(|before| before.ends_with([' ', ':', ',', '(']))
}

/// The end of the string that begins here, with its quotes; an escaped quote does not end it.
fn string_end(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

/// Adds one space, unless the text before it already separates.
fn push_space(out: &mut String) {
    if !out.is_empty() && !out.ends_with([' ', '{', '}', ';', ',', ':', '>']) {
        out.push(' ');
    }
}

/// Removes the space before a character that separates by itself, and the last semicolon of a block.
fn trim_before_separator(out: &mut String, next: char) {
    if matches!(next, '{' | '}' | ';' | ',' | '>') && out.ends_with(' ') {
        out.pop();
    }
    if next == '}' && out.ends_with(';') {
        out.pop();
    }
}

/// Removes comments, indentation and the space around operators from a module. Line breaks stay where a semicolon may be missing,
/// and names stay unchanged; quoted strings are kept.
#[expect(clippy::string_slice, reason = "every place is where a character begins or ends that was found in this text")]
pub fn js(js: &str) -> String {
    let mut out = String::with_capacity(js.len());
    let mut rest = js;
    while let Some(c) = rest.chars().next() {
        let whitespace = whitespace_end(rest);
        if whitespace > 0 {
            let next = rest[whitespace..].chars().next();
            out.push_str(separator_between(out.chars().next_back(), next, rest[..whitespace].contains('\n')));
            rest = &rest[whitespace..];
            continue;
        }
        let length = match c {
            '"' | '\'' | '`' => string_end(rest, c),
            '/' if can_start_regex(&out) => regex_end(rest),
            c => c.len_utf8(),
        };
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    out
}

/// The end of the white space and comments at the start of a text.
#[expect(clippy::string_slice, reason = "every place is where a character begins or ends that was found in this text")]
fn whitespace_end(text: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let length = match () {
            () if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            () if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            () => rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len()),
        };
        if length == 0 {
            return at;
        }
        at += length;
    }
}

/// The separator required between two characters of a program that white space or a comment separated.
fn separator_between(before: Option<char>, next: Option<char>, line: bool) -> &'static str {
    let Some((before, next)) = before.zip(next) else { return "" };
    let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '#') || !c.is_ascii();
    let sign = |c: char| matches!(c, '+' | '-');
    match () {
        () if line && !matches!(before, '\n' | ';' | '{' | '(' | '[' | ',') => "\n",
        () if line => "",
        () if (word(before) && word(next)) || (sign(before) && sign(next)) || before == '/' || next == '/' => " ",
        () => "",
    }
}

/// True if a slash begins a regular expression: after an operator that a value follows.
fn can_start_regex(before: &str) -> bool {
    before.trim_end().ends_with(['(', ',', '=', ':', '[', '!', '&', '|', '?', '{', '}', ';', '>'])
}

/// The end of the regular expression that begins here; a slash in brackets does not end it.
fn regex_end(text: &str) -> usize {
    let (mut escaped, mut bracket) = (false, false);
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => bracket = true,
            ']' => bracket = false,
            '/' if !bracket => return at + 1,
            '\n' => return 1,
            _ => {}
        }
    }
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minified_css_is_equivalent() {
        let source =
            "/* a */\n@layer x {\n  .a > .b:hover,\n  .c {\n    margin: 0 auto; /* b */\n    content: \"a /* b */  c\\\"\";\n  }\n}\n";
        assert_eq!(css(source), "@layer x{.a>.b:hover,.c{margin:0 auto;content:\"a /* b */  c\\\"\"}}");
        assert_eq!(css("a{width:calc(1px + 2px)}"), "a{width:calc(1px + 2px)}");
        assert_eq!(css(".a :is(b, c) {}"), ".a :is(b,c){}");
        assert_eq!(css(".a-0.b { margin: 0.5em -0.5em 10.5em calc(0.2em + 1px); }"), ".a-0.b{margin:.5em -0.5em 10.5em calc(.2em + 1px)}");
        assert_eq!(css(".a{} /* open"), ".a{}");
    }

    #[test]
    fn minified_js_is_equivalent() {
        let source = "// why\nexport function add(first, second) {\n  /* both */ return first + second;\n}\n";
        assert_eq!(js(source), "export function add(first,second){return first+second;}");
        assert_eq!(js("const a = b\n  const c = d + +e; // f\n"), "const a=b\nconst c=d+ +e;");
    }

    #[test]
    fn strings_and_regexes_are_kept() {
        for kept in ["x(\"a // b\");", "x(`a /* ${b}  c */`);", "x(/[/*] \\/ \"/.test(y));", "const a=b / c / d;"] {
            assert_eq!(js(kept), kept);
        }
    }
}
