// Tables of contents: the headings of a page, as links, where its text says that they belong.

const BEGIN = '<!-- contents -->';
const END = '<!-- /contents -->';
const FENCE = /^(```|~~~)[\s\S]*?^\1/gm;

/** The headings of a page below its title, with the anchors that GitHub and VS Code give them. */
export function headingsOf(markdown) {
  const seen = new Map();
  return [...markdown.replace(FENCE, '').matchAll(/^(#{1,6}) +(.+?) *#*$/gm)].map(([, marks, title]) => {
    const slug = slugOf(title);
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return { level: marks.length, title, anchor: times === 0 ? slug : `${slug}-${times}` };
  });
}

const slugOf = (title) =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
    .replaceAll(' ', '-');

/** Whether a page says where its contents belong. */
export const hasContents = (markdown) => markdown.includes(BEGIN);

/** The page with its contents as they are now; as it is where it has no place for them. */
export function withContents(markdown) {
  const [before, rest] = markdown.split(BEGIN);
  if (rest === undefined) return markdown;
  const after = rest.slice(rest.indexOf(END) + END.length);
  const links = headingsOf(after)
    .filter(({ level }) => level === 2)
    .map(({ title, anchor }) => `[${title}](#${anchor})`);
  return `${before}${BEGIN}\n${links.join(' · ')}\n${END}${after}`;
}
