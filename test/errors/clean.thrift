# header: thrift
//@mysql_table(posts)
struct Post { 1: optional i64 id  2: string title }
