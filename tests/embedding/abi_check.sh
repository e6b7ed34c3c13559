# scripts/abi-check says yes to the libraries as they are, and no when a function or a field is gone.
#   abi_check.sh SCRIPT BUILD_DIR FOLDER same|function|field
set -u
"$1" --help >/dev/null || exit 1
command -v abidiff >/dev/null || exit 77
rm -rf "$3"
cp -r "$(dirname "$1")/../packaging/abi" "$3" || exit 1
case $4 in
  same) wanted=0 ;;
  function) wanted=1 && sed -i "s/<elf-symbol name='campon_fd'/<elf-symbol name='campon_formerly'/" "$3/libcampon.abi" ;;
  field)
    wanted=1
    sed -i "/name='camponrecallverdict_tag'/,/<\/class-decl>/{s/size-in-bits='224'/size-in-bits='256'/;s/bits='192'/bits='224'/}" "$3/libcampon.abi"
    ;;
  *) exit 2 ;;
esac
"$1" --against "$3" "$2"
got=$?
[ $got -eq $wanted ] || [ $got -eq 77 ] || { echo "abi-check: exit $got, expected $wanted"; exit 1; }
[ $got -ne 77 ] || exit 77
