# replace:   int32_t count; =>   int64_t count;
//@mysql_table(posts)
struct Post { 1: optional i64 id
  2: i32 count }
  #^ error[type-mismatch]: field `count` of `Post` is `i32` here and `std::int64_t` in header_field_type_types.h: run the Thrift compiler again
