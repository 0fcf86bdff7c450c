// Pins of projects without a flake: npins/default.nix and nix/sources.nix (niv), each with a list
// of what it fetches beside it.
import type { FileLoader } from '../eval/loader';
import { baseName, parentFolder } from '../eval/paths';
import { binaryFunction } from '../eval/primop';
import { storePathOf } from '../eval/store';
import { force } from '../eval/thunk';
import { attrs, type Value } from '../eval/values';
import { type KnownSource, knownSource } from './known-sources';
import { jsonOf } from './lock';
import type { SourceValues } from './source-values';

/** What a file of pins evaluates to: a set of sources, none of which is fetched. Undefined for every other file. */
export function pinsOf(file: string, loader: FileLoader, sources: SourceValues): Value | undefined {
  const folder = parentFolder(file);
  const name = baseName(file);
  if (name !== 'default.nix' && name !== 'sources.nix') return undefined;
  const list = `${folder}/sources.json`;
  if (loader.kind(list) !== 'file' || (name === 'default.nix' && baseName(folder) !== 'npins')) return undefined;
  if (name === 'sources.nix' && !loader.says(file, NIV)) return undefined;
  const parsed = jsonOf(loader.read(list));
  if (parsed === undefined) return undefined;
  const pins = name === 'default.nix' ? parsed.pins : parsed;
  if (typeof pins !== 'object' || pins === null) return undefined;
  return attrs([
    ...Object.entries(pins).map(([pin, spec]): [string, Value] => [
      pin,
      sources.source(`pins.${pin}`, descriptionOf(spec), pin),
    ]),
    // With settings, as in `import ./nix/sources.nix { }`: which list, and how to fetch.
    ...(name === 'sources.nix' || Number(parsed.version) >= NPINS_CALLED
      ? [['__functor', binaryFunction('__functor', (self) => force(self))] as const]
      : []),
  ]);
}

/** Since this form of its list, what npins generates can be called as that of niv can. */
const NPINS_CALLED = 6;

/** Generated files say by whom; others of that name have other words for what they fetch. */
const NIV = /\bniv\b/i;

/** Every text of a pin that may say where it comes from. */
function descriptionOf(spec: unknown): string {
  if (typeof spec !== 'object' || spec === null) return '';
  const { owner, repo, repository, url, name } = spec as Readonly<Record<string, unknown>>;
  const place =
    typeof repository === 'object' && repository !== null ? (repository as Readonly<Record<string, unknown>>) : {};
  const texts = [owner, repo].every((part) => typeof part === 'string')
    ? [`github:${String(owner)}/${String(repo)}`]
    : [];
  if (typeof place.owner === 'string' && typeof place.repo === 'string')
    texts.push(`github:${place.owner}/${place.repo}`);
  for (const text of [url, place.url, name]) if (typeof text === 'string') texts.push(text);
  return texts.join(' ');
}

/**
 * Where Nix keeps what a pin fetches, if the pin is of a source and says its hash. npins has `hash`, niv `sha256`, and
 * a name of its own for what it fetches.
 */
export function pinnedFolder(name: string, spec: unknown, source: KnownSource): string | undefined {
  if (knownSource(descriptionOf(spec), name) !== source) return undefined;
  const { hash, sha256 } = spec as Readonly<Record<string, unknown>>;
  return storePathOf(hash) ?? storePathOf(sha256, `${name.replace(/[^a-zA-Z0-9._+?=-]/g, '-')}-src`);
}
