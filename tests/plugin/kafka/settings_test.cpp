// What the configuration says of Kafka: each mistake with its text and place, what librdkafka is
// set up with, and where secrets are; none of them is ever in an error.
#include "plugin/kafka/settings.h"

#include <fmt/format.h>

#include <cstdlib>
#include <map>

#include "plugin/config/config.h"
#include "plugin/kafka/consumer.h"
#include "plugin/kafka/topics.h"
#include "tests/support/temp_folder.h"

namespace aobo::test {
namespace {

using Texts = std::vector<std::string>;

class KafkaSettingsTest : public TempFolderTest {
 protected:
  static std::map<std::string, std::string> properties_of(const Config& config) {
    const auto properties = kafka_properties(config.kafka, 8 << 20);
    EXPECT_TRUE(properties.ok()) << properties.error().message;
    return {properties->begin(), properties->end()};
  }
  static Config read(const std::string& json) {
    auto config = parse_config(json);
    EXPECT_TRUE(config.ok()) << config.error().message;
    return std::move(*config);
  }
};

// ---- names --------------------------------------------------------------------------------------

TEST_F(KafkaSettingsTest, TopicsAreNamedInInputs) {
  const Config config =
      read(R"({"inputs":["logs","kafka://a,b",{"path":"kafka://vault","read":"all"},)"
           R"({"path":"kafka://old","follow":false}],"follow":true,)"
           R"("kafka":{"brokers":["h:1"],"group":"g"}})");
  EXPECT_EQ(
      config.topics,
      (std::vector<TopicInput>{
          {"a", true, true}, {"b", true, true}, {"vault", false, true}, {"old", false, false}}));
  EXPECT_EQ(config.followed, Texts{"logs"});
}

TEST_F(KafkaSettingsTest, WhatIsNotFollowedIsReadWholeAndNeedsNoGroup) {
  const Config config = read(R"({"inputs":["kafka://a"],"kafka":{"brokers":["h:1"]}})");
  EXPECT_EQ(config.topics, (std::vector<TopicInput>{{"a", false, false}}));
}

TEST_F(KafkaSettingsTest, BehindATopicStandTopics) {
  Texts names = {"./logs", "kafka://a", "b", " c.d ", "/srv/e", "f"};
  const auto topics = take_topics(names);
  ASSERT_TRUE(topics.ok());
  EXPECT_EQ(*topics, (Texts{"a", "b", "c.d"}));
  EXPECT_EQ(names, (Texts{"./logs", "/srv/e", "f"}));
}

// ---- mistakes -----------------------------------------------------------------------------------

TEST_F(KafkaSettingsTest, MistakesSayWhere) {
  struct Row {
    const char* json;
    const char* error;
  };
  for (
      const Row& row : {
          Row{R"({"inputs":["kafka://a"]})",
              "configuration:1:11: input kafka://a: the configuration has no \"kafka\" with "
              "\"brokers\": [\"host:port\", …]"},
          Row{R"({"inputs":["kafka://a"],"follow":true,"kafka":{"brokers":["h:1"]}})",
              "configuration:1:11: input kafka://a: \"kafka\" has no \"group\", which workers that "
              "follow a topic need; expected a name that nothing else in the cluster uses"},
          Row{R"({"inputs":["kafka://a b"]})",
              "configuration:1:12: input kafka://a b: \"a b\" is no name of a topic; expected "
              "kafka://TOPIC[,TOPIC…], each of 1 to 249 letters, digits, \".\", \"_\" and \"-\" "
              "(brokers, group and secrets stand in the configuration's \"kafka\")"},
          Row{R"({"inputs":["kafka://"]})",
              "configuration:1:12: input kafka://: \"\" is no name of a topic; expected "
              "kafka://TOPIC[,TOPIC…], each of 1 to 249 letters, digits, \".\", \"_\" and \"-\" "
              "(brokers, group and secrets stand in the configuration's \"kafka\")"},
          Row{R"({"inputs":[{"path":"logs","read":"all"}]})",
              "configuration:1:34: \"read\" is for topics (kafka://…); files are read whole"},
          Row{R"({"inputs":[{"path":"kafka://a","read":"some"}]})",
              "configuration:1:39: \"read\" must be one of share, all, found \"some\""},
          Row{R"({"kafka":{}})",
              "configuration:1:10: \"kafka\" needs \"brokers\": [\"host:port\", …]"},
          Row{R"({"kafka":{"brokers":["https://h:1"]}})",
              "configuration:1:22: a broker must be host:port, found \"https://h:1\""},
          Row{R"({"kafka":{"brokers":["Endpoint=sb://x/;SharedAccessKey=geheim"]}})",
              "configuration:1:22: a broker must be host:port, found what is not shown here, "
              "because it may be a secret"},
          Row{R"({"kafka":{"brokers":["SharedAccessKey=geheim"]}})",
              "configuration:1:22: a broker must be host:port, found what is not shown here, "
              "because it may be a secret"},
          Row{R"({"kafka":{"brokers":["h:1"],"mechanism":"0123456789abcdef0123456789abcdefg"}})",
              "configuration:1:41: \"mechanism\" must be one of PLAIN, SCRAM-SHA-256, "
              "SCRAM-SHA-512, OAUTHBEARER, found what is not shown here, because it may be a "
              "secret"},
          Row{"{\"kafka\":{\"brokers\":[\"h:1\"],\n \"broker\":\"x\"}}",
              "configuration:2:11: unknown key \"broker\"; expected one of brokers, preset, group, "
              "instance, security, mechanism, user, password_file, password_env, token_file, "
              "token_command, ca_file, properties, secret_files"},
          Row{R"({"kafka":{"brokers":["h:1"],"preset":"azure"}})",
              "configuration:1:38: \"preset\" must be one of event-hubs, found \"azure\""},
          Row{R"({"kafka":{"brokers":["h:1"],"preset":"event-hubs"}})",
              "configuration:1:10: there is no password: name its file in \"password_file\", or "
              "the "
              "variable of the host's environment that holds it in \"password_env\""},
          Row{R"({"kafka":{"brokers":["h:1"],"security":"sasl_ssl","password_env":"P"}})",
              "configuration:1:10: \"security\" is sasl_ssl, and there is no \"mechanism\"; "
              "expected "
              "one of PLAIN, SCRAM-SHA-256, SCRAM-SHA-512, OAUTHBEARER"},
          Row{R"({"kafka":{"brokers":["h:1"],"password_file":"p"}})",
              "configuration:1:10: a password or a token is named, and \"security\" is neither "
              "sasl_plaintext nor sasl_ssl; expected one of these (or \"preset\": \"event-hubs\")"},
          Row{R"({"kafka":{"brokers":["h:1"],"password_file":"p","password_env":"P"}})",
              "configuration:1:64: \"password_file\" and \"password_env\" are both there; expected "
              "one of them"},
          Row{R"({"kafka":{"brokers":["h:1"],"preset":"event-hubs","mechanism":"OAUTHBEARER","password_env":"P"}})",
              "configuration:1:63: OAUTHBEARER needs a \"token_command\" or a \"token_file\""},
          Row{R"({"kafka":{"brokers":["h:1"],"properties":{"sasl.password":"geheim"}}})",
              "configuration:1:59: the property sasl.password is a secret: name its file in "
              "\"password_file\""},
          Row{R"({"kafka":{"brokers":["h:1"],"properties":{"ssl.key.password":"geheim"}}})",
              "configuration:1:62: the property ssl.key.password is a secret: name its file in "
              "\"secret_files\""},
          Row{R"({"kafka":{"brokers":["h:1"],"properties":{"group.id":"g"}}})",
              "configuration:1:54: the property group.id has a key of its own: \"group\""},
          Row{R"({"kafka":{"brokers":["h:1"],"properties":{"enable.auto.commit":"true"}}})",
              "configuration:1:64: the property enable.auto.commit is set by aobo, which rests on "
              "it"},
          Row{R"({"kafka":{"brokers":["h:1"],"properties":{"fetch.wait":"5"}}})",
              "configuration:1:56: No such configuration property: \"fetch.wait\""},
          Row{R"({"kafka":{"brokers":["h:1"],"properties":{"fetch.wait.max.ms":"soon"}}})",
              "configuration:1:63: Invalid value for configuration property \"fetch.wait.max.ms\""},
          Row{R"({"kafka":{"brokers":["h:1"],"properties":{"fetch.wait.max.ms":5}}})",
              "configuration:1:63: expected a string, found 5"},
          Row{R"({"kafka":{"brokers":["h:1"],"secret_files":{"client.id":"f"}}})",
              "configuration:1:57: client.id is no secret that may stand here; expected "
              "ssl.key.password and its like (the password has \"password_file\")"},
      }) {
    const auto config = parse_config(row.json);
    ASSERT_FALSE(config.ok()) << row.json;
    EXPECT_EQ(config.error().message, row.error) << row.json;
  }
}

// ---- what the client is set up with -------------------------------------------------------------

TEST_F(KafkaSettingsTest, EventHubsAreSetUpAsMicrosoftRecommends) {
  write("connection", "Endpoint=sb://x;SharedAccessKey=geheim\n");
  const Config config = read(
      R"({"base_dir":")" + folder() +
      R"(","kafka":{"preset":"event-hubs","brokers":["ns.servicebus.windows.net"],"group":"g",)"
      R"("instance":"w1","password_file":"connection","properties":{"session.timeout.ms":"45000"}}})");
  const std::map<std::string, std::string> expected = {
      {"auto.offset.reset", "error"},
      {"bootstrap.servers", "ns.servicebus.windows.net:9093"},
      {"client.id", "aobo"},
      {"connections.max.idle.ms", "180000"},
      {"enable.auto.commit", "false"},
      {"enable.auto.offset.store", "false"},
      {"enable.partition.eof", "true"},
      {"fetch.max.bytes", "2097152"},
      {"fetch.message.max.bytes", "524288"},
      {"fetch.wait.max.ms", "100"},
      {"group.instance.id", "w1"},
      {"heartbeat.interval.ms", "3000"},
      {"isolation.level", "read_committed"},
      {"log.queue", "true"},
      {"metadata.max.age.ms", "180000"},
      {"partition.assignment.strategy", "cooperative-sticky"},
      {"queued.max.messages.kbytes", "8192"},
      {"sasl.mechanism", "PLAIN"},
      {"sasl.password", "Endpoint=sb://x;SharedAccessKey=geheim"},
      {"sasl.username", "$ConnectionString"},
      {"security.protocol", "sasl_ssl"},
      {"session.timeout.ms", "45000"},
      {"socket.keepalive.enable", "true"},
      {"ssl.ca.location", "probe"}};
  EXPECT_EQ(properties_of(config), expected);
}

TEST_F(KafkaSettingsTest, ATokenMakesItOauthbearer) {
  const Config config =
      read(R"({"kafka":{"preset":"event-hubs","brokers":["ns:1"],"token_command":["az","x"]}})");
  auto properties = properties_of(config);
  EXPECT_EQ(properties["sasl.mechanism"], "OAUTHBEARER");
  EXPECT_EQ(properties.contains("sasl.username"), false);
}

// ---- secrets ------------------------------------------------------------------------------------

TEST_F(KafkaSettingsTest, SecretsThatAreNotThereSayWhereTheyShouldBe) {
  const auto refused = [&](const std::string& keys) {
    const Config config =
        read(R"({"base_dir":")" + folder() +
             R"(","kafka":{"preset":"event-hubs","brokers":["h:1"],)" + keys + "}}");
    const auto properties = kafka_properties(config.kafka, 1 << 20);
    return properties.ok() ? std::string() : properties.error().message;
  };
  EXPECT_EQ(refused(R"("password_file":"nothing")"),
            "kafka: the file of the password, " + folder() + "/nothing: No such file or directory");
  write("empty", "\nsecret behind\n");
  EXPECT_EQ(refused(R"("password_file":"empty")"),
            "kafka: the file of the password, " + folder() +
                "/empty: its first line is empty; it must be the secret");
  EXPECT_EQ(refused(R"("password_env":"AOBO_TEST_NO_SUCH")"),
            "kafka: the environment of the host has no AOBO_TEST_NO_SUCH, which \"password_env\" "
            "names; set it for the host's process, or name a file in \"password_file\"");
}

