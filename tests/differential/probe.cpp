// A plugin whose events hold values of every type that rules know, drawn from small pools of
// awkward ones, so that random conditions often hold. Opened with "CASES:EVENTS:SEED": so many
// cases of so many events; t.case tells which case an event belongs to. An event's payload is its
// case and a number from which all of its values follow.
#include <plugin/plugin_api.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr const char* kFields = R"([
{"name":"t.case","type":"uint64","desc":"Case."},
{"name":"t.s","type":"string","desc":"A text."},
{"name":"t.s2","type":"string","desc":"Another text."},
{"name":"t.o","type":"string","desc":"A text that half of the events do not have."},
{"name":"t.n","type":"uint64","desc":"A number."},
{"name":"t.n2","type":"uint64","desc":"Another number, not always there."},
{"name":"t.b","type":"bool","desc":"A truth value."},
{"name":"t.ls","type":"string","isList":true,"desc":"Texts, at times none."},
{"name":"t.ls2","type":"string","isList":true,"desc":"Other texts."},
{"name":"t.ln","type":"uint64","isList":true,"desc":"Numbers."},
{"name":"t.lb","type":"bool","isList":true,"desc":"Truth values."},
{"name":"t.ip","type":"ipaddr","desc":"An address."},
{"name":"t.ip2","type":"ipaddr","desc":"Another address."},
{"name":"t.net","type":"ipnet","desc":"An address, for networks."},
{"name":"t.at","type":"abstime","desc":"A time."},
{"name":"t.rt","type":"reltime","desc":"A span."},
{"name":"t.key","type":"string","arg":{"isRequired":true,"isKey":true},"desc":"A text, or the argument."},
{"name":"t.idx","type":"uint64","arg":{"isRequired":false,"isIndex":true},"desc":"A number, or the argument."}
])";
enum Field {
  kCase,
  kS,
  kS2,
  kO,
  kN,
  kN2,
  kB,
  kLs,
  kLs2,
  kLn,
  kLb,
  kIp,
  kIp2,
  kNet,
  kAt,
  kRt,
  kKey,
  kIdx
};

constexpr std::array<const char*, 27> kTexts = {"",
                                                "a",
                                                "b",
                                                "A",
                                                "c c",
                                                "Hello World",
                                                "hello world",
                                                "Hello",
                                                "/usr/bin/x",
                                                "/usr/bin",
                                                "/opt//dir/",
                                                "caf\xc3\xa9",
                                                "bad \xff bytes",
                                                "line1\nline2",
                                                "aGVsbG8=",
                                                "42",
                                                "x=y",
                                                "*?[a]",
                                                "t.s",
                                                "Aa\tb",
                                                "YQ",
                                                "YQ==",
                                                "YWI=",
                                                "Y Q=",
                                                "YWI",
                                                "YWJ=",
                                                "Qr=="};
constexpr std::array<std::uint64_t, 8> kNumbers = {
    0, 1, 2, 41, 42, 43, 1'700'000'000'000'000'000, UINT64_MAX};
constexpr std::array<std::string_view, 5> kAddresses = {
    std::string_view("\x0a\x01\x02\x03", 4), std::string_view("\x0a\x01\x02\x04", 4),
    std::string_view("\xc0\xa8\x00\x01", 4),
    std::string_view("\xfe\x80\0\0\0\0\0\0\0\0\0\0\0\0\0\x01", 16),
    std::string_view("\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\x22", 16)};

std::uint64_t mixed(std::uint64_t value) {  // splitmix64
  value += 0x9e3779b97f4a7c15ULL;
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
  return value ^ (value >> 31);
}

struct Payload {
  std::uint64_t number = 0, seed = 0;
};

struct State {
  std::vector<std::string> texts;
  std::vector<const char*> pointers;
  std::vector<std::uint64_t> numbers;
  std::vector<ss_plugin_bool> flags;
  ss_plugin_byte_buffer buffer{};
};

struct Instance {
  std::uint64_t cases = 0, events = 0, seed = 0, at = 0;
  std::vector<std::uint8_t> bytes;
  ss_plugin_event* event = nullptr;
};

template <typename Pool>
auto drawn(const Pool& pool, std::uint64_t random) {
  return pool[random % pool.size()];
}

