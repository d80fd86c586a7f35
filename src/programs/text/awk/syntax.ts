/** The syntax tree of the simulated subset of awk. */

export type AwkExpression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "regex"; readonly pattern: string }
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "element"; readonly name: string; readonly index: AwkExpression }
  | { readonly kind: "field"; readonly index: AwkExpression }
  | { readonly kind: "in"; readonly index: AwkExpression; readonly name: string }
  | { readonly kind: "unary"; readonly operator: string; readonly operand: AwkExpression }
  | { readonly kind: "binary"; readonly operator: string; readonly left: AwkExpression; readonly right: AwkExpression }
  | {
      readonly kind: "condition";
      readonly test: AwkExpression;
      readonly yes: AwkExpression;
      readonly no: AwkExpression;
    }
  | { readonly kind: "assign"; readonly operator: string; readonly target: AwkTarget; readonly value: AwkExpression }
  | { readonly kind: "step"; readonly by: 1 | -1; readonly prefix: boolean; readonly target: AwkTarget }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly AwkExpression[] }
  /** A call of a user-defined function. */
  | { readonly kind: "own"; readonly name: string; readonly args: readonly AwkExpression[] }
  | { readonly kind: "getline"; readonly target: AwkTarget | undefined };

export type AwkTarget = AwkExpression & { readonly kind: "variable" | "element" | "field" };

export type AwkStatement =
  | { readonly kind: "expression"; readonly expression: AwkExpression }
  | { readonly kind: "print"; readonly formatted: boolean; readonly values: readonly AwkExpression[] }
  | { readonly kind: "block"; readonly statements: readonly AwkStatement[] }
  | {
      readonly kind: "if";
      readonly test: AwkExpression;
      readonly yes: AwkStatement;
      readonly no: AwkStatement | undefined;
    }
  | {
      readonly kind: "loop";
      readonly first: AwkStatement | undefined;
      readonly test: AwkExpression | undefined;
      readonly step: AwkStatement | undefined;
      readonly body: AwkStatement;
    }
  | { readonly kind: "delete"; readonly name: string; readonly index: AwkExpression | undefined }
  | { readonly kind: "exit"; readonly status: AwkExpression | undefined }
  | { readonly kind: "return"; readonly value: AwkExpression | undefined }
  | { readonly kind: "next" | "nextfile" | "break" | "continue" };

export interface AwkFunction {
  readonly parameters: readonly string[];
  readonly body: AwkStatement;
}

export interface AwkProgram {
  readonly rules: readonly AwkRule[];
  readonly functions: ReadonlyMap<string, AwkFunction>;
}

export interface AwkRule {
  readonly pattern:
    | { readonly kind: "begin" | "end" | "always" }
    | { readonly kind: "when"; readonly test: AwkExpression }
    | { readonly kind: "range"; readonly from: AwkExpression; readonly to: AwkExpression };
  /** `undefined` prints the record. */
  readonly body: AwkStatement | undefined;
}

/** The program uses a feature that is not simulated, or on which awks disagree. */
export class AwkNotSimulated extends Error {}
