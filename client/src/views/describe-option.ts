// How an option that differs reads, and each of its definitions. Pure.
import type { ChangeKind, DefinitionNode, DifferenceNode } from '../../../server/src/protocol/tree';
import type { Naming, RowText } from './row-text';

interface ChangeText {
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

const now = ({ after }: DifferenceNode): string => after ?? 'a value that is not known';
/** In short two values may look the same, as where only a part of them is known. */
const was = ({ before, after }: DifferenceNode): string =>
  before === null || before === after ? '' : ` (was ${before})`;

const CHANGES: Readonly<Record<ChangeKind, ChangeText>> = {
  conflict: {
    icon: ['error', 'list.errorForeground'],
    sentence: 'These definitions do not merge: the system does not evaluate.',
    short: ({ definitions }) => {
      const values = definitions.filter(({ role }) => role === 'equal').map(({ shown }) => shown);
      return `conflict: ${[...new Set(values)].join(' or ')}`;
    },
  },
  invalid: {
    icon: ['error', 'list.errorForeground'],
    sentence: 'The value is not one that the option takes.',
    short: () => 'not a value of its type',
  },
  added: { icon: ['diff-added', ADDED], sentence: 'The base does not define it.', short: (node) => now(node) },
  overridden: {
    icon: ['diff-modified', MODIFIED],
    sentence: "Overrides the base's value.",
    short: (node) => `${now(node)}${was(node)}`,
  },
  extended: {
    icon: ['diff-added', MODIFIED],
    sentence: 'Adds to what the base gives.',
    short: (node) => `${now(node)}${was(node)}`,
  },
  removed: {
    icon: ['diff-removed', DELETED],
    sentence: "Nothing is left of the base's value.",
    short: (node) => `not set${was(node)}`,
  },
  derived: {
    icon: ['diff-renamed', MODIFIED],
    sentence: 'Follows from other options: no definition of the specialisation itself.',
    short: (node) => `${now(node)}${was(node)}`,
  },
  same: {
    icon: ['diff-ignored', IGNORED],
    sentence: 'Says what the base says.',
    short: (node) => `${now(node)}, as in the base`,
  },
  ineffective: {
    icon: ['circle-slash', 'list.warningForeground'],
    sentence: "Has no effect: the base's definition is stronger.",
    short: ({ after, before }) =>
      `no effect: the base wins${(after ?? before) === null ? '' : ` with ${after ?? before}`}`,
  },
  possible: {
    icon: ['question', MODIFIED],
    sentence: 'May change it: that depends on something that is not known.',
    short: (node) => `may change${was(node)}`,
  },
};

const POSSIBLE_CONFLICT: Pick<ChangeText, 'icon' | 'sentence'> = {
  icon: ['info', 'list.deemphasizedForeground'],
  sentence: 'These definitions may not merge: that depends on something that is not known.',
};
const LIKELY_CONFLICT: Pick<ChangeText, 'icon' | 'sentence'> = {
  icon: ['warning', 'list.warningForeground'],
  sentence: 'These definitions do not merge, unless something that is not seen here overrides both.',
};

export function describeOption(node: DifferenceNode, naming: Naming): RowText {
  const usual = CHANGES[node.change];
  const { icon, sentence } =
    node.proof === 'possible' ? POSSIBLE_CONFLICT : node.proof === 'likely' ? LIKELY_CONFLICT : usual;
  const short =
    node.proof === 'possible' ? usual.short(node).replace('conflict', 'possible conflict') : usual.short(node);
  const at = placeOf(node);
  const { home, name } = withoutHome(node.option);
  const lines = node.definitions.map(
    (definition) => `• ${ROLES[definition.role].word}: ${definitionLine(definition, naming)}`,
  );
  return {
    label: name,
    description: home === undefined ? short : `in ${home}'s home · ${short}`,
    tooltip: [node.option, sentence, ...lines],
    icon,
    context: at ? 'place' : '',
    spoken: `${node.option}, ${node.change === 'conflict' ? short : `${node.change}: ${short}`}`,
    opens: node.definitions.length > 0 ? 'collapsed' : 'never',
    ...(at ? { at } : {}),
  };
}

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

const ROLES: Readonly<Record<DefinitionNode['role'], { readonly word: string; readonly icon: RowText['icon'] }>> = {
  wins: { word: 'wins', icon: ['pass', 'testing.iconPassed'] },
  equal: { word: 'equally strong', icon: ['arrow-swap', 'list.errorForeground'] },
  loses: { word: 'is overridden', icon: ['circle-slash', IGNORED] },
  possible: { word: 'may count', icon: ['question'] },
};

export function describeDefinition(node: DefinitionNode, naming: Naming): RowText {
  const { icon, word } = ROLES[node.role];
  const where = placeText(node, naming);
  return {
    label: node.shown,
    // The end of a row is cut off first.
    description: [where, SCOPES[node.scope], node.priority].filter((part) => part !== '').join(' · '),
    tooltip: [
      definitionLine(node, naming),
      `This definition ${node.role === 'equal' ? 'is equally strong as another' : word}.`,
    ],
    icon,
    context: node.at === null ? '' : 'place',
    spoken: [node.shown, word, SCOPES[node.scope], where, node.priority].filter((part) => part !== '').join(', '),
    opens: 'never',
    ...(node.at === null ? {} : { at: node.at }),
  };
}

const SCOPES: Readonly<Record<DefinitionNode['scope'], string>> = {
  base: 'base',
  specialisation: 'specialisation',
  system: 'default',
};

function definitionLine(node: DefinitionNode, naming: Naming): string {
  const where = placeText(node, naming);
  const priority = node.priority === '' ? '' : ` (${node.priority})`;
  return `${node.shown} by the ${SCOPES[node.scope]}${priority}${where === '' ? '' : ` in ${where}`}`;
}

function placeText({ at }: DefinitionNode, naming: Naming): string {
  return at === null ? '' : `${naming.file(at.uri)}:${at.range.start.line + 1}`;
}
