// One IDL that uses the whole annotation language: a harbour, its ships and what they carry.
// Tests generate from it, compile what comes out, and run it on every engine.
include "common.thrift"

namespace cpp harbour

// ---- Keys ------------------------------------------------------------------------------------

//@references(ships)
typedef i64 ShipId
//@references(companies)
typedef i32 CompanyId
//@references(sailors)
typedef i64 SailorId
//@references(cargoes)
typedef i64 CargoId
//@references(cargo_types)
typedef i64 CargoTypeId
//@references(docks)
typedef i64 DockId
typedef string Remark
typedef list<string> Remarks

// ---- Enums -----------------------------------------------------------------------------------

enum Status {
  PLANNED = 0     //@info Not here yet
  ACTIVE = 5
  IDLE = 5        // two names of one value: the first is written
  CLOSED = -3
}
enum Unit { TONNE = 1  LITRE  CONTAINER = 300 }
enum Lone { ONLY = 7 }
enum Table { CARGOES = 1  CARGO_TYPES = 2  SHIPS = 3 }
enum Outcome { SUCCESS = 0  FAILURE = 1 }
enum Fault { DB_CONNECTION_FAILED = 1  DB_RECORD_NOT_FOUND = 2  TIDE_TOO_LOW = 3 }

const string GREETING = "ahoy"
const i64 LARGEST = 9223372036854775807
const map<string, i32> UNUSED = { "a": 1, "b": 2 }

// ---- Results, exceptions ---------------------------------------------------------------------

//@result
struct Report {
  1: Outcome outcome
  2: string text
  3: optional Fault fault
}
exception StormWarning {
  1: string message
  2: i32 force
}

// ---- Flattened structs and unions ------------------------------------------------------------

struct Box { 1: double width  2: double height  3: optional double depth }
struct Parcel { 1: binary seal  2: list<binary> contents  3: optional map<string, binary> labels }
struct Inspector { 1: SailorId sailor_id   //@references(sailors, related_name=inspections)
                   2: string remark }

union Keeper {
  1: common.PortId port_id
  2: ShipId ship_id
  3: CompanyId company_id   //@index @deprecated('companies keep nothing any more: "use" ships \\ ports')
  4: common.BuoyId buoy_id
}
union Measure {
  1: bool flag
  2: i64 count
  3: double amount
  4: Box box
  5: Unit unit
  6: string text        //@length(40)
  7: common.Priority priority
  8: binary seal        //@length(16)
  9: i64 moment         //@datetime(unit=ms)
}
union Target {
  1: DockId dock_id     //@references(docks, on_delete=cascade, on_update=no_action, related_name=calls)
  2: common.PortId port_id   //@references(none)
}

// ---- Every type, every default -----------------------------------------------------------------

//@mysql_table(flags)
//@info A ship's flag, by its code
struct Flag {
  1: required string code    //@primary_key @length(2)
  2: string country          //@length(60) @default('Panamá "☂" it\'s \\ here')
}

//@mysql_table(sensors)
//@info Every base type. Comments hold 'quotes', "double ones", \backslashes\, */ and umlauts: äöü ☂ %s $x$
struct Sensor {
  1: required i32 serial         //@primary_key
  2: bool lit = true
  3: byte tiny = -128
  4: i8 tiny_too = 127
  5: i16 small = -32768
  6: i32 medium = -2147483648
  7: i64 large                     //@default(-9223372036854775808)
  8: i64 largest = LARGEST
  9: double ratio = 0.1
  10: double whole = 3
  11: double tiny_ratio = -1.5e-300
  12: string label = "it's \"quoted\" — ☂"
  13: Status status = Status.ACTIVE
  14: common.Status door = common.Status.SHUT
  15: common.Priority priority = common.Priority.LOW
  16: common.Weekday weekday       //@default(SUNDAY) @store(value)
  17: Unit unit = 2                //@length(200)
  18: Lone lone = Lone.ONLY
  19: binary payload
  20: binary seal                  //@length(32)
  21: binary photo                 //@type('MEDIUMBLOB')
  22: binary film                  //@type('LONGBLOB')
  23: string essay                 //@text
  24: string novel                 //@type('MEDIUMTEXT')
  25: string saga                  //@type('LONGTEXT')
  26: string price = "12.5000"     //@type('DECIMAL(18,4)')
  27: string built = "2024-02-29"  //@date
  28: i64 seen                     //@datetime
  29: i64 seen_ms                  //@datetime(unit=ms)
  30: i64 seen_us                  //@datetime(unit=us)
  31: Remark greeting = GREETING   //@length(16)
  32: i32 berths = common.BERTHS
  33: Status first_status = Status.CLOSED
  34: i32 hex = 0x1F
  35: string wide = "ÄÖÜß☂"        //@length(5)
  36: i64 epoch = 0                //@datetime
  37: string chatter = "long text" //@text
  38: i16 stated                   //@default(-7) @index
  39: bool off                     //@default(false)
  40: double exact                 //@default(2.5)
}

