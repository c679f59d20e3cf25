//! What is painted when, and that nothing moves when the program comes.

use crate::TestContext;
use crate::engine::Engine;
use crate::host::{Host, Rule};
use crate::page::TWO_FRAMES;
use serde_json::{Value, json};

/// Runs in every page before anything of its own: notes what moves without anybody's doing, and what the policy refuses.
const OBSERVER_SCRIPT: &str = "
    window.moved = []; window.refused = [];
    new PerformanceObserver(list => list.getEntries().forEach(entry => moved.push([entry.value, Math.round(entry.startTime),
        entry.sources.map(({ node, previousRect: a, currentRect: b }) => `${(node?.outerHTML ?? node?.parentElement?.outerHTML ?? 'gone')
            .slice(0, 90)} ${[a, b].map(r => [r.x, r.y, r.width, r.height].map(Math.round)).join(' to ')}`)])))
        .observe({ type: 'layout-shift', buffered: true });
    addEventListener('securitypolicyviolation', event => refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));";

/// The program is there, and what it draws once the page rests has been drawn.
const PAGE_IDLE: &str =
    "return history.scrollRestoration === 'manual' && !!navigator.serviceWorker.controller && document.readyState === 'complete'
    && (document.documentElement.dataset.page !== 'settings' || !document.querySelector('[data-slot=offline]').hidden)";

/// What was painted first, and when the program could have begun, in milliseconds since the page was asked for.
const PAINT_TIMES: &str = "return [performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
    performance.getEntriesByType('resource').find(({ name }) => /app_bg-.*wasm/.test(name)).responseEnd]";

/// So much may move that no eye sees it: a part of a pixel that is rounded otherwise.
const MAX_LAYOUT_SHIFT: f64 = 0.0005;

/// On a window of a desk.
pub async fn shifts_nothing_on_desktop(context: &TestContext<'_>) {
    assert_no_layout_shift(context, json!({ "width": 1280, "height": 900, "deviceScaleFactor": 1, "mobile": false })).await;
}

/// On a telephone.
pub async fn shifts_nothing_on_phone(context: &TestContext<'_>) {
    assert_no_layout_shift(context, json!({ "width": 412, "height": 823, "deviceScaleFactor": 1.75, "mobile": true })).await;
}

