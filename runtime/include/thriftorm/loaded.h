// Related records that a query has loaded with a record. They are what was read: who wants to change one
// copies it. Used by emitted code.
#pragma once

#include <cstddef>
#include <memory>
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
  // Reads one more; where there can be only one, the first stays. `known`: what an earlier call gave
  // for the same row, if there was one. Gives a record that others can have as well; null: they cannot.
  virtual std::shared_ptr<Record> add(const Row& row, const std::shared_ptr<Record>& known) = 0;
  virtual std::size_t size() const = 0;
  virtual Record& at(std::size_t position) = 0;
  // Whether another record had the rows before this one did.
  virtual bool are_known() const { return false; }

  const RelationInfo* relation = nullptr;
  std::unique_ptr<LoadedRows> next;  // of another relation
  bool narrowed = false;             // the query asked for some of them alone

 protected:
  LoadedRows() = default;
};

// What an accessor finds. NotLoaded: no query has loaded the relation.
LoadedRows& require_loaded(const Record& record, const RelationInfo& relation);
// A key is set, and no row has it; NotLoaded if the query may have left it out.
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
  std::shared_ptr<Record> add(const Row& row, const std::shared_ptr<Record>&) override {
    constexpr std::size_t kFew = 4;  // that need not be moved
    if (rows.capacity() == 0) rows.reserve(kFew);
    ModelAccess::load(rows.emplace_back(), row);
    return nullptr;
  }
  std::size_t size() const override { return rows.size(); }
  Record& at(std::size_t position) override { return rows[position]; }

  std::vector<Target> rows;
};

// Records of one query may hold the same row together: nobody changes it. Copies have rows of their own.
template <class Target>
class LoadedOne final : public LoadedRows {
 public:
  std::unique_ptr<LoadedRows> clone() const override {
    auto copy = std::make_unique<LoadedOne>();
    copy->relation = relation;
    copy->narrowed = narrowed;
    if (row) copy->row = std::make_shared<Target>(*row);
    return copy;
  }
  std::shared_ptr<Record> add(const Row& from, const std::shared_ptr<Record>& known) override {
    if (row) return row;
    if (known) {
      row = std::static_pointer_cast<Target>(known);
      is_known_ = true;
      return row;
    }
    auto read = std::make_shared<Target>();
    ModelAccess::load(*read, from);
    row = std::move(read);
    return row;
  }
  std::size_t size() const override { return row ? 1 : 0; }
  Record& at(std::size_t) override { return *row; }
  bool are_known() const override { return is_known_; }

  std::shared_ptr<Target> row;

 private:
  bool is_known_ = false;
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
  return loaded.row.get();
}
// The same where there must be one: RecordNotFound if its key has no row, NotLoaded if the query asked
// for other rows.
template <class Target>
const Target& loaded_parent(const Record& record, const RelationInfo& relation) {
  const Target* row = loaded_row<Target>(record, relation);
  if (row == nullptr) detail::throw_dangling(record, relation);
  return *row;
}

}  // namespace thriftorm
