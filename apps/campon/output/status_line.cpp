#include "apps/campon/output/status_line.hpp"

#include <ostream>
#include <utility>

#include "apps/campon/app_timers.hpp"

namespace campon::cli {

StatusLine::StatusLine(env::Scheduler& scheduler, std::ostream& err, bool terminal, std::function<std::string()> say)
    : scheduler_(scheduler), err_(err), terminal_(terminal), say_(std::move(say)) {
  draw();
}

StatusLine::~StatusLine() { clear(); }

void StatusLine::clear() {
  if (terminal_ && !shown_.empty()) err_ << "\r\x1b[K" << std::flush;
  if (terminal_) shown_.clear();
}

void StatusLine::draw() {
  const std::string text = say_();
  if (terminal_ && text != shown_) err_ << "\r\x1b[K" << text << std::flush;
  if (!terminal_ && !text.empty() && text != shown_) err_ << text << std::endl;
  shown_ = text;
  timer_ = scheduler_.after(terminal_ ? k_app_timers.status_line : k_app_timers.status_plain, [this] { draw(); });
}

}  // namespace campon::cli
