// Where errors go that have no handler of their own, and the wall that no exception of a handler passes.
#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "campon/error.hpp"

namespace campon::detail {

class Reporter {
 public:
  void set(std::function<void(const Error&)> handler) { handler_ = std::move(handler); }
  // An exception that leaves the error handler itself ends here.
  void tell(const Error& error) noexcept;
  // A handler of `whose` ("call to 5550123") threw.
  void tell_thrown(std::string_view whose, std::string_view what) noexcept;

  // Runs a copy of the handler, so that it may replace or destroy what it was set on.
  template <class Handler, class... Args>
  void guard(std::string_view whose, Handler handler, Args&&... args) noexcept {
    if (!handler) return;
    try {
      handler(std::forward<Args>(args)...);
    } catch (const std::exception& thrown) {
      tell_thrown(whose, thrown.what());
    } catch (...) {
      tell_thrown(whose, "something that is no std::exception");
    }
  }

 private:
  std::function<void(const Error&)> handler_;
};

}  // namespace campon::detail
