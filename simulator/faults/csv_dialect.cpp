// csv-dialect: every other table of CSV is written as spreadsheets and cmdlets write it: with ";"
// or tabs between the cells, "sep=;" or "#TYPE …" before the header, all cells in quotes, line ends
// of Windows. Sources: Export-Csv of Windows PowerShell 5.1, which writes "#TYPE" and quotes all,
// and its -UseCulture; Excel, which opens a file by "sep=" and saves by the list separator of the
// region.
#include <array>

#include "simulator/faults/fault.h"

namespace aobo::sim::fault {
namespace {

constexpr std::string_view kType = "#TYPE System.Management.Automation.PSCustomObject\r\n";
constexpr CsvDialect kDialects[] = {
    {.separator = ';', .line_end = "\r\n"},
    {.separator = '\t', .line_end = "\n"},
    {.separator = ';', .head = "sep=;\r\n", .line_end = "\r\n"},
    {.separator = ',', .head = kType, .quotes_all = true, .line_end = "\r\n"},
    {.separator = ';', .head = kType, .quotes_all = true, .line_end = "\r\n"},
};

const CsvDialect* dialect_of(const FaultSetting& setting, const LogName& log) {
  if (!hits(setting.seed, "dialect of " + log.text, 1, 2)) return nullptr;
  return &kDialects[hash_of(setting.seed, "which dialect of " + log.text) % std::size(kDialects)];
}

}  // namespace

const Fault csv_dialect{
    .name = "csv-dialect",
    .text = "every other table of CSV is written as spreadsheets and cmdlets write it",
    .skew = nullptr,
    .hides_address = nullptr,
    .strike = nullptr,
    .exported_at = nullptr,
    .dialect = dialect_of};

}  // namespace aobo::sim::fault
