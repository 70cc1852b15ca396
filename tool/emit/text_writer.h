// Fills templates that look like their output. A template's common indentation is dropped; a hole
// is a name between dollar signs. What fills a hole that stands alone on its line may have several
// lines, which take its indentation, or none, and then the line goes.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace thriftorm {

class TextWriter;

struct Hole {
  std::string_view name;
  std::string text;

  Hole(std::string_view hole_name, std::string hole_text)
      : name(hole_name), text(std::move(hole_text)) {}
  // The text that `write` emits.
  Hole(std::string_view hole_name, const std::function<void(TextWriter&)>& write);
};

class TextWriter {
 public:
  // Every hole of the template must be given, and every given hole used: else the tool is wrong.
  void emit(std::string_view pattern, const std::vector<Hole>& holes = {});
  // An empty line, unless nothing stands before it.
  void blank_line();

  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace thriftorm
