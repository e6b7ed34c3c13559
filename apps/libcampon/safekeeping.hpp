// What a program's lines share and keep: the owner's policy, and for each device the journal of its requests.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "hal/env/scheduler.hpp"
#include "hal/env/storage.hpp"
#include "hal/env/trace.hpp"
#include "provider/journal/journal.hpp"
#include "provider/policy/toll_guard.hpp"

namespace campon::apps {

// CAMPON_STATE, else /var/lib/campon for root and who may write there, else ~/.local/state/campon.
std::string default_state_folder();
// CAMPON_POLICY, else /etc/campon/policy.toml.
std::string policy_file();

// Everything it hands out lives as long as it does.
class Safekeeping {
 public:
  // `folder` empty: the default one, and nothing is kept for ptys, whose names mean another thing every time. A policy file
  // that does not exist is the default policy.
  // Scheduler and trace must outlive it. Errors: bad_profile naming file and line of the policy.
  static env::Expected<std::unique_ptr<Safekeeping>> open(std::string folder, env::Scheduler& scheduler, env::Trace& trace);

  // nullptr where nothing is kept. Errors: device_held (later) while another program keeps this device's requests, storage_failed,
  // bad_profile for a journal of another version.
  env::Expected<provider::Journal*> journal_of(const std::string& device);
  // The region must outlive it.
  provider::TollGuard& guard_of(const provider::Region& region);

 private:
  struct Kept {
    std::unique_ptr<env::Storage> storage;
    std::unique_ptr<provider::Journal> journal;
  };
  Safekeeping(std::string folder, bool for_ptys, provider::Policy policy, env::Scheduler& scheduler, env::Trace& trace)
      : folder_(std::move(folder)), for_ptys_(for_ptys), policy_(std::move(policy)), scheduler_(scheduler), trace_(trace) {}

  std::string folder_;
  bool for_ptys_;
  provider::Policy policy_;
  env::Scheduler& scheduler_;
  env::Trace& trace_;
  std::map<std::string, Kept> journals_;
  std::map<std::string, std::unique_ptr<provider::TollGuard>> guards_;  // by region
};

// What the journals of a folder say, without disturbing a program that writes one. Folders without a journal are left out.
// Errors: storage_failed naming the folder, bad_profile naming the file.
env::Expected<provider::JournalState> read_journals(const std::string& folder);

}  // namespace campon::apps
