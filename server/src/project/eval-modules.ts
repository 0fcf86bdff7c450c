// `lib.evalModules` of a flake's own: flake-parts is one, and so is what people build like it. Its
// modules are no NixOS modules.

import { update } from '../eval/collections';
import type { Interpreter } from '../eval/interpreter';
import { expectAttrs, unaryFunction } from '../eval/primop';
import type { Site } from '../eval/site';
import { force, lazily } from '../eval/thunk';
import { AttrsValue, apart, attrs, EMPTY_LIST, list, OpaqueValue, type Slot, string, type Value } from '../eval/values';
import { moduleArgument } from '../modules/arguments';
import { Evaluation } from '../modules/evaluation';
import { NO_FACTS } from '../modules/facts';
import { MARKER, markerOfModules } from './systems';

const NOTHING: ReadonlyMap<string, never> = new Map<string, never>();

/** The evaluations that configurations make themselves. */
export class OwnEvaluations {
  private made: Evaluation[] = [];

  constructor(private readonly interpreter: Interpreter) {}

  /** `lib.evalModules { modules; specialArgs; … }`. */
  evalModules(argument: Slot, site: Site): Value {
    return expectAttrs(argument, site, (given) => this.evaluate(given, site));
  }

  /** Starts a new list of the evaluations made, which grows as they are made. */
  record(): readonly Evaluation[] {
    this.made = [];
    return this.made;
  }

  private evaluate(given: AttrsValue, site: Site): Value {
    const { file } = site.unit;
    const specialArgs = valueAt(given, 'specialArgs');
    const evaluation = new Evaluation({
      interpreter: this.interpreter,
      roots: [{ slot: attrs([['imports', given.get('modules') ?? EMPTY_LIST]]), file, scope: 'base' }],
      facts: NO_FACTS,
      prefix: textsOf(valueAt(given, 'prefix')),
      label: `evalModules-${this.interpreter.serial()}`,
      moduleClass: textOf(valueAt(given, 'class')),
      specialArgs:
        specialArgs?.kind === 'attrs'
          ? specialArgs
          : new AttrsValue(new Map(), specialArgs?.kind === 'unknown' ? specialArgs : undefined),
      builtin: NOTHING,
      fixed: NOTHING,
      moduleArgs: NOTHING,
      freeform: undefined,
      closed: true,
    });
    this.made.push(evaluation);
    return this.result(evaluation, given, site);
  }

  private result(evaluation: Evaluation, given: AttrsValue, site: Site): Value {
    const argument = (name: string): Slot => lazily(site, () => moduleArgument(evaluation, name));
    const args = new OpaqueValue(`${apart(evaluation.input.label)}arguments`, 'plain', argument);
    const extendModules = unaryFunction('extendModules', (more) =>
      expectAttrs(more, site, (extra) => {
        const before = given.get('modules') ?? EMPTY_LIST;
        const modules = list([attrs([['imports', before]]), attrs([['imports', extra.get('modules') ?? EMPTY_LIST]])]);
        const specialArgs = lazily(site, () =>
          update(
            force(given.get('specialArgs') ?? new AttrsValue(new Map())),
            force(extra.get('specialArgs') ?? new AttrsValue(new Map())),
            site,
          ),
        );
        return expectAttrs(
          update(
            given,
            attrs([
              ['modules', modules],
              ['specialArgs', specialArgs],
            ]),
            site,
          ),
          site,
          (all) => this.evaluate(all, site),
        );
      }),
    );
    return attrs([
      [MARKER, lazily(site, () => markerOfModules(given, site))],
      ['_type', string('configuration')],
      ['config', evaluation.valueAll],
      ['options', new OpaqueValue(`${apart(evaluation.input.label)}options`, 'plain')],
      ['_module', attrs([['args', args]])],
      ['allModuleArgs', args],
      ['extendModules', extendModules],
    ]);
  }
}

function valueAt(set: AttrsValue, name: string): Value | undefined {
  const slot = set.get(name);
  return slot === undefined ? undefined : force(slot);
}

const textOf = (value: Value | undefined): string | undefined => (value?.kind === 'string' ? value.text : undefined);

function textsOf(value: Value | undefined): readonly string[] {
  const items = value?.kind === 'list' ? value.items.map((item) => force(item)) : [];
  return items.map((item) => (item.kind === 'string' ? item.text : '…'));
}
