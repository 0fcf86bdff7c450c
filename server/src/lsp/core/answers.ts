// What the core answers, a function for each kind of question: in slices, so that others are heard in between. What
// fails gives the neutral answer.

import type { SystemName } from '../../analysis/reports/differences';
import { inlineModules } from '../../analysis/reports/inline-modules';
import { matrixOf } from '../../analysis/reports/matrix';
import { importReport } from '../../analysis/reports/module-imports';
import { placeNow } from '../../analysis/reports/place-now';
import { readsOfPlace } from '../../analysis/reports/specialisation-reads';
import { FAILED } from '../../assistants/tool';
import type { Logger } from '../../base/logger';
import { memo } from '../../base/memo';
import { type NewSpecialisation, newSpecialisation } from '../../edits/new-specialisation';
import { completionsAt } from '../../features/completion';
import { foldsIn } from '../../features/folding';
import { refactorsAt } from '../../features/refactors';
import type { HostFiles } from '../../host/host-files';
import type { MadeOf } from '../../project/entry-point';
import type { ConfigRoot } from '../../protocol/run';
import type { Located } from '../../release/locate';
import type { Finding } from '../../rules/engine/finding';
import type { WorkspaceApi } from '../../service/api';
import { type Asked, atOnce, from } from '../../service/asked';
import { withOwnDefinitions } from '../../service/own-definitions';
import { problemPlacesIn } from '../../service/problem-places';
import { changesNoOther } from '../../service/refactoring';
import { renamingOf } from '../../service/renaming';
import { differencesAsked, outputsAsked } from '../../service/reports';
import { wholeSubject } from '../../service/whole-check';
import { keyOf } from '../../service/whole-results';
import type { Expr } from '../../syntax/ast';
import { guarded } from '../guarded';
import { toolAnswer } from './assistant';
import type { Answer, Answers, Mending, PlainFinding, Question, Questions } from './messages';

/** What answers are made from. */
export interface AnswerParts {
  readonly workspace: WorkspaceApi;
  readonly disk: HostFiles;
  /** The folders of the workspace. */
  readonly folders: readonly string[];
  readonly logger: Logger;
  /** Where the release lies that a folder is built with. */
  located(root: ConfigRoot, madeOf: MadeOf | undefined): Located;
}

interface Kind<K extends keyof Questions> {
  /** What is said where `answer` fails. */
  neutral(of: Questions[K]): Answers[K];
  answer(of: Questions[K], parts: AnswerParts): Asked<Answers[K]>;
}

/** What is answered once the systems of files are up to date: they may have come out of date since it was asked. */
const onceSettled = <A>(workspace: WorkspaceApi, files: ReadonlySet<string>, work: () => A): Asked<A> => ({
  advance(until) {
    const unsettled = (): string | undefined => {
      const { partial } = workspace;
      return [...files].find((file) => !partial.isSettled(file));
    };
    for (let focus = unsettled(); focus !== undefined && !workspace.advance(until, focus); focus = unsettled())
      if (performance.now() > until && unsettled() !== undefined) return undefined;
    return { answer: work() };
  },
});

