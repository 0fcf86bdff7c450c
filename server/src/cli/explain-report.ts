// The answer of `explain` as plain data: what `--format json` prints. docs/cli.md describes it.
import type { Failure } from '../analysis/failure';
import type {
  DefinitionExplanation,
  OptionExplanation,
  Reason,
  SystemExplanation,
} from '../analysis/reports/explanation';
import type { PlainJson } from '../analysis/reports/plain-json';
import type { Positions, Range } from '../service/positions';
import type { Names } from './names';

/** What the base system is called where specialisations are called by name. */
export const BASE = '<base>';

/**
 * Lines and characters count from 0, characters in UTF-16 units.
 */
export interface ExplainReport {
  readonly version: 1;
  readonly systems: readonly SystemAnswer[];
  /** Why no system evaluates at all, if so. */
  readonly error?: string;
}

export interface SystemAnswer {
  readonly kind: SystemExplanation['kind'];
  readonly root: string;
  readonly host: string | null;
  readonly name: string;
  /** For a Home Manager user inside NixOS: the path of the option that holds the configuration. */
  readonly inside?: string;
  readonly error?: { readonly kind: string; readonly message: string; readonly file?: string; readonly range?: Range };
  readonly unseen: readonly { readonly name: string; readonly reason: ReasonAnswer }[];
  readonly options: Readonly<Record<string, OptionAnswer>>;
}

export interface OptionAnswer {
  readonly verdict: OptionExplanation['verdict'];
  readonly kind?: string;
  readonly value?: PlainJson;
  readonly reason?: ReasonAnswer;
  readonly definitions: readonly DefinitionAnswer[];
}

export interface DefinitionAnswer {
  readonly file: string | null;
  readonly library?: string;
  readonly range: Range | null;
  readonly priority: number;
  readonly scope: 'parent' | 'child' | 'system';
  readonly wins: boolean;
  readonly shown: string;
  readonly reason?: ReasonAnswer;
}

export interface ReasonAnswer {
  readonly code: string;
  readonly detail: string;
  readonly file?: string;
  readonly range?: Range;
}

/** What files are called, and where in them an offset is. */
interface Places {
  readonly names: Names;
  readonly positions: Positions;
}

export function explainReport(systems: readonly SystemExplanation[], places: Places): ExplainReport {
  const failed =
    systems.length > 0 && systems.every(({ failure }) => failure !== undefined) ? systems[0]?.failure : undefined;
  return {
    version: 1,
    ...(failed && { error: failed.kind }),
    systems: systems.map((system) => systemAnswer(system, places)),
  };
}

function systemAnswer(system: SystemExplanation, places: Places): SystemAnswer {
  const { shown } = places.names;
  const { kind, entry, host, name, inside, failure, unseen, options } = system;
  const reasoned = (reason: Reason): ReasonAnswer => reasonAnswer(reason, places);
  return {
    kind,
    root: shown(entry),
    host,
    name: name ?? BASE,
    ...(inside.length > 0 && { inside: inside.join('.') }),
    ...(failure && { error: failureAnswer(failure, places) }),
    unseen: unseen.map((module) => ({
      name: module.name.startsWith('/') ? shown(module.name) : module.name,
      reason: reasoned(module.reason),
    })),
    options: Object.fromEntries(
      options.map((option) => [
        option.option,
        {
          verdict: option.verdict,
          ...(option.conflict && { kind: option.conflict }),
          ...(option.value && { value: option.value.json }),
          ...(option.reason && { reason: reasoned(option.reason) }),
          definitions: option.definitions.map((definition) => definitionAnswer(definition, places)),
        },
      ]),
    ),
  };
}

/** The words of the format: readers rely on them. */
const SCOPES: Readonly<Record<DefinitionExplanation['scope'], DefinitionAnswer['scope']>> = {
  base: 'parent',
  specialisation: 'child',
  system: 'system',
};

function failureAnswer(
  { kind, message, place }: Failure,
  { names, positions }: Places,
): NonNullable<SystemAnswer['error']> {
  return { kind, message, ...(place && { file: names.shown(place.file), range: positions.range(place) }) };
}

function definitionAnswer(definition: DefinitionExplanation, places: Places): DefinitionAnswer {
  const { names, positions } = places;
  const { file, library, location, priority, scope, wins, shown, reason } = definition;
  return {
    file: file === undefined ? null : names.shown(file),
    ...(library !== undefined && { library }),
    range: location === undefined ? null : positions.range(location),
    priority,
    scope: SCOPES[scope],
    wins,
    shown,
    ...(reason && { reason: reasonAnswer(reason, places) }),
  };
}

function reasonAnswer({ code, detail, at }: Reason, { names, positions }: Places): ReasonAnswer {
  return { code, detail, ...(at && { file: names.shown(at.file), range: positions.range(at) }) };
}
