// The example domain's DDL, applied to real databases and read back from their catalogues.
#include <map>

#include "test/live/models/support.h"

using namespace thriftorm;
using live::Strings;

namespace {

struct Column {
  std::string name;
  std::string type;  // a server's word: "varchar(255)"
  bool nullable = false;
  std::string comment;
};

struct Table {
  std::string comment;
  std::vector<Column> columns;
  Strings keys;    // besides the primary key, in the order of their names
  Strings checks;  // their names in alphabetical order
};

const std::string kId = "bigint";
const std::string kName = "varchar(255)";
const std::string kEnum = "varchar(64)";

std::vector<Column> owners(const std::string& owned) {
  return {{"id", kId, false, ""},
          {owned, kId, false, ""},
          {"mobile_id", kId, true, "thrift:6.1"},
          {"item_id", kId, true, "thrift:6.2"},
          {"asset_id", kId, true, "thrift:6.3"},
          {"player_id", kId, true, "thrift:6.4"}};
}

Strings owner_keys(const std::string& table, const std::string& owned) {
  return {"ix_" + table + "_asset_id (asset_id)", "ix_" + table + "_item_id (item_id)",
          "ix_" + table + "_mobile_id (mobile_id)", "ix_" + table + "_player_id (player_id)",
          "uq_" + table + "_" + owned + " unique (" + owned + ")"};
}

std::vector<Column> attribute_columns() {
  return {{"id", kId, false, "thrift:1"},
          {"internal_name", kName, false, "What scripts call it; never shown (thrift:2)"},
          {"visible", "tinyint(1)", false, "Whether players see it (thrift:3)"},
          {"bool_value", "tinyint(1)", true, "thrift:4.1"},
          {"double_value", "double", true, "thrift:4.2"},
          {"vector3_x", "double", true, "thrift:4.3.1"},
          {"vector3_y", "double", true, "thrift:4.3.2"},
          {"vector3_z", "double", true, "thrift:4.3.3"},
          {"asset_id", kId, true, "thrift:4.4"},
          {"attribute_type", kEnum, false, "thrift:5"}};
}

std::vector<Column> with(std::vector<Column> columns, Column last) {
  columns.push_back(std::move(last));
  return columns;
}

std::map<std::string, Table> expected_tables() {
  const std::string attribute =
      "One quality of a mobile, a player or an item. Each belongs to exactly one owner: those in "
      "`attributes` through their pivot, those in `mobile_item_attributes` to their item";
  const std::vector<Column> blueprint = {{"id", kId, false, "thrift:1"},
                                         {"bake_time_ms", kId, false, "thrift:3"}};
  const std::vector<Column> component = {
      {"id", kId, false, ""},
      {"component_item_id", kId, false, "thrift:1"},
      {"ratio", "double", false,
       "How much of the ingredient goes into one of the product (thrift:2)"},
      {"item_blueprint_id", kId, false, ""}};
  return {
      {"attribute_owners",
       {"Which Owner owns a row of `attributes`.",
        owners("attribute_id"),
        owner_keys("attribute_owners", "attribute_id"),
        {"ck_attribute_owners_owner"}}},
      {"attributes",
       {attribute,
        attribute_columns(),
        {"ix_attributes_asset_id (asset_id)"},
        {"ck_attributes_value", "ck_attributes_value_vector3"}}},
      {"inventories",
       {"A container of items, with exactly one owner",
        {{"id", kId, false, "thrift:1"},
         {"max_entries", "int", false, "thrift:2"},
         {"max_volume", "double", false, "thrift:3"},
         {"last_calculated_volume", "double", false,
          "As of the last change of its entries (thrift:4)"}},
        {},
        {}}},
      {"inventory_entries",
       {"One stack in an inventory: of a template, or of the instance that was made of it",
        {{"id", kId, false, ""},
         {"item_id", kId, false, "thrift:1"},
         {"quantity", "double", false, "thrift:2"},
         {"is_max_stacked", "tinyint(1)", false, "thrift:3"},
         {"mobile_item_id", kId, true,
          "Set once the item was picked up; then this is the one that counts (thrift:4)"},
         {"inventory_id", kId, false, ""}},
        {"ix_inventory_entries_inventory_id (inventory_id)",
         "ix_inventory_entries_item_id (item_id)",
         "ix_inventory_entries_mobile_item_id (mobile_item_id)"},
        {}}},
      {"inventory_owners",
       {"Which Owner owns a row of `inventories`.",
        owners("inventory_id"),
        owner_keys("inventory_owners", "inventory_id"),
        {"ck_inventory_owners_owner"}}},
      {"item_blueprint_components",
       {"One ingredient of a blueprint",
        component,
        {"ix_item_blueprint_components_component_item_id (component_item_id)",
         "ix_item_blueprint_components_item_blueprint_id (item_blueprint_id)"},
        {}}},
      {"item_blueprints", {"How an item is made", blueprint, {}, {}}},
      {"items",
       {"The template that all instances of an item share; what lies about in the world refers to "
        "it",
        {{"id", kId, false, "thrift:1"},
         {"internal_name", kName, false, "What scripts and blueprints call it (thrift:2)"},
         {"max_stack_size", kId, true, "Unset: it does not stack (thrift:4)"},
         {"item_type", kEnum, false, "thrift:5"},
         {"blueprint_id", kId, true, "thrift:6"}},
        {"ix_items_blueprint_id (blueprint_id)", "uq_items_internal_name unique (internal_name)"},
        {}}},
      {"mobile_item_attributes",
       {attribute,
        with(attribute_columns(), {"mobile_item_id", kId, false, ""}),
        {"ix_mobile_item_attributes_asset_id (asset_id)",
         "ix_mobile_item_attributes_mobile_item_id (mobile_item_id)"},
        {"ck_mobile_item_attributes_value", "ck_mobile_item_attributes_value_vector3"}}},
      {"mobile_item_blueprint_components",
       {"One ingredient of a blueprint",
        component,
        {"ix_mobile_item_blueprint_components_component_item_id (component_item_id)",
         "ix_mobile_item_blueprint_components_item_blueprint_id (item_blueprint_id)"},
        {}}},
      {"mobile_item_blueprints", {"How an item is made", blueprint, {}, {}}},
      {"mobile_items",
       {"The instance of an item that a mobile carries: copied when it is picked up, and from then "
        "on "
        "its own, so that an enchantment leaves the template alone",
        {{"id", kId, false, "thrift:1"},
         {"mobile_id", kId, false, "Who carries it (thrift:2)"},
         {"item_id", kId, false, "The template that it was copied from (thrift:3)"},
         {"internal_name", kName, false, "thrift:4"},
         {"max_stack_size", kId, true, "thrift:6"},
         {"item_type", kEnum, false, "thrift:7"},
         {"blueprint_id", kId, true, "thrift:8"}},
        {"ix_mobile_items_blueprint_id (blueprint_id)", "ix_mobile_items_item_id (item_id)",
         "ix_mobile_items_mobile_id (mobile_id)"},
        {}}},
      {"mobiles",
       {"Whatever moves: the avatar of a player, an NPC, or a minion that another mobile owns",
        {{"id", kId, false, "thrift:1"},
         {"mobile_type", kEnum, false, "thrift:2"},
         {"owner_mobile_id", kId, true, "thrift:4.1"},
         {"owner_player_id", kId, true, "thrift:4.4"},
         {"what_we_call_you", kName, false, "thrift:5"}},
        {"ix_mobiles_owner_mobile_id (owner_mobile_id)",
         "ix_mobiles_owner_player_id (owner_player_id)"},
        {"ck_mobiles_owner"}}},
      {"players",
       {"An account; it enters the world as its mobile",
        {{"id", kId, false, "thrift:1"},
         {"full_name", kName, false, "thrift:2"},
         {"what_we_call_you", kName, false, "thrift:3"},
         {"security_token", kName, false, "A hash, never the secret itself (thrift:4)"},
         {"year_of_birth", kId, false, "thrift:6"},
         {"email", kName, false, "thrift:7"}},
        {"uq_players_email unique (email)"},
        {}}},
  };
}

// --- As lines of text, to be compared whole

Strings expected_on_server() {
  Strings lines;
  for (const auto& [name, table] : expected_tables()) {
    lines.push_back(name + ": " + table.comment);
    for (const Column& column : table.columns) {
      lines.push_back("  " + column.name + " " + column.type + (column.nullable ? " null" : "") +
                      " '" + column.comment + "'");
    }
    lines.push_back("  PRIMARY unique (id)");
    for (const std::string& key : table.keys) lines.push_back("  " + key);
    for (const std::string& check : table.checks) lines.push_back("  " + check);
  }
  return lines;
}

// MariaDB writes the display widths of old ("bigint(20)").
std::string without_width(std::string type) {
  if (type.starts_with("bigint")) return "bigint";
  return type.starts_with("int") ? "int" : type;
}

void append(Strings& lines, Session& session, std::string_view sql, const std::string& table) {
  Rows rows = session.query(sql, table);
  while (const Row* row = rows.next()) lines.push_back("  " + std::string(row->get_text(0)));
}

Strings found_on_server(Session& session) {
  std::map<std::string, std::string> comments;
  {
    Rows rows = session.query(
        "SELECT table_name, table_comment FROM information_schema.tables WHERE table_schema = "
        "DATABASE()");
    while (const Row* row = rows.next()) comments[std::string(row->get_text(0))] = row->get_text(1);
  }
  Strings lines;
  for (const auto& [name, comment] : comments) {
    lines.push_back(name + ": " + comment);
    {
      Rows rows = session.query(
          "SELECT column_name, column_type, is_nullable, column_comment FROM "
          "information_schema.columns "
          "WHERE table_schema = DATABASE() AND table_name = ? ORDER BY ordinal_position",
          name);
      while (const Row* row = rows.next()) {
        lines.push_back("  " + std::string(row->get_text(0)) + " " +
                        without_width(std::string(row->get_text(1))) +
                        (row->get_text(2) == "YES" ? " null" : "") + " '" +
                        std::string(row->get_text(3)) + "'");
      }
    }
    append(lines, session,
           "SELECT CONCAT(index_name, IF(MAX(non_unique) = 0, ' unique', ''), ' (', "
           "GROUP_CONCAT(column_name "
           "ORDER BY seq_in_index), ')') FROM information_schema.statistics WHERE table_schema = "
           "DATABASE() AND "
           "table_name = ? GROUP BY index_name ORDER BY index_name = 'PRIMARY' DESC, index_name",
           name);
    append(lines, session,
           "SELECT constraint_name FROM information_schema.table_constraints WHERE table_schema = "
           "DATABASE() AND "
           "table_name = ? AND constraint_type = 'CHECK' ORDER BY constraint_name",
           name);
  }
  return lines;
}

std::string sqlite_type(const std::string& type) {
  if (type.starts_with("varchar")) return "TEXT";
  return type == "double" ? "REAL" : "INTEGER";
}

Strings expected_on_sqlite() {
  Strings lines;
  for (const auto& [name, table] : expected_tables()) {
    lines.push_back(name);
    for (const Column& column : table.columns) {
      const bool key = column.name == "id";  // a rowid is never NULL, and not said to be
      lines.push_back("  " + column.name + " " + sqlite_type(column.type) +
                      (column.nullable || key ? " null" : ""));
    }
    for (const std::string& key : table.keys) lines.push_back("  " + key);
  }
  return lines;
}

Strings found_on_sqlite(Session& session) {
  Strings lines;
  for (const std::string& name : live::texts(session,
                                             "SELECT name FROM sqlite_master WHERE type = 'table' "
                                             "AND name NOT LIKE 'sqlite_%' ORDER BY name")) {
    lines.push_back(name);
    append(lines, session,
           "SELECT name || ' ' || type || iif(\"notnull\", '', ' null') FROM pragma_table_info(?) "
           "ORDER BY cid",
           name);
    append(lines, session,
           "SELECT name || iif(\"unique\", ' unique', '') || ' (' || (SELECT group_concat(i.name) "
           "FROM "
           "pragma_index_info(l.name) i) || ')' FROM pragma_index_list(?) l ORDER BY name",
           name);
  }
  return lines;
}

}  // namespace

