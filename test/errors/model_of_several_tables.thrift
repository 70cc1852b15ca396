//@mysql_table(posts, old_posts, model=Post)
#^ error[bad-argument]: `model=` names one model, and this struct has several tables
struct Post { 1: optional i64 id }
