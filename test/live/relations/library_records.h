// Records of the library, for the tests of relations.
#pragma once

#include <string>
#include <vector>

#include "library_db/models.h"
#include "test/live/engines.h"

namespace live {

// Runs the case on each engine, with the library's tables.
template <class Case>
void on_each_library(Case test_case) {
  on_each_engine([&](TestDatabase& test) {
    thriftorm::Session session = test.database.session();
    library_db::create_schema(session);
    test_case(session);
  });
}

inline library_db::AuthorModel new_author(const std::string& name) {
  library_db::AuthorModel author;
  return author.set_name(name).set_email(name + "@x");
}

inline library_db::BookModel new_book(const std::string& title) {
  library_db::BookModel book;
  return book.set_title(title).set_published_date("2023-05-01");
}

inline library_db::RackModel new_rack(const std::string& label) {
  library_db::RackModel rack;
  return rack.set_label(label);
}

inline library_db::RackModel save_rack(thriftorm::Session& session, const std::string& label) {
  return new_rack(label).save(session);
}

inline library_db::CodeModel new_code(const std::string& code) {
  library_db::CodeModel record;
  return record.set_code(code).set_text("text of " + code);
}

inline library_db::WideRowModel new_wide(int last) {
  library_db::WideRowModel row;
  return row.set_last(last);
}

inline std::vector<std::string> labels(const std::vector<library_db::RackModel>& racks) {
  std::vector<std::string> all;
  for (const library_db::RackModel& rack : racks) all.push_back(rack.get_label());
  return all;
}

}  // namespace live
