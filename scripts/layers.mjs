// The one table of layers: who may import whom. The lint rules in biome.json and
// test/meta/layers.test.ts both come from it.
// `node scripts/layers.mjs --write` brings biome.json up to date after a change here; a
// test fails while the two differ.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What decides what is wrong and what is shown; without input and output. */
const CORE = [
  'base',
  'protocol',
  'syntax',
  'eval',
  'options',
  'modules',
  'project',
  'lexical',
  'edits',
  'release',
  'analysis',
  'rules',
  'features',
];

const below = (layer) => CORE.slice(0, CORE.indexOf(layer));

/**
 * Folders of server/src. `layers`: the other folders it may import. `packages`: the npm packages it may import.
 * `node`: which of Node's own modules (none when left out); `fsIn` names the files that may use
 * the file system all the same.
 * @typedef {{ layers: string[], packages?: string[], node?: 'none' | 'no-fs' | 'all', fsIn?: string[] }} Layer
 * @type {Record<string, Layer>}
 */
export const LAYERS = {
  base: { layers: [] },
  protocol: { layers: [] },
  syntax: { layers: ['base'], packages: ['web-tree-sitter'] },
  // Hashes and TOML are built-in functions of Nix; the core may not use Node's.
  eval: { layers: ['base', 'syntax'], packages: ['@noble/hashes', 'smol-toml'] },
  options: { layers: ['base', 'syntax', 'eval'] },
  modules: { layers: ['base', 'syntax', 'eval', 'options'] },
  project: { layers: below('project'), node: 'no-fs' },
  release: { layers: below('release') },
  // What code says as written, and edits of it: for rules, rename and refactors alike.
  lexical: { layers: below('lexical') },
  edits: { layers: below('edits'), packages: ['diff'] },
  analysis: { layers: below('analysis') },
  rules: { layers: below('rules') },
  // What a specialisation needs to take effect is said of it, too.
  features: { layers: [...below('features'), 'run'] },
  // What problems are known by is a hash, and the core may not use Node's.
  service: { layers: CORE, packages: ['@noble/hashes'] },
  // What assistants ask: over the core as it is answered, for the server and the command line alike.
  assistants: { layers: [...CORE, 'service'] },
  // The disk, behind an interface of project/: a browser brings its own.
  host: { layers: ['base', 'protocol', 'eval', 'project', 'release'], node: 'all' },
  // Also the client's: from what is asked for to a command line, and what the machine says of it.
  run: { layers: ['protocol'], node: 'no-fs', fsIn: ['machine/system-root'] },
  lsp: {
    layers: [...CORE, 'service', 'assistants', 'host', 'run'],
    packages: ['vscode-languageserver', 'vscode-languageserver-textdocument'],
    node: 'all',
  },
  // The server in a web worker, where nothing of Node is.
  browser: {
    layers: [...CORE, 'service', 'host', 'lsp'],
    packages: ['vscode-languageserver'],
  },
  cli: {
    layers: [...CORE, 'service', 'assistants', 'host', 'run'],
    packages: ['@modelcontextprotocol/sdk', 'fast-xml-builder', 'sarif', 'string-width'],
    node: 'all',
  },
};

/** What client/src may import besides itself and Node. */
export const CLIENT = { layers: ['protocol', 'run'], packages: ['vscode', 'vscode-languageclient'] };

/** Packages that only their owners above may import. */
const OWNED = [
  '@noble/hashes',
  'smol-toml',
  'web-tree-sitter',
  'vscode-languageserver',
  'vscode-languageserver-textdocument',
  'vscode-languageclient',
  'vscode',
];

/** Every way to write an import of a package or a folder below it. */
const spellings = (name) => [name, `${name}/**`];

/** The override of biome.json that keeps one layer in its place. */
function layerOverride(name, layer) {
  const forbidden = Object.keys(LAYERS).filter((other) => other !== name && !layer.layers.includes(other));
  const foreign = OWNED.filter((owned) => !(layer.packages ?? []).includes(owned));
  const node = { none: ['node:*', 'node:*/**'], 'no-fs': ['node:fs', 'node:fs/**'], all: [] }[layer.node ?? 'none'];
  const files = [`server/src/${name}/**`, ...(layer.fsIn ?? []).map((file) => `!server/src/${name}/${file}.ts`)];
  return override(
    files,
    `${name} may import: ${[...layer.layers, ...(layer.packages ?? [])].join(', ') || 'nothing'}`,
    [...forbidden.map((other) => `**/${other}/**`), ...foreign.flatMap(spellings), ...node, '**/client/**'],
  );
}

function override(includes, message, group) {
  return {
    includes,
    linter: {
      rules: { style: { noRestrictedImports: { level: 'error', options: { patterns: [{ group, message }] } } } },
    },
  };
}

/** The overrides of biome.json that hold the import direction. */
export function layerOverrides() {
  return [
    ...Object.entries(LAYERS).map(([name, layer]) => layerOverride(name, layer)),
    override(
      ['client/src/**'],
      `client may import: server/src/protocol, server/src/run, ${CLIENT.packages.join(', ')}`,
      [
        ...Object.keys(LAYERS)
          .filter((name) => !CLIENT.layers.includes(name))
          .map((name) => `**/server/src/${name}/**`),
        '**/server/src/*',
        ...OWNED.filter((owned) => !CLIENT.packages.includes(owned)).flatMap(spellings),
      ],
    ),
  ];
}

const isLayerOverride = (entry) => entry.linter?.rules?.style?.noRestrictedImports !== undefined;

/** The overrides of the given biome.json that concern imports. */
export const importOverridesOf = (config) => config.overrides.filter(isLayerOverride);

if (process.argv[1] === fileURLToPath(import.meta.url) && process.argv.includes('--write')) {
  const file = new URL('../biome.json', import.meta.url);
  const config = JSON.parse(readFileSync(file, 'utf8'));
  config.overrides = [...config.overrides.filter((entry) => !isLayerOverride(entry)), ...layerOverrides()];
  writeFileSync(file, `${JSON.stringify(config, null, 2)}\n`);
}
