#include "drivers/atmodem/gsm/message/prompt_watch.hpp"

#include <cstddef>
#include <utility>

namespace campon::atmodem {

namespace {
bool ends_line(char byte) { return byte == '\r' || byte == '\n'; }
}  // namespace

void PromptWatch::feed(std::string_view bytes, const Forward& forward, const Prompted& prompted) {
  std::size_t begin = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const bool blank = std::exchange(after_prompt_, false) && bytes[at] == ' ';
    const bool prompt = armed_ && at_line_start_ && bytes[at] == '>';
    at_line_start_ = ends_line(bytes[at]) || blank;
    if (!blank && !prompt) continue;
    if (at > begin) forward(bytes.substr(begin, at - begin));
    begin = at + 1;
    if (!prompt) continue;
    armed_ = false;
    after_prompt_ = true;
    prompted();
  }
  if (begin < bytes.size()) forward(bytes.substr(begin));
}

}  // namespace campon::atmodem
