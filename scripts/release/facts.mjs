// What the checks of a release look at, read from the repository and from what was built and packed.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { extensionPage } from '../lib/extension-page.mjs';
import { manifest, packagePath } from '../lib/paths.mjs';
import { ROOT } from '../lib/process.mjs';
import { entriesOfZip } from '../lib/zip.mjs';
import { dataLicences } from '../notices.mjs';

const read = (file) => readFileSync(join(ROOT, file), 'utf8');
const textIfThere = (file) => (existsSync(join(ROOT, file)) ? read(file) : undefined);
const program = (command, args) => spawnSync(command, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 26 });

/** What stands in files, built ones included: `esbuild.mjs` has run. */
export function writtenFacts() {
  const { icon } = manifest();
  const documents = ['README.md', 'templates/gitlab-ci.yml', ...filesIn('docs').filter((name) => name.endsWith('.md'))];
  return {
    root: ROOT,
    manifest: manifest(),
    lock: JSON.parse(read('package-lock.json')),
    changelog: read('CHANGELOG.md'),
    licence: textIfThere('LICENSE'),
    icon: icon !== undefined && existsSync(join(ROOT, icon)) ? readFileSync(join(ROOT, icon)) : undefined,
    documents: Object.fromEntries(documents.map((file) => [file, read(file)])),
    pages: { 'the page of the extension': extensionPage(), 'CHANGELOG.md': read('CHANGELOG.md') },
    notices: read('dist/THIRD-PARTY-NOTICES.txt'),
    metafile: JSON.parse(read('out/bundles.json')),
    dist: filesIn('dist').map((name) => name.slice('dist/'.length)),
    dataLicences: dataLicences(ROOT),
  };
}

const filesIn = (folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(ROOT.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();

/** Tags, and what is not committed; undefined where there is no repository. */
export function gitFacts() {
  const status = program('git', ['status', '--porcelain']);
  if (status.status !== 0) return undefined;
  const lines = (text) => text.split('\n').filter((line) => line !== '');
  return { tags: lines(program('git', ['tag', '--list']).stdout), changed: lines(status.stdout) };
}

/** The packed extension, built for it. */
export function vsixFacts() {
  const { status, stdout, stderr } = program(process.execPath, ['scripts/package.mjs']);
  const file = packagePath();
  const output = stdout + stderr;
  if (status !== 0) return { exit: status ?? 1, output, names: [], bytes: 0 };
  return { exit: 0, output, names: entriesOfZip(readFileSync(file)), bytes: statSync(file).size };
}

/** What npm would publish, and what it says to that. Nothing leaves the machine. */
export function npmFacts() {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { stdout, stderr } = program(npm, ['publish', '--dry-run', '--json', '--ignore-scripts']);
  const printed = JSON.parse(stdout.slice(stdout.indexOf('{')));
  const { files, size } = printed.files === undefined ? Object.values(printed)[0] : printed;
  const programs = files.map(({ path }) => path).filter((path) => path.endsWith('.js'));
  return {
    files,
    size,
    warnings: stderr,
    firstLines: Object.fromEntries(programs.map((path) => [path, read(path).slice(0, 100).split('\n')[0]])),
  };
}
