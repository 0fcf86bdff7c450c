// What evaluation knows beyond the files of the workspace.
import type { Interpreter } from '../eval/interpreter';
import type { Outside } from '../eval/outside';
import type { NixParser } from '../syntax/parser';
import { OwnEvaluations } from './eval-modules';
import { knownSource } from './known-sources';
import { pinsOf } from './pins';
import { SourceValues } from './source-values';

export interface ProjectOutside extends Outside {
  readonly sources: SourceValues;
  readonly evaluations: OwnEvaluations;
}

const made = new WeakMap<Interpreter, ProjectOutside>();

export function outsideOf(interpreter: Interpreter, parser: NixParser): ProjectOutside {
  const known = made.get(interpreter);
  if (known !== undefined) return known;
  const sources = new SourceValues(interpreter, parser);
  const evaluations = new OwnEvaluations(interpreter);
  const outside: ProjectOutside = {
    sources,
    evaluations,
    source(description) {
      if (description === 'modulesPath') return sources.nixpkgs.modulesPath;
      return knownSource(description, undefined) === undefined ? undefined : sources.source(description, description);
    },
    file: (path) => sources.nixpkgs.fileByEnd(path) ?? pinsOf(path, interpreter.loader, sources),
    library: (name) => sources.library(name),
    evalModules: (args, site) => evaluations.evalModules(args, site),
  };
  made.set(interpreter, outside);
  return outside;
}
