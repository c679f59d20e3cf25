//! Language detection for captures.

/// Below this confidence the detector is guessing.
const MIN_CONFIDENCE: f64 = 0.15;

/// Characters found only in simplified Chinese, with their traditional forms in the same order.
const SIMPLIFIED: &str = "这个来国会时为们说对发经过还进没关从现实学长开问应见东车马门书论语认识话让该谁报业产变体写";
const TRADITIONAL: &str = "這個來國會時為們說對發經過還進沒關從現實學長開問應見東車馬門書論語認識話讓該誰報業產變體寫";

/// The BCP 47 tag of a text's language, `und` if undetermined.
pub(super) fn detect_language(text: &str) -> String {
    let Some(info) = whatlang::detect(text) else { return "und".to_owned() };
    match info.lang() {
        whatlang::Lang::Cmn => detect_chinese_script(text).to_owned(),
        _ if info.confidence() < MIN_CONFIDENCE => "und".to_owned(),
        lang => two_letter_code(lang.code()).to_owned(),
    }
}

/// The Chinese script: whichever form has more of the distinguishing characters.
fn detect_chinese_script(text: &str) -> &'static str {
    let count = |distinctive: &str| text.chars().filter(|c| distinctive.contains(*c)).count();
    match (count(SIMPLIFIED), count(TRADITIONAL)) {
        (0, 0) => "zh",
        (simple, full) if simple >= full => "zh-Hans",
        _ => "zh-Hant",
    }
}

/// The two-letter BCP 47 code for the detector's three-letter one, if there is one.
fn two_letter_code(code: &'static str) -> &'static str {
    const LANGUAGE_CODES: &str = "epo:eo eng:en rus:ru spa:es por:pt ita:it ben:bn fra:fr deu:de ukr:uk kat:ka ara:ar hin:hi jpn:ja heb:he yid:yi pol:pl amh:am jav:jv kor:ko nob:nb dan:da swe:sv fin:fi tur:tr nld:nl hun:hu ces:cs ell:el bul:bg bel:be mar:mr kan:kn ron:ro slv:sl hrv:hr srp:sr mkd:mk lit:lt lav:lv est:et tam:ta vie:vi urd:ur tha:th guj:gu uzb:uz pan:pa aze:az ind:id tel:te pes:fa mal:ml ori:or mya:my nep:ne sin:si khm:km tuk:tk aka:ak zul:zu sna:sn afr:af lat:la slk:sk cat:ca tgl:tl hye:hy cym:cy";
    LANGUAGE_CODES.split(' ').find_map(|pair| pair.strip_prefix(code)?.strip_prefix(':')).unwrap_or(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn detects_language_and_chinese_script() {
        assert_eq!(detect_language("The railway follows the river from the mountains to the plain."), "en");
        assert_eq!(detect_language("Die Eisenbahn folgt dem Fluss von den Bergen bis in die Ebene."), "de");
        assert_eq!(detect_language("这条铁路从山里沿着河流来到平原，经过许多城市。"), "zh-Hans");
        assert_eq!(detect_language("這條鐵路從山裡沿著河流來到平原，經過許多城市。"), "zh-Hant");
        assert_eq!(detect_language("鉄道は山から川に沿って平野まで走っている。"), "ja");
    }
}
