// Whose a row is, and what takes its place.
#include <string>
#include <vector>

#include "test/live/relations/library_records.h"
#include "test/live/relations/support.h"

using namespace game_db;
using library_db::CodeModel;
using library_db::RackModel;
using live::count_rows;
using live::details_of;
using live::labels;
using live::new_code;
using live::new_rack;
using live::on_each_library;
using live::save_player;
using live::save_rack;
using thriftorm::ConstraintViolation;
using thriftorm::Session;
using Strings = std::vector<std::string>;

// Whose a row is.

TEST_CASE("a row that the database knows as another's is never taken over") {
  on_each_library([](Session& session) {
    RackModel first = save_rack(session, "first");
    RackModel second = save_rack(session, "second");
    CodeModel code = new_code("x");
    code.save(session);
    CodeModel stale = code;
    first.add_code(session, code);
    const auto details = details_of<ConstraintViolation>([&] { second.add_code(session, stale); });
    CHECK(details.table == "codes");
    CHECK(details.record_id == "x");
    CHECK_FALSE(stale.is_dirty());
    CHECK_FALSE(stale.get_rack_id());
    std::vector<CodeModel> list{stale};
    CHECK_THROWS_AS(second.set_codes(session, list), ConstraintViolation);
    stale.set_rack_id(second.get_id());
    CHECK_THROWS_AS(second.add_code(session, stale), ConstraintViolation);
    CHECK_THROWS_AS(second.add_code(stale).save(session), ConstraintViolation);
    CHECK(CodeModel::find(session, "x")->get_rack_id() == first.get_id());
  });
}

TEST_CASE("a row that only its key is known of is not taken over either") {
  live::on_each_game([](Session& session) {
    MobileModel first = live::save_npc(session, "first");
    MobileModel second = live::save_npc(session, "second");
    MobileModel minion = live::new_mobile("minion");
    first.add_minion(session, minion);
    MobileModel forged = live::new_mobile("forged").set_id(minion.get_id());
    CHECK_THROWS_AS(second.add_minion(session, forged), ConstraintViolation);
    CHECK_THROWS_AS(second.add_minion(forged).save(session), ConstraintViolation);
    forged = live::new_mobile("changed").set_id(minion.get_id());
    first.add_minion(session, forged);
    CHECK(first.get_minions(session)[0].get_what_we_call_you() == "changed");
    CHECK(first.get_minions(session).size() == 1);
  });
}

TEST_CASE("an attribute that an asset owns is refused: the variant has no table, yet an owner") {
  live::on_each_game([](Session& session) {
    PlayerModel player = save_player(session, "jane@x");
    AttributeModel attribute = live::new_attribute("a");
    attribute.save(session);
    game::Owner asset;
    asset.__set_asset_id(5);
    AttributeOwnerModel().set_attribute_id(*attribute.get_id()).set_owner(asset).save(session);
    const auto details =
        details_of<ConstraintViolation>([&] { player.add_attribute(session, attribute); });
    CHECK(details.table == "attributes");
    CHECK(details.record_id == std::to_string(*attribute.get_id()));
    CHECK_THROWS_AS(player.remove_attribute(session, attribute), ConstraintViolation);
    CHECK(attribute.is_stored());
    CHECK(count_rows(session, "attributes") == 1);
  });
}

TEST_CASE("another's avatar is refused, and the own one stays") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = save_player(session, "jane@x");
    PlayerModel joe = save_player(session, "joe@x");
    jane.set_mobile(live::new_mobile("Jane")).save(session);
    joe.set_mobile(live::new_mobile("Joe")).save(session);
    const MobileModel avatar = *joe.get_mobile(session);
    const MobileModel forged = live::new_mobile("forged").set_id(avatar.get_id());
    for (const MobileModel& mobile : {avatar, forged}) {
      PlayerModel thief = jane;
      const auto details =
          details_of<ConstraintViolation>([&] { thief.set_mobile(mobile).save(session); });
      CHECK(details.table == "mobiles");
      CHECK(details.record_id == std::to_string(*avatar.get_id()));
      CHECK(jane.get_mobile(session)->get_what_we_call_you() == "Jane");
      CHECK(joe.get_mobile(session)->get_what_we_call_you() == "Joe");
    }
    jane.set_mobile(jane.get_mobile(session)->set_what_we_call_you("J")).save(session);
    CHECK(jane.get_mobile(session)->get_what_we_call_you() == "J");
    jane.set_mobile(std::nullopt).save(session);
    CHECK(count_rows(session, "mobiles") == 1);
  });
}

