#include "telephone.hpp"

#include <sstream>

namespace campon::sim {

namespace {

std::string with_codes(const Plan& plan, std::string token, const std::string& number) {
  for (auto open = token.find('{'); open != std::string::npos; open = token.find('{')) {
    const auto close = token.find('}', open);
    token.replace(open, close - open + 1, plan.codes.at(token.substr(open + 1, close - open - 1)));
  }
  if (const auto at = token.find('D'); at != std::string::npos) token.replace(at, 1, number);
  return token;
}

}  // namespace

void Person::follows(std::string_view sequence, const std::string& number_d) {
  std::istringstream tokens{std::string(sequence)};
  for (std::string token; tokens >> token;) {
    if (token == "O") {
      lifts();
    } else if (token == "H") {
      hangs_up();
    } else if (token == "H2s") {
      hangs_up();
      town_.advance(2s);
    } else if (token == "F") {
      flashes();
    } else if (token == "w") {
      EXPECT_TRUE(waits_for_dial_tone()) << sequence;
    } else if (token == "k") {
      town_.advance(town_.plan().waits.post_dial + 400ms);
    } else if (token == "(wait)") {
      town_.advance(15s);
    } else {
      presses(with_codes(town_.plan(), token, number_d));
    }
  }
}

}  // namespace campon::sim
