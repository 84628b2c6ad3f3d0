// KeptLesson: a record of which it is asked later what it has changed, and what its answer taught.
#pragma once

#include <memory>

#include "plugin/base/heap_bytes.h"
#include "plugin/case/case.h"
#include "plugin/event/packed_record.h"
#include "plugin/identity/evidence/lesson.h"

namespace aobo {

struct KeptLesson {
  std::shared_ptr<const PackedRecord> packed;  // what tells who acted
  Lesson lesson;

  static KeptLesson of(const Case& the_case, const Lesson& lesson) {
    return {std::make_shared<const PackedRecord>(PackedRecord::who(the_case.record())), lesson};
  }
  const Record& record() const { return packed->record(); }
  // Beside its own.
  std::size_t more_bytes() const { return packed->bytes() + heap_bytes(lesson); }

  void save(Writer& writer) const {
    packed->save(writer);
    writer(lesson);
  }
  void load(Reader& reader) {
    PackedRecord loaded;
    loaded.load(reader);
    packed = std::make_shared<const PackedRecord>(std::move(loaded));
    reader(lesson);
  }
};

}  // namespace aobo
