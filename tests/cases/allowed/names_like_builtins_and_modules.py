class Model:
    def __init__(self):
        self.training = True
        self.input = None

    def eval(self):
        self.training = False
        return self

    def compile(self, optimizer="adam", loss=None):
        self.settings = dict(optimizer=optimizer, loss=loss)
        return self

    def open(self, file):
        self.file = file

    def exec(self, time=0):
        return time


model = Model().compile(loss="mse").eval()
model.open(file="data.txt")
model.input = [1]
file = "report.txt"
open_tabs, time, string, code, path = 3, 12.5, "text", 404, "/tmp/x"
id, sum_, list_ = 7, sum([1, 2]), [1]
print(model.training, model.settings, model.file, model.input, file, open_tabs, time, string, code, path, id, sum_, list_)
stock = {"open": 1.5, "close": 2.0, "input": "x", "os": "linux", "sys": 1}
print(stock["open"], stock["os"], model.exec(time=3), [open for open in (1, 2)])
