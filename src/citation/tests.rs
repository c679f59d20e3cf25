//! Citations in each style and format, with the values that the manuals ask for.

use super::person_name::CslName;
use super::*;
use crate::citation::csl_item::CslDate;

fn date(parts: &[u16]) -> Option<CslDate> {
    Some(CslDate { date_parts: vec![parts.to_vec()] })
}

fn item(authors: &[&str]) -> CslItem {
    CslItem {
        id: "port-without-water".into(),
        kind: csl_item::NEWSPAPER_ARTICLE.into(),
        title: "A port without water".into(),
        author: authors.iter().map(|name| CslName::parse(name)).collect(),
        container_title: "The Quay Gazette".into(),
        issued: date(&[2016, 3, 4]),
        accessed: date(&[2026, 12, 1]),
        url: "https://gazette.example/port".into(),
        language: "en".into(),
        ..CslItem::default()
    }
}

fn cite(format: CitationFormat, item: &CslItem) -> String {
    let marked = |run: &styled_text::StyledRun| if run.is_italic { ["*", &run.text, "*"].concat() } else { run.text.clone() };
    format.cite(item, &|date| format!("‹{}›", date.iso_date())).0.iter().map(marked).collect()
}

#[test]
fn apa() {
    let apa = |item: &CslItem| cite(CitationFormat::Apa, item);
    assert_eq!(
        apa(&item(&["Anna Lee"])),
        "Lee, A. (2016, March 4). A port without water. *The Quay Gazette*. https://gazette.example/port"
    );
    assert_eq!(
        apa(&item(&["Anna-Maria Lee", "AFP"])),
        "Lee, A.-M., & AFP. (2016, March 4). A port without water. *The Quay Gazette*. https://gazette.example/port"
    );
    assert_eq!(apa(&item(&[])), "A port without water. (2016, March 4). *The Quay Gazette*. https://gazette.example/port");
    let undated = CslItem { issued: None, ..item(&["The Quay Gazette"]) };
    assert_eq!(
        apa(&undated),
        "The Quay Gazette. (n.d.). A port without water. Retrieved December 1, 2026, from https://gazette.example/port"
    );
    let page = CslItem { kind: "webpage".into(), issued: date(&[2016]), title: "Where is it?".into(), ..item(&["Martin Luther King Jr."]) };
    assert_eq!(apa(&page), "King, M. L., Jr. (2016). *Where is it?* The Quay Gazette. https://gazette.example/port");
    let many: Vec<String> = (0..22).map(|n| format!("Ann L{}", "e".repeat(n + 1))).collect();
    let many = apa(&item(&many.iter().map(String::as_str).collect::<Vec<_>>()));
    assert!(many.contains("Leeeeeeeeeeeeeeeeeee, A., … Leeeeeeeeeeeeeeeeeeeeee, A. (2016"), "{many}");
}

#[test]
fn mla() {
    let mla = |item: &CslItem| cite(CitationFormat::Mla, item);
    assert_eq!(
        mla(&item(&["Anna Lee"])),
        "Lee, Anna. “A Port without Water.” *The Quay Gazette*, 4 Mar. 2016, https://gazette.example/port. Accessed 1 Dec. 2026."
    );
    let two = CslItem { issued: date(&[2016, 9]), ..item(&["Anna Lee", "Jean van der Berg"]) };
    assert_eq!(
        mla(&two),
        "Lee, Anna, and Jean van der Berg. “A Port without Water.” *The Quay Gazette*, Sept. 2016, https://gazette.example/port. Accessed 1 Dec. 2026."
    );
    assert!(mla(&item(&["Anna Lee", "Ben Kim", "Cy Ott"])).starts_with("Lee, Anna, et al. “A Port"));
    let itself = CslItem { issued: None, available_date: date(&[2020, 5, 2]), ..item(&["The Quay Gazette"]) };
    assert_eq!(
        mla(&itself),
        "“A Port without Water.” *The Quay Gazette*, https://gazette.example/port. Captured 2 May 2020. Accessed 1 Dec. 2026."
    );
}

#[test]
fn chicago() {
    let chicago = |item: &CslItem| cite(CitationFormat::Chicago, item);
    assert_eq!(
        chicago(&item(&["Anna Lee", "Ben Kim", "AFP"])),
        "Lee, Anna, Ben Kim, and AFP. “A Port without Water.” *The Quay Gazette*, March 4, 2016. https://gazette.example/port."
    );
    assert_eq!(chicago(&item(&[])), "*The Quay Gazette*. “A Port without Water.” March 4, 2016. https://gazette.example/port.");
    let undated = CslItem { issued: None, kind: "webpage".into(), ..item(&["Anna Lee"]) };
    assert_eq!(
        chicago(&undated),
        "Lee, Anna. “A Port without Water.” The Quay Gazette. Accessed December 1, 2026. https://gazette.example/port."
    );
    assert!(chicago(&CslItem { issued: None, ..item(&["Anna Lee"]) }).contains("*The Quay Gazette*, n.d. Accessed"));
    let many: Vec<String> = (0..11).map(|n| format!("Ann L{}", "e".repeat(n + 1))).collect();
    let many = chicago(&item(&many.iter().map(String::as_str).collect::<Vec<_>>()));
    assert!(many.contains("Ann Leeeeeee, et al. “A"), "{many}");
}

