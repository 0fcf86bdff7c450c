// Our installation as it was handed over.
import type { WorkerFiles } from '../protocol/worker';
import type { Installation } from '../service/installation';
import { type Manifest, readManifest } from '../service/manifest';
import { createParser } from '../syntax/parser';

const FOLDER = 'dist';

/** The manifest, for who does not parse. */
export function manifestIn({ texts }: WorkerFiles): Manifest {
  const known = new Map(Object.entries(texts));
  return readManifest(FOLDER, { read: (path) => known.get(path.replace(`${FOLDER}/../`, '')) });
}

export function installationIn(files: WorkerFiles): Installation {
  const { runtime, grammar, texts } = files;
  const parser = createParser({ runtime, grammar });
  // Whoever awaits it hears of a failure.
  parser.catch(() => {});
  const known = new Map(Object.entries(texts));
  return { ...manifestIn(files), parser, readData: (name) => known.get(`${FOLDER}/data/${name}`) };
}
