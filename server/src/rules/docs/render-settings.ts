// The settings of the rules as package.json contributes them, and their texts for package.nls.json. `npm run docs`
// writes both, a test compares.
import type { Rule } from '../engine/rule';
import { RULE_LEVELS, settingOf } from '../engine/settings';
import { RULE_GROUPS, type RuleGroup } from './groups';

const TITLE = 'configuration.rules.';

interface Section {
  readonly title: string;
  readonly order: number;
  readonly properties: object;
}

interface Manifest {
  readonly contributes: { readonly configuration: readonly Section[] };
}

/** The manifest with the sections of the rules as its last sections of settings. */
export function withSettings<M extends Manifest>(manifest: M, rules: readonly Rule[]): M {
  const others = manifest.contributes.configuration.filter(({ title }) => !title.startsWith(`%${TITLE}`));
  const sections = RULE_GROUPS.map((group, i): Section => {
    const inGroup = rules.filter(({ code }) => group.has(code));
    return {
      title: `%${TITLE}${group.id}%`,
      order: others.length + i + 1,
      properties: Object.fromEntries(inGroup.map(({ code }, at) => [settingOf(code), setting(code, at + 1)])),
    };
  });
  return { ...manifest, contributes: { ...manifest.contributes, configuration: [...others, ...sections] } };
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
  const others = Object.entries(texts).filter(([key]) => !key.startsWith('rules.') && !key.startsWith(TITLE));
  return {
    ...Object.fromEntries(others),
    ...Object.fromEntries(RULE_GROUPS.map(({ id, title }: RuleGroup) => [`${TITLE}${id}`, title])),
    'rules.default': 'The rule decides, by how sure it is.',
    ...Object.fromEntries(rules.map(({ code, page }) => [`rules.${code}`, `${page.summary}\n\n${linkTo(code)}`])),
  };
}

/** To the page that comes with the extension. */
const linkTo = (code: string): string =>
  `[More about this rule](command:nixosSpecialisations.explainRule?${encodeURIComponent(JSON.stringify([code]))})`;
