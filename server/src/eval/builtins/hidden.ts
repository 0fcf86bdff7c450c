// What evaluation here cannot see: the store, the network, the machine. Same arguments give the same opaque thing.

import { memo } from '../../base/memo';
import { callOpaque } from '../identity';
import { STORE } from '../paths';
import { expectAttrs, expectString, type Row } from '../primop';
import type { Site } from '../site';
import { coerce } from '../strings';
import { force, lazily } from '../thunk';
import { isTrue } from '../truth';
import { doubt } from '../unknowns';
import {
  AttrsValue,
  EMPTY_ATTRS,
  EMPTY_STRING,
  type Entry,
  type ErrorValue,
  FALSE,
  list,
  OpaqueValue,
  type Slot,
  string,
  type UnknownValue,
  unknown,
  type Value,
} from '../values';
import { sortedNames } from './attrs';
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
  const fault = memo(() => faultIn(args));
  const placed = (name: string): Slot =>
    lazily(
      site,
      () =>
        fault() ??
        new OpaqueValue(() => `${built.path}.${name}`, 'plain', undefined, {
          stored: () => storedName(args, name),
        }),
    );

  function output(name: string): AttrsValue {
    const entries = new Map<string, Entry>(args.entries);
    const own: readonly (readonly [string, Slot])[] = [
      ...sets,
      ['all', all],
      ['drvAttrs', args],
      ['type', string('derivation')],
      ['outputName', string(name)],
      ['drvPath', placed('drvPath')],
      ['outPath', placed(name)],
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

/** The name in the store of an output, or of the derivation itself, without the hash before it. */
function storedName(args: AttrsValue, output: string): string | undefined {
  const slot = args.get('name');
  const name = slot && force(slot);
  const ending = output === 'drvPath' ? '.drv' : output === 'out' ? '' : `-${output}`;
  return name?.kind === 'string' ? name.text + ending : undefined;
}

/** What packages have, and no file that is only written down: those are taken to be fine. */
const OF_PACKAGES = ['pname', 'version', 'src', 'srcs', 'outputHash'];

/**
 * The first failure among what a derivation is made of: then it has no place in the store. It is looked for in files
 * that a configuration has written, as the one of a service; all packages are a large part of nixpkgs.
 */
function faultIn(args: AttrsValue): ErrorValue | undefined {
  if (OF_PACKAGES.some((name) => args.get(name) !== undefined)) return undefined;
  const skips = args.get('__ignoreNulls');
  const isSkipping = skips !== undefined && isTrue(force(skips));
  for (const name of sortedNames(args)) {
    const value = force(args.at(name));
    const fault = isSkipping && value.kind === 'null' ? undefined : faultOf(value);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** Why a value is no text for whoever builds. */
function faultOf(value: Value): ErrorValue | undefined {
  if (value.kind === 'error') return value;
  if (value.kind === 'list')
    for (const item of value.items) {
      const fault = faultOf(force(item));
      if (fault !== undefined) return fault;
    }
  if (value.kind !== 'attrs' || isDerivation(value)) return undefined;
  const place = value.get('outPath');
  return place && faultOf(force(place));
}

function isDerivation(value: AttrsValue): boolean {
  const type = value.get('type');
  const known = type && force(type);
  return known?.kind === 'string' && known.text === 'derivation';
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
