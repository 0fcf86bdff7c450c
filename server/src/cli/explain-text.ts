// The answer of `explain` for people: system by system what becomes of each option. What is asked for by name, and what
// is wrong, is shown with the text of its definitions; all else is listed.
import { isTrouble, listedOption, shownOption } from './explain-option';
import { BASE, type ExplainReport, type OptionAnswer, type SystemAnswer } from './explain-report';
import { reasonText } from './explain-words';
import { indented, type Lines, linesIn, numberWidth, placeLines } from './formats/place';
import { counted } from './formats/summary';
import type { Line, Style } from './styled';

/** As many options of a system that were asked for are shown with their text; of more only those that are wrong. */
const SHOWN_OPTIONS = 20;
/** As many modules that are not seen are named, where something else was asked for. */
const NAMED_MODULES = 3;

export interface Asked {
  /** The text of a file of the report, by the path that stands there. */
  readonly read: (file: string) => string | undefined;
  /** Whether options were asked for by name. */
  readonly isByName: boolean;
}

/** The lines of `--format text`. */
export function explainText({ systems }: ExplainReport, { read, isByName }: Asked): readonly Line[] {
  const linesOf = linesIn(read);
  const isTold = ({ options, error }: SystemAnswer): boolean => Object.keys(options).length > 0 || error !== undefined;
  const told = isByName ? systems.filter(isTold) : systems;
  if (told.length === 0) return [];
  return [...told.flatMap((system) => systemLines(system, linesOf, isByName)), summaryLine(told)];
}

function systemLines(system: SystemAnswer, linesOf: Lines, isByName: boolean): readonly Line[] {
  const options = Object.entries(system.options);
  const areShown = isByName && options.length <= SHOWN_OPTIONS;
  const lines = options.flatMap(([name, option]) =>
    areShown || isTrouble(option) ? shownOption(name, option, linesOf) : listedOption(name, option),
  );
  const body = [...errorLines(system, linesOf), ...unseenLines(system, isByName), ...lines];
  const isSpaced = body.at(-1)?.length === 0;
  return [[{ text: `${nameOf(system)}:`, style: 'strong' }], ...body, ...(isSpaced ? [] : [[]])];
}

function nameOf({ root, host, inside, name }: SystemAnswer): string {
  const where = [root, ...(host === null ? [] : [`host ${host}`]), ...(inside === undefined ? [] : [inside])];
  return `${where.join(', ')}, ${name === BASE ? 'base system' : `specialisation \`${name}\``}`;
}

function errorLines({ error }: SystemAnswer, linesOf: Lines): readonly Line[] {
  if (error === undefined) return [];
  const { kind, message, file, range } = error;
  const head: Line = [
    { text: `does not evaluate[${kind}]`, style: 'error' },
    { text: `: ${message}`, style: 'strong' },
  ];
  if (file === undefined || range === undefined) return [...indented(2, [head]), []];
  const place = placeLines({ file, range }, linesOf, numberWidth([{ range }]), { mark: '^', style: 'error' });
  return [...indented(2, [head, ...place]), []];
}

function unseenLines({ unseen }: SystemAnswer, isByName: boolean): readonly Line[] {
  const line = (text: string): Line => [{ text: '  not seen, and may define anything', style: 'warning' }, { text }];
  const shown = isByName ? unseen.slice(0, NAMED_MODULES) : unseen;
  const others = unseen.length - shown.length;
  return [
    ...shown.map(({ name, reason }) => line(`: ${name === reason.detail ? '' : `${name}: `}${reasonText(reason)}`)),
    ...(others === 0 ? [] : [line(`: ${counted(others, 'module')} more`)]),
  ];
}

/** `12 options in 2 systems: 1 conflict, 2 not known`: each option once. */
function summaryLine(systems: readonly SystemAnswer[]): Line {
  const options = systems.flatMap(({ options: all }) => Object.entries(all));
  const count = (isMeant: (option: OptionAnswer) => boolean): number =>
    new Set(options.filter(([, option]) => isMeant(option)).map(([name]) => name)).size;
  const [wrong, unknown] = [count(isTrouble), count(({ verdict }) => verdict === 'unknown')];
  const said = [...(wrong === 0 ? [] : [`${wrong} wrong`]), ...(unknown === 0 ? [] : [`${unknown} not known`])];
  const style: Style = wrong > 0 ? 'error' : unknown > 0 ? 'warning' : 'fixed';
  const all = `${counted(
    count(() => true),
    'option',
  )} in ${counted(systems.length, 'system')}`;
  return [{ text: said.length === 0 ? all : `${all}: ${said.join(', ')}`, style }];
}
