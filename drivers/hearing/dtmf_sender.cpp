#include "drivers/hearing/dtmf_sender.hpp"

#include <array>
#include <cmath>
#include <numbers>

#include "drivers/hearing/hearing_timers.hpp"

namespace campon::hearing {

namespace {

using env::ErrorCode;
using env::Remedy;

constexpr std::string_view k_keys = "123A456B789C*0#D";
constexpr std::array<double, 4> k_rows_hz{697, 770, 852, 941};  // [ITU-T Q.23]
constexpr std::array<double, 4> k_columns_hz{1209, 1336, 1477, 1633};
constexpr double k_full_scale_dbm0 = 3.14;  // of a sine [ITU-T G.711]
constexpr double k_full_scale = 32767;
constexpr std::size_t k_most_digits = 128;

double amplitude(double dbm0) { return k_full_scale * std::pow(10.0, (dbm0 - k_full_scale_dbm0) / 20); }

std::size_t samples_in(env::Duration length) {
  return static_cast<std::size_t>(std::chrono::duration<double>(length).count() * hal::k_sample_rate + 0.5);
}

bool is_level(double dbm0) { return dbm0 >= k_dtmf_softest_dbm0 && dbm0 <= k_dtmf_loudest_dbm0; }

bool are_levels(DtmfLevels levels) {
  const double twist = levels.high - levels.low;
  return is_level(levels.low) && is_level(levels.high) && twist >= 0 && twist <= k_dtmf_most_twist_db;
}

bool is_pace(DtmfPace pace) {
  return pace.tone >= k_dtmf_shortest_tone && pace.tone <= k_dtmf_longest && pace.pause >= k_dtmf_shortest_pause &&
         pace.pause <= k_dtmf_longest;
}

void add_digit(std::vector<hal::Sample>& out, std::size_t key, DtmfPace pace, DtmfLevels levels) {
  const double low = 2 * std::numbers::pi * k_rows_hz[key / 4] / hal::k_sample_rate;
  const double high = 2 * std::numbers::pi * k_columns_hz[key % 4] / hal::k_sample_rate;
  const std::size_t length = samples_in(pace.tone);
  for (std::size_t n = 0; n < length; ++n) {
    const auto at = static_cast<double>(n);
    out.push_back(
        static_cast<hal::Sample>(std::lround(amplitude(levels.low) * std::sin(low * at) + amplitude(levels.high) * std::sin(high * at))));
  }
  out.insert(out.end(), samples_in(pace.pause), 0);
}

}  // namespace

DtmfLevels dtmf_levels(std::string_view region) {
  if (region == "us" || region == "ca") return {-10, -10};
  if (region == "jp") return {-7, -7};
  if (region == "br") return {-12, -10};
  return {};
}

env::Expected<std::vector<hal::Sample>> dtmf_samples(std::string_view digits, DtmfPace pace, DtmfLevels levels) {
  if (digits.size() > k_most_digits) return env::fail(ErrorCode::bad_dial_length, Remedy::misuse, "more than 128 digits at once");
  if (digits.find_first_not_of(k_keys) != std::string_view::npos)
    return env::fail(ErrorCode::bad_dial_string, Remedy::misuse, "only 0-9, *, # and A-D are DTMF digits");
  if (!are_levels(levels))
    return env::fail(ErrorCode::bad_profile, Remedy::misuse,
                     "DTMF levels must lie between -24 and -3 dBm0, the higher group 0 to 4 dB above");
  if (!is_pace(pace)) return env::fail(ErrorCode::bad_profile, Remedy::misuse, "a DTMF digit lasts 40 ms to 2 s, its pause 30 ms to 2 s");
  std::vector<hal::Sample> out;
  for (const char digit : digits) add_digit(out, k_keys.find(digit), pace, levels);
  return out;
}

}  // namespace campon::hearing
