// What an object refers to must be there. Most keys have no constraint in the database, so the
// services look before they store.
//
// Refused: DB_RECORD_NOT_FOUND.
#pragma once

#include <string>

#include <thriftorm/session.h>

#include "game_types.h"

namespace game_server {

// The name of a player, a mobile or an item that owns something. Assets have no table yet, so none is
// found.
std::string owner_name(thriftorm::Session& session, const game::Owner& owner);

// An item's ingredients.
void require_references(thriftorm::Session& session, const game::Item& item);
// Whoever owns a mobile.
void require_references(thriftorm::Session& session, const game::Mobile& mobile);
// Whoever owns an inventory, and what is in it.
void require_references(thriftorm::Session& session, const game::Inventory& inventory);

}  // namespace game_server
