// What becomes of options in a whole system, and which definitions win, NixOS's own among them.
import type { Location } from '../base/span';
import { apply } from '../eval/apply';
import { inShare } from '../eval/budget';
import { jsonText } from '../eval/builtins/json-print';
import { NO_SITE } from '../eval/site';
import { force, sourceOf } from '../eval/thunk';
import type { Slot, Value } from '../eval/values';
import { typeTag } from '../modules/property';
import type { Complete, CompleteSystem } from './complete';
import { at, textOf } from './read-value';

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
  complete: Complete,
  system: CompleteSystem,
  paths: readonly (readonly string[])[],
): readonly OptionAnswer[] {
  return paths.map((path) => ({
    path,
    outcome: inShare(() => outcomeOf(system, path)),
    ...winnersOf(complete, system, path),
  }));
}

/** What defines the option that a path names or leads into, as far as it wins. */
export function winnersOf(
  { definitions }: Complete,
  { options }: CompleteSystem,
  path: readonly string[],
): Pick<OptionAnswer, 'priority' | 'winners'> {
  const option = inShare(() => optionAt(options, path));
  const listed =
    definitions === undefined || option === undefined ? undefined : inShare(() => apply(definitions, option, NO_SITE));
  const priority = option && inShare(() => at(option, 'highestPrio'));
  return {
    priority: priority?.kind === 'int' ? Number(priority.value) : undefined,
    winners: listed?.kind === 'list' ? listed.items.flatMap(winnerIn) : [],
  };
}

/** The option that a path names or leads into. */
function optionAt(options: Value, path: readonly string[]): Value | undefined {
  let here: Value | undefined = options;
  for (const name of path) {
    here = at(here, name);
    if (here === undefined || typeTag(here) === 'option') return here;
  }
  return undefined;
}

function outcomeOf({ config }: CompleteSystem, path: readonly string[]): Outcome {
  const value = at(config, ...path);
  if (value === undefined) return { outcome: 'unknown', code: 'missing', detail: 'there is no such option' };
  const json = jsonText(value, NO_SITE);
  switch (json.kind) {
    case 'string':
      return { outcome: 'value', json: json.text };
    case 'error':
      return { outcome: 'failure', message: json.message };
    case 'unknown':
      return { outcome: 'unknown', code: json.code, detail: json.detail };
    default:
      return { outcome: 'unknown', code: 'opaque', detail: 'it is not evaluated' };
  }
}

function winnerIn(item: Slot): readonly Winner[] {
  const definition = force(item);
  const [file, slot] = [
    textOf(at(definition, 'file')),
    definition.kind === 'attrs' ? definition.get('value') : undefined,
  ];
  if (file === undefined || slot === undefined) return [];
  const site = sourceOf(slot);
  const location = site?.unit.file === file ? { file, start: site.expr.start, end: site.expr.end } : undefined;
  return [{ file, location, value: force(slot) }];
}
