// The keys of a specialisation, and whole ones.

import type { ModulePlace } from '../../analysis/module-at';
import { l10n } from '../../protocol/l10n';
import type { CompletionItem } from './item';

/** What may stand at a place because of its path alone. */
export function specialisationItems({ path, kind, isOpen, system }: ModulePlace): readonly CompletionItem[] {
  const [first, name] = path;
  // One inside another counts for nothing.
  if (system.name !== null) return [];
  if (kind === 'value')
    return first === 'specialisation' && path.length === 3 && path[2] === 'inheritParentConfig' ? BOOLEANS : [];
  if (path.length === 0) return isOpen ? [whole()] : [];
  if (first !== 'specialisation') return [];
  if (path.length === 1) return isOpen ? [another()] : [];
  return path.length === 2 && name !== undefined ? keys(isOpen) : [];
}

const BOOLEANS = ['true', 'false'].map((word): CompletionItem => ({ label: word, kind: 'value', group: 1 }));

const whole = (): CompletionItem => ({
  label: 'specialisation',
  kind: 'keyword',
  detail: l10n.t('the system once more, with changes'),
  snippet: 'specialisation.${1:name}.configuration = {\n  $0\n};',
  group: 0,
});

const another = (): CompletionItem => ({
  label: 'name.configuration = { … }',
  kind: 'keyword',
  detail: l10n.t('a new specialisation'),
  text: 'name.configuration = { };',
  snippet: '${1:name}.configuration = {\n  $0\n};',
  group: 0,
});

const keys = (isOpen: boolean): readonly CompletionItem[] => [
  {
    label: 'configuration',
    kind: 'keyword',
    detail: l10n.t('what the specialisation adds to the system'),
    ...(isOpen ? { snippet: 'configuration = {\n  $0\n};' } : {}),
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
