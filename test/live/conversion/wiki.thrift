// Rows with keys of their own and rows with locks, embedded in every way, for the tests beside it.
namespace cpp wiki

//@references(words)
typedef string WordKey
//@references(text_lines)
typedef string LineKey
//@references(pages)
typedef i64 PageId
//@references(slips)
typedef i64 SlipId
typedef set<SlipId> SlipIds
//@references(readers)
typedef i64 ReaderId

//@references(pins)
typedef i64 PinId

union Keeper { 1: PageId page_id  2: ReaderId reader_id }

//@mysql_table(words)
struct Word {
  1: string key                //@column(word) @primary_key @length(20)
  2: string meaning
}

//@mysql_table(text_lines, model=Line)
struct Line {
  1: string key                //@column(line) @primary_key @length(20)
  2: string content
}

//@mysql_table(marks)
//@info Goes with its line
struct Mark {
  1: optional i64 id
  2: LineKey line_key          //@length(20) @references(text_lines, on_destroy=delete, related_name=marks)
}

//@mysql_table(slips)
struct Slip {
  1: optional SlipId id
  2: string label
  3: i32 revision              //@version
}

//@mysql_table(covers)
struct Cover {
  1: optional i64 id
  2: string title
  3: i32 revision              //@version
}

//@mysql_table(tabs)
struct Tab {
  1: optional i64 id
  2: string label
}

//@mysql_table(sections)
struct Section {
  1: optional i64 id
  2: optional Word note        //@belongs_to(note_key, save=all, related_name=noted_sections)
  3: optional Word term        //@belongs_to(term_key, related_name=sections)
  4: list<Word> words          //@many_to_many(section_words)
}

//@mysql_table(pages)
struct Page {
  1: optional PageId id
  2: string name
  3: optional Word note        //@belongs_to(note_key, save=all, related_name=noted_pages)
  4: optional Word term        //@belongs_to(term_key, related_name=pages)
  5: list<Word> words          //@many_to_many(page_words)
  6: list<Line> lines          //@has_many(page_id)
  7: optional Cover cover      //@has_one(page_id)
  8: list<Section> sections    //@has_many(page_id)
  9: list<SlipId> slips        //@has_many(page_id, on_destroy=unlink)
  10: SlipIds bookmarks        //@many_to_many(page_bookmarks)
  11: list<Tab> tabs           //@has_many(page_id, on_destroy=refuse)
  12: list<PinId> pins         //@has_many(holder.page_id)
}

//@mysql_table(readers)
struct Reader {
  1: optional ReaderId id
  2: string name
}

//@mysql_table(clips)
struct Clip {
  1: optional i64 id
  2: string label
  3: Keeper keeper             //@flatten @reverse(page_id, clips) @reverse(reader_id, clips)
}

//@mysql_table(pins)
struct Pin {
  1: optional PinId id
  2: Keeper holder             //@flatten @reverse(reader_id, pins)
}
