/**
 * `for…of` and array patterns without iterators, where what they go through is an array by its type.
 *
 * V8 does without the iterator, and without an object for each element, only in code that it has optimized. A run is over before
 * that has paid for most of the code: a quarter of all that a run over a large repository allocated was for these.
 *
 * TypeScript's way of telling types to programs may change with each version: package.json names the one that this was tried with.
 */
import { fileURLToPath } from "node:url";
import {
  isArrayBindingPattern,
  isForOfStatement,
  isIdentifier,
  isOmittedExpression,
  isVariableDeclaration,
  isVariableDeclarationList,
} from "typescript/unstable/ast";
import { API, TypeFlags } from "typescript/unstable/sync";

const isLeftOut = (element) => isOmittedExpression(element) || element.name === undefined;

/** Whether a pattern does no more than name elements: `[a, , b]`. */
function isPlain(pattern) {
  if (!isArrayBindingPattern(pattern) || pattern.elements.every(isLeftOut)) return false;
  const names = pattern.elements.filter((element) => !isLeftOut(element));
  return names.every(
    ({ name, initializer, dotDotDotToken }) =>
      isIdentifier(name) && initializer === undefined && dotDotDotToken === undefined,
  );
}

/** Declarations of a pattern's names, where what it takes apart is called `from`. */
function taken({ elements }, from) {
  return elements
    .flatMap((element, index) => (isLeftOut(element) ? [] : [`${element.name.text} = ${from}[${index}]`]))
    .join(", ");
}

/** All loops and declarations of a file that may be rewritten, with what their types have to be. */
function candidatesIn(file) {
  const found = [];
  const visit = (node) => {
    if (isForOfStatement(node) && node.awaitModifier === undefined && isVariableDeclarationList(node.initializer)) {
      const { name } = node.initializer.declarations[0];
      found.push({ node, name, list: node.expression, pattern: isPlain(name) ? name : undefined });
    } else if (isVariableDeclaration(node) && node.initializer !== undefined && isPlain(node.name)) {
      found.push({ node, list: node.initializer });
    }
    node.forEachChild(visit);
  };
  visit(file);
  return found;
}

/** The changes of one file's text; `isArray` tells it of a node's type. */
function changesOf(file, candidates, isArray) {
  const changes = [];
  const change = (start, end, text) => changes.push({ start, end, text });
  for (const [count, { node, name, list, pattern }] of candidates.entries()) {
    if (!isForOfStatement(node)) {
      if (!isArray(list)) continue;
      change(node.name.getStart(file), list.getStart(file), `$from${count} = (`);
      change(list.end, list.end, `), ${taken(node.name, `$from${count}`)}`);
      continue;
    }
    const { initializer, statement } = node;
    const kind = /^\w+/.exec(file.text.slice(initializer.getStart(file)))[0];
    const [at, all, from] = [`$at${count}`, `$all${count}`, `$from${count}`];
    const names = pattern !== undefined && isArray(pattern) ? taken(pattern, from) : undefined;
    if (isArray(list)) {
      const declared =
        names === undefined ? `${name.getText(file)} = ${all}[${at}]` : `${from} = ${all}[${at}], ${names}`;
      change(node.getStart(file), list.getStart(file), `for (let ${at} = 0, ${all} = (`);
      change(list.end, statement.getStart(file), `); ${at} < ${all}.length; ${at}++) { ${kind} ${declared}; `);
    } else if (names !== undefined) {
      change(name.getStart(file), name.end, from);
      change(statement.getStart(file), statement.getStart(file), `{ ${kind} ${names}; `);
    } else continue;
    change(statement.end, statement.end, " }");
  }
  return changes;
}

function changed(text, changes) {
  let result = "";
  let at = 0;
  for (const { start, end, text: inserted } of changes.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    result += text.slice(at, start) + inserted;
    at = end;
  }
  return result + text.slice(at);
}

/**
 * The project's files without iterators in such loops and patterns, by their paths: TypeScript, with the meaning that it had.
 * @param config path of a tsconfig.json.
 */
export function withoutIterators(config = fileURLToPath(new URL("../tsconfig.build.json", import.meta.url))) {
  const api = new API();
  try {
    const { program, checker, rootFiles } = api.updateSnapshot({ openProject: config }).getProject(config);
    const isArrayType = (type) =>
      type !== undefined && (type.flags & (TypeFlags.Any | TypeFlags.Never)) === 0 && checker.isArrayLikeType(type);
    return new Map(
      rootFiles.map((path) => {
        const file = program.getSourceFile(path);
        const candidates = candidatesIn(file);
        const nodes = candidates.flatMap(({ list, pattern }) => (pattern === undefined ? [list] : [list, pattern]));
        const types = new Map(checker.getTypeAtLocation(nodes).map((type, index) => [nodes[index], type]));
        const changes = changesOf(file, candidates, (node) => isArrayType(types.get(node)));
        return [path, changed(file.text, changes)];
      }),
    );
  } finally {
    api.close();
  }
}
