numbers = [5, 2, 9]
numbers.append(7)
numbers.insert(1, 4)
numbers.extend([1, 1])
numbers.remove(9)
print(numbers, numbers.pop(), numbers.pop(0), numbers.index(7), numbers.count(1), len(numbers))
numbers.sort(reverse=True)
copy = numbers[:]
numbers.reverse()
print(numbers, copy, numbers == copy[::-1], numbers is copy, list(reversed([1, 2])), 7 in numbers)
numbers += [0]
numbers *= 2
del numbers[2:5]
numbers[1:2] = [8, 8]
print(numbers, [0] * 3, list(range(10, 0, -3)), list("hi"), [[]] * 2, sorted(["b", "A", "c"], key=str.lower))
for i, (a, b) in enumerate(zip(numbers, numbers[1:])):
    print(i, a, b, sep=":", end=" ")
print()
stack, words = [], "to be or not".split()
while words:
    stack.append(words.pop(0))
print(stack, " ".join(reversed(stack)), list(map(len, stack)), list(filter(lambda w: "o" in w, stack)), numbers.clear(), numbers)
