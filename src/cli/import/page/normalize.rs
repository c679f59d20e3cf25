//! Normalizes the markup of page builders and page savers before a page is read: frames, shadow trees, grouped pictures, formulas, code.

use super::class_words::{holds_any, words_of_class};
use super::nesting::parse_html;
use dom_query::{Document, NodeRef};
use std::borrow::Cow;
use std::collections::HashMap;

/// Opens the shadow trees that a page declares: each `template` of one becomes a `div`, whose content is part of the page.
pub(super) fn open_shadow_trees(html: &str) -> Cow<'_, str> {
    if !html.contains("shadowroot") {
        return Cow::Borrowed(html);
    }
    let (mut out, mut rest) = (String::with_capacity(html.len()), html);
    // For each open template whether it is a shadow tree.
    let mut open: Vec<bool> = Vec::new();
    while let Some(at) = [rest.find("<template"), rest.find("</template")].into_iter().flatten().min() {
        let (before, tag) = rest.split_at_checked(at).unwrap_or((rest, ""));
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        let (tag, after) = tag.split_at_checked(end).unwrap_or((tag, ""));
        out.push_str(before);
        let is_end = tag.starts_with("</");
        if !is_end {
            open.push(tag.contains("shadowroot"));
        }
        let is_shadow = if is_end { open.pop() } else { open.last().copied() };
        out.push_str(match is_shadow {
            Some(true) if is_end => "</div>",
            Some(true) => "<div>",
            _ => tag,
        });
        rest = after;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Normalizes a parsed page.
pub(super) fn normalize_markup(document: &Document) {
    inline_frames(document, 0);
    reveal_streamed_parts(document);
    restore_grouped_pictures(document);
    normalize_formulas(document);
    normalize_code(document);
    normalize_amp(document);
    mark_pull_quotes(document);
    name_line_breaks(document);
}

/// Maximum nesting of frames.
const MAX_FRAME_DEPTH: usize = 3;

/// The minimum text in paragraphs of a frame that is a part of the text, in characters; others are advertisements and players.
const MIN_FRAME_CHARS: usize = 200;

/// Makes frames with text a part of the page, whose content SingleFile keeps in `srcdoc`.
fn inline_frames(document: &Document, depth: usize) {
    for frame in document.select("iframe[srcdoc]").nodes() {
        let inner = parse_html(&frame.attr("srcdoc").unwrap_or_default());
        let text: usize = inner.select("p").nodes().iter().map(NodeRef::normalized_char_count).sum();
        if text >= MIN_FRAME_CHARS && depth < MAX_FRAME_DEPTH {
            inline_frames(&inner, depth + 1);
            let html = inner.body().map(|body| body.html().to_string()).unwrap_or_default();
            frame.replace_with_html(format!("<div>{html}</div>"));
        }
    }
}

/// Gives the elements of AMP their names in HTML.
fn normalize_amp(document: &Document) {
    for (amp, html) in [("amp-img, amp-anim", "img"), ("amp-video", "video"), ("amp-audio", "audio"), ("amp-iframe", "iframe")] {
        document.select(amp).rename(html);
    }
}

/// Makes empty elements that are named line breaks such.
fn name_line_breaks(document: &Document) {
    for node in document.select("span.br:empty, i.br:empty, div.br:empty").nodes() {
        node.rename("br");
    }
}

/// The maximum length of a pull quote, in characters.
const MAX_PULL_QUOTE_CHARS: usize = 400;

/// Makes quotations of boxes that are named pull quotes; `blocks` tells these from other quotations by their class.
fn mark_pull_quotes(document: &Document) {
    for node in document.select("aside[class], div[class], figure[class], section[class], p[class]").nodes() {
        let words = words_of_class(node);
        let is_named = holds_any(&words, &["pullquote"]) || holds_any(&words, &["pull"]) && holds_any(&words, &["quote"]);
        let holds_quote = || {
            node.descendants_it().any(|inner| inner.has_name("blockquote")) || node.ancestors_it(Some(4)).any(|a| a.has_name("blockquote"))
        };
        if is_named && (1..=MAX_PULL_QUOTE_CHARS).contains(&node.normalized_char_count()) && !holds_quote() {
            node.rename("blockquote");
        }
    }
}

/// Shows the parts of a page that React sends behind it, hidden until a script moves them to their place.
fn reveal_streamed_parts(document: &Document) {
    document.select("div[hidden][id^='S:']").remove_attr("hidden");
}

/// Gives pictures that SingleFile has grouped in variables of a style sheet their address back.
fn restore_grouped_pictures(document: &Document) {
    let grouped = document.select("img[style*='--sf-img-']");
    if !grouped.exists() {
        return;
    }
    let mut addresses: HashMap<String, String> = HashMap::new();
    for style in document.select("style").nodes() {
        let text = style.text();
        for rule in text.split("--sf-img-").skip(1) {
            let number: String = rule.chars().take_while(char::is_ascii_digit).collect();
            let address =
                rule.split_once("url(").and_then(|(_, rest)| rest.split(')').next()).map(|url| url.trim_matches(['"', '\'', ' ']));
            let is_declared = rule.get(number.len()..).is_some_and(|rest| rest.trim_start().starts_with(':'));
            if let Some(address) = address.filter(|_| is_declared) {
                addresses.entry(number).or_insert_with(|| address.to_owned());
            }
        }
    }
    for image in grouped.nodes() {
        let style = image.attr("style").unwrap_or_default();
        let number: String = style.split("--sf-img-").nth(1).unwrap_or_default().chars().take_while(char::is_ascii_digit).collect();
        if let Some(address) = addresses.get(&number) {
            image.set_attr("src", address);
        }
    }
}

/// Replaces what programs draw of a formula by its TeX source, as `<span class="math">` or `<span class="math-display">`.
fn normalize_formulas(document: &Document) {
    for script in document.select("script[type^='math/tex']").nodes() {
        let is_display = script.attr("type").is_some_and(|kind| kind.contains("display"));
        let drawn = std::iter::successors(script.prev_element_sibling(), NodeRef::prev_element_sibling);
        let drawn: Vec<NodeRef> = drawn.take(2).take_while(is_drawn_by_mathjax).collect();
        drawn.iter().for_each(NodeRef::remove_from_parent);
        script.replace_with_html(formula_html(&script.text(), is_display));
    }
    for container in document.select("mjx-container, .mwe-math-element, .katex, .katex-display").nodes() {
        let tex = tex_source(container);
        if let Some(tex) = tex.filter(|_| container.parent().is_some()) {
            container.replace_with_html(formula_html(&tex, is_display_formula(container)));
        }
    }
    for image in
        document.select("img.latex[alt], img.mwe-math-fallback-image-inline[alt], img.mwe-math-fallback-image-display[alt]").nodes()
    {
        let tex = image.attr("alt").map(|alt| alt.to_string()).unwrap_or_default();
        if image.parent().is_some() && !tex.trim().is_empty() {
            image.replace_with_html(formula_html(&tex, is_display_formula(image)));
        }
    }
}

fn is_drawn_by_mathjax(node: &NodeRef) -> bool {
    node.class().is_some_and(|class| class.contains("MathJax"))
}

fn is_display_formula(node: &NodeRef) -> bool {
    let has = |node: &NodeRef, word: &str| node.class().is_some_and(|class| class.contains(word));
    node.attr("display").is_some_and(|display| &*display == "true" || &*display == "block")
        || has(node, "display")
        || node.descendants_it().any(|inner| has(&inner, "mwe-math-fallback-image-display") || has(&inner, "katex-display"))
}

/// The TeX source inside a drawn formula.
fn tex_source(node: &NodeRef) -> Option<String> {
    let annotation = node.descendants_it().find(|n| n.has_name("annotation") && n.attr("encoding").is_some_and(|e| e.contains("tex")));
    let alternative =
        || node.descendants_it().find(|n| n.has_name("math")).and_then(|math| math.attr("alttext")).map(|alt| alt.to_string());
    annotation.map(|a| a.text().trim().to_owned()).or_else(alternative).filter(|tex| !tex.is_empty())
}

fn formula_html(tex: &str, is_display: bool) -> String {
    let tex = tex.trim();
    // Wikipedia wraps each formula in the style that it is drawn in.
    let inner = ["{\\displaystyle ", "{\\textstyle "].iter().find_map(|style| tex.strip_prefix(style)?.strip_suffix('}'));
    let class = if is_display { "math-display" } else { "math" };
    format!("<span class=\"{class}\">{}</span>", escape(inner.unwrap_or(tex).trim()))
}

/// Turns tables of code lines into `pre`: those with a cell for each line, and those with one cell of numbers and one of code.
fn normalize_code(document: &Document) {
    for table in document.select("table").nodes().iter().filter(|table| table.parent().is_some()) {
        let cells =
            table.descendants_it().filter(|n| n.has_name("td") && n.class().is_some_and(|class| class.split(' ').any(is_code_cell)));
        let lines: Vec<String> = cells.map(|cell| escape(cell.text().trim_matches(['\n', '\r']))).collect();
        let pres: Vec<NodeRef> = table.descendants_it().filter(|n| n.has_name("pre")).collect();
        let code: Vec<&NodeRef> = pres.iter().filter(|pre| !is_line_numbers(pre)).collect();
        if !lines.is_empty() {
            table.replace_with_html(format!("<pre><code>{}</code></pre>", lines.join("\n")));
        } else if let ([pre], true) = (code.as_slice(), pres.len() > 1) {
            let outer = table.ancestors_it(Some(3)).filter(|a| a.has_name("pre")).last().unwrap_or(*table);
            let html = pre.html();
            outer.replace_with_html(html);
        }
    }
}

/// Whether a class is that of a cell with one line of code.
fn is_code_cell(class: &str) -> bool {
    matches!(class, "blob-code" | "js-file-line" | "hljs-ln-code" | "code-line")
}

/// Whether a `pre` holds line numbers alone.
fn is_line_numbers(pre: &NodeRef) -> bool {
    let text = pre.text();
    !text.trim().is_empty() && text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace())
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normalized(html: &str) -> String {
        let page = Document::from(html);
        normalize_markup(&page);
        let html = page.body().map(|body| body.html().to_string()).unwrap_or_default();
        html.trim_start_matches("<body>").trim_end_matches("</body>").to_owned()
    }

    #[test]
    fn shadow_trees_are_part_of_the_page() {
        let html = "<a-b><template shadowrootmode=\"open\"><p>One</p><c-d><template shadowroot=open><p>Two</p></template></c-d></template></a-b><template><p>No</p></template>";
        assert_eq!(
            open_shadow_trees(html),
            "<a-b><div><p>One</p><c-d><div><p>Two</p></div></c-d></div></a-b><template><p>No</p></template>"
        );
        assert!(matches!(open_shadow_trees("<template>x"), Cow::Borrowed(_)));
    }

    #[test]
    fn frames_with_text_are_part_of_the_page() {
        let text = "The ferry leaves at six and comes back at nine. ".repeat(5);
        let frame = |text: &str| format!("<iframe srcdoc=\"<title>x</title><p>{text}</p>\"></iframe>");
        assert_eq!(normalized(&frame(&text)), format!("<div><p>{text}</p></div>"));
        assert!(normalized(&frame("Play")).starts_with("<iframe"));
    }

    #[test]
    fn grouped_pictures_have_their_address_back() {
        let html = "<style>:root{--sf-img-1:url(\"data:image/png;base64,AA\")}</style><img src=x.svg style=\"background-image:var(--sf-img-1)!important\">";
        assert!(normalized(html).contains("src=\"data:image/png;base64,AA\""));
    }

    #[test]
    fn formulas_are_their_source() {
        let html = "<p>So <span class=MathJax_Preview></span><span class=MathJax><span class=math>d</span></span><script type='math/tex'>a<b</script>.</p>";
        assert_eq!(normalized(html), "<p>So <span class=\"math\">a&lt;b</span>.</p>");
        let html = "<div class=MathJax_Display>F</div><script type='math/tex; mode=display'>F=ma</script>";
        assert_eq!(normalized(html), "<span class=\"math-display\">F=ma</span>");
        let html = "<p><span class=mwe-math-element><span style='display:none'><math><semantics><annotation encoding='application/x-tex'>{\\displaystyle v_{0}}</annotation></semantics></math></span><img class=mwe-math-fallback-image-inline alt=v></span></p>";
        assert_eq!(normalized(html), "<p><span class=\"math\">v_{0}</span></p>");
        assert_eq!(normalized("<p><img class=latex alt='x^2'></p>"), "<p><span class=\"math\">x^2</span></p>");
    }

    #[test]
    fn empty_elements_named_breaks_are_breaks() {
        assert_eq!(normalized("<div>One<span class='x br'></span>two</div>"), "<div>One<br class=\"x br\">two</div>");
    }

    #[test]
    fn tables_of_code_are_code() {
        let html =
            "<table><tr><td class=blob-num></td><td class=blob-code>a</td></tr><tr><td></td><td class=blob-code>  b</td></tr></table>";
        assert_eq!(normalized(html), "<pre><code>a\n  b</code></pre>");
        let html = "<table><tr><td><pre>1\n2</pre></td><td><pre class=go>a\nb</pre></td></tr></table>";
        assert_eq!(normalized(html), "<pre class=\"go\">a\nb</pre>");
        assert!(normalized("<table><tr><td>1</td><td>2</td></tr></table>").starts_with("<table>"));
    }

    #[test]
    fn elements_of_amp_and_pull_quotes_get_their_names() {
        let page = Document::from(
            "<amp-img src=a.jpg alt=Bridge></amp-img><aside class=pull-quote><p>Water is patient.</p></aside><aside class=pull-left><p>Other.</p></aside>
            <figure class=pullquote><blockquote>Once.</blockquote></figure>",
        );
        normalize_markup(&page);
        assert_eq!(page.select("img").attr("src").as_deref(), Some("a.jpg"));
        assert_eq!((page.select("blockquote.pull-quote").length(), page.select("blockquote").length()), (1, 2));
    }
}
