struct Place { 1: double x }
union Either { 1: i64 a  2: i64 b }
//@mysql_table(users)
struct User { 1: optional i64 id }
//@mysql_table(posts)
struct Post {
  1: optional i64 id
  2: Place& place
  #^ error[unsupported-type]: `place` is held by pointer and cannot be flattened: write `Place place` without `&`, or `//@ignore`
  3: i32& number
  #^ error[unsupported-type]: a column cannot hold a `std::shared_ptr`: write the type without `&`, or `//@ignore` if it is not stored
  4: User& author       //@belongs_to(author_id)
  5: Place& where       //@json
  #^ error[unsupported-type]: a column cannot hold a `std::shared_ptr`: write the type without `&`, or `//@ignore` if it is not stored
  6: Either& either     //@flatten
  #^ error[unsupported-type]: `either` is held by pointer and cannot be flattened: write `Either either` without `&`, or `//@ignore`
}
