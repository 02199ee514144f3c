#include "internal.h"

#include <arpa/inet.h>

static struct text text_of(const char *string)
{
	return (struct text){ string, strlen(string) };
}

static struct text trimmed(struct text text)
{
	while (text.len && text.data[0] == ' ') {
		text.data++;
		text.len--;
	}
	while (text.len && text.data[text.len - 1] == ' ')
		text.len--;
	return text;
}

/* Takes what stands before the next `separator` off `rest`. False once nothing is left. */
static bool next_part(struct text *rest, char separator, struct text *part)
{
	const char *end;
	size_t len;

	if (!rest->data)
		return false;
	end = memchr(rest->data, separator, rest->len);
	len = end ? (size_t)(end - rest->data) : rest->len;
	*part = (struct text){ rest->data, len };
	*rest = end ? (struct text){ end + 1, rest->len - len - 1 } : (struct text){ NULL, 0 };
	return true;
}

static bool all_of(struct text text, const char *allowed)
{
	for (size_t i = 0; i < text.len; i++) {
		if (!strchr(allowed, text.data[i]))
			return false;
	}
	return true;
}

static int take_name(char name[CONFIG_NAME_MAX], struct text text, struct err *err)
{
	text = trimmed(text);
	if (text.len == 0 || text.len >= CONFIG_NAME_MAX ||
		!all_of(text, "abcdefghijklmnopqrstuvwxyz0123456789_-"))
		return err_set(err, -EINVAL, "'%.*s' is no name: 1 to %d of a-z, 0-9, _ and -",
			(int)MIN(text.len, (size_t)64), text.data, CONFIG_NAME_MAX - 1);
	memcpy(name, text.data, text.len);
	name[text.len] = '\0';
	return 0;
}

static int take_module(char name[CONFIG_NAME_MAX], struct text text, struct err *err)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";

	if (text.len == 0 || text.len >= CONFIG_NAME_MAX || !all_of(text, letters) ||
		(text.data[0] >= '0' && text.data[0] <= '9'))
		return err_set(err, -EINVAL, "'%.*s' is no module that can be imported",
			(int)MIN(text.len, (size_t)64), text.data);
	memcpy(name, text.data, text.len);
	name[text.len] = '\0';
	return 0;
}

int value_name(struct config *config, const char *value, struct err *err)
{
	char name[CONFIG_NAME_MAX];

	return take_name(name, text_of(value), err);
}

int value_policies(struct config *config, const char *value, struct err *err)
{
	char names[CONFIG_POLICIES_MAX][CONFIG_NAME_MAX] = { 0 };
	struct text rest = text_of(value), part;
	unsigned count = 0;
	int r;

	while (next_part(&rest, ',', &part)) {
		if (count == CONFIG_POLICIES_MAX)
			return err_set(err, -E2BIG, "more than %d policies", CONFIG_POLICIES_MAX);
		r = take_name(names[count], part, err);
		if (r < 0)
			return r;
		for (unsigned i = 0; i < count; i++) {
			if (strcmp(names[i], names[count]) == 0)
				return err_set(err, -EINVAL, "'%s' stands there twice", names[count]);
		}
		count++;
	}
	memcpy(config->policy_names, names, sizeof(names));
	config->policy_count = count;
	return 0;
}

static int take_modules(struct set_config *set, struct text rest, struct err *err)
{
	struct text part;
	int r;

	while (next_part(&rest, ' ', &part)) {
		if (part.len == 0)
			continue;
		if (set->module_count == CONFIG_MODULES_MAX)
			return err_set(err, -E2BIG, "set '%s' has more than %d modules", set->name,
				CONFIG_MODULES_MAX);
		r = take_module(set->modules[set->module_count], part, err);
		if (r < 0)
			return r;
		for (unsigned i = 0; i < set->module_count; i++) {
			if (strcmp(set->modules[i], set->modules[set->module_count]) == 0)
				return err_set(err, -EINVAL, "set '%s' names '%s' twice", set->name,
					set->modules[i]);
		}
		set->module_count++;
	}
	return 0;
}

/* "NAME" or "NAME: MODULE MODULE" */
static int take_set(struct set_config *set, struct text text, struct err *err)
{
	struct text rest = text, name;
	int r;

	next_part(&rest, ':', &name);
	r = take_name(set->name, name, err);
	if (r < 0)
		return r;
	return take_modules(set, rest, err);
}

