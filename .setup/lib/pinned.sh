# Peers that programs of benches/ run: npm packages as benches/NAME/package-lock.json pins them, in the cache folder,
# never in the checkout.

# The folder that holds node_modules, one for each lock file.
pinned_folder() { printf '%s/%s-%s\n' "$cache" "$1" "$(cksum <"$root/benches/$1/package-lock.json" | cut -d ' ' -f 1)"; }

# setup_pinned NAME WORDS
setup_pinned() {
  local name=$1 words=$2 home
  home=$(pinned_folder "$name")
  if [ -f "$home/node_modules/.package-lock.json" ]; then already_installed "$words"; return 0; fi
  has npm || fail "$words" "It needs npm: install Node.js, then run the same command again."
  installing "$words" "npm packages"
  mkdir -p "$home"
  cp "$root/benches/$name/package.json" "$root/benches/$name/package-lock.json" "$home"
  quietly "$logs/$name.log" npm ci --prefix "$home" --no-audit --no-fund --ignore-scripts || fail "$words" "By hand, in $home:  npm ci"
}

# The search engines that `make bench-search` compares with Lectern's.
setup_peers() { setup_pinned peers "the peers of the search"; }

# The tools with which `make bench` measures pages of the sample.
setup_lighthouse() { setup_pinned lighthouse "Lighthouse"; }
