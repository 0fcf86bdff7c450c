// What the snippets insert is clean: no snippet may be the cause of a finding.
import { expect, test } from 'vitest';
import { findingsIn } from '../support/check';
import { snippetModules } from '../unit/snippets/snippets';

for (const { prefix, text, system } of snippetModules()) {
  test(prefix, async () => {
    const file = system === 'home-manager' ? '/home.nix' : '/configuration.nix';
    expect((await findingsIn(new Map([[file, text]]))).map(({ message }) => message)).toEqual([]);
  });
}
