// A page of players into Thrift objects, each with its avatar and that one's six attributes: three
// statements, however long the page. Against prepared statements of the C APIs that send the same
// texts and fill the same objects.
#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

#include "databases.h"
#include "game_db/models.h"
#include "hand_written.h"
#include "table.h"

namespace bench {
namespace {

constexpr std::size_t kPlayers = 1'000;
constexpr std::size_t kFew = 10;
constexpr const char* kNoSoci =
    "1,000 players with an avatar and six attributes each. SOCI binds no list of keys: it would "
    "take "
    "a statement for each player";

struct AttributeTexts {
  const char* internal_name;
  game::AttributeType::type type;
};

constexpr std::array<AttributeTexts, 6> kAttributeTexts{{
    {"strength_of_an_avatar", game::AttributeType::STRENGTH},
    {"dexterity_of_an_avatar", game::AttributeType::DEXTERITY},
    {"intelligence_of_an_avatar", game::AttributeType::INTELLIGENCE},
    {"stamina_of_an_avatar", game::AttributeType::STAMINA},
    {"luck_of_an_avatar", game::AttributeType::LUCK},
    {"health_of_an_avatar", game::AttributeType::HEALTH},
}};

void save_player(thriftorm::Session& session, std::size_t number) {
  game_db::PlayerModel player;
  const std::string name = fmt::format("P{}", number);
  player.set_full_name(fmt::format("Player Number {}", number)).set_what_we_call_you(name);
  player.set_security_token("4f1c0d8e9a7b6c5d4e3f2a1b0c9d8e7f").set_year_of_birth(1980);
  player.set_email(fmt::format("player{}@example.com", number));
  game_db::MobileModel mobile;
  mobile.set_mobile_type(game::MobileType::PLAYER).set_what_we_call_you(name);
  for (const AttributeTexts& texts : kAttributeTexts) {
    game_db::AttributeModel attribute;
    attribute.set_internal_name(texts.internal_name).set_visible(true);
    attribute.set_double_value(12.5).set_attribute_type(texts.type);
    mobile.add_attribute(std::move(attribute));
  }
  player.set_mobile(std::move(mobile));
  player.save(session);
}

void fill(thriftorm::Session& session) {
  game_db::create_schema(session);
  session.transaction([&] {
    for (std::size_t i = 0; i < kPlayers; ++i) save_player(session, i);
  });
}

std::string page_sql(std::size_t players) {
  return fmt::format(
      "SELECT `id`, `full_name`, `what_we_call_you`, `security_token`, `year_of_birth`, `email` "
      "FROM `players` ORDER BY `id` LIMIT {}",
      players);
}

// --- ours

std::vector<game::Player> load_with_models(thriftorm::Session& session, const std::string& page) {
  return game_db::to_thrift(
      session, thriftorm::detail::ModelAccess::fetch<game_db::PlayerModel>(session, page));
}

// --- by hand: one program over what it needs of the two C APIs

// Lists of keys are filled up to powers of two, with the last one, so that few texts are prepared.
std::size_t placeholders(std::size_t keys) { return std::min(std::bit_ceil(keys), kPlayers); }

std::string list(std::size_t count) {
  return fmt::format("({})", fmt::join(std::vector<const char*>(count, "?"), ", "));
}

std::string mobiles_sql(std::size_t players) {
  return "SELECT `id`, `mobile_type`, `owner_mobile_id`, `owner_player_id`, `what_we_call_you`, "
         "`owner_player_id` FROM `mobiles` WHERE `owner_player_id` IN " +
         list(placeholders(players)) + " ORDER BY `id`";
}

std::string attributes_sql(std::size_t mobiles) {
  return "SELECT `attributes`.`id`, `attributes`.`internal_name`, `attributes`.`visible`, "
         "`attributes`.`bool_value`, `attributes`.`double_value`, `attributes`.`vector3_x`, "
         "`attributes`.`vector3_y`, `attributes`.`vector3_z`, `attributes`.`asset_id`, "
         "`attributes`.`attribute_type`, `attribute_owners`.`mobile_id` FROM `attribute_owners` "
         "JOIN `attributes` ON `attribute_owners`.`attribute_id` = `attributes`.`id` WHERE "
         "`attribute_owners`.`mobile_id` IN " +
         list(placeholders(mobiles)) + " ORDER BY `attributes`.`id` DESC";
}

template <class Enum>
struct Name {
  Enum value;
  std::string_view name;
};

constexpr std::array<Name<game::MobileType::type>, 2> kMobileTypes{{
    {game::MobileType::PLAYER, "PLAYER"},
    {game::MobileType::NPC, "NPC"},
}};

constexpr std::array<Name<game::AttributeType::type>, 15> kAttributeTypes{{
    {game::AttributeType::STRENGTH, "STRENGTH"},
    {game::AttributeType::DEXTERITY, "DEXTERITY"},
    {game::AttributeType::INTELLIGENCE, "INTELLIGENCE"},
    {game::AttributeType::STAMINA, "STAMINA"},
    {game::AttributeType::LUCK, "LUCK"},
    {game::AttributeType::HEALTH, "HEALTH"},
    {game::AttributeType::MAX_HEALTH, "MAX_HEALTH"},
    {game::AttributeType::SPEED, "SPEED"},
    {game::AttributeType::ARMOUR, "ARMOUR"},
    {game::AttributeType::DAMAGE, "DAMAGE"},
    {game::AttributeType::DURABILITY, "DURABILITY"},
    {game::AttributeType::VOLUME, "VOLUME"},
    {game::AttributeType::POSITION, "POSITION"},
    {game::AttributeType::ICON, "ICON"},
    {game::AttributeType::IS_TRADEABLE, "IS_TRADEABLE"},
}};

template <class Enum, std::size_t N>
Enum member(const std::array<Name<Enum>, N>& names, std::string_view name) {
  for (const Name<Enum>& known : names) {
    if (known.name == name) return known.value;
  }
  throw std::runtime_error(fmt::format("no such member of an enum: {}", name));
}

bool is_over_13(std::int64_t year_of_birth) {
  const std::chrono::year_month_day today{
      std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now())};
  return static_cast<int>(today.year()) - year_of_birth >= 13;
}

template <class Statement>
void read_player(const Statement& row, game::Player& player) {
  player.__set_id(row.integer(0));
  player.full_name = row.text(1);
  player.what_we_call_you = row.text(2);
  player.security_token = row.text(3);
  player.year_of_birth = row.integer(4);
  player.email = row.text(5);
  player.over_13 = is_over_13(player.year_of_birth);
}

template <class Statement>
void read_mobile(const Statement& row, game::Mobile& mobile) {
  mobile.__set_id(row.integer(0));
  mobile.mobile_type = member(kMobileTypes, row.text(1));
  if (row.is_null(2)) mobile.owner.__set_player_id(row.integer(3));
  else mobile.owner.__set_mobile_id(row.integer(2));
  mobile.what_we_call_you = row.text(4);
}

template <class Statement>
void read_value(const Statement& row, game::AttributeValue& value) {
  if (!row.is_null(5)) {
    game::ItemVector3 vector;
    vector.x = row.number(5);
    vector.y = row.number(6);
    vector.z = row.number(7);
    value.__set_vector3(vector);
  } else if (!row.is_null(8)) {
    value.__set_asset_id(row.integer(8));
  } else if (!row.is_null(4)) {
    value.__set_double_value(row.number(4));
  } else {
    value.__set_bool_value(!row.is_null(3) && row.integer(3) != 0);
  }
}

template <class Statement>
void read_attribute(const Statement& row, game::AttributeType::type type,
                    game::Attribute& attribute) {
  attribute.__set_id(row.integer(0));
  attribute.internal_name = row.text(1);
  attribute.visible = row.integer(2) != 0;
  read_value(row, attribute.value);
  attribute.attribute_type = type;
  attribute.owner.__set_mobile_id(row.integer(10));
}

template <class Statement>
void bind_keys(Statement& statement, const std::vector<std::int64_t>& keys) {
  for (const std::int64_t& key : keys) statement.bind(key);
  for (std::size_t i = keys.size(); i < placeholders(keys.size()); ++i) statement.bind(keys.back());
}

// `size`: how many players the page has, each with one avatar.
template <class Program>
std::vector<game::Player> load_by_hand(Program& program, std::size_t size) {
  std::vector<game::Player> players;
  players.reserve(size);  // what Thrift generates cannot be moved
  std::vector<std::int64_t> keys;
  keys.reserve(size);
  std::unordered_map<std::int64_t, game::Player*> by_player;
  by_player.reserve(size);
  while (program.players.step()) {
    game::Player& player = players.emplace_back();
    read_player(program.players, player);
    keys.push_back(player.id);
    by_player.emplace(player.id, &player);
  }
  program.players.reset();

  std::unordered_map<std::int64_t, game::Mobile*> by_mobile;
  by_mobile.reserve(size);
  bind_keys(program.mobiles, keys);
  while (program.mobiles.step()) {
    game::Player& player = *by_player.at(program.mobiles.integer(5));
    read_mobile(program.mobiles, player.mobile);
    player.__isset.mobile = true;
    by_mobile.emplace(player.mobile.id, &player.mobile);
  }
  program.mobiles.reset();

  keys.clear();
  for (const game::Player& player : players) {
    if (player.__isset.mobile) keys.push_back(player.mobile.id);
  }
  bind_keys(program.attributes, keys);
  while (program.attributes.step()) {
    game::Mobile& mobile = *by_mobile.at(program.attributes.integer(10));
    const game::AttributeType::type type = member(kAttributeTypes, program.attributes.text(9));
    read_attribute(program.attributes, type, mobile.attributes[type]);
  }
  program.attributes.reset();
  return players;
}

// The statements of a page of this size, prepared on a connection of its own.
template <class Api>
class Program {
 public:
  template <class Database>
  Program(const Database& database, std::size_t size)
      : api_(database),
        players_(api_.prepare(page_sql(size), {kInteger, kText, kText, kText, kInteger, kText})),
        mobiles_(api_.prepare(mobiles_sql(size),
                              {kInteger, kText, kInteger, kInteger, kText, kInteger})),
        attributes_(api_.prepare(attributes_sql(size),
                                 {kInteger, kText, kInteger, kInteger, kNumber, kNumber, kNumber,
                                  kNumber, kInteger, kText, kInteger})) {}

