#include "filter_internal.h"

#include "base/cleanup.h"
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>

enum { SELF_MAX = 32 };

struct filter {
	unsigned short length, selves[SELF_MAX], self_count; /* where SELF stands */
	struct sock_filter program[];
};

static void context_releasep(scmp_filter_ctx *context)
{
	if (*context)
		seccomp_release(*context);
}

static int context_error(struct err *err, int r, const char *doing)
{
	errno = -r;
	return err_errno(err, "%s", doing);
}

/* libseccomp's actions are the kernel's SECCOMP_RET_* values. */
static int context_new(scmp_filter_ctx *ret, uint32_t otherwise, struct err *err)
{
	_cleanup_(context_releasep) scmp_filter_ctx context = seccomp_init(otherwise);
	int r;

	if (!context)
		return err_set(err, -ENOTSUP, "libseccomp: this kernel lacks what the filter needs");
	/* of another architecture, or with numbers of the x32 ABI */
	r = seccomp_attr_set(context, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
	if (r < 0)
		return context_error(err, r, "killing on other architectures");
	/* 2: a binary tree; a linear list costs each call, and each install, several times as much */
	r = seccomp_attr_set(context, SCMP_FLTATR_CTL_OPTIMIZE, 2);
	if (r < 0)
		return context_error(err, r, "filter as a binary tree");
	*ret = steal_ptr(&context);
	return 0;
}

static int context_add(scmp_filter_ctx context, const struct filter_rule *rule)
{
	struct scmp_arg_cmp compare[FILTER_ARGS];
	unsigned count = 0;

	for (unsigned i = 0; i < FILTER_ARGS; i++)
		if (rule->args[i].mask)
			compare[count++] =
				SCMP_CMP64(i, SCMP_CMP_MASKED_EQ, rule->args[i].mask, rule->args[i].value);
	return seccomp_rule_add_exact_array(context, rule->action, rule->syscall, count, compare);
}

static int context_fill(
	scmp_filter_ctx context, const char *name, const struct filter_rules *rules, struct err *err)
{
	for (size_t i = 0; i < rules->count; i++) {
		const struct filter_rule *rule = &rules->rules[i];
		int r;

		if (rule->syscall < 0 || rule->action == rules->otherwise)
			continue;
		r = context_add(context, rule);
		if (r < 0) {
			context_error(err, r, "adding the rule");
			return err_in(err, "%s:%u", name, rule->line);
		}
	}
	return 0;
}

void filter_set_self(struct filter *filter, uint32_t self)
{
	for (unsigned i = 0; i < filter->self_count; i++)
		filter->program[filter->selves[i]].k = self;
}

static int find_self(struct filter *filter, struct err *err)
{
	filter->self_count = 0;
	for (unsigned short at = 0; at < filter->length; at++) {
		const struct sock_filter *now = &filter->program[at];

		if (now->code != (BPF_JMP | BPF_JEQ | BPF_K) || now->k != FILTER_SELF)
			continue;
		if (filter->self_count == SELF_MAX)
			return err_set(err, -E2BIG, "SELF in more than %d places", SELF_MAX);
		filter->selves[filter->self_count++] = at;
	}
	return 0;
}

static int context_export(struct filter **ret, scmp_filter_ctx context, struct err *err)
{
	_cleanup_close_ int fd = memfd_create("filter", MFD_CLOEXEC);
	_cleanup_free_ struct filter *filter = NULL;
	struct stat stat;
	size_t size;
	int r;

	if (fd < 0)
		return err_errno(err, "memfd for the filter");
	r = seccomp_export_bpf(context, fd);
	if (r < 0)
		return context_error(err, r, "compiling");
	if (fstat(fd, &stat) < 0)
		return err_errno(err, "size of the filter");
	size = (size_t)stat.st_size;
	if (!size || size % sizeof(struct sock_filter) || size / sizeof(struct sock_filter) > BPF_MAXINSNS)
		return err_set(err, -E2BIG, "compiles to %zu bytes; the kernel takes %d instructions", size,
			BPF_MAXINSNS);
	filter = malloc(sizeof(*filter) + size);
	if (!filter)
		return err_nomem(err);
	if (pread(fd, filter->program, size, 0) != (ssize_t)size)
		return err_set(err, -EIO, "reading the compiled filter");
	filter->length = (unsigned short)(size / sizeof(struct sock_filter));
	r = find_self(filter, err);
	if (r < 0)
		return r;
	*ret = steal_ptr(&filter);
	return 0;
}

static int compile(
	struct filter **ret, const char *name, const char *text, size_t len, bool on_top, struct err *err)
{
	_cleanup_(filter_rules_release) struct filter_rules rules = { 0 };
	_cleanup_(context_releasep) scmp_filter_ctx context = NULL;
	int r;

	r = filter_parse(&rules, name, text, len, NULL, err);
	if (r)
		return r < 0 ? r : -EINVAL;
	if ((rules.otherwise == SECCOMP_RET_ALLOW) != on_top)
		return err_set(
			err, -EINVAL, "%s: the default must %s", name, on_top ? "be 'pass'" : "refuse");
	r = context_new(&context, rules.otherwise, err);
	if (r < 0)
		return err_in(err, "%s", name);
	r = context_fill(context, name, &rules, err);
	if (r < 0)
		return r;
	r = context_export(ret, context, err);
	if (r < 0)
		return err_in(err, "%s", name);
	return 0;
}

int filter_compile(struct filter **ret, const char *name, const char *text, size_t len, struct err *err)
{
	return compile(ret, name, text, len, false, err);
}

int filter_compile_on_top(
	struct filter **ret, const char *name, const char *text, size_t len, struct err *err)
{
	return compile(ret, name, text, len, true, err);
}

int filter_lint(const char *name, const char *text, size_t len, FILE *out)
{
	_cleanup_(filter_rules_release) struct filter_rules rules = { 0 };
	struct filter *filter = NULL;
	struct err err = { 0 };
	int problems = filter_parse(&rules, name, text, len, out, &err);

	if (problems > 0)
		return problems;
	if (problems == 0 && (filter_compile(&filter, name, text, len, &err) == 0 ||
				     filter_compile_on_top(&filter, name, text, len, &err) == 0)) {
		filter_free(filter);
		return 0;
	}
	fprintf(out, "%s\n", err.text);
	return 1;
}

int filter_install(const struct filter *filter, struct err *err)
{
	struct sock_fprog program = {
		.len = filter->length,
		.filter = (struct sock_filter *)(uintptr_t)filter->program,
	};

	if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) < 0)
		return err_errno(err, "installing the filter");
	return 0;
}

