//! Template tags in Markdown: Hugo's shortcodes, Zola's, and the tags of Liquid, Nunjucks and Hexo.
//!
//! A tag that stands for something an article can hold is written as Markdown and HTML, which are then read like the rest.
//! Of any other one the text between its tags stays; the tag itself is left out and reported.
//!
//! - [`tag`]: finds tags; [`arguments`]: reads their arguments; [`pairs`]: which tag closes which.
//! - [`table`]: the names of tags that import knows; [`render`]: what they become; [`expression`]: values such as `site.baseurl`.
//! - [`placement`]: puts what they become into the lines around it.

mod arguments;
mod expression;
mod pairs;
mod placement;
mod render;
mod table;
mod tag;

pub(super) use placement::dedent;
pub(super) use render::capitalized;

use super::code_ranges::CodeRanges;
use arguments::TagArguments;
use pairs::{Paired, pair};
use pulldown_cmark::Options;
use render::{Call, Rendered};
use serde_json::{Map, Value};
use table::Shortcode;
use tag::{Syntax, TagRole, find_tags};

/// Maximum nesting of pairs; the text of deeper ones stays as it is.
const MAX_DEPTH: usize = 24;

/// A text without template tags.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Expanded {
    pub(super) text: String,
    /// The tags that import does not know.
    pub(super) unknown: Vec<String>,
    /// The loops and variables that stay as they are.
    pub(super) programs: Vec<String>,
}

/// Replaces the template tags of a text. `fields` is the front matter; `reads_code`: `raw` counts in code too.
pub(super) fn expand(text: &str, options: Options, fields: &Map<String, Value>, reads_code: bool) -> Expanded {
    let tags = find_tags(text);
    let code = CodeRanges::find(text, options);
    let mut expander = Expander { text, tags: pair(tags, &code, reads_code), fields, unknown: Vec::new(), programs: Vec::new() };
    let out = expander.expand_range(0..expander.tags.len(), 0..text.len(), 0);
    // Hugo shows a tag that is written as a comment.
    let out = out.replace("{{</*", "{{<").replace("*/>}}", ">}}").replace("{{%/*", "{{%").replace("*/%}}", "%}}");
    Expanded { text: out, unknown: expander.unknown, programs: expander.programs }
}

/// Reads a container that is written with a name, as `:::name` is; its text is Markdown.
pub(super) fn render_container(name: &str, arguments: &str, inner: &str) -> String {
    let (raw, arguments) = (arguments, TagArguments::parse(arguments));
    let known = table::shortcode(name).filter(|shortcode| !shortcode.is_verbatim());
    let rendered = known.and_then(|shortcode| render::render(shortcode, &Call { name, arguments: &arguments, raw, inner: Some(inner) }));
    match rendered.unwrap_or_else(|| render::transparent(inner)) {
        Rendered::Inline(text) | Rendered::Block(text) | Rendered::Address(text) => text,
        Rendered::Cut | Rendered::Unknown => String::new(),
    }
}

struct Expander<'t> {
    text: &'t str,
    tags: Vec<Paired<'t>>,
    fields: &'t Map<String, Value>,
    unknown: Vec<String>,
    programs: Vec<String>,
}

impl<'t> Expander<'t> {
    /// The text of a range with its tags, given by their places, replaced.
    fn expand_range(&mut self, tags: std::ops::Range<usize>, range: std::ops::Range<usize>, depth: usize) -> String {
        let (mut out, mut at, mut next) = (String::new(), range.start, tags.start);
        while next < tags.end {
            let Some(paired) = self.tags.get(next) else { break };
            let (start, mut end, opening) = (paired.tag.range.start, paired.tag.range.end, next);
            let closing = paired.closed_by.filter(|closing| *closing < tags.end);
            next += 1;
            out.push_str(self.text.get(at..start).unwrap_or_default());
            if let Some(closing) = closing {
                next = closing + 1;
                end = self.tags.get(closing).map_or(end, |closing| closing.tag.range.end);
            }
            let rendered = self.render(opening, closing, depth);
            at = placement::place(&mut out, rendered, self.text, end);
        }
        out.push_str(self.text.get(at..range.end).unwrap_or_default());
        out
    }

