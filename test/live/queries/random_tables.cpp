// The rows of the library and the game.
#include <random>
#include <set>

#include "game_db/models.h"
#include "library_db/models.h"
#include "test/live/queries/plain_tables.h"

namespace queries {
namespace {

using thriftorm::detail::ModelAccess;

class Maker {
 public:
  explicit Maker(std::uint64_t seed) : random_(seed) {}

  std::int64_t number(std::int64_t from, std::int64_t to) {
    return std::uniform_int_distribution<std::int64_t>(from, to)(random_);
  }
  bool chance(int percent) { return number(1, 100) <= percent; }
  std::string text() {
    return texts()[static_cast<std::size_t>(
        number(0, static_cast<std::int64_t>(texts().size()) - 1))];
  }
  Value date() {
    static const std::vector<std::string> dates{"0001-01-01", "1999-12-31", "2000-02-29",
                                                "2023-01-01", "2023-01-02", "2024-02-29",
                                                "9999-12-31"};
    return dates[static_cast<std::size_t>(number(0, static_cast<std::int64_t>(dates.size()) - 1))];
  }
  // Quarters, whose sums and products are exact.
  Value quarter() { return static_cast<double>(number(-8, 20)) / 4; }
  template <class Make>
  Value maybe(int percent, Make make) {
    return chance(percent) ? Value(make()) : Value();
  }
  // The key of one of so many rows; of one too many as well, where the database allows it.
  Value key(std::int64_t count) { return number(1, count); }
  Value maybe_key(std::int64_t count, int percent = 70) {
    return maybe(percent, [&] { return number(1, count); });
  }

  // Pairs of keys, each once.
  void link(PlainTable& table, std::int64_t left, std::int64_t right, std::int64_t count) {
    std::set<std::pair<std::int64_t, std::int64_t>> pairs;
    while (static_cast<std::int64_t>(pairs.size()) < count)
      pairs.insert({number(1, left), number(1, right)});
    for (const auto& [a, b] : pairs) table.rows.push_back({a, b});
  }

