// Kinds of columns beyond those of the example domain: defaults, dates, decimals, JSON, locks, keys.
#include <limits>

#include "test/live/models/storage.h"

using namespace thriftorm;
using namespace storage_db;
using live::Strings;

TEST_CASE(
    "a new record holds the defaults that the database gives to a row without these columns") {
  live::on_each_storage([](Session& session, live::TestDatabase&) {
    session.execute(
        "INSERT INTO sensors (payload, seal, essay, seen, seen_ms, seen_us) VALUES (?, ?, '', "
        "'1970-01-01 00:00:00', '1970-01-01 00:00:00.000', '1970-01-01 00:00:00.000000')",
        Parameter::bytes(""), Parameter::bytes(""));
    const SensorModel row = *SensorModel::find(session, 1);
    const SensorModel made;
    CHECK(row.get_enabled() == made.get_enabled());
    CHECK(row.get_tiny() == made.get_tiny());
    CHECK(row.get_small() == made.get_small());
    CHECK(row.get_medium() == made.get_medium());
    CHECK(row.get_large() == made.get_large());
    CHECK(row.get_ratio() == made.get_ratio());
    CHECK(row.get_label() == made.get_label());
    CHECK(row.get_unit() == made.get_unit());
    CHECK(row.get_level() == made.get_level());
    CHECK(row.get_price() == made.get_price());
    CHECK(row.get_built() == made.get_built());
    CHECK(row.get_stated() == made.get_stated());
    CHECK(row.get_stated() == -7);
    CHECK(row.get_label() == "it's \"quoted\" — ☂");
    session.execute("INSERT INTO gauges (ratio) VALUES (1)");
    CHECK(GaugeModel::find(session, 1)->get_note() == GaugeModel().get_note());
    live::sensor().save(session);
    CHECK(SensorModel::find(session, 2)->get_large() == -9007199254740993);
  });
}

TEST_CASE("times before 1970, at the ends of the calendar and with fractions come back exactly") {
  live::on_each_storage([](Session& session, live::TestDatabase&) {
    SensorModel sensor = live::sensor();
    sensor.save(session);
    constexpr std::int64_t kFirst = -30610224000;  // 1000-01-01: what servers document as the first
    constexpr std::int64_t kLast = 253402300799;   // 9999-12-31 23:59:59
    for (const std::int64_t second : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{-62},
                                      std::int64_t{951782400}, kFirst, kLast}) {
      for (const std::int64_t fraction : {0, 1, 500'000, 999'999}) {
        sensor.set_seen(second)
            .set_seen_ms(second * 1000 + fraction / 1000)
            .set_seen_us(second * 1'000'000 + fraction);
        sensor.save(session);
        const SensorModel found = *SensorModel::find(session, 1);
        CHECK(found.get_seen() == second);
        CHECK(found.get_seen_ms() == second * 1000 + fraction / 1000);
        CHECK(found.get_seen_us() == second * 1'000'000 + fraction);
      }
    }
    sensor.set_seen(-1).set_seen_us(-1).save(session);
    const char* as_text = session.dialect() == Dialect::kSqlite
                              ? "SELECT seen_us FROM sensors"
                              : "SELECT CAST(seen_us AS CHAR) FROM sensors";
    CHECK(live::texts(session, as_text) == Strings{"1969-12-31 23:59:59.999999"});
    for (const std::int64_t value : {kLast + 1, std::numeric_limits<std::int64_t>::max(),
                                     std::numeric_limits<std::int64_t>::min()}) {
      const auto error = live::error_of<InvalidData>([&] { sensor.set_seen(value).save(session); });
      CHECK(error.details().table == "sensors");
      CHECK(error.details().column == "seen");
    }
  });
}

TEST_CASE("dates are those of the calendar") {
  live::on_each_storage([](Session& session, live::TestDatabase&) {
    SensorModel sensor = live::sensor();
    for (const char* date : {"2024-02-29", "1000-01-01", "9999-12-31", "1969-07-20"}) {
      sensor.set_built(date).save(session);
      CHECK(SensorModel::find(session, 1)->get_built() == date);
    }
    for (const char* text : {"", "2023-02-29", "2024-13-01", "2024-00-10", "2024-1-1", "24-01-01",
                             "2024-01-01 ", "2024-01-01T00:00:00", "x"}) {
      INFO(text);
      const auto error = live::error_of<InvalidData>([&] { sensor.set_built(text).save(session); });
      CHECK(error.details().column == "built");
    }
  });
}

