/** Puts the compiled grammar at `outFile`, built only when nothing cached fits. Resolves to its size in bytes. */
export function buildGrammar(outFile: string): Promise<number>;
