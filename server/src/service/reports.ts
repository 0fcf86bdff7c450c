// The questions that the command line and the server ask whole, at once.
import { type Coverage, coverageOf, statementsOf } from '../analysis/reports/coverage';
import { differencesOf, type OptionDifference, type SystemName } from '../analysis/reports/differences';
import { explainAnalysis, type SystemExplanation } from '../analysis/reports/explanation';
import { summariseUnknowns, type UnknownSummary, unknownsOf } from '../analysis/reports/unknowns';
import type { FlakeOutputs } from '../project/flake-outputs';
import { answerOf, type WorkspaceApi } from './api';

type Asked = Pick<WorkspaceApi, 'ask'>;

/** What becomes of each option that is defined, in each system. */
export const explanationsIn = (workspace: Asked): readonly SystemExplanation[] =>
  answerOf(workspace.ask({}, explainAnalysis));

/**
 * How a specialisation differs from its base, by option; of a base: its conflicts. Undefined: there is no such system.
 */
export const differencesIn = (workspace: Asked, name: SystemName): readonly OptionDifference[] | undefined =>
  answerOf(workspace.ask({ system: name }, (analysis) => [differencesOf(analysis, name)])).find(
    (found) => found !== undefined,
  );

/** What else the flake says that makes a system; undefined where none does, or there is no such system. */
export const outputsIn = (workspace: Asked, name: SystemName): FlakeOutputs | undefined =>
  answerOf(workspace.ask({ system: name }, ({ entryPoint }) => [entryPoint.outputs?.()])).find(
    (found) => found !== undefined,
  );

/** What the analysis could not know, the most frequent first: of all systems, or of those that a file takes part in. */
export const unknownsIn = (workspace: Asked, file: string | undefined): readonly UnknownSummary[] =>
  summariseUnknowns(answerOf(workspace.ask({ file }, unknownsOf)));

/** How much of what these systems' modules say is known. */
export const coverageIn = (workspace: Asked, file: string | undefined): Coverage =>
  coverageOf(answerOf(workspace.ask({ file }, statementsOf)));
