// Expressions whose values are compared: what the package set and the library of a nixpkgs say of themselves. Each is a
// list of names with their texts, behind one that all of them start with.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { evaluate } from './real-nix.mjs';

/**
 * @typedef {{ before: string, entries: readonly (readonly [name: string, text: string])[] }} Expressions
 */

const PACKAGES = 500;
const CONFIGURED = '{ system = "x86_64-linux"; config = { }; overlays = [ ]; }';
const quoted = (text) => JSON.stringify(text).replaceAll('${', '\\${');
const folderOf = (path) => `(/. + ${quoted(path)})`;

/** Name, version and meta of packages, evenly spread over all. @returns {Expressions} */
export function packages(nixpkgs) {
  const before = `let pkgs = import ${folderOf(nixpkgs)} ${CONFIGURED}; in `;
  // Nearly half of the names are of sets and functions, or say that they are no more.
  const names = evaluate(`${before} builtins.attrNames pkgs`);
  const step = Math.max(1, names.length / (2 * PACKAGES));
  const some = Array.from({ length: Math.min(names.length, 2 * PACKAGES) }, (_, at) => names[Math.floor(at * step)]);
  return {
    before,
    entries: some.map((name) => [
      name,
      `let p = pkgs.${quoted(name)}; in
       if p.type or null == "derivation" then { inherit (p) name meta; version = p.version or null; } else null`,
    ]),
  };
}

/** The tests that the library comes with: what fails of them, and what modules come to. @returns {Expressions} */
export function libraryTests(nixpkgs) {
  const tests = join(nixpkgs, 'lib/tests');
  const files = ['misc.nix', 'systems.nix'].filter((file) => existsSync(join(tests, file)));
  return {
    before: '',
    entries: [
      ...files.map((file) => [file, `let t = import ${folderOf(join(tests, file))}; in ${applied('t')}`]),
      ...moduleTests(tests),
    ],
  };
}

/** Some are functions of what they test. */
const applied = (test) => `if builtins.isFunction ${test} then ${test} { } else ${test}`;

/** As modules.sh asks for them, each on a line of its own: an attribute, and the modules that it is of. */
function moduleTests(tests) {
  const script = join(tests, 'modules.sh');
  if (!existsSync(script)) return [];
  const lines = readFileSync(script, 'utf8').matchAll(
    /^checkConfig(?:Output|Error)\s+(?:'[^'\n]*'|"[^"\n]*")\s+('[^'\n]*'|"[^"\n]*"|[\w.-]+)((?:\s+[^\s\\][^\n]*)?)$/gm,
  );
  const folder = `${dirname(script)}/modules`;
  const texts = new Map();
  for (const [, attribute, modules] of lines) {
    const path = attribute.replace(/^(['"])(.*)\1$/, '$2');
    if (/[$`]|\(\s*$/.test(`${attribute}${modules}`)) continue;
    const listed = expanded(modules.trim()).replaceAll(/(^|[\s(])\.\//g, `$1${folder}/`);
    texts.set(
      `${path} of ${modules.trim()}`,
      `(import ${folder}/default.nix { modules = [ ${unquoted(listed)} ]; }).${path}`,
    );
  }
  return [...texts];
}

/** `a/{b,c}` as the shell has it. */
const expanded = (words) =>
  words.replaceAll(/(\S*)\{([^{}\s]+,[^{}\s]+)\}(\S*)/g, (_, before, middle, after) =>
    middle
      .split(',')
      .map((each) => before + each + after)
      .join(' '),
  );

/** What the shell passes on of words in quotes. */
const unquoted = (words) => words.replaceAll(/'([^'\n]*)'/g, '$1');

/**
 * What Nix says of each.
 * @param {Expressions} expressions
 * @returns {Map<string, { json: string } | { fails: true }>}
 */
export function valuesOfNix({ before, entries }) {
  if (entries.length === 0) return new Map();
  try {
    const values = evaluate(`${before} builtins.mapAttrs (_: value:
      let read = builtins.tryEval (builtins.toJSON value); in
      if read.success then { json = read.value; } else { fails = true; }) ${setOf(entries)}`);
    return new Map(entries.map(([name]) => [name, values[name]]));
  } catch {
    if (entries.length === 1) return new Map([[entries[0][0], { fails: true }]]);
    const middle = entries.length >> 1;
    const halves = [entries.slice(0, middle), entries.slice(middle)];
    return new Map(halves.flatMap((half) => [...valuesOfNix({ before, entries: half })]));
  }
}

/** The same as one text. @param {Expressions} expressions */
export const textOf = ({ before, entries }) => before + setOf(entries);

const setOf = (entries) => `{ ${entries.map(([name, text]) => `${quoted(name)} = (${text});`).join('\n')} }`;