//@mysql_table(gauges)
//@info Every base type once more, all optional
struct Gauge {
  1: optional i64 id
  2: optional bool lit
  3: optional i8 tiny
  4: optional i16 small
  5: optional i32 medium
  6: optional i64 large
  7: optional double ratio
  8: optional string label
  9: optional Status status
  10: optional common.Priority priority
  11: optional binary payload
  12: optional binary seal          //@length(32)
  13: optional string essay         //@text
  14: optional string price         //@type('DECIMAL(5,2)')
  15: optional string built         //@date
  16: optional i64 seen             //@datetime
  17: optional i64 seen_ms          //@datetime(unit=ms)
  18: optional i64 seen_us          //@datetime(unit=us)
  19: optional bool guess = false
  20: optional string note = "none"
  21: optional Unit unit = Unit.LITRE
}

//@mysql_table(ledgers)
//@info JSON of every shape
struct Ledger {
  1: optional i64 id
  2: list<string> records                       //@json
  3: set<i32> numbers                           //@json
  4: map<string, i64> totals                    //@json
  5: map<common.Weekday, list<Box>> boxes       //@json
  6: list<Status> history                       //@json
  7: map<i32, set<string>> nested               //@json
  8: Box box                                    //@json
  9: Keeper keeper                              //@json
  10: optional Box spare                        //@json
  11: optional list<list<bool>> grid            //@json
  12: Remarks remarks                           //@json @column(remark_lines)
  13: common.Position place                     //@json
  14: list<double> curve                        //@json
  15: optional map<common.Priority, binary> by_priority   //@json
  16: i64 created                               //@created_at @datetime(unit=us)
  17: i64 updated                               //@updated_at @datetime
  18: i32 revision                              //@version
  19: list<binary> pages                        //@json
  20: optional map<binary, set<binary>> seals   //@json
  21: list<Parcel> parcels                      //@json
}

// ---- Ports, companies, ships -------------------------------------------------------------------

//@mysql_table(ports) @unique(name, position.latitude, name=uq_port_place) @index(position.latitude, position.longitude)
struct Port {
  1: optional common.PortId id
  2: string name                   //@length(80)
  3: i32 berths = common.USUAL_BERTHS
  4: common.Position position
  5: optional common.Position anchorage
  6: common.Money fee              //@flatten(prefix='')
  7: optional common.Money deposit
}

//@mysql_table(companies, model=Carrier)
struct Company {
  1: optional CompanyId id
  2: string name                   //@unique
  3: common.HomePortId home_port_id
  4: optional CompanyId parent_id  //@references(companies, on_delete=set_null, related_name=subsidiaries, on_destroy=unlink)
  5: i64 version_number            //@version
}

//@mysql_table(docks)
struct Dock {
  1: optional DockId id
  2: string name
  3: common.PortId port_id         //@references(ports, on_delete=cascade, on_update=cascade)
  4: optional common.PortId twin_port_id   //@references(ports, on_delete=set_null, on_update=set_null, related_name=twin_docks)
  5: optional common.PortId free_port_id   //@references(none)
}

//@mysql_table(sailors)
struct Sailor {
  1: optional SailorId id
  2: string name
  3: list<SailorId> friends        //@many_to_many(sailor_friends, symmetrical, left=sailor_id, right=friend_id)
  4: list<SailorId> pupils         //@many_to_many(sailor_pupils, left=teacher_id, right=pupil_id, related_name=teachers)
}

//@mysql_table(berths)
//@info One bunk of a ship: its key column is hidden from Thrift
struct Bunk {
  1: string label
  2: i32 deck
}

