// The rules that there are, read from the settings. Pure.

/** A rule, as the settings tell of it. */
export interface RuleSummary {
  readonly code: string;
  readonly summary: string;
}

const RULE = /^nixosSpecialisations\.rules\.([A-Za-z]+)$/;

/**
 * The rules of a manifest, which VS Code gives with its texts in the language of the user: every rule has a setting,
 * which is described by what the rule finds.
 */
export function rulesIn(manifest: unknown): readonly RuleSummary[] {
  return sectionsOf(manifest).flatMap(({ properties }) =>
    Object.entries(properties ?? {}).flatMap(([name, { markdownDescription = '' }]) => {
      const code = RULE.exec(name)?.[1]?.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      return code === undefined ? [] : [{ code, summary: firstParagraph(markdownDescription) }];
    }),
  );
}

/** The settings editor has a link below. */
const firstParagraph = (text: string): string => text.split('\n')[0] ?? '';

interface Section {
  readonly properties?: Readonly<Record<string, { readonly markdownDescription?: string }>>;
}

function sectionsOf(manifest: unknown): readonly Section[] {
  const { contributes } = manifest as { readonly contributes?: { readonly configuration?: readonly Section[] } };
  return contributes?.configuration ?? [];
}
