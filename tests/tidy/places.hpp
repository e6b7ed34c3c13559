// Which rules a file is under, judged by where it lies.
#pragma once

#include <string_view>

namespace campon::tidy {

// Does no I/O and reads no clock, chance or disk of its own.
bool is_core(std::string_view path);
// May use the event loop library.
bool may_use_asio(std::string_view path);
// The C ABI is the one place of the core where other threads come in.
bool may_use_threads(std::string_view path);
// Holds named waits; tables only.
bool is_timer_table(std::string_view path);
// One of the layers that speak of no network, PBX or chipset by name.
bool is_layer(std::string_view path);
// May a file at `path` include `header` (both from the root of the tree)? Headers that are not ours are always fine.
bool may_include(std::string_view path, std::string_view header);

bool is_header(std::string_view path);
bool is_source(std::string_view path);

}  // namespace campon::tidy
