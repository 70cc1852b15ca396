// What several IDLs of the harbour share, in a namespace of its own.
namespace cpp harbour.common

//@references(ports)
typedef i64 PortId
typedef PortId HomePortId   // a chain: refers to ports as well
//@references(flags)
typedef string FlagCode
typedef i64 BuoyId          // buoys have no table

enum Weekday { MONDAY = 1  TUESDAY  SUNDAY = 7 }

//@store(value)
enum Priority { LOW = -1  NORMAL = 0  HIGH = 300 }

// The root IDL has an enum of the same name.
enum Status { OPEN  SHUT }

const i32 USUAL_BERTHS = 12
const i32 BERTHS = USUAL_BERTHS

struct Position { 1: double latitude  2: double longitude }

struct Money {
  1: required i64 amount = 100   //@info In cents
  2: string currency = "EUR"     //@length(3)
  3: optional string memo        //@column(remark) @length(40)
}
