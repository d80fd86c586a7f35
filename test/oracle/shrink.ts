/** Shrinks a failing script: removes one statement, or replaces a statement with its body. */
import type { Block, Statement, Test } from "./generate.ts";

function bodiesOf(one: Statement): readonly Block[] {
  switch (one.kind) {
    case "if":
      return [
        one.body,
        ...(one.elif === undefined ? [] : [one.elif.body]),
        ...(one.other === undefined ? [] : [one.other]),
      ];
    case "case":
      return one.bodies;
    case "loop":
    case "inside":
    case "function":
    case "trap":
      return [one.body];
    case "pipe":
      return [one.left, one.right];
    case "list":
      return [[one.left], [one.right]];
    default:
      return [];
  }
}

function smallerTests(test: Test): Test[] {
  switch (test.kind) {
    case "not":
      return [test.of, ...smallerTests(test.of).map((of) => ({ ...test, of }))];
    case "and":
    case "or":
      return [test.left, test.right];
    case "list":
      return smallerBlocks(test.body).map((body) => ({ ...test, body }));
    case "variable":
      return [];
    default:
      return test.spelling === 0 ? [] : [{ ...test, spelling: 0 }];
  }
}

function smallerStatements(one: Statement): Statement[] {
  switch (one.kind) {
    case "call":
      return one.starting === "plain" ? [] : [{ ...one, starting: "plain" }];
    case "set":
      return one.setting === "export" ? [] : [{ ...one, setting: "export" }];
    case "if":
      return [
        ...(one.elif === undefined ? [] : [{ ...one, elif: undefined }]),
        ...(one.other === undefined ? [] : [{ ...one, other: undefined }]),
        ...smallerTests(one.test).map((test) => ({ ...one, test })),
        ...smallerBlocks(one.body).map((body) => ({ ...one, body })),
        ...(one.other === undefined ? [] : smallerBlocks(one.other).map((other) => ({ ...one, other }))),
      ];
    case "case":
      return [
        ...(one.bodies.length > 1 ? one.bodies.map((body) => ({ ...one, bodies: [body] })) : []),
        ...one.bodies.flatMap((body, index) =>
          smallerBlocks(body).map((smaller) => ({ ...one, bodies: one.bodies.with(index, smaller) })),
        ),
      ];
    case "loop":
    case "inside":
    case "function":
    case "trap":
      return smallerBlocks(one.body).map((body) => ({ ...one, body }));
    case "pipe":
      return [
        ...smallerBlocks(one.left).map((left) => ({ ...one, left })),
        ...smallerBlocks(one.right).map((right) => ({ ...one, right })),
      ];
    case "list":
      return [
        ...smallerStatements(one.left).map((left) => ({ ...one, left })),
        ...smallerStatements(one.right).map((right) => ({ ...one, right })),
      ];
    default:
      return [];
  }
}

/** All blocks that are one step smaller. None of them is empty. */
export function smallerBlocks(block: Block): Block[] {
  return block.flatMap((one, index): Block[] => {
    const before = block.slice(0, index);
    const after = block.slice(index + 1);
    return [
      ...(block.length > 1 ? [[...before, ...after]] : []),
      ...bodiesOf(one).map((body) => [...before, ...body, ...after]),
      ...smallerStatements(one).map((smaller) => [...before, smaller, ...after]),
    ];
  });
}
