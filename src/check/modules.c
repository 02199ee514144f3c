#include "check_internal.h"

/* Which names stand for modules.
 *
 * Flow-insensitive and without scopes: a name, wherever it stands, is taken for every module that the program
 * ever gives it, by an import, an assignment, a loop, a default, a keyword. An attribute that is assigned
 * counts as a name. Calls are not followed. Each assignment is an edge from the names in its value to its
 * targets; sets only grow, and a set has at most SET_MAX + 1 states, so that resolving is linear. */

/* The tokenizer takes 200 brackets in each other, and a target has nothing else to be deep by. */
enum { NONE = UINT32_MAX, DEPTH_MAX = 64, BRACKETS_MAX = 512 };

struct binding {
	PyObject *name;
	Py_hash_t hash;
	struct module_set modules;
	uint32_t dependencies; /* head of a list, NONE at its end */
	bool bound;	       /* by the program itself, outside of class bodies */
	bool defined;	       /* by the program itself, anywhere, also as an attribute */
};

struct dependency {
	uint32_t edge, next;
};

struct edge {
	PyObject *targets; /* a node or a list of nodes, or a name */
	PyObject *value;   /* a node, a list of nodes, or an attribute's name */
	bool queued;
};

static uint32_t *find_slot(struct names *names, PyObject *name, Py_hash_t hash)
{
	size_t mask = names->slot_count - 1;

	for (size_t i = (size_t)hash & mask;; i = (i + 1) & mask) {
		uint32_t slot = names->slots[i];
		const struct binding *binding = slot ? &names->bindings[slot - 1] : NULL;

		if (!binding || binding->name == name ||
			(binding->hash == hash && PyUnicode_Compare(binding->name, name) == 0))
			return &names->slots[i];
	}
}

static int grow_slots(struct names *names)
{
	size_t wanted = names->slot_count ? names->slot_count * 2 : 64;
	uint32_t *slots = calloc(wanted, sizeof(*slots));

	if (!slots)
		return -ENOMEM;
	free(names->slots);
	names->slots = slots;
	names->slot_count = wanted;
	for (size_t i = 0; i < names->count; i++)
		*find_slot(names, names->bindings[i].name, names->bindings[i].hash) = (uint32_t)i + 1;
	return 0;
}

static struct binding *find(struct names *names, PyObject *name)
{
	uint32_t slot = names->slot_count ? *find_slot(names, name, PyObject_Hash(name)) : 0;

	return slot ? &names->bindings[slot - 1] : NULL;
}

static struct binding *make(struct names *names, PyObject *name)
{
	Py_hash_t hash = PyObject_Hash(name);
	uint32_t *slot;

	if (names->count * 2 >= names->slot_count && grow_slots(names) < 0)
		return NULL;
	slot = find_slot(names, name, hash);
	if (*slot)
		return &names->bindings[*slot - 1];
	if (policy_grow(&names->bindings, &names->allocated, names->count, sizeof(*names->bindings)) < 0)
		return NULL;
	names->bindings[names->count] = (struct binding){ .name = name, .hash = hash, .dependencies = NONE };
	*slot = (uint32_t)++names->count;
	return &names->bindings[*slot - 1];
}

static bool add(struct module_set *set, uint32_t module)
{
	if (!module)
		return false;
	for (unsigned i = 0; i < set->count; i++)
		if (set->modules[i] == module)
			return false;
	if (set->count == SET_MAX) {
		bool grew = !set->any;

		set->any = true;
		return grew;
	}
	set->modules[set->count++] = module;
	return true;
}

static bool add_all(struct module_set *set, const struct module_set *from)
{
	bool grew = from->any && !set->any;

	set->any |= from->any;
	for (unsigned i = 0; i < from->count; i++)
		grew |= add(set, from->modules[i]);
	return grew;
}

/* ---- what an expression stands for ---- */

struct look {
	struct walk *walk;
	struct module_set *set;
	uint32_t edge; /* the names on the way get this edge as a dependency; NONE: they do not */
};

