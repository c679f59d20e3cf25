//! Downloads of files that the page makes, and files that a reader chooses.

use super::events;
use super::js;
use crate::annotation::export::ExportedFile;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Event;

/// Downloads files: one as it is, several in a ZIP archive. `name` and `media_type` are those of the download.
pub(crate) fn download(name: &str, media_type: &str, files: Vec<ExportedFile>) {
    let content: JsValue = match &files[..] {
        [file] => JsValue::from_str(&file.text),
        _ => js_sys::Uint8Array::from(stored_zip(&files).unwrap_or_default().as_slice()).into(),
    };
    _ = download_blob(name, media_type, &content);
}

/// Downloads one text.
pub(crate) fn download_text(name: &str, media_type: &str, text: &str) {
    _ = download_blob(name, media_type, &JsValue::from_str(text));
}

fn download_blob(name: &str, media_type: &str, content: &JsValue) -> Option<()> {
    let parts = js_sys::Array::of1(content);
    let blob = js::construct("Blob", &[parts.into(), js::object(&[("type", media_type.into())])]).ok()?;
    let url_class = js::global("URL");
    let url = js::call(&url_class, "createObjectURL", &[blob]).ok()?;
    let link = super::dom::create_element("a")?;
    _ = link.set_attribute("href", &url.as_string()?);
    _ = link.set_attribute("download", name);
    link.click();
    // The browser has begun to read it by then.
    events::set_timeout(60_000, move || _ = js::call(&url_class, "revokeObjectURL", &[url]));
    Some(())
}

/// A ZIP archive without compression.
fn stored_zip(files: &[ExportedFile]) -> zip::result::ZipResult<Vec<u8>> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for file in files {
        writer.start_file(file.name.as_str(), options)?;
        std::io::Write::write_all(&mut writer, file.text.as_bytes())?;
    }
    Ok(writer.finish()?.into_inner())
}

/// Reads the file that was chosen in a file input, and empties the input, so that the same file can be chosen again.
pub(crate) fn read_chosen(event: &Event, then: impl FnOnce(String, String) + 'static) {
    let Some(input) = event.target() else { return };
    let file = js::get(&js::get(&input, "files"), "0");
    if !file.is_object() {
        return;
    }
    let name = js::get_string(&file, "name");
    let text = js::call_async(&file, "text", &[]);
    events::spawn(async move {
        let text = text.await.ok().and_then(|text| text.dyn_into::<js_sys::JsString>().ok()).map(String::from).unwrap_or_default();
        then(name, text);
        js::set(&input, "value", &"".into());
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn archive_can_be_read() {
        let file = |name: &str| ExportedFile { name: name.into(), text: ["# ", name].concat() };
        let bytes = stored_zip(&[file("a.md"), file("铁路.md")]).unwrap();
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name("铁路.md").unwrap(), &mut text).unwrap();
        assert_eq!((archive.len(), text.as_str()), (2, "# 铁路.md"));
    }
}
