#include "hw-sim/modem/modem_output.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "hw-sim/modem/fault_timers.hpp"

namespace campon::sim {

namespace {

constexpr std::size_t k_most_late = 64;
constexpr std::size_t k_most_pieces = 8192;
constexpr std::size_t k_garbage_bytes = 600;
constexpr std::size_t k_spew_piece = 1024;
constexpr std::size_t k_spew_pieces = 256;

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) text.replace(at, what.size(), by);
}

}  // namespace

void ModemOutput::text(std::string_view text) {
  std::string out = world_.faults.fires("P14") ? varied(text) : std::string(text);
  if (world_.faults.fires("D08")) out = robbed(out);
  if (!world_.faults.fires("P01")) return send(out);
  if (world_.rng.between(0, 1) == 0) return split(out);
  queue(k_glue, std::move(out));
}

void ModemOutput::bytes(std::string_view bytes) {
  if (world_.faults.fires("D08")) return send(robbed(bytes));
  send(bytes);
}

void ModemOutput::later(env::Duration after, std::string text) {
  if (late_.size() >= k_most_late) return;
  const std::uint64_t key = ++last_late_;
  late_[key] = world_.scheduler.after(after, [this, key, text = std::move(text)] {
    const auto mine = late_.extract(key);
    send(text);
  });
}

void ModemOutput::garbage() {
  std::string out;
  while (out.size() < k_garbage_bytes) {
    const auto kind = world_.rng.between(0, 3);
    const auto run = static_cast<std::size_t>(world_.rng.between(1, 40));
    if (kind < 2) out.append(run, kind == 0 ? '\0' : '\xFF');
    for (std::size_t i = 0; kind >= 2 && i < run; ++i) out += static_cast<char>(world_.rng.between(0, 255));
  }
  send(out);
}

void ModemOutput::spew() {
  std::string piece;
  for (std::size_t i = 0; i < k_spew_piece; ++i) piece += static_cast<char>('!' + i % 90);
  for (std::size_t i = 0; i < k_spew_pieces; ++i) queue(k_spew_gap, piece);
}

void ModemOutput::clear() {
  pieces_.clear();
  timer_.reset();
  late_.clear();
}

// Behind what waits already.
void ModemOutput::send(std::string_view bytes) {
  if (pieces_.empty()) return put(bytes);
  if (pieces_.size() < k_most_pieces) pieces_.push_back({{}, std::string(bytes)});
}

void ModemOutput::queue(env::Duration pause, std::string bytes) {
  if (pieces_.size() >= k_most_pieces) return;
  pieces_.push_back({pause, std::move(bytes)});
  if (!timer_.armed()) timer_ = world_.scheduler.after(pause, [this] { send_next(); });
}

// What needs no pause goes with what was before it, in one piece.
void ModemOutput::send_next() {
  std::string out = std::move(pieces_.front().bytes);
  pieces_.pop_front();
  while (!pieces_.empty() && pieces_.front().pause == env::Duration::zero()) {
    out += pieces_.front().bytes;
    pieces_.pop_front();
  }
  if (!pieces_.empty()) timer_ = world_.scheduler.after(pieces_.front().pause, [this] { send_next(); });
  put(out);
}

void ModemOutput::put(std::string_view bytes) {
  if (muted_ || bytes.empty()) return;
  world_.trace.note(world_.scheduler.now(), env::TraceKind::sent, name_, env::escaped(bytes));
  static_cast<void>(world_.dce.write(bytes));
}

void ModemOutput::split(std::string_view text) {
  for (const char byte : text) queue(k_split_gap, {byte});
}

// A second reader has taken a part of it.
std::string ModemOutput::robbed(std::string_view bytes) {
  if (bytes.empty()) return {};
  const auto from = static_cast<std::size_t>(world_.rng.between(0, bytes.size() - 1));
  const auto count = static_cast<std::size_t>(world_.rng.between(1, bytes.size()));
  return std::string(bytes).erase(from, count);
}

std::string ModemOutput::varied(std::string_view text) {
  static constexpr std::array<std::string_view, 5> k_ends{"\r", "\n", "\r\r\n", "\n\r", "\r\n\r\n"};
  std::string out(text);
  const auto kind = world_.rng.between(0, k_ends.size() + 1);
  if (kind < k_ends.size())
    replace_all(out, "\r\n", k_ends.at(kind));
  else if (kind == k_ends.size())
    replace_all(out, "\r\n", std::string("\0\r\n\0\x13", 5));
  else
    out = "\xFF\x8D\x8A" + out + "\xC1\x8D\x8A";
  return out;
}

}  // namespace campon::sim
