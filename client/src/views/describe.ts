// How each row of the view reads: label, icon, tooltip, what a screen reader says, and which menus apply. Pure.
import { l10n } from '../../../server/src/protocol/l10n';
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
  const { user, system, path, parts } = node;
  const isSaved = parts.every(({ root }) => root !== null);
  const where = isSaved ? naming.path(path) : l10n.t('not saved');
  const isHome = system === 'home-manager';
  const label = systemLabel(node);
  const count = parts.length - 1;
  const specialisations =
    count === 0
      ? l10n.t('no specialisations')
      : count === 1
        ? l10n.t('1 specialisation')
        : l10n.t('{0} specialisations', count);
  const kind = [systemPlace(node), where === label || user !== null ? '' : where]
    .filter((part) => part !== '')
    .join(' · ');
  return {
    label,
    ...(kind === '' ? {} : { description: kind }),
    tooltip: [
      isHome
        ? l10n.t('Home configuration: {0}.', specialisations)
        : l10n.t('NixOS configuration: {0}.', specialisations),
      isSaved ? path : l10n.t('Not saved: nothing can be built.'),
    ],
    icon: [isHome ? 'home' : 'device-desktop'],
    context: 'system',
    spoken: [label, kind, specialisations].filter((part) => part !== '').join(', '),
    opens: few ? 'expanded' : 'collapsed',
  };
}

/** What people call it: a user's home, the host of a flake, else the name that the configuration gives its machine. */
export function systemLabel({ name, user, hostName, parts }: SystemNode): string {
  if (user !== null) return l10n.t("{0}'s home", user);
  const isNamed = parts.some(({ key }) => key.host !== null);
  return isNamed ? name : (hostName ?? name);
}

/** What tells homes apart that are called alike: the host they are on. Empty for hosts. */
export function systemPlace({ name, user, system }: SystemNode): string {
  if (system !== 'home-manager') return '';
  return user === null ? 'Home Manager' : l10n.t('on {0}', name);
}

/** The same with what is said of all of them. */
export const systemTitle = (node: SystemNode): string =>
  [systemLabel(node), systemPlace(node)].filter((part) => part !== '').join(' · ');

function describePart({ kind, key, root, inherits, conflicts, at }: PartNode, naming: Naming): RowText {
  const isBase = kind === 'base';
  const isHome = key.kind === 'home-manager';
  const label = key.specialisation ?? (isHome ? l10n.t('Base home configuration') : l10n.t('Base system'));
  const trouble = conflictText(conflicts);
  const alone = isBase || inherits !== false ? '' : l10n.t('stands alone');
  const description = [trouble, alone].filter((part) => part !== '').join(' · ');
  // Nothing runs that is not on disk.
  const runs = root === null ? '' : isBase ? 'base ' : 'specialisation ';
  const whose = isHome ? 'home ' : '';
  const about = isHome ? homeText(isBase) : systemText(isBase, inherits);
  return {
    label,
    ...(description === '' ? {} : { description }),
    tooltip: [about, ...(trouble === '' ? [] : [trouble]), naming.file(at.uri)],
    icon: partIcon(isBase, conflicts),
    context: `${runs}${whose}place`,
    spoken: [isBase ? label : l10n.t('specialisation {0}', label), trouble, alone]
      .filter((part) => part !== '')
      .join(', '),
    opens: isBase && total(conflicts) === 0 ? 'never' : 'collapsed',
    at,
  };
}

function systemText(isBase: boolean, inherits: boolean | null): string {
  if (isBase) return l10n.t('The system without any specialisation.');
  return inherits === false
    ? l10n.t('A system of its own: it does not take over the modules of the base.')
    : l10n.t('The base system with a few more modules.');
}

/** In a home every specialisation inherits. */
function homeText(isBase: boolean): string {
  return isBase
    ? l10n.t('The home configuration without any specialisation.')
    : l10n.t('The base home configuration with a few more modules.');
}

function partIcon(isBase: boolean, { certain, likely }: Conflicts): RowText['icon'] {
  const name = isBase ? 'package' : 'layers';
  return certain > 0 ? [name, 'list.errorForeground'] : likely > 0 ? [name, 'list.warningForeground'] : [name];
}

const total = ({ certain, likely, possible }: Conflicts): number => certain + likely + possible;

/** `2 conflicts, 1 possible`; empty where there are none. */
export function conflictText({ certain, likely, possible }: Conflicts): string {
  const sure = certain + likely;
  const found = sure === 0 ? [] : [sure === 1 ? l10n.t('1 conflict') : l10n.t('{0} conflicts', sure)];
  const maybe =
    possible === 0
      ? []
      : [
          sure > 0
            ? l10n.t('{0} possible', possible)
            : possible === 1
              ? l10n.t('1 possible conflict')
              : l10n.t('{0} possible conflicts', possible),
        ];
  return [...found, ...maybe].join(', ');
}
