// State machines as tables: total over state x input, checked by the compiler, printable for people and for the documents.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace campon::env {

enum class Outcome : unsigned char {
  undefined,  // never in a finished table
  go,         // to another state
  stay,       // an action, no change of state
  ignore,     // nothing to do, and why
  refuse,     // the order is illegal here, and why
};

// A description of one machine provides:
//   using State, Input, Action            enum classes numbered from 0; Action has an enumerator `none`
//   static constexpr auto k_states, k_inputs, k_actions   std::array<std::string_view, N> in enumerator order
//   static constexpr std::string_view k_name              "line", "call", "completion"
// and builds its table once:
//   inline constexpr auto k_line_table = StateTable<LineMachine>::build([](auto& t) { t.in(S::idle).go(I::seize, S::seizing, A::order_seize)...; });
// A cell that is given twice, or not at all, does not compile.
template <class Machine>
class StateTable {
 public:
  using State = typename Machine::State;
  using Input = typename Machine::Input;
  using Action = typename Machine::Action;

  struct Cell {
    Outcome outcome = Outcome::undefined;
    State next{};
    Action action = Action::none;
    std::string_view why;
  };

  class Row {
   public:
    constexpr Row(StateTable& table, State state) : table_(&table), state_(state) {}
    constexpr Row& go(Input on, State next, Action action = Action::none) { return put(on, {Outcome::go, next, action, {}}); }
    constexpr Row& stay(Input on, Action action) { return put(on, {Outcome::stay, state_, action, {}}); }
    template <class... Inputs>
    constexpr Row& ignore(std::string_view why, Inputs... on) {
      (put(on, {Outcome::ignore, state_, Action::none, why}), ...);
      return *this;
    }
    template <class... Inputs>
    constexpr Row& refuse(std::string_view why, Inputs... on) {
      (put(on, {Outcome::refuse, state_, Action::none, why}), ...);
      return *this;
    }

   private:
    constexpr Row& put(Input on, Cell cell) {
      Cell& place = table_->cell(state_, on);
      if (place.outcome != Outcome::undefined) throw "this state x input has two cells";
      place = cell;
      return *this;
    }
    StateTable* table_;
    State state_;
  };

  constexpr Row in(State state) { return Row(*this, state); }

  template <class Fill>
  static consteval StateTable build(Fill fill) {
    StateTable table;
    fill(table);
    for (const auto& row : table.cells_)
      for (const auto& cell : row)
        if (cell.outcome == Outcome::undefined) throw "a state x input has no cell";
    return table;
  }

  [[nodiscard]] constexpr const Cell& at(State state, Input on) const {
    return cells_[static_cast<std::size_t>(state)][static_cast<std::size_t>(on)];
  }
  static constexpr std::string_view name(State state) { return Machine::k_states[static_cast<std::size_t>(state)]; }
  static constexpr std::string_view name(Input on) { return Machine::k_inputs[static_cast<std::size_t>(on)]; }
  static constexpr std::string_view name(Action action) { return Machine::k_actions[static_cast<std::size_t>(action)]; }

 private:
  constexpr Cell& cell(State state, Input on) { return cells_[static_cast<std::size_t>(state)][static_cast<std::size_t>(on)]; }
  std::array<std::array<Cell, Machine::k_inputs.size()>, Machine::k_states.size()> cells_{};
};

// One running machine. step() is the only place where its state changes.
template <class Machine, const StateTable<Machine>& table>
class StateMachine {
 public:
  using Table = StateTable<Machine>;
  using State = typename Table::State;
  using Cell = typename Table::Cell;

  [[nodiscard]] State state() const { return state_; }
  [[nodiscard]] bool is(State state) const { return state_ == state; }

  // Moves and returns the cell; the caller performs the action and tells `moved` (from, cell) to its trace.
  template <class Moved>
  const Cell& step(typename Table::Input on, Moved&& moved) {
    const Cell& cell = table.at(state_, on);
    const State from = state_;
    if (cell.outcome == Outcome::go) state_ = cell.next;
    moved(from, cell);
    return cell;
  }

 private:
  State state_{};
};

// "idle --seize--> seizing (order_seize)" and the like; for traces.
template <class Machine>
std::string describe_step(typename Machine::State from, typename Machine::Input on, const typename StateTable<Machine>::Cell& cell) {
  using Table = StateTable<Machine>;
  std::string text(Table::name(from));
  text.append(" --").append(Table::name(on)).append("--> ");
  if (cell.outcome == Outcome::go || cell.outcome == Outcome::stay) text.append(Table::name(cell.next));
  if (cell.outcome == Outcome::ignore) text.append("ignored: ").append(cell.why);
  if (cell.outcome == Outcome::refuse) text.append("refused: ").append(cell.why);
  return text;
}

// A table without its types, so that programs can list and print all machines alike.
struct PrintableTable {
  std::string_view name;
  std::string (*as_text)();
  std::string (*as_dot)();
};

namespace state_table_detail {
std::string heading(std::string_view name);
void text_row(std::string& out, std::string_view from, std::string_view on, std::string_view then, std::string_view action,
              std::string_view why);
void dot_edge(std::string& out, std::string_view from, std::string_view on, std::string_view to);
}  // namespace state_table_detail

template <class Machine, const StateTable<Machine>& table>
std::string table_as_text() {
  using Table = StateTable<Machine>;
  std::string out = state_table_detail::heading(Machine::k_name);
  for (std::size_t s = 0; s < Machine::k_states.size(); ++s) {
    for (std::size_t i = 0; i < Machine::k_inputs.size(); ++i) {
      const auto& cell = table.at(static_cast<typename Machine::State>(s), static_cast<typename Machine::Input>(i));
      std::string_view then = Table::name(cell.next);
      if (cell.outcome == Outcome::stay) then = "(stays)";
      if (cell.outcome == Outcome::ignore) then = "(ignored)";
      if (cell.outcome == Outcome::refuse) then = "(refused)";
      const auto action = cell.action == Machine::Action::none ? std::string_view{} : Table::name(cell.action);
      state_table_detail::text_row(out, Machine::k_states[s], Machine::k_inputs[i], then, action, cell.why);
    }
  }
  return out;
}

template <class Machine, const StateTable<Machine>& table>
std::string table_as_dot() {
  using Table = StateTable<Machine>;
  std::string out = "digraph " + std::string(Machine::k_name) + " {\n  rankdir=LR;\n  node [shape=box];\n";
  for (std::size_t s = 0; s < Machine::k_states.size(); ++s) {
    for (std::size_t i = 0; i < Machine::k_inputs.size(); ++i) {
      const auto& cell = table.at(static_cast<typename Machine::State>(s), static_cast<typename Machine::Input>(i));
      if (cell.outcome == Outcome::go)
        state_table_detail::dot_edge(out, Machine::k_states[s], Machine::k_inputs[i], Table::name(cell.next));
    }
  }
  return out + "}\n";
}

template <class Machine, const StateTable<Machine>& table>
constexpr PrintableTable printable() {
  return {Machine::k_name, &table_as_text<Machine, table>, &table_as_dot<Machine, table>};
}

}  // namespace campon::env
