// Options by names that are not theirs: old ones, and ones that nobody declares.
import { memoOf } from '../../base/memo';
import { force } from '../../eval/thunk';
import type { Slot } from '../../eval/values';
import type { RawDefinition } from '../../modules/definition';
import { discharge } from '../../modules/discharge';
import type { Evaluation } from '../../modules/evaluation';
import { samePath } from '../../modules/option-node';
import type { System } from '../../modules/system';
import { optionsOf } from '../merge-points';
import type { InvalidValue } from './invalid-value';
import { closedIn } from './invalid-values';

export interface OldOption {
  readonly system: System;
  readonly path: readonly string[];
  /**
   * The current name; undefined where the configuration removes the option. What NixOS removed
   * it may have brought back since.
   */
  readonly to: readonly string[] | undefined;
  /** Where it is used. */
  readonly raws: readonly RawDefinition[];
  /** Whether the configuration itself says so; otherwise NixOS or Home Manager does, in some release. */
  readonly own: boolean;
  readonly message: string | undefined;
  /** Whether a definition certainly counts. */
  readonly isDefined: boolean;
  /** Whether some of what is below the name has gone elsewhere. */
  readonly isMixed: boolean;
}

/** Old names in a base system, or in what a specialisation adds to it. */
export function oldOptions(system: System): readonly OldOption[] {
  const { evaluation } = system;
  // The old names are found on the way.
  const options = optionsOf(system);
  const found: OldOption[] = [];
  const add = (option: Omit<OldOption, 'system' | 'isDefined' | 'isMixed'>): void => {
    const raws = ownRaws(option.raws, system);
    if (raws.length === 0) return;
    const isDefined = discharge(raws).definitions.some(({ doubt }) => doubt === undefined);
    found.push({ ...option, system, raws, isDefined, isMixed: false });
  };
  for (const { path, to, raws, rename } of evaluation.oldNames.values()) {
    if (rename === undefined) add({ ...renamedPart(path, to, evaluation), raws, own: false, message: undefined });
    else if (rename.removed || (to !== undefined && rename.exact && rename.message !== undefined))
      add({ path, to, raws, own: true, message: textOf(rename.message) });
  }
  const { facts } = evaluation.input;
  for (const { path, raws } of facts.isWhole ? options : []) {
    const message = facts.removed(path);
    if (message !== undefined) add({ path, to: undefined, raws, own: false, message });
  }
  return found.map((option) => ({ ...option, isMixed: found.some(({ path }) => isBelow(path, option.path)) }));
}

const isBelow = (path: readonly string[], above: readonly string[]): boolean =>
  path.length > above.length && samePath(path.slice(0, above.length), above);

/** The part of a path that has another name, with all that is below it: `programs.git.aliases`, not each alias. */
function renamedPart(
  path: readonly string[],
  to: readonly string[] | undefined,
  { input: { facts } }: Evaluation,
): Pick<OldOption, 'path' | 'to'> {
  for (let length = 1; length < path.length; length++) {
    const part = path.slice(0, length);
    const current = facts.at(part).path;
    if (!samePath(current, part) && samePath(to, [...current, ...path.slice(length)]))
      return { path: part, to: current };
  }
  return { path, to };
}

function textOf(slot: Slot | undefined): string | undefined {
  const value = slot && force(slot);
  return value?.kind === 'string' ? value.text : undefined;
}

/** A specialisation answers for what it adds. */
function ownRaws(raws: readonly RawDefinition[], { base }: System): readonly RawDefinition[] {
  return base === undefined ? raws : raws.filter(({ module }) => module.scope === 'specialisation');
}

export interface Stranger {
  readonly system: System;
  /** Up to the first name that nobody declares; `uses` have the rest of it. */
  readonly path: readonly string[];
  readonly uses: readonly { readonly raw: RawDefinition; readonly path: readonly string[] }[];
  /** The names that the modules declare beside it. */
  readonly names: readonly string[];
  /** Those that NixOS or Home Manager declares beside it: the same list each time. */
  readonly known: readonly string[];
  /**
   * How sure it is that nobody declares it; of the options of NixOS and Home Manager there may always be newer ones.
   */
  readonly proof: InvalidValue['proof'] | 'newer';
}

/** Definitions of options that nobody declares. */
export function strangers(system: System): readonly Stranger[] {
  const inside = closedIn(system).flatMap(({ evaluation, proof }): Stranger[] => {
    const { prefix } = evaluation.input;
    if (prefix[0] === 'specialisation') return [];
    return evaluation.unmatched.map(({ path, raws }) => ({
      system,
      path: [...prefix, ...path],
      uses: ownRaws(raws, system).map((raw) => ({ raw, path: [...prefix, ...path] })),
      names: evaluation.namesAt(path.slice(0, -1)),
      known: [],
      proof: proofOf(prefix, system, proof),
    }));
  });
  return [...inside, ...atTop(system)].filter(({ uses }) => uses.length > 0);
}

/** Another module may declare the same option, and NixOS may do so one day: then it has the options of both. */
function proofOf(path: readonly string[], { evaluation }: System, proof: InvalidValue['proof']): Stranger['proof'] {
  if (evaluation.collection.opaque.length > 0) return 'newer';
  return evaluation.input.facts.at(path.slice(0, 1)).fact.kind === 'unknown' ? proof : 'likely';
}

/** Outside of submodules everything that could not be read may declare options too. */
function atTop(system: System): readonly Stranger[] {
  const { evaluation } = system;
  if (evaluation.collection.opaque.length > 0) return [];
  const found = new Map<string, Stranger & { readonly uses: Stranger['uses'][number][] }>();
  for (const { path, raws, depth } of undeclaredIn(system)) {
    const at = path.slice(0, depth);
    const key = at.join('.');
    let stranger = found.get(key);
    if (stranger === undefined) {
      const set = at.slice(0, -1);
      const [names, known] = [evaluation.namesAt(set), evaluation.input.facts.names(set)];
      const proof = evaluation.input.facts.isWhole ? 'certain' : 'newer';
      stranger = { system, path: at, uses: [], names, known, proof };
      found.set(key, stranger);
    }
    for (const raw of raws) stranger.uses.push({ raw, path });
  }
  return [...found.values()];
}

interface Undeclared {
  readonly path: readonly string[];
  readonly raws: readonly RawDefinition[];
  /** How many names of the path there are up to the first that nobody declares. */
  readonly depth: number;
}

/** What a system defines, or a specialisation adds, outside of the options that are known. */
const undeclaredIn: (system: System) => readonly Undeclared[] = memoOf((system) =>
  optionsOf(system).flatMap(({ path, raws }): Undeclared[] => {
    const depth = system.evaluation.undeclaredDepth(path);
    const own = depth === undefined ? [] : ownRaws(raws, system);
    return depth === undefined || own.length === 0 ? [] : [{ path, raws: own, depth }];
  }),
);