    fn render(&mut self, opening: usize, closing: Option<usize>, depth: usize) -> Rendered {
        let Some(tag) = self.tags.get(opening).map(|paired| paired.tag.clone()) else { return Rendered::Cut };
        match tag.syntax {
            Syntax::Comment => return Rendered::Cut,
            Syntax::Expression => return self.render_expression(&tag),
            Syntax::Shortcode | Syntax::Statement | Syntax::Call => {}
        }
        let arguments = TagArguments::parse(tag.arguments);
        let included = table::is_include(tag.name).then(|| arguments.at(0).unwrap_or_default().to_owned());
        let arguments = if included.is_some() { arguments.without_first() } else { arguments };
        let name = included.as_deref().unwrap_or(tag.name);
        let known = table::shortcode(name).filter(|_| tag.role != TagRole::Close);
        if known == Some(Shortcode::Program) && tag.syntax == Syntax::Statement {
            return self.keep_program(opening, closing);
        }
        let inner = closing.and_then(|closing| self.inner(opening, closing, known.is_some_and(|known| known.is_verbatim()), depth));
        let call = Call { name, arguments: &arguments, raw: tag.arguments, inner: inner.as_deref() };
        known.and_then(|shortcode| render::render(shortcode, &call)).unwrap_or_else(|| {
            self.report(&tag);
            inner.as_deref().map_or(Rendered::Unknown, render::transparent)
        })
    }

    /// A loop or a variable as the source has it.
    fn keep_program(&mut self, opening: usize, closing: Option<usize>) -> Rendered {
        let range = |at: usize| self.tags.get(at).map(|paired| paired.tag.range.clone()).unwrap_or_default();
        let (open, end) = (range(opening), closing.map_or(range(opening).end, |closing| range(closing).end));
        self.programs.push(self.text.get(open.clone()).unwrap_or_default().to_owned());
        Rendered::Inline(self.text.get(open.start..end).unwrap_or_default().to_owned())
    }

    /// The text between two tags, with its own tags replaced.
    fn inner(&mut self, opening: usize, closing: usize, is_verbatim: bool, depth: usize) -> Option<String> {
        let (open, close) = (self.tags.get(opening)?.tag.range.clone(), self.tags.get(closing)?.tag.range.start);
        if is_verbatim {
            let line = self.text.get(..open.start)?.rsplit('\n').next()?;
            return Some(placement::outdent(self.text.get(open.end..close)?, line.len() - line.trim_start().len()));
        }
        let inner = match depth >= MAX_DEPTH {
            true => self.text.get(open.end..close)?.to_owned(),
            false => self.expand_range(opening + 1..closing, open.end..close, depth + 1),
        };
        Some(placement::dedent(&inner))
    }

    fn render_expression(&mut self, tag: &tag::TemplateTag<'t>) -> Rendered {
        match expression::evaluate(tag.arguments, self.fields) {
            Some(value) => Rendered::Inline(value),
            None if expression::is_template(tag.arguments) || table::shortcode(tag.arguments).is_some() => {
                self.report(tag);
                Rendered::Unknown
            }
            None => Rendered::Inline(self.text.get(tag.range.clone()).unwrap_or_default().to_owned()),
        }
    }

