// The options of a release: what `lib.optionAttrSetToDocList` of its own library lists (lib/options.nix), one by one,
// with their types as values.
import { apply } from '../eval/apply';
import { sortedNames } from '../eval/builtins/attrs';
import { NO_SITE } from '../eval/site';
import { force } from '../eval/thunk';
import { type AttrsValue, list, NULL, string, type Value } from '../eval/values';
import { classOfType } from '../modules/option-type';
import type { OwnMerges } from '../modules/own-merges';
import { typeTag } from '../modules/property';
import { type MergeClass, UNKNOWN_CLASS } from '../options/merge-class';
import { joinPath, placeholder, splitPath } from '../options/option-path';
import { defaultText } from './default-text';
import { at, isTrue, textOf, textsOf } from './read-value';
import type { ReleaseOption } from './release-option';
import type { WrittenPlaces } from './written-places';

/** Submodules that have themselves as options end somewhere: deeper ones are not told of by any manual. */
const DEEPEST = 24;

export interface Walk {
  /** Writes a path as the release does. */
  readonly shown: (path: readonly string[]) => string;
  readonly places: WrittenPlaces;
  readonly merges: OwnMerges;
}

/**
 * All options in a set of options, those inside submodules behind the option that has them. What is not known to be an
 * option or a set of them is told as an option of which nothing is known: there may be any below it.
 */
export function* walkOptions(walk: Walk, options: AttrsValue): Generator<ReleaseOption, void, void> {
  yield* walkSet(walk, options, { names: [], isInside: false }, 0);
}

/** The names on the way to a set, from the root of its module system: the whole one, or that of a submodule. */
interface Way {
  readonly names: readonly string[];
  /** In a submodule nobody concludes anything from what is missing. */
  readonly isInside: boolean;
}

function* walkSet(
  walk: Walk,
  set: AttrsValue,
  { names, isInside }: Way,
  depth: number,
): Generator<ReleaseOption, void, void> {
  if (depth > DEEPEST) return;
  if (!isInside && names.length > 0 && set.open !== undefined) yield notKnown(names);
  for (const name of sortedNames(set)) {
    const value = force(set.at(name));
    const here = [...names, name];
    if (value.kind !== 'attrs') {
      if (!isInside && UNSURE.has(value.kind)) yield notKnown(here);
    } else if (typeTag(value) === 'option') yield* walkOption(walk, value, here.length, depth + 1);
    else yield* walkSet(walk, value, { names: here, isInside }, depth + 1);
  }
}

/** What may be an option or a set of them. */
const UNSURE: ReadonlySet<Value['kind']> = new Set(['error', 'unknown', 'choice', 'opaque']);

const notKnown = (loc: readonly string[]): ReleaseOption => ({
  loc,
  name: joinPath(loc),
  type: null,
  merge: UNKNOWN_CLASS,
  literal: undefined,
  default: undefined,
  description: undefined,
  readOnly: false,
  internal: false,
  visible: false,
  declarations: [],
  renamedTo: undefined,
  removed: undefined,
});

/** @param length of its path from the root of its module system. */
function* walkOption(
  walk: Walk,
  option: AttrsValue,
  length: number,
  depth: number,
): Generator<ReleaseOption, void, void> {
  const type = at(option, 'type');
  const loc = textsOf(at(option, 'loc'));
  const inside = subOptions(type, loc);
  const visible = visibility(at(option, 'visible'));
  const root = loc.slice(0, loc.length - length);
  yield describe(walk, option, { loc, root, type, inside, isVisible: visible.itself });
  if (visible.inside && inside !== undefined) yield* walkSet(walk, inside, { names: [], isInside: true }, depth);
}

function subOptions(type: Value | undefined, loc: readonly string[]): AttrsValue | undefined {
  const get = at(type, 'getSubOptions');
  if (get === undefined) return undefined;
  const inside = apply(get, list(loc.map(string)), NO_SITE);
  return inside.kind === 'attrs' && inside.entries.size > 0 ? inside : undefined;
}

