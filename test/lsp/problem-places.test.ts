// Conversations about what Nix has printed.
import { expect, it } from 'vitest';
import type { PlacesParams, PlacesResult } from '../../server/src/protocol/nix-report';
import { reportOn } from '../../server/src/run/output/reader';
import { type Editor, withEditor } from '../support/lsp-pair';

const FILE = '/configuration.nix';
const TEXT = `{ lib, ... }:
{
  services.openssh.enable = true;
  specialisation.gaming.configuration.services.openssh.enable = false;
}
`;

const OUTPUT = (folder: string) =>
  `error: The option \`specialisation.gaming.configuration.services.openssh.enable' has conflicting definition values:
       - In \`${folder}${FILE}': false
       - In \`${folder}${FILE}': true
`;

const asked = ({ folder }: Editor): PlacesParams => ({
  problems: reportOn(OUTPUT(folder)).problems,
  system: 'nixos',
  host: null,
  root: { kind: 'classic', path: folder + FILE },
});

const request = (editor: Editor) => editor.request<PlacesResult>('nixosSpecialisations/problemPlaces', asked(editor));

it('both definitions, each from its name to its end, in the text as it is now', () =>
  withEditor(`#- ${FILE}\n${TEXT}`, async (editor) => {
    await editor.initialize();
    await editor.open(FILE, TEXT);
    const [places] = await request(editor);
    expect(places).toMatchObject([
      {
        at: { uri: editor.uri(FILE), range: { start: { line: 2, character: 2 }, end: { line: 2, character: 25 } } },
        extent: { range: { start: { line: 2, character: 2 }, end: { line: 2, character: 32 } } },
      },
      { at: { range: { start: { line: 3, character: 2 }, end: { line: 3, character: 61 } } } },
    ]);
    await editor.replace(FILE, '{ lib', '\n\n{ lib');
    const [moved] = await request(editor);
    expect(moved?.map(({ at }) => at.range.start.line)).toEqual([4, 5]);
  }));

it('nothing is found where nothing was printed', () =>
  withEditor(`#- ${FILE}\n${TEXT}`, async (editor) => {
    await editor.initialize();
    const params: PlacesParams = { ...asked(editor), problems: [] };
    expect(await editor.request<PlacesResult>('nixosSpecialisations/problemPlaces', params)).toEqual([]);
  }));
