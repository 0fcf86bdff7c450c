// What a command is about, on a disk that folds case.
import { expect, it } from 'vitest';
import { outputTo } from '../../../server/src/cli/output';
import { targetOf } from '../../../server/src/cli/target';
import { NO_TERMINAL } from '../../../server/src/cli/terminal';
import { FoldingDisk } from '../../support/folding-disk';
import { testInstallation } from '../../support/installation';
import { temporaryFolder } from '../../support/temporary-folder';

it('a file may be named by any spelling, and is one', async () => {
  const folder = temporaryFolder('#- /desktop.nix\n{ }');
  const environment = {
    disk: new FoldingDisk(),
    installation: await testInstallation(),
    ...outputTo(() => {}),
    terminal: NO_TERMINAL,
  };
  const target = targetOf({ positionals: [`${folder}/Desktop.nix`], options: {} }, environment);
  expect(target).toEqual({
    base: folder,
    file: `${folder}/desktop.nix`,
    allowsOutside: false,
    chosen: { nixpkgs: undefined, homeManager: undefined },
    nixFiles: [`${folder}/desktop.nix`],
  });
});
