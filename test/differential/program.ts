// Random programs as trees, so that one that makes a difference can be made smaller.
import { COMMON, PRODUCTIONS } from './productions';
import { LEAVES, SMALLEST, TYPES, type Type } from './types';

/** Text pieces with sub-programs between them: `parts` has one more than `kids`. */
export interface Program {
  readonly type: Type;
  readonly parts: readonly string[];
  readonly kids: readonly Program[];
}

export type Random = () => number;

/** A small generator of random numbers (mulberry32), the same for the same seed. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const pick = <T>(random: Random, items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;

interface Variable {
  readonly name: string;
  readonly type: Type;
}

/** Wrong types are part of the language too: this share of the holes is filled with anything. */
const SURPRISE = 0.015;

/** A closed program. */
export function generate(random: Random): Program {
  let names = 0;
  return program(pick(random, TYPES), 1 + Math.floor(random() * 5), []);

  function program(type: Type, depth: number, scope: readonly Variable[]): Program {
    const wanted = random() < SURPRISE ? pick(random, TYPES) : type;
    const variables = scope.filter((variable) => variable.type === wanted);
    if (variables.length > 0 && random() < 0.35) return atom(wanted, pick(random, variables).name);
    if (depth <= 0) return atom(wanted, pick(random, LEAVES[wanted]));
    return fill(wanted, pick(random, random() < 0.3 ? COMMON : PRODUCTIONS[wanted]), depth - 1, scope);
  }

  /**
   * `$type` is a hole, `$T` one of the type wanted, `$any` one of any type; `%type` introduces a variable that
   * holes with `'` behind them see.
   */
  function fill(type: Type, template: string, depth: number, scope: readonly Variable[]): Program {
    const inner = [...scope];
    const parts: string[] = [''];
    const kids: Program[] = [];
    const holes: (readonly [Type, boolean])[] = [];
    const write = (text: string): void => {
      parts[parts.length - 1] += text;
    };
    for (const [, text = '', variable, hole, sees] of template.matchAll(
      /((?:[^$%]|\$(?![A-Za-z]))+)|%([a-z]+)|\$([A-Za-z]+)(')?/g,
    )) {
      write(text);
      if (variable !== undefined) {
        const name = `v${names++}`;
        inner.push({ name, type: variable as Type });
        write(name);
      }
      if (hole === undefined) continue;
      holes.push([hole === 'T' ? type : hole === 'any' ? pick(random, TYPES) : (hole as Type), sees !== undefined]);
      parts.push('');
    }
    // Filled last: a hole may see a variable that is written behind it.
    for (const [wanted, sees] of holes) kids.push(program(wanted, depth, sees ? inner : scope));
    return { type, parts, kids };
  }
}

const atom = (type: Type, text: string): Program => ({ type, parts: [text], kids: [] });

export function print(program: Program): string {
  let text = program.parts[0] ?? '';
  for (const [index, kid] of program.kids.entries()) text += print(kid) + (program.parts[index + 1] ?? '');
  return text;
}

/** A smaller program that still `differs`, found by small steps. */
export async function shrink(
  program: Program,
  differs: (candidate: Program) => Promise<boolean>,
  tries = 400,
): Promise<Program> {
  let smallest = program;
  let left = tries;
  for (let progress = true; progress && left > 0; ) {
    progress = false;
    for (const candidate of smaller(smallest)) {
      if (left-- <= 0) break;
      if (!(await differs(candidate))) continue;
      smallest = candidate;
      progress = true;
      break;
    }
  }
  return smallest;
}

/** Programs with one step less, the boldest first. */
function* smaller(program: Program): Generator<Program> {
  if (program.kids.length > 0) yield atom(program.type, SMALLEST[program.type]);
  yield* program.kids;
  for (const [index, kid] of program.kids.entries()) {
    for (const less of smaller(kid)) yield { ...program, kids: program.kids.toSpliced(index, 1, less) };
  }
}
