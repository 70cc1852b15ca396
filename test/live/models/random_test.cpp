// A randomised round trip: records of every kind of column are saved, changed, rolled back and
// destroyed, and compared with what a map says they hold. THRIFTORM_TEST_SEED repeats a run,
// THRIFTORM_TEST_ROUNDS makes it longer.
#include <bit>
#include <cmath>
#include <cstdlib>
#include <map>
#include <random>

#include "test/live/models/storage.h"

using namespace thriftorm;
using namespace storage_db;

namespace {

using Random = std::mt19937_64;
using Values = std::map<std::string, std::string>;  // column → value as text

std::uint64_t below(Random& random, std::uint64_t limit) { return random() % limit; }

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

// --- Values, and what they look like

std::string as_text(bool value) { return value ? "true" : "false"; }
std::string as_text(std::integral auto value) { return std::to_string(value); }
std::string as_text(double value) {
  // Only MySQL keeps the sign of a zero.
  return value == 0 ? "zero" : std::to_string(std::bit_cast<std::uint64_t>(value));
}
std::string as_text(const std::string& value) { return "'" + value + "'"; }
template <class Enum>
requires std::is_enum_v<Enum> std::string as_text(Enum value) {
  return "member " + std::to_string(static_cast<int>(value));
}
template <class T>
std::string as_text(const std::optional<T>& value) {
  return value ? as_text(*value) : "null";
}

template <std::signed_integral T>
T any_integer(Random& random) {
  constexpr T kEdges[] = {std::numeric_limits<T>::min(), std::numeric_limits<T>::max(), 0, -1};
  if (below(random, 4) == 0) return kEdges[below(random, 4)];
  return static_cast<T>(random());
}

double any_double(Random& random) {
  for (;;) {
    const double value = std::bit_cast<double>(random());
    if (std::isfinite(value)) return value;
  }
}

void append_utf8(std::string& text, char32_t c) {
  const auto add = [&](char32_t byte) { text.push_back(static_cast<char>(byte)); };
  if (c < 0x80) return add(c);
  if (c >= 0x10000) {
    add(0xF0 | c >> 18);
    add(0x80 | (c >> 12 & 0x3F));
  } else if (c >= 0x800) {
    add(0xE0 | c >> 12);
  }
  if (c >= 0x800) {
    add(0x80 | (c >> 6 & 0x3F));
  } else {
    add(0xC0 | c >> 6);
  }
  add(0x80 | (c & 0x3F));
}

std::string any_string(Random& random, std::size_t longest) {
  std::string text;
  for (std::size_t length = below(random, longest + 1); length > 0; --length) {
    constexpr std::uint64_t kLimits[] = {0x80, 0x800, 0xD800, 0x110000};
    const auto c = static_cast<char32_t>(below(random, kLimits[below(random, 4)]));
    append_utf8(text, c >= 0xD800 && c < 0xE000 ? U'☂' : c);
  }
  return text;
}

std::string any_bytes(Random& random, std::size_t longest) {
  std::string bytes(below(random, longest + 1), '\0');
  for (char& byte : bytes) byte = static_cast<char>(random());
  return bytes;
}

std::string any_decimal(Random& random) {
  std::string text = std::to_string(below(random, 100'000'000'000'000)) + ".0000";
  for (int digit = 1; digit <= 4; ++digit)
    text[text.size() - static_cast<std::size_t>(digit)] =
        static_cast<char>('0' + below(random, 10));
  return below(random, 2) == 0 && text != "0.0000" ? "-" + text : text;
}

// In units of a second, from the year 1000 to 9999.
std::int64_t any_time(Random& random, std::int64_t units) {
  const auto second = static_cast<std::int64_t>(below(random, 284'000'000'000)) - 30'610'224'000;
  return second * units +
         static_cast<std::int64_t>(below(random, static_cast<std::uint64_t>(units)));
}

std::string any_date(Random& random) {
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", static_cast<int>(1000 + below(random, 9000)),
                static_cast<int>(1 + below(random, 12)), static_cast<int>(1 + below(random, 28)));
  return text;
}

storage::Unit::type any_unit(Random& random) {
  constexpr storage::Unit::type kUnits[] = {storage::Unit::TONNE, storage::Unit::LITRE,
                                            storage::Unit::CONTAINER};
  return kUnits[below(random, 3)];
}
storage::Level::type any_level(Random& random) {
  constexpr storage::Level::type kLevels[] = {storage::Level::LOW, storage::Level::NORMAL,
                                              storage::Level::HIGH};
  return kLevels[below(random, 3)];
}

// --- Columns

template <class Model>
struct Column {
  std::string name;
  std::function<void(Model&, Random&)> set;
  std::function<std::string(const Model&)> get;
};

template <class Model, class Get, class Set, class Make>
Column<Model> column(const char* name, Get get, Set set, Make make) {
  return {name, [set, make](Model& model, Random& random) { (model.*set)(make(random)); },
          [get](const Model& model) { return as_text((model.*get)()); }};
}

// Unset every fourth time, for optional columns.
template <class Make>
auto maybe(Make make) {
  return [make](Random& random) {
    using Value = std::optional<decltype(make(random))>;
    return below(random, 4) == 0 ? Value() : Value(make(random));
  };
}

template <class Model, class Wrap>
std::vector<Column<Model>> columns_of(Wrap wrap) {
  const auto text = [](std::size_t longest) {
    return [longest](Random& r) { return any_string(r, longest); };
  };
  const auto bytes = [](std::size_t longest) {
    return [longest](Random& r) { return any_bytes(r, longest); };
  };
  const auto time = [](std::int64_t units) {
    return [units](Random& r) { return any_time(r, units); };
  };
  const std::size_t label_length = std::is_same_v<Model, GaugeModel> ? 20 : 255;
  return {
      column<Model>("enabled", &Model::get_enabled, &Model::set_enabled,
                    wrap([](Random& r) { return below(r, 2) == 1; })),
      column<Model>("tiny", &Model::get_tiny, &Model::set_tiny, wrap(any_integer<std::int8_t>)),
      column<Model>("small", &Model::get_small, &Model::set_small, wrap(any_integer<std::int16_t>)),
      column<Model>("medium", &Model::get_medium, &Model::set_medium,
                    wrap(any_integer<std::int32_t>)),
      column<Model>("large", &Model::get_large, &Model::set_large, wrap(any_integer<std::int64_t>)),
      column<Model>("ratio", &Model::get_ratio, &Model::set_ratio, wrap(any_double)),
      column<Model>("label", &Model::get_label, &Model::set_label, wrap(text(label_length))),
      column<Model>("unit", &Model::get_unit, &Model::set_unit, wrap(any_unit)),
      column<Model>("level", &Model::get_level, &Model::set_level, wrap(any_level)),
      column<Model>("payload", &Model::get_payload, &Model::set_payload, wrap(bytes(2000))),
      column<Model>("seal", &Model::get_seal, &Model::set_seal, wrap(bytes(4))),
      column<Model>("essay", &Model::get_essay, &Model::set_essay, wrap(text(3000))),
      column<Model>("price", &Model::get_price, &Model::set_price, wrap(any_decimal)),
      column<Model>("built", &Model::get_built, &Model::set_built, wrap(any_date)),
      column<Model>("seen", &Model::get_seen, &Model::set_seen, wrap(time(1))),
      column<Model>("seen_ms", &Model::get_seen_ms, &Model::set_seen_ms, wrap(time(1000))),
      column<Model>("seen_us", &Model::get_seen_us, &Model::set_seen_us, wrap(time(1'000'000))),
  };
}

// --- The run

template <class Model>
class Run {
 public:
  Run(Session& session, std::vector<Column<Model>> columns, Random& random)
      : session_(session), columns_(std::move(columns)), random_(random) {}

  void round() {
    switch (expected_.empty() ? 0 : below(random_, 6)) {
      case 0:
        return insert();
      case 1:
        return destroy();
      case 2:
        return rolled_back();
      default:
        return update();
    }
  }
  void check_all() {
    for (const auto& [id, values] : expected_) check(id);
    CHECK(expected_.size() < 1000);
  }

 private:
  Values values_of(const Model& model) const {
    Values values;
    for (const Column<Model>& column : columns_) values[column.name] = column.get(model);
    return values;
  }
  void change(Model& model) {
    for (std::uint64_t left = 1 + below(random_, 4); left > 0; --left)
      columns_[below(random_, columns_.size())].set(model, random_);
  }
  std::int64_t any_id() {
    return std::next(expected_.begin(),
                     static_cast<std::ptrdiff_t>(below(random_, expected_.size())))
        ->first;
  }
  Model found(std::int64_t id) {
    std::optional<Model> model = Model::find(session_, id);
    REQUIRE(model);
    return std::move(*model);
  }
  void check(std::int64_t id) {
    const Model model = found(id);
    CHECK_FALSE(model.is_dirty());
    REQUIRE(values_of(model) == expected_.at(id));
  }

  void insert() {
    Model model;
    for (const Column<Model>& column : columns_) column.set(model, random_);
    if (below(random_, 3) == 0) {
      model.set_id(any_integer<std::int64_t>(random_) / 2);
      if (expected_.contains(*model.get_id())) return;
      model.insert(session_);
    } else {
      model.save(session_);
    }
    CHECK_FALSE(model.is_dirty());
    expected_[*model.get_id()] = values_of(model);
    check(*model.get_id());
  }
  void update() {
    const std::int64_t id = any_id();
    Model model = found(id);
    change(model);
    model.save(session_);
    CHECK_FALSE(model.is_dirty());
    expected_[id] = values_of(model);
    check(id);
  }
  void destroy() {
    const std::int64_t id = any_id();
    found(id).destroy(session_);
    CHECK_FALSE(Model::find(session_, id));
    expected_.erase(id);
  }
  // Changed several times, or destroyed, and rolled back: the row is as it was, and saving again
  // writes what the record holds.
  void rolled_back() {
    const std::int64_t id = any_id();
    Model model = found(id);
    session_.begin();
    for (std::uint64_t left = below(random_, 4); left > 0; --left) {
      change(model);
      Savepoint point(session_);
      model.save(session_);
      if (below(random_, 3) == 0) point.rollback();
    }
    if (below(random_, 4) == 0) model.destroy(session_);
    session_.rollback();
    check(id);
    REQUIRE(model.get_id() == id);
    model.save(session_);
    expected_[id] = values_of(model);
    check(id);
  }

  Session& session_;
  std::vector<Column<Model>> columns_;
  Random& random_;
  std::map<std::int64_t, Values> expected_;
};

}  // namespace

TEST_CASE("random records come back as they were saved, whatever is done to them") {
  const std::uint64_t seed = number_from("THRIFTORM_TEST_SEED", std::random_device()());
  const std::uint64_t rounds = number_from("THRIFTORM_TEST_ROUNDS", 150);
  INFO("THRIFTORM_TEST_SEED=", seed);
  live::on_each_storage([&](Session& session, live::TestDatabase&) {
    Random random(seed);
    Run<SensorModel> sensors(session, columns_of<SensorModel>([](auto make) { return make; }),
                             random);
    Run<GaugeModel> gauges(session, columns_of<GaugeModel>([](auto make) { return maybe(make); }),
                           random);
    for (std::uint64_t round = 0; round < rounds; ++round) {
      sensors.round();
      gauges.round();
    }
    sensors.check_all();
    gauges.check_all();
  });
}
