// game_client --port N [--host ADDRESS]: plays a session against a game_server, and checks all that
// comes back. Returns 1 if something is not as it should be.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <exception>
#include <optional>
#include <random>
#include <source_location>
#include <string>
#include <vector>

#include "client/connection.h"
#include "client/objects.h"
#include "client/requests.h"

using namespace game_client;
using game::GameError;
using game::StatusType;

namespace {

int differences = 0;

void check(bool holds, std::source_location place = std::source_location::current()) {
  if (holds) return;
  ++differences;
  fmt::print("line {}, {}: this does not hold\n", place.line(), place.function_name());
}

template <class Response>
bool succeeds(const Response& response) {
  for (const game::GameResult& result : response.results) {
    if (result.status == StatusType::SUCCESS) continue;
    fmt::print("  {}\n", result.message);
    return false;
  }
  return !response.results.empty();
}

// Whether there is one FAILURE with this code, and nothing else.
template <class Response>
bool fails(const Response& response, GameError::type code) {
  if (response.results.size() != 1 || response.__isset.response_data) return false;
  const game::GameResult& result = response.results.front();
  if (result.status == StatusType::FAILURE && result.error_code == code) return true;
  fmt::print("  {}\n", result.message);
  return false;
}

// Calls an operation and gives its response.
template <class Response, class Client, class Request>
Response call(Client& client, void (Client::*operation)(Response&, const Request&),
              const Request& request) {
  Response response;
  (client.*operation)(response, request);
  return response;
}

// A session of one client, with names of its own: the server may have seen others.
class Play {
 public:
  explicit Play(Connection& server) : server_(server) {}

  void run() {
    create_players();
    load_and_list();
    change_player();
    look_at_mobiles();
    create_items();
    look_at_items();
    move_items();
    refuse();
    destroy();
  }

 private:
  game::PlayerResponse player(const game::PlayerRequest& request,
                              void (game::PlayerServiceClient::*operation)(
                                  game::PlayerResponse&, const game::PlayerRequest&)) {
    return call(server_.players, operation, request);
  }
  game::Item create(const game::Item& item) {
    const auto created = call(server_.items, &game::ItemServiceClient::create, create_item(item));
    check(succeeds(created));
    return created.response_data.create_item.item;
  }
  game::Inventory create(const game::Inventory& inventory) {
    const auto created = call(server_.inventories, &game::InventoryServiceClient::create,
                              create_inventory(inventory));
    check(succeeds(created));
    return created.response_data.create_inventory.inventory;
  }
  game::InventoryResponse transfer(game::InventoryId source, game::InventoryId destination,
                                   std::int32_t index, double quantity) {
    return call(server_.inventories, &game::InventoryServiceClient::transfer_item,
                transfer_item(source, destination, index, quantity));
  }
  game::InventoryResponse split(game::InventoryId id, std::int32_t index, double quantity) {
    return call(server_.inventories, &game::InventoryServiceClient::split_stack,
                split_stack(id, index, quantity));
  }

  void create_players();
  void load_and_list();
  void change_player();
  void look_at_mobiles();
  void create_items();
  void look_at_items();
  void move_items();
  void refuse();
  void destroy();

