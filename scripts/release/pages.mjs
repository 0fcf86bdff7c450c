// The pages of a gallery: pictures come by https and are no SVG, links lead somewhere.
import { holds, open, right } from './findings.mjs';

const PICTURE = /!\[[^\]]*\]\(\s*<?([^)\s>]*)|<(?:img|video|source)\b[^>]*\bsrc\s*=\s*["']?([^"'\s>]*)/gi;
const LINK = /(?<!!)\[[^\]]*\]\(\s*<?([^)\s>]*)|<a\b[^>]*\bhref\s*=\s*["']?([^"'\s>]*)/gi;
const PLACEHOLDER = /\b(OWNER\/[\w-]+|ADDRESS-OF-[\w-]+)/g;

/** @param {Record<string, string>} pages what galleries show, by name */
export function pageFindings(pages) {
  return Object.entries(pages).flatMap(([name, text]) => {
    const shown = text.replace(/^(```|~~~)[\s\S]*?^\1/gm, '').replace(/`[^`\n]*`/g, '');
    return holds(`${name}: pictures and links`, [
      ...targets(shown, PICTURE).flatMap((address) => pictureProblem(name, address)),
      ...targets(shown, LINK)
        .filter((address) => !/^(https:|mailto:|#)/.test(address))
        .map((address) => `${name}: the link "${address}" leads nowhere in a gallery`),
      ...(/<svg\b/i.test(shown) ? [`${name}: an SVG is drawn in it`] : []),
    ]);
  });
}

const targets = (text, pattern) => [...text.matchAll(pattern)].map(([, markdown, html]) => markdown ?? html);

function pictureProblem(name, address) {
  // vsce takes no `data:` either, and VS Code does not show it.
  if (!/^https:/i.test(address)) return [`${name}: the picture "${address}" does not come by https`];
  return /\.svg(?:[?#]|$)/i.test(address) ? [`${name}: the picture "${address}" is an SVG`] : [];
}

/** What the documents leave to be filled in, by name. */
export function placeholderFindings(pages) {
  const left = Object.entries(pages).flatMap(([file, text]) =>
    [...new Set([...text.matchAll(PLACEHOLDER)].map(([all]) => all))].map((one) => open(`${file} has ${one} still`)),
  );
  return left.length === 0 ? [right('no document has anything to be filled in')] : left;
}
