// What tests of the ways of storing share: their schema, and records with something in every column.
#pragma once

#include "storage_db/models.h"
#include "test/live/models/support.h"

namespace live {

template <class Test>
void on_each_storage(Test&& test) {
  on_each_engine([&](TestDatabase& database) {
    thriftorm::Session session = database.database.session();
    storage_db::create_schema(session);
    test(session, database);
  });
}

// A sensor whose defaults are left alone.
inline storage_db::SensorModel sensor() {
  storage_db::SensorModel record;
  record.set_payload(std::string("\0\xff", 2)).set_seal("seal").set_essay("essay");
  return std::move(record.set_seen(0).set_seen_ms(0).set_seen_us(0));
}

inline storage_db::LedgerModel ledger() {
  storage_db::LedgerModel record;
  return std::move(record.set_entries({}).set_totals({}).set_boxes({}).set_numbers({}).set_tag({}));
}

inline storage::Box box(double width, double height) {
  storage::Box value;
  value.width = width;
  value.height = height;
  return value;
}

inline storage_db::CrateModel crate() {
  storage_db::CrateModel record;
  return std::move(record.set_base(box(1, 2)));
}

}  // namespace live
