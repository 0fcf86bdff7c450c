// `check [PATH…]`: what is wrong with the configurations in folders, or with those that files take part in.
import { RULES } from '../../rules/index';
import { BASELINE_HELP, readBaseline, withoutKnown } from '../baseline';
import { BUFFER_HELP, BUFFER_OPTION } from '../buffer';
import type { CheckedFolder } from '../checked';
import { COLOUR_HELP, COLOUR_OPTION, COLOURS, isColoured } from '../colour';
import { type Arguments, type Command, choice, type Environment, type ExitCode, textOption } from '../command';
import { COMPLETE_HELP, COMPLETE_OPTION } from '../complete';
import { FORMATS } from '../formats';
import type { Format } from '../formats/format';
import { counted } from '../formats/summary';
import { text } from '../formats/text';
import { openedFolders } from '../opened-folders';
import { OUTPUT_HELP, OUTPUT_OPTION, printed } from '../output-file';
import { type Reported, reportOn } from '../reported';
import { RULE_HELP, RULE_OPTION } from '../rule-levels';
import { READING_HELP, READING_OPTIONS } from '../target';
import { exitCodeBy, FAIL_ON_HELP, FAIL_ON_OPTION, THRESHOLDS } from '../threshold';
import { Changes, Rounds } from '../watch';

const NAMES = FORMATS.map(({ name }) => name);

export const check: Command = {
  name: 'check',
  usage: `check [PATH…] [--format ${NAMES.join('|')}] [--output FILE] [--baseline FILE] [--fail-on error|warning|never] [--rule CODE=LEVEL]... [--complete] [--watch] [--stdin-filename FILE] [--allow-outside]`,
  summary: 'report what is wrong with the specialisations of folders, or of the systems that files take part in',
  optionHelp: [
    `--format FORMAT                 ${NAMES.join('|')} (default: text)`,
    COLOUR_HELP,
    OUTPUT_HELP,
    BASELINE_HELP,
    FAIL_ON_HELP,
    RULE_HELP,
    COMPLETE_HELP,
    '--watch                         check again whenever files change, until it is interrupted',
    BUFFER_HELP,
    ...READING_HELP,
  ],
  options: {
    format: { type: 'string' },
    baseline: { type: 'string' },
    watch: { type: 'boolean' },
    ...COLOUR_OPTION,
    ...OUTPUT_OPTION,
    ...BUFFER_OPTION,
    ...FAIL_ON_OPTION,
    ...RULE_OPTION,
    ...COMPLETE_OPTION,
    ...READING_OPTIONS,
  },
  words: {
    format: NAMES,
    color: COLOURS,
    'fail-on': THRESHOLDS,
    rule: RULES.map(({ code }) => `${code}=`),
  },
  examples: [
    ['check', 'all configurations in the current folder'],
    ['check ~/nixos/flake.nix --fail-on warning', 'the hosts of a flake; warnings count, too'],
    ['check --format sarif --output results.sarif', 'for a build server'],
    ['check --stdin-filename hosts/laptop.nix < buffer', 'for an editor: the text is not saved yet'],
  ],
  async run(args, environment) {
    const name = choice(args, 'format', NAMES, 'text');
    const format = FORMATS.find((one) => one.name === name) ?? text;
    const show = shower(args, environment, format);
    const rounds = new Rounds(environment);
    const folders = await openedFolders(args, rounds.environment, format);
    const first = await reportOn(folders);
    rounds.isNew(first.report);
    const exitCode = show(first);
    if (args.options.watch === true) await showChanges(folders, show, rounds, environment);
    for (const folder of folders) folder.dispose();
    return exitCode;
  },
};

type Show = (reported: Reported) => ExitCode;

/** Prints as the arguments say; the result is what the program ends with. */
function shower(args: Arguments, environment: Environment, format: Format): Show {
  const exitCode = exitCodeBy(args);
  const isPainted = textOption(args, 'output') === undefined && isColoured(args);
  const { version } = environment.installation;
  const file = textOption(args, 'baseline');
  const known = file === undefined ? undefined : readBaseline(file);
  const unused = (count: number): void =>
    environment.err(`nixos-specialisations: ${file}: ${counted(count, 'problem')} of it no longer found`);
  return ({ report: all, read }) => {
    const report = known === undefined ? all : withoutKnown(all, known, unused);
    printed(args, environment, (output) => format.print(report, output, { read, isColoured: isPainted, version }));
    return report.systems.length === 0 ? 2 : exitCode(report.diagnostics);
  };
}

/** Until somebody interrupts it. */
async function showChanges(
  folders: readonly CheckedFolder[],
  show: Show,
  rounds: Rounds,
  { err }: Environment,
): Promise<never> {
  const changes = new Changes(folders.map(({ folder }) => folder));
  err(WAITING);
  for (;;) {
    const paths = await changes.next();
    for (const folder of folders) await folder.changed(paths);
    const reported = await reportOn(folders);
    if (!rounds.isNew(reported.report)) continue;
    show(reported);
    err(WAITING);
  }
}

const WAITING = 'nixos-specialisations: waiting for changes';
