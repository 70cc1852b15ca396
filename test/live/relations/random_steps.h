// Random sequences of operations as data: each step carries the numbers that it chooses its operands
// by, among what there is when it runs, so that any part of a sequence is a sequence again.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <thriftorm/database.h>

#include "test/live/relations/random_records.h"

namespace random_graphs {

struct Step {
  enum Action : std::uint8_t {
    kNewPlayer,
    kNewRecord,
    kSetColumn,
    kSave,
    kSaveAlone,
    kGive,
    kSetAvatar,
    kSetOwner,
    kSetOwnerKey,
    kTwoOwners,
    kAdd,
    kRemove,
    kSetAll,
    kLink,
    kDestroy,
    kReload,
    kFind,
    kForget,
    kBegin,
    kCommit,
    kRollback,
    kActions,
  };
  Action action = kForget;
  std::size_t number = 0;  // its place in the sequence that it comes from: records are called by it
  std::array<std::uint8_t, 32> numbers{};
};

std::vector<Step> random_steps(std::uint64_t seed, std::size_t many);

struct Outcome {
  std::string failure;           // empty: all was as expected
  std::size_t steps = 0;         // how many were run
  std::vector<std::string> log;  // a line for each that did something
};

// Runs the steps on empty tables; they are the database's alone.
Outcome run(thriftorm::Database& database, const std::vector<Step>& steps);

// A shorter sequence that fails as well, with smaller numbers.
std::vector<Step> shrink(std::vector<Step> steps,
                         const std::function<bool(const std::vector<Step>&)>& fails);

}  // namespace random_graphs
