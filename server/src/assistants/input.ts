// What an assistant hands over, held against the schema of its tool.

export interface Property {
  readonly type: 'string' | 'integer';
  readonly description: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
}

/** A JSON Schema. */
export interface InputSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, Property>>;
  readonly required?: readonly string[];
  readonly additionalProperties: false;
}

/** What a tool is given, after `checkedInput`: texts and whole numbers as its schema has them. */
export type Input = Readonly<Record<string, string | number>>;

/** What whoever asked can put right, in plain words. */
export class ToolProblem extends Error {}

export const textIn = (input: Input, name: string): string | undefined => {
  const given = input[name];
  return typeof given === 'string' ? given : undefined;
};

export const numberIn = (input: Input, name: string): number | undefined => {
  const given = input[name];
  return typeof given === 'number' ? given : undefined;
};

/**
 * The input of a tool; fails in plain words where it is not what the schema says. Nothing, `null` and `""` are alike.
 */
export function checkedInput({ properties, required = [] }: InputSchema, given: unknown): Input {
  if (given !== undefined && given !== null && (typeof given !== 'object' || Array.isArray(given)))
    throw new ToolProblem('the input must be an object');
  const entries = Object.entries(given ?? {}).filter(([, value]) => ![undefined, null, ''].includes(value));
  const input: Record<string, string | number> = {};
  for (const [name, value] of entries) {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (property === undefined)
      throw new ToolProblem(`there is no "${name}" here; there is: ${Object.keys(properties).join(', ') || 'nothing'}`);
    input[name] = checked(name, value, property);
  }
  const missing = required.filter((name) => !(name in input));
  if (missing.length > 0) throw new ToolProblem(`missing: ${missing.join(', ')}`);
  return input;
}

function checked(name: string, value: unknown, property: Property): string | number {
  const { type, enum: words, minimum = 1, maximum = Number.MAX_SAFE_INTEGER } = property;
  if (type === 'integer') {
    if (typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= maximum) return value;
    throw new ToolProblem(`"${name}" must be a whole number of at least ${minimum}${upTo(property)}`);
  }
  if (typeof value !== 'string') throw new ToolProblem(`"${name}" must be a text`);
  if (words !== undefined && !words.includes(value))
    throw new ToolProblem(`"${name}" must be one of: ${words.join(', ')}`);
  return value;
}

const upTo = ({ maximum }: Property): string => (maximum === undefined ? '' : ` and at most ${maximum}`);
