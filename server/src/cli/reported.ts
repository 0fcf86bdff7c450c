// From opened folders to one report: what was found in all of them, each problem with its fingerprint.

import { linesOf, withFingerprints } from '../service/fingerprint';
import type { CheckedFolder } from './checked';
import { namesIn } from './names';
import { type Report, together } from './report';
import { projectFolder } from './targets';

export interface Reported {
  readonly report: Report;
  /** The text of a file, by the path in the report. */
  readonly read: (file: string) => string | undefined;
}

export async function reportOn(folders: readonly CheckedFolder[]): Promise<Reported> {
  const parts = [];
  for (const folder of folders) parts.push(...(await folder.parts()));
  const [first] = parts;
  const pathOf = (file: string): string => first?.names.path(file) ?? file;
  const read = (file: string): string | undefined => first?.texts(pathOf(file));
  const project = namesIn(projectFolder(folders[0]?.folder ?? ''), false);
  const draft = together(parts.map((part) => part.draft));
  const diagnostics = withFingerprints(draft.diagnostics, linesOf(read), (file) => project.shown(pathOf(file)));
  return { report: { ...draft, diagnostics }, read };
}
