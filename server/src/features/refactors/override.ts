// A setting of the base is set otherwise in a specialisation.

import { explainAt } from '../../analysis/explain';
import { reach } from '../../edits/reach';
import type { SpecialisationEntry } from '../../modules/specialisation-entries';
import { l10n } from '../../protocol/l10n';
import { addToConfiguration } from '../../rules/fixes/add-binding';
import { stripParens } from '../../syntax/ast';
import { dotted } from '../../syntax/print';
import { needsForce } from '../completion/options';
import { MOST_OFFERED, namesOf, type Refactor, type Selected } from './refactor';

/** One line for each specialisation that does not set the option yet. */
export function overrides(selected: Selected): readonly Refactor[] {
  const { inside, analysis, bindings, text } = selected;
  const [binding, ...others] = bindings;
  if (binding === undefined || others.length > 0 || inside.system !== analysis.base) return [];
  const path = [...inside.path, ...namesOf(binding)];
  const option = path[0] === 'specialisation' ? undefined : explainAt(analysis.base, path);
  if (option === undefined || option.merged.winners.length === 0) return [];
  const value = stripParens(binding.value);
  if (value.kind === 'attrs' || value.kind === 'list' || value.kind === 'lambda') return [];
  const isSwitch = value.kind === 'variable' && (value.name === 'true' || value.name === 'false');
  const other = isSwitch ? String(value.name !== 'true') : text.slice(value.start, value.end);
  const isFree = ({ name }: SpecialisationEntry): boolean => {
    const system = analysis.base.specialised.find((each) => each.name === name);
    const there = system && explainAt(system, path);
    return there?.merged.definitions.every(({ module }) => module.scope === 'base') === true;
  };
  return analysis.base.specialisations
    .filter(isFree)
    .slice(0, MOST_OFFERED)
    .flatMap((entry) => overrideIn(entry, `${dotted(path)} = `, other, needsForce(option), selected));
}

function overrideIn(
  entry: SpecialisationEntry,
  before: string,
  value: string,
  isForced: boolean,
  { sources }: Selected,
): readonly Refactor[] {
  const [there] = addToConfiguration(entry, [() => ''], sources) ?? [];
  const [text, tree] = there === undefined ? [] : [sources.read(there.file), sources.parse(there.file)];
  if (there === undefined || text === undefined || tree === undefined) return [];
  const of = entry.configuration.definitions.find(({ module }) => module.file === there.file)?.module;
  const module = { head: of?.head, inline: of?.inline, wholeFile: of?.wholeFile ?? false };
  const force = isForced ? reach(['mkForce'], { text, tree, offset: there.start, module }) : undefined;
  if (isForced && force === undefined) return [];
  const isSimple = /^("[^"]*"|[\w.+-]+)$/.test(value);
  const written = force === undefined ? value : `${force.call('mkForce')} ${isSimple ? value : `(${value})`}`;
  const edits = addToConfiguration(entry, [() => `${before}${written};`], sources) ?? [];
  const also = (force?.edits ?? []).map((edit) => ({ file: there.file, ...edit }));
  return [
    { title: l10n.t('Set otherwise in specialisation `{0}`', entry.name), kind: 'rewrite', edits: [...also, ...edits] },
  ];
}
