// Values and priorities in words, for messages.

import { force } from '../eval/thunk';
import type { Value } from '../eval/values';
import { DEFAULT_PRIORITY, FORCE_PRIORITY, OPTION_DEFAULT_PRIORITY, PLAIN_PRIORITY } from '../modules/definition';
import { dotted, printString } from '../syntax/print';

const LONGEST = 60;

/** A value as a user would write it, shortened; what is not known is named. */
export function describeValue(value: Value): string {
  const text = render(value, 2);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

function render(value: Value, depth: number): string {
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'bool':
    case 'int':
    case 'float':
      return String(value.value);
    case 'string':
      return printString(value.text);
    case 'partial-string':
      return `"${value.pieces.map((piece) => (typeof piece === 'string' ? piece : '…')).join('')}"`;
    case 'path':
      return value.path;
    case 'list':
      return depth === 0
        ? '[ … ]'
        : `[ ${[...value.items.map((item) => render(force(item), depth - 1)), ...(value.open === undefined ? [] : ['…'])].join(' ')} ]`;
    case 'attrs':
      return depth === 0
        ? '{ … }'
        : `{ ${[...value.entries].map(([name, { slot }]) => `${dotted([name])} = ${render(force(slot), depth - 1)};`).join(' ')} }`;
    case 'opaque':
      return value.path;
    case 'lambda':
    case 'primop':
      return 'a function';
    case 'choice':
      return value.options.map((option) => render(option, depth)).join(' or ');
    case 'unknown':
    case 'error':
      return 'a value that is not known';
  }
}

/** `mkForce, priority 50`. */
export function describePriority(priority: number): string {
  const name = PRIORITY_NAMES.get(priority);
  return name === undefined ? `priority ${priority}` : `${name}, priority ${priority}`;
}

const PRIORITY_NAMES: ReadonlyMap<number, string> = new Map([
  [10, 'mkVMOverride'],
  [FORCE_PRIORITY, 'mkForce'],
  [60, 'mkImageMediaOverride'],
  [PLAIN_PRIORITY, 'plain'],
  [DEFAULT_PRIORITY, 'mkDefault'],
  [OPTION_DEFAULT_PRIORITY, 'mkOptionDefault'],
]);
