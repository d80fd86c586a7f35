// Evaluates templates and modules with HashiCorp's parser. Reads one JSON question and prints one JSON answer per line.
//
//	{"kind": "template", "text": "…"}  a file that templatefile renders
//	{"kind": "module", "text": "…"}    the content of the first aws_ssm_document, with the locals in the text
//
// The value of an unknown reference is its name: var.x is "⟦var.x⟧".
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

var functions = map[string]function.Function{
	"chomp":      stdlib.ChompFunc,
	"compact":    stdlib.CompactFunc,
	"concat":     stdlib.ConcatFunc,
	"flatten":    stdlib.FlattenFunc,
	"join":       stdlib.JoinFunc,
	"jsondecode": stdlib.JSONDecodeFunc,
	"jsonencode": stdlib.JSONEncodeFunc,
	"merge":      stdlib.MergeFunc,
	"split":      stdlib.SplitFunc,
	"trimspace":  stdlib.TrimSpaceFunc,
	"upper":      stdlib.UpperFunc,
	// JSON is valid YAML.
	"yamlencode": stdlib.JSONEncodeFunc,
}

func named(prefix string, names ...string) cty.Value {
	values := map[string]cty.Value{}
	for _, name := range names {
		values[name] = cty.StringVal("⟦" + prefix + "." + name + "⟧")
	}
	return cty.ObjectVal(values)
}

func evaluate(kind, text string) (cty.Value, error) {
	context := &hcl.EvalContext{
		Variables: map[string]cty.Value{"t": cty.True, "f": cty.False, "var": named("var", "x", "y"), "each": named("each", "key", "value")},
		Functions: functions,
	}
	if kind == "template" {
		expression, diagnostics := hclsyntax.ParseTemplate([]byte(text), "template", hcl.InitialPos)
		return valueOf(expression, diagnostics, context)
	}
	file, diagnostics := hclsyntax.ParseConfig([]byte(text), "main.tf", hcl.InitialPos)
	if diagnostics.HasErrors() {
		return cty.NilVal, diagnostics
	}
	locals := map[string]cty.Value{}
	body := file.Body.(*hclsyntax.Body)
	for _, block := range body.Blocks {
		if block.Type != "locals" {
			continue
		}
		for name, attribute := range block.Body.Attributes {
			value, diagnostics := attribute.Expr.Value(context)
			if diagnostics.HasErrors() {
				return cty.NilVal, diagnostics
			}
			locals[name] = value
		}
	}
	context.Variables["local"] = cty.ObjectVal(locals)
	for _, block := range body.Blocks {
		if block.Type == "resource" && block.Labels[0] == "aws_ssm_document" {
			return valueOf(block.Body.Attributes["content"].Expr, nil, context)
		}
	}
	return cty.NilVal, fmt.Errorf("no aws_ssm_document")
}

func valueOf(expression hcl.Expression, diagnostics hcl.Diagnostics, context *hcl.EvalContext) (cty.Value, error) {
	if diagnostics.HasErrors() {
		return cty.NilVal, diagnostics
	}
	value, diagnostics := expression.Value(context)
	if diagnostics.HasErrors() {
		return cty.NilVal, diagnostics
	}
	return value, nil
}

func main() {
	questions := json.NewDecoder(bufio.NewReader(os.Stdin))
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	answers := json.NewEncoder(out)
	answers.SetEscapeHTML(false)
	for {
		var question struct{ Kind, Text string }
		if questions.Decode(&question) != nil {
			return
		}
		value, err := evaluate(question.Kind, question.Text)
		if err == nil && value.Type() != cty.String {
			err = fmt.Errorf("not a string but %s", value.Type().FriendlyName())
		}
		if err != nil {
			answers.Encode(map[string]string{"error": err.Error()})
		} else {
			answers.Encode(map[string]string{"value": value.AsString()})
		}
	}
}