static int look_at(struct look *look, PyObject *expression, unsigned depth);

static int depend(struct names *names, PyObject *name, uint32_t edge)
{
	struct binding *binding = make(names, name);

	if (!binding || policy_grow(&names->dependencies, &names->dependencies_allocated,
				names->dependency_count, sizeof(*names->dependencies)) < 0)
		return -ENOMEM;
	names->dependencies[names->dependency_count] =
		(struct dependency){ .edge = edge, .next = binding->dependencies };
	binding->dependencies = (uint32_t)names->dependency_count++;
	return 0;
}

static int look_at_stars(struct look *look, PyObject *name)
{
	const struct names *names = &look->walk->names;
	struct text text;
	int r = walk_text(look->walk, name, &text);

	if (r < 0)
		return r;
	for (unsigned i = 0; i < names->star_count; i++) {
		uint32_t to = policy_step(look->walk->policy, names->stars[i], text);

		if (to != names->stars[i])
			add(look->set, to);
	}
	return 0;
}

static int look_at_name(struct look *look, PyObject *name)
{
	struct binding *binding;
	int r = 0;

	if (!name || !PyUnicode_Check(name))
		return 0;
	if (look->edge != NONE)
		r = depend(&look->walk->names, name, look->edge);
	binding = r == 0 ? find(&look->walk->names, name) : NULL;
	if (binding)
		add_all(look->set, &binding->modules);
	if (r == 0 && (!binding || !binding->bound) && look->walk->names.star_count)
		r = look_at_stars(look, name);
	return r;
}

static int look_at_attribute(struct look *look, PyObject *attribute, unsigned depth)
{
	PyObject *value = grammar_field(attribute, 0), *name = grammar_field(attribute, 1);
	struct module_set before = { 0 };
	struct look inner = { look->walk, &before, look->edge };
	struct text text;
	int r;

	if (!value || !name || !PyUnicode_Check(name))
		return 0;
	r = look_at(&inner, value, depth + 1);
	if (r < 0)
		return r;
	if (before.count) {
		r = walk_text(look->walk, name, &text);
		if (r < 0)
			return r;
	}
	for (unsigned i = 0; i < before.count; i++)
		add(look->set, policy_step(look->walk->policy, before.modules[i], text));
	look->set->any |= before.any;
	return look_at_name(look, name);
}

static int look_at_list(struct look *look, PyObject *list, unsigned depth)
{
	int r = 0;

	if (!list || !PyList_CheckExact(list))
		return 0;
	for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list) && r == 0; i++)
		r = look_at(look, PyList_GET_ITEM(list, i), depth + 1);
	return r;
}

static int look_at_both(struct look *look, PyObject *a, PyObject *b, unsigned depth)
{
	int r = a ? look_at(look, a, depth + 1) : 0;

	return r == 0 && b ? look_at(look, b, depth + 1) : r;
}

static int look_at(struct look *look, PyObject *expression, unsigned depth)
{
	enum node_id id = grammar_id(expression);

	if (expression == look->walk->names.known) {
		add_all(look->set, &look->walk->names.known_set);
		return 0;
	}
	if (id != NODE_OTHER && depth > DEPTH_MAX) {
		look->set->any = true;
		return 0;
	}
	switch (id) {
	case NODE_NAME:
		return look_at_name(look, grammar_field(expression, 0));
	case NODE_ATTRIBUTE:
		return look_at_attribute(look, expression, depth);
	case NODE_DISPLAY:
	case NODE_BOOLOP:
		return look_at_list(look, grammar_field(expression, 0), depth);
	case NODE_DICT:
		return look_at_list(look, grammar_field(expression, 1), depth);
	case NODE_IFEXP:
		return look_at_both(look, grammar_field(expression, 1), grammar_field(expression, 2), depth);
	case NODE_NAMEDEXPR:
	case NODE_SUBSCRIPT:
	case NODE_STARRED:
	case NODE_COMPREHENSION_VALUE:
		return look_at_both(look, grammar_field(expression, 0), NULL, depth);
	case NODE_DICTCOMP:
		return look_at_both(look, grammar_field(expression, 1), NULL, depth);
	default:
		return 0;
	}
}

