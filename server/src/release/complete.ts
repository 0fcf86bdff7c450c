// A whole system: NixOS's own modules take part, evaluated by the module system of the release itself. Nothing of it is
// ours but the evaluator, so its values, defaults, assertions and texts are those that Nix has.
//
// Why not our own module system with NixOS's modules in it: that one knows where definitions stand, what is not known,
// and changes with every keystroke; a release changes how types merge, what an assertion is and what an option says of
// itself. Measured on 20.09, the release's own gives what Nix gives without exception, in some ten times its time.
import { apply } from '../eval/apply';
import { type Allowance, meter, withBudget } from '../eval/budget';
import { sortedNames } from '../eval/builtins/attrs';
import { createInterpreter } from '../eval/create-interpreter';
import type { Interpreter } from '../eval/interpreter';
import type { FileLoader } from '../eval/loader';
import { NO_SITE } from '../eval/site';
import { force } from '../eval/thunk';
import { type AttrsValue, attrs, bool, list, PathValue, type Slot, string, type Value } from '../eval/values';
import { HOME_MANAGER, NIXPKGS } from '../project/systems';
import type { NixParser } from '../syntax/parser';
import completeText from './complete.nix';
import type { ReleaseSource } from './read-release';
import { at } from './read-value';

/** A base system or one of its specialisations, evaluated as far as it is asked. */
export interface CompleteSystem {
  /** The specialisation's name; null for the base. */
  readonly name: string | null;
  readonly config: Value;
  readonly options: Value;
  /** Lists the definitions of an option that win, with their files: a function of the option. */
  readonly definitions: Value | undefined;
}

export interface Complete {
  readonly systems: readonly CompleteSystem[];
  /** Why the specialisations are not known, where that is so. */
  readonly failed: Value | undefined;
}

/** What evaluates the systems of one release: what they share is evaluated once. */
export class WholeSystems {
  private readonly interpreter: Interpreter;
  private readonly make: Value;

  constructor(files: FileLoader, parser: NixParser, searchPath: Slot) {
    this.interpreter = createInterpreter(files, undefined, { searchPath });
    this.make = this.interpreter.evaluate(parser.parse(completeText), '/', 'complete');
  }

  /**
   * The system that a call makes, and its specialisations.
   * @param call what eval-config.nix is called with; of a home what Home Manager's modules/default.nix is.
   * @param isLenient options that nobody declares are passed over: who declares them may not be there.
   * @returns why there is none, where that is not known; what certainly fails is a system, too.
   */
  evaluate({ nixpkgs, homeManager }: ReleaseSource, call: AttrsValue, isLenient: boolean): Complete | Value {
    const entries = [...call.entries].filter(([name]) => name !== NIXPKGS && name !== HOME_MANAGER);
    const args = attrs(entries.map(([name, { slot }]) => [name, slot]));
    const made = apply(
      this.make,
      attrs([
        ['nixpkgs', new PathValue(nixpkgs)],
        ...(homeManager === undefined ? [] : [['homeManager', new PathValue(homeManager)] as const]),
        ['args', args],
        ['isLenient', bool(isLenient)],
      ]),
      NO_SITE,
    );
    const base = at(made, 'base');
    const config = at(base, 'config');
    if (config?.kind === 'error')
      return { systems: [{ name: null, config, options: config, definitions: undefined }], failed: undefined };
    if (config?.kind !== 'attrs') return config ?? base ?? made;
    const definitions = at(made, 'definitions');
    const whole = { name: null, config, options: at(base, 'options') ?? config, definitions };
    const children = at(made, 'specialisations');
    if (children?.kind !== 'attrs') return { systems: [whole], failed: children ?? made };
    const specialised = sortedNames(children).map((name) => systemIn(children, name, definitions));
    return { systems: [whole, ...specialised], failed: undefined };
  }
}

function systemIn(children: AttrsValue, name: string, definitions: Value | undefined): CompleteSystem {
  const child = force(children.at(name));
  const config = at(child, 'config') ?? child;
  return { name, config, options: at(child, 'options') ?? config, definitions };
}

/** A configuration.nix as eval-config.nix is called for it. */
export const classicCall = (file: string, system: string): AttrsValue =>
  attrs([
    ['system', string(system)],
    ['modules', list([new PathValue(file)])],
  ]);

/** A home.nix as Home Manager's modules/default.nix is called for it. */
export const classicHomeCall = (file: string): AttrsValue => attrs([['configuration', new PathValue(file)]]);

/** Runs what may take much: undefined where it is given up, with the reason told. */
export function withinWhole<T>(allowance: Allowance, work: () => T, giveUp: (why: string) => void): T | undefined {
  return withBudget<T | undefined>(
    allowance,
    () => {
      const result = work();
      if (meter.stopped !== undefined) giveUp(meter.stopped.detail);
      return result;
    },
    (why) => {
      giveUp(why.detail);
      return undefined;
    },
  );
}
