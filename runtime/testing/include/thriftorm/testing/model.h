// What a suite can do with a model, whatever its class: its functions as a table. Emitted suites fill
// it in; the checks call it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "thriftorm/model.h"
#include "thriftorm/relations.h"
#include "thriftorm/testing/value.h"

namespace thriftorm::testing {

using thriftorm::Record;
using thriftorm::Session;

using RecordPtr = std::unique_ptr<Record>;
using Records = std::vector<RecordPtr>;

struct Model;
using ModelFunction = const Model& (*)();

struct ColumnAccess {
  std::string column{};
  Value (*get)(const Record& record) = nullptr;
  void (*set)(Record& record, const Value& value) = nullptr;  // null: it has no setter
  // A query for the rows with it; null: its values cannot be compared.
  Records (*equal)(Session& session, const Value& value) = nullptr;
};

// Records are stored over the rows with the same value in this column.
struct UpsertAccess {
  std::string column{};
  void (*upsert)(Session& session, Records& records) = nullptr;
};

// Queries set this column of the row with a key; gives how many rows they changed.
struct ChangeAccess {
  std::string column{};
  std::uint64_t (*update)(Session& session, const Value& key, const Value& value) = nullptr;
};

// A flattened struct, or a variant of a union that is one, set as a whole from its columns' values.
struct VariantAccess {
  std::vector<std::string> columns{};
  void (*set)(Record& record, const Row& values) = nullptr;
  Row (*get)(const Record& record) = nullptr;  // empty: it is not set
};

// A union, set and read as Thrift's: what it has goes to the columns of its variants.
struct UnionAccess {
  std::string group;
  void (*set)(Record& record, const Row& values) = nullptr;
  Row (*get)(const Record& record) = nullptr;  // the columns of the variant that is set
  // What sets a member that is not stored here.
  std::vector<std::pair<std::string, void (*)(Record& record)>> forbidden{};
  // Whether the variant of a column is set.
  std::vector<std::pair<std::string, bool (*)(const Record& record)>> predicates{};
};

// Which columns find rows, and how.
struct FinderAccess {
  std::string column{};
  Records (*find)(Session& session, const Value& value) = nullptr;
};

// The record that a key column names.
struct ParentAccess {
  std::string name{};
  std::string column{};
  std::string table{};
  ModelFunction target = nullptr;
  RecordPtr (*get)(Session& session, const Record& record) = nullptr;
  void (*set)(Record& record, Record& parent) = nullptr;  // null: it cannot be given
  void (*clear)(Record& record) = nullptr;                // null: there must be one
  // All records of the table, each with its parent, by select_related() or prefetch_related().
  Records (*select)(Session& session) = nullptr;
  Records (*prefetch)(Session& session) = nullptr;
  const Record* (*loaded)(const Record& record) = nullptr;
};

// The record, or the records, that name this one or are linked to it.
struct ChildrenAccess {
  enum class Kind { kOne, kMany, kLinked, kJoined };

  std::string name{};
  Kind kind = Kind::kMany;
  std::string table{};   // of the other records
  std::string column{};  // there, or in the link, with this record's key
  std::string link{};    // kLinked, kJoined
  std::string link_column{};
  std::vector<std::string> order_by{};
  bool owns = false;  // what leaves is destroyed
  bool symmetrical = false;
  ModelFunction target = nullptr;
  Records (*get)(Session& session, const Record& record) = nullptr;
  Records (*cursor)(Session& session, const Record& record) = nullptr;
  Records (*query)(Session& session, const Record& record) = nullptr;
  void (*give)(Record& record, Record& child) = nullptr;  // to be saved with it
  void (*add)(Session& session, Record& record, Records& children) = nullptr;
  void (*remove)(Session& session, Record& record, Record& child) = nullptr;
  void (*set)(Session& session, Record& record, Records& children) = nullptr;
  void (*clear)(Session& session, Record& record) = nullptr;
  Records (*prefetch)(Session& session) = nullptr;
  std::vector<const Record*> (*loaded)(const Record& record) = nullptr;
};

// The record of the first of several key columns that is set.
struct ChooserAccess {
  std::string name{};
  std::vector<std::pair<std::string, std::string>> choices{};  // column and table, in order
  // Which alternative of the variant it is, 0 for none, and the record's key.
  std::pair<std::size_t, Value> (*get)(Session& session, const Record& record) = nullptr;
};

// A record made of another table's.
struct CopyAccess {
  std::string table{};
  std::string column{};                // that remembers the template
  std::vector<std::string> columns{};  // that both have
  ModelFunction source = nullptr;
  RecordPtr (*copy)(Session& session, const Record& record) = nullptr;
};

// What a Thrift object holds: the values of its record's columns, and the objects that it embeds, by
// the names of its fields; a field that is not there is not set. An owner is one object, with the
// values of the pivot's columns, a key an object with that alone, as "key".
struct Object {
  Row values;
  std::map<std::string, std::vector<Object>> embedded;
  bool owner_is_set = true;  // by Thrift's flag of the owner's field, where it has one
  // Whether all that is set is flagged, as in an object that was read; else as Thrift's setters leave
  // it, which flag optional fields alone.
  bool is_read = true;

