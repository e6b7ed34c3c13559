// A disk in memory that forgets what was not synced when the power fails, and fails when a test says so.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/rng.hpp"
#include "hal/env/storage.hpp"

namespace campon::env {

class VirtualStorage final : public Storage {
 public:
  Expected<std::string> read(std::string_view file) const override;
  Result append(std::string_view file, std::string_view bytes) override;
  Result sync(std::string_view file) override;
  Result replace(std::string_view file, std::string_view bytes) override;
  [[nodiscard]] std::vector<std::string> list() const override;

  // What sync has not confirmed is lost: all of it, or from a random place on, as a torn write leaves it. [fault H02]
  void power_loss();
  void power_loss(Rng& rng);
  // The n-th changing operation from now on (1 is the next) fails once and changes nothing; a failed sync confirms nothing.
  // [faults H03, H04]
  void fail_nth(unsigned n) { fail_in_ = n; }
  // Every one fails, until it is told not to.
  void fail_all(bool on) { failing_ = on; }
  // How many changing operations there were, so that a test can fail each of them in turn.
  [[nodiscard]] unsigned changes() const { return changes_; }

 private:
  struct File {
    std::string bytes;
    std::size_t synced = 0;  // as many bytes survive a power loss
    bool durable = false;    // and so does the name
  };
  Result begin_change(std::string_view doing, std::string_view file);
  template <class Kept>
  void lose(Kept kept);

  std::map<std::string, File, std::less<>> files_;
  unsigned changes_ = 0;
  unsigned fail_in_ = 0;
  bool failing_ = false;
};

}  // namespace campon::env
