#include "api_internal.h"

#include "base/log.h"

/* A request in the scheduler's hands is known there by its struct http_request, here by its ticket. */

static void reply_outcome(struct http_request *request, const struct result *result)
{
	switch (result->outcome) {
	case OUTCOME_BUSY:
		reply_busy(request, 503, result->retry_after_s,
			"Too many programs are waiting, try again later");
		break;
	case OUTCOME_EXPIRED:
		reply_busy(request, 503, result->retry_after_s,
			"The program waited longer than its timeout and was not run, try again later");
		break;
	case OUTCOME_DRAINING:
		reply_busy(
			request, 503, result->retry_after_s, "The service is shutting down, try again later");
		break;
	case OUTCOME_LOST:
		reply_busy(request, 503, result->retry_after_s,
			"The service failed while it ran the program, try again later");
		break;
	default:
		reply_detail(request, 500, "The service could not run the program");
		break;
	}
}

static void on_verdict(void *user, struct result *result)
{
	_cleanup_(verdict_freep) struct verdict *verdict = result->verdict;
	struct http_request *request = user;
	/* A control character is one byte of output and six of JSON. */
	_cleanup_(buf_release) struct buf out = BUF_INIT(SIZE_MAX / 2);

	if (result->outcome == OUTCOME_VERDICT)
		reply_json(request, 200, &out, write_verdict(&out, verdict), NULL, 0);
	else
		reply_outcome(request, result);
}

static void on_check(void *user, struct result *result)
{
	_cleanup_(verdict_freep) struct verdict *verdict = result->verdict;
	struct http_request *request = user;
	_cleanup_(buf_release) struct buf out = BUF_INIT(PROBLEMS_MAX);

	if (result->outcome == OUTCOME_VERDICT)
		reply_json(request, 200, &out, write_violations(&out, verdict), NULL, 0);
	else
		reply_outcome(request, result);
}

static void refuse_without_memory(struct http_request *request)
{
	log_error("out of memory: a request is refused");
	reply_busy(request, 503, 1, "Out of memory, try again later");
}

static void submit(struct api *api, struct http_request *request, bool check_only, schedule_done done)
{
	_cleanup_(buf_release) struct buf problems = BUF_INIT(PROBLEMS_MAX);
	_cleanup_(request_freep) struct request *program = NULL;
	struct ticket *ticket;
	int r;

	r = read_request(
		api->config, http_header(request, "Content-Type"), http_body(request), &program, &problems);
	if (r == -EINVAL) {
		reply_json(request, 422, &problems, 0, NULL, 0);
		return;
	}
	if (r < 0) {
		refuse_without_memory(request);
		return;
	}
	program->check_only = check_only;
	snprintf(program->client, sizeof(program->client), "%s", http_client(request));
	ticket = schedule_submit(api->schedule, steal_ptr(&program), done, request);
	if (ticket)
		http_set_user(request, ticket);
	else
		refuse_without_memory(request);
}

void run_program(struct api *api, struct http_request *request)
{
	submit(api, request, false, on_verdict);
}

void run_validate(struct api *api, struct http_request *request)
{
	submit(api, request, true, on_check);
}

void run_gone(struct http_request *request)
{
	struct ticket *ticket = http_user(request);

	if (ticket)
		schedule_cancel(ticket);
}
