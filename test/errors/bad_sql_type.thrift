//@mysql_table(posts)
struct Post {
  1: optional i64 id
  2: string price       //@type('DECIMAL(66,2)')
  #^ error[bad-sql-type]: a string is stored as DECIMAL(p,s), MEDIUMTEXT or LONGTEXT here; `@length(n)` makes a VARCHAR, `@text` a TEXT
  3: string rate        //@type('DECIMAL(4,5)')
  #^ error[bad-sql-type]: a string is stored as DECIMAL(p,s), MEDIUMTEXT or LONGTEXT here; `@length(n)` makes a VARCHAR, `@text` a TEXT
  4: string body        //@type('INT')
  #^ error[bad-sql-type]: a string is stored as DECIMAL(p,s), MEDIUMTEXT or LONGTEXT here; `@length(n)` makes a VARCHAR, `@text` a TEXT
  5: binary photo       //@type('LONGTEXT')
  #^ error[bad-sql-type]: binary is stored as MEDIUMBLOB or LONGBLOB here; `@length(n)` makes a VARBINARY
  6: string film        //@type('DECIMAL(a,b)')
  #^ error[bad-sql-type]: a string is stored as DECIMAL(p,s), MEDIUMTEXT or LONGTEXT here; `@length(n)` makes a VARCHAR, `@text` a TEXT
}
