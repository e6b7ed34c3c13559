// The card in a mobile telephone: who the subscriber is, and the PIN that guards it. [TS 11.11; 27.007 8.3]
#pragma once

#include <string>
#include <string_view>

namespace campon::sim {

enum class Lock { none, pin, puk, blocked };

class SimCard {
 public:
  explicit SimCard(std::string number) : number_(std::move(number)) {}

  // Asks for it from the next power on; empty: never.
  void set_pin(std::string_view pin);
  void power_on();
  [[nodiscard]] Lock lock() const { return lock_; }
  // False when it is wrong: after three times the PUK is wanted, after ten wrong ones the card is dead.
  bool enter_pin(std::string_view pin);
  bool enter_puk(std::string_view puk, std::string_view new_pin);
  [[nodiscard]] int tries() const { return tries_; }
  [[nodiscard]] const std::string& number() const { return number_; }
  // 001 01 is the test network. [E.212]
  [[nodiscard]] std::string imsi() const;
  [[nodiscard]] std::string icc_id() const;

  static constexpr std::string_view k_puk = "12345678";

 private:
  static constexpr int k_pin_tries = 3;
  static constexpr int k_puk_tries = 10;
  std::string number_;
  std::string pin_;
  Lock lock_ = Lock::none;
  int tries_ = k_pin_tries;
  int puk_tries_ = k_puk_tries;
};

}  // namespace campon::sim
