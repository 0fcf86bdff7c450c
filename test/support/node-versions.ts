// Other versions of Node than the one that runs the tests, from npm: for what is installed on other machines.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../meta/files';

/** The newest of each when this was written; the package holds nothing but the program. */
const VERSIONS = { 20: '20.20.2', 22: '22.23.5' } as const;

export type NodeMajor = keyof typeof VERSIONS;

/** The program; undefined where npm has none for this machine, or cannot be reached. It is fetched once. */
export function nodeOf(major: NodeMajor): string | undefined {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const folder = join(ROOT, 'out/node', String(major));
  const program = join(folder, 'node_modules', name, process.platform === 'win32' ? 'bin/node.exe' : 'bin/node');
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  const args = ['install', '--prefix', folder, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'];
  try {
    execFileSync('npm', [...args, `${name}@${VERSIONS[major]}`], { stdio: 'ignore', timeout: 240_000 });
  } catch {
    return undefined;
  }
  if (!existsSync(program)) return undefined;
  // Headers and manuals are thousands of files.
  for (const other of ['include', 'share', 'lib'])
    rmSync(join(folder, 'node_modules', name, other), { recursive: true, force: true });
  return program;
}
