#include "drivers/loopback/pair.hpp"

#include <utility>

namespace campon::loopback {

namespace {
env::Error closed_error() { return {env::ErrorCode::device_missing, env::Remedy::gone, "loopback: the other end is closed", {}}; }
}  // namespace

Ends make_ends(env::Scheduler& scheduler, const PairOptions& options) {
  Ends ends{std::unique_ptr<End>(new End(scheduler, options, true)), std::unique_ptr<End>(new End(scheduler, options, false))};
  ends.computer->peer_ = ends.modem.get();
  ends.modem->peer_ = ends.computer.get();
  return ends;
}

End::~End() { close(); }

void End::close() {
  closed_ = true;
  arriving_.clear();
  bytes_arriving_ = 0;
  timer_.reset();
  if (peer_ == nullptr) return;
  peer_->peer_ = nullptr;
  std::exchange(peer_, nullptr)->receive(Kind::closed);
}

void End::lose_wire() {
  if (peer_ == nullptr) return;  // told already
  peer_ = nullptr;
  arriving_.clear();
  bytes_arriving_ = 0;
  timer_.reset();
  receive(Kind::closed);
}

void Pair::unplug() {
  computer().lose_wire();
  modem().lose_wire();
}

void End::attach(env::ByteSink* sink) {
  sink_ = sink;
  arm();
}

env::Result End::write(std::string_view bytes) {
  if (peer_ == nullptr) return tl::unexpected(closed_error());
  if (peer_->bytes_arriving_ + bytes.size() > options_.capacity)
    return env::fail(env::ErrorCode::device_refused, env::Remedy::later, "loopback: the other end does not read");
  if (bytes.empty()) return {};
  if (tap_) tap_(scheduler_.now(), computer_, bytes);
  peer_->receive(Kind::bytes, bytes);
  return {};
}

env::Result End::set_dtr(bool on) {
  if (!computer_) return env::fail(env::ErrorCode::not_supported, env::Remedy::unsupported, "loopback: DTR belongs to the computer");
  if (peer_ == nullptr) return tl::unexpected(closed_error());
  peer_->receive(on ? Kind::dtr_on : Kind::dtr_off);
  return {};
}

void End::receive(Kind kind, std::string_view bytes) {
  if (closed_) return;
  arriving_.push_back({scheduler_.now() + options_.latency, kind, std::string(bytes)});
  bytes_arriving_ += bytes.size();
  arm();
}

void End::arm() {
  if (closed_ || arriving_.empty() || timer_.armed()) return;
  const Parcel& next = arriving_.front();
  const bool for_sink = next.kind == Kind::bytes || next.kind == Kind::closed;
  if (for_sink && sink_ == nullptr) return;
  timer_ = scheduler_.at(next.due, [this] { deliver(); });
}

void End::deliver() {
  const Kind kind = arriving_.front().kind;
  if (sink_ == nullptr && (kind == Kind::bytes || kind == Kind::closed)) return;  // detached meanwhile
  const Parcel parcel = std::move(arriving_.front());
  arriving_.pop_front();
  bytes_arriving_ -= parcel.bytes.size();
  arm();
  hand_over(parcel);  // last: it may destroy this end
}

void End::hand_over(const Parcel& parcel) {
  switch (parcel.kind) {
    case Kind::bytes: return sink_->on_bytes(parcel.bytes);
    case Kind::closed: return sink_->on_closed(closed_error());
    case Kind::dtr_on:
    case Kind::dtr_off:
      if (const auto handler = on_dtr_) handler(parcel.kind == Kind::dtr_on);
      return;
  }
}

}  // namespace campon::loopback
