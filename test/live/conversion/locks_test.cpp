// Embedded rows with an optimistic lock.
#include <string>
#include <vector>

#include "test/live/conversion/wiki_objects.h"

using namespace wiki_db;
using live::on_each_wiki;
using live::page;
using thriftorm::Session;

namespace {

wiki::Page with_cover(const std::string& title) {
  wiki::Page object = page("p");
  wiki::Cover cover;
  cover.__set_title(title);
  object.__set_cover(cover);
  return object;
}

// Of a row that was updated since it was made.
std::int64_t save_slip(Session& session, const std::string& label) {
  SlipModel slip;
  slip.set_label("new").save(session);
  return *slip.set_label(label).save(session).get_id();
}

}  // namespace

TEST_CASE("an embedded row without its id is the one that there is, whatever was written to it") {
  on_each_wiki([](Session& session) {
    const PageModel model = PageModel().from_thrift(with_cover("first")).save(session);
    CoverModel cover = *model.get_cover(session);
    cover.set_title("second").save(session);
    wiki::Page object = with_cover("third");
    object.__set_id(*model.get_id());
    PageModel().from_thrift(object).save(session);
    const CoverModel out = *model.get_cover(session);
    CHECK(out.get_id() == cover.get_id());
    CHECK(out.get_title() == "third");
    CHECK(out.get_revision() == cover.get_revision() + 1);
    CHECK_THROWS_AS(cover.set_title("late").save(session), thriftorm::StaleRecord);
  });
}

TEST_CASE("an embedded row with its id is held to the version that the object says") {
  on_each_wiki([](Session& session) {
    const PageModel model = PageModel().from_thrift(with_cover("first")).save(session);
    const wiki::Page object = model.to_thrift(session);
    PageModel().from_thrift(object).save(session);
    wiki::Page changed = object;
    changed.cover.__set_title("late");
    CHECK_THROWS_AS(PageModel().from_thrift(changed).save(session), thriftorm::StaleRecord);
    CHECK(model.get_cover(session)->get_title() == "first");
  });
}

TEST_CASE(
    "rows that a list of keys names take part whatever was written to them, and are counted up") {
  on_each_wiki([](Session& session) {
    wiki::Page object = page("p");
    const std::vector<wiki::SlipId> slips{save_slip(session, "a"), save_slip(session, "b")};
    SlipModel read = *SlipModel::find(session, slips[0]);
    object.__set_slips(slips);
    const PageModel model = PageModel().from_thrift(object).save(session);
    CHECK(model.to_thrift(session).slips == slips);
    CHECK(SlipModel::find(session, slips[0])->get_revision() == read.get_revision() + 1);
    CHECK_THROWS_AS(read.set_label("late").save(session), thriftorm::StaleRecord);
    object.__set_id(*model.get_id());
    object.__set_slips({slips[1]});
    PageModel().from_thrift(object).save(session);
    CHECK(model.to_thrift(session).slips == object.slips);
  });
}
