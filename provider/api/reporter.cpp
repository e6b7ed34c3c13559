#include "provider/api/reporter.hpp"

#include "hal/env/trace.hpp"
#include "provider/api/conversion.hpp"

namespace campon::detail {

void Reporter::tell(const Error& error) noexcept {
  const auto handler = handler_;
  if (!handler) return;
  try {
    handler(error);
  } catch (...) {  // nobody is left to tell
  }
}

void Reporter::tell_thrown(std::string_view whose, std::string_view what) noexcept {
  const std::string text = "A handler of " + std::string(whose) + " threw: " + env::escaped(what) + ". Mend the handler.";
  tell(to_public(env::Error{env::ErrorCode::internal, env::Remedy::defect, text, {}}));
}

}  // namespace campon::detail
