// A mobile network beside an exchange: its subscribers call the exchange's and each other, with one queue for each called number.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "hw-sim/exchange/exchange.hpp"
#include "hw-sim/mobile/mobile_subscriber.hpp"

namespace campon::sim {

// A short message in the store of the service centre.
struct StoredMessage {
  std::string from;
  std::string to;
  std::string text;  // UTF-8
  env::Time at{};
};

// What the operator has decided.
struct MobileRules {
  std::string operator_name = "CAMPON MOBILE";
  std::string operator_digits = "00101";  // the test network [E.212]
  std::string service_centre = "+15550000";
  std::vector<std::string> emergency{"112", "911"};
  std::size_t completion_limit = 5;               // requests of one subscriber [TS 24.093 4.1]
  bool keeps_on_busy = true;                      // B busy again after the recall: the request stays in its place
  std::string balance = "Your balance is 12.50";  // the answer to *100#
};

class MobileNetwork {
 public:
  // All must outlive this.
  MobileNetwork(Exchange& exchange, env::Scheduler& scheduler, env::Trace& trace, Faults& faults);
  ~MobileNetwork();
  MobileNetwork(const MobileNetwork&) = delete;
  MobileNetwork& operator=(const MobileNetwork&) = delete;

  // Made on first use, with a station of this number in the exchange. Valid as long as the network.
  MobileSubscriber& subscriber(std::string_view number);
  [[nodiscard]] bool has(std::string_view number) const { return subscribers_.contains(number); }
  [[nodiscard]] const std::map<std::string, std::unique_ptr<MobileSubscriber>, std::less<>>& subscribers() const { return subscribers_; }

  MobileRules rules;

  // The books. In the order of time.
  [[nodiscard]] const std::vector<Exchange::Event>& emergency_calls() const { return emergency_calls_; }
  [[nodiscard]] const std::vector<StoredMessage>& messages() const { return messages_; }
  void forget_requests();

  // Of the subscribers.
  [[nodiscard]] bool is_emergency(std::string_view number) const;
  void enter_emergency(const std::string& from, std::string_view number);
  void store(StoredMessage message) { messages_.push_back(std::move(message)); }
  // The subscriber whose channel a station is; null for the exchange's own.
  [[nodiscard]] MobileSubscriber* owner(const Station& station);

 private:
  MobileWorld world_;
  std::map<std::string, std::unique_ptr<MobileSubscriber>, std::less<>> subscribers_;
  std::vector<Exchange::Event> emergency_calls_;
  std::vector<StoredMessage> messages_;
};

}  // namespace campon::sim
