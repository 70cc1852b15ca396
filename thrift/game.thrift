// The example domain: a game's players, the mobiles they play, the items that lie about in its
// world and the inventories that hold them. Everything about it is said here: what travels over
// the wire in Thrift, how it is stored in the `//@` annotations.
//
// C++ embeds structs by value, so each is declared before those that embed it.

namespace cpp game

// ---- Keys ------------------------------------------------------------------------------------

//@references(players)
typedef i64 PlayerId
//@references(mobiles)
typedef i64 MobileId
//@references(items)
typedef i64 ItemId
//@references(mobile_items)
typedef i64 MobileItemId
//@references(inventories)
typedef i64 InventoryId
typedef i64 AssetId   // assets have no table

// ---- Enums -----------------------------------------------------------------------------------

enum AttributeType {
  STRENGTH = 1      //@info How much a mobile can carry and how hard it hits
  DEXTERITY = 2
  INTELLIGENCE = 3
  STAMINA = 4
  LUCK = 5
  HEALTH = 6
  MAX_HEALTH = 7
  SPEED = 8
  ARMOUR = 9
  DAMAGE = 10
  DURABILITY = 11
  VOLUME = 12       //@info What one of an item takes up in an inventory
  POSITION = 13     //@info Where something stands in the world, as a vector
  ICON = 14         //@info The asset that shows it
  IS_TRADEABLE = 15
}

enum ItemType {
  RAWMATERIAL = 1
  REFINEDMATERIAL = 2
  COMPONENT = 3
  CONSUMABLE = 4
  WEAPON = 5
  APPAREL = 6
  TOOL = 7
  CONTAINER = 8
  VIRTUAL = 9       //@info Never lies in the world: quest marks, currencies
}

enum MobileType {
  PLAYER = 1        //@info A player's avatar
  NPC = 2
}

//@info The tables that hold Thrift structs: where a record that travels came from
enum BackingTable {
  ATTRIBUTES = 1
  INVENTORIES = 2
  INVENTORY_ENTRIES = 3
  ITEM_BLUEPRINT_COMPONENTS = 4
  ITEM_BLUEPRINTS = 5
  ITEMS = 6
  MOBILE_ITEM_ATTRIBUTES = 7
  MOBILE_ITEM_BLUEPRINT_COMPONENTS = 8
  MOBILE_ITEM_BLUEPRINTS = 9
  MOBILE_ITEMS = 10
  MOBILES = 11
  PLAYERS = 12
}

enum StatusType {
  SUCCESS = 1
  FAILURE = 2
  SKIP = 3          //@info Nothing was to be done; not a failure
}

enum GameError {
  INV_ITEM_NOT_FOUND = 1
  INV_INSUFFICIENT_QUANTITY = 2
  INV_NEW_QUANTITY_INVALID = 3
  INV_FULL_CANNOT_SPLIT = 4
  INV_MAX_ITEMS_REACHED = 5
  INV_NEW_VOLUME_TOO_HIGH = 6
  INV_ITEMS_DO_NOT_STACK = 7
  BLUEPRINT_MISSING = 8
  BLUEPRINT_HAS_CYCLE = 9
  BLUEPRINT_TOO_DEEP = 10
  INVALID_ARGUMENT = 11
  DB_CONNECTION_FAILED = 12
  DB_TRANSACTION_FAILED = 13
  DB_INSERT_FAILED = 14
  DB_UPDATE_FAILED = 15
  DB_DELETE_FAILED = 16
  DB_QUERY_FAILED = 17
  DB_RECORD_NOT_FOUND = 18
  DB_INVALID_DATA = 19
  DB_CONSTRAINT_VIOLATED = 20
  DB_STALE_RECORD = 21
  INV_OPERATION_FAILED = 22
}

//@result
//@info What an operation came to; an operation answers with a list of these
struct GameResult {
  1: StatusType status
  2: string message
  3: optional GameError error_code
}

// ---- Attributes ------------------------------------------------------------------------------

//@info Whatever can own something: exactly one variant is set
union Owner {
  1: MobileId mobile_id
  2: ItemId item_id
  3: AssetId asset_id   //@index @deprecated('assets have no table yet')
  4: PlayerId player_id
}

struct ItemVector3 { 1: double x  2: double y  3: double z }

//@info What an attribute is worth: one of four kinds
union AttributeValue {
  1: bool bool_value
  2: double double_value
  3: ItemVector3 vector3
  4: AssetId asset_id   //@index
}

