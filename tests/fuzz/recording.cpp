// A recording from anybody: it is refused, or writing it again gives what was read.
#include "drivers/recording/recording.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace campon::recording;
  const auto recording = parse_recording(std::string_view(reinterpret_cast<const char*>(data), size), "fuzz");
  if (!recording) return 0;
  const auto again = parse_recording(to_text(*recording), "fuzz");
  if (!again || !(again->events == recording->events)) std::abort();
  return 0;
}
