/* config/internal.h: what the files of this room share. */
#pragma once

#include "base/cleanup.h"
#include "config.h"

enum { SETTINGS_MAX = 64, SETTING_CHOICES_MAX = 4, SETTING_VALUE_MAX = 4096, CONFIG_FILE_MAX = 64 * 1024 };

enum setting_type { SETTING_BOOL, SETTING_UINT, SETTING_STRING, SETTING_CHOICE };

/* One row of the table. The default is text and takes the same way as any other value. */
struct setting {
	const char *group; /* heading of --help where a new group begins, else NULL */
	const char *key;
	enum setting_type type;
	size_t offset; /* into struct config: bool, unsigned or char * */
	const char *initial;
	unsigned min, max; /* SETTING_UINT */
	const char *unit;  /* "MB", "seconds"; NULL where it is a plain number */
	const char *choices[SETTING_CHOICES_MAX + 1];
	/* Further demands on a string; may take it apart into other fields of `config`. */
	int (*parse)(struct config *config, const char *value, struct err *err);
	const char *help;
};

/* Ends with a row whose key is NULL. */
extern const struct setting settings[];

/* NULL: there is none of that name. */
const struct setting *setting_find(struct text key);

/* Checks `value` and stores it. On failure the words say what is wrong with the value, not where it stood. */
int setting_assign(const struct setting *setting, struct config *config, const char *value, struct err *err)
	must_check;

/* "0 to 4096", "1 to 300 seconds", "auto, full"; empty for strings. */
void setting_describe_range(const struct setting *setting, char *text, size_t size);

/* The lines of a configuration file; `name` stands in messages. */
int file_parse(struct config *config, struct text content, const char *name, struct err *err) must_check;
int file_load(struct config *config, const char *path, struct err *err) must_check;

/* Values with a form of their own, for the rows of the table. */
int value_listen(struct config *config, const char *value, struct err *err) must_check;
int value_origins(struct config *config, const char *value, struct err *err) must_check;
int value_name(struct config *config, const char *value, struct err *err) must_check;
int value_policies(struct config *config, const char *value, struct err *err) must_check;
int value_sets(struct config *config, const char *value, struct err *err) must_check;
int value_cgroups(struct config *config, const char *value, struct err *err) must_check;
int value_path(struct config *config, const char *value, struct err *err) must_check; /* absolute */
int value_path_or_empty(struct config *config, const char *value, struct err *err) must_check;
int value_paths(struct config *config, const char *value, struct err *err) must_check; /* with colons */
