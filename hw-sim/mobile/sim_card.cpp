#include "hw-sim/mobile/sim_card.hpp"

namespace campon::sim {

namespace {
std::string padded(std::string_view number, std::size_t width) {
  std::string digits(number.substr(number.size() > width ? number.size() - width : 0));
  return std::string(width - digits.size(), '0') + digits;
}
bool is_pin(std::string_view pin) {
  return pin.size() >= 4 && pin.size() <= 8 && pin.find_first_not_of("0123456789") == std::string_view::npos;
}
}  // namespace

void SimCard::set_pin(std::string_view pin) { pin_ = pin; }

void SimCard::power_on() {
  if (lock_ == Lock::none && !pin_.empty()) lock_ = Lock::pin;
}

bool SimCard::enter_pin(std::string_view pin) {
  if (lock_ != Lock::pin) return false;
  if (pin == pin_) {
    lock_ = Lock::none;
    tries_ = k_pin_tries;
    return true;
  }
  if (--tries_ == 0) lock_ = Lock::puk;
  return false;
}

bool SimCard::enter_puk(std::string_view puk, std::string_view new_pin) {
  if (lock_ != Lock::puk || !is_pin(new_pin)) return false;
  if (puk == k_puk) {
    pin_ = new_pin;
    lock_ = Lock::none;
    tries_ = k_pin_tries;
    puk_tries_ = k_puk_tries;
    return true;
  }
  if (--puk_tries_ == 0) lock_ = Lock::blocked;
  return false;
}

std::string SimCard::imsi() const { return "00101" + padded(number_, 10); }
std::string SimCard::icc_id() const { return "890010100000" + padded(number_, 7); }

}  // namespace campon::sim
