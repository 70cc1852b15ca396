// What columns hold: the extremes, text to the byte, and what does not fit.
#include <bit>
#include <cmath>
#include <limits>

#include "test/live/models/support.h"

using namespace thriftorm;
using namespace game_db;
using live::Strings;

namespace {

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

std::uint64_t bits(double value) { return std::bit_cast<std::uint64_t>(value); }

double stored_double(Session& session, std::int64_t id) {
  return *AttributeModel::find(session, id)->get_double_value();
}

// The error of saving a record whose value does not fit: nothing was sent, nothing has changed.
template <class Record>
InvalidData refused(Session& session, Record& record) {
  const Strings dirty = live::dirty_columns(record);
  std::optional<InvalidData> error;
  CHECK(live::sent(session, [&] {
          error = live::error_of<InvalidData>([&] { record.save(session); });
        }) == Strings{});
  CHECK(live::dirty_columns(record) == dirty);
  return *error;
}

}  // namespace

TEST_CASE("64-bit integers keep their extremes") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    PlayerModel jane = live::player();
    using Limits = std::numeric_limits<std::int64_t>;
    for (const std::int64_t value :
         {Limits::min(), Limits::max(), std::int64_t{0}, std::int64_t{-1}}) {
      jane.set_year_of_birth(value).save(session);
      CHECK(PlayerModel::find(session, 1)->get_year_of_birth() == value);
    }
    InventoryModel bag;
    bag.set_max_volume(1).set_last_calculated_volume(0);
    for (const std::int32_t value :
         {std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()}) {
      bag.set_max_entries(value).save(session);
      CHECK(InventoryModel::find(session, 1)->get_max_entries() == value);
    }
  });
}

TEST_CASE("doubles come back to the bit; NaN and infinities are refused by their column's name") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    using Limits = std::numeric_limits<double>;
    AttributeModel speed = live::attribute();
    for (const double value : {Limits::max(), Limits::lowest(), Limits::min(), Limits::denorm_min(),
                               -Limits::denorm_min(), 0.1, 1.0 / 3, 1e22, 123456789012345680.0,
                               std::nextafter(1.0, 2.0), 0.0}) {
      INFO("value: ", value);
      speed.set_double_value(value).save(session);
      CHECK(bits(stored_double(session, 1)) == bits(value));
    }
    // Only MySQL keeps the sign of a zero.
    AttributeModel negative = live::attribute();
    negative.set_double_value(-0.0).save(session);
    CHECK(stored_double(session, 2) == 0);
    CHECK((session.dialect() == Dialect::kMysql) == std::signbit(stored_double(session, 2)));
    CHECK(speed.set_double_value(-0.0).is_dirty());
    speed.save(session);
    CHECK(stored_double(session, 1) == 0);
    for (const double value : {Limits::quiet_NaN(), Limits::infinity(), -Limits::infinity()}) {
      speed.set_double_value(value);
      const InvalidData error = refused(session, speed);
      CHECK(error.details().table == "attributes");
      CHECK(error.details().column == "double_value");
      CHECK(error.details().record_id == "1");
      AttributeModel other = live::attribute();
      game::ItemVector3 vector;
      vector.z = value;
      other.set_vector3(vector);
      CHECK(refused(session, other).details().column == "vector3_z");
    }
  });
}

TEST_CASE("text comes back to the byte") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    PlayerModel jane = live::player();
    const std::string texts[] = {"",
                                 " ",
                                 "trailing   ",
                                 "'; DROP TABLE players; --",
                                 R"(back\slash \n \0 \' \" %_ ?)",
                                 "\"double\" `tick`",
                                 std::string("nul\0in\0side", 11),
                                 std::string(3, '\0'),
                                 "\r\n\t\x01\x7f",
                                 "Zoé \u00ad \ufeff ☂ 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 😀 \U0010FFFF",
                                 "e\u0301",
                                 repeated("😀", 255),
                                 std::string(255, 'x')};
    for (const std::string& text : texts) {
      INFO("text: ", text);
      jane.set_full_name(text).set_email(text).save(session);
      const std::optional<PlayerModel> found = PlayerModel::find_by_email(session, text);
      REQUIRE(found);
      CHECK(found->get_full_name() == text);
      CHECK(found->get_email() == text);
    }
  });
}

TEST_CASE(
    "255 characters fit, whatever they take in bytes; 256 are refused on every engine alike") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    PlayerModel jane = live::player();
    jane.save(session);
    for (const char* character : {"x", "é", "☂", "😀"}) {
      jane.set_full_name(repeated(character, 255)).save(session);
      jane.set_full_name(repeated(character, 256));
      const InvalidData error = refused(session, jane);
      CHECK(error.details().table == "players");
      CHECK(error.details().column == "full_name");
      CHECK(error.details().record_id == "1");
      CHECK(error.message() == "the value for `full_name` has 256 characters, 255 fit");
      jane.set_full_name("");
    }
  });
}

TEST_CASE("text that is not UTF-8 is refused by its column's name, on every engine alike") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    for (const char* text :
         {"\xff", "\xc3", "a\x80z", "\xed\xa0\x80", "\xc0\xaf", "\xf4\x90\x80\x80"}) {
      PlayerModel jane = live::player();
      jane.set_security_token(text);
      const InvalidData error = refused(session, jane);
      CHECK(error.details().table == "players");
      CHECK(error.details().column == "security_token");
    }
    PlayerModel jane = live::player();
    jane.set_security_token(repeated("\x80", 300));
    CHECK(refused(session, jane).details().column == "security_token");
  });
}

TEST_CASE("text is compared byte by byte: equality, UNIQUE and order are the same everywhere") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    const Strings emails = {"",  " ", "A",   "B", "Zoe", "Zoe ", "Zoé", "Zoe\u0301",
                            "a", "b", "zoe", "ß", "ss",  "ı",    "😀",   "\uffee"};
    for (const std::string& email : emails) live::player(email).save(session);
    for (const std::string& email : emails) {
      const std::optional<PlayerModel> found = PlayerModel::find_by_email(session, email);
      REQUIRE(found);
      CHECK(found->get_email() == email);
      CHECK_THROWS_AS(live::player(email).save(session), ConstraintViolation);
    }
    CHECK_FALSE(PlayerModel::find_by_email(session, "ZOE"));
    CHECK_FALSE(PlayerModel::find_by_email(session, "a "));
    Strings sorted = emails;
    std::sort(sorted.begin(), sorted.end());
    CHECK(live::texts(session, "SELECT email FROM players ORDER BY email") == sorted);
  });
}

TEST_CASE("an optional column is NULL when unset, and a value when set") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    ItemModel item;
    item.set_internal_name("rock").set_item_type(game::ItemType::RAWMATERIAL).save(session);
    CHECK_FALSE(ItemModel::find(session, 1)->get_max_stack_size());
    CHECK(live::number(session, "SELECT COUNT(*) FROM items WHERE max_stack_size IS NULL") == 1);
    item.set_max_stack_size(0).save(session);
    CHECK(ItemModel::find(session, 1)->get_max_stack_size() == 0);
    CHECK_FALSE(item.set_max_stack_size(0).is_dirty());
    item.set_max_stack_size(std::nullopt).save(session);
    CHECK_FALSE(ItemModel::find(session, 1)->get_max_stack_size());
  });
}
