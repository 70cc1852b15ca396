// The actions of random sequences that give records to others and take them away.
#include <algorithm>

#include "test/live/relations/random_run.h"

namespace random_graphs {
namespace {

int queue_depth(const Shadow& record) {
  int depth = 0;
  for (const Shadow::Waiting& waiting : record.queue)
    for (const Shadow& given : waiting.record) depth = std::max(depth, queue_depth(given) + 1);
  return depth;
}

std::string call_text(const Shadow& owner, const char* verb, Relation relation,
                      const std::string& records) {
  return owner.name() + "." + verb + "_" + std::string(name_of(relation)) + "(" + records + ")";
}

}  // namespace

void give(Record& record, Shadow& shadow, Relation relation, std::optional<Both> given) {
  shadow.give(relation, given ? std::optional(given->shadow) : std::nullopt);
  random_graphs::give(record, relation,
                      given ? std::optional(std::move(given->record)) : std::nullopt);
}
// A new record, or one that is held and from then on waits with its owner.
void Run::give_one(Numbers& numbers) {
  const auto at = any(numbers, [](const Shadow& r) { return !relations_of(r.kind).empty(); });
  if (!at) return;
  const std::vector<Relation> relations = relations_of(shadow(*at).kind);
  const Relation relation = relations[numbers.below(relations.size())];
  const Kind kind = edge_of(shadow(*at).kind, relation)->target;
  const auto given = any(numbers, [&](const Shadow& r) {
    return r.kind == kind && &r != &shadow(*at) && queue_depth(r) < 4;
  });
  const bool is_new = !given || numbers.below(2) == 0;
  Both record = is_new ? make_graph(kind, numbers, 1) : take(*given);
  const std::size_t owner = *at - (!is_new && *given < *at ? 1 : 0);
  note(call_text(shadow(owner), "add", relation, record.shadow.describe()));
  give(records_[owner], shadow(owner), relation, std::move(record));
}

void Run::set_avatar(Numbers& numbers) {
  const auto at = any(numbers, Kind::kPlayer);
  if (!at) return;
  const std::size_t what = numbers.below(3);
  const auto held =
      any(numbers, [](const Shadow& r) { return r.kind == Kind::kMobile && queue_depth(r) < 4; });
  std::size_t player = *at;
  std::optional<Both> mobile;
  if (what == 0) mobile = make_graph(Kind::kMobile, numbers, 1);
  if (what == 1 && held) {
    mobile = take(*held);
    if (*held < player) --player;
  }
  note(shadow(player).name() + ".set_mobile(" + (mobile ? mobile->shadow.describe() : "null") +
       ")");
  give(records_[player], shadow(player), Relation::kAvatar, std::move(mobile));
}

// A copy of a record that has nothing waiting; others are moved, so that nothing is saved twice.
void Run::set_owner(Numbers& numbers) {
  const auto at = any(numbers, Kind::kMobile);
  if (!at) return;
  const bool by_player = numbers.below(2) == 0;
  const Relation relation = by_player ? Relation::kOwnerPlayer : Relation::kOwnerMobile;
  const Kind kind = by_player ? Kind::kPlayer : Kind::kMobile;
  const std::size_t what = numbers.below(4);
  const auto held = any(numbers, [&](const Shadow& r) {
    return r.kind == kind && &r != &shadow(*at) && queue_depth(r) < 4;
  });
  std::size_t mobile = *at;
  std::optional<Both> owner;
  if (what == 0 || (what == 1 && !held)) owner = make_graph(kind, numbers, 1);
  if (held && (what == 1 || what == 2)) {
    const Shadow& from = shadow(*held);
    if (from.stored && from.queue.empty() && from.undo.empty()) {
      owner = Both{records_[*held], from};
    } else {
      owner = take(*held);
      if (*held < mobile) --mobile;
    }
  }
  note(shadow(mobile).name() + ".set_" + std::string(name_of(relation)) + "(" +
       (owner ? owner->shadow.describe() : "null") + ")");
  shadow(mobile).set_parent(relation, owner ? std::optional(owner->shadow) : std::nullopt);
  set_parent(records_[mobile], relation,
             owner ? std::optional(std::move(owner->record)) : std::nullopt);
}

void Run::set_owner_key(Numbers& numbers) {
  const auto at = any(numbers, Kind::kMobile);
  const bool by_player = numbers.below(2) == 0;
  const auto owner = any(numbers, [&](const Shadow& r) {
    return r.kind == (by_player ? Kind::kPlayer : Kind::kMobile) && r.id;
  });
  if (!at || !owner || *at == *owner) return;
  const std::string column = by_player ? "owner_player_id" : "owner_mobile_id";
  note(shadow(*at).name() + ".set_" + column + "(" + shadow(*owner).name() + ".id)");
  const std::string key = std::to_string(*shadow(*owner).id);
  random_graphs::set_column(records_[*at], column, key);
  shadow(*at).set(by_player ? "owner_mobile_id" : "owner_player_id", std::nullopt);
  shadow(*at).set(column, key);
}

void Run::two_owners(Numbers& numbers) {
  const auto at = any(numbers, Kind::kMobile);
  if (!at) return;
  game::Owner owner;
  owner.__set_player_id(1);
  owner.__set_mobile_id(1);
  attempt(
      shadow(*at).name() + ".set_owner(two)",
      [&] { std::get<game_db::MobileModel>(records_[*at]).set_owner(owner); },
      [](Memory&) { throw Refused{"InvalidData"}; });
}

// A stored one mostly.
std::optional<std::size_t> Run::any_owner(Numbers& numbers) {
  const bool unsaved = numbers.one_in(8);
  return any(numbers, [&](const Shadow& record) {
    return !relations_of(record.kind).empty() && (unsaved || record.id);
  });
}

void Run::add_one(Numbers& numbers) {
  const auto at = any_owner(numbers);
  if (!at) return;
  const std::vector<Relation> relations = relations_of(shadow(*at).kind);
  const Relation relation = relations[numbers.below(relations.size())];
  const Kind kind = edge_of(shadow(*at).kind, relation)->target;
  if (numbers.below(2) == 0 && records_.size() < kMostHeld) hold(make_graph(kind, numbers, 1));
  const auto given =
      any(numbers, [&](const Shadow& r) { return r.kind == kind && &r != &shadow(*at); });
  if (!given) return;
  attempt(
      call_text(shadow(*at), "add", relation, "session, " + shadow(*given).describe()),
      [&] { add(session_, records_[*at], relation, records_[*given]); },
      [&](Memory& memory) { memory.add(memory.held[*at], relation, memory.held[*given]); });
}

void Run::remove_one(Numbers& numbers) {
  const auto at = any_owner(numbers);
  if (!at) return;
  const std::vector<Relation> relations = relations_of(shadow(*at).kind);
  const Relation relation = relations[numbers.below(relations.size())];
  const Edge edge = *edge_of(shadow(*at).kind, relation);
  const auto removed =
      any(numbers, [&](const Shadow& r) { return r.kind == edge.target && &r != &shadow(*at); });
  if (!removed) return;
  attempt(
      call_text(shadow(*at), "remove", relation, "session, " + shadow(*removed).name()),
      [&] { remove(session_, records_[*at], relation, records_[*removed]); },
      [&](Memory& memory) { memory.remove(memory.held[*at], relation, memory.held[*removed]); });
}

// Of what is held, whoever it belongs to, some; and some new ones.
void Run::set_all(Numbers& numbers) {
  const auto at = any_owner(numbers);
  if (!at) return;
  const std::vector<Relation> relations = relations_of(shadow(*at).kind);
  const Relation relation = relations[numbers.below(relations.size())];
  const Edge edge = *edge_of(shadow(*at).kind, relation);
  for (std::size_t left = numbers.below(3); left > 0 && records_.size() < kMostHeld; --left)
    hold(make_graph(edge.target, numbers, 1));
  const bool others = numbers.one_in(8);
  std::vector<std::size_t> chosen;
  for (const std::size_t i :
       all([&](const Shadow& r) { return r.kind == edge.target && &r != &shadow(*at); })) {
    const bool is_own = !shadow(i).id || memory_.owns(shadow(*at), edge, *shadow(i).id);
    if ((others || is_own) && numbers.below(4) != 0) chosen.push_back(i);
  }
  std::string names;
  for (const std::size_t i : chosen) names += ", " + shadow(i).describe();
  const auto act = [&] {
    std::vector<Record*> list;
    for (const std::size_t i : chosen) list.push_back(&records_[i]);
    set(session_, records_[*at], relation, list);
  };
  attempt(call_text(shadow(*at), "set", relation, "session" + names), act, [&](Memory& memory) {
    std::vector<Shadow*> list;
    for (const std::size_t i : chosen) list.push_back(&memory.held[i]);
    memory.set(memory.held[*at], relation, list);
  });
}

// A link of its own, which only an attribute without an owner may get.
void Run::link(Numbers& numbers) {
  const auto stored = [](Kind kind) {
    return [kind](const Shadow& r) { return r.kind == kind && r.id; };
  };
  const auto attribute = any(numbers, stored(Kind::kAttribute));
  const auto player = any(numbers, stored(Kind::kPlayer));
  if (!attribute || !player) return;
  attempt(
      "link " + shadow(*attribute).name() + " to " + shadow(*player).name(),
      [&] {
        game_db::AttributeOwnerModel link;
        link.set_attribute_id(*shadow(*attribute).id).set_player_id(shadow(*player).id);
        link.save(session_);
      },
      [&](Memory& memory) {
        memory.link(*shadow(*attribute).id, "player_id", *shadow(*player).id);
      });
}

}  // namespace random_graphs
