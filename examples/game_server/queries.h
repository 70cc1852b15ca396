// The queries behind the services that are more than finding a record by its key.
//
// Pages count from 0. An empty search finds everything; else text is found anywhere in a column,
// whatever its case and accents.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <thriftorm/session.h>

#include "game_db/models.h"

namespace game_server {

struct PageOf {
  std::int32_t number = 0;
  std::int32_t size = 0;
};

template <class Model>
struct Page {
  std::vector<Model> records;
  std::int64_t total = 0;  // all that were found, on whatever page
};

Page<game_db::PlayerModel> list_players(thriftorm::Session& session, PageOf page,
                                        const std::string& search);
Page<game_db::ItemModel> list_items(thriftorm::Session& session, PageOf page,
                                    const std::string& search);
Page<game_db::InventoryModel> list_inventories(thriftorm::Session& session, PageOf page);
// The newest first; without a type, of all types.
Page<game_db::MobileModel> list_mobiles(thriftorm::Session& session, PageOf page,
                                        std::optional<game::MobileType::type> type,
                                        const std::string& search);

// By name, at most `limit`.
std::vector<game_db::MobileModel> search_mobiles(thriftorm::Session& session,
                                                 const std::string& search, std::int32_t limit);
// The same, of ids and names alone.
std::vector<game::ItemName> autocomplete_items(thriftorm::Session& session,
                                               const std::string& search, std::int32_t limit);

// Those of these ids that there are, in the order of their ids: a statement for each 1,000.
std::vector<game_db::ItemModel> find_items(thriftorm::Session& session,
                                           std::vector<game::ItemId> ids);
std::vector<game_db::MobileItemModel> find_mobile_items(thriftorm::Session& session,
                                                        std::vector<game::MobileItemId> ids);

// Locks these rows until the transaction ends, always in the order of their ids, so that two
// transactions that want the same ones cannot wait for each other.
void lock_inventories(thriftorm::Session& session, std::vector<game::InventoryId> ids);

}  // namespace game_server