  Connection& server_;
  const std::string mark_ = fmt::format("{:08x}", std::random_device()());
  game::Player jane_, zoe_;
  game::Item iron_, sword_;
  game::Inventory bag_, chest_;
};

// What was sent, with what storing it adds filled in from what came back.
game::Player as_stored(game::Player sent, const game::Player& stored) {
  sent.__set_id(stored.id);
  sent.security_token.clear();  // the server keeps it to itself
  sent.__set_over_13(true);
  sent.mobile.__set_id(stored.mobile.id);
  sent.mobile.owner.__set_player_id(stored.id);
  for (auto& [type, attribute] : sent.mobile.attributes) {
    const auto found = stored.mobile.attributes.find(type);
    if (found == stored.mobile.attributes.end()) continue;
    attribute.__set_id(found->second.id);
    attribute.owner.__set_mobile_id(stored.mobile.id);
  }
  return sent;
}

void Play::create_players() {
  const game::Player jane = new_player("Jane" + mark_, "jane@" + mark_);
  const auto created = player(create_player(jane), &game::PlayerServiceClient::create);
  check(succeeds(created));
  jane_ = created.response_data.create_player.player;
  check(jane_.__isset.id && jane_.mobile.__isset.id);
  check(jane_ == as_stored(jane, jane_));

  const auto zoe = player(create_player(new_player("Zoé_" + mark_, "zoe@" + mark_)),
                          &game::PlayerServiceClient::create);
  check(succeeds(zoe));
  zoe_ = zoe.response_data.create_player.player;
}

void Play::load_and_list() {
  const auto loaded = player(load_player(jane_.id), &game::PlayerServiceClient::load);
  check(succeeds(loaded));
  check(loaded.response_data.load_player.player == jane_);

  const auto listed = player(list_players(0, 1, mark_), &game::PlayerServiceClient::list_records);
  check(succeeds(listed));
  check(listed.response_data.list_players.total_count == 2);
  check(listed.response_data.list_players.players == std::vector{jane_});
  const auto second = player(list_players(1, 1, mark_), &game::PlayerServiceClient::list_records);
  check(second.response_data.list_players.players == std::vector{zoe_});
  const auto beyond = player(list_players(9, 5, mark_), &game::PlayerServiceClient::list_records);
  check(succeeds(beyond));
  check(beyond.response_data.list_players.total_count == 2);
  check(beyond.response_data.list_players.players.empty());
  const auto empty = player(list_players(0, 0, mark_), &game::PlayerServiceClient::list_records);
  check(empty.response_data.list_players.total_count == 2);

  // Case and accents do not matter; `_` and `%` are letters like others.
  const auto folded =
      player(list_players(0, 9, "jANE" + mark_), &game::PlayerServiceClient::list_records);
  check(folded.response_data.list_players.players == std::vector{jane_});
  for (const char* name : {"zoe_", "ZOÉ_"}) {
    const auto accented =
        player(list_players(0, 9, name + mark_), &game::PlayerServiceClient::list_records);
    check(accented.response_data.list_players.players == std::vector{zoe_});
  }
  const auto escaped =
      player(list_players(0, 9, "_" + mark_), &game::PlayerServiceClient::list_records);
  check(escaped.response_data.list_players.players == std::vector{zoe_});
  const auto percent =
      player(list_players(0, 9, "%" + mark_), &game::PlayerServiceClient::list_records);
  check(percent.response_data.list_players.total_count == 0);
}

void Play::change_player() {
  game::Player changed = jane_;
  changed.__set_full_name("Jane Q. Doe " + mark_);
  changed.mobile.attributes.erase(game::AttributeType::LUCK);
  const auto saved = player(save_player(changed), &game::PlayerServiceClient::save);
  check(succeeds(saved));
  check(saved.response_data.save_player.player == changed);
  const auto loaded = player(load_player(jane_.id), &game::PlayerServiceClient::load);
  check(loaded.response_data.load_player.player == changed);
  jane_ = changed;
}

void Play::look_at_mobiles() {
  auto& mobiles = server_.mobiles;
  const auto loaded = call(mobiles, &game::MobileServiceClient::load, load_mobile(jane_.mobile.id));
  check(succeeds(loaded));
  check(loaded.response_data.load_mobile.mobile == jane_.mobile);

  game::Mobile wolf;
  wolf.__set_mobile_type(game::MobileType::NPC);
  wolf.__set_what_we_call_you("Wolf" + mark_);
  wolf.owner.__set_mobile_id(jane_.mobile.id);
  const auto created = call(mobiles, &game::MobileServiceClient::create, create_mobile(wolf));
  check(succeeds(created));
  const auto found =
      call(mobiles, &game::MobileServiceClient::search, search_mobiles("wolf" + mark_, 10));
  check(found.response_data.search_mobiles.mobiles ==
        std::vector{created.response_data.create_mobile.mobile});

  const auto accented =
      call(mobiles, &game::MobileServiceClient::search, search_mobiles("zoe_" + mark_, 10));
  check(accented.response_data.search_mobiles.mobiles == std::vector{zoe_.mobile});

  const auto described = call(mobiles, &game::MobileServiceClient::describe_owner,
                              describe_owner(owned_by_player(jane_.id)));
  check(succeeds(described));
  check(described.response_data.describe_owner.name == jane_.full_name);
}

void Play::create_items() {
  iron_ = create(new_item("iron " + mark_, 100, 0.5));
  game::Item sword = new_item("Épée " + mark_, 1, 3.0);
  sword.__set_item_type(game::ItemType::WEAPON);
  game::ItemBlueprintComponent component;
  component.__set_item_id(iron_.id);
  component.__set_ratio(2.5);
  game::ItemBlueprint blueprint;
  blueprint.__set_bake_time_ms(1500);
  blueprint.components[iron_.id] = component;
  sword.__set_blueprint(blueprint);
  sword_ = create(sword);
  check(sword_.blueprint.components == blueprint.components);
}

void Play::look_at_items() {
  auto& items = server_.items;
  const auto loaded = call(items, &game::ItemServiceClient::load, load_item(sword_.id));
  check(succeeds(loaded));
  check(loaded.response_data.load_item.loaded.item == sword_);

  const auto completed =
      call(items, &game::ItemServiceClient::autocomplete, autocomplete_items(mark_, 1));
  check(succeeds(completed));
  check(completed.response_data.autocomplete_items.names.size() == 1);
  check(completed.response_data.autocomplete_items.names.at(0).item_id == iron_.id);

  const auto accented =
      call(items, &game::ItemServiceClient::autocomplete, autocomplete_items("epee " + mark_, 9));
  const auto& names = accented.response_data.autocomplete_items.names;
  check(names.size() == 1 && names.at(0).item_id == sword_.id &&
        names.at(0).internal_name == sword_.internal_name);

  const auto loaded_tree = call(items, &game::ItemServiceClient::load_with_blueprint_tree,
                                load_blueprint_tree(sword_.id, 10));
  check(succeeds(loaded_tree));
  const auto& tree = loaded_tree.response_data.load_blueprint_tree;
  check(tree.nodes.size() == 2);
  check(tree.nodes.at(0).item == sword_ && !tree.nodes.at(0).__isset.parent_item_id);
  check(tree.nodes.at(1).item == iron_ && tree.nodes.at(1).parent_item_id == sword_.id);
  check(tree.nodes.at(1).ratio == 2.5 && tree.nodes.at(1).depth == 1);
  check(tree.total_bake_time_ms == 1500);
  check(!tree.cycle_detected && !tree.max_depth_reached);
  const auto shallow = call(items, &game::ItemServiceClient::load_with_blueprint_tree,
                            load_blueprint_tree(sword_.id, 0));
  check(shallow.response_data.load_blueprint_tree.nodes.size() == 1);
  check(shallow.response_data.load_blueprint_tree.max_depth_reached);
}

void Play::move_items() {
  bag_ = create(new_inventory(jane_.id, 3, 100.0, {new_entry(iron_.id, 90.0)}));
  chest_ = create(new_inventory(zoe_.id, 2, 60.0, {new_entry(iron_.id, 95.0)}));

  const auto split_off = split(bag_.id, 0, 30.0);
  check(succeeds(split_off));
  bag_.entries = {new_entry(iron_.id, 60.0), new_entry(iron_.id, 30.0)};
  check(split_off.response_data.split_stack.inventory == bag_);

  // The stack that is there takes up five, a new one the rest.
  const auto moved = transfer(bag_.id, chest_.id, 1, 20.0);
  check(succeeds(moved));
  bag_.entries[1].quantity = 10.0;
  bag_.last_calculated_volume = 35.0;
  chest_.entries = {new_entry(iron_.id, 100.0), new_entry(iron_.id, 15.0)};
  chest_.entries[0].is_max_stacked = true;
  chest_.last_calculated_volume = 57.5;
  check(moved.response_data.transfer_item.source == bag_);
  check(moved.response_data.transfer_item.destination == chest_);

  check(fails(split(chest_.id, 0, 1.0), GameError::INV_FULL_CANNOT_SPLIT));
  check(fails(split(bag_.id, 0, 60.0), GameError::INV_NEW_QUANTITY_INVALID));
  check(fails(split(bag_.id, 0, -1.0), GameError::INV_NEW_QUANTITY_INVALID));
  check(fails(split(bag_.id, 7, 1.0), GameError::INV_ITEM_NOT_FOUND));
  check(fails(transfer(bag_.id, chest_.id, 0, 61.0), GameError::INV_INSUFFICIENT_QUANTITY));
  check(fails(transfer(bag_.id, chest_.id, 0, 60.0), GameError::INV_NEW_VOLUME_TOO_HIGH));
  check(fails(transfer(bag_.id, chest_.id, -1, 1.0), GameError::INV_ITEM_NOT_FOUND));
  check(fails(transfer(bag_.id, bag_.id, 0, 1.0), GameError::INVALID_ARGUMENT));
  check(fails(transfer(bag_.id, 1'000'000'000, 0, 1.0), GameError::DB_RECORD_NOT_FOUND));
  const game::Inventory full = create(new_inventory(jane_.id, 0, 100.0, {}));
  check(fails(transfer(bag_.id, full.id, 0, 1.0), GameError::INV_MAX_ITEMS_REACHED));

  for (const game::Inventory& inventory : {bag_, chest_}) {
    const auto loaded = call(server_.inventories, &game::InventoryServiceClient::load,
                             load_inventory(inventory.id));
    check(loaded.response_data.load_inventory.inventory == inventory);
  }
}

// Each is answered with a FAILURE, and leaves the connection as it was.
void Play::refuse() {
  using Client = game::PlayerServiceClient;
  check(fails(player({}, &Client::load), GameError::DB_INVALID_DATA));
  game::PlayerRequest two = load_player(jane_.id);
  two.data.__set_destroy_player({});
  check(fails(player(two, &Client::load), GameError::DB_INVALID_DATA));
  check(fails(player(load_player(jane_.id), &Client::destroy), GameError::DB_INVALID_DATA));
  check(fails(player(load_player(1'000'000'000), &Client::load), GameError::DB_RECORD_NOT_FOUND));
  check(fails(player(list_players(-1, 5, ""), &Client::list_records), GameError::INVALID_ARGUMENT));
  check(fails(player(list_players(0, -5, ""), &Client::list_records), GameError::INVALID_ARGUMENT));
  check(fails(player(create_player(jane_), &Client::create), GameError::INVALID_ARGUMENT));

  const game::Player twin = new_player("Twin" + mark_, jane_.email);
  check(fails(player(create_player(twin), &Client::create), GameError::DB_CONSTRAINT_VIOLATED));
  game::Player torn = new_player("Torn" + mark_, "torn@" + mark_);
  torn.mobile.owner.__set_player_id(jane_.id);
  torn.mobile.owner.__set_mobile_id(jane_.mobile.id);
  check(fails(player(create_player(torn), &Client::create), GameError::DB_INVALID_DATA));
  game::Player gone = new_player("Gone" + mark_, "gone@" + mark_);
  gone.__set_id(1'000'000'000);
  check(fails(player(save_player(gone), &Client::save), GameError::DB_RECORD_NOT_FOUND));
  const auto listed = player(list_players(0, 9, mark_), &Client::list_records);
  check(listed.response_data.list_players.total_count == 2);  // nothing was written

  constexpr std::int64_t kNobody = 1'000'000'000;
  const auto inventory = [&](const game::Inventory& sent) {
    return call(server_.inventories, &game::InventoryServiceClient::create, create_inventory(sent));
  };
  const auto dangling = {new_inventory(kNobody, 1, 1.0, {}),
                         new_inventory(jane_.id, 1, 1.0, {new_entry(kNobody, 1.0)})};
  for (const game::Inventory& sent : dangling) {
    check(fails(inventory(sent), GameError::DB_RECORD_NOT_FOUND));
  }
  check(fails(inventory({}), GameError::DB_INVALID_DATA));
  game::Mobile orphan;
  orphan.__set_mobile_type(game::MobileType::NPC);
  const auto mobile = [&](const game::Mobile& sent) {
    return call(server_.mobiles, &game::MobileServiceClient::create, create_mobile(sent));
  };
  check(fails(mobile(orphan), GameError::DB_INVALID_DATA));
  orphan.owner.__set_mobile_id(kNobody);
  check(fails(mobile(orphan), GameError::DB_RECORD_NOT_FOUND));
  game::Item hollow = new_item("hollow " + mark_, 1, 1.0);
  hollow.blueprint.components[kNobody].__set_item_id(kNobody);
  hollow.__isset.blueprint = true;
  check(fails(call(server_.items, &game::ItemServiceClient::create, create_item(hollow)),
              GameError::DB_RECORD_NOT_FOUND));

  const auto short_search =
      call(server_.mobiles, &game::MobileServiceClient::search, search_mobiles("x", 10));
  check(fails(short_search, GameError::INVALID_ARGUMENT));
  const auto nobody =
      call(server_.mobiles, &game::MobileServiceClient::describe_owner, describe_owner({}));
  check(fails(nobody, GameError::DB_INVALID_DATA));
}

void Play::destroy() {
  const auto in_use =
      call(server_.items, &game::ItemServiceClient::destroy, destroy_item(iron_.id));
  check(fails(in_use, GameError::DB_CONSTRAINT_VIOLATED));
  using Client = game::PlayerServiceClient;
  check(succeeds(player(destroy_player(jane_.id), &Client::destroy)));
  check(succeeds(player(destroy_player(zoe_.id), &Client::destroy)));
  check(fails(player(destroy_player(zoe_.id), &Client::destroy), GameError::DB_RECORD_NOT_FOUND));
  const auto avatar =
      call(server_.mobiles, &game::MobileServiceClient::load, load_mobile(jane_.mobile.id));
  check(fails(avatar, GameError::DB_RECORD_NOT_FOUND));
  const auto bag =
      call(server_.inventories, &game::InventoryServiceClient::load, load_inventory(bag_.id));
  check(fails(bag, GameError::DB_RECORD_NOT_FOUND));  // players own their inventories
  check(succeeds(call(server_.items, &game::ItemServiceClient::destroy, destroy_item(sword_.id))));
}

}  // namespace

int main(int argc, char** argv) {
  std::string host = "127.0.0.1";
  int port = 9090;
  CLI::App app("Plays a session against a game_server.");
  app.add_option("--host", host)->capture_default_str();
  app.add_option("--port", port)->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  try {
    Connection server(host, port);
    Play(server).run();
  } catch (const std::exception& error) {
    fmt::print("{}\n", error.what());
    return 1;
  }
  return differences == 0 ? 0 : 1;
}
