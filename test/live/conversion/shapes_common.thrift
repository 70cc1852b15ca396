namespace cpp shapes.common
//@references(towns)
typedef i64 TownId
//@mysql_table(towns)
struct Town { 1: optional TownId id  2: string name 
 3: optional i32 size  //@deprecated('x')
}
