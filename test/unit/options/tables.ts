// The bundled tables, built as the product builds them.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BuiltTable, buildOptions } from '../../../scripts/build-options.mjs';

/** Builds both tables, NixOS's first; `dataDir` has the facts (the repository's when left out). */
export async function builtTables(dataDir?: string): Promise<{ nixos: BuiltTable; homeManager: BuiltTable }> {
  const out = mkdtempSync(join(tmpdir(), 'options-'));
  try {
    const [nixos, homeManager] = await buildOptions(out, dataDir);
    if (nixos === undefined || homeManager === undefined) throw new Error('two tables expected');
    if (readFileSync(nixos.file, 'utf8') !== nixos.text) throw new Error('the file is not the table');
    return { nixos, homeManager };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
