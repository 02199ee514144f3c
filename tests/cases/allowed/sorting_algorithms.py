def bubble_sort(a):
    a = a[:]
    for i in range(len(a)):
        for j in range(len(a) - 1 - i):
            if a[j] > a[j + 1]:
                a[j], a[j + 1] = a[j + 1], a[j]
    return a


def merge_sort(a):
    if len(a) < 2:
        return a
    mid = len(a) // 2
    left, right, out = merge_sort(a[:mid]), merge_sort(a[mid:]), []
    while left and right:
        out.append((left if left[0] <= right[0] else right).pop(0))
    return out + left + right


def quick_sort(a):
    if not a:
        return []
    pivot, *rest = a
    return quick_sort([x for x in rest if x < pivot]) + [pivot] + quick_sort([x for x in rest if x >= pivot])


def insertion_sort(a):
    a = list(a)
    for i, x in enumerate(a):
        while i > 0 and a[i - 1] > x:
            a[i] = a[i - 1]
            i -= 1
        a[i] = x
    return a


data = [38, 27, 43, 3, 9, 82, 10, 3]
for sort in (bubble_sort, merge_sort, quick_sort, insertion_sort, sorted):
    print(f"{sort.__name__:<15}", sort(data), sort(data) == sorted(data))
