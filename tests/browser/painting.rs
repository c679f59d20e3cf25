//! What is painted when, and that nothing moves when the program comes.

use crate::Scene;
use crate::engine::Engine;
use crate::host::{Host, Rule};
use crate::page::FRAMES;
use serde_json::{Value, json};

/// Runs in every page before anything of its own: notes what moves without anybody's doing, and what the policy refuses.
const WATCH: &str = "
    window.moved = []; window.refused = [];
    new PerformanceObserver(list => list.getEntries().forEach(entry => moved.push([entry.value, Math.round(entry.startTime),
        entry.sources.map(({ node, previousRect: a, currentRect: b }) => `${(node?.outerHTML ?? node?.parentElement?.outerHTML ?? 'gone')
            .slice(0, 90)} ${[a, b].map(r => [r.x, r.y, r.width, r.height].map(Math.round)).join(' to ')}`)])))
        .observe({ type: 'layout-shift', buffered: true });
    addEventListener('securitypolicyviolation', event => refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));";

/// The program is there, and what it draws once the page rests has been drawn.
const RESTS: &str =
    "return history.scrollRestoration === 'manual' && !!navigator.serviceWorker.controller && document.readyState === 'complete'
    && (document.documentElement.dataset.page !== 'settings' || !document.querySelector('[data-slot=offline]').hidden)";

/// What was painted first, and when the program could have begun, in milliseconds since the page was asked for.
const TIMES: &str = "return [performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
    performance.getEntriesByType('resource').find(({ name }) => /reader_bg-.*wasm/.test(name)).responseEnd]";

/// So much may move that no eye sees it: a part of a pixel that is rounded otherwise.
const UNSEEN: f64 = 0.0005;

/// On a window of a desk.
pub async fn wide(scene: &Scene<'_>) {
    nothing_moves(scene, json!({ "width": 1280, "height": 900, "deviceScaleFactor": 1, "mobile": false })).await;
}

/// On a telephone.
pub async fn narrow(scene: &Scene<'_>) {
    nothing_moves(scene, json!({ "width": 412, "height": 823, "deviceScaleFactor": 1.75, "mobile": true })).await;
}

