// How a command is started so that its output is read (follow/), and how the report comes back: in a file of a folder
// that only this user can enter. The output itself is never written down.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NixReport } from '../../../server/src/protocol/nix-report';
import { parseReport } from '../../../server/src/run/output/parse-report';

export interface Followed {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** The report, once the command has ended; undefined when there is none. Removes what was made for it. */
  readonly report: () => Promise<NixReport | undefined>;
}

/** The command within the program at `script`. */
export async function followed(script: string, argv: readonly string[]): Promise<Followed> {
  const folder = await mkdtemp(join(tmpdir(), 'nixos-specialisations-'));
  const file = join(folder, 'report.json');
  return {
    // The Node that runs us: the editor's own program, which is one when it is told so.
    program: process.execPath,
    args: [script, file, ...argv],
    env: { ELECTRON_RUN_AS_NODE: '1' },
    report: async () => {
      const text = await readFile(file, 'utf8').catch(() => undefined);
      await rm(folder, { recursive: true, force: true });
      return text === undefined ? undefined : parseReport(text);
    },
  };
}
