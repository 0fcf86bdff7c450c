// Hosts that another thread evaluates: what is found is the same, whatever becomes of it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SILENT } from '../../../server/src/base/logger';
import { Disk } from '../../../server/src/host/disk';
import { HelperClient, type OpenHelper } from '../../../server/src/lsp/helper/client';
import type { Snapshot, WorkspaceApi } from '../../../server/src/service/api';
import { bigFlake } from '../../support/big-flake';
import { helperHere } from '../../support/core-here';
import { gate } from '../../support/gate';
import { testInstallation } from '../../support/installation';
import { filesOf } from '../../support/memory-files';
import { asData, testWorkspace } from '../../support/workspace';

const { files: FILES } = bigFlake({ hosts: 8, modules: 10 });
const MODULE = '/project/modules/m3.nix';

interface Helped {
  readonly workspace: WorkspaceApi;
  /** The hosts that this thread has worked on. */
  readonly own: ReadonlySet<string>;
  /** What the other one was asked for, in order. */
  readonly given: readonly string[];
  readonly isEnded: () => boolean;
}

/** A workspace that is helped by what `around` makes of a helper in this thread. */
async function helped(around: (open: OpenHelper) => OpenHelper = (open) => open, files = FILES): Promise<Helped> {
  const own = new Set<string>();
  const given: string[] = [];
  let running = 0;
  const disk = Object.assign(new Disk(), filesOf(files));
  const here = around(helperHere(await testInstallation(), disk));
  const open: OpenHelper = (events) => {
    running++;
    const { post, end } = here(events);
    return {
      post(order) {
        if (order.type === 'evaluate') given.push(order.job.made.host ?? '');
        post(order);
      },
      end() {
        running--;
        end();
      },
    };
  };
  const begin = () => ({ language: undefined, cacheFolder: undefined, chosen: {}, setAside: [] });
  const help = new HelperClient({ logger: SILENT, open, begin });
  const workspace = await testWorkspace(files, {
    help,
    onWork: (what) => own.add(/#nixos (.*)/.exec(what)?.[1] ?? what),
  });
  return { workspace, own, given, isEnded: () => running === 0 };
}

/** Works as the core does, so that what the other one says is heard between two slices. */
async function advanced(session: Helped, focus?: string): Promise<Snapshot> {
  while (!(await sliced(session, focus)));
  return session.workspace.snapshot();
}

async function sliced({ workspace }: Helped, focus?: string): Promise<boolean> {
  await new Promise((go) => setTimeout(go, 1));
  return workspace.advance(performance.now(), focus);
}

/** Works until something was given away. */
function begun({ workspace, given }: Helped): void {
  while (given.length === 0) workspace.advance(performance.now());
}

/** How many hosts were not worked on here. */
const elsewhere = ({ given, own }: Helped): number => given.filter((host) => !own.has(host)).length;

const fresh = async (files = FILES): Promise<unknown> => asData((await testWorkspace(files)).snapshot());

test('what another thread finds is what this one would, and is not worked on here', async () => {
  const session = await helped();
  const found = await advanced(session);
  expect(elsewhere(session)).toBeGreaterThan(1);
  expect(session.isEnded()).toBe(true);
  expect(asData(found)).toEqual(await fresh());
});

test('it begins with what is least urgent', async () => {
  const session = await helped();
  await advanced(session, '/project/hosts/host-7/default.nix');
  expect(session.given.slice(0, 2)).toEqual(['host-6', 'host-5']);
});

test('nobody helps with a few', async () => {
  const session = await helped(undefined, bigFlake({ hosts: 3, modules: 10 }).files);
  await advanced(session);
  expect(session.given).toEqual([]);
});

/** Says nothing before it is let. */
const silentUntil =
  (opened: Promise<void>) =>
  (open: OpenHelper): OpenHelper =>
  (events) =>
    open({ ...events, said: (report) => void opened.then(() => events.said(report)) });

test('what was found of another text does not count', async () => {
  const [late, text] = [gate(), FILES.get(MODULE) ?? ''];
  const session = await helped(silentUntil(late.passed));
  begun(session);
  const after = text.replace('default = true', 'default = false');
  session.workspace.open(MODULE, text);
  const start = text.indexOf('default = true');
  const edit = { start, end: start + 'default = true'.length, newText: 'default = false' };
  session.workspace.edit(MODULE, after, [edit]);
  late.open();
  expect(asData(await advanced(session))).toEqual(await fresh(new Map([...FILES, [MODULE, after]])));
});

test('what is typed meanwhile is evaluated as it is open', async () => {
  const session = await helped();
  const after = (FILES.get(MODULE) ?? '').replace('default = true', 'default = false');
  session.workspace.open(MODULE, after);
  const found = await advanced(session);
  expect(elsewhere(session)).toBeGreaterThan(1);
  expect(asData(found)).toEqual(await fresh(new Map([...FILES, [MODULE, after]])));
});

const EDITS = [
  ['true', 'false'],
  ['lib.mkForce', 'lib.mkDefault'],
  ['imports = [', 'imports = [ ./absent.nix'],
  ['UTC', 'CET'],
  ['{', '{ # said'],
  [';', ''],
] as const;
const EDITED = [...FILES.keys()].filter((path) => /m[0-4]\.nix$|host-[0-4]|flake/.test(path));

test('whatever is typed meanwhile, in the end a fresh workspace says the same', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({ path: fc.constantFrom(...EDITED), edit: fc.constantFrom(...EDITS), slices: fc.nat({ max: 12 }) }),
        { minLength: 1, maxLength: 4 },
      ),
      async (edits) => {
        const session = await helped();
        const { workspace } = session;
        const texts = new Map(FILES);
        for (const { path, edit, slices } of edits) {
          for (let i = 0; i < slices; i++) await sliced(session);
          const after = (texts.get(path) ?? '').replace(edit[0], edit[1]);
          texts.set(path, after);
          workspace.open(path, after);
        }
        expect(asData(await advanced(session))).toEqual(await fresh(texts));
      },
    ),
    { numRuns: 5 },
  ));

