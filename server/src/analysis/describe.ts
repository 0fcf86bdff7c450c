// Values and priorities in words, for messages.

import { spendText } from '../eval/budget';
import { force } from '../eval/thunk';
import type { AttrsValue, Entry, ListValue, StringValue, Value } from '../eval/values';
import { DEFAULT_PRIORITY, FORCE_PRIORITY, OPTION_DEFAULT_PRIORITY, PLAIN_PRIORITY } from '../modules/definition';
import { readProperty } from '../modules/property';
import { l10n } from '../protocol/l10n';
import { dotted, printString } from '../syntax/print';

const LONGEST = 60;

/** A value as a user would write it, shortened; what is not known is named. */
export function describeValue(value: Value): string {
  return shortened(render(value, 2, LONGEST));
}

/** The same of a text. */
export const describeText = (text: string): string => shortened(printString(text.slice(0, LONGEST)));

const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

/** The text of a value, or its beginning, of more than `room` characters: of what is not shown nothing is looked at. */
function render(value: Value, depth: number, room: number): string {
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'bool':
    case 'int':
    case 'float':
      return String(value.shown);
    case 'string':
      return beginning(value, room);
    case 'partial-string':
      return `"${joined(value.pieces, '', room, (piece) => (typeof piece === 'string' ? piece.slice(0, room) : '…'))}"`;
    case 'path':
      return value.path;
    case 'list':
      return depth === 0 ? '[ … ]' : `[ ${elements(value, depth - 1, room)}]`;
    case 'attrs':
      return (
        propertyCall(value, depth, room) ??
        packageName(value) ??
        (depth === 0 ? '{ … }' : `{ ${members(value, depth - 1, room)}}`)
      );
    case 'opaque':
      return value.shown;
    case 'lambda':
    case 'primop':
      return l10n.t('a function');
    case 'choice':
      return joined(value.options, ` ${l10n.t('or')} `, room, (option) => render(option, depth, room));
    case 'unknown':
      return l10n.t('a value that is not known');
    case 'error':
      return l10n.t('a value that fails');
  }
}

/** A text, quoted; one that is too long to be looked at with what is left of the budget is not. */
function beginning(value: StringValue, room: number): string {
  return spendText(value.size) === undefined ? printString(value.shown.slice(0, room)) : '"…"';
}

/** What stands in a list or a set, where there is no place for words about what is not known. */
const part = (value: Value, depth: number, room: number): string =>
  value.kind === 'unknown' ? '…' : render(value, depth, room);

/** Whether an element has to be told from those beside it. */
function isSeveralWords({ kind }: Value, text: string): boolean {
  switch (kind) {
    case 'attrs':
    case 'opaque':
    case 'lambda':
    case 'primop':
    case 'choice':
    case 'error':
      return text.includes(' ') && !text.startsWith('{');
    default:
      return false;
  }
}

function elements({ items, open }: ListValue, depth: number, room: number): string {
  const shown = joined(items, ' ', room, (item) => {
    const value = force(item);
    const text = part(value, depth, room);
    return isSeveralWords(value, text) ? `(${text})` : text;
  });
  return [shown, open === undefined ? '' : '…'].map((text) => (text === '' ? '' : `${text} `)).join('');
}

function members({ entries }: AttrsValue, depth: number, room: number): string {
  const shown = joined(
    entries,
    ' ',
    room,
    ([name, { slot }]) => `${dotted([name])} = ${part(force(slot), depth, room)};`,
  );
  return shown === '' ? '' : `${shown} `;
}

/** A set that mkIf, mkForce and their relatives made, as the call that it was. */
function propertyCall(set: AttrsValue, depth: number, room: number): string | undefined {
  const property = readProperty(set);
  if (property === undefined) return undefined;
  const shown = ({ slot }: Pick<Entry, 'slot'>): string => {
    const value = force(slot);
    const text = part(value, depth, room);
    return isSeveralWords(value, text) ? `(${text})` : text;
  };
  if (property.kind === 'merge') return `mkMerge ${shown(property.contents)}`;
  if (property.kind === 'if') return `mkIf ${shown({ slot: property.condition })} ${shown(property.content)}`;
  const number = force(property.priority);
  if (number.kind !== 'int') return undefined;
  const name = property.kind === 'override' ? wrapperCall(Number(number.shown)) : orderCall(Number(number.shown));
  return `${name} ${shown(property.content)}`;
}

const wrapperCall = (priority: number): string => PRIORITY_NAMES.get(priority) ?? `mkOverride ${priority}`;

const orderCall = (order: number): string =>
  order === 500 ? 'mkBefore' : order === 1500 ? 'mkAfter' : `mkOrder ${order}`;

/** Of a derivation that is evaluated, as a user knows it. */
function packageName(set: AttrsValue): string | undefined {
  const [type, name] = ['type', 'name'].map((key) => {
    const slot = set.get(key);
    return slot && force(slot);
  });
  return type?.kind === 'string' && type.text === 'derivation' && name?.kind === 'string' ? name.text : undefined;
}

/** What is made of one after the other, until there is no room for more. */
function joined<T>(all: Iterable<T>, separator: string, room: number, show: (one: T) => string): string {
  let text = '';
  let isFirst = true;
  for (const one of all) {
    if (text.length > room) break;
    text += `${isFirst ? '' : separator}${show(one)}`;
    isFirst = false;
  }
  return text;
}

/** `mkForce, priority 50`. */
export function describePriority(priority: number): string {
  const name = PRIORITY_NAMES.get(priority);
  if (priority === PLAIN_PRIORITY) return l10n.t('plain, priority {0}', priority);
  return name === undefined ? l10n.t('priority {0}', priority) : l10n.t('{0}, priority {1}', name, priority);
}

/** What a value of a priority is wrapped in: `mkForce`, `mkOverride 70`. */
export function wrapperName(priority: number): string {
  if (priority === PLAIN_PRIORITY) return l10n.t('a plain value');
  return wrapperCall(priority);
}

const PRIORITY_NAMES: ReadonlyMap<number, string> = new Map([
  [10, 'mkVMOverride'],
  [FORCE_PRIORITY, 'mkForce'],
  [60, 'mkImageMediaOverride'],
  [DEFAULT_PRIORITY, 'mkDefault'],
  [OPTION_DEFAULT_PRIORITY, 'mkOptionDefault'],
]);
