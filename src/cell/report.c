#include "cell_internal.h"

#include "base/frame.h"
#include <frameobject.h>
#include <signal.h>

/* --- an exception ------------------------------------------------------------------------------------ */

static PyObject *last_line(PyObject *text)
{
	PyObject *stripped = PyObject_CallMethod(text, "rstrip", NULL), *parts = NULL, *line = NULL;

	if (stripped)
		parts = PyObject_CallMethod(stripped, "rsplit", "si", "\n", 1);
	if (parts && PyList_Check(parts) && PyList_GET_SIZE(parts) > 0)
		line = Py_NewRef(PyList_GET_ITEM(parts, PyList_GET_SIZE(parts) - 1));
	Py_XDECREF(parts);
	Py_XDECREF(stripped);
	return line;
}

/* The line of the program that the exception passed last. */
static int line_of(const struct cell_tools *tools, PyObject *value, PyObject *traceback)
{
	int line = 0;

	if (PyErr_GivenExceptionMatches(value, PyExc_SyntaxError)) {
		PyObject *number = PyObject_GetAttrString(value, "lineno");

		line = number && PyLong_Check(number) ? (int)PyLong_AsLong(number) : 0;
		Py_XDECREF(number);
		PyErr_Clear();
	}
	for (PyTracebackObject *tb = (PyTracebackObject *)traceback; tb && PyTraceBack_Check((PyObject *)tb);
		tb = tb->tb_next) {
		PyCodeObject *code = PyFrame_GetCode(tb->tb_frame);

		if (PyUnicode_Compare(code->co_filename, tools->filename) == 0)
			line = tb->tb_lineno;
		Py_DECREF(code);
	}
	PyErr_Clear();
	return line;
}

/* The compiler looks for the line in a file, which there is none of. */
static void add_source_line(const struct cell_tools *tools, PyObject *value)
{
	PyObject *text, *name, *number, *line;

	if (!PyErr_GivenExceptionMatches(value, PyExc_SyntaxError))
		return;
	text = PyObject_GetAttrString(value, "text");
	name = PyObject_GetAttrString(value, "filename");
	number = PyObject_GetAttrString(value, "lineno");
	if (text == Py_None && name && number && PyUnicode_Check(name) &&
		PyUnicode_Compare(name, tools->filename) == 0) {
		line = PyObject_CallFunctionObjArgs(tools->getline, name, number, NULL);
		if (line)
			PyObject_SetAttrString(value, "text", line);
		Py_XDECREF(line);
	}
	Py_XDECREF(text);
	Py_XDECREF(name);
	Py_XDECREF(number);
	PyErr_Clear();
}

static int write_to_stderr(PyObject *text)
{
	PyObject *stream = PySys_GetObject("stderr");

	if (!stream || stream == Py_None)
		return 0;
	return PyFile_WriteObject(text, stream, Py_PRINT_RAW);
}

/* The words of an exception as CPython prints them, or NULL. */
static PyObject *format(const struct cell_tools *tools, PyObject *type, PyObject *value, PyObject *traceback)
{
	PyObject *text = NULL;

	if (tools->source)
		text = PyObject_CallFunctionObjArgs(
			tools->format_exception, type, value, traceback, tools->source, NULL);

	if (!text)
		PyErr_Clear();
	return text;
}

/* 1: a hook of the program's own was called instead. */
static int print_exception(
	const struct cell_tools *tools, PyObject *type, PyObject *value, PyObject *traceback, PyObject *text)
{
	PyObject *hook = PySys_GetObject("excepthook");

	if (hook && hook != tools->excepthook) {
		PyObject *done = PyObject_CallFunctionObjArgs(hook, type, value, traceback, NULL);

		Py_XDECREF(done);
		if (done)
			return 1;
		PyErr_Clear();
	}
	return text ? write_to_stderr(text) : -1;
}

static void describe(
	const struct cell_tools *tools, PyObject *type, PyObject *value, PyObject *text, struct ended *ended)
{
	if (text)
		ended->error = last_line(text);
	PyErr_Clear();
	ended->type = PyObject_GetAttrString(type, "__name__");
	PyErr_Clear();
	ended->message = PyObject_Str(value);
	PyErr_Clear();
	if (!ended->error)
		ended->error = Py_XNewRef(ended->type);
}

