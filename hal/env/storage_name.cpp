#include "hal/env/storage_name.hpp"

#include <string>

#include "hal/env/trace.hpp"

namespace campon::env {
namespace {

constexpr std::size_t k_longest_name = 64;

bool plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

}  // namespace

Result check_storage_name(std::string_view file) {
  bool good = !file.empty() && file.size() <= k_longest_name && file.front() != '.';
  for (const char c : file) good = good && plain(c);
  if (good) return {};
  return fail(ErrorCode::storage_failed, Remedy::misuse, "not a file name: " + escaped(file.substr(0, k_longest_name)));
}

tl::unexpected<Error> no_such_file(std::string_view file) {
  return fail(ErrorCode::device_missing, Remedy::misuse, "no such file: " + escaped(file));
}

}  // namespace campon::env