#[test]
fn citations_are_in_the_language_of_the_article() {
    let of = |lang: &str, title: &str| CslItem { language: lang.into(), title: title.into(), issued: None, ..item(&["王伟", "李娜"]) };
    assert!(cite(CitationFormat::Apa, &of("zh-Hans", "没有水的港口")).starts_with("王伟 和 李娜. (无日期). 没有水的港口."));
    assert!(cite(CitationFormat::Mla, &of("ar", "ميناء بلا ماء")).contains("«ميناء بلا ماء». *The Quay Gazette*"));
    let french = CslItem { issued: date(&[2016, 3, 4]), ..of("fr", "Un port sans eau") };
    assert!(cite(CitationFormat::Chicago, &french).contains("«\u{a0}Un port sans eau\u{a0}». *The Quay Gazette*, ‹2016-03-04›."));
    assert!(cite(CitationFormat::Apa, &of("sw", "Bandari")).contains("(n.d.)"), "a language without terms has English ones");
}

#[test]
fn bibtex() {
    let entry = cite(CitationFormat::BibTex, &CslItem { title: "50 % more {rails} & sand_1".into(), ..item(&["Anna Lee", "AFP"]) });
    assert_eq!(
        entry,
        "@misc{lee2016port,\n  author = {Lee, Anna and {AFP}},\n  title = {{50 \\% more \\{rails\\} \\& sand\\_1}},\n  howpublished = {The Quay Gazette},\n  \
         year = {2016},\n  month = mar,\n  day = {4},\n  url = {https://gazette.example/port},\n  urldate = {2026-12-01},\n  language = {en},\n}"
    );
    let bare = CslItem { id: "港口".into(), author: Vec::new(), issued: None, available_date: date(&[2020]), ..item(&[]) };
    let bare = cite(CitationFormat::BibTex, &bare);
    assert!(bare.starts_with("@misc{article,\n  title") && bare.contains("note = {Captured 2020}"), "{bare}");
}

#[test]
fn ris() {
    assert_eq!(
        cite(CitationFormat::Ris, &CslItem { issued: date(&[2016, 3]), ..item(&["Anna Lee", "Kim, Lee & Sons"]) }),
        "TY  - NEWS\nAU  - Lee, Anna\nAU  - Kim Lee & Sons\nTI  - A port without water\nT2  - The Quay Gazette\nPY  - 2016\nDA  - 2016/03//\n\
         UR  - https://gazette.example/port\nY2  - 2026/12/01/\nLA  - en\nER  - \n"
    );
}

/// Compares with a CSL processor what the manuals leave no doubt about: dated articles with authors.
#[test]
fn styles_agree_with_a_csl_processor() {
    for kind in [csl_item::NEWSPAPER_ARTICLE, "webpage"] {
        for authors in [&["Anna Lee"][..], &["Anna-Maria Lee", "AFP"], &["Anna Lee", "Ben Kim", "Cy B. Ott"]] {
            for issued in [date(&[2016, 3, 4]), date(&[2016, 9])] {
                let item = CslItem { kind: kind.into(), issued, accessed: None, title: "The Old Port".into(), ..item(authors) };
                for format in [CitationFormat::Apa, CitationFormat::Mla, CitationFormat::Chicago] {
                    assert_eq!(format.cite(&item, &|date| date.iso_date()).plain(), by_csl_processor(format, &item), "{format:?} {kind}");
                }
            }
        }
    }
}

fn by_csl_processor(format: CitationFormat, item: &CslItem) -> String {
    use hayagriva::archive::{ArchivedStyle, locales};
    use hayagriva::citationberg::{LocaleCode, Style, json};
    use hayagriva::{BibliographyDriver, BibliographyRequest, BufWriteFormat, CitationItem, CitationRequest};
    let style = match format {
        CitationFormat::Apa => ArchivedStyle::AmericanPsychologicalAssociation,
        CitationFormat::Mla => ArchivedStyle::ModernLanguageAssociation,
        _ => ArchivedStyle::ChicagoNotes,
    };
    let Style::Independent(style) = style.get() else { panic!("the style depends on another") };
    let entry: json::Item = serde_json::from_str(&serde_json::to_string(item).unwrap()).unwrap();
    let (locales, english) = (locales(), Some(LocaleCode("en-US".into())));
    let mut driver: BibliographyDriver<json::Item> = BibliographyDriver::new();
    driver.citation(CitationRequest::new(vec![CitationItem::with_entry(&entry)], &style, english.clone(), &locales, None));
    let finished = driver.finish(BibliographyRequest { style: &style, locale: english, locale_files: &locales });
    let mut out = String::new();
    for item in finished.bibliography.unwrap().items {
        item.content.write_buf(&mut out, BufWriteFormat::Plain).unwrap();
    }
    out
}
