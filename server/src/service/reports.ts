// Questions that the command line and the server ask.
import { type Coverage, coverageOf, statementsOf } from '../analysis/reports/coverage';
import { differencesOf, type OptionDifference, type SystemName } from '../analysis/reports/differences';
import { explainAnalysis, type SystemExplanation } from '../analysis/reports/explanation';
import { summariseUnknowns, type UnknownSummary, unknownsOf } from '../analysis/reports/unknowns';
import type { FlakeOutputs } from '../project/flake-outputs';
import { answerOf, type WorkspaceApi } from './api';
import type { Answering } from './question';

type Asked = Pick<WorkspaceApi, 'ask'>;

/** What becomes of each option that is defined, in each system. */
export const explanationsIn = (workspace: Asked): readonly SystemExplanation[] =>
  answerOf(workspace.ask({}, explainAnalysis));

/** How a specialisation differs from its base, by option; of a base: its conflicts. */
export const differencesAsked = (workspace: Asked, name: SystemName): Answering<readonly OptionDifference[]> =>
  workspace.ask({ system: name }, (analysis) => given(differencesOf(analysis, name)));

export const differencesIn = (workspace: Asked, name: SystemName): readonly OptionDifference[] | undefined =>
  answerOf(differencesAsked(workspace, name))[0];

/** What else the flake says that makes a system; nothing where none does, or there is no such system. */
export const outputsAsked = (workspace: Asked, name: SystemName): Answering<FlakeOutputs> =>
  workspace.ask({ system: name }, ({ entryPoint }) => given(entryPoint.outputs?.()));

export const outputsIn = (workspace: Asked, name: SystemName): FlakeOutputs | undefined =>
  answerOf(outputsAsked(workspace, name))[0];

const given = <T>(found: T | undefined): readonly T[] => (found === undefined ? [] : [found]);

/** What the analysis could not know, the most frequent first: of all systems, or of those that a file takes part in. */
export const unknownsIn = (workspace: Asked, file: string | undefined): readonly UnknownSummary[] =>
  summariseUnknowns(answerOf(workspace.ask({ file }, unknownsOf)));

/** How much of what these systems' modules say is known. */
export const coverageIn = (workspace: Asked, file: string | undefined): Coverage =>
  coverageOf(answerOf(workspace.ask({ file }, statementsOf)));
