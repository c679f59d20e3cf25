//! Chinese, simplified characters.

use super::{Messages, Missing};
use crate::corpus::{Facet, Sort};

pub(super) static MESSAGES: Messages = Messages {
    #[cfg(not(target_arch = "wasm32"))]
    skip_to_content: "跳到正文",
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
    leave_message: "留言",
    #[cfg(not(target_arch = "wasm32"))]
    change_consent: "更改隐私选择",
    #[cfg(not(target_arch = "wasm32"))]
    consent_label: "隐私提示",
    #[cfg(not(target_arch = "wasm32"))]
    consent_accept: "同意",

    search_placeholder: |_, shown| ["在 ", shown, " 篇文章中搜索"].concat(),
    search_placeholder_without_count: "搜索文章",
    search_shortcut: "按 / 键搜索",
    search_submit: "搜索",
    article_count: |_, shown| ["共 ", shown, " 篇文章"].concat(),
    match_count: |_, shown, total| [total, " 篇文章中的 ", shown, " 篇"].concat(),
    year_range: |first, last| [first, "—", last].concat(),
    filters: "筛选",
    filters_with_count: |_, shown| ["筛选（", shown, "）"].concat(),
    active_filters: "已选条件",
    remove_filter: |name| ["移除条件：", name].concat(),
    clear_all: "全部清除",
    sort_label: "排序方式",
    sort_option: |sort| match sort {
        Sort::Best => "最相关",
        Sort::Newest => "最新优先",
        Sort::Oldest => "最早优先",
        Sort::Title => "按标题排序",
        Sort::Longest => "最长优先",
        Sort::Shortest => "最短优先",
    },
    facet_name: |facet| match facet {
        Facet::Year => "年份",
        Facet::Section => "栏目",
        Facet::Language => "语言",
        Facet::Source => "来源",
        Facet::Tag => "标签",
        Facet::Author => "作者",
    },
    show_all_values: |_, shown| ["显示全部 ", shown, " 项"].concat(),
    from_year: "起始年份",
    to_year: "截止年份",
    year_article_count: |year, _, shown| [year, "：", shown, " 篇"].concat(),
    close: "关闭",
    close_filters: "查看文章",
    front_page_heading: "最新文章",
    results_heading: "文章",
    undated: "日期不详",
    also_in: "另见：",
    show_more: |_, shown| ["再显示 ", shown, " 篇"].concat(),
    partial_matches_heading: |words| ["缺少", words, "的结果"].concat(),
    quotation_marks: ["“", "”"],
    spelling_corrected: |typed, taken| ["没有找到“", typed, "”的结果，已显示“", taken, "”的结果"].concat(),
    query_hint: |kind, words| match kind {
        "quote" => "引号不成对，已忽略".into(),
        "bracket" => "括号不成对，已忽略".into(),
        "date" => ["“", words, "”不是有效日期，已按文字搜索。日期格式：2013、2013-05 或 2013..2018"].concat(),
        "field" => ["“", words, "”后面缺少内容，已按文字搜索"].concat(),
        "long" => "搜索内容过长，只使用了开头部分".into(),
        _ => ["“", words, "”缺少搭配的词语，已按文字搜索"].concat(),
    },
    recent_searches: "最近的搜索",
    #[cfg(not(target_arch = "wasm32"))]
    pagination: "分页",
    #[cfg(not(target_arch = "wasm32"))]
    newer_articles: "较新的文章",
    #[cfg(not(target_arch = "wasm32"))]
    older_articles: "较早的文章",
    #[cfg(not(target_arch = "wasm32"))]
    page_number: |page, pages| ["第 ", page, " 页，共 ", pages, " 页"].concat(),
    reading_minutes: |_, shown| [shown, " 分钟"].concat(),
    save_article: |title| ["收藏《", title, "》"].concat(),
    unsave_article: |title| ["已收藏《", title, "》，点按可取消收藏"].concat(),
    save_button: "收藏",
    saved_button: "已收藏",

    back_to_list: "全部文章",
    toolbar: "阅读工具",
    table_of_contents: "目录",
    author_conjunction: "、",
    list_separator: "、",
    draft: "草稿",
    updated: "更新于",
    other_languages: "其他语言版本：",
    image_not_captured: "图片未保存",
    note: |number| ["注 ", number].concat(),
    back_to_note: |number| ["返回正文中的注 ", number].concat(),
    table: "表格",
    formula: "公式",
    video: "视频",
    audio: "音频",
    embed: "站外内容",
    opens_host: |host| ["将打开 ", host].concat(),
    about_article: "关于本文",
    source: "来源",
    publisher: "发布",
    original: "原文",
    captured: "导入",
    licence: "许可",
    tags: "标签",
    removed_passages: |_, shown| ["导入时移除的文字（", shown, "）"].concat(),
    current_match: |at, count| ["第 ", at, " 处，共 ", count, " 处"].concat(),
    in_page_match_count: |_, shown| ["找到 ", shown, " 处"].concat(),
    previous_match: "上一处",
    next_match: "下一处",
    cite_as: "引用格式",
    copy_citation: "复制引用",
    copy_link: "复制链接",
    print_article: "打印",
    article_actions: "本文操作",
    adjacent_articles: "列表中的其他文章",
    previous_article: "上一篇",
    next_article: "下一篇",
    resume_offer: "要从上次读到的地方继续吗？",
    resume_accept: "继续阅读",
    resume_dismiss: "暂不",

    saved_storage_notice: "收藏的文章只存储在本设备上，他人无法看到。",
    saved_empty: "还没有收藏",
    saved_hint: "在任何一篇文章上点按“收藏”，就会出现在这里。",
    saved_article_withdrawn: "这篇文章已不在文集中。",
    #[cfg(not(target_arch = "wasm32"))]
    needs_javascript: "此页面需要启用 JavaScript。",
    theme: "主题",
    theme_system: "跟随系统",
    theme_light: "浅色",
    theme_dark: "深色",
    theme_sepia: "米黄",
    text_size: "字号",
    line_width: "行宽",
    text_size_options: ["小", "默认", "大", "特大"],
    line_width_options: ["窄", "默认", "宽"],
    print_links: "打印时的链接地址",
    print_links_options: ["隐藏", "显示"],
    store_searches: "最近的搜索",
    store_searches_options: ["不保存", "保存在本设备上"],
    sample_sentence: "商队在日出之前启程，到了正午，城墙在身后只剩下一道细线。",
    stored_heading: "存储在本设备上的内容",
    stored_nothing: "尚未存储任何内容。",
    stored_articles: |_, shown| ["收藏的文章 ", shown, " 篇"].concat(),
    stored_positions: |_, shown| [shown, " 篇文章的阅读位置"].concat(),
    stored_searches: |_, shown| [shown, " 次搜索"].concat(),
    stored_settings: "阅读设置",
    stored_consent: "隐私选择",
    erase_all: "全部删除",
    erase_confirm: "再按一次即可删除",
    #[cfg(not(target_arch = "wasm32"))]
    message_explanation: "本站没有留言表单，您写的内容也不会经过本站。请发送电子邮件至：",
    #[cfg(not(target_arch = "wasm32"))]
    message_no_address: "暂无联系地址。",
    #[cfg(not(target_arch = "wasm32"))]
    copy_address: "复制地址",
    #[cfg(not(target_arch = "wasm32"))]
    write_mail: "写邮件",
    page_not_found: "找不到页面",
    page_not_found_reasons: "文章可能已改名或移除，也可能是地址不完整。",
    all_articles: "全部文章",

    #[cfg(not(target_arch = "wasm32"))]
    about_site: "关于本站",
    #[cfg(not(target_arch = "wasm32"))]
    signature_heading: "出版者的签名",
    #[cfg(not(target_arch = "wasm32"))]
    signature_purpose: "任何持有本站副本的人都可以核验其内容是否被改动。核验需要出版者的公钥，且公钥须从副本以外的渠道取得。公钥指纹：",
    #[cfg(not(target_arch = "wasm32"))]
    signature_verify_command: "使用 Lectern 运行以下命令，会列出文件夹 SITE 中与签名时不一致的所有文件：",
    #[cfg(not(target_arch = "wasm32"))]
    signature_fingerprint_command: "以下命令显示公钥的指纹，供比对：",

    loading: "正在加载…",
    no_results: |query| {
        if query.is_empty() { "没有符合条件的文章".into() } else { ["没有找到“", query, "”的结果"].concat() }
    },
    empty_collection: "还没有文章",
    no_results_hint: "移除一个条件或词语，可以看到更多：",
    suggest_spelling: |words| ["您是不是要找“", words, "”？"].concat(),
    suggest_without_filter: |name| ["移除“", name, "”"].concat(),
    suggest_without_filters: "在全部文章中搜索",
    suggest_fewer_words: |words| ["搜索“", words, "”"].concat(),
    load_failed: |missing| match missing {
        Missing::Collection => "文集无法加载",
        Missing::Cards { .. } => "部分文章无法加载",
        Missing::Facets => "筛选条件无法加载",
        Missing::Texts => "正文无法加载",
        Missing::Search => "搜索功能无法加载",
        Missing::Article => "这篇文章无法加载",
        Missing::Program => "阅读器无法启动",
    },
    load_failed_consequence: |missing, first, last| match missing {
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
    crash_heading: "阅读器已停止运行",
    #[cfg(not(target_arch = "wasm32"))]
    crash_advice: "这是程序的故障，与您的设备无关。收藏的内容没有丢失，重新加载即可恢复。",
    update_heading: "有可用更新",
    update_advice: "此页面打开期间，文集已更新。重新加载即可阅读新版本。",
    #[cfg(not(target_arch = "wasm32"))]
    unsupported_browser: "此浏览器版本过旧，无法使用搜索和收藏。文章仍可阅读；升级浏览器后即可使用全部功能。",

    announce_saved: "已收藏到本设备",
    announce_unsaved: "已取消收藏",
    announce_copied: "已复制",
    announce_not_copied: "浏览器阻止了复制",
    announce_erased: "存储在本设备上的内容已全部删除",
    announce_not_stored: "无法保存：存储空间已满或被禁用",
};
