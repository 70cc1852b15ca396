// The library's rows for the tests of what queries load, and what is said of them.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "test/live/relations/library_records.h"
#include "test/live/relations/support.h"

namespace loading {

using namespace library_db;
using live::Counter;
using thriftorm::Session;

using Texts = std::vector<std::string>;

inline Texts titles(const std::vector<BookModel>& books) {
  Texts all;
  for (const BookModel& book : books) all.push_back(book.get_title());
  return all;
}
inline Texts names(const std::vector<CategoryModel>& categories) {
  Texts all;
  for (const CategoryModel& category : categories) all.push_back(category.get_name());
  return all;
}
inline Texts names(const std::vector<PersonModel>& people) {
  Texts all;
  for (const PersonModel& person : people) all.push_back(*person.get_name());
  return all;
}

// How many statements this sends.
template <class Work>
int statements_of(Session& session, Work&& work) {
  const Counter counter(session);
  work();
  return counter.statements();
}

// Jane wrote a, b and c, John wrote d, Idle nothing; a and d are fiction, a and b poems, b is read.
inline void fill(Session& session) {
  AuthorModel jane = live::new_author("Jane").save(session);
  AuthorModel john = live::new_author("John").save(session);
  live::new_author("Idle").save(session);
  std::vector<BookModel> books;
  for (const char* title : {"a", "b", "c"})
    books.push_back(live::new_book(title).set_author(jane).save(session));
  books.push_back(live::new_book("d").set_author(john).save(session));
  CategoryModel fiction = CategoryModel().set_name("fiction").save(session);
  CategoryModel poems = CategoryModel().set_name("poems").save(session);
  fiction.add_books(session, {books[0], books[3]});
  poems.add_books(session, {books[0], books[1]});
  TagModel().set_name("read").save(session).add_books(session, {books[1]});
}

// So many parts, each of which follows the first.
inline void fill_parts(Session& session, std::int64_t count) {
  session.transaction([&] {
    session.execute("INSERT INTO `parts` (`id`) VALUES (1)");
    for (std::int64_t id = 2; id <= count;) {
      std::string rows;
      for (int i = 0; i < 1'000 && id <= count; ++i, ++id)
        rows += (rows.empty() ? "(" : ", (") + std::to_string(id) + ", 1)";
      session.execute("INSERT INTO `parts` (`id`, `follows_id`) VALUES " + rows);
    }
  });
}

// Racks r1 in r2 in r3, with codes c1 of r1, c2 of r3 and c3 of none.
inline void fill_racks(Session& session) {
  RackModel r3 = live::save_rack(session, "r3");
  RackModel r2 = live::new_rack("r2").set_outer_id(r3.get_id()).save(session);
  RackModel r1 = live::new_rack("r1").set_outer_id(r2.get_id()).save(session);
  live::new_code("c1").set_rack_id(r1.get_id()).insert(session);
  live::new_code("c2").set_rack_id(r3.get_id()).set_next_id("c1").insert(session);
  live::new_code("c3").set_next_id("gone").insert(session);
}

}  // namespace loading
