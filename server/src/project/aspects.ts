// Modules of a system that stand as values inside modules of something else (`den.aspects.laptop.nixos`,
// `flake.modules.nixos.desktop`), where nobody was seen to use them: each is a fragment of some system, so that no
// specialisation belongs to nothing.

import { apply } from '../eval/apply';
import { Code } from '../eval/code';
import type { Interpreter } from '../eval/interpreter';
import { parentFolder } from '../eval/paths';
import type { Site } from '../eval/site';
import { force } from '../eval/thunk';
import type { AttrsValue, LambdaValue, Slot, Value } from '../eval/values';
import { makeArguments } from '../modules/arguments';
import type { Evaluation } from '../modules/evaluation';
import { mergeElements, readProperty } from '../modules/property';
import type { EntryPoint } from './entry-point';
import { fragmentOf } from './starts';

/** Values nested deeper than this are looked into no further. */
const DEPTH = 10;

/** Names on the way to a module of Home Manager. */
const OF_A_HOME = /^(home|hm|home-?manager|home-?modules)$/i;

const SPECIALISATION = 'specialisation';

/** The fragments in the modules of some evaluations that are no systems. */
export function aspectsIn(evaluations: readonly Evaluation[], interpreter: Interpreter): readonly EntryPoint[] {
  const found: EntryPoint[] = [];
  const seen = new Set<string>();
  for (const evaluation of evaluations) {
    if (!evaluation.isCollected) continue;
    for (const { file, config } of evaluation.collection.modules) {
      if (seen.has(file) || !interpreter.loader.says(file, /specialisation/)) continue;
      seen.add(file);
      found.push(...new AspectSearch(file, evaluation, interpreter).in(config.slot, [], DEPTH));
    }
  }
  return found;
}

class AspectSearch {
  private readonly text: string;
  private readonly site: Site;

  constructor(
    private readonly file: string,
    private readonly evaluation: Evaluation,
    private readonly interpreter: Interpreter,
  ) {
    this.text = interpreter.loader.read(file) ?? '';
    this.site = new Code({ kind: 'error', start: 0, end: 0 }, { file, folder: parentFolder(file) }, undefined);
  }

  *in(slot: Slot, path: readonly string[], depth: number): Iterable<EntryPoint> {
    const value = force(slot);
    if (depth === 0) return;
    if (path.length > 0 && this.isModule(value)) {
      const kind = path.some((name) => OF_A_HOME.test(name)) ? 'home-manager' : 'nixos';
      yield fragmentOf(this.file, value, kind, this.interpreter);
      return;
    }
    for (const [name, inner] of this.inside(value))
      yield* this.in(inner, name === undefined ? path : [...path, name], depth - 1);
  }

  /** Whether a value, or what the function it is comes to, defines specialisations. */
  private isModule(value: Value): boolean {
    if (value.kind === 'lambda') return this.isWritten(value.code.expr) && this.isModule(this.called(value));
    const property = readProperty(value);
    if (property?.kind === 'merge')
      return mergeElements(property.contents).elements.some(({ slot }) => this.isModule(force(slot)));
    if (property !== undefined) return this.isModule(force(property.content.slot));
    if (value.kind !== 'attrs') return false;
    const config = value.get('config');
    return value.entries.has(SPECIALISATION) || (config !== undefined && this.isModule(force(config)));
  }

  private called(fn: LambdaValue): Value {
    return apply(fn, makeArguments(this.evaluation, fn), this.site);
  }

  /** What stands inside a value and was written where the file speaks of specialisations. */
  private *inside(value: Value): Iterable<readonly [name: string | undefined, slot: Slot]> {
    const property = readProperty(value);
    if (property?.kind === 'merge')
      for (const { slot } of mergeElements(property.contents).elements) yield [undefined, slot];
    else if (property !== undefined) yield [undefined, property.content.slot];
    else if (value.kind === 'attrs') yield* this.attributes(value);
    else if (value.kind === 'list') for (const slot of value.items) yield [undefined, slot];
    else if (value.kind === 'choice') for (const option of value.options) yield [undefined, option];
    else if (value.kind === 'lambda' && this.isWritten(value.code.expr)) yield [undefined, this.called(value)];
  }

  private *attributes(set: AttrsValue): Iterable<readonly [string, Slot]> {
    for (const [name, { slot, origin }] of set.entries)
      if (
        origin === undefined ||
        (origin.file === this.file && this.isWritten({ start: origin.key.start, end: origin.value.end }))
      )
        yield [name, slot];
  }

  private isWritten({ start, end }: { readonly start: number; readonly end: number }): boolean {
    return this.text.slice(start, end).includes(SPECIALISATION);
  }
}
