//@mysql_table(posts)
//@index(titel)
#^ error[unknown-column]: table `posts` has no column `titel`; did you mean `title`?
//@unique(place.z)
#^ error[unknown-column]: table `posts` has no column `place.z`; did you mean `place_x`?
//@first_of(best, [title, nothing])
#^ error[unknown-column]: `nothing` is not a key column of `posts`
#^ error[unknown-column]: `title` is not a key column of `posts`
struct Post {
  1: optional i64 id
  2: string title
  3: Place place
}
struct Place { 1: double x  2: double y }
