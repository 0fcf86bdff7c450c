// The table of commands, where programs can be run.
import { MORE_COMMAND, RUN_COMMAND } from '../../../server/src/protocol/requests';
import type { RunContext } from '../context';
import { SECTION } from '../settings';
import { ANYWHERE } from './anywhere';
import { backToBase } from './back-to-base';
import { checkHere, treeCheck } from './check';
import { chooseMachine } from './choose-machine';
import type { Command } from './command';
import { compareHereWithRunning, treeCompareWithRunning } from './compare';
import { generations } from './generations';
import { buildVm, collectGarbage, rebuildBase, rollBack } from './manage';
import { moreActions, moreActionsHere } from './more';
import { resetAnswers } from './reset-answers';
import { runLens } from './run';
import { rebuildHere, switchHere } from './run-here';
import { toggle } from './toggle';
import { treeBackToBase, treeMore, treeRebuild, treeSwitch } from './tree';

/** All commands. */
export const COMMANDS: Readonly<Record<string, Command<RunContext>>> = {
  ...ANYWHERE,
  [RUN_COMMAND]: runLens,
  [MORE_COMMAND]: moreActions,
  [`${SECTION}.switchHere`]: switchHere,
  [`${SECTION}.rebuildHere`]: rebuildHere,
  [`${SECTION}.moreHere`]: moreActionsHere,
  [`${SECTION}.backToBase`]: backToBase,
  [`${SECTION}.toggle`]: toggle,
  [`${SECTION}.rebuildBase`]: rebuildBase,
  [`${SECTION}.generations`]: generations,
  [`${SECTION}.rollBack`]: rollBack,
  [`${SECTION}.collectGarbage`]: collectGarbage,
  [`${SECTION}.buildVm`]: buildVm,
  [`${SECTION}.chooseMachine`]: chooseMachine,
  [`${SECTION}.resetAnswers`]: resetAnswers,
  [`${SECTION}.treeSwitch`]: treeSwitch,
  [`${SECTION}.treeRebuild`]: treeRebuild,
  [`${SECTION}.treeMore`]: treeMore,
  [`${SECTION}.treeBackToBase`]: treeBackToBase,
  [`${SECTION}.checkHere`]: checkHere,
  [`${SECTION}.treeCheck`]: treeCheck,
  [`${SECTION}.compareHereWithRunning`]: compareHereWithRunning,
  [`${SECTION}.treeCompareWithRunning`]: treeCompareWithRunning,
};
