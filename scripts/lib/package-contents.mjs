// What may and must stand in the packaged extension.

const BUDGET_BYTES = 2.5 * 1024 * 1024;

/** Every file of the package matches one of these. The first three are the container's own. */
const ALLOWED = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/package\.json$/,
  /^extension\/package\.nls(\.[a-z-]+)?\.json$/,
  /^extension\/(readme\.md|changelog\.md|LICENSE\.txt|LICENSE)$/i,
  /^extension\/dist\/(extension|client-library|browser-extension|browser-server)\.js$/,
  /^extension\/dist\/(follow|server|worker|core|cli|commands|mcp|matrix)\.js$/,
  /^extension\/dist\/matrix\.css$/,
  /^extension\/dist\/[a-z-]+\.wasm$/,
  /^extension\/dist\/data\/[^/]+$/,
  /^extension\/dist\/THIRD-PARTY-NOTICES\.txt$/,
  /^extension\/(syntaxes|snippets|l10n)\/[^/]+\.json$/,
  /^extension\/docs\/rules\/[A-Za-z-]+\.md$/,
  /^extension\/media\/([a-z-]+\/)?[^/]+\.(png|svg|md|nix)$/,
];

const REQUIRED = [
  'extension/dist/extension.js',
  'extension/dist/client-library.js',
  'extension/dist/server.js',
  'extension/dist/browser-extension.js',
  'extension/dist/browser-server.js',
  'extension/dist/worker.js',
  'extension/dist/commands.js',
  'extension/dist/core.js',
  'extension/dist/follow.js',
  'extension/dist/matrix.js',
  'extension/dist/matrix.css',
  'extension/dist/cli.js',
  'extension/dist/mcp.js',
  'extension/dist/web-tree-sitter.wasm',
  'extension/dist/tree-sitter-nix.wasm',
  'extension/dist/THIRD-PARTY-NOTICES.txt',
];

/**
 * What is wrong with a package, as lines for people; empty when nothing is.
 * @param {{ names: string[], bytes: number, manifest: object }} contents the files inside, the size
 * of the whole, and package.json
 */
export function problemsOf({ names, bytes, manifest }) {
  const present = new Set(names);
  const required = [...REQUIRED, ...referencedFiles(manifest).map((path) => `extension/${path}`)];
  return [
    ...names
      .filter((name) => !ALLOWED.some((pattern) => pattern.test(name)))
      .map((name) => `must not be in the package: ${name}`),
    ...required.filter((name) => !present.has(name)).map((name) => `missing in the package: ${name}`),
    ...(bytes > BUDGET_BYTES ? [`the package has ${bytes} bytes; the budget is ${BUDGET_BYTES}`] : []),
  ];
}

/** The files package.json names: everything that looks like a relative path to a file. */
function referencedFiles(value) {
  if (typeof value === 'string') return /^\.\/[\w./-]+\.\w+$/.test(value) ? [value.slice(2)] : [];
  if (value === null || typeof value !== 'object') return [];
  const entries = Object.entries(value).filter(([key]) => key !== 'scripts');
  return [...new Set(entries.flatMap(([, inner]) => referencedFiles(inner)))];
}
