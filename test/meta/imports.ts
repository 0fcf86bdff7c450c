// Which imports a file has, and whether it may have them by the table of layers in scripts/layers.mjs.
import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import { CLIENT, LAYERS, type Layer } from '../../scripts/layers.mjs';

const IMPORT =
  /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\b(?:import|require)\s*\(\s*['"]([^'"]+)['"]/gm;

/** Everything a text imports, types included. */
export function importsOf(text: string): string[] {
  const withoutComments = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  return [...withoutComments.matchAll(IMPORT)].flatMap((match) =>
    match.slice(1).filter((specifier) => specifier !== undefined),
  );
}

/** Why `file` (relative to the root) may not import `specifier`; undefined when it may. */
export function importProblem(file: string, specifier: string): string | undefined {
  const [layerName, layer] = layerOf(file) ?? [];
  const isClient = file.startsWith('client/src/');
  if (layer === undefined && !isClient) return undefined;
  const allowed = specifier.startsWith('.')
    ? mayImportFile(posix.join(posix.dirname(file), specifier), layer, layerName)
    : mayImportModule(file, specifier, layer, layerName);
  return allowed ? undefined : `${file} may not import ${specifier}`;
}

function mayImportFile(target: string, layer: Layer | undefined, layerName: string | undefined): boolean {
  if (layer === undefined) return target.startsWith('client/') || CLIENT.layers.some((name) => isIn(name, target));
  const own = layerName !== undefined && isIn(layerName, target);
  return own || layer.layers.some((name) => isIn(name, target));
}

function mayImportModule(
  file: string,
  specifier: string,
  layer: Layer | undefined,
  layerName: string | undefined,
): boolean {
  const packages = layer === undefined ? CLIENT.packages : (layer.packages ?? []);
  const isBuiltin = specifier.startsWith('node:') || builtinModules.includes(specifier);
  if (!isBuiltin) return packages.some((name) => specifier === name || specifier.startsWith(`${name}/`));
  if (layer === undefined || layer.node === 'all') return true;
  const isFileSystem = /^(node:)?fs(\/|$)/.test(specifier);
  return (
    layer.node === 'no-fs' &&
    (!isFileSystem || (layer.fsIn ?? []).some((name) => file === `server/src/${layerName}/${name}.ts`))
  );
}

function isIn(layer: string, path: string): boolean {
  return path.startsWith(`server/src/${layer}/`);
}

function layerOf(file: string): [string, Layer] | undefined {
  return Object.entries(LAYERS).find(([name]) => isIn(name, file));
}