//@mysql_table(attributes, mobile_item_attributes)
//@info One quality of a mobile, a player or an item. Each belongs to exactly one owner:
//@info those in `attributes` through their pivot, those in `mobile_item_attributes` to their item
struct Attribute {
  1: optional i64 id
  //@info What scripts call it; never shown
  2: string internal_name
  //@info Whether players see it
  3: bool visible
  4: AttributeValue value          //@flatten(prefix='', read=[vector3, asset_id, double_value], fallback=bool_value)
  5: AttributeType attribute_type
  6: Owner owner                   //@pivot(attribute_owners, of=attributes)
}

// ---- Items: templates, and the instances that players carry ------------------------------------

//@mysql_table(item_blueprint_components, mobile_item_blueprint_components)
//@info One ingredient of a blueprint
struct ItemBlueprintComponent {
  1: ItemId item_id                //@column(component_item_id)
  //@info How much of the ingredient goes into one of the product
  2: double ratio
}

//@mysql_table(item_blueprints, mobile_item_blueprints)
//@info How an item is made
struct ItemBlueprint {
  1: optional i64 id
  2: map<ItemId, ItemBlueprintComponent> components   //@has_many(item_blueprint_id, key=item_id)
  3: i64 bake_time_ms
}

//@mysql_table(items)
//@info The template that all instances of an item share; what lies about in the world refers to it
struct Item {
  1: optional ItemId id
  //@info What scripts and blueprints call it
  2: string internal_name          //@unique
  3: map<AttributeType, Attribute> attributes   //@through(attribute_owners, key=attribute_type)
  //@info Unset: it does not stack
  4: optional i64 max_stack_size
  5: ItemType item_type
  6: optional ItemBlueprint blueprint           //@belongs_to(blueprint_id, save=all)
  7: optional BackingTable backing_table        //@backing_table
}

//@mysql_table(mobile_items) @copy_of(Item, template=item_id)
//@info The instance of an item that a mobile carries: copied when it is picked up, and from then
//@info on its own, so that an enchantment leaves the template alone
struct MobileItem {
  1: optional MobileItemId id
  //@info Who carries it
  2: MobileId mobile_id            //@references(mobiles, on_destroy=delete)
  //@info The template that it was copied from
  3: ItemId item_id
  4: string internal_name
  5: map<AttributeType, Attribute> attributes   //@has_many(mobile_item_id, key=attribute_type, table=mobile_item_attributes)
  6: optional i64 max_stack_size
  7: ItemType item_type
  8: optional ItemBlueprint blueprint           //@belongs_to(blueprint_id, save=all, table=mobile_item_blueprints)
  9: optional BackingTable backing_table        //@backing_table
}

// ---- Mobiles and players -----------------------------------------------------------------------

//@mysql_table(mobiles)
//@info Whatever moves: the avatar of a player, an NPC, or a minion that another mobile owns
struct Mobile {
  1: optional MobileId id
  2: MobileType mobile_type
  3: map<AttributeType, Attribute> attributes   //@through(attribute_owners, key=attribute_type)
  4: Owner owner   //@flatten @allow(player_id, mobile_id) @reverse(mobile_id, minions, on_destroy=delete)
  5: string what_we_call_you
}

//@mysql_table(players)
//@info An account; it enters the world as its mobile
struct Player {
  1: optional PlayerId id
  2: string full_name
  3: string what_we_call_you
  //@info A hash, never the secret itself
  4: string security_token
  //@info Follows from the year of birth
  5: bool over_13                  //@computed
  6: i64 year_of_birth
  7: string email                  //@unique
  //@info The avatar: a player has at most one
  8: optional Mobile mobile        //@has_one(owner.player_id)
}

// ---- Inventories -------------------------------------------------------------------------------

//@mysql_table(inventory_entries) @first_of(effective_item, [mobile_item_id, item_id])
//@info One stack in an inventory: of a template, or of the instance that was made of it
struct InventoryEntry {
  1: ItemId item_id
  2: double quantity
  3: bool is_max_stacked
  //@info Set once the item was picked up; then this is the one that counts
  4: optional MobileItemId mobile_item_id
}

//@mysql_table(inventories)
//@info A container of items, with exactly one owner
struct Inventory {
  1: optional InventoryId id
  2: i32 max_entries
  3: double max_volume
  //@info As of the last change of its entries
  4: double last_calculated_volume
  5: list<InventoryEntry> entries  //@has_many(inventory_id)
  6: Owner owner                   //@pivot(inventory_owners) @reverse(item_id, none)
}

// ---- The player service ------------------------------------------------------------------------
//
// Each service takes a request with a union of what its operations need, and answers with results
// and, where all went well, a union of what its operations give. Pages count from 0; an unset or
// empty search string finds everything.

