#include "hand_written.h"

namespace bench {

Log texts_of(thriftorm::Session& session, const std::function<void()>& work) {
  Log texts;
  session.on_statement(
      [&](const thriftorm::StatementEvent& event) { texts.emplace_back(event.sql); });
  work();
  session.on_statement(nullptr);
  return texts;
}

}  // namespace bench
