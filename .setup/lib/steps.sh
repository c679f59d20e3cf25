# The steps of building and testing that more than one script takes.

# Where cargo builds to; CARGO_TARGET_DIR and cargo's own configuration may say otherwise than `target`.
target_dir() { cargo metadata --no-deps --format-version 1 | sed 's/.*"target_directory":"\([^"]*\)".*/\1/'; }

# build_reader DIST: the program in the page, in release, with the template around it and no corpus.
build_reader() {
  LECTERN_BARE=1 trunk build --release --public-url / --dist "$1"
}

# build_command READER [CARGO-ARGUMENT...]: the command with that reader inside it.
build_command() {
  local reader=$1
  shift
  LECTERN_READER=$reader cargo build --bin lectern "$@"
}

# build_site LECTERN OUT: the sample, at base path /, by that command.
build_site() {
  rm -rf "$2" && "$1" build --corpus corpus --out "$2" --base-path /
}
