// How an option that differs reads, and each of its definitions. Pure.
import { l10n } from '../../../server/src/protocol/l10n';
import type { ChangeKind, DefinitionNode, DifferenceNode } from '../../../server/src/protocol/tree';
import type { Naming, RowText } from './row-text';

interface ChangeText {
  readonly word: string;
  readonly icon: RowText['icon'];
  /** What has happened, as a sentence for the tooltip. */
  readonly sentence: string;
  /** Beside the option, and after its name for a screen reader. */
  readonly short: (node: DifferenceNode) => string;
}

const MODIFIED = 'gitDecoration.modifiedResourceForeground';
const ADDED = 'gitDecoration.addedResourceForeground';
const DELETED = 'gitDecoration.deletedResourceForeground';
const IGNORED = 'gitDecoration.ignoredResourceForeground';

const now = ({ after }: DifferenceNode): string => after ?? l10n.t('a value that is not known');
/** In short two values may look the same, as where only a part of them is known. */
const was = ({ before, after }: DifferenceNode): string =>
  before === null || before === after ? '' : ` ${l10n.t('(was {0})', before)}`;

const added = ({ definitions }: DifferenceNode): string | undefined => {
  const own = definitions.filter(({ scope, role }) => scope === 'specialisation' && role === 'wins');
  return own.length === 0 ? undefined : `+ ${own.map(({ shown }) => shown).join(' + ')}`;
};

const changes = (): Readonly<Record<ChangeKind, ChangeText>> => ({
  conflict: {
    word: l10n.t('conflict'),
    icon: ['error', 'list.errorForeground'],
    sentence: l10n.t('These definitions do not merge: the system does not evaluate.'),
    short: ({ definitions }) => {
      const values = definitions.filter(({ role }) => role === 'equal').map(({ shown }) => shown);
      return l10n.t('conflict: {0}', [...new Set(values)].join(` ${l10n.t('or')} `));
    },
  },
  invalid: {
    word: l10n.t('invalid'),
    icon: ['error', 'list.errorForeground'],
    sentence: l10n.t('The value is not one that the option takes.'),
    short: () => l10n.t('not a value of its type'),
  },
  added: {
    word: l10n.t('added'),
    icon: ['diff-added', ADDED],
    sentence: l10n.t('The base does not define it.'),
    short: (node) => now(node),
  },
  overridden: {
    word: l10n.t('overridden'),
    icon: ['diff-modified', MODIFIED],
    sentence: l10n.t("Overrides the base's value."),
    short: (node) => `${now(node)}${was(node)}`,
  },
  extended: {
    word: l10n.t('extended'),
    icon: ['diff-added', MODIFIED],
    sentence: l10n.t('Adds to what the base gives.'),
    // What is added: behind what was there before, it would be cut off.
    short: (node) => added(node) ?? `${now(node)}${was(node)}`,
  },
  removed: {
    word: l10n.t('removed'),
    icon: ['diff-removed', DELETED],
    sentence: l10n.t("Nothing is left of the base's value."),
    short: (node) => `${l10n.t('not set')}${was(node)}`,
  },
  derived: {
    word: l10n.t('derived'),
    icon: ['diff-renamed', MODIFIED],
    sentence: l10n.t('Follows from other options: no definition of the specialisation itself.'),
    short: (node) => `${now(node)}${was(node)}`,
  },
  same: {
    word: l10n.t('same'),
    icon: ['diff-ignored', IGNORED],
    sentence: l10n.t('Says what the base says.'),
    short: (node) => l10n.t('{0}, as in the base', now(node)),
  },
  ineffective: {
    word: l10n.t('ineffective'),
    icon: ['circle-slash', 'list.warningForeground'],
    sentence: l10n.t("Has no effect: the base's definition is stronger."),
    short: ({ after, before }) => {
      const value = after ?? before;
      return value === null ? l10n.t('no effect: the base wins') : l10n.t('no effect: the base wins with {0}', value);
    },
  },
  possible: {
    word: l10n.t('possible'),
    icon: ['question', MODIFIED],
    sentence: l10n.t('May change it: that depends on something that is not known.'),
    short: (node) => `${l10n.t('may change')}${was(node)}`,
  },
});

/** Of conflicts that are not certain, which is what is said of them otherwise. */
const lesserConflicts = (): Readonly<Record<string, Pick<ChangeText, 'icon' | 'sentence'>>> => ({
  possible: {
    icon: ['info', 'list.deemphasizedForeground'],
    sentence: l10n.t('These definitions may not merge: that depends on something that is not known.'),
  },
  likely: {
    icon: ['warning', 'list.warningForeground'],
    sentence: l10n.t('These definitions do not merge, unless something that is not seen here overrides both.'),
  },
  ignored: {
    icon: ['diff-ignored', IGNORED],
    sentence: l10n.t('These definitions do not merge. That is ignored: a comment says so, or the rule is off.'),
  },
});