TEST_F(KafkaSettingsTest, APasswordOfTheEnvironmentIsTaken) {
  setenv("AOBO_TEST_PASSWORD", "from the environment", 1);
  const Config config = read(
      R"({"kafka":{"preset":"event-hubs","brokers":["h:1"],"password_env":"AOBO_TEST_PASSWORD"}})");
  EXPECT_EQ(properties_of(config)["sasl.password"], "from the environment");
  unsetenv("AOBO_TEST_PASSWORD");
}

// What librdkafka says of a value that it refuses would show it.
TEST_F(KafkaSettingsTest, AnErrorOfTheClientShowsNoSecret) {
  if (!has_kafka()) GTEST_SKIP() << "(built without Kafka)";
  write("key", "geheim-4711\n");
  const Config config = read(R"({"base_dir":")" + folder() +
                             R"(","kafka":{"brokers":["h:1"],"security":"ssl",)"
                             R"("secret_files":{"ssl.key.pem":"key"}}})");
  const auto consumer = KafkaConsumer::open(config.kafka, {"a"}, false, 1 << 20);
  ASSERT_FALSE(consumer.ok());
  EXPECT_EQ(consumer.error().message.find("geheim"), std::string::npos) << consumer.error().message;
}

}  // namespace
}  // namespace aobo::test
