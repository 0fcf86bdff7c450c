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
import { relativePath, type Target } from './target';

/** What the base system is called where specialisations are called by name. */
export const BASE = '<base>';

/**
 * Paths are relative to the folder that was asked about; lines and characters count from 0, characters in UTF-16 units.
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

export function explainReport(
  systems: readonly SystemExplanation[],
  target: Target,
  positions: Positions,
): ExplainReport {
  const failed =
    systems.length > 0 && systems.every(({ failure }) => failure !== undefined) ? systems[0]?.failure : undefined;
  return {
    version: 1,
    ...(failed && { error: failed.kind }),
    systems: systems.map((system) => systemAnswer(system, target, positions)),
  };
}

function systemAnswer(system: SystemExplanation, target: Target, positions: Positions): SystemAnswer {
  const { kind, entry, host, name, inside, failure, unseen, options } = system;
  const reasoned = (reason: Reason): ReasonAnswer => reasonAnswer(reason, target, positions);
  return {
    kind,
    root: relativePath(entry, target),
    host,
    name: name ?? BASE,
    ...(inside.length > 0 && { inside: inside.join('.') }),
    ...(failure && { error: failureAnswer(failure, target, positions) }),
    unseen: unseen.map((module) => ({
      name: module.name.startsWith('/') ? relativePath(module.name, target) : module.name,
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
          definitions: option.definitions.map((definition) => definitionAnswer(definition, target, positions)),
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
  target: Target,
  positions: Positions,
): NonNullable<SystemAnswer['error']> {
  return { kind, message, ...(place && { file: relativePath(place.file, target), range: positions.range(place) }) };
}

function definitionAnswer(definition: DefinitionExplanation, target: Target, positions: Positions): DefinitionAnswer {
  const { file, library, location, priority, scope, wins, shown, reason } = definition;
  return {
    file: file === undefined ? null : relativePath(file, target),
    ...(library !== undefined && { library }),
    range: location === undefined ? null : positions.range(location),
    priority,
    scope: SCOPES[scope],
    wins,
    shown,
    ...(reason && { reason: reasonAnswer(reason, target, positions) }),
  };
}

function reasonAnswer({ code, detail, at }: Reason, target: Target, positions: Positions): ReasonAnswer {
  return { code, detail, ...(at && { file: relativePath(at.file, target), range: positions.range(at) }) };
}
