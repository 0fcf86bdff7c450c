// Why a system as a whole certainly does not evaluate, whatever is asked of it.

import type { Location } from '../base/span';
import { isTooEarly } from '../modules/evaluation';
import type { System } from '../modules/system';
import { dotted } from '../syntax/print';
import { absentFiles } from './absent-files';
import type { Analysis } from './analysis';
import { brokenFiles } from './broken-files';
import { unboundIn } from './checks/unbound';

export interface Failure {
  readonly kind:
    | 'undeclared'
    | 'infinite-recursion'
    | 'not-a-module'
    | 'undefined-variable'
    | 'unreadable'
    | 'missing-import';
  readonly message: string;
  /** Where it shows, if that is known. */
  readonly place?: Location;
}

/** The first reason found in the base or in one of its specialisations, which the base builds too. */
export function failureOf(analysis: Analysis): Failure | undefined {
  const { base } = analysis;
  const unreadable = fileFailure(analysis);
  if (unreadable !== undefined) return unreadable;
  for (const system of [base, ...base.children]) {
    const failure = moduleFailure(system) ?? variableFailure(system);
    if (failure !== undefined) return failure;
  }
  return undeclaredFailure(base);
}

/** Files that a module certainly is, and Nix cannot read. */
function fileFailure(analysis: Analysis): Failure | undefined {
  const modules = analysis.systems
    .filter(({ entry }) => entry?.doubt === undefined)
    .flatMap(({ evaluation }) => evaluation.collection.modules.filter(({ doubt }) => doubt === undefined));
  const sure = new Set([analysis.entryPoint.entry, ...modules.map(({ file }) => file)]);
  const broken = brokenFiles(analysis).find(({ file }) => sure.has(file));
  if (broken !== undefined) {
    const { file, error, duplicates } = broken;
    const { start, end } = error ?? duplicates[0] ?? { start: 0, end: 0 };
    const message = error === undefined ? 'something in it is defined twice' : 'syntax error';
    return { kind: 'unreadable', message, place: { file, start, end } };
  }
  const absent = absentFiles(analysis).find(({ proof }) => proof === 'certain');
  return absent && { kind: 'missing-import', message: `\`${absent.shown}' does not exist`, place: absent.place };
}

function moduleFailure({ evaluation, entry }: System): Failure | undefined {
  if (entry?.doubt !== undefined) return undefined;
  const { problems, opaque } = evaluation.collection;
  const [problem] = problems;
  if (problem !== undefined)
    return { kind: 'not-a-module', message: problem.message, place: { file: problem.file, start: 0, end: 0 } };
  const early = opaque.find(({ reason }) => isTooEarly(reason));
  const site = early?.reason.site;
  const place = site && { file: site.unit.file, start: site.expr.start, end: site.expr.end };
  return (
    early && {
      kind: 'infinite-recursion',
      message: `which modules are imported depends on ${early.reason.detail}`,
      ...(place && { place }),
    }
  );
}

function variableFailure(system: System): Failure | undefined {
  const [unbound] = unboundIn(system);
  const [name] = unbound?.names ?? [];
  if (unbound === undefined || name === undefined) return undefined;
  const { file } = unbound.module;
  return {
    kind: 'undefined-variable',
    message: `undefined variable '${name.name}'`,
    place: { file, start: name.start, end: name.end },
  };
}

/**
 * `specialisation.<name>` takes NixOS's own few options only, unless a module declares more:
 * one that could not be read may.
 */
function undeclaredFailure({ specialisations, evaluation }: System): Failure | undefined {
  if (evaluation.collection.opaque.length > 0) return undefined;
  for (const { merged, doubt } of specialisations) {
    if (doubt !== undefined) continue;
    const path = merged.outcome.kind === 'submodule' ? merged.outcome.evaluation.unmatched[0]?.path : undefined;
    if (path !== undefined)
      return { kind: 'undeclared', message: `The option \`${dotted([...merged.path, ...path])}' does not exist.` };
  }
  return undefined;
}
