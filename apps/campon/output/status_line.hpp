// What goes on while one waits: redrawn in place on a terminal, a plain line now and then elsewhere.
#pragma once

#include <functional>
#include <iosfwd>
#include <string>

#include "hal/env/scheduler.hpp"

namespace campon::cli {

class StatusLine {
 public:
  // `say` gives the present text, empty for none. `err` and the scheduler must outlive it.
  StatusLine(env::Scheduler& scheduler, std::ostream& err, bool terminal, std::function<std::string()> say);
  ~StatusLine();
  StatusLine(const StatusLine&) = delete;
  StatusLine& operator=(const StatusLine&) = delete;

  // Wipes the line, so that something else can be printed.
  void clear();

 private:
  void draw();

  env::Scheduler& scheduler_;
  std::ostream& err_;
  bool terminal_;
  std::function<std::string()> say_;
  std::string shown_;
  env::Timer timer_;
};

}  // namespace campon::cli
