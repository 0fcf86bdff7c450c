// Many fixes at once.
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../server/src/base/text-edit';
import { fixesOfKind, fixOfKind, joinFixes } from '../../../server/src/features/fix-all';
import type { Fix, FixKind } from '../../../server/src/rules/engine/finding';

const fix = (kind: FixKind, ...edits: (readonly [number, number, string])[]): Fix => ({
  title: kind,
  kind,
  preferred: false,
  edits: edits.map(([start, end, newText]) => ({ file: '/a.nix', start, end, newText })),
});
const joined = (...fixes: Fix[]): string => applyEdits('a b c', joinFixes(fixes));

describe('joining', () => {
  it('fixes of different places are all made', () => {
    expect(joined(fix('mkForce', [0, 1, 'A']), fix('mkForce', [4, 5, 'C']))).toBe('A b C');
  });

  it('the same fix, found from both sides, is made once', () => {
    expect(joined(fix('mkForce', [0, 0, 'x ']), fix('mkForce', [0, 0, 'x ']))).toBe('x a b c');
  });

  it('an argument that several fixes add is added once', () => {
    expect(joined(fix('mkForce', [0, 0, 'lib '], [2, 3, 'B']), fix('mkForce', [0, 0, 'lib '], [4, 5, 'C']))).toBe(
      'lib a B C',
    );
  });

  it('a fix that overlaps an earlier one is left out as a whole', () => {
    expect(joined(fix('mkForce', [0, 3, 'X']), fix('mkForce', [2, 3, 'Y'], [4, 5, 'C']))).toBe('X c');
  });

  it('of two insertions at one place the first is made', () => {
    expect(joined(fix('mkForce', [2, 2, 'x']), fix('mkForce', [2, 2, 'y']))).toBe('a xb c');
  });

  it('an insertion at the end of a replaced part is no overlap', () => {
    expect(joined(fix('mkForce', [0, 1, 'A']), fix('mkForce', [1, 1, '!']))).toBe('A! b c');
  });

  it('places in different files never overlap', () => {
    const other: Fix = { ...fix('mkForce'), edits: [{ file: '/b.nix', start: 0, end: 1, newText: 'B' }] };
    expect(joinFixes([fix('mkForce', [0, 1, 'A']), other])).toHaveLength(2);
  });
});

it('of many findings each is mended as the kind does it, or left', () => {
  const finding = (...fixes: Fix[]) => ({ fixes: () => fixes });
  const findings = [
    finding(fix('mkForce', [0, 1, 'A']), fix('mkDefault', [2, 3, 'B'])),
    finding(fix('mkForce', [4, 5, 'C'])),
    finding(fix('remove', [2, 3, ''])),
    finding(),
  ];
  expect(applyEdits('a b c', fixesOfKind(findings, 'mkForce'))).toBe('A b C');
  expect(applyEdits('a b c', fixesOfKind(findings, 'mkDefault'))).toBe('a B c');
  expect(fixesOfKind(findings, 'baseOnly')).toEqual([]);
});

describe('the fix of a kind', () => {
  const [force, override, yields, baseOnly] = (['mkForce', 'mkOverride', 'mkDefault', 'baseOnly'] as const).map(
    (kind) => fix(kind),
  );
  const kindOf = (
    wanted: 'mkForce' | 'mkDefault' | 'baseOnly',
    fixes: readonly (Fix | undefined)[],
  ): FixKind | undefined =>
    fixOfKind({ fixes: () => fixes.filter((candidate) => candidate !== undefined) }, wanted)?.kind;

  it('is the one of that kind', () => {
    expect(kindOf('mkDefault', [force, yields, baseOnly])).toBe('mkDefault');
    expect(kindOf('baseOnly', [force, yields])).toBeUndefined();
  });

  it('is mkOverride where it stands in for mkForce', () => {
    expect(kindOf('mkForce', [override, yields])).toBe('mkOverride');
    expect(kindOf('mkDefault', [override, yields])).toBe('mkDefault');
    expect(kindOf('mkDefault', [override])).toBeUndefined();
  });

  it('is mkOverride where it stands in for mkDefault', () => {
    expect(kindOf('mkDefault', [force, override])).toBe('mkOverride');
    expect(kindOf('mkForce', [force, override])).toBe('mkForce');
  });

  it('is never mkOverride for the base only', () => {
    expect(kindOf('baseOnly', [override])).toBeUndefined();
  });
});
