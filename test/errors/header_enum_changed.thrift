# replace:     BLUE = 2 =>     BLUE = 3
enum Colour { RED = 1
  BLUE = 2 }
  #^ error[type-mismatch]: `Colour::BLUE` is 2 here and 3 in header_enum_changed_types.h: run the Thrift compiler again
//@mysql_table(posts)
struct Post { 1: optional i64 id
  2: Colour colour }
