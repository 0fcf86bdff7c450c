// Refactors at a place of a fixture: `$0` is the cursor, or `$[` and `$]` the selection.
import { applyEdits } from '../../server/src/base/text-edit';
import { refactorsAt } from '../../server/src/features/refactors';
import { answerOf } from '../../server/src/service/api';
import { parseFixture } from './fixture';
import { testWorkspace } from './workspace';

export interface Offered {
  readonly titles: readonly string[];
  /** The texts of all files after one of them. */
  after(title: string): ReadonlyMap<string, string>;
}

export async function offered(fixture: string): Promise<Offered> {
  const marked = parseFixture(fixture.replace('$0', '$[$]'));
  const [file = '', text = ''] = [...marked].find(([, content]) => content.includes('$[')) ?? [];
  const span = { start: text.indexOf('$['), end: text.indexOf('$]') - 2 };
  const files = new Map([...marked, [file, text.replace('$[', '').replace('$]', '')]]);
  const workspace = await testWorkspace(files);
  const found = answerOf(workspace.ask({ file }, (analysis, texts) => refactorsAt(analysis, file, span, texts)));
  workspace.dispose();
  return {
    titles: found.map(({ title }) => title),
    after(title) {
      const refactor = found.find((each) => each.title === title);
      if (refactor === undefined)
        throw new Error(`not offered: ${title}; only ${found.map((each) => each.title).join(', ')}`);
      const edited = [...files].map(([path, before]): [string, string] => [
        path,
        applyEdits(
          before,
          refactor.edits.filter((edit) => edit.file === path),
        ),
      ]);
      const { newFile } = refactor;
      return new Map([...edited, ...(newFile === undefined ? [] : [[newFile.path, newFile.text] as const])]);
    },
  };
}

/** The text of the only file after one of them. */
export const configuration = async (fixture: string, title: string): Promise<string> =>
  (await offered(fixture)).after(title).get('/configuration.nix') ?? '';

/** A configuration to change. */
export const CONFIGURATION = `{ lib, pkgs, ... }:
{
  services.openssh.enable = true;
  services.printing = {
    enable = true;
  };
  time.timeZone = "UTC";

  specialisation.gaming.configuration = {
    networking.hostName = lib.mkForce "gaming";
    boot.kernelParams = [ "a" ];
  };
}
`;
/** The same with a mark in it. */
export const at = (marked: string): string => CONFIGURATION.replace(marked.replace(/\$(0|\[|\])/g, ''), () => marked);
