# replace:   std::string title; => /* gone */
//@mysql_table(posts)
struct Post { 1: optional i64 id
  2: string title }
  #^ error[stale-header]: field `title` of `Post` is not in header_field_missing_types.h: the header does not belong to this IDL; run the Thrift compiler again
