// Unpacks the Chromium inside npm's @sparticuz/chromium together with the libraries and fonts it needs, so
// that it starts on a bare machine.
// The package's own unpacking is not used: it writes to fixed places in the temporary folder
// and leaves the libraries out.
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';

const MODULES = join(import.meta.dirname, 'node_modules');
const PACKED = join(MODULES, '@sparticuz/chromium/bin');
const FONTS = join(MODULES, 'dejavu-fonts-ttf/ttf');
const UNPACKED = join(MODULES, '.chromium');

/** The program and the environment it starts in; unpacked on first use (about two seconds). */
export async function packagedBrowser() {
  if (!existsSync(UNPACKED)) await unpack();
  const env = { LD_LIBRARY_PATH: join(UNPACKED, 'lib'), FONTCONFIG_FILE: join(UNPACKED, 'fonts.conf') };
  return { executablePath: join(UNPACKED, 'chromium'), env };
}

async function unpack() {
  const { extract } = createRequire(import.meta.url)('tar-fs');
  // Unpacked aside and moved into place: a broken-off start leaves nothing half done.
  const folder = mkdtempSync(`${UNPACKED}-`);
  const unbrotli = (name, target) => pipeline(createReadStream(join(PACKED, name)), createBrotliDecompress(), target);
  await Promise.all([
    unbrotli('chromium.br', createWriteStream(join(folder, 'chromium'), { mode: 0o755 })),
    unbrotli('al2023.tar.br', extract(folder)),
    unbrotli('swiftshader.tar.br', extract(folder)),
  ]);
  mkdirSync(join(folder, 'font-cache'));
  writeFileSync(join(folder, 'fonts.conf'), fontConfiguration());
  try {
    renameSync(folder, UNPACKED);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    if (!existsSync(UNPACKED)) throw error;
  }
}

function fontConfiguration() {
  const lines = [`<dir>${FONTS}</dir>`, `<cachedir>${join(UNPACKED, 'font-cache')}</cachedir>`];
  return `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>${lines.join('')}</fontconfig>\n`;
}
