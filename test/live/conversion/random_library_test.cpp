// Random objects, stored, found and changed, of the library: links, keys of their own, locks, wide rows.
#include "library_db/models.h"
#include "test/live/conversion/random_lives.h"

using live::Run;
using thriftorm::Session;

TEST_CASE("random objects of the library come out as they went in, whatever is changed in them") {
  using namespace library_db;
  live::with_random_objects(
      "test/live/relations/library.thrift", [](Session& session) { create_schema(session); },
      [](Run& run) {
        run.table<AuthorModel>("authors");
        run.table<BookModel>("books");
        run.table<CategoryModel>("categories");
        run.table<TagModel>("tags");
        run.table<RoomModel>("rooms");
        run.table<ShelfModel>("shelves");
        run.table<CopyModel>("copies");
        run.table<NoteModel>("notes");
        run.table<PartModel>("parts");
        run.table<RackModel>("racks");
        run.table<CodeModel>("codes");
        run.table<BlobModel>("blobs");
        run.table<WideRowModel>("wide_rows");
      });
}
