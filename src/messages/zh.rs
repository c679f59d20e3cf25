//! Chinese, simplified characters.

use super::{Messages, Missing};
use crate::corpus::{Facet, Sort};

pub(super) static WORDING: Messages = Messages {
    #[cfg(not(target_arch = "wasm32"))]
    skip: "跳到正文",
    #[cfg(not(target_arch = "wasm32"))]
    navigation: "本站",
    saved: "收藏",
    settings: "阅读设置",
    #[cfg(not(target_arch = "wasm32"))]
    pages: "页面",
    #[cfg(not(target_arch = "wasm32"))]
    contact: "联系方式",
    #[cfg(not(target_arch = "wasm32"))]
    notices: "声明",
    #[cfg(not(target_arch = "wasm32"))]
    message: "留言",
    #[cfg(not(target_arch = "wasm32"))]
    change_choice: "更改隐私选择",
    #[cfg(not(target_arch = "wasm32"))]
    consent: "隐私提示",
    #[cfg(not(target_arch = "wasm32"))]
    agree: "同意",

    search: |_, shown| ["在 ", shown, " 篇文章中搜索"].concat(),
    search_plain: "搜索文章",
    search_key: "按 / 键搜索",
    search_go: "搜索",
    articles: |_, shown| ["共 ", shown, " 篇文章"].concat(),
    found: |_, shown, total| [total, " 篇文章中的 ", shown, " 篇"].concat(),
    years_span: |first, last| [first, "—", last].concat(),
    filters: "筛选",
    filters_on: |_, shown| ["筛选（", shown, "）"].concat(),
    chosen: "已选条件",
    take_off: |name| ["移除条件：", name].concat(),
    clear_all: "全部清除",
    order: "排序方式",
    sort: |sort| match sort {
        Sort::Best => "最相关",
        Sort::Newest => "最新优先",
        Sort::Oldest => "最早优先",
        Sort::Title => "按标题排序",
        Sort::Longest => "最长优先",
        Sort::Shortest => "最短优先",
    },
    facet: |facet| match facet {
        Facet::Year => "年份",
        Facet::Section => "栏目",
        Facet::Language => "语言",
        Facet::Source => "来源",
        Facet::Tag => "标签",
        Facet::Author => "作者",
    },
    all_values: |_, shown| ["显示全部 ", shown, " 项"].concat(),
    from_year: "起始年份",
    to_year: "截止年份",
    year_count: |year, _, shown| [year, "：", shown, " 篇"].concat(),
    close: "关闭",
    done: "查看文章",
    front: "最新文章",
    results: "文章",
    undated: "日期不详",
    also_in: "另见：",
    more: |_, shown| ["再显示 ", shown, " 篇"].concat(),
    partly: |words| ["缺少", words, "的结果"].concat(),
    quotes: ["“", "”"],
    corrected: |typed, taken| ["没有找到“", typed, "”的结果，已显示“", taken, "”的结果"].concat(),
    hint: |kind, words| match kind {
        "quote" => "引号不成对，已忽略".into(),
        "bracket" => "括号不成对，已忽略".into(),
        "date" => ["“", words, "”不是有效日期，已按文字搜索。日期格式：2013、2013-05 或 2013..2018"].concat(),
        "field" => ["“", words, "”后面缺少内容，已按文字搜索"].concat(),
        "long" => "搜索内容过长，只使用了开头部分".into(),
        _ => ["“", words, "”缺少搭配的词语，已按文字搜索"].concat(),
    },
    recent: "最近的搜索",
    #[cfg(not(target_arch = "wasm32"))]
    pager: "分页",
    #[cfg(not(target_arch = "wasm32"))]
    newer: "较新的文章",
    #[cfg(not(target_arch = "wasm32"))]
    older: "较早的文章",
    #[cfg(not(target_arch = "wasm32"))]
    page_of: |page, pages| ["第 ", page, " 页，共 ", pages, " 页"].concat(),
    minutes: |_, shown| [shown, " 分钟"].concat(),
    save_title: |title| ["收藏《", title, "》"].concat(),
    saved_title: |title| ["已收藏《", title, "》，点按可取消收藏"].concat(),
    save: "收藏",
    save_done: "已收藏",

    back: "全部文章",
    bar: "阅读工具",
    contents: "目录",
    and: "、",
    comma: "、",
    draft: "草稿",
    updated: "更新于",
    other_languages: "其他语言版本：",
    not_captured: "图片未保存",
    note: |number| ["注 ", number].concat(),
    note_back: |number| ["返回正文中的注 ", number].concat(),
    table: "表格",
    formula: "公式",
    video: "视频",
    audio: "音频",
    embed: "站外内容",
    opens: |host| ["将打开 ", host].concat(),
    about_article: "关于本文",
    source: "来源",
    publisher: "发布",
    original: "原文",
    captured: "导入",
    licence: "许可",
    tags: "标签",
    cut: |_, shown| ["导入时移除的文字（", shown, "）"].concat(),
    hit: |at, count| ["第 ", at, " 处，共 ", count, " 处"].concat(),
    hits: |_, shown| ["找到 ", shown, " 处"].concat(),
    hit_previous: "上一处",
    hit_next: "下一处",
    cite: "引用格式",
    copy_citation: "复制引用",
    copy_link: "复制链接",
    print: "打印",
    actions: "本文操作",
    neighbours: "列表中的其他文章",
    previous: "上一篇",
    next: "下一篇",
    place_offer: "要从上次读到的地方继续吗？",
    place_go: "继续阅读",
    place_dismiss: "暂不",

    saved_where: "收藏的文章只存储在本设备上，他人无法看到。",
    saved_empty: "还没有收藏",
    saved_how: "在任何一篇文章上点按“收藏”，就会出现在这里。",
    saved_gone: "这篇文章已不在文集中。",
    #[cfg(not(target_arch = "wasm32"))]
    needs_program: "此页面需要启用 JavaScript。",
    theme: "主题",
    theme_system: "跟随系统",
    theme_light: "浅色",
    theme_dark: "深色",
    theme_sepia: "米黄",
    size: "字号",
    width: "行宽",
    sizes: ["小", "默认", "大", "特大"],
    widths: ["窄", "默认", "宽"],
    links: "打印时的链接地址",
    links_printed: ["隐藏", "显示"],
    searches: "最近的搜索",
    searches_kept: ["不保存", "保存在本设备上"],
    sample: "商队在日出之前启程，到了正午，城墙在身后只剩下一道细线。",
    stored: "存储在本设备上的内容",
    stored_nothing: "尚未存储任何内容。",
    stored_articles: |_, shown| ["收藏的文章 ", shown, " 篇"].concat(),
    stored_places: |_, shown| [shown, " 篇文章的阅读位置"].concat(),
    stored_searches: |_, shown| [shown, " 次搜索"].concat(),
    stored_settings: "阅读设置",
    stored_consent: "隐私选择",
    erase: "全部删除",
    erase_sure: "再按一次即可删除",
    #[cfg(not(target_arch = "wasm32"))]
    message_how: "本站没有留言表单，您写的内容也不会经过本站。请发送电子邮件至：",
    #[cfg(not(target_arch = "wasm32"))]
    message_none: "暂无联系地址。",
    #[cfg(not(target_arch = "wasm32"))]
    copy_address: "复制地址",
    #[cfg(not(target_arch = "wasm32"))]
    write_mail: "写邮件",
    missing: "找不到页面",
    missing_why: "文章可能已改名或移除，也可能是地址不完整。",
    all_articles: "全部文章",

    #[cfg(not(target_arch = "wasm32"))]
    about_site: "关于本站",
    #[cfg(not(target_arch = "wasm32"))]
    signed: "出版者的签名",
    #[cfg(not(target_arch = "wasm32"))]
    signed_by: "任何持有本站副本的人都可以核验其内容是否被改动。核验需要出版者的公钥，且公钥须从副本以外的渠道取得。公钥指纹：",
    #[cfg(not(target_arch = "wasm32"))]
    signed_verify: "使用 Lectern 运行以下命令，会列出文件夹 SITE 中与签名时不一致的所有文件：",
    #[cfg(not(target_arch = "wasm32"))]
    signed_fingerprint: "以下命令显示公钥的指纹，供比对：",

    waiting: "正在加载…",
    empty: |query| {
        if query.is_empty() { "没有符合条件的文章".into() } else { ["没有找到“", query, "”的结果"].concat() }
    },
    empty_collection: "还没有文章",
    empty_hint: "移除一个条件或词语，可以看到更多：",
    nearest: |words| ["您是不是要找“", words, "”？"].concat(),
    without: |name| ["移除“", name, "”"].concat(),
    everywhere: "在全部文章中搜索",
    only: |words| ["搜索“", words, "”"].concat(),
    failed: |missing| match missing {
        Missing::Collection => "文集无法加载",
        Missing::Cards { .. } => "部分文章无法加载",
        Missing::Facets => "筛选条件无法加载",
        Missing::Texts => "正文无法加载",
        Missing::Search => "搜索功能无法加载",
        Missing::Article => "这篇文章无法加载",
        Missing::Program => "阅读器无法启动",
    },
    failed_what: |missing, first, last| match missing {
        Missing::Collection => "文章目录下载失败。已打开的页面仍可阅读。".into(),
        Missing::Cards { .. } => ["第 ", first, " 至 ", last, " 篇文章缺失：文件下载失败。其余文章均可阅读。"].concat(),
        Missing::Facets => "计数和筛选缺失：文件下载失败。搜索和阅读不受影响。".into(),
        Missing::Texts => "正文下载失败，暂时无法显示摘录。搜索和筛选仍可使用。".into(),
        Missing::Search => "搜索所需的文件下载失败。文章仍可阅读，筛选仍可使用。".into(),
        Missing::Article => "文件下载失败。其他文章仍可阅读。".into(),
        Missing::Program => "程序文件下载失败。本页可以阅读，但暂时无法搜索和收藏。".into(),
    },
    retry: "重试",
    reload: "重新加载",
    #[cfg(not(target_arch = "wasm32"))]
    stopped: "阅读器已停止运行",
    #[cfg(not(target_arch = "wasm32"))]
    stopped_what: "这是程序的故障，与您的设备无关。收藏的内容没有丢失，重新加载即可恢复。",
    edition: "有可用更新",
    edition_what: "此页面打开期间，文集已更新。重新加载即可阅读新版本。",
    #[cfg(not(target_arch = "wasm32"))]
    old_browser: "此浏览器版本过旧，无法使用搜索和收藏。文章仍可阅读；升级浏览器后即可使用全部功能。",

    said_saved: "已收藏到本设备",
    said_unsaved: "已取消收藏",
    said_copied: "已复制",
    said_not_copied: "浏览器阻止了复制",
    said_erased: "存储在本设备上的内容已全部删除",
    said_not_stored: "无法保存：存储空间已满或被禁用",
};