struct LoadPlayerRequestData { 1: PlayerId player_id }
struct CreatePlayerRequestData { 1: Player player }
struct SavePlayerRequestData { 1: Player player }
struct DestroyPlayerRequestData { 1: PlayerId player_id }
struct ListPlayersRequestData {
  1: i32 page
  2: i32 results_per_page
  3: optional string search_string   //@info Looked for in both names
}

union PlayerRequestData {
  1: LoadPlayerRequestData load_player
  2: CreatePlayerRequestData create_player
  3: SavePlayerRequestData save_player
  4: DestroyPlayerRequestData destroy_player
  5: ListPlayersRequestData list_players
}
struct PlayerRequest { 1: PlayerRequestData data }

struct PlayerResponseRecord { 1: Player player }
struct ListPlayersResponseData {
  1: list<Player> players
  2: i64 total_count   //@info All that were found, on whatever page
}

union PlayerResponseData {
  1: PlayerResponseRecord load_player
  2: PlayerResponseRecord create_player
  3: PlayerResponseRecord save_player
  4: ListPlayersResponseData list_players
}
struct PlayerResponse {
  1: list<GameResult> results
  2: optional PlayerResponseData response_data
}

service PlayerService {
  PlayerResponse load(1: PlayerRequest request)
  PlayerResponse create(1: PlayerRequest request)
  PlayerResponse save(1: PlayerRequest request)
  PlayerResponse destroy(1: PlayerRequest request)
  PlayerResponse list_records(1: PlayerRequest request)
}

// ---- The item service --------------------------------------------------------------------------

struct LoadItemRequestData {
  1: i64 item_id                           //@info A template's id, or an instance's
  2: optional BackingTable backing_table   //@info Which of the two: ITEMS, the default, or MOBILE_ITEMS
}
struct CreateItemRequestData { 1: Item item }
struct SaveItemRequestData { 1: Item item }
struct DestroyItemRequestData { 1: ItemId item_id }
struct ListItemsRequestData {
  1: i32 page
  2: i32 results_per_page
  3: optional string search_string   //@info Looked for in the internal name
}
struct AutocompleteItemsRequestData {
  1: string search_string
  2: i32 max_results = 10
}
struct LoadBlueprintTreeRequestData {
  1: ItemId item_id
  2: i32 max_depth = 10
}

union ItemRequestData {
  1: LoadItemRequestData load_item
  2: CreateItemRequestData create_item
  3: SaveItemRequestData save_item
  4: DestroyItemRequestData destroy_item
  5: ListItemsRequestData list_items
  6: AutocompleteItemsRequestData autocomplete_items
  7: LoadBlueprintTreeRequestData load_blueprint_tree
}
struct ItemRequest { 1: ItemRequestData data }

union LoadedItem {
  1: Item item
  2: MobileItem mobile_item
}
struct LoadItemResponseData { 1: LoadedItem loaded }
struct ItemResponseRecord { 1: Item item }
struct ListItemsResponseData {
  1: list<Item> items
  2: i64 total_count
}
struct ItemName {
  1: ItemId item_id
  2: string internal_name
}
struct AutocompleteItemsResponseData { 1: list<ItemName> names }

//@info One item of a blueprint's tree
struct BlueprintTreeNode {
  1: Item item
  2: optional ItemId parent_item_id   //@info Unset in the root
  3: double ratio                     //@info How much of it goes into one of its parent
  4: i32 depth                        //@info 0 in the root
}
struct LoadBlueprintTreeResponseData {
  1: list<BlueprintTreeNode> nodes    //@info The root first, then level by level
  2: bool cycle_detected
  3: bool max_depth_reached
  4: i64 total_bake_time_ms
}

union ItemResponseData {
  1: LoadItemResponseData load_item
  2: ItemResponseRecord create_item
  3: ItemResponseRecord save_item
  4: ListItemsResponseData list_items
  5: AutocompleteItemsResponseData autocomplete_items
  6: LoadBlueprintTreeResponseData load_blueprint_tree
}
struct ItemResponse {
  1: list<GameResult> results
  2: optional ItemResponseData response_data
}

service ItemService {
  ItemResponse load(1: ItemRequest request)
  ItemResponse create(1: ItemRequest request)
  ItemResponse save(1: ItemRequest request)
  ItemResponse destroy(1: ItemRequest request)
  ItemResponse list_records(1: ItemRequest request)
  ItemResponse autocomplete(1: ItemRequest request)
  ItemResponse load_with_blueprint_tree(1: ItemRequest request)
}

// ---- The inventory service ---------------------------------------------------------------------

