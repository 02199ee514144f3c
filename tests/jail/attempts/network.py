"""Sockets. To have one is the kernel's side; to reach somebody with it is the attack that counts most.

@TCP@, @UDP@, @PATH@ and @NAME@ are listeners that the tests have made outside; @URL@ is the service itself."""

from .attempt import Family

family = Family("network", "sockets")

family("the service's own port", "import urllib.request; return urllib.request.urlopen('@URL@/health', timeout=5).status == 200")
family("a TCP listener of the host", "return socket.create_connection(('127.0.0.1', @TCP@), timeout=5).recv(2) == b'hi'")
family("a TCP listener of the host, from C", """
    fd = syscall('socket', 2, 1, 0)
    address = struct.pack('<HH', 2, socket.htons(@TCP@)) + bytes([127, 0, 0, 1]) + bytes(8)
    return syscall('connect', fd, address, 16) == 0""")
family("a TCP listener of the host, by return-oriented code", """
    fd = rop('socket', 2, 1, 0)
    address = ctypes.create_string_buffer(struct.pack('<HH', 2, socket.htons(@TCP@)) + bytes([127, 0, 0, 1]) + bytes(8))
    return rop('connect', fd, ctypes.addressof(address), 16) == 0""")
family("a TCP listener of the host, with upper bits set", """
    fd = syscall('socket', 2 | 7 << 32, 1 | 9 << 32, 5 << 32)
    address = struct.pack('<HH', 2, socket.htons(@TCP@)) + bytes([127, 0, 0, 1]) + bytes(8)
    return syscall('connect', fd | 1 << 32, address, 16 | 1 << 32) == 0""")
family("a TCP listener of the host, by TCP fast open", """
    s = socket.socket()
    s.sendto(b'x', 0x20000000, ('127.0.0.1', @TCP@)); return s.recv(2) == b'hi'""")
family("a UDP listener of the host", """
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.settimeout(5)
    s.sendto(b'x', ('127.0.0.1', @UDP@)); return s.recv(2) == b'hi'""")
family("a listener of the host over IPv6's mapped addresses", """
    s = socket.socket(socket.AF_INET6, socket.SOCK_STREAM); s.settimeout(5)
    s.connect(('::ffff:127.0.0.1', @TCP@)); return True""")
family("a unix socket of the host by its path", """
    s = socket.socket(socket.AF_UNIX); s.settimeout(5)
    s.connect(@PATH@); return s.recv(2) == b'hi'""")
family("a unix socket of the host by its abstract name", """
    s = socket.socket(socket.AF_UNIX); s.settimeout(5)
    s.connect('\\0' + @NAME@); return s.recv(2) == b'hi'""")
family("a listener of one's own that the host can reach", """
    s = socket.create_server(('127.0.0.1', 0))
    s.setblocking(False)
    helper = socket.create_connection(('127.0.0.1', @TCP@), timeout=5)
    return helper.recv(2) == b'hi'""")
family("the host's network cards", """
    names = socket.if_nameindex()
    return [name for _, name in names if name != 'lo'] or socket.create_connection(('127.0.0.1', @TCP@), timeout=5)""")
family("the host's routes by netlink", """
    s = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0); s.settimeout(5)
    s.send(struct.pack('<IHHII', 20, 22, 0x301, 1, 0) + bytes(4))
    data = s.recv(65536)
    return bytes([127, 0, 0, 1]) in data""")
family("the host's sockets by netlink", """
    s = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 4); s.settimeout(5)
    s.send(struct.pack('<IHHII', 72, 20, 0x301, 1, 0) + struct.pack('<BBBBI', 2, 6, 0, 0, 0xffffffff) + bytes(48))
    found = b''
    while struct.pack('>H', @TCP@) not in found:
        data = s.recv(65536); found += data
        if struct.unpack_from('<H', data, 4)[0] == 3: return False
    return True""")
family("a name looked up", "return socket.gethostbyname('localhost') and socket.create_connection(('localhost', @TCP@), timeout=5)")
family("the whole network heard", "s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3)); s.bind(('lo', 0)); return s.getsockname()[4] is not None",
       root=True, target="kernel")

# The kernel's code behind a family is what is attacked here: that nobody can be reached is shown above.
KINDS = {"AF_INET": 1, "AF_INET6": 1, "AF_UNIX": 1, "AF_NETLINK": 3}
for name, kind in KINDS.items():
    family(f"a socket of {name}", f"return socket.socket(socket.{name}, {kind}).fileno() >= 0", target="kernel")
family("a datagram socket", "return socket.socket(socket.AF_INET, socket.SOCK_DGRAM).fileno() >= 0", target="kernel")
family("a raw socket", "return socket.socket(socket.AF_INET, socket.SOCK_RAW, 1).fileno() >= 0", root=True, target="kernel")
family("a pair of sockets", "return len(socket.socketpair()) == 2", target="kernel")
family("a socket of any family", """
    made = []
    for number in range(64):
        for kind in (1, 2, 3, 5, 10):
            try: socket.socket(number, kind).close(); made.append(number)
            except OSError: pass
    return {1, 2, 16} & set(made)""", target="kernel")
family("a socket by return-oriented code", "return rop('socket', 1, 1, 0) >= 0", target="kernel")
family("a message on a descriptor that is none", "return reached('sendmsg', -1, bytes(56), 0)", target="kernel")
