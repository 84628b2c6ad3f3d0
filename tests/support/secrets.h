// Secrets as audit logs hold them, each in the place where one was seen or is documented to stand.
// All are made up.
#pragma once

#include <string>
#include <vector>

namespace aobo::test {

struct PlantedSecret {
  const char* what;
  std::string secret;  // what must never be seen
  std::string member;  // a member of a record's object that holds it
};

inline std::vector<PlantedSecret> planted_secrets() {
  const std::string key64(86, 'k');
  const std::string jwt = "eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ4In0xyz.c2lnbmF0dXJl-Qx7";
  return {
      {"a password among a cmdlet's parameters", "Hunter2!first",
       R"("Parameters":[{"Name":"Identity","Value":"box"},{"Name":"Password","Value":"Hunter2!first"}])"},
      {"a shared secret whose value stands before its name", "s3cr3t-before",
       R"("ExtendedProperties":[{"Value":"s3cr3t-before","Name":"SharedSecret"}])"},
      {"a changed property of Entra's audit log", "N3w-c0nnection",
       R"("modifiedProperties":[{"displayName":"ClientSecret","oldValue":"[]","newValue":"[\"N3w-c0nnection\"]"}])"},
      {"adminPassword in a request body", "P@ss-in-a-body",
       R"("requestbody":"{\"properties\":{\"osProfile\":{\"adminUsername\":\"u\",\"adminPassword\":\"P@ss-in-a-body\"}}}")"},
      {"a deployment's parameter in a body in a body", "deep-and-hidden",
       R"("requestbody":"{\"inner\":\"{\\\"sqlAdministratorLoginPassword\\\":{\\\"type\\\":\\\"securestring\\\",\\\"value\\\":\\\"deep-and-hidden\\\"}}\"}")"},
      {"keys of a storage account", key64,
       R"("responseBody":"{\"keys\":[{\"keyName\":\"key1\",\"value\":\")" + key64 +
           R"(==\",\"permissions\":\"FULL\"}]}")"},
      {"a signed URL", "aBcD%2Fef0123456789%3D",
       R"("uri":"https://x.blob.core.windows.net/c/f?sv=2022-11-02&sig=aBcD%2Fef0123456789%3D&se=2026")"},
      {"a signed URL within a URL", "InnerSig0123",
       R"("uri":"https://x.example/?to=https%3A%2F%2Fb.example%2F%3Fsig%3DInnerSig0123%26se%3D1")"},
      {"a token in a URL", "tok-en-in-a-query-01",
       R"("requestUri2":"https://graph.microsoft.com/v1.0/me?access_token=tok-en-in-a-query-01&x=1")"},
      {"a code in a URL", "0.AXoAcode-in-a-query",
       R"("redirect":"https://login.example/cb?state=5&code=0.AXoAcode-in-a-query")"},
      {"a JWT", jwt, R"("claims2":{"xms":")" + jwt + R"("})"},
      {"a bearer token", "abcdefghij0123456789bearer",
       R"("headers":"Authorization: Bearer abcdefghij0123456789bearer")"},
      {"a connection string", "Conn+Key/0123=",
       R"("settings":"DefaultEndpointsProtocol=https;AccountName=a;AccountKey=Conn+Key/0123=;EndpointSuffix=core.windows.net")"},
      {"a connection string of SQL", "with blank & more",
       R"("settings":"Server=tcp:s;User ID=u;Password=with blank & more;Encrypt=True")"},
      {"a client secret", "abc8Q~0123456789abcdefghijklmnopqrstuv",
       R"("note":"the new one is abc8Q~0123456789abcdefghijklmnopqrstuv")"},
      {"a private key", "MIIEvPrivateKeyBody",
       R"("cert":"-----BEGIN PRIVATE KEY-----\nMIIEvPrivateKeyBody\n-----END PRIVATE KEY-----")"},
      {"a command line", "Typed-0ut",
       R"j("command":"New-Mailbox -Name box -Password (ConvertTo-SecureString 'Typed-0ut' -AsPlainText)")j"},
      {"a key whose name is spelt in escapes", "escaped-name-secret",
       R"("p\u0061ssword":"escaped-name-secret")"},
      {"a body that was cut", "cut-in-the-mid",
       R"("body":"{\"properties\":{\"adminPassword\":\"cut-in-the-mid")"},
      {"a number", "48151623", R"("sharedSecret":48151623)"},
      {"a temporary access pass", "TAP-4815-16", R"("temporaryAccessPass":"TAP-4815-16")"},
      {"the second of two passwords", "second-0f-two",
       R"("responseBody":"{\"passwords\":[{\"name\":\"password2\",\"value\":\"second-0f-two\"}]}")"},
      {"a column of a custom table", "in-a-c0lumn", R"("adminPassword_s":"in-a-c0lumn")"},
      {"keys of a function app", "default-h0st-key",
       R"("responseBody":"{\"masterKey\":\"default-h0st-key\",\"functionKeys\":{\"default\":\"default-h0st-key\"}}")"},
      {"an API's key in a header", "9fheader-value",
       R"("headers2":"x-functions-key: 9fheader-value, accept: */*")"},
      {"a key in an object of headers", "apim-0123-key",
       R"("headers3":{"Ocp-Apim-Subscription-Key":"apim-0123-key"})"},
      {"a password behind a slash", "sl4sh-password",
       R"("command2":"x.exe /password:sl4sh-password /q")"},
      {"a password in an element", "in-an-element",
       R"("xml":"<a><Password>in-an-element</Password></a>")"},
      {"a password in single quotes", "single-quoted",
       R"("body2":"{'password': 'single-quoted'}")"},
      {"a secure string", "pl4in-text",
       R"("command3":"ConvertTo-SecureString -String 'pl4in-text' -AsPlainText -Force")"},
      {"a signed URL that was encoded twice", "TwiceSig0123",
       R"("uri2":"https://x.example/?to=https%253A%252F%252Fb%253Fsig%253DTwiceSig0123%2526se%253D1")"},
      {"settings of an extension", "run-with-this",
       R"("protectedSettings":{"commandToExecute":"run-with-this","list":["run-with-this"]})"},
      {"JSON behind words", "behind-w0rds",
       R"("note2":"Request body: {\"adminPassword\":\"behind-w0rds\"}")"},
      {"JSON within JSON behind words", "deep-behind-w0rds",
       R"("note3":"Body \"{\\\"adminPassword\\\": \\\"deep-behind-w0rds\\\"}\" was sent")"},
      {"a value of Entra's in quotes, with JSON", "quoted-js0n",
       R"("modifiedProperties":[{"displayName":"x","newValue":"\"{\\\"adminPassword\\\":\\\"quoted-js0n\\\"}\""}])"},
      {"the same, cut off", "quoted-and-cut",
       R"("modifiedProperties2":[{"displayName":"x","newValue":"\"{\\\"adminPassword\\\":\\\"quoted-and-cut"}])"},
      {"an attribute in quotes in quotes", "attr1bute",
       R"("newValue":"\"<a password=\\\"attr1bute\\\"/>\"")"},
      {"a setting of .NET", "in-a-c0nfig",
       R"("xml2":"<add key=\"DbPassword\" value=\"in-a-c0nfig\"/>")"},
      {"a secure string behind its options", "behind-0ptions",
       R"("command4":"ConvertTo-SecureString -AsPlainText -Force -String 'behind-0ptions'")"},
      {"a secure string without quotes", "with0ut-quotes",
       R"("command5":"ConvertTo-SecureString with0ut-quotes -AsPlainText -Force")"},
      {"a password in a URL", "in-userinf0", R"("uri3":"https://bob:in-userinf0@git.example/x")"},
      {"net user", "typed-at-net", R"("command6":"cmd /c net user bob typed-at-net /add")"},
      {"an incoming webhook", "0123456789abcdef-hook",
       R"("uri4":"https://contoso.webhook.office.com/webhookb2/a@b/IncomingWebhook/0123456789abcdef-hook/c")"},
      {"a cookie of Entra", "0.AXo-cookie-value",
       R"("headers4":"Cookie: ESTSAUTH=0.AXo-cookie-value; x=1")"},
      {"JSON in a URL", "enc0ded",
       R"("uri5":"https://x.example/?q=%7B%22adminPassword%22%3A%22enc0ded%22%7D")"},
      {"a community of SNMP", "publ1c-not", R"("communityString":"publ1c-not")"},
  };
}

}  // namespace aobo::test
