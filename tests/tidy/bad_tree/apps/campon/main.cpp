#include <asio.hpp>
#include "drivers/serial/serial_channel.hpp"
#include "provider/line/line_provider.hpp"
int main() { return getenv("panasonic") == nullptr; }
