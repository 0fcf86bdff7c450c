// Where the problems are that Nix has told of: at the definition, the place or the path that it means, in the files as
// they are now.

import type { SystemName } from '../analysis/reports/differences';
import { type OptionPlace, optionPlaces } from '../analysis/reports/option-places';
import type { Location } from '../base/span';
import { writtenPaths } from '../lexical/written-files';
import { writtenPath } from '../lexical/written-paths';
import type { NixProblem, PlacesParams, PrintedPlace, ProblemPlace } from '../protocol/nix-report';
import { answerOf, type WorkspaceApi } from './api';
import { PrintedFiles, type PrintedFilesParts } from './printed-files';
import { printedSpan } from './printed-place';

type Asked = Pick<WorkspaceApi, 'ask' | 'texts' | 'results'>;
type Places = readonly ProblemPlace<Location>[];

/** For each problem in turn; empty where nothing of the workspace is meant. */
export function problemPlacesIn(
  workspace: Asked,
  { problems, system, host, root }: PlacesParams,
  disk: Pick<PrintedFilesParts, 'exists' | 'place'>,
): readonly Places[] {
  // Also those that are out of date: what they are asked is answered anew.
  const taken = workspace.results.taken.flatMap(({ result }) => result?.systems ?? []);
  const systems = taken.filter(
    ({ kind, configRoot, host: named, inside }) =>
      // Homes inside of a system belong to it.
      (kind === system || inside.length > 0) &&
      configRoot.path === root.path &&
      (host === null || named === null || host === named),
  );
  const known = new Set(systems.flatMap(({ files }) => files));
  const files = new PrintedFiles({ root, known, ...disk }, problems);
  const names = systems.map(
    ({ kind, host: named, entry, inside }): SystemName => ({ kind, host: named, entry, inside, specialisation: null }),
  );
  const finder = new Finder(workspace, files, names, known);
  return problems.map((problem) => finder.find(problem));
}

/** As many texts as are looked through for a path or a sentence. */
const MOST_FILES = 500;

class Finder {
  constructor(
    private readonly workspace: Asked,
    private readonly files: PrintedFiles,
    private readonly names: readonly SystemName[],
    private readonly known: ReadonlySet<string>,
  ) {}

  find(problem: NixProblem): Places {
    const { kind, place, trace } = problem;
    const ways: readonly (() => Places)[] = [
      () => this.ofDefinitions(problem),
      () => (place === undefined ? [] : this.printed(place)),
      () => (kind === 'missing-file' && problem.file !== undefined ? this.ofMissing(problem.file) : []),
      () => (kind === 'assertion' ? this.ofSentence(problem.message) : []),
      () => this.ofTrace(trace),
      () => this.ofNames(problem),
    ];
    for (const way of ways) {
      const places = way();
      if (places.length > 0) return places;
    }
    return [];
  }

  private ofDefinitions(problem: NixProblem): Places {
    const files = [...new Set(problem.definitions.map(({ file }) => this.files.fileOf(file)))].filter(
      (file) => file !== undefined,
    );
    const { option } = problem;
    if (option === undefined) return files.map((file) => this.top(file));
    const found = this.asked(problem, files);
    return files.flatMap((file) => {
      const here = found.filter(({ at }) => at.file === file);
      return here.length > 0 ? here : [this.written(file, option) ?? this.top(file)];
    });
  }

  /** What the analyses say: of several the one that fits best. */
  private asked(
    problem: Pick<NixProblem, 'option' | 'specialisation'>,
    files: readonly string[],
  ): readonly OptionPlace[] {
    const found = this.names.flatMap((system) =>
      answerOf(this.workspace.ask({ system }, (analysis) => optionPlaces(analysis, problem, files))),
    );
    const best = new Map<string, OptionPlace>();
    const fit = new Map<string, number>();
    for (const { at, misfit } of found) fit.set(at.file, Math.min(misfit, fit.get(at.file) ?? misfit));
    for (const place of found)
      if (place.misfit === fit.get(place.at.file)) best.set(`${place.at.file}:${place.at.start}`, place);
    const inOrder = ({ at: a }: OptionPlace, { at: b }: OptionPlace): number =>
      a.file === b.file ? a.start - b.start : a.file < b.file ? -1 : 1;
    return [...best.values()].sort(inOrder);
  }

