// Reads and writes facts about options: the tab-separated files in data/options, and the options.json of a manual.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const SHORT = 40;
/** Manuals also write names as ‹name› and code as text: neither is a value. */
const LITERAL = /^(true|false|null|-?\d+(\.\d+)?|\[ *\]|\{ *\}|"[^"\\$\t\u0080-\uffff]*")$/;
const CODE = /^"(config|cfg|pkgs|lib)\.|`/;
const PLACEHOLDER = /^<(?!function body>).*>$/;

/**
 * The rows of a file with a header line, as objects named by the header; none when there is no such
 * file. `#` starts a comment line.
 */
export function readFacts(file) {
  if (!existsSync(file)) return [];
  const [header, ...lines] = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'));
  return lines.map((cells) => Object.fromEntries(header.map((name, column) => [name, cells[column] ?? ''])));
}

/** Which release the facts in a file are of; empty where it does not say. */
export function releaseOf(file) {
  return existsSync(file) ? (/^# release (.+)$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? '') : '';
}

/** Writes facts about options, sorted by path; `release` is theirs, or empty. */
export function writeFacts(file, facts, release) {
  const lines = facts.map(({ path, type, default: value }) => `${path}\t${type}\t${value}`.trimEnd()).sort();
  const head = release === '' ? [] : [`# release ${release}`];
  writeFileSync(file, `${[...head, 'path\ttype\tdefault', ...lines].join('\n')}\n`);
}

/**
 * Adds old names and removed options to a file of them: those that it has not. What stands there is kept, because a
 * person may have written down what to use instead.
 */
export function addRenames(file, renames) {
  const known = readFacts(file);
  const has = new Set(known.map(({ from }) => from));
  const all = [...known, ...renames.filter(({ from }) => !has.has(from))];
  const lines = all.map(({ from, to, kind, source }) => [from, to, kind, source].join('\t')).sort();
  writeFileSync(file, `${['from\tto\tkind\tsource', ...lines].join('\n')}\n`);
  return all.length - known.length;
}

/** What our own `options --format json` prints → what a manual would say of it, and its old names. */
export function readPrinted({ source, options }, title, { ANY_NAME, joinPath, splitPath }) {
  const path = (name) => joinPath(splitPath(name).map((segment) => (PLACEHOLDER.test(segment) ? ANY_NAME : segment)));
  // What every set of modules has is known without a table.
  const told = Object.entries(options).filter(([name]) => !splitPath(name).includes('_module'));
  const isOld = ({ renamedTo, removed }) => renamedTo !== undefined || removed !== undefined;
  const manual = told.filter(([, option]) => !isOld(option)).map(([name, option]) => [name, asInManual(option)]);
  const renames = told
    .filter(([, option]) => isOld(option))
    .map(([name, { renamedTo, declarations }]) => ({
      from: path(name),
      to: renamedTo === undefined ? '' : path(renamedTo),
      kind: renamedTo === undefined ? 'removed' : 'alias',
      source: [`${title} ${source.release}`, ...declarations.map((place) => place.replace(/:\d+$/, ''))].join(', '),
    }));
  return { manual: Object.fromEntries(manual), renames, release: source.release };
}

const asInManual = ({ type, default: text }) => ({
  type: type ?? undefined,
  ...(text !== undefined && {
    default: { _type: 'literalExpression', text: text.replace(/^(\[|\{) (\]|\})$/, '$1$2') },
  }),
});

/** An `options.json` (option → `{ type, default, loc }`) → facts. */
export function readOptionsJson(options, { ANY_NAME, joinPath, parseTypeDescription, splitPath }) {
  return Object.entries(options).map(([key, option]) => {
    const segments = (option.loc ?? splitPath(key)).map((segment) => (PLACEHOLDER.test(segment) ? ANY_NAME : segment));
    const type = oneLine(option.type ?? 'unspecified value');
    const value = shortLiteral(option.default);
    return { path: joinPath(segments), type, default: isValueOf(parseTypeDescription(type), value) ? value : '' };
  });
}

/** Defaults come as text or as `{ _type = "literalExpression"; text }`; other kinds are prose. */
function shortLiteral(value) {
  const text = typeof value === 'string' ? value : value?._type === 'literalExpression' ? value.text : '';
  return text.length <= SHORT && LITERAL.test(text.trim()) ? text.trim() : '';
}

/** Older modules put code into a string where a literal should stand: such text is no value of its type. */
function isValueOf(type, text) {
  if (!text.startsWith('"')) return true;
  const bare = type.kind === 'nullOr' ? type.of : type;
  return !CODE.test(text) && !(bare.kind === 'equal' && ['bool', 'int', 'float'].includes(bare.scalar));
}

function oneLine(text) {
  // One byte for each character keeps the table small in memory and quick to read.
  return text
    .replace(/\s+/g, ' ')
    .replace(/[^ -~]/g, '?')
    .trim();
}
