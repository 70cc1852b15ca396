// Random objects, stored, found and changed, of shapes: parents behind pointers, keys that are texts.
#include "shapes_db/models.h"
#include "test/live/conversion/random_lives.h"

using live::Run;
using thriftorm::Session;

TEST_CASE("random shapes come out as they went in, whatever is changed in them") {
  using namespace shapes_db;
  live::with_random_objects(
      "test/live/conversion/shapes.thrift", [](Session& session) { create_schema(session); },
      [](Run& run) {
        run.table<WordModel>("words");
        run.table<LinkModel>("links");
        run.table<PersonModel>("people");
      });
}
