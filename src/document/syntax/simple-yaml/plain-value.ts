/** What a plain scalar of YAML stands for. */

const OTHER_THAN_TEXT = /^(?:[-+.0-9~]|[Nn](?:ull|ULL)$|[Tt](?:rue|RUE)$|[Ff](?:alse|ALSE)$)/;
const NULL = /^(?:~|[Nn]ull|NULL)$/;
const TRUE = /^(?:[Tt]rue|TRUE)$/;
const FALSE = /^(?:[Ff]alse|FALSE)$/;
const INTEGER = /^(?:0o[0-7]+|0x[0-9a-fA-F]+|[-+]?[0-9]+)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const INFINITE = /^([-+]?)\.(?:inf|Inf|INF)$/;
const NOT_A_NUMBER = /^\.(?:nan|NaN|NAN)$/;

/** The value that the core schema gives it (YAML 1.2.2, 10.3.2): a string, number, boolean or null. */
export function plainValue(written: string): unknown {
  if (!OTHER_THAN_TEXT.test(written)) return written;
  if (NULL.test(written)) return null;
  if (TRUE.test(written)) return true;
  if (FALSE.test(written)) return false;
  if (INTEGER.test(written) || FLOAT.test(written)) return Number(written);
  const infinite = INFINITE.exec(written);
  if (infinite) return infinite[1] === "-" ? -Infinity : Infinity;
  return NOT_A_NUMBER.test(written) ? Number.NaN : written;
}
