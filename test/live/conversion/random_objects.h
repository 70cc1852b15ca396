// Random objects of an annotated IDL's structs, and random changes to them: valid ones, by what the
// annotations say.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "test/live/conversion/idl_view.h"
#include "test/live/conversion/random_scalars.h"
#include "test/live/conversion/wire_value.h"

namespace live {

// A row that must be there for an object to be stored is not there yet.
struct NothingToReferTo {};

class RandomObjects {
 public:
  RandomObjects(const Idl& idl, std::uint64_t seed) : idl_(idl), scalars_(idl, seed) {}

  const Idl& idl() const { return idl_; }
  bool one_in(std::uint64_t n) { return scalars_.one_in(n); }

  // As a client would make it: without the ids that the database gives.
  WireValue object(const Place& place) {
    self_ = {};
    return record(place, std::nullopt);
  }
  // A stored object as a client would send it back.
  WireValue changed(const Place& place, const WireValue& stored) {
    self_ = {place.table, key_of(place, stored)};
    return changed(place, stored, std::nullopt);
  }
  // Others may refer to this row from now on.
  void remember(const std::string& table, const WireValue& key) { keys_[table].push_back(key); }

 private:
  using Field = thriftorm::idl::Field;
  using Marks = std::optional<Implied>;

  // While a record is made or changed: how many stand around it.
  class Inside {
   public:
    explicit Inside(int& depth) : depth_(depth) { ++depth_; }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;
    ~Inside() { --depth_; }

   private:
    int& depth_;
  };
  // Records that may embed their own kind end well above the level where reading them does.
  static constexpr int kDeepest = 5;

  WireValue record(const Place& place, const Marks& implied);
  WireValue fresh(const Place& place, const Field& field, const Marks& implied);
  WireValue column(const Place& place, const Field& field);
  WireValue chosen_variant(const Place& place, const Field& field);
  WireValue json(const WireType& type);
  WireValue parent(const Place& place, const Field& field);
  WireValue children(const Place& place, const Field& field, const WireValue* stored);
  WireValue links(const Place& place, const Field& field, const WireValue* stored);
  WireValue linked_row(const Place& child, const WireValue& key);

  WireValue changed(const Place& place, const WireValue& stored, const Marks& implied);
  WireValue changed_field(const Place& place, const Field& field, const WireValue& stored,
                          const Marks& implied);
  // As a new row's: without its own id and those of what it owns.
  void drop_ids(const Place& place, WireValue& value);

  WireValue key_of(const Place& place, const WireValue& record) const;
  std::optional<WireValue> any_key(const std::string& table);
  bool is_unique(const Place& place, const Field& field) const;
  std::size_t any_size();

  const Idl& idl_;
  RandomScalars scalars_;
  int depth_ = 0;
  std::map<std::string, std::vector<WireValue>> keys_;
  std::pair<std::string, WireValue> self_;  // the row that changes: it is not linked with itself
};

}  // namespace live
