#include "http_internal.h"
#include <netdb.h>

/* "HOST:PORT" or "[HOST]:PORT" taken apart. */
static int split_address(
	const char *address, char *host, size_t host_size, const char **port, struct err *err)
{
	const char *colon = strrchr(address, ':');
	const char *start = address, *end = colon;

	if (!colon || !colon[1])
		return err_set(err, -EINVAL, "no port");
	if (*start == '[') {
		start++;
		if (end == start || end[-1] != ']')
			return err_set(err, -EINVAL, "no ']' before the port");
		end--;
	} else if (memchr(start, ':', (size_t)(end - start))) {
		return err_set(err, -EINVAL, "an IPv6 address stands in brackets");
	}
	if ((size_t)(end - start) >= host_size)
		return err_set(err, -EINVAL, "too long");
	memcpy(host, start, (size_t)(end - start));
	host[end - start] = '\0';
	*port = colon + 1;
	return 0;
}

static int bind_socket(const struct addrinfo *info, struct err *err)
{
	_cleanup_close_ int fd = -1;
	int on = 1, off = 0;

	fd = socket(info->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		return err_errno(err, "socket");
	if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) < 0)
		return err_errno(err, "SO_REUSEADDR");
	if (info->ai_family == AF_INET6 && setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof(off)) < 0)
		return err_errno(err, "IPV6_V6ONLY");
	if (bind(fd, info->ai_addr, info->ai_addrlen) < 0)
		return err_errno(err, "bind");
	if (listen(fd, BACKLOG) < 0)
		return err_errno(err, "listen");
	return steal_fd(&fd);
}

static void free_addresses(struct addrinfo **info)
{
	if (*info)
		freeaddrinfo(*info);
}

int listen_open(const char *address, int *fd, unsigned *port, bool *ipv6, struct err *err)
{
	const struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV };
	_cleanup_(free_addresses) struct addrinfo *info = NULL;
	_cleanup_close_ int bound = -1;
	struct sockaddr_storage name;
	socklen_t length = sizeof(name);
	char host[256];
	const char *service = NULL;
	int r;

	r = split_address(address, host, sizeof(host), &service, err);
	if (r < 0)
		return r;
	r = getaddrinfo(*host ? host : NULL, service, &hints, &info);
	if (r != 0)
		return err_set(err, -EADDRNOTAVAIL, "%s", gai_strerror(r));
	bound = bind_socket(info, err);
	if (bound < 0)
		return bound;
	if (getsockname(bound, (struct sockaddr *)&name, &length) < 0)
		return err_errno(err, "getsockname");

	*ipv6 = name.ss_family == AF_INET6;
	*port = ntohs(
		*ipv6 ? ((struct sockaddr_in6 *)&name)->sin6_port : ((struct sockaddr_in *)&name)->sin_port);
	*fd = steal_fd(&bound);
	return 0;
}
