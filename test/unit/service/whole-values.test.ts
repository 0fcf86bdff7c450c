// What the check of a whole system has found out decides conditions of the quick one, as likely.
import { expect, it } from 'vitest';
import { Answers } from '../../../server/src/project/answers';
import { answerOf } from '../../../server/src/service/api';
import type { WholeSubject } from '../../../server/src/service/whole-check';
import { wholeSubject } from '../../../server/src/service/whole-check';
import type { WholeResult } from '../../../server/src/service/whole-results';
import { testWorkspace } from '../../support/workspace';

const FILE = '/configuration.nix';
// Desktops turn NetworkManager on, so its default says nothing.
const TEXT = `{ config, lib, ... }: {
  networking.hostName = "desk";
  specialisation.travel.configuration =
    lib.mkIf config.networking.networkmanager.enable { networking.hostName = "road"; };
}
`;

it('is asked for by the subject, and counts until it is dropped', async () => {
  const workspace = await testWorkspace(new Map([[FILE, TEXT]]));
  const found = (): readonly (readonly [string, string])[] =>
    workspace
      .snapshot()
      .findings.filter(({ code }) => code === 'option-conflict')
      .map(({ severity, message }) => [severity, message] as const);
  const before = found();
  expect(before.map(([severity]) => severity)).not.toContain('warning');
  const [subject] = answerOf<WholeSubject>(
    workspace.ask({ file: FILE }, (analysis) => wholeSubject(analysis, { nixpkgs: '/nixpkgs' })),
  );
  expect(subject?.read).toContain('networking.networkmanager.enable');
  const result = (value: string): WholeResult => ({
    key: subject?.key ?? '',
    entry: FILE,
    reports: [],
    own: [],
    values: new Map([['networking.networkmanager.enable', value]]),
    leftOut: [],
    why: undefined,
    answers: new Answers(),
  });
  workspace.takeWhole(result('true'));
  const known = found();
  expect(known.map(([severity]) => severity)).toContain('warning');
  expect(known[0]?.[1]).toContain('as long as `networking.networkmanager.enable` is what NixOS makes of it');
  workspace.takeWhole(result('false'));
  expect(found().map(([severity]) => severity)).not.toContain('warning');
  workspace.dispose();
});
