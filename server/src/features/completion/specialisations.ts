// The keys of a specialisation, and whole ones.

import type { ModulePlace } from '../../analysis/module-at';
import { l10n } from '../../protocol/l10n';
import { type CompletionItem, completion } from './item';

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

const BOOLEANS = ['true', 'false'].map((word) => completion({ label: word, kind: 'value', text: word }));

const whole = (): CompletionItem =>
  completion({
    label: 'specialisation',
    kind: 'keyword',
    detail: l10n.t('the system once more, with changes'),
    text: 'specialisation',
    snippet: 'specialisation.${1:name}.configuration = {\n  $0\n};',
    group: 0,
  });

const another = (): CompletionItem =>
  completion({
    label: 'name.configuration = { … }',
    kind: 'keyword',
    detail: l10n.t('a new specialisation'),
    text: 'name.configuration = { };',
    snippet: '${1:name}.configuration = {\n  $0\n};',
    group: 0,
  });

const keys = (isOpen: boolean): readonly CompletionItem[] => [
  completion({
    label: 'configuration',
    kind: 'keyword',
    detail: l10n.t('what the specialisation adds to the system'),
    text: 'configuration',
    ...(isOpen ? { snippet: 'configuration = {\n  $0\n};' } : {}),
    group: 0,
  }),
  completion({
    label: 'inheritParentConfig',
    kind: 'keyword',
    detail: l10n.t('false: nothing of the system is taken over'),
    text: 'inheritParentConfig',
    ...(isOpen ? { snippet: 'inheritParentConfig = ${1:false};' } : {}),
    group: 0,
  }),
];
