// Compiles the C parser of the npm package tree-sitter-nix to WebAssembly with the clang of another npm
// package: no compiler, no network.
//   node scripts/build-grammar.mjs [dist/tree-sitter-nix.wasm]
// A build takes seconds, so it is kept under node_modules/.cache by a hash of everything that goes into it.
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const FLAGS = [
  '--target=wasm32-wasip1',
  '-O2',
  '-std=c11',
  '-fPIC',
  '-shared',
  '-nostdlib',
  '-fno-exceptions',
  '-fvisibility=hidden',
  '-Isrc',
  '-Wl,--export=tree_sitter_nix',
  '-Wl,--allow-undefined',
  '-Wl,--no-entry',
  '-Wl,--strip-all',
  '-Wl,--experimental-pic',
];
const SMALLEST_CREDIBLE = 20_000;
const LONGEST_BUILD_MS = 120_000;

/**
 * Puts the grammar at `outFile`: from the cache when nothing it is made of has changed, built otherwise.
 * Resolves to the size in bytes.
 */
export async function buildGrammar(outFile) {
  const grammar = dirname(createRequire(import.meta.url).resolve('tree-sitter-nix/package.json'));
  const source = (name) => readFileSync(join(grammar, 'src', name), 'utf8');
  const files = {
    'parser.c': source('parser.c'),
    'scanner.c': source('scanner.c'),
    'parser.h': source('tree_sitter/parser.h'),
  };
  const cached = join(ROOT, 'node_modules/.cache/tree-sitter-nix', `${keyOf(files)}.wasm`);
  mkdirSync(dirname(cached), { recursive: true });
  await once(cached, async () => writeWhole(cached, await compile(files)));
  mkdirSync(dirname(resolve(outFile)), { recursive: true });
  if (!sameContent(cached, outFile)) replace(outFile, (file) => copyFileSync(cached, file));
  return statSync(outFile).size;
}

/** What the result depends on: the C sources, the compiler's version and the flags. */
function keyOf(files) {
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const parts = [...Object.values(files), devDependencies['@yowasp/clang'], ...FLAGS];
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 16);
}

/**
 * Runs `make` unless `file` is there. Of several processes one works and the others wait:
 * a build needs half a gigabyte.
 */
async function once(file, make) {
  const lock = `${file}.lock`;
  for (;;) {
    if (existsSync(file)) return;
    try {
      writeFileSync(lock, '', { flag: 'wx' });
      break;
    } catch {
      if (ageOf(lock) > LONGEST_BUILD_MS) rmSync(lock, { force: true });
      await sleep(100);
    }
  }
  try {
    await make();
  } finally {
    rmSync(lock, { force: true });
  }
}

function ageOf(file) {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats === undefined ? 0 : Date.now() - stats.mtimeMs;
}

async function compile(files) {
  const { commands, runLLVM } = await import('@yowasp/clang');
  // Fetches the compiler's parts without a word; the compiler itself would print its progress.
  await runLLVM(null, {}, { fetchProgress: () => {} });
  const tree = {
    src: {
      'parser.c': files['parser.c'],
      'scanner.c': files['scanner.c'],
      tree_sitter: { 'parser.h': files['parser.h'] },
    },
  };
  let built;
  try {
    built = await commands.clang([...FLAGS, 'src/parser.c', 'src/scanner.c', '-o', 'nix.wasm'], tree);
  } catch (error) {
    // The thrown object holds every input file: only its code is worth showing.
    throw new Error(`clang could not compile tree-sitter-nix: ${error.code ?? error.message}`);
  }
  const wasm = built['nix.wasm'];
  if (!WebAssembly.validate(wasm) || wasm.length < SMALLEST_CREDIBLE)
    throw new Error('clang made a file that is not the grammar');
  return wasm;
}

function sameContent(left, right) {
  return existsSync(right) && readFileSync(left).equals(readFileSync(right));
}

function writeWhole(file, content) {
  replace(file, (temporary) => writeFileSync(temporary, content));
}

/** A reader in another process sees the old file or the new one, never half of it. */
function replace(file, write) {
  const temporary = `${file}.${process.pid}`;
  write(temporary);
  renameSync(temporary, file);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(resolve(process.argv[1])).href) {
  const outFile = process.argv[2] ?? join(ROOT, 'dist/tree-sitter-nix.wasm');
  console.log(`${outFile}: ${await buildGrammar(outFile)} bytes`);
}
