//! Messages for reading offline: of the page that replaces one that is not kept, and of `src/app/offline`, which fetches them
//! as a file. They are separate: most visits do not need them.
//!
//! `{n}`, `{of}` and `{size}` are placeholders for formatted numbers. Of two forms the first is for 1, the second for all others.

use crate::article::language;
use serde::Serialize;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// A message: from a table, or read from the file.
pub type Message = Cow<'static, str>;

/// The messages, in one language.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct OfflineMessages {
    /// Heading of the page that replaces one that is not kept.
    #[serde(skip)]
    pub unkept: &'static str,
    /// Text of that page.
    #[serde(skip)]
    pub unkept_why: &'static str,
    /// Notice of a single file with scripts off: `{n}` headlines of `{of}` can be read.
    #[serde(skip)]
    pub packed: &'static str,
    /// Name of the region, and its heading in the settings.
    pub title: Message,
    /// Name of the region above the page, which shows changes and the lack of a connection.
    pub news: Message,
    /// Explanation of automatic keeping.
    pub why: Message,
    /// The browser cannot keep files.
    pub unable: Message,
    /// The numbers of kept articles and of all, and the size.
    pub kept: Message,
    /// No connection: the number of kept articles.
    pub away: Message,
    /// The search files are not all kept.
    pub unsearched: Message,
    /// The pictures are not all kept.
    pub unpictured: Message,
    /// Separator of sentences.
    pub space: Message,
    /// Label of the button that keeps everything.
    pub everything: Message,
    /// Everything is kept.
    pub whole: Message,
    /// Label of the button that removes what is kept.
    pub remove: Message,
    /// The kept files were removed.
    pub removed: Message,
    /// Label of the button under a list.
    pub result: Message,
    /// Size of a list to keep.
    pub result_size: [Message; 2],
    /// Label of the button that starts.
    pub keep: Message,
    /// Label of the button that cancels.
    pub cancel: Message,
    /// Progress.
    pub progress: Message,
    /// Cancelled.
    pub cancelled: Message,
    /// Finished.
    pub done: Message,
    /// No space is left, or the browser refused.
    pub full: Message,
    /// A file was not received.
    pub failed: Message,
    /// Introduction of the changes since the last visit.
    pub since: Message,
    /// New articles.
    pub new: [Message; 2],
    /// Corrected articles.
    pub corrected: [Message; 2],
    /// Withdrawn articles.
    pub withdrawn: [Message; 2],
    /// Separator of the changes.
    pub comma: Message,
    /// Number of further changes.
    pub more: Message,
}

/// Returns the messages of a language; English if there are none.
pub fn of(lang: &str) -> &'static OfflineMessages {
    match language::primary(lang).as_str() {
        "zh" => &ZH,
        "ar" => &AR,
        _ => &EN,
    }
}

/// The target of a message in the file.
enum Place<'a> {
    One(&'a mut Message),
    Forms(&'a mut [Message; 2]),
    Nowhere,
}

impl OfflineMessages {
    /// Returns the field of a name. A derived reader would hold a branch for each way in which each field can be missing.
    fn place(&mut self, name: &str) -> Place<'_> {
        match name {
            "title" => Place::One(&mut self.title),
            "news" => Place::One(&mut self.news),
            "why" => Place::One(&mut self.why),
            "unable" => Place::One(&mut self.unable),
            "kept" => Place::One(&mut self.kept),
            "away" => Place::One(&mut self.away),
            "unsearched" => Place::One(&mut self.unsearched),
            "unpictured" => Place::One(&mut self.unpictured),
            "space" => Place::One(&mut self.space),
            "everything" => Place::One(&mut self.everything),
            "whole" => Place::One(&mut self.whole),
            "remove" => Place::One(&mut self.remove),
            "removed" => Place::One(&mut self.removed),
            "result" => Place::One(&mut self.result),
            "result_size" => Place::Forms(&mut self.result_size),
            "keep" => Place::One(&mut self.keep),
            "cancel" => Place::One(&mut self.cancel),
            "progress" => Place::One(&mut self.progress),
            "cancelled" => Place::One(&mut self.cancelled),
            "done" => Place::One(&mut self.done),
            "full" => Place::One(&mut self.full),
            "failed" => Place::One(&mut self.failed),
            "since" => Place::One(&mut self.since),
            "new" => Place::Forms(&mut self.new),
            "corrected" => Place::Forms(&mut self.corrected),
            "withdrawn" => Place::Forms(&mut self.withdrawn),
            "comma" => Place::One(&mut self.comma),
            "more" => Place::One(&mut self.more),
            _ => Place::Nowhere,
        }
    }
}

