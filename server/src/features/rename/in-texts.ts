// Where text names a specialisation: in shell words, in scripts and in tasks. Whether it does is for people to say.
import type { Span } from '../../base/span';
import type { TextEdit } from '../../base/text-edit';

/** Between an option and its value; also where each is a string of a list: `["switch", "-s", "name"]`. */
const SEPARATOR = String.raw`(?:[ =]|["'](?:\s*,)?\s*)`;

/** Behind these a name of a specialisation follows: options of rebuild commands, and folders of built systems. */
const BEFORE = [
  `--speciali[sz]ation${SEPARATOR}["']?`,
  String.raw`\b(?:nixos-rebuild|nh|nixos|home-manager)\b[^\n;&|]*?[\s"'](?:-c|-s)${SEPARATOR}["']?`,
  `/specialisation/["']?`,
];

/** The names in a text, or in a part of it. */
export function namesInText(
  text: string,
  name: string,
  within: Span = { start: 0, end: text.length },
): readonly Span[] {
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pattern = new RegExp(`(?:${BEFORE.join('|')})(${escaped})(?![\\w.-])`, 'g');
  return [...text.slice(within.start, within.end).matchAll(pattern)].map(({ 0: whole, index }) => {
    const end = within.start + index + whole.length;
    return { start: end - name.length, end };
  });
}

/** The names in a file of tasks: the property `specialisation` of ours, and words of commands. */
export function namesInTasks(text: string, name: string): readonly Span[] {
  const written = JSON.stringify(name);
  const own = [...text.matchAll(/"specialisation"\s*:\s*("(?:[^"\\]|\\.)*")/g)].flatMap(
    ({ 0: whole, 1: value, index }) => {
      const end = index + whole.length;
      return value === written ? [{ start: end - written.length + 1, end: end - 1 }] : [];
    },
  );
  return [...own, ...namesInText(text, name)];
}

export const replaced = (spans: readonly Span[], newText: string): readonly TextEdit[] => [
  ...new Map(spans.map((span) => [span.start, { start: span.start, end: span.end, newText }])).values(),
];
