// Parents that wait to be saved with a record, and what is refused before anything is changed.
#include <string>
#include <utility>

#include "test/live/conversion/wiki_objects.h"
#include "test/live/relations/library_records.h"
#include "test/live/relations/support.h"

using namespace wiki_db;
using live::count_rows;
using live::fail_in_transaction;
using live::on_each_wiki;
using thriftorm::Session;

namespace {

ReaderModel reader(const std::string& name) {
  ReaderModel record;
  return record.set_name(name);
}

// A clip for which its keeper waits.
ClipModel clip_of(const std::string& name) {
  ClipModel record;
  return record.set_label("clip").set_keeper_reader(reader(name));
}

PageModel save_page(Session& session, const std::string& name) {
  PageModel record;
  return record.set_name(name).save(session);
}

}  // namespace

TEST_CASE("a parent that waits is there again when an owner's add fails or is rolled back") {
  on_each_wiki([](Session& session) {
    PageModel page = save_page(session, "p");
    ClipModel clip = clip_of("first");
    fail_in_transaction(session, [&] { page.add_clip(session, clip); });
    CHECK(clip.save(session).get_keeper_reader(session)->get_name() == "first");
    ClipModel refused = clip_of("second");
    refused.set_label(std::string("\xff"));
    CHECK_THROWS_AS(page.add_clip(session, refused), thriftorm::InvalidData);
    refused.set_label("clip").save(session);
    CHECK(refused.get_keeper_reader(session)->get_name() == "second");
    CHECK(page.get_clips(session).empty());
  });
}

TEST_CASE("an owner that a record is given to takes the place of a parent of another kind") {
  on_each_wiki([](Session& session) {
    PageModel page = save_page(session, "p");
    ClipModel clip = clip_of("first");
    page.add_clip(session, clip);
    CHECK(page.get_clips(session).size() == 1);
    page.add_clip(clip_of("second")).save(session);
    CHECK(page.get_clips(session).size() == 2);
    CHECK(count_rows(session, "readers") == 0);
    CHECK_FALSE(clip.is_dirty());
    fail_in_transaction(session, [&] { page.add_clip(clip_of("third")).save(session); });
    page.save(session);
    CHECK(page.get_clips(session).size() == 3);
    CHECK(count_rows(session, "readers") == 0);
  });
}

TEST_CASE("a record that is refused as too deep leaves what it would have replaced") {
  live::on_each_game([](Session& session) {
    game_db::PlayerModel player = live::new_player("jane@x");
    player.set_mobile(live::new_mobile("avatar")).save(session);
    game_db::MobileModel deep = live::new_mobile("0");
    for (int i = 0; i < 100; ++i) {
      game_db::MobileModel next = live::new_mobile("n");
      deep = std::move(next.set_owner_mobile(std::move(deep)));
    }
    CHECK_THROWS_AS(player.set_mobile(deep), thriftorm::InvalidData);
    CHECK_FALSE(player.is_dirty());
    game_db::MobileModel minion = live::new_mobile("minion");
    minion.set_owner_player_id(*player.get_id());
    CHECK_THROWS_AS(minion.set_owner_mobile(deep), thriftorm::InvalidData);
    CHECK(minion.get_owner_player_id() == player.get_id());
    player.save(session);
    CHECK(player.get_mobile(session)->get_what_we_call_you() == "avatar");
  });
}

TEST_CASE("a key that was set since stays when the record is removed from its owner") {
  live::on_each_library([](Session& session) {
    library_db::RackModel first = live::save_rack(session, "first");
    library_db::RackModel second = live::save_rack(session, "second");
    library_db::RackModel kept = live::new_rack("kept");
    first.add_kept(session, kept);
    kept.set_keeper_id(*second.get_id());
    first.remove_kept(session, kept);
    CHECK(first.get_kept(session).empty());
    CHECK(kept.get_keeper_id() == second.get_id());
    kept.save(session);
    CHECK(live::labels(second.get_kept(session)) == std::vector<std::string>{"kept"});
  });
}
