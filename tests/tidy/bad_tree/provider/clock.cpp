#include <asio.hpp>
#include <chrono>

#include "../hal/line.hpp"
#include "drivers/atmodem/engine/chat.hpp"

namespace campon {

long now() { return std::chrono::steady_clock::now().time_since_epoch().count(); }
int seed() { return std::random_device{}(); }
void wait() { std::this_thread::sleep_for(250ms); }
auto unit(long n) { return n * 1ms; }
auto pause() { return std::chrono::milliseconds(200); }
const char* maker() { return "Panasonic KX"; }
int file() { return ::open("/etc/passwd", 0); }
// return std::time(nullptr);
// A comment may speak of steady_clock::now, of 500ms and of panasonic.

}  // namespace campon
