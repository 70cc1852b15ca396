# replace:     BLUE = 2 =>     GREEN = 2
enum Colour { RED = 1
#^ error[stale-header]: enum `Colour` has no value `GREEN`, which header_enum_missing_types.h has: the header does not belong to this IDL; run the Thrift compiler again
  BLUE = 2 }
  #^ error[stale-header]: `Colour::BLUE` is not in header_enum_missing_types.h: the header does not belong to this IDL; run the Thrift compiler again
//@mysql_table(posts)
struct Post { 1: optional i64 id
  2: Colour colour }
