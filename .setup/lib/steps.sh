# The steps of building and testing that more than one script takes.

# Where cargo builds to; CARGO_TARGET_DIR and cargo's own configuration may say otherwise than `target`.
target_dir() { cargo metadata --no-deps --format-version 1 | sed 's/.*"target_directory":"\([^"]*\)".*/\1/'; }

# build_reader DIST: the program in the page, in release, with the template around it and no corpus.
build_reader() {
  LECTERN_BARE=1 trunk build --release --public-url / --dist "$1"
}

# build_command READER: target/release/lectern with that reader inside it.
build_command() {
  LECTERN_READER=$1 cargo build --release --bin lectern
}

# build_site LECTERN OUT [READER]: the sample at base path /, by that command, with the reader in that folder or its own.
build_site() {
  rm -rf "$2" && LECTERN_READER=${3:-} "$1" build --corpus corpus --out "$2" --base-path /
}
