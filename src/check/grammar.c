#include "check_internal.h"

/* All that this room knows of the grammar. A type that is not here, or a field that is not here and not
 * empty, is refused: a newer CPython's syntax is a violation until somebody has thought about it. */

// clang-format off
#define FIELDS(...)	.fields = { __VA_ARGS__ }
#define NODE(field)	{ field, FIELD_NODE, 0 }
#define NODES(field)	{ field, FIELD_NODES, 0 }
#define PLAIN(field)	{ field, FIELD_PLAIN, 0 }
#define LEAF(field)	{ field, FIELD_LEAF, 0 }
#define LEAVES(field)	{ field, FIELD_LEAVES, 0 }
#define KEYWORD(field)	{ field, FIELD_NAME, NAME_KEYWORD }
#define NAMES(field)	{ field, FIELD_NAMES, 0 }
#define BINDS(field)	{ field, FIELD_NAME, NAME_BINDS }
#define DEFINES(field)	{ field, FIELD_NAME, NAME_BINDS | NAME_DEFINES }
#define ATTRIBUTES(field) { field, FIELD_NAMES, NAME_ATTRIBUTE }
#define VISITED(field)	{ field, FIELD_NAME, NAME_BY_VISIT }
#define ANNOTATION(field) { field, FIELD_NODE, CHILD_ANNOTATION }
#define CLASS_BODY(field) { field, FIELD_NODES, CHILD_CLASS_BODY }
#define CALLED(field)	{ field, FIELD_NODE, CHILD_CALLED }
#define LEAF_TYPE(type)	{ .name = type }

