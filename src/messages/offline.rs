//! Messages for reading offline: of the page that replaces one that is not stored, and of `src/app/offline`, which fetches them
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
    /// Heading of the page that replaces one that is not stored.
    #[serde(skip)]
    pub unavailable_heading: &'static str,
    /// Text of that page.
    #[serde(skip)]
    pub unavailable_explanation: &'static str,
    /// Notice of a single file with scripts off: `{n}` headlines of `{of}` can be read.
    #[serde(skip)]
    pub compressed_notice: &'static str,
    /// Name of the region, and its heading in the settings.
    pub title: Message,
    /// Name of the region above the page, which shows changes and the lack of a connection.
    #[serde(rename = "news")]
    pub status_title: Message,
    /// Explanation of automatic storing.
    #[serde(rename = "why")]
    pub explanation: Message,
    /// The browser cannot store files.
    #[serde(rename = "unable")]
    pub unsupported: Message,
    /// The numbers of stored articles and of all, and the size.
    #[serde(rename = "kept")]
    pub stored_articles: Message,
    /// No connection: the number of stored articles.
    #[serde(rename = "away")]
    pub no_connection: Message,
    /// The search files are not all stored.
    #[serde(rename = "unsearched")]
    pub search_incomplete: Message,
    /// The pictures are not all stored.
    #[serde(rename = "unpictured")]
    pub pictures_incomplete: Message,
    /// Separator of sentences.
    #[serde(rename = "space")]
    pub sentence_separator: Message,
    /// Label of the button that downloads everything.
    #[serde(rename = "everything")]
    pub download_all: Message,
    /// Everything is stored.
    #[serde(rename = "whole")]
    pub all_stored: Message,
    /// Label of the button that removes what is stored.
    #[serde(rename = "remove")]
    pub remove_downloads: Message,
    /// The stored files were removed.
    #[serde(rename = "removed")]
    pub downloads_removed: Message,
    /// Label of the button under a list.
    #[serde(rename = "result")]
    pub download_results: Message,
    /// Size of a list to download.
    #[serde(rename = "result_size")]
    pub results_size: [Message; 2],
    /// Label of the button that starts.
    #[serde(rename = "keep")]
    pub download: Message,
    /// Label of the button that cancels.
    pub cancel: Message,
    /// Progress.
    pub progress: Message,
    /// Cancelled.
    #[serde(rename = "cancelled")]
    pub download_cancelled: Message,
    /// Finished.
    #[serde(rename = "done")]
    pub download_complete: Message,
    /// No space is left, or the browser refused.
    #[serde(rename = "full")]
    pub storage_full: Message,
    /// A file was not received.
    #[serde(rename = "failed")]
    pub download_failed: Message,
    /// Introduction of the changes since the last visit.
    #[serde(rename = "since")]
    pub changes_since_visit: Message,
    /// New articles.
    pub new: [Message; 2],
    /// Corrected articles.
    pub corrected: [Message; 2],
    /// Withdrawn articles.
    pub withdrawn: [Message; 2],
    /// Separator of the changes.
    #[serde(rename = "comma")]
    pub change_separator: Message,
    /// Number of further changes.
    #[serde(rename = "more")]
    pub more_changes: Message,
}

/// Returns the messages of a language; English if there are none.
pub fn for_lang(lang: &str) -> &'static OfflineMessages {
    match language::primary_subtag(lang).as_str() {
        "zh" => &ZH,
        "ar" => &AR,
        _ => &EN,
    }
}

