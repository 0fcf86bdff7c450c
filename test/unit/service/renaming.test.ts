// What of a specialisation's name is nobody's to change.
import { expect, it } from 'vitest';
import { renamingOf } from '../../../server/src/service/renaming';
import { testWorkspace } from '../../support/workspace';

const INPUT = '/nix/store/0123-source/x.nix';
const NO_FILES = { list: () => [], read: () => undefined };

async function renaming(configuration: string, input: string) {
  const file = '/configuration.nix';
  const offset = configuration.indexOf('$0');
  const workspace = await testWorkspace(
    new Map([
      [file, configuration.replace('$0', '')],
      [INPUT, input],
    ]),
  );
  workspace.snapshot();
  const found = renamingOf(workspace, { file, offset, to: 'y' }, NO_FILES);
  workspace.dispose();
  return found;
}

it('a name that is written in an input, too, is refused', async () => {
  const found = await renaming(
    `{ imports = [ ${INPUT} ]; specialisation.x$0.configuration = { }; }`,
    '{ specialisation.x.configuration.time.timeZone = "UTC"; }',
  );
  expect(found).toEqual({ refused: 'The name `x` is written in an input.' });
});

it('nor is an input changed that only reads it', async () => {
  const found = await renaming(
    `{ imports = [ ${INPUT} ]; specialisation.x$0.configuration = { }; }`,
    '{ config, ... }: { system.build.x = config.specialisation.x.configuration; }',
  );
  expect(found).toMatchObject({ sure: [{ file: '/configuration.nix', newText: 'y' }], unsure: [] });
});
