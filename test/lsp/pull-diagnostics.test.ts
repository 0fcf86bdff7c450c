// Conversations with editors that ask for findings: those of a document come by asking once the editor has done so, and
// by pushing as long as it has not, and once it is closed; never by both, and never by neither.
import { expect, it } from 'vitest';
import { Disk } from '../../server/src/host/disk';
import type { OpenCore } from '../../server/src/lsp/core/link';
import { coreHere } from '../support/core-here';
import { gate } from '../support/gate';
import { testInstallation } from '../support/installation';
import { type Editor, noErrors, OUR_CLIENT, withEditor } from '../support/lsp-pair';
import { PULLING_CLIENT, Pulling } from '../support/pulling-editor';

const FILE = '/configuration.nix';
const OTHER = '/travel.nix';
const BASE = '{ imports = [ ./travel.nix ]; services.openssh.enable = true; }\n';
const TRAVEL = '{ specialisation.travel.configuration.services.openssh.enable = false; }\n';
const TWO_FILES = `#- ${FILE}\n${BASE}#- ${OTHER}\n${TRAVEL}`;

const isIdle = ({ statuses }: Editor): boolean => statuses.at(-1)?.busy === false;
const CONFLICTS = 1;

/** Waits until the server has nothing to do, and has been told of nothing more. */
const idle = (editor: Editor): Promise<true> => editor.until(() => isIdle(editor) || undefined);

/** Opens both files, waits until all is known and asks about the first one. */
async function pulled(editor: Editor, onRefresh?: (pulling: Pulling) => void): Promise<Pulling> {
  const pulling = new Pulling(editor, onRefresh);
  await editor.initialize(PULLING_CLIENT);
  await editor.open(FILE, BASE);
  await editor.open(OTHER, TRAVEL);
  await editor.diagnostics(FILE, (list) => list.length === CONFLICTS);
  await editor.diagnostics(OTHER, (list) => list.length === CONFLICTS);
  await idle(editor);
  pulling.told.length = 0;
  await pulling.pull(FILE);
  await editor.diagnostics(FILE, (list) => list.length === 0);
  return pulling;
}

it.each([
  ['one that is told when to ask again', PULLING_CLIENT, true],
  ['one that does not ask', OUR_CLIENT, false],
  [
    'one that would miss what is found later',
    { capabilities: { ...OUR_CLIENT.capabilities, textDocument: { diagnostic: {} } } },
    false,
  ],
])('asking is offered to the right editors: %s', (_name, client, isOffered) =>
  withEditor(TWO_FILES, async (editor) => {
    expect(await editor.initialize(client)).toMatchObject({
      capabilities: isOffered
        ? { diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false } }
        : expect.not.objectContaining({ diagnosticProvider: expect.anything() }),
    });
  }),
);

it('what was pushed goes right before the first answer, which says the same', () =>
  withEditor(TWO_FILES, async (editor) => {
    const pulling = new Pulling(editor);
    await editor.initialize(PULLING_CLIENT);
    await editor.open(FILE, BASE);
    const { diagnostics } = await editor.diagnostics(FILE, (list) => list.length > 0);
    await idle(editor);
    pulling.told.length = 0;
    expect(await pulling.pull(FILE)).toEqual({ kind: 'full', resultId: expect.any(String), items: diagnostics });
    await editor.diagnostics(FILE, (list) => list.length === 0);
    expect(pulling.told).toEqual([`push ${FILE} 0`, `answer ${FILE} 1`]);
    expect(pulling.shown(FILE)).toEqual(diagnostics);
    expect(await pulling.pull(FILE)).toEqual({ kind: 'unchanged', resultId: expect.any(String) });
  }));

it('an editor that could ask and does not is pushed everything', () =>
  withEditor(TWO_FILES, async (editor) => {
    const pulling = new Pulling(editor);
    await editor.initialize(PULLING_CLIENT);
    await editor.open(FILE, BASE);
    await editor.diagnostics(FILE, (list) => list.length > 0);
    await editor.replace(FILE, '= true', '= false');
    await editor.diagnostics(FILE, noErrors);
    expect(pulling.told).not.toContain('refresh');
  }));

