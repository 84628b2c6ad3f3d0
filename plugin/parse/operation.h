// Operation names, brought to one spelling so that a rule needs one. Seen for the same operation in
// real records:
//   "Update application – Certificates and secrets management "   en dash, trailing blank (Entra
//   audit) "Update application - Certificates and secrets management."   hyphen, final dot (unified
//   audit log) "MICROSOFT.COMPUTE/VIRTUALMACHINES/WRITE" and
//   "Microsoft.Compute/virtualMachines/write"   (Azure Activity)
// The normalised form: hyphen for every dash, single blanks, none at the ends, no final dot, lower
// case.
#pragma once

#include <string_view>

#include "plugin/parse/json.h"

namespace aobo {

std::string_view normalized_operation(std::string_view raw, Scratch& scratch);

}  // namespace aobo
