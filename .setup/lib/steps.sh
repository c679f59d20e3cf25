# Build and test steps shared by several scripts.

# Cargo's target folder; CARGO_TARGET_DIR and cargo's configuration may change it from `target`.
target_dir() { cargo metadata --no-deps --format-version 1 | sed 's/.*"target_directory":"\([^"]*\)".*/\1/'; }

# build_reader DIST: the program in the page, in release, with the template around it and no corpus.
#
# If the source of the standard library is installed, the library is built too, for size: without panic messages, and
# with a panic that aborts the program at once, which src/app/start.js reports to the reader. That needs unstable
# compiler flags, enabled by RUSTC_BOOTSTRAP, and a target folder of its own. Without the source, and with plain
# `trunk build`, the same program is about 18 kB larger.
build_reader() {
  local target small=()
  target=$(target_dir)
  if has_std_source; then
    small=(RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size "CARGO_TARGET_DIR=$target/lectern-small"
      "RUSTFLAGS=-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none")
  else
    say "  the standard library's source is not there: the program is built with the library as it is"
  fi
  env LECTERN_TEMPLATE_ONLY=1 "${small[@]}" trunk build --release --public-url / --dist "$1"
}

# The standard library's source for the compiler in use.
has_std_source() { [ -f "$(rustc --print sysroot)/lib/rustlib/src/rust/library/Cargo.lock" ]; }

# build_command READER: target/release/lectern with that reader inside it.
build_command() {
  LECTERN_READER=$1 cargo build --release --bin lectern
}

# build_site LECTERN OUT [READER]: the sample at base path /, by that command, with the reader in that folder or its own.
build_site() {
  rm -rf "$2" && LECTERN_READER=${3:-} "$1" build --corpus corpus --out "$2" --base-path /
}
