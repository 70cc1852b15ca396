// Bounds on what one call does. Internal to the runtime.
#pragma once

#include <cstddef>

namespace thriftorm::detail {

// Records that wait for each other, and rows that own each other, this many levels deep at most.
inline constexpr int kMaxDepth = 100;
// Conditions and values of a query inside each other: SQLite's parser takes fewer than this, and what
// recurses over them stays far from the end of a thread's stack.
inline constexpr int kMaxNesting = 100;
// Conditions joined in a row: below SQLite's limit of 1,000 by as much as they may hold in themselves.
inline constexpr std::size_t kMaxChain = 100;
// Keys in one IN list: below every engine's limit of placeholders.
inline constexpr std::size_t kMaxKeys = 10'000;
// Keys in one IN list where whole rows are read: longer ones are slower.
inline constexpr std::size_t kMaxGraphKeys = 1'000;
// Rows of one INSERT, and what they may bind: below every engine's limits of placeholders and packets.
inline constexpr std::size_t kMaxInsertedRows = 1'000;
inline constexpr std::size_t kMaxPlaceholders = 30'000;
// Lists of a query's condition up to this length are padded, so that few statements are prepared.
inline constexpr std::size_t kMaxPaddedList = 4'096;
// Of one query: what a list may have, and some more.
inline constexpr std::size_t kMaxBoundValues = 32'000;
inline constexpr std::size_t kMaxInsertedBytes = 1'000'000;

}  // namespace thriftorm::detail
