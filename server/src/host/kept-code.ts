// A program in its compiled form, kept for its next start: compiling it again takes longer than all else until then.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Script } from 'node:vm';
import { hashed, KeptFiles, stateOf } from './kept-files';

/** Programs of one version, and of a few versions before. */
const KEPT = 8;
const ENDING = '.code';
const HASH_LENGTH = 32;

/** What a CommonJS module is called with. */
type Wrapper = (exports: object, require: NodeJS.Require, module: object, file: string, folder: string) => void;

export interface Loaded<T> {
  readonly exports: T;
  /** Keeps what V8 has compiled by now, unless it was kept already. Takes some ten milliseconds. */
  keep(): void;
}

/**
 * Runs a bundled program and gives what it exports. V8 itself sees to it that nothing of another version of its own, or
 * compiled with other settings, is taken: set them before.
 * @param folder the cache, which is made when something is written.
 */
export function loadProgram<T>(file: string, folder: string): Loaded<T> {
  const files = new KeptFiles(folder, ENDING, KEPT);
  const name = hashed([file, stateOf([file]), process.versions.v8, process.arch].join('\n'));
  const cachedData = files.readBytes(name, checked);
  const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'utf8')}\n})`;
  const script = new Script(source, { filename: file, ...(cachedData && { cachedData }) });
  const module = { exports: {} };
  const wrapper: Wrapper = script.runInThisContext();
  wrapper(module.exports, createRequire(file), module, file, dirname(file));
  let isKept = cachedData !== undefined && script.cachedDataRejected !== true;
  return {
    exports: module.exports as T,
    keep() {
      if (isKept) return;
      isKept = true;
      const code = script.createCachedData();
      files.write(name, Buffer.concat([Buffer.from(hashed(code)), code]));
    },
  };
}

/** What was damaged would not be noticed by V8. */
function checked(bytes: Buffer): Buffer | undefined {
  const code = bytes.subarray(HASH_LENGTH);
  return bytes.subarray(0, HASH_LENGTH).toString() === hashed(code) ? code : undefined;
}