  private written(file: string, option: readonly string[]): ProblemPlace<Location> | undefined {
    const tree = this.workspace.texts.parse(file);
    const binding = tree && writtenPath(tree, option);
    const [first] = binding?.path ?? [];
    if (binding === undefined || first === undefined) return undefined;
    const end = binding.path.at(-1)?.end ?? first.end;
    return { at: { file, start: first.start, end }, extent: { file, start: binding.start, end: binding.end } };
  }

  /** Nothing better is known than the file. */
  private top(file: string): ProblemPlace<Location> {
    const text = this.workspace.texts.read(file) ?? '';
    const end = text.search(/\n|$/);
    return { at: { file, start: 0, end }, extent: { file, start: 0, end } };
  }

  private printed(place: PrintedPlace): Places {
    const file = this.files.fileOf(place.file);
    const text = file && this.workspace.texts.read(file);
    const span = text === undefined ? undefined : printedSpan(text, place);
    if (file === undefined || span === undefined) return [];
    const at = { file, ...span };
    return [{ at, extent: at }];
  }

  private ofTrace(trace: readonly PrintedPlace[]): Places {
    for (const place of trace) {
      const found = this.printed(place);
      if (found.length > 0) return found;
    }
    return [];
  }

  /** Where the file is written that is not there. */
  private ofMissing(printed: string): Places {
    const wanted = this.files.wouldBe(printed);
    return wanted === undefined
      ? []
      : this.searched((file) =>
          writtenPaths(file, this.workspace.texts).filter(
            ({ path }) => path === wanted || `${path}/default.nix` === wanted,
          ),
        );
  }

  /** Where an assertion of the configuration's own is written. */
  private ofSentence(sentence: string): Places {
    const [line = ''] = sentence.split('\n');
    if (line.length < SENTENCE) return [];
    return this.searched((file) => {
      const start = this.workspace.texts.read(file)?.indexOf(line) ?? -1;
      return start < 0 ? [] : [{ start, end: start + line.length }];
    });
  }

  private searched(find: (file: string) => readonly { readonly start: number; readonly end: number }[]): Places {
    for (const file of [...this.known].slice(0, MOST_FILES)) {
      const [found] = find(file);
      if (found === undefined) continue;
      const at = { file, start: found.start, end: found.end };
      return [{ at, extent: at }];
    }
    return [];
  }

  /** The options that a problem names and the configuration defines: the first of them. */
  private ofNames({ option, specialisation, message, kind }: NixProblem): Places {
    const files = [...this.known].slice(0, MOST_FILES);
    const named =
      option !== undefined ? [option] : kind === 'assertion' || kind === 'removed-option' ? optionsIn(message) : [];
    for (const path of named) {
      const near = this.asked({ option: path, specialisation }, files).filter(({ misfit }) => misfit === 0);
      if (near.length > 0) return near;
    }
    // A value is missing: what stands beside it is where it is to be set.
    return option === undefined ? [] : this.beside(option, specialisation, files);
  }

  private beside(option: readonly string[], specialisation: string | null, files: readonly string[]): Places {
    for (let length = option.length - 1; length >= 2; length--) {
      const near = this.asked({ option: option.slice(0, length), specialisation }, files);
      const [nearest] = [...near].sort((a, b) => a.misfit - b.misfit);
      if (nearest !== undefined) return [nearest];
    }
    return [];
  }
}

/** Shorter ones may stand anywhere. */
const SENTENCE = 10;
const MOST_NAMED = 10;

/** Dotted names, in quotes of whatever kind. */
function optionsIn(message: string): readonly (readonly string[])[] {
  const named = [...message.matchAll(/[`'"]([A-Za-z_][\w'-]*(?:\.[A-Za-z_][\w'-]*)+)['`"]/g)];
  return named.slice(0, MOST_NAMED).map(([, name = '']) => name.split('.'));
}
