# A Rust compiler that can build for wasm32-unknown-unknown: the one in use when it can, else rustup's target,
# else Debian's compiler with a standard library built here once.

wasm_target=wasm32-unknown-unknown

# The compiler in use builds and links for wasm32, in the way the reader is built. Asking the compiler itself
# also detects a standard library that is older than an updated compiler.
compiles_wasm() {
  local scratch ok=1
  scratch=$(mktemp -d)
  printf '#[unsafe(no_mangle)] pub extern "C" fn probe() -> usize { std::env::args().count() }\n' >"$scratch/probe.rs"
  "${@:-rustc}" --edition 2024 --crate-type cdylib --target $wasm_target -O -Clto=fat -Cpanic=abort \
    --out-dir "$scratch" "$scratch/probe.rs" >"$logs/probe.log" 2>&1 && ok=0
  rm -rf "$scratch"
  return $ok
}

setup_rust() {
  has rustc || has rustup || fail "Rust" "Install it with rustup, as https://rustup.rs shows, then run the same command again."
  setup_linker
  if compiles_wasm && ! is_rust_too_old; then
    already_installed "$wasm_target of $(rustc --version | cut -d' ' -f1,2)"
    rustup_source
    return 0
  fi
  if rustup_target; then
    rustup_source
    return 0
  fi
  debian_toolchain
}

# The native command is linked by the system's C compiler.
setup_linker() {
  has cc && return 0
  has_apt || fail "a C compiler (cc)" "macOS:  xcode-select --install"
  install_packages "a linker" gcc libc6-dev
}

# The compiler in use is older than Cargo.toml asks for.
is_rust_too_old() {
  local wanted have
  wanted=$(sed -n 's/^rust-version *= *"\(.*\)"/\1/p' "$root/Cargo.toml")
  have=$(rustc --version | cut -d' ' -f2)
  [ "$(printf '%s\n%s\n' "$wanted" "$have" | sort -V | head -n 1)" != "$wanted" ]
}

# The ordinary way. RUSTUP_AUTO_INSTALL=0 forbids rustup to download.
rustup_target() {
  has rustup && [ "${RUSTUP_AUTO_INSTALL:-1}" != 0 ] || return 1
  case $(rustup show active-toolchain 2>/dev/null) in debian*) return 1 ;; esac
  is_rust_too_old && fail "Rust $(rustc --version | cut -d' ' -f2)" "Lectern needs a newer one:  rustup update stable"
  installing "$wasm_target" "rustup target add"
  quietly "$logs/rustup.log" rustup target add $wasm_target && compiles_wasm && return 0
  is_debian || fail "rustup target add $wasm_target" "Try it by hand; the log is $logs/rustup.log."
  say "  rustup could not bring it: Debian's compiler takes its place"
}

# The source of the standard library makes the program smaller, but is optional.
rustup_source() {
  has rustup && [ "${RUSTUP_AUTO_INSTALL:-1}" != 0 ] || return 0
  has_std_source && return 0
  case $(rustup show active-toolchain 2>/dev/null) in debian*) return 0 ;; esac
  installing "rust-src" "rustup component add"
  quietly "$logs/rustup.log" rustup component add rust-src || say "  rust-src could not be added; the log is $logs/rustup.log"
}

# Debian's own compiler and library source. No version is pinned here: Debian's moves with security updates.
debian_toolchain() {
  is_debian || fail "the $wasm_target target" "Add it to your compiler:  rustup target add $wasm_target"
  debian_packages
  setup_debian_std
  use_debian_toolchain
}

debian_packages() {
  local names="rustc-web cargo-web rust-web-src rust-web-llvm" lld
  lld=$(matching_lld)
  if [ -z "$lld" ]; then
    # The package lists are missing or old; the linker's name is only known after fetching them.
    confirm_install "Debian's Rust" " $names lld"
    refresh_lists
    agreed=1
    lld=$(matching_lld)
    [ -n "$lld" ] || fail "the $wasm_target target" "This system has no package rust-web-llvm. With rustup:  rustup target add $wasm_target"
  fi
  # shellcheck disable=SC2086 # a list of names, split on purpose
  install_packages "Debian's Rust" $names "$lld"
}

# The linker must come from the LLVM version that the compiler was built with.
matching_lld() { { apt-cache depends rust-web-llvm 2>/dev/null || true; } | sed -n 's/.*Depends: llvm-\([0-9][0-9]*\)$/lld-\1/p' | head -n 1; }

