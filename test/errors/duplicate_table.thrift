//@mysql_table(posts)
struct Post { 1: optional i64 id }
//@mysql_table(Posts)
#^ error[duplicate-table]: table `Posts` is already defined
struct Entry { 1: optional i64 id }