/// Opens every kind of page as one who was never there, on Chrome's Fast 4G with a processor four times as slow.
async fn nothing_moves(scene: &Scene<'_>, window: Value) {
    let page = scene.page;
    if page.engine != Engine::Chromium {
        return println!("{}: only Chromium tells what moves", page.engine);
    }
    let line = json!({ "offline": false, "latency": 165, "downloadThroughput": 1_012_500, "uploadThroughput": 168_750 });
    let watch = page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH })).await;
    page.devtools("Emulation.setDeviceMetricsOverride", window).await;
    page.devtools("Network.enable", json!({})).await;
    page.devtools("Network.emulateNetworkConditions", line).await;
    page.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 4 })).await;
    let mut wrong = Vec::new();
    for path in kinds(scene) {
        // An origin of its own for each: nothing is there of the page before.
        let host = Host::new(&scene.sample.site);
        page.open(&host.at(&path)).await;
        page.until("the page rests", RESTS).await;
        let (moved, refused, times) = (page.js("return moved").await, page.js("return refused").await, page.js(TIMES).await);
        let sum: f64 = moved.as_array().unwrap().iter().filter_map(|entry| entry[0].as_f64()).sum();
        let (first, program) = (times[0].as_f64().unwrap(), times[1].as_f64().unwrap());
        println!("  {path}: painted after {first:.0} ms, the program came after {program:.0} ms, moved {sum:.4}");
        if sum > UNSEEN {
            wrong.push(format!("{path}: {sum:.4} moved: {moved}"));
        }
        if first >= program {
            wrong.push(format!("{path}: painted after {first:.0} ms, when the program was there"));
        }
        if refused != json!([]) {
            wrong.push(format!("{path}: refused: {refused}"));
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
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A path of every kind of page that the site has.
fn kinds(scene: &Scene<'_>) -> Vec<String> {
    let mut tags: Vec<_> = std::fs::read_dir(scene.sample.site.join("tag")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    tags.sort();
    let value = format!("/tag/{}/", tags[0].to_string_lossy());
    let long = format!("/article/{}/", scene.sample.long().id);
    let paths =
        ["/", "/page/2/", &value, &long, "/about/", "/saved/", "/settings/", "/message/", "/no/such/place", "/offline.html", "/data/"];
    let there = |path: &&str| !path.ends_with('/') || scene.sample.site.join(path.trim_start_matches('/')).join("index.html").exists();
    paths.into_iter().filter(there).map(str::to_owned).collect()
}

/// An article is there to be read while styles and programs are still on their way.
pub async fn html_alone(scene: &Scene<'_>) {
    let (page, article) = (scene.page, scene.sample.long());
    for file in [".css", ".js", ".wasm"] {
        scene.host.rule(file, Rule::Hold);
    }
    // In a frame: no driver waits for that.
    page.open(&scene.host.narrow(&format!("/article/{}/", article.id))).await;
    let inside = "const page = document.querySelector('iframe').contentWindow, h1 = page.document.querySelector('h1');
        const painted = page.performance.getEntriesByName('first-contentful-paint').length;";
    if page.engine == Engine::Chromium {
        page.until("it is painted", &format!("{inside} return painted")).await;
    }
    let stands = "return h1?.getBoundingClientRect().width > 100 && page.getComputedStyle(h1).fontFamily.includes('Charter')
        && page.getComputedStyle(page.document.querySelector('.foot-columns')).display === 'grid'";
    page.until("headline and foot stand as they are to", &format!("{inside} {stands}")).await;
    assert!(scene.host.was_asked("/later-"), "the other styles are on their way");
    let shape = format!(
        "{inside} const places = [...page.document.querySelectorAll('.masthead, main h1, main .text > *, .about, .foot')].map(element => {{
            const {{ x, y, width, height }} = element.getBoundingClientRect(); return [x, y, width, height].map(Math.round).join() }}).join(' ');"
    );
    let before = page.words(&format!("{shape} return places")).await;
    scene.host.lift();
    page.until("the others are there", &format!("{inside} return [...page.document.styleSheets].some(s => /later-/.test(s.href))")).await;
    page.until("the program is there", &format!("{inside} return page.history.scrollRestoration === 'manual'")).await;
    assert_eq!(page.words(&format!("{shape} return places")).await, before, "nothing has moved");
}

/// What stands below the first window is laid out after the first paint. Then it stands as where somebody comes back to their
/// place, and all is laid out at once.
pub async fn rows_after(scene: &Scene<'_>) {
    let page = scene.page;
    let inside = "const page = document.querySelector('iframe').contentWindow, dataset = page.document.documentElement?.dataset ?? {},
        rows = [...page.document.querySelectorAll('.results > .row')], waits = row => page.getComputedStyle(row).contentVisibility === 'auto',
        type = page.performance.getEntriesByType('navigation')[0]?.type, foot = page.document.querySelector('.foot');";
    let tops = format!("{inside} return [...rows, foot].map(row => row.getBoundingClientRect().top + page.scrollY)");
    let place = format!("{inside} return [rows.at(-3).getBoundingClientRect().top]");
    scene.host.rule("/start", Rule::Hold);
    // In a frame: no driver waits for that.
    page.open(&scene.host.narrow("/")).await;
    page.until("the rows have come", &format!("{inside} return foot && rows.length > 9 && 'coming' in dataset")).await;
    assert!(page.holds(&format!("{inside} return rows.slice(0, 3).every(row => !waits(row))")).await, "the first rows stand");
    // Where a browser does not hold what is read in its place, nothing waits that could push it.
    if page.holds("return CSS.supports('content-visibility', 'auto') && CSS.supports('overflow-anchor', 'auto')").await {
        assert!(page.holds(&format!("{inside} return waits(rows.at(-1))")).await, "the last row waits");
    }
    page.js(&format!("{inside} rows.at(-3).scrollIntoView({{ block: 'center' }})")).await;
    page.until("the rows in sight are drawn", FRAMES).await;
    let read = page.js(&place).await;
    scene.host.lift();
    page.until("the program is there", &format!("{inside} return page.history.scrollRestoration === 'manual'")).await;
    let done = format!("{inside} return !('coming' in dataset) && !rows.some(row => waits(row) || row.matches('[style], [data-laid]'))");
    assert!(page.holds(&done).await, "every row stands, and nothing says how");
    page.until("the page has come to rest", FRAMES).await;
    assert_near(&page.js(&place).await, &read, "what is read stays in its place");
    let first = page.js(&tops).await;
    scene.host.rule("/start", Rule::Hold);
    page.js(&format!("{inside} page.location.reload()")).await;
    page.until("the page has come again", &format!("{inside} return type === 'reload' && foot && rows.length > 9")).await;
    assert!(page.holds(&done).await, "nothing waits where somebody was before");
    assert_near(&page.js(&tops).await, &first, "every row stands where it stood");
    scene.host.lift();
}

