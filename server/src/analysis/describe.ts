// Values and priorities in words, for messages.

import { force } from '../eval/thunk';
import type { Value } from '../eval/values';
import { DEFAULT_PRIORITY, FORCE_PRIORITY, OPTION_DEFAULT_PRIORITY, PLAIN_PRIORITY } from '../modules/definition';
import { l10n } from '../protocol/l10n';
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
            [...value.items.map((item) => render(force(item), depth - 1)), ...(value.open ? ['…'] : [])],
            ']',
          );
    case 'attrs':
      return depth === 0
        ? '{ … }'
        : between(
            '{',
            [...value.entries].map(([name, { slot }]) => `${dotted([name])} = ${render(force(slot), depth - 1)};`),
            '}',
          );
    case 'opaque':
      return value.path;
    case 'lambda':
    case 'primop':
      return l10n.t('a function');
    case 'choice':
      return value.options.map((option) => render(option, depth)).join(` ${l10n.t('or')} `);
    case 'unknown':
      return l10n.t('a value that is not known');
    case 'error':
      return l10n.t('a value that fails');
  }
}

/** `[ a b ]`, or `[ ]` where there is nothing. */
const between = (open: string, parts: readonly string[], close: string): string => [open, ...parts, close].join(' ');

/** `mkForce, priority 50`. */
export function describePriority(priority: number): string {
  const name = PRIORITY_NAMES.get(priority);
  if (priority === PLAIN_PRIORITY) return l10n.t('plain, priority {0}', priority);
  return name === undefined ? l10n.t('priority {0}', priority) : l10n.t('{0}, priority {1}', name, priority);
}

/** What a value of a priority is wrapped in: `mkForce`, `mkOverride 70`. */
export function wrapperName(priority: number): string {
  if (priority === PLAIN_PRIORITY) return l10n.t('a plain value');
  return PRIORITY_NAMES.get(priority) ?? `mkOverride ${priority}`;
}

/** `true with mkForce`; only the value where it is plain, as nearly all are. */
export const withWrapper = (value: string, priority: number): string =>
  priority === PLAIN_PRIORITY ? value : l10n.t('{0} with {1}', value, wrapperName(priority));

const PRIORITY_NAMES: ReadonlyMap<number, string> = new Map([
  [10, 'mkVMOverride'],
  [FORCE_PRIORITY, 'mkForce'],
  [60, 'mkImageMediaOverride'],
  [DEFAULT_PRIORITY, 'mkDefault'],
  [OPTION_DEFAULT_PRIORITY, 'mkOptionDefault'],
]);
