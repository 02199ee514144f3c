#include "check_internal.h"

static int number_of(PyObject *exception, const char *attribute)
{
	PyObject *value = PyObject_GetAttrString(exception, attribute);
	int number = value && PyLong_Check(value) ? (int)PyLong_AsLong(value) : 0;

	PyErr_Clear();
	Py_XDECREF(value);
	return number;
}

PyObject *check_syntax_message(int *line, int *column)
{
	PyObject *type, *exception, *traceback, *message = NULL;

	*line = *column = 0;
	if (!PyErr_Occurred() || PyErr_ExceptionMatches(PyExc_MemoryError)) {
		PyErr_NoMemory();
		return NULL;
	}
	PyErr_Fetch(&type, &exception, &traceback);
	PyErr_NormalizeException(&type, &exception, &traceback);
	if (PyErr_GivenExceptionMatches(exception, PyExc_SyntaxError)) {
		*line = number_of(exception, "lineno");
		*column = number_of(exception, "offset");
	}
	message = PyUnicode_FromFormat("Syntax error: %S", exception);
	Py_XDECREF(type);
	Py_XDECREF(exception);
	Py_XDECREF(traceback);
	if (message)
		return message;
	PyErr_NoMemory();
	return NULL;
}
