// `unknowns PATH`: what the analysis could not know, and how often.

import type { Coverage, Share } from '../../analysis/reports/coverage';
import type { UnknownSummary } from '../../analysis/reports/unknowns';
import { Positions } from '../../service/positions';
import { coverageIn, unknownsIn } from '../../service/reports';
import { type Command, choice } from '../command';
import { at } from '../formats/place';
import { counted } from '../formats/summary';
import { notesOf, openWorkspace, sayNotes } from '../open';
import type { PlaceJson } from '../report';
import { READING_HELP, READING_OPTIONS, relativePath, shownPart, targetOf } from '../target';

/** What `--format json` prints for each. */
interface UnknownAnswer extends Omit<UnknownSummary, 'example'> {
  readonly example: PlaceJson | null;
}

export const unknowns: Command = {
  name: 'unknowns',
  usage: 'unknowns PATH [--format text|json] [--allow-outside]',
  summary: 'list what the analysis of the systems could not know, the most frequent first',
  optionHelp: ['--format text|json              how to print it (default: text)', ...READING_HELP],
  options: { format: { type: 'string' }, ...READING_OPTIONS },
  words: { format: ['text', 'json'] },
  async run(args, environment) {
    const format = choice(args, 'format', ['text', 'json'], 'text');
    const target = targetOf(args, environment);
    const workspace = await openWorkspace(target, environment);
    const found = unknownsIn(workspace, target.file);
    const known = coverageIn(workspace, target.file);
    sayNotes(notesOf(workspace, shownPart(workspace.snapshot(), target).systems, target), target, environment);
    workspace.dispose();
    const positions = new Positions((path) => environment.disk.read(path));
    const answers = found.map(
      ({ example, ...summary }): UnknownAnswer => ({
        ...summary,
        example:
          example === undefined ? null : { file: relativePath(example.file, target), range: positions.range(example) },
      }),
    );
    if (format === 'json') environment.json(JSON.stringify({ version: 1, known, unknowns: answers }, null, 2));
    else for (const line of textOf(answers, known)) environment.out(line);
    return 0;
  },
};

const WORDS: Readonly<Record<UnknownSummary['what'], string>> = {
  import: 'module that is imported',
  specialisation: 'names of specialisations',
  condition: 'condition of a definition',
  options: 'set that may define more options',
  value: 'value',
};

function textOf(answers: readonly UnknownAnswer[], { definitions, conditions, names }: Coverage): readonly string[] {
  const share = ({ known, all }: Share, what: string): string => `${known} of ${counted(all, what)}`;
  const lines = answers.map(({ what, code, detail, count, example }) => {
    const place = example === null ? '' : `, as at ${at(example)}`;
    return `${String(count).padStart(5)}  ${WORDS[what]}: ${code}: ${detail}${place}`;
  });
  const known = [share(definitions, 'definition'), share(conditions, 'condition'), share(names, 'specialisation')].join(
    ', ',
  );
  return [...lines, counted(answers.length, 'reason'), `known: ${known}`];
}
