// Names, as rules over a whole schema.
#include "tool/schema/check.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>

#include <fmt/format.h>

#include "tool/schema/bind.h"
#include "tool/schema/names.h"

namespace thriftorm {
namespace {

constexpr std::size_t kIdentifierLimit = 64;
constexpr std::string_view kRenameColumn = "rename it with `//@column(name)`";
constexpr std::string_view kRenameRelation =
    "name the way back with `related_name=`, or with `//@reverse(variant, name)`";

// Methods that every model has, or will have.
constexpr auto kModelMethods = std::to_array<std::string_view>({
    "create",      "destroy",   "dirty_columns", "erase",       "find",
    "from_thrift", "insert",    "insert_all",    "into_thrift", "is_dirty",
    "is_stored",   "query",     "reload",        "save",        "save_all",
    "search",      "to_thrift", "try_save",      "upsert_all",
});
// What else a class has that is derived from the runtime's: a relation's name is a method's.
constexpr auto kModelMembers = std::to_array<std::string_view>({
    "assign",
    "assign_key",
    "before",
    "bind",
    "bind_column",
    "bind_key",
    "check",
    "check_complete",
    "check_depth",
    "check_faults",
    "check_missing",
    "clear_key",
    "clone",
    "clone_alone",
    "convert",
    "convert_all",
    "drop_known_parent",
    "drop_loaded_parent",
    "drop_parent",
    "drop_queued_parent",
    "enqueue",
    "enqueue_replacement",
    "excludes",
    "fill",
    "find_all",
    "find_one",
    "has_key_value",
    "has_queued_parent",
    "info",
    "is_known_by_key",
    "is_present",
    "is_taken",
    "key",
    "key_text",
    "key_value",
    "known",
    "load",
    "lock_version",
    "mark",
    "mark_loaded",
    "mark_updated",
    "mark_written",
    "merge",
    "names_other",
    "note_fault",
    "note_written",
    "put_before",
    "queue",
    "queue_depth",
    "queue_in_place",
    "queue_in_place_of_row",
    "queue_parent",
    "queued_records",
    "read",
    "refer",
    "refuse_map_key",
    "remember",
    "remember_behind",
    "renew",
    "restore_keys",
    "restore_written",
    "self",
    "set_key",
    "set_key_value",
    "set_lock_version",
    "settle",
    "settle_undo",
    "stamp",
    "table",
    "table_of",
    "take",
    "take_embedded",
    "take_field",
    "take_key",
    "take_parent",
    "take_parent_key",
    "take_queue",
    "take_whole_parent",
    "undo",
    "written_columns",
});
// Columns that InnoDB keeps for itself.
constexpr auto kEngineColumns =
    std::to_array<std::string_view>({"db_roll_ptr", "db_row_id", "db_trx_id", "fts_doc_id"});

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_identifier(std::string_view name) {
  if (name.empty() || std::isdigit(static_cast<unsigned char>(name.front())) != 0) return false;
  return std::all_of(name.begin(), name.end(),
                     [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; });
}

// Something in the database, with the way to call it something else.
struct Named {
  std::string_view what;
  const std::string& name;
  std::string_view way_out;
  const Location& location;
};

void check_identifier(const Named& named, Diagnostics& diagnostics) {
  const auto& [what, name, way_out, location] = named;
  if (!is_identifier(name)) {
    diagnostics.error(
        location, "bad-name",
        fmt::format("{} `{}` is not a name: letters, digits and `_`, not starting with "
                    "a digit",
                    what, name));
  } else if (name.size() > kIdentifierLimit) {
    diagnostics.error(location, "name-too-long",
                      fmt::format("{} `{}` has {} characters, the engines take {}: {}", what, name,
                                  name.size(), kIdentifierLimit, way_out));
  } else if (is_sql_reserved(name)) {
    diagnostics.error(location, "reserved-word",
                      fmt::format("{} `{}` is a reserved word of SQL: {}", what, name, way_out));
  }
}

void check_member_name(const Named& named, bool clashes, Diagnostics& diagnostics) {
  const auto& [what, name, way_out, location] = named;
  if (is_cpp_keyword(name)) {
    diagnostics.error(location, "reserved-word",
                      fmt::format("{} `{}` is a keyword of C++: {}", what, name, way_out));
  } else if (clashes) {
    diagnostics.error(
        location, "reserved-accessor",
        fmt::format("{} `{}` clashes with a method that every model has: {}", what, name, way_out));
  }
}

void check_table_name(const Table& table, Diagnostics& diagnostics) {
  check_identifier({"table", table.name, "rename the table", table.location}, diagnostics);
  if (!lower_case(table.name).starts_with("sqlite_")) return;
  diagnostics.error(table.location, "reserved-word",
                    fmt::format("table `{}` has a name that SQLite keeps for itself: rename the "
                                "table",
                                table.name));
}

void check_column_names(const Table& table, Diagnostics& diagnostics) {
  for (const Column& column : table.columns) {
    const Named named{"column", column.name, kRenameColumn, column.location};
    check_identifier(named, diagnostics);
    if (contains(kEngineColumns, lower_case(column.name))) {
      diagnostics.error(column.location, "reserved-word",
                        fmt::format("column `{}` has a name that InnoDB keeps for itself: {}",
                                    column.name, kRenameColumn));
    }
    if (table.kind == Table::Kind::kAssociation) continue;  // no model
    check_member_name(named, contains(kModelMethods, column.name), diagnostics);
  }
}

// --- accessors

// The names of one kind that a model's class has, each with the place that it comes from.
class Claims {
 public:
  Claims(const Table& table, Diagnostics& diagnostics) : table_(table), diagnostics_(diagnostics) {}

