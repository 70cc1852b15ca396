#include <doctest/doctest.h>
#include <thriftorm/columns.h>

using thriftorm::detail::compact_json;
using thriftorm::detail::decode_base64;

TEST_CASE("the space between a JSON text's tokens goes, that in its strings stays") {
  CHECK(compact_json("{ \"1\" : {\"str\": \"a b\\\" c\"} ,\n \"2\": {\"i32\": -1} }") ==
        R"({"1":{"str":"a b\" c"},"2":{"i32":-1}})");
}

TEST_CASE("JSON in which a number has no digits is not read") {
  for (const char* json : {R"({"1":{"i64":}})", R"(["i32",2,1,])", R"(["tf",1,,1])",
                           R"(["i32","str",1,{"":"a"}])", R"(["i32","str",2,{"1":"a","":"b"}])",
                           R"({"1":{"map":["tf","tf",1,{"" : 1}]}})", R"({"":1})"}) {
    CAPTURE(json);
    CHECK_FALSE(compact_json(json).has_value());
  }
}

TEST_CASE("a text may be empty, as a key too") {
  for (const char* json :
       {R"(["str","i64",1,{"":1}])", R"({"1":{"map":["str","str",12,{"a":"","":""}]}})",
        R"(["str",1,""])", R"({"1":{"rec":{}}})"}) {
    CAPTURE(json);
    CHECK(compact_json(json) == json);
  }
}

TEST_CASE("base64 is read with and without its padding, and nothing else is") {
  CHECK(decode_base64("") == "");
  CHECK(decode_base64("YQ") == "a");
  CHECK(decode_base64("YQ==") == "a");
  CHECK(decode_base64("YWI=") == "ab");
  CHECK(decode_base64("YWJj") == "abc");
  CHECK(decode_base64("//79AA") == std::string("\xff\xfe\xfd\0", 4));
  for (const char* text : {"Y", "YWJjZ", "=YQ", "YQ===", "a b", "ab_d", "\xff\xff"}) {
    CAPTURE(text);
    CHECK_FALSE(decode_base64(text).has_value());
  }
  CHECK(decode_base64("==") == "");
}
