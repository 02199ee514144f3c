/* jail/ablation.h: for tests only, a jail with layers missing, to see what each of them stops.
 *
 * Compiled in with -Dablation=true alone, which a release build refuses. JAIL_WITHOUT in the environment of the
 * service then names layers, with commas between; see jail_layers in ablation.c. Elsewhere nothing of it is there. */
#pragma once

#include <stdbool.h>

#ifdef PYRUNNER_ABLATION
#define ABLATION_VARIABLE "JAIL_WITHOUT"
/* Whether the layer was taken away. A name that no layer has ends the process. */
bool jail_without(const char *layer);
/* What is missing, as it was asked for; NULL: nothing. */
const char *jail_missing(void);
#else
#define jail_without(layer) false
#define jail_missing()	    ((const char *)0)
#endif
