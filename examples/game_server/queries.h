// What several operations ask in the same way.
#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include <thriftorm/query.h>

namespace game_server {

// The page that a list asks for, with the number of all that the query finds. A page of no size is
// empty.
template <class Model, class List>
thriftorm::Page<Model> page_of(thriftorm::Session& session, const thriftorm::Query<Model>& query,
                               const List& list) {
  if (list.results_per_page == 0) return {{}, query.count(session), list.page, 0};
  return query.page(session, list.page, list.results_per_page);
}

// The records with these ids that there are, in the order of their ids.
template <class IdColumn>
std::vector<typename IdColumn::RootModel> find_all(thriftorm::Session& session, const IdColumn& id,
                                                   const std::set<std::int64_t>& ids) {
  if (ids.empty()) return {};
  return IdColumn::RootModel::query().where(id.in(ids)).all(session);
}

}  // namespace game_server