/* sys.exit(): nothing, a number, or words for standard error. */
static void take_exit(PyObject *value, struct ended *ended)
{
	PyObject *code = PyObject_GetAttrString(value, "code");

	PyErr_Clear();
	ended->wire.ending = ENDING_EXIT;
	if (!code || code == Py_None) {
		ended->wire.exit_code = 0;
	} else if (PyLong_Check(code)) {
		ended->wire.exit_code = (int32_t)((unsigned long)PyLong_AsLong(code) & 0xff);
		PyErr_Clear();
	} else {
		PyObject *newline = PyUnicode_FromString("\n");

		ended->wire.exit_code = 1;
		if (write_to_stderr(code) < 0 || !newline || write_to_stderr(newline) < 0)
			PyErr_Clear();
		Py_XDECREF(newline);
	}
	if (ended->wire.exit_code) {
		ended->type = PyUnicode_FromString("SystemExit");
		ended->message = code ? PyObject_Str(code) : NULL;
		PyErr_Clear();
		ended->error =
			PyUnicode_FromFormat("SystemExit: %S", ended->message ? ended->message : Py_None);
		PyErr_Clear();
	}
	Py_XDECREF(code);
}

void report_exception(const struct cell_tools *tools, struct ended *ended)
{
	PyObject *type, *value, *traceback, *text;

	PyErr_Fetch(&type, &value, &traceback);
	PyErr_NormalizeException(&type, &value, &traceback);
	if (traceback)
		PyException_SetTraceback(value, traceback);
	if (PyErr_GivenExceptionMatches(value, PyExc_SystemExit)) {
		take_exit(value, ended);
		return;
	}
	ended->wire.exit_code = 1;
	ended->wire.ending =
		PyErr_GivenExceptionMatches(value, PyExc_MemoryError) ? ENDING_MEMORY : ENDING_EXCEPTION;
	ended->wire.line = line_of(tools, value, traceback);
	add_source_line(tools, value);
	if (!traceback)
		traceback = Py_NewRef(Py_None);
	text = format(tools, type, value, traceback);
	if (print_exception(tools, type, value, traceback, text) < 0) {
		PyErr_Clear();
		PyErr_Display(type, value, traceback);
		PyErr_Clear();
	}
	describe(tools, type, value, text, ended);
	/* Nothing is freed: the process ends with this program. */
}

/* --- the last message -------------------------------------------------------------------------------- */

static struct piece text_of(PyObject *text, size_t max)
{
	PyObject *bytes =
		text && PyUnicode_Check(text) ? PyUnicode_AsEncodedString(text, "utf-8", "replace") : NULL;
	struct piece piece = { "", 0 };

	PyErr_Clear();
	if (!bytes)
		return piece;
	piece.data = PyBytes_AS_STRING(bytes);
	piece.len = MIN((size_t)PyBytes_GET_SIZE(bytes), max);
	return piece;
}

void report_send(const struct ended *ended)
{
	struct wire_ended head = ended->wire;
	const struct piece type = text_of(ended->type, WIRE_TYPE_MAX);
	const struct piece message = text_of(ended->message, WIRE_MESSAGE_MAX);
	const struct piece error = text_of(ended->error, WIRE_ERROR_MAX);

	head.type_len = (uint32_t)type.len;
	head.message_len = (uint32_t)message.len;
	head.error_len = (uint32_t)error.len;
	channel_send(CELL_ENDED, (const struct piece[]){ { &head, sizeof(head) }, type, message, error }, 4);
}

/* --- abort() ----------------------------------------------------------------------------------------- */

static void say_aborted(int signal)
{
	static const char words[] = "Aborted";
	const struct wire_ended head = {
		.ending = ENDING_EXIT, .exit_code = 128 + SIGABRT, .error_len = sizeof(words) - 1
	};

	channel_send(CELL_ENDED,
		(const struct piece[]){ { &head, sizeof(head) }, { words, sizeof(words) - 1 } }, 2);
	_exit(128 + SIGABRT);
}

void report_aborts(void)
{
	struct sigaction action = { .sa_handler = say_aborted };

	sigaction(SIGABRT, &action, NULL);
}
