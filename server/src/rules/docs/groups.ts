// What the rules are about, as the settings editor groups them.

export interface RuleGroup {
  readonly id: string;
  readonly title: string;
  readonly has: (code: string) => boolean;
}

const CODES: Readonly<Record<'priorities' | 'specialisations' | 'files', readonly string[]>> = {
  priorities: [
    'option-conflict',
    'dead-definition',
    'force-drops-values',
    'default-replaced',
    'redundant-priority',
    'repeated-overlay',
  ],
  specialisations: [
    'unknown-specialisation-key',
    'nested-specialisation',
    'parent-config-in-specialisation',
    'specialisation-name',
    'specialization-spelling',
    'removed-nesting',
    'constant-guard',
    'empty-entry',
    'marker-mismatch',
    'missing-marker',
    'standalone-incomplete',
  ],
  files: ['syntax-error', 'duplicate-attribute', 'missing-import'],
};
const NAMED: ReadonlySet<string> = new Set(Object.values(CODES).flat());

const group = (id: keyof typeof CODES, title: string): RuleGroup => ({
  id,
  title,
  has: (code) => CODES[id].includes(code),
});

/** Every rule is in one of them. */
export const RULE_GROUPS: readonly RuleGroup[] = [
  group('priorities', 'Rules: Which Definition Counts'),
  group('specialisations', 'Rules: Specialisations'),
  { id: 'modules', title: 'Rules: Modules and Options', has: (code) => !NAMED.has(code) },
  group('files', 'Rules: Files'),
];
