// What JSON columns keep, refuse, and refuse to read.
#include <cmath>
#include <limits>
#include <string>

#include "harbour_db/models.h"
#include "test/live/relations/support.h"
#include "test/live/runtime/tables.h"

using harbour_db::LedgerModel;
using thriftorm::InvalidData;
using thriftorm::Session;

namespace {

template <class Case>
void on_each_harbour(Case test_case) {
  live::on_each_engine([&](live::TestDatabase& test) {
    Session session = test.database.session();
    harbour_db::create_schema(session);
    test_case(session);
  });
}

std::string every_byte() {
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
  return bytes;
}

LedgerModel stored(Session& session) {
  return LedgerModel().from_thrift(harbour::Ledger()).save(session);
}

// What is refused names the record and the column.
void check_place(const InvalidData& error, const LedgerModel& ledger, const std::string& column) {
  CHECK(error.details().table == "ledgers");
  CHECK(error.details().record_id == std::to_string(*ledger.get_id()));
  CHECK(error.details().column == column);
}

template <class Change>
void check_refused(Session& session, const std::string& column, Change change) {
  LedgerModel ledger = stored(session);
  change(ledger);
  live::Counter counter(session);
  check_place(live::error_of<InvalidData>([&] { ledger.save(session); }), ledger, column);
  CHECK(counter.statements() == 0);
}

void check_unreadable(Session& session, const std::string& column, const std::string& json) {
  LedgerModel ledger = stored(session);
  session.execute("UPDATE ledgers SET `" + column + "` = ? WHERE id = ?", json, *ledger.get_id());
  check_place(live::error_of<InvalidData>([&] { LedgerModel::find(session, *ledger.get_id()); }),
              ledger, column);
}

}  // namespace

TEST_CASE("binaries in JSON hold any bytes, in containers, as keys and in structs") {
  on_each_harbour([](Session& session) {
    harbour::Parcel parcel;
    parcel.__set_seal(every_byte());
    parcel.__set_contents({"", std::string(1, '\0'), every_byte()});
    parcel.__set_labels({{"text", "\xff\xfe"}});
    harbour::Ledger sent;
    sent.__set_pages({every_byte(), "", std::string(3, '\0'), "\xc3\x28", "text"});
    sent.__set_seals({{every_byte(), {"a", std::string("\0b", 2)}}, {"", {}}});
    sent.__set_by_priority({{harbour::common::Priority::LOW, "\x80"}});
    sent.__set_parcels({parcel, harbour::Parcel()});
    LedgerModel saved = LedgerModel().from_thrift(sent).save(session);
    const harbour::Ledger found = LedgerModel::find(session, *saved.get_id())->to_thrift(session);
    CHECK(found.pages == sent.pages);
    CHECK(found.seals == sent.seals);
    CHECK(found.by_priority == sent.by_priority);
    REQUIRE(found.parcels.size() == 2);
    CHECK(found.parcels[0].seal == parcel.seal);
    CHECK(found.parcels[0].contents == parcel.contents);
    CHECK(found.parcels[0].labels == parcel.labels);
  });
}

TEST_CASE("numbers in JSON that are not finite are refused, when they are saved and when read") {
  on_each_harbour([](Session& session) {
    for (const double value : {std::nan(""), std::numeric_limits<double>::infinity(),
                               -std::numeric_limits<double>::infinity()}) {
      check_refused(session, "curve", [&](LedgerModel& l) { l.set_curve({1.5, value}); });
      harbour::Box box;
      box.__set_depth(value);
      check_refused(session, "box", [&](LedgerModel& l) { l.set_box(box); });
    }
    for (const char* text : {"\"NaN\"", "\"Infinity\"", "\"-Infinity\""}) {
      check_unreadable(session, "curve", std::string("[\"dbl\",2,1.5,") + text + "]");
      check_unreadable(session, "box", std::string("{\"1\":{\"dbl\":") + text + "}}");
    }
  });
}

TEST_CASE("JSON that Thrift would read as something else is refused") {
  on_each_harbour([](Session& session) {
    check_unreadable(session, "numbers", R"(["i32",1,3000000000])");
    check_unreadable(session, "nested", R"(["i32","set",1,{"":["str",0]}])");
    check_unreadable(session, "grid", R"(["lst",1,["tf",1,true]])");
    check_unreadable(session, "parcels", R"(["rec",2000000000])");
    check_unreadable(session, "pages", R"(["str",1,"no base64"])");
  });
}

TEST_CASE("JSON may hold fields that a struct has not any more") {
  on_each_harbour([](Session& session) {
    const LedgerModel ledger = stored(session);
    session.execute(
        "UPDATE ledgers SET box = ? WHERE id = ?",
        R"({"7":{"str":"no base64"},"8":{"map":["i32","tf",1,{"1":1}]},"1":{"dbl":2.5}})",
        *ledger.get_id());
    CHECK(LedgerModel::find(session, *ledger.get_id())->get_box().width == 2.5);
  });
}

TEST_CASE("values in JSON containers that their enum does not have are refused, both ways") {
  on_each_harbour([](Session& session) {
    constexpr auto kNone = static_cast<harbour::common::Weekday::type>(3);
    constexpr auto kNoStatus = static_cast<harbour::Status::type>(1);
    check_refused(session, "history", [&](LedgerModel& l) { l.set_history({kNoStatus}); });
    check_refused(session, "boxes", [&](LedgerModel& l) { l.set_boxes({{kNone, {}}}); });
    check_unreadable(session, "history", "[\"i32\",1,1]");
    check_unreadable(session, "boxes", "[\"i32\",\"lst\",1,{\"3\":[\"rec\",0]}]");
  });
}
