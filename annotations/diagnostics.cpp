#include "annotations/diagnostics.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace thriftorm {
namespace {

// Longer words are no typing mistakes; comparing them would only cost time.
constexpr std::size_t kLongestWord = 200;

// Insertions, deletions, replacements and swapped neighbours that turn one word into the other.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    std::swap(before_last, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

}  // namespace

void Diagnostics::add_source(std::string file, std::string text) {
  file_order_.try_emplace(file, file_order_.size());
  std::vector<std::size_t> line_starts = {0};
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') line_starts.push_back(i + 1);
  }
  sources_.insert_or_assign(std::move(file), Source{std::move(text), std::move(line_starts)});
}

Diagnostic& Diagnostics::report(Severity severity, const Location& location, std::string kind,
                                std::string message) {
  file_order_.try_emplace(location.file, file_order_.size());
  return diagnostics_.emplace_back(
      Diagnostic{severity, location, std::move(kind), std::move(message), {}});
}

Diagnostic& Diagnostics::error(const Location& location, std::string kind, std::string message) {
  ++errors_;
  return report(Severity::kError, location, std::move(kind), std::move(message));
}

Diagnostic& Diagnostics::warning(const Location& location, std::string kind, std::string message) {
  return report(Severity::kWarning, location, std::move(kind), std::move(message));
}

std::vector<Diagnostic> Diagnostics::sorted() const {
  std::vector<Diagnostic> result = diagnostics_;
  std::ranges::stable_sort(result, {}, [this](const Diagnostic& diagnostic) {
    const Location& location = diagnostic.location;
    return std::tuple(file_order_.at(location.file), location.line, location.column);
  });
  return result;
}

std::string_view Diagnostics::source_line(const std::string& file, int line) const {
  const auto found = sources_.find(file);
  if (found == sources_.end() || line < 1) return {};
  const Source& source = found->second;
  const auto index = static_cast<std::size_t>(line) - 1;
  if (index >= source.line_starts.size()) return {};
  const std::string_view rest = std::string_view(source.text).substr(source.line_starts[index]);
  std::string_view result = rest.substr(0, rest.find('\n'));
  if (result.ends_with('\r')) result.remove_suffix(1);
  return result;
}

std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates) {
  std::string_view best;
  std::size_t best_distance = kLongestWord;
  for (const std::string_view candidate : candidates) {
    const std::size_t longer = std::max(word.size(), candidate.size());
    const std::size_t shorter = std::min(word.size(), candidate.size());
    const std::size_t limit = std::max<std::size_t>(1, longer / 3);
    if (longer > kLongestWord || longer - shorter > limit) continue;
    const std::size_t distance = edit_distance(word, candidate);
    if (distance > limit || distance >= best_distance) continue;
    best = candidate;
    best_distance = distance;
  }
  return best;
}

}  // namespace thriftorm
