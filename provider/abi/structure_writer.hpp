// Fills TAPI's structures of variable size: fixed part by negotiated version, texts behind it, never half a text.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string_view>

#include "campon/tspi.h"

namespace campon::provider::abi {

template <class Structure>
class StructureWriter {
 public:
  // `fixed` is the size of the fixed part in the negotiated version; beyond it nothing but texts is written. Fields that are
  // neither filled nor kept become 0. [TAPI "Variably Sized Data Structures"]
  StructureWriter(Structure* out, std::size_t fixed)
      : out_(reinterpret_cast<std::byte*>(out)), fixed_(fixed), total_(out->dwTotalSize), needed_(fixed), used_(fixed) {}

  [[nodiscard]] bool fits() const { return total_ >= fixed_; }

  // Leaves fields as the caller has them: those that TAPI fills.
  template <class... Field>
  void keep(Field Structure::*... field) {
    if (!fits()) return;
    Structure before{};
    std::memcpy(&before, out_, fixed_);
    ((fields.*field = before.*field), ...);
  }

  // A text with its NUL. Without room Size and Offset stay 0, and dwNeededSize says what would have been enough.
  void text(std::string_view value, DWORD& size, DWORD& offset) {
    bytes(value.size() + 1, size, offset, [&](std::byte* to) {
      std::memcpy(to, value.data(), value.size());
      to[value.size()] = std::byte{0};
    });
  }

  template <class Fill>
  void bytes(std::size_t length, DWORD& size, DWORD& offset, Fill fill) {
    size = offset = 0;
    needed_ += length;
    if (!fits() || length > total_ - used_) return;
    fill(out_ + used_);
    offset = static_cast<DWORD>(used_);
    size = static_cast<DWORD>(length);
    used_ += length;
  }

  // LINEERR_STRUCTURETOOSMALL when not even the fixed part has room; then nothing has been written.
  LONG finish() {
    if (!fits()) return static_cast<LONG>(LINEERR_STRUCTURETOOSMALL);
    fields.dwTotalSize = static_cast<DWORD>(total_);
    fields.dwNeededSize = static_cast<DWORD>(needed_);
    fields.dwUsedSize = static_cast<DWORD>(used_);
    std::memcpy(out_, &fields, fixed_);
    return 0;
  }

  Structure fields{};

 private:
  std::byte* out_;
  std::size_t fixed_;
  std::size_t total_;
  std::size_t needed_;
  std::size_t used_;
};

}  // namespace campon::provider::abi