const ANSWERING: { readonly [K in keyof Questions]: Kind<K> } = {
  fixes: {
    neutral: (wanted) => wanted.map(() => NO_MENDING),
    answer: (wanted, { workspace, logger }) =>
      onceSettled(workspace, new Set(wanted.map(({ file }) => file)), () => {
        const { findings } = workspace.partial;
        return wanted.map((each) => guarded(logger, 'fix', NO_MENDING, () => mending(each, findings, workspace)));
      }),
  },
  differences: {
    neutral: () => [],
    answer: (name, { workspace }) => from(differencesAsked(workspace, name), ([found]) => found ?? []),
  },
  'flake-outputs': {
    neutral: () => undefined,
    answer: (name, { workspace }) => from(outputsAsked(workspace, name), ([found]) => found),
  },
  'new-specialisation': {
    neutral: () => undefined,
    answer: ({ file, system }, { workspace }) => {
      const into = (module: Expr | undefined): NewSpecialisation | undefined => {
        const text = workspace.texts.read(file);
        return module && text !== undefined ? newSpecialisation(module, text) : undefined;
      };
      if (system === undefined) return atOnce(() => into(workspace.texts.parse(file)?.root));
      return from(
        workspace.ask({ system }, (analysis) => inlineModules(analysis, file)),
        (modules) => modules.map(into).find((found) => found !== undefined),
      );
    },
  },
  'problem-places': {
    neutral: ({ problems }) => problems.map(() => []),
    answer: (params, { workspace, disk }) =>
      atOnce(() =>
        problemPlacesIn(workspace, params, {
          exists: (path) => disk.kind(path) === 'file',
          place: (path) => disk.place(path),
        }),
      ),
  },
  place: {
    neutral: () => [],
    answer: ({ file, offset }, { workspace }) =>
      from(
        workspace.ask({ file, isFleeting: true, takesMoved: true }, (analysis, texts, standing) =>
          placeNow(analysis, file, offset, texts, standing).map((report) =>
            analysis.base.input.prefix.length > 0
              ? report
              : withOwnDefinitions(report, workspace.whole(keyOf(analysis.entryPoint))),
          ),
        ),
        all,
      ),
  },
  reads: {
    neutral: () => [],
    answer: ({ file, offset }, { workspace }) =>
      from(
        workspace.ask({ file }, (analysis, texts) => readsOfPlace(analysis, file, offset, texts)),
        all,
      ),
  },
  'whole-subject': {
    neutral: () => undefined,
    answer: (system, { workspace, located }) =>
      from(
        workspace.ask({ system }, (analysis) =>
          wholeSubject(analysis, located(analysis.entryPoint.configRoot, analysis.entryPoint.madeOf)),
        ),
        ([found]) => found,
      ),
  },
  completion: {
    neutral: () => undefined,
    answer: ({ file, offset, offersOptions }, { workspace }) =>
      from(
        workspace.ask({ file, system: firstWith(file, workspace), takesMoved: true }, (analysis, _texts, standing) => {
          const found = completionsAt(analysis, file, offset, standing, offersOptions);
          return found === undefined ? [] : [found];
        }),
        ([found]) => found,
      ),
  },
  rename: {
    neutral: () => undefined,
    answer: (request, { workspace, disk }) =>
      atOnce(() =>
        renamingOf(workspace, request, { list: (folder) => disk.list(folder), read: (path) => disk.read(path) }),
      ),
  },
  refactors: {
    neutral: () => [],
    answer: ({ file, start, end }, { workspace }) =>
      from(
        workspace.ask({ file, system: firstWith(file, workspace), isWithHomes: true }, (analysis, texts) =>
          refactorsAt(analysis, file, { start, end }, texts),
        ),
        (found) => distinct(found).filter((refactor) => changesNoOther(refactor, workspace)),
      ),
  },
  matrix: {
    neutral: () => undefined,
    answer: (system, { workspace }) =>
      from(
        workspace.ask({ system }, (analysis) => [matrixOf(analysis)]),
        ([found]) => found,
      ),
  },
  fates: {
    neutral: () => [],
    answer: (file, { workspace }) => from(workspace.fates(file), all),
  },
  imports: {
    neutral: () => [],
    answer: (file, { workspace }) =>
      from(
        workspace.ask({ file }, (analysis) => importReport(analysis, file)),
        all,
      ),
  },
  tool: {
    neutral: () => FAILED,
    answer: toolAnswer,
  },
  folding: {
    neutral: () => undefined,
    answer: (file, { workspace: { texts } }) =>
      atOnce(() => {
        const [tree, text] = [texts.parse(file), texts.read(file)];
        return tree && text !== undefined ? foldsIn(tree.root, text) : undefined;
      }),
  },
};

const all = <T>(answers: readonly T[]): readonly T[] => answers;
/** What several systems say, once. */
const distinct = <T>(answers: readonly T[]): readonly T[] => [
  ...new Map(answers.map((answer) => [JSON.stringify(answer), answer])).values(),
];

export function answerTo<K extends keyof Questions>({ about, of }: Question<K>, parts: AnswerParts): Asked<Answer<K>> {
  const { answer, neutral } = ANSWERING[about];
  const asked = memo(() => answer(of, parts));
  return {
    advance(until) {
      const failed = { answer: neutral(of) };
      const found = guarded(parts.logger, about, failed, () => asked().advance(until));
      return found && { answer: { about, of: found.answer } };
    },
  };
}

/**
 * One of the systems that a file takes part in, as far as one is known: what can be written hardly differs between
 * them, and somebody is typing.
 */
function firstWith(file: string, { results }: WorkspaceApi): SystemName | undefined {
  const systems = results.taken.flatMap(({ result }) => result?.systems ?? []);
  // A home says more of its own modules than the system that it is in.
  const system =
    systems.find(({ modules }) => modules.includes(file)) ?? systems.find(({ files }) => files.includes(file));
  if (system === undefined) return undefined;
  const { kind, host, entry, inside } = system;
  return { kind, host, entry, inside, specialisation: null };
}

const NO_MENDING: Mending = { fixes: [], suppression: undefined };
const IDENTITY = ['file', 'start', 'end', 'code', 'option', 'message'] as const;

function mending(wanted: PlainFinding, findings: readonly Finding[], workspace: WorkspaceApi): Mending {
  const found = findings.find((finding) => IDENTITY.every((part) => finding[part] === wanted[part]));
  return found === undefined ? NO_MENDING : { fixes: found.fixes(), suppression: workspace.suppression(found) };
}
