// StatusLine: what a running campaign says on stderr: one line that is drawn
// anew on a terminal, a plain line every few seconds elsewhere; and a line for
// each finding when it comes.
#ifndef ALTEREGO_CLI_STATUS_LINE_H_
#define ALTEREGO_CLI_STATUS_LINE_H_

#include <string>

#include "runner/campaign.h"

namespace alterego::cli {

// "12.3 s  1,234 statements  56 ALTERs/s  ...".
std::string StatusText(const Progress& progress);

class StatusLine {
 public:
  explicit StatusLine(bool quiet);
  ~StatusLine() { Clear(); }
  void Show(const Progress& progress);
  // Takes the line off the terminal, so that other text can follow.
  void Clear();

 private:
  const bool quiet_;
  const bool terminal_;
  double shown_at_ = 0;  // seconds
  size_t told_ = 0;      // findings
  bool drawn_ = false;
};

}  // namespace alterego::cli

#endif  // ALTEREGO_CLI_STATUS_LINE_H_
