// Options that two systems differ in, as lines to read. Both are known by how they differ from their base. Pure.
import { l10n } from '../../protocol/l10n';
import type { DefinitionNode, DifferenceNode, Place } from '../../protocol/tree';

export interface OptionLine {
  readonly option: string;
  readonly before: string | null;
  readonly after: string | null;
  /** What else is to be said of it. */
  readonly note: string | undefined;
  readonly at: Place | undefined;
  /** Those that do not merge. */
  readonly conflicting: readonly DefinitionNode[];
}

function noteOn({ change, proof }: DifferenceNode): string | undefined {
  switch (change) {
    case 'conflict':
      return proof === 'ignored' ? l10n.t('conflict, ignored') : l10n.t('conflict: these do not merge');
    case 'invalid':
      return l10n.t('no valid definition');
    case 'derived':
      return l10n.t('follows from other options');
    case 'ineffective':
      return l10n.t('defined, but the base is stronger');
    case 'possible':
      return l10n.t('depends on something that is not known');
    default:
      return undefined;
  }
}

/** How a specialisation differs from its base. */
export function optionLines(nodes: readonly DifferenceNode[]): readonly OptionLine[] {
  return nodes.filter(({ change }) => change !== 'same').map(lineOf);
}

function lineOf(node: DifferenceNode): OptionLine {
  const { option, before, after, definitions } = node;
  const [first] = definitions;
  return { option, before, after, note: noteOn(node), at: first?.at ?? undefined, conflicting: equalIn(definitions) };
}

const equalIn = (definitions: DifferenceNode['definitions']): readonly DefinitionNode[] =>
  definitions.filter(({ role }) => role === 'equal');

/** How one system differs from another of the same base; both given by how they differ from it. */
export function linesBetween(from: readonly DifferenceNode[], to: readonly DifferenceNode[]): readonly OptionLine[] {
  const [old, now] = [byOption(from), byOption(to)];
  const lines = [...new Set([...now.keys(), ...old.keys()])].map((option): OptionLine | undefined => {
    const [one, other] = [old.get(option), now.get(option)];
    // What one of them leaves alone has the value of the base there.
    const before = one === undefined ? (other?.before ?? null) : one.after;
    const after = other === undefined ? (one?.before ?? null) : other.after;
    const note = (other && noteOn(other)) ?? (one && noteOn(one));
    if (before === after && note === undefined) return undefined;
    const { definitions = [] } = other ?? one ?? {};
    const conflicting = equalIn(other?.definitions ?? []);
    return { option, before, after, note, at: definitions[0]?.at ?? undefined, conflicting };
  });
  return lines.filter((line) => line !== undefined);
}

const byOption = (nodes: readonly DifferenceNode[]): ReadonlyMap<string, DifferenceNode> =>
  new Map(nodes.filter(({ change }) => change !== 'same').map((node) => [node.option, node]));
