// What a command is about, on a disk that folds case.
import { expect, it } from 'vitest';
import { outputTo } from '../../../server/src/cli/output';
import { targetOf } from '../../../server/src/cli/target';
import { FoldingDisk } from '../../support/folding-disk';
import { testInstallation } from '../../support/installation';
import { temporaryFolder } from '../../support/temporary-folder';

it('a file may be named by any spelling, and is one', async () => {
  const folder = temporaryFolder('#- /desktop.nix\n{ }');
  const environment = { disk: new FoldingDisk(), installation: await testInstallation(), ...outputTo(() => {}) };
  const target = targetOf({ positionals: [`${folder}/Desktop.nix`], options: {} }, environment);
  expect(target).toEqual({
    base: folder,
    file: `${folder}/desktop.nix`,
    allowsOutside: false,
    nixFiles: [`${folder}/desktop.nix`],
  });
});