 private:
  using enum MysqlStatement::As;
  using Statement = typename Api::Statement;
  Api api_;
  std::unique_ptr<Statement> players_;
  std::unique_ptr<Statement> mobiles_;
  std::unique_ptr<Statement> attributes_;

 public:
  Log*& log = api_.log;
  Statement& players = *players_;
  Statement& mobiles = *mobiles_;
  Statement& attributes = *attributes_;
};

// --- both

// One database, which stays until the program ends, and a connection of either side.
template <class Database, class Program>
class Sides {
 public:
  template <class... Arguments>
  explicit Sides(const Arguments&... arguments) : stored_(arguments..., "load_page") {
    fill(session_);
    program_.emplace(stored_, kPlayers);
    compare_once(*program_, kPlayers);
    Program few(stored_, kFew);
    compare_once(few, kFew);
  }

  void add(const char* name, const char* database, bool wall_time) {
    Comparison comparison{.name = name, .database = database, .wall_time = wall_time};
    comparison.budget = 1.10;
    comparison.statements = 3;
    comparison.rows = kPlayers * (2 + kAttributeTexts.size());
    comparison.note = kNoSoci;
    compare(comparison, {[this] { benchmark::DoNotOptimize(load_with_models(session_, page_)); }},
            {[this] { benchmark::DoNotOptimize(load_by_hand(*program_, kPlayers)); }});
  }

