#include "plugin/pipeline/followed_files.h"

#include <algorithm>
#include <filesystem>
#include <unordered_map>
#include <utility>

#include "plugin/source/inputs.h"

namespace aobo {

std::set<FollowedFiles::Handle>& FollowedFiles::folder_of(const std::string& path) {
  return by_folder_[parent_of(path)];
}

void FollowedFiles::take(const Listing& listing, std::vector<Change>& into) {
  for (const ListedFile& listed : listing.files) {
    const auto known = by_id_.find(listed.id);
    if (known == by_id_.end()) continue;
    FollowedFile& file = *known->second;
    if (file.path == listed.path) {
      see(file, listed, into);
    } else {
      move(file, listed, into);  // or its number is another's now, which shows when it is read
    }
  }
  if (listing.whole) look_for_missing(listing);
  for (const ListedFile& listed : listing.files) {
    if (!listed.taken || by_id_.contains(listed.id)) continue;
    auto file = std::make_unique<FollowedFile>();
    file->id = listed.id;
    file->path = listed.path;
    file->size = listed.size;
    file->changed = listed.changed;
    folder_of(file->path).insert(file.get());
    into.push_back({Change::What::kNew, file.get()});
    by_id_.emplace(listed.id, std::move(file));
  }
}

void FollowedFiles::see(FollowedFile& file, const ListedFile& listed, std::vector<Change>& into) {
  if (file.missing) {
    file.missing = false;
    missing_.erase(&file);
  }
  if (file.size == listed.size && file.changed == listed.changed) return;
  file.size = listed.size;
  file.changed = listed.changed;
  into.push_back({Change::What::kWritten, &file});
}

// Also one file of two names, which has them by turns.
void FollowedFiles::move(FollowedFile& file, const ListedFile& listed, std::vector<Change>& into) {
  const bool there = !file.missing && std::filesystem::exists(file.path);
  if (there) {
    std::error_code error;
    if (std::filesystem::equivalent(file.path, listed.path, error)) return;
  }
  leave_folder(&file);
  file.path = listed.path;
  file.taken = listed.taken;
  file.moved = true;
  folder_of(file.path).insert(&file);
  see(file, listed, into);
  into.push_back({Change::What::kMoved, &file});
}

void FollowedFiles::look_for_missing(const Listing& listing) {
  const auto known = by_folder_.find(listing.folder);
  if (known == by_folder_.end()) return;
  std::map<std::string_view, FileId> there;
  for (const ListedFile& listed : listing.files) there.emplace(listed.path, listed.id);
  for (const Handle file : known->second) {
    const auto found = there.find(file->path);
    if (found != there.end() && found->second == file->id) continue;
    file->missing = true;
    missing_.insert(file);
  }
}

void FollowedFiles::conclude(std::vector<Change>& into) {
  for (const Handle file : missing_) into.push_back({Change::What::kGone, file});
  missing_.clear();
}

FollowedFiles::Handle FollowedFiles::missing_at(const std::string& path) const {
  const auto found =
      std::ranges::find_if(missing_, [&](const Handle file) { return file->path == path; });
  return found == missing_.end() ? nullptr : *found;
}

void FollowedFiles::replace(Handle old, Handle renewed) {
  missing_.erase(old);
  leave_folder(renewed);
  leave_folder(old);
  auto node = by_id_.extract(old->id);
  const auto taken = by_id_.extract(renewed->id);
  const FollowedFile now = *taken.mapped();
  old->id = now.id;
  old->path = now.path;
  old->size = now.size;
  old->changed = now.changed;
  old->missing = false;
  folder_of(old->path).insert(old);
  node.key() = now.id;
  by_id_.insert(std::move(node));
}

void FollowedFiles::forget(Handle file) {
  missing_.erase(file);
  leave_folder(file);
  by_id_.erase(file->id);
}

// A folder that holds nothing any more is none: with dated folders there is a new one each day.
void FollowedFiles::leave_folder(Handle file) {
  std::set<Handle>& folder = folder_of(file->path);
  folder.erase(file);
  if (folder.empty()) by_folder_.erase(parent_of(file->path));
}

}  // namespace aobo
