#include "hw-sim/modem/caller_id_text.hpp"

namespace campon::sim {

namespace {

void add(std::vector<std::string>& out, const CallerIdForm& form, const std::string& tag, const std::string& value) {
  if (!tag.empty()) out.push_back(tag + form.equals + value);
}

// What the packet has beyond the fields that have a name. [GR-30 parameter 0x03: the dialable number]
void add_messages(std::vector<std::string>& out, const CallerIdForm& form, const CallerId& id) {
  if (id.type != CallType::none) add(out, form, form.type, hex(parameter(0x11, std::string(1, static_cast<char>(id.type)))));
  if (form.dialable_too && !is_reason(id.number)) add(out, form, form.type, hex(parameter(0x03, id.number)));
}

}  // namespace

std::vector<std::string> caller_id_lines(const CallerIdForm& form, const CallerId& id, const Stamp& when) {
  std::vector<std::string> out;
  for (const auto& field : form.order) {
    if (field == "date") add(out, form, form.date, when.date);
    if (field == "time") add(out, form, form.time, when.time);
    if (field == "number") add(out, form, form.number, id.number);
    if (field == "name" && !id.name.empty()) add(out, form, form.name, id.name);
    if (field == "type") add_messages(out, form, id);
  }
  if (!form.one_line) return out;
  std::string line;
  for (const auto& one : out) line += (line.empty() ? "" : "   ") + one;
  return {line};
}

std::string caller_id_raw(const CallerIdForm& form, const CallerId& id, const Stamp& when) {
  std::string packet = form.raw_single ? sdmf(id, when) : mdmf(id, when);
  if (form.raw_without_sum) packet.pop_back();
  return hex(packet);
}

}  // namespace campon::sim
