//@mysql_table(posts)
struct Post { 1: optional i64 id }
//@mysql_table(tags)
struct Tag {
  1: optional i64 id
  2: list<Post> posts    //@many_to_many(post_tags, left=tag_id, right=Tag_id)
  #^ error[duplicate-column]: both columns of `post_tags` would be called `tag_id`: name them with `left=` and `right=`
}
