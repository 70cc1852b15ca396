// What shapes.thrift calls computed.
#include <stdexcept>
#include <vector>

#include "shapes_db/models.h"

namespace shapes_db {

shapes::Point NodeModel::compute_shape() const {
  if (get_object() == "throws") throw std::runtime_error("no shape");
  shapes::Point point;
  point.__set_x(1);
  return point;
}
std::vector<shapes::Point> NodeModel::compute_outline() const { return {compute_shape()}; }
shapes::Point NodeModel::compute_corner() const { return {}; }
std::int32_t MarkModel::compute_length() const { return 1; }
std::int32_t NodeMarkModel::compute_length() const { return 2; }

}  // namespace shapes_db
