/* jail/landlock.h: Landlock as newer kernels speak it; Debian 12's header stops at ABI 2. */
#pragma once

#include <linux/landlock.h>
#include <stdint.h>

#define LL_FS_TRUNCATE	(UINT64_C(1) << 14) /* ABI 3 */
#define LL_FS_IOCTL_DEV (UINT64_C(1) << 15) /* ABI 5 */
#define LL_FS_ABI1	((LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1)

#define LL_NET_BIND_TCP	   (UINT64_C(1) << 0) /* ABI 4 */
#define LL_NET_CONNECT_TCP (UINT64_C(1) << 1)

#define LL_SCOPE_ABSTRACT_UNIX (UINT64_C(1) << 0) /* ABI 6 */
#define LL_SCOPE_SIGNAL	       (UINT64_C(1) << 1)

struct ll_ruleset_attr {
	uint64_t handled_access_fs;
	uint64_t handled_access_net;
	uint64_t scoped;
};
