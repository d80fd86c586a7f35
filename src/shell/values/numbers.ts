/** Number literals and operators of shell arithmetic. */

/** The value of a number literal in arithmetic; `undefined` if the text is not one. */
export function parsedNumber(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return 0;
  let value: number;
  if (/^[-+]?(?:0|[1-9]\d*)$/.test(trimmed)) value = Number(trimmed);
  else if (/^[-+]?0[0-7]+$/.test(trimmed)) value = Number.parseInt(trimmed, 8);
  else if (/^[-+]?0[xX][0-9A-Fa-f]+$/.test(trimmed)) value = Number.parseInt(trimmed, 16);
  else {
    const based = /^(\d+)#([0-9A-Za-z]+)$/.exec(trimmed);
    if (based === null) return undefined;
    const base = Number(based[1]);
    if (base < 2 || base > 36) return undefined;
    value = Number.parseInt(based[2]!, base);
  }
  return Number.isSafeInteger(value) ? value : undefined;
}

export const booleanNumber = (value: boolean): number => (value ? 1 : 0);

/** The result of an operator; `undefined` if it is unknown or not an integer. */
export function applyOperator(operator: string, a: number, b: number): number | undefined {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return Math.trunc(a / b);
    case "%":
      return a % b;
    case "**":
      return a ** b;
    case "<":
      return booleanNumber(a < b);
    case ">":
      return booleanNumber(a > b);
    case "<=":
      return booleanNumber(a <= b);
    case ">=":
      return booleanNumber(a >= b);
    case "==":
      return booleanNumber(a === b);
    case "!=":
      return booleanNumber(a !== b);
    case "&":
      return Number(BigInt(a) & BigInt(b));
    case "|":
      return Number(BigInt(a) | BigInt(b));
    case "^":
      return Number(BigInt(a) ^ BigInt(b));
    case "<<":
      return b < 0 || b > 62 ? undefined : a * 2 ** b;
    case ">>":
      return b < 0 || b > 62 ? undefined : Math.floor(a / 2 ** b);
    default:
      return undefined;
  }
}

/** Whether the operator does not accept its right operand. */
export function isImpossible(operator: string, b: number | undefined): boolean {
  return b !== undefined && (operator === "/" || operator === "%" ? b === 0 : operator === "**" && b < 0);
}
