# The browser engines of the tests, with their drivers and fonts. An unavailable engine is skipped with a message: the
# tests then run in the others.

first_available() {
  local name
  for name in "$@"; do
    if [ -x "$name" ] || has "$name"; then command -v "$name"; return 0; fi
  done
  return 1
}

mac_apps=/Applications
chromium_browser() { first_available chromium chromium-browser google-chrome google-chrome-stable "$mac_apps/Google Chrome.app/Contents/MacOS/Google Chrome"; }
chromium_driver() { first_available chromedriver /usr/lib/chromium-browser/chromedriver "${CHROMEWEBDRIVER:-}/chromedriver"; }
firefox_browser() { first_available firefox-esr firefox "$mac_apps/Firefox.app/Contents/MacOS/firefox"; }
firefox_driver() { first_available geckodriver "${GECKOWEBDRIVER:-}/geckodriver"; }
webkit_driver() { first_available WebKitWebDriver; }
webkit_browser() { first_available /usr/lib/*/webkit2gtk-4.1/MiniBrowser /usr/lib/*/webkit2gtk-4.0/MiniBrowser /usr/libexec/webkit2gtk-4.1/MiniBrowser; }

setup_browsers() {
  if has_apt; then browser_packages; fi
  if firefox_browser >/dev/null && ! firefox_driver >/dev/null; then setup_geckodriver; fi
  report_engine Chromium chromium_browser chromium_driver "install Google Chrome and the chromedriver of the same version"
  report_engine Firefox firefox_browser firefox_driver "install Firefox; geckodriver:  cargo install geckodriver"
  report_engine WebKit webkit_browser webkit_driver "there is WebKitGTK's driver only on Linux (package webkit2gtk-driver)"
}

# Installs only missing browsers: one that is already installed, from any source, is used.
browser_packages() {
  local names=""
  chromium_browser >/dev/null && chromium_driver >/dev/null || names="$names $(chromium_packages)"
  firefox_browser >/dev/null || names="$names $(firefox_packages)"
  webkit_driver >/dev/null || names="$names webkit2gtk-driver"
  has Xvfb || names="$names xvfb"
  has dbus-run-session || names="$names dbus"
  [ -d /usr/share/fonts/truetype/noto ] || names="$names fonts-noto-core"
  [ -d /usr/share/fonts/opentype/noto ] || names="$names fonts-noto-cjk"
  # shellcheck disable=SC2086 # a list of names, split on purpose
  install_packages "browsers and fonts" $names
}

chromium_packages() { if is_debian; then echo chromium chromium-driver; else echo chromium-browser chromium-chromedriver; fi; }
firefox_packages() { if is_debian; then echo firefox-esr; else echo firefox; fi; }

report_engine() {
  local driver
  if "$2" >/dev/null && driver=$("$3"); then already_installed "$1 with $(basename "$driver")"; else skip "$1" "$4"; fi
}

# The engines that can be driven here, in the format of LECTERN_ENGINES.
available_engines() {
  local found=""
  chromium_browser >/dev/null && chromium_driver >/dev/null && found=chromium
  firefox_browser >/dev/null && firefox_driver >/dev/null && found="$found${found:+,}firefox"
  webkit_browser >/dev/null && webkit_driver >/dev/null && has Xvfb && has dbus-run-session && found="$found${found:+,}webkit"
  printf '%s\n' "$found"
}

setup_axe() {
  local version=$axe_version
  if [ -d "$cache/axe-core-$version/node_modules" ]; then already_installed "axe-core $version"; return 0; fi
  installing "axe-core $version" "npm package"
  node_package axe-core "$version" >/dev/null || fail "axe-core $version" "It needs npm: install Node.js, then run the same command again."
}
