// What everything.thrift calls computed.
#include "harbour_db/ships_model.h"

namespace harbour_db {

std::int32_t ShipModel::compute_age() const { return 40; }

}  // namespace harbour_db
