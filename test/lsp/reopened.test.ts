// A project that is opened again: what was found the last time is there without being evaluated.
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Disk } from '../../server/src/host/disk';
import { resultCache } from '../../server/src/host/result-cache';
import type { OpenCore } from '../../server/src/lsp/core/link';
import type { Surroundings } from '../../server/src/lsp/core/used-releases';
import { l10n } from '../../server/src/protocol/l10n';
import { coreHere, NOWHERE } from '../support/core-here';
import { testInstallation } from '../support/installation';
import { type Editor, serverIn } from '../support/lsp-pair';
import { temporaryFolder } from '../support/temporary-folder';

// Other tests are in this thread, too.
afterAll(() => l10n.speak(undefined));

const FILE = '/configuration.nix';
const TEXT =
  '{\n  services.openssh.enable = true;\n  specialisation.travel.configuration.services.openssh.enable = false;\n}\n';

interface Found {
  readonly codes: readonly unknown[];
  /** What was evaluated. */
  readonly works: ReadonlySet<string>;
}

/** Opens the folder, waits for what is found in its file, and until it is kept; then closes it. */
async function opened(folder: string, cacheFolder: string, wanted: number, language = 'en'): Promise<Found> {
  const works = new Set<string>();
  const surroundings: Surroundings = {
    ...NOWHERE,
    kept: ({ folders, language }) => resultCache({ folder: cacheFolder, folders, program: `this one ${language}` }),
  };
  const core = coreHere(await testInstallation(), new Disk(), surroundings);
  const openCore: OpenCore = ({ said, died }) =>
    core({
      said(report) {
        if (report.type === 'work') works.add(report.what);
        said(report);
      },
      died,
    });
  const before = keptIn(cacheFolder);
  const isKept = (): boolean => ![undefined, before].includes(keptIn(cacheFolder));
  let codes: readonly unknown[] = [];
  const talk = async (editor: Editor): Promise<void> => {
    await editor.initialize({ locale: language });
    await editor.open(FILE, TEXT);
    const { diagnostics } = await editor.diagnostics(FILE, (all) => all.length === wanted);
    codes = diagnostics.map(({ code }) => code);
    // What was kept already is not kept again.
    for (let waited = 0; works.size > 0 && waited < 400 && !isKept(); waited++)
      await new Promise((go) => setTimeout(go, 50));
    expect(isKept()).toBe(works.size > 0);
  };
  await serverIn(folder, talk, { openCore });
  return { codes, works };
}

/** When something was put into the folder last; undefined while it is being written, and before. Reading says nothing. */
function keptIn(folder: string): number | undefined {
  const names = readdirSync(folder);
  const isWhole = names.some((name) => name.endsWith('.results')) && !names.some((name) => name.endsWith('.new'));
  return isWhole ? statSync(folder).mtimeMs : undefined;
}

it('evaluates nothing that it has evaluated before', async () => {
  const [folder, cache] = [temporaryFolder(`#- ${FILE}\n${TEXT}`), temporaryFolder()];
  const first = await opened(folder, cache, 2);
  const second = await opened(folder, cache, 2);
  expect(second.codes).toEqual(first.codes);
  expect([first.works.size, second.works.size]).toEqual([1, 0]);
});

it('evaluates again what was changed meanwhile, and all of it in another language', async () => {
  const [folder, cache] = [temporaryFolder(`#- ${FILE}\n${TEXT}`), temporaryFolder()];
  await opened(folder, cache, 2);
  expect((await opened(folder, cache, 2, 'de')).works.size).toBe(1);
  writeFileSync(join(folder, 'hardware-configuration.nix'), '{ }');
  expect((await opened(folder, cache, 2, 'de')).works.size).toBe(0);
});
