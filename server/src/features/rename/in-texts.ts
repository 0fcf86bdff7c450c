// Where text names a specialisation: in shell words, in scripts and in tasks. Whether it does is for people to say.
import type { Span } from '../../base/span';
import type { TextEdit } from '../../base/text-edit';

/** Between an option and its value; also where each is a string of a list: `["switch", "-s", "name"]`. */
const SEPARATOR = String.raw`(?:[ =]|["'](?:\s*,)?\s*)`;

/** What a command says on its line, which may go on behind a backslash. */
const WORDS = String.raw`(?:[^\n;&|]|\\\n)*?[\s"']`;

/** Options of rebuild commands, behind which the name of a specialisation follows. */
const OPTION = [
  `--speciali[sz]ation${SEPARATOR}["']?`,
  String.raw`\b(?:nixos-rebuild|nh|nixos|home-manager)\b${WORDS}(?:-c|-s)${SEPARATOR}["']?`,
].join('|');

/** The same, and folders of built systems. */
const BEFORE = `${OPTION}|/specialisation/["']?`;

/** The names in a text, or in a part of it. */
export function namesInText(
  text: string,
  name: string,
  within: Span = { start: 0, end: text.length },
): readonly Span[] {
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pattern = new RegExp(`(?:${BEFORE})(${escaped})(?![\\w.-])`, 'g');
  return [...text.slice(within.start, within.end).matchAll(pattern)].map(({ 0: whole, index }) => {
    const end = within.start + index + whole.length;
    return { start: end - name.length, end };
  });
}

/** As much of a text as is looked at for the command that a word belongs to. */
const LONGEST_COMMAND = 500;
const BEGUN = new RegExp(`(?:${OPTION})([\\w-]*)$`);

/** As much of a name as is written before an offset, where a command takes one. */
export const nameBegun = (text: string, offset: number): string | undefined =>
  BEGUN.exec(text.slice(Math.max(0, offset - LONGEST_COMMAND), offset))?.[1];

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

/** How a name is written into a text. */
export interface Writing {
  readonly text: string;
  /** With what words of commands are put into quotes there. */
  readonly quote: Quote;
  /** How what is written stands in it. */
  inside(written: string): string;
}

export type Quote = '"' | "'";

/** Each once: as a word of its own in quotes where it needs them, else as it is. */
export function replaced(spans: readonly Span[], name: string, { text, quote, inside }: Writing): readonly TextEdit[] {
  const edits = spans.map(({ start, end }): TextEdit => {
    const written = isBareWord(start, text) ? commandWord(name, quote) : name;
    return { start, end, newText: inside(written) };
  });
  return [...new Map(edits.map((edit) => [edit.start, edit])).values()];
}

/** Whether a command takes what stands at an offset as it is written: no quote is before it, nor a folder. */
export const isBareWord = (offset: number, text: string): boolean => /[\s=]/.test(text[offset - 1] ?? '');

/** A name as one word of a command. */
export function commandWord(name: string, quote: Quote): string {
  if (/^[\w@%+:,.-]+$/.test(name)) return name;
  return quote === "'" ? `'${name.replaceAll("'", "'\\''")}'` : `"${name.replaceAll(/[\\"$`]/g, '\\$&')}"`;
}