TEST_CASE("the tables take no day that the calendar lacks") {
  live::on_each_storage([](Session& session, live::TestDatabase&) {
    live::sensor().save(session);
    for (const std::string date : {"2023-02-29", "2023-02-30", "2024-04-31"}) {
      INFO(date);
      CHECK_THROWS_AS(session.execute("UPDATE sensors SET built = ?", date), thriftorm::Error);
      const std::string time = date + " 12:00:00";
      CHECK_THROWS_AS(session.execute("UPDATE sensors SET seen = ?", time), thriftorm::Error);
      CHECK_THROWS_AS(session.execute("UPDATE sensors SET seen_ms = ?", time + ".500"),
                      thriftorm::Error);
    }
    session.execute("UPDATE sensors SET built = ?, seen = ?, seen_ms = ?", "2024-02-29",
                    "2024-02-29 12:00:00", "2024-02-29 12:00:00.500");
  });
}

TEST_CASE(
    "decimals keep every digit and look the same on every engine; what does not fit is refused") {
  live::on_each_storage([](Session& session, live::TestDatabase&) {
    SensorModel sensor = live::sensor();
    const std::pair<const char*, const char*> kept[] = {
        {"99999999999999.9999", "99999999999999.9999"},
        {"-99999999999999.9999", "-99999999999999.9999"},
        {"0.0001", "0.0001"},
        {"12345678901234.5678", "12345678901234.5678"},
        {"12.5", "12.5000"},
        {"1", "1.0000"},
        {"+1.50000", "1.5000"},
        {"007", "7.0000"},
        {"-0", "0.0000"},
    };
    for (const auto& [price, found] : kept) {
      INFO(price);
      sensor.set_price(price).save(session);
      CHECK(SensorModel::find(session, 1)->get_price() == found);
    }
    for (const char* text : {"", "abc", "1e5", "1.", ".5", "--1", "1,5", "NaN", " 1", "+", "1.2.3",
                             "1.23456", "100000000000000", "-100000000000000.0000"}) {
      INFO(text);
      const auto error = live::error_of<InvalidData>([&] { sensor.set_price(text).save(session); });
      CHECK(error.details().column == "price");
    }
  });
}

TEST_CASE("bytes come back as they are; their length counts bytes") {
  live::on_each_storage([](Session& session, live::TestDatabase&) {
    std::string all;
    for (int byte = 0; byte < 256; ++byte) all.push_back(static_cast<char>(byte));
    SensorModel sensor = live::sensor();
    sensor.set_payload(all).set_seal(std::string("\xff\0\x80\0", 4)).save(session);
    CHECK(SensorModel::find(session, 1)->get_payload() == all);
    CHECK(SensorModel::find(session, 1)->get_seal() == std::string("\xff\0\x80\0", 4));
    sensor.set_payload("").set_seal("").save(session);
    CHECK(SensorModel::find(session, 1)->get_payload().empty());
    const auto error = live::error_of<InvalidData>([&] { sensor.set_seal("12345").save(session); });
    CHECK(error.message() == "the value for `seal` has 5 bytes, 4 fit");
  });
}

TEST_CASE("an enum by value is a number; one that the enum lacks is an error where it is read") {
  live::on_each_storage([](Session& session, live::TestDatabase&) {
    SensorModel sensor = live::sensor();
    sensor.set_level(storage::Level::LOW).save(session);
    CHECK(live::number(session, "SELECT level FROM sensors") == -1);
    CHECK(SensorModel::find(session, 1)->get_level() == storage::Level::LOW);
    session.execute("UPDATE sensors SET level = 7");
    const auto error = live::error_of<InvalidData>([&] { SensorModel::find(session, 1); });
    CHECK(error.details().table == "sensors");
    CHECK(error.details().record_id == "1");
    CHECK(error.details().column == "level");
  });
}

