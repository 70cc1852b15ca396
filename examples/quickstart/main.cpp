// Saves, finds, changes and destroys rows; shows every statement that is sent.
#include <fmt/format.h>

#include <thriftorm/database.h>

#include "game_db/models.h"

int main(int argc, char** argv) {
  using namespace game_db;

  // mysql://user:password@host/game_db works as well.
  thriftorm::Database database(argc > 1 ? argv[1] : "sqlite::memory:");
  thriftorm::Session session = database.session();
  create_schema(session);
  session.on_statement(
      [](const thriftorm::StatementEvent& event) { fmt::print("  sql: {}\n", event.sql); });

  fmt::print("A new player is inserted:\n");
  PlayerModel jane;
  jane.set_full_name("Jane Doe").set_what_we_call_you("Jane").set_email("jane@example.com");
  jane.set_security_token("hashed").set_year_of_birth(1990).save(session);
  fmt::print("Jane is player {}.\n\n", *jane.get_id());

  fmt::print("Her avatar, owned through the Owner union:\n");
  MobileModel avatar;
  avatar.set_mobile_type(game::MobileType::PLAYER).set_what_we_call_you("Jane the Bold");
  avatar.set_owner_player_id(jane.get_id()).save(session);

  fmt::print("\nOnly what has changed is written, and nothing if nothing has:\n");
  std::optional<PlayerModel> found = PlayerModel::find_by_email(session, "jane@example.com");
  found->set_email("j@example.com").save(session);
  found->save(session);

  fmt::print("\nA transaction that fails leaves neither rows nor ids behind:\n");
  PlayerModel twin;
  try {
    session.transaction([&] {
      twin.set_full_name("Twin").set_what_we_call_you("Twin").set_email("twin@example.com");
      twin.set_security_token("").set_year_of_birth(1990).save(session);
      found->set_email("twin@example.com").save(session);  // taken
    });
  } catch (const thriftorm::ConstraintViolation& violation) {
    fmt::print("refused: {}\n", violation.message());
  }
  fmt::print("The twin is {}.\n", twin.is_stored() ? "stored" : "not stored");

  fmt::print("\nMobiles that Jane owns:\n");
  for (const MobileModel& mobile : MobileModel::find_by_owner_player_id(session, *jane.get_id())) {
    fmt::print("  {} (mobile {})\n", mobile.get_what_we_call_you(), *mobile.get_id());
  }
  avatar.destroy(session);
}