/// The same places, in pixels; a browser scrolls by whole ones.
fn assert_near(now: &Value, before: &Value, what: &str) {
    let places = |list: &Value| list.as_array().unwrap().iter().map(|place| place.as_f64().unwrap()).collect::<Vec<_>>();
    let (now, before) = (places(now), places(before));
    let near = now.len() == before.len() && now.iter().zip(&before).all(|(a, b)| (a - b).abs() <= 1.0);
    assert!(near, "{what}: {now:?}, before {before:?}");
}

/// Nothing of the program is on the line beside the picture that leads the page; but it does not wait for ever.
pub async fn picture_first(scene: &Scene<'_>) {
    let page = scene.page;
    page.open_alive(&scene.host.url).await;
    let times = "const of = words => performance.getEntriesByType('resource').find(({ name }) => name.includes(words));
        return [of(document.querySelector('.lead-picture img').getAttribute('src')).responseEnd, of('/start').responseEnd,
            of('/reader').startTime]";
    let times = page.js(times).await;
    let [picture, begun, asked] = [0, 1, 2].map(|of| times[of].as_f64().unwrap());
    // On a machine that is that slow the program has waited long enough.
    assert!(picture <= asked || asked - begun > 900.0, "the picture was there when the program was asked for: {times}");
    let slow = Host::new(&scene.sample.site);
    slow.rule("/images/", Rule::Hold);
    page.open(&slow.narrow("/")).await;
    let inside = "const page = document.querySelector('iframe').contentWindow, root = page.document.documentElement,
        start = page.performance.getEntriesByType('resource').find(({ name, responseEnd }) => /start-/.test(name) && responseEnd),
        since = start && page.performance.now() - start.responseEnd;";
    page.until("a page without its picture stands for some frames", &format!("{inside} return since > 200")).await;
    let asked = slow.was_asked("/reader");
    // By then the program has waited long enough, on a machine that is that slow.
    if page.holds(&format!("{inside} return since < 900")).await {
        assert!(!asked, "the program waits for the picture");
    }
    page.until("the program comes without the picture", &format!("{inside} return 'ready' in root.dataset")).await;
    slow.lift();
}

/// No string becomes markup or a program, where a browser has Trusted Types; what the site does itself goes on.
pub async fn trusted(scene: &Scene<'_>) {
    let page = scene.page;
    page.open_alive(&scene.host.url).await;
    if !page.holds("return 'trustedTypes' in window").await {
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
        assert_eq!(page.words(&refused).await, "TypeError", "{attack}");
    }
    let (article, word) = scene.sample.telling();
    page.type_into("input[type=search]", &word).await;
    let found = format!("return document.querySelector('main .results article')?.dataset.id === {:?}", article.id);
    page.until("the worker answers", &found).await;
    if page.holds("return 'serviceWorker' in navigator").await {
        page.until("the service worker begins", "return navigator.serviceWorker.getRegistration().then(it => !!it?.active)").await;
    }
}
