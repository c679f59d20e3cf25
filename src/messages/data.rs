//! Messages of the page that offers the collection as data. They are separate: the page's program does not need them.

use crate::article::language;

/// The messages of the page, in one language.
pub struct DataWords {
    /// Heading of the page, and name of the link to it.
    pub title: &'static str,
    /// The offer: the number of articles, plain and formatted.
    pub offer: fn(u32, &str) -> String,
    /// Header of the file column.
    pub file: &'static str,
    /// Header of the column of descriptions.
    pub format: &'static str,
    /// Header of the size column.
    pub size: &'static str,
    /// Description of the JSON Lines file.
    pub json_lines: &'static str,
    /// Description of the CSV file.
    pub csv: &'static str,
    /// Description of the JSON Feed.
    pub json_feed: &'static str,
    /// Heading of the fields.
    pub fields: &'static str,
    /// Description of each field, by name.
    pub describe_field: fn(&str) -> &'static str,
    /// Heading of the licence.
    pub licence: &'static str,
    /// Articles with a licence: the licence, the number, plain and formatted.
    pub licensed_articles: fn(&str, u32, &str) -> String,
    /// Articles without a licence: the number, plain and formatted.
    pub unlicensed_articles: fn(u32, &str) -> String,
}

/// Returns the messages of a language; English if there are none.
pub fn for_lang(lang: &str) -> &'static DataWords {
    match language::primary_subtag(lang).as_str() {
        "zh" => &ZH,
        "ar" => &AR,
        _ => &EN,
    }
}

static EN: DataWords = DataWords {
    title: "Download the data",
    offer: |n, shown| match n {
        1 => "1 article, in full, to download and use.".to_owned(),
        _ => ["All ", shown, " articles, in full, to download and use."].concat(),
    },
    file: "File",
    format: "Format",
    size: "Size",
    json_lines: "JSON Lines: one article per line",
    csv: "CSV: one article per row; multiple values in a cell are on separate lines",
    json_feed: "JSON Feed: each file links to the next",
    fields: "Fields",
    describe_field: |name| match name {
        "id" => "Article ID, used in its URL",
        "title" => "Headline",
        "deck" => "Sentence below the headline",
        "authors" => "Authors",
        "source" => "Original news agency or website",
        "published" => "Publication date (RFC 3339), as precise as known",
        "lang" => "Language (BCP 47)",
        "dir" => "Text direction",
        "dateline" => "Place it was reported from",
        "tags" => "Keywords",
        "headings" => "Section headings",
        "figures" => "Image captions and credits",
        "text" => "Plain text, with a blank line between paragraphs",
        _ => "",
    },
    licence: "Licence",
    licensed_articles: |name, n, shown| match n {
        1 => [name, ": 1 article"].concat(),
        _ => [name, ": ", shown, " articles"].concat(),
    },
    unlicensed_articles: |n, shown| match n {
        1 => "No licence is stated for 1 article.".to_owned(),
        _ => ["No licence is stated for ", shown, " articles."].concat(),
    },
};

static ZH: DataWords = DataWords {
    title: "数据下载",
    offer: |_, shown| ["全部 ", shown, " 篇文章的完整内容，可供下载使用。"].concat(),
    file: "文件",
    format: "格式",
    size: "大小",
    json_lines: "JSON Lines：每行一篇文章",
    csv: "CSV：每行一篇文章；同一单元格的多个值各占一行",
    json_feed: "JSON Feed：每个文件链接到下一个文件",
    fields: "字段",
    describe_field: |name| match name {
        "id" => "文章 ID，用于网址",
        "title" => "标题",
        "deck" => "标题下的导语",
        "authors" => "作者",
        "source" => "来源通讯社或网站",
        "published" => "发布日期（RFC 3339），精确到已知部分",
        "lang" => "语言（BCP 47）",
        "dir" => "文字方向",
        "dateline" => "报道地点",
        "tags" => "关键词",
        "headings" => "各节标题",
        "figures" => "图片说明与署名",
        "text" => "纯文本正文，段落之间空一行",
        _ => "",
    },
    licence: "许可",
    licensed_articles: |name, _, shown| [name, "：", shown, " 篇"].concat(),
    unlicensed_articles: |_, shown| [shown, " 篇文章未注明许可。"].concat(),
};

static AR: DataWords = DataWords {
    title: "تنزيل البيانات",
    offer: |n, shown| match n {
        1 => "مقالة واحدة كاملة، للتنزيل والاستخدام.".to_owned(),
        _ => ["جميع المقالات كاملة، للتنزيل والاستخدام. العدد: ", shown, "."].concat(),
    },
    file: "الملف",
    format: "الصيغة",
    size: "الحجم",
    json_lines: "JSON Lines: مقالة واحدة في كل سطر",
    csv: "CSV: مقالة واحدة في كل صف؛ القيم المتعددة في الخلية على أسطر منفصلة",
    json_feed: "JSON Feed: كل ملف يتضمن رابطًا إلى الملف التالي",
    fields: "الحقول",
    describe_field: |name| match name {
        "id" => "معرّف المقالة المستخدم في رابطها",
        "title" => "العنوان",
        "deck" => "الجملة الواقعة تحت العنوان",
        "authors" => "الكتّاب",
        "source" => "الوكالة أو الموقع المصدر",
        "published" => "تاريخ النشر (RFC 3339)، بقدر ما هو معروف",
        "lang" => "اللغة (BCP 47)",
        "dir" => "اتجاه النص",
        "dateline" => "مكان كتابة الخبر",
        "tags" => "كلمات مفتاحية",
        "headings" => "عناوين الأقسام",
        "figures" => "تعليقات الصور ومصادرها",
        "text" => "نص عادي، مع سطر فارغ بين الفقرات",
        _ => "",
    },
    licence: "الترخيص",
    licensed_articles: |name, _, shown| [name, ": ", shown].concat(),
    unlicensed_articles: |_, shown| ["مقالات لم يُذكر ترخيصها: ", shown].concat(),
};
