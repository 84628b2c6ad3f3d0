#include "plugin/base/ip.h"

#include <gtest/gtest.h>

namespace aobo {
namespace {

struct Row {
  const char* text;
  const char* ip;
  const char* prefix;
};

TEST(Address, FormsInTheLogs) {
  for (const Row& row : {
           Row{"1.2.3.4", "1.2.3.4", ""},
           Row{"1.2.3.4:443", "1.2.3.4", ""},
           Row{"2001:db8::1", "2001:db8::1", ""},
           Row{"[2001:db8::1]:443", "2001:db8::1", ""},
           Row{"[2001:db8::1]", "2001:db8::1", ""},
           Row{"::1", "::1", ""},
           Row{"::ffff:1.2.3.4", "1.2.3.4", ""},
           Row{"1.2.3.XXX", "", "1.2.3."},
           Row{"1.2.x.x", "", "1.2."},
           Row{"1.2.3.*", "", "1.2.3."},
           Row{"2001:db8:XXXX", "", "2001:db8:"},
           Row{"", "", ""},
           Row{"<null>", "", ""},
           Row{"localhost", "", ""},
           Row{"1.2.3", "", ""},
           Row{"1.2.3.4.5", "", ""},
           Row{"1.XXX.3.4", "", ""},
           Row{"XXX.2.3.4", "", ""},
           Row{"1.2.3.4:port", "", ""},
           Row{"<Redacted VPN IP>", "", ""},
       }) {
    const Address address = parse_address(row.text);
    EXPECT_EQ(address.ip.text(), row.ip) << row.text;
    EXPECT_EQ(address.prefix, row.prefix) << row.text;
  }
}

}  // namespace
}  // namespace aobo
