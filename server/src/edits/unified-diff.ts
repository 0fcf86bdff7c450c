// What an edit changes, as `patch` and `git apply` take it.
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

/** The unified diff of one file, with a line end at its end. @param name its path, relative to where it is applied */
export const unifiedDiff = (name: string, before: string, after: string): string =>
  createTwoFilesPatch(`a/${name}`, `b/${name}`, before, after, undefined, undefined, {
    headerOptions: FILE_HEADERS_ONLY,
  });
