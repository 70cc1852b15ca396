#include "tool/plan/engine_profile.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "tool/plan/sharding_plan.h"
#include "tool/plan/sql_text.h"

namespace thriftorm {
namespace {

const std::vector<EngineProfile>& engines() {
  static const std::vector<EngineProfile> profiles = {
      {.name = "none", .dialect = DdlDialect::kMysql},
      {.name = "group-replication",
       .dialect = DdlDialect::kMysql,
       .title = "MySQL 8.0.17 or later, in a group with one primary",
       .in_text = "Group Replication"},
      {.name = "group-replication-multi",
       .dialect = DdlDialect::kMysql,
       .title = "MySQL 8.0.17 or later, in a group where every member is a primary",
       .in_text = "Group Replication with many primaries",
       .has_cascades = false},
      {.name = "galera",
       .dialect = DdlDialect::kMariadb,
       .title = "MariaDB 10.6 or later, in a Galera cluster",
       .in_text = "Galera"},
      {.name = "tidb",
       .dialect = DdlDialect::kMysql,
       .title = "TiDB 8.5 or later",
       .in_text = "TiDB",
       .notes =
           {"Written after TiDB's manual; thriftorm's tests do not run it.",
            "CHECK constraints hold only if tidb_enable_check_constraint was ON when the tables "
            "were made:",
            "  SET GLOBAL tidb_enable_check_constraint = ON;"},
       .generated_key = "AUTO_RANDOM",
       .primary_key_option = "CLUSTERED",
       .generated_keys_are_bigint = true,
       .has_text_defaults = false},
      {.name = "vitess",
       .dialect = DdlDialect::kMysql,
       .title = "Vitess 22 or later, in a sharded keyspace",
       .in_text = "Vitess",
       .notes =
           {"Written after Vitess's manual; thriftorm's tests do not run it.",
            "--vschema and --sequences write what places the rows and makes their ids. A row that",
            "its owner's key places cannot be given to another owner, and finding it by its own",
            "key asks every shard."},
       .generated_key = "",
       .has_foreign_keys = false,
       .is_sharded = true}};
  return profiles;
}

bool cascades(ReferentialAction action) {
  return action == ReferentialAction::kCascade || action == ReferentialAction::kSetNull;
}

void check_reference(const Column& column, const EngineProfile& engine, Diagnostics& diagnostics) {
  const Reference& reference = *column.reference;
  if (!engine.has_foreign_keys) {
    diagnostics.warning(
        column.location, "engine-foreign-key",
        fmt::format("{} keeps no foreign keys between shards: `{}` becomes an index "
                    "without its referential action, and code keeps the rule",
                    engine.in_text, column.name));
    return;
  }
  if (engine.has_cascades) return;
  for (const auto& [clause, action] :
       {std::pair("on_delete", reference.on_delete), std::pair("on_update", reference.on_update)}) {
    if (!cascades(action)) continue;
    diagnostics.error(
        column.location, "engine-cascade",
        fmt::format("{} writes to no table with `{}={}`, which `{}` has: use "
                    "`restrict` or `no_action`, or state no action and let code keep "
                    "the rule",
                    engine.in_text, clause,
                    action == ReferentialAction::kCascade ? "cascade" : "set_null", column.name));
  }
}

void check_column(const Column& column, const EngineProfile& engine, Diagnostics& diagnostics) {
  if (column.generated && engine.generated_keys_are_bigint &&
      column.storage.kind != Storage::Kind::kInt64) {
    diagnostics.error(column.location, "engine-generated-key",
                      fmt::format("{} makes ids of 64 bits alone: make `{}` an `i64`",
                                  engine.in_text, column.name));
  }
  if (column.default_value && !engine.has_text_defaults && is_off_row(column.storage)) {
    diagnostics.error(column.location, "engine-default",
                      fmt::format("{} takes no text as the default of `{}`, which has no limited "
                                  "length: write `@length(n)`, or leave the default out",
                                  engine.in_text, column.name));
  }
  if (column.reference && column.reference->is_constraint())
    check_reference(column, engine, diagnostics);
}

bool contains(const std::vector<std::string>& columns, const std::string& column) {
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}

// A shard sees its own rows: two rows with the same values meet only if what places them is among
// the values, or follows from them.
void check_unique(const Table& table, const ShardedTable& sharded, const EngineProfile& engine,
                  Diagnostics& diagnostics) {
  const auto check = [&](const std::vector<std::string>& columns) {
    if (contains(columns, sharded.column)) return;
    diagnostics.warning(
        table.find_column(columns.front())->location, "engine-unique",
        fmt::format("{} keeps `{}` of `{}` unique within a shard, not among all: add a lookup "
                    "vindex that is unique, or make sure in code",
                    engine.in_text, fmt::join(columns, "`, `"), table.name));
  };
  const Column* key = table.find_column(table.primary_key.front());
  if (!key->generated) check(table.primary_key);
  for (const Index& index : table.indexes) {
    if (index.unique) check(index.columns);
  }
}

}  // namespace

const EngineProfile* find_engine(std::string_view name) {
  const auto found = std::find_if(engines().begin(), engines().end(),
                                  [&](const EngineProfile& engine) { return engine.name == name; });
  return found == engines().end() ? nullptr : &*found;
}

std::vector<std::string_view> engine_names() {
  std::vector<std::string_view> names;
  for (const EngineProfile& engine : engines()) names.push_back(engine.name);
  return names;
}

void check_engine(const Schema& schema, const EngineProfile& engine, Diagnostics& diagnostics) {
  for (const Table& table : schema.tables) {
    for (const Column& column : table.columns) check_column(column, engine, diagnostics);
  }
  if (!engine.is_sharded) return;
  for (const ShardedTable& sharded : plan_sharding(schema).tables)
    check_unique(*schema.find_table(sharded.name), sharded, engine, diagnostics);
}

}  // namespace thriftorm
