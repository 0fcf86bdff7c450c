// A submodule that also takes undeclared keys is described by the type of those keys ("attribute set of (atom …)").
// That it is a submodule shows in the options declared below it.
import { type MergeClass, UNKNOWN_CLASS } from './merge-class';
import { ANY_ELEMENT, ANY_NAME } from './option-path';

/** What the table knows about the options below a path. */
export interface Below {
  hasBelow(path: string): boolean;
  hasNamedBelow(path: string): boolean;
}

/** The class of the option at `path`, with the submodules that only its declared suboptions reveal. */
export function withHiddenStructure(type: MergeClass, path: string, below: Below): MergeClass {
  if (!below.hasBelow(path)) return type;
  const inner = (of: MergeClass): MergeClass => withHiddenStructure(of, path, below);
  switch (type.kind) {
    case 'nullOr':
      return { kind: 'nullOr', of: inner(type.of) };
    case 'either':
      return { kind: 'either', of: type.of.map(inner) };
    case 'coerced':
      return { ...type, to: inner(type.to) };
    case 'list':
      return { kind: 'list', element: withHiddenStructure(type.element, `${path}.${ANY_ELEMENT}`, below) };
    case 'attrs':
      if (below.hasNamedBelow(path)) return { kind: 'submodule', freeform: keyClass(type) };
      return { kind: 'attrs', element: withHiddenStructure(type.element, `${path}.${ANY_NAME}`, below) };
    case 'freeform':
    case 'attrs-shallow':
    case 'anything':
    case 'unspecified':
    case 'unknown':
      return below.hasNamedBelow(path) ? { kind: 'submodule', freeform: keyClass(type) } : type;
    default:
      return type;
  }
}

/** How a key merges that a submodule of this freeform type does not declare. */
export function keyClass(type: MergeClass): MergeClass {
  switch (type.kind) {
    case 'attrs':
      return type.element;
    case 'freeform':
    case 'anything':
      return type;
    default:
      return UNKNOWN_CLASS;
  }
}