TEST_CASE("JSON columns hold containers, structs and unions") {
  live::on_each_storage([](Session& session, live::TestDatabase&) {
    LedgerModel ledger = live::ledger();
    ledger.save(session);
    const LedgerModel empty = *LedgerModel::find(session, 1);
    CHECK(empty.get_entries().empty());
    CHECK_FALSE(empty.get_grid());
    CHECK_FALSE(empty.get_measure());
    storage::Tag tag;
    tag.__set_name("\"quoted\" \\ ☂ 😀\n [ {, :\x01\x1f ");
    storage::Measure measure;
    measure.__set_box(live::box(0.1, -1e300));
    ledger.set_entries({"", " a  b ", "☂ \"x\" \\"})
        .set_totals({{"", 0}, {"min", std::numeric_limits<std::int64_t>::min()}, {"b", 1}});
    ledger.set_boxes({{storage::Unit::CONTAINER, {live::box(1, 2), live::box(3.5, 0)}},
                      {storage::Unit::TONNE, {}}});
    ledger.set_numbers({3, -1, 300})
        .set_tag(tag)
        .set_grid({{{true, false}, {}, {true}}})
        .set_measure(measure)
        .save(session);
    const LedgerModel found = *LedgerModel::find(session, 1);
    CHECK(found.get_entries() == ledger.get_entries());
    CHECK(found.get_totals() == ledger.get_totals());
    CHECK(found.get_boxes() == ledger.get_boxes());
    CHECK(found.get_numbers() == ledger.get_numbers());
    CHECK(found.get_tag() == tag);
    CHECK(found.get_grid() == ledger.get_grid());
    CHECK(found.get_measure() == measure);
    LedgerModel same = found;
    CHECK_FALSE(same.set_boxes(ledger.get_boxes()).set_tag(tag).is_dirty());
    for (const char* text :
         {"{}", "[]", "[\"i64\",1,5]", "[\"str\",2,\"a\"]", "[\"str\",1,5]", "7"}) {
      INFO(text);
      session.execute("UPDATE ledgers SET entries = ?", text);
      const auto error = live::error_of<InvalidData>([&] { LedgerModel::find(session, 1); });
      CHECK(error.details().table == "ledgers");
      CHECK(error.details().record_id == "1");
      CHECK(error.details().column == "entries");
    }
  });
}

