// What shells make of the completion scripts: keys are typed at a shell's own prompt, and the line
// that comes of them is compared.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "test/command_line/terminal.h"
#include "test/support/run_in.h"
#include "test/support/temporary_directory.h"

namespace thriftorm::test {
namespace {

constexpr const char* kShowLine = "\x14";  // Ctrl-T, bound below
constexpr const char* kClearLine = "\x15";

bool is_installed(const char* program) {
  return run_in("/", fmt::format("command -v {}", program)).code == 0;
}

// A folder with files to choose from, and the shell's completion script in `completion`.
class Folder {
 public:
  explicit Folder(const char* shell) {
    directory.write("blog.thrift", "");
    directory.write("notes.txt", "");
    directory.write("include/shared.h", "");
    const Outcome script =
        run_in(directory.path(), fmt::format("'{}' completion {}", THRIFTORM_TOOL, shell));
    REQUIRE_EQ(script.code, 0);
    directory.write("completion", script.out);
  }

  TemporaryDirectory directory;
};

// A shell that has loaded the script and shows its line between << and >>.
class Shell {
 public:
  Shell(const char* name, const std::vector<std::string>& command, const std::string& preparation)
      : folder_(name), terminal_(folder_.directory.path(), command) {
    terminal_.type(preparation + "; echo rea''dy\n");
    terminal_.wait_for("rea", "dy");
  }

  std::string completed(const std::string& typed) {
    terminal_.type(typed + kShowLine);
    std::string line = terminal_.wait_for("<<", ">>");
    terminal_.type(kClearLine);
    return line;
  }

 private:
  Folder folder_;
  Terminal terminal_;
};

Shell bash() {
  return {"bash",
          {"bash", "--norc", "--noprofile", "-i"},
          R"(source ./completion; bind -x '"\C-t": printf "<%s%s>\n" "<" "$READLINE_LINE>"')"};
}

}  // namespace

TEST_CASE("bash completes commands, options, values and files") {
  Shell shell = bash();
  CHECK_EQ(shell.completed("thriftorm gen\t"), "thriftorm generate ");
  CHECK_EQ(shell.completed("thriftorm --ver\t"), "thriftorm --version ");
  CHECK_EQ(shell.completed("thriftorm generate --hea\t"), "thriftorm generate --header ");
  CHECK_EQ(shell.completed("thriftorm generate --header no\t"),
           "thriftorm generate --header notes.txt ");
  CHECK_EQ(shell.completed("thriftorm generate b\t"), "thriftorm generate blog.thrift ");
  CHECK_EQ(shell.completed("thriftorm generate n\t"), "thriftorm generate n");
  CHECK_EQ(shell.completed("thriftorm generate --out i\t"), "thriftorm generate --out include/");
  CHECK_EQ(shell.completed("thriftorm check --format j\t"), "thriftorm check --format json ");
  CHECK_EQ(shell.completed("thriftorm check --format=j\t"), "thriftorm check --format=json ");
  CHECK_EQ(shell.completed("thriftorm generate --ddl my\t"), "thriftorm generate --ddl mysql=");
  CHECK_EQ(shell.completed("thriftorm generate --ddl mysql=n\t"),
           "thriftorm generate --ddl mysql=notes.txt ");
  CHECK_EQ(shell.completed("thriftorm generate --ddl=mysql=n\t"),
           "thriftorm generate --ddl=mysql=notes.txt ");
  CHECK_EQ(shell.completed("thriftorm completion z\t"), "thriftorm completion zsh ");
  CHECK_EQ(shell.completed("thriftorm check blog.thrift -- -I i\t"),
           "thriftorm check blog.thrift -- -I include/");
}

TEST_CASE("bash lists what there is to choose from") {
  Shell shell = bash();
  const std::string all = "\x1b*";  // inserts all completions
  CHECK_EQ(shell.completed("thriftorm " + all),
           "thriftorm annotations check commands completion generate init ");
  CHECK_EQ(shell.completed("thriftorm check --format " + all),
           "thriftorm check --format json text ");
  CHECK_EQ(shell.completed("thriftorm generate --ddl " + all),
           "thriftorm generate --ddl mariadb= mysql= sqlite= ");
}

TEST_CASE("zsh completes commands, options, values and files") {
  if (!is_installed("zsh")) {
    fmt::print("skipped: zsh (not installed)\n");
    return;
  }
  Shell shell(
      "zsh", {"zsh", "-f", "-i"},
      R"(autoload -U compinit; compinit -u -D; source ./completion; )"
      R"(show() { zle -I; print -r -- "<""<$BUFFER>"">"; BUFFER= }; zle -N show; bindkey '^T' show)");
  CHECK_EQ(shell.completed("thriftorm gen\t"), "thriftorm generate ");
  CHECK_EQ(shell.completed("thriftorm generate --hea\t"), "thriftorm generate --header=");
  CHECK_EQ(shell.completed("thriftorm generate b\t"), "thriftorm generate blog.thrift ");
  CHECK_EQ(shell.completed("thriftorm check --format=j\t"), "thriftorm check --format=json ");
  CHECK_EQ(shell.completed("thriftorm generate --ddl my\t"), "thriftorm generate --ddl mysql=");
  CHECK_EQ(shell.completed("thriftorm generate --ddl mysql=n\t"),
           "thriftorm generate --ddl mysql=notes.txt ");
  CHECK_EQ(shell.completed("thriftorm completion f\t"), "thriftorm completion fish ");
}

TEST_CASE("fish completes commands, options, values and files") {
  if (!is_installed("fish")) {
    fmt::print("skipped: fish (not installed)\n");
    return;
  }
  const Folder folder("fish");
  const auto completed = [&](const std::string& line) {
    return run_in(
               folder.directory.path(),
               fmt::format(
                   "HOME=\"$PWD\" fish -c \"source completion; complete -C'{}'\" | cut -f 1", line))
        .out;
  };
  CHECK_EQ(completed("thriftorm "), "annotations\ncheck\ncommands\ncompletion\ngenerate\ninit\n");
  CHECK_EQ(completed("thriftorm generate --hea"), "--header\n");
  CHECK_EQ(completed("thriftorm generate b"), "blog.thrift\n");
  CHECK_EQ(completed("thriftorm check --format "), "json\ntext\n");
  CHECK_EQ(completed("thriftorm generate --ddl mysql=n"), "mysql=notes.txt\n");
  CHECK_EQ(completed("thriftorm init i"), "include/\n");
}

}  // namespace thriftorm::test
