//@mysql_table('my posts')
#^ error[bad-name]: table `my posts` is not a name: letters, digits and `_`, not starting with a digit
struct Post {
  1: optional i64 id
  2: string title   //@column('the title')
  #^ error[bad-name]: column `the title` is not a name: letters, digits and `_`, not starting with a digit
}
//@mysql_table(2posts)
#^ error[malformed-annotation]: `2posts` is neither a number nor a name; as a text, it needs quotes: '2posts'
struct Entry { 1: optional i64 id }
//@mysql_table(entries, model='a b')
#^ error[bad-name]: `a bModel` cannot be the name of a class: name the model with `model=`
struct Other { 1: optional i64 id }
