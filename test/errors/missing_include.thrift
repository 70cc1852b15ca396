include "nowhere.thrift"
#^ error[missing-file]: `nowhere.thrift` is neither beside this file nor in an include directory
//@mysql_table(posts)
struct Post {
  1: optional i64 id
  2: nowhere.Thing thing
}
