// Where a module is written: in the file that it is named by, or in one that was imported as a value
// (`home-manager.users.kim = import ./home.nix`), which Nix does not tell of.
import type { Slot, Value } from '../eval/values';
import { type Expr, stripParens } from '../syntax/ast';
import type { Elsewhere, Module } from './definition';

/** What serves for edits of a module in a file; undefined where nothing of it is known to be written there. */
export function writtenIn(
  { file: named, head, inline, wholeFile, elsewhere }: Module,
  file: string,
): Pick<Module, 'head' | 'inline' | 'wholeFile'> | undefined {
  if (named === file) return { head, inline, wholeFile };
  // What calls the file may ask for a set: it does not become a function.
  return elsewhere?.file === file ? { head: elsewhere.head, inline: undefined, wholeFile: false } : undefined;
}

/** Of a module that `named` gives as a value; what a function of some library makes is nobody's module. */
export function elsewhereOf(slot: Slot, body: Value, named: string, within: Module | undefined): Elsewhere | undefined {
  const file =
    body.kind === 'lambda' ? body.code.site.unit.file : body.kind === 'attrs' ? soleFile(body.entries) : named;
  const around = within?.elsewhere && { ...within.elsewhere, isOwn: false };
  if (file === undefined || file === named) return around;
  const head = body.kind === 'lambda' ? body.code.expr : undefined;
  if (slot.kind === 'thunk' && isImport(slot.code.expr)) return { file, head, isOwn: true };
  return file === around?.file && head !== undefined ? { file, head, isOwn: true } : around;
}

function soleFile(entries: Extract<Value, { kind: 'attrs' }>['entries']): string | undefined {
  const files = new Set([...entries.values()].map(({ origin }) => origin?.file));
  const [file] = files;
  return files.size === 1 ? file : undefined;
}

/** `import ./x.nix`, also called with something. */
function isImport(expr: Expr): boolean {
  const inner = stripParens(expr);
  if (inner.kind === 'apply') return isImport(inner.fn);
  return inner.kind === 'variable' && inner.name === 'import';
}
