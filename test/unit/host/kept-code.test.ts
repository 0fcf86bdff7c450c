// A program that is kept as it was compiled.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadProgram } from '../../../server/src/host/kept-code';
import { temporaryFolder } from '../../support/temporary-folder';

const PROGRAM = `
const { basename } = require('node:path');
exports.answer = (n) => [basename(__filename), basename(__dirname).length > 0, module.exports === exports, n + 1];
`;

interface Program {
  answer(n: number): unknown;
}

const loaded = (program: string, cache: string) => loadProgram<Program>(join(program, 'program.js'), cache);
const keptIn = (cache: string): readonly string[] => readdirSync(cache).map((name) => join(cache, name));

it('says the same with what was kept and without', () => {
  const folder = temporaryFolder(`#- /program.js\n${PROGRAM}`);
  const cache = join(temporaryFolder(), 'not', 'there', 'yet');
  const first = loaded(folder, cache);
  expect(first.exports.answer(1)).toEqual(['program.js', true, true, 2]);
  first.keep();
  const [file = ''] = keptIn(cache);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const before = readFileSync(file);
  const second = loaded(folder, cache);
  expect(second.exports.answer(2)).toEqual(['program.js', true, true, 3]);
  // It was taken: there is nothing to keep.
  writeFileSync(file, 'marked');
  second.keep();
  expect(readFileSync(file, 'utf8')).toBe('marked');
  expect(before.length).toBeGreaterThan(100);
});

it('what is damaged or of another program is not taken, and is written anew', () => {
  const folder = temporaryFolder(`#- /program.js\n${PROGRAM}`);
  const cache = temporaryFolder();
  loaded(folder, cache).keep();
  const [file = ''] = keptIn(cache);
  const whole = readFileSync(file);
  const flipped = Buffer.from(whole);
  flipped[whole.length - 20] = (flipped[whole.length - 20] ?? 0) ^ 1;
  for (const damaged of [Buffer.alloc(0), whole.subarray(0, whole.length - 1), flipped]) {
    writeFileSync(file, damaged);
    const again = loaded(folder, cache);
    expect(again.exports.answer(1)).toEqual(['program.js', true, true, 2]);
    again.keep();
    const anew = readFileSync(file);
    loaded(folder, cache).keep();
    expect(readFileSync(file)).toEqual(anew);
    expect(anew.length).toBeGreaterThanOrEqual(whole.length);
  }
  writeFileSync(join(folder, 'program.js'), PROGRAM.replace('n + 1', 'n + 100'));
  expect(loaded(folder, cache).exports.answer(1)).toEqual(['program.js', true, true, 101]);
});

it('runs where nothing can be kept', () => {
  const folder = temporaryFolder(`#- /program.js\n${PROGRAM}`);
  const { exports, keep } = loaded(folder, '/dev/null/nothing');
  expect(() => keep()).not.toThrow();
  expect(exports.answer(1)).toEqual(['program.js', true, true, 2]);
});
