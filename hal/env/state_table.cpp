#include "hal/env/state_table.hpp"

namespace campon::env::state_table_detail {

namespace {
void padded(std::string& out, std::string_view text, std::size_t width) {
  out.append(text);
  if (text.size() < width) out.append(width - text.size(), ' ');
  out += ' ';
}
}  // namespace

std::string heading(std::string_view name) {
  std::string out(name);
  out += '\n';
  text_row(out, "state", "on", "then", "action", "why");
  return out;
}

void text_row(std::string& out, std::string_view from, std::string_view on, std::string_view then, std::string_view action,
              std::string_view why) {
  std::string row = "  ";
  padded(row, from, 16);
  padded(row, on, 22);
  padded(row, then, 16);
  padded(row, action, 20);
  row.append(why);
  row.erase(row.find_last_not_of(' ') + 1);
  out.append(row).append("\n");
}

void dot_edge(std::string& out, std::string_view from, std::string_view on, std::string_view to) {
  out.append("  ").append(from).append(" -> ").append(to).append(" [label=\"").append(on).append("\"];\n");
}

}  // namespace campon::env::state_table_detail
