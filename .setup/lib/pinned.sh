# npm packages that programs of this repository run, as a package-lock.json pins them: in the cache folder, never in the
# checkout.

# pinned_folder FOLDER: the folder that holds node_modules, one for each lock file. FOLDER is that of the lock file.
pinned_folder() {
  printf '%s/%s-%s\n' "$cache" "$(basename "$1")" "$(cksum <"$root/$1/package-lock.json" | cut -d ' ' -f 1)"
}

# setup_pinned FOLDER WORDS
setup_pinned() {
  local folder=$1 words=$2 home log
  home=$(pinned_folder "$folder")
  log=$logs/$(basename "$folder").log
  if [ -f "$home/node_modules/.package-lock.json" ]; then already_installed "$words"; return 0; fi
  has npm || fail "$words" "It needs npm: install Node.js, then run the same command again."
  installing "$words" "npm packages"
  mkdir -p "$home"
  cp "$root/$folder/package.json" "$root/$folder/package-lock.json" "$home"
  quietly "$log" npm ci --prefix "$home" --no-audit --no-fund --ignore-scripts || fail "$words" "By hand, in $home:  npm ci"
}

# The search engines that `make bench-search` compares with Lectern's.
setup_peers() { setup_pinned benches/peers "the peers of the search"; }

# The tools with which `make bench` measures pages of the sample.
setup_lighthouse() { setup_pinned benches/lighthouse "Lighthouse"; }

# The minifiers of the styles and scripts of a release.
setup_minifiers() {
  if ! has npm; then
    skip "lightningcss and esbuild" "there is no npm; the styles and scripts are published as they are written"
    return 0
  fi
  setup_pinned .setup/minify "lightningcss and esbuild"
}

# minify FOLDER: minifies its styles and scripts in place, if the minifiers are installed.
minify() {
  local home
  home=$(pinned_folder .setup/minify)
  if [ -d "$home/node_modules" ]; then
    NODE_PATH=$home/node_modules node "$setup/minify/minify.cjs" "$1"
  else
    say "  lightningcss and esbuild are not installed: styles and scripts stay as they are written"
  fi
}
