// Errors of the C++ API: values, with what the receiver can do next.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace campon {

// What the receiver of an error can do.
enum class Remedy : std::uint8_t {
  misuse,       // the caller's mistake: do not repeat the call as it was
  refused,      // the network or the device said no
  later,        // busy, full or not ready: the same call may succeed later
  gone,         // the device, line or call is away
  unsupported,  // this line or network cannot do it: use another way
  unknown,      // sent, and no answer came: cancel or look, never repeat blindly
  defect,       // a mistake in Campon, or an exception that left a handler
};
std::string_view to_string(Remedy remedy);

struct Error {
  std::int32_t code = 0;  // LINEERR_*, the values of tspi.h: negative
  Remedy remedy = Remedy::defect;
  std::string what;   // a sentence for people: names the number, device or file:line, and the next step
  std::string heard;  // what the line or device said, escaped; empty when nothing was
};

// "LINEERR_COMPLETIONOVERRUN"; "LINEERR" for a value that has no name. [tapi-constants LINEERR]
std::string_view code_name(const Error& error);

template <class T>
using Expected = tl::expected<T, Error>;
using Result = Expected<void>;

}  // namespace campon
