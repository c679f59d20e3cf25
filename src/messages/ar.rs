//! Arabic.

use super::{Messages, Missing};
use crate::corpus::{Facet, Sort};

pub(super) static WORDING: Messages = Messages {
    #[cfg(not(target_arch = "wasm32"))]
    skip: "انتقل إلى المحتوى",
    #[cfg(not(target_arch = "wasm32"))]
    navigation: "الموقع",
    saved: "المحفوظات",
    settings: "إعدادات القراءة",
    #[cfg(not(target_arch = "wasm32"))]
    pages: "الصفحات",
    #[cfg(not(target_arch = "wasm32"))]
    contact: "اتصل بنا",
    #[cfg(not(target_arch = "wasm32"))]
    notices: "تنويهات",
    #[cfg(not(target_arch = "wasm32"))]
    message: "اترك رسالة",
    #[cfg(not(target_arch = "wasm32"))]
    change_choice: "غيّر اختيارك",
    #[cfg(not(target_arch = "wasm32"))]
    consent: "إشعار الخصوصية",
    #[cfg(not(target_arch = "wasm32"))]
    agree: "أوافق",

    search: |n, shown| ["ابحث في ", &articles_after(n, shown)].concat(),
    search_plain: "ابحث في المقالات",
    search_key: "اضغط / للبحث",
    search_go: "بحث",
    articles,
    found: |_, shown, total| [shown, " من أصل ", total].concat(),
    years_span: |first, last| [first, "–", last].concat(),
    filters: "التصفية",
    filters_on: |n, shown| ["التصفية: ", &count(n, shown, "بلا مرشحات", "مرشح واحد", "مرشحان", "مرشحات", "مرشحًا", "مرشح")].concat(),
    chosen: "المرشحات المختارة",
    take_off: |name| ["إزالة المرشح: ", name].concat(),
    clear_all: "امسح الكل",
    order: "الترتيب",
    sort: |sort| match sort {
        Sort::Best => "الأنسب أولًا",
        Sort::Newest => "الأحدث أولًا",
        Sort::Oldest => "الأقدم أولًا",
        Sort::Title => "حسب العنوان",
        Sort::Longest => "الأطول أولًا",
        Sort::Shortest => "الأقصر أولًا",
    },
    facet: |facet| match facet {
        Facet::Year => "السنوات",
        Facet::Section => "القسم",
        Facet::Language => "اللغة",
        Facet::Source => "المصدر",
        Facet::Tag => "الوسم",
        Facet::Author => "الكاتب",
    },
    all_values: |_, shown| ["الكل (", shown, ")"].concat(),
    from_year: "من سنة",
    to_year: "إلى سنة",
    year_count: |year, n, shown| [year, ": ", &articles(n, shown)].concat(),
    close: "أغلق",
    done: "اعرض المقالات",
    front: "أحدث المقالات",
    results: "المقالات",
    undated: "بلا تاريخ",
    also_in: "وكذلك في:",
    more: |n, shown| {
        ["اعرض ", &count(n, shown, "المزيد", "مقالة أخرى", "مقالتين أخريين", "مقالات أخرى", "مقالة أخرى", "مقالة أخرى")].concat()
    },
    partly: |words| ["من دون ", words].concat(),
    quotes: ["«", "»"],
    corrected: |typed, taken| ["لا مقالة فيها «", typed, "»، وهذه نتائج «", taken, "»"].concat(),
    hint: |kind, words| match kind {
        "quote" => "علامة اقتباس بلا أختها، فأُهملت".into(),
        "bracket" => "قوس بلا أخيه، فأُهمل".into(),
        "date" => ["«", words, "» ليس تاريخًا، فبُحث عنه ككلمات. يُكتب التاريخ 2013 أو 2013-05 أو 2013..2018"].concat(),
        "field" => ["لا شيء بعد «", words, "»، فبُحث عنه ككلمة"].concat(),
        "long" => "البحث طويل، فلم يُبحث إلا عن أوله".into(),
        _ => ["«", words, "» بلا كلمات يعمل عليها، فبُحث عنه ككلمة"].concat(),
    },
    recent: "عمليات بحث سابقة",
    #[cfg(not(target_arch = "wasm32"))]
    pager: "صفحات القائمة",
    #[cfg(not(target_arch = "wasm32"))]
    newer: "مقالات أحدث",
    #[cfg(not(target_arch = "wasm32"))]
    older: "مقالات أقدم",
    #[cfg(not(target_arch = "wasm32"))]
    page_of: |page, pages| ["الصفحة ", page, " من ", pages].concat(),
    minutes: |n, shown| count(n, shown, "أقل من دقيقة", "دقيقة واحدة", "دقيقتان", "دقائق", "دقيقة", "دقيقة"),
    save_title: |title| ["احفظ «", title, "»"].concat(),
    saved_title: |title| ["محفوظة: «", title, "»، اضغط للإزالة"].concat(),
    save: "احفظ",
    save_done: "محفوظة",

    back: "كل المقالات",
    bar: "القراءة",
    contents: "المحتويات",
    and: " و",
    comma: "، ",
    draft: "مسودة",
    updated: "حُدّثت في",
    other_languages: "بلغات أخرى:",
    not_captured: "الصورة غير موجودة في هذه النسخة",
    note: |number| ["الحاشية ", number].concat(),
    note_back: |number| ["عودة إلى موضع الحاشية ", number].concat(),
    table: "جدول",
    formula: "معادلة",
    video: "فيديو",
    audio: "صوت",
    embed: "في موقع آخر",
    opens: |host| ["يفتح \u{2068}", host, "\u{2069}"].concat(),
    about_article: "عن هذه المقالة",
    source: "المصدر",
    publisher: "الناشر",
    original: "الأصل",
    captured: "التُقطت",
    licence: "الترخيص",
    tags: "الوسوم",
    cut: |n, shown| ["لم يُنقل من الصفحة ", &count(n, shown, "شيء", "مقطع واحد", "مقطعان", "مقاطع", "مقطعًا", "مقطع")].concat(),
    hit: |at, total| [at, " من ", total].concat(),
    hits: |n, shown| count(n, shown, "لا مواضع", "موضع واحد", "موضعان", "مواضع", "موضعًا", "موضع"),
    hit_previous: "الموضع السابق",
    hit_next: "الموضع التالي",
    cite: "للاستشهاد",
    copy_citation: "انسخ الاستشهاد",
    copy_link: "انسخ الرابط",
    print: "اطبع",
    actions: "هذه المقالة",
    neighbours: "المزيد من القائمة",
    previous: "السابقة",
    next: "التالية",
    place_offer: "توقفت سابقًا عند موضع أبعد في هذه المقالة.",
    place_go: "تابع القراءة",
    place_dismiss: "ابقَ هنا",

    saved_where: "تُحفظ المقالات على هذا الجهاز وحده، ولا يراها أحد غيرك.",
    saved_empty: "لا محفوظات بعد",
    saved_how: "اختر «احفظ» في أي مقالة لتجدها هنا.",
    saved_gone: "لم تعد هذه المقالة في المجموعة.",
    #[cfg(not(target_arch = "wasm32"))]
    needs_program: "تحتاج هذه الصفحة إلى تشغيل البرامج النصية في المتصفح.",
    theme: "المظهر",
    theme_system: "مثل النظام",
    theme_light: "فاتح",
    theme_dark: "داكن",
    theme_sepia: "بني فاتح",
    size: "حجم الخط",
    width: "عرض السطر",
    sizes: ["صغير", "معتاد", "كبير", "الأكبر"],
    widths: ["ضيق", "معتاد", "واسع"],
    links: "عناوين الروابط عند الطباعة",
    links_printed: ["لا تُطبع", "تُطبع"],
    searches: "عمليات البحث السابقة",
    searches_kept: ["لا تُحفظ", "تُحفظ على هذا الجهاز"],
    sample: "رحلت القافلة قبل شروق الشمس، وعند الظهيرة كانت أسوار المدينة خطًا رفيعًا خلفها.",
    stored: "ما يُحفظ على هذا الجهاز",
    stored_nothing: "لم تحفظ شيئًا ولم تغيّر أي إعداد.",
    stored_articles: |n, shown| {
        count(n, shown, "لا مقالات محفوظة", "مقالة محفوظة واحدة", "مقالتان محفوظتان", "مقالات محفوظة", "مقالة محفوظة", "مقالة محفوظة")
    },
    stored_places: |n, shown| {
        ["موضع قراءتك في ", &count(n, shown, "أي مقالة", "مقالة واحدة", "مقالتين", "مقالات", "مقالة", "مقالة")].concat()
    },
    stored_searches: |n, shown| count(n, shown, "بلا عمليات بحث", "عملية بحث واحدة", "عمليتا بحث", "عمليات بحث", "عملية بحث", "عملية بحث"),
    stored_settings: "إعدادات القراءة",
    stored_consent: "ردّك على إشعار الخصوصية",
    erase: "امسحها كلها",
    erase_sure: "أتريد المسح؟ اضغط مرة أخرى",
    #[cfg(not(target_arch = "wasm32"))]
    message_how: "لا استمارة هنا، ولا يمر شيء مما تكتبه عبر هذا الموقع. أرسل بريدًا إلكترونيًا إلى:",
    #[cfg(not(target_arch = "wasm32"))]
    message_none: "لا يذكر هذا الموقع عنوانًا للمراسلة.",
    #[cfg(not(target_arch = "wasm32"))]
    copy_address: "انسخ العنوان",
    #[cfg(not(target_arch = "wasm32"))]
    write_mail: "اكتب رسالة بريد",
    missing: "لا شيء في هذا العنوان",
    missing_why: "ربما غُيّر اسم المقالة أو سُحبت، وربما كان العنوان ناقصًا.",
    all_articles: "كل المقالات",

    #[cfg(not(target_arch = "wasm32"))]
    about_site: "عن هذا الموقع",
    #[cfg(not(target_arch = "wasm32"))]
    signed: "موقّع من ناشره",
    #[cfg(not(target_arch = "wasm32"))]
    signed_by: "يستطيع من لديه نسخة من هذا الموقع أن يتحقق من أن شيئًا فيها لم يتغيّر. يلزم لذلك المفتاح العام للناشر، ويجب أن يأتي من غير النسخة نفسها. بصمته:",
    #[cfg(not(target_arch = "wasm32"))]
    signed_verify: "مع Lectern يسمّي الأمر التالي كل ملف في المجلد SITE يختلف عمّا وُقّع:",
    #[cfg(not(target_arch = "wasm32"))]
    signed_fingerprint: "ويعرض الأمر التالي بصمة مفتاح للمقارنة:",

    waiting: "جارٍ التحميل",
    empty: |query| {
        if query.is_empty() {
            "لا مقالة توافق هذه المرشحات".into()
        } else {
            ["لم يُعثر على «", query, "»"].concat()
        }
    },
    empty_collection: "لا مقالات هنا بعد",
    empty_hint: "أزل شيئًا لترى المزيد:",
    nearest: |words| ["هل تقصد «", words, "»؟"].concat(),
    without: |name| ["من دون «", name, "»"].concat(),
    everywhere: "ابحث في كل المقالات",
    only: |words| ["«", words, "» فقط"].concat(),
    failed: |missing| match missing {
        Missing::Collection => "تعذر تحميل المجموعة",
        Missing::Cards { .. } => "تعذر تحميل جزء من المجموعة",
        Missing::Facets => "تعذر تحميل المرشحات",
        Missing::Texts => "تعذر تحميل النصوص",
        Missing::Search => "تعذر تحميل البحث",
        Missing::Article => "تعذر تحميل هذه المقالة",
        Missing::Program => "تعذر تشغيل القارئ",
    },
    failed_what: |missing, first, last| match missing {
        Missing::Collection => "لم يصل ملف فهرس المقالات كاملًا. ما هو مفتوح من الصفحات يمكن قراءته.".into(),
        Missing::Cards { .. } => ["المقالات من ", first, " إلى ", last, " ناقصة لأن ملفها لم يصل كاملًا. كل ما عداها يمكن قراءته."].concat(),
        Missing::Facets => "الأعداد والمرشحات ناقصة لأن ملفًا لم يصل كاملًا. البحث والقراءة يعملان.".into(),
        Missing::Texts => "لم تصل النصوص كاملة، فلا تظهر المقاطع. البحث والتصفية يعملان.".into(),
        Missing::Search => "لم يصل ملف يحتاج إليه البحث كاملًا. المقالات يمكن قراءتها والتصفية تعمل.".into(),
        Missing::Article => "لم يصل ملفها كاملًا. المقالات الأخرى يمكن قراءتها.".into(),
        Missing::Program => "لم يصل ملف البرنامج كاملًا. نص هذه الصفحة يمكن قراءته، أما البحث والحفظ فبانتظاره.".into(),
    },
    retry: "أعد المحاولة",
    reload: "أعد تحميل الصفحة",
    #[cfg(not(target_arch = "wasm32"))]
    stopped: "توقف القارئ",
    #[cfg(not(target_arch = "wasm32"))]
    stopped_what: "خلل في البرنامج لا في جهازك. لم يضع شيء مما حفظته، وإعادة تحميل الصفحة تشغّله من جديد.",
    edition: "صدرت نسخة أحدث",
    edition_what: "نُشرت المجموعة من جديد وهذه الصفحة مفتوحة. أعد تحميل الصفحة لقراءتها.",
    #[cfg(not(target_arch = "wasm32"))]
    old_browser: "هذا المتصفح أقدم من أن يتيح البحث والحفظ هنا. المقالات يمكن قراءتها، والمتصفح الأحدث يتيح الباقي.",

    said_saved: "حُفظت على هذا الجهاز",
    said_unsaved: "أزيلت من المحفوظات",
    said_copied: "نُسخ",
    said_not_copied: "لم يسمح المتصفح بالنسخ",
    said_erased: "مُسح كل ما على هذا الجهاز",
    said_not_stored: "لم يسمح المتصفح بالحفظ",
};