  // Null: it is not set.
  const std::vector<Object>* field(const std::string& name) const {
    const auto found = embedded.find(name);
    return found == embedded.end() ? nullptr : &found->second;
  }
};

// A field that embeds other records, or says by a pivot's row whose the record is.
struct EmbeddedField {
  enum class Kind { kParent, kChild, kList, kMap, kKeys, kOwner };

  std::string name{};
  Kind kind = Kind::kList;
  std::string table{};
  std::string column{};  // kParent: here; else there, or in the link; kOwner: names this record
  std::string link{};    // by which rows belong to this one
  std::string link_column{};
  std::string key_column{};  // kMap: of the rows there
  std::vector<std::string> order_by{};
  bool needed = false;       // kParent, kChild: it cannot be left unset
  bool refers = false;       // kParent: to a row that is there
  bool symmetrical = false;  // each of the rows has this one in the same field
  ModelFunction target = nullptr;
};

// What the service's own results tell: whether all went well, and the code of what failed.
struct Outcome {
  bool succeeded = false;
  Value code{};  // NULL: none
};

// A model's records as Thrift objects.
struct ThriftAccess {
  std::vector<std::string> columns{};  // that the struct has
  // Those of them, and the fields that embed records, of which Thrift keeps whether they are set.
  std::vector<std::string> unsettable{};
  std::vector<std::string> defaulted{};  // columns whose fields have a value in a new object
  std::vector<EmbeddedField> fields{};
  Row constants{};  // fields that no column has, with what they must hold
  void (*take)(Record& record, const Object& object, bool keeps_unset) = nullptr;
  Object (*give)(Session& session, const Record& record) = nullptr;
  // Fields that are computed, and by what.
  std::vector<std::pair<std::string, Value (*)(const Record& record)>> computed{};
  // In the service's own words; null: it has none. Empty: a failure.
  std::optional<Object> (*tell)(Session& session, const Record& record) = nullptr;
  Outcome (*try_save)(Session& session, Record& record) = nullptr;
  std::vector<Object> (*give_page)(Session& session, const Records& records) = nullptr;
};

struct Model {
  std::string table{};
  RecordPtr (*make)() = nullptr;
  RecordPtr (*copy)(const Record& record) = nullptr;
  Value (*key)(const Record& record) = nullptr;
  RecordPtr (*find)(Session& session, const Value& key) = nullptr;
  Records (*all)(Session& session) = nullptr;
  void (*save)(Session& session, Record& record) = nullptr;
  void (*save_alone)(Session& session, Record& record) = nullptr;
  void (*insert)(Session& session, Record& record) = nullptr;
  void (*save_all)(Session& session, Records& records) = nullptr;
  void (*reload)(Session& session, Record& record) = nullptr;
  void (*destroy)(Session& session, Record& record) = nullptr;

  std::vector<ColumnAccess> columns{};
  std::vector<UpsertAccess> upserts{};
  std::vector<ChangeAccess> changes{};
  // By a query for the key; gives how many rows went.
  std::uint64_t (*erase_found)(Session& session, const Value& key) = nullptr;
  std::vector<VariantAccess> variants{};
  std::vector<UnionAccess> unions{};
  std::vector<FinderAccess> finders{};
  std::vector<ParentAccess> parents{};
  std::vector<ChildrenAccess> children{};
  std::vector<ChooserAccess> choosers{};
  std::vector<CopyAccess> copies{};
  std::optional<ThriftAccess> thrift;

