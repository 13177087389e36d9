// The catalogue of lies: what an engine might do wrong in an ALTER TABLE, or
// around one.
#ifndef ALTEREGO_SELFTEST_LIES_H_
#define ALTEREGO_SELFTEST_LIES_H_

#include <vector>

#include "selftest/liar.h"

namespace alterego::selftest {

// All of them, for good; the names differ.
const std::vector<Lie>& Lies();

// Its parts, one file each.
std::vector<Lie> SpoilingLies();  // the schema, written or in memory
std::vector<Lie> RowLies();       // rows, sequences, transactions
std::vector<Lie> AnswerLies();    // answers, settings, other objects

}  // namespace alterego::selftest

#endif  // ALTEREGO_SELFTEST_LIES_H_