impl<'de> Deserialize<'de> for OfflineMessages {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<OfflineMessages, D::Error> {
        deserializer.deserialize_map(Fields)
    }
}

struct Fields;

impl<'de> Visitor<'de> for Fields {
    type Value = OfflineMessages;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("messages")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<OfflineMessages, A::Error> {
        let mut read = OfflineMessages::default();
        while let Some(name) = map.next_key::<String>()? {
            match read.place(&name) {
                Place::One(message) => *message = map.next_value::<String>()?.into(),
                Place::Forms(forms) => *forms = map.next_value::<[String; 2]>()?.map(Cow::Owned),
                Place::Nowhere => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        Ok(read)
    }
}

const fn t(message: &'static str) -> Message {
    Cow::Borrowed(message)
}

static EN: OfflineMessages = OfflineMessages {
    unkept: "This page is not available offline",
    unkept_why: "You’re offline, and this page has not been downloaded. You can still read the list and the articles stored on this device. To read this page offline, open it once while online, or download everything in the settings.",
    packed: "The articles in this file are compressed: opening and searching them needs JavaScript. Without JavaScript, {n} of {of} headlines are shown.",
    title: t("Offline reading"),
    news: t("Collection status"),
    why: t(
        "Pages you open are stored on this device, so you can read them offline; a small collection is stored whole. The browser also remembers the version you read, to show what has changed since your last visit. None of this leaves this device.",
    ),
    unable: t("This browser can’t store anything for offline reading. You may be in a private window, or the address may not be secure."),
    kept: t("Available offline: {n} of {of} articles, {size}."),
    away: t("You’re offline. {n} of {of} articles are available."),
    unsearched: t("Search may not work offline: some of its files are not downloaded."),
    unpictured: t("Some images are not available offline."),
    space: t(" "),
    everything: t("Download for offline ({size})"),
    whole: t("Everything is available offline."),
    remove: t("Remove downloads"),
    removed: t("Downloads removed."),
    result: t("Save these results offline"),
    result_size: [t("1 article with images: {size}"), t("{n} articles with images: {size}")],
    keep: t("Download"),
    cancel: t("Cancel"),
    progress: t("{n} of {of} files"),
    cancelled: t("Download stopped. Files downloaded so far are kept."),
    done: t("Download complete."),
    full: t("Not everything could be downloaded: the device is full or the browser’s limit was reached. You can read what was downloaded."),
    failed: t("Some files failed to download. Try again when you’re online."),
    since: t("Since your last visit: "),
    new: [t("1 new"), t("{n} new")],
    corrected: [t("1 updated"), t("{n} updated")],
    withdrawn: [t("1 removed"), t("{n} removed")],
    comma: t(", "),
    more: t("and {n} more"),
};

static ZH: OfflineMessages = OfflineMessages {
    unkept: "此页无法离线阅读",
    unkept_why: "您当前处于离线状态，此页尚未下载。您仍可阅读列表和本设备上已有的文章。若要离线阅读此页，请联网后打开一次，或在设置中下载全部内容。",
    packed: "本文件中的文章经过压缩，需要启用 JavaScript 才能打开和搜索。未启用时，可查看 {of} 个标题中的 {n} 个。",
    title: t("离线阅读"),
    news: t("文集状态"),
    why: t(
        "您打开的页面会存储在本设备上，供离线阅读；篇幅不大的文集会完整存储。浏览器还会记住您读到的版本，以便显示上次访问以来的变化。这些内容不会离开本设备。",
    ),
    unable: t("此浏览器无法存储内容供离线阅读：可能正在使用隐私窗口，或网址不安全。"),
    kept: t("{of} 篇文章中有 {n} 篇可离线阅读，{size}。"),
    away: t("您当前处于离线状态。{of} 篇文章中有 {n} 篇可以阅读。"),
    unsearched: t("离线时搜索可能无法使用：部分所需文件尚未下载。"),
    unpictured: t("部分图片无法离线查看。"),
    space: t(""),
    everything: t("下载供离线阅读（{size}）"),
    whole: t("全部内容均可离线阅读。"),
    remove: t("删除下载内容"),
    removed: t("下载内容已删除。"),
    result: t("下载这些结果供离线阅读"),
    result_size: [t("1 篇文章及图片：{size}"), t("{n} 篇文章及图片：{size}")],
    keep: t("下载"),
    cancel: t("取消"),
    progress: t("文件 {n}/{of}"),
    cancelled: t("下载已停止。已下载的文件会保留。"),
    done: t("下载完成。"),
    full: t("未能全部下载：设备空间不足，或已达到浏览器的存储上限。已下载的内容可以阅读。"),
    failed: t("部分文件下载失败。请联网后重试。"),
    since: t("上次访问以来："),
    new: [t("新增 1 篇"), t("新增 {n} 篇")],
    corrected: [t("更新 1 篇"), t("更新 {n} 篇")],
    withdrawn: [t("移除 1 篇"), t("移除 {n} 篇")],
    comma: t("，"),
    more: t("另有 {n} 篇"),
};

static AR: OfflineMessages = OfflineMessages {
    unkept: "هذه الصفحة غير متاحة دون اتصال",
    unkept_why: "أنت غير متصل بالإنترنت، ولم تُنزَّل هذه الصفحة. لا يزال بإمكانك قراءة القائمة والمقالات المخزّنة على هذا الجهاز. لقراءة هذه الصفحة دون اتصال، افتحها مرة أثناء الاتصال أو نزّل كل شيء من الإعدادات.",
    packed: "المقالات في هذا الملف مضغوطة، ويتطلب فتحها والبحث فيها JavaScript. ومن دونه يظهر {n} من {of} من العناوين.",
    title: t("القراءة دون اتصال"),
    news: t("حالة المجموعة"),
    why: t(
        "تُخزَّن الصفحات التي تفتحها على هذا الجهاز لتقرأها دون اتصال، وتُخزَّن المجموعة الصغيرة كاملة. ويتذكر المتصفح الإصدار الذي قرأته ليعرض ما تغيّر منذ زيارتك الأخيرة. لا يغادر شيء من ذلك هذا الجهاز.",
    ),
    unable: t("لا يستطيع هذا المتصفح تخزين شيء للقراءة دون اتصال. ربما تستخدم نافذة خاصة، أو أن العنوان غير آمن."),
    kept: t("المقالات المتاحة دون اتصال: {n} من {of}، {size}."),
    away: t("أنت غير متصل بالإنترنت. المقالات المتاحة: {n} من {of}."),
    unsearched: t("قد لا يعمل البحث دون اتصال: لم تُنزَّل بعض ملفاته."),
    unpictured: t("بعض الصور غير متاحة دون اتصال."),
    space: t(" "),
    everything: t("تنزيل للقراءة دون اتصال ({size})"),
    whole: t("كل شيء متاح دون اتصال."),
    remove: t("إزالة التنزيلات"),
    removed: t("أُزيلت التنزيلات."),
    result: t("حفظ هذه النتائج للقراءة دون اتصال"),
    result_size: [t("مقالة واحدة مع صورها: {size}"), t("عدد المقالات مع صورها: {n}، {size}")],
    keep: t("تنزيل"),
    cancel: t("إلغاء"),
    progress: t("الملفات: {n} من {of}"),
    cancelled: t("توقف التنزيل. تبقى الملفات التي نُزّلت."),
    done: t("اكتمل التنزيل."),
    full: t("تعذّر تنزيل كل شيء: الجهاز ممتلئ أو بلغ المتصفح حد التخزين. يمكنك قراءة ما نُزّل."),
    failed: t("تعذّر تنزيل بعض الملفات. أعد المحاولة عند الاتصال بالإنترنت."),
    since: t("منذ زيارتك الأخيرة: "),
    new: [t("جديدة: 1"), t("جديدة: {n}")],
    corrected: [t("محدّثة: 1"), t("محدّثة: {n}")],
    withdrawn: [t("محذوفة: 1"), t("محذوفة: {n}")],
    comma: t("، "),
    more: t("و{n} غيرها"),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_comes_back_from_the_file() {
        for lang in ["en", "zh", "ar"] {
            let file = serde_json::to_vec(of(lang)).unwrap();
            let read: OfflineMessages = serde_json::from_slice(&file).unwrap();
            let here = OfflineMessages { unkept: "", unkept_why: "", packed: "", ..of(lang).clone() };
            assert_eq!(read, here);
        }
    }

    #[test]
    fn messages_of_another_version_are_passed_over() {
        let read: OfflineMessages = serde_json::from_str(r#"{"title": "Offline", "later": {"a": [1]}}"#).unwrap();
        assert_eq!(read, OfflineMessages { title: t("Offline"), ..OfflineMessages::default() });
    }
}
