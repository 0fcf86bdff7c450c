// Reads and writes facts about options: the tab-separated files in data/options, and the options.json of a manual.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const SHORT = 40;
const LITERAL = /^(true|false|null|-?\d+(\.\d+)?|\[ *\]|\{ *\}|"[^"\\$\n\t]*")$/;
const PLACEHOLDER = /^<(?!function body>).*>$/;

/** The rows of a file with a header line, as objects named by the header; none when there is no such file. `#` starts a comment line. */
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
export function readOptionsJson(options, { ANY_NAME, joinPath, splitPath }) {
  return Object.entries(options).map(([key, option]) => {
    const segments = (option.loc ?? splitPath(key)).map((segment) => (PLACEHOLDER.test(segment) ? ANY_NAME : segment));
    return { path: joinPath(segments), type: oneLine(option.type ?? 'unspecified value'), default: shortLiteral(option.default) };
  });
}

/** Defaults come as text or as `{ _type = "literalExpression"; text }`. */
function shortLiteral(value) {
  const text = (typeof value === 'string' ? value : (value?.text ?? '')).trim();
  return text.length <= SHORT && LITERAL.test(text) ? text : '';
}

function oneLine(text) {
  return text.replace(/\s+/g, ' ').trim();
}
