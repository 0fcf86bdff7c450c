// What the body of a specialisation reads from the module it stands in.

import { groupBy } from '../base/group-by';
import type { Location } from '../base/span';
import { normalise, parentFolder } from '../eval/paths';
import type { Definition } from '../modules/definition';
import type { System } from '../modules/system';
import { type AttrName, type Expr, type LambdaExpr, stripParens } from '../syntax/ast';
import { scopeAt } from '../syntax/scope';
import type { SourceTexts } from '../syntax/source-texts';
import { type FileCall, type FreeUse, usesIn } from './free-uses';
import { argumentPath } from './module-argument';
import { bindingsStarting, type NamesAt, type PlacedBody } from './placed-bindings';

/** One binding that gives a specialisation's `configuration`, or a path below it. */
export interface Body {
  readonly definition: Definition;
  readonly file: string;
  readonly expr: Expr;
  /** The option path that the expression is the value of. */
  readonly at: readonly string[];
  /** The head of the module around, whose arguments are the base system's. */
  readonly head: LambdaExpr;
  /** The names that it can use. */
  readonly scope: NamesAt;
}

/** `import ./x.nix { inherit config; }`. */
export interface Handed {
  /** Where the argument is handed over. */
  readonly place: Location;
  readonly call: FileCall;
  /** The head of the file. */
  readonly head: LambdaExpr;
}

export interface ParentRead {
  readonly argument: 'config' | 'pkgs';
  readonly path: readonly string[];
  readonly place: Location;
  /** What is written there: a name of the body's own surroundings, or of the head. */
  readonly use: FreeUse;
  readonly within: readonly string[] | undefined;
  /** For a file that is called with the argument and reads it there. */
  readonly handed?: Handed;
}

/** The bodies of specialisations that stand inside a module function, by specialisation. */
export function bodiesOf(
  specialisations: readonly System[],
  sources: SourceTexts,
): ReadonlyMap<System, readonly Body[]> {
  const written = specialisations.flatMap((specialisation) => writtenIn(specialisation));
  const files = new Map<string, ReadonlyMap<number, PlacedBody>>();
  for (const { file } of written) {
    if (files.has(file)) continue;
    const tree = sources.parse(file);
    const starts = written.filter((part) => part.file === file).map(({ start }) => start);
    files.set(file, tree === undefined ? new Map() : bindingsStarting(tree.root, starts));
  }
  const bodies = written.flatMap((part) => {
    const placed = files.get(part.file)?.get(part.start);
    const body = placed && bodyOf(part, placed);
    return body === undefined ? [] : [{ specialisation: part.specialisation, body }];
  });
  return new Map(
    [...groupBy(bodies, ({ specialisation }) => specialisation)].map(([specialisation, found]) => [
      specialisation,
      found.map(({ body }) => body),
    ]),
  );
}

/** One binding that a specialisation's `configuration` is written in, before it is looked up in the tree. */
interface BodyPart {
  readonly specialisation: System;
  readonly definition: Definition;
  readonly file: string;
  readonly start: number;
  readonly head: LambdaExpr;
}

function writtenIn(specialisation: System): readonly BodyPart[] {
  return (specialisation.entry?.configuration.winners ?? []).flatMap((definition) => {
    const { origin } = definition.entry;
    const { head, file } = definition.module;
    if (origin === undefined || head === undefined || file !== origin.file || origin.inherited || !givesArguments(head))
      return [];
    return (origin.parts ?? [origin.key])
      .filter(({ start, end }) => head.start < start && end <= head.end)
      .map(({ start }) => ({ specialisation, definition, file, start, head }));
  });
}

const givesArguments = ({ formals, param }: LambdaExpr): boolean =>
  param !== undefined || formals?.items.some(({ name }) => name.name === 'config' || name.name === 'pkgs') === true;

