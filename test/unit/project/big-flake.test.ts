// A flake of ordinary size as a whole: every host and specialisation is there, and what
// collides is found in the right file.
import { expect, test } from 'vitest';
import { bigFlake } from '../../support/big-flake';
import { testWorkspace } from '../../support/workspace';

test('ten hosts and a hundred modules', async () => {
  const { files, hosts, specialisations, conflicts } = bigFlake();
  const workspace = await testWorkspace(files);
  const { systems, findings } = workspace.snapshot();
  workspace.dispose();
  expect(systems.map(({ host }) => host)).toEqual(hosts);
  expect(systems.flatMap((system) => system.specialisations)).toHaveLength(specialisations);
  // Each collision shows at both of its ends, and each end names the other.
  const ends = conflicts.flatMap((file, i) => [
    [file, `/project/modules/m${3 * i}.nix`],
    [`/project/modules/m${3 * i}.nix`, file],
  ]);
  const collisions = findings.filter(({ code }) => code === 'option-conflict');
  const found = collisions.map(({ file, severity, related }) => [
    severity,
    file,
    ...related.map((other) => other.file),
  ]);
  expect(found.sort()).toEqual(ends.map(([at, other]) => ['error', at, other]).sort());
});