TEST_CASE("the schema that is created is the one that is expected, to the last comment") {
  live::on_each_game([](Session& session, live::TestDatabase& test) {
    const Strings found = test.is_sqlite() ? found_on_sqlite(session) : found_on_server(session);
    const Strings expected = test.is_sqlite() ? expected_on_sqlite() : expected_on_server();
    for (std::size_t line = 0; line < std::min(found.size(), expected.size()); ++line)
      CHECK(found[line] == expected[line]);
    CHECK(found.size() == expected.size());
  });
}

TEST_CASE("tables on servers are InnoDB, and their text is compared byte by byte without padding") {
  live::on_each_server([](live::TestDatabase& test) {
    Session session = test.database.session();
    game_db::create_schema(session);
    const bool mysql = session.dialect() == Dialect::kMysql;
    const std::string collation = mysql ? "utf8mb4_0900_bin" : "utf8mb4_nopad_bin";
    CHECK(live::texts(
              session,
              "SELECT DISTINCT CONCAT(engine, ' ', table_collation) FROM information_schema.tables "
              "WHERE table_schema = DATABASE()") == Strings{"InnoDB " + collation});
    CHECK(live::texts(
              session,
              "SELECT DISTINCT collation_name FROM information_schema.columns WHERE table_schema = "
              "DATABASE() AND collation_name IS NOT NULL") == Strings{collation});
  });
}

