// The settings of the rules as package.json contributes them, and their texts for package.nls.json. `npm run docs`
// writes both, a test compares.
import type { Rule } from '../engine/rule';
import { RULE_LEVELS } from '../engine/settings';

const TITLE = '%configuration.rules%';

interface Section {
  readonly title: string;
  readonly order: number;
  readonly properties: object;
}

interface Manifest {
  readonly contributes: { readonly configuration: readonly Section[] };
}

/** The manifest with the section of the rules as its last section of settings. */
export function withSettings<M extends Manifest>(manifest: M, rules: readonly Rule[]): M {
  const others = manifest.contributes.configuration.filter(({ title }) => title !== TITLE);
  const properties = Object.fromEntries(
    rules.map(({ code }, i) => [`nixosSpecialisations.rules.${code}`, setting(code, i + 1)]),
  );
  const section = { title: TITLE, order: others.length + 1, properties };
  return { ...manifest, contributes: { ...manifest.contributes, configuration: [...others, section] } };
}

function setting(code: string, order: number): object {
  return {
    type: 'string',
    enum: RULE_LEVELS,
    default: 'default',
    order,
    scope: 'window',
    markdownDescription: `%rules.${code}%`,
    // The other levels say what they are.
    enumDescriptions: ['%rules.default%'],
  };
}

/** The texts with those of the rules at the end. */
export function withTexts(
  texts: Readonly<Record<string, string>>,
  rules: readonly Rule[],
): Readonly<Record<string, string>> {
  const others = Object.entries(texts).filter(([key]) => !key.startsWith('rules.') && key !== 'configuration.rules');
  return {
    ...Object.fromEntries(others),
    'configuration.rules': 'Rules',
    'rules.default': 'The rule decides, by how sure it is.',
    ...Object.fromEntries(rules.map(({ code, page }) => [`rules.${code}`, page.summary])),
  };
}
