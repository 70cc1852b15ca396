struct Plain { 1: i32 a }
//@mysql_table(users)
struct User { 1: optional i64 id }
//@mysql_table(posts)
struct Post {
  1: optional i64 id
  2: set<User> users            //@has_many(post_id)
  #^ error[unsupported-type]: `set<User>` does not link in C++, where Thrift's structs have no `operator<`: write `list<User>`
  3: set<Plain> plains          //@json
  #^ error[unsupported-type]: `set<Plain>` does not link in C++, where Thrift's structs have no `operator<`: write `list<Plain>`
  4: list<map<Plain, i32>> deep //@json
  #^ error[unsupported-type]: `map<Plain, i32>` does not link in C++, where Thrift's structs have no `operator<`: take a key that is one value
}
