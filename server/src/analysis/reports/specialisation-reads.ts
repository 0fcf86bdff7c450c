// Where a configuration reads one of its specialisations.
import type { Location } from '../../base/span';
import { isSomeones } from '../../eval/store';
import { type SpecialisationName, specialisationNames } from '../../lexical/specialisation-names';
import type { System } from '../../modules/system';
import type { Expr, SyntaxTree } from '../../syntax/ast';
import { eachChild } from '../../syntax/children';
import type { SourceTexts } from '../../syntax/source-texts';
import { type Analysis, filesOf } from '../analysis';
import { atOffset } from '../at-offset';
import { specialisationAt } from './place-report';

/** The names of the specialisation at a place, wherever an analysis reads it. */
export function readsOfPlace(
  analysis: Analysis,
  file: string,
  offset: number,
  sources: SourceTexts,
): readonly Location[] {
  const at = atOffset(analysis, file, offset, sources);
  const named = at && specialisationAt(analysis, at);
  if (named === undefined) return [];
  const reads = readsOf(named.owner, named.entry.name, sources);
  return reads.map(({ file: each, read: { span } }) => ({ file: each, start: span.start, end: span.end }));
}

export interface ReadAt {
  readonly file: string;
  /** Of the file. */
  readonly text: string;
  readonly read: SpecialisationName;
}

/** All places that read a specialisation of this name: in the modules of the system, and of the homes inside of it. */
export function readsOf({ entryPoint, base }: Analysis, name: string, sources: SourceTexts): readonly ReadAt[] {
  const systems = [base, ...base.specialised];
  const homes = systems.flatMap(({ homeSystems }) => homeSystems);
  const { within } = base.input;
  const [own, others] = [headsOf(systems), headsOf(within === undefined ? homes : [within])];
  // What modules of the one and of the other are given bears the same name.
  const isOwn = ({ of, read }: SpecialisationName): boolean =>
    of === 'own' && (read === undefined || own.has(read.binder) || !others.has(read.binder));
  return [
    ...readsIn(new Set([entryPoint.entry, ...filesOf(systems)]), name, sources, isOwn),
    ...readsIn(new Set(filesOf(homes)), name, sources, ({ of }) => of === 'system'),
  ];
}

const headsOf = (systems: readonly System[]): ReadonlySet<Expr | undefined> =>
  new Set(
    systems
      .flatMap(({ evaluation }) => evaluation.collection.modules)
      .flatMap(({ head, elsewhere }) => [head, elsewhere?.head]),
  );

function readsIn(
  files: ReadonlySet<string>,
  name: string,
  sources: SourceTexts,
  isMeant: (read: SpecialisationName) => boolean,
): readonly ReadAt[] {
  return [...files].filter(isSomeones).flatMap((file) => {
    const [tree, text] = [sources.parse(file), sources.read(file)];
    if (tree === undefined || text === undefined) return [];
    return [...namesIn(tree, name)].filter(isMeant).map((read) => ({ file, text, read }));
  });
}

function* namesIn(tree: SyntaxTree, name: string): Iterable<SpecialisationName> {
  const pending: Expr[] = [tree.root];
  for (let expr = pending.pop(); expr !== undefined; expr = pending.pop()) {
    yield* specialisationNames(expr, tree, name);
    eachChild(expr, (child) => pending.push(child));
  }
}
