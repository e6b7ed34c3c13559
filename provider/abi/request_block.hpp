// The requests of a CAMPONREQUESTLIST with their texts and steps, as one piece of memory: all of it fits, or none of it is given.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "campon/campon.h"
#include "provider/journal/journal_record.hpp"
#include "provider/types.hpp"

namespace campon::provider::abi {

class RequestBlock {
 public:
  // `begin`: where the block will lie in the structure; offsets count from the structure's beginning.
  explicit RequestBlock(std::size_t begin) : begin_(begin) {}

  void add(const CompletionView& view, const std::vector<JournalStep>& history);
  [[nodiscard]] DWORD count() const { return static_cast<DWORD>(requests_.size()); }
  // First the requests, then the steps, then the texts.
  [[nodiscard]] std::vector<std::byte> bytes() const;

 private:
  // Offsets inside `steps_` and `texts_` until bytes() moves them behind what stands before.
  DWORD text(std::string_view value, DWORD& size);

  std::size_t begin_;
  std::vector<CAMPONREQUEST> requests_;
  std::vector<CAMPONREQUESTSTEP> steps_;
  std::vector<char> texts_;
};

}  // namespace campon::provider::abi
