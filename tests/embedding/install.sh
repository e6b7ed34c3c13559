# Installs the build into an empty folder, as a package would, and moves it: nothing in it may know where it was built or installed.
#   install.sh CMAKE BUILD_DIR FOLDER
set -eu
rm -rf "$3" "$3.staged"
DESTDIR="$3.staged" "$1" --install "$2" --prefix /opt/first >"$3.log" 2>&1 || { cat "$3.log"; exit 1; }
mv "$3.staged/opt/first" "$3"
rm -rf "$3.staged"
left=$(grep -rlI -e "$2" -e /opt/first "$3/lib" "$3/include" || true)
[ -z "$left" ] || { echo "these know where they were built: $left"; exit 1; }
for file in include/campon/tspi.h include/campon/campon.h include/campon/open.hpp lib/libcampon.so.0 lib/libcampon-cpp.so.0 bin/campon \
  bin/campon-sim lib/pkgconfig/campon.pc lib/cmake/campon/campon-config.cmake share/campon/profiles/networks/nanp_class.toml; do
  [ -e "$3/$file" ] || { echo "missing: $file"; exit 1; }
done
