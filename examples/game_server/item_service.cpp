#include "item_service.h"

#include <fmt/format.h>

#include "answer.h"
#include "blueprint_tree.h"
#include "game_db/models.h"
#include "queries.h"
#include "references.h"
#include "requests.h"

namespace game_server {

namespace item = game_db::columns::item;
using game::BackingTable;
using game::GameError;
using game::ItemResponseData;
using game_db::ItemModel;
using game_db::MobileItemModel;
using thriftorm::Session;

namespace {

std::string name_of(std::int64_t id) { return fmt::format("Item {}", id); }

game::ItemResponseRecord record_of(const game::Item& item) {
  game::ItemResponseRecord record;
  record.__set_item(item);
  return record;
}

// Loads a template or an instance, whose objects differ, into the response.
template <class Model, class Object>
void load_into(game::ItemResponse& response, Session& session, std::int64_t id,
               void (game::LoadedItem::*set)(const Object&)) {
  const auto [results, object] = found(Model::find(session, id), name_of(id)).into_thrift(session);
  if (object) {
    game::LoadItemResponseData data;
    (data.loaded.*set)(*object);
    give(response, &ItemResponseData::__set_load_item, data);
  }
  response.results = results;
}

}  // namespace

void ItemService::load(game::ItemResponse& response, const game::ItemRequest& request) {
  answer(response, "Failed to load item", GameError::DB_QUERY_FAILED, [&] {
    const auto& data =
        operand(request.data, request.data.__isset.load_item, request.data.load_item, "load_item");
    require(data.__isset.item_id, "load_item.item_id");

    Session session = database_.session();
    switch (data.__isset.backing_table ? data.backing_table : BackingTable::ITEMS) {
      case BackingTable::ITEMS:
        return load_into<ItemModel>(response, session, data.item_id, &game::LoadedItem::__set_item);
      case BackingTable::MOBILE_ITEMS:
        return load_into<MobileItemModel>(response, session, data.item_id,
                                          &game::LoadedItem::__set_mobile_item);
      default:
        throw Refused(GameError::INVALID_ARGUMENT,
                      "load_item.backing_table must be ITEMS or MOBILE_ITEMS");
    }
  });
}

void ItemService::create(game::ItemResponse& response, const game::ItemRequest& request) {
  answer(response, "Failed to create item", GameError::DB_INSERT_FAILED, [&] {
    const auto& data = operand(request.data, request.data.__isset.create_item,
                               request.data.create_item, "create_item");
    const auto& item = require_new(data.__isset.item, data.item, "create_item.item");

    const game::Item stored = database_.run([&](Session& session) {
      require_references(session, item);
      return ItemModel().from_thrift(item).insert(session).to_thrift(session);
    });
    give(response, &ItemResponseData::__set_create_item, record_of(stored));
    response.results = succeeded(name_of(stored.id) + " created successfully");
  });
}

void ItemService::save(game::ItemResponse& response, const game::ItemRequest& request) {
  answer(response, "Failed to save item", GameError::DB_UPDATE_FAILED, [&] {
    const auto& data =
        operand(request.data, request.data.__isset.save_item, request.data.save_item, "save_item");
    require(data.__isset.item, "save_item.item");

    const game::Item stored = database_.run([&](Session& session) {
      require_references(session, data.item);
      return ItemModel().from_thrift(data.item).save(session).to_thrift(session);
    });
    give(response, &ItemResponseData::__set_save_item, record_of(stored));
    response.results = succeeded(name_of(stored.id) + " saved successfully");
  });
}

void ItemService::destroy(game::ItemResponse& response, const game::ItemRequest& request) {
  answer(response, "Failed to destroy item", GameError::DB_DELETE_FAILED, [&] {
    const auto& data = operand(request.data, request.data.__isset.destroy_item,
                               request.data.destroy_item, "destroy_item");
    require(data.__isset.item_id, "destroy_item.item_id");

    database_.run([&](Session& session) {
      found(ItemModel::find(session, data.item_id), name_of(data.item_id)).destroy(session);
    });
    response.results = succeeded(name_of(data.item_id) + " destroyed successfully");
  });
}

void ItemService::list_records(game::ItemResponse& response, const game::ItemRequest& request) {
  answer(response, "Failed to list items", GameError::DB_QUERY_FAILED, [&] {
    const auto& data = operand(request.data, request.data.__isset.list_items,
                               request.data.list_items, "list_items");
    require_page(data, "list_items");

    Session session = database_.session();
    const auto items = ItemModel::query()
                           .search(data.search_string, item::internal_name)
                           .order_by(item::internal_name);
    const auto page = page_of(session, items, data);
    game::ListItemsResponseData listed;
    listed.__set_items(to_thrift(session, page.records));
    listed.__set_total_count(page.total);
    give(response, &ItemResponseData::__set_list_items, listed);
    response.results = succeeded(fmt::format("Found {} items", listed.items.size()));
  });
}

void ItemService::autocomplete(game::ItemResponse& response, const game::ItemRequest& request) {
  answer(response, "Failed to search items", GameError::DB_QUERY_FAILED, [&] {
    const auto& data = operand(request.data, request.data.__isset.autocomplete_items,
                               request.data.autocomplete_items, "autocomplete_items");
    require_not_negative(data.max_results, "autocomplete_items.max_results");

    Session session = database_.session();
    const auto names = ItemModel::query()
                           .search(data.search_string, item::internal_name)
                           .order_by(item::internal_name)
                           .limit(data.max_results)
                           .select(item::id, item::internal_name)
                           .all(session);
    game::AutocompleteItemsResponseData completed;
    for (const auto& [id, internal_name] : names) {
      game::ItemName& name = completed.names.emplace_back();
      name.__set_item_id(id);
      name.__set_internal_name(internal_name);
    }
    give(response, &ItemResponseData::__set_autocomplete_items, completed);
    response.results = succeeded(fmt::format("Found {} items", completed.names.size()));
  });
}

void ItemService::load_with_blueprint_tree(game::ItemResponse& response,
                                           const game::ItemRequest& request) {
  answer(response, "Failed to load blueprint tree", GameError::DB_QUERY_FAILED, [&] {
    const auto& data = operand(request.data, request.data.__isset.load_blueprint_tree,
                               request.data.load_blueprint_tree, "load_blueprint_tree");
    require(data.__isset.item_id, "load_blueprint_tree.item_id");
    require_not_negative(data.max_depth, "load_blueprint_tree.max_depth");

    Session session = database_.session();
    const auto tree = load_blueprint_tree(session, data.item_id, data.max_depth);
    give(response, &ItemResponseData::__set_load_blueprint_tree, tree);
    response.results =
        succeeded(fmt::format("Successfully loaded a tree of {} items", tree.nodes.size()));
  });
}

}  // namespace game_server
