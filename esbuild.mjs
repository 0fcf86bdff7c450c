// Builds dist/: the extension, the language server, the command line and the thread that works for both, each one file,
// with the parser and the option data beside them.
//   node esbuild.mjs [--production] [--watch]
// `--production` minifies and leaves out source maps; `--watch` builds again after every change of a source file.
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build, context } from 'esbuild';
import { BROWSER_BUNDLE, BROWSER_SERVER, BUNDLE, PROGRAMS } from './scripts/lib/bundle.mjs';
import { giveUp, ROOT } from './scripts/lib/process.mjs';
import { writeNotices } from './scripts/notices.mjs';

const dist = join(ROOT, 'dist');
const production = process.argv.includes('--production');

const ENTRIES = [
  { in: 'client/src/extension.ts', out: 'extension', options: { external: ['vscode', './client-library'] } },
  { in: 'client/src/client-library.ts', out: 'client-library', options: { external: ['vscode'] } },
  { in: PROGRAMS.follow, out: 'follow', options: {} },
  { in: PROGRAMS.server, out: 'server', options: {} },
  { in: PROGRAMS.worker, out: 'worker', options: {} },
  { in: PROGRAMS.core, out: 'core', options: {} },
  { in: PROGRAMS.commands, out: 'commands', options: {} },
  { in: PROGRAMS.mcp, out: 'mcp', options: {} },
  {
    in: 'client/src/browser/extension.ts',
    out: 'browser-extension',
    options: { ...BROWSER_BUNDLE, external: ['vscode'] },
  },
  { in: BROWSER_SERVER, out: 'browser-server', options: { ...BROWSER_BUNDLE, format: 'iife' } },
  { in: 'client/webview/matrix.ts', out: 'matrix', options: { platform: 'browser', format: 'iife', target: 'es2022' } },
  { in: PROGRAMS.cli, out: 'cli', options: { banner: { js: '#!/usr/bin/env node' } } },
];
const GRAMMAR_BUILDER = 'scripts/build-grammar.mjs';
const OPTION_BUILDER = 'scripts/build-options.mjs';

/** What esbuild is told for one bundle. */
function bundleOptions(entry) {
  return {
    ...BUNDLE,
    entryPoints: [{ in: entry.in, out: entry.out }],
    outdir: dist,
    minify: production,
    sourcemap: !production,
    metafile: true,
    ...entry.options,
  };
}

/** The files beside the bundles: both wasm modules and the option data. */
async function copyAssets() {
  const require = createRequire(import.meta.url);
  cpSync(join(dirname(require.resolve('web-tree-sitter')), 'web-tree-sitter.wasm'), join(dist, 'web-tree-sitter.wasm'));
  cpSync(join(ROOT, 'client/webview/matrix.css'), join(dist, 'matrix.css'));
  const { buildGrammar } = await import(`./${GRAMMAR_BUILDER}`);
  await buildGrammar(join(dist, 'tree-sitter-nix.wasm'));
  const { buildOptions } = await import(`./${OPTION_BUILDER}`);
  await buildOptions(join(dist, 'data'));
}

/** What is in each bundle, for the check of a release. */
function writeMetafile(metafiles) {
  const outputs = Object.assign({}, ...metafiles.map((metafile) => metafile.outputs));
  mkdirSync(join(ROOT, 'out'), { recursive: true });
  writeFileSync(join(ROOT, 'out/bundles.json'), JSON.stringify({ outputs }));
}

const missing = [...ENTRIES.map((entry) => entry.in), GRAMMAR_BUILDER, OPTION_BUILDER].filter(
  (path) => !existsSync(join(ROOT, path)),
);
if (missing.length > 0) giveUp(`Nothing was built; not found: ${missing.join(', ')}`);

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
await copyAssets();
if (process.argv.includes('--watch')) {
  for (const entry of ENTRIES) await (await context(bundleOptions(entry))).watch();
  console.log('watching for changes');
} else {
  const results = await Promise.all(ENTRIES.map((entry) => build(bundleOptions(entry))));
  const inputs = results.flatMap((result) => Object.keys(result.metafile.inputs));
  writeNotices(join(dist, 'THIRD-PARTY-NOTICES.txt'), ROOT, inputs);
  writeMetafile(results.map(({ metafile }) => metafile));
}