/// The target of a message in the file.
enum FieldMut<'a> {
    One(&'a mut Message),
    Forms(&'a mut [Message; 2]),
    Unknown,
}

impl OfflineMessages {
    /// Returns the field of a name. A derived reader would hold a branch for each way in which each field can be missing.
    fn field_mut(&mut self, name: &str) -> FieldMut<'_> {
        match name {
            "title" => FieldMut::One(&mut self.title),
            "news" => FieldMut::One(&mut self.status_title),
            "why" => FieldMut::One(&mut self.explanation),
            "unable" => FieldMut::One(&mut self.unsupported),
            "kept" => FieldMut::One(&mut self.stored_articles),
            "away" => FieldMut::One(&mut self.no_connection),
            "unsearched" => FieldMut::One(&mut self.search_incomplete),
            "unpictured" => FieldMut::One(&mut self.pictures_incomplete),
            "space" => FieldMut::One(&mut self.sentence_separator),
            "everything" => FieldMut::One(&mut self.download_all),
            "whole" => FieldMut::One(&mut self.all_stored),
            "remove" => FieldMut::One(&mut self.remove_downloads),
            "removed" => FieldMut::One(&mut self.downloads_removed),
            "result" => FieldMut::One(&mut self.download_results),
            "result_size" => FieldMut::Forms(&mut self.results_size),
            "keep" => FieldMut::One(&mut self.download),
            "cancel" => FieldMut::One(&mut self.cancel),
            "progress" => FieldMut::One(&mut self.progress),
            "cancelled" => FieldMut::One(&mut self.download_cancelled),
            "done" => FieldMut::One(&mut self.download_complete),
            "full" => FieldMut::One(&mut self.storage_full),
            "failed" => FieldMut::One(&mut self.download_failed),
            "since" => FieldMut::One(&mut self.changes_since_visit),
            "new" => FieldMut::Forms(&mut self.new),
            "corrected" => FieldMut::Forms(&mut self.corrected),
            "withdrawn" => FieldMut::Forms(&mut self.withdrawn),
            "comma" => FieldMut::One(&mut self.change_separator),
            "more" => FieldMut::One(&mut self.more_changes),
            _ => FieldMut::Unknown,
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
            match read.field_mut(&name) {
                FieldMut::One(message) => *message = map.next_value::<String>()?.into(),
                FieldMut::Forms(forms) => *forms = map.next_value::<[String; 2]>()?.map(Cow::Owned),
                FieldMut::Unknown => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        Ok(read)
    }
}

const fn t(message: &'static str) -> Message {
    Cow::Borrowed(message)
}

static EN: OfflineMessages = OfflineMessages {
    unavailable_heading: "This page is not available offline",
    unavailable_explanation: "You’re offline, and this page has not been downloaded. You can still read the list and the articles stored on this device. To read this page offline, open it once while online, or download everything in the settings.",
    compressed_notice: "The articles in this file are compressed: opening and searching them needs JavaScript. Without JavaScript, {n} of {of} headlines are shown.",
    title: t("Offline reading"),
    status_title: t("Collection status"),
    explanation: t(
        "Pages you open are stored on this device, so you can read them offline; a small collection is stored whole. The browser also remembers the version you read, to show what has changed since your last visit. None of this leaves this device.",
    ),
    unsupported: t(
        "This browser can’t store anything for offline reading. You may be in a private window, or the address may not be secure.",
    ),
    stored_articles: t("Available offline: {n} of {of} articles, {size}."),
    no_connection: t("You’re offline. {n} of {of} articles are available."),
    search_incomplete: t("Search may not work offline: some of its files are not downloaded."),
    pictures_incomplete: t("Some images are not available offline."),
    sentence_separator: t(" "),
    download_all: t("Download for offline ({size})"),
    all_stored: t("Everything is available offline."),
    remove_downloads: t("Remove downloads"),
    downloads_removed: t("Downloads removed."),
    download_results: t("Save these results offline"),
    results_size: [t("1 article with images: {size}"), t("{n} articles with images: {size}")],
    download: t("Download"),
    cancel: t("Cancel"),
    progress: t("{n} of {of} files"),
    download_cancelled: t("Download stopped. Files downloaded so far are kept."),
    download_complete: t("Download complete."),
    storage_full: t(
        "Not everything could be downloaded: the device is full or the browser’s limit was reached. You can read what was downloaded.",
    ),
    download_failed: t("Some files failed to download. Try again when you’re online."),
    changes_since_visit: t("Since your last visit: "),
    new: [t("1 new"), t("{n} new")],
    corrected: [t("1 updated"), t("{n} updated")],
    withdrawn: [t("1 removed"), t("{n} removed")],
    change_separator: t(", "),
    more_changes: t("and {n} more"),
};

static ZH: OfflineMessages = OfflineMessages {
    unavailable_heading: "此页无法离线阅读",
    unavailable_explanation: "您当前处于离线状态，此页尚未下载。您仍可阅读列表和本设备上已有的文章。若要离线阅读此页，请联网后打开一次，或在设置中下载全部内容。",
    compressed_notice: "本文件中的文章经过压缩，需要启用 JavaScript 才能打开和搜索。未启用时，可查看 {of} 个标题中的 {n} 个。",
    title: t("离线阅读"),
    status_title: t("文集状态"),
    explanation: t(
        "您打开的页面会存储在本设备上，供离线阅读；篇幅不大的文集会完整存储。浏览器还会记住您读到的版本，以便显示上次访问以来的变化。这些内容不会离开本设备。",
    ),
    unsupported: t("此浏览器无法存储内容供离线阅读：可能正在使用隐私窗口，或网址不安全。"),
    stored_articles: t("{of} 篇文章中有 {n} 篇可离线阅读，{size}。"),
    no_connection: t("您当前处于离线状态。{of} 篇文章中有 {n} 篇可以阅读。"),
    search_incomplete: t("离线时搜索可能无法使用：部分所需文件尚未下载。"),
    pictures_incomplete: t("部分图片无法离线查看。"),
    sentence_separator: t(""),
    download_all: t("下载供离线阅读（{size}）"),
    all_stored: t("全部内容均可离线阅读。"),
    remove_downloads: t("删除下载内容"),
    downloads_removed: t("下载内容已删除。"),
    download_results: t("下载这些结果供离线阅读"),
    results_size: [t("1 篇文章及图片：{size}"), t("{n} 篇文章及图片：{size}")],
    download: t("下载"),
    cancel: t("取消"),
    progress: t("文件 {n}/{of}"),
    download_cancelled: t("下载已停止。已下载的文件会保留。"),
    download_complete: t("下载完成。"),
    storage_full: t("未能全部下载：设备空间不足，或已达到浏览器的存储上限。已下载的内容可以阅读。"),
    download_failed: t("部分文件下载失败。请联网后重试。"),
    changes_since_visit: t("上次访问以来："),
    new: [t("新增 1 篇"), t("新增 {n} 篇")],
    corrected: [t("更新 1 篇"), t("更新 {n} 篇")],
    withdrawn: [t("移除 1 篇"), t("移除 {n} 篇")],
    change_separator: t("，"),
    more_changes: t("另有 {n} 篇"),
};

static AR: OfflineMessages = OfflineMessages {
    unavailable_heading: "هذه الصفحة غير متاحة دون اتصال",
    unavailable_explanation: "أنت غير متصل بالإنترنت، ولم تُنزَّل هذه الصفحة. لا يزال بإمكانك قراءة القائمة والمقالات المخزّنة على هذا الجهاز. لقراءة هذه الصفحة دون اتصال، افتحها مرة أثناء الاتصال أو نزّل كل شيء من الإعدادات.",
    compressed_notice: "المقالات في هذا الملف مضغوطة، ويتطلب فتحها والبحث فيها JavaScript. ومن دونه يظهر {n} من {of} من العناوين.",
    title: t("القراءة دون اتصال"),
    status_title: t("حالة المجموعة"),
    explanation: t(
        "تُخزَّن الصفحات التي تفتحها على هذا الجهاز لتقرأها دون اتصال، وتُخزَّن المجموعة الصغيرة كاملة. ويتذكر المتصفح الإصدار الذي قرأته ليعرض ما تغيّر منذ زيارتك الأخيرة. لا يغادر شيء من ذلك هذا الجهاز.",
    ),
    unsupported: t("لا يستطيع هذا المتصفح تخزين شيء للقراءة دون اتصال. ربما تستخدم نافذة خاصة، أو أن العنوان غير آمن."),
    stored_articles: t("المقالات المتاحة دون اتصال: {n} من {of}، {size}."),
    no_connection: t("أنت غير متصل بالإنترنت. المقالات المتاحة: {n} من {of}."),
    search_incomplete: t("قد لا يعمل البحث دون اتصال: لم تُنزَّل بعض ملفاته."),
    pictures_incomplete: t("بعض الصور غير متاحة دون اتصال."),
    sentence_separator: t(" "),
    download_all: t("تنزيل للقراءة دون اتصال ({size})"),
    all_stored: t("كل شيء متاح دون اتصال."),
    remove_downloads: t("إزالة التنزيلات"),
    downloads_removed: t("أُزيلت التنزيلات."),
    download_results: t("حفظ هذه النتائج للقراءة دون اتصال"),
    results_size: [t("مقالة واحدة مع صورها: {size}"), t("عدد المقالات مع صورها: {n}، {size}")],
    download: t("تنزيل"),
    cancel: t("إلغاء"),
    progress: t("الملفات: {n} من {of}"),
    download_cancelled: t("توقف التنزيل. تبقى الملفات التي نُزّلت."),
    download_complete: t("اكتمل التنزيل."),
    storage_full: t("تعذّر تنزيل كل شيء: الجهاز ممتلئ أو بلغ المتصفح حد التخزين. يمكنك قراءة ما نُزّل."),
    download_failed: t("تعذّر تنزيل بعض الملفات. أعد المحاولة عند الاتصال بالإنترنت."),
    changes_since_visit: t("منذ زيارتك الأخيرة: "),
    new: [t("جديدة: 1"), t("جديدة: {n}")],
    corrected: [t("محدّثة: 1"), t("محدّثة: {n}")],
    withdrawn: [t("محذوفة: 1"), t("محذوفة: {n}")],
    change_separator: t("، "),
    more_changes: t("و{n} غيرها"),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_round_trip_through_the_file() {
        for lang in ["en", "zh", "ar"] {
            let file = serde_json::to_vec(for_lang(lang)).unwrap();
            let read: OfflineMessages = serde_json::from_slice(&file).unwrap();
            let here =
                OfflineMessages { unavailable_heading: "", unavailable_explanation: "", compressed_notice: "", ..for_lang(lang).clone() };
            assert_eq!(read, here);
        }
    }

    #[test]
    fn messages_of_another_version_are_ignored() {
        let read: OfflineMessages = serde_json::from_str(r#"{"title": "Offline", "later": {"a": [1]}}"#).unwrap();
        assert_eq!(read, OfflineMessages { title: t("Offline"), ..OfflineMessages::default() });
    }
}
