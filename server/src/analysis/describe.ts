// Values and priorities in words, for messages.

import { force } from '../eval/thunk';
import type { AttrsValue, Slot, Value } from '../eval/values';
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
        : between(
            '[',
            [...shortened(value.items, (item) => render(force(item), depth - 1)), ...(value.open ? ['…'] : [])],
            ']',
          );
    case 'attrs': {
      const made = packageName(value);
      if (made !== undefined) return made;
      const binding = ([name, { slot }]: readonly [string, { readonly slot: Slot }]): string =>
        `${dotted([name])} = ${render(force(slot), depth - 1)};`;
      return depth === 0 ? '{ … }' : between('{', shortened(value.entries, binding), '}');
    }
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

/** As many parts as are shown: to evaluate all packages of a system for the first three takes long. */
function shortened<T>(parts: Iterable<T>, show: (part: T) => string): readonly string[] {
  const shown: string[] = [];
  let length = 0;
  for (const part of parts) {
    if (length > LONGEST) break;
    const text = show(part);
    shown.push(text);
    length += text.length + 1;
  }
  return shown;
}

/** Of a derivation that is evaluated, as a user knows it. */
function packageName(set: AttrsValue): string | undefined {
  const [type, name] = ['type', 'name'].map((key) => {
    const slot = set.get(key);
    return slot && force(slot);
  });
  return type?.kind === 'string' && type.text === 'derivation' && name?.kind === 'string' ? name.text : undefined;
}

/** `[ a b ]`, or `[ ]` where there is nothing. */
const between = (open: string, parts: readonly string[], close: string): string => [open, ...parts, close].join(' ');

/** `mkForce, priority 50`. */
export function describePriority(priority: number): string {
  const name = PRIORITY_NAMES.get(priority);
  return name === undefined ? `priority ${priority}` : `${name}, priority ${priority}`;
}

/** What a value of a priority is wrapped in: `mkForce`, `mkOverride 70`. */
export function wrapperName(priority: number): string {
  return priority === PLAIN_PRIORITY ? 'a plain value' : (PRIORITY_NAMES.get(priority) ?? `mkOverride ${priority}`);
}

/** ` with mkForce`, behind a value; nothing where it is plain, as nearly all are. */
export const withWrapper = (priority: number): string =>
  priority === PLAIN_PRIORITY ? '' : ` with ${wrapperName(priority)}`;

const PRIORITY_NAMES: ReadonlyMap<number, string> = new Map([
  [10, 'mkVMOverride'],
  [FORCE_PRIORITY, 'mkForce'],
  [60, 'mkImageMediaOverride'],
  [PLAIN_PRIORITY, 'plain'],
  [DEFAULT_PRIORITY, 'mkDefault'],
  [OPTION_DEFAULT_PRIORITY, 'mkOptionDefault'],
]);
