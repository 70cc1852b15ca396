// Records of any kind for the random tests of relations: what is done to them by the names that
// `Relation` and columns have, what they hold, and what the database holds.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "game_db/models.h"
#include "test/live/relations/random_memory.h"

namespace random_graphs {

// In the order of `Kind`.
using Record = std::variant<game_db::PlayerModel, game_db::MobileModel, game_db::AttributeModel,
                            game_db::InventoryModel, game_db::InventoryEntryModel,
                            game_db::ItemModel, game_db::MobileItemModel>;

// A new record with these columns set.
Record make_record(Kind kind, const Values& values);
std::optional<Record> find_record(thriftorm::Session& session, Kind kind, Id id);
void set_column(Record& record, const std::string& column, const std::optional<std::string>& value);
Values values_of(const Record& record);

void save(thriftorm::Session& session, Record& record, thriftorm::Cascade cascade);
void destroy(thriftorm::Session& session, Record& record);
void reload(thriftorm::Session& session, Record& record);

// Without a session: to be saved with its owner. `record` may be empty for an avatar.
void give(Record& owner, Relation relation, std::optional<Record> record);
void set_parent(Record& record, Relation relation, std::optional<Record> parent);
void add(thriftorm::Session& session, Record& owner, Relation relation, Record& record);
void remove(thriftorm::Session& session, Record& owner, Relation relation, Record& record);
// What is thrown leaves the list's records as they are in `records`.
void set(thriftorm::Session& session, Record& owner, Relation relation,
         std::vector<Record*> records);

// How a record differs from what it should be; empty: not at all.
std::string difference(const Record& record, const Shadow& expected);

World read_world(thriftorm::Session& session);
// How many rows all tables have together.
Id count_rows(thriftorm::Session& session);
// The id of the one row with this label; empty: there is none, or several.
std::optional<Id> find_id(thriftorm::Session& session, Kind kind, const std::string& label);
void clear_world(thriftorm::Session& session);

}  // namespace random_graphs
