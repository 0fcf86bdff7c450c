// What we find out about configurations and expressions with the sources of a NixOS: the half of `npm run test:nixos`
// that is ours. What it gives is compared with what real Nix says of the same (scripts/nixos).
import { Allowance, type Budget, inShare, withBudget } from '../../server/src/eval/budget';
import { sortedNames } from '../../server/src/eval/builtins/attrs';
import { jsonText } from '../../server/src/eval/builtins/json-print';
import { createInterpreter } from '../../server/src/eval/create-interpreter';
import { NO_SITE } from '../../server/src/eval/site';
import { force } from '../../server/src/eval/thunk';
import { EMPTY_LIST, type Value } from '../../server/src/eval/values';
import { Disk } from '../../server/src/host/disk';
import { Sources } from '../../server/src/project/sources';
import { type CompleteSystem, classicCall, WholeSystems, withinWhole } from '../../server/src/release/complete';
import { type Outcome, optionAnswers } from '../../server/src/release/complete-options';
import { type CompleteReport, completeReport } from '../../server/src/release/complete-report';
import { at } from '../../server/src/release/read-value';
import { WrittenPlaces } from '../../server/src/release/written-places';
import { createParser, type NixParser } from '../../server/src/syntax/parser';

/** Of one value: its JSON, that there is none, that it fails, or why it is not known. */
export type Answer =
  | { readonly json: string }
  | { readonly absent: true }
  | { readonly fails: true; readonly why?: string }
  | { readonly unknown: string };

/** A base system (null) or a specialisation. */
export interface SystemAnswer {
  readonly name: string | null;
  /** By the paths that were asked for. */
  readonly values: readonly Answer[];
  /** The texts of the assertions that do not hold, and of warnings; null where they cannot be had. */
  readonly failed: readonly string[] | null;
  readonly warnings: readonly string[] | null;
}

const WHOLE: Budget = { fuel: 2_000_000_000, depth: 30_000, bytes: 60_000_000_000, milliseconds: 900_000 };
const PLATFORM = 'x86_64-linux';

export class Ours {
  private readonly sources: Sources;
  private readonly systems: WholeSystems;

  constructor(
    private readonly nixpkgs: string,
    private readonly parser: NixParser,
  ) {
    this.sources = new Sources(new Disk(), parser);
    this.systems = new WholeSystems(this.sources, parser, EMPTY_LIST);
  }

  /** What a configuration.nix and its specialisations come to; a text that says why where that is not known. */
  system(file: string, paths: readonly (readonly string[])[]): readonly SystemAnswer[] | string {
    let why = '';
    const answers = withinWhole(
      new Allowance(WHOLE),
      () => {
        const whole = this.systems.evaluate({ nixpkgs: this.nixpkgs }, classicCall(file, PLATFORM), true);
        if (!('systems' in whole)) return reasonOf(whole);
        if (whole.failed !== undefined) return reasonOf(whole.failed);
        return whole.systems.map((system) => this.answer(system, paths));
      },
      (reason) => {
        why = reason;
      },
    );
    return answers ?? why;
  }

  private answer(system: CompleteSystem, paths: readonly (readonly string[])[]): SystemAnswer {
    const places = new WrittenPlaces(this.sources);
    const report = completeReport(system, this.sources);
    const isList = (name: string): boolean => inShare(() => at(system.config, name))?.kind === 'list';
    return {
      name: system.name,
      values: optionAnswers(system, paths, places).map(({ outcome }) => answerOf(outcome)),
      failed: isList('assertions') ? failedIn(report) : null,
      warnings: isList('warnings') ? report.warnings.map(({ message }) => message) : null,
    };
  }

  /** The attributes of the set that a text evaluates to. */
  values(text: string): Readonly<Record<string, Answer>> {
    return withBudget<Readonly<Record<string, Answer>>>(
      new Allowance(WHOLE),
      () => {
        const interpreter = createInterpreter(this.sources, undefined, { searchPath: EMPTY_LIST });
        const set = interpreter.evaluate(this.parser.parse(text), '/', 'values');
        if (set.kind !== 'attrs') return { '': { unknown: reasonOf(set) } };
        return Object.fromEntries(
          sortedNames(set).map((name) => [name, inShare(() => printed(jsonText(force(set.at(name)), NO_SITE)))]),
        );
      },
      (why) => ({ '': { unknown: why.detail } }),
    );
  }
}

const failedIn = ({ failed, undecided }: CompleteReport): readonly string[] => [
  ...failed.map(({ message }) => message),
  ...(undecided > 0 ? [`${undecided} not decided`] : []),
];

function answerOf(outcome: Outcome): Answer {
  if (outcome.outcome === 'value') return { json: outcome.json };
  if (outcome.outcome === 'failure') return { fails: true, why: outcome.message };
  return outcome.code === 'missing' ? { absent: true } : { unknown: `${outcome.code}: ${outcome.detail}` };
}

function printed(value: Value): Answer {
  if (value.kind === 'string') return { json: value.text };
  return value.kind === 'error' ? { fails: true, why: value.message } : { unknown: reasonOf(value) };
}

function reasonOf(value: Value): string {
  if (value.kind === 'error') return value.message;
  if (value.kind === 'unknown') return `${value.code}: ${value.detail}`;
  return value.kind === 'opaque' ? `opaque: ${value.path}` : value.kind;
}

/** @param folder where the grammar and the parser's runtime lie. */
export const openOurs = async (nixpkgs: string, folder: string): Promise<Ours> =>
  new Ours(
    nixpkgs,
    await createParser({ runtime: `${folder}/web-tree-sitter.wasm`, grammar: `${folder}/tree-sitter-nix.wasm` }),
  );
