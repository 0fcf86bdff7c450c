// Builds the bundled tables of option facts from data/options (docs/options.md).
//   node scripts/build-options.mjs [DIRECTORY]                          the tables, into dist/data unless told otherwise
//   node scripts/build-options.mjs --nixos FILE --home-manager FILE     first brings the facts up to date, each from what our
//                                                                       own `options` prints, or the options.json of a manual
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { deflateRawSync } from 'node:zlib';
import { addRenames, readFacts, readOptionsJson, readPrinted, releaseOf, writeFacts } from './options/facts.mjs';
import { loadShared } from './options/shared.mjs';
import { composeTable } from './options/table.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const DATA = join(ROOT, 'data/options');
const SERVER_CODE = join(ROOT, 'server/src/options');
const SYSTEMS = [
  { name: 'nixos', title: 'NixOS' },
  { name: 'home-manager', title: 'Home Manager' },
];

/**
 * Writes `nixos-options.txt` and `home-manager-options.txt` into `outDir`. `dataDir` has the facts.
 * Resolves to what was written.
 */
export async function buildOptions(outDir, dataDir = DATA) {
  const shared = await loadShared();
  mkdirSync(outDir, { recursive: true });
  return SYSTEMS.map(({ name, title }) => {
    const facts = (kind) => readFacts(join(dataDir, `${name}${kind}.tsv`));
    const table = composeTable(
      {
        title,
        release: releaseOf(join(dataDir, `${name}.tsv`)),
        options: facts(''),
        extra: facts('-extra'),
        renames: facts('-renames'),
      },
      shared,
    );
    const file = tableFile(outDir, name);
    // Another process reads the old table or the new one, never half of it.
    const temporary = `${file}.${process.pid}`;
    writeFileSync(temporary, table.text);
    renameSync(temporary, file);
    return { file, ...table };
  });
}

/** Writes both tables unless they are there already and newer than all they are made of. */
export async function ensureOptions(outDir) {
  const inputs = [
    fileURLToPath(import.meta.url),
    ...filesIn(DATA),
    ...filesIn(join(ROOT, 'scripts/options')),
    ...filesIn(SERVER_CODE),
  ];
  const newest = Math.max(...inputs.map(changedAt));
  const isCurrent = SYSTEMS.every(({ name }) => changedAt(tableFile(outDir, name)) > newest);
  if (!isCurrent) await buildOptions(outDir);
}

const tableFile = (outDir, name) => join(outDir, `${name}-options.txt`);
const filesIn = (folder) => readdirSync(folder).map((name) => join(folder, name));
const changedAt = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/**
 * Brings the facts of `nixos` or `home-manager` up to date from what our own `options --format json` prints, old names
 * included, or from the `options.json` of a manual, which has none. Resolves to the number of options.
 */
export async function importOptions(name, jsonFile, dataDir = DATA) {
  const shared = await loadShared();
  const json = JSON.parse(readFileSync(jsonFile, 'utf8'));
  const { title } = SYSTEMS.find((system) => system.name === name);
  const isPrinted = json.version === 1 && json.source !== undefined;
  const { manual, renames, release } = isPrinted
    ? readPrinted(json, title, shared)
    : { manual: json, renames: [], release: '' };
  const facts = readOptionsJson(manual, shared);
  writeFacts(join(dataDir, `${name}.tsv`), facts, release);
  if (renames.length > 0) addRenames(join(dataDir, `${name}-renames.tsv`), renames);
  return facts.length;
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { nixos: { type: 'string' }, 'home-manager': { type: 'string' } },
  });
  for (const { name, title } of SYSTEMS) {
    const file = values[name];
    if (file !== undefined) console.log(`${title}: ${await importOptions(name, file)} options from ${file}`);
  }
  for (const table of await buildOptions(positionals[0] ?? join(ROOT, 'dist/data'))) report(table);
}

function report({ file, text, options, types, unmapped, dropped }) {
  const packed = deflateRawSync(text, { level: 9 }).length;
  console.log(
    `${file}: ${options} options, ${types} types (${unmapped.length} of unknown merging), ${text.length} bytes, ${packed} packed`,
  );
  for (const { from, why } of dropped) console.log(`  not used: the rename of ${from} (${why})`);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(resolve(process.argv[1])).href) await main();
