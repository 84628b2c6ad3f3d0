// What is masked, what is not, and that a record stays what it was but for its secrets.
#include "plugin/mask/masker.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include "plugin/mask/secret_forms.h"
#include "plugin/mask/secret_names.h"
#include "tests/support/property.h"
#include "tests/support/secrets.h"

namespace aobo::test {
namespace {

constexpr FingerprintKey kKey{7, 9};

MaskOptions options() {
  MaskOptions options;
  options.key = kKey;
  return options;
}

std::string masked(std::string_view json) {
  Masker masker(options());
  return std::string(masker.json(json));
}

std::string mask(std::string_view secret) { return mask_of(secret, kKey); }

TEST(Masker, EachPlantedSecretIsGoneAndTheRecordIsStillJson) {
  simdjson::dom::parser parser;
  for (const PlantedSecret& planted : planted_secrets()) {
    const std::string json = R"({"a":1,)" + planted.member + R"(,"z":[true,null]})";
    const std::string out = masked(json);
    EXPECT_EQ(out.find(planted.secret), std::string::npos) << planted.what << "\n" << out;
    EXPECT_NE(out.find("***"), std::string::npos) << planted.what << "\n" << out;
    EXPECT_EQ(parser.parse(out).error(), simdjson::SUCCESS) << planted.what << "\n" << out;
    EXPECT_TRUE(out.starts_with(R"({"a":1,)") && out.ends_with(R"(,"z":[true,null]})")) << out;
  }
}

TEST(Masker, WhatIsMaskedStandsInItsPlace) {
  const auto m = [](const char* secret) { return mask(secret); };
  const std::pair<std::string, std::string> rows[] = {
      {R"({"password":"x1"})", R"({"password":")" + m("x1") + R"("})"},
      {R"({"Client_Secret" : "x1"})", R"({"Client_Secret" : ")" + m("x1") + R"("})"},
      {R"({"Name":"Pwd","Value":"x1"})", R"({"Name":"Pwd","Value":")" + m("x1") + R"("})"},
      {R"({"Value":"x1","Name":"Pwd"})", R"({"Value":")" + m("x1") + R"(","Name":"Pwd"})"},
      {R"({"sharedKey":12345678})", R"({"sharedKey":")" + m("12345678") + R"("})"},
      {R"({"b":"Body {\"password\" : \"x1\"} sent"})",
       R"({"b":"Body {\"password\" : \")" + m("x1") + R"(\"} sent"})"},
      {R"({"u":"ftp://bob:x1@h/a"})", R"({"u":"ftp://bob:)" + m("x1") + R"(@h/a"})"},
      {R"({"newValue":"\"{\\\"password\\\":\\\"x1\\\"}\""})",
       R"({"newValue":"\"{\\\"password\\\":\\\")" + m("x1") + R"(\\\"}\""})"},
      {R"({"newValue":"\"x1\"","displayName":"Password"})",
       R"({"newValue":")" + m("x1") + R"(","displayName":"Password"})"},
      {R"({"u":"https://h/?sig=abc&se=1"})", R"({"u":"https://h/?sig=)" + m("abc") + R"(&se=1"})"},
      {R"({"x":"&lt;a&gt;{&quot;password&quot; : &quot;x1&quot;,&quot;n&quot;:2}"})",
       R"({"x":"&lt;a&gt;{&quot;password&quot; : &quot;)" + m("x1") +
           R"(&quot;,&quot;n&quot;:2}"})"},
      {R"({"x":"<a p='1' Password=&#34;x1&#34; q=&#34;2&#34;/>"})",
       R"({"x":"<a p='1' Password=&#34;)" + m("x1") + R"(&#34; q=&#34;2&#34;/>"})"},
      {R"({"row":"1,\"{\"\"password\"\":\"\"x1\"\",\"\"n\"\":2}\""})",
       R"({"row":"1,\"{\"\"password\"\":\"\")" + m("x1") + R"(\"\",\"\"n\"\":2}\""})"},
      {R"({"c":"$adminPassword = \"x1\"; @{Password = 'x1'}; $cred.Password ='x1'"})",
       R"({"c":"$adminPassword = \")" + m("x1") + R"(\"; @{Password = ')" + m("x1") +
           R"('}; $cred.Password =')" + m("x1") + R"('"})"},
      {R"({"c":"password := \"x1\" \"password\" => \"x1\" \"client_secret\" = \"x1\""})",
       R"({"c":"password := \")" + m("x1") + R"(\" \"password\" => \")" + m("x1") +
           R"(\" \"client_secret\" = \")" + m("x1") + R"(\""})"},
      {R"({"c":"Server=s;AccountKey = x1-y2z;PWD= x1-y2z; user=u"})",
       R"({"c":"Server=s;AccountKey = )" + m("x1-y2z") + ";PWD= " + m("x1-y2z") + R"(; user=u"})"},
      {R"({"c":"UserName : bob\nPassword     : x1-y2z"})",
       R"({"c":"UserName : bob\u000aPassword     : )" + m("x1-y2z") + R"("})"},
      {R"({"u":"https://t.sharepoint.com/d.aspx?UniqueId=1&tempauth=v1.eyJ&x=2"})",
       R"({"u":"https://t.sharepoint.com/d.aspx?UniqueId=1&tempauth=)" + m("v1.eyJ") + R"(&x=2"})"},
      {R"({"c":"net use Z: \\\\srv\\share x1 /user:corp\\bob & echo done"})",
       R"({"c":"net use Z: \\\\srv\\share )" + m("x1") + R"( /user:corp\\bob & echo done"})"},
      {R"({"c":"NET.EXE use \\\\srv\\share /user:corp\\bob x1; exit"})",
       R"({"c":"NET.EXE use \\\\srv\\share /user:corp\\bob )" + m("x1") + R"(; exit"})"},
      {R"({"adminPassword":{"type":"securestring","value":"x1"}})",
       R"({"adminPassword":{"type":"securestring","value":")" + m("x1") + R"("}})"},
      {R"({"b":"{\"password\":\"x1\",\"n\":2}"})",
       R"({"b":"{\"password\":\")" + m("x1") + R"(\",\"n\":2}"})"},
      {R"({"c":"cmd /c \"schtasks /create /rp \"x1\" /f\" & curl --proxy-user bob:x1 h"})",
       R"({"c":"cmd /c \"schtasks /create /rp \")" + m("x1") +
           R"(\" /f\" & curl --proxy-user bob:)" + m("x1") + R"( h"})"},
      {R"({"type":"Microsoft.KeyVault/vaults/secrets","properties":{"value":"x1","attributes":{"exp":7}}})",
       R"({"type":"Microsoft.KeyVault/vaults/secrets","properties":{"value":")" + m("x1") +
           R"(","attributes":{"exp":7}}})"},
      {R"({"parameters":{"A":{"value":"x1"},"b":{"value":"y"},"a":{"type":"SecureString"}}})",
       R"({"parameters":{"A":{"value":")" + m("x1") +
           R"("},"b":{"value":"y"},"a":{"type":"SecureString"}}})"},
      {R"({"Value":{"Value":"x1","Name":"Password"},"Name":"Password"})",
       R"({"Value":{"Value":")" + m("x1") + R"(","Name":")" + m("Password") +
           R"("},"Name":"Password"})"},
  };
  for (const auto& [given, expected] : rows) EXPECT_EQ(masked(given), expected);
}

