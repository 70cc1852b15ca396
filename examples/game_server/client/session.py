"""session.py --port N [--host ADDRESS]: plays a session against a game_server, with the types that
`thrift --gen py` makes of the IDL (on PYTHONPATH), and checks all that comes back. Returns 1 if
something is not as it should be.
"""
import argparse
import copy
import secrets
import sys

from thrift.protocol.TBinaryProtocol import TBinaryProtocol
from thrift.protocol.TMultiplexedProtocol import TMultiplexedProtocol
from thrift.transport.TSocket import TSocket
from thrift.transport.TTransport import TBufferedTransport

from game import InventoryService, ItemService, MobileService, PlayerService
from game.ttypes import (
    Attribute, AttributeType, AttributeValue, AutocompleteItemsRequestData, BackingTable,
    CreateInventoryRequestData, CreateItemRequestData, CreatePlayerRequestData,
    DestroyPlayerRequestData, GameError, Inventory, InventoryEntry, InventoryRequest,
    InventoryRequestData, Item, ItemBlueprint, ItemBlueprintComponent, ItemRequest,
    ItemRequestData, ItemType, ListMobilesRequestData, ListPlayersRequestData,
    LoadBlueprintTreeRequestData, LoadInventoryRequestData, LoadItemRequestData,
    LoadPlayerRequestData, Mobile, MobileRequest, MobileRequestData, MobileType, Owner, Player,
    PlayerRequest, PlayerRequestData, SaveItemRequestData, SplitStackRequestData, StatusType,
    TransferItemRequestData)

differences = 0
MARK = secrets.token_hex(4)  # the server may have seen other sessions


def check(holds, what):
    global differences
    if not holds:
        differences += 1
        print(f"{what}: this does not hold")


def check_equal(got, expected, what):
    check(got == expected, f"{what}\n  got      {got}\n  expected {expected}\n")


def given(response, what):
    """The variant that a response gives; all its results must be successes."""
    statuses = {result.status for result in response.results}
    check_equal(statuses, {StatusType.SUCCESS}, f"{what}: {response.results}")
    return getattr(response.response_data, what)


def check_fails(response, code, what):
    codes = [(result.status, result.error_code) for result in response.results]
    check_equal(codes, [(StatusType.FAILURE, code)], f"{what}: {response.results}")
    check(response.response_data is None, f"{what}: nothing comes with a failure")


class Client:
    """The four services on one connection, each called with one variant of its request's union."""

    def __init__(self, host, port):
        self._transport = TBufferedTransport(TSocket(host, port))
        self._transport.open()
        self._players = self._service(PlayerService)
        self._items = self._service(ItemService)
        self._inventories = self._service(InventoryService)
        self._mobiles = self._service(MobileService)

    def _service(self, module):
        name = module.__name__.rpartition(".")[2]
        return module.Client(TMultiplexedProtocol(TBinaryProtocol(self._transport), name))

    def players(self, operation, **data):
        return getattr(self._players, operation)(PlayerRequest(PlayerRequestData(**data)))

    def items(self, operation, **data):
        return getattr(self._items, operation)(ItemRequest(ItemRequestData(**data)))

    def inventories(self, operation, **data):
        return getattr(self._inventories, operation)(InventoryRequest(InventoryRequestData(**data)))

    def mobiles(self, operation, **data):
        return getattr(self._mobiles, operation)(MobileRequest(MobileRequestData(**data)))


def new_attribute(name, kind, number):
    return Attribute(internal_name=name, visible=True, attribute_type=kind,
                     value=AttributeValue(double_value=number))


def new_item(name, stack, volume):
    return Item(internal_name=name, item_type=ItemType.RAWMATERIAL, max_stack_size=stack,
                attributes={AttributeType.VOLUME: new_attribute("volume", AttributeType.VOLUME, volume)})


def entry(item, quantity, full=False):
    return InventoryEntry(item_id=item.id, quantity=quantity, is_max_stacked=full)


