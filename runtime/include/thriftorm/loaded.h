// Related records that a query has loaded with a record. They are what was read: who wants to change one
// copies it. Used by emitted code.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "thriftorm/model.h"
#include "thriftorm/table.h"

namespace thriftorm {

namespace detail {

// Rows of one relation of one record.
class LoadedRows {
 public:
  virtual ~LoadedRows() = default;

  virtual std::unique_ptr<LoadedRows> clone() const = 0;
  // Reads one more; where there can be only one, the first stays.
  virtual Record& add(const Row& row) = 0;
  virtual std::size_t size() const = 0;
  virtual Record& at(std::size_t position) = 0;
  virtual void reserve(std::size_t count) = 0;

  const RelationInfo* relation = nullptr;
  std::unique_ptr<LoadedRows> next;  // of another relation

 protected:
  LoadedRows() = default;
};

// What an accessor finds. NotLoaded: no query has loaded the relation.
LoadedRows& require_loaded(const Record& record, const RelationInfo& relation);
// A key is set, and no row has it.
[[noreturn]] void throw_dangling(const Record& record, const RelationInfo& relation);

template <class Target>
class LoadedMany final : public LoadedRows {
 public:
  std::unique_ptr<LoadedRows> clone() const override {
    auto copy = std::make_unique<LoadedMany>();
    copy->relation = relation;
    copy->rows = rows;
    return copy;
  }
  Record& add(const Row& row) override {
    ModelAccess::load(rows.emplace_back(), row);
    return rows.back();
  }
  std::size_t size() const override { return rows.size(); }
  Record& at(std::size_t position) override { return rows[position]; }
  void reserve(std::size_t count) override { rows.reserve(count); }

  std::vector<Target> rows;
};

template <class Target>
class LoadedOne final : public LoadedRows {
 public:
  std::unique_ptr<LoadedRows> clone() const override {
    auto copy = std::make_unique<LoadedOne>();
    copy->relation = relation;
    copy->row = row;
    return copy;
  }
  Record& add(const Row& from) override {
    if (!row) ModelAccess::load(row.emplace(), from);
    return *row;
  }
  std::size_t size() const override { return row ? 1 : 0; }
  Record& at(std::size_t) override { return *row; }
  void reserve(std::size_t) override {}

  std::optional<Target> row;
};

template <class Target>
std::unique_ptr<LoadedRows> make_loaded(bool many) {
  if (many) return std::make_unique<LoadedMany<Target>>();
  return std::make_unique<LoadedOne<Target>>();
}

}  // namespace detail

// The rows that were loaded. NotLoaded if none were asked for.
template <class Target>
const std::vector<Target>& loaded_rows(const Record& record, const RelationInfo& relation) {
  return static_cast<detail::LoadedMany<Target>&>(detail::require_loaded(record, relation)).rows;
}
// The row that was loaded; null: there is none.
template <class Target>
const Target* loaded_row(const Record& record, const RelationInfo& relation) {
  auto& loaded = static_cast<detail::LoadedOne<Target>&>(detail::require_loaded(record, relation));
  return loaded.row ? &*loaded.row : nullptr;
}
// The same where there must be one: RecordNotFound if its key has no row.
template <class Target>
const Target& loaded_parent(const Record& record, const RelationInfo& relation) {
  const Target* row = loaded_row<Target>(record, relation);
  if (row == nullptr) detail::throw_dangling(record, relation);
  return *row;
}

}  // namespace thriftorm
