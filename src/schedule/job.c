#include "internal.h"

/* The next `room` bytes, or fewer, of program and input. */
static unsigned next_pieces(const struct cell *cell, size_t room, struct text pieces[2])
{
	const struct request *request = cell->ticket->request;
	const size_t code_sent = MIN(cell->job_sent, request->code_len),
		     input_sent = cell->job_sent - code_sent;
	const size_t code = MIN(request->code_len - code_sent, room);
	const size_t input = MIN(request->input_len - input_sent, room - code);

	pieces[0] = (struct text){ request->code + code_sent, code };
	pieces[1] = (struct text){ input ? request->input + input_sent : NULL, input };
	return input ? 2 : 1;
}

bool job_is_sent(const struct cell *cell)
{
	const struct request *request = cell->ticket->request;

	return cell->job_sent == request->code_len + request->input_len;
}

/* One that has died says so through its zygote. */
static int not_gone(int r)
{
	return r == -EPIPE || r == -ECONNRESET ? 0 : r;
}

int job_send_more(struct cell *cell, struct err *err)
{
	while (!job_is_sent(cell)) {
		struct text pieces[2];
		const unsigned count = next_pieces(cell, FRAME_BODY_MAX, pieces);
		int r = frame_send_pieces(cell->ends[SPAWN_CHANNEL], CELL_JOB_MORE, pieces, count, err);

		if (r == -EAGAIN)
			return watch_room(cell, true, err);
		if (r < 0)
			return not_gone(r);
		cell->job_sent += pieces[0].len + pieces[1].len;
	}
	return watch_room(cell, false, err);
}

int job_send(struct cell *cell, struct err *err)
{
	const struct request *request = cell->ticket->request;
	const struct wire_job job = {
		.code_len = (uint32_t)request->code_len,
		.input_len = (uint32_t)request->input_len,
		.timeout_s = request->timeout_s,
		.memory_mb = request->memory_mb,
		.policy = request->policy,
		/* What it asked for already has been weighed: each move adds to that, so this ends. */
		.elsewhere = pool_elsewhere(cell) & ~cell->ticket->libraries,
		.has_input = request->has_input,
		.auto_print = request->auto_print,
		.check_only = request->check_only,
		.cgroup_memory = cell->files.memory_limit >= 0,
	};
	struct text pieces[3] = { { (const char *)&job, sizeof(job) } };
	unsigned count;
	int r;

	cell->job_sent = 0;
	if (cell->ends[SPAWN_CHANNEL] < 0)
		return err_set(err, -EPIPE, "the cell has closed its channel");
	count = 1 + next_pieces(cell, FRAME_BODY_MAX - sizeof(job), pieces + 1);
	r = frame_send_pieces(cell->ends[SPAWN_CHANNEL], CELL_JOB, pieces, count, err);
	if (r < 0)
		return r;
	cell->job_sent = pieces[1].len + pieces[2].len;
	return job_is_sent(cell) ? 0 : job_send_more(cell, err);
}
