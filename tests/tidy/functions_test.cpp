#include "tests/tidy/functions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace campon::tidy {
namespace {

// "name line length" of each function.
std::vector<std::string> functions_in(std::string_view text) {
  std::vector<std::string> out;
  for (const auto& function : functions_of(take_apart("a.cpp", text)))
    out.push_back(function.name + " " + std::to_string(function.line) + " " + std::to_string(function.length));
  return out;
}

using testing::ElementsAre;
using testing::IsEmpty;

TEST(AFunction, IsMeasuredFromBraceToBrace) {
  EXPECT_THAT(functions_in("int f(int a) {\n  if (a) {\n  }\n  return a;\n}\n"), ElementsAre("f 1 5"));
}

TEST(AFunction, IsFoundInNamespacesAndClasses) {
  EXPECT_THAT(functions_in("namespace a {\nclass B : public C {\n public:\n  int f() const { return 1; }\n};\n}\n"), ElementsAre("f 4 1"));
}

TEST(AFunction, KeepsItsQualifiedName) { EXPECT_THAT(functions_in("void Line::seize(Done done) {\n}\n"), ElementsAre("Line::seize 1 2")); }

TEST(AFunction, MayInitializeMembersInBraces) {
  EXPECT_THAT(functions_in("A::A(int b) : b_{b}, c_(2),\n  d_{} {\n  go();\n}\n"), ElementsAre("A::A 2 3"));
}

TEST(AFunction, MayHaveABraceAsADefault) { EXPECT_THAT(functions_in("void f(A a = {}, int b = 2) {\n}\n"), ElementsAre("f 1 2")); }

TEST(AFunction, MayBeATemplateWithADefault) {
  EXPECT_THAT(functions_in("template <class T = std::vector<int>>\nvoid f(T t) {\n}\n"), ElementsAre("f 2 2"));
}

TEST(AFunction, MayBeAnOperator) { EXPECT_THAT(functions_in("bool operator==(A a, A b) {\n}\n").size(), 1u); }

TEST(AFunction, MayHaveALinkage) { EXPECT_THAT(functions_in("extern \"C\" {\nint f(void) {\n}\n}\n"), ElementsAre("f 2 2")); }

TEST(AFunction, ContainsItsLambdas) { EXPECT_THAT(functions_in("void f() {\n  each([](int a) {\n  });\n}\n"), ElementsAre("f 1 4")); }

TEST(ATable, IsNoFunction) {
  EXPECT_THAT(
      functions_in("constexpr auto k_t = Table::build([](auto& t) {\n  t.in(1);\n});\nenum class E : int {\n a };\nint k[]{1, 2};\n"),
      IsEmpty());
}

TEST(ADirective, IsNoCode) { EXPECT_THAT(functions_in("#define X(a) \\\n  void a() {\nint f() {\n}\n"), ElementsAre("f 3 2")); }

}  // namespace
}  // namespace campon::tidy
