//! Callouts of Obsidian and alerts of GitHub, `> [!kind] Title`, as asides, details and quotations.

use super::shortcodes::capitalized;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::iter::Peekable;

/// Converts callouts: `> [!kind] Title` to an aside, `> [!kind]- Title` to details, `> [!quote] Who` to a quotation.
pub(super) fn convert_callouts(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut out: Vec<Event> = Vec::with_capacity(events.len());
    let mut closing: Vec<Option<Vec<Event>>> = Vec::new();
    let mut events = events.into_iter().peekable();
    while let Some(event) = events.next() {
        match event {
            Event::Start(Tag::BlockQuote(kind)) => {
                let paragraph = events.next_if(|event| matches!(event, Event::Start(Tag::Paragraph)));
                let head = paragraph.as_ref().and_then(|_| take_head(&mut events));
                match head {
                    Some(head) => closing.push(Some(open_callout(head, &mut events, &mut out))),
                    None => {
                        closing.push(None);
                        out.push(Event::Start(Tag::BlockQuote(kind)));
                        out.extend(paragraph);
                    }
                }
            }
            Event::End(TagEnd::BlockQuote(kind)) => match closing.pop().flatten() {
                Some(close) => out.extend(close),
                None => out.push(Event::End(TagEnd::BlockQuote(kind))),
            },
            other => out.push(other),
        }
    }
    out
}

/// The first line of a callout.
struct CalloutHead {
    kind: String,
    is_foldable: bool,
    title: String,
}

/// Takes the text of a quotation's first line, if it begins a callout.
fn take_head<'a>(events: &mut Peekable<impl Iterator<Item = Event<'a>>>) -> Option<CalloutHead> {
    let head = match events.peek() {
        Some(Event::Text(words)) => parse_callout_head(words),
        _ => None,
    };
    events.next_if(|_| head.is_some());
    head
}

/// Writes the beginning of a callout; returns its end.
fn open_callout<'a>(head: CalloutHead, events: &mut Peekable<impl Iterator<Item = Event<'a>>>, out: &mut Vec<Event<'a>>) -> Vec<Event<'a>> {
    let (mut title, has_body) = take_title(&head, events);
    let is_quote = matches!(head.kind.as_str(), "Quote" | "Cite") && !head.is_foldable;
    if title.is_empty() && !is_quote {
        title.push(Event::Text(head.kind.into()));
    }
    let html = |text: &'static str| Event::Html(text.into());
    let close = if is_quote {
        out.push(html("<blockquote>\n"));
        let cite = [html("<footer>")].into_iter().chain(title).chain([html("</footer>")]).collect::<Vec<_>>();
        if cite.len() > 2 { cite.into_iter().chain([html("</blockquote>\n")]).collect() } else { vec![html("</blockquote>\n")] }
    } else {
        let (open, middle, close) = match head.is_foldable {
            true => ("<details><summary>", "</summary>\n", "</details>\n"),
            false => ("<aside><p><strong>", "</strong></p>\n", "</aside>\n"),
        };
        out.extend([html(open)].into_iter().chain(title).chain([html(middle)]));
        vec![html(close)]
    };
    if has_body {
        out.push(Event::Start(Tag::Paragraph));
    }
    close
}

/// Takes the rest of the first line; true if its paragraph goes on.
fn take_title<'a>(head: &CalloutHead, events: &mut impl Iterator<Item = Event<'a>>) -> (Vec<Event<'a>>, bool) {
    let words = Some(head.title.clone()).filter(|title| !title.is_empty());
    let mut title: Vec<Event> = words.map(|title| Event::Text(title.into())).into_iter().collect();
    for event in events {
        match event {
            Event::SoftBreak | Event::HardBreak => return (title, true),
            Event::End(TagEnd::Paragraph) => break,
            other => title.push(other),
        }
    }
    (title, false)
}

fn parse_callout_head(words: &str) -> Option<CalloutHead> {
    let (kind, rest) = words.strip_prefix("[!")?.split_once(']')?;
    let name = kind.split('|').next().unwrap_or(kind).trim();
    if name.is_empty() || !name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ')) {
        return None;
    }
    let is_foldable = rest.starts_with(['-', '+']);
    let title = if is_foldable { rest.trim_start_matches(['-', '+']) } else { rest };
    // GitHub writes its kinds in capitals.
    let name = if name.chars().all(char::is_uppercase) { name.to_lowercase() } else { name.to_owned() };
    Some(CalloutHead { kind: capitalized(&name), is_foldable, title: title.trim_start().to_owned() })
}

#[cfg(test)]
mod tests {
    use crate::cli::import::markdown::read;

    fn json(markdown: &str) -> String {
        serde_json::to_string(&read(markdown, "a.md", "en").unwrap().article.body).unwrap()
    }

    #[test]
    fn kinds_give_titles_and_quotations_their_author() {
        assert_eq!(json("> [!WARNING]\n> Wet."), r#"[{"aside":[{"paragraph":[{"strong":["Warning"]}]},{"paragraph":["Wet."]}]}]"#);
        assert_eq!(json("> [!quote] Ada *L.*\n> Words."), r#"[{"quote":{"blocks":[{"paragraph":["Words."]}],"cite":"Ada L."}}]"#);
        assert_eq!(json("> [!cite]\n> Words."), r#"[{"quote":{"blocks":[{"paragraph":["Words."]}]}}]"#);
    }
}
