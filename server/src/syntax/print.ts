// Names, paths and texts as Nix writes them: the one place that knows what has to be quoted.

import { RESERVED, WORD } from './words';

const NAME = new RegExp(`^${WORD.source}$`);

/** Whether an attribute may be written without quotes. */
export const isPlainName = (name: string): boolean => NAME.test(name) && !RESERVED.has(name);

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '${': '\\${',
};

/** The text between the quotes of a Nix string. Nix knows no other escapes: all else stands for itself. */
export const escapeString = (text: string): string =>
  text.replace(/["\\\n\r\t]|\$\{/g, (part) => ESCAPES[part] ?? part);

/** Text as a Nix string on one line: `"a\nb"`, `"\${x}"`. */
export const printString = (text: string): string => `"${escapeString(text)}"`;

/** An attribute's name as it stands in a path: quoted where it must be. */
export const printName = (name: string): string => (isPlainName(name) ? name : printString(name));

/** An option path as people write it. */
export const dotted = (path: readonly string[]): string => path.map(printName).join('.');