struct LoadInventoryRequestData { 1: InventoryId inventory_id }
struct CreateInventoryRequestData { 1: Inventory inventory }
struct SaveInventoryRequestData { 1: Inventory inventory }
struct DestroyInventoryRequestData { 1: InventoryId inventory_id }
struct ListInventoriesRequestData {
  1: i32 page
  2: i32 results_per_page
}
//@info Takes part of a stack off into a new one in the same inventory
struct SplitStackRequestData {
  1: InventoryId inventory_id
  2: i32 entry_index
  3: double new_quantity   //@info What the new stack gets
}
//@info Moves items between two inventories; both are stored, or neither
struct TransferItemRequestData {
  1: InventoryId source_inventory_id
  2: InventoryId destination_inventory_id
  3: i32 entry_index
  4: double quantity
}

union InventoryRequestData {
  1: LoadInventoryRequestData load_inventory
  2: CreateInventoryRequestData create_inventory
  3: SaveInventoryRequestData save_inventory
  4: DestroyInventoryRequestData destroy_inventory
  5: ListInventoriesRequestData list_inventories
  6: SplitStackRequestData split_stack
  7: TransferItemRequestData transfer_item
}
struct InventoryRequest { 1: InventoryRequestData data }

struct InventoryResponseRecord { 1: Inventory inventory }
struct ListInventoriesResponseData {
  1: list<Inventory> inventories
  2: i64 total_count
}
struct TransferItemResponseData {
  1: Inventory source
  2: Inventory destination
}

union InventoryResponseData {
  1: InventoryResponseRecord load_inventory
  2: InventoryResponseRecord create_inventory
  3: InventoryResponseRecord save_inventory
  4: ListInventoriesResponseData list_inventories
  5: InventoryResponseRecord split_stack
  6: TransferItemResponseData transfer_item
}
struct InventoryResponse {
  1: list<GameResult> results
  2: optional InventoryResponseData response_data
}

service InventoryService {
  InventoryResponse load(1: InventoryRequest request)
  InventoryResponse create(1: InventoryRequest request)
  InventoryResponse save(1: InventoryRequest request)
  InventoryResponse destroy(1: InventoryRequest request)
  InventoryResponse list_records(1: InventoryRequest request)
  InventoryResponse split_stack(1: InventoryRequest request)
  InventoryResponse transfer_item(1: InventoryRequest request)
}

// ---- The mobile service ------------------------------------------------------------------------

struct LoadMobileRequestData { 1: MobileId mobile_id }
struct CreateMobileRequestData { 1: Mobile mobile }
struct SaveMobileRequestData { 1: Mobile mobile }
struct DestroyMobileRequestData { 1: MobileId mobile_id }
struct ListMobilesRequestData {
  1: i32 page
  2: i32 results_per_page
  3: optional MobileType mobile_type   //@info Unset: all types
  4: optional string search_string     //@info Looked for in the name
}
struct SearchMobilesRequestData {
  1: string search_string              //@info At least two characters
  2: i32 max_results = 10
}
struct DescribeOwnerRequestData { 1: Owner owner }

union MobileRequestData {
  1: LoadMobileRequestData load_mobile
  2: CreateMobileRequestData create_mobile
  3: SaveMobileRequestData save_mobile
  4: DestroyMobileRequestData destroy_mobile
  5: ListMobilesRequestData list_mobiles
  6: SearchMobilesRequestData search_mobiles
  7: DescribeOwnerRequestData describe_owner
}
struct MobileRequest { 1: MobileRequestData data }

struct MobileResponseRecord { 1: Mobile mobile }
struct ListMobilesResponseData {
  1: list<Mobile> mobiles
  2: i64 total_count
}
struct SearchMobilesResponseData { 1: list<Mobile> mobiles }
struct DescribeOwnerResponseData {
  1: Owner owner
  2: string name   //@info A player's or a mobile's name, an item's internal name
}

union MobileResponseData {
  1: MobileResponseRecord load_mobile
  2: MobileResponseRecord create_mobile
  3: MobileResponseRecord save_mobile
  4: ListMobilesResponseData list_mobiles
  5: SearchMobilesResponseData search_mobiles
  6: DescribeOwnerResponseData describe_owner
}
struct MobileResponse {
  1: list<GameResult> results
  2: optional MobileResponseData response_data
}

service MobileService {
  MobileResponse load(1: MobileRequest request)
  MobileResponse create(1: MobileRequest request)
  MobileResponse save(1: MobileRequest request)
  MobileResponse destroy(1: MobileRequest request)
  MobileResponse list_records(1: MobileRequest request)
  MobileResponse search(1: MobileRequest request)
  MobileResponse describe_owner(1: MobileRequest request)
}
