// Two libraries whose IDLs include one result struct, in one translation unit.
#include <string>
#include <vector>

#include "first_db/models.h"
#include "first_db/results.h"
#include "second_db/models.h"
#include "second_db/results.h"
#include "test/live/engines.h"

using thriftorm::Session;

TEST_CASE("two libraries that share a result struct are used side by side") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    first_db::create_schema(session);
    second_db::create_schema(session);
    first::Thing thing;
    thing.__set_name("one");
    const auto saved = first_db::FirstThingModel().from_thrift(thing).try_save(session);
    CHECK(first_db::is_ok(saved));
    second::Thing wrong;
    wrong.__set_name("\xff");
    const auto refused = second_db::SecondThingModel().from_thrift(wrong).try_save(session);
    CHECK_FALSE(second_db::is_ok(refused));
    CHECK(refused.front().failure == shared::Failure::DB_INVALID_DATA);
    const auto told = second_db::to_results(thriftorm::InvalidData("wrong"));
    CHECK(told.front().text == "InvalidData: wrong");
  });
}
