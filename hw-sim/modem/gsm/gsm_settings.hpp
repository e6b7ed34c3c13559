// The settings of a mobile modem that are kept, told and asked for in the same way. [V.250, 27.007, 27.005]
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace campon::sim {

class GsmSettings {
 public:
  GsmSettings();
  void reset() { *this = GsmSettings(); }

  [[nodiscard]] bool knows(std::string_view name) const { return settings_.contains(name); }
  // Arguments that are left out stay as they are. False when one is out of its range, or there are too many.
  bool set(std::string_view name, const std::vector<std::string>& arguments);
  [[nodiscard]] int value(std::string_view name, std::size_t index = 0) const;
  // "+CLIP: 1", "+CLIP: (0,1)".
  [[nodiscard]] std::string told(std::string_view name) const;
  [[nodiscard]] std::string ranges(std::string_view name) const;

 private:
  struct Setting {
    std::vector<std::pair<int, int>> ranges;
    std::vector<int> values;
  };
  std::map<std::string, Setting, std::less<>> settings_;
};

}  // namespace campon::sim