int names_modules(struct walk *walk, PyObject *expression, struct module_set *set)
{
	struct look look = { walk, set, NONE };

	*set = (struct module_set){ 0 };
	return expression ? look_at(&look, expression, 0) : 0;
}

int names_modules_kept(struct walk *walk, PyObject *expression, struct module_set *set)
{
	int r = names_modules(walk, expression, set);

	if (r == 0) {
		walk->names.known = expression;
		walk->names.known_set = *set;
	}
	return r;
}

/* ---- edges ---- */

static int enqueue(struct names *names, const struct binding *binding)
{
	for (uint32_t at = binding->dependencies; at != NONE; at = names->dependencies[at].next) {
		struct edge *edge = &names->edges[names->dependencies[at].edge];

		if (edge->queued)
			continue;
		if (policy_grow(&names->queue, &names->queue_allocated, names->queue_count,
			    sizeof(*names->queue)) < 0)
			return -ENOMEM;
		names->queue[names->queue_count++] = names->dependencies[at].edge;
		edge->queued = true;
	}
	return 0;
}

static int give_name(struct walk *walk, PyObject *name, const struct module_set *set)
{
	struct binding *binding;

	if (!name || !PyUnicode_Check(name))
		return 0;
	binding = make(&walk->names, name);
	if (!binding)
		return -ENOMEM;
	return add_all(&binding->modules, set) ? enqueue(&walk->names, binding) : 0;
}

static int give(struct walk *walk, PyObject *target, const struct module_set *set, unsigned depth);

/* Which part of a match's subject a name gets is not looked at: all may be any. */
static int give_pattern(struct walk *walk, PyObject *pattern, const struct module_set *set, unsigned depth)
{
	enum node_id id = grammar_id(pattern);
	/* where a pattern has names and patterns, by the fields of its type */
	static const struct {
		enum node_id id;
		int first, second;
	} places[] = {
		{ NODE_PATTERNS, 0, -1 },
		{ NODE_MATCHAS, 0, 1 },
		{ NODE_MATCHSTAR, 0, -1 },
		{ NODE_MATCHMAPPING, 1, 2 },
		{ NODE_MATCHCLASS, 1, 3 },
	};

	for (size_t i = 0; i < ELEMENTS(places); i++) {
		PyObject *first, *second;
		int r;

		if (places[i].id != id)
			continue;
		first = grammar_field(pattern, (size_t)places[i].first);
		second = places[i].second < 0 ? NULL : grammar_field(pattern, (size_t)places[i].second);
		r = first ? give(walk, first, set, depth + 1) : 0;
		return r == 0 && second ? give(walk, second, set, depth + 1) : r;
	}
	return 0;
}

static int give(struct walk *walk, PyObject *target, const struct module_set *set, unsigned depth)
{
	PyObject *list;
	int r = 0;

	while (grammar_id(target) == NODE_SUBSCRIPT || grammar_id(target) == NODE_STARRED)
		if (!(target = grammar_field(target, 0)))
			return 0;
	list = target;
	if (PyUnicode_Check(target))
		return give_name(walk, target, set);
	if (depth > BRACKETS_MAX)
		return 0;
	if (!PyList_CheckExact(target)) {
		switch (grammar_id(target)) {
		case NODE_NAME:
		case NODE_ARG:
			return give_name(walk, grammar_field(target, 0), set);
		case NODE_ATTRIBUTE:
			return give_name(walk, grammar_field(target, 1), set);
		case NODE_DISPLAY:
			list = grammar_field(target, 0);
			break;
		default:
			return give_pattern(walk, target, set, depth);
		}
	}
	for (Py_ssize_t i = 0; list && PyList_CheckExact(list) && i < PyList_GET_SIZE(list) && r == 0; i++)
		r = give(walk, PyList_GET_ITEM(list, i), set, depth + 1);
	return r;
}

