// The methods that records have for each of their relations.
#include <utility>

#include "test/live/relations/random_records.h"

namespace random_graphs {
namespace {

using namespace game_db;
using thriftorm::Session;

template <class Owner, class Of>
struct Methods {
  using Target = Of;
  Owner& (Owner::*give)(Of);
  void (Owner::*add)(Session&, Of&);
  void (Owner::*remove)(Session&, Of&);
  void (Owner::*set)(Session&, std::vector<Of>&);
};

constexpr Methods<PlayerModel, AttributeModel> kAttributesOfPlayer{
    &PlayerModel::add_attribute, &PlayerModel::add_attribute, &PlayerModel::remove_attribute,
    &PlayerModel::set_attributes};
constexpr Methods<MobileModel, AttributeModel> kAttributesOfMobile{
    &MobileModel::add_attribute, &MobileModel::add_attribute, &MobileModel::remove_attribute,
    &MobileModel::set_attributes};
constexpr Methods<ItemModel, AttributeModel> kAttributesOfItem{
    &ItemModel::add_attribute, &ItemModel::add_attribute, &ItemModel::remove_attribute,
    &ItemModel::set_attributes};
constexpr Methods<PlayerModel, InventoryModel> kInventoriesOfPlayer{
    &PlayerModel::add_inventory, &PlayerModel::add_inventory, &PlayerModel::remove_inventory,
    &PlayerModel::set_inventories};
constexpr Methods<MobileModel, InventoryModel> kInventoriesOfMobile{
    &MobileModel::add_inventory, &MobileModel::add_inventory, &MobileModel::remove_inventory,
    &MobileModel::set_inventories};
constexpr Methods<MobileModel, MobileModel> kMinions{
    &MobileModel::add_minion, &MobileModel::add_minion, &MobileModel::remove_minion,
    &MobileModel::set_minions};
constexpr Methods<InventoryModel, InventoryEntryModel> kEntries{
    &InventoryModel::add_entry, &InventoryModel::add_entry, &InventoryModel::remove_entry,
    &InventoryModel::set_entries};
constexpr Methods<MobileModel, MobileItemModel> kMobileItems{
    &MobileModel::add_mobile_item, &MobileModel::add_mobile_item, &MobileModel::remove_mobile_item,
    &MobileModel::set_mobile_items};

// Calls `use(owner, methods)`.
template <class Use>
void with_methods(Record& owner, Relation relation, Use use) {
  if (auto* player = std::get_if<PlayerModel>(&owner)) {
    if (relation == Relation::kAttributes) use(*player, kAttributesOfPlayer);
    if (relation == Relation::kInventories) use(*player, kInventoriesOfPlayer);
  }
  if (auto* mobile = std::get_if<MobileModel>(&owner)) {
    if (relation == Relation::kAttributes) use(*mobile, kAttributesOfMobile);
    if (relation == Relation::kInventories) use(*mobile, kInventoriesOfMobile);
    if (relation == Relation::kMinions) use(*mobile, kMinions);
    if (relation == Relation::kMobileItems) use(*mobile, kMobileItems);
  }
  if (auto* item = std::get_if<ItemModel>(&owner)) use(*item, kAttributesOfItem);
  if (auto* inventory = std::get_if<InventoryModel>(&owner)) use(*inventory, kEntries);
}

template <class Model>
void give_back(std::vector<Model>& list, const std::vector<Record*>& records) {
  for (std::size_t i = 0; i < list.size(); ++i) *records[i] = std::move(list[i]);
}

template <class Model>
std::optional<Model> as(std::optional<Record> record) {
  if (!record) return std::nullopt;
  return std::get<Model>(*std::move(record));
}

}  // namespace

void give(Record& owner, Relation relation, std::optional<Record> record) {
  if (relation == Relation::kAvatar) {
    std::get<PlayerModel>(owner).set_mobile(as<MobileModel>(std::move(record)));
    return;
  }
  with_methods(owner, relation, [&]<class Owner, class Of>(Owner& of, Methods<Owner, Of> methods) {
    (of.*methods.give)(std::get<Of>(*std::move(record)));
  });
}

void set_parent(Record& record, Relation relation, std::optional<Record> parent) {
  auto& mobile = std::get<MobileModel>(record);
  if (relation == Relation::kOwnerMobile) {
    mobile.set_owner_mobile(as<MobileModel>(std::move(parent)));
  } else {
    mobile.set_owner_player(as<PlayerModel>(std::move(parent)));
  }
}

void add(Session& session, Record& owner, Relation relation, Record& record) {
  with_methods(owner, relation, [&]<class Owner, class Of>(Owner& of, Methods<Owner, Of> methods) {
    (of.*methods.add)(session, std::get<Of>(record));
  });
}

void remove(Session& session, Record& owner, Relation relation, Record& record) {
  with_methods(owner, relation, [&]<class Owner, class Of>(Owner& of, Methods<Owner, Of> methods) {
    (of.*methods.remove)(session, std::get<Of>(record));
  });
}

void set(Session& session, Record& owner, Relation relation, std::vector<Record*> records) {
  with_methods(owner, relation, [&]<class Owner, class Of>(Owner& of, Methods<Owner, Of> methods) {
    std::vector<Of> list;
    for (Record* record : records) list.push_back(std::get<Of>(std::move(*record)));
    try {
      (of.*methods.set)(session, list);
    } catch (...) {
      give_back(list, records);
      throw;
    }
    give_back(list, records);
  });
}

}  // namespace random_graphs
