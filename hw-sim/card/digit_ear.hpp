// What a digit receiver of the exchange makes of the sound that it is sent. [Q.23, Q.24]
#pragma once

#include <cstdint>
#include <functional>
#include <span>

namespace campon::sim {

class DigitEar {
 public:
  struct Handlers {
    std::function<void()> begins;
    std::function<void(char digit)> ended;  // it was long enough
  };
  explicit DigitEar(Handlers handlers) : handlers_(std::move(handlers)) {}
  // 8000 samples per second, in blocks of any size.
  void feed(std::span<const std::int16_t> samples);

 private:
  void block_over();

  static constexpr std::size_t k_size = 80;  // 10 ms
  Handlers handlers_;
  std::int16_t block_[k_size]{};
  std::size_t filled_ = 0;
  char present_ = 0;
  int blocks_ = 0;
};

}  // namespace campon::sim