function bodyOf(
  { specialisation, definition, file, head }: BodyPart,
  { binding, scope, around }: PlacedBody,
): Body | undefined {
  // A Home Manager user written out inside a NixOS module: the head is the NixOS module's.
  const isElsewhere =
    (specialisation.base?.input.prefix.length ?? 0) > 0 &&
    [...around, binding].some((placed) => placed.start > head.start && names(placed.path).includes('home-manager'));
  const index = names(binding.path).lastIndexOf('configuration');
  const below = binding.path.slice(index + 1);
  if (isElsewhere || index < 0 || below.some(({ kind }) => kind === 'dynamic')) return undefined;
  return { definition, file, expr: binding.value, at: names(below), head, scope };
}

const names = (path: readonly AttrName[]): readonly string[] =>
  path.flatMap((step) => (step.kind === 'static' ? [step.name] : []));

/** Reads of `config` and `pkgs` as the module around was given them, also in files that are called with them. */
export function parentReads(body: Body, sources: SourceTexts): readonly ParentRead[] {
  const { scope } = body;
  const { uses, calls, fromWith } = usesIn(body.expr, body.at);
  return [
    ...uses.flatMap((use) => readOf(use, scope, body)),
    ...fromWith.filter(({ path }) => !scope.names.has(path[0] ?? '')).flatMap((use) => readOf(use, scope, body)),
    ...calls.flatMap((call) => readsOfFile(call, body, sources)),
  ];
}

function readOf(use: FreeUse, scope: NamesAt, { head, file }: Body): readonly ParentRead[] {
  const found = argumentPath(use.name, use.path, scope, head);
  const argument = found?.argument;
  if (found === undefined || (argument !== 'config' && argument !== 'pkgs')) return [];
  const { start, end } = use.expr;
  return [{ argument, path: found.path, place: { file, start, end }, use, within: use.within }];
}

/** `import ./x.nix { inherit config; }`: what the file reads from it. */
function readsOfFile(call: FileCall, body: Body, sources: SourceTexts): readonly ParentRead[] {
  const given = givenConfig(call.argument, body.scope, body.head);
  const [text, ...rest] = call.path.parts;
  if (given === undefined || typeof text !== 'string' || rest.length > 0 || !text.startsWith('.')) return [];
  const path = normalise(`${parentFolder(body.file)}/${text}`);
  const file = path.endsWith('.nix') ? path : `${path}/default.nix`;
  const root = sources.parse(file)?.root;
  const head = root && stripParens(root);
  if (root === undefined || head?.kind !== 'lambda') return [];
  const scopeInside = scopeAt(root, head.body.start);
  const handed: Handed = { place: { file: body.file, start: given.start, end: given.end }, call, head };
  const at = call.within?.at(-1) === 'imports' ? call.within.slice(0, -1) : call.within;
  return usesIn(head.body, at).uses.flatMap((use) =>
    readOf(use, scopeInside, { ...body, head, file }).map((read) => ({ ...read, handed })),
  );
}

/** Where an argument hands over the module's own `config`: in a set, or with all other arguments. */
function givenConfig(argument: Expr, scope: NamesAt, head: LambdaExpr): Expr | undefined {
  const inner = stripParens(argument);
  if (inner.kind === 'variable') {
    const declaration = scope.names.get(inner.name);
    return declaration?.by === 'param' && declaration.binder === head ? inner : undefined;
  }
  if (inner.kind !== 'attrs') return undefined;
  const passes = usesIn(inner, []).uses.find(({ name, path, within }) => {
    const found = argumentPath(name, path, scope, head);
    return found?.argument === 'config' && found.path.length === 0 && within?.length === 1 && within[0] === 'config';
  });
  return passes?.expr;
}

/**
 * Whether a read could be one of the specialisation's own configuration. A value made from the base's value of the same
 * option is meant so, as it would depend on itself; so are imports, and packages that packages are made of. And the
 * other specialisations are known to the base only.
 */
export function isOfOwnConcern({ argument, path, within }: ParentRead): boolean {
  if (path.length === 0 || within === undefined || within[0] === 'imports') return false;
  if (argument === 'pkgs') return within[0] !== 'nixpkgs';
  return path[0] !== 'specialisation' && !path.every((step, i) => i >= within.length || step === within[i]);
}