fn articles(n: u32, shown: &str) -> String {
    count(n, shown, "لا مقالات", "مقالة واحدة", "مقالتان", "مقالات", "مقالة", "مقالة")
}

/// The genitive, after a preposition.
fn articles_after(n: u32, shown: &str) -> String {
    count(n, shown, "المقالات", "مقالة واحدة", "مقالتين", "مقالات", "مقالة", "مقالة")
}

/// Chooses among the six plural forms of Arabic in CLDR: the number is written from three on.
#[allow(clippy::too_many_arguments, reason = "the language has six forms")]
fn count(n: u32, shown: &str, zero: &str, one: &str, two: &str, few: &str, many: &str, other: &str) -> String {
    let noun = match (n, n % 100) {
        (0, _) => return zero.to_owned(),
        (1, _) => return one.to_owned(),
        (2, _) => return two.to_owned(),
        (_, 3..=10) => few,
        (_, 11..=99) => many,
        _ => other,
    };
    [shown, " ", noun].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_noun_follows_the_number() {
        let said: Vec<String> = [0, 1, 2, 3, 11, 100, 103].iter().map(|n| articles(*n, "N")).collect();
        assert_eq!(said, ["لا مقالات", "مقالة واحدة", "مقالتان", "N مقالات", "N مقالة", "N مقالة", "N مقالات"]);
    }
}