    /// Remembers a tag that import does not know; the end of a pair goes without saying.
    fn report(&mut self, tag: &tag::TemplateTag<'t>) {
        if tag.role != TagRole::Close {
            self.unknown.push(self.text.get(tag.range.clone()).unwrap_or_default().to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::article::Block;
    use crate::cli::import::markdown::read;

    fn json(markdown: &str) -> String {
        serde_json::to_string(&read(markdown, "a.md", "en").unwrap().article.body).unwrap()
    }

    #[test]
    fn figures_of_every_generator_are_figures() {
        let figure = r#"{"figure":{"images":[{"src":"a.png","alt":"A pier"}],"caption":["At ",{"em":["dusk"]}],"credit":"Ada"}}"#;
        for tag in [
            r#"{{< figure src="a.png" alt="A pier" caption="At *dusk*" attr="Ada" >}}"#,
            r#"{% include figure.html image_path="a.png" alt="A pier" caption="At *dusk*" credit="Ada" %}"#,
            r#"{{ figure(src="a.png", alt="A pier", caption="At *dusk*", credit="Ada") }}"#,
            r#"{% image "a.png", "A pier", caption="At *dusk*", credit="Ada" %}"#,
        ] {
            assert_eq!(json(tag), format!("[{figure}]"), "{tag}");
            assert_eq!(json(&format!("- x\n\n  {tag}\n- y")).matches(figure).count(), 1, "{tag}");
        }
        assert_eq!(
            json("{% asset_img a.png 30 20 Dusk \"A pier\" %}"),
            r#"[{"figure":{"images":[{"src":"a.png","alt":"A pier"}],"caption":["Dusk"]}}]"#
        );
    }

    #[test]
    fn embeds_lead_to_their_sites() {
        for tag in [
            "{{< youtube Ab_1 >}}",
            "{{< youtube id=\"Ab_1\" >}}",
            "{{ youtube(id=\"Ab_1\") }}",
            "{% include video id=\"Ab_1\" provider=\"youtube\" %}",
            "{% youtube Ab_1 %}",
        ] {
            assert_eq!(json(tag), r#"[{"embed":{"provider":"youtube.com","url":"https://www.youtube.com/watch?v=Ab_1"}}]"#, "{tag}");
        }
    }

    #[test]
    fn code_and_raw_text_stay_as_they_are() {
        let code = r#"[{"code":{"language":"go","text":"a := \"{{ b }}\" // *c*"}}]"#;
        for (open, close) in [
            ("{{< highlight go \"linenos=table\" >}}", "{{< /highlight >}}"),
            ("{% highlight go linenos %}", "{% endhighlight %}"),
            ("{% codeblock lang:go a.go %}", "{% endcodeblock %}"),
        ] {
            assert_eq!(json(&format!("{open}\na := \"{{{{ b }}}}\" // *c*\n{close}\n")), code);
        }
        let in_list = json("- x\n\n  {% highlight go %}\n  a\n    b\n  {% endhighlight %}");
        assert!(in_list.contains(r#"{"code":{"language":"go","text":"a\n  b"}}"#), "{in_list}");
        assert_eq!(json("{% raw %}{{ a.b }}{% endraw %} {% comment %}no{% endcomment %}"), r#"[{"paragraph":["{{ a.b }}"]}]"#);
        assert_eq!(json("`{{< ref >}}` {{</* ref */>}}"), r#"[{"paragraph":[{"code":"{{< ref >}}"}," {{< ref >}}"]}]"#);
    }

    #[test]
    fn boxes_hold_markdown() {
        let aside = r#"[{"aside":[{"paragraph":[{"strong":["Mind"]}]},{"paragraph":["A ",{"em":["tide"]},"."]},{"list":{"items":[[{"paragraph":["x"]}]]}}]},{"paragraph":["On."]}]"#;
        for (open, close) in
            [("{{% notice tip \"Mind\" %}}", "{{% /notice %}}"), ("{% note(title=\"Mind\") %}", "{% end %}"), (":::tip[Mind]", ":::")]
        {
            assert_eq!(json(&format!("{open}\nA *tide*.\n\n- x\n{close}\n\nOn.")), aside);
        }
        assert_eq!(
            json("{{< details \"More\" >}}\nIn.\n{{< /details >}}"),
            r#"[{"details":{"summary":["More"],"blocks":[{"paragraph":["In."]}]}}]"#
        );
        assert_eq!(
            json("{% note info no-icon %}\nx\n{% endnote %}"),
            r#"[{"aside":[{"paragraph":[{"strong":["Info"]}]},{"paragraph":["x"]}]}]"#
        );
        assert_eq!(json("{% quote(author=\"Ada\") %}\nQ.\n{% end %}"), r#"[{"quote":{"blocks":[{"paragraph":["Q."]}],"cite":"Ada"}}]"#);
        assert_eq!(
            json("{% blockquote Ada, Tides %}\nQ.\n{% endblockquote %}"),
            r#"[{"quote":{"blocks":[{"paragraph":["Q."]}],"cite":"Ada, Tides"}}]"#
        );
    }

    #[test]
    fn references_are_links_to_sources() {
        use crate::cli::import::cross_links::wikilink_href;
        for (tag, target) in [
            ("{{< ref \"posts/b.md#c\" >}}", "posts/b.md#c"),
            ("{% post_url 2024-05-06-b %}", "2024-05-06-b"),
            ("{{ site.baseurl }}{% link _posts/b.md %}", "_posts/b.md"),
        ] {
            let link = format!(r#"[{{"paragraph":[{{"link":{{"href":"{}","text":["a"]}}}}]}}]"#, wikilink_href(target));
            assert_eq!(json(&format!("[a]({tag})")), link);
        }
        assert!(json("{% post_link b 'The words' %}").contains("The words"));
        assert!(json("see {{< ref \"b\" >}}").contains("\"link\""));
    }

    #[test]
    fn tags_in_front_matter_words_and_deep_nests_are_harmless() {
        assert_eq!(
            json("---\ntitle: Tides\n---\n{{ page.title }} {{ word }} ${{ a.b }}"),
            r#"[{"paragraph":["Tides {{ word }} ${{ a.b }}"]}]"#
        );
        assert_eq!(json("[a]({{ site.repository }}/issues) {{ a.b }}c"), r#"[{"paragraph":["a c"]}]"#);
        assert_eq!(json("{% for a in b %}{{ a.c }}{% endfor %}"), r#"[{"paragraph":["{% for a in b %}{{ a.c }}{% endfor %}"]}]"#);
        let deep = format!("{}x{}", "{{< a >}}".repeat(300), "{{< /a >}}".repeat(300));
        assert!(matches!(read(&deep, "a.md", "en").unwrap().article.body.as_slice(), [Block::Paragraph(_)]));
    }
}