TEST(Masker, WhatIsNoSecretStaysAsItIs) {
  for (
      const std::string json : {
          R"({"passwordProfile":{"forceChangePasswordNextSignIn":true}})",
          R"({"password":"","clientSecret":null,"sharedSecret":"********"})",
          R"({"Name":"Password","Value":"System.Security.SecureString"})",
          R"({"adminPassword":{"reference":{"keyVault":{"id":"/subscriptions/x"},"secretName":"n"}}})",
          R"({"displayName":"KeyDescription","newValue":"[\"[KeyType=Password,KeyUsage=Verify]\"]"})",
          R"({"token":"b2a59418-5f66-428e-a349-e99a15652bc3","tokenIssuerType":"AzureAD"})",
          R"({"uniqueTokenIdentifier":"zMsLCS6PWk--_2BunzphYQ","signInActivityId":"JgW9XEOQM0WNakyHMghCAA"})",
          R"j({"operationName":"Reset user password","activity":"Change password (self-service)"})j",
          R"({"u":"https://h/?code=404&$filter=id eq 'x'&$select=password"})",
          R"({"PasswordPolicies":"None","LastPasswordChangeTimestamp":"2026-03-02T10:00:00Z"})",
          R"({"authenticationMethod":"Password","authenticationStepResultDetail":"MFA completed"})",
          R"({"primaryKey":"b2a59418-5f66-428e-a349-e99a15652bc3","secret":"rotated"})",
          R"j({"k":"@Microsoft.KeyVault(SecretUri=https://v)","password":"@Microsoft.KeyVault(SecretUri=https://v)"})j",
          R"({"note":"Password: changed","title":"Reset password: by admin","u":"https://h/a"})",
          R"({"xml":"<Password></Password><Token>null</Token>","c":"Get-Something -Server x"})",
          R"({"password3s":"x","keyIndex_s":"1","token12345":"x"})",
          R"({"evidence":{"role":"Owner"},"authorization":{"action":"listKeys/action"}})",
          R"({"u":"https://contoso.example:8443/a@b","v":"https://git@host.example/x","w":"see https://x.webhook.office.com/about"})",
          R"({"note":"the net user experience is better, net user bob /add, net user bob *"})",
          R"({"note":"a net use of 3 GB","c":"net use * \\\\srv\\share /user:bob *","d":"net use Z: /delete"})",
          R"({"note":"net use \\\\srv\\share is what they typed","x":"&quot;password&quot;:&quot;&quot;, token&quot;:7"})",
          R"({"c":"ConvertTo-SecureString $p -AsPlainText","d":"use ConvertTo-SecureString to hide it"})",
          R"({"c":"if ($password -eq $null) { $password = Read-Host; } the password = what you know"})",
          R"({"c":"password == x1-y2z, password : changed, key = 3"})",
          R"({"pass":"retry","c":"the value=7 of key=\"size\" value=\"large one\""})",
          R"({"note":"Body {\"passwordPolicies\":\"None here\",\"password\":null,\"n\":{\"password\":\"\"}} ok"})",
          R"({"c":"sqlcmd -p 1, mysql -p db; az webapp create -p plan, curl -u bob https://h:8443/","d":"sort -u a:b"})",
          R"({"c":"schtasks /rp * /tn x","d":"psexec -p $pw","e":"curl -u %USER%:%PW% h","f":"sshpass -p; x"})",
          R"({"c":"the curl of a: -u is one | grep -u a:b","d":"taskkill /pid 77 /f","ua":"curl/8.5.0"})",
          R"({"n":"ghp_short, my_ghp_list, glpat-is-the-name-of-it-and-more-words, AKIAIOSFODNN7EXAMPLE"})",
          R"({"key":"pk_live_0123456789abcdefghijklmn","branch":"xghp_0123456789012345678901234567890123456789"})",
          R"({"operationName":"Microsoft.KeyVault/vaults/write","properties":{"requestbody":"{\"properties\":{\"value\":\"plain\"}}"}})",
          R"({"parameters":{"a":{"type":"string","value":"plain"},"b":{"type":"secureString","reference":{"secretName":"n"}}}})",
          R"({"aio":"E2ZgYLh/abcd0123==","rh":"0.AXoAf4PtgMHd.","uti":"zMsLCS6PWk-_2BunzphYQ"})",
          R"({"newValue":"\"plain words\"","oldValue":"\"[\\\"a\\\"]\"","q":"%22name%22%3A%22x%22"})",
      }) {
    EXPECT_EQ(masked(json), json);
  }
}

