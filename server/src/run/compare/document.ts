// Two systems compared, as a text to read. Pure.
import type { Place } from '../../protocol/tree';
import { visible } from '../../protocol/visible';
import { commandLine } from '../command-line';
import type { BootDifference } from './boot-spec';
import type { OptionLine } from './options';

export interface Comparison {
  /** What is compared with what. */
  readonly title: string;
  /** What our analysis knows; undefined where it knows nothing of the two. */
  readonly options: readonly OptionLine[] | undefined;
  /** The two that are built, or why there are none. */
  readonly built: BuiltComparison | string;
}

export interface BuiltComparison {
  readonly before: string;
  readonly after: string;
  /** Undefined where one of them does not say. */
  readonly boot: readonly BootDifference[] | undefined;
  readonly closures: Closures;
}

/** What the program printed; text where none could be asked. */
export type Closures = { readonly argv: readonly string[]; readonly output: string } | string;

/** As much of a value as a line takes. */
const LONGEST = 200;

/** How a place is written. */
export type Placing = (at: Place) => string;

/** The comparison as a text. */
export function comparisonText({ title, options, built }: Comparison, place: Placing): string {
  const lines = [title, '', ...(options === undefined ? [] : [...optionSection(options, place), ''])];
  if (typeof built === 'string') return [...lines, heading('Built systems'), built, ''].join('\n');
  return [...lines, ...bootSection(built), '', ...closureSection(built), ''].join('\n');
}

const heading = (text: string): string => `── ${text} ${'─'.repeat(Math.max(4, 74 - text.length))}`;

function optionSection(options: readonly OptionLine[], place: Placing): readonly string[] {
  const head = heading(`Options, from the files as they are now: ${options.length}`);
  if (options.length === 0) return [head, 'No option differs.'];
  return [head, ...options.flatMap((line) => optionText(line, place))];
}

function optionText({ option, before, after, note, at, conflicting }: OptionLine, place: Placing): readonly string[] {
  const value = (text: string | null): string => (text === null ? '(none)' : visible(text, LONGEST));
  const where = (found: Place | null | undefined): string => (found ? `    ${place(found)}` : '');
  const told = note === undefined ? [] : [`  (${note})`];
  const name = visible(option, LONGEST);
  if (conflicting.length === 0) return [`${name}${where(at)}`, `  ${value(before)} → ${value(after)}`, ...told];
  return [
    name,
    ...told,
    ...conflicting.map(
      (each) =>
        `  ${value(each.shown)} in the ${each.scope}${each.priority === '' ? '' : ` (${visible(each.priority)})`}${where(each.at)}`,
    ),
  ];
}

function bootSection({ boot }: BuiltComparison): readonly string[] {
  const head = heading('At boot, from boot.json');
  if (boot === undefined) return [head, 'One of the two does not say what it boots.'];
  const counted = boot.filter(({ what }) => what !== 'init' && what !== 'label');
  if (counted.length === 0)
    return [head, 'The same kernel, initrd and kernel parameters: no reboot is needed for them.'];
  return [
    head,
    ...boot.map(({ what, before, after }) =>
      what === 'kernel parameter'
        ? `${after === undefined ? '-' : '+'} ${what} ${visible(after ?? before ?? '', LONGEST)}`
        : `~ ${what}: ${visible(before ?? '(none)', LONGEST)} → ${visible(after ?? '(none)', LONGEST)}`,
    ),
  ];
}

function closureSection({ before, after, closures }: BuiltComparison): readonly string[] {
  const head = heading('Packages of the built systems');
  const between = [`before  ${visible(before)}`, `after   ${visible(after)}`];
  if (before === after) return [head, ...between, 'They are the same.'];
  if (typeof closures === 'string') return [head, ...between, closures];
  const output = closures.output.trimEnd();
  return [
    head,
    ...between,
    `> ${visible(commandLine(closures.argv), 2500)}`,
    '',
    output === '' ? 'No difference.' : output,
  ];
}