int value_sets(struct config *config, const char *value, struct err *err)
{
	struct set_config sets[CONFIG_SETS_MAX] = { 0 };
	struct text rest = text_of(value), part;
	unsigned count = 0;
	int r;

	while (next_part(&rest, ';', &part)) {
		if (count == CONFIG_SETS_MAX)
			return err_set(err, -E2BIG, "more than %d sets", CONFIG_SETS_MAX);
		r = take_set(&sets[count], part, err);
		if (r < 0)
			return r;
		if (count == 0 && sets[0].module_count)
			return err_set(
				err, -EINVAL, "the first set, '%s', must have no modules", sets[0].name);
		if (count > 0 && !sets[count].module_count)
			return err_set(err, -EINVAL, "set '%s' has no modules", sets[count].name);
		for (unsigned i = 0; i < count; i++) {
			if (strcmp(sets[i].name, sets[count].name) == 0)
				return err_set(err, -EINVAL, "set '%s' stands there twice", sets[i].name);
		}
		count++;
	}
	memcpy(config->set_list, sets, sizeof(sets));
	config->set_count = count;
	return 0;
}

static bool is_port(const char *text)
{
	const size_t digits = strspn(text, "0123456789");
	unsigned port = 0;

	if (digits == 0 || digits > 5 || text[digits] != '\0')
		return false;
	for (size_t i = 0; i < digits; i++)
		port = port * 10 + (unsigned)(text[i] - '0');
	return port <= 65535;
}

/* Numeric only: a name would be looked up at a moment when there is neither network nor time for it. */
int value_listen(struct config *config, const char *value, struct err *err)
{
	const bool six = value[0] == '[';
	const char *host = six ? value + 1 : value;
	const char *end = six ? strstr(host, "]:") : strchr(host, ':');
	char text[INET6_ADDRSTRLEN], address[sizeof(struct in6_addr)];
	size_t len = end ? (size_t)(end - host) : 0;

	if (!end || len >= sizeof(text) || !is_port(end + (six ? 2 : 1)))
		return err_set(err, -EINVAL, "'%.128s' is not ADDRESS:PORT", value);
	memcpy(text, host, len);
	text[len] = '\0';
	if (inet_pton(six ? AF_INET6 : AF_INET, text, address) != 1)
		return err_set(err, -EINVAL, "'%s' is not a numeric IPv%d address", text, six ? 6 : 4);
	return 0;
}

static bool is_origin(struct text text)
{
	static const char *const schemes[] = { "http://", "https://" };

	for (size_t i = 0; i < ELEMENTS(schemes); i++) {
		const size_t len = strlen(schemes[i]);

		if (text.len > len && memcmp(text.data, schemes[i], len) == 0)
			return !memchr(text.data + len, '/', text.len - len) &&
			       !memchr(text.data, '*', text.len) && !memchr(text.data, ',', text.len);
	}
	return false;
}

int value_origins(struct config *config, const char *value, struct err *err)
{
	struct text rest = text_of(value), part;

	if (strcmp(value, "*") == 0)
		return 0;
	while (next_part(&rest, ' ', &part)) {
		if (part.len && !is_origin(part))
			return err_set(err, -EINVAL, "'%.*s' is no origin like https://example.org",
				(int)MIN(part.len, (size_t)128), part.data);
	}
	return 0;
}

/* Absolute and without "..": the processes that use it have other working folders and roots. */
static int check_path(struct text path, struct err *err)
{
	struct text rest = path, part;

	if (path.len == 0 || path.data[0] != '/')
		return err_set(err, -EINVAL, "'%.*s' is not an absolute path",
			(int)MIN(path.len, (size_t)256), path.data);
	while (next_part(&rest, '/', &part)) {
		if (part.len == 2 && memcmp(part.data, "..", 2) == 0)
			return err_set(err, -EINVAL, "'%.*s' has '..' in it", (int)MIN(path.len, (size_t)256),
				path.data);
	}
	return 0;
}

int value_path(struct config *config, const char *value, struct err *err)
{
	return check_path(text_of(value), err);
}

int value_path_or_empty(struct config *config, const char *value, struct err *err)
{
	return value[0] ? check_path(text_of(value), err) : 0;
}

int value_cgroups(struct config *config, const char *value, struct err *err)
{
	if (strcmp(value, "auto") == 0 || strcmp(value, "none") == 0)
		return 0;
	if (check_path(text_of(value), NULL) < 0)
		return err_set(err, -EINVAL, "'%.256s' is neither auto nor none nor an absolute path", value);
	return 0;
}

int value_paths(struct config *config, const char *value, struct err *err)
{
	struct text rest = text_of(value), part;
	int r;

	while (next_part(&rest, ':', &part)) {
		r = check_path(part, err);
		if (r < 0)
			return r;
	}
	return 0;
}