const struct node_type node_types[] = {
	{ .name = "Module", FIELDS(NODES("body"), NODES("type_ignores")), .id = NODE_MODULE },
	{ .name = "FunctionDef",
		FIELDS(DEFINES("name"), NODE("args"), NODES("body"), NODES("decorator_list"),
			ANNOTATION("returns"), PLAIN("type_comment"), NODES("type_params")), .id = NODE_FUNCTIONDEF, .is_function = true },
	{ .name = "AsyncFunctionDef",
		FIELDS(DEFINES("name"), NODE("args"), NODES("body"), NODES("decorator_list"),
			ANNOTATION("returns"), PLAIN("type_comment"), NODES("type_params")), .id = NODE_ASYNCFUNCTIONDEF, .is_function = true },
	{ .name = "ClassDef",
		FIELDS(BINDS("name"), NODES("bases"), NODES("keywords"), CLASS_BODY("body"),
			NODES("decorator_list"), NODES("type_params")), .id = NODE_CLASSDEF },
	{ .name = "Return", FIELDS(NODE("value")) },
	{ .name = "Delete", FIELDS(NODES("targets")) },
	{ .name = "Assign",
		FIELDS(NODES("targets"), NODE("value"), PLAIN("type_comment")), .visit = visit_assign },
	{ .name = "TypeAlias",
		FIELDS(NODE("name"), NODES("type_params"), NODE("value")), .visit = visit_bind },
	{ .name = "AugAssign", FIELDS(NODE("target"), NODE("value"), LEAF("op")), .visit = visit_bind },
	{ .name = "AnnAssign",
		FIELDS(NODE("target"), NODE("value"), ANNOTATION("annotation"), PLAIN("simple")), .visit = visit_annotated },
	{ .name = "For",
		FIELDS(NODE("target"), NODE("iter"), NODES("body"), NODES("orelse"),
			PLAIN("type_comment")), .visit = visit_bind },
	{ .name = "AsyncFor",
		FIELDS(NODE("target"), NODE("iter"), NODES("body"), NODES("orelse"),
			PLAIN("type_comment")), .visit = visit_bind },
	{ .name = "While", FIELDS(NODE("test"), NODES("body"), NODES("orelse")) },
	{ .name = "If", FIELDS(NODE("test"), NODES("body"), NODES("orelse")) },
	{ .name = "With", FIELDS(NODES("items"), NODES("body"), PLAIN("type_comment")) },
	{ .name = "AsyncWith", FIELDS(NODES("items"), NODES("body"), PLAIN("type_comment")) },
	{ .name = "Match", FIELDS(NODE("subject"), NODES("cases")), .visit = visit_match },
	{ .name = "Raise", FIELDS(NODE("exc"), NODE("cause")) },
	{ .name = "Try", FIELDS(NODES("body"), NODES("handlers"), NODES("orelse"), NODES("finalbody")) },
	{ .name = "TryStar",
		FIELDS(NODES("body"), NODES("handlers"), NODES("orelse"), NODES("finalbody")) },
	{ .name = "Assert", FIELDS(NODE("test"), NODE("msg")) },
	{ .name = "Import", FIELDS(NODES("names")), .visit = visit_import },
	{ .name = "ImportFrom",
		FIELDS(VISITED("module"), NODES("names"), PLAIN("level")), .visit = visit_import_from },
	{ .name = "Global", FIELDS(NAMES("names")) },
	{ .name = "Nonlocal", FIELDS(NAMES("names")) },
	{ .name = "Expr", FIELDS(NODE("value")) },
	{ .name = "BoolOp", FIELDS(NODES("values"), LEAF("op")), .id = NODE_BOOLOP },
	{ .name = "NamedExpr",
		FIELDS(NODE("target"), NODE("value")), .visit = visit_bind, .id = NODE_NAMEDEXPR },
	{ .name = "BinOp", FIELDS(NODE("left"), LEAF("op"), NODE("right")) },
	{ .name = "UnaryOp", FIELDS(LEAF("op"), NODE("operand")) },
	{ .name = "Lambda", FIELDS(NODE("args"), NODE("body")), .is_function = true },
	{ .name = "IfExp", FIELDS(NODE("test"), NODE("body"), NODE("orelse")), .id = NODE_IFEXP },
	{ .name = "Dict", FIELDS(NODES("keys"), NODES("values")), .id = NODE_DICT },
	{ .name = "Set", FIELDS(NODES("elts")), .id = NODE_DISPLAY },
	{ .name = "ListComp", FIELDS(NODE("elt"), NODES("generators")), .id = NODE_COMPREHENSION_VALUE },
	{ .name = "SetComp", FIELDS(NODE("elt"), NODES("generators")), .id = NODE_COMPREHENSION_VALUE },
	{ .name = "DictComp",
		FIELDS(NODE("key"), NODE("value"), NODES("generators")), .id = NODE_DICTCOMP },
	{ .name = "GeneratorExp",
		FIELDS(NODE("elt"), NODES("generators")), .id = NODE_COMPREHENSION_VALUE },
	{ .name = "Await", FIELDS(NODE("value")) },
	{ .name = "Yield", FIELDS(NODE("value")) },
	{ .name = "YieldFrom", FIELDS(NODE("value")) },
	{ .name = "Compare", FIELDS(NODE("left"), LEAVES("ops"), NODES("comparators")) },
	{ .name = "Call", FIELDS(CALLED("func"), NODES("args"), NODES("keywords")), .visit = visit_call },
	{ .name = "FormattedValue", FIELDS(NODE("value"), PLAIN("conversion"), NODE("format_spec")) },
	{ .name = "JoinedStr", FIELDS(NODES("values")), .id = NODE_JOINEDSTR },
	{ .name = "Constant",
		FIELDS(PLAIN("value"), PLAIN("kind")), .visit = visit_constant, .id = NODE_CONSTANT },
	{ .name = "Attribute",
		FIELDS(NODE("value"), VISITED("attr"), LEAF("ctx")), .visit = visit_attribute, .id = NODE_ATTRIBUTE },
	{ .name = "Subscript", FIELDS(NODE("value"), NODE("slice"), LEAF("ctx")), .id = NODE_SUBSCRIPT },
	{ .name = "Starred", FIELDS(NODE("value"), LEAF("ctx")), .id = NODE_STARRED },
	{ .name = "Name", FIELDS(VISITED("id"), LEAF("ctx")), .visit = visit_name, .id = NODE_NAME },
	{ .name = "List", FIELDS(NODES("elts"), LEAF("ctx")), .id = NODE_DISPLAY },
	{ .name = "Tuple", FIELDS(NODES("elts"), LEAF("ctx")), .id = NODE_DISPLAY },
	{ .name = "Slice", FIELDS(NODE("lower"), NODE("upper"), NODE("step")) },
	{ .name = "comprehension",
		FIELDS(NODE("target"), NODE("iter"), NODES("ifs"), PLAIN("is_async")), .visit = visit_bind },
	{ .name = "ExceptHandler", FIELDS(NODE("type"), BINDS("name"), NODES("body")) },
	{ .name = "arguments",
		FIELDS(NODES("posonlyargs"), NODES("args"), NODE("vararg"), NODES("kwonlyargs"),
			NODES("kw_defaults"), NODE("kwarg"), NODES("defaults")), .visit = visit_arguments },
	{ .name = "arg",
		FIELDS(BINDS("arg"), ANNOTATION("annotation"), PLAIN("type_comment")), .id = NODE_ARG },
	{ .name = "keyword", FIELDS(KEYWORD("arg"), NODE("value")), .visit = visit_keyword },
	{ .name = "alias", FIELDS(VISITED("name"), BINDS("asname")) },
	{ .name = "withitem", FIELDS(NODE("optional_vars"), NODE("context_expr")), .visit = visit_bind },
	{ .name = "match_case", FIELDS(NODE("pattern"), NODE("guard"), NODES("body")), .id = NODE_PATTERNS },
	{ .name = "MatchValue", FIELDS(NODE("value")) },
	{ .name = "MatchSingleton", FIELDS(PLAIN("value")) },
	{ .name = "MatchSequence", FIELDS(NODES("patterns")), .id = NODE_PATTERNS },
	{ .name = "MatchMapping", FIELDS(NODES("keys"), NODES("patterns"), BINDS("rest")), .id = NODE_MATCHMAPPING },
	{ .name = "MatchClass",
		FIELDS(NODE("cls"), NODES("patterns"), ATTRIBUTES("kwd_attrs"), NODES("kwd_patterns")),
		.visit = visit_match_class, .id = NODE_MATCHCLASS },
	{ .name = "MatchStar", FIELDS(BINDS("name")), .id = NODE_MATCHSTAR },
	{ .name = "MatchAs", FIELDS(NODE("pattern"), BINDS("name")), .id = NODE_MATCHAS },
	{ .name = "MatchOr", FIELDS(NODES("patterns")), .id = NODE_PATTERNS },
	{ .name = "TypeVar", FIELDS(BINDS("name"), NODE("bound"), NODE("default_value")) },
	{ .name = "ParamSpec", FIELDS(BINDS("name"), NODE("default_value")) },
	{ .name = "TypeVarTuple", FIELDS(BINDS("name"), NODE("default_value")) },

	LEAF_TYPE("Pass"), LEAF_TYPE("Break"), LEAF_TYPE("Continue"), LEAF_TYPE("Load"),
	LEAF_TYPE("Store"), LEAF_TYPE("Del"), LEAF_TYPE("And"), LEAF_TYPE("Or"), LEAF_TYPE("Add"),
	LEAF_TYPE("Sub"), LEAF_TYPE("Mult"), LEAF_TYPE("MatMult"), LEAF_TYPE("Div"), LEAF_TYPE("Mod"),
	LEAF_TYPE("Pow"), LEAF_TYPE("LShift"), LEAF_TYPE("RShift"), LEAF_TYPE("BitOr"),
	LEAF_TYPE("BitXor"), LEAF_TYPE("BitAnd"), LEAF_TYPE("FloorDiv"), LEAF_TYPE("Invert"),
	LEAF_TYPE("Not"), LEAF_TYPE("UAdd"), LEAF_TYPE("USub"), LEAF_TYPE("Eq"), LEAF_TYPE("NotEq"),
	LEAF_TYPE("Lt"), LEAF_TYPE("LtE"), LEAF_TYPE("Gt"), LEAF_TYPE("GtE"), LEAF_TYPE("Is"),
	LEAF_TYPE("IsNot"), LEAF_TYPE("In"), LEAF_TYPE("NotIn"),
};
// clang-format on
const size_t node_type_count = ELEMENTS(node_types);

