//! Bylines of Chinese pages: names behind the words for author and reporter, and in brackets at the end of a text.

use super::page_lines::PageLines;

/// Words before an author's name, most reliable first.
const AUTHOR_LABELS: [&str; 6] = ["作者", "执笔人", "撰文", "撰稿", "执笔", "文字"];

/// Words before a reporter's name.
const REPORTER_LABELS: [&str; 2] = ["记者", "通讯员"];

/// Words before the name of an editor, which stands for the author where none is named.
const EDITOR_LABELS: [&str; 1] = ["编辑"];

/// Words that follow a name and do not belong to it.
const AFTER_NAME: [&str; 18] = [
    "来源", "时间", "日期", "发自", "报道", "摄", "文", "图", "译", "编辑", "责编", "出版", "阅读", "点击", "发表", "发布", "能力", "受访",
];

/// The most common surnames, which about nine in ten people have.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝";

/// The maximum length of a name, in characters.
const MAX_NAME_CHARS: usize = 6;

/// The maximum length of a line with the name of an editor, in characters.
const MAX_EDITOR_LINE_CHARS: usize = 60;

/// The authors that a Chinese page names.
pub(super) fn find_han_authors(lines: &PageLines) -> Vec<String> {
    let labelled =
        |labels: &'static [&'static str]| lines.all().map(move |line| names_behind_labels(line, labels)).find(|names| !names.is_empty());
    let editors = || {
        let short = lines.all().filter(|line| line.chars().count() <= MAX_EDITOR_LINE_CHARS);
        short.map(|line| names_behind_labels(line, &EDITOR_LABELS)).find(|names| !names.is_empty())
    };
    let found = labelled(&AUTHOR_LABELS).or_else(|| lines.all().map(reporters).find(|names| !names.is_empty()));
    found.or_else(|| lines.all().rev().map(names_in_last_brackets).find(|names| !names.is_empty())).or_else(editors).unwrap_or_default()
}

/// The names behind a label and a colon: `作者：宋怡 杨志华 来源：…`.
fn names_behind_labels(line: &str, labels: &[&str]) -> Vec<String> {
    let behind = labels.iter().flat_map(|label| {
        line.match_indices(label).filter_map(|(at, _)| line.get(at + label.len()..)?.trim_start().strip_prefix(['：', ':', '/', '／']))
    });
    behind.map(leading_names).find(|names| !names.is_empty()).unwrap_or_default()
}

/// The names behind the word for reporter, where a bracket, a space or a verb ends them: in running text the word stands for a person.
fn reporters(line: &str) -> Vec<String> {
    let behind = REPORTER_LABELS.iter().flat_map(|label| line.match_indices(label).filter_map(|(at, _)| line.get(at + label.len()..)));
    behind.map(reporter_names).find(|names| !names.is_empty()).unwrap_or_default()
}

fn reporter_names(rest: &str) -> Vec<String> {
    let rest = rest.trim_start_matches(['：', ':', ' ', '\u{3000}', '\u{a0}']);
    let end =
        rest.find(['）', ')', '/', '／', '】', ']']).or_else(|| ["发自", "报道", "摄影"].iter().filter_map(|verb| rest.find(verb)).min());
    let Some(words) = end.and_then(|end| rest.get(..end)) else { return Vec::new() };
    let names: Vec<String> = words.split([' ', '\u{3000}', '\u{a0}', '、']).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    let are_names = !names.is_empty() && names.len() <= 6 && names.iter().all(|name| is_han_name(name));
    if are_names { names } else { Vec::new() }
}

/// The names at the beginning of a text: up to a word that is none.
fn leading_names(rest: &str) -> Vec<String> {
    let mut names = Vec::new();
    for word in rest.trim_start().split([' ', '\u{3000}', '\u{a0}', '、', '，', ',', '；', ';']) {
        let end = AFTER_NAME.iter().filter_map(|after| word.find(after)).chain(word.find(|c: char| "|｜【［[（(:：".contains(c))).min();
        let name = end.and_then(|end| word.get(..end)).unwrap_or(word).trim();
        let is_name = name.chars().any(char::is_alphabetic)
            && name.chars().count() <= if names.is_empty() { 2 * MAX_NAME_CHARS } else { MAX_NAME_CHARS }
            && !name.contains(|c: char| c.is_ascii_digit() || c == '。');
        if !is_name || !names.is_empty() && !is_han_name(name) {
            break;
        }
        names.push(name.to_owned());
        if end.is_some() {
            break;
        }
    }
    names
}

/// The names in brackets that end a text: `（常书香 马丹阳）`, `（姚峰 上海报道）`.
fn names_in_last_brackets(line: &str) -> Vec<String> {
    let Some(inside) = line.trim_end().strip_suffix(['）', ')']).and_then(|line| line.rsplit(['（', '(']).next()) else {
        return Vec::new();
    };
    let words: Vec<&str> =
        inside.split([' ', '\u{3000}', '\u{a0}', '、']).filter(|word| !word.is_empty() && !word.ends_with("报道")).collect();
    let is_name = |word: &&str| (2..=3).contains(&word.chars().count()) && is_han_name(word) && word.starts_with(|c| SURNAMES.contains(c));
    if words.len() < inside.chars().count() && words.len() <= 6 && line.chars().count() > MAX_EDITOR_LINE_CHARS && words.iter().all(is_name)
    {
        words.into_iter().map(str::to_owned).collect()
    } else {
        Vec::new()
    }
}

fn is_han_name(name: &str) -> bool {
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) || c == '·';
    (2..=MAX_NAME_CHARS).contains(&name.chars().count()) && name.chars().all(is_han) && !AFTER_NAME.iter().any(|word| name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use dom_query::Document;

    fn authors(lines: &[&str]) -> Vec<String> {
        let page: String = lines.iter().map(|line| format!("<p>{line}</p>")).collect();
        find_han_authors(&PageLines::new(&Document::from(page), ""))
    }

    #[test]
    fn names_stand_behind_labels() {
        assert_eq!(authors(&["海港的历史", "作者：林海 陈一帆 来源：晨报"]), ["林海", "陈一帆"]);
        assert_eq!(authors(&["2020-01-02 来源:转载 作者:林海涛"]), ["林海涛"]);
        assert_eq!(authors(&["来源：晨报 编辑：林海"]), ["林海"]);
        assert_eq!(authors(&["执笔人：林海 陈一帆 周宁"]), ["林海", "陈一帆", "周宁"]);
    }

    #[test]
    fn reporters_are_named_before_a_bracket_or_a_verb() {
        assert_eq!(authors(&["海港扩建工程今天完工。（本台记者 林海）"]), ["林海"]);
        assert_eq!(authors(&["本报记者林海发自青岛 昨天下午，海港的扩建工程完工。"]), ["林海"]);
        assert!(authors(&["记者从港务局了解到，工程已经完工（见图）。"]).is_empty());
    }

    #[test]
    fn brackets_at_the_end_hold_names() {
        let text = "海港的扩建工程在昨天下午完工，附近的居民和渔民都到码头来看第一艘大船进港，港务局说明年还要修建新的防波堤，使更多的船可以停靠。";
        assert_eq!(authors(&[&format!("{text}（林海 陈一帆 ）")]), ["林海", "陈一帆"]);
        assert_eq!(authors(&[&format!("{text}（周宁 青岛报道）")]), ["周宁"]);
        assert!(authors(&[&format!("{text}（完）"), &format!("{text}（见上图）")]).is_empty());
    }
}
