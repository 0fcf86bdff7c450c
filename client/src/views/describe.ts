// How each row of the view reads: label, icon, tooltip, what a screen reader says, and which menus apply. Pure.
import type { Conflicts, PartNode, SystemNode } from '../../../server/src/protocol/tree';
import { describeDefinition, describeOption } from './describe-option';
import { type Naming, type RowText, shownRow } from './row-text';
import type { RowNode } from './rows';

/** `few`: there are so few systems that all are opened at once. */
export function describeRow(node: RowNode, naming: Naming, few: boolean): RowText {
  return shownRow(described(node, naming, few));
}

function described(node: RowNode, naming: Naming, few: boolean): RowText {
  switch (node.kind) {
    case 'system':
      return describeSystem(node, naming, few);
    case 'base':
    case 'specialisation':
      return describePart(node, naming);
    case 'option':
      return describeOption(node, naming);
    case 'definition':
      return describeDefinition(node, naming);
    case 'note':
      return { label: '', description: node.text, icon: ['check'], context: '', spoken: node.text, opens: 'never' };
  }
}

function describeSystem(node: SystemNode, naming: Naming, few: boolean): RowText {
  const { name, user, system, path, parts } = node;
  const isSaved = parts.every(({ root }) => root !== null);
  const where = isSaved ? naming.path(path) : 'not saved';
  const isHome = system === 'home-manager';
  const label = systemLabel(node);
  const count = parts.length - 1;
  const specialisations = count === 1 ? '1 specialisation' : `${count === 0 ? 'no' : count} specialisations`;
  const home = user === null ? 'Home Manager' : `on ${name}`;
  const kind = [isHome ? home : '', where === label || user !== null ? '' : where]
    .filter((part) => part !== '')
    .join(' · ');
  return {
    label,
    ...(kind === '' ? {} : { description: kind }),
    tooltip: [
      `${isHome ? 'Home configuration' : 'NixOS configuration'}: ${specialisations}.`,
      isSaved ? path : 'Not saved: nothing can be built.',
    ],
    icon: [isHome ? 'home' : 'device-desktop'],
    context: 'system',
    spoken: [label, kind, specialisations].filter((part) => part !== '').join(', '),
    opens: few ? 'expanded' : 'collapsed',
  };
}

/** What people call it: a user's home, the host of a flake, else the name that the configuration gives its machine. */
function systemLabel({ name, user, hostName, parts }: SystemNode): string {
  if (user !== null) return `${user}'s home`;
  const isNamed = parts.some(({ key }) => key.host !== null);
  return isNamed ? name : (hostName ?? name);
}

function describePart({ kind, key, root, inherits, conflicts, at }: PartNode, naming: Naming): RowText {
  const isBase = kind === 'base';
  const isHome = key.kind === 'home-manager';
  const label = key.specialisation ?? (isHome ? 'Base home configuration' : 'Base system');
  const trouble = conflictText(conflicts);
  const alone = isBase || inherits !== false ? '' : 'stands alone';
  const description = [trouble, alone].filter((part) => part !== '').join(' · ');
  // Nothing runs that is not on disk.
  const runs = root === null ? '' : isBase ? 'base ' : 'specialisation ';
  const what = isHome ? 'home configuration' : 'system';
  const about = isBase
    ? `The ${what} without any specialisation.`
    : inherits === false
      ? `A ${what} of its own: it does not take over the modules of the base.`
      : `The base ${what} with a few more modules.`;
  return {
    label,
    ...(description === '' ? {} : { description }),
    tooltip: [about, ...(trouble === '' ? [] : [trouble]), naming.file(at.uri)],
    icon: partIcon(isBase, conflicts),
    context: `${runs}place`,
    spoken: [isBase ? label : `specialisation ${label}`, trouble, alone].filter((part) => part !== '').join(', '),
    opens: isBase && total(conflicts) === 0 ? 'never' : 'collapsed',
    at,
  };
}

function partIcon(isBase: boolean, { certain, likely }: Conflicts): RowText['icon'] {
  const name = isBase ? 'package' : 'layers';
  return certain > 0 ? [name, 'list.errorForeground'] : likely > 0 ? [name, 'list.warningForeground'] : [name];
}

const total = ({ certain, likely, possible }: Conflicts): number => certain + likely + possible;

/** `2 conflicts, 1 possible`; empty where there are none. */
export function conflictText({ certain, likely, possible }: Conflicts): string {
  const sure = certain + likely;
  const found = sure === 0 ? [] : [sure === 1 ? '1 conflict' : `${sure} conflicts`];
  const maybe =
    possible === 0
      ? []
      : [sure > 0 ? `${possible} possible` : possible === 1 ? '1 possible conflict' : `${possible} possible conflicts`];
  return [...found, ...maybe].join(', ');
}