const doing =
  (on: (events: Parameters<OpenHelper>[0]) => void): (() => OpenHelper) =>
  () =>
  (events) => ({ post: ({ type }) => (type === 'evaluate' ? on(events) : undefined), end: () => {} });

test.each([
  ['never answers', doing(() => {})],
  ['dies', doing(({ died }) => void setImmediate(() => died('out of memory')))],
  ['gives up', doing(({ said }) => void setImmediate(() => said({ type: 'done', found: undefined })))],
])('one that %s keeps nobody waiting', async (_, around) => {
  const session = await helped(around);
  const found = await advanced(session);
  expect([session.given.length > 0, elsewhere(session), session.isEnded()]).toEqual([true, 0, true]);
  expect(asData(found)).toEqual(await fresh());
});

test('one that died is not started again', async () => {
  const session = await helped(doing(({ died }) => void setImmediate(() => died('out of memory'))));
  await advanced(session);
  const { length } = session.given;
  session.workspace.startAnew();
  await advanced(session);
  expect(session.given).toHaveLength(length);
});

test('other files, or other rules, end what was begun with those of before', async () => {
  const session = await helped(doing(() => {}));
  begun(session);
  expect(session.isEnded()).toBe(false);
  session.workspace.configure({ rules: { 'option-conflict': 'off' } });
  expect(session.isEnded()).toBe(true);
  expect((await advanced(session)).findings.map(({ code }) => code)).not.toContain('option-conflict');
});

test('an edit of what was found elsewhere, and that nobody has looked at, finds nothing again', async () => {
  const session = await helped();
  await advanced(session);
  const file = `/project/hosts/${session.given[0]}/default.nix`;
  const text = FILES.get(file) ?? '';
  const { size } = session.own;
  const at = text.indexOf('UTC');
  session.workspace.open(file, text);
  session.workspace.edit(file, text.replace('UTC', 'CET'), [{ start: at, end: at + 3, newText: 'CET' }]);
  await advanced(session);
  expect(session.own.size).toBe(size);
  expect(asData(session.workspace.snapshot())).toEqual(
    await fresh(new Map([...FILES, [file, text.replace('UTC', 'CET')]])),
  );
});