  // Whether nobody had it.
  bool claim(const std::string& name, const Location& location, std::string_view way_out) {
    const auto [entry, is_new] = seen_.emplace(name, location);
    if (is_new) return true;
    Diagnostic& error = diagnostics_.error(
        location, "duplicate-accessor",
        fmt::format("`{}` would have two accessors called `{}`: {}", table_.model, name, way_out));
    error.notes.push_back({entry->second, "the other comes from here"});
    return false;
  }

 private:
  const Table& table_;
  Diagnostics& diagnostics_;
  std::map<std::string, Location> seen_;
};

// A relation is named after its field or its column, or by the annotation for the way back.
std::string_view way_to_rename(const Relation& relation) {
  if (!relation.field.empty()) return "rename the field";
  if (relation.kind == RelationKind::kBelongsTo) return "rename its column with `//@column(name)`";
  return kRenameRelation;
}

bool is_to_many(const Relation& relation) {
  return relation.kind != RelationKind::kBelongsTo && relation.kind != RelationKind::kHasOne;
}

void check_accessors(const Table& table, Diagnostics& diagnostics) {
  Claims claims(table, diagnostics);
  for (const Column& column : table.columns) {
    claims.claim(column.name, column.location, kRenameColumn);
  }
  for (const Group& group : table.groups) {
    claims.claim(group.name, group.location, "rename the columns with `prefix=`");
    if (group.kind == Group::Kind::kStruct) continue;
    for (const GroupVariant& variant : group.variants) {
      if (variant.name.empty()) continue;
      claims.claim(variant.name, group.location, "rename the columns with `prefix=`");
    }
  }
  for (const FirstOf& first : table.first_of) {
    claims.claim(first.name, table.location, "give the getter another name");
  }
  Claims added(table, diagnostics);  // add_<singular>, remove_<singular>
  for (const Relation& relation : table.relations) {
    const std::string_view way_out = way_to_rename(relation);
    const bool is_new = claims.claim(relation.name, relation.location, way_out);
    if (is_new && is_to_many(relation))
      added.claim("add_" + singularize(relation.name), relation.location, way_out);
    const bool clashes = is_model_member(relation.name);
    check_member_name({"relation", relation.name, way_out, relation.location}, clashes,
                      diagnostics);
    if (is_identifier(relation.name)) continue;
    diagnostics.error(relation.location, "bad-name",
                      fmt::format("relation `{}` is not a name: {}", relation.name, way_out));
  }
}

// A relation's name is a method's as it is; others' methods have something in front of theirs.
void check_relation_methods(const Table& table, Diagnostics& diagnostics) {
  std::map<std::string, Location> methods;
  const auto add = [&](std::initializer_list<std::string_view> prefixes, const std::string& name,
                       const Location& location) {
    for (const std::string_view prefix : prefixes)
      methods.emplace(fmt::format("{}_{}", prefix, name), location);
  };
  for (const Column& column : table.columns)
    add({"get", "set", "find_by"}, column.name, column.location);
  for (const Relation& relation : table.relations) {
    add({"get", "set"}, relation.name, relation.location);
    if (!is_to_many(relation)) continue;
    add({"query", "clear"}, relation.name, relation.location);
    add({"add", "remove"}, singularize(relation.name), relation.location);
  }
  for (const Relation& relation : table.relations) {
    const auto other = methods.find(relation.name);
    if (other == methods.end()) continue;
    Diagnostic& error =
        diagnostics.error(relation.location, "duplicate-accessor",
                          fmt::format("`{}` would have two accessors called `{}`: {}", table.model,
                                      relation.name, way_to_rename(relation)));
    error.notes.push_back({other->second, "the other comes from here"});
  }
}

bool has_finder(const Table& table, const Column& column) {
  return column.reference.has_value() ||
         std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& index) {
           return index.columns == std::vector<std::string>{column.name};
         });
}

