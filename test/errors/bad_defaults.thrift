enum Colour { RED = 1  BLUE = 2 }
//@mysql_table(posts)
struct Post {
  1: optional i64 id
  2: i8 small        //@default(128)
  #^ error[bad-default]: `128` is no default for `small`, which is `i8`
  3: i32 medium      //@default(2147483648)
  #^ error[bad-default]: `2147483648` is no default for `medium`, which is `i32`
  4: i32 text        //@default(abc)
  #^ error[bad-default]: `abc` is no default for `text`, which is `i32`
  5: bool flag       //@default(2)
  #^ error[bad-default]: `2` is no default for `flag`, which is `bool`
  6: double ratio    //@default('x')
  #^ error[bad-default]: `x` is no default for `ratio`, which is `double`
  7: string title    //@length(3) @default('äöüß')
  #^ error[bad-default]: `äöüß` is no default for `title`, which is `string`
  8: Colour colour   //@default(GREEN)
  #^ error[bad-default]: `GREEN` is no default for `colour`, which is `Colour`
  9: Colour other    //@default(Size.RED)
  #^ error[bad-default]: `Size.RED` is no default for `other`, which is `Colour`
  10: string price   //@type('DECIMAL(4,2)') @default('123.4')
  #^ error[bad-default]: `123.4` is no default for `price`, which is `string`
  11: string day     //@date @default('2023-02-29')
  #^ error[bad-default]: `2023-02-29` is no default for `day`, which is `string`
  12: i64 time       //@datetime(unit=ms) @default('now')
  #^ error[bad-default]: `now` is no default for `time`, which is `i64`
  13: binary seal    //@length(2) @default('abc')
  #^ error[bad-default]: `abc` is no default for `seal`, which is `binary`
  14: i32 quoted     //@default('5')
  #^ error[bad-default]: `5` is no default for `quoted`, which is `i32`
  15: string digits  //@default(5)
  16: Colour number  //@default(2)
  17: string price2  //@type('DECIMAL(4,2)') @default(12.3)
  18: string price3  //@type('DECIMAL(4,2)') @default('1e1')
  #^ error[bad-default]: `1e1` is no default for `price3`, which is `string`
}
