// Pages of a wiki as they come over the wire, for the tests of keys that the client gives and of locks.
#pragma once

#include <string>
#include <vector>

#include "test/live/engines.h"
#include "wiki_db/models.h"

namespace live {

// Runs the case on each engine, with the wiki's tables.
template <class Case>
void on_each_wiki(Case test_case) {
  on_each_engine([&](TestDatabase& test) {
    thriftorm::Session session = test.database.session();
    wiki_db::create_schema(session);
    test_case(session);
  });
}

inline wiki::Word word(const std::string& key, const std::string& meaning) {
  wiki::Word object;
  object.__set_key(key);
  object.__set_meaning(meaning);
  return object;
}

inline wiki::Line line(const std::string& key, const std::string& content) {
  wiki::Line object;
  object.__set_key(key);
  object.__set_content(content);
  return object;
}

inline wiki::Page page(const std::string& name) {
  wiki::Page object;
  object.__set_name(name);
  return object;
}

}  // namespace live
