// Where the machine is looked at: this one, as the process of the extensions sees it.
import { isAbsolute } from 'node:path';
import * as vscode from 'vscode';
import { type Surroundings, theseSurroundings } from '../../../server/src/run/machine/detect';
import { mountedRoot } from '../../../server/src/run/machine/mounted-root';
import { openFolders } from '../folders';
import { SECTION } from '../settings';

/** This machine; for tests one whose root is a folder. */
export function surroundings(): Surroundings {
  const here = theseSurroundings(openFolders());
  const folder = testedRoot();
  return folder === undefined ? here : { ...here, root: mountedRoot(folder), host: undefined };
}

/**
 * The root of a machine made for a test. It is no setting of ours that anybody is shown, and only the user's own
 * settings are asked: what a workspace says of it is not heard.
 */
export function testedRoot(): string | undefined {
  const said = vscode.workspace.getConfiguration(SECTION).inspect<unknown>('testing.systemRoot')?.globalValue;
  return typeof said === 'string' && isAbsolute(said) ? said : undefined;
}