 private:
  std::mt19937_64 random_;
};

constexpr std::int64_t kRows = 24;

template <class Make>
void fill(PlainTable& table, Make make, std::int64_t count = kRows) {
  for (std::int64_t id = 1; id <= count; ++id) table.rows.push_back(make(id));
}

void add_shop(PlainDatabase& all, Maker& make) {
  using namespace library_db;
  fill(all.add(ModelAccess::table<AuthorModel>()), [&](std::int64_t id) {
    return PlainRow{id, make.text(), make.text()};
  });
  // The last authors have no books.
  fill(all.add(ModelAccess::table<BookModel>()), [&](std::int64_t id) {
    return PlainRow{id, make.text(), make.key(kRows - 6), make.date()};
  });
  fill(
      all.add(ModelAccess::table<CategoryModel>()),
      [&](std::int64_t id) {
        return PlainRow{id, make.text()};
      },
      8);
  fill(
      all.add(ModelAccess::table<TagModel>()),
      [&](std::int64_t id) {
        return PlainRow{id, make.text()};
      },
      8);
  // Links to a row that is not there stay without effect.
  make.link(all.add("book_categories", {"category_id", "book_id"}), 8, kRows + 2, 40);
  make.link(all.add("book_tags", {"tag_id", "book_id"}), 9, kRows, 30);
}

void add_people(PlainDatabase& all, Maker& make) {
  PlainTable& people = all.add(ModelAccess::table<library_db::PersonModel>());
  for (const std::string& text : texts()) people.rows.push_back({text});
  PlainTable& friendships = all.add("friendships", {"person_name", "friend_name"});
  std::set<std::pair<std::string, std::string>> pairs;
  for (int i = 0; i < 30; ++i) {
    const std::string left = make.text();
    const std::string right = make.text();
    if (left == right) continue;
    pairs.insert({left, right});
    pairs.insert({right, left});
  }
  for (const auto& [left, right] : pairs) friendships.rows.push_back({left, right});
}

void add_racks(PlainDatabase& all, Maker& make) {
  using namespace library_db;
  fill(all.add(ModelAccess::table<RackModel>()), [&](std::int64_t id) {
    return PlainRow{id,
                    make.text() + (id % 2 == 0 ? " " : "%") + std::to_string(id),
                    make.maybe(75, [&] { return std::get<double>(make.quarter()); }),
                    make.maybe_key(kRows),
                    make.maybe_key(kRows + 8),
                    make.number(0, 3)};
  });
  PlainTable& codes = all.add(ModelAccess::table<CodeModel>());
  std::int64_t count = 0;
  for (const std::string& text : texts()) {
    codes.rows.push_back(
        {text, make.text() + std::to_string(++count), make.maybe_key(kRows),
         make.maybe(70, [&] { return make.chance(85) ? make.text() : std::string("nowhere"); })});
  }
  fill(all.add(ModelAccess::table<BlobModel>(), "content"), [&](std::int64_t id) {
    return PlainRow{id, make.text() + "\xff", make.maybe_key(kRows)};
  });
  fill(all.add(ModelAccess::table<PartModel>()), [&](std::int64_t id) {
    return PlainRow{id, make.maybe_key(kRows)};
  });
}

void add_rooms(PlainDatabase& all, Maker& make) {
  using namespace library_db;
  fill(
      all.add(ModelAccess::table<RoomModel>()),
      [&](std::int64_t id) {
        return PlainRow{id, make.maybe_key(12)};
      },
      6);
  fill(
      all.add(ModelAccess::table<ShelfModel>()),
      [&](std::int64_t id) {
        return PlainRow{id, make.maybe_key(6), make.maybe_key(12, 50)};
      },
      12);
  fill(all.add(ModelAccess::table<CopyModel>()), [&](std::int64_t id) {
    return PlainRow{id, make.maybe_key(6, 50), make.maybe_key(12, 60), make.maybe_key(kRows, 50)};
  });
  fill(all.add(ModelAccess::table<NoteModel>()), [&](std::int64_t id) {
    return PlainRow{id, make.key(kRows), make.maybe_key(12, 50)};
  });
}

Value one_of(Maker& make, const std::vector<std::string>& names) {
  return names[static_cast<std::size_t>(
      make.number(0, static_cast<std::int64_t>(names.size()) - 1))];
}

// A row of a table, by the names of its columns; NULL where nothing is said.
PlainRow row_of(const PlainTable& table, const std::map<std::string, Value>& values) {
  PlainRow row(table.columns.size());
  for (const auto& [name, value] : values) row.at(table.column(name)) = value;
  return row;
}

PlainRow attribute(Maker& make, const PlainTable& table, std::int64_t id) {
  std::map<std::string, Value> values{
      {"id", id},
      {"internal_name", make.text()},
      {"visible", make.number(0, 1)},
      {"attribute_type", one_of(make, {"STRENGTH", "LUCK", "SPEED", "ICON"})}};
  switch (make.number(0, 3)) {
    case 0:
      values["bool_value"] = make.number(0, 1);
      break;
    case 1:
      values["double_value"] = make.quarter();
      break;
    case 2:
      for (const char* axis : {"vector3_x", "vector3_y", "vector3_z"})
        values[axis] = make.quarter();
      break;
    default:
      values["asset_id"] = make.number(1, 9);
  }
  return row_of(table, values);
}

}  // namespace

const std::vector<std::string>& texts() {
  using namespace std::string_literals;
  static const std::vector<std::string> all{
      "",       "a",     "A",       "b",     "Zoe",   "Zoé",    "zoë",      "ZOÉ",    "100%",
      "100x",   "a_b",   "axb",     "a\\b",  "\\",    "it's",   "\"q\"",    "`tick`", "😀",
      "x😀y",    "naïve", "Ωmega",   "ωmega", "жук",   "Жук",    "nul\0in"s, "nul",    " lead",
      "trail ", "trail", "tab\t\n", "!bang", "[set]", "*glob?", "-- ;",     "日本語"};
  return all;
}

PlainDatabase random_library(std::uint64_t seed) {
  PlainDatabase all;
  Maker make(seed);
  add_shop(all, make);
  add_people(all, make);
  add_racks(all, make);
  add_rooms(all, make);
  return all;
}

PlainDatabase random_game(std::uint64_t seed) {
  using namespace game_db;
  PlainDatabase all;
  Maker make(seed);
  PlainTable& players = all.add(ModelAccess::table<PlayerModel>());
  fill(
      players,
      [&](std::int64_t id) {
        return row_of(players, {{"id", id},
                                {"full_name", make.text()},
                                {"what_we_call_you", make.text()},
                                {"security_token", "t"},
                                {"year_of_birth", make.number(1950, 2020)},
                                {"email", make.text() + std::to_string(id)}});
      },
      10);
  PlainTable& mobiles = all.add(ModelAccess::table<MobileModel>());
  fill(mobiles, [&](std::int64_t id) {
    const bool avatar = make.chance(50);
    return row_of(mobiles,
                  {{"id", id},
                   {"mobile_type", avatar ? "PLAYER" : "NPC"},
                   {avatar ? "owner_player_id" : "owner_mobile_id", make.key(avatar ? 10 : kRows)},
                   {"what_we_call_you", make.text()}});
  });
  PlainTable& items = all.add(ModelAccess::table<ItemModel>());
  fill(
      items,
      [&](std::int64_t id) {
        return row_of(items,
                      {{"id", id},
                       {"internal_name", make.text() + std::to_string(id)},
                       {"max_stack_size", make.maybe(60, [&] { return make.number(1, 99); })},
                       {"item_type", one_of(make, {"WEAPON", "TOOL", "VIRTUAL"})}});
      },
      10);
  PlainTable& attributes = all.add(ModelAccess::table<AttributeModel>());
  fill(
      attributes, [&](std::int64_t id) { return attribute(make, attributes, id); }, 40);
  PlainTable& owners = all.add(ModelAccess::table<AttributeOwnerModel>());
  fill(
      owners,
      [&](std::int64_t id) {
        const std::vector<std::string> columns{"mobile_id", "item_id", "asset_id", "player_id"};
        return row_of(owners, {{"id", id},
                               {"attribute_id", id},
                               {std::get<std::string>(one_of(make, columns)), make.key(10)}});
      },
      36);
  return all;
}

}  // namespace queries
