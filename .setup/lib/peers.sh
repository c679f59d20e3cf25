# The search engines that `make bench-search` sets beside Lectern: npm packages as benches/peers/package-lock.json pins
# them, in the cache folder, never in the checkout.

# The folder that holds node_modules. Another lock file gives another folder.
peers_folder() { printf '%s/peers-%s\n' "$cache" "$(cksum <"$root/benches/peers/package-lock.json" | cut -d ' ' -f 1)"; }

setup_peers() {
  local home
  home=$(peers_folder)
  if [ -f "$home/node_modules/.package-lock.json" ]; then there "the peers of the search"; return 0; fi
  has npm || fail "the peers of the search" "They need npm: install Node.js, then run the same command again."
  installing "the peers of the search" "npm packages"
  mkdir -p "$home"
  cp "$root/benches/peers/package.json" "$root/benches/peers/package-lock.json" "$home"
  quietly "$logs/peers.log" npm ci --prefix "$home" --no-audit --no-fund --ignore-scripts ||
    fail "the peers of the search" "By hand, in $home:  npm ci"
}
