// The description of an option, as the manual has it, in short: its words as they are, without the marks around them.
import { visible } from '../protocol/visible';
import type { Piece } from './rich-text';

/** As much as a hover tells, in UTF-16 units. */
const LONGEST = 300;
/** `{option}` and the like stand before code; DocBook, in which older releases are written, has elements. */
const ROLE = /\{[a-z]+\}(?=`)/g;
const ELEMENT = /<\/?(?:literal|command|option|filename|envar|package|varname)>/g;
const OTHER_ELEMENT = /<[/a-z][^>]*>/g;
const LINK = /\[([^\]]*)\]\([^)]*\)/g;

/** What an editor would make a link of, without being told. */
const ADDRESS = /((?:[a-z]+:\/\/|www\.)\S+|\S+@\S+)/i;

const withoutLinks = (part: string): readonly Piece[] =>
  part.split(ADDRESS).map((text, i): Piece => (i % 2 === 1 ? { code: text } : visible(text, LONGEST)));

/** Its first paragraph; empty where there is none. */
export function describedShortly(description: string): readonly Piece[] {
  const [paragraph = ''] = description.trim().split(/\n\s*\n/);
  const plain = paragraph
    .replace(ROLE, '')
    .replace(ELEMENT, '`')
    .replace(OTHER_ELEMENT, '')
    .replace(LINK, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  const short = plain.length > LONGEST ? `${plain.slice(0, plain.lastIndexOf(' ', LONGEST - 2))} …` : plain;
  return short
    .split(/`+/)
    .flatMap((part, i): readonly Piece[] => (i % 2 === 1 ? [{ code: part }] : withoutLinks(part)))
    .filter((piece) => piece !== '');
}
