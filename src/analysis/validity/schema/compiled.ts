// @ts-nocheck
/** document.schema.json as functions. Written by build/document-schema.mjs: do not edit. */
"use strict";
export const command = validate52;
const schema15 = {"type":"object","required":["schemaVersion","mainSteps"],"additionalProperties":false,"properties":{"schemaVersion":{"$ref":"#/definitions/schemaVersion"},"description":{"type":["string","null"]},"parameters":{"$ref":"#/definitions/parameters"},"mainSteps":{"type":"array","minItems":1,"items":{"$ref":"#/definitions/commandStep"}},"files":{"type":"object"}}};
const schema8 = {"type":"string","enum":["2.2","0.3","2.0","2.0.1","2.0.2","2.0.3","1.2","1.0"]};

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data !== "string"){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(!((((((((data === "2.2") || (data === "0.3")) || (data === "2.0")) || (data === "2.0.1")) || (data === "2.0.2")) || (data === "2.0.3")) || (data === "1.2")) || (data === "1.0"))){
const err1 = {instancePath,schemaPath:"#/enum",keyword:"enum",params:{allowedValues: schema8.enum}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate23.errors = vErrors;
return errors === 0;
}

const schema9 = {"type":["object","null"],"propertyNames":{"pattern":"^[a-zA-Z0-9]+$"},"additionalProperties":{"$ref":"#/definitions/parameter"}};
const pattern0 = new RegExp("^[a-zA-Z0-9]+$", "u");
const schema10 = {"type":"object","required":["type"],"additionalProperties":false,"properties":{"type":{"type":"string","pattern":"^(?:String|StringList|Integer|Boolean|MapList|StringMap|AWS::[A-Za-z0-9]+::[A-Za-z0-9:]+|List<[A-Za-z0-9:]+>)$"},"description":{"type":["string","null"]},"default":{},"allowedValues":{"type":"array"},"allowedPattern":{"type":"string"},"displayType":{"enum":["textfield","textarea"]},"minItems":{"type":["integer","string"],"pattern":"^[0-9]+$"},"maxItems":{"type":["integer","string"],"pattern":"^[0-9]+$"},"minChars":{"type":["integer","string"],"pattern":"^[0-9]+$"},"maxChars":{"type":["integer","string"],"pattern":"^[0-9]+$"},"interpolationType":{"enum":["ENV_VAR"]}},"allOf":[{"if":{"required":["type"],"properties":{"type":{"const":"String"}}},"then":{"properties":{"default":{"type":["string","null"]}}}},{"if":{"required":["type"],"properties":{"type":{"const":"StringList"}}},"then":{"properties":{"default":{"type":["array","string","null"],"items":{"type":"string"},"pattern":"^\\s*\\{\\{"}}}},{"if":{"required":["type"],"properties":{"type":{"const":"Integer"}}},"then":{"properties":{"default":{"type":["integer","string","null"],"pattern":"^\\s*\\{\\{"}}}},{"if":{"required":["type"],"properties":{"type":{"const":"Boolean"}}},"then":{"properties":{"default":{"type":["boolean","string","null"],"pattern":"^\\s*\\{\\{"}}}},{"if":{"required":["type"],"properties":{"type":{"const":"StringMap"}}},"then":{"properties":{"default":{"type":["object","string","null"],"pattern":"^\\s*\\{\\{"}}}},{"if":{"required":["type"],"properties":{"type":{"const":"MapList"}}},"then":{"properties":{"default":{"type":["array","string","null"],"items":{"type":"object"},"pattern":"^\\s*\\{\\{"}}}}]};
const pattern1 = new RegExp("^\\s*\\{\\{", "u");
const pattern6 = new RegExp("^(?:String|StringList|Integer|Boolean|MapList|StringMap|AWS::[A-Za-z0-9]+::[A-Za-z0-9:]+|List<[A-Za-z0-9:]+>)$", "u");
const pattern7 = new RegExp("^[0-9]+$", "u");
const func2 = Object.prototype.hasOwnProperty;

function validate26(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
const _errs2 = errors;
let valid1 = true;
const _errs3 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.type === undefined) && (missing0 = "type")){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
else {
if(data.type !== undefined){
if("String" !== data.type){
const err1 = {};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
}
var _valid0 = _errs3 === errors;
errors = _errs2;
if(vErrors !== null){
if(_errs2){
vErrors.length = _errs2;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs5 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.default !== undefined){
let data1 = data.default;
if((typeof data1 !== "string") && (data1 !== null)){
const err2 = {instancePath:instancePath+"/default",schemaPath:"#/allOf/0/then/properties/default/type",keyword:"type",params:{type: schema10.allOf[0].then.properties.default.type}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
var _valid0 = _errs5 === errors;
valid1 = _valid0;
}
if(!valid1){
const err3 = {instancePath,schemaPath:"#/allOf/0/if",keyword:"if",params:{failingKeyword: "then"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
const _errs9 = errors;
let valid4 = true;
const _errs10 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing1;
if((data.type === undefined) && (missing1 = "type")){
const err4 = {};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
else {
if(data.type !== undefined){
if("StringList" !== data.type){
const err5 = {};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
}
var _valid1 = _errs10 === errors;
errors = _errs9;
if(vErrors !== null){
if(_errs9){
vErrors.length = _errs9;
}
else {
vErrors = null;
}
}
if(_valid1){
const _errs12 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.default !== undefined){
let data3 = data.default;
if(((!(Array.isArray(data3))) && (typeof data3 !== "string")) && (data3 !== null)){
const err6 = {instancePath:instancePath+"/default",schemaPath:"#/allOf/1/then/properties/default/type",keyword:"type",params:{type: schema10.allOf[1].then.properties.default.type}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(typeof data3 === "string"){
if(!pattern1.test(data3)){
const err7 = {instancePath:instancePath+"/default",schemaPath:"#/allOf/1/then/properties/default/pattern",keyword:"pattern",params:{pattern: "^\\s*\\{\\{"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(Array.isArray(data3)){
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
if(typeof data3[i0] !== "string"){
const err8 = {instancePath:instancePath+"/default/" + i0,schemaPath:"#/allOf/1/then/properties/default/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
}
}
var _valid1 = _errs12 === errors;
valid4 = _valid1;
}
if(!valid4){
const err9 = {instancePath,schemaPath:"#/allOf/1/if",keyword:"if",params:{failingKeyword: "then"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
const _errs18 = errors;
let valid9 = true;
const _errs19 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing2;
if((data.type === undefined) && (missing2 = "type")){
const err10 = {};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
else {
if(data.type !== undefined){
if("Integer" !== data.type){
const err11 = {};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
}
var _valid2 = _errs19 === errors;
errors = _errs18;
if(vErrors !== null){
if(_errs18){
vErrors.length = _errs18;
}
else {
vErrors = null;
}
}
if(_valid2){
const _errs21 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.default !== undefined){
let data6 = data.default;
if(((!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))) && (typeof data6 !== "string")) && (data6 !== null)){
const err12 = {instancePath:instancePath+"/default",schemaPath:"#/allOf/2/then/properties/default/type",keyword:"type",params:{type: schema10.allOf[2].then.properties.default.type}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(typeof data6 === "string"){
if(!pattern1.test(data6)){
const err13 = {instancePath:instancePath+"/default",schemaPath:"#/allOf/2/then/properties/default/pattern",keyword:"pattern",params:{pattern: "^\\s*\\{\\{"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
}
var _valid2 = _errs21 === errors;
valid9 = _valid2;
}
if(!valid9){
const err14 = {instancePath,schemaPath:"#/allOf/2/if",keyword:"if",params:{failingKeyword: "then"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
const _errs25 = errors;
let valid12 = true;
const _errs26 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing3;
if((data.type === undefined) && (missing3 = "type")){
const err15 = {};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
else {
if(data.type !== undefined){
if("Boolean" !== data.type){
const err16 = {};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
}
var _valid3 = _errs26 === errors;
errors = _errs25;
if(vErrors !== null){
if(_errs25){
vErrors.length = _errs25;
}
else {
vErrors = null;
}
}
if(_valid3){
const _errs28 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.default !== undefined){
let data8 = data.default;
if(((typeof data8 !== "boolean") && (typeof data8 !== "string")) && (data8 !== null)){
const err17 = {instancePath:instancePath+"/default",schemaPath:"#/allOf/3/then/properties/default/type",keyword:"type",params:{type: schema10.allOf[3].then.properties.default.type}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(typeof data8 === "string"){
if(!pattern1.test(data8)){
const err18 = {instancePath:instancePath+"/default",schemaPath:"#/allOf/3/then/properties/default/pattern",keyword:"pattern",params:{pattern: "^\\s*\\{\\{"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
}
var _valid3 = _errs28 === errors;
valid12 = _valid3;
}
if(!valid12){
const err19 = {instancePath,schemaPath:"#/allOf/3/if",keyword:"if",params:{failingKeyword: "then"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
const _errs32 = errors;
let valid15 = true;
const _errs33 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing4;
if((data.type === undefined) && (missing4 = "type")){
const err20 = {};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
else {
if(data.type !== undefined){
if("StringMap" !== data.type){
const err21 = {};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
}
var _valid4 = _errs33 === errors;
errors = _errs32;
if(vErrors !== null){
if(_errs32){
vErrors.length = _errs32;
}
else {
vErrors = null;
}
}
if(_valid4){
const _errs35 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.default !== undefined){
let data10 = data.default;
if(((!(data10 && typeof data10 == "object" && !Array.isArray(data10))) && (typeof data10 !== "string")) && (data10 !== null)){
const err22 = {instancePath:instancePath+"/default",schemaPath:"#/allOf/4/then/properties/default/type",keyword:"type",params:{type: schema10.allOf[4].then.properties.default.type}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(typeof data10 === "string"){
if(!pattern1.test(data10)){
const err23 = {instancePath:instancePath+"/default",schemaPath:"#/allOf/4/then/properties/default/pattern",keyword:"pattern",params:{pattern: "^\\s*\\{\\{"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
}
}
var _valid4 = _errs35 === errors;
valid15 = _valid4;
}
if(!valid15){
const err24 = {instancePath,schemaPath:"#/allOf/4/if",keyword:"if",params:{failingKeyword: "then"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
const _errs39 = errors;
let valid18 = true;
const _errs40 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing5;
if((data.type === undefined) && (missing5 = "type")){
const err25 = {};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
else {
if(data.type !== undefined){
if("MapList" !== data.type){
const err26 = {};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
}
}
var _valid5 = _errs40 === errors;
errors = _errs39;
if(vErrors !== null){
if(_errs39){
vErrors.length = _errs39;
}
else {
vErrors = null;
}
}
if(_valid5){
const _errs42 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.default !== undefined){
let data12 = data.default;
if(((!(Array.isArray(data12))) && (typeof data12 !== "string")) && (data12 !== null)){
const err27 = {instancePath:instancePath+"/default",schemaPath:"#/allOf/5/then/properties/default/type",keyword:"type",params:{type: schema10.allOf[5].then.properties.default.type}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(typeof data12 === "string"){
if(!pattern1.test(data12)){
const err28 = {instancePath:instancePath+"/default",schemaPath:"#/allOf/5/then/properties/default/pattern",keyword:"pattern",params:{pattern: "^\\s*\\{\\{"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(Array.isArray(data12)){
const len1 = data12.length;
for(let i1=0; i1<len1; i1++){
let data13 = data12[i1];
if(!(data13 && typeof data13 == "object" && !Array.isArray(data13))){
const err29 = {instancePath:instancePath+"/default/" + i1,schemaPath:"#/allOf/5/then/properties/default/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
}
}
var _valid5 = _errs42 === errors;
valid18 = _valid5;
}
if(!valid18){
const err30 = {instancePath,schemaPath:"#/allOf/5/if",keyword:"if",params:{failingKeyword: "then"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type === undefined){
const err31 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
for(const key0 in data){
if(!(func2.call(schema10.properties, key0))){
const err32 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data.type !== undefined){
let data14 = data.type;
if(typeof data14 === "string"){
if(!pattern6.test(data14)){
const err33 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/pattern",keyword:"pattern",params:{pattern: "^(?:String|StringList|Integer|Boolean|MapList|StringMap|AWS::[A-Za-z0-9]+::[A-Za-z0-9:]+|List<[A-Za-z0-9:]+>)$"}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
else {
const err34 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data.description !== undefined){
let data15 = data.description;
if((typeof data15 !== "string") && (data15 !== null)){
const err35 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: schema10.properties.description.type}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data.allowedValues !== undefined){
if(!(Array.isArray(data.allowedValues))){
const err36 = {instancePath:instancePath+"/allowedValues",schemaPath:"#/properties/allowedValues/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data.allowedPattern !== undefined){
if(typeof data.allowedPattern !== "string"){
const err37 = {instancePath:instancePath+"/allowedPattern",schemaPath:"#/properties/allowedPattern/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data.displayType !== undefined){
let data18 = data.displayType;
if(!((data18 === "textfield") || (data18 === "textarea"))){
const err38 = {instancePath:instancePath+"/displayType",schemaPath:"#/properties/displayType/enum",keyword:"enum",params:{allowedValues: schema10.properties.displayType.enum}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data.minItems !== undefined){
let data19 = data.minItems;
if((!(((typeof data19 == "number") && (!(data19 % 1) && !isNaN(data19))) && (isFinite(data19)))) && (typeof data19 !== "string")){
const err39 = {instancePath:instancePath+"/minItems",schemaPath:"#/properties/minItems/type",keyword:"type",params:{type: schema10.properties.minItems.type}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(typeof data19 === "string"){
if(!pattern7.test(data19)){
const err40 = {instancePath:instancePath+"/minItems",schemaPath:"#/properties/minItems/pattern",keyword:"pattern",params:{pattern: "^[0-9]+$"}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
}
if(data.maxItems !== undefined){
let data20 = data.maxItems;
if((!(((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20))) && (isFinite(data20)))) && (typeof data20 !== "string")){
const err41 = {instancePath:instancePath+"/maxItems",schemaPath:"#/properties/maxItems/type",keyword:"type",params:{type: schema10.properties.maxItems.type}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if(typeof data20 === "string"){
if(!pattern7.test(data20)){
const err42 = {instancePath:instancePath+"/maxItems",schemaPath:"#/properties/maxItems/pattern",keyword:"pattern",params:{pattern: "^[0-9]+$"}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
}
if(data.minChars !== undefined){
let data21 = data.minChars;
if((!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))) && (typeof data21 !== "string")){
const err43 = {instancePath:instancePath+"/minChars",schemaPath:"#/properties/minChars/type",keyword:"type",params:{type: schema10.properties.minChars.type}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if(typeof data21 === "string"){
if(!pattern7.test(data21)){
const err44 = {instancePath:instancePath+"/minChars",schemaPath:"#/properties/minChars/pattern",keyword:"pattern",params:{pattern: "^[0-9]+$"}};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
}
if(data.maxChars !== undefined){
let data22 = data.maxChars;
if((!(((typeof data22 == "number") && (!(data22 % 1) && !isNaN(data22))) && (isFinite(data22)))) && (typeof data22 !== "string")){
const err45 = {instancePath:instancePath+"/maxChars",schemaPath:"#/properties/maxChars/type",keyword:"type",params:{type: schema10.properties.maxChars.type}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(typeof data22 === "string"){
if(!pattern7.test(data22)){
const err46 = {instancePath:instancePath+"/maxChars",schemaPath:"#/properties/maxChars/pattern",keyword:"pattern",params:{pattern: "^[0-9]+$"}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
}
if(data.interpolationType !== undefined){
if(!(data.interpolationType === "ENV_VAR")){
const err47 = {instancePath:instancePath+"/interpolationType",schemaPath:"#/properties/interpolationType/enum",keyword:"enum",params:{allowedValues: schema10.properties.interpolationType.enum}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
}
else {
const err48 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
validate26.errors = vErrors;
return errors === 0;
}


function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((!(data && typeof data == "object" && !Array.isArray(data))) && (data !== null)){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema9.type}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
const _errs1 = errors;
if(typeof key0 === "string"){
if(!pattern0.test(key0)){
const err1 = {instancePath,schemaPath:"#/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z0-9]+$"},propertyName:key0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
var valid0 = _errs1 === errors;
if(!valid0){
const err2 = {instancePath,schemaPath:"#/propertyNames",keyword:"propertyNames",params:{propertyName: key0}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
for(const key1 in data){
if(!(validate26(data[key1], {instancePath:instancePath+"/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key1,rootData}))){
vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors);
errors = vErrors.length;
}
}
}
validate25.errors = vErrors;
return errors === 0;
}

const schema16 = {"type":"object","required":["action","name"],"additionalProperties":false,"properties":{"action":{"type":"string","enum":["aws:runShellScript","aws:runPowerShellScript","aws:applications","aws:cloudWatch","aws:configureDaemon","aws:configureDocker","aws:configurePackage","aws:domainJoin","aws:downloadContent","aws:psModule","aws:refreshAssociation","aws:runDockerAction","aws:runDocument","aws:softwareInventory","aws:updateAgent","aws:updateSsmAgent"]},"name":{"$ref":"#/definitions/stepName"},"description":{"type":["string","null"]},"inputs":{"type":"object"},"precondition":{"$ref":"#/definitions/precondition"},"settings":{}},"allOf":[{"if":{"required":["action"],"properties":{"action":{"enum":["aws:runShellScript","aws:runPowerShellScript"]}}},"then":{"properties":{"inputs":{"$ref":"#/definitions/shellInputs"}}}},{"if":{"required":["action","settings"],"properties":{"action":{"const":"aws:cloudWatch"}}},"then":true,"else":{"required":["inputs"]}}]};
const schema14 = {"type":"object","required":["runCommand"],"additionalProperties":false,"properties":{"runCommand":{"type":["array","string"],"items":{"type":["string","null"]}},"timeoutSeconds":{"type":["integer","string"],"minimum":5,"maximum":172800,"pattern":"\\{\\{|^[0-9]+$"},"workingDirectory":{"type":"string"},"environment":{"type":"object"},"id":{"type":"string"},"maxAttempts":{},"onFailure":{"type":"string","pattern":"^(?:exit|successAndExit)$|\\{\\{"},"onSuccess":{"type":"string","pattern":"^exit$|\\{\\{"},"finallyStep":{"enum":[true,false,"true","false"]}}};
const pattern14 = new RegExp("\\{\\{|^[0-9]+$", "u");
const pattern15 = new RegExp("^(?:exit|successAndExit)$|\\{\\{", "u");
const pattern16 = new RegExp("^exit$|\\{\\{", "u");

function validate37(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.runCommand === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "runCommand"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(func2.call(schema14.properties, key0))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.runCommand !== undefined){
let data0 = data.runCommand;
if((!(Array.isArray(data0))) && (typeof data0 !== "string")){
const err2 = {instancePath:instancePath+"/runCommand",schemaPath:"#/properties/runCommand/type",keyword:"type",params:{type: schema14.properties.runCommand.type}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(Array.isArray(data0)){
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if((typeof data1 !== "string") && (data1 !== null)){
const err3 = {instancePath:instancePath+"/runCommand/" + i0,schemaPath:"#/properties/runCommand/items/type",keyword:"type",params:{type: schema14.properties.runCommand.items.type}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
}
if(data.timeoutSeconds !== undefined){
let data2 = data.timeoutSeconds;
if((!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))) && (typeof data2 !== "string")){
const err4 = {instancePath:instancePath+"/timeoutSeconds",schemaPath:"#/properties/timeoutSeconds/type",keyword:"type",params:{type: schema14.properties.timeoutSeconds.type}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 172800 || isNaN(data2)){
const err5 = {instancePath:instancePath+"/timeoutSeconds",schemaPath:"#/properties/timeoutSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 172800}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data2 < 5 || isNaN(data2)){
const err6 = {instancePath:instancePath+"/timeoutSeconds",schemaPath:"#/properties/timeoutSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 5}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(typeof data2 === "string"){
if(!pattern14.test(data2)){
const err7 = {instancePath:instancePath+"/timeoutSeconds",schemaPath:"#/properties/timeoutSeconds/pattern",keyword:"pattern",params:{pattern: "\\{\\{|^[0-9]+$"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
if(data.workingDirectory !== undefined){
if(typeof data.workingDirectory !== "string"){
const err8 = {instancePath:instancePath+"/workingDirectory",schemaPath:"#/properties/workingDirectory/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.environment !== undefined){
let data4 = data.environment;
if(!(data4 && typeof data4 == "object" && !Array.isArray(data4))){
const err9 = {instancePath:instancePath+"/environment",schemaPath:"#/properties/environment/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.id !== undefined){
if(typeof data.id !== "string"){
const err10 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.onFailure !== undefined){
let data6 = data.onFailure;
if(typeof data6 === "string"){
if(!pattern15.test(data6)){
const err11 = {instancePath:instancePath+"/onFailure",schemaPath:"#/properties/onFailure/pattern",keyword:"pattern",params:{pattern: "^(?:exit|successAndExit)$|\\{\\{"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/onFailure",schemaPath:"#/properties/onFailure/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.onSuccess !== undefined){
let data7 = data.onSuccess;
if(typeof data7 === "string"){
if(!pattern16.test(data7)){
const err13 = {instancePath:instancePath+"/onSuccess",schemaPath:"#/properties/onSuccess/pattern",keyword:"pattern",params:{pattern: "^exit$|\\{\\{"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/onSuccess",schemaPath:"#/properties/onSuccess/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.finallyStep !== undefined){
let data8 = data.finallyStep;
if(!((((data8 === true) || (data8 === false)) || (data8 === "true")) || (data8 === "false"))){
const err15 = {instancePath:instancePath+"/finallyStep",schemaPath:"#/properties/finallyStep/enum",keyword:"enum",params:{allowedValues: schema14.properties.finallyStep.enum}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
else {
const err16 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
validate37.errors = vErrors;
return errors === 0;
}

const schema12 = {"type":"string","pattern":"^[a-zA-Z0-9_]+$"};
const pattern11 = new RegExp("^[a-zA-Z0-9_]+$", "u");

function validate30(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(!pattern11.test(data)){
const err0 = {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z0-9_]+$"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate30.errors = vErrors;
return errors === 0;
}

const schema17 = {"type":"object","required":["StringEquals"],"additionalProperties":false,"properties":{"StringEquals":{"type":"array","minItems":2,"maxItems":2,"items":{"type":"string"}}}};

function validate47(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.StringEquals === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "StringEquals"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(key0 === "StringEquals")){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.StringEquals !== undefined){
let data0 = data.StringEquals;
if(Array.isArray(data0)){
if(data0.length > 2){
const err2 = {instancePath:instancePath+"/StringEquals",schemaPath:"#/properties/StringEquals/maxItems",keyword:"maxItems",params:{limit: 2}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data0.length < 2){
const err3 = {instancePath:instancePath+"/StringEquals",schemaPath:"#/properties/StringEquals/minItems",keyword:"minItems",params:{limit: 2}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
if(typeof data0[i0] !== "string"){
const err4 = {instancePath:instancePath+"/StringEquals/" + i0,schemaPath:"#/properties/StringEquals/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
else {
const err5 = {instancePath:instancePath+"/StringEquals",schemaPath:"#/properties/StringEquals/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
else {
const err6 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
validate47.errors = vErrors;
return errors === 0;
}


function validate44(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
const _errs2 = errors;
let valid1 = true;
const _errs3 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.action === undefined) && (missing0 = "action")){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
else {
if(data.action !== undefined){
let data0 = data.action;
if(!((data0 === "aws:runShellScript") || (data0 === "aws:runPowerShellScript"))){
const err1 = {};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
}
var _valid0 = _errs3 === errors;
errors = _errs2;
if(vErrors !== null){
if(_errs2){
vErrors.length = _errs2;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs5 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.inputs !== undefined){
if(!(validate37(data.inputs, {instancePath:instancePath+"/inputs",parentData:data,parentDataProperty:"inputs",rootData}))){
vErrors = vErrors === null ? validate37.errors : vErrors.concat(validate37.errors);
errors = vErrors.length;
}
}
}
var _valid0 = _errs5 === errors;
valid1 = _valid0;
}
if(!valid1){
const err2 = {instancePath,schemaPath:"#/allOf/0/if",keyword:"if",params:{failingKeyword: "then"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
const _errs8 = errors;
let valid4 = true;
const _errs9 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing1;
if(((data.action === undefined) && (missing1 = "action")) || ((data.settings === undefined) && (missing1 = "settings"))){
const err3 = {};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
else {
if(data.action !== undefined){
if("aws:cloudWatch" !== data.action){
const err4 = {};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
}
var _valid1 = _errs9 === errors;
errors = _errs8;
if(vErrors !== null){
if(_errs8){
vErrors.length = _errs8;
}
else {
vErrors = null;
}
}
if(!_valid1){
const _errs11 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.inputs === undefined){
const err5 = {instancePath,schemaPath:"#/allOf/1/else/required",keyword:"required",params:{missingProperty: "inputs"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
var _valid1 = _errs11 === errors;
valid4 = _valid1;
}
if(!valid4){
const err6 = {instancePath,schemaPath:"#/allOf/1/if",keyword:"if",params:{failingKeyword: "else"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.action === undefined){
const err7 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "action"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data.name === undefined){
const err8 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
for(const key0 in data){
if(!((((((key0 === "action") || (key0 === "name")) || (key0 === "description")) || (key0 === "inputs")) || (key0 === "precondition")) || (key0 === "settings"))){
const err9 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.action !== undefined){
let data3 = data.action;
if(typeof data3 !== "string"){
const err10 = {instancePath:instancePath+"/action",schemaPath:"#/properties/action/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(!((((((((((((((((data3 === "aws:runShellScript") || (data3 === "aws:runPowerShellScript")) || (data3 === "aws:applications")) || (data3 === "aws:cloudWatch")) || (data3 === "aws:configureDaemon")) || (data3 === "aws:configureDocker")) || (data3 === "aws:configurePackage")) || (data3 === "aws:domainJoin")) || (data3 === "aws:downloadContent")) || (data3 === "aws:psModule")) || (data3 === "aws:refreshAssociation")) || (data3 === "aws:runDockerAction")) || (data3 === "aws:runDocument")) || (data3 === "aws:softwareInventory")) || (data3 === "aws:updateAgent")) || (data3 === "aws:updateSsmAgent"))){
const err11 = {instancePath:instancePath+"/action",schemaPath:"#/properties/action/enum",keyword:"enum",params:{allowedValues: schema16.properties.action.enum}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.name !== undefined){
if(!(validate30(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData}))){
vErrors = vErrors === null ? validate30.errors : vErrors.concat(validate30.errors);
errors = vErrors.length;
}
}
if(data.description !== undefined){
let data5 = data.description;
if((typeof data5 !== "string") && (data5 !== null)){
const err12 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: schema16.properties.description.type}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.inputs !== undefined){
let data6 = data.inputs;
if(!(data6 && typeof data6 == "object" && !Array.isArray(data6))){
const err13 = {instancePath:instancePath+"/inputs",schemaPath:"#/properties/inputs/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.precondition !== undefined){
if(!(validate47(data.precondition, {instancePath:instancePath+"/precondition",parentData:data,parentDataProperty:"precondition",rootData}))){
vErrors = vErrors === null ? validate47.errors : vErrors.concat(validate47.errors);
errors = vErrors.length;
}
}
}
else {
const err14 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
validate44.errors = vErrors;
return errors === 0;
}


function validate52(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.schemaVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "schemaVersion"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.mainSteps === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "mainSteps"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!(((((key0 === "schemaVersion") || (key0 === "description")) || (key0 === "parameters")) || (key0 === "mainSteps")) || (key0 === "files"))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.schemaVersion !== undefined){
if(!(validate23(data.schemaVersion, {instancePath:instancePath+"/schemaVersion",parentData:data,parentDataProperty:"schemaVersion",rootData}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
}
if(data.description !== undefined){
let data1 = data.description;
if((typeof data1 !== "string") && (data1 !== null)){
const err3 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: schema15.properties.description.type}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.parameters !== undefined){
if(!(validate25(data.parameters, {instancePath:instancePath+"/parameters",parentData:data,parentDataProperty:"parameters",rootData}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
}
if(data.mainSteps !== undefined){
let data3 = data.mainSteps;
if(Array.isArray(data3)){
if(data3.length < 1){
const err4 = {instancePath:instancePath+"/mainSteps",schemaPath:"#/properties/mainSteps/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
if(!(validate44(data3[i0], {instancePath:instancePath+"/mainSteps/" + i0,parentData:data3,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors);
errors = vErrors.length;
}
}
}
else {
const err5 = {instancePath:instancePath+"/mainSteps",schemaPath:"#/properties/mainSteps/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.files !== undefined){
let data5 = data.files;
if(!(data5 && typeof data5 == "object" && !Array.isArray(data5))){
const err6 = {instancePath:instancePath+"/files",schemaPath:"#/properties/files/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
else {
const err7 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
validate52.errors = vErrors;
return errors === 0;
}

export const runtimeCommand = validate56;
const schema13 = {"type":"object","required":["schemaVersion","runtimeConfig"],"additionalProperties":false,"properties":{"schemaVersion":{"$ref":"#/definitions/schemaVersion"},"description":{"type":["string","null"]},"parameters":{"$ref":"#/definitions/parameters"},"runtimeConfig":{"type":"object","additionalProperties":{"type":"object","properties":{"properties":{"type":["array","object","string"]}}},"properties":{"aws:runShellScript":{"type":"object","required":["properties"],"properties":{"properties":{"if":{"type":"array"},"then":{"items":{"$ref":"#/definitions/shellInputs"}},"else":{"if":{"type":"object"},"then":{"$ref":"#/definitions/shellInputs"}}}}}}}}};

function validate56(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.schemaVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "schemaVersion"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.runtimeConfig === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "runtimeConfig"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "schemaVersion") || (key0 === "description")) || (key0 === "parameters")) || (key0 === "runtimeConfig"))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.schemaVersion !== undefined){
if(!(validate23(data.schemaVersion, {instancePath:instancePath+"/schemaVersion",parentData:data,parentDataProperty:"schemaVersion",rootData}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
}
if(data.description !== undefined){
let data1 = data.description;
if((typeof data1 !== "string") && (data1 !== null)){
const err3 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: schema13.properties.description.type}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.parameters !== undefined){
if(!(validate25(data.parameters, {instancePath:instancePath+"/parameters",parentData:data,parentDataProperty:"parameters",rootData}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
}
if(data.runtimeConfig !== undefined){
let data3 = data.runtimeConfig;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
for(const key1 in data3){
if(!(key1 === "aws:runShellScript")){
let data4 = data3[key1];
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.properties !== undefined){
let data5 = data4.properties;
if((!data5 || typeof data5 != "object") && (typeof data5 !== "string")){
const err4 = {instancePath:instancePath+"/runtimeConfig/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/properties",schemaPath:"#/properties/runtimeConfig/additionalProperties/properties/properties/type",keyword:"type",params:{type: schema13.properties.runtimeConfig.additionalProperties.properties.properties.type}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
else {
const err5 = {instancePath:instancePath+"/runtimeConfig/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/runtimeConfig/additionalProperties/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
if(data3["aws:runShellScript"] !== undefined){
let data6 = data3["aws:runShellScript"];
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(data6.properties === undefined){
const err6 = {instancePath:instancePath+"/runtimeConfig/aws:runShellScript",schemaPath:"#/properties/runtimeConfig/properties/aws%3ArunShellScript/required",keyword:"required",params:{missingProperty: "properties"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data6.properties !== undefined){
let data7 = data6.properties;
const _errs16 = errors;
let valid5 = true;
const _errs17 = errors;
if(!(Array.isArray(data7))){
const err7 = {};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
var _valid0 = _errs17 === errors;
errors = _errs16;
if(vErrors !== null){
if(_errs16){
vErrors.length = _errs16;
}
else {
vErrors = null;
}
}
let ifClause0;
if(_valid0){
const _errs19 = errors;
if(Array.isArray(data7)){
const len0 = data7.length;
for(let i0=0; i0<len0; i0++){
if(!(validate37(data7[i0], {instancePath:instancePath+"/runtimeConfig/aws:runShellScript/properties/" + i0,parentData:data7,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate37.errors : vErrors.concat(validate37.errors);
errors = vErrors.length;
}
}
}
var _valid0 = _errs19 === errors;
valid5 = _valid0;
ifClause0 = "then";
}
else {
const _errs21 = errors;
const _errs22 = errors;
let valid8 = true;
const _errs23 = errors;
if(!(data7 && typeof data7 == "object" && !Array.isArray(data7))){
const err8 = {};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
var _valid1 = _errs23 === errors;
errors = _errs22;
if(vErrors !== null){
if(_errs22){
vErrors.length = _errs22;
}
else {
vErrors = null;
}
}
if(_valid1){
const _errs25 = errors;
if(!(validate37(data7, {instancePath:instancePath+"/runtimeConfig/aws:runShellScript/properties",parentData:data6,parentDataProperty:"properties",rootData}))){
vErrors = vErrors === null ? validate37.errors : vErrors.concat(validate37.errors);
errors = vErrors.length;
}
var _valid1 = _errs25 === errors;
valid8 = _valid1;
}
if(!valid8){
const err9 = {instancePath:instancePath+"/runtimeConfig/aws:runShellScript/properties",schemaPath:"#/properties/runtimeConfig/properties/aws%3ArunShellScript/properties/properties/else/if",keyword:"if",params:{failingKeyword: "then"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
var _valid0 = _errs21 === errors;
valid5 = _valid0;
ifClause0 = "else";
}
if(!valid5){
const err10 = {instancePath:instancePath+"/runtimeConfig/aws:runShellScript/properties",schemaPath:"#/properties/runtimeConfig/properties/aws%3ArunShellScript/properties/properties/if",keyword:"if",params:{failingKeyword: ifClause0}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
}
else {
const err11 = {instancePath:instancePath+"/runtimeConfig/aws:runShellScript",schemaPath:"#/properties/runtimeConfig/properties/aws%3ArunShellScript/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
else {
const err12 = {instancePath:instancePath+"/runtimeConfig",schemaPath:"#/properties/runtimeConfig/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
else {
const err13 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
validate56.errors = vErrors;
return errors === 0;
}

export const automation = validate61;
const schema7 = {"type":"object","required":["schemaVersion","mainSteps"],"additionalProperties":false,"properties":{"schemaVersion":{"$ref":"#/definitions/schemaVersion"},"description":{"type":["string","null"]},"assumeRole":{"type":"string"},"parameters":{"$ref":"#/definitions/parameters"},"variables":{"type":"object"},"mainSteps":{"type":"array","minItems":1,"items":{"$ref":"#/definitions/automationStep"}},"outputs":{"type":"array","items":{"type":"string"}},"files":{"type":"object"},"templateInformation":{"type":"string"},"executableRunBooks":{"type":"array"},"emergencyChange":{"enum":[true,false,"true","false"]},"autoApprovable":{"enum":[true,false,"true","false"]}}};
const schema11 = {"type":"object","required":["name","action","inputs"],"additionalProperties":false,"properties":{"name":{"$ref":"#/definitions/stepName"},"action":{"type":"string","enum":["aws:runCommand","aws:executeAwsApi","aws:executeScript","aws:approve","aws:assertAwsResourceProperty","aws:branch","aws:changeInstanceState","aws:copyImage","aws:createImage","aws:createStack","aws:createTags","aws:deleteImage","aws:deleteStack","aws:executeAutomation","aws:executeStateMachine","aws:invokeLambdaFunction","aws:invokeWebhook","aws:loop","aws:pause","aws:runInstances","aws:sleep","aws:updateVariable","aws:waitForAwsResourceProperty","aws:putServerUpgradeMetrics","aws:shareSQLMedia"]},"description":{"type":["string","null"]},"inputs":{"type":"object"},"timeoutSeconds":{"type":["integer","string"]},"maxAttempts":{"type":["integer","string"]},"onFailure":{"type":"string","pattern":"^(?:Abort|Continue|step:.+)$|\\{\\{"},"onCancel":{"type":"string","pattern":"^(?:Abort|step:.+)$|\\{\\{"},"isEnd":{"enum":[true,false,"true","false"]},"isCritical":{"enum":[true,false,"true","false"]},"nextStep":{"type":"string"},"outputs":{"type":"array","items":{"type":"object","required":["Name","Selector"],"properties":{"Name":{"type":"string"},"Selector":{"type":"string"},"Type":{"enum":["String","StringList","Integer","Boolean","MapList","StringMap"]}}}}},"allOf":[{"if":{"required":["action"],"properties":{"action":{"const":"aws:runCommand"}}},"then":{"properties":{"inputs":{"type":"object","required":["DocumentName"]}}}}]};
const pattern12 = new RegExp("^(?:Abort|Continue|step:.+)$|\\{\\{", "u");
const pattern13 = new RegExp("^(?:Abort|step:.+)$|\\{\\{", "u");

function validate29(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
const _errs2 = errors;
let valid1 = true;
const _errs3 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.action === undefined) && (missing0 = "action")){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
else {
if(data.action !== undefined){
if("aws:runCommand" !== data.action){
const err1 = {};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
}
var _valid0 = _errs3 === errors;
errors = _errs2;
if(vErrors !== null){
if(_errs2){
vErrors.length = _errs2;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs5 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.inputs !== undefined){
let data1 = data.inputs;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(data1.DocumentName === undefined){
const err2 = {instancePath:instancePath+"/inputs",schemaPath:"#/allOf/0/then/properties/inputs/required",keyword:"required",params:{missingProperty: "DocumentName"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/inputs",schemaPath:"#/allOf/0/then/properties/inputs/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
var _valid0 = _errs5 === errors;
valid1 = _valid0;
}
if(!valid1){
const err4 = {instancePath,schemaPath:"#/allOf/0/if",keyword:"if",params:{failingKeyword: "then"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.action === undefined){
const err6 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "action"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data.inputs === undefined){
const err7 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "inputs"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
for(const key0 in data){
if(!(func2.call(schema11.properties, key0))){
const err8 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.name !== undefined){
if(!(validate30(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData}))){
vErrors = vErrors === null ? validate30.errors : vErrors.concat(validate30.errors);
errors = vErrors.length;
}
}
if(data.action !== undefined){
let data3 = data.action;
if(typeof data3 !== "string"){
const err9 = {instancePath:instancePath+"/action",schemaPath:"#/properties/action/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(!(((((((((((((((((((((((((data3 === "aws:runCommand") || (data3 === "aws:executeAwsApi")) || (data3 === "aws:executeScript")) || (data3 === "aws:approve")) || (data3 === "aws:assertAwsResourceProperty")) || (data3 === "aws:branch")) || (data3 === "aws:changeInstanceState")) || (data3 === "aws:copyImage")) || (data3 === "aws:createImage")) || (data3 === "aws:createStack")) || (data3 === "aws:createTags")) || (data3 === "aws:deleteImage")) || (data3 === "aws:deleteStack")) || (data3 === "aws:executeAutomation")) || (data3 === "aws:executeStateMachine")) || (data3 === "aws:invokeLambdaFunction")) || (data3 === "aws:invokeWebhook")) || (data3 === "aws:loop")) || (data3 === "aws:pause")) || (data3 === "aws:runInstances")) || (data3 === "aws:sleep")) || (data3 === "aws:updateVariable")) || (data3 === "aws:waitForAwsResourceProperty")) || (data3 === "aws:putServerUpgradeMetrics")) || (data3 === "aws:shareSQLMedia"))){
const err10 = {instancePath:instancePath+"/action",schemaPath:"#/properties/action/enum",keyword:"enum",params:{allowedValues: schema11.properties.action.enum}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.description !== undefined){
let data4 = data.description;
if((typeof data4 !== "string") && (data4 !== null)){
const err11 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: schema11.properties.description.type}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.inputs !== undefined){
let data5 = data.inputs;
if(!(data5 && typeof data5 == "object" && !Array.isArray(data5))){
const err12 = {instancePath:instancePath+"/inputs",schemaPath:"#/properties/inputs/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.timeoutSeconds !== undefined){
let data6 = data.timeoutSeconds;
if((!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))) && (typeof data6 !== "string")){
const err13 = {instancePath:instancePath+"/timeoutSeconds",schemaPath:"#/properties/timeoutSeconds/type",keyword:"type",params:{type: schema11.properties.timeoutSeconds.type}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.maxAttempts !== undefined){
let data7 = data.maxAttempts;
if((!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))) && (typeof data7 !== "string")){
const err14 = {instancePath:instancePath+"/maxAttempts",schemaPath:"#/properties/maxAttempts/type",keyword:"type",params:{type: schema11.properties.maxAttempts.type}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.onFailure !== undefined){
let data8 = data.onFailure;
if(typeof data8 === "string"){
if(!pattern12.test(data8)){
const err15 = {instancePath:instancePath+"/onFailure",schemaPath:"#/properties/onFailure/pattern",keyword:"pattern",params:{pattern: "^(?:Abort|Continue|step:.+)$|\\{\\{"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
else {
const err16 = {instancePath:instancePath+"/onFailure",schemaPath:"#/properties/onFailure/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.onCancel !== undefined){
let data9 = data.onCancel;
if(typeof data9 === "string"){
if(!pattern13.test(data9)){
const err17 = {instancePath:instancePath+"/onCancel",schemaPath:"#/properties/onCancel/pattern",keyword:"pattern",params:{pattern: "^(?:Abort|step:.+)$|\\{\\{"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/onCancel",schemaPath:"#/properties/onCancel/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.isEnd !== undefined){
let data10 = data.isEnd;
if(!((((data10 === true) || (data10 === false)) || (data10 === "true")) || (data10 === "false"))){
const err19 = {instancePath:instancePath+"/isEnd",schemaPath:"#/properties/isEnd/enum",keyword:"enum",params:{allowedValues: schema11.properties.isEnd.enum}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.isCritical !== undefined){
let data11 = data.isCritical;
if(!((((data11 === true) || (data11 === false)) || (data11 === "true")) || (data11 === "false"))){
const err20 = {instancePath:instancePath+"/isCritical",schemaPath:"#/properties/isCritical/enum",keyword:"enum",params:{allowedValues: schema11.properties.isCritical.enum}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.nextStep !== undefined){
if(typeof data.nextStep !== "string"){
const err21 = {instancePath:instancePath+"/nextStep",schemaPath:"#/properties/nextStep/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data.outputs !== undefined){
let data13 = data.outputs;
if(Array.isArray(data13)){
const len0 = data13.length;
for(let i0=0; i0<len0; i0++){
let data14 = data13[i0];
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
if(data14.Name === undefined){
const err22 = {instancePath:instancePath+"/outputs/" + i0,schemaPath:"#/properties/outputs/items/required",keyword:"required",params:{missingProperty: "Name"}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(data14.Selector === undefined){
const err23 = {instancePath:instancePath+"/outputs/" + i0,schemaPath:"#/properties/outputs/items/required",keyword:"required",params:{missingProperty: "Selector"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(data14.Name !== undefined){
if(typeof data14.Name !== "string"){
const err24 = {instancePath:instancePath+"/outputs/" + i0+"/Name",schemaPath:"#/properties/outputs/items/properties/Name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data14.Selector !== undefined){
if(typeof data14.Selector !== "string"){
const err25 = {instancePath:instancePath+"/outputs/" + i0+"/Selector",schemaPath:"#/properties/outputs/items/properties/Selector/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data14.Type !== undefined){
let data17 = data14.Type;
if(!((((((data17 === "String") || (data17 === "StringList")) || (data17 === "Integer")) || (data17 === "Boolean")) || (data17 === "MapList")) || (data17 === "StringMap"))){
const err26 = {instancePath:instancePath+"/outputs/" + i0+"/Type",schemaPath:"#/properties/outputs/items/properties/Type/enum",keyword:"enum",params:{allowedValues: schema11.properties.outputs.items.properties.Type.enum}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
}
else {
const err27 = {instancePath:instancePath+"/outputs/" + i0,schemaPath:"#/properties/outputs/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
}
else {
const err28 = {instancePath:instancePath+"/outputs",schemaPath:"#/properties/outputs/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
}
else {
const err29 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
validate29.errors = vErrors;
return errors === 0;
}


function validate61(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.schemaVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "schemaVersion"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.mainSteps === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "mainSteps"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!(func2.call(schema7.properties, key0))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.schemaVersion !== undefined){
if(!(validate23(data.schemaVersion, {instancePath:instancePath+"/schemaVersion",parentData:data,parentDataProperty:"schemaVersion",rootData}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
}
if(data.description !== undefined){
let data1 = data.description;
if((typeof data1 !== "string") && (data1 !== null)){
const err3 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: schema7.properties.description.type}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.assumeRole !== undefined){
if(typeof data.assumeRole !== "string"){
const err4 = {instancePath:instancePath+"/assumeRole",schemaPath:"#/properties/assumeRole/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.parameters !== undefined){
if(!(validate25(data.parameters, {instancePath:instancePath+"/parameters",parentData:data,parentDataProperty:"parameters",rootData}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
}
if(data.variables !== undefined){
let data4 = data.variables;
if(!(data4 && typeof data4 == "object" && !Array.isArray(data4))){
const err5 = {instancePath:instancePath+"/variables",schemaPath:"#/properties/variables/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.mainSteps !== undefined){
let data5 = data.mainSteps;
if(Array.isArray(data5)){
if(data5.length < 1){
const err6 = {instancePath:instancePath+"/mainSteps",schemaPath:"#/properties/mainSteps/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
if(!(validate29(data5[i0], {instancePath:instancePath+"/mainSteps/" + i0,parentData:data5,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors);
errors = vErrors.length;
}
}
}
else {
const err7 = {instancePath:instancePath+"/mainSteps",schemaPath:"#/properties/mainSteps/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.outputs !== undefined){
let data7 = data.outputs;
if(Array.isArray(data7)){
const len1 = data7.length;
for(let i1=0; i1<len1; i1++){
if(typeof data7[i1] !== "string"){
const err8 = {instancePath:instancePath+"/outputs/" + i1,schemaPath:"#/properties/outputs/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
else {
const err9 = {instancePath:instancePath+"/outputs",schemaPath:"#/properties/outputs/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.files !== undefined){
let data9 = data.files;
if(!(data9 && typeof data9 == "object" && !Array.isArray(data9))){
const err10 = {instancePath:instancePath+"/files",schemaPath:"#/properties/files/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.templateInformation !== undefined){
if(typeof data.templateInformation !== "string"){
const err11 = {instancePath:instancePath+"/templateInformation",schemaPath:"#/properties/templateInformation/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.executableRunBooks !== undefined){
if(!(Array.isArray(data.executableRunBooks))){
const err12 = {instancePath:instancePath+"/executableRunBooks",schemaPath:"#/properties/executableRunBooks/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.emergencyChange !== undefined){
let data12 = data.emergencyChange;
if(!((((data12 === true) || (data12 === false)) || (data12 === "true")) || (data12 === "false"))){
const err13 = {instancePath:instancePath+"/emergencyChange",schemaPath:"#/properties/emergencyChange/enum",keyword:"enum",params:{allowedValues: schema7.properties.emergencyChange.enum}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.autoApprovable !== undefined){
let data13 = data.autoApprovable;
if(!((((data13 === true) || (data13 === false)) || (data13 === "true")) || (data13 === "false"))){
const err14 = {instancePath:instancePath+"/autoApprovable",schemaPath:"#/properties/autoApprovable/enum",keyword:"enum",params:{allowedValues: schema7.properties.autoApprovable.enum}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
else {
const err15 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
validate61.errors = vErrors;
return errors === 0;
}

export const parameter = validate65;

function validate65(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
const _errs2 = errors;
let valid1 = true;
const _errs3 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.type === undefined) && (missing0 = "type")){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
else {
if(data.type !== undefined){
if("String" !== data.type){
const err1 = {};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
}
var _valid0 = _errs3 === errors;
errors = _errs2;
if(vErrors !== null){
if(_errs2){
vErrors.length = _errs2;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs5 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.default !== undefined){
let data1 = data.default;
if((typeof data1 !== "string") && (data1 !== null)){
const err2 = {instancePath:instancePath+"/default",schemaPath:"#/allOf/0/then/properties/default/type",keyword:"type",params:{type: schema10.allOf[0].then.properties.default.type}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
var _valid0 = _errs5 === errors;
valid1 = _valid0;
}
if(!valid1){
const err3 = {instancePath,schemaPath:"#/allOf/0/if",keyword:"if",params:{failingKeyword: "then"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
const _errs9 = errors;
let valid4 = true;
const _errs10 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing1;
if((data.type === undefined) && (missing1 = "type")){
const err4 = {};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
else {
if(data.type !== undefined){
if("StringList" !== data.type){
const err5 = {};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
}
var _valid1 = _errs10 === errors;
errors = _errs9;
if(vErrors !== null){
if(_errs9){
vErrors.length = _errs9;
}
else {
vErrors = null;
}
}
if(_valid1){
const _errs12 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.default !== undefined){
let data3 = data.default;
if(((!(Array.isArray(data3))) && (typeof data3 !== "string")) && (data3 !== null)){
const err6 = {instancePath:instancePath+"/default",schemaPath:"#/allOf/1/then/properties/default/type",keyword:"type",params:{type: schema10.allOf[1].then.properties.default.type}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(typeof data3 === "string"){
if(!pattern1.test(data3)){
const err7 = {instancePath:instancePath+"/default",schemaPath:"#/allOf/1/then/properties/default/pattern",keyword:"pattern",params:{pattern: "^\\s*\\{\\{"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(Array.isArray(data3)){
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
if(typeof data3[i0] !== "string"){
const err8 = {instancePath:instancePath+"/default/" + i0,schemaPath:"#/allOf/1/then/properties/default/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
}
}
var _valid1 = _errs12 === errors;
valid4 = _valid1;
}
if(!valid4){
const err9 = {instancePath,schemaPath:"#/allOf/1/if",keyword:"if",params:{failingKeyword: "then"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
const _errs18 = errors;
let valid9 = true;
const _errs19 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing2;
if((data.type === undefined) && (missing2 = "type")){
const err10 = {};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
else {
if(data.type !== undefined){
if("Integer" !== data.type){
const err11 = {};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
}
var _valid2 = _errs19 === errors;
errors = _errs18;
if(vErrors !== null){
if(_errs18){
vErrors.length = _errs18;
}
else {
vErrors = null;
}
}
if(_valid2){
const _errs21 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.default !== undefined){
let data6 = data.default;
if(((!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))) && (typeof data6 !== "string")) && (data6 !== null)){
const err12 = {instancePath:instancePath+"/default",schemaPath:"#/allOf/2/then/properties/default/type",keyword:"type",params:{type: schema10.allOf[2].then.properties.default.type}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(typeof data6 === "string"){
if(!pattern1.test(data6)){
const err13 = {instancePath:instancePath+"/default",schemaPath:"#/allOf/2/then/properties/default/pattern",keyword:"pattern",params:{pattern: "^\\s*\\{\\{"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
}
var _valid2 = _errs21 === errors;
valid9 = _valid2;
}
if(!valid9){
const err14 = {instancePath,schemaPath:"#/allOf/2/if",keyword:"if",params:{failingKeyword: "then"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
const _errs25 = errors;
let valid12 = true;
const _errs26 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing3;
if((data.type === undefined) && (missing3 = "type")){
const err15 = {};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
else {
if(data.type !== undefined){
if("Boolean" !== data.type){
const err16 = {};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
}
var _valid3 = _errs26 === errors;
errors = _errs25;
if(vErrors !== null){
if(_errs25){
vErrors.length = _errs25;
}
else {
vErrors = null;
}
}
if(_valid3){
const _errs28 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.default !== undefined){
let data8 = data.default;
if(((typeof data8 !== "boolean") && (typeof data8 !== "string")) && (data8 !== null)){
const err17 = {instancePath:instancePath+"/default",schemaPath:"#/allOf/3/then/properties/default/type",keyword:"type",params:{type: schema10.allOf[3].then.properties.default.type}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(typeof data8 === "string"){
if(!pattern1.test(data8)){
const err18 = {instancePath:instancePath+"/default",schemaPath:"#/allOf/3/then/properties/default/pattern",keyword:"pattern",params:{pattern: "^\\s*\\{\\{"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
}
var _valid3 = _errs28 === errors;
valid12 = _valid3;
}
if(!valid12){
const err19 = {instancePath,schemaPath:"#/allOf/3/if",keyword:"if",params:{failingKeyword: "then"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
const _errs32 = errors;
let valid15 = true;
const _errs33 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing4;
if((data.type === undefined) && (missing4 = "type")){
const err20 = {};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
else {
if(data.type !== undefined){
if("StringMap" !== data.type){
const err21 = {};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
}
var _valid4 = _errs33 === errors;
errors = _errs32;
if(vErrors !== null){
if(_errs32){
vErrors.length = _errs32;
}
else {
vErrors = null;
}
}
if(_valid4){
const _errs35 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.default !== undefined){
let data10 = data.default;
if(((!(data10 && typeof data10 == "object" && !Array.isArray(data10))) && (typeof data10 !== "string")) && (data10 !== null)){
const err22 = {instancePath:instancePath+"/default",schemaPath:"#/allOf/4/then/properties/default/type",keyword:"type",params:{type: schema10.allOf[4].then.properties.default.type}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(typeof data10 === "string"){
if(!pattern1.test(data10)){
const err23 = {instancePath:instancePath+"/default",schemaPath:"#/allOf/4/then/properties/default/pattern",keyword:"pattern",params:{pattern: "^\\s*\\{\\{"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
}
}
var _valid4 = _errs35 === errors;
valid15 = _valid4;
}
if(!valid15){
const err24 = {instancePath,schemaPath:"#/allOf/4/if",keyword:"if",params:{failingKeyword: "then"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
const _errs39 = errors;
let valid18 = true;
const _errs40 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing5;
if((data.type === undefined) && (missing5 = "type")){
const err25 = {};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
else {
if(data.type !== undefined){
if("MapList" !== data.type){
const err26 = {};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
}
}
var _valid5 = _errs40 === errors;
errors = _errs39;
if(vErrors !== null){
if(_errs39){
vErrors.length = _errs39;
}
else {
vErrors = null;
}
}
if(_valid5){
const _errs42 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.default !== undefined){
let data12 = data.default;
if(((!(Array.isArray(data12))) && (typeof data12 !== "string")) && (data12 !== null)){
const err27 = {instancePath:instancePath+"/default",schemaPath:"#/allOf/5/then/properties/default/type",keyword:"type",params:{type: schema10.allOf[5].then.properties.default.type}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(typeof data12 === "string"){
if(!pattern1.test(data12)){
const err28 = {instancePath:instancePath+"/default",schemaPath:"#/allOf/5/then/properties/default/pattern",keyword:"pattern",params:{pattern: "^\\s*\\{\\{"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(Array.isArray(data12)){
const len1 = data12.length;
for(let i1=0; i1<len1; i1++){
let data13 = data12[i1];
if(!(data13 && typeof data13 == "object" && !Array.isArray(data13))){
const err29 = {instancePath:instancePath+"/default/" + i1,schemaPath:"#/allOf/5/then/properties/default/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
}
}
var _valid5 = _errs42 === errors;
valid18 = _valid5;
}
if(!valid18){
const err30 = {instancePath,schemaPath:"#/allOf/5/if",keyword:"if",params:{failingKeyword: "then"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type === undefined){
const err31 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
for(const key0 in data){
if(!(func2.call(schema10.properties, key0))){
const err32 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data.type !== undefined){
let data14 = data.type;
if(typeof data14 === "string"){
if(!pattern6.test(data14)){
const err33 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/pattern",keyword:"pattern",params:{pattern: "^(?:String|StringList|Integer|Boolean|MapList|StringMap|AWS::[A-Za-z0-9]+::[A-Za-z0-9:]+|List<[A-Za-z0-9:]+>)$"}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
else {
const err34 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data.description !== undefined){
let data15 = data.description;
if((typeof data15 !== "string") && (data15 !== null)){
const err35 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: schema10.properties.description.type}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data.allowedValues !== undefined){
if(!(Array.isArray(data.allowedValues))){
const err36 = {instancePath:instancePath+"/allowedValues",schemaPath:"#/properties/allowedValues/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data.allowedPattern !== undefined){
if(typeof data.allowedPattern !== "string"){
const err37 = {instancePath:instancePath+"/allowedPattern",schemaPath:"#/properties/allowedPattern/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data.displayType !== undefined){
let data18 = data.displayType;
if(!((data18 === "textfield") || (data18 === "textarea"))){
const err38 = {instancePath:instancePath+"/displayType",schemaPath:"#/properties/displayType/enum",keyword:"enum",params:{allowedValues: schema10.properties.displayType.enum}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data.minItems !== undefined){
let data19 = data.minItems;
if((!(((typeof data19 == "number") && (!(data19 % 1) && !isNaN(data19))) && (isFinite(data19)))) && (typeof data19 !== "string")){
const err39 = {instancePath:instancePath+"/minItems",schemaPath:"#/properties/minItems/type",keyword:"type",params:{type: schema10.properties.minItems.type}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(typeof data19 === "string"){
if(!pattern7.test(data19)){
const err40 = {instancePath:instancePath+"/minItems",schemaPath:"#/properties/minItems/pattern",keyword:"pattern",params:{pattern: "^[0-9]+$"}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
}
if(data.maxItems !== undefined){
let data20 = data.maxItems;
if((!(((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20))) && (isFinite(data20)))) && (typeof data20 !== "string")){
const err41 = {instancePath:instancePath+"/maxItems",schemaPath:"#/properties/maxItems/type",keyword:"type",params:{type: schema10.properties.maxItems.type}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if(typeof data20 === "string"){
if(!pattern7.test(data20)){
const err42 = {instancePath:instancePath+"/maxItems",schemaPath:"#/properties/maxItems/pattern",keyword:"pattern",params:{pattern: "^[0-9]+$"}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
}
if(data.minChars !== undefined){
let data21 = data.minChars;
if((!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))) && (typeof data21 !== "string")){
const err43 = {instancePath:instancePath+"/minChars",schemaPath:"#/properties/minChars/type",keyword:"type",params:{type: schema10.properties.minChars.type}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if(typeof data21 === "string"){
if(!pattern7.test(data21)){
const err44 = {instancePath:instancePath+"/minChars",schemaPath:"#/properties/minChars/pattern",keyword:"pattern",params:{pattern: "^[0-9]+$"}};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
}
if(data.maxChars !== undefined){
let data22 = data.maxChars;
if((!(((typeof data22 == "number") && (!(data22 % 1) && !isNaN(data22))) && (isFinite(data22)))) && (typeof data22 !== "string")){
const err45 = {instancePath:instancePath+"/maxChars",schemaPath:"#/properties/maxChars/type",keyword:"type",params:{type: schema10.properties.maxChars.type}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(typeof data22 === "string"){
if(!pattern7.test(data22)){
const err46 = {instancePath:instancePath+"/maxChars",schemaPath:"#/properties/maxChars/pattern",keyword:"pattern",params:{pattern: "^[0-9]+$"}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
}
if(data.interpolationType !== undefined){
if(!(data.interpolationType === "ENV_VAR")){
const err47 = {instancePath:instancePath+"/interpolationType",schemaPath:"#/properties/interpolationType/enum",keyword:"enum",params:{allowedValues: schema10.properties.interpolationType.enum}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
}
else {
const err48 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
validate65.errors = vErrors;
return errors === 0;
}

export const commandStep = validate66;

function validate66(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
const _errs2 = errors;
let valid1 = true;
const _errs3 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.action === undefined) && (missing0 = "action")){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
else {
if(data.action !== undefined){
let data0 = data.action;
if(!((data0 === "aws:runShellScript") || (data0 === "aws:runPowerShellScript"))){
const err1 = {};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
}
var _valid0 = _errs3 === errors;
errors = _errs2;
if(vErrors !== null){
if(_errs2){
vErrors.length = _errs2;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs5 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.inputs !== undefined){
if(!(validate37(data.inputs, {instancePath:instancePath+"/inputs",parentData:data,parentDataProperty:"inputs",rootData}))){
vErrors = vErrors === null ? validate37.errors : vErrors.concat(validate37.errors);
errors = vErrors.length;
}
}
}
var _valid0 = _errs5 === errors;
valid1 = _valid0;
}
if(!valid1){
const err2 = {instancePath,schemaPath:"#/allOf/0/if",keyword:"if",params:{failingKeyword: "then"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
const _errs8 = errors;
let valid4 = true;
const _errs9 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing1;
if(((data.action === undefined) && (missing1 = "action")) || ((data.settings === undefined) && (missing1 = "settings"))){
const err3 = {};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
else {
if(data.action !== undefined){
if("aws:cloudWatch" !== data.action){
const err4 = {};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
}
var _valid1 = _errs9 === errors;
errors = _errs8;
if(vErrors !== null){
if(_errs8){
vErrors.length = _errs8;
}
else {
vErrors = null;
}
}
if(!_valid1){
const _errs11 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.inputs === undefined){
const err5 = {instancePath,schemaPath:"#/allOf/1/else/required",keyword:"required",params:{missingProperty: "inputs"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
var _valid1 = _errs11 === errors;
valid4 = _valid1;
}
if(!valid4){
const err6 = {instancePath,schemaPath:"#/allOf/1/if",keyword:"if",params:{failingKeyword: "else"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.action === undefined){
const err7 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "action"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data.name === undefined){
const err8 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
for(const key0 in data){
if(!((((((key0 === "action") || (key0 === "name")) || (key0 === "description")) || (key0 === "inputs")) || (key0 === "precondition")) || (key0 === "settings"))){
const err9 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.action !== undefined){
let data3 = data.action;
if(typeof data3 !== "string"){
const err10 = {instancePath:instancePath+"/action",schemaPath:"#/properties/action/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(!((((((((((((((((data3 === "aws:runShellScript") || (data3 === "aws:runPowerShellScript")) || (data3 === "aws:applications")) || (data3 === "aws:cloudWatch")) || (data3 === "aws:configureDaemon")) || (data3 === "aws:configureDocker")) || (data3 === "aws:configurePackage")) || (data3 === "aws:domainJoin")) || (data3 === "aws:downloadContent")) || (data3 === "aws:psModule")) || (data3 === "aws:refreshAssociation")) || (data3 === "aws:runDockerAction")) || (data3 === "aws:runDocument")) || (data3 === "aws:softwareInventory")) || (data3 === "aws:updateAgent")) || (data3 === "aws:updateSsmAgent"))){
const err11 = {instancePath:instancePath+"/action",schemaPath:"#/properties/action/enum",keyword:"enum",params:{allowedValues: schema16.properties.action.enum}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.name !== undefined){
if(!(validate30(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData}))){
vErrors = vErrors === null ? validate30.errors : vErrors.concat(validate30.errors);
errors = vErrors.length;
}
}
if(data.description !== undefined){
let data5 = data.description;
if((typeof data5 !== "string") && (data5 !== null)){
const err12 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: schema16.properties.description.type}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.inputs !== undefined){
let data6 = data.inputs;
if(!(data6 && typeof data6 == "object" && !Array.isArray(data6))){
const err13 = {instancePath:instancePath+"/inputs",schemaPath:"#/properties/inputs/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.precondition !== undefined){
if(!(validate47(data.precondition, {instancePath:instancePath+"/precondition",parentData:data,parentDataProperty:"precondition",rootData}))){
vErrors = vErrors === null ? validate47.errors : vErrors.concat(validate47.errors);
errors = vErrors.length;
}
}
}
else {
const err14 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
validate66.errors = vErrors;
return errors === 0;
}

export const automationStep = validate70;

function validate70(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
const _errs2 = errors;
let valid1 = true;
const _errs3 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.action === undefined) && (missing0 = "action")){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
else {
if(data.action !== undefined){
if("aws:runCommand" !== data.action){
const err1 = {};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
}
var _valid0 = _errs3 === errors;
errors = _errs2;
if(vErrors !== null){
if(_errs2){
vErrors.length = _errs2;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs5 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.inputs !== undefined){
let data1 = data.inputs;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(data1.DocumentName === undefined){
const err2 = {instancePath:instancePath+"/inputs",schemaPath:"#/allOf/0/then/properties/inputs/required",keyword:"required",params:{missingProperty: "DocumentName"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/inputs",schemaPath:"#/allOf/0/then/properties/inputs/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
var _valid0 = _errs5 === errors;
valid1 = _valid0;
}
if(!valid1){
const err4 = {instancePath,schemaPath:"#/allOf/0/if",keyword:"if",params:{failingKeyword: "then"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.action === undefined){
const err6 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "action"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data.inputs === undefined){
const err7 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "inputs"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
for(const key0 in data){
if(!(func2.call(schema11.properties, key0))){
const err8 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.name !== undefined){
if(!(validate30(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData}))){
vErrors = vErrors === null ? validate30.errors : vErrors.concat(validate30.errors);
errors = vErrors.length;
}
}
if(data.action !== undefined){
let data3 = data.action;
if(typeof data3 !== "string"){
const err9 = {instancePath:instancePath+"/action",schemaPath:"#/properties/action/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(!(((((((((((((((((((((((((data3 === "aws:runCommand") || (data3 === "aws:executeAwsApi")) || (data3 === "aws:executeScript")) || (data3 === "aws:approve")) || (data3 === "aws:assertAwsResourceProperty")) || (data3 === "aws:branch")) || (data3 === "aws:changeInstanceState")) || (data3 === "aws:copyImage")) || (data3 === "aws:createImage")) || (data3 === "aws:createStack")) || (data3 === "aws:createTags")) || (data3 === "aws:deleteImage")) || (data3 === "aws:deleteStack")) || (data3 === "aws:executeAutomation")) || (data3 === "aws:executeStateMachine")) || (data3 === "aws:invokeLambdaFunction")) || (data3 === "aws:invokeWebhook")) || (data3 === "aws:loop")) || (data3 === "aws:pause")) || (data3 === "aws:runInstances")) || (data3 === "aws:sleep")) || (data3 === "aws:updateVariable")) || (data3 === "aws:waitForAwsResourceProperty")) || (data3 === "aws:putServerUpgradeMetrics")) || (data3 === "aws:shareSQLMedia"))){
const err10 = {instancePath:instancePath+"/action",schemaPath:"#/properties/action/enum",keyword:"enum",params:{allowedValues: schema11.properties.action.enum}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.description !== undefined){
let data4 = data.description;
if((typeof data4 !== "string") && (data4 !== null)){
const err11 = {instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: schema11.properties.description.type}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.inputs !== undefined){
let data5 = data.inputs;
if(!(data5 && typeof data5 == "object" && !Array.isArray(data5))){
const err12 = {instancePath:instancePath+"/inputs",schemaPath:"#/properties/inputs/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.timeoutSeconds !== undefined){
let data6 = data.timeoutSeconds;
if((!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))) && (typeof data6 !== "string")){
const err13 = {instancePath:instancePath+"/timeoutSeconds",schemaPath:"#/properties/timeoutSeconds/type",keyword:"type",params:{type: schema11.properties.timeoutSeconds.type}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.maxAttempts !== undefined){
let data7 = data.maxAttempts;
if((!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))) && (typeof data7 !== "string")){
const err14 = {instancePath:instancePath+"/maxAttempts",schemaPath:"#/properties/maxAttempts/type",keyword:"type",params:{type: schema11.properties.maxAttempts.type}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.onFailure !== undefined){
let data8 = data.onFailure;
if(typeof data8 === "string"){
if(!pattern12.test(data8)){
const err15 = {instancePath:instancePath+"/onFailure",schemaPath:"#/properties/onFailure/pattern",keyword:"pattern",params:{pattern: "^(?:Abort|Continue|step:.+)$|\\{\\{"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
else {
const err16 = {instancePath:instancePath+"/onFailure",schemaPath:"#/properties/onFailure/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.onCancel !== undefined){
let data9 = data.onCancel;
if(typeof data9 === "string"){
if(!pattern13.test(data9)){
const err17 = {instancePath:instancePath+"/onCancel",schemaPath:"#/properties/onCancel/pattern",keyword:"pattern",params:{pattern: "^(?:Abort|step:.+)$|\\{\\{"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/onCancel",schemaPath:"#/properties/onCancel/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.isEnd !== undefined){
let data10 = data.isEnd;
if(!((((data10 === true) || (data10 === false)) || (data10 === "true")) || (data10 === "false"))){
const err19 = {instancePath:instancePath+"/isEnd",schemaPath:"#/properties/isEnd/enum",keyword:"enum",params:{allowedValues: schema11.properties.isEnd.enum}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.isCritical !== undefined){
let data11 = data.isCritical;
if(!((((data11 === true) || (data11 === false)) || (data11 === "true")) || (data11 === "false"))){
const err20 = {instancePath:instancePath+"/isCritical",schemaPath:"#/properties/isCritical/enum",keyword:"enum",params:{allowedValues: schema11.properties.isCritical.enum}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.nextStep !== undefined){
if(typeof data.nextStep !== "string"){
const err21 = {instancePath:instancePath+"/nextStep",schemaPath:"#/properties/nextStep/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data.outputs !== undefined){
let data13 = data.outputs;
if(Array.isArray(data13)){
const len0 = data13.length;
for(let i0=0; i0<len0; i0++){
let data14 = data13[i0];
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
if(data14.Name === undefined){
const err22 = {instancePath:instancePath+"/outputs/" + i0,schemaPath:"#/properties/outputs/items/required",keyword:"required",params:{missingProperty: "Name"}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(data14.Selector === undefined){
const err23 = {instancePath:instancePath+"/outputs/" + i0,schemaPath:"#/properties/outputs/items/required",keyword:"required",params:{missingProperty: "Selector"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(data14.Name !== undefined){
if(typeof data14.Name !== "string"){
const err24 = {instancePath:instancePath+"/outputs/" + i0+"/Name",schemaPath:"#/properties/outputs/items/properties/Name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data14.Selector !== undefined){
if(typeof data14.Selector !== "string"){
const err25 = {instancePath:instancePath+"/outputs/" + i0+"/Selector",schemaPath:"#/properties/outputs/items/properties/Selector/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data14.Type !== undefined){
let data17 = data14.Type;
if(!((((((data17 === "String") || (data17 === "StringList")) || (data17 === "Integer")) || (data17 === "Boolean")) || (data17 === "MapList")) || (data17 === "StringMap"))){
const err26 = {instancePath:instancePath+"/outputs/" + i0+"/Type",schemaPath:"#/properties/outputs/items/properties/Type/enum",keyword:"enum",params:{allowedValues: schema11.properties.outputs.items.properties.Type.enum}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
}
else {
const err27 = {instancePath:instancePath+"/outputs/" + i0,schemaPath:"#/properties/outputs/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
}
else {
const err28 = {instancePath:instancePath+"/outputs",schemaPath:"#/properties/outputs/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
}
else {
const err29 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
validate70.errors = vErrors;
return errors === 0;
}

export const shellInputs = validate72;

function validate72(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.runCommand === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "runCommand"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(func2.call(schema14.properties, key0))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.runCommand !== undefined){
let data0 = data.runCommand;
if((!(Array.isArray(data0))) && (typeof data0 !== "string")){
const err2 = {instancePath:instancePath+"/runCommand",schemaPath:"#/properties/runCommand/type",keyword:"type",params:{type: schema14.properties.runCommand.type}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(Array.isArray(data0)){
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if((typeof data1 !== "string") && (data1 !== null)){
const err3 = {instancePath:instancePath+"/runCommand/" + i0,schemaPath:"#/properties/runCommand/items/type",keyword:"type",params:{type: schema14.properties.runCommand.items.type}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
}
if(data.timeoutSeconds !== undefined){
let data2 = data.timeoutSeconds;
if((!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))) && (typeof data2 !== "string")){
const err4 = {instancePath:instancePath+"/timeoutSeconds",schemaPath:"#/properties/timeoutSeconds/type",keyword:"type",params:{type: schema14.properties.timeoutSeconds.type}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 172800 || isNaN(data2)){
const err5 = {instancePath:instancePath+"/timeoutSeconds",schemaPath:"#/properties/timeoutSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 172800}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data2 < 5 || isNaN(data2)){
const err6 = {instancePath:instancePath+"/timeoutSeconds",schemaPath:"#/properties/timeoutSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 5}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(typeof data2 === "string"){
if(!pattern14.test(data2)){
const err7 = {instancePath:instancePath+"/timeoutSeconds",schemaPath:"#/properties/timeoutSeconds/pattern",keyword:"pattern",params:{pattern: "\\{\\{|^[0-9]+$"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
if(data.workingDirectory !== undefined){
if(typeof data.workingDirectory !== "string"){
const err8 = {instancePath:instancePath+"/workingDirectory",schemaPath:"#/properties/workingDirectory/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.environment !== undefined){
let data4 = data.environment;
if(!(data4 && typeof data4 == "object" && !Array.isArray(data4))){
const err9 = {instancePath:instancePath+"/environment",schemaPath:"#/properties/environment/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.id !== undefined){
if(typeof data.id !== "string"){
const err10 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.onFailure !== undefined){
let data6 = data.onFailure;
if(typeof data6 === "string"){
if(!pattern15.test(data6)){
const err11 = {instancePath:instancePath+"/onFailure",schemaPath:"#/properties/onFailure/pattern",keyword:"pattern",params:{pattern: "^(?:exit|successAndExit)$|\\{\\{"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/onFailure",schemaPath:"#/properties/onFailure/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.onSuccess !== undefined){
let data7 = data.onSuccess;
if(typeof data7 === "string"){
if(!pattern16.test(data7)){
const err13 = {instancePath:instancePath+"/onSuccess",schemaPath:"#/properties/onSuccess/pattern",keyword:"pattern",params:{pattern: "^exit$|\\{\\{"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/onSuccess",schemaPath:"#/properties/onSuccess/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.finallyStep !== undefined){
let data8 = data.finallyStep;
if(!((((data8 === true) || (data8 === false)) || (data8 === "true")) || (data8 === "false"))){
const err15 = {instancePath:instancePath+"/finallyStep",schemaPath:"#/properties/finallyStep/enum",keyword:"enum",params:{allowedValues: schema14.properties.finallyStep.enum}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
else {
const err16 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
validate72.errors = vErrors;
return errors === 0;
}

export const keys = {"command":["schemaVersion","description","parameters","mainSteps","files"],"runtimeCommand":["schemaVersion","description","parameters","runtimeConfig"],"automation":["schemaVersion","description","assumeRole","parameters","variables","mainSteps","outputs","files","templateInformation","executableRunBooks","emergencyChange","autoApprovable"],"parameter":["type","description","default","allowedValues","allowedPattern","displayType","minItems","maxItems","minChars","maxChars","interpolationType"],"commandStep":["action","name","description","inputs","precondition","settings"],"shellInputs":["runCommand","timeoutSeconds","workingDirectory","environment","id","maxAttempts","onFailure","onSuccess","finallyStep"],"precondition":["StringEquals"],"automationStep":["name","action","description","inputs","timeoutSeconds","maxAttempts","onFailure","onCancel","isEnd","isCritical","nextStep","outputs"]};
export const actions = {"command":["aws:runShellScript","aws:runPowerShellScript","aws:applications","aws:cloudWatch","aws:configureDaemon","aws:configureDocker","aws:configurePackage","aws:domainJoin","aws:downloadContent","aws:psModule","aws:refreshAssociation","aws:runDockerAction","aws:runDocument","aws:softwareInventory","aws:updateAgent","aws:updateSsmAgent"],"automation":["aws:runCommand","aws:executeAwsApi","aws:executeScript","aws:approve","aws:assertAwsResourceProperty","aws:branch","aws:changeInstanceState","aws:copyImage","aws:createImage","aws:createStack","aws:createTags","aws:deleteImage","aws:deleteStack","aws:executeAutomation","aws:executeStateMachine","aws:invokeLambdaFunction","aws:invokeWebhook","aws:loop","aws:pause","aws:runInstances","aws:sleep","aws:updateVariable","aws:waitForAwsResourceProperty","aws:putServerUpgradeMetrics","aws:shareSQLMedia"]};
