// What one thread tells the other of results, and what that one makes of it.
import { expect, it } from 'vitest';
import { applyEdits } from '../../../server/src/base/text-edit';
import type { CoreState } from '../../../server/src/lsp/core/messages';
import { Replica } from '../../../server/src/lsp/core/replica';
import { StateTeller } from '../../../server/src/lsp/core/state-teller';
import { parseFixture } from '../../support/fixture';
import { testWorkspace } from '../../support/workspace';

const FILES = parseFixture(`
#- /configuration.nix
{ imports = [ ./desktop.nix ]; specialisation.plasma.configuration.time.timeZone = "CET"; }
#- /desktop.nix
{
  services.printing.enable = true;
  time.timeZone = "UTC";
  services.openssh.enable = true;
}
`);
const FILE = '/desktop.nix';

async function told() {
  const workspace = await testWorkspace(FILES);
  for (const [file, text] of FILES) workspace.open(file, text);
  const states: CoreState[] = [];
  const teller = new StateTeller((report) => {
    if (report.type === 'state') states.push(structuredClone(report));
  });
  const replica = new Replica();
  let seq = 0;
  const tell = (): CoreState | undefined => {
    workspace.snapshot();
    teller.tell(workspace.results, { seq, sinceMs: 0, isOver: true });
    const last = states.at(-1);
    if (last !== undefined) replica.take(last);
    return last;
  };
  const edit = (before: string, after: string): void => {
    const text = workspace.texts.read(FILE) ?? '';
    const start = text.indexOf(before);
    const edits = [{ start, end: start + before.length, newText: after }];
    workspace.edit(FILE, applyEdits(text, edits), edits);
    seq++;
    replica.note({ seq, path: FILE, edits });
  };
  tell();
  return { workspace, replica, tell, edit };
}

const places = (findings: readonly { readonly start: number; readonly message: string }[]): unknown =>
  findings.map(({ start, message }) => [start, message]);

it('of a result that stands elsewhere only where', async () => {
  const { workspace, replica, tell, edit } = await told();
  for (const [before, after] of [
    ['true', 'false'],
    ['UTC', 'Asia/Tokyo'],
    ['{\n', '{\n\n'],
  ] as const) {
    edit(before, after);
    const sent = tell()?.taken.map(({ result }) => result && Object.keys(result).sort());
    expect(sent).toEqual([['findings', 'from', 'specialisations']]);
    expect(places(replica.partial.findings)).toEqual(places(workspace.snapshot().findings));
    expect(places(replica.partial.shown)).toEqual(places(workspace.snapshot().findings));
    expect(replica.partial.systems).toEqual(workspace.snapshot().systems);
    expect(replica.partial.isSettled(FILE)).toBe(true);
  }
  workspace.dispose();
});

it('nothing of a result that stands where it was, and it is shown again when it is current', async () => {
  const { workspace, replica, tell, edit } = await told();
  edit('openssh.enable = true', 'openssh.enable = false');
  expect(tell()?.taken.map(({ result }) => result)).toEqual([undefined]);
  const text = workspace.texts.read(FILE) ?? '';
  // Replaced as a whole: nobody knows where things are until it is found out.
  workspace.open(FILE, `${text} `);
  replica.note({ seq: 2, path: FILE, edits: undefined });
  expect(places(replica.partial.shown)).not.toEqual(places(workspace.snapshot().findings));
  expect(replica.partial.isSettled(FILE)).toBe(false);
  tell();
  replica.take({ ...(tell() as CoreState), seq: 2 });
  expect(places(replica.partial.shown)).toEqual(places(workspace.snapshot().findings));
  workspace.dispose();
});