/** `visible` is a Boolean, or says that only the option or only what lies in it is told of. */
function visibility(visible: Value | undefined): { readonly itself: boolean; readonly inside: boolean } {
  const word = textOf(visible);
  if (word !== undefined) return { itself: word === 'shallow', inside: word === 'transparent' };
  const shown = visible === undefined || isTrue(visible);
  return { itself: shown, inside: shown };
}

interface Seen {
  readonly loc: readonly string[];
  /** Of the submodule that it is in; other options are named from there. */
  readonly root: readonly string[];
  readonly type: Value | undefined;
  readonly inside: AttrsValue | undefined;
  readonly isVisible: boolean;
}

function describe(
  { shown, places, merges }: Walk,
  option: AttrsValue,
  { loc, root, type, inside, isVisible }: Seen,
): ReleaseOption {
  const description = textOf(at(option, 'description')) ?? textOf(at(option, 'description', 'text'));
  const value = isVisible ? defaultText(option) : undefined;
  return {
    loc,
    name: shown(loc),
    type: textOf(at(type, 'description')) ?? null,
    merge: mergeClass(type, inside, merges),
    literal: value?.literal,
    default: value?.text,
    description,
    readOnly: isTrue(at(option, 'readOnly')),
    internal: isTrue(at(option, 'internal')),
    visible: isVisible,
    declarations: places.declarations(option, loc),
    renamedTo: aliasIn(description, root),
    removed: isVisible || description !== undefined ? undefined : removal(option),
  };
}

/** The option that another one says it is an alias of (doRename in lib/modules.nix). */
function aliasIn(description: string | undefined, root: readonly string[]): string | undefined {
  const target = /^Alias of (?:<option>|\{option\}`)(.+?)(?:<\/option>|`)\.\s*$/.exec(description ?? '')?.[1];
  return target && joinPath([...root.map(placeholder), ...splitPath(target)]);
}

/** What an option throws whose value is read, whatever that is: it was removed (mkRemovedOptionModule). */
function removal(option: AttrsValue): string | undefined {
  const read = at(option, 'apply');
  const answer = read === undefined ? undefined : apply(read, NULL, NO_SITE);
  return answer?.kind === 'error' && answer.code === 'throw' && /been removed/.test(answer.message)
    ? answer.message
    : undefined;
}

/** How the definitions merge; which keys a submodule takes that it does not declare stands among its options. */
function mergeClass(type: Value | undefined, inside: AttrsValue | undefined, merges: OwnMerges): MergeClass {
  const freeform = at(inside, '_module', 'freeformType', 'value');
  const undeclared = freeform === undefined || freeform.kind === 'null' ? undefined : classOfType(freeform, merges);
  return plain(type === undefined ? { kind: 'unspecified' } : classOfType(type, merges), undeclared);
}

/** The class without what only evaluation has. */
function plain(type: MergeClass, freeform: MergeClass | undefined): MergeClass {
  const inner = (of: MergeClass): MergeClass => plain(of, freeform);
  switch (type.kind) {
    case 'equal':
      return { kind: 'equal', scalar: type.scalar };
    case 'one':
      return type.isPackage === undefined ? { kind: 'one' } : { kind: 'one', isPackage: true };
    case 'list':
    case 'attrs':
      return { ...type, element: inner(type.element) };
    case 'submodule':
      return { kind: 'submodule', freeform: freeform && keyClass(plain(freeform, undefined)) };
    case 'nullOr':
      return { kind: 'nullOr', of: inner(type.of) };
    case 'either':
      return { kind: 'either', of: type.of.map(inner) };
    case 'coerced':
      return { kind: 'coerced', to: inner(type.to), ...(type.from && { from: inner(type.from) }) };
    case 'modules':
      return { kind: 'modules' };
    case 'tag':
      return { kind: 'tag' };
    case 'function':
      return { kind: 'function', result: inner(type.result) };
    case 'undeclared':
      return { kind: 'undeclared', several: type.several && inner(type.several) };
    default:
      return type;
  }
}

/** A freeform type is one of sets: what counts is how one of their keys merges. */
const keyClass = (type: MergeClass): MergeClass =>
  type.kind === 'attrs' ? type.element : type.kind === 'freeform' || type.kind === 'anything' ? type : UNKNOWN_CLASS;
