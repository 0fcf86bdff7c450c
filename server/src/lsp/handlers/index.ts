// All handlers, and what the editor may ask because of them.
import type { ServerCapabilities } from 'vscode-languageserver';
import type { ClientFeatures } from '../client-features';
import { assistant } from './assistant';
import { callHierarchy } from './call-hierarchy';
import { checkWhole } from './check-whole';
import { codeActions } from './code-actions';
import { codeLens } from './code-lens';
import { completion } from './completion';
import { diagnostics } from './diagnostics';
import { fixAll } from './fix-all';
import { folding } from './folding';
import type { Handler } from './handler';
import { hover } from './hover';
import { inlayHints } from './inlay-hints';
import { knowledge } from './knowledge';
import { machine } from './machine';
import { matrix } from './matrix';
import { navigation } from './navigation';
import { newSpecialisation } from './new-specialisation';
import { problemPlaces } from './problem-places';
import { rename } from './rename';
import { runPlan } from './run-plan';
import { semanticTokens } from './semantic-tokens';
import { settings } from './settings';
import { shutdown } from './shutdown';
import { symbols } from './symbols';
import { targets } from './targets';
import { textSync } from './text-sync';
import { tree } from './tree';
import { trust } from './trust';
import { watchedFiles } from './watched-files';
import { workspaceFolders } from './workspace-folders';

export const HANDLERS: readonly Handler[] = [
  textSync,
  watchedFiles,
  workspaceFolders,
  settings,
  diagnostics,
  codeActions,
  fixAll,
  codeLens,
  runPlan,
  hover,
  completion,
  navigation,
  callHierarchy,
  folding,
  symbols,
  rename,
  inlayHints,
  semanticTokens,
  targets,
  newSpecialisation,
  problemPlaces,
  tree,
  matrix,
  knowledge,
  checkWhole,
  assistant,
  trust,
  machine,
  shutdown,
];

/** What the server tells an editor it can do: what its handlers say. */
export function capabilitiesFor(client: ClientFeatures): ServerCapabilities {
  const said = HANDLERS.map(({ capabilities }) =>
    typeof capabilities === 'function' ? capabilities(client) : capabilities,
  );
  return Object.assign({ positionEncoding: 'utf-16' }, ...said);
}
