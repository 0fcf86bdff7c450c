// Conversations about trust: what lies outside the folders is read once the user trusts them, and no sooner.
import { expect, it } from 'vitest';
import { OUR_CLIENT, withEditor } from '../support/lsp-pair';
import { temporaryFolder } from '../support/temporary-folder';

const configuration = (secret: string): string => `{ lib, ... }:
{
  networking.domain = builtins.readFile ${secret};
  specialisation.travel.configuration.networking.domain = "other";
}
`;

it('a file outside is neither shown nor used before', () => {
  const secret = `${temporaryFolder('#- /key.txt\nhunter2')}/key.txt`;
  const text = configuration(secret);
  return withEditor(`#- /configuration.nix\n${text}`, async (editor) => {
    await editor.initialize({ initializationOptions: { ...OUR_CLIENT.initializationOptions, trusted: false } });
    await editor.open('/configuration.nix', text);
    const said = (): string => JSON.stringify(editor.published) + editor.log.join('\n');
    const isCertain = (severities: readonly (number | undefined)[]): boolean => severities.includes(1);
    const before = await editor.diagnostics('/configuration.nix', (list) => list.length > 0);
    expect(isCertain(before.diagnostics.map(({ severity }) => severity))).toBe(false);
    expect(said()).not.toContain('hunter2');
    await editor.notify('nixosSpecialisations/trusted', {});
    await editor.diagnostics('/configuration.nix', (list) => isCertain(list.map(({ severity }) => severity)));
    expect(said()).toContain('hunter2');
  });
});