def play_players(client):
    avatar = Mobile(mobile_type=MobileType.PLAYER, what_we_call_you="Ann" + MARK, attributes={
        AttributeType.SPEED: new_attribute("speed", AttributeType.SPEED, 1.25)})
    ann = Player(full_name="Ann Doe", what_we_call_you="Ann" + MARK, security_token="hashed",
                 year_of_birth=1990, email="ann@" + MARK, mobile=avatar)
    created = given(client.players("create", create_player=CreatePlayerRequestData(ann)),
                    "create_player").player

    expected = copy.deepcopy(ann)
    expected.id, expected.over_13, expected.security_token = created.id, True, ""
    expected.mobile.id = created.mobile.id
    expected.mobile.owner = Owner(player_id=created.id)
    speed = expected.mobile.attributes[AttributeType.SPEED]
    speed.id = created.mobile.attributes[AttributeType.SPEED].id
    speed.owner = Owner(mobile_id=created.mobile.id)
    check_equal(created, expected, "create")

    loaded = client.players("load", load_player=LoadPlayerRequestData(created.id))
    check_equal(given(loaded, "load_player").player, created, "load")
    listed = given(client.players("list_records", list_players=ListPlayersRequestData(
        page=0, results_per_page=10, search_string=MARK)), "list_players")
    check_equal((listed.total_count, listed.players), (1, [created]), "list_records")
    folded = given(client.players("list_records", list_players=ListPlayersRequestData(
        page=0, results_per_page=10, search_string="ÂNN" + MARK)), "list_players")
    check_equal((folded.total_count, folded.players), (1, [created]), "list with an accent")
    mobiles = given(client.mobiles("list_records", list_mobiles=ListMobilesRequestData(
        page=0, results_per_page=10, mobile_type=MobileType.PLAYER, search_string=MARK)),
        "list_mobiles")
    check_equal((mobiles.total_count, mobiles.mobiles), (1, [created.mobile]), "list mobiles")
    npcs = given(client.mobiles("list_records", list_mobiles=ListMobilesRequestData(
        page=0, results_per_page=10, mobile_type=MobileType.NPC, search_string=MARK)),
        "list_mobiles")
    check_equal((npcs.total_count, npcs.mobiles), (0, []), "list NPCs")
    return created


def play_items(client):
    def create(item):
        return given(client.items("create", create_item=CreateItemRequestData(item)),
                     "create_item").item

    iron, coal = create(new_item("iron " + MARK, 50, 1.0)), create(new_item("coal " + MARK, 50, 0.5))
    steel = new_item("steel " + MARK, 10, 2.0)
    steel.blueprint = ItemBlueprint(bake_time_ms=400, components={
        iron.id: ItemBlueprintComponent(iron.id, 2.0), coal.id: ItemBlueprintComponent(coal.id, 0.5)})
    steel = create(steel)
    loaded = client.items("load", load_item=LoadItemRequestData(steel.id, BackingTable.ITEMS))
    check_equal(given(loaded, "load_item").loaded.item, steel, "load item")

    # Coal that is made of steel would be made of itself.
    coal.blueprint = ItemBlueprint(bake_time_ms=100, components={
        steel.id: ItemBlueprintComponent(steel.id, 1.0)})
    coal = given(client.items("save", save_item=SaveItemRequestData(coal)), "save_item").item
    tree = given(client.items("load_with_blueprint_tree",
                              load_blueprint_tree=LoadBlueprintTreeRequestData(steel.id, 10)),
                 "load_blueprint_tree")
    nodes = [(node.item.id, node.parent_item_id, node.ratio, node.depth) for node in tree.nodes]
    check_equal(nodes, [(steel.id, None, 1.0, 0), (iron.id, steel.id, 2.0, 1),
                        (coal.id, steel.id, 0.5, 1)], "tree")
    check_equal((tree.cycle_detected, tree.max_depth_reached, tree.total_bake_time_ms),
                (True, False, 500), "tree")

    names = given(client.items("autocomplete", autocomplete_items=AutocompleteItemsRequestData(
        search_string="L " + MARK)), "autocomplete_items").names
    check_equal([name.internal_name for name in names], ["coal " + MARK, "steel " + MARK],
                "autocomplete")
    return iron


