// What the files that define systems say, each evaluated once for it, or kept since the last time.
import type { FlakeSystems } from '../project/flake';
import { l10n } from '../protocol/l10n';
import type { EvaluationScope } from './evaluation-scope';
import type { Evaluator } from './evaluator';
import { candidateOf } from './made';
import { type Note, notesAbout } from './notes';
import type { Candidate, Made, Named } from './tracked';

/** What one file defines. Plain data. */
export interface FoundSource {
  readonly hosts: readonly Named[];
  /** Those among the packages of a flake. */
  readonly packaged: readonly Named[];
  /** The machines of tests. */
  readonly machines: readonly Named[];
  /** Files of modules of systems that no host was seen to use. */
  readonly aspects: readonly string[];
  /** Files that are no modules of any system, though they look like it. */
  readonly foreign: readonly string[];
  /** Folders of templates, each with a slash behind it: what lies there is of projects to come. */
  readonly templates: readonly string[];
}

export interface SourceRecord {
  readonly scope: EvaluationScope;
  readonly found: FoundSource;
  readonly candidates: readonly Candidate[];
  /** What stands for files whose modules no host was seen to use. */
  readonly aspects: readonly Candidate[];
  readonly notes: readonly Note[];
}

export interface KeptSources {
  /** What is known of a file, if all that it depends on is as it was. */
  source(file: string): Pick<SourceRecord, 'scope' | 'found'> | undefined;
}

export interface SourceReaderParts {
  readonly evaluator: Evaluator;
  /** What was found in an earlier session. */
  readonly kept?: KeptSources | undefined;
}

export type SourceKind = 'flake' | 'host-set';

export class SourceReader {
  constructor(private readonly parts: SourceReaderParts) {}

  read(file: string, kind: SourceKind): SourceRecord {
    const kept = this.parts.kept?.source(file);
    if (kept !== undefined) return this.record(file, kind, { ...kept, notes: [] });
    return kind === 'flake' ? this.readFlake(file) : this.readHostSet(file);
  }

  private readFlake(flake: string): SourceRecord {
    const { evaluator } = this.parts;
    const scope = evaluator.newScope();
    const notes: Note[] = [];
    const note = notesAbout(flake, notes);
    const [systems] = scope.run(() => evaluator.attempt(flake, note, () => [evaluator.readFlake(flake)]));
    const ask = <T>(question: (of: FlakeSystems) => Iterable<T>): readonly T[] =>
      scope.run(() => evaluator.attempt(flake, note, () => (systems === undefined ? [] : [...question(systems)])));
    const hosts = (systems?.hosts ?? []).map(named);
    const packaged = ask((of) => of.packaged()).map(named);
    const machines = ask((of) => of.testMachines()).map(named);
    const foreign = ask((of) => of.foreignModules());
    const aspects = new Set(ask((of) => of.aspects()).map(({ entry }) => entry));
    // Where there are hosts, they tell the place.
    if (
      hosts.length + packaged.length + machines.length === 0 &&
      (evaluator.sources.parse(flake)?.errors.length ?? 0) > 0
    )
      note('not-nix', l10n.t('not read: its text is not Nix'));
    const templates = ask((of) => of.templates());
    return this.record(flake, 'flake', {
      scope,
      found: { hosts, packaged, machines, aspects: [...aspects], foreign, templates },
      notes,
    });
  }

  private readHostSet(file: string): SourceRecord {
    const { evaluator } = this.parts;
    const scope = evaluator.newScope();
    const notes: Note[] = [];
    const hosts = scope.run(() => evaluator.attempt(file, notesAbout(file, notes), () => evaluator.readHostSet(file)));
    return this.record(file, 'host-set', { scope, found: { ...NOTHING, hosts: hosts.map(named) }, notes });
  }

  private record(
    file: string,
    kind: SourceKind,
    { scope, found, notes }: Pick<SourceRecord, 'scope' | 'found' | 'notes'>,
  ): SourceRecord {
    const { evaluator } = this.parts;
    const made = (named: readonly Named[], by: Made['by']): readonly Candidate[] =>
      named.map((each) => candidateOf({ ...each, source: file, by }, evaluator));
    const candidates = [
      ...made(found.hosts, kind),
      ...made(found.packaged, 'packages'),
      ...made(found.machines, 'tests'),
    ];
    return { scope, found, candidates, aspects: found.aspects.map((each) => this.aspectsOf(each, file)), notes };
  }

  private aspectsOf(file: string, flake: string): Candidate {
    const { evaluator } = this.parts;
    return {
      key: `${flake}#aspects of ${file}`,
      host: null,
      source: file,
      group: `aspects of ${file}`,
      yields: true,
      leadsTo: [],
      isAspect: true,
      start() {
        const systems = evaluator.readFlake(flake);
        // What evaluates the modules of the flake has to be asked for.
        systems.foreignModules();
        return systems.aspects().filter(({ entry }) => entry === file);
      },
    };
  }
}

const NOTHING: FoundSource = { hosts: [], packaged: [], machines: [], aspects: [], foreign: [], templates: [] };

const named = ({ kind, host }: Named): Named => ({ kind, host });
