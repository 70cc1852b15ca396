#include "blueprint_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "answer.h"
#include "game_db/models.h"
#include "queries.h"

namespace game_server {

namespace columns = game_db::columns;

namespace {

constexpr std::size_t kMaxNodes = 10'000;

// A place in the tree whose item is still to be read.
struct Place {
  game::ItemId item_id = 0;
  double ratio = 1.0;
  std::optional<std::size_t> parent;  // the index of its node; empty: the root
};

class Tree {
 public:
  explicit Tree(thriftorm::Session& session) : session_(session) {}

  // Reads the items of these places, which are one level, and adds their nodes.
  void add_level(const std::vector<Place>& places, std::int32_t depth);
  // The places below the level that was added last; none below `max_depth`.
  std::vector<Place> next_level(std::int32_t max_depth);

  game::LoadBlueprintTreeResponseData take() && { return std::move(tree_); }

 private:
  void read_items(const std::vector<Place>& places);
  void add_node(const Place& place, std::int32_t depth);
  bool contains_itself(std::size_t node, game::ItemId component) const;

  thriftorm::Session& session_;
  game::LoadBlueprintTreeResponseData tree_;
  std::vector<std::optional<std::size_t>> parents_;  // of each node
  std::size_t level_ = 0;                            // where the last level's nodes begin
  std::map<game::ItemId, game::Item> items_;         // read so far
};

void Tree::read_items(const std::vector<Place>& places) {
  std::set<game::ItemId> unread;
  for (const Place& place : places) {
    if (!items_.contains(place.item_id)) unread.insert(place.item_id);
  }
  for (game::Item& item : to_thrift(session_, find_all(session_, columns::item::id, unread))) {
    items_.emplace(item.id, std::move(item));
  }
}

void Tree::add_node(const Place& place, std::int32_t depth) {
  const auto item = items_.find(place.item_id);
  if (item == items_.end()) {
    throw Refused(game::GameError::DB_RECORD_NOT_FOUND,
                  fmt::format("Item {} not found", place.item_id));
  }
  game::BlueprintTreeNode node;
  node.__set_item(item->second);
  node.__set_ratio(place.ratio);
  node.__set_depth(depth);
  if (place.parent) node.__set_parent_item_id(tree_.nodes[*place.parent].item.id);
  const std::int64_t room = std::numeric_limits<std::int64_t>::max() - tree_.total_bake_time_ms;
  tree_.total_bake_time_ms += std::min(node.item.blueprint.bake_time_ms, room);
  tree_.nodes.push_back(std::move(node));
  parents_.push_back(place.parent);
}

void Tree::add_level(const std::vector<Place>& places, std::int32_t depth) {
  if (tree_.nodes.size() + places.size() > kMaxNodes) {
    throw Refused(game::GameError::BLUEPRINT_TOO_DEEP,
                  fmt::format("The blueprint's tree has more than {} nodes", kMaxNodes));
  }
  read_items(places);
  level_ = tree_.nodes.size();
  for (const Place& place : places) add_node(place, depth);
}

bool Tree::contains_itself(std::size_t node, game::ItemId component) const {
  for (std::optional<std::size_t> above = node; above; above = parents_[*above]) {
    if (tree_.nodes[*above].item.id == component) return true;
  }
  return false;
}

std::vector<Place> Tree::next_level(std::int32_t max_depth) {
  std::vector<Place> places;
  for (std::size_t i = level_; i < tree_.nodes.size(); ++i) {
    for (const auto& [item_id, component] : tree_.nodes[i].item.blueprint.components) {
      if (contains_itself(i, item_id)) tree_.cycle_detected = true;
      else if (tree_.nodes[i].depth >= max_depth) tree_.max_depth_reached = true;
      else places.push_back({item_id, component.ratio, i});
    }
  }
  return places;
}

}  // namespace

game::LoadBlueprintTreeResponseData load_blueprint_tree(thriftorm::Session& session,
                                                        game::ItemId root, std::int32_t max_depth) {
  Tree tree(session);
  std::vector<Place> places{{root, 1.0, std::nullopt}};
  for (std::int32_t depth = 0; !places.empty(); ++depth) {
    tree.add_level(places, depth);
    places = tree.next_level(max_depth);
  }
  return std::move(tree).take();
}

}  // namespace game_server
