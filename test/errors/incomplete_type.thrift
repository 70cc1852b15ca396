# header: thrift
//@mysql_table(posts)
struct Post {
  1: optional i64 id
  2: Place place
  #^ error[incomplete-type]: `place` embeds `Place` before it is declared, which C++ cannot compile: move `struct Place` above, or write `Place& place` to hold it by pointer
}
struct Place { 1: double x }
