// A release read: its own module system evaluated, all its options listed.

import { apply } from '../eval/apply';
import { type Budget, meter, withBudget } from '../eval/budget';
import { createInterpreter } from '../eval/create-interpreter';
import type { FileLoader } from '../eval/loader';
import { NO_SITE } from '../eval/site';
import { attrs, EMPTY_LIST, PathValue, string, type Value } from '../eval/values';
import { ownMerges } from '../modules/own-merges';
import { l10n } from '../protocol/l10n';
import type { NixParser } from '../syntax/parser';
import homeManagerText from './home-manager.nix';
import nixosText from './nixos.nix';
import { notingPaths } from './read-files';
import { at, textOf } from './read-value';
import type { ReleaseOption } from './release-option';
import { releaseTable } from './release-table';
import { shownPaths } from './shown-paths';
import { walkOptions } from './walk-options';
import { WrittenPlaces } from './written-places';

/** Where a release lies, as absolute paths; Home Manager needs a nixpkgs for its library and packages. */
export interface ReleaseSource {
  readonly nixpkgs: string;
  readonly homeManager?: string | undefined;
}

/** What a release says of itself, and the table of its options (release-table.ts). */
export interface Release {
  /** The folder. */
  readonly path: string;
  /** `24.11`; empty where it does not say. */
  readonly release: string;
  readonly table: string;
  /** How many options there are. */
  readonly size: number;
  /** What was read of it that may change: paths outside of the store. */
  readonly files: readonly string[];
}

/** A nixpkgs is much larger than any configuration. */
const WHOLE_RELEASE: Budget = { fuel: 400_000_000, depth: 30_000, bytes: 12_000_000_000, milliseconds: 300_000 };
/** The platform whose options are listed: the same for all but a handful of defaults. */
const SYSTEM = 'x86_64-linux';

/** Hears how many options are listed by now, after each, and says whether to go on. */
export type Progress = (options: number) => boolean;

/**
 * Lists the options of a release.
 * @returns why there is none, in words, where it cannot be read or takes too much; undefined when it was stopped.
 */
export function readRelease(
  source: ReleaseSource,
  loader: FileLoader,
  parser: NixParser,
  progress: Progress = () => true,
): Release | { readonly failed: string } | undefined {
  const root = source.homeManager ?? source.nixpkgs;
  const paths = new Set<string>();
  const files = notingPaths(loader, paths);
  return withBudget<Release | { readonly failed: string } | undefined>(
    WHOLE_RELEASE,
    () => {
      const made = evaluated(source, files, parser);
      const [lib, options] = [at(made, 'lib'), at(made, 'options')];
      if (lib === undefined || options?.kind !== 'attrs') return { failed: reasonOf(options ?? made) };
      if (options.open !== undefined) return { failed: reasonOf(options.open) };
      const listed: ReleaseOption[] = [];
      const walk = { shown: shownPaths(lib), places: new WrittenPlaces(files), merges: ownMerges(lib) };
      for (const option of walkOptions(walk, options)) {
        listed.push(option);
        if (!progress(listed.length)) return undefined;
      }
      if (meter.stopped !== undefined) return { failed: meter.stopped.detail };
      const title = source.homeManager === undefined ? 'NixOS' : 'Home Manager';
      const table = releaseTable(title, root, listed);
      const release = releaseOf(source, files, lib);
      return { path: root, release, table, size: listed.length, files: [...paths].sort() };
    },
    (why) => ({ failed: why.detail }),
  );
}

function evaluated({ nixpkgs, homeManager }: ReleaseSource, files: FileLoader, parser: NixParser): Value {
  const interpreter = createInterpreter(files, undefined, { searchPath: EMPTY_LIST });
  const text = homeManager === undefined ? nixosText : homeManagerText;
  const make = interpreter.evaluate(parser.parse(text), '/', homeManager === undefined ? 'nixos' : 'home-manager');
  const args = attrs([
    ['nixpkgs', new PathValue(nixpkgs)],
    ['system', string(SYSTEM)],
    ...(homeManager === undefined ? [] : [['homeManager', new PathValue(homeManager)] as const]),
  ]);
  return apply(make, args, NO_SITE);
}

function reasonOf(value: Value): string {
  if (value.kind === 'error') return value.message;
  return value.kind === 'unknown' ? value.detail : l10n.t('there are no options');
}

/** NixOS's is in its library; Home Manager has one of its own. */
function releaseOf({ homeManager }: ReleaseSource, files: FileLoader, lib: Value): string {
  if (homeManager === undefined) return textOf(at(lib, 'trivial', 'release')) ?? '';
  return /"release"\s*:\s*"([^"]+)"/.exec(files.read(`${homeManager}/release.json`) ?? '')?.[1] ?? '';
}
