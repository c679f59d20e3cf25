use lectern::article::date::Date;
use lectern::article::{Article, anchor};
use lectern::corpus::{Addressing, Card, Column, Facet, ListState, Place, Site};
use lectern::view::list::*;
use lectern::view::*;
use leptos::prelude::*;
use std::sync::Arc;
struct L;
const EN: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const AR: [&str; 12] = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"];
fn ard(s: String) -> String {
    s.chars().map(|c| c.to_digit(10).map_or(c, |d| char::from_u32(0x660 + d).unwrap())).collect()
}
impl Locale for L {
    fn date(&self, d: &Date, lang: &str) -> String {
        let m = (d.month.max(1) - 1) as usize;
        let p = &lang[..2];
        match (d.month, d.day, p) {
            (0, _, "zh" | "ja") => format!("{}年", d.year),
            (0, _, "ar") => ard(d.year.to_string()),
            (0, _, _) => d.year.to_string(),
            (_, 0, "zh" | "ja") => format!("{}年{}月", d.year, d.month),
            (_, 0, "ar") => ard(format!("{} {}", AR[m], d.year)),
            (_, 0, _) => format!("{} {}", EN[m], d.year),
            (_, _, "zh" | "ja") => format!("{}年{}月{}日", d.year, d.month, d.day),
            (_, _, "ar") => ard(format!("{} {} {}", d.day, AR[m], d.year)),
            _ => format!("{} {} {}", d.day, EN[m], d.year),
        }
    }
    fn month(&self, y: u16, m: u8, lang: &str) -> String {
        self.date(&Date { year: y, month: m, day: 0, time: String::new() }, lang)
    }
    fn number(&self, n: u32, lang: &str) -> String {
        let s = n.to_string();
        if lang.starts_with("ar") { ard(s) } else { s }
    }
    fn language(&self, c: &str) -> String {
        match &c[..2] {
            "en" => "English",
            "zh" => "中文",
            "ja" => "日本語",
            "ru" => "русский",
            "ar" => "العربية",
            _ => c,
        }
        .into()
    }
}
fn main() {
    let out = std::path::PathBuf::from(std::env::args().nth(1).unwrap());
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |p: &std::path::Path| std::fs::read_to_string(p).unwrap();
    let list = |d: &str| {
        let mut v: Vec<_> = std::fs::read_dir(root.join("corpus").join(d))
            .unwrap()
            .map(|e| e.unwrap().path())
            .filter(|p| p.extension().is_some_and(|e| e == "json"))
            .collect();
        v.sort();
        v
    };
    let mut articles: Vec<Article> = list("articles").iter().map(|p| serde_json::from_str(&read(p)).unwrap()).collect();
    if let Ok(extra) = std::env::var("EXTRA") {
        for p in extra.split(',') {
            articles.push(serde_json::from_str(&read(std::path::Path::new(p))).unwrap());
        }
    }
    articles.sort_by_key(|a| std::cmp::Reverse(a.published.as_deref().and_then(Date::parse)));
    let pages: Vec<Article> = list("pages").iter().map(|p| serde_json::from_str(&read(p)).unwrap()).collect();
    let site0: Site = serde_json::from_str(&read(&root.join("corpus/site.json"))).unwrap();
    let names: Vec<(String, String)> = pages.iter().map(|p| (p.id.clone(), p.title.clone())).collect();
    let cards: Vec<Card> = articles.iter().map(Card::of).collect();
    let styles = read(&root.join("index.html"));
    let links: String = styles
        .lines()
        .filter_map(|l| l.split("href=\"style/").nth(1))
        .map(|s| format!("<link rel=stylesheet href=/style/{}>", s.split('"').next().unwrap()))
        .collect();
    for lang in ["en", "zh", "ar"] {
        let mut site = site0.clone();
        site.lang = Some(lang.into());
        let room = Room::new(&site.name, lang, Addressing::site("/"), Arc::new(L));
        let write = |name: &str, here: &Place, main: Element| {
            let frame = shell::page::Frame { site: &site, pages: &names, here };
            let html = Owner::new().with(|| shell::page(&room, &frame, main).to_html());
            let dir = room.direction().as_str();
            for theme in ["", "sepia"] {
                if theme == "sepia" && (lang != "en" || name.starts_with("page")) {
                    continue;
                }
                let t = if theme.is_empty() { String::new() } else { format!(" data-theme={theme}") };
                let name = if theme.is_empty() { format!("{lang}-{name}.html") } else { format!("{lang}-{name}-{theme}.html") };
                std::fs::write(out.join(name), format!("<!doctype html><html lang={lang} dir={dir}{t} data-base=/><meta charset=utf-8><meta name=viewport content='width=device-width, initial-scale=1'><title>x</title>{links}<body>{html}")).unwrap();
            }
        };
        let group = |facet: Facet, on: &ListState| Group {
            facet,
            choices: Column::of(facet, &cards)
                .values
                .iter()
                .map(|v| Choice { value: v.value.clone(), count: Some(v.gaps.len() as u32), on: on.has(facet, &v.value) })
                .collect(),
        };
        let years = |from, to| {
            let c = Column::of(Facet::Year, &cards);
            let (a, b): (u16, u16) = (c.values[0].value.parse().unwrap(), c.values.last().unwrap().value.parse().unwrap());
            Years {
                bars: (a..=b).map(|y| (y, c.values.iter().find(|v| v.value == y.to_string()).map_or(0, |v| v.gaps.len() as u32))).collect(),
                from,
                to,
            }
        };
        let facets = [Facet::Section, Facet::Language, Facet::Source, Facet::Tag, Facet::Author];
        let n = cards.len() as u32;
        let st = ListState::new();
        let here = Place::List(st.clone());
        let count = Count { found: Some(n), total: n, years: Some((2014, 2025)) };
        let groups: Vec<Group> = facets.iter().map(|f| group(*f, &st)).collect();
        let lead_at = lead::choose(&cards, site.lead.as_deref());
        let res = Results {
            state: &st,
            lead: lead_at.map(|i| Entry::of(&cards[i], false)),
            entries: cards.iter().map(|c| Entry::of(c, c.id.len() % 5 == 0)).collect(),
            total: cards.len() + 70,
            partly: None,
        };
        write(
            "list",
            &here,
            list::page(
                &room,
                desk(&room, &st, Some(n)),
                line(&room, &st, &count, false),
                rail(&room, Some(&years(None, None)), &groups, false),
                results(&room, &res),
            ),
        );
        let mut q = ListState::new();
        q.query = "railway".into();
        q.toggle(Facet::Section, cards[0].section.as_deref().unwrap_or("Rail"));
        q.from = Some("2020".into());
        q.to = Some("2023".into());
        let groups: Vec<Group> = facets.iter().map(|f| group(*f, &q)).collect();
        let found: Vec<Entry> = cards.iter().take(8).map(|c| Entry { passage: c.deck.as_ref().map(|_| Passage { anchor: Some("babc".into()), pieces: vec![("… The ".into(), false), ("railway".into(), true), (" was first proposed in the 1990s; the agreement that three governments signed in June is short, and it took about thirty years, say those who \"know\" it …".into(), false)] }), also: vec!["Why it took so long".into(), "Figures".into()], marks: c.title.find("railway").map(|a| (a, a + 7)).into_iter().collect(), ..Entry::of(c, false) }).collect();
        let part: Vec<Entry> = cards.iter().skip(8).take(2).map(|c| Entry::of(c, false)).collect();
        let res = Results { state: &q, lead: None, entries: found, total: 8, partly: Some(("“tunnel”".into(), part)) };
        let count = Count { found: Some(8), ..count };
        for open in [false, true] {
            write(
                if open { "filters" } else { "results" },
                &here,
                list::page(
                    &room,
                    desk(&room, &q, Some(n)),
                    line(&room, &q, &count, open),
                    rail(&room, Some(&years(Some(2020), Some(2023))), &groups, open),
                    if open {
                        results(&room, &Results { state: &q, lead: None, entries: vec![], total: 0, partly: None })
                    } else {
                        results(&room, &res)
                    },
                ),
            );
        }
        let ways = vec![
            state::Way { label: (room.words.without)("Rail"), action: "chip", with: vec![("data-facet", "section".into())] },
            state::Way { label: room.words.everywhere.into(), action: "clear", with: vec![] },
            state::Way { label: (room.words.only)("railway"), action: "query", with: vec![] },
        ];
        let count0 = Count { found: Some(0), ..count.clone() };
        write(
            "empty",
            &here,
            list::page(
                &room,
                desk(&room, &q, Some(n)),
                line(&room, &q, &count0, false),
                rail(&room, Some(&years(None, None)), &groups, false),
                results::section()
                    .child(state::empty(&room, &q.query, ways))
                    .child(state::failed(&room, Missing::Cards { first: 129, last: 192 }, "cards-2"))
                    .child(state::edition(&room))
                    .child(state::waiting(&room)),
            ),
        );
        let entries: Vec<Entry> = cards.iter().take(3).map(|c| Entry::of(c, true)).collect();
        write(
            "saved",
            &Place::Saved,
            saved::page(&room, saved::entries(&room, &entries, &[("x".into(), "An article that was taken out".into())])),
        );
        write("saved-empty", &Place::Saved, saved::page(&room, saved::entries(&room, &[], &[])));
        write(
            "settings",
            &Place::Settings,
            settings::page(
                &room,
                settings::choices(&room, &Default::default()),
                settings::kept(&room, &settings::Stored { saved: 3, places: 2, settings: true, consent: false }, false),
            ),
        );
        write("message", &Place::Message, message::page(&room, &site));
        write("missing", &Place::SitePage("zz".into()), missing::page(&room));
        for p in &pages {
            write(&format!("page-{}", p.id), &Place::SitePage(p.id.clone()), article::site_page(&room, p));
        }
        for (i, a) in articles.iter().enumerate() {
            if lang != "en" && i % 6 != 0 {
                continue;
            }
            let back = Place::List(st.clone());
            let from = &st;
            let prev = i.checked_sub(1).map(|j| lectern::view::article::Neighbour { card: &cards[j], from });
            let next = cards.get(i + 1).map(|card| lectern::view::article::Neighbour { card, from });
            let slots = article::Slots {
                back: back.clone(),
                save: row::save(&room, &a.id, &a.title, i % 2 == 0).into(),
                bar: article::bar(&room, &back, &a.id, &a.title, i % 2 == 0).into(),
                place: if i % 3 == 0 { article::place(&room).into() } else { "".into() },
                end: article::end(&room, a, prev.as_ref(), next.as_ref()).into(),
            };
            let anchors = anchor::anchors(&a.body);
            let marked = article::Marked { anchor: anchors.get(1).cloned().unwrap_or_default(), words: vec!["the".into()] };
            write(&format!("article-{}", a.id), &Place::article(&a.id), article::page(&room, a, (i == 5).then_some(&marked), slots));
        }
    }
}