/// Opens every kind of page as one who was never there, on Chrome's Fast 4G with a processor four times as slow.
async fn assert_no_layout_shift(context: &TestContext<'_>, window: Value) {
    let page = context.page;
    if page.engine != Engine::Chromium {
        return println!("{}: only Chromium tells what moves", page.engine);
    }
    let network = json!({ "offline": false, "latency": 165, "downloadThroughput": 1_012_500, "uploadThroughput": 168_750 });
    let watch = page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": OBSERVER_SCRIPT })).await;
    page.devtools("Emulation.setDeviceMetricsOverride", window).await;
    page.devtools("Network.enable", json!({})).await;
    page.devtools("Network.emulateNetworkConditions", network).await;
    page.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 4 })).await;
    let mut failures = Vec::new();
    for path in page_paths(context) {
        // An origin of its own for each: nothing is there of the page before.
        let host = Host::new(&context.sample.site);
        page.open(&host.url_of(&path)).await;
        page.wait_until("the page rests", PAGE_IDLE).await;
        let (moved, refused, times) = (page.js("return moved").await, page.js("return refused").await, page.js(PAINT_TIMES).await);
        let total_shift: f64 = moved.as_array().unwrap().iter().filter_map(|entry| entry[0].as_f64()).sum();
        let (first, program) = (times[0].as_f64().unwrap(), times[1].as_f64().unwrap());
        println!("  {path}: painted after {first:.0} ms, the program came after {program:.0} ms, moved {total_shift:.4}");
        if total_shift > MAX_LAYOUT_SHIFT {
            failures.push(format!("{path}: {total_shift:.4} moved: {moved}"));
        }
        if first >= program {
            failures.push(format!("{path}: painted after {first:.0} ms, when the program was there"));
        }
        if refused != json!([]) {
            failures.push(format!("{path}: refused: {refused}"));
        }
    }
    for (command, parameters) in [
        ("Page.removeScriptToEvaluateOnNewDocument", watch),
        ("Emulation.setCPUThrottlingRate", json!({ "rate": 1 })),
        ("Emulation.clearDeviceMetricsOverride", json!({})),
        ("Network.disable", json!({})),
    ] {
        page.devtools(command, parameters).await;
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// A path of every kind of page that the site has.
fn page_paths(context: &TestContext<'_>) -> Vec<String> {
    let mut tags: Vec<_> = std::fs::read_dir(context.sample.site.join("tag")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    tags.sort();
    let value = format!("/tag/{}/", tags[0].to_string_lossy());
    let long = format!("/article/{}/", context.sample.longest_article().id);
    let paths =
        ["/", "/page/2/", &value, &long, "/about/", "/saved/", "/settings/", "/message/", "/no/such/place", "/offline.html", "/data/"];
    let exists = |path: &&str| !path.ends_with('/') || context.sample.site.join(path.trim_start_matches('/')).join("index.html").exists();
    paths.into_iter().filter(exists).map(str::to_owned).collect()
}

/// An article is there to be read while styles and programs are still on their way.
pub async fn paints_by_html_alone(context: &TestContext<'_>) {
    let (page, article) = (context.page, context.sample.longest_article());
    for file in [".css", ".js", ".wasm"] {
        context.host.add_rule(file, Rule::Hold);
    }
    // In a frame: no driver waits for that.
    page.open(&context.host.narrow_frame_url(&format!("/article/{}/", article.id))).await;
    let in_frame = "const page = document.querySelector('iframe').contentWindow, h1 = page.document.querySelector('h1');
        const painted = page.performance.getEntriesByName('first-contentful-paint').length;";
    if page.engine == Engine::Chromium {
        page.wait_until("it is painted", &format!("{in_frame} return painted")).await;
    }
    let has_final_styles = "return h1?.getBoundingClientRect().width > 100 && page.getComputedStyle(h1).fontFamily.includes('Charter')
        && page.getComputedStyle(page.document.querySelector('.site-footer-columns')).display === 'grid'";
    page.wait_until("headline and foot stand as they are to", &format!("{in_frame} {has_final_styles}")).await;
    assert!(context.host.was_requested("/deferred-"), "the other styles are on their way");
    let element_boxes = format!(
        "{in_frame} const places = [...page.document.querySelectorAll('.masthead, main h1, main .text > *, .about, .site-footer')].map(element => {{
            const {{ x, y, width, height }} = element.getBoundingClientRect(); return [x, y, width, height].map(Math.round).join() }}).join(' ');"
    );
    let before = page.js_string(&format!("{element_boxes} return places")).await;
    context.host.clear_rules();
    page.wait_until(
        "the others are there",
        &format!("{in_frame} return [...page.document.styleSheets].some(s => /deferred-/.test(s.href))"),
    )
    .await;
    page.wait_until("the program is there", &format!("{in_frame} return page.history.scrollRestoration === 'manual'")).await;
    assert_eq!(page.js_string(&format!("{element_boxes} return places")).await, before, "nothing has moved");
}

/// What stands below the first window is laid out after the first paint. Then it stands as where somebody comes back to their
/// place, and all is laid out at once.
pub async fn lays_out_rows_after_first_paint(context: &TestContext<'_>) {
    let page = context.page;
    let in_frame = "const page = document.querySelector('iframe').contentWindow, dataset = page.document.documentElement?.dataset ?? {},
        rows = [...page.document.querySelectorAll('.results > .row')], waits = row => page.getComputedStyle(row).contentVisibility === 'auto',
        type = page.performance.getEntriesByType('navigation')[0]?.type, footer = page.document.querySelector('.site-footer');";
    let tops = format!("{in_frame} return [...rows, footer].map(row => row.getBoundingClientRect().top + page.scrollY)");
    let place = format!("{in_frame} return [rows.at(-3).getBoundingClientRect().top]");
    context.host.add_rule("/start", Rule::Hold);
    // In a frame: no driver waits for that.
    page.open(&context.host.narrow_frame_url("/")).await;
    page.wait_until("the rows have come", &format!("{in_frame} return footer && rows.length > 9 && 'layoutDeferred' in dataset")).await;
    assert!(page.js_bool(&format!("{in_frame} return rows.slice(0, 3).every(row => !waits(row))")).await, "the first rows stand");
    // Where a browser does not hold what is read in its place, nothing waits that could push it.
    if page.js_bool("return CSS.supports('content-visibility', 'auto') && CSS.supports('overflow-anchor', 'auto')").await {
        assert!(page.js_bool(&format!("{in_frame} return waits(rows.at(-1))")).await, "the last row waits");
    }
    page.js(&format!("{in_frame} rows.at(-3).scrollIntoView({{ block: 'center' }})")).await;
    page.wait_until("the rows in sight are drawn", TWO_FRAMES).await;
    let read = page.js(&place).await;
    context.host.clear_rules();
    page.wait_until("the program is there", &format!("{in_frame} return page.history.scrollRestoration === 'manual'")).await;
    let done = format!(
        "{in_frame} return !('layoutDeferred' in dataset) && !rows.some(row => waits(row) || row.matches('[style], [data-laid-out]'))"
    );
    assert!(page.js_bool(&done).await, "every row stands, and nothing says how");
    page.wait_until("the page has come to rest", TWO_FRAMES).await;
    assert_near(&page.js(&place).await, &read, "what is read stays in its place");
    let first = page.js(&tops).await;
    context.host.add_rule("/start", Rule::Hold);
    page.js(&format!("{in_frame} page.location.reload()")).await;
    page.wait_until("the page has come again", &format!("{in_frame} return type === 'reload' && footer && rows.length > 9")).await;
    assert!(page.js_bool(&done).await, "nothing waits where somebody was before");
    assert_near(&page.js(&tops).await, &first, "every row stands where it stood");
    context.host.clear_rules();
}

