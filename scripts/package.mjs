// Builds and packs the extension into a .vsix, then looks inside: nothing but what runs, and
// no more than the size budget.
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { extensionPage } from './lib/extension-page.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { problemsOf } from './lib/package-contents.mjs';
import { manifest, packagePath } from './lib/paths.mjs';
import { giveUp, ROOT, runNode, say } from './lib/process.mjs';
import { entriesOfZip } from './lib/zip.mjs';

await ensureInstalled();
say('Building');
if ((await runNode(['esbuild.mjs', '--production'])) !== 0) giveUp('The build failed.');

say('Packaging');
const file = packagePath();
rmSync(file, { force: true });
const vsce = join(ROOT, 'node_modules/@vscode/vsce/vsce');
const options = ['--no-dependencies', '--allow-missing-repository', '--out', file];
if ((await runNode([vsce, 'package', ...options], { cwd: await staged() })) !== 0) giveUp('Packaging failed.');

const problems = problemsOf({
  names: entriesOfZip(readFileSync(file)),
  bytes: statSync(file).size,
  manifest: manifest(),
});
if (problems.length > 0) {
  rmSync(file);
  giveUp(problems.join('\n'));
}
console.log(`${file}: ${(statSync(file).size / 1024).toFixed(0)} KB`);

/** A folder with what is packed, in which the README is the page for those who use the extension. */
async function staged() {
  const { listFiles, PackageManager } = await import('@vscode/vsce');
  const folder = join(ROOT, 'out/package');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(ROOT, '.vscodeignore'), join(folder, '.vscodeignore'));
  for (const name of await listFiles({ cwd: ROOT, packageManager: PackageManager.None })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    cpSync(join(ROOT, name), join(folder, name));
  }
  writeFileSync(join(folder, 'README.md'), extensionPage());
  return folder;
}
