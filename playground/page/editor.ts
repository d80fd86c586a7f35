/** The editor: CodeMirror 6, in which findings are underlined, explained on hover, and fixed. */
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics, type Diagnostic } from "@codemirror/lint";
import { Compartment, EditorState, type ChangeSpec } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { isDeep, languageOf, languages, PLAIN } from "./language.ts";

/** The colors are variables of the page's style sheet, which has a light and a dark scheme. */
const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--key)" },
  { tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword], color: "var(--keyword)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--string)" },
  { tag: [tags.comment, tags.meta], color: "var(--comment)" },
  { tag: [tags.variableName, tags.definition(tags.variableName)], color: "var(--variable)" },
  { tag: [tags.number, tags.bool, tags.null, tags.attributeName], color: "var(--literal)" },
  { tag: tags.standard(tags.variableName), color: "var(--builtin)" },
]);

export interface Editor {
  readonly view: EditorView;
  text(): string;
  language(): "yaml" | "json";
  setText(text: string): void;
  /** Replaces ranges of the text in one undoable step. */
  change(changes: ChangeSpec): void;
  /** @param diagnostics have offsets in the current text. */
  show(diagnostics: readonly Diagnostic[]): void;
  select(from: number, to: number): void;
}

export function createEditor(parent: HTMLElement, onChange: () => void): Editor {
  const language = new Compartment();
  let current: "yaml" | "json" = "yaml";
  const view = new EditorView({
    parent,
    state: EditorState.create({
      extensions: [
        lineNumbers(),
        lintGutter(),
        highlightActiveLineGutter(),
        highlightActiveLine(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        syntaxHighlighting(colours),
        language.of(languages.yaml),
        EditorState.tabSize.of(2),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({
          "aria-label": "SSM document. Press Escape, then Tab, to leave the editor.",
        }),
        keymap.of([...lintKeymap, ...historyKeymap, indentWithTab, ...defaultKeymap]),
        // The language changes in the same transaction, so that the new text is never parsed in the language of the old text.
        EditorState.transactionExtender.of(({ docChanged, newDoc, startState }) => {
          if (!docChanged) return null;
          current = languageOf(newDoc.sliceString(0, 1_000));
          const wanted = isDeep(newDoc) ? PLAIN : languages[current];
          return language.get(startState) === wanted ? null : { effects: language.reconfigure(wanted) };
        }),
        EditorView.updateListener.of(({ docChanged }) => {
          if (docChanged) onChange();
        }),
      ],
    }),
  });
  return {
    view,
    text: () => view.state.doc.toString(),
    language: () => current,
    setText: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }),
    change: (changes) => view.dispatch({ changes, userEvent: "input.fix" }),
    show: (diagnostics) => view.dispatch(setDiagnostics(view.state, diagnostics)),
    select(from, to) {
      view.dispatch({
        selection: { anchor: from, head: to },
        effects: EditorView.scrollIntoView(from, { y: "center" }),
      });
      view.focus();
    },
  };
}
