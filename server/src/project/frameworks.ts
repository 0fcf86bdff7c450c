// Libraries that flakes are built on, in our own short form: Nix files beside this one, each a function of `lib` and of what only we can give.

import { applyAll } from '../eval/apply';
import type { Interpreter } from '../eval/interpreter';
import { libValue } from '../eval/lib/index';
import { primop } from '../eval/primop';
import { selectAttr } from '../eval/select';
import { force, lazily } from '../eval/thunk';
import { attrs, OpaqueValue, type Slot, type Value } from '../eval/values';
import { MERGE_SITE } from '../modules/merge/scalars';
import type { SyntaxTree } from '../syntax/ast';
import type { NixParser } from '../syntax/parser';
import FLAKE_PARTS from './frameworks/flake-parts.nix';
import FLAKE_UTILS from './frameworks/flake-utils.nix';
import HAUMEA from './frameworks/haumea.nix';
import IMPORT_TREE from './frameworks/import-tree.nix';
import type { KnownSource } from './known-sources';
import { packages } from './opaque';
import { nixosSystem, systemFunction } from './systems';

const TEXTS: Partial<Record<KnownSource, string>> = {
  'flake-parts': FLAKE_PARTS,
  'flake-utils': FLAKE_UTILS,
  haumea: HAUMEA,
  'import-tree': IMPORT_TREE,
};

const trees = new WeakMap<NixParser, Map<KnownSource, SyntaxTree>>();

/** What a library consists of: the attributes of its flake, and under `__files` what its files give when they are imported. */
export function frameworkOf(source: KnownSource, interpreter: Interpreter, parser: NixParser): Value | undefined {
  const text = TEXTS[source];
  if (text === undefined) return undefined;
  const parsed = trees.get(parser) ?? new Map<KnownSource, SyntaxTree>();
  trees.set(parser, parsed);
  const tree = parsed.get(source) ?? parser.parse(text);
  parsed.set(source, tree);
  const given = attrs([
    ['lib', libValue(interpreter)],
    ['host', hostFunctions(interpreter)],
  ]);
  return applyAll(interpreter.evaluate(tree, '/'), [given], MERGE_SITE);
}

/** What the libraries need and Nix has no words for. */
function hostFunctions(interpreter: Interpreter): Value {
  const lib = lazily(MERGE_SITE, () => libValue(interpreter));
  return attrs([
    ['nixosSystem', nixosSystem(lib)],
    ['homeManagerConfiguration', systemFunction('home-manager')],
    ['darwinSystem', systemFunction('darwin')],
    ['nixpkgs', attrs([['legacyPackages', new OpaqueValue('nixpkgs.legacyPackages', 'package', () => packages(interpreter))]])],
    ['opaque', primop('opaque', 1, ([name]) => new OpaqueValue(textOf(name as Slot), 'plain'))],
    ['opaqueModule', primop('opaqueModule', 1, ([name]) => new OpaqueValue(textOf(name as Slot), 'module'))],
    ['packagesOf', primop('packagesOf', 1, ([name]) => packages(interpreter, textOf(name as Slot)))],
    ['perSystem', primop('perSystem', 2, ([flake, system]) => perSystem(flake as Slot, system as Slot))],
  ]);
}

/** A flake with `packages.${system}` as `packages`, and so on. */
function perSystem(flake: Slot, system: Slot): Value {
  const name = textOf(system);
  return new OpaqueValue(
    () => `perSystem ${name} of a flake`,
    'package',
    (attribute) => lazily(MERGE_SITE, () => selectAttr(selectAttr(force(flake), attribute, MERGE_SITE), name, MERGE_SITE)),
  );
}

function textOf(slot: Slot): string {
  const value = force(slot);
  return value.kind === 'string' ? value.text : value.kind === 'opaque' ? value.path : 'something';
}
