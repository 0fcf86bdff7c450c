// The keys of a specialisation, and whole ones.

import type { ModulePlace } from '../../analysis/module-at';
import { indentStep } from '../../edits/indent';
import { l10n } from '../../protocol/l10n';
import { dotted } from '../../syntax/print';
import { type CompletionItem, inSnippet } from './item';

/** What may stand at a place because of its path alone. @param text of the file, which is indented as it is */
export function specialisationItems(
  { path, kind, isOpen, others, system }: ModulePlace,
  text: string,
): readonly CompletionItem[] {
  const [first, name] = path;
  // One inside another counts for nothing.
  if (system.name !== null) return [];
  if (kind === 'value')
    return first === 'specialisation' && path.length === 3 && path[2] === 'inheritParentConfig' ? BOOLEANS : [];
  const body = `configuration = {\n${inSnippet(indentStep(text))}$0\n};`;
  if (path.length === 0) return isOpen ? [whole(body)] : [];
  if (first !== 'specialisation') return [];
  if (path.length === 1) return isOpen ? [another(body)] : [];
  if (path.length > 2 || name === undefined) return [];
  // Twice in one set, Nix takes none.
  const written = new Set(others.map(dotted));
  return keys(isOpen, body).filter(({ label }) => !written.has(dotted([...path, label])));
}

const BOOLEANS = ['true', 'false'].map((word): CompletionItem => ({ label: word, kind: 'value', group: 1 }));

const whole = (body: string): CompletionItem => ({
  label: 'specialisation',
  kind: 'keyword',
  detail: l10n.t('the system once more, with changes'),
  snippet: `specialisation.\${1:name}.${body}`,
  group: 0,
});

const another = (body: string): CompletionItem => ({
  label: 'name.configuration = { … }',
  kind: 'keyword',
  detail: l10n.t('a new specialisation'),
  text: 'name.configuration = { };',
  snippet: `\${1:name}.${body}`,
  group: 0,
});

const keys = (isOpen: boolean, body: string): readonly CompletionItem[] => [
  {
    label: 'configuration',
    kind: 'keyword',
    detail: l10n.t('what the specialisation adds to the system'),
    ...(isOpen ? { snippet: body } : {}),
    group: 0,
  },
  {
    label: 'inheritParentConfig',
    kind: 'keyword',
    detail: l10n.t('false: nothing of the system is taken over'),
    ...(isOpen ? { snippet: 'inheritParentConfig = ${1:false};' } : {}),
    group: 0,
  },
];
