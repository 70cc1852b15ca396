enum Colour {
  RED = 1
  #^ error[name-too-long]: `RED` is longer than the 2 characters that store it: write `@length(3)` at the field, or `@store(value)`
  A2345678901234567890123456789012345678901234567890123456789012345 = 2
  #^ error[name-too-long]: `A2345678901234567890123456789012345678901234567890123456789012345` is longer than the 64 characters that store it: write `@length(65)` at the field, or `@store(value)`
}
//@store(value)
enum Size { SMALL = 1 }
//@mysql_table(posts)
struct Post {
  1: optional i64 id
  2: Colour colour
  3: Colour shade     //@length(2)
  4: Size size        //@length(10)
  #^ error[conflicting-annotations]: an enum that is stored as its number has no length
}
