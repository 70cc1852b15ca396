// Every way of storing a value, for the tests beside it: kinds, defaults, keys, locks, constraints.
namespace cpp storage

enum Unit { TONNE = 1  LITRE = 2  CONTAINER = 300 }
//@store(value)
enum Level { LOW = -1  NORMAL = 0  HIGH = 300 }

struct Box { 1: double width  2: double height }
struct Tag { 1: string name  2: optional i32 weight }
union Measure {
  1: bool flag
  2: i64 count
  3: Box box
  4: Unit unit
  5: string text        //@length(40)
}

//@mysql_table(sensors)
//@info Each kind, required, and each default
struct Sensor {
  1: optional i64 id
  2: bool enabled = true
  3: i8 tiny = -128
  4: i16 small = -32768
  5: i32 medium = -2147483648
  6: i64 large = -9007199254740993
  7: double ratio = 0.1
  8: string label = "it's \"quoted\" — ☂"
  9: Unit unit = Unit.LITRE
  10: Level level = Level.HIGH
  11: binary payload
  12: binary seal                  //@length(4)
  13: string essay                 //@text
  14: string price = "12.5000"     //@type('DECIMAL(18,4)')
  15: string built = "2024-02-29"  //@date
  16: i64 seen                     //@datetime
  17: i64 seen_ms                  //@datetime(unit=ms)
  18: i64 seen_us                  //@datetime(unit=us)
  19: i16 stated                   //@default(-7)
}

//@mysql_table(gauges)
//@info Each kind, optional
struct Gauge {
  1: optional i64 id
  2: optional bool enabled
  3: optional i8 tiny
  4: optional i16 small
  5: optional i32 medium
  6: optional i64 large
  7: optional double ratio
  8: optional string label         //@length(20)
  9: optional Unit unit
  10: optional Level level
  11: optional binary payload
  12: optional binary seal         //@length(4)
  13: optional string essay        //@text
  14: optional string price        //@type('DECIMAL(18,4)')
  15: optional string built        //@date
  16: optional i64 seen            //@datetime
  17: optional i64 seen_ms         //@datetime(unit=ms)
  18: optional i64 seen_us         //@datetime(unit=us)
  19: optional string note = "none"
}

//@mysql_table(ledgers)
struct Ledger {
  1: optional i64 id
  2: list<string> entries                  //@json
  3: map<string, i64> totals               //@json
  4: map<Unit, list<Box>> boxes            //@json
  5: set<i32> numbers                      //@json
  6: Tag tag                               //@json
  7: optional list<list<bool>> grid        //@json
  8: optional Measure measure              //@json
  9: i64 created                           //@created_at @datetime(unit=us)
  10: i64 updated                          //@updated_at @datetime(unit=us)
  11: i32 revision                         //@version
}

//@mysql_table(flags)
//@info A key of its own
struct Flag {
  1: required string code    //@primary_key @length(2)
  2: string country          //@length(60) @default('Panamá')
}

//@mysql_table(crates)
struct Crate {
  1: optional i64 id
  2: optional Measure size   //@flatten
  3: optional Box lid
  4: Box base
  5: optional string flag_id //@length(2) @references(flags, on_delete=set_null, on_update=cascade)
  6: optional i64 parent_id  //@references(crates, on_delete=cascade, related_name=inner)
  7: optional i64 guard_id   //@references(crates, on_delete=restrict, related_name=guarded)
}
