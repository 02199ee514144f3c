from array import array
import array as arr

temps = array("d", [20.5, 21.0, 19.5])
temps.append(22.25)
temps.extend([18, 17.5])
print(temps, len(temps), temps.itemsize, temps.typecode, sum(temps) / len(temps))
nums = arr.array("i", range(5))
nums[1:3] = arr.array("i", [10, 20, 30])
print(nums.tolist(), nums.index(20), nums.count(3), nums[::-1])
data = bytearray(b"hello")
data[0] = ord("J")
data += b" world"
print(data.decode(), bytes([72, 105]), b"\x00\xff".hex(), bytes.fromhex("4869"), list(b"abc"))
view = memoryview(data)
view[0:1] = b"H"
print(bytes(view[:5]), view.nbytes, int.from_bytes(b"\x01\x00", "big"), (1024).to_bytes(2, "little"))
try:
    nums.append("x")
except TypeError as e:
    print("TypeError:", e)
print(array("B", b"AB").tobytes(), array("u", "héllo").tounicode(), nums.buffer_info()[1])
