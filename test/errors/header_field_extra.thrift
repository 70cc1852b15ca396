# replace:   std::string title; =>   std::string title;  std::string extra;
//@mysql_table(posts)
struct Post { 1: optional i64 id
#^ error[stale-header]: `Post` has no field `extra`, which header_field_extra_types.h has: the header does not belong to this IDL; run the Thrift compiler again
  2: string title }
