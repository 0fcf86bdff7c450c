// From an error as printed to what it is about.
import type { NixProblem, ProblemKind } from '../../protocol/nix-report';
import type { ErrorBlock } from './blocks';
import { definitionsIn } from './definitions';
import { FOLLOWS, HEADS, type Said } from './heads';
import { scopedOption } from './option-path';

/** As much as a head is looked for in. */
const LONGEST_HEAD = 4000;
/** As much as is told of an error. */
const LONGEST_MESSAGE = 4000;

/** The problems that the errors of an output come down to: one of evaluation, or each build that failed. */
export function problemsOf(blocks: readonly ErrorBlock[]): readonly NixProblem[] {
  const told = blocks.filter(({ message }) => !FOLLOWS.test(onOneLine(message)));
  // Where only what follows from an error is left, that is better than nothing.
  const problems = (told.length > 0 ? told : blocks.slice(-1)).flatMap((block) => problemsIn(block));
  const last = problems.at(-1);
  if (last === undefined) return [];
  if (last.kind === 'builder') return distinct(problems.filter(({ kind }) => kind === 'builder'));
  // Assertions fail together.
  return last.kind === 'assertion' || last.kind === 'removed-option' ? problemsIn(told.at(-1)) : [last];
}

function problemsIn(block: ErrorBlock | undefined): readonly NixProblem[] {
  if (block === undefined) return [];
  const { message } = block;
  return /^Failed assertions:/.test(message[0] ?? '')
    ? assertionsIn(message).map((lines) => problemOf({ ...block, message: lines }, 'assertion'))
    : [problemOf(block, 'error')];
}

/** Each assertion of the list: "- MESSAGE", which may have several lines. */
function assertionsIn(message: readonly string[]): readonly (readonly string[])[] {
  const found: string[][] = [];
  for (const line of message.slice(1)) {
    if (line.startsWith('- ')) found.push([line.slice(2)]);
    else found.at(-1)?.push(line);
  }
  return found.length > 0 ? found : [message];
}

function problemOf({ message, place, trace }: ErrorBlock, otherwise: ProblemKind): NixProblem {
  const { kind, said } = headOf(message) ?? { kind: otherwise, said: NOTHING };
  const scoped = said.option === undefined ? undefined : scopedOption(said.option);
  const listed = definitionsIn(message);
  const at = place ?? said.place;
  return {
    kind,
    ...(scoped === undefined ? {} : { option: scoped.option }),
    specialisation: scoped?.specialisation ?? null,
    definitions: listed.length > 0 ? listed : (said.definitions ?? []),
    ...(at === undefined ? {} : { place: at }),
    trace,
    ...(said.file === undefined ? {} : { file: said.file }),
    message: message.join('\n').trimEnd().slice(0, LONGEST_MESSAGE),
  };
}

const NOTHING: Said = {};

function headOf(message: readonly string[]): { readonly kind: ProblemKind; readonly said: Said } | undefined {
  const text = onOneLine(message);
  for (const { kind, pattern, say } of HEADS) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const groups = found.groups ?? {};
    return { kind, said: { option: groups.option, ...say?.(groups) } };
  }
  return undefined;
}

/** Heads run over several lines, as the option or the type makes them long. */
function onOneLine(message: readonly string[]): string {
  return message.join(' ').replace(/\s+/g, ' ').slice(0, LONGEST_HEAD);
}

function distinct(problems: readonly NixProblem[]): readonly NixProblem[] {
  return [...new Map(problems.map((problem) => [problem.message, problem])).values()];
}
