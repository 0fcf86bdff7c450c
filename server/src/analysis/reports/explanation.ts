// What becomes of every option that a configuration defines, as plain data.

import type { Location } from '../../base/span';
import { isMadeUp } from '../../eval/paths';
import { force } from '../../eval/thunk';
import type { UnknownValue } from '../../eval/values';
import type { Definition, Scope } from '../../modules/definition';
import { isSystemDefinition } from '../../modules/merge/definitions';
import type { ConflictKind } from '../../modules/merge/outcome';
import type { System } from '../../modules/system';
import type { SystemKind } from '../../modules/system-options';
import { libraryBehind } from '../../project/frameworks';
import type { Analysis } from '../analysis';
import { describeValue } from '../describe';
import { type Explained, explain, type Verdict } from '../explain';
import { type Failure, failureOf } from '../failure';
import { isExact, type PlainJson } from './plain-json';

/** Why something is not known: a stable code, what it is about, and where it arose if that is in a file. */
export interface Reason {
  readonly code: string;
  readonly detail: string;
  readonly at: Location | undefined;
}

export interface DefinitionExplanation {
  /** The file of the module; undefined for what the option's declaration, NixOS itself or a library gives. */
  readonly file: string | undefined;
  /** The library, such as blueprint, whose conventions give it. */
  readonly library: string | undefined;
  /** Where it is written, where that can be told. */
  readonly location: Location | undefined;
  readonly priority: number;
  readonly scope: Scope | 'system';
  readonly wins: boolean;
  /** The value in short, for people. */
  readonly shown: string;
  /** Why it is not known whether it counts. */
  readonly reason: Reason | undefined;
}

export interface OptionExplanation {
  /** Dotted, segments that are no identifiers quoted. */
  readonly option: string;
  readonly verdict: Verdict['verdict'];
  readonly conflict: ConflictKind | undefined;
  /** Of an option that is ok: its value, when JSON can hold it exactly. */
  readonly value: { readonly json: PlainJson } | undefined;
  /** Why the verdict, or the value, is not known. */
  readonly reason: Reason | undefined;
  readonly definitions: readonly DefinitionExplanation[];
}

/** One system: a base, or one of its specialisations. */
export interface SystemExplanation {
  readonly kind: SystemKind;
  readonly host: string | null;
  /** The file evaluation starts at. */
  readonly entry: string;
  /** Every file that takes part in the base or in a specialisation. */
  readonly files: readonly string[];
  /** The specialisation; null for the base. */
  readonly name: string | null;
  /** The option path of a Home Manager user inside NixOS; empty for systems that stand alone. */
  readonly inside: readonly string[];
  readonly options: readonly OptionExplanation[];
  /** Modules that take part but cannot be read: they may define anything. */
  readonly unseen: readonly { readonly name: string; readonly reason: Reason }[];
  /** Why the configuration as a whole certainly does not evaluate. */
  readonly failure: Failure | undefined;
}

export function explainAnalysis(analysis: Analysis): readonly SystemExplanation[] {
  const { base, entryPoint } = analysis;
  const shared = {
    kind: entryPoint.kind,
    host: entryPoint.host,
    entry: entryPoint.entry,
    files: [...analysis.files].sort(),
    inside: base.input.prefix,
    failure: failureOf(analysis),
  };
  return [base, ...base.specialised].map((system) => ({ ...shared, ...explainSystem(system) }));
}

function explainSystem(system: System): Pick<SystemExplanation, 'name' | 'options' | 'unseen'> {
  return {
    name: system.name,
    options: explain(system).map(explainOption).sort(byName),
    unseen: system.evaluation.collection.opaque.map(({ name, reason }) => ({ name, reason: reasonOf(reason) })),
  };
}

function byName(a: OptionExplanation, b: OptionExplanation): number {
  return a.option < b.option ? -1 : a.option > b.option ? 1 : 0;
}

function explainOption({ option, verdict, merged }: Explained): OptionExplanation {
  const { definitions, winners } = merged;
  return {
    option,
    verdict: verdict.verdict,
    conflict: verdict.verdict === 'conflict' ? verdict.kind : undefined,
    value: plainValue(verdict),
    reason: whyUnknown(verdict),
    definitions: definitions.map((definition) => explainDefinition(definition, winners.includes(definition))),
  };
}

function plainValue(verdict: Verdict): { readonly json: PlainJson } | undefined {
  if (verdict.verdict !== 'ok' || !('ok' in verdict.json)) return undefined;
  const json = verdict.json.ok;
  return isExact(json) ? { json } : undefined;
}

/** Why the value of an option is not known; undefined where it is, or fails. */
export function whyUnknown(verdict: Verdict): Reason | undefined {
  if (verdict.verdict === 'unknown') return reasonOf(verdict.reason);
  return verdict.verdict === 'ok' && 'unknown' in verdict.json ? reasonOf(verdict.json.unknown) : undefined;
}

function explainDefinition(definition: Definition, wins: boolean): DefinitionExplanation {
  const { module, entry, slot, priority, doubt } = definition;
  const isSystem = isSystemDefinition(definition);
  const source = isSystem ? undefined : (entry.origin?.file ?? module.file);
  return {
    file: source === undefined || isMadeUp(source) ? undefined : source,
    library: source && libraryBehind(source),
    location: placeOf(definition),
    priority,
    scope: isSystem ? 'system' : module.scope,
    wins,
    shown: describeValue(force(slot)),
    reason: doubt && reasonOf(doubt),
  };
}

/** From the name to the end of the value; undefined where that stands in no file. */
export function placeOf({ entry: { origin } }: Definition): Location | undefined {
  if (origin === undefined || isMadeUp(origin.file)) return undefined;
  return { file: origin.file, start: origin.key.start, end: Math.max(origin.key.end, origin.value.end) };
}

export function reasonOf({ code, detail, site }: UnknownValue): Reason {
  const file = site?.unit.file;
  const at =
    site === undefined || file === undefined || isMadeUp(file)
      ? undefined
      : { file, start: site.expr.start, end: site.expr.end };
  return { code, detail, at };
}
