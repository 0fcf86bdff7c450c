// What `explain --complete` tells beside what `explain` does: values as NixOS has them, and its own definitions.
import { describeValue } from '../analysis/describe';
import type { DefinitionExplanation, OptionExplanation, SystemExplanation } from '../analysis/reports/explanation';
import type { PlainJson } from '../analysis/reports/plain-json';
import { joinPath, splitPath } from '../options/option-path';
import { type OptionAnswer, type Outcome, optionAnswers } from '../release/complete-options';
import { type FailureKind, failureKind } from '../release/failure-kind';
import { WrittenPlaces } from '../release/written-places';
import type { Note } from '../service/notes';
import { keyOf } from '../service/whole-results';
import type { Environment } from './command';
import { askComplete, completeNotes } from './complete';
import type { OpenedWorkspace } from './open';
import type { Target } from './target';

/** What is told of the systems of one subject, by the specialisation's name. */
type Answers = ReadonlyMap<string | null, readonly OptionExplanation[]>;

/**
 * The explanations with whole systems in their place.
 * @param named options that are told of wherever they are defined.
 */
export async function explainWhole(
  quick: readonly SystemExplanation[],
  named: readonly string[],
  opened: { readonly workspace: OpenedWorkspace; readonly target: Target; readonly environment: Environment },
): Promise<{ readonly systems: readonly SystemExplanation[]; readonly notes: readonly Note[] }> {
  const { workspace, target, environment } = opened;
  const isOf = (system: SystemExplanation, key: string): boolean => system.inside.length === 0 && keyOf(system) === key;
  const answers = await askComplete(workspace, target, environment, (complete, { key }, files): Answers => {
    const places = new WrittenPlaces(files.evaluated);
    const told = new Map<string | null, readonly OptionExplanation[]>();
    for (const system of complete.systems) {
      const known = quick.find((each) => isOf(each, key) && each.name === system.name);
      const options = new Set([...(known?.options ?? []).map(({ option }) => option), ...named]);
      const asked = optionAnswers(system, [...options].map(splitPath), places);
      told.set(
        system.name,
        asked.map((answer) => explained(answer, known)),
      );
    }
    return told;
  });
  const systems = quick.map((system) => {
    const answered = answers.find(({ subject }) => isOf(system, subject.key))?.answer?.get(system.name);
    if (answered === undefined) return system;
    return { ...system, options: [...answered].sort((a, b) => (a.option < b.option ? -1 : 1)) };
  });
  return { systems, notes: completeNotes(answers) };
}

function explained(answer: OptionAnswer, known: SystemExplanation | undefined): OptionExplanation {
  const option = joinPath(answer.path);
  const before = known?.options.find((each) => each.option === option);
  return { option, conflict: undefined, ...verdictOf(answer.outcome), definitions: definitionsOf(answer, before) };
}

function verdictOf(outcome: Outcome): Pick<OptionExplanation, 'verdict' | 'value' | 'reason'> {
  switch (outcome.outcome) {
    case 'value':
      return { verdict: 'ok', value: { json: JSON.parse(outcome.json) as PlainJson }, reason: undefined };
    case 'failure':
      return {
        verdict: verdictBy(failureKind(outcome.message)),
        value: undefined,
        reason: reason('error', outcome.message),
      };
    default:
      return { verdict: 'unknown', value: undefined, reason: reason(outcome.code, outcome.detail) };
  }
}

const reason = (code: string, detail: string): NonNullable<OptionExplanation['reason']> => ({
  code,
  detail,
  at: undefined,
});

const verdictBy = (kind: FailureKind): OptionExplanation['verdict'] => (kind === 'other' ? 'unknown' : kind);

/** Those of the user as they are known, and behind them NixOS's own that win. */
function definitionsOf(
  { winners, priority }: OptionAnswer,
  before: OptionExplanation | undefined,
): readonly DefinitionExplanation[] {
  const own = (before?.definitions ?? [])
    .filter(({ scope }) => scope !== 'system')
    .map((definition) => ({
      ...definition,
      wins: definition.wins && (priority === undefined || definition.priority <= priority),
    }));
  const isOwn = (file: string): boolean => own.some((definition) => definition.file === file);
  return [
    ...own,
    ...winners
      .filter(({ file }) => !isOwn(file))
      .map(
        ({ file, location, value }): DefinitionExplanation => ({
          file,
          library: undefined,
          location,
          priority: priority ?? 100,
          scope: 'system',
          wins: true,
          shown: describeValue(value),
          reason: undefined,
        }),
      ),
  ];
}
