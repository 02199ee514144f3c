/* Who waits, and whose turn it is. */
#include "testing.h"

#include "schedule/internal.h"

enum { SHARE = 2, MANY = 64 };

/* A ticket and its request, in one piece. */
struct waiting {
	struct ticket ticket;
	struct request request;
};

static struct waiting *new_waiting(const char *client, uint32_t kind)
{
	struct waiting *waiting = calloc(1, sizeof(*waiting));

	assert_non_null(waiting);
	snprintf(waiting->request.client, sizeof(waiting->request.client), "%s", client);
	waiting->ticket.request = &waiting->request;
	waiting->ticket.libraries = kind;
	return waiting;
}

static struct ticket *add(struct queue *queue, const char *client)
{
	struct waiting *waiting = new_waiting(client, 1);

	assert_int_equal(queue_add(queue, &waiting->ticket, false), 0);
	return &waiting->ticket;
}

/* Tickets whose kind is among `*user`. */
static bool is_of_kind(void *user, struct ticket *ticket)
{
	return ticket->libraries & *(const uint32_t *)user;
}

static struct ticket *take(struct queue *queue)
{
	uint32_t any = ~UINT32_C(0);

	return queue_take(queue, SHARE, is_of_kind, &any);
}

static void end(struct queue *queue, struct ticket *ticket)
{
	queue_ended(queue, ticket);
	free(ticket);
}

/* Takes what the next one whose turn it is has, and ends it. */
static void expect(struct queue *queue, const char *client)
{
	struct ticket *ticket = take(queue);

	assert_non_null(ticket);
	assert_string_equal(ticket->request->client, client);
	end(queue, ticket);
}

static void expect_nobody(struct queue *queue)
{
	assert_null(take(queue));
	assert_null(queue->last);
	assert_int_equal(queue->waiting, 0);
}

static void test_an_empty_queue(void **state)
{
	struct queue queue = { .max = 3 };

	expect_nobody(&queue);
	queue_each(&queue, NULL, NULL);
}

static void test_one_client_is_served_in_order(void **state)
{
	struct queue queue = { .max = 3 };
	struct ticket *first = add(&queue, "a"), *second = add(&queue, "a"), *third = add(&queue, "a");

	assert_ptr_equal(take(&queue), first);
	assert_ptr_equal(take(&queue), second);
	assert_ptr_equal(take(&queue), third); /* over its share, but nobody else waits */
	end(&queue, second);
	end(&queue, first);
	end(&queue, third);
	expect_nobody(&queue);
}

static void test_clients_take_turns(void **state)
{
	struct queue queue = { .max = 10 };

	for (int i = 0; i < 3; i++)
		add(&queue, "a");
	add(&queue, "b");
	add(&queue, "c");
	add(&queue, "b");
	expect(&queue, "a");
	expect(&queue, "b");
	expect(&queue, "c");
	expect(&queue, "a");
	expect(&queue, "b");
	expect(&queue, "a");
	expect_nobody(&queue);
}

static void test_a_full_queue_refuses(void **state)
{
	struct queue queue = { .max = 2 };
	struct waiting *late = new_waiting("new", 1);
	struct ticket *running;

	add(&queue, "a");
	add(&queue, "b");
	assert_int_equal(queue_add(&queue, &late->ticket, false), -ENOBUFS);
	assert_null(late->ticket.client);
	running = take(&queue); /* what runs does not wait */
	assert_int_equal(queue_add(&queue, &late->ticket, false), 0);
	queue_ended(&queue, running);
	assert_int_equal(queue_add(&queue, running, true), 0); /* a failure of ours: full or not */
	assert_int_equal(queue.waiting, 3);
	expect(&queue, "a");
	expect(&queue, "b");
	expect(&queue, "new");
	expect_nobody(&queue);
}

static void test_a_queue_of_no_length(void **state)
{
	struct queue queue = { .max = 0 };
	struct waiting *waiting = new_waiting("a", 1);

	assert_int_equal(queue_add(&queue, &waiting->ticket, false), -ENOBUFS);
	assert_int_equal(queue_add(&queue, &waiting->ticket, true), 0);
	expect(&queue, "a");
	expect_nobody(&queue);
}

