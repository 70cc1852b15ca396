#include "tool/cli/init_files.h"

namespace thriftorm::cli {
namespace {

constexpr std::string_view kIdl = R"(namespace cpp blog

//@references(authors)
typedef i64 AuthorId

//@mysql_table(authors)
struct Author {
  1: optional AuthorId id
  2: string email                  //@unique @length(120)
  3: string name                   //@info As it stands below a post
}

enum PostState { DRAFT = 1, PUBLISHED = 2 }

//@mysql_table(posts)
struct Post {
  1: optional i64 id
  2: Author author                 //@belongs_to(author_id, related_name=posts, on_delete=cascade)
  3: string title                  //@length(200)
  4: string body                   //@text
  5: PostState state = PostState.DRAFT
}
)";

constexpr std::string_view kCmake = R"(cmake_minimum_required(VERSION 3.25)
project(blog LANGUAGES CXX)

find_package(thriftorm REQUIRED)

# Models and DDL of the annotated IDL. ddl/ is to be reviewed and committed.
thriftorm_generate(TARGET blog_db IDL blog.thrift DDL_DIR ddl)

add_executable(blog main.cpp)
target_link_libraries(blog PRIVATE blog_db)

include(CTest)
if(BUILD_TESTING)
  thriftorm_add_tests(TARGET blog_db)  # suites of the schema, by doctest
endif()
)";

constexpr std::string_view kProgram = R"(#include <iostream>

#include <thriftorm/database.h>

#include "blog_db/models.h"

int main(int argc, char** argv) {
  using namespace blog_db;
  namespace post = blog_db::columns::post;

  // Or mysql://user:password@host/blog.
  thriftorm::Database database(argc > 1 ? argv[1] : "sqlite::memory:");
  thriftorm::Session session = database.session();
  create_schema(session);

  AuthorModel ada;
  ada.set_name("Ada").set_email("ada@example.com").save(session);
  PostModel draft;
  draft.set_author(ada).set_title("Notes").set_body("To be written.").save(session);
  draft.set_state(blog::PostState::PUBLISHED).save(session);  // UPDATE of one column

  const auto posts = PostModel::query()
                         .where(post::author().email == "ada@example.com")
                         .select_related(post::author())
                         .order_by(post::title)
                         .all(session);
  for (const PostModel& found : posts)
    std::cout << found.get_title() << ", by " << found.author().get_name() << '\n';
}
)";

constexpr std::string_view kGitIgnore = "/build/\n";

}  // namespace

const std::array<InitFile, 4>& init_files() {
  static constexpr std::array<InitFile, 4> kFiles = {{{"blog.thrift", kIdl},
                                                      {"CMakeLists.txt", kCmake},
                                                      {"main.cpp", kProgram},
                                                      {".gitignore", kGitIgnore}}};
  return kFiles;
}

}  // namespace thriftorm::cli
