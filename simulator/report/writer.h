// EventWriter: events as lines: a table for people, or JSON with a key per field. Nothing in a
// record can forge a line: control characters and what turns text around come out escaped.
#pragma once

#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "simulator/host/session.h"
#include "simulator/report/paint.h"
#include "simulator/report/zone.h"

namespace aobo::sim {

class EventWriter {
 public:
  virtual ~EventWriter() = default;
  virtual void begin() {}
  virtual void write(const Session& session) = 0;
};

// Fixed columns: when, where, who, how sure, by which way, what, with which result. They fit
// `width` columns; 0 is as wide as they like.
Result<std::unique_ptr<EventWriter>> make_table_writer(const Session& session, std::ostream& out,
                                                       const Zone& zone, std::size_t width,
                                                       Paint paint);
// One object a line. `fields` empty: every field that takes no argument. A field without a value is
// not there.
Result<std::unique_ptr<EventWriter>> make_json_writer(const Session& session,
                                                      const std::vector<std::string>& fields,
                                                      std::ostream& out);
// A column a field, separated by tabs.
Result<std::unique_ptr<EventWriter>> make_column_writer(const Session& session,
                                                        const std::vector<std::string>& fields,
                                                        std::ostream& out, const Zone& zone);
// The same as CSV (csv.h), of the table's columns where `fields` is empty.
Result<std::unique_ptr<EventWriter>> make_csv_writer(const Session& session,
                                                     const std::vector<std::string>& fields,
                                                     std::ostream& out, const Zone& zone);

// Who acted, in a few words: the name, the candidates, or why there is none.
// Who acts where a run tells of itself, as aobo.who says it.
inline constexpr std::string_view kRunItself = "aobo itself";

struct WhoFields {
  FieldQuery name, upn, confidence, candidates, user_id, actor, who;
};
Result<WhoFields> who_fields(const Session& session);
// Whether a log names an actor at all: it may write "-" where it knows none.
bool names_an_actor(std::string_view actor);
std::string who(const Session& session, const WhoFields& fields);

}  // namespace aobo::sim
