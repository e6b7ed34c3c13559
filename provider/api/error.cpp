#include "campon/error.hpp"

#include "provider/api/conversion.hpp"
#include "provider/line/line_error.hpp"

namespace campon {

namespace detail {

Error to_public(const env::Error& error) {
  return {provider::line_error(error.code).value, static_cast<Remedy>(error.remedy), error.what, error.heard};
}

}  // namespace detail

std::string_view code_name(const Error& error) {
  const auto name = provider::line_error_name(error.code);
  return name.empty() ? "LINEERR" : name;
}

}  // namespace campon
