// The rules that nix-community/nixd#861–866 propose, and why some have none here. Which rule covers which
// number stands in the rules' pages.

export interface NixdRule {
  readonly id: string;
  readonly name: string;
  /** Why no rule here does it; missing where one does. */
  readonly leftOut?: string;
}

export const NIXD_RULES: readonly NixdRule[] = [
  { id: 'R1.1', name: 'Atomic conflict' },
  { id: 'R1.2', name: 'Silent override' },
  { id: 'R1.3', name: 'third rule of “Scalar priority and value resolution”' },
  {
    id: 'R2.1',
    name: 'Explicit pinning',
    leftOut:
      'Left out: defaults change from one release of NixOS to the next, and a value that is written down on purpose looks the same.',
  },
  { id: 'R2.2', name: 'Intra-file duplicate' },
  { id: 'R2.3', name: 'third rule of “Redundancy and pinning”', leftOut: 'Not looked at: its text was not at hand.' },
  { id: 'R3.1', name: 'Local contradiction' },
  { id: 'R3.2', name: 'Dead assignment' },
  {
    id: 'R4.1',
    name: 'List duplication',
    leftOut:
      'Left out: packages, the most common case, may stand in a list twice without any effect, and modules that each name what they need are good style.',
  },
  {
    id: 'R4.2',
    name: 'No-op ordering',
    leftOut:
      'Left out: the modules of NixOS define most lists too, and without them nobody knows that an order has no effect.',
  },
  { id: 'R5.1', name: 'Read-only mutation' },
  { id: 'R5.2', name: 'Aliased or deprecated' },
  { id: 'R5.3', name: 'third rule of “Schema and lifecycle”', leftOut: 'Not looked at: its text was not at hand.' },
];
