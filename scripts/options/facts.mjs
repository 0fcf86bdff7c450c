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

/** Writes facts about options, sorted by path. */
export function writeFacts(file, facts) {
  const lines = facts.map(({ path, type, default: value }) => `${path}\t${type}\t${value}`.trimEnd()).sort();
  writeFileSync(file, `${['path\ttype\tdefault', ...lines].join('\n')}\n`);
}

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