it('a change is answered by asking, and nothing of the document is pushed', () =>
  withEditor(TWO_FILES, async (editor) => {
    const pulling = await pulled(editor);
    pulling.told.length = 0;
    await editor.replace(FILE, '= true', '= false');
    expect(await pulling.pull(FILE)).toMatchObject({ kind: 'full', items: [] });
    await idle(editor);
    // The question waited for it, so nobody is told to ask once more.
    expect(pulling.told).not.toContain('refresh');
    expect(pulling.told.filter((line) => line.startsWith(`push ${FILE}`))).toEqual([]);
    await editor.diagnostics(OTHER, noErrors);
  }));

it('a change of another document tells the editor once to ask again', () =>
  withEditor(TWO_FILES, async (editor) => {
    const pulling = await pulled(editor);
    pulling.told.length = 0;
    await editor.replace(OTHER, '= false', '= true');
    await editor.until(() => pulling.told.includes('refresh') || undefined);
    await editor.replace(OTHER, '}\n', '}\n# a comment\n');
    await idle(editor);
    expect(pulling.told.filter((line) => line === 'refresh')).toHaveLength(1);
    expect(await pulling.pull(FILE)).toMatchObject({ kind: 'full' });
    expect(pulling.shown(FILE)).toEqual([]);
    expect(pulling.pushes(FILE)).toEqual([]);
  }));

it('what is found later, by a change of the settings, tells it to ask again as well', () =>
  withEditor(TWO_FILES, async (editor) => {
    const pulling = await pulled(editor, (self) => self.again());
    editor.settings.set('nixosSpecialisations.rules', { 'option-conflict': 'off' });
    await editor.notify('workspace/didChangeConfiguration', { settings: null });
    await editor.until(() => (pulling.shown(FILE).length === 0 && pulling.shown(OTHER).length === 0) || undefined);
    expect(pulling.twice).toEqual([]);
  }));

it('an editor to which an answer is like something pushed shows the same', () =>
  withEditor(TWO_FILES, async (editor) => {
    const pulling = new Pulling(editor, undefined, false);
    await editor.initialize(PULLING_CLIENT);
    await editor.open(FILE, BASE);
    await editor.diagnostics(FILE, (list) => list.length === CONFLICTS);
    await idle(editor);
    await pulling.pull(FILE);
    await editor.open(OTHER, TRAVEL);
    await idle(editor);
    expect(pulling.shown(FILE)).toHaveLength(CONFLICTS);
    await pulling.close(FILE);
    await editor.replace(OTHER, '= false', '= true');
    await editor.until(() => pulling.shown(FILE).length === 0 || undefined);
  }));

it('files that are not open are pushed', () =>
  withEditor(TWO_FILES, async (editor) => {
    const pulling = new Pulling(editor);
    await editor.initialize(PULLING_CLIENT);
    await editor.open(FILE, BASE);
    await pulling.pull(FILE);
    await editor.diagnostics(OTHER, (list) => list.length === CONFLICTS);
    await editor.replace(FILE, '= true', '= false');
    await editor.diagnostics(OTHER, noErrors);
    // Asked for, they are so still.
    expect(await pulling.pull(OTHER)).toBeUndefined();
    expect(pulling.shown(OTHER)).toHaveLength(1);
  }));

it('a document that is closed is pushed at once, and after that as any closed file', () =>
  withEditor(TWO_FILES, async (editor) => {
    const pulling = await pulled(editor);
    const before = pulling.shown(FILE);
    pulling.told.length = 0;
    await pulling.close(FILE);
    const { diagnostics } = await editor.diagnostics(FILE, (list) => list.length === CONFLICTS);
    expect(diagnostics).toEqual(before);
    await editor.replace(OTHER, '= false', '= true');
    await editor.diagnostics(FILE, (list) => list.length === 0);
    await editor.open(FILE, BASE);
    await editor.replace(OTHER, '= true', '= false');
    await editor.diagnostics(FILE, (list) => list.length === CONFLICTS);
    expect(await pulling.pull(FILE)).toMatchObject({ kind: 'full', items: [expect.anything()] });
    await editor.diagnostics(FILE, (list) => list.length === 0);
    expect(pulling.twice).toEqual([]);
  }));

it('positions are those of the text when the answer is given, also of what is out of date', () =>
  withEditor(
    TWO_FILES,
    async (editor) => {
      const pulling = await pulled(editor);
      await editor.replace(FILE, '{ imports', '\n\n{ imports');
      const report = await pulling.pull(FILE);
      expect(report).toMatchObject({ items: [{ range: { start: { line: 2 } } }] });
      // A question that waits hears of edits made meanwhile.
      const waiting = pulling.pull(FILE);
      await editor.replace(FILE, '\n\n{', '\n\n\n\n{');
      await waiting;
      await editor.until(() => (isIdle(editor) && pulling.isAnswered) || undefined);
      await pulling.pull(FILE);
      expect(pulling.shown(FILE)).toMatchObject([{ range: { start: { line: 4 } } }]);
    },
    { patience: { brief: 0, long: Number.POSITIVE_INFINITY } },
  ));

