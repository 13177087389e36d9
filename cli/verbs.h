// The verbs of the program, one file each. Add<Verb> declares the verb and its
// flags; when the verb was given, its exit code is written to *exit_code.
#ifndef ALTEREGO_CLI_VERBS_H_
#define ALTEREGO_CLI_VERBS_H_

#include <CLI/CLI.hpp>

namespace alterego::cli {

void AddFuzz(CLI::App& app, int* exit_code);
void AddReplay(CLI::App& app, int* exit_code);
void AddReduce(CLI::App& app, int* exit_code);
void AddEngines(CLI::App& app, int* exit_code);
void AddRules(CLI::App& app, int* exit_code);
void AddApply(CLI::App& app, int* exit_code);
void AddPlan(CLI::App& app, int* exit_code);
void AddCheck(CLI::App& app, int* exit_code);
void AddDescribe(CLI::App& app, int* exit_code);
void AddShell(CLI::App& app, int* exit_code);
void AddGate(CLI::App& app, int* exit_code);
void AddCoverage(CLI::App& app, int* exit_code);
void AddPredict(CLI::App& app, int* exit_code);
void AddImport(CLI::App& app, int* exit_code);
void AddSelftest(CLI::App& app, int* exit_code);
void AddDoctor(CLI::App& app, int* exit_code);
void AddBugs(CLI::App& app, int* exit_code);
void AddReport(CLI::App& app, int* exit_code);
void AddMerge(CLI::App& app, int* exit_code);
void AddMinimizeCorpus(CLI::App& app, int* exit_code);
void AddHelp(CLI::App& app, int* exit_code);
void AddCompletion(CLI::App& app, int* exit_code);

}  // namespace alterego::cli

#endif  // ALTEREGO_CLI_VERBS_H_