enum { SLOTS = 512 }; /* at least twice the number of types */

static struct {
	struct grammar_type types[ELEMENTS(node_types)];
	const struct grammar_type *slots[SLOTS];
	PyTypeObject *load, *store;
	PyObject *lineno, *col_offset, *end_lineno, *end_col_offset;
	bool ready;
} grammar;

_Static_assert(ELEMENTS(node_types) * 2 < SLOTS, "the table of types is too small");

static size_t slot_of(const PyTypeObject *type)
{
	uintptr_t key = (uintptr_t)type;

	return (key >> 4 ^ key >> 13) % SLOTS;
}

static void remember(const struct grammar_type *type)
{
	size_t slot = slot_of(type->type);

	while (grammar.slots[slot])
		slot = (slot + 1) % SLOTS;
	grammar.slots[slot] = type;
}

const struct grammar_type *grammar_type(PyObject *object)
{
	const PyTypeObject *type = Py_TYPE(object);

	for (size_t slot = slot_of(type); grammar.slots[slot]; slot = (slot + 1) % SLOTS)
		if (grammar.slots[slot]->type == type)
			return grammar.slots[slot];
	return NULL;
}

enum node_id grammar_id(PyObject *object)
{
	const struct grammar_type *type = grammar_type(object);

	return type ? type->known->id : NODE_OTHER;
}

static PyObject **place_of(struct grammar_type *type, PyObject *name)
{
	for (size_t i = 0; i < FIELDS_MAX && type->known->fields[i].name; i++)
		if (PyUnicode_CompareWithASCIIString(name, type->known->fields[i].name) == 0)
			return &type->fields[i];
	for (size_t i = 0; i < UNKNOWN_FIELDS_MAX; i++)
		if (!type->unknown[i])
			return &type->unknown[i];
	return NULL;
}

