// Steps over JSON text that is not parsed: blanks, strings, values.
#pragma once

#include <cstddef>
#include <string_view>

namespace aobo {

// Where the next byte is that is no blank. NUL, RS and UTF-8's mark count as blanks.
std::size_t skip_blanks(std::string_view text, std::size_t at);

// One past the closing quote of the string that opens at `at`; npos where the text ends first.
std::size_t string_end(std::string_view text, std::size_t at);

// One past the value that begins at `at`; npos where the text ends first.
std::size_t value_end(std::string_view text, std::size_t at);

// Of a member whose key ends at `at`: where its value begins; npos where no colon and no byte of a
// value stand behind.
std::size_t value_of_key(std::string_view text, std::size_t at);

// Where the next member begins: behind the value that ends at `at`, and its comma.
std::size_t next_member(std::string_view text, std::size_t at);

// The value at `at` where the key says whose records a page holds, and nothing did before.
void read_tenant(std::string_view text, std::string_view key, std::size_t at,
                 std::string_view& tenant);

}  // namespace aobo