static void test_half_of_the_slots_while_others_wait(void **state)
{
	struct queue queue = { .max = 10 };
	struct ticket *greedy[SHARE], *other, *more;
	uint32_t none = 0, any = 1;

	for (unsigned i = 0; i < SHARE + 1; i++)
		add(&queue, "greedy");
	for (unsigned i = 0; i < SHARE; i++)
		greedy[i] = take(&queue);
	other = add(&queue, "other");
	assert_null(queue_take(&queue, SHARE, is_of_kind, &none)); /* other's cell is not there yet */
	assert_ptr_equal(take(&queue), other);
	more = take(&queue); /* nobody else waits any more */
	assert_string_equal(more->request->client, "greedy");
	add(&queue, "greedy");
	other->libraries = 2;
	queue_ended(&queue, other);
	assert_int_equal(queue_add(&queue, other, false), 0);
	assert_null(
		queue_take(&queue, SHARE, is_of_kind, &any)); /* the slot is kept for the one that waits */
	end(&queue, greedy[0]);
	end(&queue, greedy[1]);
	assert_non_null(greedy[0] = queue_take(&queue, SHARE, is_of_kind, &any)); /* below its share again */
	end(&queue, greedy[0]);
	end(&queue, more);
	expect(&queue, "other");
	expect_nobody(&queue);
}

static void test_what_came_back_is_the_first(void **state)
{
	struct queue queue = { .max = 10 };
	struct ticket *lost = add(&queue, "a");

	add(&queue, "a");
	add(&queue, "b");
	assert_ptr_equal(take(&queue), lost);
	queue_ended(&queue, lost);
	assert_int_equal(queue_add(&queue, lost, true), 0);
	expect(&queue, "b"); /* a's other one kept a in its place: it is b's turn */
	assert_ptr_equal(take(&queue), lost);
	end(&queue, lost);
	expect(&queue, "a");
	expect_nobody(&queue);
}

static void test_who_comes_back_alone_is_the_first_of_all(void **state)
{
	struct queue queue = { .max = 10 };
	struct ticket *lost = add(&queue, "a");

	add(&queue, "b");
	add(&queue, "c");
	assert_ptr_equal(take(&queue), lost);
	queue_ended(&queue, lost);
	assert_int_equal(queue_add(&queue, lost, true), 0);
	expect(&queue, "a");
	expect(&queue, "b");
	expect(&queue, "c");
	expect_nobody(&queue);
}

static void test_no_stream_of_newcomers_keeps_another_waiting(void **state)
{
	struct queue queue = { .max = MANY };
	struct ticket *old;
	unsigned before = 0;
	char name[16];

	add(&queue, "x");
	add(&queue, "y");
	old = add(&queue, "old");
	for (;;) {
		struct ticket *ticket;

		snprintf(name, sizeof(name), "new %u", before);
		add(&queue, name);
		ticket = take(&queue);
		if (ticket == old)
			break;
		end(&queue, ticket);
		assert_true(++before < MANY);
	}
	assert_int_equal(before, 2);
	end(&queue, old);
	for (unsigned i = 0; i < 3; i++) {
		snprintf(name, sizeof(name), "new %u", i);
		expect(&queue, name);
	}
	expect_nobody(&queue);
}

static void test_clients_vanish(void **state)
{
	struct queue queue = { .max = 10 };
	struct ticket *a[3], *b;

	for (int i = 0; i < 3; i++)
		a[i] = add(&queue, "a");
	b = add(&queue, "b");
	queue_remove(&queue, a[1]); /* the middle, the end, the beginning */
	queue_remove(&queue, a[2]);
	assert_ptr_equal(a[0]->client->last, a[0]);
	assert_null(a[1]->client);
	queue_remove(&queue, a[0]);
	assert_int_equal(queue.waiting, 1);
	assert_ptr_equal(queue.last, b->client);
	assert_ptr_equal(take(&queue), b);
	end(&queue, b);
	expect_nobody(&queue);
	for (int i = 0; i < 3; i++)
		free(a[i]);
}

static void remove_if_marked(void *user, struct ticket *ticket)
{
	struct queue *queue = user;

	if (ticket->attempts++)
		return;
	if (ticket->libraries & 2) {
		queue_remove(queue, ticket);
		free(ticket);
	}
}

