/* base/banned.h: calls that do not compile here. Included last by base/base.h. */
#pragma once

#undef alloca
#undef sprintf
#undef vsprintf
#pragma GCC poison strcpy strcat sprintf vsprintf strtok atoi atol atof alloca gets
