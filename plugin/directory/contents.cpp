// What is in a directory behind its indexes, in an order of its own.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "plugin/directory/builder.h"

namespace aobo {
namespace {

std::map<Guid, std::string> joined(std::map<Guid, std::vector<std::string>> parts) {
  std::map<Guid, std::string> texts;
  for (auto& [id, one] : parts) {
    std::ranges::sort(one);
    texts.emplace(id, fmt::format("{}", fmt::join(one, " ")));
  }
  return texts;
}

}  // namespace

std::map<const Person*, std::string> DirectoryBuilder::names_in(const Directory& directory) {
  std::map<const Person*, std::vector<std::string>> names;
  const auto add = [&](const std::string& name, const Holders& holders) {
    for (const Holder& holder : holders)
      names[holder.person].push_back(
          fmt::format("{} {}-{}", name, holder.held.from, holder.held.to));
  };
  for (const auto& [upn, holders] : directory.people_by_upn_) add(upn, holders);
  for (const auto& [object, holders] : directory.people_by_object_) add(object.text(), holders);
  for (const auto& person : directory.people_) {
    const AccountName& account = person->account;
    for (const std::string& name : {account.sam, account.domain, account.nickname}) {
      if (!name.empty()) names[person.get()].push_back("account " + name);
    }
  }
  std::map<const Person*, std::string> texts;
  for (auto& [person, one] : names) {
    std::ranges::sort(one);
    texts.emplace(person, fmt::format("{}", fmt::join(one, " ")));
  }
  return texts;
}

std::map<Guid, std::string> DirectoryBuilder::applications_in(const Directory& directory) {
  std::map<Guid, std::vector<std::string>> parts;
  for (const auto& [app, known] : directory.keys_by_app_) {
    for (const std::string& key : known.keys) parts[app].push_back("key " + key);
    if (known.all) parts[app].push_back("all keys");
  }
  for (const auto& [app, owner] : directory.owner_by_app_)
    parts[app].push_back("of " + owner.text());
  for (const auto& [principal, one] : directory.principals_)
    parts[one.app].push_back(fmt::format("{} in {}", principal.text(), one.tenant.text()));
  return joined(std::move(parts));
}

}  // namespace aobo
