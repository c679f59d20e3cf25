//! Arabic.

use super::{Messages, Missing};
use crate::corpus::{Facet, Sort};

pub(super) static MESSAGES: Messages = Messages {
    #[cfg(not(target_arch = "wasm32"))]
    skip_to_content: "تخطَّ إلى المحتوى",
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
    leave_message: "اترك رسالة",
    #[cfg(not(target_arch = "wasm32"))]
    change_consent: "تغيير خيار الخصوصية",
    #[cfg(not(target_arch = "wasm32"))]
    consent_label: "إشعار الخصوصية",
    #[cfg(not(target_arch = "wasm32"))]
    consent_accept: "أوافق",

    search_placeholder: |n, shown| ["ابحث في ", &articles_genitive(n, shown)].concat(),
    search_placeholder_without_count: "ابحث في المقالات",
    search_shortcut: "اضغط / للبحث",
    search_submit: "بحث",
    article_count: articles,
    match_count: |_, shown, total| [shown, " من أصل ", total].concat(),
    year_range: |first, last| [first, "–", last].concat(),
    filters: "التصفية",
    filters_with_count: |_, shown| ["التصفية (", shown, ")"].concat(),
    active_filters: "عوامل التصفية النشطة",
    remove_filter: |name| ["إزالة عامل التصفية: ", name].concat(),
    clear_all: "مسح الكل",
    sort_label: "الترتيب حسب",
    sort_option: |sort| match sort {
        Sort::Best => "الأكثر صلة",
        Sort::Newest => "الأحدث أولًا",
        Sort::Oldest => "الأقدم أولًا",
        Sort::Title => "حسب العنوان",
        Sort::Longest => "الأطول أولًا",
        Sort::Shortest => "الأقصر أولًا",
    },
    facet_name: |facet| match facet {
        Facet::Year => "السنوات",
        Facet::Section => "القسم",
        Facet::Language => "اللغة",
        Facet::Source => "المصدر",
        Facet::Tag => "الوسم",
        Facet::Author => "الكاتب",
    },
    show_all_values: |_, shown| ["عرض الكل (", shown, ")"].concat(),
    from_year: "من سنة",
    to_year: "إلى سنة",
    year_article_count: |year, n, shown| [year, ": ", &articles(n, shown)].concat(),
    close: "إغلاق",
    close_filters: "عرض المقالات",
    front_page_heading: "أحدث المقالات",
    results_heading: "المقالات",
    undated: "بلا تاريخ",
    also_in: "وكذلك في:",
    show_more: |n, shown| {
        ["عرض ", &choose_plural(n, shown, "المزيد", "مقالة أخرى", "مقالتين أخريين", "مقالات أخرى", "مقالة أخرى", "مقالة أخرى")].concat()
    },
    partial_matches_heading: |words| ["نتائج لا تتضمن ", words].concat(),
    quotation_marks: ["«", "»"],
    spelling_corrected: |typed, taken| ["لا توجد نتائج عن «", typed, "». تُعرض نتائج «", taken, "»"].concat(),
    query_hint: |kind, words| match kind {
        "quote" => "أُهملت علامة اقتباس غير مكتملة".into(),
        "bracket" => "أُهمل قوس غير مكتمل".into(),
        "date" => ["«", words, "» ليس تاريخًا صالحًا، فجرى البحث عنه كنص. صيغ التاريخ: 2013 أو 2013-05 أو 2013..2018"].concat(),
        "field" => ["لا قيمة بعد «", words, "»، فجرى البحث عنه كنص"].concat(),
        "long" => "نص البحث طويل جدًا، فاستُخدم أوله فقط".into(),
        _ => ["«", words, "» بلا كلمات يُطبَّق عليها، فجرى البحث عنه كنص"].concat(),
    },
    recent_searches: "عمليات البحث الأخيرة",
    #[cfg(not(target_arch = "wasm32"))]
    pagination: "التنقل بين الصفحات",
    #[cfg(not(target_arch = "wasm32"))]
    newer_articles: "مقالات أحدث",
    #[cfg(not(target_arch = "wasm32"))]
    older_articles: "مقالات أقدم",
    #[cfg(not(target_arch = "wasm32"))]
    page_number: |page, pages| ["الصفحة ", page, " من ", pages].concat(),
    reading_minutes: |n, shown| choose_plural(n, shown, "أقل من دقيقة", "دقيقة واحدة", "دقيقتان", "دقائق", "دقيقة", "دقيقة"),
    save_article: |title| ["حفظ «", title, "»"].concat(),
    unsave_article: |title| ["محفوظة: «", title, "»، اضغط لإزالتها من المحفوظات"].concat(),
    save_button: "حفظ",
    saved_button: "محفوظة",

    back_to_list: "كل المقالات",
    toolbar: "أدوات القراءة",
    table_of_contents: "المحتويات",
    author_conjunction: " و",
    list_separator: "، ",
    draft: "مسودة",
    updated: "حُدّثت في",
    other_languages: "بلغات أخرى:",
    image_not_captured: "الصورة غير محفوظة",
    note: |number| ["الحاشية ", number].concat(),
    back_to_note: |number| ["العودة إلى الحاشية ", number, " في النص"].concat(),
    table: "جدول",
    formula: "معادلة",
    video: "فيديو",
    audio: "صوت",
    embed: "محتوى خارجي",
    opens_host: |host| ["يفتح \u{2068}", host, "\u{2069}"].concat(),
    about_article: "عن هذه المقالة",
    source: "المصدر",
    publisher: "الناشر",
    original: "الأصل",
    captured: "الاستيراد",
    licence: "الترخيص",
    tags: "الوسوم",
    removed_passages: |_, shown| ["نص أُزيل عند الاستيراد (", shown, ")"].concat(),
    current_match: |at, total| [at, " من ", total].concat(),
    in_page_match_count: |n, shown| choose_plural(n, shown, "لا مطابقات", "مطابقة واحدة", "مطابقتان", "مطابقات", "مطابقة", "مطابقة"),
    previous_match: "المطابقة السابقة",
    next_match: "المطابقة التالية",
    cite_as: "صيغة الاستشهاد",
    copy_citation: "نسخ الاستشهاد",
    copy_link: "نسخ الرابط",
    print_article: "طباعة",
    article_actions: "إجراءات المقالة",
    adjacent_articles: "المزيد من القائمة",
    previous_article: "السابقة",
    next_article: "التالية",
    resume_offer: "هل تريد المتابعة من حيث توقفت؟",
    resume_accept: "متابعة القراءة",
    resume_dismiss: "ليس الآن",

    saved_storage_notice: "تُخزَّن المقالات المحفوظة على هذا الجهاز فقط، ولا يراها أحد غيرك.",
    saved_empty: "لا توجد محفوظات بعد",
    saved_hint: "اختر «حفظ» في أي مقالة لتظهر هنا.",
    saved_article_withdrawn: "لم تعد هذه المقالة في المجموعة.",
    #[cfg(not(target_arch = "wasm32"))]
    needs_javascript: "تتطلب هذه الصفحة JavaScript.",
    theme: "المظهر",
    theme_system: "مطابق للنظام",
    theme_light: "فاتح",
    theme_dark: "داكن",
    theme_sepia: "بني فاتح",
    text_size: "حجم النص",
    line_width: "عرض السطر",
    text_size_options: ["صغير", "افتراضي", "كبير", "كبير جدًا"],
    line_width_options: ["ضيق", "افتراضي", "واسع"],
    print_links: "عناوين الروابط عند الطباعة",
    print_links_options: ["إخفاء", "إظهار"],
    store_searches: "عمليات البحث الأخيرة",
    store_searches_options: ["عدم الحفظ", "الحفظ على هذا الجهاز"],
    sample_sentence: "رحلت القافلة قبل شروق الشمس، وعند الظهيرة كانت أسوار المدينة خطًا رفيعًا خلفها.",
    stored_heading: "البيانات المخزّنة على هذا الجهاز",
    stored_nothing: "لا توجد بيانات مخزّنة بعد.",
    stored_articles: |n, shown| {
        choose_plural(n, shown, "لا مقالات محفوظة", "مقالة محفوظة واحدة", "مقالتان محفوظتان", "مقالات محفوظة", "مقالة محفوظة", "مقالة محفوظة")
    },
    stored_positions: |n, shown| {
        ["موضع قراءتك في ", &choose_plural(n, shown, "أي مقالة", "مقالة واحدة", "مقالتين", "مقالات", "مقالة", "مقالة")].concat()
    },
    stored_searches: |n, shown| {
        choose_plural(n, shown, "بلا عمليات بحث", "عملية بحث واحدة", "عمليتا بحث", "عمليات بحث", "عملية بحث", "عملية بحث")
    },
    stored_settings: "إعدادات القراءة",
    stored_consent: "خيار الخصوصية",
    erase_all: "مسح كل شيء",
    erase_confirm: "اضغط مرة أخرى للمسح",
    #[cfg(not(target_arch = "wasm32"))]
    message_explanation: "لا يوجد نموذج مراسلة هنا، ولا يمر ما تكتبه عبر هذا الموقع. أرسل بريدًا إلكترونيًا إلى:",
    #[cfg(not(target_arch = "wasm32"))]
    message_no_address: "لا يتوفر عنوان للتواصل.",
    #[cfg(not(target_arch = "wasm32"))]
    copy_address: "نسخ العنوان",
    #[cfg(not(target_arch = "wasm32"))]
    write_mail: "كتابة رسالة بريد إلكتروني",
    page_not_found: "الصفحة غير موجودة",
    page_not_found_reasons: "ربما غُيّر اسم المقالة أو أُزيلت، أو ربما كان العنوان غير مكتمل.",
    all_articles: "كل المقالات",

    #[cfg(not(target_arch = "wasm32"))]
    about_site: "عن هذا الموقع",
    #[cfg(not(target_arch = "wasm32"))]
    signature_heading: "موقّع من ناشره",
    #[cfg(not(target_arch = "wasm32"))]
    signature_purpose: "يستطيع كل من لديه نسخة من هذا الموقع التحقق من أن محتواها لم يتغيّر. يلزم لذلك المفتاح العام للناشر، ويجب الحصول عليه من مصدر غير النسخة نفسها. بصمة المفتاح:",
    #[cfg(not(target_arch = "wasm32"))]
    signature_verify_command: "باستخدام Lectern، يعرض الأمر التالي كل ملف في المجلد SITE يختلف عمّا وُقّع:",
    #[cfg(not(target_arch = "wasm32"))]
    signature_fingerprint_command: "يعرض الأمر التالي بصمة مفتاح، للمقارنة:",

    loading: "جارٍ التحميل…",
    no_results: |query| {
        if query.is_empty() {
            "لا توجد مقالات تطابق عوامل التصفية هذه".into()
        } else {
            ["لا توجد نتائج عن «", query, "»"].concat()
        }
    },
    empty_collection: "لا توجد مقالات بعد",
    no_results_hint: "أزل عامل تصفية أو كلمة لرؤية المزيد:",
    suggest_spelling: |words| ["هل تقصد «", words, "»؟"].concat(),
    suggest_without_filter: |name| ["إزالة «", name, "»"].concat(),
    suggest_without_filters: "البحث في كل المقالات",
    suggest_fewer_words: |words| ["البحث عن «", words, "»"].concat(),
    load_failed: |missing| match missing {
        Missing::Collection => "تعذر تحميل المجموعة",
        Missing::Cards { .. } => "تعذر تحميل جزء من المجموعة",
        Missing::Facets => "تعذر تحميل عوامل التصفية",
        Missing::Texts => "تعذر تحميل النصوص",
        Missing::Search => "تعذر تحميل البحث",
        Missing::Article => "تعذر تحميل هذه المقالة",
        Missing::Program => "تعذر تشغيل القارئ",
    },
    load_failed_consequence: |missing, first, last| match missing {
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
    crash_heading: "توقف القارئ عن العمل",
    #[cfg(not(target_arch = "wasm32"))]
    crash_advice: "هذا خلل في البرنامج وليس في جهازك. لم تفقد شيئًا مما حفظته. أعد التحميل للمتابعة.",
    update_heading: "يتوفر تحديث",
    update_advice: "حُدّثت المجموعة أثناء فتح هذه الصفحة. أعد التحميل لقراءة الإصدار الجديد.",
    #[cfg(not(target_arch = "wasm32"))]
    unsupported_browser: "هذا المتصفح قديم ولا يدعم البحث والحفظ هنا. يمكنك قراءة المقالات، ولبقية الميزات استخدم متصفحًا أحدث.",

    announce_saved: "حُفظت على هذا الجهاز",
    announce_unsaved: "أزيلت من المحفوظات",
    announce_copied: "تم النسخ",
    announce_not_copied: "منع المتصفح النسخ",
    announce_erased: "مُسح كل ما خُزّن على هذا الجهاز",
    announce_not_stored: "تعذر الحفظ: مساحة التخزين ممتلئة أو محظورة",
};

fn articles(n: u32, shown: &str) -> String {
    choose_plural(n, shown, "لا مقالات", "مقالة واحدة", "مقالتان", "مقالات", "مقالة", "مقالة")
}

/// The genitive, after a preposition.
fn articles_genitive(n: u32, shown: &str) -> String {
    choose_plural(n, shown, "المقالات", "مقالة واحدة", "مقالتين", "مقالات", "مقالة", "مقالة")
}

/// Chooses among the six plural forms of Arabic in CLDR: the number is written from three on.
#[allow(clippy::too_many_arguments, reason = "the language has six forms")]
fn choose_plural(n: u32, shown: &str, zero: &str, one: &str, two: &str, few: &str, many: &str, other: &str) -> String {
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
    fn noun_form_depends_on_number() {
        let plurals: Vec<String> = [0, 1, 2, 3, 11, 100, 103].iter().map(|n| articles(*n, "N")).collect();
        assert_eq!(plurals, ["لا مقالات", "مقالة واحدة", "مقالتان", "N مقالات", "N مقالة", "N مقالة", "N مقالات"]);
    }
}
