// What others of this folder include.
typedef i64 Number
struct Place { 1: double x }
typedef list<string> Names