/* Loads that a filter may do: aligned words of seccomp_data. */
static bool load_word(const struct seccomp_data *data, uint32_t offset, uint32_t *ret)
{
	if (offset % sizeof(*ret) || offset > sizeof(*data) - sizeof(*ret))
		return false;
	memcpy(ret, (const char *)data + offset, sizeof(*ret));
	return true;
}

static bool jump_holds(uint16_t code, uint32_t accumulator, uint32_t operand)
{
	switch (BPF_OP(code)) {
	case BPF_JEQ:
		return accumulator == operand;
	case BPF_JGT:
		return accumulator > operand;
	case BPF_JGE:
		return accumulator >= operand;
	default:
		return accumulator & operand; /* BPF_JSET */
	}
}

/* Knows what libseccomp writes, and kills as the kernel would not: a test that meets it fails. */
uint32_t filter_evaluate(const struct filter *filter, const struct seccomp_data *data)
{
	uint32_t accumulator = 0;

	for (size_t at = 0; at < filter->length; at++) {
		const struct sock_filter *now = &filter->program[at];

		switch (now->code) {
		case BPF_LD | BPF_W | BPF_ABS:
			if (!load_word(data, now->k, &accumulator))
				return SECCOMP_RET_KILL_THREAD;
			break;
		case BPF_ALU | BPF_AND | BPF_K:
			accumulator &= now->k;
			break;
		case BPF_JMP | BPF_JA:
			at += now->k;
			break;
		case BPF_JMP | BPF_JEQ | BPF_K:
		case BPF_JMP | BPF_JGT | BPF_K:
		case BPF_JMP | BPF_JGE | BPF_K:
		case BPF_JMP | BPF_JSET | BPF_K:
			at += jump_holds(now->code, accumulator, now->k) ? now->jt : now->jf;
			break;
		case BPF_RET | BPF_K:
			return now->k;
		default:
			return SECCOMP_RET_KILL_THREAD;
		}
	}
	return SECCOMP_RET_KILL_THREAD;
}

size_t filter_length(const struct filter *filter)
{
	return filter->length;
}

void filter_free(struct filter *filter)
{
	free(filter);
}