TEST(Masker, UsesOfOneSecretAreEqualByOneKeyAndToldApartByAnother) {
  const std::string out = masked(R"({"password":"same","u":"https://h/?sig=same","pwd":"other"})");
  EXPECT_EQ(out, R"({"password":")" + mask("same") + R"(","u":"https://h/?sig=)" + mask("same") +
                     R"(","pwd":")" + mask("other") + R"("})");
  EXPECT_EQ(mask("same").size(), 3U + 8U);
  EXPECT_NE(mask("same"), mask("other"));
  EXPECT_NE(mask("same"), mask_of("same", {7, 10}));
}

TEST(Masker, WhatWasMaskedIsNotMaskedAgain) {
  for (const PlantedSecret& planted : planted_secrets()) {
    const std::string once = masked("{" + planted.member + "}");
    EXPECT_EQ(masked(once), once) << planted.what;
  }
}

TEST(Masker, SwitchedOffItTouchesNothing) {
  MaskOptions off = options();
  off.on = false;
  Masker masker(off);
  EXPECT_EQ(masker.json(R"({"password":"x1"})"), R"({"password":"x1"})");
  EXPECT_EQ(masker.text("sig=x1"), "sig=x1");
}

TEST(Masker, LinesOfTextAreMaskedByForm) {
  Masker masker(options());
  EXPECT_EQ(masker.text("alice took it, password=x1 and left"),
            "alice took it, password=" + mask("x1") + " and left");
  EXPECT_EQ(masker.text("alice took it"), "alice took it");
}

TEST(SecretNames, EachRowIsFoundHoweverItIsSpeltAndSaysWhereItIsDocumented) {
  for (const SecretNameRow& row : secret_names()) {
    EXPECT_EQ(secret_name(row.name), row.kind) << row.name;
    std::string spelt;
    for (const char c : row.name) spelt.append(spelt.empty() ? "" : "_").push_back(c);
    EXPECT_EQ(secret_name(spelt), row.kind) << spelt;
    EXPECT_EQ(secret_name("the" + std::string(row.name)) != SecretName::kNone, row.suffix)
        << row.name;
    EXPECT_FALSE(row.source.empty()) << row.name;
  }
}

// Content of logs, cut and mixed: never a crash, never more than the secrets changed.
TEST(Masker, AnyTextIsTakenAndTextWithoutSecretsIsLeftAlone) {
  EXPECT_TRUE(rc::check("any text", [] {
    static const char* const kParts[] = {
        "{",  "}", "[",   "]",     "\"",   "\\", ":", ",",  "sig=",    "\"pwd\"", "eyJ", ".",
        "Q~", "-", "%3D", "JQQJ9", "null", "1",  " ", "\n", "bearer ", "=",       "'",   "\\u00"};
    std::string text;
    const auto picks = *rc::gen::container<std::vector<std::size_t>>(
        rc::gen::inRange<std::size_t>(0, std::size(kParts)));
    for (const std::size_t i : picks) text += kParts[i];
    const std::string once = masked(text);
    Masker off([] {
      MaskOptions o;
      o.on = false;
      return o;
    }());
    RC_ASSERT(off.json(text) == text);
    (void)masked(once);
  }));
}

}  // namespace
}  // namespace aobo::test