# Debian ships the source of the standard library but nothing compiled for wasm32. It is built once for each
# version of the compiler, in an empty crate, kept in the cache, and copied to where the compiler looks.
setup_debian_std() {
  local version home=/usr/lib/rustlib/$wasm_target/lib built
  compiles_wasm /usr/bin/rustc && { already_installed "$wasm_target of Debian's rustc"; return 0; }
  version=$(/usr/bin/rustc -vV | sed -n 's/^release: //p;s/^commit-hash: \(........\).*/\1/p' | paste -sd- -)
  built=$cache/std-$version
  if [ ! -d "$built" ]; then
    installing "standard library for $wasm_target, Debian's rustc $version" "about a minute"
    build_std "$built" || fail "the standard library for $wasm_target" "The log is $logs/std.log."
  fi
  say "  standard library for $wasm_target: put in place from the cache"
  as_root mkdir -p "$home"
  as_root find "$home" -name 'lib*.rlib' -delete
  as_root cp "$built"/lib*.rlib "$home/"
  compiles_wasm /usr/bin/rustc || fail "the standard library for $wasm_target" "It was built but does not link: $logs/probe.log"
  # Builds against another standard library are incompatible.
  rm -rf "${CARGO_TARGET_DIR:-$root/target}/$wasm_target"
}

build_std() {
  local out=$1 scratch
  scratch=$(mktemp -d)
  mkdir -p "$scratch/src"
  : >"$scratch/src/lib.rs"
  printf '[package]\nname = "scratch"\nedition = "2021"\n[lib]\ncrate-type = ["cdylib"]\n[workspace]\n' >"$scratch/Cargo.toml"
  # Bitcode is embedded since the reader is linked with fat link-time optimisation.
  (cd "$scratch" && quietly "$logs/std.log" env -u RUSTC -u RUSTUP_TOOLCHAIN -u CARGO_BUILD_TARGET -u CARGO_ENCODED_RUSTFLAGS \
    PATH="/usr/bin:$PATH" RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes CARGO_TARGET_DIR="$scratch/target" \
    /usr/bin/cargo build --release --target $wasm_target -Zbuild-std=std,panic_abort) || return 1
  mkdir -p "$out.new"
  cp "$scratch/target/$wasm_target/release/deps"/lib*.rlib "$out.new/"
  mv "$out.new" "$out"
  rm -rf "$scratch"
}

# Scripts that build after the set-up: where RUSTUP_TOOLCHAIN names a compiler without the target, the checkout's own is used.
setup_active_toolchain() {
  if compiles_wasm; then return 0; fi
  export RUSTUP_TOOLCHAIN=debian
}

# Plain cargo and trunk in the checkout use Debian's compiler from now on. Nothing is written into the repository.
use_debian_toolchain() {
  has rustup || return 0
  rustup toolchain list | grep -q '^debian' || quietly "$logs/rustup.log" rustup toolchain link debian /usr || fail "rustup toolchain link debian /usr"
  (cd "$root" && quietly "$logs/rustup.log" rustup override set debian) || fail "rustup override set debian"
  say "  rustup: this checkout uses Debian's compiler (rustup override set debian)"
  if [ -n "${RUSTUP_TOOLCHAIN:-}" ] && [ "$RUSTUP_TOOLCHAIN" != debian ]; then
    say "  RUSTUP_TOOLCHAIN=$RUSTUP_TOOLCHAIN is set and would win: unset it in your shell"
  fi
  export RUSTUP_TOOLCHAIN=debian
}

# Clippy for the compiler in use, and rustfmt of any toolchain: formatting does not depend on the compiler.
setup_lints() {
  if cargo clippy --version >/dev/null 2>&1; then
    already_installed "$(cargo clippy --version)"
  elif [ "$(command -v rustc)" = /usr/bin/rustc ] || [ "${RUSTUP_TOOLCHAIN:-}" = debian ] || rustup show active-toolchain 2>/dev/null | grep -q '^debian'; then
    install_packages "clippy" rust-web-clippy
  else
    rustup_component clippy
  fi
  if formatter=$(rustfmt_toolchain); then already_installed "rustfmt ($formatter)"; else rustup_component rustfmt; fi
}

rustup_component() {
  installing "$1" "rustup component add"
  quietly "$logs/rustup.log" rustup component add "$1" || fail "$1" "By hand:  rustup component add $1"
}

# The first toolchain that can format, the one in use before the others; `-` stands for no rustup at all.
rustfmt_toolchain() {
  local name
  if ! has rustup; then cargo fmt --version >/dev/null 2>&1 && echo -; return; fi
  for name in "$(rustup show active-toolchain | cut -d' ' -f1)" stable $(rustup toolchain list | cut -d' ' -f1); do
    RUSTUP_TOOLCHAIN=$name cargo fmt --version >/dev/null 2>&1 && { echo "$name"; return 0; }
  done
  return 1
}

# format [ARGUMENT...]: runs cargo fmt with the first toolchain that has it.
format() {
  local toolchain
  toolchain=$(rustfmt_toolchain) || fail "rustfmt" "By hand:  rustup component add rustfmt"
  if [ "$toolchain" = - ]; then cargo fmt "$@"; else RUSTUP_TOOLCHAIN=$toolchain cargo fmt "$@"; fi
}
