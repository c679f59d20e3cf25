# The system's package manager. Only apt is supported; elsewhere a missing program is only reported.

has_apt() { has apt-get && has dpkg-query; }

is_package_installed() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }

# as_root COMMAND...
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# Debian itself, whose package names these scripts use. Derivatives (Ubuntu) have other browsers and no rustc-web.
is_debian() { has_apt && grep -q '^ID=debian' /etc/os-release 2>/dev/null; }

apt_install() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"
}

apt_update() { as_root apt-get update -q; }

# install_packages WHY NAME...: installs the missing ones of the named packages, after asking once.
install_packages() {
  local why=$1 missing="" name
  shift
  for name in "$@"; do is_package_installed "$name" || missing="$missing $name"; done
  [ -n "$missing" ] || { already_installed "$why (packages)"; return 0; }
  confirm_install "$why" "$missing"
  installing "$why" "apt-get install$missing"
  refresh_lists
  # shellcheck disable=SC2086 # a list of names, split on purpose
  quietly "$logs/apt.log" apt_install $missing || fail "$why: apt-get install$missing" \
    "Install these packages by hand, then run the same command again."
}

# confirm_install WHY NAMES: asks, and exits if the answer is no.
confirm_install() {
  [ -z "${agreed:-}" ] || return 0
  [ "$(id -u)" = 0 ] || has sudo || fail "$1" "as an administrator: apt-get install --no-install-recommends$2"
  confirm "$1: may apt-get install$2?" || fail "$1: the system's package manager was not to be touched" \
    "Do it yourself:  sudo apt-get install --no-install-recommends$2" \
    "or let the set-up do it:  YES=1 make serve  (make test)"
}

# The package lists are fetched once per run: a fresh machine has none, and old ones name removed packages.
refresh_lists() {
  [ -z "${lists_fresh:-}" ] || return 0
  quietly "$logs/apt-update.log" apt_update || fail "apt-get update" \
    "Run it by hand and see what it says: a mirror may be out of reach."
  lists_fresh=1
}
