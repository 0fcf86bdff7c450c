// `check PATH`: what is wrong with the configurations in a folder, or with those that a file takes part in.

import { distinctNotes } from '../../service/notes';
import { Positions } from '../../service/positions';
import { type Command, choice } from '../command';
import { COMPLETE_HELP, COMPLETE_OPTION } from '../complete';
import { NOTHING, wholeFindings, withWhole } from '../complete-check';
import { notesOf, openWorkspace, sayNotes } from '../open';
import { releaseNotes } from '../release';
import { reportOf } from '../report';
import { RULE_HELP, RULE_OPTION, rulesBy } from '../rule-levels';
import { READING_HELP, READING_OPTIONS, shownPart, targetOf } from '../target';
import { textReport } from '../text-report';
import { exitCodeBy, FAIL_ON_HELP, FAIL_ON_OPTION } from '../threshold';

export const check: Command = {
  name: 'check',
  usage:
    'check PATH [--format text|json] [--fail-on error|warning|never] [--rule CODE=LEVEL]... [--complete] [--allow-outside]',
  summary: 'report what is wrong with the specialisations of a folder, or of the systems that one file takes part in',
  optionHelp: [
    '--format text|json                how to print it (default: text)',
    FAIL_ON_HELP,
    RULE_HELP,
    COMPLETE_HELP,
    ...READING_HELP,
  ],
  options: { format: { type: 'string' }, ...FAIL_ON_OPTION, ...RULE_OPTION, ...COMPLETE_OPTION, ...READING_OPTIONS },
  async run(args, environment) {
    const format = choice(args, 'format', ['text', 'json'], 'text');
    const exitCode = exitCodeBy(args);
    const target = targetOf(args, environment);
    const rules = rulesBy(args);
    const workspace = await openWorkspace(target, environment, rules);
    const quick = shownPart(workspace.snapshot(), target);
    const whole = args.options.complete === true ? await wholeFindings(workspace, target, environment, rules) : NOTHING;
    const shown = { ...quick, findings: withWhole(quick.findings, whole.findings) };
    const used = distinctNotes(releaseNotes(shown.systems, workspace.releases));
    const notes = [...notesOf(workspace, shown.systems, target), ...used, ...whole.notes];
    const positions = new Positions((path) => environment.disk.read(path));
    const report = reportOf({ ...shown, notes }, target, positions, format === 'json');
    sayNotes(notes, target, environment);
    workspace.dispose();
    if (format === 'json') environment.json(JSON.stringify(report, null, 2));
    else for (const line of textReport(report)) environment.out(line);
    return shown.systems.length === 0 ? 2 : exitCode(shown.findings);
  },
};
