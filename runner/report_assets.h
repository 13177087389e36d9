// The files that a report is made of, as they were when the program was built.
#ifndef ALTEREGO_RUNNER_REPORT_ASSETS_H_
#define ALTEREGO_RUNNER_REPORT_ASSETS_H_

#include <string_view>

namespace alterego::report_assets {

std::string_view Page();          // report_page/page.html
std::string_view Style();         // report_page/page.css
std::string_view Script();        // report_page/page.js
std::string_view ChartLibrary();  // Chart.js; "" if there was no package

}  // namespace alterego::report_assets

#endif  // ALTEREGO_RUNNER_REPORT_ASSETS_H_