// What the field holds, as many values as `into` then has.
void extract(State& state, const Payload& payload, ss_plugin_extract_field& field) {
  const std::uint64_t random = mixed(payload.seed * 64 + field.field_id);
  const auto texts = [&](std::size_t count) {
    state.pointers.clear();
    for (std::size_t i = 0; i < count; ++i)
      state.pointers.push_back(drawn(kTexts, mixed(random + i)));
    field.res.str = state.pointers.data();
    field.res_len = count;
  };
  const auto numbers = [&](std::size_t count) {
    state.numbers.clear();
    for (std::size_t i = 0; i < count; ++i)
      state.numbers.push_back(drawn(kNumbers, mixed(random + i)));
    field.res.u64 = state.numbers.data();
    field.res_len = count;
  };
  const auto flags = [&](std::size_t count) {
    state.flags.clear();
    for (std::size_t i = 0; i < count; ++i)
      state.flags.push_back(static_cast<ss_plugin_bool>(mixed(random + i) % 2));
    field.res.boolean = state.flags.data();
    field.res_len = count;
  };
  const std::size_t some = random % 4;  // of a list
  const bool there = random % 2 == 0;
  switch (field.field_id) {
    case kCase:
      state.numbers.assign(1, payload.number);
      field.res.u64 = state.numbers.data();
      field.res_len = 1;
      break;
    case kO:
      texts(there ? 1 : 0);
      break;
    case kN2:
      numbers(there ? 1 : 0);
      break;
    case kLs:
    case kLs2:
      texts(some);
      break;
    case kLn:
      numbers(some);
      break;
    case kLb:
      flags(some);
      break;
    case kB:
      flags(1);
      break;
    case kN:
    case kAt:
    case kRt:
      numbers(1);
      break;
    case kIp:
    case kIp2:
    case kNet: {
      const std::string_view address = drawn(kAddresses, random);
      state.buffer = {static_cast<std::uint32_t>(address.size()), address.data()};
      field.res.buf = &state.buffer;
      field.res_len = 1;
      break;
    }
    case kKey:
      state.pointers.assign(
          1, there && field.arg_key != nullptr ? field.arg_key : drawn(kTexts, random));
      field.res.str = state.pointers.data();
      field.res_len = 1;
      break;
    case kIdx:
      state.numbers.assign(1, field.arg_present != 0 ? field.arg_index : 42);
      field.res.u64 = state.numbers.data();
      field.res_len = 1;
      break;
    default:
      texts(1);
  }
}

}  // namespace

extern "C" {

const char* plugin_get_required_api_version() { return "3.0.0"; }
const char* plugin_get_version() { return "0.1.0"; }
const char* plugin_get_name() { return "probe"; }
const char* plugin_get_description() {
  return "Values of every type, for comparing how conditions are answered.";
}
const char* plugin_get_contact() { return "aobo"; }
const char* plugin_get_last_error(ss_plugin_t*) { return ""; }
std::uint32_t plugin_get_id() { return 999; }
const char* plugin_get_event_source() { return "probe"; }
const char* plugin_get_fields() { return kFields; }

ss_plugin_t* plugin_init(const ss_plugin_init_input*, ss_plugin_rc* rc) {
  *rc = SS_PLUGIN_SUCCESS;
  return reinterpret_cast<ss_plugin_t*>(new State);
}
void plugin_destroy(ss_plugin_t* plugin) { delete reinterpret_cast<State*>(plugin); }

ss_instance_t* plugin_open(ss_plugin_t*, const char* params, ss_plugin_rc* rc) {
  auto* instance = new Instance;
  unsigned long cases = 0, events = 0, seed = 0;
  *rc = std::sscanf(params, "%lu:%lu:%lu", &cases, &events, &seed) == 3 ? SS_PLUGIN_SUCCESS
                                                                        : SS_PLUGIN_FAILURE;
  instance->cases = cases;
  instance->events = events;
  instance->seed = seed;
  instance->bytes.resize(sizeof(ss_plugin_event) + 3 * sizeof(std::uint32_t) + sizeof(Payload));
  return reinterpret_cast<ss_instance_t*>(instance);
}
void plugin_close(ss_plugin_t*, ss_instance_t* instance) {
  delete reinterpret_cast<Instance*>(instance);
}

ss_plugin_rc plugin_next_batch(ss_plugin_t*, ss_instance_t* handle, std::uint32_t* count,
                               ss_plugin_event*** events) {
  auto* instance = reinterpret_cast<Instance*>(handle);
  *count = 0;
  if (instance->at == instance->cases * instance->events) return SS_PLUGIN_EOF;
  ss_plugin_event header{};
  header.ts = 1'700'000'000'000'000'000 + instance->at;
  header.tid = UINT64_MAX;
  header.len = static_cast<std::uint32_t>(instance->bytes.size());
  header.type = 322;
  header.nparams = 2;
  const std::uint32_t lengths[3] = {4, sizeof(Payload), 999};
  const Payload payload{instance->at / instance->events, instance->seed * 1'000'003 + instance->at};
  std::memcpy(instance->bytes.data(), &header, sizeof(header));
  std::memcpy(instance->bytes.data() + sizeof(header), lengths, sizeof(lengths));
  std::memcpy(instance->bytes.data() + sizeof(header) + sizeof(lengths), &payload, sizeof(payload));
  instance->event = reinterpret_cast<ss_plugin_event*>(instance->bytes.data());
  *events = &instance->event;
  *count = 1;
  ++instance->at;
  return SS_PLUGIN_SUCCESS;
}

ss_plugin_rc plugin_extract_fields(ss_plugin_t* plugin, const ss_plugin_event_input* event,
                                   const ss_plugin_field_extract_input* in) {
  Payload payload;
  if (event->evt->len != sizeof(ss_plugin_event) + 3 * sizeof(std::uint32_t) + sizeof(Payload))
    return SS_PLUGIN_FAILURE;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(event->evt);
  std::memcpy(&payload, bytes + sizeof(ss_plugin_event) + 3 * sizeof(std::uint32_t),
              sizeof(payload));
  for (std::uint32_t i = 0; i < in->num_fields; ++i)
    extract(*reinterpret_cast<State*>(plugin), payload, in->fields[i]);
  return SS_PLUGIN_SUCCESS;
}

}  // extern "C"
