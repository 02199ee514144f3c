from functools import cached_property


class Report:
    calls = 0

    def __init__(self, numbers):
        self._numbers = numbers

    @cached_property
    def total(self):
        Report.calls += 1
        return sum(self._numbers)

    @property
    def mean(self):
        return self.total / len(self._numbers)

    @mean.setter
    def mean(self, value):
        self._numbers = [value] * len(self._numbers)
        del self.total

    @mean.deleter
    def mean(self):
        self._numbers = []


r = Report([1, 2, 6])
print(r.total, r.total, r.mean, Report.calls)
r.mean = 5
print(r.total, Report.calls)
del r.mean
print(r._numbers)
