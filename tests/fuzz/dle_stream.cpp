// Bytes of a modem in voice mode and while it records: bounded, and the same however they are split. [fault P01, P12, D12]
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "drivers/atmodem/engine/syntax.hpp"
#include "drivers/atmodem/voice/audio_codec.hpp"

namespace {

using namespace campon::atmodem;

// What was heard, in one text; audio as its bytes.
std::string heard(std::string_view bytes, std::size_t piece, bool voice, bool recording) {
  Syntax syntax;
  syntax.set_voice_mode(voice);
  syntax.set_recording(recording);
  std::string all;
  const auto keep = [&](const Item& item) {
    if (const auto* audio = std::get_if<Audio>(&item))
      all += audio->bytes;
    else
      (all += "\n" + describe(item)) += '\n';
    if (const auto* response = std::get_if<Response>(&item); response != nullptr && response->text.size() > 2048) std::abort();
  };
  for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) syntax.feed(bytes.substr(0, piece), keep);
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data + 2), size - 2);
  const std::size_t piece = data[0] % 16U + 1U;
  const bool voice = (data[1] & 1U) != 0;
  const bool recording = (data[1] & 2U) != 0;
  if (heard(bytes, piece, voice, recording) != heard(bytes, bytes.size() + 1, voice, recording)) std::abort();
  AudioDecoder decoder(static_cast<Coding>(data[1] / 4U % k_codings.size()));
  std::vector<campon::hal::Sample> samples;
  decoder.decode(bytes, samples);
  if (samples.size() > bytes.size() * 2) std::abort();
  return 0;
}