static void test_each_may_remove_what_it_sees(void **state)
{
	for (unsigned marks = 0; marks < 1U << 6; marks++) {
		static const char *const clients[] = { "a", "b", "a", "c", "c", "b" };
		struct queue queue = { .max = 10 };
		unsigned left = 0;
		struct ticket *ticket;

		for (unsigned i = 0; i < ELEMENTS(clients); i++)
			add(&queue, clients[i])->libraries = 1 + (marks >> i & 1) * 2;
		queue_each(&queue, remove_if_marked, &queue);
		assert_int_equal(queue.waiting, 6 - __builtin_popcount(marks));
		while ((ticket = take(&queue))) {
			assert_int_equal(ticket->attempts, 1); /* seen, and once */
			assert_int_equal(ticket->libraries, 1);
			end(&queue, ticket);
			left++;
		}
		assert_int_equal(left, 6 - __builtin_popcount(marks));
		expect_nobody(&queue);
	}
}

static void test_names_as_long_as_they_come(void **state)
{
	struct queue queue = { .max = 10 };
	char name[sizeof(((struct request *)NULL)->client)];

	memset(name, 'n', sizeof(name));
	name[sizeof(name) - 1] = '\0';
	add(&queue, name);
	add(&queue, name);
	name[sizeof(name) - 2] = 'm';
	add(&queue, name);
	assert_int_equal(queue.last->next->waiting, 2);
	assert_int_equal(queue.last->waiting, 1);
	for (int i = 0; i < 3; i++)
		end(&queue, take(&queue));
	expect_nobody(&queue);
}

/* --- against a model ----------------------------------------------------------------------------------------- */

/* The same rules on plain lists: whose turn is first stands first. */
struct model_client {
	char name[CLIENT_MAX];
	struct ticket *tickets[MANY];
	unsigned waiting, running;
};

struct model {
	struct model_client clients[8];
	unsigned count;
};

static void model_erase(struct model *model, unsigned at)
{
	memmove(&model->clients[at], &model->clients[at + 1],
		(--model->count - at) * sizeof(model->clients[0]));
}

static unsigned model_find(const struct model *model, const char *name)
{
	unsigned i = 0;

	while (i < model->count && strcmp(model->clients[i].name, name) != 0)
		i++;
	return i;
}

static void model_add(struct model *model, struct ticket *ticket, bool front)
{
	unsigned at = model_find(model, ticket->request->client);
	struct model_client *client;

	if (at == model->count) {
		at = front ? 0 : at;
		memmove(&model->clients[at + 1], &model->clients[at],
			(model->count++ - at) * sizeof(model->clients[0]));
		model->clients[at] = (struct model_client){ .waiting = 0 };
		snprintf(model->clients[at].name, sizeof(model->clients[at].name), "%s",
			ticket->request->client);
	}
	client = &model->clients[at];
	if (front)
		memmove(client->tickets + 1, client->tickets, client->waiting * sizeof(client->tickets[0]));
	client->tickets[front ? 0 : client->waiting] = ticket;
	client->waiting++;
}

static void model_drop(struct model_client *client, struct ticket *ticket)
{
	unsigned i = 0;

	while (client->tickets[i] != ticket)
		i++;
	memmove(client->tickets + i, client->tickets + i + 1,
		(--client->waiting - i) * sizeof(client->tickets[0]));
}

static void model_forget(struct model *model, unsigned at)
{
	if (!model->clients[at].waiting && !model->clients[at].running)
		model_erase(model, at);
}

static unsigned model_waiting(const struct model *model)
{
	unsigned sum = 0;

	for (unsigned i = 0; i < model->count; i++)
		sum += model->clients[i].waiting;
	return sum;
}

static struct ticket *model_take(struct model *model, unsigned share, uint32_t kinds)
{
	for (unsigned c = 0; c < model->count; c++) {
		struct model_client served = model->clients[c];

		if (served.running >= share && model_waiting(model) > served.waiting)
			continue;
		for (unsigned i = 0; i < served.waiting; i++) {
			struct ticket *ticket = served.tickets[i];

			if (!(ticket->libraries & kinds))
				continue;
			model_drop(&served, ticket);
			served.running++;
			/* those before it wait for the next round, and so does it */
			for (unsigned turned = 0; turned <= c; turned++) {
				struct model_client first = model->clients[0];

				model_erase(model, 0);
				model->clients[model->count++] = turned == c ? served : first;
			}
			return ticket;
		}
	}
	return NULL;
}

