//! Styles and programs without what only their authors read: comments and white space.

use minify_js::{Session, TopLevelMode, minify};

/// A style sheet without its comments and without the white space that separates nothing. What stands in quotes is kept.
pub fn style(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(c) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.find("*/").map_or("", |end| &comment[end + 2..]);
            space(&mut out);
        } else if c == '"' || c == '\'' {
            let end = string_end(rest, c);
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        } else {
            if c.is_whitespace() {
                space(&mut out);
            } else {
                separator(&mut out, c);
                out.push(c);
            }
            rest = &rest[c.len_utf8()..];
        }
    }
    out.trim().to_owned()
}

/// Where a string ends that begins here, its quotes included; an escaped quote does not end it.
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

/// One space, unless what stands before it separates already.
fn space(out: &mut String) {
    if !out.is_empty() && !out.ends_with([' ', '{', '}', ';', ',']) {
        out.push(' ');
    }
}

/// Takes back the space before a character that separates by itself, and the last semicolon of a block.
fn separator(out: &mut String, next: char) {
    if matches!(next, '{' | '}' | ';' | ',') && out.ends_with(' ') {
        out.pop();
    }
    if next == '}' && out.ends_with(';') {
        out.pop();
    }
}

/// A module without its comments and white space; as it is where it cannot be read.
pub fn module(js: Vec<u8>) -> Vec<u8> {
    let mut out = Vec::with_capacity(js.len());
    match minify(&Session::new(), TopLevelMode::Module, &js, &mut out) {
        Ok(()) => out,
        Err(_) => js,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_keeps_what_it_means() {
        let css =
            "/* a */\n@layer x {\n  .a > .b:hover,\n  .c {\n    margin: 0 auto; /* b */\n    content: \"a /* b */  c\\\"\";\n  }\n}\n";
        assert_eq!(style(css), "@layer x{.a > .b:hover,.c{margin: 0 auto;content: \"a /* b */  c\\\"\"}}");
        assert_eq!(style("a{width:calc(1px + 2px)}"), "a{width:calc(1px + 2px)}");
        assert_eq!(style(".a{} /* open"), ".a{}");
    }

    #[test]
    fn a_module_does_the_same_in_fewer_bytes() {
        let js = b"// why\nexport function add(first, second) {\n  return first + second;\n}\n".to_vec();
        let small = String::from_utf8(module(js)).unwrap();
        assert!(small.len() < 50 && small.contains("export"), "{small}");
        assert_eq!(module(b"not ( js".to_vec()), b"not ( js");
    }
}
