// How an option merges, in words for programs: the classes of docs/options.md.
import type { MergeClass } from './merge-class';

/** `equal`, `attrs:list`, `nullOr:equal`, `either:equal|list`, `submodule+freeform` … */
export function mergeWords(type: MergeClass): string {
  switch (type.kind) {
    case 'lines':
      return type.separator === undefined || type.separator === '\n' ? 'lines' : 'concat';
    case 'attrs':
      return `attrs:${mergeWords(type.element)}`;
    case 'nullOr':
      return `nullOr:${mergeWords(type.of)}`;
    case 'either':
      return `either:${type.of.map(mergeWords).join('|')}`;
    case 'coerced':
      return `coerced:${mergeWords(type.to)}`;
    case 'submodule':
      return type.freeform === undefined ? 'submodule' : 'submodule+freeform';
    case 'undeclared':
      return type.several === undefined ? 'one' : mergeWords(type.several);
    default:
      return type.kind;
  }
}
