# Sourced by the scripts of this folder: paths, and the functions of the other files here.

setup=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
root=$(dirname "$setup")
cache=${XDG_CACHE_HOME:-$HOME/.cache}/lectern
logs=$cache/logs
path_before=$PATH
mkdir -p "$logs"
. "$setup/versions"
. "$setup/lib/say.sh"
. "$setup/lib/system.sh"
. "$setup/lib/rust.sh"
. "$setup/lib/tools.sh"
. "$setup/lib/browsers.sh"
. "$setup/lib/pinned.sh"
. "$setup/lib/steps.sh"
export PATH="$bin:$PATH"
cd "$root"
