#include "tests/tidy/tree.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/tidy/ratchet.hpp"

namespace campon::tidy {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::string> lines_of(const std::filesystem::path& file) {
  std::vector<std::string> lines;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::vector<std::string> texts(const std::vector<Finding>& findings) {
  std::vector<std::string> out;
  for (const auto& finding : findings) out.push_back(to_string(finding));
  return out;
}

std::vector<std::string> check(std::string path, std::string_view text) {
  return texts(check_source(take_apart(std::move(path), text), {}));
}

TEST(ABadTree, IsFoundOutCompletely) {
  const std::filesystem::path root = CAMPON_BAD_TREE;
  EXPECT_EQ(texts(check_tree(root)), lines_of(root / "expected.txt"));
}

TEST(AnEmptyTree, IsNotTidy) { EXPECT_THAT(check_tree(std::filesystem::path(CAMPON_BAD_TREE) / "tests"), SizeIs(1)); }

TEST(ALeftover, IsFoundInCommentsAndTexts) {
  EXPECT_THAT(check("hal/a.cpp",
                    "// TO"
                    "DO later\n"),
              SizeIs(1));
  EXPECT_THAT(check("hal/a.cpp",
                    "auto a = \"not "
                    "implemented\";\n"),
              SizeIs(1));
  EXPECT_THAT(check("hal/a.cpp",
                    "auto a = \"XX"
                    "X\";\n"),
              IsEmpty());
}

TEST(ADuration, MayBeAUnitOrZero) { EXPECT_THAT(check("hal/a.cpp", "auto a = b / 1ms + 0s + c % std::chrono::seconds(1);\n"), IsEmpty()); }

TEST(ADuration, IsFoundInEverySpelling) {
  for (const auto* code : {"f(2s);", "f(1.5h);", "f(1'000ms);", "f(1ms);", "f(std::chrono::seconds{3});", "f(minutes(30));"})
    EXPECT_THAT(check("hal/a.cpp", code), SizeIs(1)) << code;
}

TEST(ADuration, BelongsIntoAStructOfTimers) {
  EXPECT_THAT(check("hal/a.hpp", "// A.\n#pragma once\nstruct PortTimers {\n  Duration stuck = 5s;\n};\n"), IsEmpty());
  EXPECT_THAT(check("hal/a.hpp", "// A.\n#pragma once\nstruct PortTimers {\n};\nauto a = 5s;\n"), SizeIs(1));
}

TEST(AName, IsFoundInEverySpellingOfCode) {
  const Names names{"telia"};
  for (const auto* code : {"int telia_x;", "class TeliaPlan;", "int k_telia;", "f(\"Telia\");", "class PlanTelia;"})
    EXPECT_THAT(check_source(take_apart("hal/a.cpp", code), names), SizeIs(1)) << code;
  for (const auto* code : {"int teliakin;", "int xtelia;", "// telia"})
    EXPECT_THAT(check_source(take_apart("hal/a.cpp", code), names), IsEmpty()) << code;
}

TEST(AnEdge, MayTouchTheMachine) {
  EXPECT_THAT(check("hal/env/real/clock.cpp", "#include <asio.hpp>\nauto a = std::chrono::steady_clock::now();\n"), IsEmpty());
}

TEST(ARatchet, LetsNothingGrow) {
  EXPECT_THAT(texts(check_sizes({{"a.cpp", 401}}, {}, "r")), ElementsAre(HasSubstr("divide it")));
  EXPECT_THAT(texts(check_sizes({{"a.cpp", 501}}, {{"a.cpp", 500}}, "r")), ElementsAre(HasSubstr("divide it")));
  EXPECT_THAT(texts(check_sizes({{"a.cpp", 500}}, {{"a.cpp", 500}}, "r")), IsEmpty());
}

TEST(ARatchet, FollowsWhatShrinks) {
  EXPECT_THAT(texts(check_sizes({{"a.cpp", 480}}, {{"a.cpp", 500}}, "r")), ElementsAre("r:1: a.cpp has become smaller; write 480"));
  EXPECT_THAT(texts(check_sizes({{"a.cpp", 400}}, {{"a.cpp", 500}}, "r")), ElementsAre("r:1: a.cpp is small now or gone; delete its line"));
}

TEST(ARatchet, CountsAFunctionByItsLongestOverload) {
  const auto sizes = sizes_of(take_apart("a.cpp", "void f() {\n}\nvoid f(int) {\n\n}\n"));
  EXPECT_EQ(sizes.at("a.cpp f"), 3);
  EXPECT_EQ(sizes.at("a.cpp"), 5);
}

TEST(ARatchet, ReadsItsList) {
  EXPECT_EQ(read_ratchet("# c\na.cpp 500\na.cpp A::f 70  # why\n"), (Sizes{{"a.cpp", 500}, {"a.cpp A::f", 70}}));
}

}  // namespace
}  // namespace campon::tidy
