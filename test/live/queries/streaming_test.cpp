// Reading more rows than memory should hold.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <string>

#include "test/live/relations/library_records.h"

using namespace library_db;
using namespace library_db::columns;
using thriftorm::Session;

namespace {

constexpr std::int64_t kMebibyte = 1 << 20;

// What the process holds of the machine's memory, in bytes.
std::int64_t resident_memory() {
  std::ifstream status("/proc/self/statm");
  std::int64_t total = 0;
  std::int64_t resident = 0;
  status >> total >> resident;
  return resident * 4096;
}

// Doubles the rows of `tags` so many times.
std::int64_t fill(Session& session, int doublings) {
  TagModel().set_name("a tag of some length").save(session);
  session.transaction([&] {
    for (int i = 0; i < doublings; ++i)
      session.execute("INSERT INTO tags (name) SELECT name FROM tags");
  });
  return std::int64_t{1} << doublings;
}

struct Read {
  std::int64_t rows = 0;
  std::int64_t most_memory = 0;
};

template <class Cursor>
Read read_all(Cursor cursor) {
  Read read;
  for (const TagModel& tag : cursor) {
    if (tag.get_name().empty()) continue;
    if (++read.rows % 4096 == 0) read.most_memory = std::max(read.most_memory, resident_memory());
  }
  return read;
}

}  // namespace

// A million rows under THRIFTORM_DEEP, else as many as take a second.
TEST_CASE("a cursor reads any number of rows in constant memory") {
  const int doublings = std::getenv("THRIFTORM_DEEP") != nullptr ? 20 : 16;
  live::on_each_library([&](Session& session) {
    const std::int64_t count = fill(session, doublings);
    const std::int64_t before = resident_memory();
    const Read by_keys = read_all(TagModel::query().cursor(session));
    CHECK(by_keys.rows == count);
    CHECK(by_keys.most_memory - before < 20 * kMebibyte);
    const Read by_name = read_all(TagModel::query().order_by(tag::name.desc()).cursor(session));
    CHECK(by_name.rows == count);
    CHECK(by_name.most_memory - before < 20 * kMebibyte);
  });
}