// Emitted code has a constant `k…` for each column, and others beside them.
void check_constants(const Schema& schema, const Table& table, Diagnostics& diagnostics) {
  std::map<std::string, const Column*> seen;
  for (const Column& column : table.columns) {
    const auto [entry, is_new] = seen.emplace(pascal_case(column.name), &column);
    if (is_new) continue;
    Diagnostic& error = diagnostics.error(
        column.location, "duplicate-accessor",
        fmt::format("`{}` and `{}` would both be `k{}` in C++: {}", entry->second->name,
                    column.name, entry->first, kRenameColumn));
    error.notes.push_back({entry->second->location, "the other is here"});
  }
  const auto refuse = [&](const std::string& constant) {
    const auto found = seen.find(constant);
    if (found == seen.end()) return;
    diagnostics.error(found->second->location, "reserved-accessor",
                      fmt::format("column `{}` clashes with the constant `k{}` of emitted code: {}",
                                  found->second->name, constant, kRenameColumn));
  };
  for (const Column& column : table.columns) {
    if (has_finder(table, column)) refuse("FindBy" + pascal_case(column.name));
  }
  for (const Relation& relation : table.relations) {
    refuse("Select" + pascal_case(relation.name));
    refuse(pascal_case(relation.name) + "Links");
    refuse("Give" + pascal_case(relation.name));
    refuse("Embed" + pascal_case(relation.name));
  }
  for (const Enumeration& enumeration : schema.enums) {
    refuse(enumeration.name.substr(enumeration.name.rfind(':') + 1) + "Members");
  }
}

// --- names of a whole schema

// Index names share one space with tables in SQLite; constraint names share one in MySQL.
void check_index_names(const Schema& schema, Diagnostics& diagnostics) {
  std::map<std::string, Location> seen;
  for (const Table& table : schema.tables) seen.emplace(lower_case(table.name), table.location);
  for (const Table& table : schema.tables) {
    for (const Index& index : table.indexes) {
      check_identifier({"index", index.name, "name it with `name=`", table.location}, diagnostics);
      const auto [entry, is_new] = seen.emplace(lower_case(index.name), table.location);
      if (is_new) continue;
      Diagnostic& error = diagnostics.error(
          table.location, "duplicate-index",
          fmt::format("index `{}` is already defined: name it with `name=`", index.name));
      error.notes.push_back({entry->second, "first defined here"});
    }
  }
}

void check_models(const Schema& schema, Diagnostics& diagnostics) {
  std::map<std::string, const Table*> seen;
  for (const Table& table : schema.tables) {
    if (table.model.empty() || !is_identifier(table.name)) continue;
    if (!is_identifier(table.model)) {
      diagnostics.error(table.location, "bad-name",
                        fmt::format("`{}` cannot be the name of a class: name the model with "
                                    "`model=`",
                                    table.model));
    }
    const auto [entry, is_new] = seen.emplace(table.model, &table);
    if (is_new) continue;
    Diagnostic& error = diagnostics.error(
        table.location, "duplicate-model",
        fmt::format("the models of `{}` and `{}` would both be called `{}`: name one with `model=`",
                    entry->second->name, table.name, table.model));
    error.notes.push_back({entry->second->location, "the other is defined here"});
  }
}

}  // namespace

bool is_model_member(std::string_view name) {
  return contains(kModelMethods, name) || contains(kModelMembers, name);
}

void check_names(const Schema& schema, Diagnostics& diagnostics) {
  for (const Table& table : schema.tables) {
    check_table_name(table, diagnostics);
    check_column_names(table, diagnostics);
    if (table.kind == Table::Kind::kAssociation) continue;  // no model
    check_accessors(table, diagnostics);
    check_relation_methods(table, diagnostics);
    check_constants(schema, table, diagnostics);
  }
  check_models(schema, diagnostics);
  check_index_names(schema, diagnostics);
}

void check(const Schema& schema, Diagnostics& diagnostics) {
  check_names(schema, diagnostics);
  check_limits(schema, diagnostics);
  check_copies(schema, diagnostics);
}

}  // namespace thriftorm
