#include "inventory_service.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "answer.h"
#include "game_db/models.h"
#include "queries.h"
#include "references.h"
#include "requests.h"
#include "stacked_items.h"
#include "stacks.h"

namespace game_server {

namespace inventory = game_db::columns::inventory;
using game::GameError;
using game::InventoryResponseData;
using game_db::InventoryModel;
using thriftorm::Session;

namespace {

std::string name_of(game::InventoryId id) { return fmt::format("Inventory {}", id); }

game::InventoryResponseRecord record_of(const game::Inventory& inventory) {
  game::InventoryResponseRecord record;
  record.__set_inventory(inventory);
  return record;
}

// Locked until the transaction ends. Whoever needs several locks them in the order of their ids, so
// that two transactions that want the same ones cannot wait for each other. What is in them is read
// once all are locked: a snapshot begins with the first read that locks nothing.
InventoryModel lock_inventory(Session& session, game::InventoryId id) {
  return found(InventoryModel::query().where(inventory::id == id).for_update().first(session),
               name_of(id));
}

game::TransferItemResponseData lock_both(Session& session,
                                         const game::TransferItemRequestData& request) {
  const auto [low, high] =
      std::minmax(request.source_inventory_id, request.destination_inventory_id);
  const InventoryModel first = lock_inventory(session, low);
  const InventoryModel second = lock_inventory(session, high);
  const bool source_is_first = low == request.source_inventory_id;
  game::TransferItemResponseData both;
  both.__set_source((source_is_first ? first : second).to_thrift(session));
  both.__set_destination((source_is_first ? second : first).to_thrift(session));
  return both;
}

game::Inventory save_inventory(Session& session, const game::Inventory& inventory) {
  return InventoryModel().from_thrift(inventory).save(session).to_thrift(session);
}

}  // namespace

void InventoryService::load(game::InventoryResponse& response,
                            const game::InventoryRequest& request) {
  answer(response, "Failed to load inventory", GameError::DB_QUERY_FAILED, [&] {
    const auto& data = operand(request.data, request.data.__isset.load_inventory,
                               request.data.load_inventory, "load_inventory");
    require(data.__isset.inventory_id, "load_inventory.inventory_id");

    Session session = database_.session();
    const auto inventory =
        found(InventoryModel::find(session, data.inventory_id), name_of(data.inventory_id));
    const auto [results, object] = inventory.into_thrift(session);
    if (object) give(response, &InventoryResponseData::__set_load_inventory, record_of(*object));
    response.results = results;
  });
}

void InventoryService::create(game::InventoryResponse& response,
                              const game::InventoryRequest& request) {
  answer(response, "Failed to create inventory", GameError::DB_INSERT_FAILED, [&] {
    const auto& data = operand(request.data, request.data.__isset.create_inventory,
                               request.data.create_inventory, "create_inventory");
    const auto& inventory =
        require_new(data.__isset.inventory, data.inventory, "create_inventory.inventory");
    if (variants_set(inventory.owner) != 1) {
      throw Refused(GameError::DB_INVALID_DATA, "create_inventory.inventory must have one owner");
    }

    const game::Inventory stored = database_.run([&](Session& session) {
      require_references(session, inventory);
      return InventoryModel().from_thrift(inventory).insert(session).to_thrift(session);
    });
    give(response, &InventoryResponseData::__set_create_inventory, record_of(stored));
    response.results = succeeded("Successfully created " + name_of(stored.id));
  });
}

void InventoryService::save(game::InventoryResponse& response,
                            const game::InventoryRequest& request) {
  answer(response, "Failed to save inventory", GameError::DB_UPDATE_FAILED, [&] {
    const auto& data = operand(request.data, request.data.__isset.save_inventory,
                               request.data.save_inventory, "save_inventory");
    require(data.__isset.inventory, "save_inventory.inventory");

    const game::Inventory stored = database_.run([&](Session& session) {
      if (data.inventory.__isset.id) lock_inventory(session, data.inventory.id);
      require_references(session, data.inventory);
      return save_inventory(session, data.inventory);
    });
    give(response, &InventoryResponseData::__set_save_inventory, record_of(stored));
    response.results = succeeded("Successfully saved " + name_of(stored.id));
  });
}

void InventoryService::destroy(game::InventoryResponse& response,
                               const game::InventoryRequest& request) {
  answer(response, "Failed to delete inventory", GameError::DB_DELETE_FAILED, [&] {
    const auto& data = operand(request.data, request.data.__isset.destroy_inventory,
                               request.data.destroy_inventory, "destroy_inventory");
    require(data.__isset.inventory_id, "destroy_inventory.inventory_id");

    database_.run(
        [&](Session& session) { lock_inventory(session, data.inventory_id).destroy(session); });
    response.results = succeeded("Successfully deleted " + name_of(data.inventory_id));
  });
}

void InventoryService::list_records(game::InventoryResponse& response,
                                    const game::InventoryRequest& request) {
  answer(response, "Failed to list inventories", GameError::DB_QUERY_FAILED, [&] {
    const auto& data = operand(request.data, request.data.__isset.list_inventories,
                               request.data.list_inventories, "list_inventories");
    require_page(data, "list_inventories");

    Session session = database_.session();
    const auto page = page_of(session, InventoryModel::query(), data);
    game::ListInventoriesResponseData listed;
    listed.__set_inventories(to_thrift(session, page.records));
    listed.__set_total_count(page.total);
    give(response, &InventoryResponseData::__set_list_inventories, listed);
    response.results = succeeded("Successfully listed inventories");
  });
}

void InventoryService::split_stack(game::InventoryResponse& response,
                                   const game::InventoryRequest& request) {
  answer(response, "Failed to split stack", GameError::INV_OPERATION_FAILED, [&] {
    const auto& data = operand(request.data, request.data.__isset.split_stack,
                               request.data.split_stack, "split_stack");
    require(data.__isset.inventory_id, "split_stack.inventory_id");
    require(data.__isset.entry_index, "split_stack.entry_index");
    require(data.__isset.new_quantity, "split_stack.new_quantity");

    const game::Inventory stored = database_.run([&](Session& session) {
      game::Inventory inventory = lock_inventory(session, data.inventory_id).to_thrift(session);
      const StackedItems items = load_stacked_items(session, {&inventory});
      game_server::split_stack(inventory, data.entry_index, data.new_quantity, items);
      return save_inventory(session, inventory);
    });
    give(response, &InventoryResponseData::__set_split_stack, record_of(stored));
    response.results = succeeded("Successfully split the stack");
  });
}

void InventoryService::transfer_item(game::InventoryResponse& response,
                                     const game::InventoryRequest& request) {
  answer(response, "Failed to transfer item", GameError::INV_OPERATION_FAILED, [&] {
    const auto& data = operand(request.data, request.data.__isset.transfer_item,
                               request.data.transfer_item, "transfer_item");
    require(data.__isset.source_inventory_id, "transfer_item.source_inventory_id");
    require(data.__isset.destination_inventory_id, "transfer_item.destination_inventory_id");
    require(data.__isset.entry_index, "transfer_item.entry_index");
    require(data.__isset.quantity, "transfer_item.quantity");
    if (data.source_inventory_id == data.destination_inventory_id) {
      throw Refused(GameError::INVALID_ARGUMENT, "Source and destination are the same inventory");
    }

    const game::TransferItemResponseData moved = database_.run([&](Session& session) {
      game::TransferItemResponseData both = lock_both(session, data);
      const StackedItems items = load_stacked_items(session, {&both.source, &both.destination});
      game_server::transfer_item(both.source, both.destination, data.entry_index, data.quantity,
                                 items);
      both.__set_source(save_inventory(session, both.source));
      both.__set_destination(save_inventory(session, both.destination));
      return both;
    });
    give(response, &InventoryResponseData::__set_transfer_item, moved);
    response.results = succeeded("Successfully transferred the item");
  });
}

}  // namespace game_server
