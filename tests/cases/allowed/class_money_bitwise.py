class Flags:
    def __init__(self, bits=0):
        self.bits = bits

    def __or__(self, o):
        return Flags(self.bits | o.bits)

    def __and__(self, o):
        return Flags(self.bits & o.bits)

    def __xor__(self, o):
        return Flags(self.bits ^ o.bits)

    def __invert__(self):
        return Flags(~self.bits & 0xF)

    def __lshift__(self, n):
        return Flags((self.bits << n) & 0xF)

    def __ior__(self, o):
        self.bits |= o.bits
        return self

    def __index__(self):
        return self.bits

    def __bool__(self):
        return self.bits != 0

    def __repr__(self):
        return f"Flags({self.bits:04b})"


a, b = Flags(0b0011), Flags(0b0101)
print(a | b, a & b, a ^ b, ~a, a << 2, bool(a & ~a), hex(a), list("abcdef")[b])
a |= b
print(a)
