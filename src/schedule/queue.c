#include "internal.h"

/* Clients stand in a ring as long as they have programs waiting or running; it is their turn one after the other, and
 * new ones come last: no stream of them keeps another waiting. */
static struct client *find_client(struct queue *queue, const char *name)
{
	struct client *client = queue->last;

	if (!client)
		return NULL;
	do {
		if (strcmp(client->name, name) == 0)
			return client;
		client = client->next;
	} while (client != queue->last);
	return NULL;
}

static struct client *add_client(struct queue *queue, const char *name, bool front)
{
	struct client *client = calloc(1, sizeof(*client));

	if (!client)
		return NULL;
	snprintf(client->name, sizeof(client->name), "%s", name);
	client->next = client;
	if (queue->last) {
		client->next = queue->last->next;
		queue->last->next = client;
	}
	if (!queue->last || !front)
		queue->last = client;
	return client;
}

static void forget_if_idle(struct queue *queue, struct client *client)
{
	struct client *before = client;

	if (client->running || client->waiting)
		return;
	while (before->next != client)
		before = before->next;
	before->next = client->next;
	if (queue->last == client)
		queue->last = before == client ? NULL : before;
	free(client);
}

int queue_add(struct queue *queue, struct ticket *ticket, bool front)
{
	struct client *client;

	if (!front && queue->waiting >= queue->max)
		return -ENOBUFS;
	client = find_client(queue, ticket->request->client);
	if (!client)
		client = add_client(queue, ticket->request->client, front);
	if (!client)
		return -ENOMEM;
	if (front) {
		ticket->next = client->first;
		client->first = ticket;
		if (!client->last)
			client->last = ticket;
	} else {
		ticket->next = NULL;
		if (client->last)
			client->last->next = ticket;
		else
			client->first = ticket;
		client->last = ticket;
	}
	ticket->client = client;
	client->waiting++;
	queue->waiting++;
	return 0;
}

static void unlink_ticket(struct queue *queue, struct ticket *ticket)
{
	struct client *client = ticket->client;
	struct ticket *before = NULL;

	for (struct ticket *t = client->first; t != ticket; t = t->next)
		before = t;
	if (before)
		before->next = ticket->next;
	else
		client->first = ticket->next;
	if (client->last == ticket)
		client->last = before;
	ticket->next = NULL;
	client->waiting--;
	queue->waiting--;
}

void queue_remove(struct queue *queue, struct ticket *ticket)
{
	struct client *client = ticket->client;

	unlink_ticket(queue, ticket);
	ticket->client = NULL;
	forget_if_idle(queue, client);
}

static bool others_wait(const struct queue *queue, const struct client *client)
{
	return queue->waiting > client->waiting;
}

struct ticket *queue_take(
	struct queue *queue, unsigned share, bool (*fits)(void *user, struct ticket *ticket), void *user)
{
	struct client *before = queue->last;

	if (!queue->waiting)
		return NULL;
	do {
		struct client *client = before->next;
		bool held_back = client->running >= share && others_wait(queue, client);

		for (struct ticket *t = held_back ? NULL : client->first; t; t = t->next) {
			if (!fits(user, t))
				continue;
			unlink_ticket(queue, t);
			client->running++;
			queue->last = client;
			return t;
		}
		before = client;
	} while (before != queue->last);
	return NULL;
}

void queue_ended(struct queue *queue, struct ticket *ticket)
{
	struct client *client = ticket->client;

	if (!client)
		return;
	ticket->client = NULL;
	client->running--;
	forget_if_idle(queue, client);
}

void queue_each(struct queue *queue, void (*each)(void *user, struct ticket *ticket), void *user)
{
	struct client *client = queue->last, *next;
	unsigned clients = 0;

	for (next = client; next && (next != client || !clients); next = next->next)
		clients++;
	if (clients)
		client = client->next;
	while (clients--) {
		next = client->next;
		for (struct ticket *t = client->first, *following; t; t = following) {
			following = t->next;
			each(user, t); /* with its last ticket the client may go */
		}
		client = next;
	}
}
