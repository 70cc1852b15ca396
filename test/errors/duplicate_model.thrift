//@mysql_table(posts)
#^ error[duplicate-model]: the models of `entries` and `posts` would both be called `PostModel`: name one with `model=`
struct Post { 1: optional i64 id }
//@mysql_table(entries, model=PostModel)
struct Entry { 1: optional i64 id }
