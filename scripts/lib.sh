# Shared by the scripts of this folder; sourced, never run. After sourcing, $root is the top of the tree.
# shellcheck shell=bash
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cores=$(nproc)

say() { printf '%s\n' "-- $*" >&2; }
die() {
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

# The names in a package list, without comments.
packages_in() { sed -e 's/#.*//' -e 's/[[:space:]]//g' -e '/^$/d' "$1"; }

missing_packages() {
  local package
  for package in $(packages_in "$1"); do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)" = installed ] || printf '%s\n' "$package"
  done
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    sudo "$@"
  fi
}

# Installs what is missing of a list; touches nothing when everything is there.
install_packages() {
  local list=$1
  local -a missing
  command -v dpkg-query >/dev/null || die "this is no Debian system: install by other means what $list names, then build with CMake"
  mapfile -t missing < <(missing_packages "$list")
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
    die "these packages are missing, and neither root nor sudo is at hand to install them:"$'\n'"  apt-get install ${missing[*]}"
  fi
  say "installing: ${missing[*]}"
  as_root apt-get update -qq >&2 || return 1
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
}

build_dir() { printf '%s\n' "$root/build/$1"; }

# The thread sanitizer cannot place its shadow on kernels that randomize many bits of an address, so its programs, which
# the build runs too, get a fixed layout where the system permits it.
fixed_layout() {
  if setarch -R true 2>/dev/null; then
    setarch -R "$@"
  else
    "$@"
  fi
}

run_for_preset() {
  local preset=$1
  shift
  case $preset in
    tsan) fixed_layout "$@" ;;
    *) "$@" ;;
  esac
}

# Afresh when there is no cache, when the tree has moved or when the presets have changed; otherwise Ninja looks after it.
configure() {
  local preset=$1 dir
  dir=$(build_dir "$preset")
  if [ -f "$dir/build.ninja" ] && grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$dir/CMakeCache.txt" &&
    [ ! "$root/CMakePresets.json" -nt "$dir/CMakeCache.txt" ]; then
    return 0
  fi
  say "configuring $preset"
  (cd "$root" && cmake --fresh --preset "$preset" >&2)
  touch "$dir/CMakeCache.txt"
}

# build PRESET [TARGET...]
build() {
  local preset=$1
  shift
  configure "$preset"
  say "building $preset"
  run_for_preset "$preset" cmake --build "$(build_dir "$preset")" -j "$cores" ${1:+--target "$@"} >&2
}
