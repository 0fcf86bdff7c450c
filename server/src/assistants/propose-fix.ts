// The ways to mend a finding, as edits that somebody else makes: nothing is written here.
import { groupBy } from '../base/group-by';
import { applyEdits, type FileEdit } from '../base/text-edit';
import { unifiedDiff } from '../edits/unified-diff';
import type { Fix } from '../rules/engine/finding';
import { worded } from '../rules/engine/wording';
import type { Snapshot } from '../service/api';
import { findingData, type Known, knownFindings } from './findings';
import { type Input, numberIn, ToolProblem, textIn } from './input';
import { atMost, isFile, onceComplete, placesIn, type Seen } from './seen';
import type { Tool } from './tool';
import type { Data } from './visible-data';
import { visibleText } from './visible-data';

export const proposeFix: Tool = {
  name: 'propose_fix',
  title: 'Propose a fix',
  description:
    'Proposes how to mend one finding of check, named by its fingerprint or by file and line: each possible fix with ' +
    'its edits and as a unified diff. Writes nothing. Which side of a conflict is meant to win is for the user to ' +
    'decide. In an editor, the chosen edit is shown to the user, who confirms it. Check again afterwards.',
  input: {
    type: 'object',
    properties: {
      fingerprint: { type: 'string', description: 'The fingerprint of the finding, as check tells it.' },
      file: { type: 'string', description: 'Instead of a fingerprint, with line: the file of the finding.' },
      line: { type: 'integer', minimum: 1, description: 'The line that the finding stands in, counted from 1.' },
      code: { type: 'string', description: 'With file and line: the rule, where several findings stand there.' },
      fix: {
        type: 'integer',
        minimum: 1,
        description: 'Only this fix, by its number. In an editor: the one to show. Default: all; the preferred one.',
      },
    },
    additionalProperties: false,
  },
  begin: (input, seen) =>
    onceComplete(seen, (snapshot) => {
      const place = placesIn(seen);
      const known = findingAsked(snapshot, input, seen);
      const all = known.finding.fixes();
      const number = numberIn(input, 'fix');
      if (number !== undefined && all[number - 1] === undefined)
        throw new ToolProblem(`there is no fix ${number}: the finding has ${all.length}`);
      const numbered = all.map((fix, index) => ({ fix, number: index + 1 }));
      const told = numbered.filter((one) => number === undefined || one.number === number);
      const chosen = told.length === 1 ? told[0] : told.find(({ fix }) => fix.preferred);
      return {
        data: {
          finding: findingData(known, place),
          fixes: told.map((one) => fixData(one, seen, place)),
          ...(all.length === 0 && { note: 'No fix is known for it.' }),
        },
        ...(chosen && { edits: chosen.fix.edits }),
      };
    }),
};

/** More candidates are of no use to whoever has to name one. */
const MOST_CANDIDATES = 10;

function findingAsked(snapshot: Snapshot, input: Input, seen: Seen): Known {
  const [fingerprint, file, code] = ['fingerprint', 'file', 'code'].map((name) => textIn(input, name));
  const line = numberIn(input, 'line');
  const all = knownFindings(snapshot, seen);
  if (fingerprint !== undefined) {
    const found = all.find((known) => known.fingerprint === fingerprint);
    if (found !== undefined) return found;
    throw new ToolProblem('there is no finding of this fingerprint now: check again');
  }
  if (file === undefined || line === undefined)
    throw new ToolProblem('which finding? Give its fingerprint, or its file and line');
  const there = all.filter(
    ({ finding, range }) =>
      isFile(finding.file, file, seen) &&
      range.start.line < line &&
      line <= range.end.line + 1 &&
      (code === undefined || finding.code === code),
  );
  const [found, ...others] = there;
  if (found === undefined) throw new ToolProblem('nothing was found in this line');
  if (others.length === 0) return found;
  const candidates = atMost(there, MOST_CANDIDATES).items.map(
    (known) => `${known.fingerprint} (${known.finding.code}): ${worded(known.finding, () => line)}`,
  );
  throw new ToolProblem(`several findings stand there; give a fingerprint: ${candidates.join('; ')}`);
}

function fixData(
  { fix, number }: { readonly fix: Fix; readonly number: number },
  seen: Seen,
  place: ReturnType<typeof placesIn>,
): Data {
  const { title, kind, preferred, edits } = fix;
  const diff = [...groupBy(edits, (edit) => edit.file)].map(([file, inFile]) => diffOf(file, inFile, seen)).join('');
  const isExact = visibleText(diff) === diff && edits.every(({ newText }) => visibleText(newText) === newText);
  return {
    number,
    title,
    kind,
    preferred,
    diff,
    edits: edits.map((edit) => ({ ...place(edit), newText: edit.newText })),
    ...(!isExact && { note: 'It shows characters that are invisible: as a text it cannot be applied.' }),
  };
}

function diffOf(file: string, edits: readonly FileEdit[], { shown, read }: Seen): string {
  const before = read(file) ?? '';
  return unifiedDiff(shown(file), before, applyEdits(before, edits));
}
