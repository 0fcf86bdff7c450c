// All handlers: each registers for its own requests and notifications.
import type { Session } from '../session';
import { codeActions } from './code-actions';
import { codeLens } from './code-lens';
import { settings } from './settings';
import { shutdown } from './shutdown';
import { targets } from './targets';
import { textSync } from './text-sync';
import { tree } from './tree';
import { trust } from './trust';
import { watchedFiles } from './watched-files';
import { workspaceFolders } from './workspace-folders';

export const HANDLERS: readonly ((session: Session) => void)[] = [
  textSync,
  watchedFiles,
  workspaceFolders,
  settings,
  codeActions,
  codeLens,
  targets,
  tree,
  trust,
  shutdown,
];