//@mysql_table(logbooks)
struct Logbook {
  1: optional i64 id
  2: string title
}

//@mysql_table(log_entries)
struct LogEntry {
  1: optional i64 id
  2: Status status
  3: ShipId ship_id                //@references(ships, on_delete=restrict, on_update=restrict)
  4: string body                   //@text
}

//@mysql_table(certificates)
struct Certificate {
  1: optional i64 id
  2: string subject
  3: Keeper holder                 //@pivot(certificate_holders, prefix=held_by_) @allow(port_id, ship_id, buoy_id) @reverse(port_id, permits)
  4: optional Keeper issuer        //@flatten @reverse(ship_id, none) @reverse(port_id, seal, one) @reverse(company_id, issued, on_destroy=delete)
}

//@mysql_table(plaques)
struct Plaque {
  1: optional i64 id
  2: optional Keeper owner         //@pivot(plaque_owners, on_destroy=unlink) @reverse(company_id, none)
  3: string text
}

//@mysql_table(ships) @index(name, status)
//@info A ship. "Quoted", 'quoted', back\slash, `tick`, *//* and ☂
struct Ship {
  1: optional ShipId id
  2: string name                   //@length(120)
  3: Status status = Status.PLANNED
  4: common.FlagCode flag_code     //@length(2) @references(flags, on_delete=no_action)
  5: Company company               //@belongs_to(company_id, save=create, related_name=fleet)
  6: optional Port home            //@belongs_to(home_port_id, save=all, on_delete=set_null, related_name=home_ships)
  7: optional Dock dock            //@belongs_to(dock_id, save=reference, related_name=docked_ship) @unique
  8: optional Logbook logbook      //@has_one(ship_id)
  9: list<Bunk> bunks              //@has_many(ship_id, order_by=[deck, label])
  10: map<Status, LogEntry> log    //@has_many(ship_id, key=status)
  11: list<Sailor> crew            //@many_to_many(ship_crews, related_name=ships)
  12: list<SailorId> passengers    //@many_to_many(ship_passengers, related_name=voyages, right=passenger_id)
  13: list<Certificate> certificates   //@through(certificate_holders)
  14: Measure draught              //@flatten
  15: optional Measure beam        //@flatten(read=[box, count])
  16: Measure value                //@flatten(prefix='', read=[box, amount], fallback=count) @allow(count, amount, box)
  17: Keeper keeper                //@flatten(on_destroy=delete) @allow(port_id, company_id) @reverse(port_id, kept_ships)
  18: optional Inspector inspector
  19: i32 age                      //@computed
  20: string scratch               //@ignore
  21: string call_sign             //@column(radio_name) @deprecated("radio \"names\" are gone")
  22: optional Table origin        //@backing_table
  23: Target target                //@flatten
}

// ---- Templates and their copies, in several tables ---------------------------------------------

//@mysql_table(stamps, cargo_type_stamps)
//@info Marks on cargo; those of types live in a table of their own
struct Stamp {
  1: optional i64 id
  2: string text                   //@length(30, of=stamps) @length(90, of=cargo_type_stamps)
  3: optional i32 page             //@index(of=stamps)
}

//@mysql_table(cargo_types)
struct CargoType {
  1: optional CargoTypeId id
  2: string name                   //@unique
  3: Unit unit
  4: list<Stamp> stamps            //@has_many(cargo_type_id, table=cargo_type_stamps)
  5: optional Table origin         //@backing_table
}

//@mysql_table(cargoes) @copy_of(CargoType, template=cargo_type_id) @first_of(source, [ship_id, dock_id])
//@first_of(fallback_source, [dock_id, ship_id])
struct Cargo {
  1: optional CargoId id
  2: string name
  3: Unit unit
  4: list<Stamp> stamps            //@has_many(cargo_id, table=stamps)
  5: optional Table origin         //@backing_table
  6: CargoTypeId cargo_type_id
  7: optional ShipId ship_id
  8: optional DockId dock_id
}

// ---- Network only ------------------------------------------------------------------------------

struct FindShips { 1: string text  2: optional list<ShipId> ids }

service HarbourService {
  Ship load(1: ShipId id) throws (1: StormWarning storm)
  list<Ship> find_ships(1: FindShips request)
  oneway void whistle()
}
