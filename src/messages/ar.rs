//! Arabic.

#[cfg(not(target_arch = "wasm32"))]
use super::{BuildMessages, DataMessages, OfflineMessages, offline::text};
use super::{Messages, Missing, Template};
#[cfg(not(target_arch = "wasm32"))]
use crate::corpus::DataField;
use crate::corpus::{Facet, Sort};

pub(super) static MESSAGES: Messages = Messages {
    saved: "المحفوظات",
    settings: "إعدادات القراءة",

    search_placeholder: |n, shown| ["ابحث في ", &articles_genitive(n, shown)].concat(),
    search_placeholder_without_count: "ابحث في المقالات",
    search_shortcut: "اضغط / للبحث",
    article_count: articles,
    match_count: Template("{0} من أصل {1}"),
    year_range: Template("{0}–{1}"),
    filters: "التصفية",
    filters_with_count: Template("التصفية ({0})"),
    active_filters: "عوامل التصفية النشطة",
    remove_filter: Template("إزالة عامل التصفية: {0}"),
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
    show_all_values: Template("عرض الكل ({0})"),
    from_year: "من سنة",
    to_year: "إلى سنة",
    year_article_count: |year, n, shown| [year, ": ", &articles(n, shown)].concat(),
    close: "إغلاق",
    close_filters: "عرض المقالات",
    undated: "بلا تاريخ",
    also_in: "وكذلك في:",
    show_more: |n, shown| {
        ["عرض ", &choose_plural(n, shown, "المزيد", "مقالة أخرى", "مقالتين أخريين", "مقالات أخرى", "مقالة أخرى", "مقالة أخرى")].concat()
    },
    partial_matches_heading: Template("نتائج لا تتضمن {0}"),
    quotation_marks: ["«", "»"],
    spelling_corrected: Template("لا توجد نتائج عن «{0}». تُعرض نتائج «{1}»"),
    unmatched_quotation_mark: "أُهملت علامة اقتباس غير مكتملة",
    unmatched_bracket: "أُهمل قوس غير مكتمل",
    invalid_date: Template("«{0}» ليس تاريخًا صالحًا، فجرى البحث عنه كنص. صيغ التاريخ: 2013 أو 2013-05 أو 2013..2018"),
    field_without_value: Template("لا قيمة بعد «{0}»، فجرى البحث عنه كنص"),
    operator_without_words: Template("«{0}» بلا كلمات يُطبَّق عليها، فجرى البحث عنه كنص"),
    query_too_long: "نص البحث طويل جدًا، فاستُخدم أوله فقط",
    recent_searches: "عمليات البحث الأخيرة",
    reading_minutes: |n, shown| choose_plural(n, shown, "أقل من دقيقة", "دقيقة واحدة", "دقيقتان", "دقائق", "دقيقة", "دقيقة"),
    save_article: Template("حفظ «{0}»"),
    unsave_article: Template("محفوظة: «{0}»، اضغط لإزالتها من المحفوظات"),
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
    note: Template("الحاشية {0}"),
    back_to_note: Template("العودة إلى الحاشية {0} في النص"),
    table: "جدول",
    formula: "معادلة",
    video: "فيديو",
    audio: "صوت",
    embed: "محتوى خارجي",
    opens_host: Template("يفتح \u{2068}{0}\u{2069}"),
    about_article: "عن هذه المقالة",
    source: "المصدر",
    publisher: "الناشر",
    original: "الأصل",
    captured: "الاستيراد",
    licence: "الترخيص",
    tags: "الوسوم",
    removed_passages: Template("نص أُزيل عند الاستيراد ({0})"),
    related_articles: "مقالات ذات صلة",
    shared_topics: "ما يجمعهما:",
    same_story: "الخبر نفسه في مصادر أخرى",
    series_part: Template("الجزء {0} من {1}"),
    previous_part: "الجزء السابق",
    next_part: "الجزء التالي",
    current_match: Template("{0} من {1}"),
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
    page_not_found: "الصفحة غير موجودة",
    page_not_found_reasons: "ربما غُيّر اسم المقالة أو أُزيلت، أو ربما كان العنوان غير مكتمل.",
    all_articles: "كل المقالات",

    loading: "جارٍ التحميل…",
    no_results: "لا توجد مقالات تطابق عوامل التصفية هذه",
    no_results_for_query: Template("لا توجد نتائج عن «{0}»"),
    empty_collection: "لا توجد مقالات بعد",
    no_results_hint: "أزل عامل تصفية أو كلمة لرؤية المزيد:",
    suggest_spelling: Template("هل تقصد «{0}»؟"),
    suggest_without_filter: Template("إزالة «{0}»"),
    suggest_without_filters: "البحث في كل المقالات",
    suggest_fewer_words: Template("البحث عن «{0}»"),
    load_failed: |missing| match missing {
        Missing::Collection => "تعذر تحميل المجموعة",
        Missing::Cards { .. } => "تعذر تحميل جزء من المجموعة",
        Missing::Facets => "تعذر تحميل عوامل التصفية",
        Missing::Texts => "تعذر تحميل النصوص",
        Missing::Search => "تعذر تحميل البحث",
        Missing::Article => "تعذر تحميل هذه المقالة",
        #[cfg(not(target_arch = "wasm32"))]
        Missing::Program => "تعذر تشغيل القارئ",
    },
    load_failed_consequence: |missing, first, last| match missing {
        Missing::Collection => "تعذر تنزيل قائمة المقالات. لا يزال بإمكانك قراءة الصفحات المفتوحة.".into(),
        Missing::Cards { .. } => ["المقالات من ", first, " إلى ", last, " غير متوفرة لتعذر تنزيل ملفها. يمكنك قراءة كل ما عداها."].concat(),
        Missing::Facets => "الأعداد وعوامل التصفية غير متوفرة لتعذر تنزيل ملف. البحث والقراءة يعملان.".into(),
        Missing::Texts => "المقتطفات غير متوفرة لتعذر تنزيل النصوص. البحث والتصفية يعملان.".into(),
        Missing::Search => "تعذر تنزيل ملف يحتاج إليه البحث. لا يزال بإمكانك قراءة المقالات واستخدام التصفية.".into(),
        Missing::Article => "تعذر تنزيل ملفها. لا يزال بإمكانك قراءة المقالات الأخرى.".into(),
        #[cfg(not(target_arch = "wasm32"))]
        Missing::Program => "تعذر تنزيل ملف القارئ. يمكنك قراءة هذه الصفحة، لكن البحث والحفظ غير متاحين الآن.".into(),
    },
    retry: "إعادة المحاولة",
    reload: "إعادة التحميل",
    update_heading: "يتوفر تحديث",
    update_advice: "حُدّثت المجموعة أثناء فتح هذه الصفحة. أعد التحميل لقراءة الإصدار الجديد.",

    announce_saved: "حُفظت على هذا الجهاز",
    announce_unsaved: "أزيلت من المحفوظات",
    announce_copied: "تم النسخ",
    announce_not_copied: "منع المتصفح النسخ",
    announce_erased: "مُسح كل ما خُزّن على هذا الجهاز",
    announce_not_stored: "تعذر الحفظ: مساحة التخزين ممتلئة أو محظورة",

    #[cfg(not(target_arch = "wasm32"))]
    build: BuildMessages {
        skip_to_content: "تخطَّ إلى المحتوى",
        navigation: "الموقع",
        pages: "الصفحات",
        contact: "اتصل بنا",
        notices: "تنويهات",
        leave_message: "اترك رسالة",
        change_consent: "تغيير خيار الخصوصية",
        consent_label: "إشعار الخصوصية",
        consent_accept: "أوافق",
        pagination: "التنقل بين الصفحات",
        newer_articles: "مقالات أحدث",
        older_articles: "مقالات أقدم",
        page_number: Template("الصفحة {0} من {1}"),
        needs_javascript: "تتطلب هذه الصفحة JavaScript.",
        message_explanation: "لا يوجد نموذج مراسلة هنا، ولا يمر ما تكتبه عبر هذا الموقع. أرسل بريدًا إلكترونيًا إلى:",
        message_no_address: "لا يتوفر عنوان للتواصل.",
        copy_address: "نسخ العنوان",
        write_mail: "كتابة رسالة بريد إلكتروني",
        about_site: "عن هذا الموقع",
        signature_heading: "موقّع من ناشره",
        signature_purpose: "يستطيع كل من لديه نسخة من هذا الموقع التحقق من أن محتواها لم يتغيّر. يلزم لذلك المفتاح العام للناشر، ويجب الحصول عليه من مصدر غير النسخة نفسها. بصمة المفتاح:",
        signature_verify_command: "باستخدام Lectern، يعرض الأمر التالي كل ملف في المجلد SITE يختلف عمّا وُقّع:",
        signature_fingerprint_command: "يعرض الأمر التالي بصمة مفتاح، للمقارنة:",
        crash_heading: "توقف القارئ عن العمل",
        crash_advice: "هذا خلل في البرنامج وليس في جهازك. لم تفقد شيئًا مما حفظته. أعد التحميل للمتابعة.",
        unsupported_browser: "هذا المتصفح قديم ولا يدعم البحث والحفظ هنا. يمكنك قراءة المقالات، ولبقية الميزات استخدم متصفحًا أحدث.",
        unavailable_heading: "هذه الصفحة غير متاحة دون اتصال",
        unavailable_explanation: "أنت غير متصل بالإنترنت، ولم تُنزَّل هذه الصفحة. لا يزال بإمكانك قراءة القائمة والمقالات المخزّنة على هذا الجهاز. لقراءة هذه الصفحة دون اتصال، افتحها مرة أثناء الاتصال أو نزّل كل شيء من الإعدادات.",
        compressed_notice: Template(
            "المقالات في هذا الملف مضغوطة، ويتطلب فتحها والبحث فيها JavaScript. ومن دونه يظهر {0} من {1} من العناوين.",
        ),
    },
    #[cfg(not(target_arch = "wasm32"))]
    data: DataMessages {
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
        describe_field: |field| match field {
            DataField::Id => "معرّف المقالة المستخدم في رابطها",
            DataField::Title => "العنوان",
            DataField::Deck => "الجملة الواقعة تحت العنوان",
            DataField::Authors => "الكتّاب",
            DataField::Source => "الوكالة أو الموقع المصدر",
            DataField::Published => "تاريخ النشر (RFC 3339)، بقدر ما هو معروف",
            DataField::Lang => "اللغة (BCP 47)",
            DataField::Dir => "اتجاه النص",
            DataField::Dateline => "مكان كتابة الخبر",
            DataField::Tags => "كلمات مفتاحية",
            DataField::Headings => "عناوين الأقسام",
            DataField::Figures => "تعليقات الصور ومصادرها",
            DataField::Text => "نص عادي، مع سطر فارغ بين الفقرات",
        },
        licence: "الترخيص",
        licensed_articles: |name, _, shown| [name, ": ", shown].concat(),
        unlicensed_articles: |_, shown| ["مقالات لم يُذكر ترخيصها: ", shown].concat(),
    },
    #[cfg(not(target_arch = "wasm32"))]
    offline: OfflineMessages {
        title: text("القراءة دون اتصال"),
        status_title: text("حالة المجموعة"),
        explanation: text(
            "تُخزَّن الصفحات التي تفتحها على هذا الجهاز لتقرأها دون اتصال، وتُخزَّن المجموعة الصغيرة كاملة. ويتذكر المتصفح الإصدار الذي قرأته ليعرض ما تغيّر منذ زيارتك الأخيرة. لا يغادر شيء من ذلك هذا الجهاز.",
        ),
        unsupported: text("لا يستطيع هذا المتصفح تخزين شيء للقراءة دون اتصال. ربما تستخدم نافذة خاصة، أو أن العنوان غير آمن."),
        stored_articles: text("المقالات المتاحة دون اتصال: {n} من {of}، {size}."),
        no_connection: text("أنت غير متصل بالإنترنت. المقالات المتاحة: {n} من {of}."),
        search_incomplete: text("قد لا يعمل البحث دون اتصال: لم تُنزَّل بعض ملفاته."),
        pictures_incomplete: text("بعض الصور غير متاحة دون اتصال."),
        sentence_separator: text(" "),
        download_all: text("تنزيل للقراءة دون اتصال ({size})"),
        all_stored: text("كل شيء متاح دون اتصال."),
        remove_downloads: text("إزالة التنزيلات"),
        downloads_removed: text("أُزيلت التنزيلات."),
        download_results: text("حفظ هذه النتائج للقراءة دون اتصال"),
        results_size: [text("مقالة واحدة مع صورها: {size}"), text("عدد المقالات مع صورها: {n}، {size}")],
        download: text("تنزيل"),
        cancel: text("إلغاء"),
        progress: text("الملفات: {n} من {of}"),
        download_cancelled: text("توقف التنزيل. تبقى الملفات التي نُزّلت."),
        download_complete: text("اكتمل التنزيل."),
        storage_full: text("تعذّر تنزيل كل شيء: الجهاز ممتلئ أو بلغ المتصفح حد التخزين. يمكنك قراءة ما نُزّل."),
        download_failed: text("تعذّر تنزيل بعض الملفات. أعد المحاولة عند الاتصال بالإنترنت."),
        changes_since_visit: text("منذ زيارتك الأخيرة: "),
        new: [text("جديدة: 1"), text("جديدة: {n}")],
        corrected: [text("محدّثة: 1"), text("محدّثة: {n}")],
        withdrawn: [text("محذوفة: 1"), text("محذوفة: {n}")],
        change_separator: text("، "),
        more_changes: text("و{n} غيرها"),
    },
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
