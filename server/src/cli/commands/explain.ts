// `explain [PATH]`: what becomes of each option in each system, and why. `explain --batch FILE`: the same
// for many small configurations.

import type { OptionExplanation, SystemExplanation } from '../../analysis/reports/explanation';
import { closest } from '../../base/closest';
import { bytesAt, realPath } from '../../host/reading';
import { Positions } from '../../service/positions';
import { explanationsIn } from '../../service/reports';
import { answerLine, readBatch } from '../batch';
import { COLOUR_HELP, COLOUR_OPTION, COLOURS, isColoured } from '../colour';
import { type Arguments, type Command, choice, type Environment, type ExitCode, UserError } from '../command';
import { COMPLETE_HELP, COMPLETE_OPTION } from '../complete';
import { explainWhole } from '../complete-explain';
import { BASE, explainReport } from '../explain-report';
import { explainText } from '../explain-text';
import { namesIn } from '../names';
import { notesOf, openWorkspace, sayNotes } from '../open';
import { READING_HELP, READING_OPTIONS, targetOf } from '../target';
import { currentFolder } from '../targets';

export const explain: Command = {
  name: 'explain',
  usage:
    'explain [PATH] [--option a.b.c]... [--system NAME] [--complete] [--format text|json] [--color auto|always|never] [--allow-outside] | explain --batch FILE.jsonl',
  summary: 'tell for each option that is defined what becomes of it, and which definitions win',
  optionHelp: [
    '--option a.b.c                  only this option, and what is below it; may be repeated',
    '--system NAME                   only this specialisation, host, or HOST/SPECIALISATION; "base" is the base system',
    '--format text|json              how to print it (default: text)',
    COLOUR_HELP,
    '--batch FILE.jsonl              configurations as JSON lines: {"id", "files", "root"}; one JSON line is printed for each',
    COMPLETE_HELP,
    ...READING_HELP,
  ],
  options: {
    format: { type: 'string' },
    ...COLOUR_OPTION,
    option: { type: 'string', multiple: true },
    ...COMPLETE_OPTION,
    system: { type: 'string' },
    batch: { type: 'string' },
    ...READING_OPTIONS,
  },
  words: { format: ['text', 'json'], color: COLOURS },
  examples: [
    ['explain . --option services.openssh --system travel', 'what becomes of these options in a specialisation'],
  ],
  async run(args, environment) {
    const { batch } = args.options;
    return typeof batch === 'string' ? runBatch(batch, args, environment) : explainPath(args, environment);
  },
};

async function explainPath(args: Arguments, environment: Environment): Promise<ExitCode> {
  const format = choice(args, 'format', ['text', 'json'], 'text');
  const { system } = args.options;
  const asked = optionsIn(args);
  const positionals = args.positionals.length === 0 ? ['.'] : args.positionals;
  const target = targetOf({ ...args, positionals }, environment);
  const workspace = await openWorkspace(target, environment);
  const quick = explanationsIn(workspace).filter(
    ({ files }) => target.file === undefined || files.includes(target.file),
  );
  const { systems: all, notes } =
    args.options.complete === true
      ? await explainWhole(quick, asked, { workspace, target, environment })
      : { systems: quick, notes: [] };
  sayNotes([...notesOf(workspace, all, target), ...notes], target, environment);
  workspace.dispose();
  const chosen = typeof system === 'string' ? all.filter((explained) => isCalled(explained, system)) : all;
  const systems = asked.length === 0 ? chosen : chosen.map((explained) => about(explained, asked));
  const read = (path: string): string | undefined => environment.disk.read(path);
  const positions = new Positions(read);
  if (format === 'json') {
    const report = explainReport(systems, { names: namesIn(target.base, false), positions });
    environment.json(JSON.stringify(report, null, 2));
  } else {
    const names = namesIn(currentFolder(), true);
    const report = explainReport(systems, { names, positions });
    const lines = explainText(report, { read: (file) => read(names.path(file)), isByName: asked.length > 0 });
    const isPainted = isColoured(args);
    for (const line of lines) environment.styled(line, isPainted);
  }
  return complain(environment, args, chosen, systems);
}

const optionsIn = ({ options }: Pick<Arguments, 'options'>): readonly string[] =>
  Array.isArray(options.option) ? options.option.map(String) : [];

/** Says when what was asked for is not there. */
function complain(
  { err }: Environment,
  { positionals, options }: Arguments,
  chosen: readonly SystemExplanation[],
  systems: readonly SystemExplanation[],
): ExitCode {
  if (chosen.length === 0)
    err(`${positionals[0] ?? '.'}: no such system${typeof options.system === 'string' ? `: ${options.system}` : ''}`);
  else if (options.option !== undefined && systems.every((system) => system.options.length === 0))
    err(`nothing defines ${optionsIn({ options }).join(', ')}${nearest(optionsIn({ options }), chosen)}`);
  else return 0;
  return 1;
}

/** What may have been meant. */
function nearest(asked: readonly string[], systems: readonly SystemExplanation[]): string {
  const names = new Set(systems.flatMap((system) => system.options.map(({ option }) => option)));
  const near = closest(asked[0] ?? '', [...names]);
  return near === undefined ? '' : `; did you mean ${near}?`;
}

function isCalled({ name, host }: SystemExplanation, asked: string): boolean {
  const names = name === null ? ['base', BASE] : [name];
  return asked === host || names.some((candidate) => asked === candidate || asked === `${host}/${candidate}`);
}

/** The part of a system's answer that is about one option: the option, what is below it, and values that hold it. */
function about(system: SystemExplanation, asked: readonly string[]): SystemExplanation {
  const concerns = ({ option }: OptionExplanation): boolean =>
    asked.some((one) => option === one || option.startsWith(`${one}.`) || one.startsWith(`${option}.`));
  return { ...system, options: system.options.filter(concerns) };
}

async function runBatch(
  file: string,
  { positionals }: Arguments,
  { installation, json }: Environment,
): Promise<ExitCode> {
  if (positionals.length > 0) throw new UserError('--batch takes no file or folder besides its own');
  const cases = readBatch(textOf(file), file);
  const parser = await installation.parser;
  for (const batchCase of cases) json(answerLine(batchCase, parser));
  return 0;
}

/** Larger than what the disk gives the core, but no larger than a text can be. In bytes. */
const LARGEST_BATCH = 256 * 1024 * 1024;

function textOf(file: string): string {
  const place = realPath(file);
  const bytes = place === undefined ? undefined : bytesAt(place, LARGEST_BATCH);
  if (bytes === undefined) throw new UserError(`cannot be read: ${file}`);
  return new TextDecoder().decode(bytes);
}
