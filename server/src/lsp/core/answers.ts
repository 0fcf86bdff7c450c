// What the core answers, a function for each kind of question. What fails gives the neutral answer.

import { definitionFates } from '../../analysis/reports/definition-fates';
import type { SystemName } from '../../analysis/reports/differences';
import { matrixOf } from '../../analysis/reports/matrix';
import { placeReport } from '../../analysis/reports/place-report';
import type { Logger } from '../../base/logger';
import { newSpecialisation } from '../../edits/new-specialisation';
import { completionsAt } from '../../features/completion';
import { refactorsAt } from '../../features/refactors';
import type { Disk } from '../../host/disk';
import type { Finding } from '../../rules/engine/finding';
import { answerOf, type WorkspaceApi } from '../../service/api';
import { problemPlacesIn } from '../../service/problem-places';
import { renamingOf } from '../../service/renaming';
import { differencesIn, outputsIn } from '../../service/reports';
import { guarded } from '../guarded';
import type { Answer, Answers, Mending, PlainFinding, Question, Questions } from './messages';

/** What answers are made from. */
export interface AnswerParts {
  readonly workspace: WorkspaceApi;
  readonly disk: Disk;
  readonly logger: Logger;
}

interface Answering<K extends keyof Questions> {
  /** What is said where `answer` fails. */
  neutral(of: Questions[K]): Answers[K];
  answer(of: Questions[K], parts: AnswerParts): Answers[K];
}

const ANSWERING: { readonly [K in keyof Questions]: Answering<K> } = {
  fixes: {
    neutral: (wanted) => wanted.map(() => NO_MENDING),
    answer(wanted, { workspace, logger }) {
      const { findings } = workspace.partial;
      return wanted.map((each) => guarded(logger, 'fix', NO_MENDING, () => mending(each, findings, workspace)));
    },
  },
  differences: { neutral: () => [], answer: (name, { workspace }) => differencesIn(workspace, name) ?? [] },
  'flake-outputs': { neutral: () => undefined, answer: (name, { workspace }) => outputsIn(workspace, name) },
  'new-specialisation': {
    neutral: () => undefined,
    answer(file, { workspace: { texts } }) {
      const [tree, text] = [texts.parse(file), texts.read(file)];
      return tree && text !== undefined ? newSpecialisation(tree.root, text) : undefined;
    },
  },
  'problem-places': {
    neutral: ({ problems }) => problems.map(() => []),
    answer: (params, { workspace, disk }) =>
      problemPlacesIn(workspace, params, {
        exists: (path) => disk.kind(path) === 'file',
        place: (path) => disk.place(path),
      }),
  },
  place: {
    neutral: () => [],
    answer: ({ file, offset }, { workspace }) =>
      answerOf(workspace.ask({ file }, (analysis, texts) => placeReport(analysis, file, offset, texts))),
  },
  completion: {
    neutral: () => undefined,
    answer: ({ file, offset, offersOptions }, { workspace }) =>
      answerOf(
        workspace.ask({ file, system: firstWith(file, workspace) }, (analysis, texts) => {
          const found = completionsAt(analysis, file, offset, texts, offersOptions);
          return found === undefined ? [] : [found];
        }),
      )[0],
  },
  rename: {
    neutral: () => undefined,
    answer: (request, { workspace, disk }) =>
      renamingOf(workspace, request, { list: (folder) => disk.list(folder), read: (path) => disk.read(path) }),
  },
  refactors: {
    neutral: () => [],
    answer: ({ file, start, end }, { workspace }) =>
      answerOf(
        workspace.ask({ file, system: firstWith(file, workspace) }, (analysis, texts) =>
          refactorsAt(analysis, file, { start, end }, texts),
        ),
      ),
  },
  matrix: {
    neutral: () => undefined,
    answer: (system, { workspace }) => answerOf(workspace.ask({ system }, (analysis) => [matrixOf(analysis)]))[0],
  },
  fates: {
    neutral: () => [],
    answer: (file, { workspace }) =>
      answerOf(workspace.ask({ file }, (analysis, texts) => definitionFates(analysis, file, texts.read(file) ?? ''))),
  },
};

export function answerTo<K extends keyof Questions>({ about, of }: Question<K>, parts: AnswerParts): Answer<K> {
  const { answer, neutral } = ANSWERING[about];
  return { about, of: guarded(parts.logger, about, neutral(of), () => answer(of, parts)) };
}

/**
 * One of the systems that a file takes part in, as far as one is known: what can be written hardly differs between
 * them, and somebody is typing.
 */
function firstWith(file: string, { results }: WorkspaceApi): SystemName | undefined {
  const system = results.taken.flatMap(({ result }) => result?.systems ?? []).find(({ files }) => files.includes(file));
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
