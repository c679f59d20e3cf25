# Trunk, and the programs that it runs. They are installed in cargo's bin folder, which is on the PATH of a shell with
# Rust, so that plain `trunk serve` works afterwards.

bin=${CARGO_HOME:-$HOME/.cargo}/bin

# The version of a package in Cargo.lock.
locked_version() { awk -v name="$1" '$0 == "name = \"" name "\"" { getline; gsub(/[^0-9.]/, ""); print; exit }' "$root/Cargo.lock"; }

# has_version PROGRAM VERSION: checks that the program runs and prints this version. All of its output is read: a program may
# fail if its pipe is closed early.
has_version() {
  local said
  said=$("$1" --version 2>/dev/null) || return 1
  grep -qE "(^| )$2( |\$)" <<<"${said%%$'\n'*}"
}

# cargo_tool PROGRAM CRATE VERSION MINUTES [CARGO-ARGUMENT...]
cargo_tool() {
  local program=$1 crate=$2 version=$3 minutes=$4
  shift 4
  has_version "$program" "$version" && { already_installed "$program $version"; return 0; }
  installing "$program $version" "about $minutes minutes"
  # A tool is built once and runs for seconds: build time matters more than speed.
  quietly "$logs/$program.log" env -u CARGO_TARGET_DIR -u CARGO_BUILD_TARGET -u RUSTFLAGS CARGO_PROFILE_RELEASE_LTO=off \
    CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=1 \
    cargo install "$crate" --version "$version" --root "$(dirname "$bin")" --force "$@" ||
    fail "$program $version" "By hand:  cargo install $crate --version $version --force $*"
  has_version "$program" "$version" || fail "$program $version" "It is installed in $bin, but another one is found first: $(command -v "$program")"
}

setup_trunk() { cargo_tool trunk trunk "$trunk_version" 5 --locked; }

# Not --locked: its lock file names a version that was withdrawn.
setup_wasm_bindgen() { cargo_tool wasm-bindgen wasm-bindgen-cli "$(locked_version wasm-bindgen)" 5; }

setup_geckodriver() { cargo_tool geckodriver geckodriver "$geckodriver_version" 4; }

# node_package NAME VERSION: puts an npm package into the cache; prints its folder.
node_package() {
  local home=$cache/$1-$2
  if [ ! -d "$home/node_modules/$1" ]; then
    has npm || return 1
    mkdir -p "$home"
    quietly "$logs/$1.log" npm install --prefix "$home" --no-audit --no-fund --no-save --ignore-scripts "$1@$2" || return 1
  fi
  printf '%s\n' "$home/node_modules/$1"
}

setup_wasm_opt() {
  local home
  has_version wasm-opt "$wasm_opt_version" && { already_installed "wasm-opt $wasm_opt_version"; return 0; }
  if ! has npm; then
    # Untested: Trunk downloads the version named in Trunk.toml.
    skip "wasm-opt $wasm_opt_version" "there is no npm; Trunk will download it when it builds"
    return 0
  fi
  installing "wasm-opt $wasm_opt_version" "npm package binaryen"
  home=$(node_package binaryen "$wasm_opt_version.0.0") ||
    fail "wasm-opt $wasm_opt_version" "By hand:  npm install --global binaryen@$wasm_opt_version.0.0"
  mkdir -p "$bin"
  ln -sf "$home/bin/wasm-opt" "$bin/wasm-opt"
  has_version wasm-opt "$wasm_opt_version" || fail "wasm-opt $wasm_opt_version" "It is linked in $bin, but another one is found first: $(command -v wasm-opt)"
}

# Warns if the PATH of the calling shell lacks the folder of the tools.
check_path() {
  case ":$path_before:" in
    *":$bin:"*) ;;
    *) say "  $bin is not on your PATH; for plain trunk and cargo add it:  export PATH=\"$bin:\$PATH\"" ;;
  esac
}
