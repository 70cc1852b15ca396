//@mysql_table(posts)
struct Post { 1: optional i64 id   //@references(users)
#^ error[conflicting-annotations]: a primary key is never a foreign key
}
//@mysql_table(users)
struct User { 1: optional i64 id }
