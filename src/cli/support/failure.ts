/** An error that prevents ssmlint from doing its work: bad usage, bad configuration, a file it cannot read or write. Exit code 2. */
export class Failure extends Error {
  override readonly name = "Failure";
}

/** The text of a thrown value that is not an `Error`. JavaScript can throw an object that has no text. */
export function thrownText(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return "an object without a text";
  }
}

/** The name and message of an unexpected exception. */
export function exceptionText(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : thrownText(error);
}

/** The reason of a failed system call in plain words, without the call's name and number. */
export function systemReason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return (code !== undefined && reasons[code]) || (error instanceof Error ? error.message : thrownText(error));
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "permission denied",
  EPERM: "operation not permitted",
  EISDIR: "it is a directory",
  ENOTDIR: "a part of its path is not a directory",
  ELOOP: "its symbolic links form a loop",
  ENOSPC: "no space left on the device",
  EDQUOT: "the disk quota is exceeded",
  EROFS: "the file system is read-only",
  ENAMETOOLONG: "its name is too long",
  EMFILE: "too many files are open",
  EIO: "the disk reported an input/output error",
};
