// The answer of `explain` for people: each option with what becomes of it, and below it every definition and who wins.
import { describePriority } from '../analysis/describe';
import type { ConflictKind } from '../modules/merge/outcome';
import {
  BASE,
  type DefinitionAnswer,
  type ExplainReport,
  type OptionAnswer,
  type ReasonAnswer,
  type SystemAnswer,
} from './explain-report';
import { at } from './formats/concise';

const LONGEST_VALUE = 100;

/** The lines of `--format text`. */
export function explainText({ systems }: ExplainReport): readonly string[] {
  return systems.flatMap((system, index) => [...(index === 0 ? [] : ['']), ...systemLines(system)]);
}

function systemLines(system: SystemAnswer): readonly string[] {
  const { error, unseen, options } = system;
  return [
    `${nameOf(system)}:`,
    ...(error === undefined ? [] : [`  does not evaluate: ${error.message}${whereText(error)} [${error.kind}]`]),
    ...unseen.map(
      ({ name, reason }) =>
        `  not seen, and may define anything: ${name === reason.detail ? '' : `${name}, `}${reasonText(reason)}`,
    ),
    ...Object.entries(options).flatMap(([option, answer]) => [
      `  ${option}${verdictText(answer)}`,
      ...answer.definitions.map((definition) => `      ${definitionText(definition, answer)}`),
    ]),
  ];
}

function nameOf({ root, host, inside, name }: SystemAnswer): string {
  const where = [root, ...(host === null ? [] : [`host ${host}`]), ...(inside === undefined ? [] : [inside])].join(
    ', ',
  );
  return `${where}, ${name === BASE ? 'base system' : `specialisation \`${name}\``}`;
}

const CONFLICTS: Readonly<Record<string, string>> = {
  values: 'the values differ',
  unique: 'it can be defined only once',
  null: 'both null and not null',
  types: 'the values are of different types',
  tag: 'different tags',
  'cannot-merge': 'its type cannot merge definitions',
  mixed: 'the values fit different parts of its type',
} satisfies Record<ConflictKind, string>;

function verdictText({ verdict, kind, value, reason, definitions }: OptionAnswer): string {
  switch (verdict) {
    case 'ok': {
      if (value !== undefined) return ` = ${shortened(JSON.stringify(value))}`;
      // Packages, functions and the like have a name, but are no JSON.
      const [winner, ...others] = definitions.filter(({ wins }) => wins);
      const isNamed = reason === undefined || reason.code === 'opaque';
      if (isNamed && winner !== undefined && others.length === 0) return ` = ${winner.shown}`;
      return isNamed ? ': has a value' : `: has a value, not wholly known: ${reasonText(reason)}`;
    }
    case 'conflict':
      return `: conflict, ${CONFLICTS[kind ?? ''] ?? 'the definitions do not merge'}`;
    case 'type-error':
      return ': a definition is not of its type';
    case 'read-only':
      return ': is read-only, but set more than once';
    case 'unset':
      return ': has no value';
    case 'unknown':
      return `: not known${reason === undefined ? '' : `: ${reasonText(reason)}`}`;
  }
}

function definitionText(definition: DefinitionAnswer, { verdict }: OptionAnswer): string {
  const { priority, scope, wins, shown, reason } = definition;
  const from = scope === 'child' ? ', from the specialisation' : '';
  const fate = wins ? (verdict === 'conflict' ? 'in conflict' : 'wins') : 'loses';
  const counts = reason === undefined ? fate : `counts on a condition that is not known: ${reasonText(reason)}`;
  return `${placeText(definition)}: ${shown} (${describePriority(priority)})${from}: ${counts}`;
}

function placeText({ file, library, range }: DefinitionAnswer): string {
  if (library !== undefined) return `${library}'s conventions`;
  if (file === null) return 'default or NixOS itself';
  return range === null ? file : at({ file, range });
}

/** `search-path: <nixpkgs> (at a.nix:3:4)`. */
function reasonText(reason: ReasonAnswer): string {
  return `${reason.code}: ${reason.detail}${whereText(reason)}`;
}

function whereText({ file, range }: Pick<ReasonAnswer, 'file' | 'range'>): string {
  return file === undefined || range === undefined ? '' : ` (at ${at({ file, range })})`;
}

function shortened(text: string): string {
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1)}…` : text;
}
