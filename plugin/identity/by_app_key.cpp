// app-key: the secret, certificate or federation with which an application signed in is one that
// the directory knows: it says which tool acted, and whose it is. It names nobody.
#include "plugin/identity/application.h"
#include "plugin/identity/method.h"

namespace aobo::by {

void app_key(const Case& c, const Evidence&, Finding& finding) {
  if (key_known(c) != true) return;
  const Partner* owner = c.app_owner ? c.directory().partner(*c.app_owner) : nullptr;
  finding.proof = {
      ProofKind::kAppKey,
      {std::string(key_of(c.record().sign_in)), c.app ? c.app->text() : "an application",
       owner != nullptr ? owner->name : "a partner"}};
}

}  // namespace aobo::by
