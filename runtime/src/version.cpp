#include "thriftorm/version.h"

namespace thriftorm::detail {

const char THRIFTORM_ABI_SYMBOL = 0;

}  // namespace thriftorm::detail
