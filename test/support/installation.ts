// The program as it is installed: its parts for tests in this process, and whole bundles for tests that start it.
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { buildGrammar } from '../../scripts/build-grammar.mjs';
import { ensureOptions } from '../../scripts/build-options.mjs';
import { BUNDLE, PROGRAMS } from '../../scripts/lib/bundle.mjs';
import { ROOT } from '../../scripts/lib/process.mjs';
import type { Installation } from '../../server/src/service/installation';
import { BUNDLES_FOLDER } from './bundles-folder';
import { testParser } from './parser';

const DATA = join(ROOT, 'dist/data');

export const TEST_VERSION = '1.2.3';

/** What comes with the program, from where the build puts it. */
export async function testInstallation(): Promise<Installation> {
  await ensureOptions(DATA);
  return {
    parser: testParser(),
    readData: (name) => readFileSync(join(DATA, name), 'utf8'),
    version: TEST_VERSION,
    helpOf: (code) => `https://example.org/rules/${code}`,
    sentencesIn: (language) =>
      language === 'de' ? JSON.parse(readFileSync(join(ROOT, 'l10n/bundle.l10n.de.json'), 'utf8')) : undefined,
  };
}

export interface Bundles {
  readonly server: string;
  readonly cli: string;
}

let built: Promise<Bundles> | undefined;

/** What users start, of the sources as they are now: built once for all tests of this process. */
export function testBundles(): Promise<Bundles> {
  built ??= build();
  return built;
}

async function build(): Promise<Bundles> {
  const folder = mkdtempSync(join(process.env[BUNDLES_FOLDER] ?? tmpdir(), 'specialisations-'));
  const dist = join(folder, 'dist');
  mkdirSync(dist);
  await Promise.all([ensureOptions(DATA), buildGrammar(join(dist, 'tree-sitter-nix.wasm'))]);
  cpSync(DATA, join(dist, 'data'), { recursive: true });
  copyFileSync(join(ROOT, 'node_modules/web-tree-sitter/web-tree-sitter.wasm'), join(dist, 'web-tree-sitter.wasm'));
  copyFileSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  await esbuild.build({ ...BUNDLE, entryPoints: PROGRAMS, outdir: dist });
  return {
    server: join(dist, 'server.js'),
    cli: join(dist, 'cli.js'),
  };
}
