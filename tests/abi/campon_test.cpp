// What Campon offers beyond TAPI, through its C interface.
#include "campon/campon.h"

#include <gmock/gmock.h>

#include <cstring>
#include <string>

#include "host.hpp"

namespace campon::abi_test {
namespace {

using testing::HasSubstr;

// A structure of variable size with room behind it.
template <class Structure>
class Roomy {
 public:
  explicit Roomy(std::size_t room = 4096) : bytes_(std::max(room, sizeof(Structure))) { get()->dwTotalSize = static_cast<DWORD>(room); }
  Structure* get() { return reinterpret_cast<Structure*>(bytes_.data()); }
  Structure* operator->() { return get(); }
  std::string text(DWORD size, DWORD offset) const { return size == 0 ? "" : std::string(bytes_.data() + offset, size - 1); }
  template <class T>
  T at(std::size_t offset) const {
    T out;
    std::memcpy(&out, bytes_.data() + offset, sizeof out);
    return out;
  }

 private:
  std::vector<char> bytes_;
};

// A host beside an exchange where somebody talks for a while.
class BusyHost : public Host {
 protected:
  void be_busy() {
    at_exchange([](sim::Simulator& exchange) { exchange.subscriber("5550123").be_busy_for(20s); });
  }
};

class TheRequests : public BusyHost {
 protected:
  LONG get(Roomy<CAMPONREQUESTLIST>& list) { return campon_get_requests(line_, CAMPON_API_VERSION, list.get()); }
};

TEST_F(TheRequests, AreNoneAtFirst) {
  Roomy<CAMPONREQUESTLIST> list;
  ASSERT_EQ(get(list), 0);
  EXPECT_EQ(list->dwNumRequests, 0u);
  EXPECT_EQ(list->dwRequestsOffset, 0u);
  EXPECT_EQ(list->dwUsedSize, sizeof(CAMPONREQUESTLIST));
}

TEST_F(TheRequests, AreListedWithWhatIsKnownOfThem) {
  be_busy();
  const DWORD id = callback("5550123");
  Roomy<CAMPONREQUESTLIST> list;
  ASSERT_EQ(get(list), 0);
  ASSERT_EQ(list->dwNumRequests, 1u);
  const auto request = list.at<CAMPONREQUEST>(list->dwRequestsOffset);
  EXPECT_EQ(request.dwCompletionID, id);
  EXPECT_EQ(request.dwMode, LINECALLCOMPLMODE_CALLBACK);
  EXPECT_EQ(request.dwCondition, LINECALLCOMPLCOND_BUSY);
  EXPECT_EQ(request.dwState, CAMPONREQUESTSTATE_OUTSTANDING);
  EXPECT_EQ(request.dwAcceptance, CAMPONACCEPTANCE_HEARD);
  EXPECT_EQ(list.text(request.dwNumberSize, request.dwNumberOffset), "5550123");
  EXPECT_EQ(list.text(request.dwEvidenceSize, request.dwEvidenceOffset), "stutter dial tone");
  EXPECT_GT(request.llDeadline, request.llAsked);
}

TEST_F(TheRequests, TellTheirHistory) {
  be_busy();
  callback("5550123");
  Roomy<CAMPONREQUESTLIST> list;
  ASSERT_EQ(get(list), 0);
  const auto request = list.at<CAMPONREQUEST>(list->dwRequestsOffset);
  ASSERT_EQ(request.dwNumSteps, 2u);
  const auto first = list.at<CAMPONREQUESTSTEP>(request.dwStepsOffset);
  const auto second = list.at<CAMPONREQUESTSTEP>(request.dwStepsOffset + sizeof(CAMPONREQUESTSTEP));
  EXPECT_EQ(list.text(first.dwWhatSize, first.dwWhatOffset), "activating");
  EXPECT_EQ(list.text(second.dwWhatSize, second.dwWhatOffset), "outstanding");
  EXPECT_LE(first.llAt, second.llAt);
}

TEST_F(TheRequests, AreGivenWholeOrNotAtAll) {
  be_busy();
  callback("5550123");
  Roomy<CAMPONREQUESTLIST> probe(sizeof(CAMPONREQUESTLIST));
  ASSERT_EQ(get(probe), 0);
  EXPECT_EQ(probe->dwNumRequests, 1u);
  EXPECT_EQ(probe->dwRequestsSize, 0u);
  const DWORD needed = probe->dwNeededSize;
  Roomy<CAMPONREQUESTLIST> short_by_one(needed - 1);
  ASSERT_EQ(get(short_by_one), 0);
  EXPECT_EQ(short_by_one->dwRequestsSize, 0u);
  Roomy<CAMPONREQUESTLIST> enough(needed);
  ASSERT_EQ(get(enough), 0);
  EXPECT_EQ(enough->dwUsedSize, needed);
  EXPECT_NE(enough->dwRequestsSize, 0u);
}

TEST_F(TheRequests, WantRoomAHandleAndAVersion) {
  Roomy<CAMPONREQUESTLIST> small(sizeof(CAMPONREQUESTLIST) - 1), list;
  EXPECT_EQ(get(small), error(LINEERR_STRUCTURETOOSMALL));
  EXPECT_EQ(campon_get_requests(nullptr, CAMPON_API_VERSION, list.get()), error(LINEERR_INVALLINEHANDLE));
  EXPECT_EQ(campon_get_requests(line_, 0, list.get()), error(LINEERR_INCOMPATIBLEAPIVERSION));
  EXPECT_EQ(campon_get_requests(line_, CAMPON_API_VERSION + 1, list.get()), error(LINEERR_INCOMPATIBLEAPIVERSION));
  EXPECT_EQ(campon_get_requests(line_, CAMPON_API_VERSION, nullptr), error(LINEERR_INVALPOINTER));
}

class ARecallVerdict : public BusyHost {};

TEST_F(ARecallVerdict, SaysWhyTheRingIsTakenForOne) {
  be_busy();
  const DWORD id = callback("5550123");
  const HDRVCALL recall = next_offer();
  Roomy<CAMPONRECALLVERDICT> verdict;
  ASSERT_EQ(campon_get_recall_verdict(recall, CAMPON_API_VERSION, verdict.get()), 0);
  EXPECT_EQ(verdict->dwKind, CAMPONVERDICT_RECALL);
  EXPECT_EQ(verdict->dwCompletionID, id);
  EXPECT_THAT(verdict.text(verdict->dwReasonsSize, verdict->dwReasonsOffset), HasSubstr("cadence"));
}

TEST_F(ARecallVerdict, SaysThatAStrangerCalls) {
  at_exchange([](sim::Simulator& exchange) { exchange.subscriber("5550123").be_busy(); });
  callback("5550123");
  at_exchange([](sim::Simulator& exchange) { EXPECT_TRUE(exchange.call_line("5550100", "5550177", 30s)); });
  const HDRVCALL stranger = next_offer();
  Roomy<CAMPONRECALLVERDICT> verdict;
  ASSERT_EQ(campon_get_recall_verdict(stranger, CAMPON_API_VERSION, verdict.get()), 0);
  EXPECT_EQ(verdict->dwKind, CAMPONVERDICT_ORDINARY);
  EXPECT_EQ(verdict->dwCompletionID, 0u);
  EXPECT_NE(verdict->dwReasonsSize, 0u);
}

TEST_F(ARecallVerdict, IsNoneForACallThatWeMade) {
  const HDRVCALL call = make_call("5550199", 7);
  Roomy<CAMPONRECALLVERDICT> verdict;
  ASSERT_EQ(campon_get_recall_verdict(call, CAMPON_API_VERSION, verdict.get()), 0);
  EXPECT_EQ(verdict->dwKind, CAMPONVERDICT_NONE);
  EXPECT_EQ(campon_get_recall_verdict(nullptr, CAMPON_API_VERSION, verdict.get()), error(LINEERR_INVALCALLHANDLE));
}

class AnExplanation : public Host {
 protected:
  LONG explain(Roomy<CAMPONEXPLANATION>& out, const char* number, DWORD mode = LINECALLCOMPLMODE_CALLBACK,
               DWORD on = LINECALLCOMPLCOND_BUSY) {
    return campon_explain(0, number, mode, on, CAMPON_API_VERSION, out.get());
  }
};

TEST_F(AnExplanation, TellsTheStepsAndTouchesNoLine) {
  const std::string before = wire();
  Roomy<CAMPONEXPLANATION> out(8192);
  ASSERT_EQ(explain(out, "5550123"), 0);
  EXPECT_EQ(out->dwOffered, 1u);
  EXPECT_GT(out->dwNumSteps, 2u);
  EXPECT_THAT(out.text(out->dwTextSize, out->dwTextOffset), HasSubstr("send *66"));
  EXPECT_EQ(out.text(out->dwNetworkSize, out->dwNetworkOffset), "nanp_class");
  EXPECT_NE(out->dwSourceSize, 0u);
  EXPECT_EQ(wire(), before);
}

TEST_F(AnExplanation, SaysWhyNot) {
  Roomy<CAMPONEXPLANATION> out(8192);
  ASSERT_EQ(explain(out, "5550123", LINECALLCOMPLMODE_INTRUDE), 0);
  EXPECT_EQ(out->dwOffered, 0u);
  EXPECT_THAT(out.text(out->dwTextSize, out->dwTextOffset), HasSubstr("Not available"));
}

TEST_F(AnExplanation, IsNoneForAnEmergencyNumber) {
  Roomy<CAMPONEXPLANATION> out(8192);
  ASSERT_EQ(explain(out, "911"), 0);
  EXPECT_EQ(out->dwOffered, 0u);
  EXPECT_THAT(out.text(out->dwTextSize, out->dwTextOffset), HasSubstr("emergency"));
}

TEST_F(AnExplanation, RefusesWhatMakesNoSense) {
  Roomy<CAMPONEXPLANATION> out;
  EXPECT_EQ(explain(out, ""), error(LINEERR_INVALADDRESS));
  EXPECT_EQ(explain(out, "555?"), error(LINEERR_DIALPROMPT));
  EXPECT_EQ(explain(out, nullptr), error(LINEERR_INVALPOINTER));
  EXPECT_EQ(explain(out, "5550123", 3), error(LINEERR_INVALCALLCOMPLMODE));
  EXPECT_EQ(explain(out, "5550123", LINECALLCOMPLMODE_CALLBACK, 3), error(LINEERR_INVALPARAM));
  EXPECT_EQ(campon_explain(9, "5550123", LINECALLCOMPLMODE_CALLBACK, LINECALLCOMPLCOND_BUSY, CAMPON_API_VERSION, out.get()),
            error(LINEERR_BADDEVICEID));
}

class TheNetworkOfALine : public Host {};

TEST_F(TheNetworkOfALine, IsNotChangedWhileTheLineIsOpen) {
  EXPECT_EQ(campon_set_network(0, "panasonic_kx_tda"), error(LINEERR_ALLOCATED));
}

TEST_F(TheNetworkOfALine, WantsALineAndAName) {
  EXPECT_EQ(campon_set_network(9, "nanp_class"), error(LINEERR_BADDEVICEID));
  EXPECT_EQ(campon_set_network(0, nullptr), error(LINEERR_INVALPOINTER));
}

TEST_F(TheNetworkOfALine, IsFixedWhereTheRuntimeSaysSo) {
  close(line_);
  EXPECT_EQ(campon_set_network(0, "nanp_class"), error(LINEERR_OPERATIONUNAVAIL));
}

class AnInventedHandle : public Host {};

TEST_F(AnInventedHandle, IsAnErrorAndHarmsNothing) {
  env::SeededRng rng(7);
  Roomy<CAMPONREQUESTLIST> list;
  Roomy<CAMPONRECALLVERDICT> verdict;
  for (int i = 0; i < 2000; ++i) {
    const auto value = static_cast<std::uintptr_t>(rng.between(0, 0x1FFFF));
    if (value == reinterpret_cast<std::uintptr_t>(line_)) continue;
    EXPECT_EQ(campon_get_requests(reinterpret_cast<HDRVLINE>(value), CAMPON_API_VERSION, list.get()), error(LINEERR_INVALLINEHANDLE));
    EXPECT_EQ(campon_get_recall_verdict(reinterpret_cast<HDRVCALL>(value), CAMPON_API_VERSION, verdict.get()),
              error(LINEERR_INVALCALLHANDLE));
  }
  EXPECT_EQ(campon_get_requests(line_, CAMPON_API_VERSION, list.get()), 0);
}

TEST(WithoutAProvider, EverythingBeyondTapiIsUninitialized) {
  Roomy<CAMPONREQUESTLIST> list;
  EXPECT_EQ(campon_get_requests(nullptr, CAMPON_API_VERSION, list.get()), error(LINEERR_UNINITIALIZED));
  EXPECT_EQ(campon_set_network(0, "nanp_class"), error(LINEERR_UNINITIALIZED));
  EXPECT_EQ(campon_fd(), error(LINEERR_UNINITIALIZED));
  EXPECT_EQ(campon_dispatch(), error(LINEERR_UNINITIALIZED));
}

}  // namespace
}  // namespace campon::abi_test
