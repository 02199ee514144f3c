#include "zygote.h"

/* An event loop of asyncio wakes itself over a pair of sockets, which no cell can make; a pipe does as well. asyncio is
 * large and not imported ahead, so the loop's module is changed when a program first imports it. */
static const char source[] =
	"import os, sys\n"
	"from importlib.machinery import PathFinder\n"
	"class End:\n"
	"    def __init__(self, fd):\n"
	"        self.fd = fd\n"
	"        os.set_blocking(fd, False)\n"
	"    def fileno(self):\n"
	"        return self.fd\n"
	"    def recv(self, size):\n"
	"        return os.read(self.fd, size)\n"
	"    def send(self, data):\n"
	"        return os.write(self.fd, data)\n"
	"    def close(self):\n"
	"        fd, self.fd = self.fd, -1\n"
	"        if fd >= 0:\n"
	"            os.close(fd)\n"
	"def _make_self_pipe(self):\n"
	"    self._ssock, self._csock = map(End, os.pipe())\n"
	"    self._internal_fds += 1\n"
	"    self._add_reader(self._ssock.fileno(), self._read_from_self)\n"
	"class Finder:\n"
	"    @staticmethod\n"
	"    def find_spec(name, path=None, target=None):\n"
	"        if name != 'asyncio.selector_events':\n"
	"            return None\n"
	"        sys.meta_path.remove(Finder)\n"
	"        spec = PathFinder.find_spec(name, path, target)\n"
	"        if spec:\n"
	"            run = spec.loader.exec_module\n"
	"            def exec_module(module):\n"
	"                run(module)\n"
	"                module.BaseSelectorEventLoop._make_self_pipe = _make_self_pipe\n"
	"            spec.loader.exec_module = exec_module\n"
	"        return spec\n"
	"sys.meta_path.insert(0, Finder)\n";

int python_prepare_asyncio(struct err *err)
{
	PyObject *names = PyDict_New(), *done = NULL;

	if (names && PyDict_SetItemString(names, "__builtins__", PyEval_GetBuiltins()) == 0 &&
		PyDict_SetItemString(names, "__name__", Py_None) == 0)
		done = PyRun_String(source, Py_file_input, names, names);
	PyErr_Clear();
	Py_XDECREF(names);
	Py_XDECREF(done);
	return done ? 0 : err_set(err, -EIO, "asyncio over pipes");
}
