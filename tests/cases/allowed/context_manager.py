class Timer:
    def __enter__(self):
        print("start")
        return self

    def __exit__(self, kind, value, traceback):
        print("end", kind.__name__ if kind else None)
        return True


with Timer() as t, Timer():
    raise KeyError("lost")