it('of a document that is replaced as a whole nothing vanishes before it is known', () =>
  withEditor(TWO_FILES, async (editor) => {
    const pulling = await pulled(editor);
    const text = `# a line\n${BASE}`;
    await editor.change(FILE, [{ text }], text);
    expect(await pulling.pull(FILE)).toMatchObject({ items: [{ range: { start: { line: 1 } } }] });
  }));

it('a syntax error is found, and goes', () =>
  withEditor(TWO_FILES, async (editor) => {
    const pulling = await pulled(editor, (self) => self.again());
    const shows = (code: string): Promise<true> => {
      void pulling.pull(FILE);
      return editor.until(() => pulling.shown(FILE).some((each) => each.code === code) || undefined);
    };
    await editor.replace(FILE, 'services.openssh.enable = true;', 'services.openssh.enable = ;');
    await shows('syntax-error');
    await editor.replace(FILE, 'enable = ;', 'enable = true;');
    await shows('option-conflict');
    expect(pulling.shown(FILE)).toHaveLength(CONFLICTS);
  }));

it('asking begins no work sooner, however often', async () => {
  const ordered: string[] = [];
  const [installation, disk] = [await testInstallation(), new Disk()];
  const core = coreHere(installation, disk);
  const openCore: OpenCore = (events) => {
    const { post, end } = core(events);
    return {
      post: (order) => {
        ordered.push(order.type);
        post(order);
      },
      end,
    };
  };
  const talk = async (editor: Editor): Promise<void> => {
    const pulling = await pulled(editor);
    ordered.length = 0;
    for (const letter of ['a', 'b', 'c']) {
      await editor.replace(FILE, '; }', `; } # ${letter}`);
      void pulling.pull(FILE);
    }
    await editor.until(() => pulling.isAnswered || undefined);
    expect(ordered.filter((type) => type !== 'ping')).toEqual(['edit', 'edit', 'edit']);
  };
  await withEditor(TWO_FILES, talk, { installation, disk, openCore });
});

/** One that never has results. */
const SILENT_CORE: OpenCore = () => ({ post: () => undefined, end: () => undefined });

it('a question that nobody waits for any more is not counted as answered', () => {
  const known = gate();
  return withEditor(
    TWO_FILES,
    async (editor) => {
      const pulling = new Pulling(editor);
      await editor.initialize(PULLING_CLIENT);
      await editor.open(FILE, BASE);
      const waiting = pulling.pull(FILE);
      // Requests are taken up in order: this one's answer means that the one before it waits.
      await editor.codeLenses('git:/other.nix');
      pulling.giveUp(FILE);
      expect(await waiting).toBeUndefined();
      known.open();
      await editor.diagnostics(FILE, (list) => list.length === CONFLICTS);
      expect(editor.log.filter((line) => line.includes('failed'))).toEqual([]);
    },
    { knowsAfter: known.passed, patience: { brief: 0, long: Number.POSITIVE_INFINITY } },
  );
});

it('what nobody knows yet has no answer, and is pushed once it is known', () => {
  const known = gate();
  return withEditor(
    TWO_FILES,
    async (editor) => {
      const pulling = new Pulling(editor);
      await editor.initialize(PULLING_CLIENT);
      await editor.open(FILE, BASE);
      expect(await pulling.pull(FILE)).toBeUndefined();
      known.open();
      await editor.diagnostics(FILE, (list) => list.length === CONFLICTS);
    },
    { knowsAfter: known.passed, patience: { brief: 0, long: 0 } },
  );
});

it('a server that is to end lets nobody wait', () =>
  withEditor(
    TWO_FILES,
    async (editor) => {
      const pulling = new Pulling(editor);
      await editor.initialize(PULLING_CLIENT);
      await editor.open(FILE, BASE);
      const waiting = pulling.pull(FILE);
      await editor.codeLenses('git:/other.nix');
      await editor.request('shutdown', null);
      expect(await waiting).toBeUndefined();
    },
    { openCore: SILENT_CORE, patience: { brief: 0, long: Number.POSITIVE_INFINITY } },
  ));
