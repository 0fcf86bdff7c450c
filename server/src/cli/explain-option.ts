// One option of `explain` for people: what becomes of it, and every definition with its fate. Either with the text that
// they are written in, or as a table.
import stringWidth from 'string-width';
import { describePriority } from '../analysis/describe';
import { PLAIN_PRIORITY } from '../modules/definition';
import type { DefinitionAnswer, OptionAnswer } from './explain-report';
import { fateOf, reasonText, verdictOf } from './explain-words';
import { arrow, at, indented, type Lines, numberWidth, placeLines, said } from './formats/place';
import type { Line, Piece, Style } from './styled';

/** The definitions whose text is shown; further ones are named. */
const SHOWN_DEFINITIONS = 6;
const INDENT = 2;

/** Whether something is wrong with an option. */
export const isTrouble = ({ verdict }: OptionAnswer): boolean =>
  verdict === 'conflict' || verdict === 'type-error' || verdict === 'read-only';

/** With the text of its definitions, the strongest first. */
export function shownOption(name: string, option: OptionAnswer, linesOf: Lines): readonly Line[] {
  const sorted = strongestFirst(option.definitions);
  const shown = sorted.slice(0, SHOWN_DEFINITIONS);
  const { reason } = option;
  const arises = reason?.file !== undefined && reason.range !== undefined ? [reason as PlaceOf] : [];
  const width = numberWidth([...shown.flatMap(({ range }) => (range === null ? [] : [{ range }])), ...arises]);
  const lines = [
    heading(name, option),
    ...shown.flatMap((definition) => definitionLines(definition, option, linesOf, width)),
    ...sorted
      .slice(SHOWN_DEFINITIONS)
      .map((other) => said(width, 'also', `${placeText(other)}: ${fate(other, option)}`)),
    ...arises.flatMap((place) =>
      placeLines(place, linesOf, width, {
        mark: '-',
        style: 'warning',
        label: `not known: ${reasonText(withoutPlace(place))}`,
      }),
    ),
    ...(reason !== undefined && arises.length === 0 ? [said(width, 'not known', reasonText(reason), 'warning')] : []),
  ];
  return [...indented(INDENT, lines), []];
}

type Reason = NonNullable<OptionAnswer['reason']>;
type PlaceOf = Required<Reason>;

const withoutPlace = ({ code, detail }: Reason): Reason => ({ code, detail });

function definitionLines(
  definition: DefinitionAnswer,
  option: OptionAnswer,
  linesOf: Lines,
  width: number,
): readonly Line[] {
  const { file, library, range } = definition;
  const { style } = fateOf(definition, option);
  const label = fate(definition, option);
  if (file === null || range === null || library !== undefined)
    return [arrow(width, `${placeText(definition)}: ${label}`)];
  return placeLines({ file, range }, linesOf, width, { mark: definition.wins ? '^' : '-', style, label });
}

/** `wins: true (mkForce, priority 50), from the specialisation`. */
function fate(definition: DefinitionAnswer, option: OptionAnswer): string {
  const { priority, shown } = definition;
  const how = `${shown} (${describePriority(priority)})${from(definition)}`;
  return `${fateOf(definition, option).text}: ${how}${condition(definition, option)}`;
}

/** Why it is not known whether it counts, unless that is said of the option anyway, or makes no difference. */
function condition(definition: DefinitionAnswer, option: OptionAnswer): string {
  const { reason } = definition;
  const { text } = fateOf(definition, option);
  const isSaid = reason?.code === option.reason?.code && reason?.detail === option.reason?.detail;
  return reason === undefined || text !== 'may count' || isSaid ? '' : `; not known: ${reasonText(reason)}`;
}

const from = ({ scope }: DefinitionAnswer): string => (scope === 'child' ? ', from the specialisation' : '');

/** As a row of a table for each definition; where one plain definition is all, only its place. */
export function listedOption(name: string, option: OptionAnswer): readonly Line[] {
  const { definitions, reason } = option;
  const sorted = strongestFirst(definitions);
  const rows = sorted.map((definition) => row(definition, option, isAlone(option)));
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((cells) => stringWidth(cells[column]?.text ?? ''))));
  return [
    ...indented(INDENT, [
      heading(name, option),
      ...indented(2 * INDENT, [
        ...rows.map((cells) => tableLine(cells, widths)),
        ...(reason === undefined || reason.code === 'opaque' ? [] : [notKnown(reasonText(reason))]),
      ]),
    ]),
  ];
}

/** Whether one definition is all there is to tell: its value stands behind the name already. */
const isAlone = ({ definitions: [only, another], verdict }: OptionAnswer): boolean =>
  only !== undefined && another === undefined && verdict === 'ok' && only.wins && only.reason === undefined;

function row(definition: DefinitionAnswer, option: OptionAnswer, isAlone: boolean): readonly Piece[] {
  const { text, style } = fateOf(definition, option);
  const { priority, shown } = definition;
  const how = `${describePriority(priority)}${from(definition)}`;
  const place = { text: placeText(definition) };
  if (!isAlone) return [{ text, style }, place, { text: shown }, { text: `${how}${condition(definition, option)}` }];
  return priority === PLAIN_PRIORITY && definition.scope !== 'child' ? [place] : [place, { text: how }];
}

function tableLine(cells: readonly Piece[], widths: readonly number[]): Line {
  return cells.map(({ text, style }, column) => {
    const isLast = column === cells.length - 1;
    const padding = isLast ? '' : ' '.repeat(Math.max(0, (widths[column] ?? 0) - stringWidth(text)) + INDENT);
    return { text: `${text}${padding}`, ...(style !== undefined && { style }) };
  });
}

const notKnown = (why: string): Line => [{ text: 'not known', style: 'warning' }, { text: `: ${why}` }];

function heading(name: string, option: OptionAnswer): Line {
  const { text, style } = verdictOf(option);
  return [
    { text: name, style: 'strong' },
    { text, ...(style !== 'strong' && { style: style satisfies Style }) },
  ];
}

/** Those that win, then the others by how strong they are; else in the order of the modules. */
function strongestFirst(definitions: readonly DefinitionAnswer[]): readonly DefinitionAnswer[] {
  return [...definitions].sort((a, b) => Number(b.wins) - Number(a.wins) || a.priority - b.priority);
}

function placeText({ file, library, range }: DefinitionAnswer): string {
  if (library !== undefined) return `${library}'s conventions`;
  if (file === null) return 'default or NixOS itself';
  return range === null ? file : at({ file, range });
}
