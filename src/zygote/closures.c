/* zygote/closures.c: callbacks of ctypes without memory that is writable and executable.
 *
 * libffi makes the code of a callback at run time, in memory that no cell may have. This program exports its two
 * functions for that; the dynamic linker prefers a program's own to a library's, here as in every cell. The code is
 * there from the start: a table of small pieces in the text of this program, each bound to one place of a table of
 * pointers. What libffi writes into a closure is as before, but never executed: its own piece of code ends by
 * jumping to the address that stands in the last 8 bytes of `tramp`, with the closure's address in a register. */
#include "base/base.h"

#include <ffi.h>
#include <pthread.h>

#define CLOSURES_MAX 4096 /* at once in a process; one more is a MemoryError */

#define TEXT_OF(x) #x
#define TEXT(x)	   TEXT_OF(x)

#if defined(__x86_64__)
#define CODE_SIZE 16
#define ENTRY	  24
#define CODE                                                                                                 \
	"endbr64\n"                                                                                          \
	"movq closure_places + 8 * closure_index(%rip), %r10\n"                                              \
	"jmp *" TEXT(ENTRY) "(%r10)\n"
#elif defined(__aarch64__)
#define CODE_SIZE 32
#define ENTRY	  16
#define CODE                                                                                                 \
	"hint #34\n" /* bti c */                                                                             \
	"adrp x17, closure_places + 8 * closure_index\n"                                                     \
	"ldr x17, [x17, :lo12:closure_places + 8 * closure_index]\n"                                         \
	"ldr x16, [x17, " TEXT(ENTRY) "]\n"                                                                  \
				      "br x16\n"
#else
#error "closures: what libffi's closures look like on this architecture is not known"
#endif

_Static_assert(
	ENTRY == FFI_TRAMPOLINE_SIZE - sizeof(void *), "where libffi leaves the address of its handler");

extern const char closure_code[] __attribute__((visibility("hidden")));
void *closure_places[CLOSURES_MAX] __attribute__((visibility("hidden"), used));

/* clang-format off */
__asm__(".pushsection .text\n"
	".balign " TEXT(CODE_SIZE) "\n"
	".hidden closure_code\n"
	".globl closure_code\n"
	"closure_code:\n"
	".set closure_index, 0\n"
	".rept " TEXT(CLOSURES_MAX) "\n"
	".balign " TEXT(CODE_SIZE) "\n"
	CODE
	".set closure_index, closure_index + 1\n"
	".endr\n"
	".popsection\n");
/* clang-format on */

struct closure {
	unsigned place;
	_Alignas(max_align_t) unsigned char libffi[];
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static uint16_t freed[CLOSURES_MAX];
static unsigned freed_count,
	used_count; /* places beyond used_count were never used: their pages stay shared */

static bool take_place(unsigned *ret)
{
	bool found = true;

	pthread_mutex_lock(&lock);
	if (freed_count)
		*ret = freed[--freed_count];
	else if (used_count < CLOSURES_MAX)
		*ret = used_count++;
	else
		found = false;
	pthread_mutex_unlock(&lock);
	return found;
}

static void give_place(unsigned place)
{
	pthread_mutex_lock(&lock);
	closure_places[place] = NULL;
	freed[freed_count++] = (uint16_t)place;
	pthread_mutex_unlock(&lock);
}

__attribute__((visibility("default"))) void *ffi_closure_alloc(size_t size, void **code)
{
	struct closure *closure;
	unsigned place;

	if (size > SIZE_MAX - sizeof(*closure) || !take_place(&place))
		return NULL;
	/* zeroed: a libffi with such a table of its own looks there for one of its places */
	closure = calloc(1, sizeof(*closure) + size);
	if (!closure) {
		give_place(place);
		return NULL;
	}
	closure->place = place;
	closure_places[place] = closure->libffi;
	*code = (void *)(uintptr_t)(closure_code + place * CODE_SIZE);
	return closure->libffi;
}

__attribute__((visibility("default"))) void ffi_closure_free(void *libffi)
{
	struct closure *closure;

	if (!libffi)
		return;
	closure = (struct closure *)((char *)libffi - offsetof(struct closure, libffi));
	give_place(closure->place);
	free(closure);
}
