# Builds one example against the installed tree, by pkg-config and a plain compiler or by CMake's find_package, and runs it against
# a simulator on a pty.
#   example.sh PREFIX SOURCE_DIR pkg-config|cmake COMPILER CMAKE WORK_DIR free|busy
set -eu
source "$(dirname "$0")/lines.sh"
prefix=$1 source=$2 how=$3 compiler=$4 cmake=$5 work=$6 called=$7
name=$(basename "$source")
rm -rf "$work"
mkdir -p "$work"

by_pkg_config() {
  local package=campon main=$source/main.c flags=(-std=c11 -Wall -Wextra -Werror)
  if [ -e "$source/main.cpp" ]; then
    package=campon-cpp main=$source/main.cpp flags=(-std=c++20 -Wall -Wextra -Werror)
  fi
  # shellcheck disable=SC2046
  PKG_CONFIG_PATH="$prefix/lib/pkgconfig" "$compiler" "${flags[@]}" "$main" \
    $(PKG_CONFIG_PATH="$prefix/lib/pkgconfig" pkg-config --cflags --libs "$package") -o "$work/$name"
}
by_cmake() {
  "$cmake" -G Ninja -S "$source" -B "$work/build" -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_C_COMPILER="$compiler" -DCMAKE_CXX_COMPILER="$compiler" \
    >"$work/cmake.log" 2>&1 && "$cmake" --build "$work/build" >>"$work/cmake.log" 2>&1 || { cat "$work/cmake.log"; exit 1; }
  cp "$work/build/$name" "$work/$name"
}
if [ "$how" = cmake ]; then by_cmake; else by_pkg_config; fi

export LD_LIBRARY_PATH="$prefix/lib"
simulate "$prefix/bin/campon-sim" "$work"
if [ "$called" = busy ]; then "$prefix/bin/campon-sim" ctl --pty-dir "$work/lines" busy 5550123 12s; fi
"$work/$name" 5550123