/* A type with more unknown fields than there is room for is left out, and so refused as a whole. */
static int prepare_type(
	PyObject *ast, struct grammar_type *type, const struct node_type *known, struct err *err)
{
	PyObject *class = PyObject_GetAttrString(ast, known->name);
	PyObject *fields = class ? PyObject_GetAttrString(class, "_fields") : NULL;

	PyErr_Clear();
	*type = (struct grammar_type){ .known = known };
	if (!class)
		return 0; /* not in this version */
	if (!fields || !PyTuple_Check(fields) || !PyType_Check(class)) {
		Py_XDECREF(fields);
		Py_DECREF(class);
		return err_set(err, -EIO, "ast.%s has no _fields", known->name);
	}
	type->type = (PyTypeObject *)class; /* kept for good */
	for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(fields); i++) {
		PyObject *name = PyTuple_GET_ITEM(fields, i);
		PyObject **place = PyUnicode_Check(name) ? place_of(type, name) : NULL;

		if (!place) {
			Py_DECREF(fields);
			return 0;
		}
		*place = Py_NewRef(name);
		PyUnicode_InternInPlace(place);
	}
	Py_DECREF(fields);
	remember(type);
	return 0;
}

int check_prepare(struct err *err)
{
	PyObject *ast;

	if (grammar.ready)
		return 0;
	ast = PyImport_ImportModule("_ast");
	if (!ast) {
		PyErr_Clear();
		return err_set(err, -EIO, "the interpreter has no module _ast");
	}
	for (size_t i = 0; i < node_type_count; i++) {
		int r = prepare_type(ast, &grammar.types[i], &node_types[i], err);

		if (r < 0) {
			Py_DECREF(ast);
			return r;
		}
		if (strcmp(node_types[i].name, "Load") == 0)
			grammar.load = grammar.types[i].type;
		if (strcmp(node_types[i].name, "Store") == 0)
			grammar.store = grammar.types[i].type;
	}
	Py_DECREF(ast);
	grammar.lineno = PyUnicode_InternFromString("lineno");
	grammar.col_offset = PyUnicode_InternFromString("col_offset");
	grammar.end_lineno = PyUnicode_InternFromString("end_lineno");
	grammar.end_col_offset = PyUnicode_InternFromString("end_col_offset");
	if (!grammar.lineno || !grammar.col_offset || !grammar.end_lineno || !grammar.end_col_offset)
		return err_nomem(err);
	grammar.ready = true;
	return 0;
}

static PyObject *item(PyObject *dict, PyObject *key)
{
	PyObject *value = key ? PyDict_GetItemWithError(dict, key) : NULL;

	return value == Py_None ? NULL : value;
}

int grammar_read(struct node *node)
{
	PyObject *dict = PyObject_GenericGetDict(node->object, NULL);

	if (!dict)
		return -EIO;
	for (size_t i = 0; i < FIELDS_MAX; i++)
		node->values[i] = node->type->fields[i] ? item(dict, node->type->fields[i]) : NULL;
	Py_DECREF(dict); /* the node holds on to it */
	return PyErr_Occurred() ? -EIO : 0;
}

PyObject *grammar_field(PyObject *object, size_t field)
{
	const struct grammar_type *type = grammar_type(object);
	PyObject *dict = type ? PyObject_GenericGetDict(object, NULL) : NULL;
	PyObject *value = dict ? item(dict, type->fields[field]) : NULL;

	Py_XDECREF(dict);
	if (!value)
		PyErr_Clear();
	return value;
}

bool grammar_is_load(PyObject *context)
{
	return context && Py_TYPE(context) == grammar.load;
}

bool grammar_is_store(PyObject *context)
{
	return context && Py_TYPE(context) == grammar.store;
}

static int number(PyObject *dict, PyObject *key)
{
	PyObject *value = item(dict, key);
	int number = value && PyLong_Check(value) ? (int)PyLong_AsLong(value) : 0;

	PyErr_Clear();
	return number;
}

struct position grammar_position(PyObject *object)
{
	PyObject *dict = PyObject_GenericGetDict(object, NULL);
	struct position position = { 0 };

	if (!dict) {
		PyErr_Clear();
		return position;
	}
	position.line = number(dict, grammar.lineno);
	position.end_line = number(dict, grammar.end_lineno);
	position.column = position.line ? number(dict, grammar.col_offset) + 1 : 0;
	position.end_column = position.end_line ? number(dict, grammar.end_col_offset) + 1 : 0;
	Py_DECREF(dict);
	return position;
}