static uint32_t next_random(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

struct world {
	struct queue queue;
	struct model model;
	struct ticket *waiting[MANY], *running[MANY];
	unsigned waiting_count, running_count;
	uint32_t seed;
};

static struct ticket *pick(struct world *world, struct ticket **list, unsigned *count)
{
	unsigned at = next_random(&world->seed) % *count;
	struct ticket *ticket = list[at];

	list[at] = list[--*count];
	return ticket;
}

static void step_add(struct world *world)
{
	char name[4] = { (char)('a' + next_random(&world->seed) % 7) };
	struct waiting *waiting = new_waiting(name, 1U << next_random(&world->seed) % 3);
	int r = queue_add(&world->queue, &waiting->ticket, false);

	assert_int_equal(r, world->waiting_count < world->queue.max ? 0 : -ENOBUFS);
	if (r < 0) {
		free(waiting);
		return;
	}
	model_add(&world->model, &waiting->ticket, false);
	world->waiting[world->waiting_count++] = &waiting->ticket;
}

static void step_take(struct world *world)
{
	uint32_t kinds = next_random(&world->seed) % 8;
	struct ticket *ticket = queue_take(&world->queue, SHARE, is_of_kind, &kinds);

	assert_ptr_equal(ticket, model_take(&world->model, SHARE, kinds));
	if (!ticket)
		return;
	for (unsigned i = 0; i < world->waiting_count; i++) {
		if (world->waiting[i] == ticket)
			world->waiting[i--] = world->waiting[--world->waiting_count];
	}
	world->running[world->running_count++] = ticket;
}

static void step_remove(struct world *world)
{
	struct ticket *ticket = pick(world, world->waiting, &world->waiting_count);
	unsigned at = model_find(&world->model, ticket->request->client);

	queue_remove(&world->queue, ticket);
	model_drop(&world->model.clients[at], ticket);
	model_forget(&world->model, at);
	free(ticket);
}

static void step_end(struct world *world, bool again)
{
	struct ticket *ticket = pick(world, world->running, &world->running_count);
	unsigned at = model_find(&world->model, ticket->request->client);

	queue_ended(&world->queue, ticket);
	world->model.clients[at].running--;
	model_forget(&world->model, at);
	if (!again) {
		free(ticket);
		return;
	}
	assert_int_equal(queue_add(&world->queue, ticket, true), 0);
	model_add(&world->model, ticket, true);
	world->waiting[world->waiting_count++] = ticket;
}

static void step(struct world *world)
{
	const unsigned what = next_random(&world->seed) % 16;

	if (what < 6)
		step_add(world);
	else if (what < 11 && world->running_count < MANY / 4)
		step_take(world);
	else if (what < 12 && world->waiting_count)
		step_remove(world);
	else if (world->running_count)
		step_end(world, what == 15 && world->waiting_count < MANY - 1);
	assert_int_equal(world->queue.waiting, world->waiting_count);
	assert_int_equal(model_waiting(&world->model), world->waiting_count);
}

static void test_like_the_model(void **state)
{
	for (uint32_t seed = 1; seed <= 20; seed++) {
		struct world *world = calloc(1, sizeof(*world));

		world->seed = seed * 2654435761U;
		world->queue.max = seed % 2 ? 5 : MANY / 2;
		for (int i = 0; i < 5000; i++)
			step(world);
		while (world->waiting_count)
			step_remove(world);
		while (world->running_count)
			step_end(world, false);
		assert_null(world->queue.last);
		free(world);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_empty_queue),
		cmocka_unit_test(test_one_client_is_served_in_order),
		cmocka_unit_test(test_clients_take_turns),
		cmocka_unit_test(test_a_full_queue_refuses),
		cmocka_unit_test(test_a_queue_of_no_length),
		cmocka_unit_test(test_half_of_the_slots_while_others_wait),
		cmocka_unit_test(test_what_came_back_is_the_first),
		cmocka_unit_test(test_who_comes_back_alone_is_the_first_of_all),
		cmocka_unit_test(test_no_stream_of_newcomers_keeps_another_waiting),
		cmocka_unit_test(test_clients_vanish),
		cmocka_unit_test(test_each_may_remove_what_it_sees),
		cmocka_unit_test(test_names_as_long_as_they_come),
		cmocka_unit_test(test_like_the_model),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
