struct Inner { 1: i32 a }
struct Deep { 1: Inner inner }
struct Nothing {}
struct Maybe { 1: optional i32 a  2: optional i32 b }
union Deeper { 1: Deep deep  2: list<i32> numbers  3: Maybe maybe  4: Nothing nothing }
#^ error[not-flat]: `Deep` cannot be flattened into columns, its member `inner` is `Inner`: write `//@json` here, or `//@json` or `//@ignore` at the member
#^ error[not-flat]: `Maybe` cannot be flattened: all its members are optional, so that unset and empty would look alike; write `//@json`
#^ error[not-flat]: `Nothing` cannot be flattened: it has no members; write `//@json`
//@mysql_table(posts)
struct Post {
  1: optional i64 id
  2: Deep deep
  #^ error[not-flat]: `Deep` cannot be flattened into columns, its member `inner` is `Inner`: write `//@json` or `//@ignore` here, or `//@json` or `//@ignore` at the member
  3: Nothing nothing
  #^ error[not-flat]: `Nothing` cannot be flattened: it has no members; write `//@json` or `//@ignore`
  4: optional Maybe maybe
  #^ error[not-flat]: `Maybe` cannot be flattened: all its members are optional, so that unset and empty would look alike; write `//@json` or `//@ignore`
  5: Maybe sure
  6: Deeper deeper      //@flatten
  #^ error[not-flat]: `Deeper` cannot be flattened into columns, its variant `numbers` is `list<i32>`: write `//@json` here or at the variant
}
