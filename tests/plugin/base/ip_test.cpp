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

TEST(Address, EverybodysAddressesAreNobodys) {
  for (const char* text :
       {"0.0.0.0",          "0.1.2.3",   "10.0.0.4",        "100.64.0.1", "100.127.255.255",
        "127.0.0.1",        "127.8.8.8", "169.254.169.254", "172.16.0.1", "172.31.255.255",
        "192.168.1.20",     "224.0.0.1", "255.255.255.255", "::",         "::1",
        "::ffff:127.0.0.1", "fc00::1",   "fd12::1",         "fe80::1",    "fec0::1",
        "ff02::1",          "",          "1.2.3.XXX"}) {
    EXPECT_FALSE(parse_address(text).ip.is_somewhere()) << text;
  }
  for (const char* text :
       {"1.2.3.4", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.0.0.1",
        "128.0.0.1", "169.253.0.1", "172.15.0.1", "172.32.0.1", "192.167.0.1", "198.51.100.7",
        "223.255.255.255", "::2", "1::1", "2001:db8::1", "2603:1026::1", "fbff::1"}) {
    EXPECT_TRUE(parse_address(text).ip.is_somewhere()) << text;
  }
}

TEST(Address, ItsNetworkIsKnownOfAMaskedOneToo) {
  struct Shown {
    const char *text, *network;
  };
  for (const Shown& row : {Shown{"203.0.113.9", "203.0.113.0/24"},
                           {"203.0.113.255:443", "203.0.113.0/24"},
                           {"203.0.113.XXX", "203.0.113.0/24"},
                           {"2001:db8:7:1::9", "2001:db8:7::/48"},
                           {"2001:db8:7:XXXX", "2001:db8:7::/48"},
                           {"2001:db8:7:1::xxx", "2001:db8:7::/48"},
                           {"::ffff:203.0.113.9", "203.0.113.0/24"},
                           // a mask that hides more of it, and what is everybody's or no address
                           {"203.0.XXX.XXX", ""},
                           {"2001:db8:XXXX", ""},
                           {"10.0.0.XXX", ""},
                           {"192.168.1.20", ""},
                           {"", ""}}) {
    EXPECT_EQ(network_of(parse_address(row.text)), row.network) << row.text;
  }
}

}  // namespace
}  // namespace aobo
