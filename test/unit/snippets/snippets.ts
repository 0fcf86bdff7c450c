// The shipped snippets, as the editor would insert them, each inside a module it is valid in.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expand } from './expand';
import { asModule, places, type SnippetPlace } from './places';

export interface Snippet {
  readonly name: string;
  readonly prefix: string;
  readonly description: string;
  readonly body: string;
}

const path = fileURLToPath(new URL('../../../snippets/nix.json', import.meta.url));

/** All snippets of the file; a body of several lines is one text. */
export function readSnippets(): Snippet[] {
  const file = JSON.parse(readFileSync(path, 'utf8')) as Record<
    string,
    { prefix: string; description: string; body: string | string[] }
  >;
  return Object.entries(file).map(([name, { prefix, description, body }]) => ({
    name,
    prefix,
    description,
    body: typeof body === 'string' ? body : body.join('\n'),
  }));
}

/** Each snippet as a complete module, for whatever wants to parse or check it. */
export function snippetModules(): {
  readonly prefix: string;
  readonly system: SnippetPlace['system'];
  readonly text: string;
}[] {
  return readSnippets().flatMap(({ prefix, body }) => {
    const where = places[prefix];
    return where ? [{ prefix, system: where.system, text: asModule(where.place, expand(body)) }] : [];
  });
}
