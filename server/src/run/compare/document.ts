// Two systems compared, as a text to read. Pure.
import { l10n } from '../../protocol/l10n';
import type { DefinitionNode, Place } from '../../protocol/tree';
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
  if (typeof built === 'string') return [...lines, heading(l10n.t('Built systems')), built, ''].join('\n');
  return [...lines, ...bootSection(built), '', ...closureSection(built), ''].join('\n');
}

const heading = (text: string): string => `── ${text} ${'─'.repeat(Math.max(4, 74 - text.length))}`;

function optionSection(options: readonly OptionLine[], place: Placing): readonly string[] {
  const head = heading(l10n.t('Options, from the files as they are now: {0}', options.length));
  if (options.length === 0) return [head, l10n.t('No option differs.')];
  return [head, ...options.flatMap((line) => optionText(line, place))];
}

function optionText({ option, before, after, note, at, conflicting }: OptionLine, place: Placing): readonly string[] {
  const where = (found: Place | null | undefined): string => (found ? `    ${place(found)}` : '');
  const told = note === undefined ? [] : [`  (${note})`];
  const name = visible(option, LONGEST);
  if (conflicting.length === 0) return [`${name}${where(at)}`, `  ${value(before)} → ${value(after)}`, ...told];
  return [
    name,
    ...told,
    ...conflicting.map(
      (each) =>
        `  ${inScope(each.scope, value(each.shown))}${each.priority === '' ? '' : ` (${visible(each.priority)})`}${where(each.at)}`,
    ),
  ];
}

const value = (text: string | null | undefined): string =>
  text === null || text === undefined ? l10n.t('(none)') : visible(text, LONGEST);

function inScope(scope: DefinitionNode['scope'], text: string): string {
  switch (scope) {
    case 'base':
      return l10n.t('{0} in the base', text);
    case 'specialisation':
      return l10n.t('{0} in the specialisation', text);
    default:
      return l10n.t('{0} in the {1}', text, scope);
  }
}

function wordOf(what: BootDifference['what']): string {
  switch (what) {
    case 'kernel':
      return l10n.t('kernel');
    case 'initrdSecrets':
      return l10n.t('initrd secrets');
    case 'label':
      return l10n.t('label');
    case 'kernelParam':
      return l10n.t('kernel parameter');
    default:
      return what;
  }
}

function bootSection({ boot }: BuiltComparison): readonly string[] {
  const head = heading(l10n.t('At boot, from {0}', 'boot.json'));
  if (boot === undefined) return [head, l10n.t('One of the two does not say what it boots.')];
  const counted = boot.filter(({ what }) => what !== 'init' && what !== 'label');
  if (counted.length === 0)
    return [head, l10n.t('The same kernel, initrd and kernel parameters: no reboot is needed for them.')];
  return [
    head,
    ...boot.map(({ what, before, after }) =>
      what === 'kernelParam'
        ? `${after === undefined ? '-' : '+'} ${wordOf(what)} ${visible(after ?? before ?? '', LONGEST)}`
        : `~ ${wordOf(what)}: ${value(before)} → ${value(after)}`,
    ),
  ];
}

function closureSection({ before, after, closures }: BuiltComparison): readonly string[] {
  const head = heading(l10n.t('Packages of the built systems'));
  const between = [l10n.t('before  {0}', visible(before)), l10n.t('after   {0}', visible(after))];
  if (before === after) return [head, ...between, l10n.t('They are the same.')];
  if (typeof closures === 'string') return [head, ...between, closures];
  const output = closures.output.trimEnd();
  return [
    head,
    ...between,
    `> ${visible(commandLine(closures.argv), 2500)}`,
    '',
    output === '' ? l10n.t('No difference.') : output,
  ];
}