 private:
  // The statements, three however long the page, and the objects of a page are the same on both sides.
  void compare_once(Program& program, std::size_t size) {
    std::vector<game::Player> ours;
    const Log our_texts =
        texts_of(session_, [&] { ours = load_with_models(session_, page_sql(size)); });
    Log their_texts;
    program.log = &their_texts;
    const std::vector<game::Player> theirs = load_by_hand(program, size);
    program.log = nullptr;
    if (our_texts.size() != 3) throw std::runtime_error("load_page: not three statements");
    if (our_texts != their_texts)
      throw std::runtime_error(fmt::format("load_page: {}\nagainst\n{}", fmt::join(our_texts, "\n"),
                                           fmt::join(their_texts, "\n")));
    if (ours.size() != size || ours != theirs)
      throw std::runtime_error("load_page: the objects differ");
    if (ours.back().mobile.attributes.size() != kAttributeTexts.size())
      throw std::runtime_error("load_page: attributes are missing");
  }

  Database stored_;
  thriftorm::Database database_{stored_.url()};
  thriftorm::Session session_ = database_.session();
  const std::string page_ = page_sql(kPlayers);
  std::optional<Program> program_;
};

}  // namespace

void add_load_page() {
  static Sides<FileDatabase, Program<SqliteApi>> sqlite;
  sqlite.add("load_page", "sqlite", false);
  const std::optional<std::string> server = server_for("load_page");
  if (!server) return;
  static Sides<ServerDatabase, Program<MysqlApi>> mysql{*server};
  mysql.add("load_page", "mysql", true);
  mysql.add("load_page_cpu", "mysql", false);  // of this process
}

}  // namespace bench
