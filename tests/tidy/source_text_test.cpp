#include "tests/tidy/source_text.hpp"

#include <gtest/gtest.h>

namespace campon::tidy {
namespace {

SourceLine line_of(std::string_view text) { return take_apart("a.cpp", text).lines.at(0); }

TEST(ASourceText, BlanksTheContentsOfLiterals) {
  const auto line = line_of(R"(call("sleep", 'x');)");
  EXPECT_EQ(line.code, R"(call("     ", ' ');)");
  EXPECT_EQ(trimmed(line.literals), "sleep    x");
}

TEST(ASourceText, SeparatesComments) {
  const auto line = line_of("go();  // rest");
  EXPECT_EQ(trimmed(line.code), "go();");
  EXPECT_EQ(trimmed(line.comment), "// rest");
}

TEST(ASourceText, KeepsABlockCommentOverItsLines) {
  const auto source = take_apart("a.cpp", "a /* one\ntwo */ b");
  EXPECT_EQ(trimmed(source.lines.at(1).code), "b");
  EXPECT_EQ(trimmed(source.lines.at(1).comment), "two */");
}

TEST(ASourceText, TakesASlashPairInALiteralForText) { EXPECT_EQ(trimmed(line_of(R"(f("http://x"); // c)").comment), "// c"); }

TEST(ASourceText, TakesAnEscapedQuoteForText) { EXPECT_EQ(line_of(R"(f("a\"b");)").code, R"(f("    ");)"); }

TEST(ASourceText, TakesAnApostropheInANumberForASeparator) { EXPECT_EQ(line_of("wait(1'000ms);").code, "wait(1'000ms);"); }

TEST(ASourceText, ReadsARawStringToItsOwnEnd) {
  const auto source = take_apart("a.cpp", "f(R\"x(a \" b)\" // no\nend)x\"); g();");
  EXPECT_EQ(trimmed(source.lines.at(0).comment), "");
  EXPECT_EQ(trimmed(source.lines.at(1).code), "\"); g();");
}

TEST(ASourceText, SurvivesAnUnfinishedLiteral) { EXPECT_EQ(take_apart("a.cpp", "f(\"abc\ng();").lines.at(1).code, "g();"); }

TEST(ASourceText, HasAsManyLinesAsTheFile) {
  EXPECT_EQ(take_apart("a.cpp", "a\nb\n").lines.size(), 2u);
  EXPECT_EQ(take_apart("a.cpp", "").lines.size(), 0u);
}

TEST(AWord, IsNotFoundInsideAnother) {
  EXPECT_EQ(find_word("strand(1)", "rand("), std::string_view::npos);
  EXPECT_EQ(find_word("a = rand(1)", "rand("), 4u);
}

TEST(AWord, WithColonsIsTheGlobalOne) {
  EXPECT_EQ(find_word("Port::open(a)", "::open("), std::string_view::npos);
  EXPECT_EQ(find_word("= ::open(a)", "::open("), 2u);
}

}  // namespace
}  // namespace campon::tidy