  const ColumnAccess* column(std::string_view name) const;
};

// --- Between records of a class and records of any.

template <class M>
const M& as(const Record& record) {
  return static_cast<const M&>(record);
}
template <class M>
M& as(Record& record) {
  return static_cast<M&>(record);
}

template <class M>
RecordPtr boxed(std::optional<M> record) {
  if (!record) return nullptr;
  return std::make_unique<M>(*std::move(record));
}
template <class M>
Records listed(std::vector<M> records) {
  Records boxes;
  for (M& record : records) boxes.push_back(std::make_unique<M>(std::move(record)));
  return boxes;
}
template <class M>
Records listed(std::optional<M> record) {
  Records boxes;
  if (record) boxes.push_back(boxed(std::move(record)));
  return boxes;
}
// More records than a cursor is ever given here.
inline constexpr std::size_t kEndless = 10'000;
// Throws std::runtime_error where the cursor finds no end.
template <class M, class Key>
Records listed(Cursor<M, Key> records) {
  Records boxes;
  for (M& record : records) {
    if (boxes.size() == kEndless) throw std::runtime_error("a cursor gives rows without end");
    boxes.push_back(std::make_unique<M>(std::move(record)));
  }
  return boxes;
}
// Which alternative a chooser gives, and the record's key.
template <class... Models>
std::pair<std::size_t, Value> chosen(const std::variant<std::monostate, Models...>& record) {
  Value key;
  std::visit(
      [&](const auto& one) {
        if constexpr (!std::is_same_v<std::remove_cvref_t<decltype(one)>, std::monostate>)
          key = value_of(thriftorm::detail::ModelAccess::key(one));
      },
      record);
  return {record.index(), key};
}

// The records as a vector, for `work`, which may change them.
template <class M, class Work>
void with_vector(Records& boxes, Work&& work) {
  std::vector<M> records{};
  for (RecordPtr& box : boxes) records.push_back(std::move(as<M>(*box)));
  const auto give_back = [&] {
    for (std::size_t i = 0; i < boxes.size(); ++i) as<M>(*boxes[i]) = std::move(records[i]);
  };
  try {
    work(records);
  } catch (...) {
    give_back();
    throw;
  }
  give_back();
}

template <class M>
std::vector<const Record*> pointers_to(const std::vector<M>& records) {
  std::vector<const Record*> pointers{};
  for (const M& record : records) pointers.push_back(&record);
  return pointers;
}
template <class M>
std::vector<const Record*> pointers_to(const M* record) {
  if (record == nullptr) return {};
  return {record};
}
// Copies, for functions that take records of one class as a vector.
template <class M>
std::vector<M> vector_of(const Records& boxes) {
  std::vector<M> records{};
  for (const RecordPtr& box : boxes) records.push_back(as<M>(*box));
  return records;
}

// What every model can do.
template <class M>
Model describe(std::string_view table) {
  Model model;
  model.table = table;
  model.make = []() -> RecordPtr { return std::make_unique<M>(); };
  model.copy = [](const Record& record) -> RecordPtr { return std::make_unique<M>(as<M>(record)); };
  model.key = [](const Record& record) {
    return value_of(thriftorm::detail::ModelAccess::key(as<M>(record)));
  };
  model.find = [](Session& session, const Value& key) {
    return boxed(M::find(session, key.as<typename M::KeyType>()));
  };
  model.save = [](Session& session, Record& record) { as<M>(record).save(session); };
  model.save_alone = [](Session& session, Record& record) {
    as<M>(record).save(session, Cascade::kNone);
  };
  model.insert = [](Session& session, Record& record) { as<M>(record).insert(session); };
  model.save_all = [](Session& session, Records& boxes) {
    with_vector<M>(boxes, [&](std::vector<M>& records) { M::save_all(session, records); });
  };
  model.reload = [](Session& session, Record& record) { as<M>(record).reload(session); };
  model.destroy = [](Session& session, Record& record) { as<M>(record).destroy(session); };
  return model;
}

}  // namespace thriftorm::testing
