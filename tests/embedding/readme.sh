# Runs the compiling commands of README.md's section "Embedding" as they stand, in a copy of what they name; ~/campon is the installed
# tree. What the section says about CMake is built too.
#   readme.sh SOURCE_DIR PREFIX WORK_DIR
set -eu
root=$1 prefix=$2 work=$3
rm -rf "$work"
mkdir -p "$work"
cp -r "$root/examples" "$work/examples"
ln -s "$prefix" "$work/campon"
section=$(sed -n '/^## Embedding/,/^## [^E]/p' "$root/README.md")
commands=$(grep -E '^    (export|cc|c\+\+) ' <<<"$section" | sed 's/^    //')
[ "$(grep -c -E '^(cc|c\+\+) ' <<<"$commands")" -ge 3 ] || { echo "the section has no commands"; exit 1; }
cd "$work"
HOME=$work bash -eu -c "$commands"
for program in c-minimal cpp-minimal host-loop; do
  status=0
  said=$(LD_LIBRARY_PATH=$prefix/lib "./$program" 2>&1) || status=$?
  [ "$status" -eq 2 ] && grep -q usage <<<"$said" || { echo "$program: exit $status: $said"; exit 1; }
done
for word in 'find_package(campon REQUIRED)' campon::tspi campon::campon; do
  grep -qF "$word" <<<"$section" || { echo "the section does not show $word"; exit 1; }
done
sed -n '/^```cmake/,/^```/p' <<<"$section" | sed '/^```/d' >"$work/snippet.cmake"
mkdir "$work/project"
cp "$root/examples/c-minimal/main.c" "$work/project/program.c"
cp "$root/examples/cpp-minimal/main.cpp" "$work/project/program.cpp"
{
  printf 'cmake_minimum_required(VERSION 3.25)\nproject(readme LANGUAGES C CXX)\n'
  cat "$work/snippet.cmake"
} >"$work/project/CMakeLists.txt"
cmake -G Ninja -S "$work/project" -B "$work/built" -DCMAKE_PREFIX_PATH="$prefix" >"$work/log" 2>&1 && cmake --build "$work/built" >>"$work/log" 2>&1 ||
  { cat "$work/log"; exit 1; }
