// What the random tests of relations expect of the database and of their records: plain maps, and
// the rules of saving, giving, taking away and rolling back, written down a second time without SQL.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace random_graphs {

using Id = std::int64_t;
using Values = std::map<std::string, std::string>;  // column → text; no entry: NULL
using Rows = std::map<Id, Values>;                  // of links: by the id of what is linked
using World = std::map<std::string, Rows>;          // by table

// In the order of the models in `Record`.
enum class Kind : std::uint8_t {
  kPlayer,
  kMobile,
  kAttribute,
  kInventory,
  kEntry,
  kItem,
  kMobileItem,
};
inline constexpr std::size_t kKinds = 7;

struct Table {
  std::string_view name;
  std::string_view letter;                // that its records are called by
  std::string_view label;                 // a column that differs from row to row and never changes
  std::vector<std::string_view> columns;  // without the key, in order
  std::vector<std::string_view> keys;     // foreign keys among them
  std::vector<std::string_view> needed;   // columns that an INSERT needs and a test may leave unset
};
const Table& table_of(Kind kind);

enum class Relation : std::uint8_t {
  kAttributes,
  kInventories,
  kMinions,
  kAvatar,
  kEntries,
  kMobileItems,
  kOwnerMobile,
  kOwnerPlayer,
};
std::string_view name_of(Relation relation);

// How an owner's rows are found.
struct Edge {
  Kind target;
  std::string column;  // the owner's key, in the target's table or the link's
  std::string link;    // empty: none
};
// Empty: this kind has no such relation.
std::optional<Edge> edge_of(Kind owner, Relation relation);
// The column of a parent's key.
std::string parent_column(Relation relation);
inline bool is_parent(Relation relation) {
  return relation == Relation::kOwnerMobile || relation == Relation::kOwnerPlayer;
}

// What a record of the test should be.
struct Shadow {
  struct Waiting;
  struct Before;

  Kind kind = Kind::kPlayer;
  std::string label;
  std::optional<Id> id;
  bool stored = false;
  Values values;
  std::set<std::string> dirty;    // set since it was loaded or saved
  std::set<std::string> present;  // set or loaded at all
  std::vector<Waiting> queue;
  std::vector<Before> undo;  // the latest last
  int loaded_at = 0;         // how deep in transactions it was found

  std::string name() const { return std::string(table_of(kind).letter) + label; }
  std::string describe() const;  // with what was given to it
  void set(const std::string& column, const std::optional<std::string>& value);
  bool is_dirty() const;
  // In the table's order.
  std::vector<std::string> dirty_columns() const;
  void give(Relation relation, std::optional<Shadow> record);
  void set_parent(Relation relation, std::optional<Shadow> parent);
  bool has_parent(const std::string& column) const;
  void drop_parent(const std::string& column);
};

struct Shadow::Waiting {
  Relation relation;
  std::vector<Shadow> record;  // none: what the owner has goes
};

// A record before it was written.
struct Shadow::Before {
  int depth = 0;
  std::optional<Id> id;
  bool stored = false;
  std::set<std::string> dirty;
  std::set<std::string> present;
  std::optional<Values> keys;  // where the write set foreign keys
  std::vector<Waiting> queue;  // what was saved with it
};

inline bool Shadow::is_dirty() const { return !stored || !dirty.empty() || !queue.empty(); }

// What an operation is refused with: the error's kind, of a ConstraintViolation the constraint's.
struct Refused {
  std::string kind;
};

class Memory {
 public:
  // The id of a row with this label that was inserted just now.
  using FindId = std::function<Id(Kind, const std::string& label)>;
  explicit Memory(FindId find_id) : find_id_(std::move(find_id)) {}

  World world;
  std::vector<Shadow> held;

  // How many transactions and savepoints are open.
  int depth() const { return static_cast<int>(scopes_.size()); }
  void begin() { scopes_.push_back(world); }
  // From this depth inwards. Records that were found in what is undone are to be dropped first.
  void commit(int depth);
  void rollback(int depth);

  // These throw Refused; then what they were called on is in no certain state.
  void save(Shadow& record, bool with_queue);
  void add(Shadow& owner, Relation relation, Shadow& record);
  void remove(Shadow& owner, Relation relation, Shadow& record);
  void set(Shadow& owner, Relation relation, const std::vector<Shadow*>& records);
  void destroy(Shadow& record);
  void reload(Shadow& record);
  void link(Id attribute, const std::string& column, Id owner);
  bool owns(const Shadow& owner, const Edge& edge, Id id) {
    return owner.id && owned_by(edge, *owner.id).contains(id);
  }

 private:
  using Seen = std::set<std::pair<std::string, Id>>;

  Rows& rows(Kind kind) { return world[std::string(table_of(kind).name)]; }
  Shadow::Before before(const Shadow& record) const;
  void remember(Shadow& record, Shadow::Before before) const;
  void save_all(Shadow& record, Shadow::Before before);
  void save_given(Shadow& record, bool existed, bool written);
  void write(Shadow& record);
  void confirm(const Shadow& record);
  void store(Shadow& owner, const Edge& edge, const std::vector<Shadow*>& records,
             const std::optional<std::set<Id>>& known);
  void replace(Shadow& owner, const Edge& edge, const std::vector<Shadow*>& records);
  static bool is_others(const Edge& edge, Kind kind, const Values& values, Id owner);
  bool refer(const Edge& edge, const Shadow& owner, Shadow& record,
             const std::optional<std::set<Id>>& known);
  std::set<Id> owned_by(const Edge& edge, Id owner);
  void erase(Kind kind, Id id, Seen& seen);
  void forget_key(Shadow& record) const;
  void refuse_if_used(Kind by, const std::string& column, Id id);

  FindId find_id_;
  std::vector<World> scopes_;
};

}  // namespace random_graphs
