/** Reports of an earlier run that a search finds: they quote documents, and are none. */

/** How the reports in JSON begin that contain the text of files. */
const BEGINNINGS = ['{"ssmlint":', '[{"filePath":"'];

/** Whether the text is such a report of ssmlint's, or of ESLint's, whose format it is. */
export const isOwnReport = (text: string): boolean => BEGINNINGS.some((beginning) => text.startsWith(beginning));