static int follow(struct walk *walk, uint32_t number, bool first)
{
	struct edge edge = walk->names.edges[number];
	struct module_set set = { 0 };
	struct look look = { walk, &set, first ? number : NONE };
	int r;

	if (PyUnicode_Check(edge.value))
		r = look_at_name(&look, edge.value);
	else if (PyList_CheckExact(edge.value))
		r = look_at_list(&look, edge.value, 0);
	else
		r = look_at(&look, edge.value, 0);
	if (r == 0 && (set.count || set.any))
		r = give(walk, edge.targets, &set, 0);
	return r;
}

int names_assign(struct walk *walk, PyObject *targets, PyObject *value)
{
	struct names *names = &walk->names;
	size_t before = names->dependency_count;
	int r;

	if (!PyList_CheckExact(value) && !PyUnicode_Check(value) && grammar_id(value) == NODE_OTHER)
		return 0;
	if (policy_grow(&names->edges, &names->edges_allocated, names->edge_count, sizeof(*names->edges)) < 0)
		return -ENOMEM;
	names->edges[names->edge_count++] = (struct edge){ .targets = targets, .value = value };
	r = follow(walk, (uint32_t)names->edge_count - 1, true);
	if (r == 0 && names->dependency_count == before)
		names->edge_count--; /* no name on the way: nothing to wait for */
	return r;
}

int names_assign_name(struct walk *walk, PyObject *name, PyObject *value)
{
	return names_assign(walk, name, value);
}

int names_define(struct walk *walk, PyObject *name)
{
	struct binding *binding = make(&walk->names, name);

	if (!binding)
		return -ENOMEM;
	binding->defined = true;
	return 0;
}

int names_bind(struct walk *walk, PyObject *name)
{
	struct binding *binding = make(&walk->names, name);

	if (!binding)
		return -ENOMEM;
	binding->bound = binding->defined = true;
	return 0;
}

int names_bind_module(struct walk *walk, PyObject *name, uint32_t module)
{
	const struct module_set set = { .modules = { module }, .count = 1 };
	int r = names_bind(walk, name);

	if (!module)
		return r;
	walk->names.modules_seen = true;
	if (walk->policy->modules[module].flags & MODULE_FUNCTION)
		walk->names.functions_seen = true;
	return r == 0 ? give_name(walk, name, &set) : r;
}

int names_star(struct walk *walk, uint32_t module)
{
	struct names *names = &walk->names;

	if (walk->policy->modules[module].flags & MODULE_VIEW)
		return 0; /* brings nothing but what it lists */
	names->modules_seen = names->functions_seen = true;
	for (unsigned i = 0; i < names->star_count; i++)
		if (names->stars[i] == module)
			return 0;
	if (names->star_count < SET_MAX)
		names->stars[names->star_count++] = module;
	else
		names->stars_any = true;
	return 0;
}

/* Names of a star import are known only at the end: with one, every edge is followed once more. */
int names_resolve(struct walk *walk)
{
	struct names *names = &walk->names;
	int r = 0;

	for (uint32_t i = 0; names->star_count && i < names->edge_count && r == 0; i++)
		r = follow(walk, i, false);
	while (r == 0 && names->queue_count) {
		uint32_t edge = names->queue[--names->queue_count];

		names->edges[edge].queued = false;
		r = follow(walk, edge, false);
	}
	return r;
}

bool names_bound(struct walk *walk, PyObject *name)
{
	const struct binding *binding = find(&walk->names, name);

	return binding && binding->bound;
}

bool names_defined(struct walk *walk, PyObject *name)
{
	const struct binding *binding = find(&walk->names, name);

	return binding && binding->defined;
}

void names_release(struct names *names)
{
	free(names->bindings);
	free(names->slots);
	free(names->edges);
	free(names->dependencies);
	free(names->queue);
}
