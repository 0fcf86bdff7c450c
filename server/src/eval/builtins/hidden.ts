// What evaluation here cannot see: the store, the network, the machine. Same arguments give the same opaque thing.

import { callOpaque } from '../identity';
import { STORE } from '../paths';
import { expectAttrs, expectString, type Row } from '../primop';
import type { Site } from '../site';
import { coerce } from '../strings';
import { force, lazily } from '../thunk';
import { doubt } from '../unknowns';
import {
  AttrsValue,
  EMPTY_ATTRS,
  EMPTY_STRING,
  type Entry,
  FALSE,
  list,
  OpaqueValue,
  type Slot,
  string,
  type UnknownValue,
  unknown,
  type Value,
} from '../values';
import { placeholderOf } from './hashes';
import { binary, known, unary } from './row';

const environment = (detail: string, site?: Site): UnknownValue => unknown('environment', detail, site);

/** A function whose result exists but is not evaluated. */
function opaque(name: string, arity: number): Row {
  const fn = new OpaqueValue(`builtins.${name}`, 'plain');
  return [name, arity, (args) => args.reduce<OpaqueValue>(callOpaque, fn)];
}

/** A function about which nothing can be said. */
const closed = (name: string, arity: number): Row => [
  name,
  arity,
  (_args, site) => environment(`builtins.${name}`, site),
];

/** String contexts do not exist here: what would carry one is not fully known. */
const sameText = (name: string): Row => unary(name, (text, site) => coerce(force(text), site, false));

const DERIVATION = new OpaqueValue('derivation', 'package');

/** A derivation as real Nix shows it: the arguments, and what comes from building it as opaque things. */
function derivation(args: AttrsValue, site: Site): Value {
  const built = callOpaque(DERIVATION, args);
  const outputs = outputNames(args.get('outputs'));
  const sets = new Map<string, Slot>();
  const all = lazily(site, () => list([...sets.values()]));

  function output(name: string): AttrsValue {
    const entries = new Map<string, Entry>(args.entries);
    const own: readonly (readonly [string, Slot])[] = [
      ...sets,
      ['all', all],
      ['drvAttrs', args],
      ['type', string('derivation')],
      ['outputName', string(name)],
      ['drvPath', new OpaqueValue(() => `${built.path}.drvPath`, 'plain')],
      ['outPath', new OpaqueValue(() => `${built.path}.${name}`, 'plain')],
    ];
    for (const [key, slot] of own) entries.set(key, { slot, origin: undefined });
    return new AttrsValue(entries, args.open ?? (outputs.kind === 'unknown' ? outputs : undefined));
  }

  if (outputs.kind === 'unknown') return output('out');
  for (const name of outputs.names)
    sets.set(
      name,
      lazily(site, () => output(name)),
    );
  return output(outputs.names[0] ?? 'out');
}

function outputNames(
  slot: Slot | undefined,
): UnknownValue | { readonly kind: 'known'; readonly names: readonly string[] } {
  if (slot === undefined) return { kind: 'known', names: ['out'] };
  const value = force(slot);
  const names = value.kind === 'list' && value.open === undefined ? value.items.map(force) : undefined;
  const texts = names?.flatMap((name) => (name.kind === 'string' ? [name.text] : [])) ?? [];
  return names !== undefined && texts.length === names.length
    ? { kind: 'known', names: texts }
    : environment('outputs of a derivation');
}

export const HIDDEN: readonly Row[] = [
  unary('derivation', (args, site) => expectAttrs(args, site, (value) => derivation(value, site))),
  opaque('derivationStrict', 1),
  opaque('fetchurl', 1),
  opaque('fetchTarball', 1),
  opaque('fetchGit', 1),
  opaque('fetchMercurial', 1),
  opaque('fetchTree', 1),
  opaque('getFlake', 1),
  opaque('path', 1),
  opaque('filterSource', 2),
  opaque('storePath', 1),
  opaque('toFile', 2),
  unary('placeholder', (output, site) => expectString(output, site, ({ text }) => placeholderOf(text))),
  opaque('outputOf', 2),
  opaque('fetchClosure', 1),
  closed('getEnv', 1),
  closed('parseFlakeRef', 1),
  closed('flakeRefToString', 1),
  sameText('unsafeDiscardStringContext'),
  sameText('unsafeDiscardOutputDependency'),
  sameText('addDrvOutputDependencies'),
  binary('appendContext', (text, _context, site) => coerce(force(text), site, false)),
  unary('hasContext', (text, site) =>
    known(text, (value) => doubt(value, site) ?? expectString(value, site, () => FALSE)),
  ),
  unary('getContext', (text, site) =>
    known(text, (value) => doubt(value, site) ?? expectString(value, site, () => EMPTY_ATTRS)),
  ),
];

/**
 * What pure evaluation has instead: no environment, nothing on the search path but what is given, and a Nix as it is in
 * use (that of NixOS 25.05), because nixpkgs asks whether it is new enough.
 */
export const PURE: readonly Row[] = [unary('getEnv', (name, site) => expectString(name, site, () => EMPTY_STRING))];
export const pureConstants = (searchPath: Slot): readonly (readonly [string, Slot])[] => [
  ['nixPath', searchPath],
  ['nixVersion', string('2.28.5')],
  ['storeDir', string(STORE)],
];

/** Names of the machine and the moment. */
export const HIDDEN_CONSTANTS: readonly (readonly [string, Slot])[] = [
  'currentSystem',
  'currentTime',
  'nixPath',
  'nixVersion',
  'storeDir',
].map((name) => [name, environment(`builtins.${name}`)]);
