//! The words of what keeps the collection to be read without a line: of the page that stands in for one that is not kept, and
//! of `src/reader/keeping.js`, which gets them as a file. They stand apart: the program in the page has no use for them.
//!
//! `{n}`, `{of}` and `{size}` are places for numbers already written. Of two forms the first is for one, the second for any
//! other number.

use crate::article::language;
use serde::Serialize;

/// The words, in one language.
#[derive(Debug, Serialize)]
pub struct OfflineWords {
    /// Heading of the page that stands in for one that is not kept.
    #[serde(skip)]
    pub unkept: &'static str,
    /// What it says.
    #[serde(skip)]
    pub unkept_why: &'static str,
    /// What a single file says where scripts are off: `{n}` headlines of `{of}` are there to be read.
    #[serde(skip)]
    pub packed: &'static str,
    /// Name of the region, and heading in the settings.
    pub title: &'static str,
    /// Name of the region above the page, which says what has changed and whether the line is cut.
    pub news: &'static str,
    /// What is kept without being asked for, and why.
    pub why: &'static str,
    /// This browser keeps nothing.
    pub unable: &'static str,
    /// How many articles are kept, of how many, and what that weighs.
    pub kept: &'static str,
    /// The line is cut, and so many articles are kept.
    pub away: &'static str,
    /// The search is not wholly kept.
    pub unsearched: &'static str,
    /// Nor are all pictures.
    pub unpictured: &'static str,
    /// What stands between sentences.
    pub space: &'static str,
    /// On the button that keeps everything.
    pub everything: &'static str,
    /// Everything is kept.
    pub whole: &'static str,
    /// On the button that takes away what is kept.
    pub remove: &'static str,
    /// What is kept was taken away.
    pub removed: &'static str,
    /// On the button under a list.
    pub result: &'static str,
    /// What keeping a list takes.
    pub result_size: [&'static str; 2],
    /// On the button that begins.
    pub keep: &'static str,
    /// On the button that ends it.
    pub cancel: &'static str,
    /// How far it is.
    pub progress: &'static str,
    /// It was ended.
    pub cancelled: &'static str,
    /// All is kept.
    pub done: &'static str,
    /// There is no room, or the browser refused.
    pub full: &'static str,
    /// A file did not come.
    pub failed: &'static str,
    /// What has changed since the last visit.
    pub since: &'static str,
    /// Parts of that.
    pub new: [&'static str; 2],
    /// Parts of that.
    pub corrected: [&'static str; 2],
    /// Parts of that.
    pub withdrawn: [&'static str; 2],
    /// What stands between the parts.
    pub comma: &'static str,
    /// More than are listed.
    pub more: &'static str,
}

/// The words of a language; English where there are none for it.
pub fn of(lang: &str) -> &'static OfflineWords {
    match language::primary(lang).as_str() {
        "zh" => &ZH,
        "ar" => &AR,
        _ => &EN,
    }
}

static EN: OfflineWords = OfflineWords {
    unkept: "This page is not kept on this device",
    unkept_why: "There is no connection, and this page was not opened here before. The list and the articles that are kept can be read. To keep this one, open it once there is a connection, or keep everything in the settings.",
    packed: "This file holds its articles packed: they open, and can be searched, once scripts are on. Without scripts {n} of its {of} headlines can be read.",
    title: "Reading offline",
    news: "State of the collection",
    why: "This browser keeps what was opened here, and the whole of a small collection, so that it opens again without a connection, and notes the edition, so that it can say what has changed since the last visit. Nothing of it leaves this device.",
    unable: "This browser keeps nothing for reading offline: it may be a private window, or the address is not secure.",
    kept: "{n} of {of} articles are kept on this device, {size}.",
    away: "There is no connection. {n} of {of} articles are kept on this device and can be read.",
    unsearched: "Not all that the search needs is kept: without a connection it may fail.",
    unpictured: "Not all pictures are kept.",
    space: " ",
    everything: "Keep everything ({size})",
    whole: "The whole collection is kept.",
    remove: "Remove what is kept",
    removed: "Nothing is kept any more.",
    result: "Keep this result for reading offline",
    result_size: ["1 article with its pictures: {size}", "{n} articles with their pictures: {size}"],
    keep: "Keep",
    cancel: "Cancel",
    progress: "{n} of {of} files",
    cancelled: "Stopped. What has come so far is kept.",
    done: "Kept on this device.",
    full: "It could not all be kept: the device is full, or the browser allows no more. What is kept can be read.",
    failed: "It could not all be kept: some files did not arrive. Try again when there is a connection.",
    since: "Since your last visit: ",
    new: ["1 new", "{n} new"],
    corrected: ["1 corrected", "{n} corrected"],
    withdrawn: ["1 withdrawn", "{n} withdrawn"],
    comma: ", ",
    more: "and {n} more",
};

static ZH: OfflineWords = OfflineWords {
    unkept: "本设备未保存此页",
    unkept_why: "当前没有网络，此页以前未在本设备打开过。列表和已保存的文章可以阅读。若要保存此页，请在有网络时打开它，或在设置中保存全部内容。",
    packed: "本文件中的文章是压缩存放的，启用脚本后才能打开和搜索。未启用脚本时，可以阅读 {of} 个标题中的 {n} 个。",
    title: "离线阅读",
    news: "内容状态",
    why: "浏览器会保存在此打开过的内容（篇幅不大的文集会全部保存），以便没有网络时再次打开；并记下所读的版本，以便说明上次访问以来的变化。这些内容不会离开本设备。",
    unable: "此浏览器不能保存内容供离线阅读：可能是隐私窗口，或网址不安全。",
    kept: "本设备已保存 {of} 篇文章中的 {n} 篇，{size}。",
    away: "当前没有网络。本设备已保存 {of} 篇文章中的 {n} 篇，可以阅读。",
    unsearched: "搜索所需的文件未全部保存：没有网络时，搜索可能失败。",
    unpictured: "图片未全部保存。",
    space: "",
    everything: "保存全部（{size}）",
    whole: "全部内容均已保存。",
    remove: "删除已保存的内容",
    removed: "已不再保存任何内容。",
    result: "保存这些结果供离线阅读",
    result_size: ["1 篇文章及图片：{size}", "{n} 篇文章及图片：{size}"],
    keep: "保存",
    cancel: "取消",
    progress: "文件 {n}/{of}",
    cancelled: "已停止。已收到的内容已保存。",
    done: "已保存在本设备。",
    full: "未能全部保存：设备空间不足，或浏览器不允许。已保存的内容可以阅读。",
    failed: "未能全部保存：部分文件未收到。请在有网络时重试。",
    since: "上次访问以来：",
    new: ["新增 1 篇", "新增 {n} 篇"],
    corrected: ["更正 1 篇", "更正 {n} 篇"],
    withdrawn: ["撤下 1 篇", "撤下 {n} 篇"],
    comma: "，",
    more: "另有 {n} 篇",
};

static AR: OfflineWords = OfflineWords {
    unkept: "هذه الصفحة غير محفوظة على هذا الجهاز",
    unkept_why: "لا يوجد اتصال، ولم تُفتح هذه الصفحة هنا من قبل. يمكن قراءة القائمة والمقالات المحفوظة. لحفظ هذه الصفحة افتحها عند توفر الاتصال، أو احفظ كل شيء من الإعدادات.",
    packed: "المقالات مضغوطة في هذا الملف: تُفتح ويمكن البحث فيها بعد تشغيل البرامج النصية في المتصفح. ومن دونها يمكن قراءة {n} من {of} من العناوين.",
    title: "القراءة دون اتصال",
    news: "حال المجموعة",
    why: "يحفظ هذا المتصفح ما فُتح هنا، والمجموعة الصغيرة كلها، ليُفتح ذلك ثانية دون اتصال، ويسجّل الإصدار المقروء ليذكر ما تغيّر منذ آخر زيارة. لا يغادر شيء من ذلك هذا الجهاز.",
    unable: "لا يحفظ هذا المتصفح شيئًا للقراءة دون اتصال: ربما هي نافذة خاصة، أو العنوان غير آمن.",
    kept: "المقالات المحفوظة على هذا الجهاز: {n} من {of}، {size}.",
    away: "لا يوجد اتصال. المقالات المحفوظة على هذا الجهاز والتي يمكن قراءتها: {n} من {of}.",
    unsearched: "ليس كل ما يحتاجه البحث محفوظًا: قد يتعذر البحث دون اتصال.",
    unpictured: "ليست كل الصور محفوظة.",
    space: " ",
    everything: "احفظ كل شيء ({size})",
    whole: "المجموعة كلها محفوظة.",
    remove: "أزل ما هو محفوظ",
    removed: "لم يعد شيء محفوظًا.",
    result: "احفظ هذه النتائج للقراءة دون اتصال",
    result_size: ["مقالة واحدة مع صورها: {size}", "عدد المقالات مع صورها: {n}، {size}"],
    keep: "احفظ",
    cancel: "ألغِ",
    progress: "الملفات: {n} من {of}",
    cancelled: "توقف الحفظ. ما وصل حتى الآن محفوظ.",
    done: "حُفظ على هذا الجهاز.",
    full: "تعذّر حفظ كل شيء: الجهاز ممتلئ أو المتصفح لا يسمح بالمزيد. يمكن قراءة ما حُفظ.",
    failed: "تعذّر حفظ كل شيء: لم تصل بعض الملفات. أعد المحاولة عند توفر الاتصال.",
    since: "منذ زيارتك الأخيرة: ",
    new: ["جديدة: 1", "جديدة: {n}"],
    corrected: ["مصححة: 1", "مصححة: {n}"],
    withdrawn: ["مسحوبة: 1", "مسحوبة: {n}"],
    comma: "، ",
    more: "و{n} غيرها",
};
