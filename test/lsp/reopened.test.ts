// A project that is opened again: what was found the last time is there without being evaluated.
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Disk } from '../../server/src/host/disk';
import type { OpenCore } from '../../server/src/lsp/core/link';
import { coreHere } from '../support/core-here';
import { testInstallation } from '../support/installation';
import { type Editor, serverIn } from '../support/lsp-pair';
import { temporaryFolder } from '../support/temporary-folder';

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
  const surroundings = { channels: { nixPath: undefined, home: undefined }, cacheFolder, program: 'this one' };
  const core = coreHere(await testInstallation(), new Disk(), surroundings);
  const openCore: OpenCore = ({ said, died }) =>
    core({
      said(report) {
        if (report.type === 'work') works.add(report.what);
        said(report);
      },
      died,
    });
  let codes: readonly unknown[] = [];
  const talk = async (editor: Editor): Promise<void> => {
    await editor.initialize({ locale: language });
    await editor.open(FILE, TEXT);
    const { diagnostics } = await editor.diagnostics(FILE, (all) => all.length === wanted);
    const before = keptIn(cacheFolder);
    codes = diagnostics.map(({ code }) => code);
    for (let waited = 0; waited < 200 && keptIn(cacheFolder) === before; waited++)
      await new Promise((go) => setTimeout(go, 50));
    expect(keptIn(cacheFolder)).not.toBe(before);
  };
  await serverIn(folder, talk, { openCore });
  return { codes, works };
}

/** When what is kept was written. */
function keptIn(folder: string): number | undefined {
  const name = readdirSync(folder).find((each) => each.endsWith('.results'));
  return name === undefined ? undefined : statSync(join(folder, name)).ctimeMs;
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
