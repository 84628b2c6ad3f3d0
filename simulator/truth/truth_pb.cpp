#include "simulator/truth/truth_pb.h"

#include <google/protobuf/util/delimited_message_util.h>

#include <sstream>

#include "simulator/truth/truth.pb.h"

namespace aobo::sim {
namespace {

void fill(const Knowable& knowable, truth::Knowable& out) {
  out.set_answer(std::string(name(knowable.answer)));
  out.mutable_people()->Assign(knowable.people.begin(), knowable.people.end());
  out.mutable_by()->Assign(knowable.by.begin(), knowable.by.end());
  out.set_strong(knowable.strong);
}

void fill(const Says& says, google::protobuf::RepeatedPtrField<truth::Saying>& out) {
  for (const auto& [field, allowed] : says) {
    truth::Saying& one = *out.Add();
    one.set_field(field);
    one.mutable_allowed()->Assign(allowed.begin(), allowed.end());
  }
}

}  // namespace

std::string delimited_truth(const Truth& truth) {
  truth::Truth out;
  out.set_record(truth.record);
  out.set_action(truth.action);
  out.set_activity(truth.activity);
  out.set_file(truth.file);
  out.set_offset(truth.offset);
  out.set_length(truth.length);
  out.set_time_ns(truth.time);
  out.set_id(truth.id);
  out.set_family(truth.family);
  out.set_envelope(truth.envelope);
  out.set_tenant(truth.tenant);
  out.set_customer(truth.customer);
  out.set_person(truth.person);
  out.set_person_id(truth.person_id);
  out.set_person_name(truth.person_name);
  out.set_partner(truth.partner);
  out.set_way(truth.way);
  out.set_session(truth.session);
  out.set_app(truth.app);
  out.set_name(truth.name);
  out.set_shows_person(truth.shows_person);
  out.set_poses_as(truth.poses_as);
  out.mutable_paths()->Assign(truth.paths.begin(), truth.paths.end());
  out.set_partner_acted(truth.partner_acted);
  out.set_story(truth.story);
  out.mutable_labels()->Assign(truth.labels.begin(), truth.labels.end());
  out.mutable_not_allowed()->Assign(truth.not_allowed.begin(), truth.not_allowed.end());
  out.mutable_expects()->Assign(truth.expects.begin(), truth.expects.end());
  out.mutable_faults()->Assign(truth.faults.begin(), truth.faults.end());
  out.set_damage(truth.damage);
  fill(truth.knowable, *out.mutable_knowable());
  if (truth.later) fill(truth.then, *out.mutable_then());
  fill(truth.says, *out.mutable_says());
  fill(truth.then_says, *out.mutable_then_says());
  std::ostringstream text;
  google::protobuf::util::SerializeDelimitedToOstream(out, &text);
  return std::move(text).str();
}

}  // namespace aobo::sim
