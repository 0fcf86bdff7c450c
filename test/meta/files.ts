// The files of this repository, for the tests that hold its rules.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

/** Folders that are built, installed or not ours. */
const NOT_OURS = new Set(['.git', 'node_modules', 'dist', 'out', 'coverage', '.vscode-test']);

/**
 * Paths below the given folders (the whole repository without any), relative to the root, with forward slashes, sorted.
 */
export function filesIn(...folders: readonly string[]): string[] {
  return (folders.length === 0 ? [''] : folders).flatMap((folder) => walk(join(ROOT, folder))).sort();
}

export function textOf(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : walk(path);
    return entry.isFile() ? [relative(ROOT, path).split(sep).join('/')] : [];
  });
}

/** TypeScript without its comments and without the contents of its strings: what the compiler acts on. */
export function codeOf(text: string): string {
  return text.replace(
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g,
    (match) => (match.startsWith('/') ? ' ' : "''"),
  );
}
