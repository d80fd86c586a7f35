/** Recognizes reports of an earlier run: a search may find them, and they quote documents but are not documents. */

/** The first characters of JSON reports that contain the text of files. */
const BEGINNINGS = ['{"ssmlint":', '[{"filePath":"'];

/** Whether the text is such a report by ssmlint, or by ESLint, whose format ssmlint uses. */
export const isOwnReport = (text: string): boolean => BEGINNINGS.some((beginning) => text.startsWith(beginning));
