#include <algorithm>

#include "test/live/relations/random_steps.h"

namespace random_graphs {
namespace {

using Steps = std::vector<Step>;
using Fails = std::function<bool(const Steps&)>;

Steps without(const Steps& steps, std::size_t from, std::size_t count) {
  Steps rest(steps.begin(), steps.begin() + static_cast<std::ptrdiff_t>(from));
  const std::size_t end = std::min(steps.size(), from + count);
  rest.insert(rest.end(), steps.begin() + static_cast<std::ptrdiff_t>(end), steps.end());
  return rest;
}

// Leaves out what it can, in parts that get smaller.
bool leave_out(Steps& steps, const Fails& fails) {
  const std::size_t before = steps.size();
  for (std::size_t part = std::max<std::size_t>(1, steps.size() / 2); part > 0; part /= 2) {
    for (std::size_t from = 0; from < steps.size();) {
      Steps fewer = without(steps, from, part);
      if (fails(fewer)) steps = std::move(fewer);
      else from += part;
    }
  }
  return steps.size() < before;
}

bool lower(Steps& steps, const Fails& fails) {
  bool changed = false;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    for (std::size_t number = 0; number < steps[i].numbers.size(); ++number) {
      if (steps[i].numbers[number] == 0) continue;
      Steps lower = steps;
      lower[i].numbers[number] = 0;
      if (!fails(lower)) continue;
      steps = std::move(lower);
      changed = true;
    }
  }
  return changed;
}

}  // namespace

Steps shrink(Steps steps, const Fails& fails) {
  bool changed = true;
  for (int round = 0; changed && round < 4; ++round) {
    changed = leave_out(steps, fails);
    changed = lower(steps, fails) || changed;
  }
  return steps;
}

}  // namespace random_graphs
