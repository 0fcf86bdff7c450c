// What a base says about its specialisations, before they are systems.

import { force } from '../eval/thunk';
import { string, type UnknownValue, type Value } from '../eval/values';
import type { Definition } from './definition';
import { Evaluation } from './evaluation';
import { NO_FACTS } from './facts';
import type { ModuleRef } from './load-module';
import type { Merged } from './merge/outcome';
import { ENTRY_OPTIONS, type SystemKind } from './system-options';

/** What the base says about one specialisation. */
export interface SpecialisationEntry {
  readonly name: string;
  /** The definitions of `specialisation.<name>`. */
  readonly merged: Merged;
  /** The few options it has itself. */
  readonly evaluation: Evaluation;
  /** null when it cannot be decided. */
  readonly inheritParentConfig: boolean | null;
  /** The definitions of `configuration`: the modules the specialisation adds. */
  readonly configuration: Merged;
  /** Why it is not sure that the specialisation exists. */
  readonly doubt: UnknownValue | undefined;
}

/**
 * The value of `specialisation.<name>`: a submodule with NixOS's own few options.
 * @param config what readers get of `configuration`: not the modules, but what the specialisation makes of them.
 */
export function entryEvaluation(
  kind: SystemKind,
  base: Evaluation,
  path: readonly string[],
  refs: readonly ModuleRef[],
  config: () => Value,
): Evaluation {
  const node = base.node(['specialisation']);
  const isExtended = node.kind === 'option' && (node.declaration?.files.length ?? 0) > 0;
  return new Evaluation({
    ...base.input,
    roots: refs,
    facts: NO_FACTS,
    prefix: path,
    label: `${base.input.label} ${path.join('.')}`,
    builtin: ENTRY_OPTIONS[kind],
    moduleArgs: new Map([...base.input.moduleArgs, ['name', string(path.at(-1) ?? '')]]),
    moduleClass: undefined,
    ownArguments: undefined,
    isWhole: false,
    fixed: new Map<string, Definition>(),
    applied: new Map([['configuration', config]]),
    // Modules may declare `specialisation` a second time, to give each more options.
    closed: !isExtended,
    nested: () => undefined,
  });
}

/** The specialisations that a base declares, by name. */
export function readEntries(kind: SystemKind, evaluation: Evaluation): readonly SpecialisationEntry[] {
  const { outcome, outcomeIfAll, possible } = evaluation.merged(['specialisation']);
  const entries: SpecialisationEntry[] = [];
  const sure = outcome.kind === 'keys' ? outcome.keys : new Map<string, Merged>();
  const maybe = outcomeIfAll?.kind === 'keys' ? outcomeIfAll.keys : new Map<string, Merged>();
  for (const [name, merged] of new Map([...maybe, ...sure])) {
    const inner =
      merged.outcome.kind === 'submodule'
        ? merged.outcome.evaluation
        : merged.outcomeIfAll?.kind === 'submodule'
          ? merged.outcomeIfAll.evaluation
          : undefined;
    if (inner === undefined || merged.definitions.length === 0) continue;
    entries.push({
      name,
      merged,
      evaluation: inner,
      inheritParentConfig: kind === 'home-manager' ? true : inheritance(inner),
      configuration: inner.merged(['configuration']),
      doubt: sure.has(name)
        ? merged.winners.length > 0
          ? undefined
          : merged.possible[0]?.doubt
        : (merged.definitions[0]?.doubt ?? merged.unseen[0] ?? possible[0]?.doubt),
    });
  }
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function inheritance(entry: Evaluation): boolean | null {
  const { winners, possible } = entry.merged(['inheritParentConfig']);
  const [winner] = winners;
  if (possible.length > 0 || winner === undefined) return null;
  const value = force(winner.slot);
  return value.kind === 'bool' ? value.value : null;
}
