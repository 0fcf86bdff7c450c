// What Nix has said is wrong, at its place, until that is edited or Nix says otherwise. They move along with the text.
import * as vscode from 'vscode';
import type { NixProblem, NixReport, PlacesParams, ProblemPlace } from '../../../server/src/protocol/nix-report';
import { isTouched, movedBy, type Stretch } from '../../../server/src/run/output/moved';
import { toldProblem } from '../../../server/src/run/output/told';
import type { Checked } from '../../../server/src/run/plan-check';
import type { Server } from '../server';

/** What was evaluated. */
export type Evaluated = Pick<Checked, 'system' | 'host' | 'root' | 'inside'>;

export interface NixProblems extends vscode.Disposable {
  /**
   * Takes the place of what was said before of what was evaluated, as `clear` names it. Gives the first place of each
   * problem.
   */
  readonly take: (
    of: Evaluated,
    specialisation: string | null,
    report: NixReport,
  ) => Promise<readonly (vscode.Location | undefined)[]>;
  /**
   * Nix has nothing to complain of there any more: in the whole system, to which all of its specialisations belong, or
   * in one specialisation with what it has from its base.
   */
  readonly clear: (of: Evaluated, specialisation: string | null) => void;
  /** Where the first problem of this configuration is. */
  readonly first: (of: Evaluated) => vscode.Location | undefined;
}

/** One place of a problem; all of a problem go together. */
interface Shown {
  readonly of: string;
  readonly problem: NixProblem;
  readonly uri: vscode.Uri;
  readonly message: string;
  readonly code: string;
  readonly at: Stretch;
  readonly extent: Stretch;
}

/** Shows problems as diagnostics of their own collection. */
export function createNixProblems(server: Pick<Server, 'problemPlaces'>): NixProblems {
  const collection = vscode.languages.createDiagnosticCollection('nix');
  let shown: readonly Shown[] = [];
  const show = (now: readonly Shown[]): void => {
    shown = now;
    collection.clear();
    for (const [uri, of] of grouped(now))
      collection.set(
        vscode.Uri.parse(uri),
        of.map((each) => diagnosticOf(each, now)),
      );
  };
  const edits = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    const uri = document.uri.toString();
    if (contentChanges.length > 0 && shown.some((each) => each.uri.toString() === uri))
      show(afterEdits(shown, uri, contentChanges));
  });
  const without = (of: Evaluated, name: string | null): readonly Shown[] => {
    const isOver = ({ specialisation }: NixProblem) => name === null || [null, name].includes(specialisation);
    return shown.filter((each) => each.of !== keyOf(of) || !isOver(each.problem));
  };
  return {
    take: async (of, name, { problems }) => {
      const { host, root, inside = [] } = of;
      // Of a home inside of a system Nix evaluates that system.
      const system = inside.length > 0 ? 'nixos' : of.system;
      const params: PlacesParams = { problems, system, host, root };
      const places = problems.length === 0 ? [] : ((await server.problemPlaces(params)) ?? []);
      const found = problems.map((problem, index) => shownOf(problem, places[index] ?? [], of));
      show([...without(of, name), ...found.flat()]);
      return found.map(([first]) => first && locationOf(first));
    },
    clear: (of, name) => show(without(of, name)),
    first: (of) => {
      const first = shown.find((each) => each.of === keyOf(of));
      return first && locationOf(first);
    },
    dispose: () => {
      edits.dispose();
      collection.dispose();
    },
  };
}

/** Each configuration has problems of its own. */
const keyOf = ({ system, host, root, inside = [] }: Evaluated): string =>
  JSON.stringify([system, host, root.path, inside]);

function shownOf(problem: NixProblem, places: readonly ProblemPlace[], of: Evaluated): readonly Shown[] {
  return places.map(({ at, extent }) => ({
    of: keyOf(of),
    problem,
    uri: vscode.Uri.parse(at.uri),
    message: toldProblem(problem, of.root),
    code: problem.kind,
    at: at.range,
    extent: extent.range,
  }));
}

function afterEdits(
  shown: readonly Shown[],
  uri: string,
  changes: readonly vscode.TextDocumentContentChangeEvent[],
): readonly Shown[] {
  let now = shown;
  // The editor gives the last in the text first, so that each finds the others' places as they were.
  for (const change of changes) {
    const isHere = (each: Shown): boolean => each.uri.toString() === uri;
    const gone = new Set(
      now.filter((each) => isHere(each) && isTouched(each.extent, change)).map(({ problem }) => problem),
    );
    now = now
      .filter(({ problem }) => !gone.has(problem))
      .map((each) =>
        isHere(each) ? { ...each, at: movedBy(each.at, change), extent: movedBy(each.extent, change) } : each,
      );
  }
  return now;
}

function grouped(shown: readonly Shown[]): ReadonlyMap<string, readonly Shown[]> {
  const byFile = new Map<string, readonly Shown[]>();
  for (const each of shown) byFile.set(each.uri.toString(), [...(byFile.get(each.uri.toString()) ?? []), each]);
  return byFile;
}

function diagnosticOf(shown: Shown, all: readonly Shown[]): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(rangeOf(shown.at), shown.message, vscode.DiagnosticSeverity.Error);
  diagnostic.source = 'nix';
  diagnostic.code = shown.code;
  diagnostic.relatedInformation = all
    .filter((other) => other.problem === shown.problem && other !== shown)
    .map((other) => new vscode.DiagnosticRelatedInformation(locationOf(other), vscode.l10n.t('the same problem')));
  return diagnostic;
}

const locationOf = ({ uri, at }: Shown): vscode.Location => new vscode.Location(uri, rangeOf(at));

function rangeOf({ start, end }: Stretch): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
