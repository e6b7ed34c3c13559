// Classes of devices that belong to a line. [TSPI_lineGetID]
#pragma once

#include <string>
#include <string_view>

#include "provider/line/line_provider.hpp"

namespace campon::provider::abi {

inline constexpr std::string_view k_line_class = "tapi/line";
inline constexpr std::string_view k_port_class = "comm/datamodem/portname";

// dwDeviceClasses: each with its NUL. The NUL that ends the list is the text's own.
inline std::string device_classes(const LineProvider& line) {
  std::string classes = std::string(k_line_class) + '\0';
  if (!line.device().empty()) classes += std::string(k_port_class) + '\0';
  return classes;
}

}  // namespace campon::provider::abi
