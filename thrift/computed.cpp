// What the example's computed fields are in Thrift.
#include <chrono>

#include "game_db/players_model.h"

namespace game_db {

bool PlayerModel::compute_over_13() const {
  const std::chrono::year_month_day today{
      std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now())};
  return get_year_of_birth() <= static_cast<int>(today.year()) - 13;
}

}  // namespace game_db
