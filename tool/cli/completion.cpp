#include "tool/cli/completion.h"

namespace thriftorm::cli {

std::string completion(const ProgramDescription& program, std::string_view shell) {
  if (shell == "bash") return bash_completion(program);
  if (shell == "zsh") return zsh_completion(program);
  return fish_completion(program);
}

std::string words_in(const OptionDescription& option) {
  std::string words;
  for (const ValueWord& word : option.words) words += (words.empty() ? "" : " ") + word.text;
  return words;
}

std::string quoted(std::string_view text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

}  // namespace thriftorm::cli