TEST_CASE("JSON columns refuse numbers and text that cannot be stored") {
  live::on_each_storage([](Session& session, live::TestDatabase&) {
    LedgerModel ledger = live::ledger();
    for (const std::string& text : {std::string("\xff"), std::string("nul\0", 4)}) {
      const auto error =
          live::error_of<InvalidData>([&] { ledger.set_entries({text}).save(session); });
      CHECK(error.details().table == "ledgers");
      CHECK(error.details().column == "entries");
    }
    for (const double value :
         {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
      LedgerModel other = live::ledger();
      other.set_boxes({{storage::Unit::TONNE, {live::box(1, value)}}});
      const auto error = live::error_of<InvalidData>([&] { other.save(session); });
      CHECK(error.details().column == "boxes");
    }
  });
}

TEST_CASE("a versioned record that somebody else has changed is stale") {
  live::on_each_storage([](Session& session, live::TestDatabase& test) {
    LedgerModel mine = live::ledger();
    mine.save(session);
    CHECK(mine.get_revision() == 0);
    LedgerModel theirs = *LedgerModel::find(session, 1);
    Session other = test.database.session();
    theirs.set_entries({"theirs"}).save(other);
    CHECK(theirs.get_revision() == 1);
    mine.set_entries({"mine"});
    const auto error = live::error_of<StaleRecord>([&] { mine.save(session); });
    CHECK(error.details().table == "ledgers");
    CHECK(error.details().record_id == "1");
    CHECK(mine.get_revision() == 0);
    CHECK(live::dirty_columns(mine) == Strings{"entries"});
    CHECK(mine.reload(session).get_revision() == 1);
    mine.set_entries({"mine"}).save(session);
    CHECK(LedgerModel::find(session, 1)->get_revision() == 2);
    CHECK(LedgerModel::find(session, 1)->get_entries() == Strings{"mine"});
    other.execute("DELETE FROM ledgers");
    CHECK_THROWS_AS(mine.set_entries({}).save(session), RecordNotFound);
    // A rolled back update has not used its version up.
    LedgerModel third = live::ledger();
    third.save(session);
    session.begin();
    third.set_entries({"a"}).save(session).set_entries({"b"}).save(session);
    CHECK(third.get_revision() == 2);
    session.rollback();
    CHECK(third.get_revision() == 0);
    CHECK(live::dirty_columns(third) == Strings{"entries"});
    CHECK(third.save(session).get_revision() == 1);
  });
}

TEST_CASE("created_at and updated_at are stamped when the row is written") {
  live::on_each_storage([](Session& session, live::TestDatabase&) {
    const std::int64_t before = current_datetime(6);
    LedgerModel ledger = live::ledger();
    ledger.save(session);
    const std::int64_t after = current_datetime(6);
    CHECK(ledger.get_created() >= before);
    CHECK(ledger.get_created() <= after);
    CHECK(ledger.get_updated() >= ledger.get_created());
    const LedgerModel stored = *LedgerModel::find(session, 1);
    CHECK(stored.get_created() == ledger.get_created());
    CHECK(stored.get_updated() == ledger.get_updated());
    CHECK(live::sent(session, [&] { ledger.save(session); }) == Strings{});
    CHECK(live::sent(session, [&] { ledger.set_entries({"a"}).save(session); }) ==
          Strings{"UPDATE `ledgers` SET `entries` = ?, `updated` = ?, `revision` = `revision` + 1 "
                  "WHERE `id` = ? AND `revision` = ?"});
    const LedgerModel changed = *LedgerModel::find(session, 1);
    CHECK(changed.get_created() == stored.get_created());
    CHECK(changed.get_updated() > stored.get_updated());
    // Given by hand, a creation time is kept; a failed save leaves no stamp to be written.
    LedgerModel old = live::ledger();
    CHECK(old.set_created(-1).save(session).get_created() == -1);
    LedgerModel failed = live::ledger();
    CHECK_THROWS_AS(failed.set_id(1).insert(session), ConstraintViolation);
    CHECK(live::dirty_columns(failed) == Strings{"entries", "totals", "boxes", "numbers", "tag"});
  });
}

TEST_CASE("a record with a key of its own is inserted when new and updated when loaded") {
  live::on_each_storage([](Session& session, live::TestDatabase&) {
    FlagModel flag;
    const auto missing = live::error_of<ConstraintViolation>([&] { flag.save(session); });
    CHECK(missing.details().column == "code");
    CHECK(live::sent(session, [&] { flag.set_code("no").save(session); }) ==
          Strings{"INSERT INTO `flags` (`code`, `country`) VALUES (?, ?)"});
    CHECK(FlagModel::find(session, "no")->get_country() == "Panamá");
    CHECK_FALSE(FlagModel::find(session, "NO"));
    CHECK(live::sent(session, [&] { flag.set_country("Norway").save(session); }) ==
          Strings{"UPDATE `flags` SET `country` = ? WHERE `code` = ?"});
    FlagModel twin;
    CHECK_THROWS_AS(twin.set_code("no").save(session), ConstraintViolation);
    const auto longer = live::error_of<InvalidData>([&] { twin.set_code("nor").save(session); });
    CHECK(longer.details().column == "code");
    FlagModel found = *FlagModel::find(session, "no");
    CHECK_THROWS_AS(found.set_code("se"), UsageError);
    found.destroy(session);
    CHECK(found.get_code() == "no");
    CHECK(found.set_code("se").save(session).get_code() == "se");
    session.begin();
    found.destroy(session);
    session.rollback();
    CHECK(found.is_stored());
    CHECK(FlagModel::find(session, "se")->get_country() == "Norway");
  });
}

TEST_CASE(
    "an optional union or struct can be unset, and has one variant or all members otherwise") {
  live::on_each_storage([](Session& session, live::TestDatabase&) {
    CrateModel crate = live::crate();
    crate.save(session);
    CHECK_FALSE(CrateModel::find(session, 1)->get_size());
    CHECK_FALSE(CrateModel::find(session, 1)->get_lid());
    CHECK(CrateModel::find(session, 1)->get_base() == live::box(1, 2));
    storage::Measure measure;
    CHECK_THROWS_AS(crate.set_size(measure), InvalidData);
    measure.__set_text("");
    crate.set_size(measure).set_lid(live::box(0, 0)).save(session);
    CHECK(CrateModel::find(session, 1)->get_size() == measure);
    CHECK(CrateModel::find(session, 1)->get_lid() == live::box(0, 0));
    // What is no member of its enum is refused before the other variants are cleared.
    const auto before = crate.get_size();
    const auto lacking = live::error_of<InvalidData>(
        [&] { crate.set_size_unit(static_cast<storage::Unit::type>(99)); });
    CHECK(std::string(lacking.what()) ==
          "99 is not a member of the enum of `size_unit`; table crates");
    measure = {};
    measure.__set_unit(static_cast<storage::Unit::type>(99));
    CHECK_THROWS_WITH_AS(crate.set_size(measure),
                         "99 is not a member of the enum of `size_unit`; table crates",
                         InvalidData);
    CHECK(crate.get_size() == before);
    CHECK_FALSE(crate.is_dirty());
    crate.set_size_unit(storage::Unit::CONTAINER).save(session);
    CHECK(CrateModel::find(session, 1)->get_size()->unit == storage::Unit::CONTAINER);
    CHECK_FALSE(CrateModel::find(session, 1)->get_size_text());
    const auto error = live::error_of<InvalidData>(
        [&] { crate.set_size_text(std::string(41, 'x')).save(session); });
    CHECK(error.details().column == "size_text");
    crate.set_size(std::nullopt).set_lid(std::nullopt).save(session);
    CHECK_FALSE(CrateModel::find(session, 1)->get_size());
    CHECK_FALSE(CrateModel::find(session, 1)->get_lid());
  });
}

TEST_CASE("stated referential actions are the database's business, on every engine alike") {
  live::on_each_storage([](Session& session, live::TestDatabase&) {
    FlagModel flag;
    flag.set_code("no").save(session);
    CrateModel outer = live::crate();
    outer.set_flag_id("no").save(session);
    CrateModel inner = live::crate();
    inner.set_parent_id(*outer.get_id()).save(session);
    session.execute("UPDATE flags SET code = 'se'");
    CHECK(outer.reload(session).get_flag_id() == "se");
    session.execute("DELETE FROM flags");
    CHECK_FALSE(outer.reload(session).get_flag_id());
    const auto dangling =
        live::error_of<ConstraintViolation>([&] { outer.set_flag_id("xx").save(session); });
    CHECK(dangling.constraint_kind() == ConstraintKind::kForeignKey);
    CHECK(dangling.details().table == "crates");
    CHECK(dangling.details().record_id == "1");
    CrateModel guarded = live::crate();
    guarded.set_guard_id(*inner.get_id()).save(session);
    const auto restricted = live::error_of<ConstraintViolation>([&] { inner.destroy(session); });
    CHECK(restricted.constraint_kind() == ConstraintKind::kForeignKey);
    CHECK(inner.is_stored());
    guarded.destroy(session);
    outer.destroy(session);
    CHECK_FALSE(CrateModel::find(session, *inner.get_id()));
  });
}

TEST_CASE("a text without a length takes what the servers take, on SQLite as well") {
  live::on_each_storage([](Session& session, live::TestDatabase&) {
    SensorModel sensor = live::sensor();
    sensor.set_essay(std::string(65'535, 'x')).save(session);
    CHECK(SensorModel::find(session, *sensor.get_id())->get_essay().size() == 65'535);
    sensor.set_essay(std::string(65'536, 'x'));
    const auto error = live::error_of<InvalidData>([&] { sensor.save(session); });
    CHECK(error.message() == "the value for `essay` has 65536 bytes, 65535 fit");
  });
}