TEST_CASE("one attribute that two owners are given in one save is refused") {
  live::on_each_game([](Session& session) {
    PlayerModel player = save_player(session, "jane@x");
    const AttributeModel attribute = live::new_attribute("a").save(session);
    player.set_mobile(live::new_mobile("avatar")
                          .add_minion(live::new_mobile("a").add_attribute(attribute))
                          .add_minion(live::new_mobile("b").add_attribute(attribute)));
    CHECK_THROWS_AS(player.save(session), ConstraintViolation);
    CHECK(count_rows(session, "mobiles") + count_rows(session, "attribute_owners") == 0);
  });
}

TEST_CASE("adding what is the owner's already writes nothing") {
  on_each_library([](Session& session) {
    RackModel outer = save_rack(session, "outer");
    RackModel inner = new_rack("inner");
    outer.add_inner(session, inner);
    outer.add_inner(session, inner);
    CHECK(inner.get_revision() == 0);
    inner = *RackModel::find(session, *inner.get_id());
    outer.add_kept(session, inner);
    outer.add_kept(session, inner);
    CHECK(inner.get_revision() == 1);
    RackModel stale = inner;
    outer.remove_kept(session, inner);
    CHECK_THROWS_AS(outer.remove_kept(session, inner), ConstraintViolation);
    CHECK_THROWS_AS(outer.add_kept(session, stale), thriftorm::StaleRecord);
    CHECK(outer.get_kept(session).empty());
  });
}

TEST_CASE("a relation that owns nothing takes over what another has") {
  on_each_library([](Session& session) {
    RackModel first = save_rack(session, "first");
    RackModel second = save_rack(session, "second");
    RackModel kept = save_rack(session, "kept");
    first.add_kept(session, kept);
    second.add_kept(session, kept);
    CHECK(first.get_kept(session).empty());
    CHECK(labels(second.get_kept(session)) == Strings{"kept"});
    CHECK(kept.get_revision() == 2);
  });
}

TEST_CASE("whoever a record is added to is its parent, also if another one waited for it") {
  on_each_library([](Session& session) {
    RackModel keeper = save_rack(session, "keeper");
    RackModel rack = new_rack("a").set_keeper(new_rack("other"));
    keeper.add_kept(session, rack);
    keeper.add_kept(new_rack("b").set_keeper(new_rack("nobody"))).save(session);
    CHECK(labels(keeper.get_kept(session)) == Strings{"a", "b"});
    CHECK(count_rows(session, "racks") == 3);
    CHECK_FALSE(rack.is_dirty());
    RackModel failing = new_rack(std::string(300, 'x')).set_keeper(new_rack("other"));
    CHECK_THROWS_AS(keeper.add_kept(session, failing), thriftorm::InvalidData);
    failing.set_label("c").save(session);
    CHECK(failing.get_keeper(session)->get_label() == "other");
  });
}

TEST_CASE("one row that two owners are given in one save is refused") {
  on_each_library([](Session& session) {
    RackModel outer = save_rack(session, "outer");
    CodeModel code = new_code("x");
    code.save(session);
    outer.add_inner(new_rack("a").add_code(code)).add_inner(new_rack("b").add_code(code));
    CHECK_THROWS_AS(outer.save(session), ConstraintViolation);
    CHECK(count_rows(session, "racks") == 1);
    CHECK_FALSE(CodeModel::find(session, "x")->get_rack_id());
  });
}

// Replacing.

TEST_CASE("what leaves frees its unique values for what comes") {
  on_each_library([](Session& session) {
    RackModel outer = save_rack(session, "outer");
    std::vector<RackModel> first{new_rack("a"), new_rack("b")};
    outer.set_inner(session, first);
    outer.set_inner(session, {new_rack("b"), new_rack("a")});
    CHECK(labels(outer.get_inner(session)) == Strings{"b", "a"});
    CHECK(count_rows(session, "racks") == 3);
  });
}

TEST_CASE("a new record may have the key of one that it replaces") {
  on_each_library([](Session& session) {
    RackModel rack = save_rack(session, "s");
    std::vector<CodeModel> first{new_code("x"), new_code("y")};
    rack.set_codes(session, first);
    std::vector<CodeModel> second{new_code("y").set_text("new"), first[0]};
    rack.set_codes(session, second);
    CHECK(rack.get_codes(session).size() == 2);
    CHECK(CodeModel::find(session, "y")->get_text() == "new");
    CHECK(CodeModel::find(session, "x")->get_text() == "text of x");
  });
}

TEST_CASE("an empty set destroys what is owned and lets go of what is not") {
  on_each_library([](Session& session) {
    RackModel outer = save_rack(session, "outer");
    outer.set_inner(session, {new_rack("a"), new_rack("b")});
    outer.set_kept(session, {new_rack("c"), new_rack("d")});
    outer.set_inner(session, {});
    outer.set_kept(session, {});
    CHECK(count_rows(session, "racks") == 3);
    CHECK(outer.get_kept(session).empty());
  });
}
