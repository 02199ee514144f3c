def single_number(nums):
    result = 0
    for n in nums:
        result ^= n
    return result


def count_bits(n):
    count = 0
    while n:
        n &= n - 1
        count += 1
    return count


def gray_code(n):
    return [i ^ (i >> 1) for i in range(1 << n)]


def subsets(items):
    return [[x for i, x in enumerate(items) if mask >> i & 1] for mask in range(1 << len(items))]


def power_mod(base, exponent, modulus):
    result = 1
    while exponent:
        if exponent & 1:
            result = result * base % modulus
        base = base * base % modulus
        exponent >>= 1
    return result


print(single_number([4, 1, 2, 1, 2]), count_bits(0b101101), [f"{g:03b}" for g in gray_code(3)])
print(subsets("abc"), power_mod(3, 200, 13) == pow(3, 200, 13), ~5, -8 >> 1, 1 << 40, 0xFF & ~0x0F)
print(bin(-5), int("ff", 16), int("0b11", 0), f"{-6 & 0xFF:08b}", (5).to_bytes(2, "big"), 6 .bit_length())
