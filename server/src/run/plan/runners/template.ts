// A command of the user's own: words, some with places for what the run is about.
import { l10n } from '../../../protocol/l10n';
import { becomesRoot } from '../../elevation';
import { commandProblem, quoted } from '../../names';
import type { PlanContext } from '../context';
import { elevated } from '../elevate';
import { type RunnerDraft, type RunnerPlanner, reaches } from './runner';

const SETTING = 'nixosSpecialisations.commandTemplate';

export const template: RunnerPlanner = {
  runner: 'template',
  programs: ({ settings }) => [settings.commandTemplate[0] ?? ''],
  fits: () => false,
  plan,
};

const PLACE = /\{(\w+)\}/g;

function plan(context: PlanContext): RunnerDraft | string {
  const { spec, settings, remote } = context;
  const words = settings.commandTemplate;
  const problem = commandProblem(words, SETTING) ?? placeProblem(words);
  if (problem !== undefined) return problem;
  const has = (place: string): boolean => words.some((word) => word.includes(`{${place}}`));
  const lacking = Object.entries(neededPlaces(context)).find(([place, isNeeded]) => isNeeded && !has(place));
  if (lacking !== undefined) return l10n.t('The setting {0} has no {1}, which this needs.', SETTING, `{${lacking[0]}}`);
  const argv: string[] = [];
  for (const word of words) {
    const filled = fill(word, valuesOf(context));
    // A name alone could be taken for an option.
    if (filled?.startsWith('-') && word.startsWith('{'))
      return l10n.t('{0} would be read as an option.', quoted(filled));
    if (filled !== undefined) argv.push(filled);
  }
  const needsRoot = reaches(context) || spec.action === 'dry-activate';
  const byItself =
    becomesRoot(words) || remote.targetHost !== undefined || settings.elevate.startsWith('nixos-rebuild');
  const command = needsRoot && !byItself ? elevated(argv, context) : { argv };
  return {
    steps: [{ argv: command.argv, needsRoot, tool: needsRoot ? 'rebuild' : 'build' }],
    uses: needsRoot ? ['runner', 'commandTemplate', 'elevate'] : ['runner', 'commandTemplate'],
    missing: 'missing' in command ? command.missing : undefined,
  };
}

const PLACES = ['action', 'flake', 'file', 'host', 'specialisation', 'targetHost', 'buildHost'];

function placeProblem(words: readonly string[]): string | undefined {
  const unknown = words.flatMap((word) => [...word.matchAll(PLACE)]).find(([, place]) => !PLACES.includes(place ?? ''));
  if (unknown !== undefined)
    return l10n.t(
      'The setting {0} has {1}; there are {2}.',
      SETTING,
      quoted(unknown[0]),
      PLACES.map((place) => `{${place}}`).join(', '),
    );
  return words[0]?.includes('{') ? l10n.t('The setting {0} must begin with a program.', SETTING) : undefined;
}

/** A run must not lose what it is about: without a place for the specialisation the base would be activated. */
function neededPlaces({ spec, remote }: PlanContext): Readonly<Record<string, boolean>> {
  const takesName = spec.action !== 'build';
  return {
    action: true,
    specialisation: takesName && spec.specialisation !== null,
    targetHost: remote.targetHost !== undefined,
    buildHost: remote.buildHost !== undefined,
  };
}

function valuesOf({ spec, remote }: PlanContext): Readonly<Record<string, string | undefined>> {
  const { kind, path } = spec.root;
  return {
    action: spec.action === 'rebuild' ? 'switch' : spec.action,
    flake: kind === 'flake' ? path : undefined,
    file: kind === 'classic' ? path : undefined,
    host: spec.host ?? undefined,
    specialisation: spec.specialisation ?? undefined,
    ...remote,
  };
}

/** The word with its places filled; undefined, so that it is left out, where one has no value. */
function fill(word: string, values: Readonly<Record<string, string | undefined>>): string | undefined {
  const places = [...word.matchAll(PLACE)].map(([, place]) => place ?? '');
  if (places.some((place) => values[place] === undefined)) return undefined;
  return word.replace(PLACE, (_, place: string) => values[place] ?? '');
}