/// The same places, in pixels; a browser scrolls by whole ones.
fn assert_near(now: &Value, before: &Value, what: &str) {
    let places = |list: &Value| list.as_array().unwrap().iter().map(|place| place.as_f64().unwrap()).collect::<Vec<_>>();
    let (now, before) = (places(now), places(before));
    let near = now.len() == before.len() && now.iter().zip(&before).all(|(a, b)| (a - b).abs() <= 1.0);
    assert!(near, "{what}: {now:?}, before {before:?}");
}

/// Nothing of the program is on the line beside the picture that leads the page; but it does not wait for ever.
pub async fn loads_lead_picture_first(context: &TestContext<'_>) {
    let page = context.page;
    page.open_ready(&context.host.url).await;
    let times = "const of = words => performance.getEntriesByType('resource').find(({ name }) => name.includes(words));
        return [of(document.querySelector('.lead-picture img').getAttribute('src')).responseEnd, of('/start').responseEnd,
            of('/app-').startTime]";
    let times = page.js(times).await;
    let [picture, begun, asked] = [0, 1, 2].map(|of| times[of].as_f64().unwrap());
    // On a machine that is that slow the program has waited long enough.
    assert!(picture <= asked || asked - begun > 900.0, "the picture was there when the program was asked for: {times}");
    let slow = Host::new(&context.sample.site);
    slow.add_rule("/images/", Rule::Hold);
    page.open(&slow.narrow_frame_url("/")).await;
    let in_frame = "const page = document.querySelector('iframe').contentWindow, root = page.document.documentElement,
        start = page.performance.getEntriesByType('resource').find(({ name, responseEnd }) => /start-/.test(name) && responseEnd),
        since = start && page.performance.now() - start.responseEnd;";
    page.wait_until("a page without its picture stands for some frames", &format!("{in_frame} return since > 200")).await;
    let asked = slow.was_requested("/app-");
    // By then the program has waited long enough, on a machine that is that slow.
    if page.js_bool(&format!("{in_frame} return since < 900")).await {
        assert!(!asked, "the program waits for the picture");
    }
    page.wait_until("the program comes without the picture", &format!("{in_frame} return 'ready' in root.dataset")).await;
    slow.clear_rules();
}

/// No string becomes markup or a program, where a browser has Trusted Types; what the site does itself goes on.
pub async fn enforces_trusted_types(context: &TestContext<'_>) {
    let page = context.page;
    page.open_ready(&context.host.url).await;
    if !page.js_bool("return 'trustedTypes' in window").await {
        assert_ne!(page.engine, Engine::Chromium, "Chromium has Trusted Types");
        return println!("{}: skipped, this browser has no Trusted Types", page.engine);
    }
    for attack in [
        "document.createElement('div').innerHTML = '<b>bold</b>'",
        "document.body.insertAdjacentHTML('beforeend', '<b>bold</b>')",
        "document.createElement('script').src = '/start.js'",
        "document.createElement('script').text = 'window.attacked = true'",
        "new DOMParser().parseFromString('<b>bold</b>', 'text/html')",
        "new Worker(document.querySelector('script[data-worker]').dataset.worker, { type: 'module' })",
        "trustedTypes.createPolicy('lectern', { createHTML: html => html })",
        "trustedTypes.createPolicy('default', { createHTML: html => html })",
    ] {
        let refused = format!("try {{ {attack}; return 'taken' }} catch (error) {{ return error.name }}");
        assert_eq!(page.js_string(&refused).await, "TypeError", "{attack}");
    }
    let (article, word) = context.sample.unique_title_word();
    page.type_into("input[type=search]", &word).await;
    let found = format!("return document.querySelector('main .results article')?.dataset.id === {:?}", article.id);
    page.wait_until("the worker answers", &found).await;
    if page.js_bool("return 'serviceWorker' in navigator").await {
        page.wait_until("the service worker begins", "return navigator.serviceWorker.getRegistration().then(it => !!it?.active)").await;
    }
}
