//! Arabic.

use super::{Messages, Missing};
use crate::corpus::{Facet, Sort};

pub(super) static WORDING: Messages = Messages {
    #[cfg(not(target_arch = "wasm32"))]
    skip: "تخطَّ إلى المحتوى",
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
    change_choice: "تغيير خيار الخصوصية",
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
    filters_on: |_, shown| ["التصفية (", shown, ")"].concat(),
    chosen: "عوامل التصفية النشطة",
    take_off: |name| ["إزالة عامل التصفية: ", name].concat(),
    clear_all: "مسح الكل",
    order: "الترتيب حسب",
    sort: |sort| match sort {
        Sort::Best => "الأكثر صلة",
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
    all_values: |_, shown| ["عرض الكل (", shown, ")"].concat(),
    from_year: "من سنة",
    to_year: "إلى سنة",
    year_count: |year, n, shown| [year, ": ", &articles(n, shown)].concat(),
    close: "إغلاق",
    done: "عرض المقالات",
    front: "أحدث المقالات",
    results: "المقالات",
    undated: "بلا تاريخ",
    also_in: "وكذلك في:",
    more: |n, shown| {
        ["عرض ", &count(n, shown, "المزيد", "مقالة أخرى", "مقالتين أخريين", "مقالات أخرى", "مقالة أخرى", "مقالة أخرى")].concat()
    },
    partly: |words| ["نتائج لا تتضمن ", words].concat(),
    quotes: ["«", "»"],
    corrected: |typed, taken| ["لا توجد نتائج عن «", typed, "». تُعرض نتائج «", taken, "»"].concat(),
    hint: |kind, words| match kind {
        "quote" => "أُهملت علامة اقتباس غير مكتملة".into(),
        "bracket" => "أُهمل قوس غير مكتمل".into(),
        "date" => ["«", words, "» ليس تاريخًا صالحًا، فجرى البحث عنه كنص. صيغ التاريخ: 2013 أو 2013-05 أو 2013..2018"].concat(),
        "field" => ["لا قيمة بعد «", words, "»، فجرى البحث عنه كنص"].concat(),
        "long" => "نص البحث طويل جدًا، فاستُخدم أوله فقط".into(),
        _ => ["«", words, "» بلا كلمات يُطبَّق عليها، فجرى البحث عنه كنص"].concat(),
    },
    recent: "عمليات البحث الأخيرة",
    #[cfg(not(target_arch = "wasm32"))]
    pager: "التنقل بين الصفحات",
    #[cfg(not(target_arch = "wasm32"))]
    newer: "مقالات أحدث",
    #[cfg(not(target_arch = "wasm32"))]
    older: "مقالات أقدم",
    #[cfg(not(target_arch = "wasm32"))]
    page_of: |page, pages| ["الصفحة ", page, " من ", pages].concat(),
    minutes: |n, shown| count(n, shown, "أقل من دقيقة", "دقيقة واحدة", "دقيقتان", "دقائق", "دقيقة", "دقيقة"),
    save_title: |title| ["حفظ «", title, "»"].concat(),
    saved_title: |title| ["محفوظة: «", title, "»، اضغط لإزالتها من المحفوظات"].concat(),
    save: "حفظ",
    save_done: "محفوظة",

    back: "كل المقالات",
    bar: "أدوات القراءة",
    contents: "المحتويات",
    and: " و",
    comma: "، ",
    draft: "مسودة",
    updated: "حُدّثت في",
    other_languages: "بلغات أخرى:",
    not_captured: "الصورة غير محفوظة",
    note: |number| ["الحاشية ", number].concat(),
    note_back: |number| ["العودة إلى الحاشية ", number, " في النص"].concat(),
    table: "جدول",
    formula: "معادلة",
    video: "فيديو",
    audio: "صوت",
    embed: "محتوى خارجي",
    opens: |host| ["يفتح \u{2068}", host, "\u{2069}"].concat(),
    about_article: "عن هذه المقالة",
    source: "المصدر",
    publisher: "الناشر",
    original: "الأصل",
    captured: "الاستيراد",
    licence: "الترخيص",
    tags: "الوسوم",
    cut: |_, shown| ["نص أُزيل عند الاستيراد (", shown, ")"].concat(),
    hit: |at, total| [at, " من ", total].concat(),
    hits: |n, shown| count(n, shown, "لا مطابقات", "مطابقة واحدة", "مطابقتان", "مطابقات", "مطابقة", "مطابقة"),
    hit_previous: "المطابقة السابقة",
    hit_next: "المطابقة التالية",
    cite: "صيغة الاستشهاد",
    copy_citation: "نسخ الاستشهاد",
    copy_link: "نسخ الرابط",
    print: "طباعة",
    actions: "إجراءات المقالة",
    neighbours: "المزيد من القائمة",
    previous: "السابقة",
    next: "التالية",
    place_offer: "هل تريد المتابعة من حيث توقفت؟",
    place_go: "متابعة القراءة",
    place_dismiss: "ليس الآن",

    saved_where: "تُخزَّن المقالات المحفوظة على هذا الجهاز فقط، ولا يراها أحد غيرك.",
    saved_empty: "لا توجد محفوظات بعد",
    saved_how: "اختر «حفظ» في أي مقالة لتظهر هنا.",
    saved_gone: "لم تعد هذه المقالة في المجموعة.",
    #[cfg(not(target_arch = "wasm32"))]
    needs_program: "تتطلب هذه الصفحة JavaScript.",
    theme: "المظهر",
    theme_system: "مطابق للنظام",
    theme_light: "فاتح",
    theme_dark: "داكن",
    theme_sepia: "بني فاتح",
    size: "حجم النص",
    width: "عرض السطر",
    sizes: ["صغير", "افتراضي", "كبير", "كبير جدًا"],
    widths: ["ضيق", "افتراضي", "واسع"],
    links: "عناوين الروابط عند الطباعة",
    links_printed: ["إخفاء", "إظهار"],
    searches: "عمليات البحث الأخيرة",
    searches_kept: ["عدم الحفظ", "الحفظ على هذا الجهاز"],
    sample: "رحلت القافلة قبل شروق الشمس، وعند الظهيرة كانت أسوار المدينة خطًا رفيعًا خلفها.",
    stored: "البيانات المخزّنة على هذا الجهاز",
    stored_nothing: "لا توجد بيانات مخزّنة بعد.",
    stored_articles: |n, shown| {
        count(n, shown, "لا مقالات محفوظة", "مقالة محفوظة واحدة", "مقالتان محفوظتان", "مقالات محفوظة", "مقالة محفوظة", "مقالة محفوظة")
    },
    stored_places: |n, shown| {
        ["موضع قراءتك في ", &count(n, shown, "أي مقالة", "مقالة واحدة", "مقالتين", "مقالات", "مقالة", "مقالة")].concat()
    },
    stored_searches: |n, shown| count(n, shown, "بلا عمليات بحث", "عملية بحث واحدة", "عمليتا بحث", "عمليات بحث", "عملية بحث", "عملية بحث"),
    stored_settings: "إعدادات القراءة",
    stored_consent: "خيار الخصوصية",
    erase: "مسح كل شيء",
    erase_sure: "اضغط مرة أخرى للمسح",
    #[cfg(not(target_arch = "wasm32"))]
    message_how: "لا يوجد نموذج مراسلة هنا، ولا يمر ما تكتبه عبر هذا الموقع. أرسل بريدًا إلكترونيًا إلى:",
    #[cfg(not(target_arch = "wasm32"))]
    message_none: "لا يتوفر عنوان للتواصل.",
    #[cfg(not(target_arch = "wasm32"))]
    copy_address: "نسخ العنوان",
    #[cfg(not(target_arch = "wasm32"))]
    write_mail: "كتابة رسالة بريد إلكتروني",
    missing: "الصفحة غير موجودة",
    missing_why: "ربما غُيّر اسم المقالة أو أُزيلت، أو ربما كان العنوان غير مكتمل.",
    all_articles: "كل المقالات",

    #[cfg(not(target_arch = "wasm32"))]
    about_site: "عن هذا الموقع",
    #[cfg(not(target_arch = "wasm32"))]
    signed: "موقّع من ناشره",
    #[cfg(not(target_arch = "wasm32"))]
    signed_by: "يستطيع كل من لديه نسخة من هذا الموقع التحقق من أن محتواها لم يتغيّر. يلزم لذلك المفتاح العام للناشر، ويجب الحصول عليه من مصدر غير النسخة نفسها. بصمة المفتاح:",
    #[cfg(not(target_arch = "wasm32"))]
    signed_verify: "باستخدام Lectern، يعرض الأمر التالي كل ملف في المجلد SITE يختلف عمّا وُقّع:",
    #[cfg(not(target_arch = "wasm32"))]
    signed_fingerprint: "يعرض الأمر التالي بصمة مفتاح، للمقارنة:",

    waiting: "جارٍ التحميل…",
    empty: |query| {
        if query.is_empty() {
            "لا توجد مقالات تطابق عوامل التصفية هذه".into()
        } else {
            ["لا توجد نتائج عن «", query, "»"].concat()
        }
    },
    empty_collection: "لا توجد مقالات بعد",
    empty_hint: "أزل عامل تصفية أو كلمة لرؤية المزيد:",
    nearest: |words| ["هل تقصد «", words, "»؟"].concat(),
    without: |name| ["إزالة «", name, "»"].concat(),
    everywhere: "البحث في كل المقالات",
    only: |words| ["البحث عن «", words, "»"].concat(),
    failed: |missing| match missing {
        Missing::Collection => "تعذر تحميل المجموعة",
        Missing::Cards { .. } => "تعذر تحميل جزء من المجموعة",
        Missing::Facets => "تعذر تحميل عوامل التصفية",
        Missing::Texts => "تعذر تحميل النصوص",
        Missing::Search => "تعذر تحميل البحث",
        Missing::Article => "تعذر تحميل هذه المقالة",
        Missing::Program => "تعذر تشغيل القارئ",
    },
    failed_what: |missing, first, last| match missing {
        Missing::Collection => "تعذر تنزيل قائمة المقالات. لا يزال بإمكانك قراءة الصفحات المفتوحة.".into(),
        Missing::Cards { .. } => ["المقالات من ", first, " إلى ", last, " غير متوفرة لتعذر تنزيل ملفها. يمكنك قراءة كل ما عداها."].concat(),
        Missing::Facets => "الأعداد وعوامل التصفية غير متوفرة لتعذر تنزيل ملف. البحث والقراءة يعملان.".into(),
        Missing::Texts => "المقتطفات غير متوفرة لتعذر تنزيل النصوص. البحث والتصفية يعملان.".into(),
        Missing::Search => "تعذر تنزيل ملف يحتاج إليه البحث. لا يزال بإمكانك قراءة المقالات واستخدام التصفية.".into(),
        Missing::Article => "تعذر تنزيل ملفها. لا يزال بإمكانك قراءة المقالات الأخرى.".into(),
        Missing::Program => "تعذر تنزيل ملف القارئ. يمكنك قراءة هذه الصفحة، لكن البحث والحفظ غير متاحين الآن.".into(),
    },
    retry: "إعادة المحاولة",
    reload: "إعادة التحميل",
    #[cfg(not(target_arch = "wasm32"))]
    stopped: "توقف القارئ عن العمل",
    #[cfg(not(target_arch = "wasm32"))]
    stopped_what: "هذا خلل في البرنامج وليس في جهازك. لم تفقد شيئًا مما حفظته. أعد التحميل للمتابعة.",
    edition: "يتوفر تحديث",
    edition_what: "حُدّثت المجموعة أثناء فتح هذه الصفحة. أعد التحميل لقراءة الإصدار الجديد.",
    #[cfg(not(target_arch = "wasm32"))]
    old_browser: "هذا المتصفح قديم ولا يدعم البحث والحفظ هنا. يمكنك قراءة المقالات، ولبقية الميزات استخدم متصفحًا أحدث.",

    said_saved: "حُفظت على هذا الجهاز",
    said_unsaved: "أزيلت من المحفوظات",
    said_copied: "تم النسخ",
    said_not_copied: "منع المتصفح النسخ",
    said_erased: "مُسح كل ما خُزّن على هذا الجهاز",
    said_not_stored: "تعذر الحفظ: مساحة التخزين ممتلئة أو محظورة",
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
