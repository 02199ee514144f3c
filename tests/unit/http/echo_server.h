/* tests/unit/http/echo_server.h: the http room with a small handler, run in a child of a test.
 *
 * /echo replies the body at once, /later a little later, /big with 8 MB; /held is never answered ('h' when it
 * came, 'g' when its client went). */
#pragma once

#include "http/http.h"

void echo_serve(const void *config, int port_fd, int event_fd);
