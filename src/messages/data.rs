//! Messages of the page that offers the collection as data. They are separate: the page's program does not need them.

use crate::article::language;

/// The messages of the page, in one language.
pub struct DataWords {
    /// Heading of the page, and name of the link to it.
    pub title: &'static str,
    /// The offer: the number of articles, plain and formatted.
    pub what: fn(u32, &str) -> String,
    /// Header of the file column.
    pub file: &'static str,
    /// Header of the column of descriptions.
    pub kind: &'static str,
    /// Header of the size column.
    pub size: &'static str,
    /// Description of the JSON Lines file.
    pub lines: &'static str,
    /// Description of the CSV file.
    pub table: &'static str,
    /// Description of the JSON Feed.
    pub feed: &'static str,
    /// Heading of the fields.
    pub fields: &'static str,
    /// Description of each field, by name.
    pub field: fn(&str) -> &'static str,
    /// Heading of the licence.
    pub licence: &'static str,
    /// Articles with a licence: the licence, the number, plain and formatted.
    pub licensed: fn(&str, u32, &str) -> String,
    /// Articles without a licence: the number, plain and formatted.
    pub unlicensed: fn(u32, &str) -> String,
}

/// Returns the messages of a language; English if there are none.
pub fn of(lang: &str) -> &'static DataWords {
    match language::primary(lang).as_str() {
        "zh" => &ZH,
        "ar" => &AR,
        _ => &EN,
    }
}

static EN: DataWords = DataWords {
    title: "The collection as data",
    what: |n, shown| match n {
        1 => "One article, whole, to download and to work with.".to_owned(),
        _ => ["All ", shown, " articles, whole, to download and to work with."].concat(),
    },
    file: "File",
    kind: "What it is",
    size: "Size",
    lines: "JSON Lines: an article a line",
    table: "CSV: an article a row; several values of a cell stand on lines of their own",
    feed: "JSON Feed: each file names the next",
    fields: "Fields",
    field: |name| match name {
        "id" => "The name of the article in its address",
        "title" => "The headline",
        "deck" => "The sentence under the headline",
        "authors" => "Who wrote it",
        "source" => "The agency or site it came from",
        "published" => "The date of publication, RFC 3339, as much of it as is known",
        "lang" => "The language, BCP 47",
        "dir" => "The direction of its script",
        "dateline" => "Where it was reported from",
        "tags" => "Keywords",
        "headings" => "The headings of its sections",
        "figures" => "Captions and credits of its pictures",
        "text" => "The text in plain words, a blank line between paragraphs",
        _ => "",
    },
    licence: "Licence",
    licensed: |name, n, shown| match n {
        1 => [name, ": 1 article"].concat(),
        _ => [name, ": ", shown, " articles"].concat(),
    },
    unlicensed: |n, shown| match n {
        1 => "One article names no licence.".to_owned(),
        _ => [shown, " articles name no licence."].concat(),
    },
};

static ZH: DataWords = DataWords {
    title: "数据下载",
    what: |_, shown| ["全部 ", shown, " 篇文章的完整内容，可下载使用。"].concat(),
    file: "文件",
    kind: "内容",
    size: "大小",
    lines: "JSON Lines：每行一篇文章",
    table: "CSV：每行一篇文章；同一单元格的多个值各占一行",
    feed: "JSON Feed：每个文件指明下一个文件",
    fields: "字段",
    field: |name| match name {
        "id" => "文章在网址中的名称",
        "title" => "标题",
        "deck" => "标题下的导语",
        "authors" => "作者",
        "source" => "来源机构或网站",
        "published" => "发布日期（RFC 3339），精确到已知部分",
        "lang" => "语言（BCP 47）",
        "dir" => "文字方向",
        "dateline" => "电头",
        "tags" => "关键词",
        "headings" => "各节标题",
        "figures" => "图片说明与署名",
        "text" => "纯文本正文，段落之间空一行",
        _ => "",
    },
    licence: "许可",
    licensed: |name, _, shown| [name, "：", shown, " 篇"].concat(),
    unlicensed: |_, shown| [shown, " 篇文章未注明许可。"].concat(),
};

static AR: DataWords = DataWords {
    title: "المجموعة كبيانات",
    what: |n, shown| match n {
        1 => "مقالة واحدة كاملة، للتنزيل والاستعمال.".to_owned(),
        _ => ["جميع المقالات كاملة، للتنزيل والاستعمال. العدد: ", shown, "."].concat(),
    },
    file: "الملف",
    kind: "ما فيه",
    size: "الحجم",
    lines: "JSON Lines: مقالة في كل سطر",
    table: "CSV: مقالة في كل صف؛ القيم المتعددة في الخلية على أسطر منفصلة",
    feed: "JSON Feed: كل ملف يسمّي الذي يليه",
    fields: "الحقول",
    field: |name| match name {
        "id" => "اسم المقالة في عنوانها",
        "title" => "العنوان",
        "deck" => "الجملة التي تحت العنوان",
        "authors" => "الكتّاب",
        "source" => "الوكالة أو الموقع المصدر",
        "published" => "تاريخ النشر بصيغة RFC 3339، بقدر ما هو معروف",
        "lang" => "اللغة بصيغة BCP 47",
        "dir" => "اتجاه الكتابة",
        "dateline" => "مكان الخبر",
        "tags" => "كلمات مفتاحية",
        "headings" => "عناوين الأقسام",
        "figures" => "تعليقات الصور ومصادرها",
        "text" => "النص المجرد، وبين الفقرات سطر فارغ",
        _ => "",
    },
    licence: "الترخيص",
    licensed: |name, _, shown| [name, ": ", shown].concat(),
    unlicensed: |_, shown| ["مقالات بلا ترخيص مذكور: ", shown].concat(),
};
