// The definitions that an error lists: "- In `FILE': VALUE", several lines for long values, nothing where the value
// itself fails.
import type { PrintedDefinition } from '../../protocol/nix-report';

const DEFINITION = /^\s*- In `(.*?)'(?::(?:\s+(.*))?)?$/;
/** A module that came by way of an option of type deferredModule. */
const VIA = /, via option .*$/;
const MOST = 50;
const LONGEST_VALUE = 500;

/** The definitions among the lines of an error. */
export function definitionsIn(lines: readonly string[]): readonly PrintedDefinition[] {
  const found: { file: string; value: string[] }[] = [];
  for (const line of lines) {
    const [, file, value] = DEFINITION.exec(line) ?? [];
    const last = found.at(-1);
    if (file !== undefined) found.push({ file: file.replace(VIA, ''), value: value === undefined ? [] : [value] });
    else if (last !== undefined && /^ {4}/.test(line)) last.value.push(line.trim());
  }
  return found.slice(0, MOST).map(({ file, value }) => printed(file, value.join(' ')));
}

function printed(file: string, value: string): PrintedDefinition {
  return value === '' ? { file } : { file, value: value.slice(0, LONGEST_VALUE) };
}

/** The files that stand in a sentence: "in `F' and `G'". */
export function filesIn(text: string): readonly PrintedDefinition[] {
  return [...text.matchAll(/`([^`']+)'/g)].map(([, file = '']) => ({ file: file.replace(VIA, '') }));
}