TEST_CASE("SQLite's tables are strict, never reuse a key, and keep documentation and Thrift ids") {
  live::on_sqlite([](live::TestDatabase& test) {
    Session session = test.database.session();
    game_db::create_schema(session);
    CHECK(live::number(session,
                       "SELECT COUNT(*) FROM pragma_table_list WHERE schema = 'main' AND name NOT "
                       "LIKE 'sqlite_%' "
                       "AND strict = 0") == 0);
    for (const auto& [name, table] : expected_tables()) {
      const std::string sql =
          live::texts(session, "SELECT sql FROM sqlite_master WHERE name = '" + name + "'").at(0);
      CHECK(sql.find("\"id\" INTEGER PRIMARY KEY AUTOINCREMENT") != std::string::npos);
      for (const Column& column : table.columns) {
        if (!column.comment.empty())
          CHECK(sql.find("/* " + column.comment + " */") != std::string::npos);
      }
      for (const std::string& check : table.checks)
        CHECK(sql.find("CONSTRAINT \"" + check + "\" CHECK") != std::string::npos);
    }
    game_db::PlayerModel jane = live::player();
    jane.save(session).destroy(session);
    CHECK(jane.save(session).get_id() == 2);
  });
}

TEST_CASE("creating the schema again changes nothing, and leaves rows alone") {
  live::on_each_game([](Session& session, live::TestDatabase& test) {
    live::player().save(session);
    const Strings before = test.is_sqlite() ? found_on_sqlite(session) : found_on_server(session);
    game_db::create_schema(session);
    const Strings after = test.is_sqlite() ? found_on_sqlite(session) : found_on_server(session);
    CHECK(after == before);
    CHECK(game_db::PlayerModel::find(session, 1));
  });
}

TEST_CASE("SQLite refuses what is too long or out of range, as servers do") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    live::player().save(session);
    game_db::InventoryModel bag;
    bag.set_max_entries(1).set_max_volume(1).set_last_calculated_volume(0).save(session);
    CHECK_THROWS_AS(session.execute("UPDATE players SET full_name = ?", std::string(256, 'x')),
                    Error);
    CHECK_THROWS_AS(session.execute("UPDATE inventories SET max_entries = 2147483648"), Error);
    session.execute("UPDATE players SET full_name = ?", std::string(255, 'x'));
  });
}
