// app-key: the secret, certificate or federation with which an application signed in is one that
// the directory knows: it says which tool acted, and whose it is. It names nobody.
#include "plugin/identity/application.h"
#include "plugin/identity/method.h"

namespace aobo::by {

void app_key(const Case& the_case, const Evidence&, Finding& finding) {
  if (key_known(the_case) != true) return;
  const Partner* owner =
      the_case.app_owner ? the_case.directory().partner(*the_case.app_owner) : nullptr;
  finding.proof = {ProofKind::kAppKey,
                   {std::string(key_of(the_case.record().sign_in)),
                    the_case.app ? the_case.app->text() : "an application",
                    owner != nullptr ? owner->name : "a partner"}};
}

}  // namespace aobo::by
