// What becomes of options in a whole system, and which definitions win, NixOS's own among them.
import type { Location } from '../base/span';
import { apply } from '../eval/apply';
import { inShare } from '../eval/budget';
import { jsonText } from '../eval/builtins/json-print';
import { NO_SITE } from '../eval/site';
import { force } from '../eval/thunk';
import type { Slot, Value } from '../eval/values';
import { typeTag } from '../modules/property';
import { l10n } from '../protocol/l10n';
import type { CompleteSystem } from './complete';
import { at, textOf } from './read-value';
import type { WrittenPlaces } from './written-places';

export type Outcome =
  | { readonly outcome: 'value'; readonly json: string }
  /** In Nix's own words. */
  | { readonly outcome: 'failure'; readonly message: string }
  | { readonly outcome: 'unknown'; readonly code: string; readonly detail: string };

export interface Winner {
  /** The file of the module. */
  readonly file: string;
  /** Where the value is written; undefined where that is not in the module's file. */
  readonly location: Location | undefined;
  readonly value: Value;
}

export interface OptionAnswer {
  readonly path: readonly string[];
  readonly outcome: Outcome;
  /** The priority of the definitions that win; undefined where there are none, or it is no option. */
  readonly priority: number | undefined;
  readonly winners: readonly Winner[];
}

/** Each of the paths, which may lead into the value of an option. */
export function optionAnswers(
  system: CompleteSystem,
  paths: readonly (readonly string[])[],
  places: WrittenPlaces,
): readonly OptionAnswer[] {
  return paths.map((path) => ({
    path,
    outcome: inShare(() => outcomeOf(system, path)),
    ...winnersOf(system, path, places),
  }));
}

/** What defines the option that a path names or leads into, as far as it wins. */
export function winnersOf(
  system: CompleteSystem,
  path: readonly string[],
  places: WrittenPlaces,
): Pick<OptionAnswer, 'priority' | 'winners'> {
  const { option, rest } = inShare(() => optionAt(system.options, path));
  const listed = option && inShare(() => definitionsOf(system, option));
  const told = option && inShare(() => at(option, 'highestPrio'));
  const priority = told?.kind === 'int' ? Number(told.value) : undefined;
  const declared = priority === OPTION_DEFAULT && rest.length === 0 && option?.kind === 'attrs' ? option : undefined;
  const written = (module: string): Pick<Winner, 'file' | 'location'> => {
    const file = places.fileOf(module);
    const span = declared === undefined ? places.definition(file, path) : places.byDefault(file, declared, path);
    return { file, location: span && { file, ...span } };
  };
  return {
    priority,
    winners: listed?.kind === 'list' ? listed.items.flatMap((item) => winnerIn(item, rest, written)) : [],
  };
}

/** Of what an option itself says. */
const OPTION_DEFAULT = 1500;

/** The definitions of an option that win: sets with `file` and `value`. */
export const definitionsOf = ({ definitions }: CompleteSystem, option: Value): Value | undefined =>
  definitions && apply(definitions, option, NO_SITE);

/** The option that a path names or leads into, and the rest of the path. */
function optionAt(
  options: Value,
  path: readonly string[],
): { readonly option: Value | undefined; readonly rest: readonly string[] } {
  let here: Value | undefined = options;
  for (const [index, name] of path.entries()) {
    here = at(here, name);
    if (here === undefined || typeTag(here) === 'option') return { option: here, rest: path.slice(index + 1) };
  }
  return { option: undefined, rest: [] };
}

function outcomeOf({ config }: CompleteSystem, path: readonly string[]): Outcome {
  const value = leadingTo(config, path);
  if (value === undefined) return { outcome: 'unknown', code: 'missing', detail: l10n.t('there is no such option') };
  const json = jsonText(value, NO_SITE);
  switch (json.kind) {
    case 'string':
      return { outcome: 'value', json: json.text };
    case 'error':
      return { outcome: 'failure', message: json.message };
    case 'unknown':
      return { outcome: 'unknown', code: json.code, detail: json.detail };
    default:
      return { outcome: 'unknown', code: 'opaque', detail: l10n.t('it is not evaluated') };
  }
}

/** The value at a path, or what is on the way to it and has no value itself; undefined where there is nothing. */
function leadingTo(config: Value, path: readonly string[]): Value | undefined {
  let here: Value | undefined = config;
  for (const name of path) {
    if (here !== undefined && !isKnown(here)) return here;
    here = at(here, name);
  }
  return here;
}

const isKnown = ({ kind }: Value): boolean =>
  kind !== 'error' && kind !== 'unknown' && kind !== 'choice' && kind !== 'opaque';

/** A definition, if it is about the path: one of `users.users` may say nothing of the user that is meant. */
function winnerIn(
  item: Slot,
  rest: readonly string[],
  written: (module: string) => Pick<Winner, 'file' | 'location'>,
): readonly Winner[] {
  const definition = force(item);
  const module = textOf(at(definition, 'file'));
  const slot = definition.kind === 'attrs' ? definition.get('value') : undefined;
  if (module === undefined || slot === undefined) return [];
  const value = at(force(slot), ...rest);
  if (value === undefined) return [];
  return [{ ...written(module), value }];
}
