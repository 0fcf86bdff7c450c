// Conversations about many files that change on disk, each told of by itself; and about
// texts that nobody writes by hand.
import { expect, it } from 'vitest';
import { Disk } from '../../server/src/host/disk';
import { coreHere } from '../support/core-here';
import { testInstallation } from '../support/installation';
import { OUR_CLIENT, withEditor } from '../support/lsp-pair';
import { writeIn } from '../support/temporary-folder';

const CONFLICT = '{ services.openssh.enable = true; specialisation.a.configuration.services.openssh.enable = false; }';
const withStatus = { ...OUR_CLIENT, initializationOptions: { ...OUR_CLIENT.initializationOptions, status: true } };

it('thousands of files that appear, each by itself, are looked at together', async () => {
  const disk = new Disk();
  const openHere = coreHere(await testInstallation(), disk);
  let orders = 0;
  await withEditor(
    '#- /empty.nix\n{ }',
    async (editor) => {
      await editor.initialize();
      await editor.open('/empty.nix', '{ }');
      await editor.diagnostics('/empty.nix');
      writeIn(editor.folder, '/configuration.nix', CONFLICT);
      const told = ['/configuration.nix', ...Array.from({ length: 3000 }, (_, index) => `/no-${index}.nix`)].map(
        (path) => editor.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: editor.uri(path), type: 1 }] }),
      );
      await Promise.all(told);
      await editor.diagnostics('/configuration.nix', (list) => list.length > 0);
      await editor.request('nixosSpecialisations/systems', null);
      expect(orders).toBeGreaterThan(0);
      expect(orders).toBeLessThan(1000);
    },
    {
      disk,
      openCore: (events) => {
        const link = openHere(events);
        const post: typeof link.post = (order) => {
          if (order.type === 'disk') orders++;
          link.post(order);
        };
        return { ...link, post };
      },
    },
  );
});

it('a text that is too long is not read, and said to be so', () =>
  withEditor(`#- /other/configuration.nix\n${CONFLICT}`, async (editor) => {
    await editor.initialize(withStatus);
    await editor.open('/configuration.nix', `${CONFLICT}${'\n# a remark'.repeat(300_000)}`);
    await editor.diagnostics('/other/configuration.nix', (list) => list.length > 0);
    const { notes } = await editor.until(() => editor.statuses.find(({ busy, notes }) => !busy && notes.length > 0));
    expect(notes).toEqual(['configuration.nix: not read: the text is too long']);
    expect(editor.latest('/configuration.nix')?.diagnostics ?? []).toEqual([]);
  }));
