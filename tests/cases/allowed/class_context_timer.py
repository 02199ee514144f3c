class Transaction:
    def __init__(self, data):
        self.data = data

    def __enter__(self):
        self.backup = self.data.copy()
        return self.data

    def __exit__(self, exc_type, exc_value, traceback):
        if exc_type is not None:
            self.data.clear()
            self.data.update(self.backup)
            print(f"rolled back: {exc_type.__name__}: {exc_value}")
        else:
            print("committed")
        return exc_type is ValueError


stock = {"apples": 3}
with Transaction(stock) as s:
    s["pears"] = 5
with Transaction(stock) as s:
    s["apples"] = -1
    raise ValueError("negative stock")
try:
    with Transaction(stock) as s:
        s["figs"]
except KeyError as e:
    print("passed on", e)
print(stock)
