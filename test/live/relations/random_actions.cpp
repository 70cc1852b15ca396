// The actions of random sequences.
#include <algorithm>

#include "test/live/relations/random_run.h"

namespace random_graphs {
namespace {

// Values that a new record has besides its label; `n` makes them differ.
Values first_values(Kind kind, const std::string& n) {
  switch (kind) {
    case Kind::kPlayer:
      return {{"full_name", "Jane " + n},
              {"what_we_call_you", "Jane"},
              {"security_token", "t"},
              {"year_of_birth", "199" + n}};
    case Kind::kMobile:
      return {{"mobile_type", "NPC"}};
    case Kind::kAttribute:
      return {{"visible", "1"}, {"double_value", n + ".5"}, {"attribute_type", "LUCK"}};
    case Kind::kInventory:
      return {{"max_volume", n + ".5"}, {"last_calculated_volume", "0.5"}};
    case Kind::kEntry:
      return {{"is_max_stacked", "0"}};
    default:
      return {{"max_stack_size", n}, {"item_type", "TOOL"}};
  }
}

// A column that can be changed, and a value for it.
std::pair<std::string, std::optional<std::string>> change_of(Kind kind, Numbers& numbers) {
  const bool first = numbers.below(2) == 0;
  const std::size_t n = numbers.below(4);
  const std::string text = std::to_string(n);
  switch (kind) {
    case Kind::kPlayer:
      if (first) return {"full_name", "Jane " + text};
      return {"year_of_birth", "199" + text};
    case Kind::kMobile:
      return {"mobile_type", n % 2 == 0 ? "PLAYER" : "NPC"};
    case Kind::kAttribute:
      if (first) return {"visible", n % 2 == 0 ? "0" : "1"};
      return {"double_value", text + ".5"};
    case Kind::kInventory:
      return {first ? "max_volume" : "last_calculated_volume", text + ".5"};
    case Kind::kEntry:
      return {"is_max_stacked", n % 2 == 0 ? "1" : "0"};
    default:
      if (n == 0) return {"max_stack_size", std::nullopt};
      return {"max_stack_size", text};
  }
}

}  // namespace

std::vector<Relation> relations_of(Kind kind) {
  constexpr std::array<Relation, 5> kOwned{Relation::kAttributes, Relation::kInventories,
                                           Relation::kMinions, Relation::kEntries,
                                           Relation::kMobileItems};
  std::vector<Relation> relations;
  for (const Relation relation : kOwned)
    if (edge_of(kind, relation)) relations.push_back(relation);
  return relations;
}

void Run::act(Step::Action action, Numbers& numbers) {
  const auto any_record = [&] { return any(numbers, [](const Shadow&) { return true; }); };
  switch (action) {
    case Step::kNewPlayer:
      if (records_.size() < kMostHeld) new_player(numbers);
      return;
    case Step::kNewRecord:
      if (records_.size() < kMostHeld) new_record(numbers);
      return;
    case Step::kSetColumn:
      return set_column(numbers);
    case Step::kSave:
    case Step::kSaveAlone:
      if (const auto at = any_record()) save_one(*at, action == Step::kSaveAlone);
      return;
    case Step::kGive:
      return give_one(numbers);
    case Step::kSetAvatar:
      return set_avatar(numbers);
    case Step::kSetOwner:
      return set_owner(numbers);
    case Step::kSetOwnerKey:
      return set_owner_key(numbers);
    case Step::kTwoOwners:
      return two_owners(numbers);
    case Step::kAdd:
      return add_one(numbers);
    case Step::kRemove:
      return remove_one(numbers);
    case Step::kSetAll:
      return set_all(numbers);
    case Step::kLink:
      return link(numbers);
    case Step::kDestroy:
      if (const auto at = any_record())
        attempt(
            shadow(*at).name() + ".destroy()", [&] { destroy(session_, records_[*at]); },
            [&](Memory& memory) { memory.destroy(memory.held[*at]); });
      return;
    case Step::kReload:
      if (const auto at = any_record())
        attempt(
            shadow(*at).name() + ".reload()", [&] { reload(session_, records_[*at]); },
            [&](Memory& memory) { memory.reload(memory.held[*at]); });
      return;
    case Step::kFind:
      if (records_.size() < kMostHeld) find(numbers);
      return;
    case Step::kForget:
      if (const auto at = any_record()) forget(*at);
      return;
    case Step::kBegin:
      return begin();
    case Step::kCommit:
    case Step::kRollback:
      return end_one(numbers, action == Step::kCommit);
    case Step::kActions:
      return;
  }
}

Id Run::any_item(Numbers& numbers) {
  const Rows& items = memory_.world["items"];
  if (items.empty()) return 1'000'000;
  const std::size_t at = items.size() - 1 - numbers.below(items.size());
  return std::next(items.begin(), static_cast<std::ptrdiff_t>(at))->first;
}

Both Run::make(Kind kind, Numbers& numbers) {
  const std::string label = std::to_string(++made_) + (kind == Kind::kEntry ? ".5" : "");
  Values values = first_values(kind, std::to_string(numbers.below(4)));
  values[std::string(table_of(kind).label)] = label;
  if (kind == Kind::kEntry || kind == Kind::kMobileItem)
    values["item_id"] = std::to_string(any_item(numbers));
  Both both{make_record(kind, values), {}};
  both.shadow.kind = kind;
  both.shadow.label = label;
  for (const auto& [column, value] : values) both.shadow.set(column, value);
  if (kind == Kind::kAttribute) {  // setting one variant clears the others
    for (const char* column : {"bool_value", "vector3_x", "vector3_y", "vector3_z", "asset_id"})
      both.shadow.set(column, std::nullopt);
  }
  return both;
}

Both Run::make_graph(Kind kind, Numbers& numbers, int levels) {
  Both both = make(kind, numbers);
  if (kind == Kind::kPlayer && numbers.one_in(2))
    give(both.record, both.shadow, Relation::kAvatar,
         make_graph(Kind::kMobile, numbers, levels - 1));
  if (levels == 0) return both;
  for (const Relation relation : relations_of(kind)) {
    for (std::size_t left = numbers.below(3); left > 0; --left)
      give(both.record, both.shadow, relation,
           make_graph(edge_of(kind, relation)->target, numbers, levels - 1));
  }
  return both;
}

void Run::new_player(Numbers& numbers) {
  const bool saves = numbers.below(4) != 0;
  hold(make_graph(Kind::kPlayer, numbers, 3));
  note("new " + shadow(records_.size() - 1).describe());
  if (saves) save_one(records_.size() - 1, false);
}

void Run::new_record(Numbers& numbers) {
  const auto kind = static_cast<Kind>(1 + numbers.below(kKinds - 1));
  const bool saves = kind == Kind::kItem;
  hold(make_graph(kind, numbers, static_cast<int>(numbers.below(3))));
  note("new " + shadow(records_.size() - 1).describe());
  if (saves) save_one(records_.size() - 1, false);
}

void Run::set_column(Numbers& numbers) {
  const auto at = any(numbers, [](const Shadow&) { return true; });
  if (!at) return;
  const auto [column, value] = change_of(shadow(*at).kind, numbers);
  note(shadow(*at).name() + ".set_" + column + "(" + value.value_or("null") + ")");
  random_graphs::set_column(records_[*at], column, value);
  shadow(*at).set(column, value);
}

void Run::save_one(std::size_t at, bool alone) {
  attempt(
      shadow(at).describe() + ".save(" + (alone ? "kNone" : "") + ")",
      [&] {
        save(session_, records_[at], alone ? thriftorm::Cascade::kNone : thriftorm::Cascade::kAll);
      },
      [&](Memory& memory) { memory.save(memory.held[at], !alone); });
}

// A row that no record of the test stands for.
void Run::find(Numbers& numbers) {
  const auto kind = static_cast<Kind>(numbers.below(kKinds));
  const Table& table = table_of(kind);
  const std::string name(table.name);
  const std::string label(table.label);
  const std::size_t wish = numbers.wish();
  Id id = 0;
  std::uint64_t highest = 0;
  for (auto& [key, values] : memory_.world[name]) {
    const Id wanted = key;
    const std::uint64_t here = rank(wish, values[label]);
    const auto held = all([&](const Shadow& r) { return r.kind == kind && r.id == wanted; });
    if (held.empty() && here >= highest) {
      id = key;
      highest = here;
    }
  }
  if (id == 0) return;
  std::optional<Record> record = find_record(session_, kind, id);
  if (!record) throw Mismatch{"not found: " + name + " " + std::to_string(id)};
  Both both{*std::move(record), {}};
  both.shadow.kind = kind;
  both.shadow.id = id;
  both.shadow.label = memory_.world[name][id][label];
  both.shadow.loaded_at = memory_.depth();
  memory_.reload(both.shadow);
  note("find " + both.shadow.name());
  hold(std::move(both));
}

}  // namespace random_graphs