export function describeOption(node: DifferenceNode, naming: Naming): RowText {
  const usual = changes()[node.change];
  const { icon, sentence } = lesserConflicts()[node.proof ?? ''] ?? usual;
  const short = shortOf(node, usual);
  const at = placeOf(node);
  const { home, name } = withoutHome(node.option);
  const lines = node.definitions.map(
    (definition) => `• ${roles()[definition.role].word}: ${definitionLine(definition, naming)}`,
  );
  return {
    label: shortName(name),
    description: home === undefined ? short : `${l10n.t("in {0}'s home", home)} · ${short}`,
    tooltip: [node.option, sentence, ...lines],
    icon,
    context: at ? 'place' : '',
    spoken: `${node.option}, ${node.change === 'conflict' ? short : `${usual.word}: ${short}`}`,
    opens: node.definitions.length > 0 ? 'collapsed' : 'never',
    ...(at ? { at } : {}),
  };
}

function shortOf(node: DifferenceNode, { short }: ChangeText): string {
  if (node.proof === 'ignored') return l10n.t('ignored {0}', short(node));
  return node.proof === 'possible' ? l10n.t('possible {0}', short(node)) : short(node);
}

/** The last parts of a long name: of a row the end is cut off, which says which option it is. */
function shortName(name: string): string {
  if (name.includes('"')) return name;
  const parts = name.split('.');
  while (parts.length > 1 && parts.join('.').length > ROOM) parts.shift();
  const short = parts.join('.');
  return short === name ? name : `…${short}`;
}

/** As many characters as a side bar of the usual width has, with a few words beside them. */
const ROOM = 28;

/** An option in the home of a user, whom a specialisation of the whole system configures. */
function withoutHome(option: string): { readonly home?: string; readonly name: string } {
  const { user, quoted, name } = IN_HOME.exec(option)?.groups ?? {};
  const home = user ?? quoted;
  return home === undefined || name === undefined ? { name: option } : { home, name };
}

const IN_HOME = /^home-manager\.users\.(?:"(?<quoted>[^"\\]*)"|(?<user>[^".]+))\.(?<name>.+)$/;

/** Where a click goes: to what the specialisation itself says, if it says anything. */
function placeOf({ definitions }: DifferenceNode): DefinitionNode['at'] {
  const own = definitions.find(({ at, scope }) => at !== null && scope === 'specialisation');
  return (own ?? definitions.find(({ at }) => at !== null))?.at ?? null;
}

interface RoleText {
  readonly word: string;
  readonly sentence: string;
  readonly icon: RowText['icon'];
}

const roles = (): Readonly<Record<DefinitionNode['role'], RoleText>> => ({
  wins: {
    word: l10n.t('wins'),
    sentence: l10n.t('This definition wins.'),
    icon: ['pass', 'testing.iconPassed'],
  },
  equal: {
    word: l10n.t('equally strong'),
    sentence: l10n.t('This definition is equally strong as another.'),
    icon: ['arrow-swap', 'list.errorForeground'],
  },
  loses: {
    word: l10n.t('is overridden'),
    sentence: l10n.t('This definition is overridden.'),
    icon: ['circle-slash', IGNORED],
  },
  possible: {
    word: l10n.t('may count'),
    sentence: l10n.t('This definition may count.'),
    icon: ['question'],
  },
});

export function describeDefinition(node: DefinitionNode, naming: Naming): RowText {
  const { icon, word, sentence } = roles()[node.role];
  const where = placeText(node, naming);
  return {
    label: node.shown,
    // The end of a row is cut off first; the folder is told by the tooltip.
    description: [shortPlace(where), scopes()[node.scope], node.priority].filter((part) => part !== '').join(' · '),
    tooltip: [definitionLine(node, naming), sentence],
    icon,
    context: node.at === null ? '' : 'place',
    spoken: [node.shown, word, scopes()[node.scope], where, node.priority].filter((part) => part !== '').join(', '),
    opens: 'never',
    ...(node.at === null ? {} : { at: node.at }),
  };
}

const scopes = (): Readonly<Record<DefinitionNode['scope'], string>> => ({
  base: l10n.t('base'),
  specialisation: l10n.t('specialisation'),
  system: l10n.t('default'),
});

function definitionLine(node: DefinitionNode, naming: Naming): string {
  const where = placeText(node, naming);
  const priority = node.priority === '' ? '' : ` (${node.priority})`;
  return `${by(node)}${priority}${where === '' ? '' : ` ${l10n.t('in {0}', where)}`}`;
}

function by({ scope, shown }: DefinitionNode): string {
  if (scope === 'base') return l10n.t('{0} by the base', shown);
  return scope === 'specialisation' ? l10n.t('{0} by the specialisation', shown) : l10n.t('{0} by the default', shown);
}

/** The file and the line; of a name that every folder has, which one. */
const shortPlace = (where: string): string => /([^/]+\/default\.nix|[^/]+):\d+$/.exec(where)?.[0] ?? where;

function placeText({ at }: DefinitionNode, naming: Naming): string {
  return at === null ? '' : `${naming.file(at.uri)}:${at.range.start.line + 1}`;
}
