// The benchmark that Dapper published and ODB repeated: of 10,000 posts with 13 columns, text of 2,000
// characters among them, 500 are fetched by ids drawn at random, each by a statement of its own, outside
// a transaction. And such posts inserted one by one, each its own transaction.
#include <array>
#include <ctime>
#include <memory>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "databases.h"
#include "hand_written.h"
#include "posts_db/models.h"
#include "soci_sessions.h"
#include "table.h"

namespace bench {
namespace {

using posts_db::PostModel;
using As = MysqlStatement::As;

constexpr int kPosts = 10'000;
constexpr int kFetched = 500;
constexpr int kInserted = 100;  // in one run
constexpr std::int64_t kFirstDate = 1'301'961'600;

struct Post {
  std::int64_t id = 0;
  std::string text;
  std::int64_t creation_date = 0;
  std::int64_t last_change_date = 0;
  std::array<int, 9> counters{};

  bool operator==(const Post&) const = default;
};

Post make_post(int number) {
  Post post;
  post.text.assign(2'000, 'x');
  post.creation_date = kFirstDate + number * 3600;
  post.last_change_date = kFirstDate + number * 3601;
  for (int& counter : post.counters) counter = number++;
  return post;
}

PostModel to_model(const Post& post) {
  PostModel model;
  model.set_text(post.text).set_creation_date(post.creation_date);
  model.set_last_change_date(post.last_change_date);
  const std::array<int, 9>& counters = post.counters;
  model.set_counter1(counters[0]).set_counter2(counters[1]).set_counter3(counters[2]);
  model.set_counter4(counters[3]).set_counter5(counters[4]).set_counter6(counters[5]);
  model.set_counter7(counters[6]).set_counter8(counters[7]).set_counter9(counters[8]);
  return model;
}

Post from_model(const PostModel& model) {
  return {*model.get_id(),
          model.get_text(),
          model.get_creation_date(),
          model.get_last_change_date(),
          {model.get_counter1(), model.get_counter2(), model.get_counter3(), model.get_counter4(),
           model.get_counter5(), model.get_counter6(), model.get_counter7(), model.get_counter8(),
           model.get_counter9()}};
}

// The same ids for all sides.
class Ids {
 public:
  std::int64_t next() { return static_cast<std::int64_t>(random_() % kPosts) + 1; }

 private:
  std::minstd_rand random_{1};
};

// --- ours

class WithModels {
 public:
  explicit WithModels(thriftorm::Session& session) : session_(session) {}

  std::optional<PostModel> find(std::int64_t id) { return PostModel::find(session_, id); }
  std::int64_t insert(int number) {
    PostModel post = to_model(make_post(number));
    return *post.save(session_).get_id();
  }

 private:
  thriftorm::Session& session_;
};

// --- by hand

constexpr const char* kSelect =
    "SELECT `id`, `text`, `creation_date`, `last_change_date`, `counter1`, `counter2`, `counter3`, "
    "`counter4`, `counter5`, `counter6`, `counter7`, `counter8`, `counter9` FROM `posts` WHERE "
    "`id` = ?";
constexpr const char* kInsert =
    "INSERT INTO `posts` (`id`, `text`, `creation_date`, `last_change_date`, `counter1`, "
    "`counter2`, `counter3`, `counter4`, `counter5`, `counter6`, `counter7`, `counter8`, "
    "`counter9`) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

std::tm to_tm(std::int64_t seconds) {
  std::tm parts{};
  const std::time_t time = seconds;
  gmtime_r(&time, &parts);
  return parts;
}

std::string time_text(std::int64_t seconds) {
  std::array<char, 20> text{};
  const std::tm parts = to_tm(seconds);
  return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M:%S", &parts)};
}

template <class Api>
class ByHand {
 public:
  template <class Database>
  explicit ByHand(const Database& database) : api_(database) {}

  std::optional<Post> find(std::int64_t id) {
    select_->bind(id);
    std::optional<Post> post;
    if (select_->step()) {
      post.emplace();
      post->id = select_->integer(0);
      post->text = select_->text(1);
      post->creation_date = select_->seconds(2);
      post->last_change_date = select_->seconds(3);
      for (int i = 0; i < 9; ++i)
        post->counters[static_cast<std::size_t>(i)] = static_cast<int>(select_->integer(4 + i));
      select_->step();  // the end of the result
    }
    select_->reset();
    return post;
  }

  std::int64_t insert(int number) {
    const Post post = make_post(number);
    const std::optional<std::int64_t> id;
    const std::string created = time_text(post.creation_date);
    const std::string changed = time_text(post.last_change_date);
    std::array<std::int64_t, 9> counters{};
    std::copy(post.counters.begin(), post.counters.end(), counters.begin());
    insert_->bind(id);
    insert_->bind(post.text);
    insert_->bind(created);
    insert_->bind(changed);
    for (const std::int64_t& counter : counters) insert_->bind(counter);
    return insert_->insert();
  }

  Log*& log() { return api_.log; }

 private:
  Api api_;
  std::unique_ptr<typename Api::Statement> select_ =
      api_.prepare(kSelect, {As::kInteger, As::kText, As::kTime, As::kTime, As::kInteger,
                             As::kInteger, As::kInteger, As::kInteger, As::kInteger, As::kInteger,
                             As::kInteger, As::kInteger, As::kInteger});
  std::unique_ptr<typename Api::Statement> insert_ = api_.prepare(kInsert, {});
};

// --- SOCI

class WithSoci {
 public:
  explicit WithSoci(std::unique_ptr<soci::session> session) : session_(std::move(session)) {}

  std::optional<Post> find(std::int64_t id) {
    id_ = id;
    if (!select_.execute(true)) return std::nullopt;
    Post post = row_;
    select_.fetch();  // the end of the result: until then the statement is open
    post.id = found_;
    post.creation_date = timegm(&created_);
    post.last_change_date = timegm(&changed_);
    return post;
  }
  std::int64_t insert(int number) {
    row_ = make_post(number);
    created_ = to_tm(row_.creation_date);
    changed_ = to_tm(row_.last_change_date);
    insert_.execute(true);
    long long id = 0;
    session_->get_last_insert_id("posts", id);
    return id;
  }

 private:
  std::unique_ptr<soci::session> session_;
  long long id_ = 0;
  long long found_ = 0;
  Post row_;
  std::tm created_{};
  std::tm changed_{};
  std::array<int, 9>& counters_ = row_.counters;
  soci::statement select_ =
      (session_->prepare << "SELECT `id`, `text`, `creation_date`, `last_change_date`, `counter1`, "
                            "`counter2`, `counter3`, `counter4`, `counter5`, `counter6`, "
                            "`counter7`, `counter8`, `counter9` FROM `posts` WHERE `id` = :id",
       soci::use(id_), soci::into(found_), soci::into(row_.text), soci::into(created_),
       soci::into(changed_), soci::into(counters_[0]), soci::into(counters_[1]),
       soci::into(counters_[2]), soci::into(counters_[3]), soci::into(counters_[4]),
       soci::into(counters_[5]), soci::into(counters_[6]), soci::into(counters_[7]),
       soci::into(counters_[8]));
  soci::statement insert_ =
      (session_->prepare << "INSERT INTO `posts` (`text`, `creation_date`, `last_change_date`, "
                            "`counter1`, `counter2`, `counter3`, `counter4`, `counter5`, "
                            "`counter6`, `counter7`, `counter8`, `counter9`) VALUES (:text, "
                            ":created, :changed, :c1, :c2, :c3, :c4, :c5, :c6, :c7, :c8, :c9)",
       soci::use(row_.text), soci::use(created_), soci::use(changed_), soci::use(counters_[0]),
       soci::use(counters_[1]), soci::use(counters_[2]), soci::use(counters_[3]),
       soci::use(counters_[4]), soci::use(counters_[5]), soci::use(counters_[6]),
       soci::use(counters_[7]), soci::use(counters_[8]));
};

// --- all

template <class Finder>
Side fetch(Finder& finder) {
  return {[&finder, ids = Ids()]() mutable {
    for (int i = 0; i < kFetched; ++i) {
      auto post = finder.find(ids.next());
      if (!post) throw std::runtime_error("a post is missing");
      benchmark::DoNotOptimize(post);
    }
  }};
}

template <class Inserter>
Side insert(Inserter& inserter, thriftorm::Session& session) {
  return {[&inserter] {
            for (int i = 0; i < kInserted; ++i) benchmark::DoNotOptimize(inserter.insert(i));
          },
          [&session] { session.execute("DELETE FROM posts WHERE id > ?", kPosts); }};
}

// One filled database, which stays until the program ends, and a connection of each side.
template <class Database, class Api>
class Sides {
 public:
  template <class... Arguments>
  explicit Sides(const Arguments&... arguments)
      : stored_(arguments..., "posts"), database_(stored_.url()) {
    posts_db::create_schema(session_);
    std::vector<PostModel> posts;
    for (int i = 1; i <= kPosts; ++i) posts.push_back(to_model(make_post(i)));
    PostModel::insert_all(session_, posts);
    by_hand_.emplace(stored_);
    soci_.emplace(open_soci(stored_));
    compare_once();
  }

  void add(const char* database, bool wall_time) {
    Comparison found{.name = "500_of_10,000_posts", .database = database, .wall_time = wall_time};
    found.budget = 1.05;
    found.statements = kFetched;
    found.rows = kFetched;
    compare(found, fetch(ours_), fetch(*by_hand_), fetch(*soci_));
    Comparison inserted{.name = "insert_one", .database = database, .wall_time = wall_time};
    inserted.budget = 1.10;
    inserted.statements = 1;
    inserted.operations = kInserted;
    inserted.rows = 1;
    compare(inserted, insert(ours_, session_), insert(*by_hand_, session_),
            insert(*soci_, session_));
  }

 private:
  // All sides send one statement for a post, ours and the hand-written one the same, find the same
  // and store the same.
  void compare_once() {
    std::optional<PostModel> found;
    std::int64_t id = 0;
    const Log ours = texts_of(session_, [&] {
      found = ours_.find(7);
      id = ours_.insert(8);
    });
    Log theirs;
    by_hand_->log() = &theirs;
    const std::optional<Post> found_by_hand = by_hand_->find(7);
    const std::int64_t id_by_hand = by_hand_->insert(8);
    by_hand_->log() = nullptr;
    if (ours != Log{kSelect, kInsert} || theirs != ours)
      throw std::runtime_error(
          fmt::format("posts: {}\nagainst\n{}", fmt::join(ours, "\n"), fmt::join(theirs, "\n")));
    if (from_model(*found) != found_by_hand || soci_->find(7) != found_by_hand)
      throw std::runtime_error("posts: what was found differs");
    const Post expected = make_post(8);
    for (const std::int64_t stored : {id, id_by_hand, soci_->insert(8)}) {
      Post post = from_model(*ours_.find(stored));
      post.id = expected.id;
      if (post != expected) throw std::runtime_error("posts: what was stored differs");
    }
    session_.execute("DELETE FROM posts WHERE id > ?", kPosts);
  }

  Database stored_;
  thriftorm::Database database_;
  thriftorm::Session session_ = database_.session();
  WithModels ours_{session_};
  std::optional<ByHand<Api>> by_hand_;
  std::optional<WithSoci> soci_;
};

}  // namespace

void add_posts() {
  static Sides<FileDatabase, SqliteApi> sqlite;
  sqlite.add("sqlite", false);
  const std::optional<std::string> server = server_for("posts");
  if (!server) return;
  static Sides<ServerDatabase, MysqlApi> mysql(*server);
  mysql.add("mysql", true);
}

}  // namespace bench
