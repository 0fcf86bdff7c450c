// Why a system as a whole certainly does not evaluate, whatever is asked of it.

import type { Location } from '../base/span';
import { EndlessRecursion } from '../modules/question';
import type { System } from '../modules/system';
import { isNewerThanTable } from '../options/changed-types';
import { dotted } from '../syntax/print';
import type { Analysis } from './analysis';
import { absentFiles } from './checks/absent-files';
import { brokenFiles } from './checks/broken-files';
import { shapesIn } from './checks/shapes';
import { unboundIn } from './checks/unbound';

export interface Failure {
  readonly kind:
    | 'undeclared'
    | 'infinite-recursion'
    | 'not-a-module'
    | 'not-a-set'
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
  for (const system of [base, ...base.specialised]) {
    const failure = shapeFailure(system, analysis) ?? moduleFailure(system) ?? variableFailure(system);
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

/** What fits no option, whatever the options are. */
function shapeFailure(system: System, analysis: Analysis): Failure | undefined {
  const { modules, values } = shapesIn(system);
  const [bad] = modules.filter(({ proof }) => proof === 'certain');
  if (bad?.kind === 'problem') return { kind: 'not-a-module', message: bad.problem.message };
  if (bad?.kind === 'stray-key')
    return { kind: 'undeclared', message: `The option \`${dotted(bad.path)}' does not exist.` };
  // Only the tables say that it is a set, and the flake has locked what is newer.
  const mayBeOption = isNewerThanTable(analysis.entryPoint.kind, analysis.lockedFor());
  const value = values.find(({ proof, isTabled }) => proof === 'certain' && !(isTabled && mayBeOption));
  const path = bad?.misfit.path ?? value?.path;
  return (
    path && { kind: 'not-a-set', message: `a value rather than an attribute set for the option \`${dotted(path)}'` }
  );
}

function moduleFailure({ evaluation, entry }: System): Failure | undefined {
  if (entry?.doubt !== undefined) return undefined;
  const early = evaluation.collection.failures.find(({ error }) => error instanceof EndlessRecursion);
  const site = early?.error.site;
  const place = site && { file: site.unit.file, start: site.expr.start, end: site.expr.end };
  return (
    early && {
      kind: 'infinite-recursion',
      message: 'which modules are imported depends on what they configure',
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