def play_inventories(client, owner, item):
    def create(quantity, volume):
        inventory = Inventory(max_entries=4, max_volume=volume, last_calculated_volume=0.0,
                              entries=[entry(item, quantity)], owner=Owner(player_id=owner.id))
        created = client.inventories("create",
                                     create_inventory=CreateInventoryRequestData(inventory))
        return given(created, "create_inventory").inventory

    bag, chest = create(40.0, 100.0), create(30.0, 60.0)
    split = client.inventories("split_stack",
                               split_stack=SplitStackRequestData(bag.id, 0, 15.0))
    bag.entries = [entry(item, 25.0), entry(item, 15.0)]
    check_equal(given(split, "split_stack").inventory, bag, "split_stack")

    def transfer(index, quantity):
        return client.inventories("transfer_item", transfer_item=TransferItemRequestData(
            bag.id, chest.id, index, quantity))

    moved = given(transfer(0, 25.0), "transfer_item")
    bag.entries, bag.last_calculated_volume = [entry(item, 15.0)], 15.0
    chest.entries, chest.last_calculated_volume = [entry(item, 50.0, True), entry(item, 5.0)], 55.0
    check_equal((moved.source, moved.destination), (bag, chest), "transfer_item")
    check_fails(transfer(0, 15.0), GameError.INV_NEW_VOLUME_TOO_HIGH, "too much volume")
    check_fails(transfer(0, 16.0), GameError.INV_INSUFFICIENT_QUANTITY, "too much")
    check_fails(transfer(0, float("nan")), GameError.INV_NEW_QUANTITY_INVALID, "not a number")
    check_fails(transfer(1, 1.0), GameError.INV_ITEM_NOT_FOUND, "no such entry")
    for inventory in (bag, chest):
        loaded = client.inventories("load",
                                    load_inventory=LoadInventoryRequestData(inventory.id))
        check_equal(given(loaded, "load_inventory").inventory, inventory, "load inventory")


def play_refusals(client):
    check_fails(client.players("load"), GameError.DB_INVALID_DATA, "no variant")
    check_fails(client.players("load", load_player=LoadPlayerRequestData()),
                GameError.DB_INVALID_DATA, "no id")
    check_fails(client.players("load", load_player=LoadPlayerRequestData(1),
                               destroy_player=DestroyPlayerRequestData(1)),
                GameError.DB_INVALID_DATA, "two variants")
    check_fails(client.players("create", create_player=CreatePlayerRequestData()),
                GameError.DB_INVALID_DATA, "no player")
    check_fails(client.players("list_records", list_players=ListPlayersRequestData(
        page=-1, results_per_page=1)), GameError.INVALID_ARGUMENT, "negative page")
    check_fails(client.items("load", load_item=LoadItemRequestData(1, BackingTable.PLAYERS)),
                GameError.INVALID_ARGUMENT, "wrong table")
    check_fails(client.mobiles("list_records", list_mobiles=ListMobilesRequestData(
        page=0, results_per_page=1, mobile_type=99)), GameError.DB_INVALID_DATA, "unknown type")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=9090)
    arguments = parser.parse_args()
    client = Client(arguments.host, arguments.port)
    ann = play_players(client)
    iron = play_items(client)
    play_inventories(client, ann, iron)
    play_refusals(client)
    destroyed = client.players("destroy", destroy_player=DestroyPlayerRequestData(ann.id))
    check_equal(destroyed.results[0].message, f"Successfully deleted Player id={ann.id}", "destroy")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
